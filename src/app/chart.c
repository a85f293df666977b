/* SPDX-License-Identifier: MIT */
/* Loading a session and keeping its draft. */
#include "app/chart.h"

#include <stdlib.h>
#include <string.h>

#include "app/chart_consent.h"
#include "app/rescue.h"
#include "app/session_text.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/addenda.h"
#include "store/audit.h"
#include "store/draft_copy.h"
#include "store/intake.h"
#include "store/people.h"

void chart_init(struct chart *chart, const struct catalogue *catalogue, struct kill_ring *ring,
		const struct conf *conf)
{
	*chart = (struct chart){ .focus = SLOT_NOTE };
	session_init(&chart->session);
	client_init(&chart->client);
	service_init(&chart->service);
	session_init(&chart->previous);
	str_init(&chart->aside);
	presence_init(&chart->holder);
	uid_new(chart->instance);
	chart->note = note_pane_new(ring);
	chart->body = body_pane_new(catalogue);
	chart->marks_pane = marks_pane_new(catalogue);
	chart->techniques = techniques_pane_new(catalogue, conf_text(conf, "catalogue:techniques"),
						conf_text(conf, "catalogue:off"), ring);
	chart->history = reader_pane_new(&history_pane_class);
	chart->quiet_ms = (int)conf_int(conf, "draft:quiet_ms");
	chart->saving = conf_bool(conf, "draft:saving");
	entry_undo_init(&chart->undo);
	caution_gate_init(&chart->gate, catalogue);
	mark_init(&chart->drawing);
}

static void earlier_forget(struct chart *chart)
{
	body_pane_earlier(chart->body, NULL, 0, NULL);
	marks_release(&chart->earlier);
	chart->earlier = (struct marks){ NULL, 0 };
	chart->back = 0;
}

static void chart_forget(struct chart *chart)
{
	body_pane_set(chart->body, NULL, 0);
	body_pane_forget(chart->body);
	marks_pane_set(chart->marks_pane, NULL, 0, NULL, 0);
	techniques_pane_find(chart->techniques, false);
	techniques_pane_set(chart->techniques, NULL, 0, NULL, 0);
	techniques_pane_home(chart->techniques);
	earlier_forget(chart);
	marks_release(&chart->marks);
	applications_release(&chart->applications);
	findings_release(&chart->findings);
	measures_release(&chart->measures);
	courses_release(&chart->courses);
	chart->marks = (struct marks){ NULL, 0 };
	chart->applications = (struct applications){ NULL, 0 };
	flags_release(&chart->flags);
	chart->reviewed[0] = '\0';
	selfcares_release(&chart->selfcares);
	referrals_release(&chart->referrals);
	session_release(&chart->session);
	session_init(&chart->session);
	client_release(&chart->client);
	client_init(&chart->client);
	service_release(&chart->service);
	service_init(&chart->service);
	session_release(&chart->previous);
	session_init(&chart->previous);
	chart_consent_forget(chart);
	presence_release(&chart->holder);
	presence_init(&chart->holder);
	note_pane_set_previous(chart->note, NULL);
	note_pane_seek(chart->note, NULL);
	chart->shows_history = false;
	chart->taken = false;
	str_clear(&chart->aside);
	chart->aside_ms = 0;
	chart->written_revision = UINT64_MAX;
	rescue_prepare(chart, NULL);
	entry_undo_release(&chart->undo);
}

void chart_release(struct chart *chart)
{
	chart_forget(chart);
	session_release(&chart->session);
	client_release(&chart->client);
	service_release(&chart->service);
	session_release(&chart->previous);
	str_release(&chart->aside);
	presence_release(&chart->holder);
	pane_free(&chart->note->pane);
	pane_free(&chart->body->pane);
	pane_free(&chart->marks_pane->pane);
	pane_free(&chart->techniques->pane);
	pane_free(&chart->history->pane);
	caution_gate_release(&chart->gate);
	timing_release(&chart->timing);
	free(chart->heat);
	mark_release(&chart->drawing);
}

bool chart_writable(const struct chart *chart)
{
	return chart->session.id != 0 && !session_is_closed(chart->session.status) &&
	       !chart_held(chart, NULL);
}

