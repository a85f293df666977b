/* SPDX-License-Identifier: MIT */
/* Words that are a value of the technique before them: doses by name, choices, free text. */
#include "line/entry_reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"

bool reader_is_open(const struct reader *r, size_t i)
{
	return i < r->words.n && r->words.word[i].kind == WORD_OPEN;
}

void reader_use_words(struct reader *r, size_t from, size_t words)
{
	for (size_t i = from; i < from + words; i++)
		r->words.word[i].kind = WORD_USED;
}

static char *typed_text(const struct reader *r, size_t from, size_t words)
{
	const struct entry_word *first = &r->words.word[from], *last = &r->words.word[from + words - 1];
	return mem_strndup(r->line + first->at, last->at + last->bytes - first->at);
}

/* The place of a technique line, where none was said yet: "lubricant oil lpv b". */
static bool is_place(const struct reader *r, const char *text)
{
	return !r->is_mark && r->region < 0 && catalogue_region(r->c, text) >= 0;
}

/* Free text runs on to the next word that has a meaning of its own. */
static size_t text_words(const struct reader *r, const struct technique *t, size_t from)
{
	size_t words = 1;
	while (reader_is_open(r, from + words)) {
		const char *next = r->words.word[from + words].text;
		if (strlen(next) >= 3 && (reader_dose_named(t, next) >= 0 || str_eq(next, "aim")))
			break;
		if (is_place(r, next) || reader_names_partner(r, from + words))
			break;
		words++;
	}
	return words;
}

static size_t take_text(struct reader *r, int owner, const struct dose_spec *spec, size_t name, size_t from)
{
	struct entry_word *value = &r->words.word[from];
	size_t words = 1;
	if (value->kind == WORD_QUOTED)
		reader_set_dose(r, owner, spec, value->value_text, name, from);
	else {
		words = text_words(r, &r->c->techniques[r->technique[owner]], from);
		char *text = typed_text(r, from, words);
		reader_set_dose(r, owner, spec, text, name, from + words - 1);
		free(text);
	}
	reader_use_words(r, from, words);
	return words;
}

/* "4 cups": the number before the name, where it stands behind the technique. */
static bool take_number_before(struct reader *r, int owner, const struct dose_spec *spec, size_t at)
{
	struct entry_word *before = at > 0 ? &r->words.word[at - 1] : NULL;
	bool is_its_own = !r->is_mark || r->technique_word[owner] + 1 < at;
	if (!before || before->kind != WORD_NUMBER || !is_its_own || !str_eq(spec->unit, "n"))
		return false;
	reader_set_dose(r, owner, spec, before->text, at - 1, at);
	reader_use_words(r, at - 1, 2);
	return true;
}

/* "5min rest": the name behind its value. */
static bool take_value_before(struct reader *r, int owner, const struct dose_spec *spec, size_t at)
{
	const struct entry_word *before = at > 0 ? &r->words.word[at - 1] : NULL;
	if (!before || before->kind != WORD_UNIT || !str_eq(before->unit, spec->unit) ||
	    r->technique_word[owner] >= at - 1)
		return false;
	reader_set_dose(r, owner, spec, before->text, at - 1, at);
	reader_use_words(r, at - 1, 2);
	return true;
}

/* "depth 4", "gauge 0.25mm", "grade iii", "lot AB 12": a dose by its name, with what follows as its value. Returns
 * how many words that took. */
static bool is_value(const struct dose_spec *spec, const struct entry_word *word)
{
	bool is_text = str_eq(spec->unit, "text"),
	     is_word = str_eq(spec->unit, "enum") || str_eq(spec->unit, "bool");
	switch (word->kind) {
	case WORD_NUMBER:
		return true;
	case WORD_UNIT:
	case WORD_TENDER:
		return !is_text;
	case WORD_OPEN:
		return is_text || is_word;
	case WORD_QUOTED:
	case WORD_NAMED:
	case WORD_CELL:
		return is_text;
	default:
		return false;
	}
}

