/* SPDX-License-Identifier: MIT */
/* The form knows no record: the command that opens it puts lines in and takes them out. */
#include "panes/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "panes/day.h"

enum { FOOT_ROWS = 3 };

static bool is_last_of_group(const struct intake_pane *pane, int row)
{
	return row + 1 == pane->form.n_fields || pane->rows[row + 1].group != pane->rows[row].group;
}

static void row_insert(struct intake_pane *pane, int at, int group, int64_t record, const char *line)
{
	const struct intake_group *of = &pane->groups[group];
	bool first = at == 0 || pane->rows[at - 1].group != group;
	form_insert(&pane->form, at, pane->ring);
	size_t n = (size_t)pane->form.n_fields;
	pane->rows = mem_regrow(pane->rows, n, sizeof *pane->rows);
	memmove(&pane->rows[at + 1], &pane->rows[at], (n - 1 - (size_t)at) * sizeof *pane->rows);
	pane->rows[at] = (struct intake_row){ group, record, mem_strdup(line) };
	form_set(&pane->form, at, first ? of->label : "", of->help, false, line);
	/* The row behind is not the first of its group any more. */
	if (first && (size_t)at + 1 < n && pane->rows[at + 1].group == group)
		pane->form.fields[at + 1].label = "";
}

/* The empty row at a group's end. */
static int empty_row(const struct intake_pane *pane, int group)
{
	int at = 0;
	while (pane->rows[at].group != group || !is_last_of_group(pane, at))
		at++;
	return at;
}

static void tell(struct intake_pane *pane)
{
	struct err err = ERR_INIT;
	int row = pane->form.focus;
	const char *line = form_value(&pane->form, row);
	str_clear(&pane->told);
	if (str_empty(line))
		str_add(&pane->told, pane->groups[pane->rows[row].group].help);
	else if (!pane->check(pane->context, pane->rows[row].group, line, &pane->told, &err) &&
		 pane->told.len == 0)
		str_add(&pane->told, err.text);
}

/* A group that takes many keeps an empty row at its end. */
static void keep_empty_row(struct intake_pane *pane, int row)
{
	int group = pane->rows[row].group;
	if (pane->groups[group].many && is_last_of_group(pane, row) &&
	    !str_empty(form_value(&pane->form, row)))
		row_insert(pane, row + 1, group, 0, "");
}

static bool check_row(struct intake_pane *pane, int row, struct err *err)
{
	const char *line = form_value(&pane->form, row);
	struct str told;
	str_init(&told);
	bool ok = str_empty(line) || pane->check(pane->context, pane->rows[row].group, line, &told, err);
	form_problem(&pane->form, row, ok ? NULL : err->text);
	str_release(&told);
	return ok;
}

static bool is_empty(const struct intake_pane *pane, int row)
{
	return str_empty(form_value((struct form *)&pane->form, row));
}

static void row_remove(struct intake_pane *pane, int at)
{
	int group = pane->rows[at].group, n = pane->form.n_fields;
	bool first = at == 0 || pane->rows[at - 1].group != group;
	pane->forgotten += buffer_revision(pane->form.fields[at].buffer) + 1;
	form_remove(&pane->form, at);
	free(pane->rows[at].was);
	memmove(&pane->rows[at], &pane->rows[at + 1], (size_t)(n - at - 1) * sizeof *pane->rows);
	if (first)
		pane->form.fields[at].label = pane->groups[group].label;
}

/* A new row under the wrong heading goes to its own. */
static void row_to_its_group(struct intake_pane *pane, int row)
{
	char *line = intake_pane_line(pane, row);
	struct str said;
	str_init(&said);
	int home = pane->home(pane->context, pane->rows[row].group, line, &said);
	if (home != pane->rows[row].group) {
		row_remove(pane, row);
		int at = empty_row(pane, home);
		bool was_there = pane->form.focus == at;
		intake_pane_type(pane, home, 0, line);
		if (was_there)
			pane->form.focus = at + 1;
		str_clear(&pane->told);
		str_add(&pane->told, said.s);
	}
	str_release(&said);
	free(line);
}

/* What is wrong with the row that was left is said in full until the next key. */
static void row_leave(struct intake_pane *pane, int row)
{
	struct err shown = ERR_INIT;
	tell(pane);
	if (!check_row(pane, row, &shown)) {
		str_clear(&pane->told);
		str_add(&pane->told, shown.text);
	} else if (pane->rows[row].record == 0 && pane->groups[pane->rows[row].group].many) {
		if (!is_empty(pane, row))
			row_to_its_group(pane, row);
		else if (!is_last_of_group(pane, row))
			row_remove(pane, row);
	}
}

/* Between a row that was typed just now and the next group, Tab leaves out the empty one. */
static void skip_empty(struct intake_pane *pane, const struct key *key, int left)
{
	int *focus = &pane->form.focus;
	if (key->kind == KEY_TAB && *focus == left + 1 && *focus + 1 < pane->form.n_fields &&
	    pane->rows[left].record == 0 && pane->rows[left].group == pane->rows[*focus].group &&
	    is_empty(pane, *focus))
		++*focus;
	else if (key->kind == KEY_BACKTAB && *focus > 0 && *focus == left - 1 && is_empty(pane, *focus) &&
		 pane->rows[*focus - 1].group == pane->rows[*focus].group &&
		 pane->rows[*focus - 1].record == 0)
		--*focus;
}

