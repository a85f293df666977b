/* SPDX-License-Identifier: MIT */
/* Values of an entry line by their shape alone: "12kg", "x3", "3x30s", "3in", "depth4". */
#include "line/entry_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "catalogue/unit.h"

enum { BARE_DIGITS = 3, TENDER_MOST = 10 };

static size_t note(struct entry_line *l, size_t at, const struct amount *amount)
{
	l->amount[at] = *amount;
	return amount->words;
}

static void set_name(struct amount *amount, const char *name, size_t bytes)
{
	bytes = bytes < sizeof amount->name ? bytes : sizeof amount->name - 1;
	memcpy(amount->name, name, bytes);
	amount->name[bytes] = '\0';
}

static bool is_letters(const char *s)
{
	struct part part;
	part_next(s, &part);
	return part.kind == PART_LETTERS && s[part.bytes] == '\0';
}

static bool is_bare(const struct part *number)
{
	return strspn(number->at, "0123456789") == number->bytes && number->bytes <= BARE_DIGITS;
}

/* "7 s" of a mark: seconds behind a technique, else a tenderness of seven and a satellite. */
static bool is_doubtful(const struct entry_line *l, size_t at, const struct part *number)
{
	return l->is_mark && is_bare(number) && number->value <= TENDER_MOST &&
	       word_means(&l->words, at + 1, MEANS(MEANS_TYPE));
}

/* A number with what stands behind it: a unit of a dose, the word for needles, or nothing. */
static size_t take_unit(struct entry_line *l, size_t at)
{
	const uint64_t kinds = MEANS(MEANS_NEEDLES) | MEANS(MEANS_UNIT);
	struct amount amount = { .kind = AMOUNT_UNIT };
	struct part number;
	amount.words = take_amount(&l->words, at, kinds, &number, &amount.unit);
	if (amount.words == 0)
		return 0;
	bool apart = amount.words == 2;
	const char *typed = apart ? entry_text(l, at + 1) : number.at + number.bytes;
	const struct meaning *behind = vocabulary_find(typed, kinds);
	bool needles = behind && behind->kind == MEANS_NEEDLES && !(l->is_mark && apart && !typed[1]);
	if (apart && !needles && !unit_find(UNIT_OF_DOSE, amount.unit)) {
		amount.words = 1;
		amount.unit = NULL;
	}
	memcpy(amount.number, number.number, sizeof amount.number);
	if (needles) {
		amount.kind = AMOUNT_NAMED;
		set_name(&amount, behind->code, strlen(behind->code));
	} else if (amount.unit ? apart && is_doubtful(l, at, &number) : is_bare(&number))
		amount.kind = AMOUNT_BARE;
	return note(l, at, &amount);
}

static size_t take_sets(struct entry_line *l, size_t at)
{
	struct amount amount = { .kind = AMOUNT_CROSS };
	struct part first, second;
	amount.words = take_cross(&l->words, at, MEANS(MEANS_UNIT), &first, &second, &amount.unit);
	if (amount.words == 0)
		return 0;
	memcpy(amount.number, first.number, sizeof amount.number);
	memcpy(amount.second, second.number, sizeof amount.second);
	return note(l, at, &amount);
}

static size_t take_count(struct entry_line *l, size_t at)
{
	struct amount amount = { .kind = AMOUNT_COUNT };
	struct part number;
	amount.words = take_times(&l->words, at, &number);
	if (amount.words == 0)
		return 0;
	memcpy(amount.number, number.number, sizeof amount.number);
	return note(l, at, &amount);
}

/* "10reps", "depth4": a number and a name in one word. */
static size_t take_glued(struct entry_line *l, size_t at)
{
	struct amount amount = { .kind = AMOUNT_NAMED, .words = 1 };
	const char *text = entry_text(l, at), *name = text, *rest;
	struct part number;
	size_t letters = strcspn(text, "0123456789");
	part_next(text + letters, &number);
	if (number.kind != PART_NUMBER || letters == 1)
		return 0;
	rest = number.at + number.bytes;
	if (letters == 0)
		name = rest;
	else if (*rest)
		return 0;
	set_name(&amount, name, letters ? letters : strlen(rest));
	if (!is_letters(amount.name))
		return 0;
	memcpy(amount.number, number.number, sizeof amount.number);
	return note(l, at, &amount);
}

size_t entry_take_amount(void *line, size_t at)
{
	struct entry_line *l = line;
	const char *text = entry_text(l, at);
	if (!words_is_open(&l->words, at))
		return 0;
	if (*text == '-' && isdigit((unsigned char)text[1])) {
		entry_problem(l, at, at, _("\"%s\": a dose cannot be less than nothing."),
			      entry_shown(l, at, at));
		return 1;
	}
	size_t n = take_sets(l, at);
	if (n == 0)
		n = take_count(l, at);
	if (n == 0)
		n = take_unit(l, at);
	return n ? n : take_glued(l, at);
}

/* Of a mark, or of a press. */
size_t entry_take_enough(void *line, size_t at)
{
	struct entry_line *l = line;
	const struct meaning *enough;
	struct amount amount = { .kind = AMOUNT_ENOUGH };
	amount.words = take_meaning(&l->words, at, MEANS(MEANS_ENOUGH), &enough, &amount.denied);
	return amount.words ? note(l, at, &amount) : 0;
}
