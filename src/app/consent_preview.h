/* SPDX-License-Identifier: MIT */
/* What is said of a client's consents before the session. */
#ifndef FASCICLE_APP_CONSENT_PREVIEW_H
#define FASCICLE_APP_CONSENT_PREVIEW_H

#include "store/sessions.h"

struct app;

/* Lines of what matters before the session: what was withdrawn, needling without consent where needles are booked or were
 * used before, a client who cannot consent and nobody named who does. Nothing to those who do not read notes. */
bool consent_preview(struct app *app, const struct day_row *row, struct str *out, struct err *err);

#endif
