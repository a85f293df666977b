/* SPDX-License-Identifier: MIT */
/* What the client does at home: a list of what stands, and how it went since. */
#include <stdlib.h>
#include <string.h>

#include "app/draw.h"
#include "app/entries.h"
#include "app/list_screen.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/selfcare_line.h"
#include "record/dose.h"
#include "screens/screens.h"

enum { NAME_COLS = 31, DOSE_COLS = 22, SINCE_COLS = 7 };

static char *title_of(const struct app *app, const struct selfcare *selfcare)
{
	struct str line;
	str_init(&line);
	selfcare_title(app->catalogue, selfcare, &line);
	char *title = str_take(&line);
	str_release(&line);
	return title;
}

/* ---- the list ---- */

/* "5/7 better", in few columns. */
static void answer_line(const char *adherence, const char *effect, struct str *out)
{
	if (adherence)
		str_addf(out, strlen(adherence) == 1 ? "%s/7" : "%s", i18n_name(adherence));
	if (effect)
		str_addf(out, "%s%s", adherence ? " " : "", selfcare_effect_word(effect));
}

static void course_line(const struct app *app, const struct selfcare *selfcare, struct str *out)
{
	if (selfcare->ended_on)
		str_addf(out, _("ended %s"), date_short(selfcare->ended_on));
	else if (selfcare->adherence || selfcare->effect)
		answer_line(selfcare->adherence, selfcare->effect, out);
	else if (selfcare->session_id == app->open->session.id)
		str_add(out, _("new"));
	else {
		str_add(out, "?");
		if (selfcare->last_adherence || selfcare->last_effect)
			str_add(out, _(" was "));
		answer_line(selfcare->last_adherence, selfcare->last_effect, out);
	}
}

static void row_line(const struct app *app, const struct selfcare *selfcare, struct str *out)
{
	struct str part;
	str_init(&part);
	str_add(&part, selfcare_name(app->catalogue, selfcare));
	/* The side comes first: a long name may be cut. */
	if (selfcare->side != SIDE_NONE)
		str_addf(out, "%s ", side_letter(selfcare->side));
	utf8_show_in(out, part.s, NAME_COLS - (selfcare->side != SIDE_NONE ? 2 : 0));
	str_addc(out, ' ');
	str_clear(&part);
	selfcare_dose_brief(selfcare->dose, &part);
	utf8_show_in(out, part.s, DOSE_COLS);
	str_addc(out, ' ');
	utf8_show_in(out, date_short(selfcare->start_on), SINCE_COLS);
	course_line(app, selfcare, out);
	str_release(&part);
}

static struct list_screen *list_of(struct app *app)
{
	return (struct list_screen *)app_screen(app, &selfcare_screen);
}

static bool selfcare_refresh(struct screen *screen, struct app *app, struct err *err)
{
	struct list_screen *list = (struct list_screen *)screen;
	const struct selfcares *rows = &app->open->selfcares;
	(void)err;
	list_begin(list);
	for (size_t i = 0; i < rows->n; i++)
		row_line(app, &rows->rows[i], list_row(list, rows->rows[i].id));
	list_end(
		list,
		_("Nothing to do at home yet. {selfcare-add} writes the first: neck stretch l 30s x3 2/day"));
	return true;
}

static bool list_again(struct app *app, struct err *err)
{
	bool ok = session_reload(app, err);
	return selfcare_refresh(&list_of(app)->screen, app, err) && ok;
}

static bool wants_answer(const struct app *app, const struct selfcare *selfcare)
{
	return !selfcare->ended_on && selfcare->session_id != app->open->session.id && !selfcare->effect;
}

/* On the first item that an answer is wanted to. */
static bool selfcare_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	const struct selfcares *rows = &app->open->selfcares;
	bool asks = false;
	(void)with;
	if (!list_again(app, err))
		return false;
	for (size_t i = 0; !asks && i < rows->n; i++) {
		asks = wants_answer(app, &rows->rows[i]);
		if (asks)
			list_choose((struct list_screen *)screen, rows->rows[i].id);
	}
	if (asks && session_writable(app->open))
		app_say(app,
			_("0 to 7: on how many of the last 7 days; then {selfcare-effect=worse} worse, {selfcare-effect=same} same, {selfcare-effect=better} better."));
	return true;
}

