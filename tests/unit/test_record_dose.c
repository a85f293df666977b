/* SPDX-License-Identifier: MIT */
/* Doses: values become canonical, wrong units and absurd numbers get a sentence, ranges only prompt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "line/dose_value.h"
#include "line/vocabulary.h"
#include "record/application.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

static const struct dose_spec *spec(const char *technique, const char *dose)
{
	const struct technique *t = &c->techniques[catalogue_technique(c, technique)];
	for (size_t i = 0; i < t->n_doses; i++)
		if (strcmp(t->doses[i].name, dose) == 0)
			return &t->doses[i];
	fail_msg("%s has no dose %s", technique, dose);
	return NULL;
}

static const struct {
	const char *technique, *dose, *typed, *canonical;
	bool outside;
} taken[] = {
	{ "TPG", "force", "12", "12", false },
	{ "TPG", "force", "12kg", "12", false },
	{ "TPG", "force", " 12 kg ", "12", false },
	{ "TPG", "force", "012.50", "12.5", false },
	{ "TPG", "force", "12,5", "12.5", false },
	{ "TPG", "force", ".5", "0.5", true },
	{ "TPG", "force", "30", "30", true },
	{ "TPG", "force", "15", "15", false },
	{ "TPG", "force", "15.01", "15.01", true },
	{ "TPG", "build", "60 sec", "60", false },
	{ "TPG", "build", "59", "59", true },
	{ "TPG", "presses", "3", "3", false },
	{ "TPG", "presses", "3x", "3", false },
	{ "TPG", "tool", "knuckle", "knuckle", false },
	{ "TPG", "tool", "KNU", "knuckle", false },
	{ "TPG", "tool", "two", "two-fingers", false },
	{ "TPG", "sufficiency", "yes", "yes", false },
	{ "TPG", "sufficiency", "N", "no", false },
	{ "JMB", "grade", "iii", "III", false },
	{ "JMB", "grade", "3", "III", false },
	{ "JMB", "grade", "I", "I", false },
	{ "JMB", "joint", "C5/6", "C5/6", false },
	{ "DNT", "gauge", "0.25mm", "0.25", false },
	{ "DNT", "gauge", "0.40", "0.4", true },
	{ "DNT", "retention", "0", "0", false },
	{ "DTM", "depth", "4", "4", false },
	{ "DTM", "depth", "1", "1", true },
	{ "TPA", "pain", "5/10", "5", false },
	{ "HOT", "temp",
	  "40 \xC2\xB0"
	  "C",
	  "40", false },
	{ "BRE", "rate", "6/min", "6", false },
	{ "TPC", "force", "6", "6", false }, /* no usual range: nothing lies outside */
};

static void what_can_be_meant_becomes_canonical(void **state)
{
	struct str canonical;
	struct err err;
	bool outside;
	(void)state;
	str_init(&canonical);
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
		err_clear(&err);
		if (!dose_check(spec(taken[i].technique, taken[i].dose), taken[i].typed, &canonical, &outside,
				&err))
			fail_msg("%s %s \"%s\" is refused: %s", taken[i].technique, taken[i].dose,
				 taken[i].typed, err.text);
		assert_string_equal(canonical.s, taken[i].canonical);
		if (outside != taken[i].outside)
			fail_msg("%s %s \"%s\": outside is %d", taken[i].technique, taken[i].dose,
				 taken[i].typed, outside);
	}
	str_release(&canonical);
}

static const struct {
	const char *technique, *dose, *typed, *says;
} refused[] = {
	{ "TPG", "force", "", "The value for force is missing." },
	{ "TPG", "force", "  ", "The value for force is missing." },
	{ "TPG", "force", "much", "\"much\" is no value for force: usual is 10 to 15 kg." },
	{ "TPG", "force", "-5", "\"-5\" is no value for force: usual is 10 to 15 kg." },
	{ "TPG", "force", "12 kg/cm2", "force is counted in kg: \"12 kg/cm2\" has another unit." },
	{ "TPG", "force", "12s", "force is counted in kg: \"12s\" has another unit." },
	{ "TPG", "force", "500", "force 500 cannot be right: it goes from 0 to 200." },
	{ "TPG", "force", "1234567", "\"1234567\" is no value for force: usual is 10 to 15 kg." },
	{ "TPG", "force", "1.23456", "\"1.23456\" is no value for force: usual is 10 to 15 kg." },
	{ "TPG", "force", "nan", "\"nan\" is no value for force: usual is 10 to 15 kg." },
	{ "TPG", "force", "0x10", "force is counted in kg: \"0x10\" has another unit." },
	{ "TPG", "presses", "2.5", "presses is a whole number, not 2.5." },
	{ "TPG", "tool", "hammer",
	  "\"hammer\" is no value for tool: usual is finger, two-fingers, thumb, knuckle, elbow." },
	{ "TPG", "tool", "t",
	  "\"t\" is no value for tool: usual is finger, two-fingers, thumb, knuckle, elbow." },
	{ "TPG", "sufficiency", "maybe", "\"maybe\" is no value for sufficiency: type yes or no." },
	{ "TPC", "force", "x", "\"x\" is no value for force: type a number in kg." },
	{ "DTM", "depth", "6", "depth 6 cannot be right: it goes from 1 to 5." },
	{ "CPS", "marks", "1.5", "marks is a whole number, not 1.5." },
	{ "TPA", "pain", "11", "pain 11 cannot be right: it goes from 0 to 10." },
	{ "MET", "effort", "120", "effort 120 cannot be right: it goes from 0 to 100." },
};

