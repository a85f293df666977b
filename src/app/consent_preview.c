/* SPDX-License-Identifier: MIT */
/* What is said of a client's consents before the session. */
#include "app/consent_preview.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/i18n.h"
#include "rule/readiness.h"
#include "store/consents.h"

static bool service_needles(struct app *app, const char *code)
{
	struct service service;
	struct err err = ERR_INIT;
	if (str_empty(code))
		return false;
	service_init(&service);
	bool needles = service_by_code(app->store, code, &service, &err) &&
		       strcasestr(service.label ? service.label : "", "needl") != NULL;
	service_release(&service);
	return needles;
}

static bool client_was_needled(struct app *app, int64_t client_id, bool *needled, struct err *err)
{
	struct str codes, code;
	str_init(&codes);
	str_init(&code);
	bool ok = client_techniques(app->store, client_id, &codes, err);
	const char *rest = codes.s;
	*needled = false;
	while (ok && !*needled && str_next_word(&rest, &code))
		*needled = readiness_is_needling(app->catalogue, code.s);
	str_release(&code);
	str_release(&codes);
	return ok;
}

static void preview_lines(const struct consents *consents, bool needles, bool needs_person, const char *day,
			  struct str *out)
{
	for (int i = 0; i < CONSENT_OF_SESSION; i++) {
		enum consent_basis basis = consent_basis_of(consents->rows, consents->n, i, false, day);
		if (basis == BASIS_WITHDRAWN && i == CONSENT_TREATMENT)
			str_add(out, _("! consent to treatment withdrawn\n"));
		else if (basis == BASIS_WITHDRAWN && i == CONSENT_NEEDLING)
			str_add(out, _("! needling consent withdrawn\n"));
		else if (basis == BASIS_WITHDRAWN)
			str_add(out, _("! sensitive-area consent withdrawn\n"));
		else if (basis == BASIS_NONE && i == CONSENT_NEEDLING && needles)
			str_add(out, _("! no needling consent\n"));
	}
	if (needs_person && !consent_guardian(consents->rows, consents->n, day))
		str_add(out, _("! nobody named who consents\n"));
}

bool consent_preview(struct app *app, const struct day_row *row, struct str *out, struct err *err)
{
	struct consents consents;
	char day[DATE_SIZE];
	bool needled = false, needs_person = false;
	if (!store_may_chart(app->store, NULL))
		return true;
	wall_date(row->start, day);
	if (!client_was_needled(app, row->client_id, &needled, err) ||
	    !consent_needs_person(app->store, row->client_id, day, &needs_person, err) ||
	    !consents_load(app->store, row->client_id, &consents, err))
		return false;
	preview_lines(&consents, needled || service_needles(app, row->service), needs_person, day, out);
	consents_release(&consents);
	return true;
}
