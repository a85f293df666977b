/* SPDX-License-Identifier: MIT */
/* Names in an entry line: runs of open words are taken for a muscle, a technique, a region or an aim. */
#include "line/entry_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { PHRASE_WORDS = 6, AIM_WORDS = 4 };

enum named { MUSCLE, TECHNIQUE, REGION, NAMES };

struct phrase {
	enum named named;
	size_t words; /* how many words it takes; 0: nothing fits */
	struct candidate found[READING_CANDIDATES];
	size_t n;
	bool clear;
};

static size_t match_named(const struct entry_line *l, enum named named, const char *typed,
			  struct candidate *found)
{
	switch (named) {
	case MUSCLE:
		return match_muscles(l->c, typed, found, READING_CANDIDATES);
	case TECHNIQUE:
		return match_techniques(l->c, typed, found, READING_CANDIDATES);
	default:
		return match_regions(l->c, typed, found, READING_CANDIDATES);
	}
}

/* Whether the word by itself could begin something else, so that a misspelt longer name must not swallow it; in the line of
 * a technique also one that is misspelt but more like something else, as the calf in "relaxation claf". */
static bool means_something_else(const struct entry_line *l, const char *text, enum named named)
{
	struct candidate found[READING_CANDIDATES];
	int least = MATCH_SOUND;
	if (vocabulary_find(text, MEANS(MEANS_LATER)))
		return true;
	if (!l->is_mark && match_named(l, named, text, found) > 0 && found[0].score < MATCH_SOUND)
		least = found[0].score;
	for (int other = MUSCLE; other < NAMES; other++)
		if (other != (int)named && match_named(l, (enum named)other, text, found) > 0 &&
		    found[0].score >= least)
			return true;
	return false;
}

