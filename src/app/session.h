/* SPDX-License-Identifier: MIT */
/* The open session: what is known of it and of its client, as the screens work on it. The note as it is being typed is the
 * chart's, and only asked for here. */
#ifndef FASCICLE_APP_SESSION_H
#define FASCICLE_APP_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "app/caution_gate.h"
#include "app/entry_undo.h"
#include "app/timing.h"
#include "base/date.h"
#include "base/digest.h"
#include "record/charge.h"
#include "record/client.h"
#include "store/consents.h"
#include "store/courses.h"
#include "store/entries.h"
#include "store/findings.h"
#include "store/flags.h"
#include "store/measures.h"
#include "store/presence.h"
#include "store/referrals.h"
#include "store/selfcares.h"
#include "store/sessions.h"

struct session_open {
	struct session session; /* id 0: none is open */
	struct client client;
	struct service service; /* id 0: none is booked */
	struct marks marks;
	struct applications applications;
	struct measures measures;
	struct courses courses;     /* the client's, the running one first */
	struct flags flags;         /* the client's, those that ended too */
	char reviewed[DATE_SIZE];   /* when the intake was last gone through; "" for never */
	struct selfcares selfcares; /* that stand for the client in this session */
	struct referrals referrals; /* of this session */
	struct findings findings;
	struct session previous;         /* the last signed one; id 0 for none */
	int64_t visits;                  /* signed sessions before this one */
	struct session_consents consent; /* given in this session */
	struct consents standing;        /* the client's */
	bool needs_person;               /* the client cannot consent alone */
	char instance[UID_SIZE];         /* names this running program */
	struct presence holder;          /* who has the note open; ours, or the note is only read */
	struct entry_undo undo;
	struct caution_gate gate;
	struct timing timing;
};

void session_open_init(struct session_open *open, const struct catalogue *catalogue);
void session_open_release(struct session_open *open);

/* Opens a session with all that is shown of it, and claims its note; none is open when that fails. What is not stored of the
 * one that was open is lost: session_leave comes first. */
bool session_enter(struct app *app, int64_t id, struct err *err);
/* Stores what is typed and closes the session. False when storing fails: it stays open. */
bool session_leave(struct app *app, struct err *err);
/* Others may have the note from now on. */
void session_let_go(struct app *app);
/* Takes the note over from whoever has it. */
bool session_take(struct app *app, struct err *err);
/* Whether the note is still ours: nobody took it meanwhile. */
bool session_still_ours(const struct app *app);

/* Reads anew after a change: all of the entries; the client's courses, flags (they may have changed elsewhere) or consents
 * alone. What was shown stays when that fails. */
bool session_reload(struct app *app, struct err *err);
bool session_reload_courses(struct app *app, struct err *err);
bool session_reload_flags(struct app *app, struct err *err);
bool session_reload_consents(struct app *app, struct err *err);

/* Stores what is typed into the note, when there is something to store. */
bool session_keep(struct app *app, struct err *err);
/* A section as it stands there now, stored or not. */
const char *session_typed(const struct app *app, enum note_section section);

/* Whether it may be written: not signed, cancelled or missed, and nobody else has it open. */
bool session_writable(const struct session_open *open);
/* Whether somebody else has the note; then says who and since when. */
bool session_held(const struct session_open *open, struct str *who);
/* What holds of the client on the day of the session, for banners and cautions; as flags_standing. */
size_t session_standing(const struct app *app, struct standing **out);
enum consent_basis session_consent_basis(const struct session_open *open, enum consent_scope scope);
/* Who consents for the client: named in the session, else in the consent to treatment that stands; NULL for nobody. */
const struct consent_person *session_consent_person(const struct session_open *open);
/* NULL: none of that id stands in the session. */
const struct mark *session_mark(const struct session_open *open, int64_t id);
const struct application *session_application(const struct session_open *open, int64_t id);

#endif
