/* SPDX-License-Identifier: MIT */
/* Consent, response and reaction of the open session in a few words. */
#include "app/chart_consent.h"

#include "base/i18n.h"

void chart_consent_status(const struct session_open *open, struct str *out)
{
	bool needling = consent_basis_holds(session_consent_basis(open, CONSENT_NEEDLING));
	bool sensitive = consent_basis_holds(session_consent_basis(open, CONSENT_SENSITIVE));
	if (!open->consent.scope[CONSENT_TREATMENT].given)
		str_add(out,
			session_consent_basis(open, CONSENT_TREATMENT) == BASIS_STANDING
				/* TRANSLATORS: it stands, and is not said for this session yet; 16 columns. */
				? _(": consent today?")
				: _(": no consent yet"));
	else if (open->needs_person && !session_consent_person(open))
		str_add(out, _(": consent by whom?"));
	else if (!needling && !sensitive)
		str_add(out, _(": consent ok"));
	else
		/* Translators: "consent ndl sens" has 16 columns: to treatment, to needling, for sensitive areas. */
		str_addf(out, "%s%s%s", _(": consent"), needling ? _(" ndl") : "",
			 sensitive ? _(" sens") : "");
}

void chart_response_status(const struct session_open *open, struct str *out)
{
	if (open->session.response)
		str_addf(out, ": %s", i18n_name(open->session.response));
}

void chart_adverse_status(const struct session_open *open, struct str *out)
{
	const char *adverse = open->session.adverse;
	if (adverse && str_eq(adverse, "none"))
		str_add(out, _(": no reaction"));
	else if (adverse)
		str_addf(out, ": ! %s", i18n_name(adverse));
}

void chart_consent_banner(const struct session_open *open, struct str *out)
{
	for (int i = 0; open->session.id && i < CONSENT_OF_SESSION; i++) {
		enum consent_basis basis = session_consent_basis(open, i);
		if (basis == BASIS_WITHDRAWN || basis == BASIS_CONTRADICTED)
			str_addf(out, _("  ! %s withdrawn"), consent_scope_word(i));
	}
}
