/* SPDX-License-Identifier: MIT */
/* Lines of flags: what is understood, what is refused by which sentence, and that writing reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "line/flag_line.h"
#include "line/known.h"
#include "rule/flag_say.h"

#define TODAY "2026-11-20"

static const struct {
	const char *line, *told;
} read_rows[] = {
	{ "ANTIC", "ANTIC||||client|" },
	{ "antic", "ANTIC||||client|" },
	{ "anticoag", "ANTIC||||client|" },
	{ "warfarin since 2023-05", "ANTIC||2023-05||client|" },
	{ "pacemaker since March 2019 letter", "PACE||2019-03||letter|" },
	{ "varicose veins calf l since 2010 letter", "VVEIN|CLF.L|2010||letter|" },
	{ "var veins CLF.L KNB.R", "VVEIN|CLF.L KNB.R|||client|" },
	{ "varicose veins calf KNB b", "VVEIN|CLF.L CLF.R KNB.L KNB.R|||client|" },
	{ "latex", "LATEX||||client|" },
	{ "DVT calf left since 14.3.2024 until 6/2024", "DVT|CLF.L|2024-03-14|2024-06|client|" },
	{ "preg observed note 20 weeks, since then tired", "PREG||||observed|20 weeks, since then tired" },
	{ "heart disease in 2019", "HEART||2019||client|" },
	{ "stroke 2019", "STROK||2019||client|" },
	{ "varicose veins in left calf", "VVEIN|CLF.L|||client|" },
	{ "varicose veins in the right calf since 2010", "VVEIN|CLF.R|2010||client|" },
	{ "saddle numbness since today", "RFCES||2026-11-20||client|saddle numbness" },
	{ "night pain", "RFCAN||||client|night pain" },
	{ "night pain observed note since March", "RFCAN||||observed|night pain; since March" },
	{ "cancer? note weight loss", "RFCAN||||client|weight loss" },
	{ "recent fracture sacrum", "FRACT|SAC.M|||client|" },
};

static void a_line_becomes_a_flag(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof read_rows / sizeof read_rows[0]; i++) {
		struct flag_reading r;
		flag_reading_init(&r);
		bool ok = flag_line_read(catalogue_builtin(), read_rows[i].line, TODAY, &r);
		char *told = str_format("%s|%s|%s|%s|%s|%s", r.flag.condition, r.flag.regions,
					r.flag.since ? r.flag.since : "", r.flag.until ? r.flag.until : "",
					flag_source_code(r.flag.source), r.flag.note ? r.flag.note : "");
		if (!ok || strcmp(told, read_rows[i].told) != 0)
			fail_msg("%s: %s %s", read_rows[i].line, told, r.reading.problem.text);
		free(told);
		flag_reading_release(&r);
	}
}

static const struct {
	const char *line, *sentence;
} refused_rows[] = {
	{ "", "Write what it is" },
	{ "flumpox", "No condition is called \"flumpox\"" },
	{ "anticoagulant since 2027", "lies in the future" },
	{ "anticoagulant since 14 mar 2027", "lies in the future" },
	{ "anticoagulant since whenever", "\"whenever\" cannot be read as a day" },
	{ "anticoagulant since 2020 until 2019", "cannot end (2019) before it began (2020)" },
	{ "varicose veins calf", "Calf is left and right" },
	{ "varicose veins l", "a side without a place" },
	{ "recent fracture sacrum l", "Sacrum lies in the midline" },
	{ "varicose veins nowhere l", "No place is called \"nowhere\"" },
	{ "varicose veins knee l", "may be several places" },
	{ "disease", "may be several conditions" },
	{ "\xff\xfe", "No condition" },
};

static void a_wrong_line_is_refused_by_the_sentence_that_helps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused_rows / sizeof refused_rows[0]; i++) {
		struct flag_reading r;
		flag_reading_init(&r);
		bool ok = flag_line_read(catalogue_builtin(), refused_rows[i].line, TODAY, &r);
		if (ok || strstr(r.reading.problem.text, refused_rows[i].sentence) == NULL)
			fail_msg("%s: %s", refused_rows[i].line, r.reading.problem.text);
		flag_reading_release(&r);
	}
}

static void several_places_and_conditions_are_offered(void **state)
{
	struct flag_reading r;
	struct str told;
	(void)state;
	flag_reading_init(&r);
	str_init(&told);
	flag_line_read(catalogue_builtin(), "varicose veins knee l", TODAY, &r);
	assert_true(r.reading.what == NEAR_REGIONS && r.reading.n_candidates > 1);
	flag_reading_tell(catalogue_builtin(), &r, &told);
	assert_non_null(strstr(told.s, "KNF Front of knee"));
	flag_line_read(catalogue_builtin(), "disease", TODAY, &r);
	assert_true(r.reading.what == NEAR_CONDITIONS && r.reading.n_candidates > 1);
	str_release(&told);
	flag_reading_release(&r);
}

/* Every condition of the catalogue, with everything a flag may say. */
static void what_is_written_reads_back_the_same(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	(void)state;
	for (size_t i = 0; i < c->n_conditions; i++) {
		struct flag_reading r, again;
		struct str line;
		char *typed = str_format("%s CLF.L SAC.M since 2019-03 until 2024 letter note \"a\" b",
					 c->conditions[i].code);
		flag_reading_init(&r);
		flag_reading_init(&again);
		str_init(&line);
		assert_true(flag_line_read(c, typed, TODAY, &r));
		flag_line_write(c, &r.flag, &line);
		if (!flag_line_read(c, line.s, TODAY, &again))
			fail_msg("%s: %s", line.s, again.reading.problem.text);
		assert_string_equal(again.flag.condition, c->conditions[i].code);
		assert_string_equal(again.flag.regions, "CLF.L SAC.M");
		assert_string_equal(again.flag.since, "2019-03");
		assert_string_equal(again.flag.until, "2024");
		assert_string_equal(again.flag.note, "\"a\" b");
		assert_int_equal(again.flag.source, FLAG_LETTER);
		str_release(&line);
		free(typed);
		flag_reading_release(&r);
		flag_reading_release(&again);
	}
}