static bool cmd_selfcare_show(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "selfcare", NULL, err);
}

static const struct command selfcare_show_command = {
	.name = "selfcare-show",
	.scope = "chart",
	.keys = "Alt-S",
	.help = N_("List what the client does at home, and ask how it went"),
	.run = cmd_selfcare_show,
};

static const struct selfcare *chosen_item(struct app *app, struct err *err)
{
	int64_t chosen = list_chosen(list_of(app));
	for (size_t i = 0; i < app->open->selfcares.n; i++)
		if (app->open->selfcares.rows[i].id == chosen)
			return &app->open->selfcares.rows[i];
	err_set(err, ERR_MISSING, _("Nothing is chosen: {selfcare-add} writes the first item."));
	return NULL;
}

/* ---- the line ---- */

static void session_day(const struct app *app, char day[DATE_SIZE])
{
	wall_date(app->open->session.start, day);
}

static void read_line(const struct app *app, const char *line, struct selfcare_reading *reading)
{
	char day[DATE_SIZE];
	session_day(app, day);
	selfcare_reading_init(reading);
	selfcare_read(app->catalogue, line, day, reading);
}

static void candidates_add(const struct app *app, const struct selfcare_reading *reading, struct str *out)
{
	for (size_t i = 0; i < reading->reading.n_candidates; i++) {
		struct str name;
		str_init(&name);
		const char *code = reading_candidate(app->catalogue, &reading->reading, i, &name);
		str_addf(out, "%s%s %s", i ? (utf8_terminal() ? " · " : ", ") : "\n", code, name.s);
		str_release(&name);
	}
}

/* What is usual for the item, while it is typed. */
static void usual_add(const struct app *app, const struct selfcare *selfcare, struct str *out)
{
	int item = selfcare->item ? catalogue_selfcare(app->catalogue, selfcare->item) : -1;
	const struct selfcare_item *row = item >= 0 ? &app->catalogue->selfcare[item] : NULL;
	for (size_t i = 0; row && i < row->n_doses; i++) {
		struct str usual;
		str_init(&usual);
		dose_usual(&row->doses[i], &usual);
		if (usual.len)
			str_addf(out, "%s%s %s", i ? ", " : _("\nusual: "), i18n_name(row->doses[i].label),
				 usual.s);
		str_release(&usual);
	}
}

static void selfcare_reading(struct app *app, const char *argument, struct str *out)
{
	struct selfcare_reading reading;
	if (str_empty(argument)) {
		str_add(out,
			_("what, side, dose, how it was taught, who helps: neck stretch l 30s x3 2/day practised by partner\n"
			  "own words in quotes behind their kind: exercise \"shoulder rolls\" x10 3/day"));
		return;
	}
	read_line(app, argument, &reading);
	if (reading.selfcare.text)
		selfcare_describe(app->catalogue, &reading.selfcare, out);
	if (!reading.reading.ok)
		str_addf(out, "%s%s", out->len ? "\n" : "", reading.reading.problem.text);
	candidates_add(app, &reading, out);
	if (reading.reading.ok)
		usual_add(app, &reading.selfcare, out);
	selfcare_reading_release(&reading);
}

/* Pressing one's own points is for clients who have felt where and how: before that it is asked once. */
static bool is_early(const struct app *app, const struct selfcare *selfcare)
{
	return str_eq(selfcare->kind, "self_pressure") &&
	       app->open->visits < conf_int(app->conf, "selfcare:unlock_after");
}

static bool accepted(struct app *app, const struct selfcare_reading *reading, const char *line,
		     struct err *err)
{
	struct str text;
	if (!reading->reading.ok) {
		str_init(&text);
		candidates_add(app, reading, &text);
		err_set(err, ERR_INPUT, "%s%s", reading->reading.problem.text, text.s);
		str_release(&text);
		return false;
	}
	bool early = is_early(app, &reading->selfcare);
	if ((!early && !reading->reading.outside) || app_confirms(app, line))
		return true;
	if (early)
		return err_set(
			err, ERR_INPUT,
			_("Pressing points at home usually waits for the first few sessions (signed so far: %lld). Enter "
			  "once more keeps it."),
			(long long)app->open->visits);
	return err_set(err, ERR_INPUT, _("%s Enter once more keeps it."), reading->reading.warning.text);
}

