/* SPDX-License-Identifier: MIT */
/* The words of the typed lines: every word that means one thing wherever it stands, with what it means. A name (of a muscle,
 * a technique, a region, a condition) is none: the catalogue's match.h finds those. Each row is known by its English words
 * and by those of the screen's language; a line says of which kinds it has a use. */
#ifndef FASCICLE_LINE_VOCABULARY_H
#define FASCICLE_LINE_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum meaning_kind {
	MEANS_SIDE,     /* value: enum side */
	MEANS_MIDDLE,   /* a side where no name of a muscle holds the word */
	MEANS_DENIAL,   /* "no", "not", "without" */
	MEANS_YES,      /* code: as it is stored */
	MEANS_FILLER,   /* joins names and says nothing: "in the left calf" */
	MEANS_NOUN,     /* says no more than the word beside it: "jump sign" */
	MEANS_TIMES,    /* "x", "times": a count; code: as the catalogue writes it */
	MEANS_UNIT,     /* code: as the catalogue writes it */
	MEANS_PRESSURE, /* code: unit of a pressure threshold */
	MEANS_FORCE,    /* code: the pressure that "2.1 kg" of a threshold stands for */
	MEANS_PERIOD,   /* code: "a_day", "a_week" */
	MEANS_PER,      /* "a", "per": joins a number and its period */
	MEANS_COUNT,    /* value: "once", "twice" */
	MEANS_JOINT,    /* value: enum joint, what leads to something */
	MEANS_TYPE,     /* value: enum mark_type */
	MEANS_LATER, /* value: enum mark_type, where a muscle is said already or a number stands behind it */
	MEANS_SIGN,  /* value: one sign bit */
	MEANS_RESPONSE,   /* value: enum mark_response */
	MEANS_ENOUGH,     /* sufficient */
	MEANS_TISSUE,     /* value: enum mark_tissue */
	MEANS_AWARE,      /* the client knew the place */
	MEANS_MEASURED,   /* value: enum measure_kind */
	MEANS_GLUED,      /* value: enum measure_kind, of a letter right before its number: "p4" */
	MEANS_MODE,       /* value: enum measure_mode */
	MEANS_FEEL,       /* value: enum end_feel */
	MEANS_METHOD,     /* value: enum measure_method */
	MEANS_SLOT,       /* code: of pain, "now", "best" ... */
	MEANS_SCOPE,      /* value: enum consent_scope */
	MEANS_FORM,       /* value: enum consent_form */
	MEANS_SOURCE,     /* value: enum flag_source */
	MEANS_CARE,       /* code: kind of self-care */
	MEANS_DOSE,       /* code: dose of self-care */
	MEANS_NEEDLES,    /* code: dose of a needling */
	MEANS_TAUGHT,     /* code */
	MEANS_HELPER,     /* code */
	MEANS_PURPOSE,    /* code */
	MEANS_ADHERENCE,  /* code: of self-care, on how many days */
	MEANS_EFFECT,     /* code: how it was with it */
	MEANS_OUTCOME,    /* value: enum course_outcome */
	MEANS_PROFESSION, /* code */
	MEANS_URGENCY,    /* code */
	MEANS_PAYMENT,    /* value: enum pay_method */
	MEANS_CONCESSION, /* the concession price */
	MEANS_SUPERBILL,  /* in the place of a payer */
	MEANS_NONE,       /* what was set is taken back */
	MEANS_OWNER,      /* value: 1 the person's own, 0 the clinic's */
	MEANS_SURE,       /* what cannot be undone is meant */
	MEANS_PAGE,       /* code: a page that is printed */
	MEANS_PRINTER,    /* to the printer, not to a file */
	MEANS_SECTION,    /* value: enum note_section */
	MEANS_LETTER,     /* value: enum told, of a letter */
	MEANS_REPORT,     /* value: enum told, of a report */
	MEANS_OPEN,       /* what is not answered yet */
	MEANS_KINDS
};

enum joint {
	JOINT_AT,
	JOINT_ON,
	JOINT_OF,
	JOINT_IN,
	JOINT_BY,
	JOINT_TO,
	JOINT_WITH,
	JOINT_FROM,
	JOINT_SINCE,
	JOINT_UNTIL,
	JOINT_NOTE,
	JOINT_AIM,
	JOINT_TISSUE,
	JOINT_REFERRAL,
	JOINT_THRESHOLD,
	JOINT_AREA,
	JOINT_REVIEW,
	JOINT_EVERY,
	JOINT_SESSIONS,
	JOINT_TRAINED,
	JOINT_STOP,
	JOINT_HELPER,
	JOINT_IF,
	JOINT_MISTAKE, /* a flag that never was */
	JOINTS
};

/* What a letter or a report tells when it is asked to. */
enum told { TOLD_ALL, TOLD_COURSE, TOLD_GOALS, TOLD_TECHNIQUES, TOLD_MARKS };

/* Of a set of kinds. */
#define MEANS(kind) (UINT64_C(1) << (kind))

struct meaning {
	enum meaning_kind kind;
	int value;
	const char *code; /* where it is no value of an enum */
	const char *
		words; /* English, parted by blanks; what stands before a | is enough: "le|ft lt l". '~' is a blank */
};

extern const struct meaning vocabulary[];
extern const size_t vocabulary_rows;

/* The first row of those kinds that the word names, in any case, English words before those of the screen; NULL for
 * none. */
const struct meaning *vocabulary_find(const char *typed, uint64_t kinds);
/* The same of a word that is not cut short. */
const struct meaning *vocabulary_whole(const char *typed, uint64_t kinds);
/* Whether it names that joint. */
bool vocabulary_joins(const char *typed, enum joint joint);
/* Appends the word that a line is written with, the first English one of the row. */
void vocabulary_say(struct str *out, enum meaning_kind kind, int value);
/* The row's words in the language of the screen, in the same form. */
const char *meaning_translated(const struct meaning *meaning);
/* Takes the next of a row's words off *rest: whole, and how many of its bytes are enough. False at the end. */
bool meaning_next(const char **rest, struct str *word, size_t *least);

#endif