static void a_flag_is_told_in_words(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	struct flag_reading r;
	struct str told;
	(void)state;
	flag_reading_init(&r);
	str_init(&told);
	flag_line_read(c, "varicose veins calf l since 2010 letter note mild", TODAY, &r);
	flag_describe(c, &r.flag, &told);
	assert_string_equal(told.s, "Varicose veins, left Calf, since 2010, from a letter: mild");
	str_clear(&told);
	flag_line_read(c, "RFMEN", TODAY, &r);
	flag_describe(c, &r.flag, &told);
	assert_string_equal(told.s, "Risk of self-harm, or safeguarding concern (red flag, own judgement)");
	str_release(&told);
	flag_reading_release(&r);
}

static void the_days_of_any_line_are_read(void **state)
{
	struct known known;
	struct reading said;
	(void)state;
	known_init(&known);
	assert_true(known_read("knee replacement l, 2 hours since March 2019", TODAY, false, &known, &said));
	assert_string_equal(known.subject, "knee replacement l, 2 hours");
	assert_string_equal(known.since, "2019-03");
	assert_true(known_read("appendix 1999", TODAY, false, &known, &said));
	assert_string_equal(known.subject, "appendix");
	assert_string_equal(known.since, "1999");
	assert_true(known_read("whiplash 14 March 2021", TODAY, false, &known, &said));
	assert_string_equal(known.subject, "whiplash");
	assert_string_equal(known.since, "2021-03-14");
	assert_true(known_read("2021 was a bad year", TODAY, false, &known, &said));
	assert_string_equal(known.since, "");
	assert_true(known_read("ibuprofen since 2020 400mg in the evening", TODAY, false, &known, &said));
	assert_string_equal(known.subject, "ibuprofen 400mg in the evening");
	assert_false(known_read("running since", TODAY, false, &known, &said));
	/* a long story is kept to its last word */
	struct str story;
	str_init(&story);
	for (int i = 0; i < 100; i++)
		str_addf(&story, "%sword%d", i ? " " : "", i);
	assert_true(known_read(story.s, TODAY, false, &known, &said));
	assert_string_equal(known.subject, story.s);
	/* a flag is a condition with its places: what is more is said, not dropped */
	struct flag_reading reading;
	flag_reading_init(&reading);
	assert_false(flag_line_read(catalogue_builtin(),
				    "varicose veins calf l thigh l calf l thigh l calf l thigh l "
				    "calf l thigh l and much more",
				    TODAY, &reading));
	assert_non_null(strstr(reading.reading.problem.text, "too long"));
	flag_reading_release(&reading);
	str_release(&story);
	known_release(&known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_becomes_a_flag),
		cmocka_unit_test(a_wrong_line_is_refused_by_the_sentence_that_helps),
		cmocka_unit_test(several_places_and_conditions_are_offered),
		cmocka_unit_test(what_is_written_reads_back_the_same),
		cmocka_unit_test(a_flag_is_told_in_words),
		cmocka_unit_test(the_days_of_any_line_are_read),
	};
	return cmocka_run_group_tests_name("lines of flags", tests, NULL, NULL);
}
