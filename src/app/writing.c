/* SPDX-License-Identifier: MIT */
/* Values come from the open chart; a generated sentence is remembered, so that it can be found and made anew. */
#include "app/writing.h"

#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "rule/sentence.h"
#include "store/sentences.h"
#include "store/snippets.h"

/* What entries can be put into words. */
enum kind {
	KIND_MARKS,
	KIND_TECHNIQUES,
	KIND_SELFCARE,
	KIND_REFERRAL,
	KIND_MEASURES,
	KIND_FINDINGS,
	KIND_SECTION, /* the findings of one section of the note */
	KINDS = KIND_SECTION + NOTE_SECTIONS
};
static const char *const kind_names[KINDS] = {
	"marks",
	"techniques",
	"selfcare",
	"referral",
	"measures",
	"findings",
	"findings.subjective",
	"findings.objective",
	"findings.assessment",
	"findings.plan",
};

static struct sentence_words words_of(const struct conf *conf)
{
	return (struct sentence_words){
		.template = { conf_text(conf, "note:mark_sentence"),
			      conf_text(conf, "note:technique_sentence") },
		.a_line_each = conf_bool(conf, "note:line_each"),
	};
}

bool writing_check(const struct conf *conf, struct err *err)
{
	struct sentence_words words = words_of(conf);
	static const char *const keys[SENTENCE_KINDS] = { "note:mark_sentence", "note:technique_sentence" };
	for (int i = 0; i < SENTENCE_KINDS; i++)
		if (!str_empty(words.template[i]) && !sentence_template_check(i, words.template[i], err))
			return err_prefix(err, "%s: %s", conf_source(conf, keys[i]), keys[i]);
	return true;
}

static void sentence_of(const struct app *app, enum kind kind, struct str *out)
{
	const struct session_open *open = app->open;
	struct sentence_words words = words_of(app->conf);
	if (kind == KIND_MARKS)
		sentence_marks(app->catalogue, open->marks.rows, open->marks.n, open->applications.rows,
			       open->applications.n, &words, out);
	else if (kind == KIND_FINDINGS)
		findings_sentences(app->catalogue, &open->findings, "LSOAPR", out);
	else if (kind >= KIND_SECTION)
		findings_sentences(app->catalogue, &open->findings,
				   findings_sections((enum note_section)(kind - KIND_SECTION)), out);
	else if (kind == KIND_TECHNIQUES)
		sentence_techniques(app->catalogue, open->applications.rows, open->applications.n, &words,
				    out);
	else if (kind == KIND_SELFCARE)
		selfcare_sentence(app->catalogue, open->selfcares.rows, open->selfcares.n, out);
	else if (kind == KIND_MEASURES)
		measures_sentence(app->catalogue, open->measures.rows, open->measures.n, out);
	else
		referral_sentence(open->referrals.rows, open->referrals.n, out);
}

/* --- placeholders --- */

struct values {
	struct app *app;
	struct str value;
	bool used[KINDS]; /* sentences that went in */
};

static const char *last_value(const struct session_open *open, const char *name)
{
	static const char *const names[NOTE_SECTIONS] = { "subjective", "objective", "assessment", "plan" };
	for (int i = 0; i < NOTE_SECTIONS; i++)
		if (str_eq(name, names[i]))
			return open->previous.id ? open->previous.text[i] : "";
	return NULL;
}

static const char *value_of(void *context, const char *name)
{
	struct values *values = context;
	const struct session_open *open = values->app->open;
	char date[DATE_SIZE];
	wall_date(open->session.start, date);
	str_clear(&values->value);
	if (str_starts(name, "last."))
		return last_value(open, name + strlen("last."));
	for (int i = 0; i < KINDS; i++) {
		if (!str_eq(name, kind_names[i]))
			continue;
		sentence_of(values->app, i, &values->value);
		values->used[i] = true;
		return values->value.s;
	}
	if (str_eq(name, "client"))
		client_name(&open->client, &values->value);
	else if (str_eq(name, "age") && open->client.birth)
		str_addf(&values->value, "%d", date_age(open->client.birth, date));
	else if (str_eq(name, "date"))
		str_add(&values->value, date_medium(date));
	return values->value.s;
}

