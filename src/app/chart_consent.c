/* SPDX-License-Identifier: MIT */
/* Consent of the open chart, and its few words on the screen. */
#include "app/chart_consent.h"

#include "base/i18n.h"

void chart_consent_forget(struct chart *chart)
{
	session_consents_release(&chart->consent);
	consents_release(&chart->standing);
	chart->needs_person = false;
}

static bool parts_load(const struct session *session, struct store *store, struct session_consents *given,
		       struct consents *standing, bool *needs_person, struct err *err)
{
	char day[DATE_SIZE];
	wall_date(session->start, day);
	return session_consents_load(store, session->id, given, err) &&
	       consents_load(store, session->client_id, standing, err) &&
	       consent_needs_person(store, session->client_id, day, needs_person, err);
}

/* What is shown stays when it cannot be read anew. */
bool chart_consent_load(struct chart *chart, struct store *store, struct err *err)
{
	struct session_consents given = { 0 };
	struct consents standing = { NULL, 0 };
	bool needs_person = false;
	if (!parts_load(&chart->session, store, &given, &standing, &needs_person, err)) {
		session_consents_release(&given);
		consents_release(&standing);
		return false;
	}
	chart_consent_forget(chart);
	chart->consent = given;
	chart->standing = standing;
	chart->needs_person = needs_person;
	return true;
}

enum consent_basis chart_consent_basis(const struct chart *chart, enum consent_scope scope)
{
	char day[DATE_SIZE];
	wall_date(chart->session.start, day);
	return consent_basis_of(chart->standing.rows, chart->standing.n, scope,
				chart->consent.scope[scope].given, day);
}

const struct consent_person *chart_consent_person(const struct chart *chart)
{
	char day[DATE_SIZE];
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		if (chart->consent.scope[i].given && chart->consent.scope[i].by.name)
			return &chart->consent.scope[i].by;
	wall_date(chart->session.start, day);
	return consent_guardian(chart->standing.rows, chart->standing.n, day);
}

void chart_consent_status(const struct chart *chart, struct str *out)
{
	bool needling = consent_basis_holds(chart_consent_basis(chart, CONSENT_NEEDLING));
	bool sensitive = consent_basis_holds(chart_consent_basis(chart, CONSENT_SENSITIVE));
	if (!chart->consent.scope[CONSENT_TREATMENT].given)
		str_add(out,
			chart_consent_basis(chart, CONSENT_TREATMENT) == BASIS_STANDING
				/* TRANSLATORS: it stands, and is not said for this session yet; 16 columns. */
				? _(": consent today?")
				: _(": no consent yet"));
	else if (chart->needs_person && !chart_consent_person(chart))
		str_add(out, _(": consent by whom?"));
	else if (!needling && !sensitive)
		str_add(out, _(": consent ok"));
	else
		/* Translators: "consent ndl sens" has 16 columns: to treatment, to needling, for sensitive areas. */
		str_addf(out, "%s%s%s", _(": consent"), needling ? _(" ndl") : "",
			 sensitive ? _(" sens") : "");
}

void chart_response_status(const struct chart *chart, struct str *out)
{
	if (chart->session.response)
		str_addf(out, ": %s", i18n_name(chart->session.response));
}

void chart_adverse_status(const struct chart *chart, struct str *out)
{
	const char *adverse = chart->session.adverse;
	if (adverse && str_eq(adverse, "none"))
		str_add(out, _(": no reaction"));
	else if (adverse)
		str_addf(out, ": ! %s", i18n_name(adverse));
}

void chart_consent_banner(const struct chart *chart, struct str *out)
{
	for (int i = 0; chart->session.id && i < CONSENT_OF_SESSION; i++) {
		enum consent_basis basis = chart_consent_basis(chart, i);
		if (basis == BASIS_WITHDRAWN || basis == BASIS_CONTRADICTED)
			str_addf(out, _("  ! %s withdrawn"), consent_scope_word(i));
	}
}
