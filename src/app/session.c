/* SPDX-License-Identifier: MIT */
/* Opening a session, reading it anew, and who has it. */
#include "app/session.h"

#include "app/app.h"
#include "base/i18n.h"
#include "store/audit.h"
#include "store/intake.h"
#include "store/people.h"

void session_open_init(struct session_open *open, const struct catalogue *catalogue)
{
	session_init(&open->session);
	client_init(&open->client);
	service_init(&open->service);
	session_init(&open->previous);
	presence_init(&open->holder);
	uid_new(open->instance);
	entry_undo_init(&open->undo);
	caution_gate_init(&open->gate, catalogue);
}

static void consents_forget(struct session_open *open)
{
	session_consents_release(&open->consent);
	consents_release(&open->standing);
	open->needs_person = false;
}

/* All that belongs to the one session; what is empty begins as it was made. */
static void parts_release(struct session_open *open)
{
	session_release(&open->session);
	client_release(&open->client);
	service_release(&open->service);
	marks_release(&open->marks);
	applications_release(&open->applications);
	measures_release(&open->measures);
	courses_release(&open->courses);
	flags_release(&open->flags);
	selfcares_release(&open->selfcares);
	referrals_release(&open->referrals);
	findings_release(&open->findings);
	session_release(&open->previous);
	consents_forget(open);
	presence_release(&open->holder);
	entry_undo_release(&open->undo);
}

void session_open_release(struct session_open *open)
{
	parts_release(open);
	caution_gate_release(&open->gate);
	timing_release(&open->timing);
}

/* Whatever is not stored is lost. */
static void session_forget(struct app *app)
{
	struct session_open *open = app->open;
	chart_forget(app->chart);
	parts_release(open);
	session_init(&open->session);
	client_init(&open->client);
	service_init(&open->service);
	session_init(&open->previous);
	presence_init(&open->holder);
	open->marks = (struct marks){ NULL, 0 };
	open->applications = (struct applications){ NULL, 0 };
	open->reviewed[0] = '\0';
}

/* ---- reading ---- */

bool session_reload_flags(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	struct flags flags = { NULL, 0 };
	if (!flags_load(app->store, app->catalogue, open->session.client_id, &flags, err))
		return false;
	flags_release(&open->flags);
	open->flags = flags;
	return true;
}

static bool consents_read(const struct session *session, struct store *store, struct session_consents *given,
			  struct consents *standing, bool *needs_person, struct err *err)
{
	char day[DATE_SIZE];
	wall_date(session->start, day);
	return session_consents_load(store, session->id, given, err) &&
	       consents_load(store, session->client_id, standing, err) &&
	       consent_needs_person(store, session->client_id, day, needs_person, err);
}

bool session_reload_consents(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	struct session_consents given = { 0 };
	struct consents standing = { NULL, 0 };
	bool needs_person = false;
	if (!consents_read(&open->session, app->store, &given, &standing, &needs_person, err)) {
		session_consents_release(&given);
		consents_release(&standing);
		return false;
	}
	consents_forget(open);
	open->consent = given;
	open->standing = standing;
	open->needs_person = needs_person;
	return true;
}

bool session_reload_courses(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	struct courses courses;
	if (!courses_load(app->store, open->session.client_id, &courses, err))
		return false;
	courses_release(&open->courses);
	open->courses = courses;
	return true;
}

/* What the client does at home, and to whom the client was sent. */
static bool beside_reload(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	struct selfcares selfcares;
	struct referrals referrals;
	if (!selfcares_load(app->store, open->session.client_id, open->session.id, &selfcares, err))
		return false;
	if (!referrals_load(app->store, open->session.id, &referrals, err)) {
		selfcares_release(&selfcares);
		return false;
	}
	selfcares_release(&open->selfcares);
	referrals_release(&open->referrals);
	open->selfcares = selfcares;
	open->referrals = referrals;
	return true;
}

static bool findings_reload(struct app *app, struct err *err)
{
	struct findings findings;
	if (!findings_load(app->store, app->open->session.id, &findings, err))
		return false;
	findings_release(&app->open->findings);
	app->open->findings = findings;
	return true;
}

static bool measures_reload(struct app *app, struct err *err)
{
	struct measures measures;
	if (!measures_load(app->store, app->open->session.id, &measures, err))
		return false;
	measures_release(&app->open->measures);
	app->open->measures = measures;
	return true;
}

/* What is known of the client whatever the session. */
static bool client_reload(struct app *app, struct err *err)
{
	return session_reload_flags(app, err) &&
	       intake_reviewed(app->store, app->open->session.client_id, app->open->reviewed, err) &&
	       session_reload_consents(app, err);
}

