/* SPDX-License-Identifier: MIT */
/* What runs, what it shows, when it rings. */
#include "app/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Narrower than the digits, nothing shows. */
enum { SECOND_MS = 1000, LEAST_COLS = 6 };

static void shown_forget(struct timing *timing)
{
	free(timing->shown);
	timing->shown = NULL;
	timing->n_shown = 0;
}

void timing_release(struct timing *timing)
{
	shown_forget(timing);
	timers_release(&timing->timers);
	free(timing->rang);
	free(timing->needles_client);
	*timing = (struct timing){ .now_ms = 0 };
}

bool timing_stands(const struct app *app, const struct timer *timer)
{
	return timer->session_id != app->open->session.id || timer->application_id == 0 ||
	       session_application(app->open, timer->application_id);
}

static bool any_ticks(const struct app *app)
{
	const struct timing *timing = &app->open->timing;
	for (size_t i = 0; i < timing->timers.n; i++)
		if (timer_ticks(&timing->timers.rows[i], timing->now_ms) &&
		    timing_stands(app, &timing->timers.rows[i]))
			return true;
	return false;
}

bool timing_measures(const struct app *app)
{
	for (size_t i = 0; i < app->open->timing.timers.n; i++) {
		const struct timer *timer = &app->open->timing.timers.rows[i];
		if (timer->session_id == app->open->session.id && timer->kind != TIMER_REST &&
		    timing_stands(app, timer))
			return true;
	}
	return false;
}

/* What the panes of the open chart show beside its entries. */
static void panes_fill(struct app *app)
{
	struct timing *timing = &app->open->timing;
	shown_forget(timing);
	timing->shown = mem_array(timing->timers.n ? timing->timers.n : 1, sizeof *timing->shown);
	for (size_t i = 0; i < timing->timers.n; i++) {
		const struct timer *timer = &timing->timers.rows[i];
		struct str text;
		if (timer->session_id != app->open->session.id || !timing_stands(app, timer))
			continue;
		struct timer_shown *shown = &timing->shown[timing->n_shown++];
		*shown = (struct timer_shown){ .mark_id = timer->mark_id,
					       .application_id = timer->application_id };
		str_init(&text);
		timer_show(timer, timing->now_ms, &text);
		snprintf(shown->text, sizeof shown->text, "%s", text.s);
		str_release(&text);
	}
	marks_pane_timers(app->chart->marks_pane, timing->shown, timing->n_shown);
	techniques_pane_timers(app->chart->techniques, timing->shown, timing->n_shown);
}

/* ---- loading ------------------------------------------------------------------------------------------- */

static void sort(struct timing *timing)
{
	struct timer *rows = timing->timers.rows;
	for (size_t i = 1; i < timing->timers.n; i++) {
		struct timer timer = rows[i];
		bool rang = timing->rang[i];
		size_t at = i;
		for (; at > 0 && timer_order(&rows[at - 1], &timer, timing->now_ms) > 0; at--) {
			rows[at] = rows[at - 1];
			timing->rang[at] = timing->rang[at - 1];
		}
		rows[at] = timer;
		timing->rang[at] = rang;
	}
}

/* Whether the end of a timer was told before; what had ended when it was first seen needs no bell. */
static bool rang_before(const struct timing *old, const struct timer *timer, int64_t now_ms)
{
	for (size_t i = 0; i < old->timers.n; i++)
		if (old->timers.rows[i].id == timer->id)
			return old->rang[i];
	return timer_rings(timer, now_ms);
}

static bool needles_load(struct app *app, struct err *err)
{
	char today[DATE_SIZE], since[DATE_SIZE];
	date_today(today);
	date_add_days(today, -1, since);
	free(app->open->timing.needles_client);
	return needles_left(app->store, app->open->session.id, since, &app->open->timing.needles,
			    &app->open->timing.needles_client, err);
}

bool timing_load(struct app *app, struct err *err)
{
	struct timing *timing = &app->open->timing, old = *timing;
	struct timers timers;
	if (!timers_load(app->store, app->open->session.id, clock_now_ms(), &timers, err))
		return false;
	if (!any_ticks(app))
		timing->now_ms = clock_now_ms();
	timing->timers = timers;
	timing->rang = mem_array(timers.n ? timers.n : 1, sizeof *timing->rang);
	for (size_t i = 0; i < timers.n; i++)
		timing->rang[i] = rang_before(&old, &timing->timers.rows[i], timing->now_ms);
	sort(timing);
	timers_release(&old.timers);
	free(old.rang);
	timing->session_id = app->open->session.id;
	panes_fill(app);
	return needles_load(app, err);
}

void timing_follow(struct app *app)
{
	struct err err = ERR_INIT;
	if (app->open->timing.session_id != app->open->session.id && !timing_load(app, &err))
		app_say(app, "%s", err.text);
	panes_fill(app);
}

/* ---- going on ------------------------------------------------------------------------------------------ */

int timing_due_ms(const struct app *app)
{
	if (!any_ticks(app))
		return -1;
	int64_t due = app->open->timing.now_ms + SECOND_MS - clock_now_ms();
	return due < 0 ? 0 : due < SECOND_MS ? (int)due : SECOND_MS;
}

