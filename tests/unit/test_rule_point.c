/* SPDX-License-Identifier: MIT */
/* Points over the sessions: the status by its rules, the course, the figure; and where satellites may lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "record/point.h"
#include "rule/satellite.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

/* A course in words: a number a session is the tenderness before treatment, "-" a session without a mark, "?" a mark
 * without tenderness, "i" an inactive one. The last session is the one that is looked from, and not over; with "." at
 * the end it is. */
static void course(struct point_history *history, const char *words)
{
	struct str word;
	int visit = 0, last = 0;
	bool over = false;
	point_history_init(history);
	history->muscle = mem_strdup("TRU");
	history->region = mem_strdup("STP");
	history->side = SIDE_LEFT;
	str_init(&word);
	while (str_next_word(&words, &word)) {
		struct point_entry entry;
		over = str_eq(word.s, ".");
		if (over)
			break;
		visit++;
		if (str_eq(word.s, "-"))
			continue;
		point_entry_init(&entry);
		entry.session_id = 100 + visit;
		entry.visit = last = visit;
		date_add_days("2025-12-31", visit, entry.date);
		if (str_eq(word.s, "i"))
			entry.type = MARK_INACTIVE;
		else if (!str_eq(word.s, "?"))
			entry.tender_before = atoi(word.s);
		point_history_add(history, &entry);
	}
	history->now = visit;
	history->missed = visit - last - (visit > last && !over);
	str_release(&word);
}

static const struct {
	const char *course;
	enum point_status status;
} rules[] = {
	/* new: found for the first time in the session that is looked from */
	{ "7", POINT_NEW },
	{ "- - 7", POINT_NEW },
	{ "?", POINT_NEW },
	{ "7 -", POINT_SAME },
	{ "7 - .", POINT_SAME },
	/* by 2 of 10 */
	{ "7 5", POINT_BETTER },
	{ "5 7", POINT_WORSE },
	{ "7 6", POINT_SAME },
	{ "6 7", POINT_SAME },
	{ "10 9", POINT_SAME },
	{ "10 8", POINT_BETTER },
	{ "7 7", POINT_SAME },
	/* or by a third of the first */
	{ "3 2", POINT_BETTER },
	{ "4 3", POINT_SAME },
	{ "3 4", POINT_WORSE },
	{ "4 5", POINT_SAME },
	{ "1 2", POINT_WORSE },
	{ "2 1", POINT_BETTER },
	/* the first against the last, whatever lies between */
	{ "7 9 7", POINT_SAME },
	{ "7 6 5", POINT_BETTER },
	{ "7 3 8", POINT_SAME },
	{ "7 3 9", POINT_WORSE },
	{ "7 5 -", POINT_BETTER },
	{ "? 7 ? 5 ?", POINT_BETTER },
	{ "? ? ?", POINT_SAME },
	{ "7 ?", POINT_SAME },
	/* resolved: looked for and not found */
	{ "7 0", POINT_RESOLVED },
	{ "7 i", POINT_RESOLVED },
	{ "7 5 0 -", POINT_RESOLVED },
	{ "0", POINT_RESOLVED },
	{ "i", POINT_RESOLVED },
	/* or not marked in the last three sessions that are over */
	{ "7 - - -", POINT_SAME },
	{ "7 - - - .", POINT_RESOLVED },
	{ "7 - - - -", POINT_RESOLVED },
	{ "7 5 - - .", POINT_BETTER },
	/* recurring: found again after that */
	{ "7 0 7", POINT_RECURRING },
	{ "7 0 3", POINT_RECURRING },
	{ "7 i ?", POINT_RECURRING },
	{ "7 - - - 6", POINT_RECURRING },
	{ "7 - - 6", POINT_SAME },
	{ "7 0 6 6", POINT_RECURRING },
	{ "7 0 6 -", POINT_RECURRING },
	/* and compared with itself since then */
	{ "7 0 6 4", POINT_BETTER },
	{ "7 0 3 5", POINT_WORSE },
	{ "7 0 6 0", POINT_RESOLVED },
	{ "7 0 6 0 6", POINT_RECURRING },
	/* looked for and never found before it was found is new */
	{ "0 5", POINT_NEW },
	{ "0 0 - 5", POINT_NEW },
	{ "0 5 5", POINT_SAME },
};

