/* SPDX-License-Identifier: MIT */
/* Where each pane of the chart goes. */
#include "ui/layout.h"

enum {
	BODY_ONE_COLS = 26,  /* one figure of 24 columns and a margin */
	BODY_BOTH_COLS = 51, /* front and back side by side */
	BODY_ROWS = 22,      /* figure, its name and a legend */
	WIDE_COLS = 132,     /* everything fits beside each other */
	TALL_ROWS = 40,      /* the marks fit below the body */
	SHARED_MIN_ROWS = 12 /* fewer are for one pane alone */
};

/* A part of the screen that is being divided: from title row to the last row, without frame. */
static void place(struct layout *layout, enum slot slot, struct rect part)
{
	layout->title[slot] = (struct rect){ part.col, part.row, part.cols, 1 };
	layout->slot[slot] = (struct rect){ part.col, part.row + 1, part.cols, part.rows - 1 };
}

/* Cuts `cols` off the left of *part and leaves what is right of the line between them. */
static struct rect cut_left(struct rect *part, int cols)
{
	struct rect left = { part->col, part->row, cols, part->rows };
	part->col += cols + 1;
	part->cols -= cols + 1;
	return left;
}

static struct rect cut_top(struct rect *part, int rows)
{
	struct rect top = { part->col, part->row, part->cols, rows };
	part->row += rows;
	part->rows -= rows;
	return top;
}

static void place_marks(struct layout *layout, struct rect part)
{
	place(layout, SLOT_MARKS, cut_left(&part, part.cols / 2 + 1));
	place(layout, SLOT_TECHNIQUES, part);
}

/* 80 columns, body not focused. */
static void divide_narrow(struct layout *layout, struct rect all, enum slot focus)
{
	place(layout, SLOT_BODY, cut_left(&all, BODY_ONE_COLS));
	int note_rows = focus == SLOT_NOTE ? all.rows * 8 / 11 : all.rows * 6 / 10;
	place(layout, SLOT_NOTE, cut_top(&all, note_rows));
	if (focus == SLOT_HISTORY)
		place(layout, SLOT_HISTORY, all);
	else
		place_marks(layout, all);
}

/* 80 columns, body focused. */
static void divide_body(struct layout *layout, struct rect all)
{
	place(layout, SLOT_BODY, cut_left(&all, BODY_BOTH_COLS));
	int third = all.rows / 3;
	place(layout, SLOT_NOTE, cut_top(&all, third));
	place(layout, SLOT_MARKS, cut_top(&all, all.rows - third));
	place(layout, SLOT_TECHNIQUES, all);
}

static void divide_wide(struct layout *layout, struct rect all)
{
	struct rect left = cut_left(&all, BODY_BOTH_COLS);
	struct rect middle = cut_left(&all, all.cols * 58 / 100);
	bool tall = all.rows + 2 >= TALL_ROWS;
	place(layout, SLOT_BODY, tall ? cut_top(&left, BODY_ROWS + 2) : left);
	place(layout, SLOT_NOTE, cut_top(&middle, middle.rows * (tall ? 7 : 6) / 10));
	if (tall) {
		place(layout, SLOT_MARKS, left);
		place(layout, SLOT_TECHNIQUES, middle);
	} else {
		place_marks(layout, middle);
	}
	place(layout, SLOT_HISTORY, all);
}

/* The focused pane has it all: as many rows of title, message and header as leave it one row at least. */
static void divide_alone(struct layout *layout, int cols, int rows, enum slot focus)
{
	struct rect all = { 0, layout->header.rows, cols, rows - layout->header.rows - layout->message.rows };
	if (all.rows >= 2)
		place(layout, focus, all);
	else
		layout->slot[focus] = all;
}

void layout_chart(struct layout *layout, int cols, int rows, enum slot focus, bool zoom)
{
	*layout = (struct layout){ .body_views = 1 };
	if (cols < 1 || rows < 1)
		return;
	if (rows >= 2)
		layout->message = (struct rect){ 0, rows - 1, cols, 1 };
	if (rows >= 3)
		layout->header = (struct rect){ 0, 0, cols, 1 };
	struct rect all = { 0, 1, cols, rows - 2 };
	if (zoom || cols < LAYOUT_FULL_COLS || all.rows < SHARED_MIN_ROWS)
		divide_alone(layout, cols, rows, focus);
	else if (cols >= WIDE_COLS)
		divide_wide(layout, all);
	else if (focus == SLOT_BODY)
		divide_body(layout, all);
	else
		divide_narrow(layout, all, focus);
	if (layout->slot[SLOT_BODY].cols >= BODY_BOTH_COLS - 1)
		layout->body_views = 2;
}

/* ---- Lines --------------------------------------------------------------------------------------------- */

/* The line over a slot, on to the lines at its sides, so that they join. */
static void line_over(struct rect title, struct grid *grid)
{
	int from = title.col > 0 ? title.col - 1 : title.col;
	int to = title.col + title.cols < grid->cols ? title.col + title.cols + 1 : grid->cols;
	grid_line_across(grid, from, title.row, to - from);
}

/* The line left of a slot, down to the next title row if there is one. */
static void line_beside(struct rect title, struct rect slot, int below, struct grid *grid)
{
	if (slot.col == 0)
		return;
	int end = slot.row + slot.rows;
	grid_line_down(grid, slot.col - 1, title.row, (end < below ? end + 1 : end) - title.row);
}

void layout_frame(const struct layout *layout, struct grid *grid)
{
	for (int i = 0; i < SLOT_COUNT; i++) {
		if (rect_empty(layout->title[i]))
			continue;
		line_over(layout->title[i], grid);
		line_beside(layout->title[i], layout->slot[i], layout->message.row, grid);
	}
}

/* ---- Lists --------------------------------------------------------------------------------------------- */

void layout_list(int cols, int rows, struct rect *header, struct rect *left, struct rect *right,
		 struct rect *message)
{
	struct layout layout;
	struct rect none = { 0, 0, 0, 0 };
	layout_chart(&layout, cols, rows, SLOT_NOTE, true);
	*header = layout.header;
	*message = layout.message;
	*left = layout.slot[SLOT_NOTE];
	*right = none;
	if (cols < LAYOUT_FULL_COLS || left->row < 2)
		return;
	struct rect all = *left;
	*left = cut_left(&all, cols * 46 / 100);
	*right = all;
}

void layout_list_frame(struct rect left, struct rect right, struct grid *grid)
{
	if (left.row < 2)
		return;
	struct rect title = { left.col, left.row - 1, left.cols, 1 };
	line_over(title, grid);
	if (rect_empty(right))
		return;
	title = (struct rect){ right.col, right.row - 1, right.cols, 1 };
	line_over(title, grid);
	line_beside(title, right, 0, grid);
}
