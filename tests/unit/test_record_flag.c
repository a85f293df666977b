/* SPDX-License-Identifier: MIT */
/* Flags: which hold on a day, what follows from them, and where on the body they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "record/flag.h"

#define TODAY "2026-11-20"

static struct flag made(const char *condition, const char *since, const char *until)
{
	struct flag flag;
	flag_init(&flag);
	flag.condition = mem_strdup(condition);
	flag.regions = mem_strdup("");
	flag.since = mem_strdup(since);
	flag.until = mem_strdup(until);
	return flag;
}

static const struct {
	const char *since, *until, *day;
	bool holds;
} days[] = {
	{ NULL, NULL, TODAY, true },
	{ "2019", NULL, "2018-12-31", false },
	{ "2019", NULL, "2019-01-01", true },
	{ "2019-03", NULL, "2019-02-28", false },
	{ "2019-03", NULL, "2019-03-01", true },
	{ "2019-03-14", NULL, "2019-03-13", false },
	{ "2019-03-14", NULL, "2019-03-14", true },
	{ NULL, "2024", "2024-12-31", true },
	{ NULL, "2024", "2025-01-01", false },
	{ NULL, "2024-02", "2024-02-29", true },
	{ NULL, "2024-02", "2024-03-01", false },
	{ "2019", "2026-11-20", TODAY, true },
	{ "2019", "2026-11-19", TODAY, false },
};

static void a_flag_holds_from_its_first_to_its_last_possible_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		struct flag flag = made("ANTIC", days[i].since, days[i].until);
		if (flag_holds(&flag, days[i].day) != days[i].holds)
			fail_msg("row %zu: since %s until %s on %s", i, days[i].since, days[i].until,
				 days[i].day);
		flag_release(&flag);
	}
}

/* "RFCAN LATEX ..." of what stands; a * behind what follows. */
static void expect_standing(struct flag *flags, size_t n, const char *birth, const char *want)
{
	const struct catalogue *c = catalogue_builtin();
	struct standing *rows;
	struct str got;
	str_init(&got);
	size_t found = flags_standing(c, flags, n, birth, TODAY, &rows);
	for (size_t i = 0; i < found; i++)
		str_addf(&got, "%s%s%s", i ? " " : "", rows[i].code, rows[i].flag ? "" : "*");
	assert_string_equal(got.s, want);
	str_release(&got);
	free(rows);
}

static void what_matters_most_stands_first(void **state)
{
	struct flag flags[] = { made("MIGRN", NULL, NULL),   made("HEART", NULL, NULL),
				made("ANTIC", "2023", NULL), made("PACE", NULL, NULL),
				made("LATEX", NULL, NULL),   made("NOCON", NULL, NULL),
				made("RFCAN", NULL, NULL),   made("DVT", "2019", "2020"),
				made("GONE", NULL, NULL) };
	(void)state;
	expect_standing(flags, sizeof flags / sizeof *flags, "1979-03-05",
			"RFCAN NOCON LATEX PACE ANTIC HEART MIGRN GONE");
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		flag_release(&flags[i]);
}

static void a_high_risk_pregnancy_is_a_pregnancy_and_a_child_is_a_minor(void **state)
{
	struct flag flags[] = { made("PREGH", NULL, NULL), made("PREG", NULL, NULL),
				made("MINOR", NULL, NULL) };
	(void)state;
	expect_standing(flags, 1, NULL, "PREGH PREG*");
	expect_standing(flags, 2, NULL, "PREGH PREG");
	expect_standing(flags, 0, "2008-11-21", "MINOR*"); /* 18 tomorrow */
	expect_standing(flags, 0, "2008-11-20", "");
	expect_standing(flags + 2, 1, "2015-01-01", "MINOR");
	for (size_t i = 0; i < 3; i++)
		flag_release(&flags[i]);
}

