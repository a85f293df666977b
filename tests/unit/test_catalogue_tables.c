/* SPDX-License-Identifier: MIT */
/* The built-in tables hold what the practice's vocabulary promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/catalogue.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

static void all_rows_are_there(void **state)
{
	(void)state;
	assert_int_equal(c->n_regions, 80);
	assert_int_equal(c->n_cells, 151);
	assert_int_equal(c->n_muscles, 130);
	assert_int_equal(c->n_techniques, 29);
	assert_int_equal(c->n_conditions, 82);
	assert_int_equal(c->n_movements, 50);
	assert_int_equal(c->n_scores, 19);
	assert_int_equal(c->n_rules, 75);
	size_t pairs = 0;
	for (size_t m = 0; m < c->n_muscles; m++)
		for (const short *s = c->muscles[m].satellites; *s >= 0; s++)
			pairs++;
	assert_int_equal(pairs, 28);
}

static void every_code_leads_to_its_row_in_any_case(void **state)
{
	(void)state;
	for (size_t i = 0; i < c->n_regions; i++)
		assert_int_equal(catalogue_region(c, c->regions[i].code), (int)i);
	for (size_t i = 0; i < c->n_muscles; i++)
		assert_int_equal(catalogue_muscle(c, c->muscles[i].code), (int)i);
	for (size_t i = 0; i < c->n_techniques; i++)
		assert_int_equal(catalogue_technique(c, c->techniques[i].code), (int)i);
	for (size_t i = 0; i < c->n_conditions; i++)
		assert_int_equal(catalogue_condition(c, c->conditions[i].code), (int)i);
	for (size_t i = 0; i < c->n_movements; i++)
		assert_int_equal(catalogue_movement(c, c->movements[i].code), (int)i);
	for (size_t i = 0; i < c->n_scores; i++)
		assert_int_equal(catalogue_score(c, c->scores[i].code), (int)i);
	assert_int_equal(catalogue_muscle(c, "tru"), catalogue_muscle(c, "TRU"));
	assert_int_equal(catalogue_muscle(c, "TR"), -1);
	assert_int_equal(catalogue_muscle(c, "TRUX"), -1);
	assert_int_equal(catalogue_muscle(c, ""), -1);
	assert_int_equal(catalogue_muscle(c, NULL), -1);
	assert_int_equal(catalogue_region(c, "TRU"), -1);
}

static void the_nine_sensitive_regions_are_marked(void **state)
{
	static const char *const codes[] = { "CHU", "BRS", "PUB", "GRN", "TMD", "BTU", "BTL", "COX", "PER" };
	size_t n = 0;
	(void)state;
	for (size_t i = 0; i < c->n_regions; i++)
		n += c->regions[i].sensitive;
	assert_int_equal(n, 9);
	for (size_t i = 0; i < 9; i++)
		assert_true(c->regions[catalogue_region(c, codes[i])].sensitive);
}

static void each_region_has_the_cells_its_sides_ask_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < c->n_regions; i++) {
		int left = catalogue_cell(c, (int)i, SIDE_LEFT),
		    right = catalogue_cell(c, (int)i, SIDE_RIGHT);
		int middle = catalogue_cell(c, (int)i, SIDE_MIDLINE);
		assert_int_equal(c->regions[i].paired, left >= 0 && right >= 0 && middle < 0);
		assert_int_equal(!c->regions[i].paired, left < 0 && right < 0 && middle >= 0);
		assert_int_equal(catalogue_cell(c, (int)i, SIDE_BOTH), -1);
		if (c->regions[i].paired) {
			assert_int_equal(c->cells[left].col + c->cells[right].col, FIGURE_COLS - CELL_COLS);
			/* the front view faces the client: the client's right is on the left of the screen */
			bool front = c->regions[i].view == VIEW_FRONT;
			assert_int_equal(c->cells[front ? right : left].col, c->regions[i].col);
		}
	}
}

