/* SPDX-License-Identifier: MIT */
/* A snippet in a form: its word, its text, whose it is. */
#include "record/snippet.h"

#include <stdlib.h>

#include "app/app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "line/vocabulary.h"
#include "panes/fields.h"
#include "screens/screens.h"
#include "store/snippets.h"

struct snippet_screen {
	struct screen screen;
	struct fields_pane *form;
	struct snippet edited; /* as it was when the form was opened */
};

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
	if (field == FIELD_WHOSE && !vocabulary_find(trimmed, MEANS(MEANS_OWNER)))
		return err_set(err, ERR_INPUT, _("Say mine, or clinic for everybody."));
	return true;
}

static void snippet_screen_init(struct screen *screen, struct app *app)
{
	static const struct field_spec specs[FIELDS] = {
		{ N_("Word"), N_("What is typed behind a ; and before a space: nk"), true },
		{ N_("Text"),
		  N_("What it becomes. ${client} ${last.plan} ${marks} are filled in, ${1:hint} is a stop."),
		  true },
		{ N_("Whose"), N_("mine, or clinic for everybody"), true },
	};
	struct snippet_screen *snippet = (struct snippet_screen *)screen;
	snippet->form = fields_pane_new(app->ring, FIELDS, field_tidy);
	for (int i = 0; i < FIELDS; i++)
		fields_pane_label(snippet->form, i, &specs[i]);
	snippet_init(&snippet->edited);
}

static void snippet_screen_release(struct screen *screen)
{
	struct snippet_screen *snippet = (struct snippet_screen *)screen;
	pane_free(&snippet->form->pane);
	snippet_release(&snippet->edited);
}

static struct pane *snippet_pane(const struct screen *screen)
{
	return &((const struct snippet_screen *)screen)->form->pane;
}

/* The one of that id, as it is stored now; a new one for 0. */
static bool snippet_load(struct store *store, int64_t id, struct snippet *out, struct err *err)
{
	struct snippets all = { NULL, 0 };
	struct snippet found;
	snippet_init(&found);
	if (id != 0 && !snippets_load(store, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (all.rows[i].id == id)
			snippet_copy(&found, &all.rows[i]);
	snippets_release(&all);
	if (found.id != id)
		return err_set(err, ERR_MISSING, _("There is no such snippet any more."));
	snippet_release(out);
	*out = found;
	return true;
}

static const char *whose(const struct snippet *snippet)
{
	return snippet->id && snippet->owner == 0 ? "clinic" : "mine";
}

static bool snippet_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct snippet_screen *snippet = (struct snippet_screen *)screen;
	if (!snippet_load(app->store, with->id, &snippet->edited, err))
		return false;
	fields_pane_put(snippet->form, FIELD_WORD, snippet->edited.word);
	fields_pane_put(snippet->form, FIELD_TEXT, snippet->edited.text);
	fields_pane_put(snippet->form, FIELD_WHOSE, whose(&snippet->edited));
	if (drafts_load(app, screen))
		app_say(app, _("What was typed before is back."));
	return true;
}

/* ---- its draft ---- */

static const char *const field_names[FIELDS] = { "word", "text", "whose" };

static int64_t draft_record(const struct screen *screen)
{
	return ((const struct snippet_screen *)screen)->edited.id;
}

static uint64_t draft_changed(const struct screen *screen)
{
	return form_revision(&((const struct snippet_screen *)screen)->form->form);
}

static void draft_describe(const struct screen *screen, struct draft_fields *out)
{
	const struct snippet_screen *snippet = (const struct snippet_screen *)screen;
	const char *was[FIELDS] = { snippet->edited.word, snippet->edited.text, whose(&snippet->edited) };
	for (int i = 0; i < FIELDS; i++)
		draft_add_changed(out, field_names[i], was[i], form_value(&snippet->form->form, i));
}

static void draft_put(struct screen *screen, const char *field, const char *value)
{
	for (int i = 0; i < FIELDS; i++)
		if (str_eq(field_names[i], field))
			fields_pane_put(((struct snippet_screen *)screen)->form, i, value);
}

static const struct screen_draft snippet_draft = {
	.form = "snippet",
	.record = draft_record,
	.changed = draft_changed,
	.describe = draft_describe,
	.put = draft_put,
};

/* ---- commands ---- */

static bool cmd_snippet_save(struct app *app, const char *argument, int value, struct err *err)
{
	struct snippet_screen *screen = (struct snippet_screen *)app_screen(app, &snippet_screen);
	struct snippet snippet;
	(void)argument;
	if (value == 1 && !fields_pane_enter(screen->form))
		return true;
	if (!fields_pane_check(screen->form, err))
		return false;
	snippet_init(&snippet);
	snippet_copy(&snippet, &screen->edited);
	mem_replace(&snippet.word, fields_pane_value(screen->form, FIELD_WORD));
	mem_replace(&snippet.text, fields_pane_value(screen->form, FIELD_TEXT));
	const struct meaning *owner =
		vocabulary_find(fields_pane_value(screen->form, FIELD_WHOSE), MEANS(MEANS_OWNER));
	snippet.owner = owner && owner->value ? app->store->actor : 0;
	bool ok = snippet_check(&snippet, err) && snippet_save(app->store, &snippet, err);
	if (ok) {
		drafts_clear(app, &screen->screen);
		app_back(app);
		app_say(app, _("Kept: ;%s and a space writes it."), snippet.word);
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

static const struct command *const snippet_commands[] = {
	&snippet_save_command,
	&snippet_field_command,
	NULL,
};

const struct screen_class snippet_screen = {
	.scope = "snippet",
	.title = N_("Snippet"),
	.size = sizeof(struct snippet_screen),
	.init = snippet_screen_init,
	.release = snippet_screen_release,
	.pane = snippet_pane,
	.open = snippet_open,
	.draft = &snippet_draft,
	.commands = snippet_commands,
};
