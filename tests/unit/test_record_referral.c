/* SPDX-License-Identifier: MIT */
/* The referral line: to whom, how soon, why; nothing of it is guessed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/referral_line.h"

static void lines_are_understood(void **state)
{
	static const char *const lines[][2] = {
		{ "GP same-day night pain and weight loss",
		  "GP, on the same day: night pain and weight loss" },
		{ "doctor same day fever", "GP, on the same day: fever" },
		{ "gp \"Dr Lee\" days weight loss", "GP (Dr Lee), within days: weight loss" },
		{ "specialist routine \"Dr Lee\" shoulder", "specialist (Dr Lee), routinely: shoulder" },
		{ "occupational therapist routine work station",
		  "occupational therapist, routinely: work station" },
		{ "emergency department chest pain",
		  "emergency department, as an emergency, now: chest pain" },
		{ "emergency same-day hot calf", "emergency department, on the same day: hot calf" },
		{ "gp within days weight loss", "GP, within days: weight loss" },
		{ "gp on the same day fever", "GP, on the same day: fever" },
		{ "gp as an emergency, now chest pain", "GP, as an emergency, now: chest pain" },
		{ "gp routinely shoulder", "GP, routinely: shoulder" },
		{ "physio emergency neck", "physiotherapist, as an emergency, now: neck" },
		{ "ot routine hand", "occupational therapist, routinely: hand" },
		{ "other routine dietitian, as asked", "other, routinely: dietitian, as asked" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct referral referral;
		struct reading reading;
		struct str text;
		str_init(&text);
		referral_init(&referral);
		referral_line_read(lines[i][0], &referral, &reading);
		if (!reading.ok)
			fail_msg("%s: %s", lines[i][0], reading.problem.text);
		referral_describe(&referral, &text);
		assert_string_equal(text.s, lines[i][1]);
		str_release(&text);
		referral_release(&referral);
	}
}

static void what_is_missing_is_asked_with_what_would_do(void **state)
{
	static const struct {
		const char *line, *bad, *says;
		bool offers;
	} wrong[] = {
		{ "aunt soon", "aunt", "To whom", true },
		{ "", "", "to whom", true },
		{ "GP soon pain", "soon", "How soon", true },
		{ "GP", "", "How soon", true },
		{ "GP same-day", "", "Why", false },
		{ "GP routine \"Dr Lee\"", "", "Why", false },
		{ "emergency", "", "Why", false },
		{ "gpx routine pain", "gpx", "To whom", true },
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct referral referral;
		struct reading reading;
		referral_init(&referral);
		referral_line_read(wrong[i].line, &referral, &reading);
		if (reading.ok || !strstr(reading.problem.text, wrong[i].says) ||
		    reading.bad_bytes != strlen(wrong[i].bad) ||
		    strncmp(wrong[i].line + reading.bad_at, wrong[i].bad, reading.bad_bytes) != 0 ||
		    (reading.expects != 0) != wrong[i].offers)
			fail_msg("%s: %s", wrong[i].line, reading.problem.text);
		referral_release(&referral);
	}
}

static void every_profession_is_named_by_its_own_word(void **state)
{
	(void)state;
	for (int i = 0; referral_professions[i]; i++) {
		struct referral referral;
		struct reading reading;
		char *line = str_format("%s routine pain", referral_profession_word(referral_professions[i]));
		referral_init(&referral);
		referral_line_read(line, &referral, &reading);
		assert_true(reading.ok);
		assert_string_equal(referral.profession, referral_professions[i]);
		free(line);
		referral_release(&referral);
	}
}

/* Pieces of lines in any order and cut anywhere: something is said of each, and nothing is read beyond it. */
static void any_line_is_answered(void **state)
{
	static const char *const pieces[] = { "GP",         "gp",           "same",      "same-day",
					      "same day",   "days",         "emergency", "department",
					      "ot",         "occupational", "therapist", "\"",
					      "\"Dr Lee\"", "routine",      "pain",      "|",
					      "e",          "eme",          "\xff",      "\t",
					      "other" };
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
		struct referral referral;
		struct reading reading;
		referral_init(&referral);
		referral_line_read(exact, &referral, &reading);
		assert_true(reading.ok ? !str_empty(referral.reason) : reading.problem.text[0] != '\0');
		assert_true(reading.bad_at + reading.bad_bytes <= strlen(exact));
		referral_release(&referral);
		free(exact);
		str_release(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_understood),
		cmocka_unit_test(what_is_missing_is_asked_with_what_would_do),
		cmocka_unit_test(every_profession_is_named_by_its_own_word),
		cmocka_unit_test(any_line_is_answered),
	};
	i18n_start("C");
	return cmocka_run_group_tests_name("referral", tests, NULL, NULL);
}
