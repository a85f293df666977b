/* SPDX-License-Identifier: MIT */
/* What a typed line was understood as, but for the record itself: what is wrong with it, the words to mend, what they may
 * have meant, and a warning. Every line has one.
 *
 * A line is a list of takers over its words. A taker looks at the word at `at`; what it understands it writes into the record
 * and says how many words that were; 0 leaves them to the next taker. What is wrong it tells by reading_problem, and takes
 * the words all the same:
 *
 *	static size_t take_form(void *line, size_t at)
 *	{
 *		struct consent_line *l = line;
 *		const struct meaning *form = vocabulary_find(l->words.word[at].text, MEANS(MEANS_FORM));
 *		if (!form)
 *			return 0;
 *		...
 *		return 1;
 *	}
 *	static taker *const takers[] = { take_day, take_form, take_scope, ... };
 *	words_take(&l.words, takers, sizeof takers / sizeof *takers, &l, reading);
 *
 * What no taker wants is the name of something, or unknown: the line says which, and names that word. Sides, days, numbers
 * with their units and places are taken by take.h, so that they read alike in every line. No typed word stands in a taker:
 * it asks the vocabulary. */
#ifndef FASCICLE_LINE_READING_H
#define FASCICLE_LINE_READING_H

#include "base/err.h"
#include "catalogue/match.h"
#include "line/words.h"

enum { READING_CANDIDATES = 6 };
enum candidate_kind {
	NEAR_NONE,
	NEAR_MUSCLES,
	NEAR_TECHNIQUES,
	NEAR_REGIONS,
	NEAR_AIMS,
	NEAR_MOVEMENTS,
	NEAR_SCORES,
	NEAR_CONDITIONS,
	NEAR_SELFCARE,
};

struct reading {
	bool ok;
	struct err problem;       /* when not ok: a sentence */
	size_t bad_at, bad_bytes; /* the words to mend */
	enum candidate_kind what; /* the nearest, best first */
	struct candidate candidates[READING_CANDIDATES];
	size_t n_candidates;
	uint64_t expects; /* kinds of words of the vocabulary that would do instead */
	bool outside;     /* a value lies outside what is usual; `warning` says which */
	struct err warning;
};

void reading_init(struct reading *reading);
/* Notes what is wrong, with the words [from, to] as what to mend; from == words->n is the end of the words. Only the first of
 * a line counts. Returns false. */
bool reading_problem(struct reading *reading, const struct words *words, size_t from, size_t to,
		     const char *format, ...) __attribute__((format(printf, 5, 6)));
bool reading_problemv(struct reading *reading, const struct words *words, size_t from, size_t to,
		      const char *format, va_list args);
/* Whether the line could be read; else its problem goes to err. */
bool reading_tell(const struct reading *reading, struct err *err);
/* What the words of the problem may mean; to be called before it is noted, and of no use once one was. */
void reading_offer(struct reading *reading, enum candidate_kind what, const struct candidate *found,
		   size_t n);
/* The first warning of a line stays. */
void reading_warn(struct reading *reading, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The code of the i-th candidate; its name as it is shown is appended. */
const char *reading_candidate(const struct catalogue *c, const struct reading *reading, size_t i,
			      struct str *name);

typedef size_t taker(void *line, size_t at);
/* Offers each word to the takers, in their order; what one has taken is used. With `reading` the first problem ends it. */
void words_take(struct words *words, taker *const *takers, size_t n, void *line,
		const struct reading *reading);

#endif
