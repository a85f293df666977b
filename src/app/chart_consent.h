/* SPDX-License-Identifier: MIT */
/* What the chart says of consent, response and reaction in the few columns there are for it. */
#ifndef FASCICLE_APP_CHART_CONSENT_H
#define FASCICLE_APP_CHART_CONSENT_H

#include "app/session.h"

/* Behind the titles of the marks, the techniques and the figure, a few words each: ": consent ok", ": partly",
 * ": no reaction"; the latter two say nothing while nothing is said. */
void chart_consent_status(const struct session_open *open, struct str *out);
void chart_response_status(const struct session_open *open, struct str *out);
void chart_adverse_status(const struct session_open *open, struct str *out);
/* What was withdrawn and holds today, for the header: "  ! needling withdrawn"; nothing when nothing was. */
void chart_consent_banner(const struct session_open *open, struct str *out);

#endif