static size_t take_named_dose(struct reader *r, int owner, size_t from)
{
	const struct technique *t = &r->c->techniques[r->technique[owner]];
	const char *name = r->words.word[from].text;
	int dose = strlen(name) >= 3 || str_eq(name, "in") ? reader_dose_named(t, name) : -1;
	if (dose < 0)
		return 0;
	const struct dose_spec *spec = &t->doses[dose];
	if (take_number_before(r, owner, spec, from))
		return 1;
	const struct entry_word *value = from + 1 < r->words.n ? &r->words.word[from + 1] : NULL;
	if (!value || !is_value(spec, value)) {
		if (take_value_before(r, owner, spec, from))
			return 1;
		if (!str_eq(spec->name, name))
			return 0;
		reader_problem(r, from, from, _("The value for %s is missing."), i18n_name(spec->label));
		r->words.word[from].kind = WORD_USED;
		return 1;
	}
	r->words.word[from].kind = WORD_USED;
	if (str_eq(spec->unit, "text"))
		return 1 + take_text(r, owner, spec, from, from + 1);
	reader_set_dose(r, owner, spec, value->text, from, from + 1);
	reader_use_words(r, from, 2);
	return 2;
}

/* "knuckle", "rotary", "light": one of the choices of the technique. */
static size_t take_choice(struct reader *r, int owner, size_t from)
{
	const struct technique *t = &r->c->techniques[r->technique[owner]];
	const char *text = r->words.word[from].text;
	const struct dose_spec *spec =
		strlen(text) >= 3 || strchr("iv", *text) ? reader_choice_of(t, text) : NULL;
	if (!spec || application_dose(&r->entry.applications[owner], spec->name))
		return 0;
	reader_set_dose(r, owner, spec, text, from, from);
	r->words.word[from].kind = WORD_USED;
	return 1;
}

size_t reader_take_dose_words(struct reader *r, size_t from)
{
	int owner = reader_owner(r, from);
	if (owner < 0)
		return 0;
	size_t words = take_named_dose(r, owner, from);
	return words ? words : take_choice(r, owner, from);
}

/* "depth 3" of a technique that has no depth: another technique's dose with a value as it takes. */
static bool is_foreign_dose(const struct reader *r, size_t at)
{
	const struct entry_word *value = at + 1 < r->words.n ? &r->words.word[at + 1] : NULL;
	if (!value || (value->kind != WORD_NUMBER && value->kind != WORD_UNIT))
		return false;
	for (size_t t = 0; t < r->c->n_techniques; t++)
		for (size_t d = 0; d < r->c->techniques[t].n_doses; d++) {
			const struct dose_spec *spec = &r->c->techniques[t].doses[d];
			bool fits = value->kind == WORD_NUMBER || str_eq(value->unit, spec->unit);
			if (fits && !str_eq(spec->unit, "text") && str_eq(spec->name, r->words.word[at].text))
				return true;
		}
	return false;
}

/* Whether the word is one of those that are known of the text without its name: "oil", "almond". */
static bool is_known(const struct dose_spec *spec, const char *typed)
{
	bool known = false;
	for (const char *s = spec->choices; *s && !known; s += strcspn(s, "|"), s += *s == '|') {
		char *choice = mem_strndup(s, strcspn(s, "|"));
		known = strcasecmp(choice, typed) == 0 || strcasecmp(i18n_name(choice), typed) == 0;
		free(choice);
	}
	return known;
}

static size_t take_known(struct reader *r, int owner, const struct dose_spec *spec, size_t from)
{
	size_t words = 0;
	while (reader_is_open(r, from + words) && is_known(spec, r->words.word[from + words].text))
		words++;
	if (words == 0)
		return 0;
	char *text = typed_text(r, from, words);
	reader_set_dose(r, owner, spec, text, from, from + words - 1);
	free(text);
	reader_use_words(r, from, words);
	return words;
}

/* In a technique line, what nothing else explains is a free text of its own: "oil" where it is known, "desk posture" where
 * any words are meant. What is unknown might be a mistyped place: it needs the name of its text before it. */
size_t reader_take_free_text(struct reader *r, size_t from)
{
	int owner = r->is_mark ? -1 : reader_owner(r, from);
	const struct technique *t = owner >= 0 ? &r->c->techniques[r->technique[owner]] : NULL;
	size_t words = 0;
	if (owner >= 0 && is_foreign_dose(r, from)) {
		reader_no_dose(r, owner, from, from + 1);
		reader_use_words(r, from, 2);
		return 2;
	}
	for (size_t d = 0; t && d < t->n_doses && words == 0; d++) {
		const struct dose_spec *spec = &t->doses[d];
		if (!str_eq(spec->unit, "text") ||
		    application_dose(&r->entry.applications[owner], spec->name))
			continue;
		words = str_eq(spec->choices, "*") ? take_text(r, owner, spec, from, from)
						   : take_known(r, owner, spec, from);
	}
	return words;
}
