/* SPDX-License-Identifier: MIT */
/* The tables, as numbered steps from an empty file. A step that was released is never edited: a new one follows. */
#include "store/schema.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "store/schema_care.h"
#include "store/schema_course.h"
#include "store/schema_earlier.h"
#include "store/schema_money.h"

/* 1: people, sessions, entries, charges, the audit. */
static const char people_sql[] =
	"CREATE TABLE practitioner ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" login TEXT NOT NULL UNIQUE,"
	" name TEXT NOT NULL,"
	" role TEXT NOT NULL,"
	" profession TEXT,"
	" provider_number TEXT,"
	" active INTEGER NOT NULL CHECK (active IN (0, 1))"
	") STRICT;"

	"CREATE TABLE client ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" version INTEGER NOT NULL,"
	" code TEXT NOT NULL UNIQUE,"
	" family TEXT NOT NULL,"
	" given TEXT NOT NULL,"
	" birth TEXT,"
	" sex TEXT,"
	" phone TEXT,"
	" email TEXT,"
	" address TEXT,"
	" occupation TEXT,"
	" emergency TEXT,"
	" note TEXT,"
	" name_key TEXT NOT NULL," /* for the order of lists */
	" words TEXT NOT NULL"     /* all that finding looks at */
	") STRICT;"
	"CREATE INDEX client_by_name ON client (name_key, words);"

	/* Every beginning that finding a client may be given: words of the name, ends of the phone number, birth. */
	"CREATE TABLE client_key ("
	" word TEXT NOT NULL,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" PRIMARY KEY (word, client_id)"
	") STRICT, WITHOUT ROWID;"

	"CREATE TABLE service ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" code TEXT NOT NULL UNIQUE,"
	" label TEXT NOT NULL,"
	" minutes INTEGER NOT NULL CHECK (minutes >= 0),"
	" cents INTEGER NOT NULL,"
	" tax TEXT NOT NULL,"
	" account TEXT,"
	" active INTEGER NOT NULL CHECK (active IN (0, 1))"
	") STRICT;";

static const char session_sql[] =
	"CREATE TABLE session ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" version INTEGER NOT NULL,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" practitioner_id INTEGER NOT NULL REFERENCES practitioner (id),"
	" service_id INTEGER REFERENCES service (id),"
	" status TEXT NOT NULL"
	"  CHECK (status IN ('booked', 'arrived', 'open', 'signed', 'cancelled', 'no-show')),"
	" start_wall TEXT NOT NULL,"
	" end_wall TEXT NOT NULL,"
	" zone TEXT NOT NULL,"
	" start_utc TEXT NOT NULL,"
	" subjective TEXT NOT NULL,"
	" objective TEXT NOT NULL,"
	" assessment TEXT NOT NULL,"
	" plan TEXT NOT NULL,"
	" response TEXT,"
	" adverse TEXT,"
	" override_reason TEXT,"
	" signed_at TEXT,"
	" signed_by INTEGER REFERENCES practitioner (id),"
	" digest TEXT,"
	" CHECK ((status = 'signed') = (signed_at IS NOT NULL)),"
	" CHECK ((status = 'signed') = (signed_by IS NOT NULL)),"
	" CHECK (status = 'signed' OR digest IS NULL)"
	") STRICT;"
	"CREATE INDEX session_by_start ON session (start_wall);"
	"CREATE INDEX session_by_client ON session (client_id, start_wall);"
	"CREATE INDEX session_unfinished ON session (start_wall) WHERE status IN ('booked', 'arrived', 'open');"

	"CREATE TABLE session_consent ("
	" id INTEGER PRIMARY KEY,"
	" session_id INTEGER NOT NULL REFERENCES session (id),"
	" scope TEXT NOT NULL DEFAULT 'treatment' CHECK (scope IN ('treatment', 'sensitive')),"
	" given INTEGER NOT NULL CHECK (given IN (0, 1)),"
	" recorded_at TEXT NOT NULL,"
	" recorded_by INTEGER REFERENCES practitioner (id)"
	") STRICT;"
	"CREATE INDEX session_consent_by_session ON session_consent (session_id);"

	"CREATE TABLE draft ("
	" session_id INTEGER PRIMARY KEY REFERENCES session (id),"
	" base_version INTEGER NOT NULL,"
	" revision INTEGER NOT NULL,"
	" subjective TEXT NOT NULL,"
	" objective TEXT NOT NULL,"
	" assessment TEXT NOT NULL,"
	" plan TEXT NOT NULL,"
	" section INTEGER NOT NULL,"
	" cursor INTEGER NOT NULL,"
	" saved_at TEXT NOT NULL,"
	" holder TEXT NOT NULL"
	") STRICT;";

