/* SPDX-License-Identifier: MIT */
/* The day: loading it, walking through it, opening its sessions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/banner.h"
#include "app/draw.h"
#include "app/consent_preview.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "line/booking_line.h"
#include "panes/day.h"
#include "rule/course_say.h"
#include "screens/screens.h"
#include "store/courses.h"
#include "store/flags.h"
#include "store/forms.h"
#include "store/intake.h"

struct day_screen {
	struct screen screen;
	struct day_pane *pane;
	struct day_rows rows;
	struct day_line *lines; /* one a row */
	struct str preview;     /* what matters of the client of that row */
	int preview_row;
};

static struct day_screen *day_of(struct app *app)
{
	return (struct day_screen *)app_screen(app, &day_screen);
}

/* No row was ever previewed, not even the absent one of an empty day. */
enum { PREVIEW_NONE = -2 };

static void day_forget(struct day_screen *day)
{
	for (size_t i = 0; i < day->rows.n; i++)
		free((char *)day->lines[i].when);
	free(day->lines);
	day->lines = NULL;
	day_rows_release(&day->rows);
	day->rows = (struct day_rows){ NULL, 0 };
	day->preview_row = PREVIEW_NONE;
}

static void day_line_of(const struct day_row *row, struct day_line *line)
{
	char date[DATE_SIZE];
	wall_date(row->start, date);
	*line = (struct day_line){
		.when = row->earlier ? mem_strdup(date_short(date)) : mem_strndup(row->start + 11, 5),
		.client = row->client,
		.service = row->service,
		.status = row->status,
		.has_draft = row->has_draft,
		.earlier = row->earlier,
	};
}

/* Whether the client's course is to be looked at again; never for those who may not read it. */
static bool review_is_due(struct app *app, int64_t client_id, const char *day)
{
	struct courses courses;
	struct err err = ERR_INIT;
	if (!store_may_chart(app->store, NULL) || !courses_load(app->store, client_id, &courses, &err))
		return false;
	bool due = courses.n > 0 &&
		   course_review_state(&courses.rows[0].course, &courses.rows[0].count, day) != REVIEW_NONE;
	courses_release(&courses);
	return due;
}

/* The first session that is not done yet. */
static int day_first_open(const struct day_screen *day)
{
	for (size_t i = 0; i < day->rows.n; i++)
		if (!session_is_closed(day->rows.rows[i].status))
			return (int)i;
	return day->rows.n > 0 ? 0 : -1;
}

static int day_row_of(const struct day_screen *day, int64_t session_id)
{
	for (size_t i = 0; i < day->rows.n; i++)
		if (day->rows.rows[i].id == session_id)
			return (int)i;
	return -1;
}

static const struct day_row *day_chosen(const struct day_screen *day)
{
	int row = day_pane_chosen(day->pane);
	return row >= 0 && (size_t)row < day->rows.n ? &day->rows.rows[row] : NULL;
}

static int64_t day_chosen_id(const struct day_screen *day)
{
	const struct day_row *row = day_chosen(day);
	return row ? row->id : 0;
}

static bool empty_text(struct day_screen *day, struct app *app, struct err *err)
{
	int64_t n = 0;
	if (!client_count(app->store, &n, err))
		return false;
	str_clear(&day->pane->empty);
	if (n == 0)
		keyed_add(
			app, &day->pane->empty,
			_("Welcome. There are no clients yet.\n\n{client-new day}  writes down the first client\n{command}  service-set FOLL45 45 95.00 Follow-up  sets a price\n{help}  shows all keys"));
	else
		keyed_add(
			app, &day->pane->empty,
			_("No sessions on this day.\n\n{session-book}  books one\n{day-today}  goes back to today"));
	return true;
}

static void day_preview(struct day_screen *day, struct app *app);

static bool day_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct day_screen *day = (struct day_screen *)screen;
	struct day_rows rows = { NULL, 0 };
	char today[DATE_SIZE];
	int64_t chosen = day_chosen_id(day);
	date_today(today);
	bool is_today = str_eq(app->date, today);
	if (!day_load(app->store, app->date, 0, is_today, &rows, err) ||
	    !session_count_unsigned(app->store, 0, today, &app->n_unsigned, err) ||
	    !empty_text(day, app, err))
		return false;
	day_forget(day);
	day->rows = rows;
	day->lines = mem_array(rows.n ? rows.n : 1, sizeof *day->lines);
	for (size_t i = 0; i < rows.n; i++) {
		day_line_of(&rows.rows[i], &day->lines[i]);
		day->lines[i].review = !session_is_closed(rows.rows[i].status) &&
				       review_is_due(app, rows.rows[i].client_id, app->date);
	}
	day_pane_set(day->pane, day->lines, rows.n);
	int row = chosen ? day_row_of(day, chosen) : -1;
	day_pane_choose(day->pane, row >= 0 ? row : day_first_open(day));
	day_preview(day, app);
	return true;
}