static void regions_are_taken_one_after_the_other(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	const char *rest = " CLF.L  XXX.R KNB.R SHL";
	int region;
	enum side side;
	(void)state;
	assert_true(flag_region_next(c, &rest, &region, &side));
	assert_string_equal(c->regions[region].code, "CLF");
	assert_int_equal(side, SIDE_LEFT);
	assert_true(flag_region_next(c, &rest, &region, &side));
	assert_string_equal(c->regions[region].code, "KNB");
	assert_int_equal(side, SIDE_RIGHT);
	assert_true(flag_region_next(c, &rest, &region, &side));
	assert_string_equal(c->regions[region].code, "SHL");
	assert_int_equal(side, SIDE_BOTH);
	assert_false(flag_region_next(c, &rest, &region, &side));
	rest = "";
	assert_false(flag_region_next(c, &rest, &region, &side));
	rest = NULL;
	assert_false(flag_region_next(c, &rest, &region, &side));
}

static void only_a_red_flag_that_holds_wants_an_action(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	struct flag red = made("RFCES", NULL, NULL), ended = made("RFCES", NULL, "2020"),
		    plain = made("ANTIC", NULL, NULL);
	(void)state;
	assert_true(flag_wants_action(c, &red, TODAY));
	assert_false(flag_wants_action(c, &ended, TODAY));
	assert_false(flag_wants_action(c, &plain, TODAY));
	red.action = mem_strdup("ambulance called");
	assert_false(flag_wants_action(c, &red, TODAY));
	flag_release(&red);
	flag_release(&ended);
	flag_release(&plain);
}

static void a_copy_stands_for_itself(void **state)
{
	struct flag flag = made("DVT", "2019", NULL), copy;
	(void)state;
	flag.note = mem_strdup("left leg");
	flag_init(&copy);
	flag_copy(&copy, &flag);
	flag_release(&flag);
	assert_string_equal(copy.condition, "DVT");
	assert_string_equal(copy.since, "2019");
	assert_string_equal(copy.note, "left leg");
	assert_null(copy.until);
	flag_release(&copy);
}

static void sources_have_codes_and_words(void **state)
{
	enum flag_source source;
	(void)state;
	for (int i = 0; i < FLAG_SOURCE_COUNT; i++) {
		assert_true(flag_source_from_code(flag_source_code((enum flag_source)i), &source));
		assert_int_equal(source, i);
		assert_true(*flag_source_word((enum flag_source)i) != '\0');
	}
	assert_false(flag_source_from_code("hearsay", &source));
}

static void every_red_flag_has_its_urgency_and_every_condition_a_short_name(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	(void)state;
	for (size_t i = 0; i < c->n_conditions; i++) {
		const struct condition *row = &c->conditions[i];
		assert_int_equal(condition_is_red(row), row->urgency != URGENCY_NONE);
		assert_true(strlen(row->short_name) > 0 && strlen(row->short_name) <= 28);
	}
	assert_int_equal(c->conditions[catalogue_condition(c, "RFCES")].urgency, URGENCY_EMERGENCY);
	assert_int_equal(c->conditions[catalogue_condition(c, "RFCAN")].urgency, URGENCY_DAYS);
	assert_string_equal(c->conditions[catalogue_condition(c, "ANTIC")].short_name, "anticoagulant");
	assert_string_equal(c->conditions[catalogue_condition(c, "KIDNY")].short_name, "kidney disease");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flag_holds_from_its_first_to_its_last_possible_day),
		cmocka_unit_test(what_matters_most_stands_first),
		cmocka_unit_test(a_high_risk_pregnancy_is_a_pregnancy_and_a_child_is_a_minor),
		cmocka_unit_test(regions_are_taken_one_after_the_other),
		cmocka_unit_test(only_a_red_flag_that_holds_wants_an_action),
		cmocka_unit_test(a_copy_stands_for_itself),
		cmocka_unit_test(sources_have_codes_and_words),
		cmocka_unit_test(every_red_flag_has_its_urgency_and_every_condition_a_short_name),
	};
	return cmocka_run_group_tests_name("flags", tests, NULL, NULL);
}