static const char entry_sql[] =
	"CREATE TABLE point ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" muscle TEXT NOT NULL,"
	" region TEXT NOT NULL,"
	" side TEXT NOT NULL,"
	" UNIQUE (client_id, muscle, region, side)"
	") STRICT;"

	"CREATE TABLE mark ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" point_id INTEGER NOT NULL REFERENCES point (id),"
	" session_id INTEGER NOT NULL REFERENCES session (id),"
	" muscle TEXT,"
	" region TEXT,"
	" side TEXT,"
	" type TEXT,"
	" signs_yes INTEGER NOT NULL,"
	" signs_no INTEGER NOT NULL,"
	" tender_before INTEGER CHECK (tender_before BETWEEN 0 AND 10),"
	" tender_after INTEGER CHECK (tender_after BETWEEN 0 AND 10),"
	" referral TEXT,"
	" response TEXT,"
	" sufficient TEXT,"
	" note TEXT,"
	" voided_at TEXT"
	") STRICT;"
	"CREATE INDEX mark_by_session ON mark (session_id);"
	"CREATE INDEX mark_by_point ON mark (point_id);"

	"CREATE TABLE application ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" session_id INTEGER NOT NULL REFERENCES session (id),"
	" mark_id INTEGER REFERENCES mark (id),"
	" technique TEXT NOT NULL,"
	" region TEXT,"
	" side TEXT,"
	" note TEXT,"
	" voided_at TEXT"
	") STRICT;"
	"CREATE INDEX application_by_session ON application (session_id);"
	"CREATE INDEX application_by_mark ON application (mark_id) WHERE mark_id IS NOT NULL;"

	"CREATE TABLE dose ("
	" application_id INTEGER NOT NULL REFERENCES application (id),"
	" position INTEGER NOT NULL,"
	" name TEXT NOT NULL,"
	" unit TEXT NOT NULL,"
	" value TEXT NOT NULL,"
	" PRIMARY KEY (application_id, position)"
	") STRICT, WITHOUT ROWID;";

static const char charge_sql[] =
	"CREATE TABLE charge ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" session_id INTEGER REFERENCES session (id),"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" practitioner_id INTEGER NOT NULL REFERENCES practitioner (id),"
	" day TEXT NOT NULL,"
	" code TEXT NOT NULL,"
	" label TEXT NOT NULL,"
	" quantity INTEGER NOT NULL,"
	" unit_cents INTEGER NOT NULL,"
	" total_cents INTEGER NOT NULL CHECK (total_cents = quantity * unit_cents),"
	" tax TEXT NOT NULL,"
	" tax_rate_bp INTEGER NOT NULL CHECK (tax_rate_bp BETWEEN 0 AND 10000),"
	" tax_cents INTEGER NOT NULL,"
	" account TEXT,"
	" voided_at TEXT"
	") STRICT;"
	"CREATE INDEX charge_by_day ON charge (day);"
	"CREATE INDEX charge_by_session ON charge (session_id) WHERE session_id IS NOT NULL;"

	"CREATE TABLE audit ("
	" seq INTEGER PRIMARY KEY,"
	" at TEXT NOT NULL,"
	" login TEXT NOT NULL,"
	" action TEXT NOT NULL,"
	" entity TEXT NOT NULL,"
	" entity_id INTEGER NOT NULL,"
	" detail TEXT,"
	" hash TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX audit_by_entity ON audit (entity, entity_id, action);";