static void the_status_follows_the_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		struct point_history history;
		course(&history, rules[i].course);
		if (point_status(&history) != rules[i].status)
			fail_msg("\"%s\" is %s, not %s", rules[i].course,
				 point_status_code(point_status(&history)),
				 point_status_code(rules[i].status));
		point_history_release(&history);
	}
}

static void better_and_worse_mirror_each_other(void **state)
{
	(void)state;
	for (int first = 1; first <= 10; first++)
		for (int last = 1; last <= 10; last++) {
			struct point_history history;
			char words[16];
			snprintf(words, sizeof words, "%d %d", first, last);
			course(&history, words);
			enum point_status status = point_status(&history);
			int change = abs(first - last);
			bool matters = change >= 2 || (change == 1 && first <= 3);
			assert_int_equal(status, !matters       ? POINT_SAME
						 : last < first ? POINT_BETTER
								: POINT_WORSE);
			point_history_release(&history);
		}
}

static void statuses_have_words(void **state)
{
	(void)state;
	for (int i = 0; i < POINT_STATUS_COUNT; i++) {
		assert_string_not_equal(point_status_code((enum point_status)i), "");
		assert_string_equal(point_status_word((enum point_status)i),
				    point_status_code((enum point_status)i));
	}
	assert_string_equal(point_status_code(POINT_STATUS_COUNT), "");
	assert_string_equal(point_status_word(POINT_STATUS_COUNT), "");
}

static void a_point_marked_twice_in_a_session_is_one_entry(void **state)
{
	struct point_history history;
	struct point_entry first, second;
	(void)state;
	point_history_init(&history);
	point_entry_init(&first);
	first.session_id = 7;
	first.type = MARK_ACTIVE;
	first.tender_before = 8;
	first.tender_after = 5;
	first.ppt_before = 2.5;
	strcpy(first.ppt_unit, "kg/cm2");
	first.presses = 2;
	second = first;
	second.tender_before = 5;
	second.tender_after = 3;
	second.type = MARK_TYPE_NONE;
	second.ppt_before = 3;
	second.ppt_after = 4;
	second.presses = 1;
	second.sufficient = TRI_YES;
	second.response = RESPONSE_RELEASED;
	point_history_add(&history, &first);
	point_history_add(&history, &second);
	assert_int_equal(history.n_entries, 1);
	const struct point_entry *entry = &history.entries[0];
	assert_int_equal(entry->tender_before, 8);
	assert_int_equal(entry->tender_after, 3);
	assert_int_equal(entry->type, MARK_ACTIVE);
	assert_int_equal(entry->sufficient, TRI_YES);
	assert_int_equal(entry->response, RESPONSE_RELEASED);
	assert_int_equal(entry->presses, 3);
	assert_true(entry->ppt_before == 2.5 && entry->ppt_after == 4);
	/* readings in another unit are not mixed in */
	strcpy(second.ppt_unit, "kPa");
	second.ppt_after = 400;
	point_history_add(&history, &second);
	assert_true(history.entries[0].ppt_after == 4);
	assert_string_equal(history.entries[0].ppt_unit, "kg/cm2");
	second.session_id = 8;
	point_history_add(&history, &second);
	assert_int_equal(history.n_entries, 2);
	point_history_release(&history);
}

static void assert_course(const char *words, int cols, bool ascii, const char *wanted)
{
	struct point_history history;
	struct str out;
	course(&history, words);
	str_init(&out);
	str_add(&out, "|");
	point_course(&history, cols, ascii, &out);
	assert_string_equal(out.s + 1, wanted);
	str_release(&out);
	point_history_release(&history);
}

