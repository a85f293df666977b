/* SPDX-License-Identifier: MIT */
/* Referral both ways: where a muscle may be felt, and which muscles may be felt in a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/referral.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	c = catalogue_builtin();
	return 0;
}

static enum zone zone(const char *muscle, const char *region)
{
	return referral_zone(c, catalogue_muscle(c, muscle), catalogue_region(c, region));
}

static void a_zone_is_primary_spill_or_home(void **state)
{
	(void)state;
	assert_int_equal(zone("TRU", "TMP"), ZONE_PRIMARY);
	assert_int_equal(zone("TRU", "JAW"), ZONE_SPILL);
	assert_int_equal(zone("TRU", "STP"), ZONE_HOME);
	assert_int_equal(zone("TRU", "TO1"), ZONE_NONE);
	/* home and primary at once: the stronger counts */
	assert_int_equal(zone("TEM", "TMP"), ZONE_PRIMARY);
}

static enum zone cell_zone(const enum zone *cells, const char *region, enum side side)
{
	return cells[catalogue_cell(c, catalogue_region(c, region), side)];
}

static void the_zone_lies_on_the_side_of_the_muscle(void **state)
{
	enum zone *cells = calloc(c->n_cells, sizeof *cells);
	(void)state;
	referral_cells(c, catalogue_muscle(c, "TRU"), SIDE_LEFT, cells);
	assert_int_equal(cell_zone(cells, "TMP", SIDE_LEFT), ZONE_PRIMARY);
	assert_int_equal(cell_zone(cells, "TMP", SIDE_RIGHT), ZONE_NONE);
	assert_int_equal(cell_zone(cells, "EYE", SIDE_LEFT), ZONE_SPILL);
	free(cells);
}

static void a_midline_region_belongs_to_either_side(void **state)
{
	enum zone *cells = calloc(c->n_cells, sizeof *cells);
	(void)state;
	referral_cells(c, catalogue_muscle(c, "SPC"), SIDE_RIGHT, cells);
	assert_int_equal(cell_zone(cells, "VTX", SIDE_MIDLINE), ZONE_PRIMARY);
	referral_cells(c, catalogue_muscle(c, "STE"), SIDE_MIDLINE, cells);
	assert_int_equal(cell_zone(cells, "CHU", SIDE_LEFT), ZONE_SPILL);
	assert_int_equal(cell_zone(cells, "CHU", SIDE_RIGHT), ZONE_SPILL);
	free(cells);
}

static void muscles_of_a_painful_place_come_primary_first(void **state)
{
	const int asked[] = { catalogue_region(c, "TMP"), catalogue_region(c, "EYE") };
	struct referral_source found[130];
	(void)state;
	size_t n = referral_sources(c, asked, 2, NULL, found, 130);
	/* both regions are primary for the temporalis and the suboccipital group */
	assert_int_equal(found[0].in_primary, 2);
	assert_string_equal(c->muscles[found[0].muscle].code, "TEM");
	assert_string_equal(c->muscles[found[1].muscle].code, "SOX");
	assert_true(found[2].in_primary < 2);
	for (size_t i = 1; i < n; i++) {
		assert_true(found[i - 1].in_primary >= found[i].in_primary);
		if (found[i - 1].in_primary == found[i].in_primary)
			assert_true(found[i - 1].in_spill >= found[i].in_spill);
	}
	for (size_t i = 0; i < n; i++)
		assert_true(found[i].in_primary + found[i].in_spill + found[i].in_home > 0);
}

static void the_busiest_places_have_the_muscles_the_tables_give_them(void **state)
{
	static const struct {
		const char *region;
		int primary;
	} busy[] = { { "BTL", 8 }, { "TMB", 8 }, { "EYE", 7 }, { "SPM", 7 },
		     { "CHK", 6 }, { "SHA", 6 }, { "CLV", 0 }, { "HPF", 0 } };
	struct referral_source found[130];
	(void)state;
	for (size_t i = 0; i < sizeof busy / sizeof busy[0]; i++) {
		int region = catalogue_region(c, busy[i].region), primary = 0;
		size_t n = referral_sources(c, &region, 1, NULL, found, 130);
		for (size_t m = 0; m < n; m++)
			primary += found[m].in_primary;
		assert_int_equal(primary, busy[i].primary);
	}
}

