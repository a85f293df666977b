/* SPDX-License-Identifier: MIT */
/* What of a treatment may be done again another day: places and doses, never what was counted or found on the day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "line/entry.h"
#include "record/preset.h"
#include "line/preset_lines.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

static void read_one(const char *line, struct application *out)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique(c, -1, line, &reading);
	if (!reading.reading.ok)
		fail_msg("%s: %s", line, reading.reading.problem.text);
	application_init(out);
	application_copy(out, &reading.entries[0].applications[0]);
	entry_reading_release(&reading);
}

static void assert_lines(const char *const *lines, const char *wanted)
{
	struct application rows[8];
	struct str out;
	size_t n = 0;
	str_init(&out);
	for (; lines[n]; n++) {
		read_one(lines[n], &rows[n]);
		rows[n].mark_id = 7;
	}
	preset_lines(rows, n, &out);
	assert_string_equal(out.s, wanted);
	while (n > 0)
		application_release(&rows[--n]);
	str_release(&out);
}

static void a_preset_holds_place_dose_aim_and_combination(void **state)
{
	static const char *const lines[] = {
		"dtm lpv b 20min depth 4 lubricant \"almond oil\" aim tension with tens",
		"tpg stp l 12kg 60s x3", "hot 15min", NULL
	};
	(void)state;
	assert_lines(lines, "DTM at:LPV b time 20min depth 4 lubricant \"almond oil\" with TNC aim tension\n"
			    "TPG at:STP.L force 12kg build 60s presses 3\n"
			    "HOT time 15min");
}

static void what_belongs_to_its_day_is_not_said_of_another(void **state)
{
	static const char *const lines[] = {
		"dnt lpv l 3in 3out 0.25x40mm twitch 2 lot AB123 \"bled a little\"",
		"tpg stp r 12kg ok pain_peak 7 feel \"sore\"", "tpa stp r 20s pain 6", "cps 4 cups marks 3",
		NULL
	};
	(void)state;
	assert_lines(lines, "DNT at:LPV.L gauge 0.25mm length 40mm\n"
			    "TPG at:STP.R force 12kg\n"
			    "TPA at:STP.R hold 20s\n"
			    "CPS cups 4");
}

static void techniques_that_would_be_alike_are_one_line(void **state)
{
	static const char *const lines[] = { "hot 15min", "hot 15min", "hot 10min", NULL };
	(void)state;
	assert_lines(lines, "HOT time 15min\nHOT time 10min");
}

static void every_line_of_a_preset_reads_back(void **state)
{
	(void)state;
	for (size_t t = 0; t < c->n_techniques; t++) {
		struct application one, again;
		struct str line, twice;
		char *typed = str_format("%s stp l", c->techniques[t].code);
		str_init(&line);
		str_init(&twice);
		read_one(typed, &one);
		preset_lines(&one, 1, &line);
		read_one(line.s, &again);
		assert_true(application_is_alike(&one, &again));
		preset_lines(&again, 1, &twice);
		assert_string_equal(line.s, twice.s);
		application_release(&one);
		application_release(&again);
		str_release(&line);
		str_release(&twice);
		free(typed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_preset_holds_place_dose_aim_and_combination),
		cmocka_unit_test(what_belongs_to_its_day_is_not_said_of_another),
		cmocka_unit_test(techniques_that_would_be_alike_are_one_line),
		cmocka_unit_test(every_line_of_a_preset_reads_back),
	};
	return cmocka_run_group_tests_name("model preset", tests, open_tables, NULL);
}
