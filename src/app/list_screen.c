/* SPDX-License-Identifier: MIT */
/* Rows, their records, and where the cursor goes when they change. */
#include "app/list_screen.h"

#include <stdlib.h>

#include "app/keyed.h"
#include "base/mem.h"

void list_screen_init(struct screen *screen, struct app *app)
{
	struct list_screen *list = (struct list_screen *)screen;
	list->app = app;
	list->lines = lines_pane_new();
	str_init(&list->text);
}

void list_screen_release(struct screen *screen)
{
	struct list_screen *list = (struct list_screen *)screen;
	pane_free(&list->lines->pane);
	free(list->records);
	str_release(&list->text);
}

struct pane *list_screen_pane(const struct screen *screen)
{
	return &((const struct list_screen *)screen)->lines->pane;
}

void list_begin(struct list_screen *list)
{
	list->before.records = list->records;
	list->before.n_rows = list->n_rows;
	list->before.chosen = lines_pane_chosen(list->lines);
	list->records = NULL;
	list->n_rows = 0;
	str_clear(&list->text);
}

struct str *list_row(struct list_screen *list, int64_t record)
{
	if (list->n_rows > 0)
		str_addc(&list->text, '\n');
	list->records = mem_regrow(list->records, list->n_rows + 1, sizeof *list->records);
	list->records[list->n_rows++] = record;
	return &list->text;
}

bool list_choose(struct list_screen *list, int64_t record)
{
	for (size_t i = 0; i < list->n_rows && record != 0; i++)
		if (list->records[i] == record) {
			list->lines->list.chosen = (int)i;
			return true;
		}
	return false;
}

/* Its row where that is still of the same record, else the first row of the record that the cursor was on, else what came
 * after it, else what came before. */
static void cursor_again(struct list_screen *list)
{
	size_t n = list->before.n_rows, at = (size_t)list->before.chosen;
	if (list->before.chosen < 0 || at >= n)
		return;
	if (at < list->n_rows && list->records[at] == list->before.records[at]) {
		list->lines->list.chosen = (int)at;
		return;
	}
	for (size_t i = at; i < n; i++)
		if (list_choose(list, list->before.records[i]))
			return;
	while (at-- > 0)
		if (list_choose(list, list->before.records[at]))
			return;
}

void list_end(struct list_screen *list, const char *empty)
{
	if (list->n_rows == 0 && empty)
		keyed_add(list->app, list_row(list, 0), empty);
	if (list->n_rows > 0)
		str_addc(&list->text, '\n');
	lines_pane_set(list->lines, list->text.s);
	cursor_again(list);
	free(list->before.records);
	list->before.records = NULL;
}

int64_t list_chosen(const struct list_screen *list)
{
	int row = lines_pane_chosen(list->lines);
	return row >= 0 && (size_t)row < list->n_rows ? list->records[row] : 0;
}

void list_forget(struct list_screen *list)
{
	list->n_rows = 0;
}
