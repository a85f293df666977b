/* SPDX-License-Identifier: MIT */
/* A session to be read: its note with what was added below it, marks, measures, techniques, findings and referrals as plain lines. */
#ifndef FASCICLE_APP_SESSION_TEXT_H
#define FASCICLE_APP_SESSION_TEXT_H

#include "catalogue/catalogue.h"
#include "record/session.h"
#include "store/entries.h"

/* Appends. `marks` may be NULL: then they are loaded. */
bool session_text(struct store *store, const struct catalogue *c, const struct session *session,
		  const struct marks *marks, struct str *out, struct err *err);

#endif
