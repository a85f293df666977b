/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as the practice's own tables. The input is parted by bytes of 0x1E; each part is a file, its
 * first byte chooses which. What is refused has a sentence with file and line; what is taken makes a catalogue whose
 * every index, list and dose is sound, with all that the built-in one had. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/match.h"
#include "catalogue/overlay.h"
#include "io/csv.h"
#include "line/dose_value.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 4096, SEPARATOR = 0x1E };

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

struct file {
	struct overlay *overlay;
	enum overlay_table table;
};

static bool take_row(void *context, const struct csv_row *row, struct err *err)
{
	struct file *file = context;
	return overlay_add(file->overlay, file->table, overlay_file(file->table), row->line, row->cells,
			   row->n_cells, err);
}

static void check_sentence(const struct err *err)
{
	require(err->kind != ERR_NONE && err->text[0]);
	require(utf8_valid(err->text, strlen(err->text)));
	require(strstr(err->text, ".csv, line "));
}

static void take_files(const uint8_t *bytes, size_t n, struct overlay *overlay)
{
	while (n > 0) {
		const uint8_t *end = memchr(bytes, SEPARATOR, n);
		size_t part = end ? (size_t)(end - bytes) : n;
		if (part > 0) {
			struct err err = ERR_INIT;
			struct file file = { overlay, (enum overlay_table)(bytes[0] % OVERLAY_TABLES) };
			if (!csv_read(overlay_file(file.table), (const char *)bytes + 1, part - 1, take_row,
				      &file, &err))
				require(err.text[0] && utf8_valid(err.text, strlen(err.text)));
		}
		bytes += end ? part + 1 : part;
		n -= end ? part + 1 : part;
	}
}

static void check_text(const char *text, bool may_be_empty)
{
	require(text && (may_be_empty || *text));
	require(utf8_is_plain(text, strlen(text)));
}

static void check_list(const short *list, size_t below)
{
	require(list);
	for (const short *at = list; *at >= 0; at++) {
		require((size_t)*at < below);
		for (const short *other = list; other < at; other++)
			require(*other != *at);
	}
}

static void check_muscles(const struct catalogue *c)
{
	for (size_t i = 0; i < c->n_muscles; i++) {
		const struct muscle *m = &c->muscles[i];
		require(catalogue_muscle(c, m->code) == (int)i);
		check_text(m->name, false);
		check_text(m->presentation, m->uncertain);
		check_text(m->hazard, true);
		check_text(m->also, true);
		check_list(m->home, c->n_regions);
		check_list(m->primary, c->n_regions);
		check_list(m->spill, c->n_regions);
		check_list(m->satellites, c->n_muscles);
		require(m->home[0] >= 0 && m->primary[0] >= 0);
	}
}

static void check_dose(const struct dose_spec *spec)
{
	struct str typed, canonical;
	struct err err = ERR_INIT;
	bool outside;
	check_text(spec->name, false);
	check_text(spec->label, false);
	require(spec->unit && spec->choices);
	if (spec->low > spec->high)
		return;
	str_init(&typed);
	str_init(&canonical);
	str_addf(&typed, "%.4f", spec->high);
	if (spec->high == (double)(long)spec->high)
		str_cut(&typed, typed.len - 5);
	require(dose_check(spec, typed.s, &canonical, &outside, &err) && !outside);
	str_release(&typed);
	str_release(&canonical);
}

static void check_techniques(const struct catalogue *c)
{
	for (size_t i = 0; i < c->n_techniques; i++) {
		const struct technique *t = &c->techniques[i];
		require(catalogue_technique(c, t->code) == (int)i);
		check_text(t->name, false);
		check_text(t->short_name, false);
		check_text(t->category, false);
		check_text(t->also, true);
		for (size_t d = 0; d < t->n_doses; d++)
			check_dose(&t->doses[d]);
		for (size_t d = 0; d < t->n_contraindications; d++) {
			require((size_t)t->contraindications[d].condition < c->n_conditions);
			require(t->contraindications[d].level != CAUTION_NONE);
		}
	}
}

static void check_rest(const struct catalogue *c)
{
	for (size_t i = 0; i < c->n_conditions; i++) {
		require(catalogue_condition(c, c->conditions[i].code) == (int)i);
		check_text(c->conditions[i].name, false);
		check_text(c->conditions[i].kind, false);
		check_text(c->conditions[i].also, true);
	}
	for (size_t i = 0; i < c->n_scores; i++) {
		const struct score *s = &c->scores[i];
		require(catalogue_score(c, s->code) == (int)i);
		check_text(s->name, false);
		check_text(s->source, false);
		require(s->kind <= SCORE_SCORE && s->minimum < s->maximum && s->error >= 0);
		for (size_t k = 0; k < s->n_changes; k++)
			require(s->changes[k].points > 0 &&
				(k == 0 || s->changes[k].from > s->changes[k - 1].from));
	}
	for (size_t i = 0; i < c->n_movements; i++) {
		require(catalogue_movement(c, c->movements[i].code) == (int)i);
		check_text(c->movements[i].joint, false);
		check_text(c->movements[i].movement, false);
		require(c->movements[i].normal_deg >= 0 && c->movements[i].normal_deg <= 360);
	}
	for (size_t i = 0; i < c->n_rules; i++) {
		require((size_t)c->rules[i].region < c->n_regions && c->rules[i].level != CAUTION_NONE);
		check_text(c->rules[i].reason, false);
	}
}

static void check_catalogue(const struct catalogue *c)
{
	const struct catalogue *base = catalogue_builtin();
	struct candidate found[2];
	check_muscles(c);
	check_techniques(c);
	check_rest(c);
	require(c->n_regions == base->n_regions && c->cells == base->cells);
	for (size_t i = 0; i < base->n_muscles; i++)
		require(str_eq(c->muscles[i].code, base->muscles[i].code));
	for (size_t i = 0; i < base->n_techniques; i++)
		require(str_eq(c->techniques[i].code, base->techniques[i].code));
	/* the last row, which may be new, is found by its code */
	require(match_muscles(c, c->muscles[c->n_muscles - 1].code, found, 2) > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct overlay overlay;
	struct catalogue *c, *again;
	struct err err = ERR_INIT, first = ERR_INIT;
	struct str problems;
	if (n > INPUT_MAX_BYTES)
		return 0;
	overlay_init(&overlay);
	str_init(&problems);
	take_files(bytes, n, &overlay);
	bool ok = overlay_apply(catalogue_builtin(), &overlay, &c, NULL, &err);
	if (ok)
		check_catalogue(c);
	else
		check_sentence(&err);
	require(overlay_apply(catalogue_builtin(), &overlay, &again, &problems, &first) == ok);
	require((problems.len == 0) == ok);
	require(utf8_valid(problems.s, problems.len));
	require(ok || str_eq(first.text, err.text));
	catalogue_free(c);
	catalogue_free(again);
	overlay_release(&overlay);
	str_release(&problems);
	return 0;
}
