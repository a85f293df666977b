/* SPDX-License-Identifier: MIT */
/* One line a mark: number, side, muscle, type and tenderness; one a measure: what, before and after. */
#include "panes/marks.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "panes/day.h"
#include "panes/row.h"

static const char *timer_text(const struct marks_pane *pane, int64_t mark_id)
{
	const char *text = NULL;
	for (size_t i = 0; i < pane->n_timers; i++)
		if (pane->timers[i].mark_id == mark_id)
			text = pane->timers[i].text;
	return text;
}

/* What is measured may be cut, the values may not. */
static void measure_draw(const struct marks_pane *pane, const struct measure *measure, struct grid *grid,
			 struct rect area, unsigned style)
{
	struct str name, values;
	str_init(&name);
	str_init(&values);
	measure_short_name(pane->catalogue, measure, &name);
	measure_short_values(measure, &values);
	int cols = area.cols - 3 - utf8_cols(values.s, values.len);
	grid_text(grid, area, area.col, area.row, "=", style);
	int took = grid_text_cut(grid, area, area.col + 2, area.row, cols > 4 ? cols : 4, name.s, style);
	grid_text_cut(grid, area, area.col + 3 + took, area.row, area.cols - 3 - took, values.s, style);
	str_release(&values);
	str_release(&name);
}

static void row_draw(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	const struct marks_pane *pane = context;
	struct str line;
	if ((size_t)index >= pane->n_marks) {
		measure_draw(pane, &pane->measures[(size_t)index - pane->n_marks], grid, area, style);
		return;
	}
	str_init(&line);
	str_addf(&line, "%d ", index + 1);
	mark_line(pane->catalogue, &pane->marks[index], &line);
	row_timed_draw(grid, area, line.s, timer_text(pane, pane->marks[index].id), style);
	str_release(&line);
}

static void marks_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct marks_pane *marks = (struct marks_pane *)pane;
	marks->page = area.rows;
	if (marks->list.n_rows == 0)
		preview_draw(grid, (struct rect){ area.col + 1, area.row, area.cols - 1, area.rows },
			     marks->empty ? marks->empty : "");
	list_draw(&marks->list, grid, area, focused, row_draw, marks);
}

static bool marks_key(struct pane *pane, const struct key *key)
{
	struct marks_pane *marks = (struct marks_pane *)pane;
	return list_key(&marks->list, key, marks->page);
}

static void marks_free(struct pane *pane)
{
	free(((struct marks_pane *)pane)->empty);
	free(pane);
}

static const struct pane_class marks_class = {
	.scope = "marks",
	.draw = marks_draw,
	.key = marks_key,
	.free = marks_free,
};

struct marks_pane *marks_pane_new(const struct catalogue *catalogue)
{
	struct marks_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &marks_class;
	pane->catalogue = catalogue;
	return pane;
}

void marks_pane_set(struct marks_pane *pane, const struct mark *marks, size_t n_marks,
		    const struct measure *measures, size_t n_measures)
{
	pane->marks = marks;
	pane->n_marks = n_marks;
	pane->measures = measures;
	list_set_count(&pane->list, (int)(n_marks + n_measures));
}

static bool is_chosen(const struct marks_pane *pane)
{
	return pane->list.chosen >= 0 && pane->list.chosen < pane->list.n_rows;
}

const struct mark *marks_pane_chosen(const struct marks_pane *pane)
{
	return is_chosen(pane) && (size_t)pane->list.chosen < pane->n_marks ? &pane->marks[pane->list.chosen]
									    : NULL;
}

const struct measure *marks_pane_chosen_measure(const struct marks_pane *pane)
{
	return is_chosen(pane) && (size_t)pane->list.chosen >= pane->n_marks
		       ? &pane->measures[(size_t)pane->list.chosen - pane->n_marks]
		       : NULL;
}

void marks_pane_timers(struct marks_pane *pane, const struct timer_shown *timers, size_t n)
{
	pane->timers = timers;
	pane->n_timers = n;
}

bool marks_pane_choose(struct marks_pane *pane, int64_t mark_id)
{
	for (size_t i = 0; i < pane->n_marks; i++)
		if (pane->marks[i].id == mark_id) {
			pane->list.chosen = (int)i;
			return true;
		}
	return false;
}
