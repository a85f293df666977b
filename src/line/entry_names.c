/* SPDX-License-Identifier: MIT */
/* Names in an entry line: runs of open words are taken for a muscle, a technique, a region, or a value of the
 * technique before them. */
#include "line/entry_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* A match whose weakest word is a whole word or the beginning of one; below lie glued, inner and misspelt ones. */
enum { SOUND = 600, PHRASE_WORDS = 6 };

enum meaning { MUSCLE, TECHNIQUE, REGION, MEANINGS };

struct phrase {
	enum meaning meaning;
	size_t words; /* how many words it takes; 0: nothing fits */
	struct candidate found[ENTRY_CANDIDATES];
	size_t n;
	bool clear;
};

static size_t match_meaning(const struct reader *r, enum meaning meaning, const char *typed,
			    struct candidate *found)
{
	switch (meaning) {
	case MUSCLE:
		return match_muscles(r->c, typed, found, ENTRY_CANDIDATES);
	case TECHNIQUE:
		return match_techniques(r->c, typed, found, ENTRY_CANDIDATES);
	default:
		return match_regions(r->c, typed, found, ENTRY_CANDIDATES);
	}
}

static bool is_filler(const char *text)
{
	static const char *const fillers[] = { "and",   "of",   "the",      "at",    "on",     "with",
					       "with:", "sign", "response", "local", "muscle", "point",
					       "tp",    "trp",  "ppt",      "&",     "+",      "-" };
	for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
		if (str_eq(fillers[i], text))
			return true;
	return false;
}

/* Whether the word by itself could begin something else, so that a misspelt longer name must not swallow it; in the line of
 * a technique also one that is misspelt but more like something else, as the calf in "relaxation claf". */
static bool means_something_else(const struct reader *r, const char *text, enum meaning meaning)
{
	struct candidate found[ENTRY_CANDIDATES];
	int least = SOUND;
	if (str_eq(text, "lat"))
		return true;
	if (!r->is_mark && match_meaning(r, meaning, text, found) > 0 && found[0].score < SOUND)
		least = found[0].score;
	for (int other = MUSCLE; other < MEANINGS; other++)
		if (other != (int)meaning && match_meaning(r, (enum meaning)other, text, found) > 0 &&
		    found[0].score >= least)
			return true;
	return false;
}

/* The longest run of words from `from` on that names something of that meaning. */
static void longest_phrase(const struct reader *r, size_t from, enum meaning meaning, struct phrase *best)
{
	struct str typed;
	str_init(&typed);
	*best = (struct phrase){ .meaning = meaning };
	for (size_t words = 1; words <= PHRASE_WORDS && reader_is_open(r, from + words - 1); words++) {
		const char *text = r->words.word[from + words - 1].text;
		struct phrase longer = { .meaning = meaning, .words = words };
		str_addf(&typed, "%s%s", words > 1 ? " " : "", text);
		longer.n = match_meaning(r, meaning, typed.s, longer.found);
		if (longer.n == 0)
			break;
		bool weaker = best->words && best->found[0].score >= SOUND && longer.found[0].score < SOUND;
		if (weaker && (best->clear || means_something_else(r, text, meaning)))
			break;
		/* "tnb burst": a code stands for itself, what follows is its dose */
		if (meaning == TECHNIQUE && best->words && best->found[0].score == MATCH_EXACT &&
		    longer.found[0].score < MATCH_EXACT)
			break;
		longer.clear = match_is_clear(longer.found, longer.n);
		*best = longer;
	}
	str_release(&typed);
}

/* Clear before unclear, then the longer, the sounder, the order muscle - technique - region. */
static bool is_better(const struct phrase *a, const struct phrase *b)
{
	if (a->words == 0 || b->words == 0)
		return a->words > 0 && b->words == 0;
	bool sound_a = a->found[0].score >= SOUND, sound_b = b->found[0].score >= SOUND;
	if (sound_a != sound_b)
		return sound_a;
	if (a->clear != b->clear)
		return a->clear;
	if (a->words != b->words)
		return a->words > b->words;
	return a->found[0].score == MATCH_EXACT && b->found[0].score < MATCH_EXACT;
}