/* What was signed, charged or audited stays. Each trigger raises a word that refusal() explains. */
static const char guard_sql[] =
	"CREATE TRIGGER audit_keep_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;"
	"CREATE TRIGGER audit_keep_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;"
	"CREATE TRIGGER audit_follow BEFORE INSERT ON audit"
	" WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)"
	" BEGIN SELECT RAISE(ABORT, 'audit'); END;"

	"CREATE TRIGGER practitioner_keep BEFORE DELETE ON practitioner BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER client_keep BEFORE DELETE ON client BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER client_keep_uid BEFORE UPDATE OF uid ON client"
	" WHEN NEW.uid IS NOT OLD.uid BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER practitioner_keep_uid BEFORE UPDATE OF uid ON practitioner"
	" WHEN NEW.uid IS NOT OLD.uid BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER service_keep BEFORE DELETE ON service BEGIN SELECT RAISE(ABORT, 'kept'); END;"

	"CREATE TRIGGER session_keep BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	/* The digest itself follows the signature within one transaction. */
	"CREATE TRIGGER session_signed_update BEFORE UPDATE ON session"
	" WHEN OLD.status = 'signed' AND OLD.digest IS NOT NULL BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER session_signed_replace BEFORE INSERT ON session"
	" WHEN EXISTS (SELECT 1 FROM session WHERE id = NEW.id AND status = 'signed')"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"

	"CREATE TRIGGER session_consent_signed_insert BEFORE INSERT ON session_consent"
	" WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER session_consent_keep_update BEFORE UPDATE ON session_consent"
	" BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER session_consent_keep_delete BEFORE DELETE ON session_consent"
	" BEGIN SELECT RAISE(ABORT, 'kept'); END;"

	"CREATE TRIGGER draft_signed_insert BEFORE INSERT ON draft"
	" WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"

	"CREATE TRIGGER point_keep_update BEFORE UPDATE ON point BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER point_keep_delete BEFORE DELETE ON point BEGIN SELECT RAISE(ABORT, 'kept'); END;"

	"CREATE TRIGGER mark_signed_insert BEFORE INSERT ON mark"
	" WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER mark_signed_update BEFORE UPDATE ON mark"
	" WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'"
	" OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER mark_keep BEFORE DELETE ON mark BEGIN SELECT RAISE(ABORT, 'kept'); END;"

	"CREATE TRIGGER application_signed_insert BEFORE INSERT ON application"
	" WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER application_signed_update BEFORE UPDATE ON application"
	" WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'"
	" OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER application_keep BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'kept'); END;"

	"CREATE TRIGGER dose_signed_insert BEFORE INSERT ON dose"
	" WHEN (SELECT s.status FROM session s JOIN application a ON a.session_id = s.id"
	"  WHERE a.id = NEW.application_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER dose_signed_update BEFORE UPDATE ON dose"
	" WHEN EXISTS (SELECT 1 FROM session s JOIN application a ON a.session_id = s.id"
	"  WHERE a.id IN (OLD.application_id, NEW.application_id) AND s.status = 'signed')"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER dose_signed_delete BEFORE DELETE ON dose"
	" WHEN (SELECT s.status FROM session s JOIN application a ON a.session_id = s.id"
	"  WHERE a.id = OLD.application_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"

	/* A charge only ever changes from standing to voided. */
	"CREATE TRIGGER charge_keep_update BEFORE UPDATE ON charge"
	" WHEN OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR NEW.id IS NOT OLD.id"
	" OR NEW.uid IS NOT OLD.uid OR NEW.session_id IS NOT OLD.session_id"
	" OR NEW.client_id IS NOT OLD.client_id OR NEW.practitioner_id IS NOT OLD.practitioner_id"
	" OR NEW.day IS NOT OLD.day OR NEW.code IS NOT OLD.code OR NEW.label IS NOT OLD.label"
	" OR NEW.quantity IS NOT OLD.quantity OR NEW.unit_cents IS NOT OLD.unit_cents"
	" OR NEW.total_cents IS NOT OLD.total_cents OR NEW.tax IS NOT OLD.tax"
	" OR NEW.tax_rate_bp IS NOT OLD.tax_rate_bp OR NEW.tax_cents IS NOT OLD.tax_cents"
	" OR NEW.account IS NOT OLD.account"
	" BEGIN SELECT RAISE(ABORT, 'charge'); END;"
	"CREATE TRIGGER charge_keep_delete BEFORE DELETE ON charge BEGIN SELECT RAISE(ABORT, 'charge'); END;"
	"CREATE TRIGGER charge_replace BEFORE INSERT ON charge"
	" WHEN EXISTS (SELECT 1 FROM charge WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'charge'); END;";