void timing_place(const struct app *app, const struct timer *timer, struct str *out)
{
	const struct catalogue *c = app->catalogue;
	int technique = catalogue_technique(c, timer->technique);
	for (size_t i = 0; timer->mark_id && i < app->open->marks.n; i++)
		if (app->open->marks.rows[i].id == timer->mark_id) {
			str_addf(out, "%zu ", i + 1);
			mark_line(c, &app->open->marks.rows[i], out);
			str_add(out, " · ");
			break;
		}
	str_add(out, technique >= 0 ? i18n_name(c->techniques[technique].short_name) : timer->technique);
	if (timer->session_id != app->open->session.id)
		str_addf(out, " (%s)", timer->client);
}

static void ring(struct app *app, const struct timer *timer)
{
	struct str place;
	str_init(&place);
	timing_place(app, timer, &place);
	if (timer->kind == TIMER_BUILD)
		app_say(app, _("The force is built up: %s. The same key ends the press."), place.s);
	else if (timer->kind == TIMER_REST)
		app_say(app, _("Ready to be pressed again: %s."), place.s);
	else
		app_say(app, _("The time is over: %s."), place.s);
	str_release(&place);
	if (app->terminal && conf_bool(app->conf, "ui:bell"))
		app->terminal->bell(app->terminal->self);
}

/* A clock that was set back starts the seconds anew. */
static void go_on(struct timing *timing)
{
	int64_t now = clock_now_ms();
	if (now < timing->now_ms)
		timing->now_ms = now;
	else
		timing->now_ms += (now - timing->now_ms) / SECOND_MS * SECOND_MS;
}

void timing_tick(struct app *app)
{
	struct timing *timing = &app->open->timing;
	if (!any_ticks(app))
		return;
	go_on(timing);
	for (size_t i = 0; i < timing->timers.n; i++) {
		const struct timer *timer = &timing->timers.rows[i];
		if (timing->rang[i] || !timer_rings(timer, timing->now_ms) || !timing_stands(app, timer))
			continue;
		timing->rang[i] = true;
		ring(app, timer);
	}
	sort(timing);
	panes_fill(app);
	if (app_is_at(app, "timers"))
		app_refresh(app, NULL);
}

/* ---- the header ---------------------------------------------------------------------------------------- */

static void add_count(struct str *out, int n, const char *format)
{
	if (n > 0 && out->len)
		str_add(out, " · ");
	if (n > 0)
		str_addf(out, format, n);
}

/* The one under the hand, or the one that ends next, and how many others run; how many points are ready, and which
 * countdown is over, or how many are. */
static void field(const struct app *app, struct str *out)
{
	const struct timing *timing = &app->open->timing;
	const struct timer *first = NULL, *late = NULL;
	int n = 0, ready = 0, over = 0;
	for (size_t i = 0; i < timing->timers.n; i++) {
		const struct timer *timer = &timing->timers.rows[i];
		bool counts_up = timer->kind == TIMER_BUILD || timer->kind == TIMER_HOLD;
		bool ended = !counts_up && timer_rings(timer, timing->now_ms);
		if (!timing_stands(app, timer))
			continue;
		ready += ended && timer->kind == TIMER_REST;
		over += ended && timer->kind == TIMER_DOWN;
		if (ended && timer->kind == TIMER_DOWN)
			late = timer;
		n += !ended;
		if (!ended && (!first || counts_up))
			first = timer;
	}
	if (first) {
		timer_show(first, timing->now_ms, out);
		str_addf(out, " %s", timer_word(app->catalogue, first));
		if (first->session_id != app->open->session.id)
			str_addf(out, " (%s)", first->client);
		if (n > 1)
			str_addf(out, " +%d", n - 1);
	}
	/* TRANSLATORS: points that may be pressed again */
	add_count(out, ready, P_("%d ready", "%d ready", ready));
	if (over == 1) {
		/* TRANSLATORS: the timer of a technique, as in "heat over" */
		str_add(out, out->len ? " · " : "");
		str_addf(out, _("%s over"), timer_word(app->catalogue, late));
		return;
	}
	/* TRANSLATORS: timers whose time is over */
	add_count(out, over, P_("%d over", "%d over", over));
}

static void needles_field(const struct app *app, struct str *out)
{
	long here = applications_needles_left(app->open->applications.rows, app->open->applications.n);
	if (app->open->session.id != 0 && here > 0)
		str_addf(out, _("needles in: %ld"), here);
	else if (app->open->timing.needles > 0)
		str_addf(out, _("needles in: %ld (%s)"), (long)app->open->timing.needles,
			 app->open->timing.needles_client);
}

/* Right-aligned before `end`; returns where it begins. */
static int put_before(struct grid *grid, const struct rect *row, int end, const char *text, unsigned style)
{
	int cols = utf8_cols(text, strlen(text)), room = end - row->col - 2;
	if (cols == 0 || room < LEAST_COLS)
		return end;
	int col = end - (cols < room ? cols : room);
	grid_text(grid, (struct rect){ col, row->row, end - col, 1 }, col, row->row, text, style);
	return col - 2;
}

int timing_draw(struct app *app, struct grid *grid, const struct rect *row)
{
	struct str text;
	int end = row->col + row->cols;
	str_init(&text);
	field(app, &text);
	int from = put_before(grid, row, end, text.s, STYLE_PLAIN);
	str_clear(&text);
	needles_field(app, &text);
	from = put_before(grid, row, from, text.s, STYLE_REVERSE | STYLE_ALARM);
	str_release(&text);
	return end - from;
}
