/* SPDX-License-Identifier: MIT */
/* The form of a client's details, made from the client's own table of fields. */
#include <stdlib.h>

#include "app/app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "panes/fields.h"
#include "screens/screens.h"

struct client_screen {
	struct screen screen;
	struct fields_pane *form;
	struct client edited; /* as it was when the form was opened: id and version */
};

/* ---- the form ---- */

/* The record checks a field inside a client; a scratch one holds it. */
static bool client_field_check(int field, char **value, struct err *err)
{
	struct client scratch;
	char today[DATE_SIZE];
	date_today(today);
	client_init(&scratch);
	mem_replace(client_slot(&scratch, field), *value);
	bool ok = client_check_field(&scratch, field, today, err);
	if (ok)
		mem_replace(value, client_value(&scratch, field));
	client_release(&scratch);
	return ok;
}

static struct fields_pane *client_form_new(struct kill_ring *ring)
{
	struct fields_pane *form = fields_pane_new(ring, CLIENT_FIELD_COUNT, client_field_check);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
		const struct field_spec spec = { client_fields[i].label, client_fields[i].help,
						 client_fields[i].required };
		fields_pane_label(form, i, &spec);
	}
	return form;
}

static void client_form_put(struct fields_pane *form, const struct client *client)
{
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		fields_pane_put(form, i, client_value(client, i));
	form->changed = false;
}

/* Checks every field and puts the values into *client. */
static bool client_form_read(struct fields_pane *form, struct client *client, struct err *err)
{
	if (!fields_pane_check(form, err))
		return false;
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		mem_replace(client_slot(client, i), fields_pane_value(form, i));
	return true;
}

/* ---- the screen ---- */

static void client_screen_init(struct screen *screen, struct app *app)
{
	struct client_screen *shown = (struct client_screen *)screen;
	shown->form = client_form_new(app->ring);
	client_init(&shown->edited);
}

static void client_screen_release(struct screen *screen)
{
	struct client_screen *shown = (struct client_screen *)screen;
	pane_free(&shown->form->pane);
	client_release(&shown->edited);
}

static struct pane *client_pane(const struct screen *screen)
{
	return &((const struct client_screen *)screen)->form->pane;
}

static void client_title(const struct screen *screen, const struct app *app, struct str *out)
{
	const struct client *edited = &((const struct client_screen *)screen)->edited;
	(void)app;
	if (edited->id)
		client_name(edited, out);
	else
		str_add(out, _("New client"));
}

/* A form that was left half filled comes back as it was. */
static bool client_open(struct screen *screen, struct app *app, const struct opening *with, struct err *err)
{
	struct client_screen *shown = (struct client_screen *)screen;
	struct client client;
	client_init(&client);
	bool ok = with->id == 0 || client_load(app->store, with->id, &client, err);
	if (ok && (!shown->form->changed || shown->edited.id != with->id)) {
		client_copy(&shown->edited, &client);
		client_form_put(shown->form, &client);
	}
	if (ok && !shown->form->changed && drafts_load(app, screen)) {
		shown->form->changed = true;
		app_say(app, _("What was typed before is back."));
	}
	client_release(&client);
	return ok;
}

/* ---- the draft ---- */

static int64_t client_record(const struct screen *screen)
{
	return ((const struct client_screen *)screen)->edited.id;
}

static uint64_t client_changed(const struct screen *screen)
{
	return form_revision(&((const struct client_screen *)screen)->form->form);
}

static void client_describe(const struct screen *screen, struct draft_fields *out)
{
	const struct client_screen *shown = (const struct client_screen *)screen;
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		draft_add_changed(out, client_fields[i].name, client_value(&shown->edited, i),
				  form_value(&shown->form->form, i));
}

/* Schema 2 kept every field, and which version of the client they were of: where that is not the newest any more, keeping
 * them is refused once and not done over a colleague's. */
static void client_put(struct screen *screen, const char *field, const char *value)
{
	struct client_screen *shown = (struct client_screen *)screen;
	long long version;
	if (str_eq(field, "version") && str_to_int(value, &version))
		shown->edited.version = version;
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		if (str_eq(client_fields[i].name, field))
			fields_pane_put(shown->form, i, value);
}

static const struct screen_draft client_draft = {
	.form = "client",
	.record = client_record,
	.changed = client_changed,
	.describe = client_describe,
	.put = client_put,
};

/* ---- keeping ---- */

/* Shows the stored client wherever its name stands. */
static bool client_kept(struct app *app, struct client_screen *shown, const struct client *client,
			struct err *err)
{
	struct str name;
	shown->form->changed = false;
	drafts_clear(app, &shown->screen);
	if (app->open->session.client_id == client->id)
		client_copy(&app->open->client, client);
	str_init(&name);
	client_name(client, &name);
	app_say(app, _("Kept: %s"), name.s);
	str_release(&name);
	app_back(app);
	if (!app_is_at(app, "clients"))
		return true;
	char *words = utf8_search_key(client->family ? client->family : client->given);
	bool ok = app_open(app, "clients", &(struct opening){ .text = words }, err);
	free(words);
	return ok;
}

/* Somebody else changed the client meanwhile: theirs is shown where nothing else was typed here. */
static void client_merge(struct app *app, struct client_screen *shown, struct err *err)
{
	struct client fresh;
	struct err lost = ERR_INIT;
	client_init(&fresh);
	if (client_load(app->store, shown->edited.id, &fresh, &lost)) {
		for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
			const char *was = client_value(&shown->edited, i),
				   *typed = fields_pane_value(shown->form, i);
			if (str_eq(was ? was : "", typed ? typed : ""))
				fields_pane_put(shown->form, i, client_value(&fresh, i));
		}
		client_copy(&shown->edited, &fresh);
		err_set(err, ERR_STALE,
			_("Somebody else changed this client: what they changed is shown, what you typed stays. "
			  "Save once more."));
	}
	client_release(&fresh);
}

static bool cmd_client_save(struct app *app, const char *argument, int value, struct err *err)
{
	struct client_screen *shown = (struct client_screen *)app_screen(app, &client_screen);
	struct client client;
	(void)argument;
	if (value == 1 && !fields_pane_enter(shown->form))
		return true;
	client_init(&client);
	client_copy(&client, &shown->edited);
	bool ok = client_form_read(shown->form, &client, err) && client_save(app->store, &client, err);
	if (!ok && err->kind == ERR_STALE)
		client_merge(app, shown, err);
	ok = ok && client_kept(app, shown, &client, err);
	client_release(&client);
	return ok;
}

static const struct command client_save_command = {
	.name = "client-save",
	.scope = "client",
	.keys = "Ctrl-s",
	.hint = N_("save"),
	.hint_scopes = "client",
	.help = N_("Keep the client's details"),
	.run = cmd_client_save,
};

static const struct command client_field_command = {
	.name = "client-field",
	.scope = "client",
	.keys = "Enter",
	.hint = N_("next"),
	.hint_scopes = "client",
	.help = N_("Go to the next field; on the last one, keep the details"),
	.run = cmd_client_save,
	.value = 1,
};

static const struct command *const client_commands[] = {
	&client_save_command,
	&client_field_command,
	NULL,
};

const struct screen_class client_screen = {
	.scope = "client",
	.say_title = client_title,
	.size = sizeof(struct client_screen),
	.init = client_screen_init,
	.release = client_screen_release,
	.pane = client_pane,
	.open = client_open,
	.draft = &client_draft,
	.commands = client_commands,
};