static void the_course_is_told_in_numbers(void **state)
{
	(void)state;
	assert_course("7 5 3", 0, false, "7 → 5 → 3");
	assert_course("7 5 3", 0, true, "7 > 5 > 3");
	assert_course("7", 0, false, "7");
	assert_course("? - 10 i 4", 0, false, "? → 10 → 0 → 4");
	assert_course("", 0, false, "");
	/* the first and the latest stay when room is short */
	assert_course("9 8 7 6 5 4", 21, false, "9 → 8 → 7 → 6 → 5 → 4");
	assert_course("9 8 7 6 5 4", 20, false, "9 → … → 6 → 5 → 4");
	assert_course("9 8 7 6 5 4", 13, false, "9 → … → 5 → 4");
	assert_course("9 8 7 6 5 4", 9, false, "9 → … → 4");
	assert_course("9 8 7 6 5 4", 3, false, "9 → … → 4");
	assert_course("9 8 7 6 5 4", 14, true, "9 > .. > 5 > 4");
	assert_course("9 8", 1, false, "9 → 8");
}

static void assert_spark(const char *words, int cols, bool ascii, const char *wanted)
{
	struct point_history history;
	struct str out;
	course(&history, words);
	str_init(&out);
	point_sparkline(&history, cols, ascii, &out);
	assert_string_equal(out.s, wanted);
	str_release(&out);
	point_history_release(&history);
}

static void the_course_is_drawn(void **state)
{
	(void)state;
	assert_spark("7 5 3", 8, false, "▆▅▃");
	assert_spark("10 0 i", 8, false, "█▁▁");
	assert_spark("0 1 2 3 4 5 6 7 8 9 10", 0, false, "▁▂▂▃▄▅▅▆▇▇█");
	assert_spark("0 1 2 3 4 5 6 7 8 9 10", 0, true, "__..---''\"\"");
	assert_spark("9 8 7 6", 2, true, "'-");
	assert_spark("7 ? 3", 8, false, "▆ ▃");
	assert_spark("", 8, false, "");
}

static void a_higher_value_is_never_drawn_lower(void **state)
{
	struct str now;
	(void)state;
	str_init(&now);
	for (int value = 1; value <= 10; value++) {
		struct point_history history;
		char words[16];
		snprintf(words, sizeof words, "%d %d", value - 1, value);
		course(&history, words);
		str_clear(&now);
		point_sparkline(&history, 0, false, &now);
		/* each block is three bytes, and they rise with their code */
		assert_int_equal(now.len, 6);
		assert_true(memcmp(now.s, now.s + 3, 3) <= 0);
		point_history_release(&history);
	}
	str_release(&now);
}

static void points_warm_the_cells_they_were_found_in(void **state)
{
	struct point_history points[3];
	int *counts = mem_array(c->n_cells, sizeof *counts), sum = 0;
	(void)state;
	course(&points[0], "7 5 0 3");
	course(&points[1], "4 - 4");
	mem_replace(&points[1].muscle, "LVS");
	course(&points[2], "6");
	mem_replace(&points[2].region, "XXX");
	int cell = catalogue_cell(c, catalogue_region(c, "STP"), SIDE_LEFT);
	point_heat(c, points, 3, NULL, counts);
	assert_int_equal(counts[cell], 5);
	for (size_t i = 0; i < c->n_cells; i++)
		sum += counts[i];
	assert_int_equal(sum, 5);
	point_heat(c, points, 3, "2026-01-03", counts);
	assert_int_equal(counts[cell], 2);
	point_heat(c, points, 3, "2027-01-01", counts);
	assert_int_equal(counts[cell], 0);
	for (int i = 0; i < 3; i++)
		point_history_release(&points[i]);
	free(counts);
}

