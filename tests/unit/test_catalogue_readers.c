/* SPDX-License-Identifier: MIT */
/* The catalogue's files are read twice: by the build into tables, and by the program where a clinic has its own. Both take
 * each cell for the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "catalogue/overlay.h"
#include "io/csv.h"

static const struct catalogue *base;

struct shipped {
	struct overlay *overlay;
	enum overlay_table table;
	bool has_header;
};

static bool take_shipped(void *context, const struct csv_row *row, struct err *err)
{
	struct shipped *shipped = context;
	if (shipped->has_header)
		return overlay_add(shipped->overlay, shipped->table, overlay_file(shipped->table), row->line,
				   row->cells, row->n_cells, err);
	shipped->has_header = true;
	return true;
}

/* The rows of a file that the build made into tables, as rows of a clinic. */
static void read_shipped(struct overlay *overlay, enum overlay_table table)
{
	struct shipped shipped = { overlay, table, false };
	struct err err = ERR_INIT;
	struct str text;
	const char *folder = getenv("FASCICLE_SRCDIR");
	char *path = str_format("%s/src/catalogue/%s", folder ? folder : ".", overlay_file(table));
	str_init(&text);
	if (!file_read(path, 1 << 20, &text, &err) ||
	    !csv_read(path, text.s, text.len, take_shipped, &shipped, &err))
		fail_msg("%s", err.text);
	assert_true(overlay->n[table] > 0);
	str_release(&text);
	free(path);
}

static bool same_list(const short *a, const short *b)
{
	for (; *a >= 0 && *a == *b; a++, b++)
		;
	return *a == *b;
}

static bool same_muscle(const struct catalogue *c, size_t i)
{
	const struct muscle *a = &c->muscles[i], *b = &base->muscles[i];
	return str_eq(a->code, b->code) && str_eq(a->name, b->name) && same_list(a->home, b->home) &&
	       same_list(a->primary, b->primary) && same_list(a->spill, b->spill) &&
	       str_eq(a->presentation, b->presentation) && a->uncertain == b->uncertain &&
	       str_eq(a->hazard, b->hazard) && same_list(a->satellites, b->satellites) &&
	       str_eq(a->also, b->also);
}

static bool same_technique(const struct catalogue *c, size_t i)
{
	const struct technique *a = &c->techniques[i], *b = &base->techniques[i];
	bool same = str_eq(a->code, b->code) && str_eq(a->name, b->name) &&
		    str_eq(a->category, b->category) && a->n_doses == b->n_doses &&
		    a->n_contraindications == b->n_contraindications &&
		    str_eq(a->short_name, b->short_name) && str_eq(a->also, b->also);
	for (size_t d = 0; same && d < a->n_doses; d++) {
		const struct dose_spec *x = &a->doses[d], *y = &b->doses[d];
		same = str_eq(x->name, y->name) && str_eq(x->unit, y->unit) && str_eq(x->label, y->label) &&
		       str_eq(x->choices, y->choices) && x->low == y->low && x->high == y->high;
	}
	for (size_t d = 0; same && d < a->n_contraindications; d++)
		same = a->contraindications[d].condition == b->contraindications[d].condition &&
		       a->contraindications[d].level == b->contraindications[d].level;
	return same;
}

static bool same_condition(const struct catalogue *c, size_t i)
{
	const struct condition *a = &c->conditions[i], *b = &base->conditions[i];
	return str_eq(a->code, b->code) && str_eq(a->name, b->name) && str_eq(a->kind, b->kind) &&
	       str_eq(a->short_name, b->short_name) && a->urgency == b->urgency && str_eq(a->also, b->also);
}

static bool same_movement(const struct catalogue *c, size_t i)
{
	const struct movement *a = &c->movements[i], *b = &base->movements[i];
	return str_eq(a->code, b->code) && str_eq(a->joint, b->joint) && str_eq(a->movement, b->movement) &&
	       a->normal_deg == b->normal_deg && a->sided == b->sided && str_eq(a->also, b->also);
}

static bool same_score(const struct catalogue *c, size_t i)
{
	const struct score *a = &c->scores[i], *b = &base->scores[i];
	bool same = str_eq(a->code, b->code) && str_eq(a->name, b->name) && a->kind == b->kind &&
		    a->minimum == b->minimum && a->maximum == b->maximum &&
		    a->high_is_good == b->high_is_good && a->n_changes == b->n_changes &&
		    a->error == b->error && str_eq(a->source, b->source) && str_eq(a->also, b->also);
	for (size_t d = 0; same && d < a->n_changes; d++)
		same = a->changes[d].from == b->changes[d].from &&
		       a->changes[d].points == b->changes[d].points;
	return same;
}

static bool same_region(const struct catalogue *c, size_t i)
{
	return str_eq(c->regions[i].code, base->regions[i].code) &&
	       c->regions[i].sensitive == base->regions[i].sensitive;
}

static bool same_rule(const struct catalogue *c, size_t i)
{
	const struct region_rule *a = &c->rules[i], *b = &base->rules[i];
	return str_eq(a->category, b->category) && a->region == b->region && a->level == b->level &&
	       str_eq(a->reason, b->reason);
}

/* The first row that is another than the built-in one: "muscles 7"; caller frees. NULL where all are the same. */
static char *other_row(const struct catalogue *c)
{
	const struct {
		const char *name;
		size_t n, n_base;
		bool (*same)(const struct catalogue *c, size_t i);
	} tables[] = {
		{ "conditions", c->n_conditions, base->n_conditions, same_condition },
		{ "rom", c->n_movements, base->n_movements, same_movement },
		{ "scores", c->n_scores, base->n_scores, same_score },
		{ "muscles", c->n_muscles, base->n_muscles, same_muscle },
		{ "techniques", c->n_techniques, base->n_techniques, same_technique },
		{ "regions", c->n_regions, base->n_regions, same_region },
		{ "region_rules", c->n_rules, base->n_rules, same_rule },
	};
	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		assert_int_equal(tables[t].n, tables[t].n_base);
		for (size_t i = 0; i < tables[t].n; i++)
			if (!tables[t].same(c, i))
				return str_format("%s %zu", tables[t].name, i);
	}
	return NULL;
}

/* Each value of each file, but for aliases, which are added to those that are there. */
static void both_readers_take_the_files_shipped_for_the_same(void **state)
{
	struct overlay overlay;
	struct catalogue *c;
	struct err err = ERR_INIT;
	(void)state;
	base = catalogue_builtin();
	overlay_init(&overlay);
	for (int table = 0; table < OVERLAY_TABLES; table++)
		if (table != OVERLAY_ALIASES)
			read_shipped(&overlay, (enum overlay_table)table);
	if (!overlay_apply(base, &overlay, &c, NULL, &err))
		fail_msg("%s", err.text);
	char *other = other_row(c);
	if (other)
		fail_msg("%s is read in two ways", other);
	catalogue_free(c);
	/* Control: one cell is another. */
	mem_replace(&overlay.rows[OVERLAY_MUSCLES][7].cells[6], "the moon");
	assert_true(overlay_apply(base, &overlay, &c, NULL, &err));
	other = other_row(c);
	assert_string_equal(other, "muscles 7");
	free(other);
	catalogue_free(c);
	overlay_release(&overlay);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_readers_take_the_files_shipped_for_the_same),
	};
	return cmocka_run_group_tests_name("catalogue readers", tests, NULL, NULL);
}
