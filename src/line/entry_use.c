/* SPDX-License-Identifier: MIT */
/* What a technique was used on, and for: a mark by its number, an aim by its name. */
#include "line/entry_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { MARK_NUMBER_DIGITS = 3, AIM_WORDS = 4 };

/* --- the mark */

/* "m2" or "#2"; 0 when the word is no number of a mark. */
static int mark_number(const char *text)
{
	size_t n = strspn(text + 1, "0123456789");
	if ((*text != 'm' && *text != '#') || n == 0 || n > MARK_NUMBER_DIGITS || text[1 + n])
		return 0;
	return atoi(text + 1);
}

static void take_on(struct reader *r, size_t from, size_t to, int number)
{
	if (r->on > 0 && r->on != number)
		reader_problem(r, from, to, _("\"%s\" is a second mark beside %d: keep one."),
			       reader_shown(r, from, to), r->on);
	r->on = number;
	r->on_from = from;
	r->on_to = to;
	reader_use_words(r, from, to - from + 1);
}

void reader_read_on(struct reader *r)
{
	for (size_t i = 0; i < r->words.n; i++) {
		struct entry_word *word = &r->words.word[i], *next = i + 1 < r->words.n ? word + 1 : NULL;
		if (word->kind != WORD_OPEN)
			continue;
		if (mark_number(word->text) > 0)
			take_on(r, i, i, mark_number(word->text));
		else if (str_eq(word->text, "on") && next && next->kind == WORD_NUMBER)
			take_on(r, i, i + 1, next->before);
	}
}

bool reader_place_on(struct reader *r)
{
	const struct entry_session *session = r->session;
	struct application *application = &r->entry.applications[0];
	if (r->on == 0)
		return true;
	if (!session || session->n_marks == 0)
		return reader_problem(r, r->on_from, r->on_to,
				      _("There is no mark yet: say the region, as in \"lpv l\"."));
	if (r->on < 1 || (size_t)r->on > session->n_marks)
		return reader_problem(r, r->on_from, r->on_to,
				      _("There is no mark %d: the last one has the number %zu."), r->on,
				      session->n_marks);
	const struct mark *mark = &session->marks[r->on - 1];
	bool elsewhere = (application->region && !str_eq(application->region, mark->region)) ||
			 (application->side != SIDE_NONE && application->side != mark->side);
	if (elsewhere)
		return reader_problem(r, r->on_from, r->on_to,
				      _("Mark %d lies elsewhere: say the mark or the region, not both."),
				      r->on);
	application->mark_id = mark->id;
	application->side = mark->side;
	mem_replace(&application->region, mark->region);
	r->entry.on_mark = r->on;
	return true;
}

bool reader_want_place(struct reader *r)
{
	const struct application *application = &r->entry.applications[0];
	if (!r->session || !r->session->wants_place || application->region ||
	    !catalogue_wants_place(r->c, r->technique[0]))
		return true;
	const char *name = i18n_name(r->c->techniques[r->technique[0]].short_name);
	if (r->session->n_marks > 0)
		return reader_problem(
			r, r->technique_word[0], r->technique_word[0],
			_("Where? %s needs its mark or its region: \"m1\" is the first mark, \"stp l\" a region."),
			name);
	return reader_problem(r, r->technique_word[0], r->technique_word[0],
			      _("Where? %s needs its region, as in \"stp l\", or a mark: Alt-m marks one."),
			      name);
}

/* --- the aim */

static bool has_aims(const struct reader *r, int technique)
{
	for (size_t i = 0; i < r->c->n_aims; i++)
		if (catalogue_aim_fits(r->c, technique, i))
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
static size_t match_aims(const struct reader *r, int technique, const char *typed, struct candidate *found)
{
	bool any = !has_aims(r, technique);
	size_t n = 0;
	for (size_t i = 0; i < r->c->n_aims && n < ENTRY_CANDIDATES; i++) {
		const struct aim *aim = &r->c->aims[i];
		bool known = false;
		for (size_t k = 0; k < n; k++)
			known = known || str_eq(r->c->aims[found[k].index].code, aim->code);
		if (known || !(any || catalogue_aim_fits(r->c, technique, i)) || !is_aim(aim, typed))
			continue;
		if (strcasecmp(aim->code, typed) == 0 || strcasecmp(i18n_name(aim->name), typed) == 0) {
			found[0] = (struct candidate){ (int)i, MATCH_EXACT };
			return 1;
		}
		found[n++] = (struct candidate){ (int)i, 0 };
	}
	return n;
}

static void offer_aims(struct reader *r, const struct candidate *found, size_t n)
{
	if (!reader_is_first(r))
		return;
	memcpy(r->reading->candidates, found, n * sizeof *found);
	r->reading->n_candidates = n;
	r->reading->candidates_are_aims = n > 0;
}

static void set_aim(struct reader *r, int owner, int aim, size_t from, size_t to)
{
	struct application *application = &r->entry.applications[owner];
	if (application->aim && !str_eq(application->aim, r->c->aims[aim].code))
		reader_problem(r, from, to, _("\"%s\" is a second aim: keep one."),
			       reader_shown(r, from, to));
	mem_replace(&application->aim, r->c->aims[aim].code);
}

static void ask_aim(struct reader *r, int owner, const char *typed, size_t from, size_t to)
{
	struct candidate found[ENTRY_CANDIDATES];
	const char *name = i18n_name(r->c->techniques[r->technique[owner]].short_name);
	size_t n = match_aims(r, r->technique[owner], typed, found);
	bool unknown = n == 0;
	if (unknown)
		n = match_aims(r, r->technique[owner], "", found);
	offer_aims(r, found, n);
	if (str_empty(typed))
		reader_problem(r, from, to, _("Which aim had %s?"), name);
	else if (unknown)
		reader_problem(r, from, to, _("\"%s\" is no aim of %s that I know."),
			       reader_shown(r, from, to), name);
	else
		reader_problem(r, from, to, _("Which aim is \"%s\"?"), reader_shown(r, from, to));
}

void reader_take_aim(struct reader *r, int owner, const char *typed, size_t from, size_t to)
{
	struct candidate found[ENTRY_CANDIDATES];
	size_t n = str_empty(typed) ? 0 : match_aims(r, r->technique[owner], typed, found);
	if (n == 1)
		set_aim(r, owner, found[0].index, from, to);
	else
		ask_aim(r, owner, typed, from, to);
}

/* The longest run of words that means one aim; else the first word is asked about. */
size_t reader_take_aim_words(struct reader *r, size_t from)
{
	int owner = reader_owner(r, from);
	if (owner < 0 || !str_eq(r->words.word[from].text, "aim"))
		return 0;
	struct candidate found[ENTRY_CANDIDATES];
	struct str typed, best;
	size_t taken = reader_is_open(r, from + 1) ? 1 : 0;
	str_init(&typed);
	str_init(&best);
	if (taken)
		str_add(&best, r->words.word[from + 1].text);
	for (size_t n = 1; n <= AIM_WORDS && reader_is_open(r, from + n); n++) {
		str_addf(&typed, "%s%s", n > 1 ? " " : "", r->words.word[from + n].text);
		if (match_aims(r, r->technique[owner], typed.s, found) != 1)
			continue;
		taken = n;
		str_clear(&best);
		str_add(&best, typed.s);
	}
	reader_take_aim(r, owner, best.s, taken ? from + 1 : from, from + taken);
	reader_use_words(r, from, taken + 1);
	str_release(&typed);
	str_release(&best);
	return taken + 1;
}