/* 2: the note that is never lost, and what makes it quick to write. */
static const char presence_sql[] =
	"CREATE TABLE presence ("
	" session_id INTEGER PRIMARY KEY REFERENCES session (id),"
	" login TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" instance TEXT NOT NULL," /* the running program */
	" host TEXT NOT NULL,"
	" boot TEXT NOT NULL,"
	" pid INTEGER NOT NULL,"
	" since TEXT NOT NULL,"
	" seen_at TEXT NOT NULL"
	") STRICT;"

	"ALTER TABLE draft ADD COLUMN instance TEXT;"

	"CREATE TABLE draft_copy ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" session_id INTEGER NOT NULL REFERENCES session (id),"
	" login TEXT NOT NULL,"
	" saved_at TEXT NOT NULL,"
	" why TEXT NOT NULL,"
	" subjective TEXT NOT NULL,"
	" objective TEXT NOT NULL,"
	" assessment TEXT NOT NULL,"
	" plan TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX draft_copy_by_session ON draft_copy (session_id);"
	"CREATE TRIGGER draft_copy_keep_update BEFORE UPDATE ON draft_copy BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER draft_copy_keep_delete BEFORE DELETE ON draft_copy BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER draft_copy_replace BEFORE INSERT ON draft_copy"
	" WHEN EXISTS (SELECT 1 FROM draft_copy WHERE id = NEW.id OR uid = NEW.uid)"
	" BEGIN SELECT RAISE(ABORT, 'kept'); END;"

	"CREATE TABLE note_sentence ("
	" session_id INTEGER NOT NULL REFERENCES session (id),"
	" kind TEXT NOT NULL,"
	" text TEXT NOT NULL,"
	" PRIMARY KEY (session_id, kind)"
	") STRICT, WITHOUT ROWID;"

	"CREATE TABLE form_draft ("
	" login TEXT NOT NULL,"
	" form TEXT NOT NULL,"
	" record_id INTEGER NOT NULL," /* 0: a record that does not exist yet */
	" field TEXT NOT NULL,"
	" value TEXT NOT NULL,"
	" PRIMARY KEY (login, form, record_id, field)"
	") STRICT, WITHOUT ROWID;";

static const char phrase_sql[] =
	"CREATE TABLE snippet ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" version INTEGER NOT NULL,"
	" owner_id INTEGER REFERENCES practitioner (id)," /* NULL: the clinic's */
	" word TEXT NOT NULL,"
	" text TEXT NOT NULL,"
	" word_key TEXT NOT NULL," /* as words are compared */
	" voided_at TEXT"
	") STRICT;"
	"CREATE UNIQUE INDEX snippet_by_word ON snippet (word_key, coalesce(owner_id, 0)) WHERE voided_at IS NULL;"

	"CREATE TABLE template ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" version INTEGER NOT NULL,"
	" name TEXT NOT NULL,"
	" service TEXT NOT NULL," /* code; '': for any */
	" subjective TEXT NOT NULL,"
	" objective TEXT NOT NULL,"
	" assessment TEXT NOT NULL,"
	" plan TEXT NOT NULL,"
	" voided_at TEXT"
	") STRICT;"
	"CREATE UNIQUE INDEX template_by_name ON template (name, service) WHERE voided_at IS NULL;";

static const char sealed_sql[] =
	"CREATE TABLE addendum ("
	" id INTEGER PRIMARY KEY,"
	" uid TEXT NOT NULL UNIQUE,"
	" session_id INTEGER NOT NULL REFERENCES session (id),"
	" at TEXT NOT NULL,"
	" author_id INTEGER NOT NULL REFERENCES practitioner (id),"
	" author TEXT NOT NULL," /* the name at that time */
	" reason TEXT NOT NULL CHECK (reason <> ''),"
	" text TEXT NOT NULL CHECK (text <> '')"
	") STRICT;"
	"CREATE INDEX addendum_by_session ON addendum (session_id);"

	"CREATE TABLE credential ("
	" practitioner_id INTEGER PRIMARY KEY REFERENCES practitioner (id),"
	" hash TEXT NOT NULL,"
	" changed_at TEXT NOT NULL,"
	" failures INTEGER NOT NULL CHECK (failures >= 0),"
	" blocked_until TEXT"
	") STRICT;"

	"CREATE TRIGGER addendum_on_signed BEFORE INSERT ON addendum"
	" WHEN (SELECT status FROM session WHERE id = NEW.session_id) IS NOT 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'unsigned'); END;"
	"CREATE TRIGGER addendum_keep_update BEFORE UPDATE ON addendum BEGIN SELECT RAISE(ABORT, 'addendum'); END;"
	"CREATE TRIGGER addendum_keep_delete BEFORE DELETE ON addendum BEGIN SELECT RAISE(ABORT, 'addendum'); END;"
	"CREATE TRIGGER addendum_replace BEFORE INSERT ON addendum"
	" WHEN EXISTS (SELECT 1 FROM addendum WHERE id = NEW.id OR uid = NEW.uid)"
	" BEGIN SELECT RAISE(ABORT, 'addendum'); END;"

	"CREATE TRIGGER note_sentence_signed_insert BEFORE INSERT ON note_sentence"
	" WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"

	"CREATE TRIGGER snippet_keep BEFORE DELETE ON snippet BEGIN SELECT RAISE(ABORT, 'kept'); END;"
	"CREATE TRIGGER template_keep BEFORE DELETE ON template BEGIN SELECT RAISE(ABORT, 'kept'); END;";