/* Remembers the sentences that went into the note. */
static void sentences_keep(struct app *app, const bool used[KINDS])
{
	struct str sentence;
	str_init(&sentence);
	for (int i = 0; i < KINDS; i++) {
		struct err err = ERR_INIT;
		if (!used[i])
			continue;
		str_clear(&sentence);
		sentence_of(app, i, &sentence);
		if (sentence.len &&
		    !sentence_save(app->store, app->open->session.id, kind_names[i], sentence.s, &err))
			app_say(app, "%s", err.text);
	}
	str_release(&sentence);
}

/* Expands a text with the chart's values. */
static void expand(struct app *app, const char *text, struct str *out, struct note_stop stops[NOTE_STOPS_MAX],
		   size_t *n)
{
	struct values values = { .app = app };
	struct placeholder_source source = { value_of, &values };
	struct snippet_stop found[SNIPPET_STOPS_MAX];
	size_t n_found = 0;
	str_init(&values.value);
	snippet_expand(text, &source, out, found, &n_found);
	*n = n_found < NOTE_STOPS_MAX ? n_found : NOTE_STOPS_MAX;
	for (size_t i = 0; i < *n; i++)
		stops[i] = (struct note_stop){ found[i].at, found[i].bytes };
	sentences_keep(app, values.used);
	str_release(&values.value);
}

/* --- snippets --- */

static void put_snippet(struct app *app, size_t replace, const struct snippet *snippet)
{
	struct note_stop stops[NOTE_STOPS_MAX];
	size_t n;
	struct str text;
	str_init(&text);
	expand(app, snippet->text, &text, stops, &n);
	note_pane_put(app->chart->note, replace, text.s, stops, n);
	if (n > 0)
		app_say(app, _("{pane-next} goes to the next place to fill in."));
	str_release(&text);
}

bool writing_expand(struct app *app)
{
	const struct edit *edit = note_pane_edit(app->chart->note);
	struct snippet snippet;
	struct str word;
	struct err err = ERR_INIT;
	size_t from = 0;
	if (edit->cursor == 0)
		return false;
	str_init(&word);
	snippet_init(&snippet);
	/* The space that was just typed stands between the word and the cursor. */
	bool found = snippet_word_before(buffer_text(edit->buffer), edit->cursor - 1, &from, &word) &&
		     snippet_load_word(app->store, word.s, &snippet, &err) && snippet.id != 0;
	if (found)
		put_snippet(app, edit->cursor - from, &snippet);
	snippet_release(&snippet);
	str_release(&word);
	return found;
}

/* --- templates --- */

static bool note_is_empty(struct note_pane *note)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		if (buffer_bytes(note->sections[i].buffer) > 0)
			return false;
	return true;
}

/* Each section of the template goes behind what its section holds. */
static void template_put(struct app *app, const struct template *template)
{
	struct note_pane *note = app->chart->note;
	for (int i = NOTE_SECTIONS - 1; i >= 0; i--) {
		struct note_stop stops[NOTE_STOPS_MAX];
		size_t n;
		struct str text;
		if (str_empty(template->text[i]))
			continue;
		str_init(&text);
		expand(app, template->text[i], &text, stops, &n);
		note_pane_go(note, i);
		edit_move(note_pane_edit(note), EDIT_TEXT_END, 1);
		note_pane_put(note, 0, text.s, stops, n);
		str_release(&text);
	}
}

