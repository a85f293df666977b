/* SPDX-License-Identifier: MIT */
/* Ranking catalogue rows for typed words: how well they name a row by whole words, beginnings, words run together, a slip of
 * the finger. */
#include "catalogue/match.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

enum {
	TYPED_MAX = 6,  /* typed words that are looked at; more never name one row */
	WORDS_MAX = 40, /* of a name with its other names */
	KEY_BYTES = 512,
	/* Steps between kinds of match are wider than all small differences together. */
	LEAD = 150,
	FAINT = 300, /* below, a word is misspelt */
};

struct word {
	const char *at;
	size_t bytes;
	uint32_t
		letters; /* which of a to z it has, a bit each: most pairs of words are told apart by these */
};

/* The words of a text in search form, pointing into key. */
struct words {
	char key[KEY_BYTES];
	size_t used;
	struct word word[WORDS_MAX];
	size_t n;
	size_t n_first; /* of the name itself */
	size_t n_name;  /* with the short or lay name; the others are the code and other names */
};

/* The names a row is known by, as its table has them. */
struct names {
	const char *code, *name;
	const char *second; /* short name, lay name, movement; or NULL */
	const char *also;   /* parted by '|' */
};

/* --- typed words against the names of one row --- */

/* What one typed word is worth against one word of a name. */
enum { WHOLE = 95, PREFIX = 85, GLUED = 55, INSIDE = 45, TYPO = 20 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static uint32_t letters_of(const char *s, size_t n)
{
	uint32_t letters = 0;
	for (size_t i = 0; i < n; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			letters |= UINT32_C(1) << (s[i] - 'a');
	return letters;
}

static bool is_filler(const char *s, size_t n)
{
	static const char *const fillers[] = { "and", "of", "the", "to", "or", "und", "der", "des", "die" };
	for (size_t i = 0; n <= 3 && i < sizeof fillers / sizeof fillers[0]; i++)
		if (strlen(fillers[i]) == n && memcmp(fillers[i], s, n) == 0)
			return true;
	return false;
}

static void add_key(struct words *words, const char *text)
{
	size_t n = strlen(text);
	if (n > KEY_BYTES - 1 - words->used)
		n = KEY_BYTES - 1 - words->used;
	char *to = words->key + words->used;
	for (size_t i = 0; i < n; i++)
		to[i] = lower(text[i]);
	size_t at = 0;
	while (at < n && words->n < WORDS_MAX) {
		while (at < n && !is_letter(to[at]))
			at++;
		size_t start = at;
		while (at < n && is_letter(to[at]))
			at++;
		if (at > start && !is_filler(to + start, at - start))
			words->word[words->n++] =
				(struct word){ to + start, at - start, letters_of(to + start, at - start) };
	}
	words->used += n;
	if (words->used < KEY_BYTES - 1)
		words->key[words->used++] = '\0';
}

/* Plain ASCII needs no Unicode folding, and that is nearly every name. */
static void add_text(struct words *words, const char *text)
{
	for (const char *s = text; *s; s++)
		if ((unsigned char)*s >= 0x80) {
			char *folded = utf8_search_key(text);
			add_key(words, folded);
			free(folded);
			return;
		}
	add_key(words, text);
}

static void words_of(struct words *words, const struct names *names, bool translated)
{
	words->n = words->used = 0;
	add_text(words, translated ? i18n_name(names->name) : names->name);
	words->n_first = words->n;
	if (names->second)
		add_text(words, translated ? i18n_name(names->second) : names->second);
	words->n_name = words->n;
	add_text(words, names->code);
	add_text(words, names->also);
}

/* Whether a can be made of a beginning of b (as long as a, or a letter more or less) with at most `most` letters
 * wrong, missing, too many or swapped. */
static bool is_near(struct word a, struct word b, int most)
{
	enum { LONGEST = 24 };
	int row[3][LONGEST + 1];
	int n = (int)a.bytes, m = (int)b.bytes;
	if (n > LONGEST)
		return false;
	if (m > n + 1)
		m = n + 1;
	if (m > LONGEST)
		m = LONGEST;
	for (int j = 0; j <= m; j++)
		row[0][j] = j;
	int best = n;
	for (int i = 1; i <= n; i++) {
		int *now = row[i % 3], *before = row[(i - 1) % 3], *two = row[(i + 1) % 3];
		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int cost = before[j - 1] + (a.at[i - 1] != b.at[j - 1]);
			if (before[j] + 1 < cost)
				cost = before[j] + 1;
			if (now[j - 1] + 1 < cost)
				cost = now[j - 1] + 1;
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] &&
			    two[j - 2] + 1 < cost)
				cost = two[j - 2] + 1;
			now[j] = cost;
		}
	}
	for (int j = m > 2 ? m - 2 : 0; j <= m; j++)
		if (row[n % 3][j] < best)
			best = row[n % 3][j];
	return best <= most;
}

