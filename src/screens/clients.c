/* SPDX-License-Identifier: MIT */
/* Finding a client, booking a session. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/keyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/booking_line.h"
#include "panes/clients.h"
#include "screens/screens.h"

enum { FOUND_LIMIT = 100 };

struct clients_screen {
	struct screen screen;
	struct clients_pane *pane;
	struct client_rows found;
	struct client_line *lines; /* one a client found */
	char *words;               /* what they were found for; NULL for nothing yet */
	struct day_rows booked;    /* the sessions of the day that is booked on */
};

static struct clients_screen *clients_of(struct app *app)
{
	return (struct clients_screen *)app_screen(app, &clients_screen);
}

static bool clients_find(struct clients_screen *clients, struct app *app, struct err *err)
{
	struct client_rows found = { NULL, 0 };
	const char *words = clients_pane_words(clients->pane);
	if (clients->words && str_eq(words, clients->words))
		return true;
	if (!client_find(app->store, words, FOUND_LIMIT, &found, err))
		return false;
	mem_replace(&clients->words, words);
	client_rows_release(&clients->found);
	free(clients->lines);
	clients->found = found;
	clients->lines = mem_array(found.n ? found.n : 1, sizeof *clients->lines);
	for (size_t i = 0; i < found.n; i++)
		clients->lines[i] = (struct client_line){ found.rows[i].name, found.rows[i].birth,
							  found.rows[i].phone, found.rows[i].last };
	clients_pane_set(clients->pane, clients->lines, found.n);
	keyed_replace(app, &clients->pane->empty,
		      *words ? _("Nobody fits. {client-new clients} writes down a new client.")
			     : _("No clients yet. {client-new clients} writes down the first."));
	return true;
}

static bool booked_load(struct clients_screen *clients, struct app *app, struct err *err)
{
	struct day_rows rows = { NULL, 0 };
	if (!day_load(app->store, app->date, 0, false, &rows, err))
		return false;
	day_rows_release(&clients->booked);
	clients->booked = rows;
	return true;
}

static bool clients_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct clients_screen *clients = (struct clients_screen *)screen;
	mem_replace(&clients->words, NULL);
	return booked_load(clients, app, err) && clients_find(clients, app, err);
}

/* With the words to look for, where there are some. */
static bool clients_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct clients_screen *clients = (struct clients_screen *)screen;
	clients_pane_clear(clients->pane);
	if (with->text)
		edit_type(&clients->pane->edit, with->text, strlen(with->text));
	return clients_refresh(screen, app, err);
}

static bool cmd_client_find(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "clients", NULL, err);
}

static const struct command client_find_command = {
	.name = "client-find",
	.scope = "any",
	.keys = "Ctrl-g day:/",
	.hint = N_("find"),
	.hint_scopes = "day",
	.help = N_("Find a client by name, phone or birth date"),
	.run = cmd_client_find,
};

static const struct client_row *client_chosen(struct app *app)
{
	const struct clients_screen *clients = clients_of(app);
	int row = clients_pane_chosen(clients->pane);
	return row >= 0 && (size_t)row < clients->found.n ? &clients->found.rows[row] : NULL;
}

/* The client's session of the day that is not closed; 0 when there is none. */
static int64_t session_of_day(struct app *app, int64_t client_id)
{
	const struct day_rows *booked = &clients_of(app)->booked;
	for (size_t i = 0; i < booked->n; i++)
		if (booked->rows[i].client_id == client_id && !session_is_closed(booked->rows[i].status))
			return booked->rows[i].id;
	return 0;
}

static bool cmd_client_choose(struct app *app, const char *argument, int value, struct err *err)
{
	const struct client_row *client = client_chosen(app);
	(void)argument, (void)value;
	if (!client)
		return app_open(app, "client", NULL, err);
	int64_t id = session_of_day(app, client->id);
	if (id != 0)
		return app_home(app, err) && app_open(app, "chart", &(struct opening){ .id = id }, err);
	prompt_ask(app, command_named("session-add"));
	return true;
}

static const struct command client_choose_command = {
	.name = "client-choose",
	.scope = "clients",
	.keys = "Enter",
	.hint = N_("choose"),
	.hint_scopes = "clients",
	.help = N_("Open the client's session of today, or book one"),
	.run = cmd_client_choose,
};

/* "10:30 FOLL45": a time and, in any order, a service. */
struct booking {
	char time[6];
	struct service service;
};