bool writing_begin(struct app *app, struct err *err)
{
	struct template template;
	if (!session_writable(app->open) || !note_is_empty(app->chart->note) || app->chart->saved_at[0])
		return true;
	template_init(&template);
	bool ok = template_for_service(app->store, app->open->service.code, &template, err);
	if (ok && template.id != 0) {
		template_put(app, &template);
		app_say(app,
			_("Begun from the template “%s”. {text-undo} takes it back, section by section."),
			template.name);
	}
	template_release(&template);
	return ok;
}

static void templates_say(const struct templates *templates, const char *typed, struct str *out)
{
	for (size_t i = 0; i < templates->n; i++)
		if (strncasecmp(templates->rows[i].name, typed, strlen(typed)) == 0)
			str_addf(out, "%s%s", out->len ? " · " : "", templates->rows[i].name);
}

static void template_reading(struct app *app, const char *argument, struct str *out)
{
	struct templates templates = { NULL, 0 };
	struct err err = ERR_INIT;
	if (!templates_load(app->store, &templates, &err))
		str_add(out, err.text);
	templates_say(&templates, argument, out);
	if (templates.n == 0)
		str_add(out, _("No template yet: template-save makes one from a note."));
	templates_release(&templates);
}

static bool cmd_template_apply(struct app *app, const char *argument, int value, struct err *err)
{
	struct templates templates = { NULL, 0 };
	const struct template *found = NULL;
	(void)value;
	if (!templates_load(app->store, &templates, err))
		return false;
	for (size_t i = 0; i < templates.n; i++)
		if (!found && strncasecmp(templates.rows[i].name, argument, strlen(argument)) == 0)
			found = &templates.rows[i];
	if (found)
		template_put(app, found);
	else
		err_set(err, ERR_MISSING, _("No template is called “%s”."), argument);
	templates_release(&templates);
	return found != NULL;
}

static const struct command template_apply_command = {
	.name = "template-apply",
	.scope = "chart",
	.ask = N_("Template"),
	.help = N_("Put a template into the note"),
	.run = cmd_template_apply,
	.reading = template_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

/* "NAME [SERVICE]": the note as it stands becomes a template; one of that name is replaced. */
static bool cmd_template_save(struct app *app, const char *argument, int value, struct err *err)
{
	struct templates old = { NULL, 0 };
	struct template template;
	struct str word;
	(void)value;
	if (!templates_load(app->store, &old, err))
		return false;
	template_init(&template);
	str_init(&word);
	str_next_word(&argument, &word);
	mem_replace(&template.name, word.s);
	str_next_word(&argument, &word);
	mem_replace(&template.service, word.len && !str_eq(word.s, template.name) ? word.s : "");
	for (size_t i = 0; i < old.n; i++)
		if (str_eq(old.rows[i].name, template.name) &&
		    str_eq(old.rows[i].service, template.service)) {
			template.id = old.rows[i].id;
			template.version = old.rows[i].version;
			mem_replace(&template.uid, old.rows[i].uid);
		}
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&template.text[i], note_pane_text(app->chart->note, i));
	bool ok = template_check(&template, err) && template_save(app->store, &template, err);
	if (ok)
		app_say(app, _("Template “%s” kept."), template.name);
	str_release(&word);
	template_release(&template);
	templates_release(&old);
	return ok;
}

static const struct command template_save_command = {
	.name = "template-save",
	.scope = "chart",
	.ask = N_("Name (and the service it is for)"),
	.help = N_("Keep the note as a template, for every note or for one service's"),
	.run = cmd_template_save,
	.owner = chart_owner,
};

/* --- sentences --- */

static bool kind_named(const char *typed, enum kind *kind)
{
	for (int i = 0; i < KINDS; i++) {
		if (!*typed || strncasecmp(kind_names[i], typed, strlen(typed)) != 0)
			continue;
		*kind = i;
		return true;
	}
	return false;
}