bool session_reload(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	struct marks marks = { NULL, 0 };
	struct applications applications = { NULL, 0 };
	if (!beside_reload(app, err) || !marks_load(app->store, open->session.id, &marks, err))
		return false;
	if (!applications_load(app->store, open->session.id, &applications, err) ||
	    !client_reload(app, err) || !findings_reload(app, err) || !measures_reload(app, err) ||
	    !session_reload_courses(app, err)) {
		marks_release(&marks);
		applications_release(&applications);
		return false;
	}
	/* Who shows the rows keeps the choice by them: the old ones go last. */
	struct marks old_marks = open->marks;
	struct applications old_applications = open->applications;
	open->marks = marks;
	open->applications = applications;
	chart_follow(app->chart);
	marks_release(&old_marks);
	applications_release(&old_applications);
	return true;
}

static bool previous_load(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	session_release(&open->previous);
	session_init(&open->previous);
	return session_load_previous(app->store, &open->session, &open->previous, err);
}

/* Claims the note, or learns who has it. A closed one is only read: nobody needs to have it. */
static bool holder_load(struct app *app, struct err *err)
{
	struct session_open *open = app->open;
	return session_is_closed(open->session.status) ||
	       presence_open(app->store, open->session.id, open->instance, &open->holder, err);
}

bool session_enter(struct app *app, int64_t id, struct err *err)
{
	struct session_open *open = app->open;
	struct session *session = &open->session;
	struct store *store = app->store;
	session_forget(app);
	if (session_load(store, id, session, err) &&
	    client_load(store, session->client_id, &open->client, err) &&
	    (session->service_id == 0 || service_load(store, session->service_id, &open->service, err)) &&
	    session_count_signed(store, session->client_id, session->start, &open->visits, err) &&
	    session_reload(app, err) && previous_load(app, err) && holder_load(app, err) &&
	    chart_show(app->chart, err) && audit_read(store, session->client_id, err))
		return true;
	session_forget(app);
	return false;
}

bool session_leave(struct app *app, struct err *err)
{
	if (!chart_close(app->chart, err))
		return false;
	session_let_go(app);
	session_forget(app);
	return true;
}

bool session_keep(struct app *app, struct err *err)
{
	return chart_save(app->chart, err);
}

const char *session_typed(const struct app *app, enum note_section section)
{
	return note_pane_text(app->chart->note, section);
}

/* ---- who has it ---- */

void session_let_go(struct app *app)
{
	if (app->open->session.id != 0 && app->open->holder.ours)
		presence_close(app->store, app->open->session.id, app->open->instance, NULL);
}

bool session_take(struct app *app, struct err *err)
{
	int64_t id = app->open->session.id;
	return presence_take(app->store, id, app->open->instance, err) && session_enter(app, id, err);
}

bool session_still_ours(const struct app *app)
{
	const struct session_open *open = app->open;
	struct presence now;
	struct err err = ERR_INIT;
	if (!session_writable(open) || !open->holder.ours)
		return true;
	presence_init(&now);
	bool ours = !presence_check(app->store, open->session.id, open->instance, &now, &err) || now.ours;
	presence_release(&now);
	return ours;
}

bool session_writable(const struct session_open *open)
{
	return open->session.id != 0 && !session_is_closed(open->session.status) && !session_held(open, NULL);
}

bool session_held(const struct session_open *open, struct str *who)
{
	const struct presence *holder = &open->holder;
	int64_t seconds = 0;
	char since[WALL_SIZE] = "";
	if (open->session.id == 0 || !holder->login || holder->ours)
		return false;
	if (who && holder->since && instant_parse(holder->since, &seconds))
		wall_format(seconds, since);
	if (who)
		str_addf(who, _("%s has this note open since %s: it can be read. {note-take} takes it over."),
			 holder->name, since[0] ? since + 11 : "");
	return true;
}

/* ---- what follows from it ---- */

size_t session_standing(const struct app *app, struct standing **out)
{
	const struct session_open *open = app->open;
	char day[DATE_SIZE];
	wall_date(open->session.start, day);
	return flags_standing(app->catalogue, open->flags.rows, open->flags.n, open->client.birth, day, out);
}

enum consent_basis session_consent_basis(const struct session_open *open, enum consent_scope scope)
{
	char day[DATE_SIZE];
	wall_date(open->session.start, day);
	return consent_basis_of(open->standing.rows, open->standing.n, scope,
				open->consent.scope[scope].given, day);
}

const struct consent_person *session_consent_person(const struct session_open *open)
{
	char day[DATE_SIZE];
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		if (open->consent.scope[i].given && open->consent.scope[i].by.name)
			return &open->consent.scope[i].by;
	wall_date(open->session.start, day);
	return consent_guardian(open->standing.rows, open->standing.n, day);
}

const struct mark *session_mark(const struct session_open *open, int64_t id)
{
	for (size_t i = 0; id && i < open->marks.n; i++)
		if (open->marks.rows[i].id == id)
			return &open->marks.rows[i];
	return NULL;
}

const struct application *session_application(const struct session_open *open, int64_t id)
{
	for (size_t i = 0; id && i < open->applications.n; i++)
		if (open->applications.rows[i].id == id)
			return &open->applications.rows[i];
	return NULL;
}
