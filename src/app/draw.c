/* SPDX-License-Identifier: MIT */
/* Each place on the screen: header, panes, and the bottom line with what matters now. */
#include "app/draw.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/banner.h"
#include "app/chart_consent.h"
#include "app/entries.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "panes/day.h"
#include "rule/course_say.h"
#include "text/wrap.h"

static struct rect whole(const struct app *app)
{
	return (struct rect){ 0, 0, app->grid.cols, app->grid.rows };
}

/* Text on the left, text on the right; the right one gives way. */
static void header_draw(struct app *app, struct rect area, const char *left, const char *right,
			unsigned right_style)
{
	int cols = grid_text_cut(&app->grid, area, area.col, area.row, area.cols, left, STYLE_BOLD);
	int right_cols = utf8_cols(right, strlen(right));
	if (cols + right_cols + 2 <= area.cols)
		grid_text(&app->grid, area, area.col + area.cols - right_cols, area.row, right, right_style);
}

/* The place of a scope in "note marks:2": its number, 0 for one without, -1 where it is not listed. */
static int hint_place(const struct command *command, const char *scope)
{
	const char *rest = command->hint && command->hint_scopes ? command->hint_scopes : "";
	size_t n = strlen(scope);
	while (*rest) {
		size_t word = strcspn(rest, " ");
		if (word >= n && strncmp(rest, scope, n) == 0 && (word == n || rest[n] == ':'))
			return word == n ? 0 : rest[n + 1] - '0';
		rest += word + strspn(rest + word, " ");
	}
	return -1;
}

/* The first key of a command that works here; where letters type, no letter. Keys that hand over an argument belong
 * together: "[ ]", and from three on "Alt-1..4". */
static bool hint_key(const struct app *app, const struct command *command, const char *const *scopes,
		     struct str *out)
{
	bool types = app_pane(app)->class->takes_text;
	const struct binding *last = NULL;
	int n = 0;
	for (int s = 0; scopes[s] && n == 0; s++) {
		for (size_t i = 0; i < app->keymap.n; i++) {
			const struct binding *b = &app->keymap.bindings[i];
			bool letter = b->key.kind == KEY_TEXT && !b->key.ctrl && !b->key.alt;
			if (b->command != command || strcmp(b->scope, scopes[s]) != 0 || (letter && types))
				continue;
			if (n == 0)
				key_name(&b->key, out);
			last = b;
			n++;
			if (!b->argument)
				return true;
		}
	}
	if (n > 1)
		str_add(out, n > 2 ? ".." : " ");
	if (n > 2)
		str_add(out, last->key.text);
	else if (n == 2)
		key_name(&last->key, out);
	return n > 0;
}

static void hint_add(struct app *app, const struct command *command, const char *const *scopes, int cols,
		     struct str *line)
{
	struct str hint;
	str_init(&hint);
	if ((!command->offered || command->offered(app)) && hint_key(app, command, scopes, &hint)) {
		str_addf(&hint, " %s", _(command->hint));
		if (utf8_cols(line->s, line->len) + 2 + utf8_cols(hint.s, hint.len) <= cols)
			str_addf(line, "%s%s", line->len ? "  " : "", hint.s);
	}
	str_release(&hint);
}

/* Places are 1 to 9; what has none comes behind them. */
enum { HINT_PLACES = 10, HINTS_MAX = 40 };

/* The keys that matter now; those for the keys and for any command are always among them. */
static void hints_draw(struct app *app, struct rect area)
{
	const char *scopes[SCOPES_MAX];
	const struct command *hinted[HINTS_MAX];
	size_t n = 0;
	struct str line, tail;
	app_scopes(app, scopes);
	str_init(&line);
	str_init(&tail);
	hint_add(app, command_named("help"), scopes, area.cols, &tail);
	hint_add(app, command_named("command"), scopes, area.cols, &tail);
	int room = area.cols - utf8_cols(tail.s, tail.len) - 2;
	for (size_t i = 0; i < command_count() && n < HINTS_MAX; i++)
		if (hint_place(command_at(i), scopes[0]) >= 0)
			hinted[n++] = command_at(i);
	for (int place = 1; place <= HINT_PLACES; place++)
		for (size_t i = 0; i < n; i++)
			if (hint_place(hinted[i], scopes[0]) == place % HINT_PLACES)
				hint_add(app, hinted[i], scopes, room, &line);
	if (line.len)
		str_add(&line, "  ");
	str_add(&line, tail.s);
	grid_text_cut(&app->grid, area, area.col, area.row, area.cols, line.s, STYLE_PLAIN);
	str_release(&tail);
	str_release(&line);
}

