/* SPDX-License-Identifier: MIT */
/* The day: loading it, walking through it, opening its sessions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/banner.h"
#include "app/consent_preview.h"
#include "app/entries.h"
#include "app/commands.h"
#include "app/rescue.h"
#include "app/writing.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "line/booking_line.h"
#include "rule/course_say.h"
#include "store/courses.h"
#include "store/flags.h"
#include "store/forms.h"
#include "store/intake.h"

/* No row was ever previewed, not even the absent one of an empty day. */
enum { PREVIEW_NONE = -2 };

static void day_forget(struct app *app)
{
	for (size_t i = 0; i < app->day_rows.n; i++)
		free((char *)app->day_lines[i].when);
	free(app->day_lines);
	app->day_lines = NULL;
	day_rows_release(&app->day_rows);
	app->day_rows = (struct day_rows){ NULL, 0 };
	app->preview_row = PREVIEW_NONE;
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
static int day_first_open(const struct app *app)
{
	for (size_t i = 0; i < app->day_rows.n; i++)
		if (!session_is_closed(app->day_rows.rows[i].status))
			return (int)i;
	return app->day_rows.n > 0 ? 0 : -1;
}

static int day_row_of(const struct app *app, int64_t session_id)
{
	for (size_t i = 0; i < app->day_rows.n; i++)
		if (app->day_rows.rows[i].id == session_id)
			return (int)i;
	return -1;
}

static int64_t day_chosen_id(const struct app *app)
{
	int row = day_pane_chosen(app->day);
	return row >= 0 && (size_t)row < app->day_rows.n ? app->day_rows.rows[row].id : 0;
}

static bool empty_text(struct app *app, struct err *err)
{
	int64_t n = 0;
	if (!client_count(app->store, &n, err))
		return false;
	str_clear(&app->day->empty);
	if (n == 0)
		str_add(&app->day->empty, _("Welcome. There are no clients yet.\n\n"
					    "c  writes down the first client\n"
					    ":  service-set FOLL45 45 95.00 Follow-up  sets a price\n"
					    "?  shows all keys"));
	else
		str_add(&app->day->empty, _("No sessions on this day.\n\n"
					    "n  books one\n"
					    "t  goes back to today"));
	return true;
}

bool day_refresh(struct app *app, struct err *err)
{
	struct day_rows rows = { NULL, 0 };
	char today[DATE_SIZE];
	int64_t chosen = day_chosen_id(app);
	date_today(today);
	bool is_today = str_eq(app->date, today);
	if (!day_load(app->store, app->date, 0, is_today, &rows, err) ||
	    !session_count_unsigned(app->store, 0, today, &app->n_unsigned, err) || !empty_text(app, err))
		return false;
	day_forget(app);
	app->day_rows = rows;
	app->day_lines = mem_array(rows.n ? rows.n : 1, sizeof *app->day_lines);
	for (size_t i = 0; i < rows.n; i++) {
		day_line_of(&rows.rows[i], &app->day_lines[i]);
		app->day_lines[i].review = !session_is_closed(rows.rows[i].status) &&
					   review_is_due(app, rows.rows[i].client_id, app->date);
	}
	day_pane_set(app->day, app->day_lines, rows.n);
	int row = chosen ? day_row_of(app, chosen) : -1;
	day_pane_choose(app->day, row >= 0 ? row : day_first_open(app));
	day_preview(app);
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
		str_add(out, _("Intake begun, not kept yet: i goes on.\n"));
	else if (!reviewed[0])
		str_add(out, _("Intake never taken: i takes it.\n"));
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
void day_preview(struct app *app)
{
	struct client client;
	struct err err = ERR_INIT;
	int row = day_pane_chosen(app->day);
	if (row == app->preview_row)
		return;
	app->preview_row = row;
	str_clear(&app->preview);
	if (row < 0)
		return;
	client_init(&client);
	if (client_load(app->store, app->day_rows.rows[row].client_id, &client, &err)) {
		client_headline(&client, app->date, &app->preview);
		str_addc(&app->preview, '\n');
		preview_minded(app, &client, &app->preview, &err);
		preview_course(app, client.id, &app->preview, &err);
		if (!str_empty(client.note))
			str_addf(&app->preview, "%s\n", client.note);
		consent_preview(app, &app->day_rows.rows[row], &app->preview, &err);
		str_addc(&app->preview, '\n');
		preview_session(app, app->day_rows.rows[row].id, &app->preview, &err);
	}
	if (err.kind != ERR_NONE)
		str_add(&app->preview, err.text);
	client_release(&client);
}

static void say_rescued(struct app *app, enum rescued rescued)
{
	if (rescued == RESCUED_TEXT)
		app_say(app, _("What was typed when Fascicle ended unexpectedly is back in the note."));
	else if (rescued == RESCUED_COPY)
		app_say(app,
			_("What was typed when Fascicle ended unexpectedly is kept as a copy: note-versions shows it."));
}

bool chart_greet(struct app *app, struct err *err)
{
	struct str who;
	str_init(&who);
	if (chart_held(&app->chart, &who))
		app_say(app, "%s", who.s);
	else
		say_rescued(app, rescue_read(&app->chart, app->store, err));
	str_release(&who);
	return err->kind == ERR_NONE && writing_begin(app, err);
}

bool session_show(struct app *app, int64_t id, struct err *err)
{
	if (!chart_close(&app->chart, app->store, err) || !chart_open(&app->chart, app->store, id, err))
		return false;
	app->chart.focus = SLOT_NOTE;
	app->chart.zoom = false;
	app_go(app, PLACE_CHART);
	if (!chart_greet(app, err))
		return false;
	finding_greet(app);
	return true;
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
		id = day_chosen_id(app);
	if (id != 0)
		return session_show(app, id, err);
	if (!client_count(app->store, &n, err))
		return false;
	if (n > 0)
		return clients_show(app, NULL, err);
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
	return clients_show(app, NULL, err);
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
	int64_t here = app->chart.session.id;
	(void)argument, (void)value;
	if (!chart_save(&app->chart, app->store, err) || !day_refresh(app, err))
		return false;
	int from = here ? day_row_of(app, here) + 1 : 0;
	for (size_t k = 0; k < app->day_rows.n; k++) {
		size_t i = ((size_t)from + k) % app->day_rows.n;
		const struct day_row *row = &app->day_rows.rows[i];
		if (row->id == here || session_is_closed(row->status))
			continue;
		int64_t id = row->id;
		day_pane_choose(app->day, (int)i);
		return app_home(app, err) && session_show(app, id, err);
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
	int64_t id = day_chosen_id(app);
	(void)argument;
	if (id == 0)
		return err_set(err, ERR_MISSING, _("No session is chosen. n books one."));
	session_init(&session);
	bool ok = session_load(app->store, id, &session, err);
	enum session_status status =
		ok && session.status == (enum session_status)value ? SESSION_BOOKED : value;
	/* Afterwards the row may be gone from the day. */
	char *client = mem_strdup(app->day_lines[day_pane_chosen(app->day)].client);
	ok = ok && session_set_status(app->store, &session, status, err) && day_refresh(app, err);
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

int64_t chosen_session(const struct app *app)
{
	return app_place(app) == PLACE_CHART ? app->chart.session.id : day_chosen_id(app);
}

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
		return err_set(err, ERR_MISSING, _("No session is chosen. n books one."));
	str_addf(out, "%lld", (long long)chosen_session(app));
	return true;
}

static bool cmd_session_times(struct app *app, const char *argument, int value, struct err *err)
{
	struct session session;
	int64_t id = chosen_session(app);
	(void)value;
	session_init(&session);
	bool ok = chart_save(&app->chart, app->store, err) && session_load(app->store, id, &session, err) &&
		  times_read(argument, &session, err) && session_save(app->store, &session, err) &&
		  day_refresh(app, err);
	session_release(&session);
	return ok && (app->chart.session.id == 0 || chart_open(&app->chart, app->store, id, err));
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
	return day_refresh(app, err);
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
	return day_refresh(app, err);
}

static const struct command day_today_command = {
	.name = "day-today",
	.scope = "day",
	.keys = "t",
	.help = N_("Go back to today"),
	.run = cmd_day_today,
};

const struct command *const day_commands[] = {
	&session_open_command,   &session_book_command,   &day_move_command,
	&day_today_command,      &session_arrive_command, &session_cancel_command,
	&session_missed_command, &session_times_command,  NULL,
};

const struct command *const next_commands[] = {
	&session_next_command,
	NULL,
};
