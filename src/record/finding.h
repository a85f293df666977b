/* SPDX-License-Identifier: MIT */
/* Findings: the fields of a note that have a vocabulary, such as the pattern of the pain, its cause, the posture, a
 * restriction with its tissue, what came after the last treatment. They record what was said or found, and judge nothing.
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
/* Whether anything is said of the field. */
bool findings_have(const struct findings *findings, const char *field);
bool finding_equal(const struct finding *a, const struct finding *b);

/* Whether a finding may be stored: its field is known and the value is of its kind. */
bool finding_check(const struct catalogue *c, const struct finding *finding, struct err *err);

/* Whether a number counts hours, so that days may be said as well. */
bool finding_is_hours(const struct finding_spec *spec);
/* The index of the choice that a code stands for; -1 for own words. */
int finding_choice_index(const struct finding_spec *spec, const char *code);
/* The translated word of a choice's code, or the code itself. */
const char *finding_choice_word(const struct finding_spec *spec, const char *code);
/* Whether the value says that there is nothing of its kind ("none", "unremarkable"), so that no other stands beside it. */
bool finding_stands_alone(const char *value);
/* Whether both may be said of one field: the same of two sides, or two that do not stand alone. */
bool findings_agree(const struct finding *a, const struct finding *b);
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