static void preview_session(struct app *app, int64_t id, struct str *out, struct err *err)
{
	struct session session, previous;
	struct marks marks = { NULL, 0 };
	session_init(&session);
	session_init(&previous);
	if (session_load(app->store, id, &session, err) &&
	    session_load_previous(app->store, &session, &previous, err) && previous.id == 0)
		str_add(out, _("First session.\n"));
	if (previous.id != 0 && marks_load_previous(app->store, id, &marks, err)) {
		char date[DATE_SIZE];
		wall_date(previous.start, date);
		str_addf(out, "%s", date_long(date));
		for (size_t i = 0; i < marks.n && i < 6; i++) {
			str_add(out, "\n  ");
			mark_line(app->catalogue, &marks.rows[i], out);
		}
		if (!str_empty(previous.text[NOTE_PLAN]))
			str_addf(out, "\n\n%s %s", _("Last plan:"), previous.text[NOTE_PLAN]);
	}
	marks_release(&marks);
	session_release(&previous);
	session_release(&session);
}

enum { INTAKE_OLD_DAYS = 365, PREVIEW_BANNER_COLS = 200 };

/* What is to be minded, and whether the intake wants taking; nothing for those who may not read it. */
static bool preview_minded(struct app *app, const struct client *client, struct str *out, struct err *err)
{
	struct flags flags;
	struct standing *rows;
	struct form_draft draft = { NULL, 0 };
	char reviewed[DATE_SIZE];
	bool red;
	if (!store_may_chart(app->store, NULL))
		return true;
	if (!flags_load(app->store, app->catalogue, client->id, &flags, err) ||
	    !intake_reviewed(app->store, client->id, reviewed, err) ||
	    !form_draft_load(app->store, "intake", client->id, &draft, err))
		return false;
	size_t n = flags_standing(app->catalogue, flags.rows, flags.n, client->birth, app->date, &rows),
	       before = out->len;
	banner_text(app->catalogue, rows, n, PREVIEW_BANNER_COLS, out, &red);
	if (out->len > before)
		str_addc(out, '\n');
	if (draft.n > 0)
		keyed_add(app, out, _("Intake begun, not kept yet: {intake-show day} goes on.\n"));
	else if (!reviewed[0])
		keyed_add(app, out, _("Intake never taken: {intake-show day} takes it.\n"));
	else if (date_days_between(reviewed, app->date) > INTAKE_OLD_DAYS)
		str_addf(out, _("Intake of %s.\n"), date_medium(reviewed));
	free(rows);
	form_draft_release(&draft);
	flags_release(&flags);
	return true;
}

/* "Neck pain: 3 of 6 · review due", and which key shows how it goes. */
static bool preview_course(struct app *app, int64_t client_id, struct str *out, struct err *err)
{
	struct courses courses;
	if (!store_may_chart(app->store, NULL))
		return true;
	if (!courses_load(app->store, client_id, &courses, err))
		return false;
	if (courses.n > 0 && !courses.rows[0].course.ended_on) {
		str_addf(out, "%s: ", courses.rows[0].course.reason);
		course_brief(&courses.rows[0].course, &courses.rows[0].count, app->date, out);
		str_addc(out, '\n');
	}
	courses_release(&courses);
	return true;
}

/* What is right of the list: who the client is, what was found last, what was planned. */
static void day_preview(struct day_screen *day, struct app *app)
{
	struct client client;
	struct err err = ERR_INIT;
	int row = day_pane_chosen(day->pane);
	if (row == day->preview_row)
		return;
	day->preview_row = row;
	str_clear(&day->preview);
	if (row < 0)
		return;
	client_init(&client);
	if (client_load(app->store, day->rows.rows[row].client_id, &client, &err)) {
		client_headline(&client, app->date, &day->preview);
		str_addc(&day->preview, '\n');
		preview_minded(app, &client, &day->preview, &err);
		preview_course(app, client.id, &day->preview, &err);
		if (!str_empty(client.note))
			str_addf(&day->preview, "%s\n", client.note);
		consent_preview(app, &day->rows.rows[row], &day->preview, &err);
		str_addc(&day->preview, '\n');
		preview_session(app, day->rows.rows[row].id, &day->preview, &err);
	}
	if (err.kind != ERR_NONE)
		str_add(&day->preview, err.text);
	client_release(&client);
}

/* Enter on an empty clinic offers the first client, on an empty day a booking. */
static bool cmd_session_open(struct app *app, const char *argument, int value, struct err *err)
{
	long long id = 0;
	int64_t n = 0;
	(void)value;
	if (!str_empty(argument) && !str_to_int(argument, &id))
		return err_set(err, ERR_INPUT, _("“%s” is no session number."), argument);
	if (id == 0)
		id = day_chosen_id(day_of(app));
	if (id != 0)
		return app_open(app, "chart", &(struct opening){ .id = id }, err);
	if (!client_count(app->store, &n, err))
		return false;
	if (n > 0)
		return app_open(app, "clients", NULL, err);
	return app_open(app, "client", NULL, err);
}

