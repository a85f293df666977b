/* SPDX-License-Identifier: MIT */
/* Templates of whole notes as stored. */

#include "base/i18n.h"
#include "store/audit.h"
#include "store/record.h"
#include "store/snippets.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct template, id),
	COLUMN_AND("uid", WORDS, struct template, uid, .change = "coalesce(nullif($uid, ''), uid)"),
	COLUMN("version", VERSION, struct template, version),
	COLUMN("name", WORDS, struct template, name),
	COLUMN("service", WORDS, struct template, service),
	COLUMN("subjective", WORDS, struct template, text[NOTE_SUBJECTIVE]),
	COLUMN("objective", WORDS, struct template, text[NOTE_OBJECTIVE]),
	COLUMN("assessment", WORDS, struct template, text[NOTE_ASSESSMENT]),
	COLUMN("plan", WORDS, struct template, text[NOTE_PLAN]),
};
static const struct family family = {
	.table = "template",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.only = "voided_at IS NULL",
	.stale = N_(
		"Somebody else has changed this template meanwhile. Open it again and repeat your change."),
};
/* ---- saving ---- */

static bool insert(struct store *store, struct template *template, struct err *err)
{
	record_ensure_uid(&template->uid);
	return family_add(store->db, &family, template, NULL, err) &&
	       audit_add_words(store, "template-add", "template", template->id, NULL, template->name, err);
}

static bool update(struct store *store, struct template *template, struct err *err)
{
	return family_change(store->db, &family, template, NULL, NULL, err) &&
	       audit_add_words(store, "template-edit", "template", template->id, NULL, template->name, err);
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

RECORD_LIST(templates, template, family)

bool templates_load(struct store *store, struct templates *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct templates){ NULL, 0 };
	if (!family_query(store->db, &family, &stmt, err,
			  "SELECT {template}"
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