static void the_outline_leaves_the_cells_blank(void **state)
{
	(void)state;
	for (int v = 0; v < VIEW_COUNT; v++)
		for (int row = 0; row < FIGURE_ROWS; row++)
			assert_int_equal(strlen(figure_outline((enum view)v)[row]), FIGURE_COLS);
	for (size_t i = 0; i < c->n_cells; i++) {
		const char *row = figure_outline(c->cells[i].view)[c->cells[i].row];
		assert_memory_equal(row + c->cells[i].col, "  ", 2);
	}
	assert_string_equal(figure_outline(VIEW_BACK)[0], "         .----.         ");
}

static void doses_say_unit_range_and_choices(void **state)
{
	const struct technique *press = &c->techniques[catalogue_technique(c, "TPG")];
	(void)state;
	assert_int_equal(press->n_doses, 10);
	assert_string_equal(press->doses[0].name, "force");
	assert_string_equal(press->doses[0].unit, "kg");
	assert_float_equal(press->doses[0].low, 10, 0);
	assert_float_equal(press->doses[0].high, 15, 0);
	assert_float_equal(press->doses[1].low, 60, 0);
	assert_float_equal(press->doses[1].high, 60, 0);
	assert_string_equal(press->doses[4].choices, "finger|two-fingers|thumb|knuckle|elbow");
	assert_true(press->doses[6].low > press->doses[6].high);
	assert_string_equal(press->doses[7].name, "pain_peak");
	assert_string_equal(press->doses[8].choices, "bone|ligament|fascia");
	assert_string_equal(press->doses[9].name, "feel");
	assert_string_equal(press->short_name, "graded press");
	const struct technique *needling = &c->techniques[catalogue_technique(c, "DNT")];
	assert_string_equal(needling->doses[0].name, "needles_in");
	assert_string_equal(needling->doses[0].label, "needles in");
	assert_float_equal(needling->doses[2].low, 0.16, 1e-9);
}

static void contraindications_point_at_conditions(void **state)
{
	const struct technique *press = &c->techniques[catalogue_technique(c, "TPG")];
	size_t absolute = 0;
	(void)state;
	for (size_t i = 0; i < press->n_contraindications; i++)
		absolute += press->contraindications[i].level == CAUTION_ABSOLUTE;
	assert_int_equal(absolute, 4);
	for (size_t t = 0; t < c->n_techniques; t++)
		for (size_t i = 0; i < c->techniques[t].n_contraindications; i++)
			assert_in_range(c->techniques[t].contraindications[i].condition, 0,
					c->n_conditions - 1);
}

static void an_uncertain_pattern_is_a_flag_not_a_question_mark(void **state)
{
	size_t uncertain = 0;
	(void)state;
	for (size_t m = 0; m < c->n_muscles; m++) {
		uncertain += c->muscles[m].uncertain;
		assert_null(strchr(c->muscles[m].presentation, '?'));
	}
	assert_int_equal(uncertain, 4);
}

static void muscles_in_the_midline_take_no_side(void **state)
{
	static const char *const midline[] = { "STE", "PYR", "PFM" };
	size_t n = 0;
	(void)state;
	for (size_t m = 0; m < c->n_muscles; m++)
		n += catalogue_is_midline(c, (int)m);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_true(catalogue_is_midline(c, catalogue_muscle(c, midline[i])));
}

static void a_muscle_is_said_as_people_say_it(void **state)
{
	static const char *const said[][2] = {
		{ "TRU", "upper trapezius" },
		{ "PIR", "piriformis" },
		{ "MFC", "cervical multifidus and rotatores" },
		{ "GOQ", "gemelli, obturator externus, quadratus femoris" },
		{ "ADQ", "abductor digiti minimi (hand)" },
		{ "TCL", "long head triceps" },
	};
	struct str out;
	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
		str_clear(&out);
		catalogue_muscle_phrase(c, catalogue_muscle(c, said[i][0]), &out);
		assert_string_equal(out.s, said[i][1]);
	}
	str_release(&out);
}

static void sides_keep_their_codes(void **state)
{
	static const enum side sides[] = { SIDE_LEFT, SIDE_RIGHT, SIDE_MIDLINE, SIDE_BOTH };
	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(side_from_code(side_code(sides[i])), sides[i]);
	assert_string_equal(side_code(SIDE_NONE), "");
	assert_string_equal(side_code((enum side)99), "");
	assert_int_equal(side_from_code("x"), SIDE_NONE);
	assert_int_equal(side_from_code(""), SIDE_NONE);
	assert_int_equal(side_from_code(NULL), SIDE_NONE);
	assert_string_equal(side_word(SIDE_LEFT), "left");
	assert_string_equal(side_letter(SIDE_MIDLINE), "M");
}