/* 3: the readings of a mark's pressure pain threshold. */
static const char pressure_sql[] =
	"CREATE TABLE mark_pressure ("
	" mark_id INTEGER NOT NULL REFERENCES mark (id),"
	" stage TEXT NOT NULL CHECK (stage IN ('before', 'after'))," /* the treatment of that session */
	" position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),"
	" value TEXT NOT NULL," /* a plain decimal */
	" unit TEXT NOT NULL,"  /* as read, never converted */
	" PRIMARY KEY (mark_id, stage, position)"
	") STRICT, WITHOUT ROWID;"

	"CREATE TRIGGER mark_pressure_signed_insert BEFORE INSERT ON mark_pressure"
	" WHEN (SELECT s.status FROM session s JOIN mark m ON m.session_id = s.id"
	"  WHERE m.id = NEW.mark_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER mark_pressure_signed_update BEFORE UPDATE ON mark_pressure"
	" WHEN EXISTS (SELECT 1 FROM session s JOIN mark m ON m.session_id = s.id"
	"  WHERE m.id IN (OLD.mark_id, NEW.mark_id) AND s.status = 'signed')"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;"
	"CREATE TRIGGER mark_pressure_signed_delete BEFORE DELETE ON mark_pressure"
	" WHEN (SELECT s.status FROM session s JOIN mark m ON m.session_id = s.id"
	"  WHERE m.id = OLD.mark_id) = 'signed'"
	" BEGIN SELECT RAISE(ABORT, 'signed'); END;";

/* The scripts of one step run in order and in one transaction. */
enum { SCRIPTS_MAX = 6 };
static const struct migration {
	const char *scripts[SCRIPTS_MAX];
} migrations[] = {
	{ { people_sql, session_sql, entry_sql, charge_sql, guard_sql, NULL } },
	{ { presence_sql, phrase_sql, sealed_sql, NULL } },
	{ { pressure_sql, NULL } },
	{ { schema_client_care, schema_session_care, schema_care_guards, NULL } },
	{ { schema_measure, schema_course, schema_course_guards, NULL } },
	{ { schema_prices, schema_invoices, schema_money_guards, NULL } },
};

static const struct refusal {
	const char *word, *sentence;
} refusals[] = {
	{ "signed",
	  N_("This session is signed and cannot be changed any more. Write an addendum below it instead.") },
	{ "kept", N_("Records are kept and never deleted. Take it back or end it instead.") },
	{ "audit", N_("The audit can only be added to.") },
	{ "invoice",
	  N_("An issued invoice cannot be changed, and its numbers leave no gap. Void it, or write a credit note.") },
	{ "payment", N_("A payment cannot be changed. Void it and record it again.") },
	{ "charge", N_("A charge cannot be changed. Void it and make another.") },
	{ "addendum", N_("An addendum cannot be changed. Write another one below it.") },
	{ "client", N_("What was measured belongs to the client of its session.") },
	{ "unsigned",
	  N_("An addendum belongs below a signed note. This one is not signed yet: write in the note itself.") },
};

static const char *refusal(const char *word)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (strcmp(word, refusals[i].word) == 0)
			return _(refusals[i].sentence);
	return NULL;
}

int64_t schema_latest(void)
{
	return (int64_t)(sizeof migrations / sizeof *migrations);
}

static bool check_version(struct db *db, int64_t *version, struct err *err)
{
	if (!db_schema_version(db, version, err))
		return false;
	if (*version < 0 || *version > schema_latest())
		return err_set(err, ERR_REFUSED,
			       _("These records were written by a newer Fascicle (schema %" PRId64
				 ", this one knows up to %" PRId64 "). Install the newer version here."),
			       *version, schema_latest());
	return true;
}