bool chart_held(const struct chart *chart, struct str *who)
{
	const struct presence *holder = &chart->holder;
	int64_t seconds = 0;
	char since[WALL_SIZE] = "";
	if (chart->session.id == 0 || !holder->login || holder->ours)
		return false;
	if (who && holder->since && instant_parse(holder->since, &seconds))
		wall_format(seconds, since);
	if (who)
		str_addf(who, _("%s has this note open since %s: it can be read. {note-take} takes it over."),
			 holder->name, since[0] ? since + 11 : "");
	return true;
}

static bool draft_behind(const struct chart *chart)
{
	return chart_writable(chart) && note_pane_revision(chart->note) != chart->saved_revision;
}

bool chart_take(struct chart *chart, struct store *store, struct err *err)
{
	int64_t id = chart->session.id;
	return presence_take(store, id, chart->instance, err) && chart_open(chart, store, id, err);
}

bool chart_still_ours(struct chart *chart, struct store *store)
{
	struct presence now;
	struct err err = ERR_INIT;
	if (!chart_writable(chart) || !chart->holder.ours)
		return true;
	presence_init(&now);
	bool ours = !presence_check(store, chart->session.id, chart->instance, &now, &err) || now.ours;
	presence_release(&now);
	return ours;
}

bool chart_again(struct chart *chart, struct store *store, struct err *err)
{
	struct err unsaved = ERR_INIT;
	int64_t id = chart->session.id;
	chart_save(chart, store, &unsaved);
	/* Neither stored nor kept as a copy: the chart stays as it is. */
	if (draft_behind(chart)) {
		*err = unsaved;
		return false;
	}
	bool ours = chart->holder.ours;
	if (!chart_open(chart, store, id, err))
		return false;
	chart->taken = ours && chart_held(chart, NULL);
	return true;
}

void chart_type_aside(struct chart *chart, const struct key *key, int64_t now_ms)
{
	if (key->kind == KEY_PASTE)
		str_addn(&chart->aside, key->paste, key->paste_bytes);
	else
		str_add(&chart->aside, key->kind == KEY_ENTER ? "\n" : key->text);
	chart->aside_ms = now_ms;
}

bool chart_keep_aside(struct chart *chart, struct store *store, struct err *err)
{
	struct draft draft;
	if (chart->aside_ms == 0)
		return true;
	draft_init(&draft);
	draft.session_id = chart->session.id;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&draft.text[i], i == (int)chart->note->section ? chart->aside.s : "");
	bool ok =
		draft_keep_copy(store, &draft, _("Typed after somebody else had taken the note over."), err);
	draft_release(&draft);
	if (ok)
		chart->aside_ms = 0;
	return ok;
}

bool chart_reload_flags(struct chart *chart, struct store *store, struct err *err)
{
	struct flags flags = { NULL, 0 };
	if (!flags_load(store, chart->body->catalogue, chart->session.client_id, &flags, err))
		return false;
	flags_release(&chart->flags);
	chart->flags = flags;
	return true;
}

/* What is known of the client whatever the session. */
static bool client_parts_load(struct chart *chart, struct store *store, struct err *err)
{
	return chart_reload_flags(chart, store, err) &&
	       intake_reviewed(store, chart->session.client_id, chart->reviewed, err) &&
	       chart_consent_load(chart, store, err);
}

/* What the client does at home, and to whom the client was sent. */
static bool beside_reload(struct chart *chart, struct store *store, struct err *err)
{
	struct selfcares selfcares;
	struct referrals referrals;
	if (!selfcares_load(store, chart->session.client_id, chart->session.id, &selfcares, err))
		return false;
	if (!referrals_load(store, chart->session.id, &referrals, err)) {
		selfcares_release(&selfcares);
		return false;
	}
	selfcares_release(&chart->selfcares);
	referrals_release(&chart->referrals);
	chart->selfcares = selfcares;
	chart->referrals = referrals;
	return true;
}

static bool findings_reload(struct chart *chart, struct store *store, struct err *err)
{
	struct findings findings;
	if (!findings_load(store, chart->session.id, &findings, err))
		return false;
	findings_release(&chart->findings);
	chart->findings = findings;
	return true;
}