static void every_region_has_a_muscle_to_suggest(void **state)
{
	struct referral_source found[4];
	(void)state;
	for (int r = 0; r < (int)c->n_regions; r++)
		assert_true(referral_sources(c, &r, 1, NULL, found, 4) > 0);
}

static void no_more_than_asked_are_given(void **state)
{
	int region = catalogue_region(c, "BTL");
	struct referral_source found[3];
	(void)state;
	assert_int_equal(referral_sources(c, &region, 1, NULL, found, 3), 3);
	assert_int_equal(referral_sources(c, &region, 0, NULL, found, 3), 0);
}

static int place_of(const struct referral_source *found, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(c->muscles[found[i].muscle].code, code) == 0)
			return (int)i;
	return -1;
}

static void muscles_with_points_of_this_client_come_before_the_others(void **state)
{
	const int asked[] = { catalogue_region(c, "TMP"), catalogue_region(c, "EYE") };
	struct referral_source found[130], without[130];
	int *own = calloc(c->n_muscles, sizeof *own);
	(void)state;
	size_t n = referral_sources(c, asked, 2, NULL, without, 130);
	assert_true(place_of(without, n, "MSS") > 0 && place_of(without, n, "TRU") > 0);
	own[catalogue_muscle(c, "MSS")] = 1;
	own[catalogue_muscle(c, "TRU")] = 9;
	own[catalogue_muscle(c, "GMX")] = 20; /* which has nothing to do with it */
	assert_int_equal(referral_sources(c, asked, 2, own, found, 130), n);
	assert_int_equal(place_of(found, n, "GMX"), -1);
	/* both before everything else, and among each other by their zones as they were */
	assert_true(place_of(found, n, "TRU") < 2 && place_of(found, n, "MSS") < 2);
	assert_int_equal(place_of(found, n, "TRU") < place_of(found, n, "MSS"),
			 place_of(without, n, "TRU") < place_of(without, n, "MSS"));
	assert_int_equal(found[place_of(found, n, "TRU")].own, 9);
	/* the others keep their order */
	assert_string_equal(c->muscles[found[2].muscle].code, "TEM");
	assert_int_equal(found[2].own, 0);
	free(own);
}

static void more_points_of_their_own_part_muscles_with_like_zones(void **state)
{
	const int region = catalogue_region(c, "BTL");
	struct referral_source found[130];
	int *own = calloc(c->n_muscles, sizeof *own);
	(void)state;
	size_t n = referral_sources(c, &region, 1, NULL, found, 130);
	assert_true(n > 2 && found[0].in_primary == found[1].in_primary &&
		    found[0].in_spill == found[1].in_spill && found[0].in_home == found[1].in_home);
	int first = found[0].muscle, second = found[1].muscle;
	own[first] = 1;
	own[second] = 2;
	referral_sources(c, &region, 1, own, found, 130);
	assert_int_equal(found[0].muscle, second);
	assert_int_equal(found[1].muscle, first);
	free(own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zone_is_primary_spill_or_home),
		cmocka_unit_test(the_zone_lies_on_the_side_of_the_muscle),
		cmocka_unit_test(a_midline_region_belongs_to_either_side),
		cmocka_unit_test(muscles_of_a_painful_place_come_primary_first),
		cmocka_unit_test(the_busiest_places_have_the_muscles_the_tables_give_them),
		cmocka_unit_test(every_region_has_a_muscle_to_suggest),
		cmocka_unit_test(no_more_than_asked_are_given),
		cmocka_unit_test(muscles_with_points_of_this_client_come_before_the_others),
		cmocka_unit_test(more_points_of_their_own_part_muscles_with_like_zones),
	};
	return cmocka_run_group_tests_name("catalogue referral", tests, open_tables, NULL);
}