/* A sentence that is longer than the row takes up to three of them. */
static void message_draw(struct app *app, struct rect area, const char *text, unsigned style)
{
	struct wrap wrap;
	wrap_init(&wrap);
	wrap_text(&wrap, text, strlen(text), area.cols > 1 ? area.cols : 1);
	int rows = wrap.n_lines < 3 ? (int)wrap.n_lines : 3;
	struct rect grown = { area.col, area.row + 1 - rows, area.cols, rows };
	wrap_release(&wrap);
	if (rows > 1)
		grid_fill(&app->grid, grown, ' ', STYLE_PLAIN);
	preview_draw(&app->grid, grown, text);
	grid_style(&app->grid, grown, style);
}

static void bottom_draw(struct app *app, struct rect area)
{
	if (app->message.len)
		message_draw(app, area, app->message.s, STYLE_BOLD);
	else
		hints_draw(app, area);
}

static void pane_draw(struct app *app, struct pane *pane, struct rect area)
{
	if (!rect_empty(area))
		pane->class->draw(pane, &app->grid, area, pane == app_pane(app) && !prompt_command(app));
}

static void title_draw(struct app *app, struct rect row, const char *title, bool focused)
{
	if (rect_empty(row))
		return;
	int col = row.col + 1;
	col += grid_text(&app->grid, row, col, row.row, " ", STYLE_PLAIN);
	col += grid_text_cut(&app->grid, row, col, row.row, row.cols - 4, title,
			     focused ? STYLE_REVERSE : STYLE_PLAIN);
	grid_text(&app->grid, row, col, row.row, " ", STYLE_PLAIN);
}

static void day_header(struct app *app, struct rect area)
{
	struct str left, right;
	str_init(&left);
	str_init(&right);
	str_addf(&left, "%s  %s", date_long(app->date), conf_text(app->conf, "practice:name"));
	str_addf(&right, "%s", app->store->actor_login ? app->store->actor_login : "");
	if (app->n_unsigned > 0)
		str_addf(&right, P_(" · %lld unsigned", " · %lld unsigned", app->n_unsigned),
			 (long long)app->n_unsigned);
	area.cols -= timing_draw(app, &app->grid, &area);
	header_draw(app, area, left.s, right.s, STYLE_PLAIN);
	str_release(&left);
	str_release(&right);
}

void draw_list(struct app *app, struct pane *pane, const char *title, const char *preview)
{
	struct rect header, left, right, message;
	layout_list(app->grid.cols, app->grid.rows, &header, &left, &right, &message);
	if (!preview) {
		if (!rect_empty(right))
			left.cols = right.col + right.cols - left.col;
		right = (struct rect){ 0, 0, 0, 0 };
	}
	struct rect rule = { left.col, left.row - 1, left.cols, 1 };
	layout_list_frame(left, right, &app->grid);
	if (!rect_empty(right)) {
		struct rect inner = { right.col + 1, right.row, right.cols - 1, right.rows };
		preview_draw(&app->grid, inner, preview);
	}
	day_header(app, header);
	title_draw(app, rule, title, false);
	pane_draw(app, pane, left);
	bottom_draw(app, message);
}

/* The banner stands behind name and time; what is right of it gives way before its first name does. Returns the columns it
 * took. */
static int banner_draw(struct app *app, struct rect area, int left_cols, int right_cols, bool right_stays)
{
	struct standing *rows;
	struct str banner;
	bool red;
	size_t n = session_standing(app, &rows);
	int room = area.cols - left_cols - 2, beside = room - (right_cols ? right_cols + 2 : 0);
	str_init(&banner);
	banner_text(app->catalogue, rows, n, beside, &banner, &red);
	/* A count alone says too little while there is room for a name. */
	if (!right_stays && (banner.len == 0 || strncmp(banner.s, "! +", 3) == 0)) {
		str_clear(&banner);
		banner_text(app->catalogue, rows, n, room, &banner, &red);
	}
	free(rows);
	int took = grid_text_cut(&app->grid, area, area.col + left_cols + 2, area.row, room > 0 ? room : 0,
				 banner.s, STYLE_BOLD | (red ? STYLE_ALARM : 0));
	str_release(&banner);
	return took ? took + 2 : 0;
}

/* Briefly, the draft's time alone is said: what is to be minded needs the columns. */
static void chart_header_right(struct app *app, bool briefly, struct str *right)
{
	struct chart *chart = app->chart;
	str_clear(right);
	if (chart->problem.kind != ERR_NONE)
		str_addf(right, "%s", _("! NOT SAVED"));
	else if (session_held(app->open, NULL))
		str_addf(right, _("read only: %s"), app->open->holder.name);
	else if (!session_writable(app->open))
		str_add(right, session_status_word(app->open->session.status));
	else if (chart->saved_at[0])
		str_addf(right, briefly ? _("saved %s") : _("draft saved %s"), chart->saved_at);
}

