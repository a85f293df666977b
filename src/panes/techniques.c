/* SPDX-License-Identifier: MIT */
/* A quiet heading a category; under it one line a technique: [x] with place and dose each time it was used. */
#include "panes/techniques.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/match.h"
#include "panes/day.h"
#include "panes/row.h"
#include "ui/form.h"

/* From here on a region is shown by its name; below, by the code that the figure knows. */
enum { NAMED_COLS = 56 };

/* --- drawing --- */

int techniques_pane_mark_number(const struct techniques_pane *pane, int64_t mark_id)
{
	for (size_t i = 0; mark_id != 0 && i < pane->n_marks; i++)
		if (pane->marks[i].id == mark_id)
			return (int)i + 1;
	return 0;
}

/* "m2" or "L LPV": where it was used comes first, because two rows of one technique differ there. */
static void add_place(const struct techniques_pane *pane, const struct application *application, bool named,
		      struct str *out)
{
	int number = techniques_pane_mark_number(pane, application->mark_id);
	int region = catalogue_region(pane->catalogue, application->region);
	if (number > 0)
		str_addf(out, "m%d ", number);
	if (number > 0 || region < 0)
		return;
	if (application->side != SIDE_NONE && application->side != SIDE_MIDLINE)
		str_addf(out, "%s ", side_letter(application->side));
	str_addf(out, "%s%s ",
		 named ? i18n_name(pane->catalogue->regions[region].name)
		       : pane->catalogue->regions[region].code,
		 named ? "," : "");
}

static const char *timer_text(const struct techniques_pane *pane, const struct techniques_row *row)
{
	const char *text = NULL;
	for (size_t i = 0; row->application >= 0 && i < pane->n_timers; i++)
		if (pane->timers[i].application_id == pane->applications[row->application].id)
			text = pane->timers[i].text;
	return text;
}

static const char *sign_of(const struct techniques_pane *pane, const struct techniques_row *row)
{
	static const char *const signs[] = {
		[CAUTION_NONE] = " ", [CAUTION_CAUTION] = "! ", [CAUTION_ABSOLUTE] = "!! "
	};
	if (row->application >= 0)
		return signs[pane->used ? pane->used[row->application] : CAUTION_NONE];
	return signs[pane->signs ? pane->signs[row->technique] : CAUTION_NONE];
}

/* The dose matters more than the name: where both do not fit, the code stands for the name. */
static void add_use(const struct techniques_pane *pane, const struct application *application, int cols,
		    struct str *line)
{
	struct str use;
	str_init(&use);
	application_line(pane->catalogue, application, &use);
	if (utf8_cols(use.s, use.len) > cols) {
		str_clear(&use);
		application_code_line(pane->catalogue, application, &use);
	}
	str_add(line, use.s);
	str_release(&use);
}

static void row_draw(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	const struct techniques_pane *pane = context;
	const struct techniques_row *row = &pane->rows[index];
	struct str line;
	if (row->heading) {
		grid_text_cut(grid, area, area.col, area.row, area.cols, row->heading, STYLE_DIM);
		return;
	}
	str_init(&line);
	str_add(&line, row->application >= 0 ? "[x]" : "[ ]");
	str_add(&line, sign_of(pane, row));
	if (row->application >= 0) {
		const struct application *application = &pane->applications[row->application];
		add_place(pane, application, area.cols >= NAMED_COLS, &line);
		add_use(pane, application, area.cols - (int)utf8_cols(line.s, line.len), &line);
	} else
		str_add(&line, i18n_name(pane->catalogue->techniques[row->technique].short_name));
	row_timed_draw(grid, area, line.s, timer_text(pane, row), style);
	str_release(&line);
}

/* The heading above the first row that shows comes into sight with it. */
static void heading_show(struct techniques_pane *pane)
{
	struct list *list = &pane->list;
	list_scroll(list, pane->page);
	if (pane->page > 1 && list->top > 0 && list->top == list->chosen && pane->rows[list->top - 1].heading)
		list->top--;
}