static void what_cannot_be_meant_gets_a_sentence(void **state)
{
	struct str canonical;
	bool outside;
	(void)state;
	str_init(&canonical);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct err err = ERR_INIT;
		if (dose_check(spec(refused[i].technique, refused[i].dose), refused[i].typed, &canonical,
			       &outside, &err))
			fail_msg("%s %s \"%s\" is taken as %s", refused[i].technique, refused[i].dose,
				 refused[i].typed, canonical.s);
		assert_string_equal(err.text, refused[i].says);
		assert_int_equal(err.kind, ERR_INPUT);
	}
	str_release(&canonical);
}

static const char *unit_of(const char *typed)
{
	const struct meaning *unit = vocabulary_find(typed, MEANS(MEANS_UNIT));
	return unit ? unit->code : NULL;
}

static void units_are_known_by_their_spellings(void **state)
{
	static const char *const pairs[][2] = {
		{ "sec", "s" }, { "KG", "kg" },   { "mins", "min" }, { "hrs", "h" },
		{ "hz", "Hz" }, { "ma", "mA" },   { "kilos", "kg" }, { "\xC2\xB5s", "us" },
		{ "%", "%" },   { "kPa", "kPa" }, { "mm", "mm" },    { "/min", "/min" }
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_string_equal(unit_of(pairs[i][0]), pairs[i][1]);
	assert_null(unit_of("kg/cm2"));
	assert_null(unit_of(""));
	assert_null(unit_of("k"));
}

static void a_force_is_never_a_pressure(void **state)
{
	(void)state;
	/* no dose of any technique is in kg/cm2, and no spelling of it reads as kg */
	for (size_t t = 0; t < c->n_techniques; t++)
		for (size_t d = 0; d < c->techniques[t].n_doses; d++)
			assert_null(strstr(c->techniques[t].doses[d].unit, "/cm"));
	assert_null(unit_of("kgcm2"));
	assert_null(unit_of("kg/cm\xC2\xB2"));
}

static void every_dose_takes_its_own_usual_values(void **state)
{
	struct str canonical, typed;
	struct err err;
	bool outside;
	(void)state;
	str_init(&canonical);
	str_init(&typed);
	for (size_t t = 0; t < c->n_techniques; t++)
		for (size_t d = 0; d < c->techniques[t].n_doses; d++) {
			const struct dose_spec *own = &c->techniques[t].doses[d];
			if (own->low > own->high)
				continue;
			const double ends[] = { own->low, own->high };
			for (int i = 0; i < 2; i++) {
				str_clear(&typed);
				str_addf(&typed, "%g", ends[i]);
				if (!dose_check(own, typed.s, &canonical, &outside, &err) || outside)
					fail_msg("%s %s refuses its own %s", c->techniques[t].code, own->name,
						 typed.s);
			}
		}
	str_release(&canonical);
	str_release(&typed);
}

static void doses_are_set_changed_and_taken_away(void **state)
{
	struct application a, copy;
	(void)state;
	application_init(&a);
	application_init(&copy);
	application_set_dose(&a, "force", "kg", "12");
	application_set_dose(&a, "presses", "n", "3");
	application_set_dose(&a, "force", "kg", "13");
	assert_int_equal(a.n_doses, 2);
	assert_string_equal(application_dose(&a, "force"), "13");
	application_copy(&copy, &a);
	application_set_dose(&a, "force", "kg", NULL);
	assert_null(application_dose(&a, "force"));
	assert_string_equal(application_dose(&a, "presses"), "3");
	application_set_dose(&a, "force", "kg", NULL);
	assert_int_equal(a.n_doses, 1);
	assert_string_equal(application_dose(&copy, "force"), "13");
	application_release(&a);
	application_release(&copy);
	assert_int_equal(a.n_doses, 0);
}

static void a_technique_reads_in_short(void **state)
{
	struct application a;
	struct str line;
	(void)state;
	application_init(&a);
	str_init(&line);
	mem_replace(&a.technique, "TPG");
	application_set_dose(&a, "force", "kg", "12");
	application_set_dose(&a, "presses", "n", "3");
	application_set_dose(&a, "tool", "enum", "knuckle");
	application_line(c, &a, &line);
	assert_string_equal(line.s, "graded press 12 kg ×3 knuckle");
	application_release(&a);
	str_clear(&line);
	mem_replace(&a.technique, "DNT");
	application_set_dose(&a, "needles_in", "n", "3");
	application_set_dose(&a, "needles_out", "n", "3");
	application_set_dose(&a, "gauge", "mm", "0.25");
	application_line(c, &a, &line);
	assert_string_equal(line.s, "dry needling 3 in 3 out gauge 0.25 mm");
	application_release(&a);
	str_clear(&line);
	/* a technique that the catalogue no longer has is still shown */
	mem_replace(&a.technique, "OLDX");
	application_set_dose(&a, "some_time", "min", "3");
	application_line(c, &a, &line);
	assert_string_equal(line.s, "OLDX some time 3 min");
	application_release(&a);
	str_release(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_be_meant_becomes_canonical),
		cmocka_unit_test(what_cannot_be_meant_gets_a_sentence),
		cmocka_unit_test(units_are_known_by_their_spellings),
		cmocka_unit_test(a_force_is_never_a_pressure),
		cmocka_unit_test(every_dose_takes_its_own_usual_values),
		cmocka_unit_test(doses_are_set_changed_and_taken_away),
		cmocka_unit_test(a_technique_reads_in_short),
	};
	return cmocka_run_group_tests_name("model dose", tests, open_tables, NULL);
}
