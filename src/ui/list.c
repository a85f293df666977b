/* SPDX-License-Identifier: MIT */
/* A list with a cursor. */
#include "ui/list.h"

#include <string.h>

void list_set_count(struct list *list, int n_rows)
{
	list->n_rows = n_rows > 0 ? n_rows : 0;
	if (list->chosen >= list->n_rows)
		list->chosen = list->n_rows - 1;
	if (list->chosen < 0 && list->n_rows > 0)
		list->chosen = 0;
	if (list->top > list->chosen)
		list->top = list->chosen;
	if (list->top < 0)
		list->top = 0;
}

enum step { NO_STEP, STEP_UP, STEP_DOWN, STEP_PAGE_UP, STEP_PAGE_DOWN, STEP_FIRST, STEP_LAST };

static const struct {
	enum key_kind kind;
	const char *text;
	enum step step;
} steps[] = {
	{ KEY_UP, "", STEP_UP },           { KEY_DOWN, "", STEP_DOWN },
	{ KEY_TEXT, "k", STEP_UP },        { KEY_TEXT, "j", STEP_DOWN },
	{ KEY_PAGE_UP, "", STEP_PAGE_UP }, { KEY_PAGE_DOWN, "", STEP_PAGE_DOWN },
	{ KEY_HOME, "", STEP_FIRST },      { KEY_END, "", STEP_LAST },
	{ KEY_TEXT, "g", STEP_FIRST },     { KEY_TEXT, "G", STEP_LAST },
};

static enum step step_of(const struct key *key)
{
	if (key->ctrl || key->alt || key->shift)
		return NO_STEP;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (steps[i].kind == key->kind && strcmp(steps[i].text, key->text) == 0)
			return steps[i].step;
	return NO_STEP;
}

static int clamped(long long row, int n_rows)
{
	if (row >= n_rows)
		row = n_rows - 1;
	return row < 0 ? 0 : (int)row;
}

bool list_key(struct list *list, const struct key *key, int page)
{
	long long row = list->chosen;
	if (page < 1)
		page = 1;
	switch (step_of(key)) {
	case STEP_UP:
		row--;
		break;
	case STEP_DOWN:
		row++;
		break;
	case STEP_PAGE_UP:
		row -= page;
		break;
	case STEP_PAGE_DOWN:
		row += page;
		break;
	case STEP_FIRST:
		row = 0;
		break;
	case STEP_LAST:
		row = list->n_rows - 1;
		break;
	default:
		return false;
	}
	if (list->n_rows > 0)
		list->chosen = clamped(row, list->n_rows);
	list_scroll(list, page);
	return true;
}

void list_scroll(struct list *list, int page)
{
	if (page < 1)
		page = 1;
	if (list->chosen >= 0 && list->chosen < list->top)
		list->top = list->chosen;
	if (list->chosen >= 0 && list->chosen - list->top >= page)
		list->top = list->chosen - page + 1;
	if (list->top > list->n_rows - page)
		list->top = list->n_rows - page;
	if (list->top < 0)
		list->top = 0;
}

void list_draw(struct list *list, struct grid *grid, struct rect area, bool focused,
	       void (*row)(void *context, int index, struct grid *grid, struct rect area, unsigned style),
	       void *context)
{
	list_scroll(list, area.rows);
	for (int i = 0; i < area.rows && list->top + i < list->n_rows; i++) {
		int index = list->top + i;
		bool chosen = index == list->chosen;
		struct rect line = { area.col + 2, area.row + i, area.cols - 2, 1 };
		if (chosen)
			grid_text(grid, area, area.col, area.row + i, grid_marker(grid, focused),
				  focused ? STYLE_BOLD : STYLE_PLAIN);
		if (!rect_empty(line))
			row(context, index, grid, line, chosen && focused ? STYLE_BOLD : STYLE_PLAIN);
	}
	if (focused && list->chosen >= 0 && !rect_empty(area)) {
		grid->cursor_col = area.col;
		grid->cursor_row = area.row + list->chosen - list->top;
	}
}