static void techniques_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	techniques->page = area.rows;
	heading_show(techniques);
	list_draw(&techniques->list, grid, area, focused, row_draw, techniques);
}

/* The line that is typed on top, what fits under it. */
static void find_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	if (!focused) {
		techniques_pane_find(techniques, false);
		techniques_draw(pane, grid, area, false);
		return;
	}
	struct rect line = { area.col + 3, area.row, area.cols - 3, 1 };
	struct rect rows = { area.col, area.row + 1, area.cols, area.rows - 1 };
	grid_text(grid, area, area.col + 2, area.row, "/", STYLE_BOLD);
	techniques->page = rows.rows;
	if (techniques->list.n_rows == 0)
		preview_draw(grid, (struct rect){ rows.col + 2, rows.row, rows.cols - 2, rows.rows },
			     _("No technique fits."));
	list_draw(&techniques->list, grid, rows, false, row_draw, techniques);
	form_line_draw(&techniques->edit, &techniques->left, grid, line, true, STYLE_PLAIN);
}

/* --- rows --- */

static void row_add(struct techniques_pane *pane, struct techniques_row row)
{
	size_t n = (size_t)pane->list.n_rows;
	pane->rows = mem_regrow(pane->rows, n + 1, sizeof *pane->rows);
	pane->rows[n] = row;
	pane->list.n_rows++;
}

static void technique_rows_add(struct techniques_pane *pane, int technique)
{
	const char *code = pane->catalogue->techniques[technique].code;
	bool ticked = false;
	for (size_t i = 0; i < pane->n_applications; i++)
		if (str_eq(pane->applications[i].technique, code)) {
			row_add(pane, (struct techniques_row){ NULL, technique, (int)i });
			ticked = true;
		}
	if (!ticked)
		row_add(pane, (struct techniques_row){ NULL, technique, -1 });
}

static bool is_listed(const struct techniques_pane *pane, const char *code)
{
	for (int i = 0; i < pane->n_techniques; i++)
		if (str_eq(pane->catalogue->techniques[pane->techniques[i]].code, code))
			return true;
	return false;
}

/* What was used and is not in the practice's list shows below it: no entry is ever out of sight. */
static void unlisted_rows_add(struct techniques_pane *pane)
{
	bool headed = !pane->in_categories;
	for (size_t i = 0; i < pane->n_applications; i++) {
		const char *code = pane->applications[i].technique;
		if (is_listed(pane, code))
			continue;
		if (!headed)
			row_add(pane, (struct techniques_row){ _("others"), -1, -1 });
		headed = true;
		row_add(pane,
			(struct techniques_row){ NULL, catalogue_technique(pane->catalogue, code), (int)i });
	}
}

static bool comes_first(const struct techniques_pane *pane, int at)
{
	const struct technique *all = pane->catalogue->techniques;
	for (int i = 0; i < at; i++)
		if (str_eq(all[pane->techniques[i]].category, all[pane->techniques[at]].category))
			return false;
	return true;
}

/* A clinic's own technique stands in its category, wherever its row is in the catalogue. */
static void category_rows_add(struct techniques_pane *pane, int first)
{
	const struct technique *all = pane->catalogue->techniques;
	const char *category = all[pane->techniques[first]].category;
	row_add(pane, (struct techniques_row){ i18n_name(category), -1, -1 });
	for (int i = first; i < pane->n_techniques; i++)
		if (str_eq(all[pane->techniques[i]].category, category))
			technique_rows_add(pane, pane->techniques[i]);
}

static int score_of(const struct candidate *found, size_t n, int technique)
{
	for (size_t i = 0; i < n; i++)
		if (found[i].index == technique)
			return found[i].score;
	return 0;
}

