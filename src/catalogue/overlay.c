/* SPDX-License-Identifier: MIT */
/* Rows of a clinic's own: taking them in, and giving each coded one its place. */
#include "catalogue/overlay.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/overlay_inner.h"

/* Lists of the catalogue hold indexes in a short. */
enum { ROWS_MAX = 20000 };
_Static_assert((int)ROWS_MAX < SHRT_MAX, "rows are counted in a short");

static const struct {
	const char *file, *header;
	size_t columns;
} tables[OVERLAY_TABLES] = {
	[OVERLAY_CONDITIONS] = { "conditions.csv", "code,name,kind", 3 },
	[OVERLAY_ROM] = { "rom.csv", "code,joint,movement,normal_deg,sided", 5 },
	[OVERLAY_SCORES] = { "scores.csv", "code,name,kind,minimum,maximum,good,change,error,source", 9 },
	[OVERLAY_MUSCLES] = { "muscles.csv",
			      "code,name,home,referral_primary,referral_spill,presentation,hazard", 7 },
	[OVERLAY_TECHNIQUES] = { "techniques.csv", "code,name,category,doses,contraindications", 5 },
	[OVERLAY_SHORT_NAMES] = { "short_names.csv", "code,short_name", 2 },
	[OVERLAY_URGENCIES] = { "urgencies.csv", "code,urgency", 2 },
	[OVERLAY_ALIASES] = { "aliases.csv", "code,alias", 2 },
	[OVERLAY_SATELLITES] = { "satellites.csv", "key_muscle,satellite_muscle", 2 },
	[OVERLAY_RULES] = { "region_rules.csv", "category,region,level,reason", 4 },
	[OVERLAY_SENSITIVE] = { "sensitive.csv", "code", 1 },
};

/* --- the rows --- */

void overlay_init(struct overlay *overlay)
{
	*overlay = (struct overlay){ .n = { 0 } };
}

static void row_release(struct overlay_row *row)
{
	free(row->file);
	for (int i = 0; i < OVERLAY_COLUMNS; i++)
		free(row->cells[i]);
}

void overlay_release(struct overlay *overlay)
{
	for (int table = 0; table < OVERLAY_TABLES; table++) {
		for (size_t i = 0; i < overlay->n[table]; i++)
			row_release(&overlay->rows[table][i]);
		free(overlay->rows[table]);
	}
	overlay_init(overlay);
}

const char *overlay_file(enum overlay_table table)
{
	return tables[table].file;
}

const char *overlay_header(enum overlay_table table)
{
	return tables[table].header;
}

bool overlay_table_of(const char *file, enum overlay_table *table)
{
	for (int i = 0; i < OVERLAY_TABLES; i++)
		if (str_eq(tables[i].file, file)) {
			*table = (enum overlay_table)i;
			return true;
		}
	return false;
}

bool overlay_check_header(enum overlay_table table, char *const *cells, size_t n, struct err *err)
{
	const char *header = tables[table].header;
	for (size_t i = 0; i < n || i < tables[table].columns; i++) {
		char *wanted = overlay_part(header, ',', i);
		char *found = i < n ? str_trimmed(cells[i]) : NULL;
		bool ok = true;
		if (!wanted)
			ok = err_set(err, ERR_INPUT,
				     _("there is no column \"%s\". The first line must read %s."), found,
				     header);
		else if (!found)
			ok = err_set(err, ERR_INPUT,
				     _("the column \"%s\" is missing. The first line must read %s."), wanted,
				     header);
		else if (!str_eq(found, wanted))
			ok = err_set(
				err, ERR_INPUT,
				_("\"%s\" stands where the column \"%s\" should. The first line must read %s."),
				found, wanted, header);
		free(wanted);
		free(found);
		if (!ok)
			return false;
	}
	return true;
}

/* Spreadsheets leave lines of nothing but separators behind. */
static bool is_blank(char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!str_empty(cells[i]))
			return false;
	return true;
}