static const struct command session_open_command = {
	.name = "session-open",
	.scope = "day",
	.keys = "Enter",
	.hint = N_("chart"),
	.hint_scopes = "day",
	.help = N_("Open the chart of the chosen session"),
	.run = cmd_session_open,
};

static bool cmd_session_book(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "clients", NULL, err);
}

static const struct command session_book_command = {
	.name = "session-book",
	.scope = "day",
	.keys = "n",
	.hint = N_("new"),
	.hint_scopes = "day",
	.help = N_("Choose a client and book a session on this day"),
	.run = cmd_session_book,
};

/* From a chart: the one after it; from elsewhere: the first that is open. */
static bool cmd_session_next(struct app *app, const char *argument, int value, struct err *err)
{
	struct day_screen *day = day_of(app);
	int64_t here = app->open->session.id;
	(void)argument, (void)value;
	if (!session_keep(app, err) || !day_refresh(&day->screen, app, err))
		return false;
	int from = here ? day_row_of(day, here) + 1 : 0;
	for (size_t k = 0; k < day->rows.n; k++) {
		size_t i = ((size_t)from + k) % day->rows.n;
		const struct day_row *row = &day->rows.rows[i];
		if (row->id == here || session_is_closed(row->status))
			continue;
		int64_t id = row->id;
		day_pane_choose(day->pane, (int)i);
		return app_home(app, err) && app_open(app, "chart", &(struct opening){ .id = id }, err);
	}
	if (!app_home(app, err))
		return false;
	app_say(app, _("No other session is open on this day."));
	return true;
}

static const struct command session_next_command = {
	.name = "session-next",
	.scope = "any",
	.keys = "F8 Alt-g",
	.help = N_("Open the next session of the day that is not signed"),
	.run = cmd_session_next,
};

static bool cmd_session_status(struct app *app, const char *argument, int value, struct err *err)
{
	struct session session;
	struct day_screen *day = day_of(app);
	int64_t id = day_chosen_id(day);
	(void)argument;
	if (id == 0)
		return err_set(err, ERR_MISSING, _("No session is chosen. {session-book} books one."));
	session_init(&session);
	bool ok = session_load(app->store, id, &session, err);
	enum session_status status =
		ok && session.status == (enum session_status)value ? SESSION_BOOKED : value;
	/* Afterwards the row may be gone from the day. */
	char *client = mem_strdup(day->lines[day_pane_chosen(day->pane)].client);
	ok = ok && session_set_status(app->store, &session, status, err) &&
	     day_refresh(&day_of(app)->screen, app, err);
	session_release(&session);
	if (ok)
		app_say(app, "%s: %s", client, session_status_word(status));
	free(client);
	return ok;
}

static const struct command session_arrive_command = {
	.name = "session-arrive",
	.scope = "day",
	.keys = "a",
	.help = N_("Say that the client has arrived"),
	.run = cmd_session_status,
	.value = SESSION_ARRIVED,
};

static const struct command session_cancel_command = {
	.name = "session-cancel",
	.scope = "day",
	.keys = "x",
	.help = N_("Cancel the chosen session, or bring it back"),
	.run = cmd_session_status,
	.value = SESSION_CANCELLED,
};

static const struct command session_missed_command = {
	.name = "session-missed",
	.scope = "day",
	.keys = "X",
	.help = N_("Say that the client did not come, or take that back"),
	.run = cmd_session_status,
	.value = SESSION_NO_SHOW,
};

static void session_times_preset(struct app *app, struct str *out)
{
	struct session session;
	struct err err = ERR_INIT;
	session_init(&session);
	if (chosen_session(app) && session_load(app->store, chosen_session(app), &session, &err))
		str_addf(out, "%.5s %.5s", session.start + 11, session.end + 11);
	session_release(&session);
}

/* "10:30" keeps the length; "10:30 11:15" says both. */
static bool times_read(const char *line, struct session *session, struct err *err)
{
	char from[6], to[6], date[DATE_SIZE], end[WALL_SIZE], utc[INSTANT_SIZE];
	struct reading reading;
	int minutes = wall_minutes_between(session->start, session->end);
	int64_t seconds = 0;
	if (!times_line_read(line, from, to, &reading))
		return reading_tell(&reading, err);
	if (!from[0])
		return time_parse("", from, err);
	wall_date(session->start, date);
	free(session->start);
	session->start = str_format("%sT%s", date, from);
	wall_add_minutes(session->start, minutes, end);
	free(session->end);
	session->end = to[0] ? str_format("%sT%s", date, to) : mem_strdup(end);
	if (wall_minutes_between(session->start, session->end) <= 0)
		return err_set(err, ERR_INPUT, _("A session ends after it begins: 10:30 11:15"));
	wall_to_instant(session->start, &seconds);
	instant_format(seconds, utc);
	mem_replace(&session->start_utc, utc);
	return true;
}