static bool starts(struct word word, struct word typed)
{
	return typed.bytes <= word.bytes && typed.at[0] == word.at[0] &&
	       memcmp(word.at, typed.at, typed.bytes) == 0;
}

static bool inside(struct word word, struct word typed)
{
	return typed.bytes >= 3 && typed.bytes <= word.bytes && !(typed.letters & ~word.letters) &&
	       memmem(word.at, word.bytes, typed.at, typed.bytes);
}

/* A slip of one finger brings one letter that is not in the word; in a long word two slips are allowed. */
static bool is_slip(struct word word, struct word typed)
{
	uint32_t strange = typed.letters & ~word.letters;
	int most = typed.bytes >= 8 ? 2 : 1;
	for (int i = 0; i < most; i++)
		strange &= strange - 1;
	return typed.bytes >= 4 && typed.at[0] == word.at[0] && !strange && is_near(typed, word, most);
}

static int start_worth(struct word word, struct word typed)
{
	if (!starts(word, typed))
		return 0;
	return typed.bytes == word.bytes ? WHOLE : PREFIX + (int)(5 * typed.bytes / word.bytes);
}

/* What one typed word is worth against one word of a name; 0 when they have nothing in common. */
static int word_worth(struct word word, struct word typed)
{
	int worth = start_worth(word, typed);
	if (worth > 0)
		return worth;
	return inside(word, typed) ? INSIDE : is_slip(word, typed) ? TYPO : 0;
}

typedef int worth_of(struct word word, struct word typed);

/* The best word that is not taken yet; -1 when none fits. */
static int best_word(const struct words *name, uint64_t taken, struct word typed, worth_of *worth_of_word,
		     int *worth)
{
	int best = -1;
	*worth = 0;
	for (size_t w = 0; w < name->n; w++) {
		if (taken >> w & 1)
			continue;
		int one = worth_of_word(name->word[w], typed);
		if (one > *worth) {
			*worth = one;
			best = (int)w;
		}
	}
	return best;
}

/* "uptrap" as "up" and "trap": beginnings of two words, or of three, each at least two letters but for the first. */
static int glued_worth(const struct words *name, uint64_t *taken, struct word typed, int parts)
{
	for (size_t cut = 1; cut + 2 <= typed.bytes; cut++) {
		int worth;
		int first = best_word(name, *taken, (struct word){ typed.at, cut, 0 }, start_worth, &worth);
		if (first < 0)
			return 0;
		uint64_t then = *taken | UINT64_C(1) << first;
		struct word rest = { typed.at + cut, typed.bytes - cut, 0 };
		int second = best_word(name, then, rest, start_worth, &worth);
		if (second >= 0) {
			*taken = then | UINT64_C(1) << second;
			return GLUED;
		}
		if (parts > 2 && glued_worth(name, &then, rest, parts - 1)) {
			*taken = then;
			return GLUED;
		}
	}
	return 0;
}

static int score_words(const struct words *name, const struct words *typed)
{
	uint64_t taken = 0;
	int least = WHOLE, sum = 0, first_word = -1;
	for (size_t t = 0; t < typed->n; t++) {
		int worth;
		int w = best_word(name, taken, typed->word[t], word_worth, &worth);
		if (worth < GLUED && typed->word[t].bytes >= 4) {
			int glued = glued_worth(name, &taken, typed->word[t], 3);
			if (glued) {
				worth = glued;
				w = -1;
			}
		}
		if (!worth)
			return 0;
		if (w >= 0)
			taken |= UINT64_C(1) << w;
		if (t == 0)
			first_word = w;
		least = worth < least ? worth : least;
		sum += worth;
	}
	size_t covered = 0;
	for (size_t w = 0; w < name->n_name; w++)
		covered += taken >> w & 1;
	int coverage = name->n_name ? (int)(30 * covered / name->n_name) : 0;
	return 7 * least + sum / (int)typed->n + coverage + (first_word == 0 ? 10 : 0);
}

