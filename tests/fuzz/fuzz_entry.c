/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes typed as an entry line. The first byte chooses mark line or technique line. Whatever comes,
 * what is listed is sound: codes of the catalogue, tenderness from 0 to 10, a word to mend inside the line, a
 * sentence where something is wrong; and a mark or a technique that was understood reads back the same from its own
 * line. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "line/dose_value.h"
#include "line/entry.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 400 };

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

static void check_readings(const double readings[PPT_READINGS])
{
	for (int i = 1; i < PPT_READINGS; i++)
		require(readings[i] < 0 || readings[i - 1] >= 0);
}

static void check_mark(const struct catalogue *c, const struct mark *mark, bool ok)
{
	int muscle = catalogue_muscle(c, mark->muscle), region = catalogue_region(c, mark->region);
	require(muscle >= 0);
	require(mark->tender_before >= -1 && mark->tender_before <= 10);
	require(mark->tender_after >= -1 && mark->tender_after <= 10);
	require((mark->signs_yes & mark->signs_no) == 0);
	require(!mark->note || utf8_valid(mark->note, strlen(mark->note)));
	check_readings(mark->ppt_before);
	check_readings(mark->ppt_after);
	if (!ok)
		return;
	require(region >= 0 && catalogue_cell(c, region, mark->side) >= 0);
	for (const short *home = c->muscles[muscle].home; *home != region; home++)
		require(*home >= 0);
	int cell;
	enum side side;
	for (const char *rest = mark->referral; rest && mark_referral_next(c, &rest, &cell, &side);)
		require(catalogue_cell(c, cell, side) >= 0);
}

static void check_application(const struct catalogue *c, const struct application *application)
{
	int index = catalogue_technique(c, application->technique);
	require(index >= 0);
	for (size_t i = 0; i < application->n_doses; i++) {
		const struct dose *dose = &application->doses[i];
		size_t d = 0;
		while (d < c->techniques[index].n_doses &&
		       !str_eq(c->techniques[index].doses[d].name, dose->name))
			d++;
		require(d < c->techniques[index].n_doses);
		struct str again;
		struct err err;
		bool outside;
		str_init(&again);
		require(dose_check(&c->techniques[index].doses[d], dose->value, &again, &outside, &err));
		require(str_eq(again.s, dose->value));
		str_release(&again);
	}
}

static bool same_mark(const struct mark *a, const struct mark *b)
{
	return str_eq(a->muscle, b->muscle) && str_eq(a->region, b->region) && a->side == b->side &&
	       a->type == b->type && a->signs_yes == b->signs_yes && a->signs_no == b->signs_no &&
	       a->tender_before == b->tender_before && a->tender_after == b->tender_after &&
	       str_eq(a->referral, b->referral) && a->response == b->response &&
	       a->sufficient == b->sufficient && a->tissue == b->tissue && a->aware == b->aware &&
	       str_eq(a->linked, b->linked) && str_eq(a->ppt_unit, b->ppt_unit) &&
	       memcmp(a->ppt_before, b->ppt_before, sizeof a->ppt_before) == 0 &&
	       memcmp(a->ppt_after, b->ppt_after, sizeof a->ppt_after) == 0;
}

static void check_round(const struct catalogue *c, const struct mark *mark)
{
	struct entry_reading again;
	struct str line;
	str_init(&line);
	entry_reading_init(&again);
	entry_compose_mark(mark, &line);
	entry_read_marks(c, line.s, &again);
	require(again.reading.ok && again.n_entries == 1 && same_mark(mark, &again.entries[0].mark));
	entry_reading_release(&again);
	str_release(&line);
}

static bool same_text(const char *a, const char *b)
{
	return str_eq(a, b) || (str_empty(a) && str_empty(b));
}

static bool same_application(const struct application *a, const struct application *b)
{
	bool same = str_eq(a->technique, b->technique) && same_text(a->region, b->region) &&
		    a->side == b->side && same_text(a->note, b->note) && same_text(a->aim, b->aim) &&
		    same_text(a->combined, b->combined) && a->n_doses == b->n_doses;
	for (size_t i = 0; same && i < a->n_doses; i++)
		same = str_eq(a->doses[i].name, b->doses[i].name) &&
		       str_eq(a->doses[i].value, b->doses[i].value);
	return same;
}

static void check_technique_round(const struct catalogue *c, const struct application *application)
{
	struct entry_reading again;
	struct str line;
	str_init(&line);
	entry_reading_init(&again);
	entry_compose_technique(application, true, 0, &line);
	entry_read_technique(c, -1, line.s, &again);
	require(again.reading.ok && again.n_entries == 1);
	require(same_application(application, &again.entries[0].applications[0]));
	entry_reading_release(&again);
	str_release(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct catalogue *c = catalogue_builtin();
	struct entry_reading reading;
	struct str told;
	if (n == 0 || n > INPUT_MAX_BYTES)
		return 0;
	char *line = mem_strndup((const char *)bytes + 1, n - 1);
	bool is_mark = bytes[0] % 4 != 0;
	entry_reading_init(&reading);
	str_init(&told);
	if (is_mark)
		entry_read_marks(c, line, &reading);
	else
		entry_read_technique(c, bytes[0] / 4 - 1 < (int)c->n_techniques ? bytes[0] / 4 - 1 : -1, line,
				     &reading);
	require(reading.reading.ok || reading.reading.problem.text[0]);
	require(utf8_valid(reading.reading.problem.text, strlen(reading.reading.problem.text)));
	require(reading.reading.bad_at + reading.reading.bad_bytes <= strlen(line));
	for (size_t i = 0; i < reading.n_entries; i++) {
		const struct entry *entry = &reading.entries[i];
		for (size_t a = 0; a < entry->n_applications; a++)
			check_application(c, &entry->applications[a]);
		entry_describe(c, entry, &told);
		if (is_mark)
			check_mark(c, &entry->mark, reading.reading.ok);
		if (is_mark && reading.reading.ok)
			check_round(c, &entry->mark);
		for (size_t a = 0; reading.reading.ok && a < entry->n_applications; a++)
			check_technique_round(c, &entry->applications[a]);
	}
	require(utf8_valid(told.s, told.len));
	entry_reading_release(&reading);
	str_release(&told);
	free(line);
	return 0;
}
