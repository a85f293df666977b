/* SPDX-License-Identifier: MIT */
/* The arrows on the figure land where the eye expects, reach every cell and lead back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/catalogue.h"

static const struct catalogue *c;
static int (*steps)[4]; /* of every cell: down, up, right, left */
static const int ways[4][2] = { { 0, 1 }, { 0, -1 }, { 1, 0 }, { -1, 0 } };
static const char *const way_names[4] = { "down", "up", "right", "left" };
enum { DOWN, UP, RIGHT, LEFT };
static const int back[4] = { UP, DOWN, LEFT, RIGHT };

static int walk_all(void **state)
{
	(void)state;
	c = catalogue_builtin();
	steps = calloc(c->n_cells, sizeof *steps);
	for (size_t i = 0; i < c->n_cells; i++)
		for (int w = 0; w < 4; w++)
			steps[i][w] = figure_step(c, (int)i, ways[w][0], ways[w][1]);
	return steps ? 0 : -1;
}

static int forget(void **state)
{
	(void)state;
	free(steps);
	return 0;
}

/* "STP.R" */
static const char *cell_name(int cell)
{
	static char names[4][16];
	static unsigned turn;
	char *name = names[turn++ % 4];
	snprintf(name, sizeof names[0], "%s.%s", c->regions[c->cells[cell].region].code,
		 side_code(c->cells[cell].side));
	return name;
}

static int cell_of(const char *name)
{
	char code[16];
	snprintf(code, sizeof code, "%s", name);
	char *dot = strchr(code, '.');
	*dot = '\0';
	return catalogue_cell(c, catalogue_region(c, code), side_from_code(dot + 1));
}

static void assert_steps(const char *from, int way, const char *to)
{
	int landed = steps[cell_of(from)][way];
	if (landed != cell_of(to))
		fail_msg("%s of %s is %s, not %s", way_names[way], from, cell_name(landed), to);
}

static void every_cell_is_reached_from_every_cell_of_its_view(void **state)
{
	(void)state;
	int *queue = calloc(c->n_cells, sizeof *queue);
	bool *seen = calloc(c->n_cells, sizeof *seen);
	for (size_t start = 0; start < c->n_cells; start++) {
		size_t n = 1, in_view = 0;
		memset(seen, 0, c->n_cells * sizeof *seen);
		queue[0] = (int)start;
		seen[start] = true;
		for (size_t at = 0; at < n; at++)
			for (int w = 0; w < 4; w++) {
				int to = steps[queue[at]][w];
				if (!seen[to]) {
					seen[to] = true;
					queue[n++] = to;
				}
			}
		for (size_t i = 0; i < c->n_cells; i++)
			in_view += c->cells[i].view == c->cells[start].view;
		if (n != in_view)
			fail_msg("from %s only %zu of %zu cells are reached", cell_name((int)start), n,
				 in_view);
	}
	free(queue);
	free(seen);
}

static void a_step_stays_in_the_view_and_goes_the_way_of_the_arrow(void **state)
{
	(void)state;
	for (size_t i = 0; i < c->n_cells; i++)
		for (int w = 0; w < 4; w++) {
			const struct cell *from = &c->cells[i], *to = &c->cells[steps[i][w]];
			assert_int_equal(from->view, to->view);
			if (from == to)
				continue;
			if (ways[w][1])
				assert_true((to->row - from->row) * ways[w][1] > 0);
			else
				assert_true((to->col - from->col) * ways[w][0] > 0);
		}
}

static void the_arrow_back_returns_wherever_another_cell_does_not_claim_the_way(void **state)
{
	size_t moved = 0, returned = 0;
	(void)state;
	for (size_t i = 0; i < c->n_cells; i++)
		for (int w = 0; w < 4; w++) {
			int to = steps[i][w], home = steps[to][back[w]];
			if (to == (int)i)
				continue;
			moved++;
			returned += home == (int)i;
			/* where it does not return, it goes to the cell that this one is two-way neighbour of */
			if (home != (int)i && steps[home][w] != to)
				fail_msg("%s from %s is %s, back is %s, which does not lead there",
					 way_names[w], cell_name((int)i), cell_name(to), cell_name(home));
		}
	print_message("# %zu of %zu steps lead back\n", returned, moved);
	assert_true(returned * 100 >= moved * 85);
}

