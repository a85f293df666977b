/* SPDX-License-Identifier: MIT */
/* The place where a client's consents are listed, given, withdrawn. */
#ifndef FASCICLE_APP_CONSENT_LIST_H
#define FASCICLE_APP_CONSENT_LIST_H

#include "record/client.h"
#include "panes/lines.h"
#include "store/consents.h"
#include "store/sessions.h"

struct app;

/* What was done last to a consent, for undo. */
struct consent_step {
	enum { CONSENT_ADDED, CONSENT_ENDED, CONSENT_VOIDED } what;
	int64_t id;
};
enum { CONSENT_STEPS = 32 };

struct consent_list {
	struct lines_pane *pane;
	struct client client; /* id 0 before the first time */
	bool needs_person;
	struct consents consents; /* in the order of the rows */
	struct consent_step steps[CONSENT_STEPS];
	int n_steps;
};

void consent_list_init(struct consent_list *list);
void consent_list_release(struct consent_list *list);
void consent_list_title(const struct consent_list *list, struct str *out);

/* Lines of what matters before the session: what was withdrawn, needling without consent where needles are booked or were
 * used before, a client who cannot consent and nobody named who does. Nothing to those who do not read notes. */
bool consent_preview(struct app *app, const struct day_row *row, struct str *out, struct err *err);

#endif