static bool may_change(struct app *app, struct err *err)
{
	if (app->open->session.id == 0)
		return err_set(err, ERR_REFUSED, _("Self-care belongs to a session: open a chart first."));
	return chart_may_change(app, err);
}

/* Adds to the step that was begun. */
static bool item_add(struct app *app, struct selfcare *selfcare, struct err *err)
{
	selfcare->session_id = app->open->session.id;
	if (!selfcare_save(app->store, selfcare, err))
		return false;
	entry_undo_voided(&app->open->undo, UNDO_SELFCARE_VOIDED, selfcare->id, false);
	return true;
}

static bool selfcare_add_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return may_change(app, err);
}

static bool cmd_selfcare_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct selfcare_reading reading;
	(void)value;
	read_line(app, argument, &reading);
	bool ok = accepted(app, &reading, argument, err);
	if (ok) {
		char *title = title_of(app, &reading.selfcare);
		entry_undo_begin(&app->open->undo, title);
		ok = item_add(app, &reading.selfcare, err);
		if (!ok)
			entry_undo_forget(&app->open->undo);
		ok = ok && list_again(app, err);
		if (ok) {
			list_choose(list_of(app), reading.selfcare.id);
			app_say(app, _("Noted: %s"), title);
		}
		free(title);
	}
	selfcare_reading_release(&reading);
	return ok;
}

static const struct command selfcare_add_command = {
	.name = "selfcare-add",
	.scope = "any",
	.keys = "selfcare:a selfcare:n",
	.hint = N_("add"),
	.hint_scopes = "selfcare",
	.ask = N_("Self-care"),
	.help = N_("Write down what the client is to do at home: neck stretch l 30s x3 2/day"),
	.run = cmd_selfcare_add,
	.reading = selfcare_reading,
	.subject = selfcare_add_subject,
	.owner = chart_owner,
};

static void selfcare_edit_preset(struct app *app, struct str *out)
{
	const struct selfcare *item = chosen_item(app, NULL);
	if (item)
		selfcare_compose(item, out);
}

/* What an earlier session taught is on its record: it ends, and what it says now begins today. */
static bool replace_item(struct app *app, const struct selfcare *old, struct selfcare *fresh, struct err *err)
{
	char day[DATE_SIZE];
	struct selfcare ended;
	session_day(app, day);
	selfcare_init(&ended);
	selfcare_copy(&ended, old);
	mem_replace(&ended.ended_on, day);
	bool ok = store_begin(app->store, err);
	if (ok) {
		entry_undo_selfcare(&app->open->undo, UNDO_SELFCARE_ENDED, app->open->session.id, old,
				    &ended);
		ok = selfcare_end(app->store, old->id, day, err) && item_add(app, fresh, err);
		ok = store_end(app->store, ok, err);
	}
	selfcare_release(&ended);
	return ok;
}

static bool change_item(struct app *app, const struct selfcare *old, struct selfcare *fresh, struct err *err)
{
	if (old->session_id != app->open->session.id)
		return replace_item(app, old, fresh, err);
	fresh->id = old->id;
	fresh->session_id = old->session_id;
	fresh->recorded_by = old->recorded_by;
	mem_replace(&fresh->uid, old->uid);
	mem_replace(&fresh->recorded_at, old->recorded_at);
	entry_undo_selfcare(&app->open->undo, UNDO_SELFCARE_CHANGED, app->open->session.id, old, fresh);
	return selfcare_save(app->store, fresh, err);
}

static bool selfcare_subject(struct app *app, struct str *out, struct err *err)
{
	const struct selfcare *item = chosen_item(app, err);
	if (!item || !may_change(app, err))
		return false;
	str_addf(out, "%lld", (long long)item->id);
	return true;
}

