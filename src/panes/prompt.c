/* SPDX-License-Identifier: MIT */
/* A rule, up to three rows of reading or the problem, and the line itself on the last row. */
#include "panes/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "panes/day.h"
#include "ui/form.h"

int prompt_pane_rows(const struct prompt_pane *prompt, int screen_rows)
{
	(void)prompt;
	return screen_rows >= 12 ? PROMPT_READING_ROWS + 2 : screen_rows >= 4 ? 3 : 1;
}

static void stars_draw(const struct prompt_pane *prompt, struct grid *grid, struct rect line, bool focused)
{
	int n = secret_letters(&prompt->secret);
	int shown = n < line.cols ? n : line.cols - 1;
	for (int i = 0; i < shown; i++)
		grid_text(grid, line, line.col + i, line.row, "*", STYLE_PLAIN);
	if (focused) {
		grid->cursor_col = line.col + shown;
		grid->cursor_row = line.row;
	}
}

static bool secret_key(struct prompt_pane *prompt, const struct key *key)
{
	if (key->kind == KEY_BACKSPACE)
		secret_erase(&prompt->secret);
	else if (key->kind == KEY_TEXT && key->ctrl && key->text[0] == 'u')
		secret_clear(&prompt->secret);
	else if (key->kind == KEY_TEXT && !key->ctrl && !key->alt)
		return secret_add(&prompt->secret, key->text, strlen(key->text));
	else if (key->kind == KEY_PASTE)
		return secret_add(&prompt->secret, key->paste, key->paste_bytes);
	else
		return false;
	return true;
}

static void prompt_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct prompt_pane *prompt = (struct prompt_pane *)pane;
	int last = area.row + area.rows - 1;
	grid_fill(grid, area, ' ', STYLE_PLAIN);
	if (area.rows > 2) {
		struct rect reading = { area.col + 1, area.row + 1, area.cols - 2, area.rows - 2 };
		grid_line_across(grid, area.col, area.row, area.cols);
		preview_draw(grid, reading, prompt->problem.len ? prompt->problem.s : prompt->reading.s);
		if (prompt->problem.len)
			grid_style(grid, reading, STYLE_BOLD);
	}
	int cols = grid_text(grid, area, area.col, last, prompt->label, STYLE_BOLD);
	cols += grid_text(grid, area, area.col + cols, last, ": ", STYLE_BOLD);
	struct rect line = { area.col + cols, last, area.cols - cols, 1 };
	if (prompt->hides)
		stars_draw(prompt, grid, line, focused);
	else
		form_line_draw(&prompt->edit, &prompt->left, grid, line, focused, STYLE_PLAIN);
}

static bool prompt_key(struct pane *pane, const struct key *key)
{
	struct prompt_pane *prompt = (struct prompt_pane *)pane;
	if (prompt->hides ? !secret_key(prompt, key) : !form_line_key(&prompt->edit, key))
		return false;
	str_clear(&prompt->problem);
	return true;
}

static void prompt_free(struct pane *pane)
{
	struct prompt_pane *prompt = (struct prompt_pane *)pane;
	free(prompt->label);
	secret_release(&prompt->secret);
	buffer_free(prompt->buffer);
	str_release(&prompt->reading);
	str_release(&prompt->problem);
	free(prompt);
}

static const struct pane_class prompt_class = {
	.scope = "prompt",
	.draw = prompt_draw,
	.key = prompt_key,
	.free = prompt_free,
	.takes_text = true,
};

struct prompt_pane *prompt_pane_new(struct kill_ring *ring)
{
	struct prompt_pane *prompt = mem_alloc(sizeof *prompt);
	prompt->pane.class = &prompt_class;
	prompt->label = mem_strdup("");
	prompt->buffer = buffer_new(NULL);
	form_line_init(&prompt->edit, prompt->buffer, ring);
	secret_init(&prompt->secret);
	str_init(&prompt->reading);
	str_init(&prompt->problem);
	return prompt;
}

void prompt_pane_put(struct prompt_pane *prompt, const char *line)
{
	buffer_reset(prompt->buffer, line);
	prompt->edit.cursor = buffer_bytes(prompt->buffer);
	prompt->left = 0;
	edit_clamp(&prompt->edit);
}

void prompt_pane_open(struct prompt_pane *prompt, const char *label, const char *line, bool hides)
{
	prompt->hides = hides;
	secret_clear(&prompt->secret);
	mem_replace(&prompt->label, label);
	prompt_pane_put(prompt, line);
	str_clear(&prompt->reading);
	str_clear(&prompt->problem);
}

const char *prompt_pane_line(struct prompt_pane *prompt)
{
	return prompt->hides ? prompt->secret.s : buffer_text(prompt->buffer);
}

void prompt_pane_close(struct prompt_pane *prompt)
{
	secret_clear(&prompt->secret);
	prompt->hides = false;
}