static void keep_home_regions(const struct reader *r, struct phrase *phrase)
{
	size_t kept = 0;
	for (size_t i = 0; i < phrase->n; i++)
		for (const short *home = r->c->muscles[r->muscle].home; *home >= 0; home++)
			if (*home == phrase->found[i].index)
				phrase->found[kept++] = phrase->found[i];
	if (kept > 0) {
		phrase->n = kept;
		phrase->clear = match_is_clear(phrase->found, kept);
	}
}

static bool is_code(const struct phrase *phrase, const struct reader *r, size_t from)
{
	return phrase->words == 1 && catalogue_region(r->c, r->words.word[from].text) >= 0;
}

static void best_phrase(const struct reader *r, size_t from, struct phrase *best)
{
	*best = (struct phrase){ .words = 0 };
	for (int meaning = MUSCLE; meaning < MEANINGS; meaning++) {
		struct phrase phrase;
		if (meaning == MUSCLE && !r->is_mark)
			continue;
		longest_phrase(r, from, (enum meaning)meaning, &phrase);
		if (meaning == REGION && phrase.words > 0) {
			if (r->is_mark && r->muscle < 0 && !is_code(&phrase, r, from))
				continue; /* before the muscle only a code is a region */
			if (phrase.found[0].score < SOUND || strlen(r->words.word[from].text) < 3)
				continue;
			if (r->is_mark && r->muscle >= 0)
				keep_home_regions(r, &phrase);
		}
		/* a second muscle must be plainly one; a word that is merely like one is unknown */
		if (meaning == MUSCLE && r->muscle >= 0 && phrase.words > 0 && phrase.found[0].score < SOUND)
			continue;
		/* what was done to a mark is never guessed from a misspelt word */
		if (meaning == TECHNIQUE && r->is_mark && phrase.words > 0 && phrase.found[0].score < SOUND)
			phrase.clear = false;
		/* behind the first word, what is more like a place is none */
		if (meaning == TECHNIQUE && !r->is_mark && from > 0 && phrase.words > 0 &&
		    phrase.found[0].score < SOUND &&
		    means_something_else(r, r->words.word[from].text, meaning))
			continue;
		/* a technique line names one technique; another is only seen where it is said whole */
		if (meaning == TECHNIQUE && !r->is_mark && r->entry.n_applications > 0 && phrase.words > 0 &&
		    phrase.found[0].score < MATCH_EXACT)
			continue;
		if (is_better(&phrase, best))
			*best = phrase;
	}
}

static void offer(struct reader *r, const struct phrase *phrase)
{
	if (!reader_is_first(r))
		return;
	struct entry_reading *reading = r->reading;
	memcpy(reading->candidates, phrase->found, phrase->n * sizeof phrase->found[0]);
	reading->n_candidates = phrase->n;
	reading->candidates_are_techniques = phrase->meaning == TECHNIQUE;
	reading->candidates_are_regions = phrase->meaning == REGION;
}

static void ask_which(struct reader *r, size_t from, const struct phrase *phrase)
{
	size_t to = from + phrase->words - 1;
	offer(r, phrase);
	switch (phrase->meaning) {
	case MUSCLE:
		reader_problem(r, from, to, _("Which muscle is \"%s\"?"), reader_shown(r, from, to));
		break;
	case TECHNIQUE:
		reader_problem(r, from, to, _("Which technique is \"%s\"?"), reader_shown(r, from, to));
		break;
	default:
		reader_problem(r, from, to, _("Which region is \"%s\"?"), reader_shown(r, from, to));
	}
}

