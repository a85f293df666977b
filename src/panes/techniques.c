/* SPDX-License-Identifier: MIT */
/* One line a technique: [x] when used, its name or, when used, technique and dose, and how often. */
#include "panes/techniques.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static const struct application *used(const struct techniques_pane *pane, int technique, int *times)
{
	const char *code = pane->catalogue->techniques[technique].code;
	const struct application *last = NULL;
	*times = 0;
	for (size_t i = 0; i < pane->n_applications; i++) {
		if (!str_eq(pane->applications[i].technique, code))
			continue;
		last = &pane->applications[i];
		++*times;
	}
	return last;
}

static void row_draw(void *context, int index, struct grid *grid, struct rect area, unsigned style)
{
	const struct techniques_pane *pane = context;
	int technique = pane->techniques[index];
	int times;
	const struct application *application = used(pane, technique, &times);
	struct str line;
	str_init(&line);
	str_add(&line, application ? "[x] " : "[ ] ");
	if (application)
		application_line(pane->catalogue, application, &line);
	else
		str_add(&line, i18n_name(pane->catalogue->techniques[technique].short_name));
	if (times > 1)
		str_addf(&line, " +%d", times - 1);
	grid_text_cut(grid, area, area.col, area.row, area.cols, line.s, style);
	str_release(&line);
}

static void techniques_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	techniques->page = area.rows;
	list_draw(&techniques->list, grid, area, focused, row_draw, techniques);
}

static bool techniques_key(struct pane *pane, const struct key *key)
{
	struct techniques_pane *techniques = (struct techniques_pane *)pane;
	return list_key(&techniques->list, key, techniques->page);
}

static void techniques_free(struct pane *pane)
{
	free(((struct techniques_pane *)pane)->techniques);
	free(pane);
}

static const struct pane_class techniques_class = {
	.scope = "techniques",
	.draw = techniques_draw,
	.key = techniques_key,
	.free = techniques_free,
};

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

static void pane_add(struct techniques_pane *pane, int technique)
{
	pane->techniques =
		mem_regrow(pane->techniques, (size_t)pane->list.n_rows + 1, sizeof *pane->techniques);
	pane->techniques[pane->list.n_rows] = technique;
	list_set_count(&pane->list, pane->list.n_rows + 1);
}

struct techniques_pane *techniques_pane_new(const struct catalogue *catalogue, const char *order,
					    const char *off)
{
	struct techniques_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &techniques_class;
	pane->catalogue = catalogue;
	char *codes = mem_strdup(order ? order : "");
	char *rest = NULL;
	for (char *code = strtok_r(codes, " ,", &rest); code; code = strtok_r(NULL, " ,", &rest))
		if (catalogue_technique(catalogue, code) >= 0)
			pane_add(pane, catalogue_technique(catalogue, code));
	free(codes);
	for (size_t i = 0; str_empty(order) && i < catalogue->n_techniques; i++)
		if (!codes_hold(off, catalogue->techniques[i].code))
			pane_add(pane, (int)i);
	return pane;
}

void techniques_pane_set(struct techniques_pane *pane, const struct application *applications, size_t n)
{
	pane->applications = applications;
	pane->n_applications = n;
}

int techniques_pane_chosen(const struct techniques_pane *pane)
{
	return pane->list.chosen >= 0 && pane->list.chosen < pane->list.n_rows
		       ? pane->techniques[pane->list.chosen]
		       : -1;
}

const struct application *techniques_pane_application(const struct techniques_pane *pane)
{
	int times;
	int technique = techniques_pane_chosen(pane);
	return technique < 0 ? NULL : used(pane, technique, &times);
}
