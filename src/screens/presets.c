/* SPDX-License-Identifier: MIT */
/* Presets: a list of them, used with one key, kept from the session that is open. */
#include <stdlib.h>
#include <string.h>

#include "app/again.h"
#include "app/app.h"
#include "app/entries.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/preset_lines.h"
#include "line/vocabulary.h"
#include "screens/screens.h"
#include "store/presets.h"

struct presets_screen {
	struct list_screen list;
	struct presets presets;
	int64_t voided, added; /* by the last change of the list, for undo; 0 for none */
};

static void line_read(const struct app *app, const char *line, struct applications *out, struct str *unknown)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique(app->catalogue, -1, line, &reading);
	if (reading.reading.ok) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		application_init(&out->rows[out->n]);
		application_copy(&out->rows[out->n++], &reading.entries[0].applications[0]);
	} else {
		char *code = mem_strndup(line, strcspn(line, " "));
		str_addf(unknown, "%s%s", unknown->len ? ", " : "", code);
		free(code);
	}
	entry_reading_release(&reading);
}

/* What cannot be read is named in `unknown`. */
static void preset_read(const struct app *app, const struct preset *preset, struct applications *out,
			struct str *unknown)
{
	char *lines = mem_strdup(preset->lines), *rest = NULL;
	for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		line_read(app, line, out, unknown);
	free(lines);
}

/* What is in it: "deep tissue massage 20 min, heat 15 min". */
static void summary_add(const struct app *app, const struct preset *preset, struct str *out)
{
	struct applications rows = { NULL, 0 };
	struct str unknown;
	str_init(&unknown);
	preset_read(app, preset, &rows, &unknown);
	for (size_t i = 0; i < rows.n; i++) {
		str_add(out, i ? ", " : "");
		application_line(app->catalogue, &rows.rows[i], out);
	}
	if (unknown.len)
		str_addf(out, "%s? %s", rows.n ? ", " : "", unknown.s);
	applications_release(&rows);
	str_release(&unknown);
}

static bool presets_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct presets_screen *list = (struct presets_screen *)screen;
	struct presets fresh;
	if (!presets_load(app->store, &fresh, err))
		return false;
	presets_release(&list->presets);
	list->presets = fresh;
	list_begin(&list->list);
	for (size_t i = 0; i < fresh.n; i++) {
		struct str *row = list_row(&list->list, fresh.rows[i].id);
		utf8_show_in(row, fresh.rows[i].name, 22);
		utf8_show_in(row, fresh.rows[i].owner ? _("mine") : _("clinic"), 8);
		summary_add(app, &fresh.rows[i], row);
	}
	list_end(&list->list,
		 _("No presets yet. {preset-new} keeps this session's techniques under a name."));
	return true;
}

static bool presets_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	(void)with;
	return presets_refresh(screen, app, err);
}

static struct presets_screen *presets_of(struct app *app)
{
	return (struct presets_screen *)app_screen(app, &presets_screen);
}

static bool cmd_presets_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "presets", NULL, err);
}

static const struct command presets_show_command = {
	.name = "presets-show",
	.scope = "techniques",
	.keys = "p",
	.hint = N_("presets"),
	.hint_scopes = "techniques:8",
	.help = N_("List the presets of techniques, one's own and the clinic's"),
	.run = cmd_presets_show,
};

static const struct preset *preset_chosen(const struct presets_screen *list)
{
	int64_t chosen = list_chosen(&list->list);
	for (size_t i = 0; i < list->presets.n; i++)
		if (list->presets.rows[i].id == chosen)
			return &list->presets.rows[i];
	return NULL;
}

static bool preset_apply(struct app *app, const struct preset *preset, struct err *err)
{
	struct applications rows = { NULL, 0 };
	struct str unknown;
	str_init(&unknown);
	preset_read(app, preset, &rows, &unknown);
	bool ok = treatment_again(app, preset->name, rows.rows, rows.n, unknown.s, err);
	applications_release(&rows);
	str_release(&unknown);
	return ok;
}

static bool cmd_preset_choose(struct app *app, const char *argument, int value, struct err *err)
{
	const struct preset *preset = preset_chosen(presets_of(app));
	(void)argument, (void)value;
	if (!preset)
		return err_set(err, ERR_MISSING, _("There is no preset to use. {preset-new} keeps one."));
	if (!preset_apply(app, preset, err))
		return false;
	app_back(app);
	return true;
}

