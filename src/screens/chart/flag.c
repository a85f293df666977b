/* SPDX-License-Identifier: MIT */
/* Flags from the chart: adding one, ending one, what was done about a red one. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/flag_line.h"
#include "line/known.h"
#include "line/vocabulary.h"
#include "record/since.h"
#include "rule/flag_say.h"

static void today_of(char today[DATE_SIZE])
{
	date_today(today);
}

static void flag_reading(struct app *app, const char *argument, struct str *out)
{
	struct flag_reading reading;
	char today[DATE_SIZE];
	if (str_empty(argument)) {
		str_add(out,
			_("condition, where, since, until, who says so (client, letter, observed), note:\n"
			  "varicose veins calf l since 2010 letter"));
		return;
	}
	today_of(today);
	flag_reading_init(&reading);
	flag_line_read(app->catalogue, argument, today, &reading);
	flag_reading_tell(app->catalogue, &reading, out);
	flag_reading_release(&reading);
}

static const char *flag_name(const struct app *app, const struct flag *flag)
{
	int condition = flag_condition(app->catalogue, flag);
	return condition >= 0 ? i18n_name(app->catalogue->conditions[condition].short_name) : flag->condition;
}

/* The same condition in the same places, still lasting. */
static bool stands_already(const struct app *app, const struct flag *fresh)
{
	for (size_t i = 0; i < app->open->flags.n; i++) {
		const struct flag *old = &app->open->flags.rows[i];
		if (str_eq(old->condition, fresh->condition) && str_eq(old->regions, fresh->regions) &&
		    !old->until)
			return true;
	}
	return false;
}

static bool flag_keep(struct app *app, struct flag *flag, struct err *err)
{
	struct session_open *open = app->open;
	flag->client_id = open->client.id;
	if (stands_already(app, flag))
		return err_set(err, ERR_INPUT, _("%s stands already."), flag_name(app, flag));
	if (!since_check_birth(flag->since, flag->until, open->client.birth, err) ||
	    !flag_add(app->store, flag, err))
		return false;
	char *what = str_format(_("flag %s"), flag_name(app, flag));
	entry_undo_begin(&open->undo, what);
	entry_undo_voided(&open->undo, UNDO_FLAG_VOIDED, flag->id, false);
	free(what);
	return session_reload(app, err);
}

static bool cmd_flag_add(struct app *app, const char *argument, int value, struct err *err)
{
	struct flag_reading reading;
	struct str told;
	char today[DATE_SIZE];
	(void)value;
	today_of(today);
	flag_reading_init(&reading);
	str_init(&told);
	bool ok = flag_line_read(app->catalogue, argument, today, &reading);
	if (!ok)
		*err = reading.reading.problem;
	ok = ok && flag_keep(app, &reading.flag, err);
	if (ok && flag_is_red(app->catalogue, &reading.flag)) {
		int condition = flag_condition(app->catalogue, &reading.flag);
		app_say(app, _("Red flag, %s: %s flag-act says what was done."),
			urgency_word(app->catalogue->conditions[condition].urgency),
			flag_name(app, &reading.flag));
	} else if (ok) {
		flag_describe(app->catalogue, &reading.flag, &told);
		app_say(app, _("Flag: %s."), told.s);
	}
	str_release(&told);
	flag_reading_release(&reading);
	return ok;
}

static const struct command flag_add_command = {
	.name = "flag-add",
	.scope = "chart",
	.keys = "Alt-F",
	.ask = N_("Flag"),
	.help = N_("Write down what is to be minded of the client: varicose veins calf l since 2010"),
	.run = cmd_flag_add,
	.reading = flag_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

/* ---- ending ---- */

/* Whether the words begin words of the flag's names. */
static bool is_named(const struct app *app, const struct flag *flag, const char *typed)
{
	int condition = flag_condition(app->catalogue, flag);
	const struct condition *row = condition >= 0 ? &app->catalogue->conditions[condition] : NULL;
	char *names = str_format("%s %s %s", flag->condition, row ? i18n_name(row->short_name) : "",
				 row ? i18n_name(row->name) : "");
	char *key = utf8_search_key(names), *words = utf8_search_key(typed);
	bool found = strstr(key, words) != NULL;
	free(names);
	free(key);
	free(words);
	return found;
}

/* The flags that hold and are meant by the words; returns how many, *first is the first. */
static size_t flags_named(const struct app *app, const char *typed, const struct flag **first)
{
	size_t n = 0;
	char today[DATE_SIZE];
	today_of(today);
	for (size_t i = app->open->flags.n; i-- > 0;) {
		const struct flag *flag = &app->open->flags.rows[i];
		if (!flag_holds(flag, today) || flag->until || !is_named(app, flag, typed))
			continue;
		*first = flag;
		n++;
		if (str_eq(flag->condition, typed))
			return 1;
	}
	return n;
}

static void flags_list(const struct app *app, struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < app->open->flags.n; i++) {
		const struct flag *flag = &app->open->flags.rows[i];
		if (flag->until)
			continue;
		str_addf(out, "%s%s %s", any ? " · " : "\n", flag->condition, flag_name(app, flag));
		any = true;
	}
	if (!any)
		str_addf(out, "\n%s", _("No flag lasts."));
}

static void flag_end_reading(struct app *app, const char *argument, struct str *out)
{
	(void)argument;
	str_add(out,
		_("Which one; until when (today); mistake when it never was so: anticoagulant until 3/2026"));
	flags_list(app, out);
}

struct ending {
	struct known known;
	bool mistake;
};