/* Whether the first name that is to be minded finds room behind so many columns. */
static bool is_named_behind(struct app *app, int left_cols, int cols)
{
	struct standing *rows;
	struct str banner;
	bool red;
	size_t n = session_standing(app, &rows);
	str_init(&banner);
	banner_text(app->catalogue, rows, n, cols - left_cols - 2, &banner, &red);
	bool named = n == 0 || (banner.len > 0 && strncmp(banner.s, "! +", 3) != 0);
	str_release(&banner);
	free(rows);
	return named;
}

/* Who it is and when; the time of day gives way to what is to be minded. */
static void chart_header_left(struct app *app, int cols, struct str *left)
{
	client_headline(&app->open->client, app->date, left);
	size_t who = left->len;
	str_addf(left, " · %.5s-%.5s", app->open->session.start + 11, app->open->session.end + 11);
	chart_consent_banner(app->open, left);
	if (is_named_behind(app, utf8_cols(left->s, left->len), cols))
		return;
	str_cut(left, who);
	chart_consent_banner(app->open, left);
}

/* Which visit it is, or how far the course has come; of that, as much as there are columns for. */
static void visit_words(const struct session_open *open, int cols, struct str *out)
{
	const struct course_row *row = open->courses.n > 0 ? &open->courses.rows[0] : NULL;
	char day[DATE_SIZE];
	if (!row || row->course.ended_on) {
		str_addf(out, _(" · visit %lld"), (long long)open->visits + 1);
		return;
	}
	wall_date(open->session.start, day);
	str_addf(out, _(" · visit %lld"), (long long)open->visits + 1);
	size_t visit = out->len;
	str_add(out, " · ");
	course_brief(&row->course, &row->count, day, out);
	if (utf8_cols(out->s, out->len) <= cols)
		return;
	/* The course says it too. */
	if (utf8_cols(out->s + visit, out->len - visit) <= cols) {
		char *brief = mem_strdup(out->s + visit);
		str_clear(out);
		str_add(out, brief);
		free(brief);
		return;
	}
	str_clear(out);
	str_add(out, " · ");
	if (course_review_state(&row->course, &row->count, day) != REVIEW_NONE)
		str_add(out, _("review due"));
	else
		course_count_say(&row->course, &row->count, out);
}

/* Name and time; then what is to be minded; then whether all is saved, briefly; then the visit. */
static void chart_header(struct app *app, struct rect area)
{
	struct chart *chart = app->chart;
	struct str left, right, visit;
	bool unsaved = chart->problem.kind != ERR_NONE;
	str_init(&left);
	str_init(&right);
	str_init(&visit);
	chart_header_left(app, area.cols, &left);
	chart_header_right(app, true, &right);
	int left_cols = utf8_cols(left.s, left.len), right_cols = utf8_cols(right.s, right.len);
	/* That the note is not stored is said before anything else. */
	int kept = unsaved                     ? left_cols + right_cols + 2
		   : left_cols < area.cols / 2 ? left_cols
					       : area.cols / 2;
	struct rect room = { area.col + kept, area.row, area.cols - kept, 1 };
	area.cols -= timing_draw(app, &app->grid, &room);
	int at = left_cols + banner_draw(app, area, left_cols, right_cols, unsaved);
	/* With a banner, the visit stands behind it. */
	visit_words(app->open, area.cols - at - (right_cols ? right_cols + 2 : 0), &visit);
	int visit_cols = utf8_cols(visit.s, visit.len);
	bool has_room = at + visit_cols + (right_cols ? right_cols + 2 : 0) <= area.cols;
	at += has_room ? visit_cols : 0;
	grid_text_cut(&app->grid, area, area.col, area.row, area.cols, left.s, STYLE_BOLD);
	if (has_room)
		grid_text(&app->grid, area, area.col + at - visit_cols, area.row, visit.s, STYLE_BOLD);
	chart_header_right(app, false, &right);
	if (at + utf8_cols(right.s, right.len) + 2 > area.cols)
		chart_header_right(app, true, &right);
	right_cols = utf8_cols(right.s, right.len);
	if (at + right_cols + 2 <= area.cols)
		grid_text(&app->grid, area, area.col + area.cols - right_cols, area.row, right.s,
			  unsaved ? STYLE_REVERSE | STYLE_ALARM : STYLE_PLAIN);
	str_release(&left);
	str_release(&right);
	str_release(&visit);
}

