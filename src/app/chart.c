/* SPDX-License-Identifier: MIT */
/* Showing a session and keeping the draft of its note. */
#include "app/chart.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/rescue.h"
#include "app/session_text.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/addenda.h"
#include "store/draft_copy.h"

void chart_init(struct chart *chart, struct app *app)
{
	const struct catalogue *catalogue = app->catalogue;
	const struct conf *conf = app->conf;
	*chart = (struct chart){ .app = app, .focus = SLOT_NOTE };
	str_init(&chart->aside);
	chart->note = note_pane_new(app->ring);
	chart->body = body_pane_new(catalogue);
	chart->marks_pane = marks_pane_new(catalogue);
	chart->techniques = techniques_pane_new(catalogue, conf_text(conf, "catalogue:techniques"),
						conf_text(conf, "catalogue:off"), app->ring);
	chart->history = reader_pane_new(&history_pane_class);
	chart->quiet_ms = (int)conf_int(conf, "draft:quiet_ms");
	chart->saving = conf_bool(conf, "draft:saving");
	mark_init(&chart->drawing);
}

static void earlier_forget(struct chart *chart)
{
	body_pane_earlier(chart->body, NULL, 0, NULL);
	marks_release(&chart->earlier);
	chart->earlier = (struct marks){ NULL, 0 };
	chart->back = 0;
}

void chart_forget(struct chart *chart)
{
	body_pane_set(chart->body, NULL, 0);
	body_pane_forget(chart->body);
	marks_pane_set(chart->marks_pane, NULL, 0, NULL, 0);
	techniques_pane_find(chart->techniques, false);
	techniques_pane_set(chart->techniques, NULL, 0, NULL, 0);
	techniques_pane_home(chart->techniques);
	earlier_forget(chart);
	note_pane_set_previous(chart->note, NULL);
	note_pane_seek(chart->note, NULL);
	chart->shows_history = false;
	chart->taken = false;
	str_clear(&chart->aside);
	chart->aside_ms = 0;
	chart->written_revision = UINT64_MAX;
	rescue_prepare(chart, NULL);
}

void chart_release(struct chart *chart)
{
	chart_forget(chart);
	str_release(&chart->aside);
	pane_free(&chart->note->pane);
	pane_free(&chart->body->pane);
	pane_free(&chart->marks_pane->pane);
	pane_free(&chart->techniques->pane);
	pane_free(&chart->history->pane);
	free(chart->heat);
	mark_release(&chart->drawing);
}

static const struct session *session_of(const struct chart *chart)
{
	return &chart->app->open->session;
}

static bool draft_behind(const struct chart *chart)
{
	return session_writable(chart->app->open) && note_pane_revision(chart->note) != chart->saved_revision;
}

bool chart_again(struct chart *chart, struct err *err)
{
	struct session_open *open = chart->app->open;
	struct err unsaved = ERR_INIT;
	chart_save(chart, &unsaved);
	/* Neither stored nor kept as a copy: the chart stays as it is. */
	if (draft_behind(chart)) {
		*err = unsaved;
		return false;
	}
	bool ours = open->holder.ours;
	if (!session_enter(chart->app, open->session.id, err))
		return false;
	chart->taken = ours && session_held(open, NULL);
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

bool chart_keep_aside(struct chart *chart, struct err *err)
{
	struct draft draft;
	if (chart->aside_ms == 0)
		return true;
	draft_init(&draft);
	draft.session_id = session_of(chart)->id;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&draft.text[i], i == (int)chart->note->section ? chart->aside.s : "");
	bool ok = draft_keep_copy(chart->app->store, &draft,
				  _("Typed after somebody else had taken the note over."), err);
	draft_release(&draft);
	if (ok)
		chart->aside_ms = 0;
	return ok;
}

void chart_follow(struct chart *chart)
{
	const struct session_open *open = chart->app->open;
	body_pane_set(chart->body, open->marks.rows, open->marks.n);
	marks_pane_set(chart->marks_pane, open->marks.rows, open->marks.n, open->measures.rows,
		       open->measures.n);
	techniques_pane_set(chart->techniques, open->applications.rows, open->applications.n,
			    open->marks.rows, open->marks.n);
}

/* A signed session to be read. */
static bool reader_show(struct chart *chart, const struct session *session, const struct marks *marks,
			struct err *err)
{
	struct str text;
	char date[DATE_SIZE];
	str_init(&text);
	bool ok = session_text(chart->app->store, chart->app->catalogue, session, marks, &text, err);
	wall_date(session->start, date);
	reader_pane_set(chart->history, date_long(date), text.s);
	str_release(&text);
	return ok;
}

/* The last signed session, to be read beside the note and carried forward. */
static bool history_load(struct chart *chart, struct err *err)
{
	const struct session *previous = &chart->app->open->previous;
	struct marks marks = { NULL, 0 };
	if (previous->id == 0) {
		reader_pane_set(chart->history, _("no session"), _("No signed session before this one."));
		return true;
	}
	note_pane_set_previous(chart->note, previous->text);
	bool ok = marks_load(chart->app->store, previous->id, &marks, err) &&
		  reader_show(chart, previous, &marks, err);
	marks_release(&marks);
	return ok;
}

