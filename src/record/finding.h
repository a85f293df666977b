/* SPDX-License-Identifier: MIT */
/* Findings: the fields of a note that have a vocabulary, such as the pattern of the pain, its cause, the posture, a
 * restriction with its tissue, what came after the last treatment. They record what was said or found, and judge nothing.
 *
 * A finding line names a field by the beginning of its code or name, then a value by the beginning of a choice, own words
 * or a number, and a place and a severity where the field takes them:
 *
 *   pattern constant      restriction fascia stp l 2      onset strain, injury      agg desk work      sore 24
 */
#ifndef FASCICLE_RECORD_FINDING_H
#define FASCICLE_RECORD_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/session.h"

enum { FINDING_LINE_MAX = 8, FINDING_TEXT_MAX = 400 }; /* findings in a line; bytes of own words */

struct finding {
	char *field;  /* code of its catalogue row */
	char *value;  /* code of a choice, own words, whole number, ISO date or code of a muscle */
	char *region; /* code; NULL: none */
	enum side side;
	int grade; /* 0 to the row's high; -1: not said */
};

struct findings {
	struct finding *rows; /* those of a field in the order they were said */
	size_t n;
};

void finding_init(struct finding *finding);
void finding_release(struct finding *finding);
void finding_copy(struct finding *to, const struct finding *from); /* `to` must be initialised */
void findings_release(struct findings *findings);
/* Adds a copy at the end. */
void findings_add(struct findings *findings, const struct finding *finding);
/* Copies those of one field to the end of `out`. */
void findings_of(const struct findings *findings, const char *field, struct findings *out);
bool finding_equal(const struct finding *a, const struct finding *b);

/* What a line was understood as. */
struct finding_reading {
	bool ok;
	int field; /* index of the catalogue row; -1 while it is not clear */
	struct findings findings;
	struct str problem;    /* a sentence; empty when ok */
	struct str candidates; /* what may be meant, parted by " · " */
};

void finding_reading_init(struct finding_reading *reading);
void finding_reading_release(struct finding_reading *reading);
/* Reads a whole line, field first. Cleared first; false when there is something to mend. */
bool finding_read(const struct catalogue *c, const char *line, struct finding_reading *reading);
/* The same for a value of a known field. */
bool finding_read_value(const struct catalogue *c, int field, const char *line,
			struct finding_reading *reading);

/* Whether a finding may be stored: its field is known and the value is of its kind. */
bool finding_check(const struct catalogue *c, const struct finding *finding, struct err *err);

/* Whether a number counts hours, so that days may be said as well. */
bool finding_is_hours(const struct finding_spec *spec);
/* The translated word of a choice's code, or the code itself. */
const char *finding_choice_word(const struct finding_spec *spec, const char *code);
/* Whether the value says that there is nothing of its kind ("none", "unremarkable"), so that no other stands beside it. */
bool finding_stands_alone(const char *value);
/* Whether both may be said of one field: the same of two sides, or two that do not stand alone. */
bool findings_agree(const struct finding *a, const struct finding *b);
/* A value as it is typed, so that it can be mended: "fascia STP.L 2". Appended. */
void finding_compose(const struct catalogue *c, const struct finding *finding, struct str *out);
/* All values of a field: "injury; strain". Appended. */
void findings_words(const struct catalogue *c, const struct findings *findings, const char *field,
		    struct str *out);
/* A sentence a field: "Pattern: constant. Worse with: driving; desk work." Of the sections whose letters are in `sections`
 * ("LS"). Appended. */
void findings_sentences(const struct catalogue *c, const struct findings *findings, const char *sections,
			struct str *out);
/* The letters of the catalogue's sections that belong into a section of the note. */
const char *findings_sections(enum note_section section);

#endif