bool overlay_add(struct overlay *overlay, enum overlay_table table, const char *file, size_t line,
		 char *const *cells, size_t n, struct err *err)
{
	if (is_blank(cells, n))
		return true;
	if (n != tables[table].columns)
		return err_set(
			err, ERR_INPUT,
			P_("%zu field where %zu are wanted: %s.", "%zu fields where %zu are wanted: %s.", n),
			n, tables[table].columns, tables[table].header);
	if (overlay->n[table] >= ROWS_MAX)
		return err_set(err, ERR_INPUT, _("a table takes at most %d lines of your own."), ROWS_MAX);
	overlay->rows[table] =
		mem_regrow(overlay->rows[table], overlay->n[table] + 1, sizeof *overlay->rows[table]);
	struct overlay_row *row = &overlay->rows[table][overlay->n[table]++];
	*row = (struct overlay_row){ .header = tables[table].header, .file = mem_strdup(file), .line = line };
	for (size_t i = 0; i < n; i++)
		row->cells[i] = str_trimmed(cells[i]);
	return true;
}

/* --- codes --- */

/* A table whose rows begin with a code. The sentence is said of a code that another table has. */
static const struct coded {
	enum overlay_table table; /* OVERLAY_TABLES: cannot be added to */
	size_t row_bytes, rows_at, n_at;
	int (*find)(const struct catalogue *c, const char *code);
	const char *taken;
} coded[] = {
#define CODED(table, type, rows, find, taken)                                 \
	{                                                                     \
		table, sizeof(struct type), offsetof(struct catalogue, rows), \
			offsetof(struct catalogue, n_##rows), find, taken     \
	}
	CODED(OVERLAY_TABLES, region, regions, catalogue_region,
	      N_("the code %s is that of a region. Choose another.")),
	CODED(OVERLAY_CONDITIONS, condition, conditions, catalogue_condition,
	      N_("the code %s is that of a condition. Choose another.")),
	CODED(OVERLAY_ROM, movement, movements, catalogue_movement,
	      N_("the code %s is that of a movement. Choose another.")),
	CODED(OVERLAY_SCORES, score, scores, catalogue_score,
	      N_("the code %s is that of a score. Choose another.")),
	CODED(OVERLAY_MUSCLES, muscle, muscles, catalogue_muscle,
	      N_("the code %s is that of a muscle. Choose another.")),
	CODED(OVERLAY_TECHNIQUES, technique, techniques, catalogue_technique,
	      N_("the code %s is that of a technique. Choose another.")),
	CODED(OVERLAY_TABLES, selfcare_item, selfcare, catalogue_selfcare,
	      N_("the code %s is that of a self-care item. Choose another.")),
#undef CODED
};
enum { CODED = sizeof coded / sizeof coded[0] };

static size_t *count_of(struct catalogue *c, const struct coded *family)
{
	return (size_t *)(void *)((char *)c + family->n_at);
}

static bool is_code(const char *code)
{
	size_t n = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	return n >= 2 && n <= 6 && code[n] == '\0';
}

static bool code_is_free(struct overlay_work *work, const struct coded *family, size_t i)
{
	const struct overlay_row *row = &work->overlay->rows[family->table][i];
	const struct overlay_row *twin = overlay_twin(work, family->table, i, 1);
	if (!is_code(row->cells[0])) {
		overlay_complain(work, row, _("the code \"%s\" is not 2 to 6 capital letters or digits."),
				 row->cells[0]);
		return false;
	}
	if (twin) {
		overlay_complain(work, row, _("the code %s stands twice: in line %zu as well."),
				 row->cells[0], twin->line);
		return false;
	}
	for (int other = 0; other < CODED; other++)
		if (&coded[other] != family &&
		    coded[other].find(&work->made->catalogue, row->cells[0]) >= 0) {
			overlay_complain(work, row, _(coded[other].taken), row->cells[0]);
			return false;
		}
	return true;
}

/* Copies the table with room for all rows, and gives new codes their places at its end. */
static void *place_codes(struct overlay_work *work, const struct coded *family)
{
	struct catalogue *c = &work->made->catalogue;
	size_t *n = count_of(c, family);
	size_t more = family->table == OVERLAY_TABLES ? 0 : work->overlay->n[family->table];
	const void *old;
	memcpy(&old, (char *)c + family->rows_at, sizeof old);
	char *rows = overlay_keep_array(work, *n + more, family->row_bytes);
	if (*n > 0)
		memcpy(rows, old, *n * family->row_bytes);
	const void *placed = rows;
	memcpy((char *)c + family->rows_at, &placed, sizeof placed);
	for (size_t i = 0; i < more && !overlay_stopped(work); i++) {
		const char *code = work->overlay->rows[family->table][i].cells[0];
		if (!code_is_free(work, family, i) || family->find(c, code) >= 0)
			continue;
		const char *kept = overlay_keep_text(work, code);
		memcpy(rows + *n * family->row_bytes, &kept, sizeof kept);
		++*n;
	}
	return rows;
}

/* --- laying them over --- */

static void place_all(struct overlay_work *work)
{
	work->regions = place_codes(work, &coded[0]);
	work->conditions = place_codes(work, &coded[1]);
	work->movements = place_codes(work, &coded[2]);
	work->scores = place_codes(work, &coded[3]);
	work->muscles = place_codes(work, &coded[4]);
	work->techniques = place_codes(work, &coded[5]);
}

/* What a row says; rows without a place were complained of before. */
static void set_row(struct overlay_work *work, const struct coded *family, const struct overlay_row *row)
{
	int at = family->find(&work->made->catalogue, row->cells[0]);
	if (at < 0)
		return;
	switch (family->table) {
	case OVERLAY_CONDITIONS:
		overlay_set_condition(work, row, &work->conditions[at]);
		break;
	case OVERLAY_ROM:
		overlay_set_movement(work, row, &work->movements[at]);
		break;
	case OVERLAY_SCORES:
		overlay_set_score(work, row, &work->scores[at]);
		break;
	case OVERLAY_MUSCLES:
		overlay_set_muscle(work, row, &work->muscles[at]);
		break;
	case OVERLAY_TECHNIQUES:
		overlay_set_technique(work, row, &work->techniques[at]);
		break;
	default:
		break;
	}
}

static void set_coded(struct overlay_work *work)
{
	for (int f = 0; f < CODED; f++) {
		size_t n = coded[f].table == OVERLAY_TABLES ? 0 : work->overlay->n[coded[f].table];
		for (size_t i = 0; i < n && !overlay_stopped(work); i++)
			set_row(work, &coded[f], &work->overlay->rows[coded[f].table][i]);
	}
}

bool overlay_apply(const struct catalogue *base, const struct overlay *overlay, struct catalogue **out,
		   struct str *problems, struct err *err)
{
	static void (*const rest[])(struct overlay_work *) = {
		overlay_set_short_names, overlay_set_urgencies, overlay_set_aliases,
		overlay_set_satellites,  overlay_set_rules,     overlay_set_sensitive,
	};
	struct overlay_work work = { .made = mem_alloc(sizeof *work.made),
				     .base = base,
				     .overlay = overlay,
				     .problems = problems,
				     .err = err };
	work.made->catalogue = *base;
	place_all(&work);
	set_coded(&work);
	for (size_t i = 0; i < sizeof rest / sizeof rest[0] && !overlay_stopped(&work); i++)
		rest[i](&work);
	if (work.failed) {
		catalogue_free(&work.made->catalogue);
		*out = NULL;
		return false;
	}
	*out = &work.made->catalogue;
	return true;
}

void catalogue_free(struct catalogue *catalogue)
{
	struct overlay_made *made = (struct overlay_made *)catalogue;
	if (!made)
		return;
	for (size_t i = 0; i < made->n_blocks; i++)
		free(made->blocks[i]);
	free(made->blocks);
	free(made);
}
