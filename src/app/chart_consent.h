/* SPDX-License-Identifier: MIT */
/* What the open chart knows of consent: given in the session, standing for the client, withdrawn. */
#ifndef FASCICLE_APP_CHART_CONSENT_H
#define FASCICLE_APP_CHART_CONSENT_H

#include "app/chart.h"

bool chart_consent_load(struct chart *chart, struct store *store, struct err *err);
void chart_consent_forget(struct chart *chart);

enum consent_basis chart_consent_basis(const struct chart *chart, enum consent_scope scope);
/* Who consents for the client: named in the session, else in the consent to treatment that stands; NULL for nobody. */
const struct consent_person *chart_consent_person(const struct chart *chart);

/* Behind the titles of the marks, the techniques and the figure, a few words each: ": consent ok", ": partly",
 * ": no reaction"; the latter two say nothing while nothing is said. */
void chart_consent_status(const struct chart *chart, struct str *out);
void chart_response_status(const struct chart *chart, struct str *out);
void chart_adverse_status(const struct chart *chart, struct str *out);
/* What was withdrawn and holds today, for the header: "  ! needling withdrawn"; nothing when nothing was. */
void chart_consent_banner(const struct chart *chart, struct str *out);

#endif