static const struct command preset_choose_command = {
	.name = "preset-choose",
	.scope = "presets",
	.keys = "Enter",
	.hint = N_("use"),
	.hint_scopes = "presets",
	.help = N_("Write down the chosen preset's techniques"),
	.run = cmd_preset_choose,
};

/* By its name, or by a beginning that only one has. */
static const struct preset *preset_find(const struct presets *presets, const char *typed)
{
	char *key = preset_name_key(typed);
	const struct preset *found = NULL, *whole = NULL;
	size_t n = 0, bytes = strlen(key);
	for (size_t i = 0; i < presets->n; i++) {
		char *name = preset_name_key(presets->rows[i].name);
		if (!whole && str_eq(name, key))
			whole = &presets->rows[i];
		if (bytes > 0 && strncmp(name, key, bytes) == 0) {
			n++;
			found = &presets->rows[i];
		}
		free(name);
	}
	free(key);
	return whole ? whole : n == 1 ? found : NULL;
}

static void names_add(const struct presets *presets, struct str *out)
{
	for (size_t i = 0; i < presets->n; i++)
		str_addf(out, "%s%s", i ? ", " : "", presets->rows[i].name);
}

static bool no_preset(const struct presets *presets, const char *typed, struct err *err)
{
	struct str names;
	str_init(&names);
	names_add(presets, &names);
	if (presets->n == 0)
		err_set(err, ERR_MISSING, _("There are no presets yet: preset-save keeps one."));
	else
		err_set(err, ERR_MISSING, _("No preset is called \"%s\". There are: %s."), typed, names.s);
	str_release(&names);
	return false;
}

static void preset_use_reading(struct app *app, const char *argument, struct str *out)
{
	struct presets presets;
	struct err err = ERR_INIT;
	if (!presets_load(app->store, &presets, &err)) {
		str_add(out, err.text);
		return;
	}
	const struct preset *preset = preset_find(&presets, argument);
	if (preset) {
		str_addf(out, "%s: ", preset->name);
		summary_add(app, preset, out);
	} else
		names_add(&presets, out);
	presets_release(&presets);
}

static bool cmd_preset_use(struct app *app, const char *argument, int value, struct err *err)
{
	struct presets presets;
	(void)value;
	if (!presets_load(app->store, &presets, err))
		return false;
	const struct preset *preset = preset_find(&presets, argument);
	bool ok = preset ? preset_apply(app, preset, err) : no_preset(&presets, argument, err);
	presets_release(&presets);
	return ok;
}

static const struct command preset_use_command = {
	.name = "preset-use",
	.scope = "chart",
	.ask = N_("Preset"),
	.help = N_("Write down a preset's techniques with their doses"),
	.run = cmd_preset_use,
	.reading = preset_use_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

/* --- keeping one --- */

/* "usual neck", or "usual neck, clinic" for everybody; the techniques are those of the open session. */
static void preset_of_line(const struct app *app, const char *line, struct preset *out)
{
	const char *comma = strrchr(line, ',');
	char *whose = str_trimmed(comma ? comma + 1 : "");
	const struct meaning *owner = vocabulary_find(whose, MEANS(MEANS_OWNER));
	char *name = owner ? mem_strndup(line, (size_t)(comma - line)) : mem_strdup(line);
	struct str lines;
	str_init(&lines);
	preset_lines(app->open->applications.rows, app->open->applications.n, &lines);
	preset_init(out);
	out->owner = owner && owner->value == 0 ? 0 : app->store->actor;
	out->name = str_trimmed(name);
	out->lines = str_take(&lines);
	str_release(&lines);
	free(name);
	free(whose);
}

static void preset_save_reading(struct app *app, const char *argument, struct str *out)
{
	struct preset preset;
	struct err err = ERR_INIT;
	preset_of_line(app, argument, &preset);
	if (!str_empty(argument) && !preset_check(&preset, &err))
		str_add(out, err.text);
	else {
		if (!str_empty(argument))
			str_addf(out, preset.owner ? _("\"%s\", mine: ") : _("\"%s\", for the clinic: "),
				 preset.name);
		summary_add(app, &preset, out);
	}
	preset_release(&preset);
}

/* One of the same name is replaced after Enter once more. */
static bool may_replace(struct app *app, const struct preset *preset, const char *line, struct err *err)
{
	int64_t old;
	if (!preset_named(app->store, preset->name, preset->owner, &old, err))
		return false;
	return old == 0 || app_confirms(app, line) ||
	       err_set(err, ERR_INPUT, _("There is a preset \"%s\" already. Enter once more replaces it."),
		       preset->name);
}

static bool cmd_preset_save(struct app *app, const char *argument, int value, struct err *err)
{
	struct presets_screen *list = presets_of(app);
	struct preset preset;
	(void)value;
	preset_of_line(app, argument, &preset);
	bool ok = preset_check(&preset, err) && may_replace(app, &preset, argument, err) &&
		  preset_add(app->store, &preset, &list->voided, err);
	if (ok) {
		list->added = preset.id;
		app_say(app, _("Kept: %s. {presets-show} uses it in another session."), preset.name);
		ok = presets_refresh(&list->list.screen, app, err);
	}
	preset_release(&preset);
	return ok;
}

static bool preset_save_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return app->open->applications.n > 0 ||
	       err_set(err, ERR_MISSING, _("No technique is ticked yet: there is nothing to keep."));
}

