/* SPDX-License-Identifier: MIT */
/* What of an open session is settled before it is signed: the service that is charged; then what it lacks is shown. */
#include "app/commands.h"
#include "app/entries.h"
#include "base/i18n.h"
#include "store/prices.h"

static bool cmd_session_service(struct app *app, const char *argument, int value, struct err *err)
{
	struct session_open *open = app->open;
	struct service service;
	(void)value;
	service_init(&service);
	bool ok = service_by_code(app->store, argument, &service, err);
	if (ok) {
		open->session.service_id = service.id;
		ok = session_save(app->store, &open->session, err);
	}
	if (ok) {
		service_release(&open->service);
		open->service = service;
		app_say(app, _("Service: %s"), service.label);
	} else {
		service_release(&service);
	}
	return ok;
}

static const struct command session_service_command = {
	.name = "session-service",
	.scope = "chart",
	.keys = "Alt-s",
	.ask = N_("Service"),
	.help = N_("Choose the service that is charged"),
	.run = cmd_session_service,
	.subject = chart_subject,
	.owner = chart_owner,
};

static bool cmd_session_sign(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value;
	return app_open(app, "sign", NULL, err);
}

static const struct command session_sign_command = {
	.name = "session-sign",
	.scope = "chart",
	.keys = "F9 Alt-.",
	.hint = N_("sign"),
	.hint_scopes = "note:4 body marks:5 techniques:6 history",
	.help = N_("Show what the note still lacks, then sign it"),
	.run = cmd_session_sign,
};

const struct command *const service_commands[] = {
	&session_service_command,
	&session_sign_command,
	NULL,
};
