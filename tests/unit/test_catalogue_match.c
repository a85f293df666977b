/* SPDX-License-Identifier: MIT */
/* What a therapist types for a muscle finds it: its code, its name, parts of its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/match.h"

enum { SHOWN = 6, IN_REACH = 3 };

static size_t muscles(const char *typed, struct candidate *found)
{
	return match_muscles(catalogue_builtin(), typed, found, SHOWN);
}

/* The place of a muscle among the candidates, 0 for first; SHOWN when it is not there. */
static size_t place_of(int muscle, const char *typed)
{
	struct candidate found[SHOWN];
	size_t n = muscles(typed, found);
	for (size_t i = 0; i < n; i++)
		if (found[i].index == muscle)
			return i;
	return SHOWN;
}

static void assert_clear(const char *typed, const char *code)
{
	const struct catalogue *c = catalogue_builtin();
	struct candidate found[SHOWN];
	size_t n = muscles(typed, found);
	if (n == 0 || strcmp(c->muscles[found[0].index].code, code) != 0 || !match_is_clear(found, n))
		fail_msg("\"%s\" gives %s (%s), not clearly %s", typed,
			 n ? c->muscles[found[0].index].code : "nothing",
			 match_is_clear(found, n) ? "clear" : "unclear", code);
}

static void assert_unclear(const char *typed, const char *first, const char *second)
{
	const struct catalogue *c = catalogue_builtin();
	struct candidate found[SHOWN];
	size_t n = muscles(typed, found);
	assert_false(match_is_clear(found, n));
	if (place_of(catalogue_muscle(c, first), typed) >= IN_REACH ||
	    place_of(catalogue_muscle(c, second), typed) >= IN_REACH)
		fail_msg("\"%s\" does not offer %s and %s", typed, first, second);
}

static void every_code_finds_its_muscle(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	(void)state;
	assert_int_equal(c->n_muscles, 130);
	for (size_t m = 0; m < c->n_muscles; m++) {
		char lower[16];
		snprintf(lower, sizeof lower, "%s", c->muscles[m].code);
		assert_clear(lower, c->muscles[m].code);
		for (char *s = lower; *s; s++)
			*s = (char)(*s | 0x20);
		assert_clear(lower, c->muscles[m].code);
	}
}

static void every_name_finds_its_muscle(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	struct str phrase;
	(void)state;
	str_init(&phrase);
	for (size_t m = 0; m < c->n_muscles; m++) {
		assert_clear(c->muscles[m].name, c->muscles[m].code);
		str_clear(&phrase);
		catalogue_muscle_phrase(c, (int)m, &phrase);
		assert_clear(phrase.s, c->muscles[m].code);
	}
	str_release(&phrase);
}

/* The words of a name that tell something. */
static size_t telling_words(const char *name, const char *word[], size_t bytes[], size_t max)
{
	size_t n = 0;
	while (*name && n < max) {
		name += strspn(name, " ,()");
		size_t length = strcspn(name, " ,()");
		bool is_and = length == 3 && memcmp(name, "and", 3) == 0;
		if (length > 0 && !is_and) {
			word[n] = name;
			bytes[n++] = length;
		}
		name += length;
	}
	return n;
}

static void two_words_cut_to(size_t letters)
{
	const struct catalogue *c = catalogue_builtin();
	size_t tried = 0;
	for (size_t m = 0; m < c->n_muscles; m++) {
		const char *word[8];
		size_t bytes[8], n = telling_words(c->muscles[m].name, word, bytes, 8);
		for (size_t a = 0; a < n; a++)
			for (size_t b = 0; b < n; b++) {
				if (a == b && n > 1)
					continue;
				char typed[64];
				size_t one = bytes[a] < letters ? bytes[a] : letters,
				       two = bytes[b] < letters ? bytes[b] : letters;
				if (a == b)
					snprintf(typed, sizeof typed, "%.*s", (int)one, word[a]);
				else
					snprintf(typed, sizeof typed, "%.*s %.*s", (int)one, word[a],
						 (int)two, word[b]);
				tried++;
				if (place_of((int)m, typed) >= IN_REACH)
					fail_msg("\"%s\" does not offer %s among the first %d", typed,
						 c->muscles[m].name, IN_REACH);
			}
	}
	assert_true(tried > 300);
}

