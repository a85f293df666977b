/* SPDX-License-Identifier: MIT */
/* One entry while its words are read. For the entry files of this room. */
#ifndef FASCICLE_LINE_ENTRY_LINE_H
#define FASCICLE_LINE_ENTRY_LINE_H

#include "line/entry.h"
#include "line/take.h"

enum { ENTRY_TECHNIQUES = 12 };

/* What is understood as a value from its shape alone, before it is known whose it is. */
enum amount_kind {
	AMOUNT_NONE,
	AMOUNT_BARE,      /* a whole number; with unit: "7 s" of a mark, seconds or a satellite */
	AMOUNT_UNIT,      /* "12kg"; unit NULL: "4.5" */
	AMOUNT_COUNT,     /* "x3" */
	AMOUNT_CROSS,     /* "3x30s", "0.25x40" */
	AMOUNT_NAMED,     /* "3in", "10reps", "depth4" */
	AMOUNT_PAIR,      /* "depth:4" */
	AMOUNT_ENOUGH,    /* "ok", "not ok" */
	AMOUNT_THRESHOLD, /* "4.5kg/cm2" without "ppt" before it: taken, but perhaps it was meant as a force */
};
struct amount {
	enum amount_kind kind;
	size_t words;
	char number[16], second[16], name[32];
	const char *unit;
	bool denied;
};

struct entry_line {
	const struct catalogue *c;
	struct words words;
	struct amount *amount; /* of the word it begins with */
	struct entry_reading *out;
	struct entry entry;
	const struct entry_session *session; /* NULL: of a technique line on its own */
	int on;                              /* number of the mark that was said, 0 for none */
	size_t on_from, on_to;
	bool is_mark;
	bool failed; /* this entry has a problem */
	enum side side;
	size_t side_word;
	int muscle; /* index, -1: not said */
	size_t muscle_word;
	bool muscle_is_guess; /* merely like the word */
	int region;           /* -1: not said */
	size_t region_word;
	enum side cell_side;                     /* of a region said as a cell, "stp.l" */
	int technique[ENTRY_TECHNIQUES];         /* of the entry's applications, in order */
	size_t technique_word[ENTRY_TECHNIQUES]; /* where each was named */
};

/* Notes the problem (only the first of a line counts) with the words [from, to] as what to mend; with from == words.n the
 * end of the entry. Returns false. */
bool entry_problem(struct entry_line *l, size_t from, size_t to, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The typed words as they may be shown inside a sentence; lives until the fourth call from now. */
const char *entry_shown(struct entry_line *l, size_t from, size_t to);

const char *entry_text(const struct entry_line *l, size_t at); /* "" behind the end */
/* How many words stand glued behind a key: "ref:tmp,eye" has two. */
size_t entry_value_words(const struct entry_line *l, size_t at);

/* The application that a dose at this word belongs to: the technique named last before it, else the first; -1 when there is
 * none. */
int entry_owner(const struct entry_line *l, size_t word);
const struct technique *entry_technique(const struct entry_line *l, int owner);
void entry_add_technique(struct entry_line *l, int technique, size_t word);

/* entry_mark.c: what words and shapes say of a mark. */
taker entry_take_letter, entry_take_word, entry_take_tender, entry_take_threshold, entry_take_key;
/* A bare number that is no dose's; a pressure where no technique can have it: "4.5kpa". */
void entry_settle_tender(struct entry_line *l, size_t at, const struct amount *amount);
void entry_settle_threshold(struct entry_line *l, size_t at, const struct amount *amount);

/* entry_place.c: sides, regions, drawn referral, the mark a technique is on. */
taker entry_take_side, entry_take_cell, entry_take_on;
void entry_say_region(struct entry_line *l, size_t from, size_t to, int region, enum side side);
void entry_say_place(struct entry_line *l, size_t at, size_t words);
void entry_say_referral(struct entry_line *l, size_t from, size_t word, size_t to);
bool entry_place_mark(struct entry_line *l);
bool entry_place_technique(struct entry_line *l);
/* Writes the drawn referral out once the mark's side is known. */
void entry_settle_referral(struct entry *entry);

/* entry_names.c: runs of words that are a name: of a muscle, a technique, a region, an aim; and what fits nothing. */
taker entry_take_partner, entry_take_aim, entry_take_later, entry_take_clear_name, entry_take_name,
	entry_take_unknown;
/* "with TENS": whether the word there says which technique it was combined with. */
bool entry_names_partner(const struct entry_line *l, size_t at);
void entry_say_aim(struct entry_line *l, int owner, const char *typed, size_t from, size_t to);

/* entry_amount.c: shapes of values. */
taker entry_take_amount, entry_take_enough;

/* entry_dose.c: whose they are; doses by their names. */
taker entry_take_dose, entry_take_choice, entry_take_free_text;
void entry_settle_amounts(struct entry_line *l);
/* Says that the technique takes no such dose, and which it takes. */
void entry_no_dose(struct entry_line *l, int owner, size_t from, size_t to);

#endif
