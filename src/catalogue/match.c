/* SPDX-License-Identifier: MIT */
/* Ranking catalogue rows for typed words. */
#include "catalogue/match.h"

#include <string.h>

#include "catalogue/match_words.h"

typedef struct match_names names_of(const struct catalogue *c, size_t i);

static void keep_best(struct candidate *out, size_t *n, size_t max, struct candidate candidate)
{
	size_t at = *n;
	while (at > 0 && out[at - 1].score < candidate.score)
		at--;
	if (at >= max)
		return;
	if (*n < max)
		(*n)++;
	memmove(out + at + 1, out + at, (*n - at - 1) * sizeof *out);
	out[at] = candidate;
}

static size_t match(const struct catalogue *c, size_t rows, names_of *of, const char *typed,
		    struct candidate *out, size_t max)
{
	struct match_words words;
	size_t n = 0;
	match_words_typed(&words, typed);
	if (words.n == 0 || words.n > MATCH_TYPED || max == 0)
		return 0;
	for (size_t i = 0; i < rows; i++) {
		struct match_names names = of(c, i);
		int score = match_words_score(&names, &words);
		if (score > 0)
			keep_best(out, &n, max, (struct candidate){ (int)i, score });
	}
	while (n > 1 && out[0].score >= MATCH_SOUND && out[n - 1].score < MATCH_FAINT)
		n--;
	return n;
}

static struct match_names muscle_names(const struct catalogue *c, size_t i)
{
	const struct muscle *m = &c->muscles[i];
	return (struct match_names){ m->code, m->name, NULL, m->also };
}

static struct match_names technique_names(const struct catalogue *c, size_t i)
{
	const struct technique *t = &c->techniques[i];
	return (struct match_names){ t->code, t->name, t->short_name, t->also };
}

static struct match_names region_names(const struct catalogue *c, size_t i)
{
	const struct region *r = &c->regions[i];
	return (struct match_names){ r->code, r->name, r->lay_name, r->also };
}

static struct match_names condition_names(const struct catalogue *c, size_t i)
{
	const struct condition *d = &c->conditions[i];
	return (struct match_names){ d->code, d->name, d->short_name, d->also };
}

static struct match_names movement_names(const struct catalogue *c, size_t i)
{
	const struct movement *m = &c->movements[i];
	return (struct match_names){ m->code, m->joint, m->movement, m->also };
}

static struct match_names selfcare_names(const struct catalogue *c, size_t i)
{
	const struct selfcare_item *s = &c->selfcare[i];
	return (struct match_names){ s->code, s->name, NULL, s->also };
}

static struct match_names score_names(const struct catalogue *c, size_t i)
{
	const struct score *s = &c->scores[i];
	return (struct match_names){ s->code, s->name, NULL, s->also };
}

size_t match_muscles(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_muscles, muscle_names, typed, out, max);
}

size_t match_techniques(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_techniques, technique_names, typed, out, max);
}

size_t match_regions(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_regions, region_names, typed, out, max);
}

size_t match_conditions(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_conditions, condition_names, typed, out, max);
}

size_t match_movements(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_movements, movement_names, typed, out, max);
}

size_t match_scores(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_scores, score_names, typed, out, max);
}

bool match_is_clear(const struct candidate *candidates, size_t n)
{
	if (n == 0)
		return false;
	if (n == 1)
		return true;
	if (candidates[0].score >= MATCH_EXACT)
		return candidates[1].score < MATCH_EXACT;
	return candidates[0].score - candidates[1].score >= MATCH_LEAD;
}

size_t match_selfcare(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_selfcare, selfcare_names, typed, out, max);
}
