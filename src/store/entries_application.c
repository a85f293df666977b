/* SPDX-License-Identifier: MIT */
/* Applications of techniques as stored, with their dose rows. */
#include "store/entries.h"

#include "base/i18n.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

static const struct column columns[] = {
	COLUMN("id", ID, struct application, id),
	COLUMN("uid", WORDS, struct application, uid),
	COLUMN("session_id", ID, struct application, session_id),
	COLUMN("mark_id", REF, struct application, mark_id),
	COLUMN("technique", WORDS, struct application, technique),
	COLUMN("region", TEXT, struct application, region),
	COLUMN_AND("side", CODE, struct application, side, .coding = &coding_side),
	COLUMN("note", TEXT, struct application, note),
	COLUMN("aim", TEXT, struct application, aim),
	COLUMN("combined", TEXT, struct application, combined),
};
static const struct family family = {
	.table = "application",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};

/* ---- saving ---- */

static bool write_doses(struct store *store, const struct application *application, struct err *err)
{
	if (!db_run(store->db, err, "DELETE FROM dose WHERE application_id = $1", "i", application->id))
		return false;
	for (size_t i = 0; i < application->n_doses; i++) {
		const struct dose *dose = &application->doses[i];
		if (!db_run(store->db, err,
			    "INSERT INTO dose (application_id, position, name, unit, value)"
			    " VALUES ($1, $2, $3, coalesce($4, ''), coalesce($5, ''))",
			    "iisss", application->id, (int64_t)i + 1, dose->name, dose->unit, dose->value))
			return false;
	}
	return true;
}

/* The mark must be one of the same session. */
static bool check_mark(struct store *store, const struct application *application, struct err *err)
{
	int64_t n = 1;

	if (application->mark_id != 0 &&
	    !db_ask(store->db, &n, err, "SELECT count(*) FROM mark WHERE id = $1 AND session_id = $2", "ii",
		    application->mark_id, application->session_id))
		return false;
	return n == 1 || err_set(err, ERR_MISSING,
				 _("The mark that this technique was used on is not in this session."));
}

static bool write_application(struct store *store, struct application *application, struct err *err)
{
	bool is_new = application->id == 0;

	record_ensure_uid(&application->uid);
	return check_mark(store, application, err) && family_save(store->db, &family, application, err) &&
	       write_doses(store, application, err) &&
	       audit_add(store, is_new ? "technique-add" : "technique-edit", "application", application->id,
			 application->technique, err);
}

bool application_save(struct store *store, struct application *application, struct err *err)
{
	int64_t id = application->id;

	if (str_empty(application->technique))
		return err_set(err, ERR_INPUT, _("Say which technique was used."));
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	if (store_end(store, write_application(store, application, err), err))
		return true;
	application->id = id;
	return false;
}

static const struct voiding voiding =
	VOIDING("application", "technique", N_("The technique entry does not exist."));

bool application_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	return record_void(store, &voiding, id, voided, err);
}

/* ---- loading ---- */

static bool load_doses(struct store *store, struct application *application, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (!db_query(store->db, &stmt, err,
		      "SELECT name, unit, value FROM dose WHERE application_id = $1 ORDER BY position", "i",
		      application->id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		application_set_dose(application, db_text_of(stmt, "name"), db_text_of(stmt, "unit"),
				     db_text_of(stmt, "value"));
	db_reset(stmt);
	return step == DB_DONE;
}

RECORD_LIST(applications, application, family)

/* What was used on a mark that was taken back is out of sight with it. */
bool applications_load(struct store *store, int64_t session_id, struct applications *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct applications){ NULL, 0 };
	if (!store_may_chart(store, err) ||
	    !family_query(
		    store->db, &family, &stmt, err,
		    "SELECT {application a} FROM application a LEFT JOIN mark m ON m.id = a.mark_id"
		    " WHERE a.session_id = $1 AND a.voided_at IS NULL AND m.voided_at IS NULL ORDER BY a.id",
		    "i", session_id))
		return false;
	bool ok = applications_read(stmt, out, err);
	for (size_t i = 0; ok && i < out->n; i++)
		ok = load_doses(store, &out->rows[i], err);
	if (!ok)
		applications_release(out);
	return ok;
}