/* The longest run of words from `from` on that names something of that kind. */
static void longest_phrase(const struct entry_line *l, size_t from, enum named named, struct phrase *best)
{
	struct str typed;
	str_init(&typed);
	*best = (struct phrase){ .named = named };
	for (size_t words = 1; words <= PHRASE_WORDS && words_is_open(&l->words, from + words - 1); words++) {
		const char *text = entry_text(l, from + words - 1);
		struct phrase longer = { .named = named, .words = words };
		str_addf(&typed, "%s%s", words > 1 ? " " : "", text);
		longer.n = match_named(l, named, typed.s, longer.found);
		if (longer.n == 0)
			break;
		bool weaker = best->words && best->found[0].score >= MATCH_SOUND &&
			      longer.found[0].score < MATCH_SOUND;
		if (weaker && (best->clear || means_something_else(l, text, named)))
			break;
		/* "tnb burst": a code stands for itself, what follows is its dose */
		if (named == TECHNIQUE && best->words && best->found[0].score == MATCH_EXACT &&
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
	bool sound_a = a->found[0].score >= MATCH_SOUND, sound_b = b->found[0].score >= MATCH_SOUND;
	if (sound_a != sound_b)
		return sound_a;
	if (a->clear != b->clear)
		return a->clear;
	if (a->words != b->words)
		return a->words > b->words;
	return a->found[0].score == MATCH_EXACT && b->found[0].score < MATCH_EXACT;
}

static void keep_home_regions(const struct entry_line *l, struct phrase *phrase)
{
	size_t kept = 0;
	for (size_t i = 0; i < phrase->n; i++)
		for (const short *home = l->c->muscles[l->muscle].home; *home >= 0; home++)
			if (*home == phrase->found[i].index)
				phrase->found[kept++] = phrase->found[i];
	if (kept > 0) {
		phrase->n = kept;
		phrase->clear = match_is_clear(phrase->found, kept);
	}
}

static bool is_code(const struct phrase *phrase, const struct entry_line *l, size_t from)
{
	return phrase->words == 1 && catalogue_region(l->c, entry_text(l, from)) >= 0;
}

static void best_phrase(const struct entry_line *l, size_t from, struct phrase *best)
{
	*best = (struct phrase){ .words = 0 };
	for (int named = MUSCLE; named < NAMES; named++) {
		struct phrase phrase;
		if (named == MUSCLE && !l->is_mark)
			continue;
		longest_phrase(l, from, (enum named)named, &phrase);
		if (named == REGION && phrase.words > 0) {
			if (l->is_mark && l->muscle < 0 && !is_code(&phrase, l, from))
				continue; /* before the muscle only a code is a region */
			if (phrase.found[0].score < MATCH_SOUND || strlen(entry_text(l, from)) < 3)
				continue;
			if (l->is_mark && l->muscle >= 0)
				keep_home_regions(l, &phrase);
		}
		/* a second muscle must be plainly one; a word that is merely like one is unknown */
		if (named == MUSCLE && l->muscle >= 0 && phrase.words > 0 &&
		    phrase.found[0].score < MATCH_SOUND)
			continue;
		/* what was done to a mark is never guessed from a misspelt word */
		if (named == TECHNIQUE && l->is_mark && phrase.words > 0 &&
		    phrase.found[0].score < MATCH_SOUND)
			phrase.clear = false;
		/* behind the first word, what is more like a place is none */
		if (named == TECHNIQUE && !l->is_mark && from > 0 && phrase.words > 0 &&
		    phrase.found[0].score < MATCH_SOUND &&
		    means_something_else(l, entry_text(l, from), named))
			continue;
		/* a technique line names one technique; another is only seen where it is said whole */
		if (named == TECHNIQUE && !l->is_mark && l->entry.n_applications > 0 && phrase.words > 0 &&
		    phrase.found[0].score < MATCH_EXACT)
			continue;
		if (is_better(&phrase, best))
			*best = phrase;
	}
}

static void offer(struct entry_line *l, const struct phrase *phrase)
{
	static const enum candidate_kind kinds[NAMES] = { NEAR_MUSCLES, NEAR_TECHNIQUES, NEAR_REGIONS };
	reading_offer(&l->out->reading, kinds[phrase->named], phrase->found, phrase->n);
}

static void ask_which(struct entry_line *l, size_t from, const struct phrase *phrase)
{
	size_t to = from + phrase->words - 1;
	const char *asked = phrase->named == MUSCLE      ? _("Which muscle is \"%s\"?")
			    : phrase->named == TECHNIQUE ? _("Which technique is \"%s\"?")
							 : _("Which region is \"%s\"?");
	offer(l, phrase);
	entry_problem(l, from, to, asked, entry_shown(l, from, to));
}

static void say_muscle(struct entry_line *l, size_t from, const struct phrase *phrase)
{
	size_t to = from + phrase->words - 1;
	const struct meaning *later =
		l->muscle >= 0 ? vocabulary_find(entry_text(l, l->muscle_word), MEANS(MEANS_LATER)) : NULL;
	if (later && l->entry.mark.type == MARK_TYPE_NONE)
		/* "lat up trap": the first word was a type after all */
		l->entry.mark.type = (enum mark_type)later->value;
	else if (l->muscle_is_guess)
		/* "bcl up trap": what was merely like a muscle is none beside one that was said plainly */
		entry_problem(l, l->muscle_word, l->muscle_word, _("No muscle is called \"%s\"."),
			      entry_shown(l, l->muscle_word, l->muscle_word));
	else if (l->muscle >= 0) {
		entry_problem(l, from, to, _("\"%s\" is a second muscle: part two marks with a ;"),
			      entry_shown(l, from, to));
		return;
	}
	l->muscle = phrase->found[0].index;
	l->muscle_word = from;
	l->muscle_is_guess = phrase->found[0].score < MATCH_SOUND;
}

/* ---- "with TENS" ---- */

static void say_partner(struct entry_line *l, int owner, size_t from, const struct phrase *phrase)
{
	struct application *application = &l->entry.applications[owner];
	const char *code = l->c->techniques[phrase->found[0].index].code;
	size_t to = from + phrase->words - 1;
	if (str_eq(code, application->technique))
		entry_problem(l, from, to, _("\"%s\" is the technique itself: with which other one?"),
			      entry_shown(l, from, to));
	else if (application->combined && !str_eq(application->combined, code))
		entry_problem(l, from, to, _("\"%s\" is a second technique beside %s: keep one."),
			      entry_shown(l, from, to), application->combined);
	mem_replace(&application->combined, code);
}

/* "dtm 20min with TENS" */
size_t entry_take_partner(void *line, size_t at)
{
	struct entry_line *l = line;
	struct phrase phrase;
	int owner = entry_owner(l, at);
	if (l->is_mark || owner < 0 || !entry_names_partner(l, at))
		return 0;
	longest_phrase(l, at + 1, TECHNIQUE, &phrase);
	if (phrase.clear)
		say_partner(l, owner, at + 1, &phrase);
	else
		ask_which(l, at + 1, &phrase);
	return phrase.words + 1;
}

bool entry_names_partner(const struct entry_line *l, size_t at)
{
	struct phrase phrase;
	if (!word_joins(&l->words, at, JOINT_WITH) || !words_is_open(&l->words, at + 1))
		return false;
	longest_phrase(l, at + 1, TECHNIQUE, &phrase);
	return phrase.words > 0 && phrase.found[0].score >= MATCH_SOUND;
}

/* ---- aims ---- */

static bool has_aims(const struct entry_line *l, int technique)
{
	for (size_t i = 0; i < l->c->n_aims; i++)
		if (catalogue_aim_fits(l->c, technique, i))
			return true;
	return false;
}

/* Whether the typed key is the beginning of the name or of one of its words. */
static bool begins(const char *name, const char *key)
{
	char *name_key = utf8_search_key(name);
	size_t n = strlen(key);
	bool found = false;
	for (const char *s = name_key; s && !found; s = strchr(s, ' '), s = s ? s + 1 : NULL)
		found = strncmp(s, key, n) == 0;
	free(name_key);
	return found;
}

static bool is_aim(const struct aim *aim, const char *typed)
{
	char *key = utf8_search_key(typed), *code = mem_strdup(typed);
	for (char *s = code; *s; s++)
		*s = *s == ' ' ? '-' : *s;
	bool found =
		str_starts(aim->code, code) || begins(aim->name, key) || begins(i18n_name(aim->name), key);
	free(key);
	free(code);
	return found;
}

/* The aims of the technique that a typed beginning fits; one that fits whole is the only one. */
static size_t match_aims(const struct entry_line *l, int technique, const char *typed,
			 struct candidate *found)
{
	bool any = !has_aims(l, technique);
	size_t n = 0;
	for (size_t i = 0; i < l->c->n_aims && n < READING_CANDIDATES; i++) {
		const struct aim *aim = &l->c->aims[i];
		bool known = false;
		for (size_t k = 0; k < n; k++)
			known = known || str_eq(l->c->aims[found[k].index].code, aim->code);
		if (known || !(any || catalogue_aim_fits(l->c, technique, i)) || !is_aim(aim, typed))
			continue;
		if (strcasecmp(aim->code, typed) == 0 || strcasecmp(i18n_name(aim->name), typed) == 0) {
			found[0] = (struct candidate){ (int)i, MATCH_EXACT };
			return 1;
		}
		found[n++] = (struct candidate){ (int)i, 0 };
	}
	return n;
}

static void set_aim(struct entry_line *l, int owner, int aim, size_t from, size_t to)
{
	struct application *application = &l->entry.applications[owner];
	if (application->aim && !str_eq(application->aim, l->c->aims[aim].code))
		entry_problem(l, from, to, _("\"%s\" is a second aim: keep one."), entry_shown(l, from, to));
	mem_replace(&application->aim, l->c->aims[aim].code);
}

static void ask_aim(struct entry_line *l, int owner, const char *typed, size_t from, size_t to)
{
	struct candidate found[READING_CANDIDATES];
	const char *name = i18n_name(entry_technique(l, owner)->short_name);
	size_t n = match_aims(l, l->technique[owner], typed, found);
	bool unknown = n == 0;
	if (unknown)
		n = match_aims(l, l->technique[owner], "", found);
	reading_offer(&l->out->reading, NEAR_AIMS, found, n);
	if (str_empty(typed))
		entry_problem(l, from, to, _("Which aim had %s?"), name);
	else if (unknown)
		entry_problem(l, from, to, _("\"%s\" is no aim of %s that I know."), entry_shown(l, from, to),
			      name);
	else
		entry_problem(l, from, to, _("Which aim is \"%s\"?"), entry_shown(l, from, to));
}

void entry_say_aim(struct entry_line *l, int owner, const char *typed, size_t from, size_t to)
{
	struct candidate found[READING_CANDIDATES];
	size_t n = str_empty(typed) ? 0 : match_aims(l, l->technique[owner], typed, found);
	if (n == 1)
		set_aim(l, owner, found[0].index, from, to);
	else
		ask_aim(l, owner, typed, from, to);
}

/* "aim range of motion": the longest run of words that means one aim; else the first word is asked about. */
size_t entry_take_aim(void *line, size_t at)
{
	struct entry_line *l = line;
	struct candidate found[READING_CANDIDATES];
	int owner = entry_owner(l, at);
	if (owner < 0 || !word_joins(&l->words, at, JOINT_AIM))
		return 0;
	size_t taken = words_is_open(&l->words, at + 1);
	for (size_t n = 1; n <= AIM_WORDS && words_is_open(&l->words, at + n); n++) {
		char *typed = words_text(&l->words, at + 1, at + 1 + n);
		if (match_aims(l, l->technique[owner], typed, found) == 1)
			taken = n;
		free(typed);
	}
	char *typed = words_text(&l->words, at + 1, at + 1 + taken);
	entry_say_aim(l, owner, typed, at + (taken > 0), at + taken);
	free(typed);
	return taken + 1;
}

/* ---- names ---- */

int entry_owner(const struct entry_line *l, size_t word)
{
	int owner = -1;
	for (size_t i = 0; i < l->entry.n_applications; i++)
		if (l->technique_word[i] <= word)
			owner = (int)i;
	return owner < 0 && l->entry.n_applications > 0 ? 0 : owner;
}

const struct technique *entry_technique(const struct entry_line *l, int owner)
{
	return &l->c->techniques[l->technique[owner]];
}

void entry_add_technique(struct entry_line *l, int technique, size_t word)
{
	struct entry *entry = &l->entry;
	if (entry->n_applications >= (l->is_mark ? ENTRY_TECHNIQUES : 1)) {
		entry_problem(l, word, word, _("\"%s\" is one technique too many for this line."),
			      entry_shown(l, word, word));
		return;
	}
	size_t n = entry->n_applications++;
	entry->applications = mem_regrow(entry->applications, n + 1, sizeof *entry->applications);
	application_init(&entry->applications[n]);
	entry->applications[n].technique = mem_strdup(l->c->techniques[technique].code);
	l->technique[n] = technique;
	l->technique_word[n] = word;
}

static size_t say_name(struct entry_line *l, size_t at, const struct phrase *phrase)
{
	if (!phrase->clear)
		ask_which(l, at, phrase);
	else if (phrase->named == MUSCLE)
		say_muscle(l, at, phrase);
	else if (phrase->named == TECHNIQUE)
		entry_add_technique(l, phrase->found[0].index, at);
	else
		entry_say_region(l, at, at + phrase->words - 1, phrase->found[0].index, SIDE_NONE);
	return phrase->words;
}

/* "and", "of the", "sign": says nothing of its own, where no longer name begins with it. */
static bool is_filler(const struct entry_line *l, size_t at, const struct phrase *phrase)
{
	return phrase->words < 2 && word_means(&l->words, at, MEANS(MEANS_FILLER) | MEANS(MEANS_NOUN));
}

static size_t take_name(struct entry_line *l, size_t at, bool any)
{
	struct phrase phrase;
	if (!words_is_open(&l->words, at))
		return 0;
	best_phrase(l, at, &phrase);
	if (is_filler(l, at, &phrase))
		return 1;
	return phrase.words > 0 && (any || phrase.clear) ? say_name(l, at, &phrase) : 0;
}

/* In the line of a technique only what is plain: what is not may need a technique that is named further on. */
size_t entry_take_clear_name(void *line, size_t at)
{
	const struct entry_line *l = line;
	return take_name(line, at, l->is_mark);
}

size_t entry_take_name(void *line, size_t at)
{
	return take_name(line, at, true);
}

/* "lat": a type where the muscle is said already. */
size_t entry_take_later(void *line, size_t at)
{
	struct entry_line *l = line;
	const struct meaning *later = word_means(&l->words, at, MEANS(MEANS_LATER));
	if (!later || !l->is_mark || l->muscle < 0 || l->entry.mark.type != MARK_TYPE_NONE)
		return 0;
	l->entry.mark.type = (enum mark_type)later->value;
	return 1;
}

/* ---- what fits nothing ---- */

/* Nothing is like the word: what begins as it does. */
static void match_beginning(const struct entry_line *l, const char *text, struct phrase *like)
{
	char *start = mem_strdup(text);
	for (size_t n = strlen(start); n > 1 && like->n == 0; n--) {
		while (n > 1 && ((unsigned char)start[n - 1] & 0xc0) == 0x80)
			n--;
		start[n - 1] = '\0';
		if (*start)
			like->n = match_named(l, TECHNIQUE, start, like->found);
	}
	free(start);
}

size_t entry_take_unknown(void *line, size_t at)
{
	struct entry_line *l = line;
	const char *text = entry_text(l, at), *shown = entry_shown(l, at, at);
	struct phrase like = { .named = l->is_mark && l->muscle < 0 ? MUSCLE : TECHNIQUE };
	if (!words_is_open(&l->words, at))
		return 0;
	bool is_dose = !l->is_mark && l->entry.n_applications > 0;
	if (is_dose)
		like.named = REGION; /* a mistyped place, most likely */
	like.n = match_named(l, like.named, text, like.found);
	if (!l->is_mark && !is_dose && like.n == 0)
		match_beginning(l, text, &like);
	offer(l, &like);
	if (is_dose)
		entry_no_dose(l, entry_owner(l, at), at, at);
	else if (!l->is_mark)
		entry_problem(l, at, at,
			      _("No technique is called \"%s\": say its code or parts of its name."), shown);
	else if (like.named == MUSCLE)
		entry_problem(l, at, at, _("No muscle is called \"%s\"."), shown);
	else
		entry_problem(l, at, at, _("I do not understand \"%s\"."), shown);
	return 1;
}
