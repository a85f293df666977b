/* SPDX-License-Identifier: MIT */
/* A client's intake between the records and the form. */
#ifndef FASCICLE_SCREENS_INTAKE_INTAKE_FORM_H
#define FASCICLE_SCREENS_INTAKE_INTAKE_FORM_H

#include "app/screen.h"
#include "panes/intake.h"
#include "store/people.h"

struct intake_form {
	struct intake_pane *pane;
	const struct catalogue *catalogue; /* not owned */
	struct client client;              /* whose intake it is */
	char reviewed[DATE_SIZE];          /* when it was last gone through; "" for never */
};

/* What saving changed. */
struct intake_changes {
	int added, changed, ended;
};

/* Stays where it is as long as it is used. */
void intake_form_init(struct intake_form *form, const struct catalogue *catalogue, struct kill_ring *ring);
void intake_form_release(struct intake_form *form);
/* Puts what is recorded of the client into the form; false, and it stays as it was, when that cannot be read. */
bool intake_form_open(struct intake_form *form, struct store *store, int64_t client_id, struct err *err);
/* Stores what differs from the records, and that the intake was gone through, in one transaction. Nothing is rewritten: a
 * row that changed is voided and a new one added; one that was emptied is ended, or voided when it is of today. */
bool intake_form_save(struct intake_form *form, struct store *store, int64_t session_id,
		      struct intake_changes *changes, struct err *err);
/* What ended or was taken back, a line each. */
bool intake_form_earlier(const struct intake_form *form, struct store *store, struct str *out,
			 struct err *err);

/* The draft of the form: a field for each row that differs from what is recorded, and back. */
void intake_form_describe(const struct intake_form *form, struct draft_fields *out);
void intake_form_put(struct intake_form *form, const char *name, const char *value);

#endif
