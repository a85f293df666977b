/* SPDX-License-Identifier: MIT */
/* A form: labelled one-line fields. */
#include "ui/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/wrap.h"

void form_init(struct form *form, int n_fields, struct kill_ring *ring)
{
	*form = (struct form){ .n_fields = n_fields };
	form->fields = mem_array((size_t)n_fields, sizeof *form->fields);
	for (int i = 0; i < n_fields; i++) {
		form->fields[i].buffer = buffer_new(NULL);
		form_line_init(&form->fields[i].edit, form->fields[i].buffer, ring);
	}
}

void form_release(struct form *form)
{
	for (int i = 0; i < form->n_fields; i++) {
		buffer_free(form->fields[i].buffer);
		free(form->fields[i].problem);
	}
	free(form->fields);
	*form = (struct form){ 0 };
}

void form_insert(struct form *form, int at, struct kill_ring *ring)
{
	size_t behind = (size_t)(form->n_fields - at);
	form->fields = mem_regrow(form->fields, (size_t)form->n_fields + 1, sizeof *form->fields);
	memmove(&form->fields[at + 1], &form->fields[at], behind * sizeof *form->fields);
	form->fields[at] = (struct form_field){ .buffer = buffer_new(NULL) };
	form_line_init(&form->fields[at].edit, form->fields[at].buffer, ring);
	if (form->n_fields++ > 0 && form->focus >= at)
		form->focus++;
}

void form_remove(struct form *form, int at)
{
	size_t behind = (size_t)(form->n_fields - at - 1);
	buffer_free(form->fields[at].buffer);
	free(form->fields[at].problem);
	memmove(&form->fields[at], &form->fields[at + 1], behind * sizeof *form->fields);
	form->n_fields--;
	if (form->focus > at || form->focus == form->n_fields)
		form->focus--;
}

void form_set(struct form *form, int field, const char *label, const char *help, bool required,
	      const char *value)
{
	struct form_field *place = &form->fields[field];
	place->label = label;
	place->help = help;
	place->required = required;
	place->left = 0;
	buffer_reset(place->buffer, value);
	form_line_init(&place->edit, place->buffer, place->edit.ring);
}

const char *form_value(struct form *form, int field)
{
	return buffer_text(form->fields[field].buffer);
}

void form_put(struct form *form, int field, const char *value)
{
	struct edit *edit = &form->fields[field].edit;
	edit_select_all(edit);
	edit_paste(edit, value ? value : "", value ? strlen(value) : 0);
}

void form_problem(struct form *form, int field, const char *sentence)
{
	mem_replace(&form->fields[field].problem, sentence);
}

/* ---- Keys ---------------------------------------------------------------------------------------------- */

/* The field that a key goes to, or -1 when it is no such key. */
static int next_field(const struct form *form, const struct key *key)
{
	int last = form->n_fields - 1;
	if (key->ctrl || key->alt || key->shift)
		return -1;
	switch (key->kind) {
	case KEY_TAB:
		return form->focus < last ? form->focus + 1 : 0;
	case KEY_BACKTAB:
		return form->focus > 0 ? form->focus - 1 : last;
	case KEY_DOWN:
		return form->focus < last ? form->focus + 1 : last;
	case KEY_UP:
		return form->focus > 0 ? form->focus - 1 : 0;
	default:
		return -1;
	}
}

bool form_key(struct form *form, const struct key *key, int *left)
{
	*left = -1;
	if (form->n_fields == 0)
		return false;
	int next = next_field(form, key);
	if (next < 0)
		return form_line_key(&form->fields[form->focus].edit, key);
	if (next != form->focus) {
		*left = form->focus;
		edit_select_none(&form->fields[form->focus].edit);
		buffer_seal(form->fields[form->focus].buffer);
		form->focus = next;
	}
	return true;
}

/* ---- Drawing ------------------------------------------------------------------------------------------- */

enum { SIGN_COLS = 4, PROBLEM_MIN_COLS = 16, VALUE_MAX_COLS = 44 };

/* Where the parts of a field's row stand, from the left edge of the form. */
struct columns {
	int label_cols;
	int value, value_cols;
	int problem, problem_cols; /* 0 columns when it only fits below */
};