/* The same words, whole, in any order. */
static bool is_whole(const struct words *name, size_t from, size_t n, const struct words *typed)
{
	uint64_t taken = 0;
	if (n != typed->n || n == 0)
		return false;
	for (size_t t = 0; t < typed->n; t++) {
		size_t w = from;
		while (w < from + n &&
		       (taken >> w & 1 || name->word[w].bytes != typed->word[t].bytes ||
			memcmp(name->word[w].at, typed->word[t].at, typed->word[t].bytes) != 0))
			w++;
		if (w == from + n)
			return false;
		taken |= UINT64_C(1) << w;
	}
	return true;
}

static bool is_also(const char *also, const struct words *typed)
{
	while (*also) {
		size_t n = strcspn(also, "|");
		char one[KEY_BYTES];
		struct words words;
		words.n = words.used = 0;
		if (n < sizeof one) {
			memcpy(one, also, n);
			one[n] = '\0';
			add_text(&words, one);
			if (is_whole(&words, 0, words.n, typed))
				return true;
		}
		also += n + (also[n] == '|');
	}
	return false;
}

/* The name, the short name, both, or the code: said whole. */
static bool is_said_whole(const struct words *words, const struct words *typed)
{
	return is_whole(words, 0, words->n_first, typed) || is_whole(words, 0, words->n_name, typed) ||
	       is_whole(words, words->n_first, words->n_name - words->n_first, typed) ||
	       (words->n > words->n_name && is_whole(words, words->n_name, 1, typed));
}

/* 0: no match; MATCH_EXACT: one of the names said whole. */
static int score_of(const struct names *names, const struct words *typed)
{
	struct words words;
	words_of(&words, names, false);
	int score = score_words(&words, typed);
	if (score > 0 && (is_said_whole(&words, typed) || is_also(names->also, typed)))
		return MATCH_EXACT;
	if (i18n_name(names->name) == names->name)
		return score;
	words_of(&words, names, true);
	int other = score_words(&words, typed);
	if (other > 0 && is_said_whole(&words, typed))
		return MATCH_EXACT;
	return other > score ? other : score;
}

static void read_typed(struct words *words, const char *typed)
{
	words->n = words->used = 0;
	add_text(words, typed ? typed : "");
}

/* --- rows --- */

typedef struct names names_of(const struct catalogue *c, size_t i);

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
	struct words words;
	size_t n = 0;
	read_typed(&words, typed);
	if (words.n == 0 || words.n > TYPED_MAX || max == 0)
		return 0;
	for (size_t i = 0; i < rows; i++) {
		struct names names = of(c, i);
		int score = score_of(&names, &words);
		if (score > 0)
			keep_best(out, &n, max, (struct candidate){ (int)i, score });
	}
	while (n > 1 && out[0].score >= MATCH_SOUND && out[n - 1].score < FAINT)
		n--;
	return n;
}

static struct names muscle_names(const struct catalogue *c, size_t i)
{
	const struct muscle *m = &c->muscles[i];
	return (struct names){ m->code, m->name, NULL, m->also };
}

static struct names technique_names(const struct catalogue *c, size_t i)
{
	const struct technique *t = &c->techniques[i];
	return (struct names){ t->code, t->name, t->short_name, t->also };
}

static struct names region_names(const struct catalogue *c, size_t i)
{
	const struct region *r = &c->regions[i];
	return (struct names){ r->code, r->name, r->lay_name, r->also };
}

static struct names condition_names(const struct catalogue *c, size_t i)
{
	const struct condition *d = &c->conditions[i];
	return (struct names){ d->code, d->name, d->short_name, d->also };
}

static struct names movement_names(const struct catalogue *c, size_t i)
{
	const struct movement *m = &c->movements[i];
	return (struct names){ m->code, m->joint, m->movement, m->also };
}

static struct names selfcare_names(const struct catalogue *c, size_t i)
{
	const struct selfcare_item *s = &c->selfcare[i];
	return (struct names){ s->code, s->name, NULL, s->also };
}

static struct names score_names(const struct catalogue *c, size_t i)
{
	const struct score *s = &c->scores[i];
	return (struct names){ s->code, s->name, NULL, s->also };
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
	return candidates[0].score - candidates[1].score >= LEAD;
}

size_t match_selfcare(const struct catalogue *c, const char *typed, struct candidate *out, size_t max)
{
	return match(c, c->n_selfcare, selfcare_names, typed, out, max);
}