static void slot_title(struct app *app, enum slot slot, const struct layout *layout, struct str *out)
{
	size_t bytes;
	enum side side;
	const struct region *region = body_pane_region(app->chart->body, &side);
	switch (slot) {
	case SLOT_BODY:
		if (layout->body_views > 1)
			utf8_show_in(out, _("Front"), FIGURE_COLS + CELL_COLS);
		str_add(out, layout->body_views == 1 && region->view == VIEW_FRONT ? _("Front") : _("Back"));
		chart_adverse_status(app->open, out);
		break;
	case SLOT_NOTE:
		note_pane_title(app->chart->note,
				note_pane_first(app->chart->note, layout->slot[SLOT_NOTE].rows), out);
		break;
	case SLOT_MARKS:
		str_add(out, _("Marks"));
		bytes = out->len;
		chart_consent_status(app->open, out);
		/* That consent lacks is said before anything else. */
		if (app->open->measures.n > 0 && out->len == bytes)
			/* TRANSLATORS: behind "Marks": so many measures stand below them */
			str_addf(out, P_(", %d measure", ", %d measures", (int)app->open->measures.n),
				 (int)app->open->measures.n);
		break;
	case SLOT_TECHNIQUES:
		str_add(out, _("Techniques"));
		chart_response_status(app->open, out);
		break;
	default:
		str_addf(out, _("Last: %s"), app->chart->history->title);
	}
}

static void slot_draw(struct app *app, enum slot slot, const struct layout *layout)
{
	struct chart *chart = app->chart;
	struct pane *const panes[SLOT_COUNT] = { &chart->body->pane, &chart->note->pane,
						 &chart->marks_pane->pane, &chart->techniques->pane,
						 &chart->history->pane };
	/* Where there is no room for both, the last session takes the body's place. */
	bool lends = slot == SLOT_BODY && chart->shows_history && chart->focus != SLOT_BODY &&
		     rect_empty(layout->slot[SLOT_HISTORY]);
	enum slot shown = lends ? SLOT_HISTORY : slot;
	bool focused = chart->focus == shown &&
		       (shown != SLOT_NOTE ||
			chart->note->section == note_pane_first(chart->note, layout->slot[slot].rows));
	struct str title;
	str_init(&title);
	slot_title(app, shown, layout, &title);
	title_draw(app, layout->title[slot], title.s, focused);
	pane_draw(app, panes[shown], layout->slot[slot]);
	str_release(&title);
}

void draw_chart(struct screen *screen, struct app *app)
{
	struct chart *chart = app->chart;
	struct layout layout;
	(void)screen;
	bool lent = chart->focus == SLOT_HISTORY && app->grid.cols < CHART_WIDE_COLS && !chart->zoom;
	layout_chart(&layout, app->grid.cols, app->grid.rows, lent ? SLOT_NOTE : chart->focus, chart->zoom);
	layout_frame(&layout, &app->grid);
	chart_header(app, layout.header);
	for (int i = 0; i < SLOT_COUNT; i++)
		slot_draw(app, i, &layout);
	if (chart->problem.kind != ERR_NONE && !app->message.len) {
		struct str problem;
		str_init(&problem);
		keyed_add(app, &problem, chart->problem.text);
		message_draw(app, layout.message, problem.s, STYLE_BOLD | STYLE_ALARM);
		str_release(&problem);
	} else {
		bottom_draw(app, layout.message);
	}
}

void title_of_chart(const struct screen *screen, const struct app *app, struct str *out)
{
	(void)screen;
	if (app->open->session.id == 0)
		return;
	str_add(out, ": ");
	client_name(&app->open->client, out);
}

void app_title(const struct app *app, struct str *out)
{
	const struct screen *front = app_front(app);
	if (front->class->title)
		str_add(out, _(front->class->title));
	if (front->class->say_title)
		front->class->say_title(front, app, out);
}

static void pane_alone(struct app *app)
{
	struct str title;
	str_init(&title);
	app_title(app, &title);
	draw_list(app, app_pane(app), title.s, NULL);
	str_release(&title);
}

static void too_small(struct app *app)
{
	preview_draw(&app->grid, whole(app),
		     _("Fascicle needs at least 40 columns and 10 rows. Your draft is safe."));
}

void draw_app(struct app *app)
{
	struct screen *front = app_front(app);
	if (app->grid.cols < LAYOUT_MIN_COLS || app->grid.rows < LAYOUT_MIN_ROWS) {
		too_small(app);
		return;
	}
	if (front->class->draw)
		front->class->draw(front, app);
	else
		pane_alone(app);
	if (prompt_command(app))
		prompt_draw(app);
}