static void any_two_words_cut_to_four_letters_offer_the_muscle(void **state)
{
	(void)state;
	two_words_cut_to(4);
}

static void any_two_words_cut_to_three_letters_offer_the_muscle(void **state)
{
	(void)state;
	two_words_cut_to(3);
}

static void words_run_together_read_as_two(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	(void)state;
	assert_clear("uptrap", "TRU");
	assert_clear("glutmed", "GMD");
	assert_clear("bfem", "BFM");
	assert_clear("tibpost", "TBP");
	for (size_t m = 0; m < c->n_muscles; m++) {
		const char *word[8];
		size_t bytes[8];
		char typed[64];
		if (telling_words(c->muscles[m].name, word, bytes, 8) < 2)
			continue;
		snprintf(typed, sizeof typed, "%.4s%.4s", word[0], word[1]);
		if (place_of((int)m, typed) >= IN_REACH)
			fail_msg("\"%s\" does not offer %s", typed, c->muscles[m].name);
	}
}

static void the_usual_short_words_are_clear(void **state)
{
	static const char *const pairs[][2] = {
		{ "up trap", "TRU" },
		{ "trap up", "TRU" },
		{ "upper trapezius", "TRU" },
		{ "Trapezius, upper", "TRU" },
		{ "UPPER TRAP", "TRU" },
		{ "mid trap", "TRM" },
		{ "lower trap", "TRL" },
		{ "lev scap", "LVS" },
		{ "glut med", "GMD" },
		{ "glute max", "GMX" },
		{ "pec minor", "PMN" },
		{ "tfl", "TFS" },
		{ "piri", "PIR" },
		{ "supra", "SUP" },
		{ "infra", "INF" },
		{ "rhomb", "RHO" },
		{ "psoas", "PSO" },
		{ "tib ant", "TBA" },
		{ "tib post", "TBP" },
		{ "rec fem", "RFM" },
		{ "vastus lat", "VLT" },
		{ "bic fem", "BFM" },
		{ "subscap", "SBS" },
		{ "lats", "LAT" },
		{ "suboccipitals", "SOX" },
		{ "scalene ant", "SCA" },
		{ "quad plantae", "QPT" },
		{ "peroneus longus", "FBL" },
		{ "gastroc med", "GAM" },
		{ "soleus", "SOL" },
		{ "brachiorad", "BRR" },
		{ "vmo", "VMD" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_clear(pairs[i][0], pairs[i][1]);
}

static void a_slip_of_the_finger_still_finds(void **state)
{
	(void)state;
	assert_clear("piriformsi", "PIR");
	assert_clear("infraspinatis", "INF");
	assert_clear("uper trapezuis", "TRU");
	assert_clear("levtor scapulae", "LVS");
	assert_clear("romboids", "RHO");
}

static void several_muscles_of_a_name_are_offered_not_chosen(void **state)
{
	(void)state;
	assert_unclear("trap", "TRU", "TRL");
	assert_unclear("ql", "QLS", "QLD");
	assert_unclear("scm", "SCS", "SCC");
	assert_unclear("biceps", "BIC", "BFM");
	assert_unclear("masseter", "MSS", "MSD");
	assert_unclear("levator", "LVS", "PFM");
	assert_unclear("hamstrings", "BFM", "STM");
}

static void nonsense_finds_nothing(void **state)
{
	static const char *const words[] = { "",     " ",          "zzz",
					     "12kg", "xyzzy trap", "upper upper upper",
					     "%s%n", "\xff\xfe" };
	struct candidate found[SHOWN];
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (muscles(words[i], found) != 0)
			fail_msg("\"%s\" finds %s", words[i],
				 catalogue_builtin()->muscles[found[0].index].name);
	assert_int_equal(match_muscles(catalogue_builtin(), NULL, found, SHOWN), 0);
	assert_int_equal(match_muscles(catalogue_builtin(), "trap", found, 0), 0);
}

static void candidates_come_best_first_and_no_more_than_asked(void **state)
{
	struct candidate found[SHOWN];
	(void)state;
	size_t n = muscles("ext", found);
	assert_int_equal(n, SHOWN);
	for (size_t i = 1; i < n; i++)
		assert_true(found[i - 1].score >= found[i].score);
	assert_int_equal(match_muscles(catalogue_builtin(), "ext", found, 2), 2);
}

static void assert_technique(const char *typed, const char *code)
{
	const struct catalogue *c = catalogue_builtin();
	struct candidate found[SHOWN];
	size_t n = match_techniques(c, typed, found, SHOWN);
	if (n == 0 || strcmp(c->techniques[found[0].index].code, code) != 0 || !match_is_clear(found, n))
		fail_msg("\"%s\" is not clearly %s", typed, code);
}

static void techniques_are_found_by_code_name_and_short_name(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	(void)state;
	for (size_t t = 0; t < c->n_techniques; t++) {
		assert_technique(c->techniques[t].code, c->techniques[t].code);
		assert_technique(c->techniques[t].name, c->techniques[t].code);
		assert_technique(c->techniques[t].short_name, c->techniques[t].code);
	}
	assert_technique("dry needling", "DNT");
	assert_technique("graded", "TPG");
	assert_technique("myofascial rel", "MFR");
	assert_technique("deep tissue", "DTM");
}

static void regions_conditions_and_movements_are_found_too(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	struct candidate found[SHOWN];
	(void)state;
	for (size_t r = 0; r < c->n_regions; r++) {
		assert_int_equal(match_regions(c, c->regions[r].code, found, SHOWN) > 0, 1);
		assert_int_equal(found[0].index, (int)r);
		assert_int_equal(match_regions(c, c->regions[r].name, found, SHOWN) > 0, 1);
		assert_int_equal(found[0].index, (int)r);
		assert_int_equal(match_regions(c, c->regions[r].lay_name, found, SHOWN) > 0, 1);
		assert_int_equal(found[0].score, MATCH_EXACT);
	}
	assert_int_equal(match_conditions(c, "anticoag", found, SHOWN), 1);
	assert_string_equal(c->conditions[found[0].index].code, "ANTIC");
	size_t n = match_movements(c, "cx rot", found, SHOWN);
	assert_true(match_is_clear(found, n));
	assert_string_equal(c->movements[found[0].index].code, "CXR");
	n = match_movements(c, "shoulder abd", found, SHOWN);
	assert_string_equal(c->movements[found[0].index].code, "SHB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_finds_its_muscle),
		cmocka_unit_test(every_name_finds_its_muscle),
		cmocka_unit_test(any_two_words_cut_to_four_letters_offer_the_muscle),
		cmocka_unit_test(any_two_words_cut_to_three_letters_offer_the_muscle),
		cmocka_unit_test(words_run_together_read_as_two),
		cmocka_unit_test(the_usual_short_words_are_clear),
		cmocka_unit_test(a_slip_of_the_finger_still_finds),
		cmocka_unit_test(several_muscles_of_a_name_are_offered_not_chosen),
		cmocka_unit_test(nonsense_finds_nothing),
		cmocka_unit_test(candidates_come_best_first_and_no_more_than_asked),
		cmocka_unit_test(techniques_are_found_by_code_name_and_short_name),
		cmocka_unit_test(regions_conditions_and_movements_are_found_too),
	};
	return cmocka_run_group_tests_name("catalogue match", tests, NULL, NULL);
}