/* What an earlier program made by other words becomes what the step says now, before later steps build on it. */
static bool mend(struct db *db, int64_t version, struct err *err)
{
	struct db *model;

	if (version == 0)
		return true;
	if (!db_open_scratch(&model, err))
		return false;
	bool ok = schema_build(model, version, err) &&
		  db_mend_schema(db, model, schema_earlier, schema_fills, err);
	db_close(model);
	return ok;
}

/* The number is read again inside the transaction: another process may have been faster. */
static bool migrate(struct db *db, int64_t target, struct err *err)
{
	int64_t version;

	if (!check_version(db, &version, err) || !mend(db, version, err))
		return false;
	for (; version < target; version++)
		for (const char *const *script = migrations[version].scripts; *script != NULL; script++)
			if (!db_script(db, *script, err))
				return false;
	return db_set_schema_version(db, version, err);
}

bool schema_build(struct db *db, int64_t version, struct err *err)
{
	db_tell_refusals(db, refusal);
	if (!db_begin(db, err))
		return false;
	if (migrate(db, version, err))
		return db_commit(db, err);
	db_rollback(db);
	return false;
}

bool schema_upgrade(struct db *db, bool may_write, struct err *err)
{
	int64_t version;

	db_tell_refusals(db, refusal);
	if (!check_version(db, &version, err))
		return false;
	if (version == schema_latest())
		return true;
	if (!may_write)
		return err_set(
			err, ERR_REFUSED,
			_("These records are from an older Fascicle. Open them once for writing first."));
	return schema_build(db, schema_latest(), err);
}

/* ---- as it was made ---- */

struct object {
	struct db_stmt *stmt;
	enum db_step step;
};

static const char *word(const struct object *object, int column)
{
	const char *text = db_text(object->stmt, column);
	return text != NULL ? text : "";
}

static bool object_first(struct object *object, struct db *db, struct err *err)
{
	object->step = DB_FAILED;
	if (!db_objects(db, &object->stmt, err))
		return false;
	object->step = db_step(object->stmt, err);
	return object->step != DB_FAILED;
}

static int by_name(const struct object *one, const struct object *other)
{
	if (one->step != DB_ROW || other->step != DB_ROW)
		return (one->step != DB_ROW) - (other->step != DB_ROW);
	int order = strcmp(word(one, 0), word(other, 0));
	return order != 0 ? order : strcmp(word(one, 1), word(other, 1));
}

static void add_difference(struct str *findings, const char *sentence, const struct object *object)
{
	str_addf(findings, "%s (%s %s)\n", sentence, word(object, 0), word(object, 1));
}

/* Both are read side by side, since they come in the same order. What is too many is told last. */
static bool compare(struct object *here, struct object *model, struct str *findings, struct str *strange,
		    struct err *err)
{
	while (here->step != DB_FAILED && model->step != DB_FAILED &&
	       (here->step == DB_ROW || model->step == DB_ROW)) {
		int order = by_name(here, model);
		if (order > 0)
			add_difference(findings,
				       _("A part of the database that guards or holds records is missing."),
				       model);
		else if (order < 0)
			add_difference(strange, _("The database holds a part that Fascicle did not make."),
				       here);
		else if (strcmp(word(here, 2), word(model, 2)) != 0)
			add_difference(findings,
				       _("A part of the database that guards or holds records was changed."),
				       model);
		if (order <= 0)
			here->step = db_step(here->stmt, err);
		if (order >= 0)
			model->step = db_step(model->stmt, err);
	}
	return here->step == DB_DONE && model->step == DB_DONE;
}

static bool compare_with(struct db *db, struct db *fresh, struct str *findings, struct err *err)
{
	struct object here = { .stmt = NULL }, model = { .stmt = NULL };
	struct str strange;

	str_init(&strange);
	bool ok = object_first(&here, db, err) && object_first(&model, fresh, err) &&
		  compare(&here, &model, findings, &strange, err);
	str_add(findings, strange.s);
	db_reset(here.stmt);
	db_reset(model.stmt);
	str_release(&strange);
	return ok;
}

bool schema_check(struct db *db, struct str *findings, struct err *err)
{
	struct db *fresh;

	if (!db_open_scratch(&fresh, err))
		return false;
	bool ok = schema_upgrade(fresh, true, err) && compare_with(db, fresh, findings, err);
	db_close(fresh);
	return ok;
}