static const struct command preset_save_command = {
	.name = "preset-save",
	.scope = "chart",
	.ask = N_("Name (or: name, clinic)"),
	.help = N_(
		"Keep this session's techniques as a preset: usual neck; or for everybody: usual neck, clinic"),
	.run = cmd_preset_save,
	.reading = preset_save_reading,
	.subject = preset_save_subject,
	.owner = chart_owner,
};

static bool cmd_preset_new(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	const struct command *save = command_named("preset-save");
	if (!prompt_ready(app, save, err))
		return false;
	prompt_ask(app, save);
	return true;
}

static const struct command preset_new_command = {
	.name = "preset-new",
	.scope = "presets",
	.keys = "n",
	.hint = N_("keep this session's"),
	.hint_scopes = "presets",
	.help = N_("Keep this session's techniques under a name"),
	.run = cmd_preset_new,
};

static bool cmd_preset_void(struct app *app, const char *argument, int value, struct err *err)
{
	struct presets_screen *list = presets_of(app);
	const struct preset *preset = preset_chosen(list);
	(void)argument, (void)value;
	if (!preset)
		return err_set(err, ERR_MISSING, _("There is no preset to take away."));
	if (!preset_void(app->store, preset->id, true, err))
		return false;
	app_say(app, _("Taken away: %s. {preset-undo} brings it back."), preset->name);
	list->voided = preset->id;
	list->added = 0;
	return presets_refresh(&list->list.screen, app, err);
}

static const struct command preset_void_command = {
	.name = "preset-void",
	.scope = "presets",
	.keys = "x",
	.hint = N_("take away"),
	.hint_scopes = "presets",
	.help = N_("Take the chosen preset away"),
	.run = cmd_preset_void,
};

/* The last change of the list: what was kept goes, what gave way or was taken away comes back. */
static bool cmd_preset_undo(struct app *app, const char *argument, int value, struct err *err)
{
	struct presets_screen *list = presets_of(app);
	(void)argument, (void)value;
	if (list->voided == 0 && list->added == 0)
		return err_set(err, ERR_MISSING, _("Nothing to undo."));
	if (!store_begin(app->store, err))
		return false;
	bool ok = (list->added == 0 || preset_void(app->store, list->added, true, err)) &&
		  (list->voided == 0 || preset_void(app->store, list->voided, false, err));
	if (!store_end(app->store, ok, err))
		return false;
	list->voided = list->added = 0;
	return presets_refresh(&list->list.screen, app, err);
}

static const struct command preset_undo_command = {
	.name = "preset-undo",
	.scope = "presets",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "presets",
	.help = N_("Bring back what was taken away or replaced"),
	.run = cmd_preset_undo,
};

static const struct command *const preset_commands[] = {
	&presets_show_command, &preset_use_command,  &preset_save_command, &preset_choose_command,
	&preset_new_command,   &preset_void_command, &preset_undo_command, NULL,
};

static void presets_screen_release(struct screen *screen)
{
	presets_release(&((struct presets_screen *)screen)->presets);
	list_screen_release(screen);
}

const struct screen_class presets_screen = {
	.scope = "presets",
	.title = N_("Presets of techniques"),
	.size = sizeof(struct presets_screen),
	.init = list_screen_init,
	.release = presets_screen_release,
	.pane = list_screen_pane,
	.open = presets_open,
	.refresh = presets_refresh,
	.commands = preset_commands,
};
