/* SPDX-License-Identifier: MIT */
/* One entry under construction while its words are read. For the entry files of this room. */
#ifndef FASCICLE_LINE_ENTRY_READER_H
#define FASCICLE_LINE_ENTRY_READER_H

#include "line/entry.h"
#include "line/entry_words.h"

enum { ENTRY_TECHNIQUES = 12 };

struct reader {
	const struct catalogue *c;
	const char *line;
	struct entry_reading *reading;
	struct entry_words words;
	struct entry entry;
	const struct entry_session *session; /* NULL: of a technique line on its own */
	int on;                              /* number of the mark that was said, 0 for none */
	size_t on_from, on_to;
	bool is_mark;
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
	bool failed;                             /* this entry has a problem */
	char shown[4][96];
	unsigned turn;
};

/* Notes the problem (only the first of a line counts) with the words [from, to] as what to mend; with from == words.n
 * the end of the entry. Returns false. */
bool reader_problem(struct reader *r, size_t from, size_t to, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Whether a problem noted now would be the line's first. */
bool reader_is_first(const struct reader *r);

/* The typed word as it may be shown inside a sentence; lives until the fourth call from now. */
const char *reader_shown(struct reader *r, size_t from, size_t to);

/* entry_names.c: gives the open words a meaning (muscle, technique, region, value of a dose). */
void reader_read_names(struct reader *r);
void reader_add_technique(struct reader *r, int technique, size_t word);
/* The application that a dose at this word belongs to: the technique named last before it, else the first; -1 when
 * there is none. */
int reader_owner(const struct reader *r, size_t word);

/* "with TENS": whether the word there says which technique it was combined with. */
bool reader_names_partner(const struct reader *r, size_t at);

bool reader_is_open(const struct reader *r, size_t i);
void reader_use_words(struct reader *r, size_t from, size_t words);

/* entry_values.c: "depth 4", "knuckle": takes words from there on as a dose of the technique before them; in a
 * technique line, what nothing else explains is its first free text. How many words were taken. */
size_t reader_take_dose_words(struct reader *r, size_t from);
size_t reader_take_free_text(struct reader *r, size_t from);

/* entry_use.c: "m2", "on 2" before the names are read; then whether that mark is there, and whether a place is missing. */
void reader_read_on(struct reader *r);
bool reader_place_on(struct reader *r);
bool reader_want_place(struct reader *r);
/* "aim range of motion": how many words were taken. */
size_t reader_take_aim_words(struct reader *r, size_t from);
void reader_take_aim(struct reader *r, int owner, const char *typed, size_t from, size_t to);

/* entry_closed.c: takes what the words' shapes alone say; the rest after names were read. */
void reader_read_closed(struct reader *r);
void reader_read_rest(struct reader *r);

/* entry_place.c: sides, regions, referral. */
void reader_take_side(struct reader *r, size_t word, enum side side);
void reader_take_region(struct reader *r, size_t from, size_t to, int region, enum side side);
void reader_take_referral(struct reader *r, size_t word, const char *list);
bool reader_place_mark(struct reader *r);
bool reader_place_technique(struct reader *r);
/* Writes the drawn referral out once the mark's side is known. */
void reader_settle_referral(struct reader *r);

/* entry_dose.c: puts the said doses onto their techniques. */
void reader_read_doses(struct reader *r);
/* Whether the word names a dose of the technique ("depth", "gauge") and which; -1 for none. */
int reader_dose_named(const struct technique *technique, const char *name);
/* Sets one dose from typed text, with its problem or warning. */
bool reader_set_dose(struct reader *r, int owner, const struct dose_spec *spec, const char *typed,
		     size_t from, size_t to);
/* Says that the technique takes no such dose, and which it takes. Returns false. */
bool reader_no_dose(struct reader *r, int owner, size_t from, size_t to);
/* The dose of an enum that one of its choices names; NULL for none. */
const struct dose_spec *reader_choice_of(const struct technique *technique, const char *typed);

#endif
