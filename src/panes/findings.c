/* SPDX-License-Identifier: MIT */
/* Rows of different heights: the chosen one holds its choices, the line and what is made of it. */
#include "panes/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/finding_line.h"
#include "text/wrap.h"
#include "ui/form.h"

enum { LABEL_COL = 2, VALUE_COL = 32, CHOICE_COL = 4, SINCE_ROWS = 4, VALUE_ROWS = 4 };

/* One way through the rows: counts them, and draws when there is a grid. */
struct walk {
	struct findings_pane *pane;
	struct grid *grid; /* NULL: only counts */
	struct rect area;
	bool focused;
	int row;        /* of what comes next */
	int from, rows; /* of the chosen field */
};

static int screen_row(const struct walk *walk)
{
	return walk->area.row + walk->row - walk->pane->top;
}

static void text_at(struct walk *walk, int col, const char *text, unsigned style)
{
	if (walk->grid)
		grid_text_cut(walk->grid, walk->area, walk->area.col + col, screen_row(walk),
			      walk->area.cols - col, text, style);
}

/* Several rows, wrapped; takes at most `most` of them. */
static void wrapped_at(struct walk *walk, int col, const char *text, int most)
{
	struct wrap wrap;
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), walk->area.cols - col);
	for (size_t i = 0; i < wrap.n_lines && (int)i < most; i++, walk->row++)
		if (walk->grid)
			grid_textn(walk->grid, walk->area, walk->area.col + col, screen_row(walk),
				   text + wrap.lines[i].from, wrap.lines[i].bytes, STYLE_PLAIN);
	wrap_release(&wrap);
}

static bool has_value(const struct findings *findings, const char *field, const char *value)
{
	for (size_t i = 0; i < findings->n; i++)
		if (str_eq(findings->rows[i].field, field) && str_eq(findings->rows[i].value, value))
			return true;
	return false;
}

static void choices_walk(struct walk *walk, const struct finding_spec *spec)
{
	const struct findings_pane *pane = walk->pane;
	int col = CHOICE_COL;
	struct str text;
	str_init(&text);
	for (size_t i = 0; i < spec->n_choices; i++) {
		bool ticked = has_value(&pane->findings, spec->code, spec->choices[i].code);
		str_clear(&text);
		str_addf(&text, spec->many ? "[%s] %s" : "(%s) %s", ticked ? "x" : " ",
			 i18n_name(spec->choices[i].word));
		int cols = utf8_cols(text.s, text.len);
		if (col > CHOICE_COL && col + cols > walk->area.cols) {
			col = CHOICE_COL;
			walk->row++;
		}
		bool here = walk->focused && (int)i == pane->choice && buffer_bytes(pane->buffer) == 0;
		text_at(walk, col, text.s, here ? STYLE_REVERSE : STYLE_PLAIN);
		col += cols + 2;
	}
	walk->row += spec->n_choices > 0;
	str_release(&text);
}

/* What a field wants, while nothing is typed. */
static void add_wanted(const struct finding_spec *spec, struct str *out)
{
	switch (spec->kind) {
	case FINDING_CHOICE:
		str_add(out, _("Left and Right, Space; or the first letters."));
		break;
	case FINDING_WORDS:
		str_add(out, _("Left and Right, Space; or the first letters, or your own words."));
		break;
	case FINDING_NUMBER:
		if (finding_is_hours(spec))
			str_addf(out, _("Hours, from %d to %d; 2d is two days."), spec->low, spec->high);
		else if (*spec->unit && strncmp(spec->unit, "of ", 3) != 0)
			/* TRANSLATORS: the last is what is counted: "visits" */
			str_addf(out, _("A number from %d to %d: %s."), spec->low, spec->high,
				 i18n_name(spec->unit));
		else
			str_addf(out, _("A number from %d to %d."), spec->low, spec->high);
		break;
	case FINDING_DATE:
		str_add(out, _("A day: 20.11.2026, today, -1."));
		break;
	case FINDING_MUSCLE:
		str_add(out, _("A muscle with its side: l up trap."));
		break;
	default:
		str_add(out, _("Your own words."));
	}
	if (spec->where == WHERE_MUST)
		str_addf(out, " %s", _("Behind it the region, its side and 0 to 3: stp l 2."));
	else if (spec->where == WHERE_MAY)
		str_addf(out, " %s", _("Behind it the region, if one is meant: stp l."));
	else if (spec->where == WHERE_SIDE && spec->kind == FINDING_CHOICE)
		str_addf(out, " %s", _("Behind it the side, if one is meant: l."));
}