static bool cmd_selfcare_edit(struct app *app, const char *argument, int value, struct err *err)
{
	const struct selfcare *old = chosen_item(app, err);
	struct selfcare_reading reading;
	(void)value;
	if (old->ended_on)
		return err_set(err, ERR_REFUSED, _("It was ended. {selfcare-end} lets it stand again."));
	read_line(app, argument, &reading);
	bool ok = accepted(app, &reading, argument, err);
	if (ok) {
		char *title = title_of(app, &reading.selfcare);
		entry_undo_begin(&app->open->undo, title);
		ok = change_item(app, old, &reading.selfcare, err);
		if (!ok)
			entry_undo_forget(&app->open->undo);
		ok = ok && list_again(app, err);
		if (ok)
			app_say(app, _("Changed: %s"), title);
		free(title);
	}
	selfcare_reading_release(&reading);
	return ok;
}

static const struct command selfcare_edit_command = {
	.name = "selfcare-edit",
	.scope = "selfcare",
	.keys = "Enter",
	.hint = N_("change"),
	.hint_scopes = "selfcare",
	.ask = N_("Self-care"),
	.help = N_("Change the chosen item; one of an earlier session ends, and stands anew from today"),
	.run = cmd_selfcare_edit,
	.reading = selfcare_reading,
	.preset = selfcare_edit_preset,
	.subject = selfcare_subject,
	.owner = chart_owner,
	.edits = true,
};

/* ---- one key each ---- */

static bool cmd_selfcare_void(struct app *app, const char *argument, int value, struct err *err)
{
	const struct selfcare *item = chosen_item(app, err);
	(void)argument, (void)value;
	if (!item || !may_change(app, err))
		return false;
	if (item->session_id != app->open->session.id)
		return err_set(
			err, ERR_REFUSED,
			_("An earlier session taught this and stays as it is. {selfcare-end} ends it today."));
	char *title = title_of(app, item);
	int64_t id = item->id;
	bool ok = selfcare_void(app->store, id, true, err);
	if (ok) {
		entry_undo_begin(&app->open->undo, title);
		entry_undo_voided(&app->open->undo, UNDO_SELFCARE_VOIDED, id, true);
		ok = list_again(app, err);
		app_say(app, _("Taken back: %s. {selfcare-undo} brings it back."), title);
	}
	free(title);
	return ok;
}

static const struct command selfcare_void_command = {
	.name = "selfcare-void",
	.scope = "selfcare",
	.keys = "x",
	.hint = N_("take back"),
	.hint_scopes = "selfcare",
	.help = N_("Take the chosen item of this session back"),
	.run = cmd_selfcare_void,
};

static bool cmd_selfcare_end(struct app *app, const char *argument, int value, struct err *err)
{
	const struct selfcare *item = chosen_item(app, err);
	struct selfcare after;
	char day[DATE_SIZE];
	(void)argument, (void)value;
	if (!item || !may_change(app, err))
		return false;
	session_day(app, day);
	selfcare_init(&after);
	selfcare_copy(&after, item);
	mem_replace(&after.ended_on, item->ended_on ? NULL : day);
	bool ok = selfcare_end(app->store, item->id, after.ended_on, err);
	if (ok) {
		char *title = title_of(app, item);
		entry_undo_begin(&app->open->undo, title);
		entry_undo_selfcare(&app->open->undo, UNDO_SELFCARE_ENDED, app->open->session.id, item,
				    &after);
		app_say(app,
			after.ended_on ? _("Ended: %s. {selfcare-undo} lets it stand.")
				       : _("Stands again: %s."),
			title);
		free(title);
		ok = list_again(app, err);
	}
	selfcare_release(&after);
	return ok;
}

static const struct command selfcare_end_command = {
	.name = "selfcare-end",
	.scope = "selfcare",
	.keys = "e",
	.hint = N_("end"),
	.hint_scopes = "selfcare",
	.help = N_("End the chosen item today, or let it stand again"),
	.run = cmd_selfcare_end,
};

