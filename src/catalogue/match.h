/* SPDX-License-Identifier: MIT */
/* Finding a catalogue row by what a person types: a code, a name, parts of a name. */
#ifndef FASCICLE_CATALOGUE_MATCH_H
#define FASCICLE_CATALOGUE_MATCH_H

#include "catalogue/catalogue.h"

struct candidate {
	int index;
	int score; /* higher is better; MATCH_EXACT for a code or the whole name */
};
enum {
	MATCH_EXACT = 1000,
	MATCH_SOUND =
		600 /* from here on every word is whole or a beginning; below lie glued, inner and misspelt ones */
};

/* Ranks rows for the typed words (any case, accents ignored, each word may be a beginning or a run of letters of
 * a word of the name, "uptrap" reads as "up trap"): English name, translated name and code are looked at.
 * Writes at most `max`, best first, and returns how many. */
size_t match_muscles(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);
size_t match_techniques(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);
size_t match_regions(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);
size_t match_conditions(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);
size_t match_scores(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);
size_t match_movements(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);
size_t match_selfcare(const struct catalogue *c, const char *typed, struct candidate *out, size_t max);

/* True when the first candidate is clearly meant: exact, or ahead of the second. */
bool match_is_clear(const struct candidate *candidates, size_t n);

#endif
