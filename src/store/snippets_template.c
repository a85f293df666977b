/* SPDX-License-Identifier: MIT */
/* Templates of whole notes as stored. */

#include "base/i18n.h"
#include "store/audit.h"
#include "store/record.h"
#include "store/snippets.h"

/* The order of the statements below. */
static const struct column columns[] = {
	COLUMN("id", ID, struct template, id),
	COLUMN("uid", WORDS, struct template, uid),
	COLUMN("version", ID, struct template, version),
	COLUMN("name", WORDS, struct template, name),
	COLUMN("service", WORDS, struct template, service),
	COLUMN("subjective", WORDS, struct template, text[NOTE_SUBJECTIVE]),
	COLUMN("objective", WORDS, struct template, text[NOTE_OBJECTIVE]),
	COLUMN("assessment", WORDS, struct template, text[NOTE_ASSESSMENT]),
	COLUMN("plan", WORDS, struct template, text[NOTE_PLAN]),
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- saving ---- */

static bool run(struct store *store, const char *sql, const struct template *template, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_prepare(store->db, sql, &stmt, err))
		return false;
	record_bind(stmt, 1, columns, COLUMNS, template);
	bool ok = db_step(stmt, err) == DB_DONE;
	db_reset(stmt);
	return ok;
}

static bool insert(struct store *store, struct template *template, struct err *err)
{
	if (!db_ask(store->db, &template->id, err, "SELECT coalesce(max(id), 0) + 1 FROM template", ""))
		return false;
	template->version = 1;
	record_ensure_uid(&template->uid);
	return run(store,
		   "INSERT INTO template (id, uid, version, name, service, subjective, objective, assessment, plan)"
		   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		   template, err) &&
	       audit_add(store, "template-add", "template", template->id, template->name, err);
}

/* $3 is the new version. */
static bool update(struct store *store, struct template *template, struct err *err)
{
	template->version++;
	if (!run(store,
		 "UPDATE template SET uid = coalesce(nullif($2, ''), uid), version = $3, name = $4, service = $5,"
		 " subjective = $6, objective = $7, assessment = $8, plan = $9"
		 " WHERE id = $1 AND version = $3 - 1 AND voided_at IS NULL",
		 template, err))
		return false;
	if (db_changes(store->db) == 0)
		return err_set(
			err, ERR_STALE,
			_("Somebody else has changed this template meanwhile. Open it again and repeat your change."));
	return audit_add(store, "template-edit", "template", template->id, template->name, err);
}

bool template_save(struct store *store, struct template *template, struct err *err)
{
	int64_t id = template->id, version = template->version;

	if (!store_may_chart(store, err) || !template_check(template, err) || !store_begin(store, err))
		return false;
	bool ok = id == 0 ? insert(store, template, err) : update(store, template, err);
	if (store_end(store, ok, err))
		return true;
	template->id = id;
	template->version = version;
	return false;
}

static const struct voiding voiding =
	VOIDING_AND("template", "template", ", version = version + 1", N_("The template does not exist."));

bool template_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* ---- reading ---- */

RECORD_LIST_AT(templates, template, columns, COLUMNS)

bool templates_load(struct store *store, struct templates *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct templates){ NULL, 0 };
	if (!db_query(store->db, &stmt, err,
		      "SELECT id, uid, version, name, service, subjective, objective, assessment, plan"
		      " FROM template WHERE voided_at IS NULL ORDER BY service, name, id",
		      ""))
		return false;
	return templates_read(stmt, out, err);
}

bool template_for_service(struct store *store, const char *service, struct template *out, struct err *err)
{
	struct templates templates;

	if (!templates_load(store, &templates, err))
		return false;
	const struct template *found = template_find(templates.rows, templates.n, service);
	if (found != NULL)
		template_copy(out, found);
	else
		out->id = 0;
	templates_release(&templates);
	return true;
}