static bool intake_key(struct pane *pane, const struct key *key)
{
	struct intake_pane *intake = (struct intake_pane *)pane;
	int left = -1, row = intake->form.focus;
	uint64_t before = buffer_revision(intake->form.fields[row].buffer);
	if (!form_key(&intake->form, key, &left))
		return false;
	if (buffer_revision(intake->form.fields[row].buffer) != before) {
		form_problem(&intake->form, row, NULL);
		keep_empty_row(intake, row);
	}
	if (left < 0) {
		tell(intake);
		return true;
	}
	skip_empty(intake, key, left);
	row_leave(intake, left);
	return true;
}

static void intake_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct intake_pane *intake = (struct intake_pane *)pane;
	struct rect fields = area, foot = area;
	if (area.rows < 2 * FOOT_ROWS) {
		form_draw(&intake->form, grid, area, focused);
		return;
	}
	/* The form's own foot is one row; this one is wrapped. */
	fields.rows = area.rows - FOOT_ROWS + 2;
	foot.row = area.row + area.rows - FOOT_ROWS;
	foot.rows = FOOT_ROWS;
	form_draw(&intake->form, grid, fields, focused);
	grid_fill(grid, foot, ' ', STYLE_PLAIN);
	preview_draw(grid, foot, intake->told.s);
	if (intake->form.fields[intake->form.focus].problem)
		grid_style(grid, foot, STYLE_ALARM);
}

static void rows_forget(struct intake_pane *pane)
{
	for (int i = 0; i < pane->form.n_fields; i++)
		free(pane->rows[i].was);
	free(pane->rows);
	pane->rows = NULL;
	form_release(&pane->form);
}

static void intake_free(struct pane *pane)
{
	struct intake_pane *intake = (struct intake_pane *)pane;
	rows_forget(intake);
	str_release(&intake->told);
	free(pane);
}

static const struct pane_class intake_pane_class = { "intake", intake_draw, intake_key,
						     NULL,     intake_free, true };

struct intake_pane *intake_pane_new(struct kill_ring *ring, intake_check check, intake_home home,
				    void *context)
{
	struct intake_pane *pane = mem_alloc(sizeof *pane);
	*pane = (struct intake_pane){
		.pane = { &intake_pane_class },
		.ring = ring,
		.check = check,
		.home = home,
		.context = context,
	};
	str_init(&pane->told);
	return pane;
}

void intake_pane_clear(struct intake_pane *pane, const struct intake_group *groups, int n_groups)
{
	rows_forget(pane);
	form_init(&pane->form, 0, pane->ring);
	pane->groups = groups;
	pane->n_groups = n_groups;
	for (int i = 0; i < n_groups; i++)
		row_insert(pane, pane->form.n_fields, i, 0, "");
	tell(pane);
}

void intake_pane_add(struct intake_pane *pane, int group, int64_t record, const char *line)
{
	int at = empty_row(pane, group);
	if (pane->groups[group].many) {
		row_insert(pane, at, group, record, line);
	} else {
		pane->rows[at].record = record;
		mem_replace(&pane->rows[at].was, line);
		form_set(&pane->form, at, pane->groups[group].label, pane->groups[group].help, false, line);
	}
	pane->form.focus = 0;
	tell(pane);
}

void intake_pane_type(struct intake_pane *pane, int group, int64_t record, const char *line)
{
	int at = empty_row(pane, group);
	for (int i = 0; record != 0 && i < pane->form.n_fields; i++)
		if (pane->rows[i].group == group && pane->rows[i].record == record)
			at = i;
	form_put(&pane->form, at, line);
	keep_empty_row(pane, at);
	tell(pane);
}

bool intake_pane_check(struct intake_pane *pane, struct err *err)
{
	int wrong = -1;
	struct err first = ERR_INIT;
	for (int i = 0; i < pane->form.n_fields; i++) {
		err_clear(err);
		if (check_row(pane, i, err) || wrong >= 0)
			continue;
		wrong = i;
		first = *err;
	}
	*err = first;
	if (wrong < 0)
		return true;
	pane->form.focus = wrong;
	tell(pane);
	return false;
}

char *intake_pane_line(struct intake_pane *pane, int row)
{
	return str_trimmed(form_value(&pane->form, row));
}

bool intake_pane_tells(const struct intake_pane *pane, const char *sentence)
{
	return strstr(pane->told.s, sentence) != NULL;
}

int intake_pane_unkept(struct intake_pane *pane)
{
	int n = 0;
	for (int i = 0; i < pane->form.n_fields; i++) {
		char *line = intake_pane_line(pane, i);
		n += !str_eq(line, pane->rows[i].was);
		free(line);
	}
	return n;
}

bool intake_pane_next(struct intake_pane *pane)
{
	struct err shown = ERR_INIT;
	int row = pane->form.focus;
	if (!check_row(pane, row, &shown) || row + 1 == pane->form.n_fields) {
		tell(pane);
		return pane->form.fields[row].problem != NULL;
	}
	pane->form.focus++;
	row_leave(pane, row);
	return true;
}

uint64_t intake_pane_revision(const struct intake_pane *pane)
{
	uint64_t sum = pane->forgotten;
	for (int i = 0; i < pane->form.n_fields; i++)
		sum += buffer_revision(pane->form.fields[i].buffer);
	return sum;
}