/* Walks to the session that many signed sessions back; *n is how far it got. */
static bool session_back(struct chart *chart, int back, struct session *out, int *n, struct err *err)
{
	struct session from, to;
	bool ok = true;
	session_init(&from);
	*n = 0;
	while (ok && *n < back) {
		session_init(&to);
		ok = session_load_previous(chart->app->store, *n == 0 ? session_of(chart) : &from, &to, err);
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

bool chart_go_back(struct chart *chart, int back, bool *found, struct err *err)
{
	struct session session;
	struct marks marks = { NULL, 0 };
	char date[DATE_SIZE];
	int n = 0;
	bool ok = session_back(chart, back, &session, &n, err);
	*found = n == back;
	if (ok && n > 0)
		ok = marks_load(chart->app->store, session.id, &marks, err) &&
		     reader_show(chart, &session, &marks, err);
	else if (ok)
		ok = history_load(chart, err);
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
static bool closed_note_show(struct chart *chart, struct err *err)
{
	struct addenda addenda = { NULL, 0 };
	char *texts[NOTE_SECTIONS];
	struct str plan;
	if (!addenda_load(chart->app->store, session_of(chart)->id, &addenda, err))
		return false;
	str_init(&plan);
	memcpy(texts, session_of(chart)->text, sizeof texts);
	str_add(&plan, texts[NOTE_PLAN]);
	for (size_t i = 0; i < addenda.n; i++) {
		char date[DATE_SIZE];
		wall_date(addenda.rows[i].at, date);
		str_addf(&plan, _("\n\nAddendum, %s, %s (%s):\n%s"), date_medium(date),
			 addenda.rows[i].author, addenda.rows[i].reason, addenda.rows[i].text);
	}
	texts[NOTE_PLAN] = plan.s;
	note_pane_set(chart->note, texts, addenda.n ? NOTE_PLAN : NOTE_SUBJECTIVE, 0,
		      !session_writable(chart->app->open));
	str_release(&plan);
	addenda_release(&addenda);
	return true;
}

static bool note_load(struct chart *chart, struct err *err)
{
	struct draft draft;
	draft_init(&draft);
	bool ok = draft_load(chart->app->store, session_of(chart)->id, &draft, err);
	chart->saved_at[0] = '\0';
	chart->draft_revision = draft.revision;
	if (ok && draft.session_id != 0 && !session_is_closed(session_of(chart)->status)) {
		note_pane_set(chart->note, draft.text, draft.section, (size_t)draft.cursor,
			      !session_writable(chart->app->open));
		draft_show_time(chart, draft.saved_at);
	} else if (ok) {
		ok = closed_note_show(chart, err);
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

bool chart_show(struct chart *chart, struct err *err)
{
	if (!history_load(chart, err) || !note_load(chart, err))
		return false;
	rescue_prepare(chart, chart->app->store->path);
	return true;
}

bool chart_close(struct chart *chart, struct err *err)
{
	/* What was written to a file, or put aside as a copy, may be left. */
	bool elsewhere = chart->written_revision == note_pane_revision(chart->note);
	if (session_of(chart)->id != 0 && !chart_save(chart, err) && !elsewhere && draft_behind(chart))
		return false;
	err_clear(&chart->problem);
	return chart_keep_aside(chart, err);
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
	draft->session_id = session_of(chart)->id;
	draft->base_version = session_of(chart)->version;
	draft->revision = chart->draft_revision;
	mem_replace(&draft->instance, chart->app->open->instance);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&draft->text[i], note_pane_text(chart->note, i));
	draft->section = chart->note->section;
	draft->cursor = (int64_t)note_pane_edit(chart->note)->cursor;
}

/* The cursor alone is worth a save when the chart is left, not at every arrow key. */
static bool draft_wanted(const struct chart *chart)
{
	return draft_behind(chart) || (session_writable(chart->app->open) && chart->saved_at[0] &&
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

bool chart_save(struct chart *chart, struct err *err)
{
	struct draft draft;
	if (!draft_wanted(chart) || !chart->saving)
		return true;
	draft_fill(chart, &draft);
	bool ok = draft_save(chart->app->store, &draft, &chart->problem);
	if (ok) {
		draft_mark_kept(chart);
		chart->first_unsaved_ms = chart->retry_ms = 0;
		chart->unsaved_keys = 0;
		draft_show_time(chart, draft.saved_at);
		err_clear(&chart->problem);
		rescue_done(chart);
		chart->draft_revision = draft.revision;
		chart->app->open->session.status = SESSION_OPEN;
	} else {
		chart->retry_ms = clock_mono_ms() + DRAFT_RETRY_MS;
		/* Somebody else wrote meanwhile: their text stands, and ours is kept beside it. */
		if (chart->problem.kind == ERR_STALE &&
		    draft_keep_copy(chart->app->store, &draft, chart->problem.text, NULL))
			draft_mark_kept(chart);
		if (err)
			*err = chart->problem;
	}
	draft_release(&draft);
	return ok;
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