static bool measures_reload(struct chart *chart, struct store *store, struct err *err)
{
	struct measures measures;
	if (!measures_load(store, chart->session.id, &measures, err))
		return false;
	measures_release(&chart->measures);
	chart->measures = measures;
	return true;
}

bool chart_reload_courses(struct chart *chart, struct store *store, struct err *err)
{
	struct courses courses;
	if (!courses_load(store, chart->session.client_id, &courses, err))
		return false;
	courses_release(&chart->courses);
	chart->courses = courses;
	return true;
}

bool chart_reload(struct chart *chart, struct store *store, struct err *err)
{
	struct marks marks = { NULL, 0 };
	struct applications applications = { NULL, 0 };
	if (!beside_reload(chart, store, err) || !marks_load(store, chart->session.id, &marks, err))
		return false;
	if (!applications_load(store, chart->session.id, &applications, err)) {
		marks_release(&marks);
		return false;
	}
	if (!client_parts_load(chart, store, err) || !findings_reload(chart, store, err) ||
	    !measures_reload(chart, store, err) || !chart_reload_courses(chart, store, err)) {
		marks_release(&marks);
		applications_release(&applications);
		return false;
	}
	struct marks old_marks = chart->marks;
	struct applications old_applications = chart->applications;
	chart->marks = marks;
	chart->applications = applications;
	body_pane_set(chart->body, marks.rows, marks.n);
	marks_pane_set(chart->marks_pane, marks.rows, marks.n, chart->measures.rows, chart->measures.n);
	techniques_pane_set(chart->techniques, applications.rows, applications.n, marks.rows, marks.n);
	marks_release(&old_marks);
	applications_release(&old_applications);
	return true;
}

/* A signed session to be read. */
static bool reader_show(struct chart *chart, struct store *store, const struct session *session,
			const struct marks *marks, struct err *err)
{
	struct str text;
	char date[DATE_SIZE];
	str_init(&text);
	bool ok = session_text(store, chart->body->catalogue, session, marks, &text, err);
	wall_date(session->start, date);
	reader_pane_set(chart->history, date_long(date), text.s);
	str_release(&text);
	return ok;
}

/* The last signed session, to be read beside the note and carried forward. */
static bool history_load(struct chart *chart, struct store *store, struct err *err)
{
	struct marks marks = { NULL, 0 };
	session_release(&chart->previous);
	session_init(&chart->previous);
	if (!session_load_previous(store, &chart->session, &chart->previous, err))
		return false;
	if (chart->previous.id == 0) {
		reader_pane_set(chart->history, _("no session"), _("No signed session before this one."));
		return true;
	}
	note_pane_set_previous(chart->note, chart->previous.text);
	bool ok = marks_load(store, chart->previous.id, &marks, err) &&
		  reader_show(chart, store, &chart->previous, &marks, err);
	marks_release(&marks);
	return ok;
}

/* Walks to the session that many signed sessions back; *n is how far it got. */
static bool session_back(struct chart *chart, struct store *store, int back, struct session *out, int *n,
			 struct err *err)
{
	struct session from, to;
	bool ok = true;
	session_init(&from);
	*n = 0;
	while (ok && *n < back) {
		session_init(&to);
		ok = session_load_previous(store, *n == 0 ? &chart->session : &from, &to, err);
		if (!ok || to.id == 0) {
			session_release(&to);
			break;
		}
		session_release(&from);
		from = to;
		++*n;
	}
	*out = from;
	return ok;
}

bool chart_go_back(struct chart *chart, struct store *store, int back, bool *found, struct err *err)
{
	struct session session;
	struct marks marks = { NULL, 0 };
	char date[DATE_SIZE];
	int n = 0;
	bool ok = session_back(chart, store, back, &session, &n, err);
	*found = n == back;
	if (ok && n > 0)
		ok = marks_load(store, session.id, &marks, err) &&
		     reader_show(chart, store, &session, &marks, err);
	else if (ok)
		ok = history_load(chart, store, err);
	if (ok) {
		earlier_forget(chart);
		chart->earlier = marks;
		chart->back = n;
		wall_date(n > 0 ? session.start : NULL, date);
		body_pane_earlier(chart->body, marks.rows, marks.n, n > 0 ? date_medium(date) : NULL);
	} else {
		marks_release(&marks);
	}
	session_release(&session);
	return ok;
}

