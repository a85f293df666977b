/* SPDX-License-Identifier: MIT */
/* What a client agreed to: for which scope, how, when, and who said so. A consent is withdrawn, never deleted; one that
 * was written down by mistake is voided. Regulators ask for consent to treatment in every session, for written consent to
 * work on sensitive areas (chest wall, breast, inner thigh, buttocks), for consent to needling, for a signed release that
 * names the receiver, and for a parent or guardian where the client is a minor or cannot consent. */
#ifndef FASCICLE_RECORD_CONSENT_H
#define FASCICLE_RECORD_CONSENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

/* Those before CONSENT_OF_SESSION are also given for one session. CONSENT_SCOPES: not said. */
enum consent_scope {
	CONSENT_TREATMENT,
	CONSENT_NEEDLING,
	CONSENT_SENSITIVE,
	CONSENT_PRIVACY,
	CONSENT_CONTACT,
	CONSENT_RELEASE,
	CONSENT_SCOPES,
	CONSENT_OF_SESSION = CONSENT_PRIVACY
};
enum consent_form { CONSENT_UNSAID, CONSENT_VERBAL, CONSENT_WRITTEN, CONSENT_FORMS };

/* Who consents for the client. */
struct consent_person {
	char *name;     /* NULL: the client */
	char *relation; /* "mother" */
};

struct consent {
	int64_t id; /* 0 until stored */
	char *uid;
	int64_t client_id;
	enum consent_scope scope;
	enum consent_form form;
	char *given_on;     /* ISO day */
	char *withdrawn_on; /* the first day that it does not hold any more; NULL while it stands */
	struct consent_person by;
	char *receiver; /* of a release: to whom; else NULL */
	char *note;
	char *recorded_at; /* instant */
	int64_t recorded_by;
};

void consent_init(struct consent *consent); /* nothing said */
void consent_release(struct consent *consent);

const char *consent_scope_code(enum consent_scope scope); /* "treatment" ... as stored */
bool consent_scope_from_code(const char *code, enum consent_scope *scope);
const char *consent_scope_word(enum consent_scope scope); /* translated */
const char *consent_form_code(enum consent_form form);    /* "verbal", "written" */
bool consent_form_from_code(const char *code, enum consent_form *form);
const char *consent_form_word(enum consent_form form); /* translated */

/* "Ana Rossi (mother)"; nothing for the client. */
void consent_person_show(const struct consent_person *by, struct str *out);
/* "needling, written, 12 Nov 2026, by Ana Rossi (mother)" as far as it is said. */
void consent_show(const struct consent *consent, struct str *out);

/* Under 18 on that day; false where the birth is not known. */
bool consent_is_minor(const char *birth, const char *day);

/* Whether it can be kept: scope and form said, given by today, a release with its receiver, a person with the relation,
 * and a person at all where `needs_person`. The sentence says what to add. */
bool consent_check(const struct consent *consent, bool needs_person, const char *today, struct err *err);
/* The same of the day it is withdrawn on: not before it was given, not in the future. */
bool consent_withdrawal_check(const struct consent *consent, const char *day, const char *today,
			      struct err *err);

/* Whether it was given by that day and not withdrawn by it. */
bool consent_holds(const struct consent *consent, const char *day);
/* The consent of that scope that stands on that day, a written one before a verbal one; NULL for none. */
const struct consent *consent_standing(const struct consent *consents, size_t n, enum consent_scope scope,
				       const char *day);
/* The person that consents for the client to treatment, from a consent that stands on that day; NULL for none. */
const struct consent_person *consent_guardian(const struct consent *consents, size_t n, const char *day);

/* What a session of that day rests on. */
enum consent_basis {
	BASIS_NONE,
	BASIS_STANDING,    /* the client's consent; for sensitive areas only a written one counts */
	BASIS_SESSION,     /* given in the session itself */
	BASIS_WITHDRAWN,   /* withdrawn by that day, and not given anew */
	BASIS_CONTRADICTED /* given in the session, and withdrawn on its day: both cannot be so */
};
enum consent_basis consent_basis_of(const struct consent *consents, size_t n, enum consent_scope scope,
				    bool given_in_session, const char *day);
bool consent_basis_holds(enum consent_basis basis); /* there is consent */

#endif