static struct columns columns_of(const struct form *form, int cols)
{
	struct columns place = { 0 };
	for (int i = 0; i < form->n_fields; i++) {
		const char *label = form->fields[i].label;
		int wide = label ? utf8_cols(label, strlen(label)) + 2 : 0;
		if (wide > place.label_cols)
			place.label_cols = wide;
	}
	if (place.label_cols > cols * 2 / 5)
		place.label_cols = cols * 2 / 5;
	place.value = SIGN_COLS + place.label_cols + 1;
	place.value_cols = cols - place.value;
	int shared = place.value_cols * 3 / 5 < VALUE_MAX_COLS ? place.value_cols * 3 / 5 : VALUE_MAX_COLS;
	if (place.value_cols - shared - 1 < PROBLEM_MIN_COLS)
		return place;
	place.problem = place.value + shared + 1;
	place.problem_cols = cols - place.problem;
	place.value_cols = shared;
	return place;
}

static void draw_label(const struct form_field *field, struct grid *grid, struct rect row, int cols,
		       bool focused)
{
	unsigned style = focused ? STYLE_BOLD : STYLE_PLAIN;
	int at = row.col + SIGN_COLS;
	if (focused)
		grid_text(grid, row, row.col, row.row, grid_marker(grid, true), style);
	if (field->problem)
		grid_text(grid, row, row.col + 2, row.row, "!", STYLE_BOLD | STYLE_ALARM);
	at += grid_text_cut(grid, row, at, row.row, cols - (field->required ? 2 : 0), field->label, style);
	if (field->required)
		grid_text(grid, row, at, row.row, " *", style);
}

static void draw_field(struct form_field *field, const struct columns *place, struct grid *grid,
		       struct rect row, bool focused)
{
	/* Where nothing is wrong the value may have that room too. */
	int cols = field->problem || place->problem_cols == 0 ? place->value_cols : row.cols - place->value;
	struct rect value = { row.col + place->value, row.row, cols, 1 };
	draw_label(field, grid, row, place->label_cols, focused);
	form_line_draw(&field->edit, &field->left, grid, rect_intersect(value, row), focused, STYLE_PLAIN);
	if (field->problem && place->problem_cols > 0)
		grid_text_cut(grid, row, row.col + place->problem, row.row, place->problem_cols,
			      field->problem, STYLE_ALARM);
}

/* The sentence below the fields; what is wrong stands there in full, on two rows if need be. */
static void draw_foot(const struct form *form, struct grid *grid, struct rect area)
{
	const struct form_field *field = &form->fields[form->focus];
	const char *text = field->problem ? field->problem : field->help;
	struct rect row = { area.col, area.row + area.rows - 1, area.cols, 1 };
	struct wrap wrap;
	if (!field->problem) {
		grid_text_cut(grid, row, row.col, row.row, row.cols, text, STYLE_PLAIN);
		return;
	}
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), row.cols > 3 ? row.cols - 2 : 1);
	int rows = wrap.n_lines > 1 && area.rows >= 4 ? 2 : 1;
	row.row -= rows - 1;
	grid_text(grid, row, row.col, row.row, "! ", STYLE_BOLD | STYLE_ALARM);
	for (int i = 0; i < rows; i++) {
		const struct wrap_line *line = &wrap.lines[i];
		size_t to = i + 1 < rows ? line->from + line->bytes : strlen(text);
		char *part = mem_strndup(text + line->from, to - line->from);
		row.rows = rows;
		grid_text_cut(grid, row, row.col + 2, row.row + i, row.cols - 2, part, STYLE_PLAIN);
		free(part);
	}
	wrap_release(&wrap);
}

void form_draw(struct form *form, struct grid *grid, struct rect area, bool focused)
{
	if (rect_empty(area) || form->n_fields == 0)
		return;
	struct columns place = columns_of(form, area.cols);
	int rows = area.rows >= 4 ? area.rows - 2 : area.rows >= 2 ? area.rows - 1 : 1;
	if (form->focus < form->top)
		form->top = form->focus;
	if (form->focus >= form->top + rows)
		form->top = form->focus - rows + 1;
	if (form->top > form->n_fields - rows)
		form->top = form->n_fields > rows ? form->n_fields - rows : 0;
	for (int i = 0; i < rows && form->top + i < form->n_fields; i++) {
		int field = form->top + i;
		struct rect row = { area.col, area.row + i, area.cols, 1 };
		draw_field(&form->fields[field], &place, grid, row, focused && field == form->focus);
	}
	if (area.rows >= 2)
		draw_foot(form, grid, area);
}

uint64_t form_revision(const struct form *form)
{
	uint64_t sum = 0;
	for (int i = 0; i < form->n_fields; i++)
		sum += buffer_revision(form->fields[i].buffer);
	return sum;
}