/* What the typed line is understood as, or what the field wants. */
static void add_reading(struct findings_pane *pane, struct str *out)
{
	struct finding_reading reading;
	const char *line = buffer_text(pane->buffer);
	if (str_empty(line)) {
		add_wanted(&pane->catalogue->findings[pane->field], out);
		return;
	}
	finding_reading_init(&reading);
	if (finding_read_value(pane->catalogue, pane->field, line, &reading))
		findings_words(pane->catalogue, &reading.findings,
			       pane->catalogue->findings[pane->field].code, out);
	else
		str_addf(out, "%s %s", reading.reading.problem.text, reading.near.s);
	finding_reading_release(&reading);
}

static void line_walk(struct walk *walk)
{
	struct findings_pane *pane = walk->pane;
	struct str reading;
	if (walk->grid) {
		struct rect line = { walk->area.col + CHOICE_COL + 2, screen_row(walk),
				     walk->area.cols - CHOICE_COL - 2, 1 };
		text_at(walk, CHOICE_COL, ": ", STYLE_BOLD);
		form_line_draw(&pane->edit, &pane->left, walk->grid, line, walk->focused, STYLE_PLAIN);
	}
	walk->row++;
	str_init(&reading);
	add_reading(pane, &reading);
	wrapped_at(walk, CHOICE_COL, reading.s, 2);
	str_release(&reading);
}

static void field_walk(struct walk *walk, int field)
{
	const struct findings_pane *pane = walk->pane;
	const struct finding_spec *spec = &pane->catalogue->findings[field];
	bool chosen = field == pane->field;
	struct str words, label;
	str_init(&words);
	str_init(&label);
	findings_words(pane->catalogue, &pane->findings, spec->code, &words);
	utf8_show_cols(&label, i18n_name(spec->name), VALUE_COL - LABEL_COL - 1);
	if (chosen)
		walk->from = walk->row;
	if (walk->grid && chosen)
		text_at(walk, 0, grid_marker(walk->grid, walk->focused), STYLE_BOLD);
	text_at(walk, LABEL_COL, label.s, chosen ? STYLE_BOLD : STYLE_PLAIN);
	if (chosen) {
		wrapped_at(walk, VALUE_COL, words.s, VALUE_ROWS);
		choices_walk(walk, spec);
		line_walk(walk);
		walk->rows = walk->row - walk->from;
	} else {
		text_at(walk, VALUE_COL, words.s, STYLE_PLAIN);
		walk->row++;
	}
	str_release(&words);
	str_release(&label);
}

static const char *section_title(char section)
{
	static const char letters[] = "SOAP";
	const char *at = strchr(letters, section);
	if (at)
		return note_section_word((enum note_section)(at - letters));
	return section == 'L' ? _("Since the last treatment") : _("Response and reaction");
}

/* Whether a field's row shows: questions about the last treatment and about a reaction only where there was one. */
static bool findings_pane_shows(const struct findings_pane *pane, int field)
{
	const struct finding_spec *spec = &pane->catalogue->findings[field];
	if (spec->ask == ASK_AGAIN)
		return pane->since != NULL;
	if (spec->ask != ASK_ADVERSE)
		return true;
	for (size_t i = 0; i < pane->findings.n; i++)
		if (str_eq(pane->findings.rows[i].field, "adverse"))
			return !str_eq(pane->findings.rows[i].value, "none");
	return false;
}

static void walk_rows(struct walk *walk)
{
	const struct findings_pane *pane = walk->pane;
	char section = '\0';
	for (size_t i = 0; i < pane->catalogue->n_findings; i++) {
		const struct finding_spec *spec = &pane->catalogue->findings[i];
		if (!findings_pane_shows(pane, (int)i))
			continue;
		if (spec->section != section) {
			text_at(walk, 0, section_title(spec->section), STYLE_UNDERLINE);
			walk->row++;
			if (spec->section == 'L')
				wrapped_at(walk, LABEL_COL, pane->since, SINCE_ROWS);
		}
		section = spec->section;
		field_walk(walk, (int)i);
	}
}