/* What is said whole comes first; then, in the order of the list, whatever has a word that begins so; then what is like it. */
static void found_rows_add(struct techniques_pane *pane, const char *words)
{
	size_t n_all = pane->catalogue->n_techniques;
	struct candidate *found = mem_array(n_all ? n_all : 1, sizeof *found);
	size_t n = match_techniques(pane->catalogue, words, found, n_all);
	for (size_t i = 0; i < n; i++)
		if (found[i].score >= MATCH_EXACT &&
		    is_listed(pane, pane->catalogue->techniques[found[i].index].code))
			technique_rows_add(pane, found[i].index);
	for (int i = 0; i < pane->n_techniques; i++) {
		int score = score_of(found, n, pane->techniques[i]);
		if (score >= MATCH_SOUND && score < MATCH_EXACT)
			technique_rows_add(pane, pane->techniques[i]);
	}
	for (size_t i = 0; i < n; i++)
		if (found[i].score < MATCH_SOUND &&
		    is_listed(pane, pane->catalogue->techniques[found[i].index].code))
			technique_rows_add(pane, found[i].index);
	free(found);
}

static bool is_finding(const struct techniques_pane *pane)
{
	return pane->pane.class->takes_text;
}

static void rows_build(struct techniques_pane *pane)
{
	const char *words = is_finding(pane) ? buffer_text(pane->buffer) : "";
	pane->list.n_rows = 0;
	if (!str_empty(words)) {
		found_rows_add(pane, words);
		return;
	}
	for (int i = 0; i < pane->n_techniques; i++)
		if (!pane->in_categories)
			technique_rows_add(pane, pane->techniques[i]);
		else if (comes_first(pane, i))
			category_rows_add(pane, i);
	unlisted_rows_add(pane);
}

static const struct techniques_row *chosen_row(const struct techniques_pane *pane)
{
	int row = pane->list.chosen;
	return row >= 0 && row < pane->list.n_rows && !pane->rows[row].heading ? &pane->rows[row] : NULL;
}

/* Headings are passed over. */
static void skip_headings(struct techniques_pane *pane, int step)
{
	struct list *list = &pane->list;
	int row = list->chosen;
	while (row >= 0 && row < list->n_rows && pane->rows[row].heading)
		row += step;
	if (row < 0 || row >= list->n_rows)
		for (row = list->chosen; row >= 0 && row < list->n_rows && pane->rows[row].heading;)
			row -= step;
	if (row >= 0 && row < list->n_rows)
		list->chosen = row;
}

/* The row of that entry, else the newest of that technique, else where the choice was. */
static void choose(struct techniques_pane *pane, int64_t application, int technique)
{
	int at = -1;
	for (int i = 0; i < pane->list.n_rows; i++) {
		const struct techniques_row *row = &pane->rows[i];
		if (!row->heading && technique >= 0 && row->technique == technique)
			at = i;
	}
	for (int i = 0; application != 0 && i < pane->list.n_rows; i++)
		if (pane->rows[i].application >= 0 &&
		    pane->applications[pane->rows[i].application].id == application)
			at = i;
	if (at >= 0)
		pane->list.chosen = at;
	list_set_count(&pane->list, pane->list.n_rows);
	skip_headings(pane, 1);
}

/* --- keys --- */

static bool techniques_key(struct pane *pane, const struct key *key)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	int before = techniques->list.chosen;
	if (!list_key(&techniques->list, key, techniques->page))
		return false;
	skip_headings(techniques, techniques->list.chosen < before ? -1 : 1);
	return true;
}

static bool find_key(struct pane *pane, const struct key *key)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	if (key->kind == KEY_UP || key->kind == KEY_DOWN || key->kind == KEY_PAGE_UP ||
	    key->kind == KEY_PAGE_DOWN)
		return techniques_key(pane, key);
	if (!form_line_key(&techniques->edit, key))
		return false;
	rows_build(techniques);
	techniques_pane_home(techniques);
	return true;
}

static void techniques_free(struct pane *pane)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	free(techniques->techniques);
	free(techniques->rows);
	buffer_free(techniques->buffer);
	free(pane);
}

static const struct pane_class techniques_class = {
	.scope = "techniques",
	.draw = techniques_draw,
	.key = techniques_key,
	.free = techniques_free,
};

static const struct pane_class find_class = {
	.scope = "technique-find",
	.draw = find_draw,
	.key = find_key,
	.free = techniques_free,
	.takes_text = true,
};