static void up_after_down_returns_on_every_straight_column(void **state)
{
	(void)state;
	for (size_t a = 0; a < c->n_cells; a++)
		for (size_t b = 0; b < c->n_cells; b++) {
			const struct cell *top = &c->cells[a], *low = &c->cells[b];
			if (top->view != low->view || low->row != top->row + 1 || low->col != top->col)
				continue;
			if (steps[a][DOWN] != (int)b || steps[b][UP] != (int)a)
				fail_msg("%s and %s stand under one another, but down is %s and up is %s",
					 cell_name((int)a), cell_name((int)b), cell_name(steps[a][DOWN]),
					 cell_name(steps[b][UP]));
		}
}

static void neighbours_in_a_row_are_each_others_right_and_left(void **state)
{
	(void)state;
	for (size_t a = 0; a < c->n_cells; a++) {
		int next = -1;
		for (size_t b = 0; b < c->n_cells; b++) {
			const struct cell *from = &c->cells[a], *to = &c->cells[b];
			if (to->view == from->view && to->row == from->row && to->col > from->col &&
			    (next < 0 || to->col < c->cells[next].col))
				next = (int)b;
		}
		if (next >= 0 && c->cells[next].col - c->cells[a].col <= 4 &&
		    (steps[a][RIGHT] != next || steps[next][LEFT] != (int)a))
			fail_msg("right of %s is %s, left of %s is %s", cell_name((int)a),
				 cell_name(steps[a][RIGHT]), cell_name(next), cell_name(steps[next][LEFT]));
	}
}

static int mirrored(int cell)
{
	enum side side = c->cells[cell].side;
	enum side other = side == SIDE_LEFT ? SIDE_RIGHT : side == SIDE_RIGHT ? SIDE_LEFT : side;
	return catalogue_cell(c, c->cells[cell].region, other);
}

static void left_and_right_half_of_the_body_behave_alike(void **state)
{
	(void)state;
	for (size_t i = 0; i < c->n_cells; i++)
		for (int w = 0; w < 4; w++) {
			int mirrored_way = w == RIGHT ? LEFT : w == LEFT ? RIGHT : w;
			if (c->cells[i].side == SIDE_MIDLINE)
				continue; /* straight ahead of the midline lie two cells alike: one must be chosen */
			assert_int_equal(steps[mirrored((int)i)][mirrored_way], mirrored(steps[i][w]));
		}
}

static void a_person_finds_the_ways_they_expect(void **state)
{
	(void)state;
	assert_steps("VTX.M", DOWN, "FRH.R");
	assert_steps("FRH.L", UP, "VTX.M");
	assert_steps("TMP.R", RIGHT, "FRH.R");
	assert_steps("EYE.R", DOWN, "CHK.R");
	assert_steps("NKL.R", RIGHT, "THR.M");
	assert_steps("STN.M", UP, "THR.M");
	assert_steps("CHU.R", LEFT, "AXL.R");
	assert_steps("ABU.R", LEFT, "ELA.R");
	assert_steps("GRN.R", RIGHT, "PUB.M");
	assert_steps("TMD.R", DOWN, "KNM.R");
	assert_steps("TMB.R", RIGHT, "PAL.R");
	assert_steps("NKB.R", DOWN, "ANG.R");
	assert_steps("ANG.R", DOWN, "STP.R");
	assert_steps("STP.R", DOWN, "SPS.R");
	assert_steps("STP.L", RIGHT, "STP.R");
	assert_steps("TSP.M", DOWN, "LSP.M");
	assert_steps("SAC.M", DOWN, "COX.M");
	assert_steps("SPM.L", RIGHT, "TSP.M");
	assert_steps("BTL.R", DOWN, "THP.R");
	assert_steps("HEL.L", DOWN, "ARC.L");
}

static void at_the_edge_and_for_no_direction_it_stays(void **state)
{
	int top = cell_of("VTX.M");
	(void)state;
	assert_int_equal(steps[top][UP], top);
	assert_int_equal(figure_step(c, top, 0, 0), top);
	assert_int_equal(figure_step(c, -1, 0, 1), -1);
	assert_int_equal(figure_step(c, (int)c->n_cells, 0, 1), (int)c->n_cells);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_is_reached_from_every_cell_of_its_view),
		cmocka_unit_test(a_step_stays_in_the_view_and_goes_the_way_of_the_arrow),
		cmocka_unit_test(the_arrow_back_returns_wherever_another_cell_does_not_claim_the_way),
		cmocka_unit_test(up_after_down_returns_on_every_straight_column),
		cmocka_unit_test(neighbours_in_a_row_are_each_others_right_and_left),
		cmocka_unit_test(left_and_right_half_of_the_body_behave_alike),
		cmocka_unit_test(a_person_finds_the_ways_they_expect),
		cmocka_unit_test(at_the_edge_and_for_no_direction_it_stays),
	};
	return cmocka_run_group_tests_name("catalogue figure", tests, walk_all, forget);
}