static void draft_show_time(struct chart *chart, const char *instant)
{
	int64_t seconds;
	char wall[WALL_SIZE];
	if (!instant || !instant_parse(instant, &seconds))
		return;
	wall_format(seconds, wall);
	memcpy(chart->saved_at, wall + 11, 6);
}

/* The stored texts; below the plan of a signed note stand its addenda. */
static bool closed_note_show(struct chart *chart, struct store *store, struct err *err)
{
	struct addenda addenda = { NULL, 0 };
	char *texts[NOTE_SECTIONS];
	struct str plan;
	if (!addenda_load(store, chart->session.id, &addenda, err))
		return false;
	str_init(&plan);
	memcpy(texts, chart->session.text, sizeof texts);
	str_add(&plan, texts[NOTE_PLAN]);
	for (size_t i = 0; i < addenda.n; i++) {
		char date[DATE_SIZE];
		wall_date(addenda.rows[i].at, date);
		str_addf(&plan, _("\n\nAddendum, %s, %s (%s):\n%s"), date_medium(date),
			 addenda.rows[i].author, addenda.rows[i].reason, addenda.rows[i].text);
	}
	texts[NOTE_PLAN] = plan.s;
	note_pane_set(chart->note, texts, addenda.n ? NOTE_PLAN : NOTE_SUBJECTIVE, 0, !chart_writable(chart));
	str_release(&plan);
	addenda_release(&addenda);
	return true;
}

static bool note_load(struct chart *chart, struct store *store, struct err *err)
{
	struct draft draft;
	draft_init(&draft);
	bool ok = draft_load(store, chart->session.id, &draft, err);
	chart->saved_at[0] = '\0';
	chart->draft_revision = draft.revision;
	if (ok && draft.session_id != 0 && !session_is_closed(chart->session.status)) {
		note_pane_set(chart->note, draft.text, draft.section, (size_t)draft.cursor,
			      !chart_writable(chart));
		draft_show_time(chart, draft.saved_at);
	} else if (ok) {
		ok = closed_note_show(chart, store, err);
	}
	draft_release(&draft);
	chart->saved_revision = note_pane_revision(chart->note);
	chart->drafted_section = chart->note->section;
	chart->drafted_cursor = note_pane_edit(chart->note)->cursor;
	chart->first_unsaved_ms = chart->last_key_ms = chart->retry_ms = 0;
	chart->unsaved_keys = 0;
	err_clear(&chart->problem);
	return ok;
}

/* Claims the note, or learns who has it. A closed one is only read: nobody needs to have it. */
static bool holder_load(struct chart *chart, struct store *store, struct err *err)
{
	return session_is_closed(chart->session.status) ||
	       presence_open(store, chart->session.id, chart->instance, &chart->holder, err);
}

static bool parts_load(struct chart *chart, struct store *store, struct err *err)
{
	struct session *session = &chart->session;
	return client_load(store, session->client_id, &chart->client, err) &&
	       (session->service_id == 0 || service_load(store, session->service_id, &chart->service, err)) &&
	       session_count_signed(store, session->client_id, session->start, &chart->visits, err) &&
	       chart_reload(chart, store, err) && history_load(chart, store, err) &&
	       holder_load(chart, store, err) && note_load(chart, store, err) &&
	       audit_read(store, session->client_id, err);
}

bool chart_open(struct chart *chart, struct store *store, int64_t session_id, struct err *err)
{
	chart_forget(chart);
	if (session_load(store, session_id, &chart->session, err) && parts_load(chart, store, err)) {
		rescue_prepare(chart, store->path);
		return true;
	}
	chart_forget(chart);
	return false;
}

void chart_let_go(struct chart *chart, struct store *store)
{
	if (chart->session.id != 0 && chart->holder.ours)
		presence_close(store, chart->session.id, chart->instance, NULL);
}

bool chart_close(struct chart *chart, struct store *store, struct err *err)
{
	/* What was written to a file, or put aside as a copy, may be left. */
	bool elsewhere = chart->written_revision == note_pane_revision(chart->note);
	if (chart->session.id != 0 && !chart_save(chart, store, err) && !elsewhere && draft_behind(chart))
		return false;
	err_clear(&chart->problem);
	if (!chart_keep_aside(chart, store, err))
		return false;
	chart_let_go(chart, store);
	chart_forget(chart);
	return true;
}