static void take_muscle(struct reader *r, size_t from, const struct phrase *phrase)
{
	struct entry_word *before = r->muscle >= 0 ? &r->words.word[r->muscle_word] : NULL;
	size_t to = from + phrase->words - 1;
	if (before && str_eq(before->text, "lat") && r->entry.mark.type == MARK_TYPE_NONE)
		r->entry.mark.type = MARK_LATENT; /* "lat up trap": the first word was a type after all */
	else if (before && r->muscle_is_guess) {
		/* "bcl up trap": what was merely like a muscle is none beside one that was said plainly */
		reader_problem(r, r->muscle_word, r->muscle_word, _("No muscle is called \"%s\"."),
			       reader_shown(r, r->muscle_word, r->muscle_word));
	} else if (before) {
		reader_problem(r, from, to, _("\"%s\" is a second muscle: part two marks with a ;"),
			       reader_shown(r, from, to));
		return;
	}
	r->muscle = phrase->found[0].index;
	r->muscle_word = from;
	r->muscle_is_guess = phrase->found[0].score < SOUND;
}

/* The technique that the words behind "with" name, where they do. */
static void partner_phrase(const struct reader *r, size_t at, struct phrase *phrase)
{
	*phrase = (struct phrase){ .words = 0 };
	if (r->is_mark || !reader_is_open(r, at) || !str_eq(r->words.word[at].text, "with") ||
	    !reader_is_open(r, at + 1))
		return;
	longest_phrase(r, at + 1, TECHNIQUE, phrase);
	if (phrase->words > 0 && phrase->found[0].score < SOUND)
		phrase->words = 0;
}

bool reader_names_partner(const struct reader *r, size_t at)
{
	struct phrase phrase;
	partner_phrase(r, at, &phrase);
	return phrase.words > 0;
}

static void set_partner(struct reader *r, int owner, size_t from, const struct phrase *phrase)
{
	struct application *application = &r->entry.applications[owner];
	const struct technique *partner = &r->c->techniques[phrase->found[0].index];
	size_t to = from + phrase->words - 1;
	if (str_eq(partner->code, application->technique))
		reader_problem(r, from, to, _("\"%s\" is the technique itself: with which other one?"),
			       reader_shown(r, from, to));
	else if (application->combined && !str_eq(application->combined, partner->code))
		reader_problem(r, from, to, _("\"%s\" is a second technique beside %s: keep one."),
			       reader_shown(r, from, to), application->combined);
	mem_replace(&application->combined, partner->code);
}

/* "dtm 20min with TENS". Returns how many words that took. */
static size_t take_partner(struct reader *r, size_t at)
{
	int owner = reader_owner(r, at);
	struct phrase phrase;
	partner_phrase(r, at, &phrase);
	if (owner < 0 || phrase.words == 0)
		return 0;
	if (phrase.clear)
		set_partner(r, owner, at + 1, &phrase);
	else
		ask_which(r, at + 1, &phrase);
	reader_use_words(r, at, phrase.words + 1);
	return phrase.words + 1;
}

static void take_phrase(struct reader *r, size_t from, const struct phrase *phrase)
{
	size_t to = from + phrase->words - 1;
	if (!phrase->clear)
		ask_which(r, from, phrase);
	else if (phrase->meaning == MUSCLE)
		take_muscle(r, from, phrase);
	else if (phrase->meaning == TECHNIQUE)
		reader_add_technique(r, phrase->found[0].index, from);
	else
		reader_take_region(r, from, to, phrase->found[0].index, SIDE_NONE);
	reader_use_words(r, from, phrase->words);
}

int reader_owner(const struct reader *r, size_t word)
{
	int owner = -1;
	for (size_t i = 0; i < r->entry.n_applications; i++)
		if (r->technique_word[i] <= word)
			owner = (int)i;
	return owner < 0 && r->entry.n_applications > 0 ? 0 : owner;
}

