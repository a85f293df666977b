/* SPDX-License-Identifier: MIT */
/* The self-care line: what it reads, what it refuses and which word it names, and that it says nothing it was not told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/selfcare_line.h"

#define TODAY "2026-11-20"

struct told {
	const char *line, *item, *dose, *described;
};

static void read_line(const char *line, struct selfcare_reading *reading)
{
	selfcare_reading_init(reading);
	selfcare_read(catalogue_builtin(), line, TODAY, reading);
}

static void lines_are_understood(void **state)
{
	static const struct told lines[] = {
		{ "neck stretch l 30s x3 2/day practised", "SSUT", "reps 3 hold 30s a_day 2",
		  "Neck stretch (upper trapezius), left · 3 times, hold 30 seconds, twice a day · practised" },
		{ "ssut r 3x30s daily", "SSUT", "reps 3 hold 30s a_day 1",
		  "Neck stretch (upper trapezius), right · 3 times, hold 30 seconds, once a day" },
		{ "wheat pack 15 min twice a day", "HWHT", "time 15min a_day 2",
		  "Wheat pack · 15 minutes, twice a day" },
		{ "calf raise 2x10 3/week effort 5", "XCRS", "sets 2 reps 10 a_week 3 effort 5",
		  "Calf raise · 2 sets, 10 times, 3 days a week, effort about 5 of 10" },
		{ "breaks every 30 min", "GBRK", "every 30min", "Breaks · every 30 minutes" },
		{ "breaks 30min", "GBRK", "every 30min", "Breaks · every 30 minutes" },
		{ "no heavy lifting 48h", "VLFT", "time 48h", "No heavy lifting · 48 hours" },
		{ "ball on the wall spm.l 20s x3 rest 2min pain 6 shown", "PBAL",
		  "reps 3 hold 20s rest 2min pain 6",
		  "Ball on the wall · L Inner border of shoulder blade (interscapular) · 3 times, hold 20 seconds, "
		  "2 min rest between, pain no more than 6 of 10 · shown" },
		{ "exercise \"Shoulder rolls\" 10 times 3 a day", NULL, "reps 10 a_day 3",
		  "Shoulder rolls · 10 times, 3 times a day" },
		{ "self pressure \"Thumb on the web of the hand\" 15s", NULL, "hold 15s",
		  "Thumb on the web of the hand · hold 15 seconds" },
		{ "pprt partner trained 2026-11-13 review +14 stop \"it goes numb\" prevent", "PPRT", "",
		  "Pressing by a partner · partner (trained 13 Nov 2026) · prevent · review 4 Dec 2026 · stop: it goes numb" },
		{ "pprt by partner", "PPRT", "", "Pressing by a partner · partner" },
		{ "pprt with friend", "PPRT", "", "Pressing by a partner · friend" },
		{ "pprt friend stop:\"it tingles\" review:2026-12-24", "PPRT", "",
		  "Pressing by a partner · friend · review 24 Dec 2026 · stop: it tingles" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct selfcare_reading reading;
		struct str text;
		str_init(&text);
		read_line(lines[i].line, &reading);
		if (!reading.reading.ok)
			fail_msg("%s: %s", lines[i].line, reading.reading.problem.text);
		if (lines[i].item)
			assert_string_equal(reading.selfcare.item, lines[i].item);
		else
			assert_null(reading.selfcare.item);
		assert_string_equal(reading.selfcare.dose, lines[i].dose);
		selfcare_describe(catalogue_builtin(), &reading.selfcare, &text);
		assert_string_equal(text.s, lines[i].described);
		str_release(&text);
		selfcare_reading_release(&reading);
	}
}

static void a_line_that_was_composed_reads_the_same(void **state)
{
	static const char *const lines[] = {
		"neck stretch l 30s x3 2/day practised manage",
		"exercise \"Shoulder rolls\" b 10 times 3 a day video",
		"pprt stp.l ang partner trained 2026-11-13 review +14 stop \"it goes numb\" prevent 20s x3 pain 5",
		"no heavy lifting 36h",
		"qsit m every 30min",
		"bridge 3x12 load 2.5kg effort 6 3/week",
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct selfcare_reading first, second;
		struct str composed, one, two;
		str_init(&composed);
		str_init(&one);
		str_init(&two);
		read_line(lines[i], &first);
		selfcare_compose(&first.selfcare, &composed);
		read_line(composed.s, &second);
		if (!second.reading.ok)
			fail_msg("%s: %s", composed.s, second.reading.problem.text);
		selfcare_describe(catalogue_builtin(), &first.selfcare, &one);
		selfcare_describe(catalogue_builtin(), &second.selfcare, &two);
		assert_string_equal(one.s, two.s);
		assert_string_equal(first.selfcare.dose, second.selfcare.dose);
		assert_string_equal(first.selfcare.kind, second.selfcare.kind);
		str_release(&composed);
		str_release(&one);
		str_release(&two);
		selfcare_reading_release(&first);
		selfcare_reading_release(&second);
	}
}

static void a_wrong_word_is_named(void **state)
{
	static const struct {
		const char *line, *bad, *says;
	} wrong[] = {
		{ "neck stretch qwxz 30s", "qwxz", "“qwxz” is not known" },
		{ "neck stretch 30kPa", "30kPa", "not known" },
		{ "neck stretch l r", "r", "second side" },
		{ "neck stretch 30s 40s", "40s", "second time" },
		{ "neck stretch x99999", "x99999", "reps" },
		{ "neck stretch -30s", "-30s", "not known" },
		{ "neck stretch 9/week", "9/week", "7 days" },
		{ "neck stretch 0s", "0s", "nothing" },
		{ "neck stretch review 2026-01-01", "2026-01-01", "before today" },
		{ "pprt by Tom", "by", "partner, friend or self" },
		{ "pprt partner trained tomorrow", "tomorrow", "still to come" },
		{ "pprt review soon", "soon", "" },
		{ "pprt review \"soon\"", "review", "Say the day" },
		{ "neck stretch tmp.m", "tmp.m", "no such side" },
		{ "neck stretch stop now", "stop", "in quotes" },
		{ "neck stretch shown video", "video", "cannot both be" },
		{ "dance \"Tango\"", "dance", "no kind of self-care" },
		{ "\"Tango\"", "\"Tango\"", "kind before the quotes" },
		{ "exercise \"\"", "\"\"", "nothing between" },
		{ "stretch 30s", "stretch", "may be one of these" },
		{ "neck stretch trained 2026-11-01", "", "who was trained" },
		{ "", "", "Say what" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct selfcare_reading reading;
		read_line(wrong[i].line, &reading);
		if (reading.reading.ok)
			fail_msg("%s was understood", wrong[i].line);
		if (!strstr(reading.reading.problem.text, wrong[i].says) ||
		    strncmp(wrong[i].line + reading.reading.bad_at, wrong[i].bad,
			    reading.reading.bad_bytes) != 0 ||
		    reading.reading.bad_bytes != strlen(wrong[i].bad))
			fail_msg("%s: %s (%.*s)", wrong[i].line, reading.reading.problem.text,
				 (int)reading.reading.bad_bytes, wrong[i].line + reading.reading.bad_at);
		selfcare_reading_release(&reading);
	}
}

static void what_is_not_clear_is_offered(void **state)
{
	struct selfcare_reading reading;
	(void)state;
	read_line("stretch", &reading);
	assert_true(reading.reading.n_candidates > 3);
	for (size_t i = 0; i < reading.reading.n_candidates; i++)
		assert_string_equal(catalogue_builtin()->selfcare[reading.reading.candidates[i].index].kind,
				    "stretch");
	selfcare_reading_release(&reading);
}

static void a_dose_outside_the_usual_is_read_with_a_warning(void **state)
{
	struct selfcare_reading reading;
	(void)state;
	read_line("pbal 90s x3", &reading);
	assert_true(reading.reading.ok);
	assert_true(reading.reading.outside);
	assert_non_null(strstr(reading.reading.warning.text, "90"));
	assert_non_null(strstr(reading.reading.warning.text, "10 to 30"));
	selfcare_reading_release(&reading);
	read_line("exercise \"Rolls\" x90", &reading);
	assert_false(reading.reading.outside);
	selfcare_reading_release(&reading);
}

static void every_item_of_the_library_is_found_by_its_name(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	(void)state;
	for (size_t i = 0; i < c->n_selfcare; i++) {
		struct selfcare_reading reading;
		read_line(c->selfcare[i].name, &reading);
		if (!reading.reading.ok || strcmp(reading.selfcare.item, c->selfcare[i].code) != 0)
			fail_msg("%s: %s", c->selfcare[i].name,
				 reading.reading.ok ? reading.selfcare.item : reading.reading.problem.text);
		selfcare_reading_release(&reading);
	}
}

static void the_plan_says_what_stands(void **state)
{
	struct selfcare rows[3];
	struct str text;
	(void)state;
	str_init(&text);
	selfcare_sentence(catalogue_builtin(), NULL, 0, &text);
	assert_string_equal(text.s, "");
	static const char *const lines[] = { "neck stretch l 30s x3 2/day", "wheat pack 15min", "swimming" };
	for (int i = 0; i < 3; i++) {
		struct selfcare_reading reading;
		read_line(lines[i], &reading);
		rows[i] = reading.selfcare;
	}
	mem_replace(&rows[1].ended_on, TODAY);
	selfcare_sentence(catalogue_builtin(), rows, 3, &text);
	assert_string_equal(
		text.s,
		"Self-care: Neck stretch (upper trapezius), left, 3 times, hold 30 seconds, twice a day; "
		"Swimming.");
	for (int i = 0; i < 3; i++)
		selfcare_release(&rows[i]);
	str_release(&text);
}

static void answers_are_days_or_words(void **state)
{
	(void)state;
	assert_string_equal(selfcare_adherence("6"), "6");
	assert_string_equal(selfcare_adherence("mo"), "most");
	assert_null(selfcare_adherence("8"));
	assert_null(selfcare_adherence("-1"));
	assert_null(selfcare_adherence(""));
	assert_string_equal(selfcare_effect("b"), "better");
	assert_null(selfcare_effect("x"));
	assert_string_equal(selfcare_adherence("1"), "1");
}

/* Pieces of lines in any order and cut anywhere: something is said of each, and nothing is read beyond it. */
static void any_line_is_answered(void **state)
{
	static const char *const pieces[] = { "neck stretch",
					      "x3",
					      "3x",
					      "3x30s",
					      "30s",
					      "2/day",
					      "1",
					      "0",
					      "99999999",
					      "-3",
					      "\"",
					      "\"own\"",
					      "stop",
					      "stop:",
					      "review",
					      "trained",
					      ":",
					      "+14",
					      "partner",
					      "l",
					      "stp.l",
					      "stp.",
					      ".",
					      "exercise",
					      "every",
					      "a day",
					      "twice",
					      "once a",
					      "h",
					      "5 a",
					      "hold",
					      "\xc3\xa4",
					      "\xff",
					      "12,5kg",
					      "pain",
					      "self pressure",
					      "x",
					      "*",
					      "3*" };
	enum { N = sizeof pieces / sizeof *pieces };
	uint32_t random = 1;
	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct str line;
		str_init(&line);
		for (int k = 0; k < 7; k++) {
			random = random * 1664525 + 1013904223;
			str_add(&line, pieces[(random >> 16) % N]);
			if (random >> 30)
				str_addc(&line, ' ');
		}
		str_cut(&line, line.len - (random >> 8) % (line.len ? line.len : 1));
		char *exact = mem_strdup(line.s);
		struct selfcare_reading reading;
		read_line(exact, &reading);
		assert_true(reading.reading.ok ? reading.selfcare.text != NULL
					       : reading.reading.problem.text[0] != '\0');
		assert_true(reading.reading.bad_at + reading.reading.bad_bytes <= strlen(exact));
		selfcare_reading_release(&reading);
		free(exact);
		str_release(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_understood),
		cmocka_unit_test(a_line_that_was_composed_reads_the_same),
		cmocka_unit_test(a_wrong_word_is_named),
		cmocka_unit_test(what_is_not_clear_is_offered),
		cmocka_unit_test(a_dose_outside_the_usual_is_read_with_a_warning),
		cmocka_unit_test(every_item_of_the_library_is_found_by_its_name),
		cmocka_unit_test(the_plan_says_what_stands),
		cmocka_unit_test(answers_are_days_or_words),
		cmocka_unit_test(any_line_is_answered),
	};
	i18n_start("C");
	return cmocka_run_group_tests_name("self-care", tests, NULL, NULL);
}
