/* SPDX-License-Identifier: MIT */
/* The screen that the program's bytes make, by libvterm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "vt_inner.h"

static int moved(VTermPos now, VTermPos before, int visible, void *user)
{
	struct vt *vt = user;

	(void)before;
	(void)visible;
	vt->cursor_col = now.col;
	vt->cursor_row = now.row;
	return 1;
}

static int changed(VTermProp property, VTermValue *value, void *user)
{
	struct vt *vt = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		vt->cursor_shown = value->boolean;
	if (property == VTERM_PROP_ALTSCREEN)
		vt->alternate = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .movecursor = moved, .settermprop = changed };

/* libvterm 0.1 crashes on a wide character in a single column. */
static int terminal_cols(const struct vt *vt)
{
	return vt->cols > 1 ? vt->cols : 2;
}

void vt_screen_open(struct vt *vt)
{
	vt->terminal = vterm_new(vt->rows, terminal_cols(vt));
	assert_non_null(vt->terminal);
	vterm_set_utf8(vt->terminal, 1);
	vt->screen = vterm_obtain_screen(vt->terminal);
	vt->cursor_shown = true;
	vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
}

void vt_screen_close(struct vt *vt)
{
	vterm_free(vt->terminal);
	free(vt->text);
}

/* What a terminal would answer to a question goes back to the program. */
static void answer(struct vt *vt)
{
	char bytes[256];
	size_t n;

	while ((n = vterm_output_read(vt->terminal, bytes, sizeof bytes)) > 0)
		if (vt->master == -1 || write(vt->master, bytes, n) < 0)
			break;
}

void vt_screen_feed(struct vt *vt, const char *bytes, size_t n)
{
	vterm_input_write(vt->terminal, bytes, n);
	vterm_screen_flush_damage(vt->screen);
	answer(vt);
}

void vt_screen_size(struct vt *vt)
{
	vterm_set_size(vt->terminal, vt->rows, terminal_cols(vt));
}

static char *add_character(char *to, uint32_t c)
{
	if (c < 0x80) {
		*to++ = (char)c;
	} else if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
		*to++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*to++ = (char)(0xe0 | c >> 12);
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	} else {
		*to++ = (char)(0xf0 | c >> 18);
		*to++ = (char)(0x80 | (c >> 12 & 0x3f));
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	}
	return to;
}

static VTermScreenCell cell_at(struct vt *vt, int col, int row)
{
	VTermScreenCell cell = { 0 };

	vterm_screen_get_cell(vt->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return cell;
}

static char *add_row(struct vt *vt, int row, char *to)
{
	char *start = to;

	for (int col = 0; col < vt->cols; col++) {
		VTermScreenCell cell = cell_at(vt, col, row);

		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide one */
		if (cell.chars[0] == 0)
			*to++ = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			to = add_character(to, cell.chars[i]);
	}
	while (to > start && to[-1] == ' ')
		to--;
	return to;
}

static char *room_for_text(struct vt *vt)
{
	free(vt->text);
	vt->text = malloc((size_t)vt->rows * ((size_t)vt->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 1) + 1);
	assert_non_null(vt->text);
	return vt->text;
}

const char *vt_screen(struct vt *vt)
{
	char *to = room_for_text(vt);

	for (int row = 0; row < vt->rows; row++) {
		to = add_row(vt, row, to);
		*to++ = '\n';
	}
	*to = '\0';
	return vt->text;
}

const char *vt_row(struct vt *vt, int row)
{
	*add_row(vt, row, room_for_text(vt)) = '\0';
	return vt->text;
}

void vt_cursor(struct vt *vt, int *col, int *row)
{
	*col = vt->cursor_col;
	*row = vt->cursor_row;
}

bool vt_cursor_shown(struct vt *vt)
{
	return vt->cursor_shown;
}

bool vt_coloured(struct vt *vt)
{
	for (int row = 0; row < vt->rows; row++)
		for (int col = 0; col < vt->cols; col++) {
			VTermScreenCell cell = cell_at(vt, col, row);

			if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
				return true;
		}
	return false;
}

bool vt_on_alternate_screen(struct vt *vt)
{
	return vt->alternate;
}