void reader_add_technique(struct reader *r, int technique, size_t word)
{
	struct entry *entry = &r->entry;
	if (entry->n_applications >= (r->is_mark ? ENTRY_TECHNIQUES : 1)) {
		reader_problem(r, word, word, _("\"%s\" is one technique too many for this line."),
			       reader_shown(r, word, word));
		return;
	}
	size_t n = entry->n_applications++;
	entry->applications = mem_regrow(entry->applications, n + 1, sizeof *entry->applications);
	application_init(&entry->applications[n]);
	entry->applications[n].technique = mem_strdup(r->c->techniques[technique].code);
	r->technique[n] = technique;
	r->technique_word[n] = word;
}

/* Nothing is like the word: what begins as it does. */
static void match_beginning(const struct reader *r, const char *text, struct phrase *like)
{
	char *start = mem_strdup(text);
	for (size_t n = strlen(start); n > 1 && like->n == 0; n--) {
		while (n > 1 && ((unsigned char)start[n - 1] & 0xc0) == 0x80)
			n--;
		start[n - 1] = '\0';
		if (*start)
			like->n = match_meaning(r, TECHNIQUE, start, like->found);
	}
	free(start);
}

static void unknown_word(struct reader *r, size_t at)
{
	const char *text = r->words.word[at].text;
	if (strstr(text, "/cm") || (str_starts(text, "ppt") && strpbrk(text, "0123456789"))) {
		reader_problem(
			r, at, at,
			_("\"%s\" is no pressure threshold: up to three readings, as in 4.2/4.5/4.1>6.0kg/cm2."),
			reader_shown(r, at, at));
		r->words.word[at].kind = WORD_USED;
		return;
	}
	struct phrase like = { .meaning = r->is_mark && r->muscle < 0 ? MUSCLE : TECHNIQUE };
	if (!r->is_mark && r->entry.n_applications > 0) {
		like.meaning = REGION; /* a mistyped place, most likely */
		like.n = match_meaning(r, REGION, text, like.found);
		offer(r, &like);
		reader_no_dose(r, reader_owner(r, at), at, at);
		r->words.word[at].kind = WORD_USED;
		return;
	}
	like.n = match_meaning(r, like.meaning, text, like.found);
	if (!r->is_mark && like.n == 0)
		match_beginning(r, text, &like);
	offer(r, &like);
	if (!r->is_mark)
		reader_problem(r, at, at,
			       _("No technique is called \"%s\": say its code or parts of its name."),
			       reader_shown(r, at, at));
	else if (like.meaning == MUSCLE)
		reader_problem(r, at, at, _("No muscle is called \"%s\"."), reader_shown(r, at, at));
	else
		reader_problem(r, at, at, _("I do not understand \"%s\"."), reader_shown(r, at, at));
	r->words.word[at].kind = WORD_USED;
}

/* First what is said plainly, in order; then the words left over, which may need a technique named further on. */
static size_t read_open(struct reader *r, size_t at, bool last_chance)
{
	const char *text = r->words.word[at].text;
	size_t words = reader_take_dose_words(r, at);
	if (!words)
		words = reader_take_aim_words(r, at);
	if (!words)
		words = take_partner(r, at);
	if (words)
		return words;
	if (str_eq(text, "lat") && r->is_mark && r->muscle >= 0 && r->entry.mark.type == MARK_TYPE_NONE) {
		r->entry.mark.type = MARK_LATENT;
		r->words.word[at].kind = WORD_USED;
		return 1;
	}
	struct phrase phrase;
	best_phrase(r, at, &phrase);
	if (phrase.words > 0 && (r->is_mark || phrase.clear || last_chance)) {
		take_phrase(r, at, &phrase);
		return phrase.words;
	}
	if (is_filler(text)) {
		r->words.word[at].kind = WORD_USED;
		return 1;
	}
	if (!last_chance)
		return 1;
	words = reader_take_free_text(r, at);
	if (!words) {
		unknown_word(r, at);
		words = 1;
	}
	return words;
}

void reader_read_names(struct reader *r)
{
	for (int chance = 0; chance < 2; chance++)
		for (size_t at = 0; at < r->words.n;)
			at += reader_is_open(r, at) ? read_open(r, at, chance == 1) : 1;
}