static void muscles_weigh_what_was_found_in_them(void **state)
{
	struct point_history points[3];
	int *weights = mem_array(c->n_muscles, sizeof *weights);
	(void)state;
	course(&points[0], "7 5 0 3");
	course(&points[1], "4");
	points[1].side = SIDE_RIGHT;
	course(&points[2], "4 4");
	mem_replace(&points[2].muscle, "STE");
	points[2].side = SIDE_MIDLINE;
	point_weights(c, points, 3, SIDE_LEFT, weights);
	assert_int_equal(weights[catalogue_muscle(c, "TRU")], 3);
	assert_int_equal(weights[catalogue_muscle(c, "STE")], 2);
	point_weights(c, points, 3, SIDE_RIGHT, weights);
	assert_int_equal(weights[catalogue_muscle(c, "TRU")], 1);
	assert_int_equal(weights[catalogue_muscle(c, "STE")], 2);
	point_weights(c, points, 3, SIDE_NONE, weights);
	assert_int_equal(weights[catalogue_muscle(c, "TRU")], 4);
	for (int i = 0; i < 3; i++)
		point_history_release(&points[i]);
	free(weights);
}

/* --- satellites --- */

static void mark_at(struct mark *mark, const char *muscle, enum side side)
{
	mark_init(mark);
	mem_replace(&mark->muscle, muscle);
	mark->side = side;
}

static void a_key_muscle_hints_where_its_satellites_may_lie(void **state)
{
	struct mark marks[3];
	int found[8];
	struct str out;
	(void)state;
	str_init(&out);
	mark_at(&marks[0], "TRU", SIDE_LEFT);
	mark_at(&marks[1], "TEM", SIDE_RIGHT);
	mark_at(&marks[2], "TEM", SIDE_LEFT);
	assert_true(satellite_hint(c, &marks[0], marks, 1, &out));
	assert_string_equal(out.s,
			    "Satellites of L upper trapezius may lie in temporalis, superficial masseter.");
	/* on the other side it was not looked for yet; on this side it was */
	assert_int_equal(satellite_list(c, &marks[0], marks, 2, found, 8), 2);
	assert_int_equal(satellite_list(c, &marks[0], marks, 3, found, 8), 1);
	assert_string_equal(c->muscles[found[0]].code, "MSS");
	assert_int_equal(satellite_list(c, &marks[0], marks, 1, found, 1), 1);
	marks[0].type = MARK_INACTIVE;
	str_clear(&out);
	assert_false(satellite_hint(c, &marks[0], marks, 1, &out));
	assert_false(satellite_hint(c, &marks[1], marks, 1, &out));
	mem_replace(&marks[0].muscle, "XXX");
	assert_false(satellite_hint(c, &marks[0], marks, 1, &out));
	assert_int_equal(out.len, 0);
	for (int i = 0; i < 3; i++)
		mark_release(&marks[i]);
	str_release(&out);
}

static void every_pair_of_the_table_is_hinted(void **state)
{
	size_t pairs = 0;
	(void)state;
	for (size_t m = 0; m < c->n_muscles; m++) {
		struct mark mark;
		int found[16];
		mark_at(&mark, c->muscles[m].code, SIDE_LEFT);
		size_t n = satellite_list(c, &mark, &mark, 1, found, 16);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(found[i], c->muscles[m].satellites[i]);
		pairs += n;
		mark_release(&mark);
	}
	assert_int_equal(pairs, 28);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_status_follows_the_rules),
		cmocka_unit_test(better_and_worse_mirror_each_other),
		cmocka_unit_test(statuses_have_words),
		cmocka_unit_test(a_point_marked_twice_in_a_session_is_one_entry),
		cmocka_unit_test(the_course_is_told_in_numbers),
		cmocka_unit_test(the_course_is_drawn),
		cmocka_unit_test(a_higher_value_is_never_drawn_lower),
		cmocka_unit_test(points_warm_the_cells_they_were_found_in),
		cmocka_unit_test(muscles_weigh_what_was_found_in_them),
		cmocka_unit_test(a_key_muscle_hints_where_its_satellites_may_lie),
		cmocka_unit_test(every_pair_of_the_table_is_hinted),
	};
	return cmocka_run_group_tests_name("model point", tests, open_tables, NULL);
}
