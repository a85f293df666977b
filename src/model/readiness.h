/* SPDX-License-Identifier: MIT */
/* What a complete note still lacks before it is signed. The list follows what regulators and insurers of manual
 * therapists expect of a session record: practitioner, date and times, consent, reason, finding or "no change",
 * technique or "no treatment", response, adverse reaction as an explicit value, plan. */
#ifndef FASCICLE_MODEL_READINESS_H
#define FASCICLE_MODEL_READINESS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/application.h"
#include "model/flag.h"
#include "model/finding.h"
#include "model/mark.h"
#include "model/session.h"

struct readiness_input {
	const struct session *session;
	const struct mark *marks;
	size_t n_marks;
	const struct application *applications;
	size_t n_applications;
	bool consent_today;                /* verbal consent of this session is recorded */
	const struct catalogue *catalogue; /* NULL: places and sides are not looked at */
	const struct flag *flags;          /* of the client */
	size_t n_flags;
	bool consent_sensitive; /* written consent for sensitive areas stands; read only with a catalogue */
	const struct findings *findings; /* what is recorded in fields counts as said; NULL: none */
};

struct lack {
	const char *what;    /* English sentence, translate when shown: "The plan is empty." */
	const char *command; /* the command that fills it: "note-section p" */
	bool hard;           /* signing would record a falsehood: no override */
};
enum { READINESS_MAX = 20 };

/* Writes what is missing, most important first; returns how many. 0 means ready. */
size_t readiness_check(const struct readiness_input *input, struct lack out[READINESS_MAX]);

/* The first technique whose needles in and needles out differ; NULL when all were taken out. */
const struct application *readiness_needles(const struct application *applications, size_t n);

#endif
