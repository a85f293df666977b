/* SPDX-License-Identifier: MIT */
/* A client's intake between the records and the form. */
#ifndef FASCICLE_APP_INTAKE_FORM_H
#define FASCICLE_APP_INTAKE_FORM_H

#include "app/app.h"

/* What saving changed. */
struct intake_changes {
	int added, changed, ended;
};

struct intake_pane *intake_form_new(struct app *app);
/* Puts what is recorded of the client into the form. */
bool intake_form_open(struct app *app, int64_t client_id, struct err *err);
/* Stores what differs from the records, and that the intake was gone through, in one transaction. Nothing is rewritten: a
 * row that changed is voided and a new one added; one that was emptied is ended, or voided when it is of today. */
bool intake_form_save(struct app *app, int64_t session_id, struct intake_changes *changes, struct err *err);
/* What ended or was taken back, a line each. */
bool intake_form_earlier(struct app *app, struct str *out, struct err *err);

/* The drafts of the form: a name for each row that differs from what is recorded, and back. */
char *intake_form_name(const struct intake_pane *pane, int row);
void intake_form_put(struct intake_pane *pane, const char *name, const char *value);

#endif