static bool cmd_note_insert(struct app *app, const char *argument, int value, struct err *err)
{
	struct edit *edit = note_pane_edit(app->chart->note);
	bool used[KINDS] = { false };
	enum kind kind;
	struct str text;
	(void)value;
	if (!kind_named(argument, &kind))
		return err_set(
			err, ERR_INPUT,
			_("Say marks, techniques, measures, findings, selfcare or referral; two letters are enough."));
	/* Those that belong into the section where they are put. */
	if (kind == KIND_FINDINGS)
		kind = KIND_SECTION + (enum kind)app->chart->note->section;
	str_init(&text);
	char before = edit->cursor > 0 ? buffer_text(edit->buffer)[edit->cursor - 1] : '\n';
	if (before != '\n' && before != ' ')
		str_addc(&text, ' ');
	size_t blank = text.len;
	sentence_of(app, kind, &text);
	bool ok = text.len > blank;
	if (ok) {
		used[kind] = true;
		app->chart->focus = SLOT_NOTE;
		note_pane_put(app->chart->note, 0, text.s, NULL, 0);
		sentences_keep(app, used);
	} else {
		err_set(err, ERR_MISSING,
			kind >= KIND_SECTION
				? _("There is nothing to say yet: {findings-show} records what belongs into this section.")
				: _("There is nothing to say of that yet."));
	}
	str_release(&text);
	return ok;
}

static const struct command note_insert_command = {
	.name = "note-insert",
	.scope = "chart",
	.keys = "Alt-i",
	.ask = N_("Put in (marks, techniques, measures, findings, selfcare or referral)"),
	.help = N_(
		"Put the sentences made from the marks, techniques, measures, findings, self-care or referrals into the note"),
	.run = cmd_note_insert,
	.subject = chart_subject,
	.owner = chart_owner,
};

enum refreshed { REFRESH_NONE, REFRESH_SAME, REFRESH_DONE, REFRESH_EDITED };

static enum refreshed kind_refresh(struct app *app, enum kind kind, struct err *err)
{
	char *old = NULL;
	bool used[KINDS] = { false };
	enum refreshed result = REFRESH_EDITED;
	struct str fresh, text;
	if (!sentence_load(app->store, app->open->session.id, kind_names[kind], &old, err) ||
	    str_empty(old)) {
		free(old);
		return REFRESH_NONE;
	}
	str_init(&fresh);
	str_init(&text);
	sentence_of(app, kind, &fresh);
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		if (!sentence_refresh(note_pane_text(app->chart->note, i), old, fresh.s, &text))
			continue;
		result = str_eq(old, fresh.s) ? REFRESH_SAME : REFRESH_DONE;
		note_pane_replace(app->chart->note, i, text.s);
	}
	used[kind] = result == REFRESH_DONE;
	sentences_keep(app, used);
	str_release(&text);
	str_release(&fresh);
	free(old);
	return result;
}

static bool cmd_note_refresh(struct app *app, const char *argument, int value, struct err *err)
{
	int counts[REFRESH_EDITED + 1] = { 0 };
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	for (int i = 0; i < KINDS; i++)
		counts[kind_refresh(app, i, err)]++;
	if (err->kind != ERR_NONE)
		return false;
	if (counts[REFRESH_EDITED])
		app_say(app, _("A sentence was edited by hand: it stays as you wrote it."));
	else if (counts[REFRESH_DONE])
		app_say(app, _("The sentences say what the entries say now."));
	else if (counts[REFRESH_SAME])
		app_say(app, _("The sentences say it already."));
	else
		app_say(app, _("No sentence was put into this note yet: {note-insert} does."));
	return true;
}

static const struct command note_refresh_command = {
	.name = "note-refresh",
	.scope = "chart",
	.keys = "F5 Alt-I",
	.help = N_("Let the sentences that were put in say what the entries say now"),
	.run = cmd_note_refresh,
};

const struct command *const writing_commands[] = {
	&note_insert_command, &note_refresh_command, &template_apply_command, &template_save_command, NULL,
};
