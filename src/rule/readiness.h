/* SPDX-License-Identifier: MIT */
/* What a complete note still lacks before it is signed. The list follows what regulators and insurers of manual
 * therapists expect of a session record: practitioner, date and times, consent to treatment given in the session (for a
 * minor by a named person), consent to needling and, in writing or in the session, for sensitive areas where they are
 * charted, reason, finding or "no change", technique or "no treatment", response, adverse reaction as an explicit
 * value, plan. */
#ifndef FASCICLE_RULE_READINESS_H
#define FASCICLE_RULE_READINESS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/application.h"
#include "record/consent.h"
#include "record/flag.h"
#include "record/finding.h"
#include "record/mark.h"
#include "record/session.h"

struct readiness_input {
	const struct session *session;
	const struct mark *marks;
	size_t n_marks;
	const struct application *applications;
	size_t n_applications;
	enum consent_basis consent[CONSENT_OF_SESSION]; /* to treatment, to needling, for sensitive areas */
	bool needs_person;                              /* a minor, or somebody who cannot consent */
	bool person_named;                              /* who consents for the client */
	const struct catalogue *catalogue; /* NULL: places, sides and needling are not looked at */
	const struct flag *flags;          /* of the client */
	size_t n_flags;
	bool intake_missing;             /* the client's intake was never gone through */
	bool follows;                    /* a treatment came before this one */
	bool timer_runs;                 /* or is over, and was not stopped */
	size_t n_referrals;              /* recorded in this session */
	const struct findings *findings; /* what is recorded in fields counts as said; NULL: none */
	enum caution_level caution_open; /* the worst caution on what was used that has no answer */
};

struct lack {
	const char *what;    /* English sentence, translate when shown: "The plan is empty." */
	const char *command; /* the command that fills it: "note-section p" */
	bool hard;           /* signing would record a falsehood: no override */
	bool optional;       /* worth saying, but signing waits for no reason */
};
enum { READINESS_MAX = 20 };

/* Writes what is missing, most important first; returns how many. 0 means ready. */
size_t readiness_check(const struct readiness_input *input, struct lack out[READINESS_MAX]);

/* The first technique whose needles in and needles out differ; NULL when all were taken out. */
const struct application *readiness_needles(const struct application *applications, size_t n);
/* Whether the technique puts needles in. */
bool readiness_is_needling(const struct catalogue *catalogue, const char *technique);

#endif