/* Keeps an answer to the chosen item; the same again takes it back. */
static bool answer(struct app *app, const char *adherence, const char *effect, struct err *err)
{
	const struct selfcare *item = chosen_item(app, err);
	struct selfcare after;
	if (item->session_id == app->open->session.id)
		return err_set(err, ERR_REFUSED, _("It was taught today: how it goes is asked next time."));
	selfcare_init(&after);
	selfcare_copy(&after, item);
	if (adherence)
		mem_replace(&after.adherence, str_eq(item->adherence, adherence) ? NULL : adherence);
	if (effect)
		mem_replace(&after.effect, str_eq(item->effect, effect) ? NULL : effect);
	bool ok = selfcare_answer(app->store, app->open->session.id, item->id, after.adherence, after.effect,
				  err);
	if (ok) {
		char *title = title_of(app, item);
		entry_undo_begin(&app->open->undo, title);
		entry_undo_selfcare(&app->open->undo, UNDO_SELFCARE_ANSWERED, app->open->session.id, item,
				    &after);
		free(title);
		ok = list_again(app, err);
	}
	selfcare_release(&after);
	return ok;
}

static bool cmd_selfcare_adherence(struct app *app, const char *argument, int value, struct err *err)
{
	const char *adherence = selfcare_adherence(argument);
	(void)value;
	if (!adherence)
		return err_set(err, ERR_INPUT, _("The last 7 days: say 0 to 7, or none, some, most or all."));
	return answer(app, adherence, NULL, err);
}

static const struct command selfcare_adherence_command = {
	.name = "selfcare-adherence",
	.scope = "selfcare",
	.keys = "0=0 1=1 2=2 3=3 4=4 5=5 6=6 7=7 8=8 9=9",
	.ask = N_("Days of the last 7 (0 to 7), or none, some, most, all"),
	.help = N_("Say on how many of the last 7 days the client did the chosen item; again takes it back"),
	.run = cmd_selfcare_adherence,
	.subject = selfcare_subject,
	.owner = chart_owner,
};

/* The effect is the second of the two answers: the next item comes. */
static bool cmd_selfcare_effect(struct app *app, const char *argument, int value, struct err *err)
{
	const char *effect = selfcare_effect(argument);
	const struct selfcares *rows = &app->open->selfcares;
	(void)value;
	if (!effect)
		return err_set(err, ERR_INPUT, _("Say worse, same or better."));
	if (!answer(app, NULL, effect, err))
		return false;
	const struct selfcare *item = chosen_item(app, err);
	if (item && item->effect && item + 1 < rows->rows + rows->n)
		list_choose(list_of(app), item[1].id);
	return true;
}

static const struct command selfcare_effect_command = {
	.name = "selfcare-effect",
	.scope = "selfcare",
	.keys = "w=worse s=same b=better",
	.ask = N_("Effect (worse, same, better)"),
	.help = N_("Say how it was with the chosen item, as the client tells; again takes it back"),
	.run = cmd_selfcare_effect,
	.subject = selfcare_subject,
	.owner = chart_owner,
};

static bool cmd_selfcare_undo(struct app *app, const char *argument, int value, struct err *err)
{
	bool ok = chart_undo(app, value != 0, err);
	(void)argument;
	return app_refresh(app, err) && ok;
}

static const struct command selfcare_undo_command = {
	.name = "selfcare-undo",
	.scope = "selfcare",
	.keys = "u",
	.hint = N_("undo"),
	.hint_scopes = "selfcare",
	.help = N_("Take the last entry back"),
	.run = cmd_selfcare_undo,
};

static const struct command selfcare_redo_command = {
	.name = "selfcare-redo",
	.scope = "selfcare",
	.keys = "Ctrl-r",
	.help = N_("Bring back what undo took"),
	.run = cmd_selfcare_undo,
	.value = 1,
};

static const struct command *const selfcare_commands[] = {
	&selfcare_show_command,   &selfcare_add_command,
	&selfcare_edit_command,   &selfcare_adherence_command,
	&selfcare_effect_command, &selfcare_end_command,
	&selfcare_void_command,   &selfcare_undo_command,
	&selfcare_redo_command,   NULL,
};

const struct screen_class selfcare_screen = {
	.scope = "selfcare",
	.title = N_("Self-care"),
	.say_title = title_of_chart,
	.size = sizeof(struct list_screen),
	.init = list_screen_init,
	.release = list_screen_release,
	.pane = list_screen_pane,
	.open = selfcare_open,
	.refresh = selfcare_refresh,
	.commands = selfcare_commands,
};