static void every_kind_of_self_care_has_its_items(void **state)
{
	static const struct {
		const char *kind;
		int least;
	} kinds[] = {
		{ "stretch", 6 },    { "exercise", 7 }, { "self_pressure", 5 }, { "posture", 6 },
		{ "ergonomics", 6 }, { "heat", 2 },     { "cold", 1 },          { "movement", 3 },
		{ "lifestyle", 4 },  { "avoid", 3 },    { "watch_for", 3 },     { "breathing_relax", 3 }
	};
	size_t all = 0;
	(void)state;
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		int n = 0;
		for (size_t i = 0; i < c->n_selfcare; i++)
			n += strcmp(c->selfcare[i].kind, kinds[k].kind) == 0;
		if (n < kinds[k].least)
			fail_msg("%s has %d items", kinds[k].kind, n);
		all += (size_t)n;
	}
	assert_int_equal(all, c->n_selfcare);
	const struct selfcare_item *ball = &c->selfcare[catalogue_selfcare(c, "pbal")];
	assert_string_equal(ball->doses[0].name, "hold");
	assert_float_equal(ball->doses[0].low, 10, 0);
	assert_float_equal(ball->doses[0].high, 30, 0);
	assert_string_equal(c->regions[ball->regions[0]].code, "SPM");
}

static void a_self_care_code_names_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < c->n_selfcare; i++) {
		const char *code = c->selfcare[i].code;
		assert_int_equal(catalogue_selfcare(c, code), (int)i);
		assert_int_equal(catalogue_region(c, code), -1);
		assert_int_equal(catalogue_muscle(c, code), -1);
		assert_int_equal(catalogue_technique(c, code), -1);
		assert_int_equal(catalogue_condition(c, code), -1);
		assert_int_equal(catalogue_movement(c, code), -1);
	}
}

/* What is taught says what to do, never what it cures or how. */
static void no_text_for_clients_makes_a_claim(void **state)
{
	static const char *const claims[] = { "scar tissue", "lactic",     "toxin", "nutrient", "oxygen",
					      "waste",       "immun",      "cure",  "heal",     "prevents",
					      "circulation", "blood flow", "detox", "promise" };
	(void)state;
	for (size_t i = 0; i < c->n_selfcare; i++)
		for (size_t k = 0; k < sizeof claims / sizeof claims[0]; k++)
			if (strcasestr(c->selfcare[i].instruction, claims[k]) ||
			    strcasestr(c->selfcare[i].name, claims[k]))
				fail_msg("%s claims: %s", c->selfcare[i].code, claims[k]);
	for (size_t i = 0; i < c->n_techniques; i++)
		for (size_t k = 0; k < sizeof claims / sizeof claims[0]; k++)
			if (strcasestr(c->techniques[i].name, claims[k]))
				fail_msg("%s claims: %s", c->techniques[i].code, claims[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_rows_are_there),
		cmocka_unit_test(every_kind_of_self_care_has_its_items),
		cmocka_unit_test(a_self_care_code_names_nothing_else),
		cmocka_unit_test(no_text_for_clients_makes_a_claim),
		cmocka_unit_test(every_code_leads_to_its_row_in_any_case),
		cmocka_unit_test(the_nine_sensitive_regions_are_marked),
		cmocka_unit_test(each_region_has_the_cells_its_sides_ask_for),
		cmocka_unit_test(the_outline_leaves_the_cells_blank),
		cmocka_unit_test(doses_say_unit_range_and_choices),
		cmocka_unit_test(contraindications_point_at_conditions),
		cmocka_unit_test(an_uncertain_pattern_is_a_flag_not_a_question_mark),
		cmocka_unit_test(muscles_in_the_midline_take_no_side),
		cmocka_unit_test(a_muscle_is_said_as_people_say_it),
		cmocka_unit_test(sides_keep_their_codes),
	};
	return cmocka_run_group_tests_name("catalogue tables", tests, open_tables, NULL);
}