/* The chosen field shows whole; on top also what stands above the first one. */
static void scroll(struct findings_pane *pane, struct rect area)
{
	struct walk walk = { .pane = pane, .area = area };
	walk_rows(&walk);
	int first = walk.from <= SINCE_ROWS + 1 ? 0 : walk.from - 1;
	if (pane->top > first)
		pane->top = first;
	if (walk.from + walk.rows > pane->top + area.rows)
		pane->top = walk.from + walk.rows - area.rows;
	if (pane->top > walk.from)
		pane->top = walk.from;
}

static void findings_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct findings_pane *findings = (struct findings_pane *)pane;
	scroll(findings, area);
	struct walk walk = { .pane = findings, .grid = grid, .area = area, .focused = focused };
	walk_rows(&walk);
}

/* While nothing is typed, the keys move among the choices; else they edit the line. */
static bool choice_key(struct findings_pane *pane, const struct key *key)
{
	const struct finding_spec *spec = &pane->catalogue->findings[pane->field];
	int n = (int)spec->n_choices;
	if (key->kind == KEY_BACKSPACE)
		pane->wants = FINDINGS_TAKE_BACK;
	else if (n == 0)
		return false;
	else if (key->kind == KEY_LEFT || key->kind == KEY_RIGHT)
		pane->choice = (pane->choice + (key->kind == KEY_RIGHT ? 1 : n - 1)) % n;
	else if (key->kind == KEY_TEXT && !key->ctrl && !key->alt && str_eq(key->text, " "))
		pane->wants = FINDINGS_TICK;
	else
		return false;
	return true;
}

static bool findings_key(struct pane *pane, const struct key *key)
{
	struct findings_pane *findings = (struct findings_pane *)pane;
	if (buffer_bytes(findings->buffer) == 0 && choice_key(findings, key))
		return true;
	return form_line_key(&findings->edit, key);
}

static void findings_free(struct pane *pane)
{
	struct findings_pane *findings = (struct findings_pane *)pane;
	findings_release(&findings->findings);
	free(findings->since);
	buffer_free(findings->buffer);
	free(findings);
}

static const struct pane_class findings_class = {
	.scope = "findings",
	.draw = findings_draw,
	.key = findings_key,
	.free = findings_free,
	.takes_text = true,
};

struct findings_pane *findings_pane_new(const struct catalogue *catalogue, struct kill_ring *ring)
{
	struct findings_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &findings_class;
	pane->catalogue = catalogue;
	pane->buffer = buffer_new(NULL);
	form_line_init(&pane->edit, pane->buffer, ring);
	return pane;
}

void findings_pane_set(struct findings_pane *pane, const struct findings *findings, const char *since)
{
	findings_release(&pane->findings);
	for (size_t i = 0; i < findings->n; i++)
		findings_add(&pane->findings, &findings->rows[i]);
	mem_replace(&pane->since, since);
	pane->wants = FINDINGS_NOTHING;
	if (!findings_pane_shows(pane, pane->field))
		findings_pane_home(pane);
}

void findings_pane_home(struct findings_pane *pane)
{
	pane->top = 0;
	for (int i = 0; (size_t)i < pane->catalogue->n_findings; i++)
		if (findings_pane_shows(pane, i)) {
			findings_pane_go(pane, i);
			return;
		}
}

/* The cursor stands on the first choice that is said. */
static int choice_said(const struct findings_pane *pane, const struct finding_spec *spec)
{
	for (size_t i = 0; i < spec->n_choices; i++)
		if (has_value(&pane->findings, spec->code, spec->choices[i].code))
			return (int)i;
	return 0;
}

void findings_pane_go(struct findings_pane *pane, int field)
{
	if (field < 0 || (size_t)field >= pane->catalogue->n_findings || !findings_pane_shows(pane, field))
		return;
	pane->field = field;
	pane->choice = choice_said(pane, &pane->catalogue->findings[field]);
	findings_pane_put(pane, "");
}

bool findings_pane_step(struct findings_pane *pane, int step)
{
	int n = (int)pane->catalogue->n_findings, to = pane->field + step;
	while (to >= 0 && to < n && !findings_pane_shows(pane, to))
		to += step;
	if (to < 0 || to >= n)
		return false;
	findings_pane_go(pane, to);
	return true;
}

const char *findings_pane_line(struct findings_pane *pane)
{
	return buffer_text(pane->buffer);
}

void findings_pane_put(struct findings_pane *pane, const char *line)
{
	buffer_reset(pane->buffer, line);
	pane->edit.cursor = buffer_bytes(pane->buffer);
	pane->left = 0;
	edit_clamp(&pane->edit);
}