static bool ending_read(const char *line, struct ending *ending, struct err *err)
{
	char today[DATE_SIZE];
	struct reading reading;
	today_of(today);
	if (!known_read(line, today, false, &ending->known, &reading))
		return reading_tell(&reading, err);
	char *subject = ending->known.subject, *last = strrchr(subject, ' ');
	last = last ? last + 1 : subject;
	ending->mistake = vocabulary_joins(last, JOINT_MISTAKE);
	if (ending->mistake)
		*last = '\0';
	ending->known.subject = str_trimmed(subject);
	free(subject);
	if (!ending->known.until[0])
		memcpy(ending->known.until, today, sizeof today);
	return true;
}

static bool flag_finish(struct app *app, const struct flag *flag, const struct ending *ending,
			struct err *err)
{
	struct session_open *open = app->open;
	char *what = str_format(_("end of flag %s"), flag_name(app, flag));
	bool ok = ending->mistake ? flag_void(app->store, flag->id, true, err)
				  : flag_end(app->store, flag->id, ending->known.until, err);
	if (ok) {
		entry_undo_begin(&open->undo, what);
		if (ending->mistake)
			entry_undo_voided(&open->undo, UNDO_FLAG_VOIDED, flag->id, true);
		else
			entry_undo_text(&open->undo, UNDO_FLAG_ENDED, flag->id, flag->until,
					ending->known.until);
		if (ending->mistake)
			app_say(app, _("Taken back: %s."), flag_name(app, flag));
		else
			app_say(app, _("%s lasted until %s."), flag_name(app, flag),
				date_partial_medium(ending->known.until));
		ok = session_reload(app, err);
	}
	free(what);
	return ok;
}

static bool cmd_flag_end(struct app *app, const char *argument, int value, struct err *err)
{
	struct ending ending = { .mistake = false };
	const struct flag *flag = NULL;
	(void)value;
	known_init(&ending.known);
	bool ok = ending_read(argument, &ending, err);
	size_t n = ok ? flags_named(app, ending.known.subject, &flag) : 0;
	if (ok && n != 1)
		ok = err_set(err, ERR_INPUT,
			     n ? _("\"%s\" may be several flags: write the code of one.")
			       : _("No lasting flag is called \"%s\"."),
			     ending.known.subject);
	ok = ok && flag_finish(app, flag, &ending, err);
	known_release(&ending.known);
	return ok;
}

static const struct command flag_end_command = {
	.name = "flag-end",
	.scope = "chart",
	.ask = N_("Flag that ends"),
	.help = N_("Say until when a flag lasted, or that it was a mistake"),
	.run = cmd_flag_end,
	.reading = flag_end_reading,
	.subject = chart_subject,
	.owner = chart_owner,
};

/* ---- red flags ---- */

/* The red flag that is meant: by its code in front, else the first about which nothing was done. *rest goes behind the
 * code. */
static const struct flag *red_meant(const struct app *app, const char *line, const char **rest)
{
	const struct flag *first = NULL;
	char today[DATE_SIZE];
	struct str word;
	today_of(today);
	str_init(&word);
	*rest = line;
	str_next_word(rest, &word);
	for (size_t i = app->open->flags.n; i-- > 0;) {
		const struct flag *flag = &app->open->flags.rows[i];
		if (!flag_is_red(app->catalogue, flag) || !flag_holds(flag, today))
			continue;
		if (strcasecmp(word.s, flag->condition) == 0) {
			str_release(&word);
			return flag;
		}
		if (flag_wants_action(app->catalogue, flag, today))
			first = flag;
	}
	*rest = line;
	str_release(&word);
	return first;
}

/* An example that suits how soon something is to be done. */
static const char *act_example(const struct app *app, const struct flag *flag)
{
	int condition = flag_condition(app->catalogue, flag);
	enum urgency urgency = condition < 0 ? URGENCY_NONE : app->catalogue->conditions[condition].urgency;
	return urgency == URGENCY_EMERGENCY
		       ? _("Write what was done: sent to emergency, ambulance called 9:40")
		       : _("Write what was done: GP rung 9:40, seen by her tomorrow");
}

static void flag_act_reading(struct app *app, const char *argument, struct str *out)
{
	const char *rest;
	const struct flag *flag = red_meant(app, argument, &rest);
	if (!flag) {
		str_add(out, _("No red flag waits for an action."));
		return;
	}
	flag_describe(app->catalogue, flag, out);
	if (str_empty(flag->action))
		str_addf(out, "\n%s", act_example(app, flag));
}

static bool cmd_flag_act(struct app *app, const char *argument, int value, struct err *err)
{
	struct session_open *open = app->open;
	const char *rest;
	const struct flag *flag = red_meant(app, argument, &rest);
	(void)value;
	if (!chart_may_change(app, err))
		return false;
	if (!flag)
		return err_set(err, ERR_MISSING, _("No red flag waits for an action."));
	char *action = str_trimmed(rest), *what = str_format(_("action on %s"), flag_name(app, flag));
	bool ok = flag_act(app->store, flag->id, action, err);
	if (ok) {
		entry_undo_begin(&open->undo, what);
		entry_undo_acted(&open->undo, flag, action);
		app_say(app, _("%s: %s"), flag_name(app, flag), action);
		ok = session_reload(app, err);
	}
	free(action);
	free(what);
	return ok;
}

static const struct command flag_act_command = {
	.name = "flag-act",
	.scope = "chart",
	.ask = N_("What was done about the red flag"),
	.help = N_("Record what was done about a red flag"),
	.run = cmd_flag_act,
	.reading = flag_act_reading,
	.owner = chart_owner,
};

const struct command *const flag_commands[] = {
	&flag_add_command,
	&flag_end_command,
	&flag_act_command,
	NULL,
};