static bool booking_read(struct app *app, const char *line, struct booking *booking, struct err *err)
{
	struct reading reading;
	char *code;
	service_init(&booking->service);
	bool ok = booking_line_read(line, booking->time, &code, &reading) || reading_tell(&reading, err);
	if (ok && code && !service_by_code(app->store, code, &booking->service, err)) {
		ok = false;
		if (err->kind == ERR_MISSING)
			err_set(err, ERR_INPUT,
				_("“%s” is neither a time, such as 10:30, nor the code of a service."), code);
	}
	free(code);
	return ok && (booking->time[0] ||
		      err_set(err, ERR_INPUT, _("Say when: 10:30, with the service after it if you like.")));
}

static int booking_minutes(const struct booking *booking)
{
	return booking->service.minutes > 0 ? booking->service.minutes : 60;
}

/* A session of one's own on that day which the booking would overlap; NULL when the time is free. */
static const struct day_row *booking_clash(struct app *app, const struct booking *booking)
{
	const struct day_rows *booked = &clients_of(app)->booked;
	char start[WALL_SIZE], end[WALL_SIZE];
	snprintf(start, sizeof start, "%sT%s", app->date, booking->time);
	wall_add_minutes(start, booking_minutes(booking), end);
	for (size_t i = 0; i < booked->n; i++) {
		const struct day_row *row = &booked->rows[i];
		if (row->status != SESSION_CANCELLED && row->status != SESSION_NO_SHOW &&
		    row->practitioner_id == app->store->actor && strcmp(row->start, end) < 0 && row->end &&
		    strcmp(start, row->end) < 0)
			return row;
	}
	return NULL;
}

static void clash_tell(const struct day_row *row, struct str *out)
{
	str_addf(out, _("Overlaps %s, %.5s-%.5s; Enter once more books it."), row->client, row->start + 11,
		 row->end + 11);
}

/* An overlap is booked when it is said twice. */
static bool clash_accepted(struct app *app, const char *argument, const struct booking *booking,
			   struct err *err)
{
	const struct day_row *row = booking_clash(app, booking);
	struct str said;
	if (!row || app_confirms(app, argument))
		return true;
	str_init(&said);
	clash_tell(row, &said);
	err_set(err, ERR_INPUT, "%s", said.s);
	str_release(&said);
	return false;
}

static void session_add_reading(struct app *app, const char *argument, struct str *out)
{
	struct booking booking;
	struct services services = { NULL, 0 };
	struct err err = ERR_INIT;
	char price[MONEY_SIZE];
	if (booking_read(app, argument, &booking, &err) && booking.service.id) {
		money_format(booking.service.cents, price);
		str_addf(out, "%s  %s  %s", booking.time, booking.service.label, price);
	} else if (err.kind != ERR_NONE) {
		str_add(out, err.text);
	} else {
		str_addf(out, "%s  %s", booking.time, _("no service: nothing will be charged"));
	}
	const struct day_row *clash = err.kind == ERR_NONE ? booking_clash(app, &booking) : NULL;
	if (clash) {
		str_addc(out, '\n');
		clash_tell(clash, out);
	}
	service_release(&booking.service);
	if (service_list(app->store, &services, &err) && services.n > 0)
		str_addf(out, "\n%s", _("Services:"));
	for (size_t i = 0; i < services.n; i++)
		str_addf(out, " %s", services.rows[i].code);
	services_release(&services);
}

enum { QUARTER_MINUTES = 15 };

/* The next quarter of an hour that is free, and the service that comes first. */
static void session_add_preset(struct app *app, struct str *out)
{
	struct services services = { NULL, 0 };
	struct booking booking;
	struct err err = ERR_INIT;
	char wall[WALL_SIZE], next[WALL_SIZE];
	wall_format((clock_now() + 14 * 60) / 900 * 900, wall);
	service_init(&booking.service);
	snprintf(booking.time, sizeof booking.time, "%.5s", wall + 11);
	if (service_list(app->store, &services, &err) && services.n > 0)
		service_by_code(app->store, services.rows[0].code, &booking.service, &err);
	/* Up to midnight. */
	while (booking_clash(app, &booking)) {
		wall_add_minutes(wall, QUARTER_MINUTES, next);
		if (strncmp(next, wall, DATE_SIZE - 1) != 0)
			break;
		memcpy(wall, next, sizeof wall);
		snprintf(booking.time, sizeof booking.time, "%.5s", wall + 11);
	}
	str_add(out, booking.time);
	if (services.n > 0)
		str_addf(out, " %s", services.rows[0].code);
	service_release(&booking.service);
	services_release(&services);
}

