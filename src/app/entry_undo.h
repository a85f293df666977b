/* SPDX-License-Identifier: MIT */
/* Taking structured entries back and bringing them back again. A step is what one command did. */
#ifndef FASCICLE_APP_ENTRY_UNDO_H
#define FASCICLE_APP_ENTRY_UNDO_H

#include <stdbool.h>
#include <stddef.h>

#include "store/consents.h"
#include "store/courses.h"
#include "store/entries.h"
#include "store/flags.h"
#include "store/measures.h"
#include "store/referrals.h"
#include "store/selfcares.h"
#include "store/sessions.h"
#include "store/findings.h"

enum entry_undo_kind {
	UNDO_MARK_VOIDED,        /* the mark was added (voided false) or taken back (true) */
	UNDO_APPLICATION_VOIDED, /* the same of an application */
	UNDO_MARK_CHANGED,       /* from mark_before to mark_after */
	UNDO_APPLICATION_CHANGED,
	UNDO_FLAG_VOIDED,
	UNDO_FLAG_ENDED,      /* from text_before to text_after: until when it lasts */
	UNDO_FLAG_ACTED,      /* the same: what was done about it, at_before and at_after */
	UNDO_SELFCARE_VOIDED, /* added, or taken back */
	UNDO_SELFCARE_CHANGED,
	UNDO_SELFCARE_ENDED,    /* from the day in selfcare_before to that in selfcare_after */
	UNDO_SELFCARE_ANSWERED, /* the same of what was said in session_id */
	UNDO_REFERRAL_VOIDED,
	UNDO_FINDINGS_CHANGED, /* a field of the session `id`, from findings_before to findings_after */
	UNDO_RESPONSE_SAID,    /* of the session: from text_before to text_after, NULL for not said */
	UNDO_ADVERSE_SAID,
	UNDO_CONSENT_SAID,   /* in the session `id`: from consent_before to consent_after */
	UNDO_CAUTION_VOIDED, /* an answer to a caution was given */
	UNDO_TIMER_STARTED,  /* by the entry; voided once undo has stopped it */
	UNDO_MEASURE_VOIDED, /* added, or taken back */
	UNDO_MEASURE_CHANGED,
	UNDO_COURSE_VOIDED,
	UNDO_COURSE_CHANGED,
	UNDO_GOAL_VOIDED,
	UNDO_GOAL_CHANGED,
	UNDO_REVIEW_VOIDED, /* of the course `id`, in session_id */
};

struct entry_undo_part {
	enum entry_undo_kind kind;
	int64_t id;
	bool voided;
	struct mark mark_before, mark_after;
	struct application application_before, application_after;
	char *text_before, *text_after;
	char *at_before, *at_after; /* instants */
	struct selfcare selfcare_before, selfcare_after;
	int64_t session_id;
	char *field;
	struct findings findings_before, findings_after;
	struct measure measure_before, measure_after;
	struct course course_before, course_after;
	struct goal goal_before, goal_after;
	enum consent_scope scope;
	struct session_consent consent_before, consent_after;
};

struct entry_undo_step {
	char *what; /* translated: "mark L upper trapezius" */
	struct entry_undo_part *parts;
	size_t n_parts;
};

struct entry_undo {
	struct entry_undo_step *steps;
	size_t n;
	size_t done; /* steps before this one are done, the others were undone */
};

void entry_undo_init(struct entry_undo *undo);
void entry_undo_release(struct entry_undo *undo);

/* Begins a step; what was undone before is forgotten. Parts go to the newest step. */
void entry_undo_begin(struct entry_undo *undo, const char *what);
void entry_undo_voided(struct entry_undo *undo, enum entry_undo_kind kind, int64_t id, bool voided);
void entry_undo_mark_changed(struct entry_undo *undo, const struct mark *before, const struct mark *after);
void entry_undo_application_changed(struct entry_undo *undo, const struct application *before,
				    const struct application *after);
void entry_undo_text(struct entry_undo *undo, enum entry_undo_kind kind, int64_t id, const char *before,
		     const char *after);
/* `before` is the flag as it was; what was done about it now. */
void entry_undo_acted(struct entry_undo *undo, const struct flag *before, const char *action);
/* `kind` is one of UNDO_SELFCARE_CHANGED, _ENDED and _ANSWERED. */
void entry_undo_selfcare(struct entry_undo *undo, enum entry_undo_kind kind, int64_t session_id,
			 const struct selfcare *before, const struct selfcare *after);
/* Both hold findings of that field only. */
void entry_undo_findings_changed(struct entry_undo *undo, int64_t session_id, const char *field,
				 const struct findings *before, const struct findings *after);
void entry_undo_measure_changed(struct entry_undo *undo, const struct measure *before,
				const struct measure *after);
void entry_undo_course_changed(struct entry_undo *undo, const struct course *before,
			       const struct course *after);
void entry_undo_goal_changed(struct entry_undo *undo, const struct goal *before, const struct goal *after);
/* A re-assessment in the session was added, or taken back. */
void entry_undo_review(struct entry_undo *undo, int64_t course_id, int64_t session_id, bool voided);
void entry_undo_consent(struct entry_undo *undo, int64_t session_id, enum consent_scope scope,
			const struct session_consent *before, const struct session_consent *after);
/* Takes a step that came to nothing off again. */
void entry_undo_forget(struct entry_undo *undo);

/* Undoes (or, with redo, does again) a step in one transaction. *what names it; NULL when there is nothing. `session` is
 * the one the steps belong to: what it says of its outcome follows. */
bool entry_undo_apply(struct entry_undo *undo, struct store *store, struct session *session, bool redo,
		      const char **what, struct err *err);

#endif
