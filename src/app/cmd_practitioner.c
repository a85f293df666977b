/* SPDX-License-Identifier: MIT */
/* Who gave the session: chosen among those who give sessions, by login or by the beginning of a name. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/people.h"

/* Whether the typed word begins the login or a word of the name; letter case and accents do not count. */
static bool fits(const struct practitioner *p, const char *key)
{
	char *login = utf8_search_key(p->login), *name = utf8_search_key(p->name);
	size_t n = strlen(key);
	bool found = strncmp(login, key, n) == 0;
	for (const char *at = name; !found && at; at = strchr(at, ' ')) {
		at += strspn(at, " ");
		found = *at && strncmp(at, key, n) == 0;
	}
	free(login);
	free(name);
	return found;
}

/* The one that is meant: by its whole login, or the only one that fits. Those that fit go to `shown`. */
static const struct practitioner *meant(const struct practitioners *all, const char *typed, struct str *shown)
{
	const struct practitioner *found = NULL, *whole = NULL;
	char *trimmed = str_trimmed(typed), *key = utf8_search_key(trimmed);
	int n = 0;
	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->rows[i].login, trimmed) == 0)
			whole = &all->rows[i];
		if (!fits(&all->rows[i], key))
			continue;
		str_addf(shown, "%s%s %s", n++ ? "  ·  " : "", all->rows[i].login, all->rows[i].name);
		found = &all->rows[i];
	}
	free(trimmed);
	free(key);
	return whole ? whole : n == 1 ? found : NULL;
}

static void practitioner_reading(struct app *app, const char *argument, struct str *out)
{
	struct practitioners all;
	struct err err = ERR_INIT;
	if (!practitioner_list(app->store, &all, &err)) {
		str_add(out, err.text);
		return;
	}
	meant(&all, argument, out);
	if (out->len == 0)
		meant(&all, "", out);
	practitioners_release(&all);
}

static bool practitioner_set(struct app *app, const struct practitioner *p, struct err *err)
{
	struct session_open *open = app->open;
	int64_t before = open->session.practitioner_id;
	open->session.practitioner_id = p->id;
	if (!session_save(app->store, &open->session, err)) {
		open->session.practitioner_id = before;
		return false;
	}
	app_say(app, _("Given by %s."), p->name);
	return true;
}

static bool cmd_session_practitioner(struct app *app, const char *argument, int value, struct err *err)
{
	struct practitioners all;
	struct str shown;
	(void)value;
	if (!chart_may_change(app, err) || !practitioner_list(app->store, &all, err))
		return false;
	str_init(&shown);
	const struct practitioner *p = meant(&all, argument, &shown);
	bool ok;
	if (p)
		ok = practitioner_set(app, p, err);
	else if (shown.len)
		ok = err_set(err, ERR_INPUT, _("“%s” fits several: %s. Type the login."), argument, shown.s);
	else
		ok = err_set(err, ERR_INPUT, _("Nobody who gives sessions here is called “%s”."), argument);
	str_release(&shown);
	practitioners_release(&all);
	return ok;
}

static const struct command session_practitioner_command = {
	.name = "session-practitioner",
	.scope = "chart",
	.ask = N_("Practitioner (login or name)"),
	.help = N_("Say who gave this session"),
	.run = cmd_session_practitioner,
	.reading = practitioner_reading,
	.owner = chart_owner,
};

const struct command *const practitioner_commands[] = {
	&session_practitioner_command,
	NULL,
};
