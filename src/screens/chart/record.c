/* SPDX-License-Identifier: MIT */
/* After the signature: every version that was, the passphrase that signs. */
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/secret.h"
#include "store/credentials.h"
#include "store/versions.h"

static bool cmd_note_versions(struct app *app, const char *argument, int value, struct err *err)
{
	struct session_versions versions = { NULL, 0 };
	struct str text;
	(void)argument, (void)value;
	if (!session_versions_load(app->store, app->open->session.id, &versions, err))
		return false;
	str_init(&text);
	for (size_t i = 0; i < versions.n; i++) {
		const struct session_version *version = &versions.rows[i];
		int64_t seconds = 0;
		char wall[WALL_SIZE] = "", date[DATE_SIZE];
		if (instant_parse(version->when, &seconds))
			wall_format(seconds, wall);
		wall_date(wall, date);
		str_addf(&text, "%s=== %s, %s %s, %s ===\n%s\n", i ? "\n" : "", version_word(version->what),
			 date_medium(date), wall[0] ? wall + 11 : "", version->who, version->text);
	}
	if (versions.n == 0)
		str_add(&text, _("This note was never signed, and nothing was put aside."));
	app_read(app, _("Versions"), text.s);
	str_release(&text);
	session_versions_release(&versions);
	return true;
}

static const struct command note_versions_command = {
	.name = "note-versions",
	.scope = "chart",
	.keys = "Alt-V",
	.help = N_("Show every version that was signed, added or put aside"),
	.run = cmd_note_versions,
};

/* --- the passphrase --- */

static void passphrase_forget(struct app *app)
{
	secret_clear(&app->old_passphrase);
	secret_clear(&app->new_passphrase);
}

static bool cmd_passphrase_set(struct app *app, const char *argument, int value, struct err *err)
{
	struct credential credential;
	(void)argument, (void)value;
	if (!credential_load(app->store, &credential, err))
		return false;
	passphrase_forget(app);
	prompt_ask(app, command_named(credential.is_set ? "passphrase-old" : "passphrase-new"));
	return true;
}

static const struct command passphrase_set_command = {
	.name = "passphrase-set",
	.scope = "any",
	.help = N_("Choose the passphrase that signs your notes, or change it"),
	.run = cmd_passphrase_set,
};

static bool cmd_passphrase_old(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (!credential_check(app->store, argument, err))
		return false;
	secret_clear(&app->old_passphrase);
	secret_add(&app->old_passphrase, argument, strlen(argument));
	prompt_ask(app, command_named("passphrase-new"));
	return true;
}

static const struct command passphrase_old_command = {
	.name = "passphrase-old",
	.scope = "any",
	.ask = N_("Passphrase until now"),
	.help = N_("Give the old passphrase to change it"),
	.run = cmd_passphrase_old,
	.secret = true,
};

static bool cmd_passphrase_new(struct app *app, const char *argument, int value, struct err *err)
{
	char hash[SECRET_HASH_SIZE];
	(void)value;
	/* Says at once when it is too short. */
	if (!secret_hash(argument, hash, err))
		return false;
	secret_clear(&app->new_passphrase);
	secret_add(&app->new_passphrase, argument, strlen(argument));
	prompt_ask(app, command_named("passphrase-again"));
	return true;
}

static const struct command passphrase_new_command = {
	.name = "passphrase-new",
	.scope = "any",
	.ask = N_("New passphrase"),
	.help = N_("Give the new passphrase"),
	.run = cmd_passphrase_new,
	.secret = true,
};

static bool cmd_passphrase_again(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (strcmp(argument, app->new_passphrase.s) != 0)
		return err_set(err, ERR_INPUT, _("That is not what was typed before. Esc begins anew."));
	bool ok = credential_set(app->store, app->old_passphrase.len ? app->old_passphrase.s : NULL, argument,
				 err);
	passphrase_forget(app);
	if (ok)
		app_say(app, _("The passphrase is kept. It signs your notes from now on."));
	return ok;
}

static const struct command passphrase_again_command = {
	.name = "passphrase-again",
	.scope = "any",
	.ask = N_("The new passphrase once more"),
	.help = N_("Give the new passphrase once more"),
	.run = cmd_passphrase_again,
	.secret = true,
};

const struct command *const version_commands[] = {
	&note_versions_command,
	NULL,
};

const struct command *const passphrase_commands[] = {
	&passphrase_set_command,
	&passphrase_old_command,
	&passphrase_new_command,
	&passphrase_again_command,
	NULL,
};
