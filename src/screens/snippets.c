/* SPDX-License-Identifier: MIT */
/* The snippets: a list of them, and a form for one. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/drafts.h"
#include "app/snippet_form.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { FIELD_WORD, FIELD_TEXT, FIELD_WHOSE, FIELDS };

static bool field_tidy(int field, char **value, struct err *err)
{
	if (field == FIELD_TEXT)
		return str_empty(*value) ? err_set(err, ERR_INPUT, _("Say what the word becomes."))
					 : snippet_text_check(*value, err);
	char *trimmed = str_trimmed(*value);
	free(*value);
	*value = trimmed;
	if (field == FIELD_WORD && str_empty(trimmed))
		return err_set(err, ERR_INPUT,
			       _("Say the word: letters, digits and hyphens; it is typed behind a ;"));
	if (field == FIELD_WHOSE && strcasecmp(trimmed, "mine") != 0 && strcasecmp(trimmed, "clinic") != 0)
		return err_set(err, ERR_INPUT, _("Say mine, or clinic for everybody."));
	return true;
}

struct fields_pane *snippet_form_new(struct kill_ring *ring)
{
	static const struct field_spec specs[FIELDS] = {
		{ N_("Word"), N_("What is typed behind a ; and before a space: nk"), true },
		{ N_("Text"),
		  N_("What it becomes. ${client} ${last.plan} ${marks} are filled in, ${1:hint} is a stop."),
		  true },
		{ N_("Whose"), N_("mine, or clinic for everybody"), true },
	};
	struct fields_pane *form = fields_pane_new(&snippet_pane_class, ring, FIELDS, field_tidy);
	for (int i = 0; i < FIELDS; i++)
		fields_pane_label(form, i, &specs[i]);
	return form;
}

static bool list_fill(struct app *app, struct err *err)
{
	struct snippets fresh = { NULL, 0 };
	struct str text;
	int chosen = lines_pane_chosen(app->snippet_list);
	if (!snippets_load(app->store, &fresh, err))
		return false;
	snippets_release(&app->snippets);
	app->snippets = fresh;
	str_init(&text);
	for (size_t i = 0; i < fresh.n; i++) {
		const struct snippet *row = &fresh.rows[i];
		str_addc(&text, ';');
		utf8_show_in(&text, row->word, 15);
		utf8_show_in(&text, row->owner ? _("mine") : _("clinic"), 8);
		str_addf(&text, "%.*s\n", (int)strcspn(row->text, "\n"), row->text);
	}
	if (fresh.n == 0)
		str_add(&text, _("No snippets yet. n writes the first: a word that becomes a text."));
	lines_pane_set(app->snippet_list, text.s);
	if (chosen > 0 && (size_t)chosen < fresh.n)
		app->snippet_list->list.chosen = chosen;
	str_release(&text);
	return true;
}

static bool cmd_snippets_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (!list_fill(app, err))
		return false;
	app_go(app, PLACE_SNIPPETS);
	return true;
}

static const struct command snippets_show_command = {
	.name = "snippets-show",
	.scope = "any",
	.keys = "Alt-;",
	.help = N_("Show the snippets: words that become texts"),
	.run = cmd_snippets_show,
};

static const struct snippet *snippet_chosen(const struct app *app)
{
	int row = lines_pane_chosen(app->snippet_list);
	return row >= 0 && (size_t)row < app->snippets.n ? &app->snippets.rows[row] : NULL;
}

static void form_open(struct app *app, const struct snippet *snippet)
{
	fields_pane_put(app->snippet, FIELD_WORD, snippet->word);
	fields_pane_put(app->snippet, FIELD_TEXT, snippet->text);
	fields_pane_put(app->snippet, FIELD_WHOSE, snippet->id && snippet->owner == 0 ? "clinic" : "mine");
	app->snippet->record = snippet->id;
	snippet_copy(&app->edited_snippet, snippet);
	app_go(app, PLACE_SNIPPET);
	if (drafts_load(app, app_front(app)))
		app_say(app, _("What was typed before is back."));
}

static bool cmd_snippet_new(struct app *app, const char *argument, int value, struct err *err)
{
	struct snippet snippet;
	(void)argument, (void)value, (void)err;
	snippet_init(&snippet);
	form_open(app, &snippet);
	snippet_release(&snippet);
	return true;
}

static const struct command snippet_new_command = {
	.name = "snippet-new",
	.scope = "snippets",
	.keys = "n",
	.hint = N_("new"),
	.hint_scopes = "snippets",
	.help = N_("Write a new snippet"),
	.run = cmd_snippet_new,
};

static bool cmd_snippet_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct snippet *snippet = snippet_chosen(app);
	if (!snippet)
		return cmd_snippet_new(app, argument, value, err);
	form_open(app, snippet);
	return true;
}

static const struct command snippet_edit_command = {
	.name = "snippet-edit",
	.scope = "snippets",
	.keys = "Enter",
	.hint = N_("edit"),
	.hint_scopes = "snippets",
	.help = N_("Change the chosen snippet"),
	.run = cmd_snippet_edit,
};

static bool cmd_snippet_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct snippet *snippet = snippet_chosen(app);
	(void)argument, (void)value;
	if (!snippet)
		return err_set(err, ERR_MISSING, _("There is no snippet to take away."));
	app_say(app, _("Taken away: ;%s. u brings it back."), snippet->word);
	app->voided_snippet = snippet->id;
	return snippet_void(app->store, snippet->id, true, err) && list_fill(app, err);
}

static const struct command snippet_void_command = {
	.name = "snippet-void",
	.scope = "snippets",
	.keys = "x",
	.hint = N_("take away"),
	.hint_scopes = "snippets",
	.help = N_("Take the chosen snippet away"),
	.run = cmd_snippet_void,
};

static bool cmd_snippet_undo(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	if (app->voided_snippet == 0)
		return err_set(err, ERR_MISSING, _("Nothing to undo."));
	bool ok = snippet_void(app->store, app->voided_snippet, false, err) && list_fill(app, err);
	app->voided_snippet = 0;
	return ok;
}

static const struct command snippet_undo_command = {
	.name = "snippet-undo",
	.scope = "snippets",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "snippets",
	.help = N_("Bring the snippet back"),
	.run = cmd_snippet_undo,
};

static bool cmd_snippet_save(struct app *app, const char *argument, int value, struct err *err)
{
	struct snippet snippet;
	(void)argument;
	if (value == 1 && !fields_pane_enter(app->snippet))
		return true;
	if (!fields_pane_check(app->snippet, err))
		return false;
	snippet_init(&snippet);
	snippet_copy(&snippet, &app->edited_snippet);
	mem_replace(&snippet.word, fields_pane_value(app->snippet, FIELD_WORD));
	mem_replace(&snippet.text, fields_pane_value(app->snippet, FIELD_TEXT));
	snippet.owner =
		strcasecmp(fields_pane_value(app->snippet, FIELD_WHOSE), "mine") == 0 ? app->store->actor : 0;
	bool ok = snippet_check(&snippet, err) && snippet_save(app->store, &snippet, err);
	if (ok) {
		drafts_clear(app, app_front(app));
		app_back(app);
		app_say(app, _("Kept: ;%s and a space writes it."), snippet.word);
		ok = list_fill(app, err);
	}
	snippet_release(&snippet);
	return ok;
}

static const struct command snippet_save_command = {
	.name = "snippet-save",
	.scope = "snippet",
	.keys = "Ctrl-s",
	.hint = N_("save"),
	.hint_scopes = "snippet",
	.help = N_("Keep the snippet"),
	.run = cmd_snippet_save,
};

static const struct command snippet_field_command = {
	.name = "snippet-field",
	.scope = "snippet",
	.keys = "Enter",
	.hint = N_("next"),
	.hint_scopes = "snippet",
	.help = N_("Go to the next field; on the last one, keep the snippet"),
	.run = cmd_snippet_save,
	.value = 1,
};

const struct command *const snippet_commands[] = {
	&snippets_show_command, &snippet_new_command,  &snippet_edit_command,  &snippet_void_command,
	&snippet_undo_command,  &snippet_save_command, &snippet_field_command, NULL,
};