static void session_fill(const struct app *app, int64_t client_id, const struct booking *booking,
			 struct session *session)
{
	char end[WALL_SIZE], utc[INSTANT_SIZE];
	int64_t seconds = 0;
	session_init(session);
	session->client_id = client_id;
	session->practitioner_id = app->store->actor;
	session->service_id = booking->service.id;
	session->start = str_format("%sT%s", app->date, booking->time);
	wall_add_minutes(session->start, booking_minutes(booking), end);
	session->end = mem_strdup(end);
	session->zone = mem_strdup(clock_zone());
	wall_to_instant(session->start, &seconds);
	instant_format(seconds, utc);
	session->start_utc = mem_strdup(utc);
}

static bool session_add_subject(struct app *app, struct str *out, struct err *err)
{
	const struct client_row *client = client_chosen(app);
	if (!client)
		return err_set(err, ERR_MISSING, _("Choose a client first."));
	str_addf(out, "%lld", (long long)client->id);
	return true;
}

static bool cmd_session_add(struct app *app, const char *argument, int value, struct err *err)
{
	const struct client_row *client = client_chosen(app);
	struct booking booking;
	struct session session;
	(void)value;
	bool ok = booking_read(app, argument, &booking, err) && clash_accepted(app, argument, &booking, err);
	session_fill(app, client->id, &booking, &session);
	ok = ok && session_save(app->store, &session, err) && app_home(app, err) &&
	     app_open(app, "day", &(struct opening){ .id = session.id }, err);
	if (ok)
		app_say(app, _("Booked: %s, %s."), client->name, booking.time);
	session_release(&session);
	service_release(&booking.service);
	return ok;
}

static const struct command session_add_command = {
	.name = "session-add",
	.scope = "clients",
	.ask = N_("Time and service"),
	.help = N_("Book a session for the chosen client: 10:30 FOLL45"),
	.run = cmd_session_add,
	.reading = session_add_reading,
	.preset = session_add_preset,
	.subject = session_add_subject,
};

static bool cmd_client_new(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "client", NULL, err);
}

static const struct command client_new_command = {
	.name = "client-new",
	.scope = "any",
	.keys = "day:c clients:Alt-n",
	.hint = N_("new client"),
	.hint_scopes = "clients",
	.help = N_("Write down a new client"),
	.run = cmd_client_new,
};

static int64_t client_at_hand(struct app *app)
{
	if (!app_is_at(app, "clients"))
		return app_at_hand(app).client;
	return client_chosen(app) ? client_chosen(app)->id : 0;
}

static bool cmd_client_edit(struct app *app, const char *argument, int value, struct err *err)
{
	int64_t id = client_at_hand(app);
	(void)argument, (void)value;
	if (id == 0)
		return err_set(err, ERR_MISSING, _("No client is chosen. {client-find any} finds one."));
	return app_open(app, "client", &(struct opening){ .id = id }, err);
}

static const struct command client_edit_command = {
	.name = "client-edit",
	.scope = "any",
	.keys = "day:e chart:Alt-e clients:Alt-e",
	.help = N_("Change the client's details"),
	.run = cmd_client_edit,
};

const struct command *const find_commands[] = {
	&client_find_command,
	NULL,
};

const struct command *const client_edit_commands[] = {
	&client_edit_command,
	NULL,
};

/* ---- the screen ---- */

static void clients_screen_init(struct screen *screen, struct app *app)
{
	((struct clients_screen *)screen)->pane = clients_pane_new(app->ring);
}

static void clients_screen_release(struct screen *screen)
{
	struct clients_screen *clients = (struct clients_screen *)screen;
	pane_free(&clients->pane->pane);
	client_rows_release(&clients->found);
	free(clients->lines);
	free(clients->words);
	day_rows_release(&clients->booked);
}

static struct pane *clients_screen_pane(const struct screen *screen)
{
	return &((const struct clients_screen *)screen)->pane->pane;
}

static void clients_typed(struct screen *screen, struct app *app, const struct key *key, bool taken)
{
	struct err err = ERR_INIT;
	(void)key;
	if (taken && !clients_find((struct clients_screen *)screen, app, &err))
		app_say(app, "%s", err.text);
}

static const struct command *const clients_commands[] = {
	&client_choose_command,
	&client_new_command,
	&session_add_command,
	NULL,
};

const struct screen_class clients_screen = {
	.scope = "clients",
	.title = N_("Clients"),
	.size = sizeof(struct clients_screen),
	.init = clients_screen_init,
	.release = clients_screen_release,
	.pane = clients_screen_pane,
	.open = clients_open,
	.refresh = clients_refresh,
	.typed = clients_typed,
	.commands = clients_commands,
};
