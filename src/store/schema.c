/* SPDX-License-Identifier: MIT */
/* Brings a database from step to step, and holds its tables and guards against how they were made. A step that was released
 * is never edited: a new one follows. */
#include "store/schema.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "store/schema_earlier.h"
#include "store/schema_steps.h"

/* Words that guarding triggers raise. */
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
	return schema_step_count;
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

static bool outgrown(int64_t version, struct err *err)
{
	if (version < schema_latest())
		return err_set(
			err, ERR_NEWER,
			_("Older records were put in the place of these while they were open here (schema %" PRId64
			  "). Nothing was changed. Leave Fascicle and start it again."),
			version);
	return err_set(
		err, ERR_NEWER,
		_("A newer Fascicle brought these records up to date while they were open here (schema %" PRId64
		  ", this one knows up to %" PRId64
		  "). Nothing was changed. Leave this one and start the newer one."),
		version, schema_latest());
}

void schema_hold(struct db *db)
{
	db_hold_schema(db, schema_latest(), outgrown);
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

/* The records as an earlier program left them, beside the database. An older copy is never written over. */
static bool keep_copy(struct db *db, const char *path, int64_t version, struct str *copy, struct err *err)
{
	char today[DATE_SIZE];
	struct err trouble = ERR_INIT;

	date_today(today);
	str_clear(copy);
	str_addf(copy, "%s.schema-%" PRId64 "-%s", path, version, today);
	size_t n = copy->len;
	for (int more = 2; access(copy->s, F_OK) == 0; more++) {
		str_cut(copy, n);
		str_addf(copy, "-%d", more);
	}
	if (db_copy_to(db, copy->s, &trouble))
		return true;
	str_clear(copy);
	return err_set(
		err, trouble.kind,
		_("These records are from an older Fascicle. They are copied before they are brought up to date, and the copy could not be made, so they stay as they are. %s"),
		trouble.text);
}

/* What is not a file, or has nothing in it yet, is not copied. The number is read again inside the transaction: another
 * process may have been faster. */
static bool migrate(struct db *db, int64_t target, const char *path, struct str *copy, struct err *err)
{
	int64_t version;

	if (!check_version(db, &version, err))
		return false;
	if (path != NULL && version > 0 && version < target && !keep_copy(db, path, version, copy, err))
		return false;
	if (!mend(db, version, err))
		return false;
	for (; version < target; version++)
		if (!db_script(db, schema_steps[version], err))
			return false;
	return db_set_schema_version(db, version, err);
}

static bool build(struct db *db, int64_t version, const char *path, struct str *copy, struct err *err)
{
	db_tell_refusals(db, refusal);
	if (!db_begin(db, err))
		return false;
	if (migrate(db, version, path, copy, err))
		return db_commit(db, err);
	db_rollback(db);
	return false;
}

bool schema_build(struct db *db, int64_t version, struct err *err)
{
	return build(db, version, NULL, NULL, err);
}

bool schema_upgrade(struct db *db, bool may_write, const char *path, struct str *copy, struct err *err)
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
	return build(db, schema_latest(), path, copy, err);
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

bool schema_check(struct db *db, int64_t version, struct str *findings, struct err *err)
{
	struct db *fresh;

	if (!db_open_scratch(&fresh, err))
		return false;
	bool ok = schema_build(fresh, version, err) && compare_with(db, fresh, findings, err);
	db_close(fresh);
	return ok;
}
