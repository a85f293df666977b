/* SPDX-License-Identifier: MIT */
/* A technique line: on a mark by its number, at a place where one is needed, and said again as a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "line/entry.h"
#include "rule/sentence.h"

static const struct catalogue *c;
static struct mark marks[2];

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	mark_init(&marks[0]);
	mark_init(&marks[1]);
	marks[0].id = 11;
	marks[0].side = SIDE_LEFT;
	mem_replace(&marks[0].region, "STP");
	marks[1].id = 12;
	marks[1].side = SIDE_RIGHT;
	mem_replace(&marks[1].region, "LPV");
	return 0;
}

static int close_tables(void **state)
{
	(void)state;
	mark_release(&marks[0]);
	mark_release(&marks[1]);
	return 0;
}

static void read_in_session(const char *line, size_t n_marks, struct entry_reading *reading)
{
	const struct entry_session session = { marks, n_marks, true };
	entry_read_technique_in(c, -1, line, &session, reading);
}

static void assert_on_mark(const char *line, int64_t mark_id, const char *region, enum side side)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	read_in_session(line, 2, &reading);
	assert_true(reading.reading.ok);
	const struct application *application = &reading.entries[0].applications[0];
	assert_int_equal(application->mark_id, mark_id);
	assert_string_equal(application->region, region);
	assert_int_equal(application->side, side);
	assert_int_equal(reading.entries[0].on_mark, mark_id - 10);
	entry_reading_release(&reading);
}

static void a_technique_is_on_the_mark_whose_number_is_said(void **state)
{
	(void)state;
	assert_on_mark("dtm m2 10min", 12, "LPV", SIDE_RIGHT);
	assert_on_mark("tpg 12kg on 1", 11, "STP", SIDE_LEFT);
	assert_on_mark("tpg #1 12kg", 11, "STP", SIDE_LEFT);
	assert_on_mark("tpg on m2 12kg x3", 12, "LPV", SIDE_RIGHT);
	assert_on_mark("dnt 3in 3out m1", 11, "STP", SIDE_LEFT);
}

static void assert_refused(const char *line, size_t n_marks, const char *sentence)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	read_in_session(line, n_marks, &reading);
	assert_false(reading.reading.ok);
	assert_string_equal(reading.reading.problem.text, sentence);
	entry_reading_release(&reading);
}

static void a_mark_that_is_not_there_is_named(void **state)
{
	(void)state;
	assert_refused("dtm m3 10min", 2, "There is no mark 3: the last one has the number 2.");
	assert_refused("dtm m1 10min", 0, "There is no mark yet: say the region, as in \"lpv l\".");
	assert_refused("dtm m1 m2", 2, "\"m2\" is a second mark beside 1: keep one.");
	assert_refused("dtm m1 lpv r", 2, "Mark 1 lies elsewhere: say the mark or the region, not both.");
}

static void needles_and_presses_want_a_place(void **state)
{
	(void)state;
	assert_refused(
		"dnt 3in 3out", 2,
		"Where? dry needling needs its mark or its region: \"m1\" is the first mark, \"stp l\" a region.");
	assert_refused(
		"tpg 12kg", 0,
		"Where? graded press needs its region, as in \"stp l\", or a mark: {mark-add chart} marks one.");
	for (size_t t = 0; t < c->n_techniques; t++) {
		const struct technique *technique = &c->techniques[t];
		struct entry_reading reading;
		entry_reading_init(&reading);
		read_in_session(technique->code, 2, &reading);
		bool wants = strcmp(technique->category, "needling") == 0 ||
			     strcmp(technique->category, "trigger point") == 0;
		assert_int_equal(reading.reading.ok, !wants);
		entry_reading_release(&reading);
		char *placed = str_format("%s stp l", technique->code);
		read_in_session(placed, 2, &reading);
		assert_true(reading.reading.ok);
		entry_reading_release(&reading);
		free(placed);
	}
}

static bool same(const struct application *a, const struct application *b)
{
	bool equal = str_eq(a->technique, b->technique) && str_eq(a->region, b->region) &&
		     a->side == b->side && a->mark_id == b->mark_id && str_eq(a->aim, b->aim) &&
		     str_eq(a->combined, b->combined) && str_eq(a->note, b->note) && a->n_doses == b->n_doses;
	for (size_t i = 0; equal && i < a->n_doses; i++)
		equal = str_eq(a->doses[i].name, b->doses[i].name) &&
			str_eq(a->doses[i].unit, b->doses[i].unit) &&
			str_eq(a->doses[i].value, b->doses[i].value);
	return equal;
}

static void assert_round(const char *line)
{
	struct entry_reading first, again;
	struct str whole, dose;
	entry_reading_init(&first);
	entry_reading_init(&again);
	str_init(&whole);
	str_init(&dose);
	read_in_session(line, 2, &first);
	if (!first.reading.ok)
		fail_msg("%s: %s", line, first.reading.problem.text);
	const struct application *application = &first.entries[0].applications[0];
	entry_compose_technique(application, true, first.entries[0].on_mark, &whole);
	read_in_session(whole.s, 2, &again);
	if (!again.reading.ok || !same(application, &again.entries[0].applications[0]))
		fail_msg("%s reads back otherwise: %s: %s", line, whole.s, again.reading.problem.text);
	entry_compose_technique(application, false, first.entries[0].on_mark, &dose);
	const struct entry_session session = { marks, 2, false };
	entry_read_technique_in(c, catalogue_technique(c, application->technique), dose.s, &session, &again);
	assert_true(again.reading.ok);
	assert_true(same(application, &again.entries[0].applications[0]));
	entry_reading_release(&first);
	entry_reading_release(&again);
	str_release(&whole);
	str_release(&dose);
}

static void a_technique_composed_as_a_line_reads_back_the_same(void **state)
{
	static const char *const lines[] = {
		"dtm",
		"dtm lpv b 20min depth 4 lubricant almond oil",
		"tpg m1 12kg 60s x3 two-fingers rotary ok",
		"tpg m2 12kg not ok",
		"tpa stp l 20s x4 pain 5 knuckle",
		"dnt 3in 3out 0.25x40mm 10min twitch 3 site \"inner elbow\" lot \"AB 123\" m1",
		"jmb grade iii 2hz 3x30s joint \"C5/6\" direction \"pa, unilateral\"",
		"hot 15min 42c \"warm, moist\"",
		"met 20% 7s 30s x3 thf l",
		"bre 10min 6/min",
		"tnb burst 100hz 60us 40ma 15min lpv b with heat aim pain",
		"cps 4 cups 10min 30kpa fire marks 2 tsp",
		"exr 3x10 rest 60s load 5kg",
		"edu topic \"depth 3 with aim\" 10min \"a note\"",
		"mst 30s aim range of motion with TNC",
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_round(lines[i]);
}

static void what_a_technique_is_on_and_for_is_described(void **state)
{
	struct entry_reading reading;
	struct str out;
	(void)state;
	str_init(&out);
	entry_reading_init(&reading);
	read_in_session("dtm m1 10min with tens aim tension", 2, &reading);
	assert_true(reading.reading.ok);
	entry_describe(c, &reading.entries[0], &out);
	assert_non_null(strstr(out.s, "deep tissue massage 10 min with TENS (aim: tension)"));
	assert_non_null(strstr(out.s, "mark 1"));
	assert_non_null(strstr(out.s, "L Top of shoulder"));
	entry_reading_release(&reading);
	str_release(&out);
}

static void the_note_says_what_it_was_combined_with_and_for(void **state)
{
	static const struct sentence_words words = { .a_line_each = false };
	struct entry_reading reading;
	struct str out;
	(void)state;
	str_init(&out);
	entry_reading_init(&reading);
	entry_read_technique(c, -1, "dtm lpv l 20min with tens aim tension", &reading);
	assert_true(reading.reading.ok);
	sentence_techniques(c, reading.entries[0].applications, 1, &words, &out);
	assert_non_null(strstr(out.s, "eep tissue massage 20 min with TENS (aim: tension)"));
	assert_non_null(strstr(out.s, "left"));
	entry_reading_release(&reading);
	str_release(&out);
}

static void every_aim_is_found_by_its_code_and_by_the_beginning_of_its_name(void **state)
{
	(void)state;
	assert_true(c->n_aims > 30);
	for (size_t t = 0; t < c->n_techniques; t++)
		for (size_t i = 0; i < c->n_aims; i++) {
			if (!catalogue_aim_fits(c, (int)t, i))
				continue;
			struct entry_reading reading;
			char *by_code = str_format("%s stp l aim %s", c->techniques[t].code, c->aims[i].code);
			char *by_name = str_format("%s stp l aim %s", c->techniques[t].code, c->aims[i].name);
			entry_reading_init(&reading);
			read_in_session(by_code, 0, &reading);
			assert_true(reading.reading.ok);
			assert_string_equal(reading.entries[0].applications[0].aim, c->aims[i].code);
			read_in_session(by_name, 0, &reading);
			if (!reading.reading.ok)
				fail_msg("%s: %s", by_name, reading.reading.problem.text);
			assert_string_equal(reading.entries[0].applications[0].aim, c->aims[i].code);
			entry_reading_release(&reading);
			free(by_code);
			free(by_name);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_technique_is_on_the_mark_whose_number_is_said),
		cmocka_unit_test(a_mark_that_is_not_there_is_named),
		cmocka_unit_test(needles_and_presses_want_a_place),
		cmocka_unit_test(a_technique_composed_as_a_line_reads_back_the_same),
		cmocka_unit_test(what_a_technique_is_on_and_for_is_described),
		cmocka_unit_test(the_note_says_what_it_was_combined_with_and_for),
		cmocka_unit_test(every_aim_is_found_by_its_code_and_by_the_beginning_of_its_name),
	};
	return cmocka_run_group_tests_name("model technique", tests, open_tables, close_tables);
}