/* --- the practice's set --- */

/* Whether a list of codes parted by spaces or commas holds the code. */
static bool codes_hold(const char *codes, const char *code)
{
	size_t n = strlen(code);
	for (const char *at = codes; at && (at = strcasestr(at, code)); at += n) {
		bool starts = at == codes || strchr(" ,", at[-1]);
		bool ends = at[n] == '\0' || strchr(" ,", at[n]);
		if (starts && ends)
			return true;
	}
	return false;
}

static void set_add(struct techniques_pane *pane, int technique)
{
	size_t n = (size_t)pane->n_techniques;
	pane->techniques = mem_regrow(pane->techniques, n + 1, sizeof *pane->techniques);
	pane->techniques[n] = technique;
	pane->n_techniques++;
}

struct techniques_pane *techniques_pane_new(const struct catalogue *catalogue, const char *order,
					    const char *off, struct kill_ring *ring)
{
	struct techniques_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &techniques_class;
	pane->catalogue = catalogue;
	pane->in_categories = str_empty(order);
	pane->buffer = buffer_new(NULL);
	form_line_init(&pane->edit, pane->buffer, ring);
	char *codes = mem_strdup(order ? order : "");
	char *rest = NULL;
	for (char *code = strtok_r(codes, " ,", &rest); code; code = strtok_r(NULL, " ,", &rest))
		if (catalogue_technique(catalogue, code) >= 0 && !is_listed(pane, code))
			set_add(pane, catalogue_technique(catalogue, code));
	free(codes);
	for (size_t i = 0; pane->in_categories && i < catalogue->n_techniques; i++)
		if (!codes_hold(off, catalogue->techniques[i].code))
			set_add(pane, (int)i);
	rows_build(pane);
	techniques_pane_home(pane);
	return pane;
}

void techniques_pane_set(struct techniques_pane *pane, const struct application *applications, size_t n,
			 const struct mark *marks, size_t n_marks)
{
	const struct techniques_row *row = chosen_row(pane);
	int technique = row ? row->technique : -1;
	int64_t id = row && row->application >= 0 ? pane->applications[row->application].id : 0;
	pane->applications = applications;
	pane->n_applications = n;
	pane->signs = pane->used = NULL;
	pane->marks = marks;
	pane->n_marks = n_marks;
	rows_build(pane);
	choose(pane, id, technique);
}

void techniques_pane_home(struct techniques_pane *pane)
{
	pane->list.chosen = pane->list.n_rows > 0 ? 0 : -1;
	pane->list.top = 0;
	skip_headings(pane, 1);
}

void techniques_pane_set_signs(struct techniques_pane *pane, const enum caution_level *signs,
			       const enum caution_level *used)
{
	pane->signs = signs;
	pane->used = used;
}

int techniques_pane_chosen(const struct techniques_pane *pane)
{
	const struct techniques_row *row = chosen_row(pane);
	return row ? row->technique : -1;
}

const struct application *techniques_pane_application(const struct techniques_pane *pane)
{
	const struct techniques_row *row = chosen_row(pane);
	return row && row->application >= 0 ? &pane->applications[row->application] : NULL;
}

void techniques_pane_find(struct techniques_pane *pane, bool finds)
{
	const struct application *application = techniques_pane_application(pane);
	int technique = techniques_pane_chosen(pane);
	pane->pane.class = finds ? &find_class : &techniques_class;
	buffer_reset(pane->buffer, NULL);
	edit_clamp(&pane->edit);
	pane->left = 0;
	rows_build(pane);
	choose(pane, application ? application->id : 0, technique);
}

void techniques_pane_timers(struct techniques_pane *pane, const struct timer_shown *timers, size_t n)
{
	pane->timers = timers;
	pane->n_timers = n;
}

bool techniques_pane_choose(struct techniques_pane *pane, int64_t application_id)
{
	if (is_finding(pane))
		techniques_pane_find(pane, false);
	choose(pane, application_id, -1);
	const struct application *chosen = techniques_pane_application(pane);
	return chosen && chosen->id == application_id;
}
