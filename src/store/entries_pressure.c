/* SPDX-License-Identifier: MIT */
/* Readings of a pressure gauge: a row each, the value as the plain decimal that was read. */
#include "store/entries_pressure.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static const char before[] = "before", after[] = "after";

/* "3.5": at most four decimals, as many as are needed. */
static char *decimal(double value)
{
	char *text = str_format("%.4f", value);
	size_t n = strlen(text);

	while (text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	text[n] = '\0';
	return text;
}

static bool write_readings(struct store *store, const struct mark *mark, const char *stage,
			   const double readings[PPT_READINGS], struct err *err)
{
	for (int i = 0; i < PPT_READINGS; i++) {
		if (readings[i] < 0)
			continue;
		if (str_empty(mark->ppt_unit))
			return err_set(err, ERR_INPUT,
				       _("Say the unit of the pressure threshold, such as 3.5kg/cm2."));
		char *value = decimal(readings[i]);
		bool ok = db_run(store->db, err,
				 "INSERT INTO mark_pressure (mark_id, stage, position, value, unit)"
				 " VALUES ($1, $2, $3, $4, $5)",
				 "isiss", mark->id, stage, (int64_t)i + 1, value, mark->ppt_unit);
		free(value);
		if (!ok)
			return false;
	}
	return true;
}

bool entries_pressure_write(struct store *store, const struct mark *mark, bool is_new, struct err *err)
{
	return (is_new ||
		db_run(store->db, err, "DELETE FROM mark_pressure WHERE mark_id = $1", "i", mark->id)) &&
	       write_readings(store, mark, before, mark->ppt_before, err) &&
	       write_readings(store, mark, after, mark->ppt_after, err);
}

static struct mark *mark_with(struct marks *marks, int64_t id)
{
	for (size_t i = 0; i < marks->n; i++)
		if (marks->rows[i].id == id)
			return &marks->rows[i];
	return NULL;
}

static void take_reading(struct db_stmt *stmt, struct marks *marks)
{
	struct mark *mark = mark_with(marks, db_int_of(stmt, "mark_id"));
	int64_t position = db_int_of(stmt, "position");

	if (mark == NULL || position < 1 || position > PPT_READINGS)
		return;
	double *readings = str_eq(db_text_of(stmt, "stage"), after) ? mark->ppt_after : mark->ppt_before;
	readings[position - 1] = strtod(db_text_of(stmt, "value"), NULL);
	mem_replace(&mark->ppt_unit, db_text_of(stmt, "unit"));
}

bool entries_pressure_load(struct store *store, struct marks *marks, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (marks->n == 0)
		return true;
	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT r.mark_id AS mark_id, r.stage AS stage, r.position AS position, r.value AS value, r.unit AS unit"
		    " FROM mark_pressure r JOIN mark m ON m.id = r.mark_id WHERE m.session_id = $1"
		    " ORDER BY r.mark_id, r.stage, r.position",
		    "i", marks->rows[0].session_id))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW)
		take_reading(stmt, marks);
	db_reset(stmt);
	return step == DB_DONE;
}