void chart_typed(struct chart *chart, int64_t now_ms)
{
	if (!draft_behind(chart))
		return;
	if (chart->first_unsaved_ms == 0)
		chart->first_unsaved_ms = now_ms;
	chart->last_key_ms = now_ms;
	chart->unsaved_keys++;
}

int chart_due_ms(const struct chart *chart, int64_t now_ms)
{
	if (chart->aside_ms != 0)
		return now_ms - chart->aside_ms >= chart->quiet_ms
			       ? 0
			       : (int)(chart->aside_ms + chart->quiet_ms - now_ms);
	if (!draft_behind(chart) || !chart->saving)
		return -1;
	int64_t due = chart->last_key_ms + chart->quiet_ms;
	int64_t latest = chart->first_unsaved_ms + DRAFT_LATEST_MS;
	if (due > latest)
		due = latest;
	if (chart->unsaved_keys >= DRAFT_LATEST_KEYS)
		due = now_ms;
	if (due < chart->retry_ms)
		due = chart->retry_ms;
	return due > now_ms ? (int)(due - now_ms) : 0;
}

static void draft_fill(struct chart *chart, struct draft *draft)
{
	draft_init(draft);
	draft->session_id = chart->session.id;
	draft->base_version = chart->session.version;
	draft->revision = chart->draft_revision;
	mem_replace(&draft->instance, chart->instance);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&draft->text[i], note_pane_text(chart->note, i));
	draft->section = chart->note->section;
	draft->cursor = (int64_t)note_pane_edit(chart->note)->cursor;
}

/* The cursor alone is worth a save when the chart is left, not at every arrow key. */
static bool draft_wanted(const struct chart *chart)
{
	return draft_behind(chart) || (chart_writable(chart) && chart->saved_at[0] &&
				       (chart->drafted_section != chart->note->section ||
					chart->drafted_cursor != note_pane_edit(chart->note)->cursor));
}

/* The text, and where the cursor stands in it, is in the database: as the draft, or as a copy. */
static void draft_mark_kept(struct chart *chart)
{
	chart->saved_revision = note_pane_revision(chart->note);
	chart->drafted_section = chart->note->section;
	chart->drafted_cursor = note_pane_edit(chart->note)->cursor;
}

bool chart_save(struct chart *chart, struct store *store, struct err *err)
{
	struct draft draft;
	if (!draft_wanted(chart) || !chart->saving)
		return true;
	draft_fill(chart, &draft);
	bool ok = draft_save(store, &draft, &chart->problem);
	if (ok) {
		draft_mark_kept(chart);
		chart->first_unsaved_ms = chart->retry_ms = 0;
		chart->unsaved_keys = 0;
		draft_show_time(chart, draft.saved_at);
		err_clear(&chart->problem);
		rescue_done(chart);
		chart->draft_revision = draft.revision;
		chart->session.status = SESSION_OPEN;
	} else {
		chart->retry_ms = clock_mono_ms() + DRAFT_RETRY_MS;
		/* Somebody else wrote meanwhile: their text stands, and ours is kept beside it. */
		if (chart->problem.kind == ERR_STALE &&
		    draft_keep_copy(store, &draft, chart->problem.text, NULL))
			draft_mark_kept(chart);
		if (err)
			*err = chart->problem;
	}
	draft_release(&draft);
	return ok;
}

size_t chart_standing(const struct chart *chart, struct standing **out)
{
	char day[DATE_SIZE];
	wall_date(chart->session.start, day);
	return flags_standing(chart->body->catalogue, chart->flags.rows, chart->flags.n, chart->client.birth,
			      day, out);
}

struct pane *chart_pane(struct chart *chart)
{
	switch (chart->focus) {
	case SLOT_BODY:
		return &chart->body->pane;
	case SLOT_MARKS:
		return &chart->marks_pane->pane;
	case SLOT_TECHNIQUES:
		return &chart->techniques->pane;
	case SLOT_HISTORY:
		return &chart->history->pane;
	default:
		return &chart->note->pane;
	}
}