static bool session_times_subject(struct app *app, struct str *out, struct err *err)
{
	if (chosen_session(app) == 0)
		return err_set(err, ERR_MISSING, _("No session is chosen. {session-book} books one."));
	str_addf(out, "%lld", (long long)chosen_session(app));
	return true;
}

static bool cmd_session_times(struct app *app, const char *argument, int value, struct err *err)
{
	struct session session;
	int64_t id = chosen_session(app);
	(void)value;
	session_init(&session);
	bool ok = session_keep(app, err) && session_load(app->store, id, &session, err) &&
		  times_read(argument, &session, err) && session_save(app->store, &session, err) &&
		  day_refresh(&day_of(app)->screen, app, err);
	session_release(&session);
	return ok && (app->open->session.id == 0 || session_enter(app, id, err));
}

static const struct command session_times_command = {
	.name = "session-times",
	.scope = "any",
	.keys = "day:m",
	.ask = N_("From and to"),
	.help = N_("Move a session: when it begins and ends, 10:30 11:15"),
	.run = cmd_session_times,
	.preset = session_times_preset,
	.subject = session_times_subject,
	.edits = true,
};

static bool cmd_day_move(struct app *app, const char *argument, int value, struct err *err)
{
	char to[DATE_SIZE];
	(void)value;
	if (!date_parse(argument, app->date, to, err))
		return false;
	memcpy(app->date, to, sizeof to);
	return day_refresh(&day_of(app)->screen, app, err);
}

static const struct command day_move_command = {
	.name = "day-move",
	.scope = "day",
	.keys = "[=-1 ]=+1",
	.hint = N_("day"),
	.hint_scopes = "day",
	.ask = N_("Day (a date, +7, -1)"),
	.help = N_("Go to another day"),
	.run = cmd_day_move,
};

static bool cmd_day_today(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	date_today(app->date);
	return day_refresh(&day_of(app)->screen, app, err);
}

static const struct command day_today_command = {
	.name = "day-today",
	.scope = "day",
	.keys = "t",
	.help = N_("Go back to today"),
	.run = cmd_day_today,
};

const struct command *const next_commands[] = {
	&session_next_command,
	NULL,
};

/* ---- the screen ---- */

static void day_screen_init(struct screen *screen, struct app *app)
{
	struct day_screen *day = (struct day_screen *)screen;
	(void)app;
	day->pane = day_pane_new();
	day->preview_row = PREVIEW_NONE;
	str_init(&day->preview);
}

static void day_screen_release(struct screen *screen)
{
	struct day_screen *day = (struct day_screen *)screen;
	day_forget(day);
	pane_free(&day->pane->pane);
	str_release(&day->preview);
}

static struct pane *day_screen_pane(const struct screen *screen)
{
	return &((const struct day_screen *)screen)->pane->pane;
}

static struct at_hand day_at_hand(const struct screen *screen)
{
	const struct day_row *row = day_chosen((const struct day_screen *)screen);
	return row ? (struct at_hand){ row->id, row->client_id } : (struct at_hand){ 0, 0 };
}

/* With a session: its row is chosen. */
static bool day_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct day_screen *day = (struct day_screen *)screen;
	if (!day_refresh(screen, app, err))
		return false;
	int row = with->id ? day_row_of(day, with->id) : -1;
	if (row >= 0)
		day_pane_choose(day->pane, row);
	day_preview(day, app);
	return true;
}

static void day_key_done(struct screen *screen, struct app *app)
{
	day_preview((struct day_screen *)screen, app);
}

static void day_draw(struct screen *screen, struct app *app)
{
	struct day_screen *day = (struct day_screen *)screen;
	char today[DATE_SIZE];
	date_today(today);
	draw_list(app, &day->pane->pane, str_eq(today, app->date) ? _("Today") : date_long(app->date),
		  day->preview.s);
}

static const struct command *const day_commands[] = {
	&session_open_command,   &session_book_command,   &day_move_command,
	&day_today_command,      &session_arrive_command, &session_cancel_command,
	&session_missed_command, &session_times_command,  NULL,
};

const struct screen_class day_screen = {
	.scope = "day",
	.size = sizeof(struct day_screen),
	.init = day_screen_init,
	.release = day_screen_release,
	.pane = day_screen_pane,
	.at_hand = day_at_hand,
	.open = day_open,
	.refresh = day_refresh,
	.draw = day_draw,
	.key_done = day_key_done,
	.commands = day_commands,
};
