/* SPDX-License-Identifier: MIT */
/* After the signature: addenda, every version that was, the passphrase that signs. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/handlers.h"
#include "app/drafts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "store/addenda.h"
#include "store/credentials.h"
#include "store/versions.h"

static bool is_signed(const struct app *app, struct err *err)
{
	if (app->chart.session.status == SESSION_SIGNED)
		return true;
	return err_set(err, ERR_REFUSED,
		       _("An addendum is for a signed note; this one can still be written."));
}

/* First the reason, then the text on a page of its own. */
bool addendum_subject(struct app *app, struct str *out, struct err *err)
{
	(void)out;
	return is_signed(app, err);
}

bool cmd_addendum_add(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (!is_signed(app, err))
		return false;
	mem_replace(&app->addendum_reason, argument);
	text_view_set(&app->addendum->view, "", 0);
	app_go(app, PLACE_ADDENDUM);
	if (drafts_load(app, app_front(app))) {
		if (!str_empty(argument))
			mem_replace(&app->addendum_reason, argument);
		app_say(app, _("What was typed before is back."));
	}
	return true;
}

bool cmd_addendum_keep(struct app *app, const char *argument, int value, struct err *err)
{
	struct addendum addendum;
	(void)argument, (void)value;
	addendum_init(&addendum);
	addendum.session_id = app->chart.session.id;
	mem_replace(&addendum.reason, app->addendum_reason);
	mem_replace(&addendum.text, buffer_text(app->addendum->view.buffer));
	bool ok = addendum_check(&addendum, err) && addendum_add(app->store, &addendum, err);
	addendum_release(&addendum);
	if (!ok)
		return false;
	drafts_clear(app, app_front(app));
	app_back(app);
	app_say(app, _("The addendum stands below the note."));
	return chart_again(&app->chart, app->store, err);
}

bool cmd_note_versions(struct app *app, const char *argument, int value, struct err *err)
{
	struct session_versions versions = { NULL, 0 };
	struct str text;
	(void)argument, (void)value;
	if (!session_versions_load(app->store, app->chart.session.id, &versions, err))
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
	reader_pane_set(app->reader, _("Versions"), text.s);
	str_release(&text);
	session_versions_release(&versions);
	app_go(app, PLACE_READ);
	return true;
}

/* --- the passphrase --- */

static void passphrase_forget(struct app *app)
{
	secret_clear(&app->old_passphrase);
	secret_clear(&app->new_passphrase);
}

bool cmd_passphrase_set(struct app *app, const char *argument, int value, struct err *err)
{
	struct credential credential;
	(void)argument, (void)value;
	if (!credential_load(app->store, &credential, err))
		return false;
	passphrase_forget(app);
	prompt_ask(app, command_named(credential.is_set ? "passphrase-old" : "passphrase-new"));
	return true;
}

bool cmd_passphrase_old(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (!credential_check(app->store, argument, err))
		return false;
	secret_clear(&app->old_passphrase);
	secret_add(&app->old_passphrase, argument, strlen(argument));
	prompt_ask(app, command_named("passphrase-new"));
	return true;
}

bool cmd_passphrase_new(struct app *app, const char *argument, int value, struct err *err)
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

bool cmd_passphrase_again(struct app *app, const char *argument, int value, struct err *err)
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
