/* SPDX-License-Identifier: MIT */
/* Reading an entry line: marks with their techniques, or one technique. */
#include "model/entry.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/entry_reader.h"
#include "model/entry_shape.h"

/* --- the reading */

void entry_reading_init(struct entry_reading *reading)
{
	*reading = (struct entry_reading){ .ok = true };
}

static void entry_release(struct entry *entry)
{
	mark_release(&entry->mark);
	for (size_t i = 0; i < entry->n_applications; i++)
		application_release(&entry->applications[i]);
	free(entry->applications);
	entry->applications = NULL;
	entry->n_applications = 0;
}

void entry_reading_release(struct entry_reading *reading)
{
	for (size_t i = 0; i < reading->n_entries; i++)
		entry_release(&reading->entries[i]);
	free(reading->entries);
	entry_reading_init(reading);
}

static void add_entry(struct entry_reading *reading, struct entry *entry)
{
	reading->entries = mem_regrow(reading->entries, reading->n_entries + 1, sizeof *reading->entries);
	reading->entries[reading->n_entries++] = *entry;
}

/* --- problems */

bool reader_is_first(const struct reader *r)
{
	return r->reading->ok;
}

const char *reader_shown(struct reader *r, size_t from, size_t to)
{
	char *out = r->shown[r->turn++ % 4];
	struct str text;
	const struct entry_word *first = &r->words.word[from], *last = &r->words.word[to];
	char *bytes = mem_strndup(r->line + first->at, last->at + last->bytes - first->at);
	str_init(&text);
	utf8_show_cols(&text, bytes, 24);
	snprintf(out, sizeof r->shown[0], "%s", text.s);
	str_release(&text);
	free(bytes);
	return out;
}

bool reader_problem(struct reader *r, size_t from, size_t to, const char *format, ...)
{
	struct entry_reading *reading = r->reading;
	r->failed = true;
	if (!reading->ok)
		return false;
	reading->ok = false;
	reading->problem.kind = ERR_INPUT;
	va_list args;
	va_start(args, format);
	vsnprintf(reading->problem.text, sizeof reading->problem.text, format, args);
	va_end(args);
	if (from < r->words.n) {
		const struct entry_word *first = &r->words.word[from], *last = &r->words.word[to];
		reading->bad_at = first->at;
		reading->bad_bytes = last->at + last->bytes - first->at;
	} else {
		const struct entry_word *last = r->words.n ? &r->words.word[r->words.n - 1] : NULL;
		reading->bad_at = last ? last->at + last->bytes : 0;
		reading->bad_bytes = 0;
	}
	return false;
}

/* --- the closed words of a mark */

static bool says_side(const struct entry_word *word)
{
	return word->kind == WORD_SIDE || (word->kind == WORD_LETTER && strchr("rbm", word->value));
}

/* "l" is left where nothing else in the entry says a side, and latent from then on. */
static bool l_means_left(const struct reader *r)
{
	if (r->side != SIDE_NONE)
		return false;
	for (size_t i = 0; i < r->words.n; i++)
		if (says_side(&r->words.word[i]))
			return false;
	return true;
}

static void take_type(struct reader *r, size_t at, enum mark_type type)
{
	struct mark *mark = &r->entry.mark;
	if (mark->type != MARK_TYPE_NONE && mark->type != type)
		reader_problem(r, at, at, _("\"%s\" is a second type beside %s: keep one."), reader_shown(r, at, at),
		               mark_type_word(mark->type));
	else
		mark->type = type;
}

static enum mark_type type_of_letter(int letter)
{
	return letter == 'a' ? MARK_ACTIVE : letter == 'l' ? MARK_LATENT : letter == 's' ? MARK_SATELLITE : MARK_KEY;
}

static void take_letter(struct reader *r, size_t at, int letter)
{
	if (letter == 'l' && l_means_left(r))
		reader_take_side(r, at, SIDE_LEFT);
	else if (strchr("rbm", letter))
		reader_take_side(r, at, letter == 'r' ? SIDE_RIGHT : letter == 'b' ? SIDE_BOTH : SIDE_MIDLINE);
	else if (r->is_mark)
		take_type(r, at, type_of_letter(letter));
	else
		reader_take_side(r, at, SIDE_LEFT);
}

static void take_tender(struct reader *r, size_t at, const struct entry_word *word)
{
	struct mark *mark = &r->entry.mark;
	if (word->before > 10 || word->after > 10) {
		int wrong = word->before > 10 ? word->before : word->after;
		if (word->kind == WORD_NUMBER)
			reader_problem(r, at, at, _("Tenderness goes from 0 to 10, not %d. A dose needs its unit: %dkg, %ds, x%d."),
			               wrong, wrong, wrong, wrong);
		else
			reader_problem(r, at, at, _("Tenderness goes from 0 to 10, not %d."), wrong);
		return;
	}
	if ((word->before >= 0 && mark->tender_before >= 0) || (word->after >= 0 && mark->tender_after >= 0)) {
		reader_problem(r, at, at, _("\"%s\" is a second tenderness: before and after are written 7>3."),
		               reader_shown(r, at, at));
		return;
	}
	if (word->value)
		take_type(r, at, type_of_letter(word->value));
	if (word->before >= 0)
		mark->tender_before = word->before;
	if (word->after >= 0)
		mark->tender_after = word->after;
}

static void take_sign(struct reader *r, const struct entry_word *word)
{
	struct mark *mark = &r->entry.mark;
	unsigned bit = (unsigned)word->value;
	if (word->negated) {
		mark->signs_no |= bit;
		mark->signs_yes &= ~bit;
	} else {
		mark->signs_yes |= bit;
		mark->signs_no &= ~bit;
	}
}

/* "ref tmp eye": codes right behind the sign are where it refers to. Returns how many words they are. */
static size_t take_codes_after_ref(struct reader *r, size_t at)
{
	size_t n = 0;
	for (size_t i = at + 1; i < r->words.n; i++, n++) {
		struct entry_word *word = &r->words.word[i];
		bool is_place = (word->kind == WORD_OPEN && catalogue_region(r->c, word->text) >= 0) ||
		                (word->kind == WORD_CELL && catalogue_region(r->c, word->name) >= 0);
		if (!is_place)
			break;
		reader_take_referral(r, i, word->text);
		word->kind = WORD_USED;
	}
	return n;
}

static void take_ppt(struct reader *r, size_t at, const struct entry_word *word)
{
	struct mark *mark = &r->entry.mark;
	bool taken = mark->ppt_before[0] >= 0 || mark->ppt_after[0] >= 0;
	if (!word->unit) {
		reader_problem(r, at, at, _("A pressure threshold needs its unit: %s kg/cm2, N/cm2 or kPa."),
		               reader_shown(r, at, at));
		return;
	}
	if (taken) {
		reader_problem(r, at, at, _("\"%s\" is a second pressure threshold: readings are written 4.2/4.5/4.1>6.0kg/cm2."),
		               reader_shown(r, at, at));
		return;
	}
	memcpy(mark->ppt_before, word->ppt_before, sizeof mark->ppt_before);
	memcpy(mark->ppt_after, word->ppt_after, sizeof mark->ppt_after);
	mem_replace(&mark->ppt_unit, word->unit);
}

static bool take_region_text(struct reader *r, size_t at, const char *text)
{
	int region = catalogue_region(r->c, text);
	struct candidate found[ENTRY_CANDIDATES];
	size_t n = region < 0 ? match_regions(r->c, text, found, ENTRY_CANDIDATES) : 0;
	if (region < 0 && match_is_clear(found, n))
		region = found[0].index;
	if (region < 0)
		return reader_problem(r, at, at, _("No region is called \"%s\"."), reader_shown(r, at, at));
	reader_take_region(r, at, at, region, SIDE_NONE);
	return true;
}

/* ref: at: note: ppt: ; other keys name a dose and stay. */
static bool take_pair(struct reader *r, size_t at, struct entry_word *word)
{
	if (str_eq(word->name, "at")) {
		size_t n = strlen(word->value_text);
		enum side side = n > 2 && word->value_text[n - 2] == '.' ? side_from_code(word->value_text + n - 1) : SIDE_NONE;
		if (side != SIDE_NONE)
			word->value_text[n - 2] = '\0';
		if (take_region_text(r, at, word->value_text))
			r->cell_side = side;
		return true;
	}
	if (str_eq(word->name, "note")) {
		mem_replace(r->is_mark ? &r->entry.mark.note : &word->value_text, word->value_text);
		return r->is_mark;
	}
	if (!r->is_mark)
		return false;
	if (str_starts("referral", word->name) && strlen(word->name) >= 3)
		reader_take_referral(r, at, word->value_text);
	else if (str_eq(word->name, "ppt")) {
		char *lower = mem_strdup(word->value_text);
		for (char *s = lower; *s; s++)
			*s = (char)tolower((unsigned char)*s);
		if (entry_shape_ppt(word, lower))
			take_ppt(r, at, word);
		else
			reader_problem(r, at, at, _("\"%s\" is no pressure threshold: write ppt:4.2/4.5/4.1>6.0kg/cm2."),
			               reader_shown(r, at, at));
		free(lower);
	} else
		return false;
	return true;
}

/* Takes what the word's shape alone says; true when it is done with. */
static bool take_closed(struct reader *r, size_t at)
{
	struct entry_word *word = &r->words.word[at];
	switch (word->kind) {
	case WORD_LETTER:
		take_letter(r, at, word->value);
		return true;
	case WORD_SIDE:
		reader_take_side(r, at, (enum side)word->value);
		return true;
	case WORD_TYPE:
		take_type(r, at, (enum mark_type)word->value);
		return true;
	case WORD_SIGN:
		take_sign(r, word);
		if (word->value == SIGN_REFERRED && !word->negated)
			take_codes_after_ref(r, at);
		return true;
	case WORD_RESPONSE:
		r->entry.mark.response = (enum mark_response)word->value;
		return true;
	case WORD_SUFFICIENT:
		r->entry.mark.sufficient = word->negated ? TRI_NO : TRI_YES;
		return r->is_mark;
	case WORD_TENDER:
		if (!r->is_mark)
			return false;
		take_tender(r, at, word);
		return true;
	case WORD_PPT:
		if (r->is_mark)
			take_ppt(r, at, word);
		else
			reader_problem(r, at, at, _("\"%s\" is a pressure: it belongs to a mark, a force is counted in kg."),
			               reader_shown(r, at, at));
		return true;
	case WORD_PAIR:
		return take_pair(r, at, word);
	case WORD_CELL: {
		int region = catalogue_region(r->c, word->name);
		if (region < 0)
			reader_problem(r, at, at, _("No region is called \"%s\"."), reader_shown(r, at, at));
		else
			reader_take_region(r, at, at, region, (enum side)word->value);
		return true;
	}
	case WORD_NEGATIVE:
		reader_problem(r, at, at, _("\"%s\": a dose cannot be less than nothing."), reader_shown(r, at, at));
		return true;
	default:
		return false;
	}
}

static void take_closed_words(struct reader *r)
{
	for (size_t i = 0; i < r->words.n; i++)
		if (take_closed(r, i))
			r->words.word[i].kind = WORD_USED;
}

/* Bare numbers are tenderness, unless the name of a dose took them; quoted text is the note. */
static void take_rest(struct reader *r)
{
	for (size_t i = 0; i < r->words.n; i++) {
		struct entry_word *word = &r->words.word[i];
		if (word->kind == WORD_NUMBER && r->is_mark)
			take_tender(r, i, word);
		else if (word->kind == WORD_NUMBER)
			reader_problem(r, i, i, _("\"%s\" needs its unit: kg, s, min, mm, x ..."), reader_shown(r, i, i));
		else if (word->kind == WORD_QUOTED && r->is_mark)
			mem_replace(&r->entry.mark.note, word->value_text);
		else if (word->kind == WORD_QUOTED && r->entry.n_applications > 0)
			mem_replace(&r->entry.applications[0].note, word->value_text);
		else if (word->kind == WORD_OPEN || word->kind == WORD_CELL)
			reader_problem(r, i, i, _("I do not understand \"%s\"."), reader_shown(r, i, i));
		else if (word->kind == WORD_SUFFICIENT) {
			int owner = reader_owner(r, i);
			int dose = owner >= 0 ? reader_dose_named(&r->c->techniques[r->technique[owner]], "sufficiency") : -1;
			if (dose >= 0)
				reader_set_dose(r, owner, &r->c->techniques[r->technique[owner]].doses[dose],
				                word->negated ? "no" : "yes", i, i);
			else
				reader_problem(r, i, i, _("\"%s\" belongs to a press or a mark."), reader_shown(r, i, i));
		}
	}
}

static void reader_start(struct reader *r, const struct catalogue *c, const char *line, size_t from, size_t to,
                         bool is_mark, struct entry_reading *reading)
{
	*r = (struct reader){ .c = c, .line = line, .reading = reading, .is_mark = is_mark, .muscle = -1, .region = -1 };
	mark_init(&r->entry.mark);
	entry_words_split(&r->words, line, from, to, is_mark);
}

/* --- marks */

static void finish_mark(struct reader *r, enum side side)
{
	struct entry copy = { .n_applications = r->entry.n_applications };
	mark_init(&copy.mark);
	mark_copy(&copy.mark, &r->entry.mark);
	copy.mark.side = side;
	copy.applications = copy.n_applications ? mem_array(copy.n_applications, sizeof *copy.applications) : NULL;
	for (size_t i = 0; i < copy.n_applications; i++) {
		application_init(&copy.applications[i]);
		application_copy(&copy.applications[i], &r->entry.applications[i]);
		copy.applications[i].side = side;
		mem_replace(&copy.applications[i].region, copy.mark.region);
	}
	struct reader shown = *r;
	shown.entry = copy;
	reader_settle_referral(&shown);
	add_entry(r->reading, &shown.entry);
}

static void read_mark(const struct catalogue *c, const char *line, size_t from, size_t to,
                      struct entry_reading *reading)
{
	struct reader r;
	reader_start(&r, c, line, from, to, true, reading);
	take_closed_words(&r);
	reader_read_names(&r);
	take_rest(&r);
	reader_read_doses(&r);
	if (r.muscle < 0 && r.words.n > 0)
		reader_problem(&r, r.words.n, r.words.n, _("Which muscle? Say its code or parts of its name, as in \"up trap\"."));
	if (r.muscle >= 0) {
		if (!r.failed || r.region < 0 || reading->ok)
			reader_place_mark(&r);
		mem_replace(&r.entry.mark.muscle, c->muscles[r.muscle].code);
		mem_replace(&r.entry.mark.region, r.region >= 0 ? c->regions[r.region].code : NULL);
		if (r.side == SIDE_BOTH) {
			finish_mark(&r, SIDE_LEFT);
			finish_mark(&r, SIDE_RIGHT);
		} else
			finish_mark(&r, r.side);
	}
	entry_words_release(&r.words);
	entry_release(&r.entry);
}

enum { LINE_BYTES = 2000 };

/* What no reading can begin with: too long, or bytes that are not text. */
static bool is_readable(const char *line, struct entry_reading *reading)
{
	size_t n = strlen(line);
	if (n > LINE_BYTES)
		reading->ok = err_set(&reading->problem, ERR_INPUT, _("The line is too long: part it into several."));
	else if (!utf8_valid(line, n))
		reading->ok = err_set(&reading->problem, ERR_INPUT, _("The line holds bytes that are not text: type it again."));
	return reading->ok;
}

void entry_read_marks(const struct catalogue *c, const char *line, struct entry_reading *reading)
{
	entry_reading_release(reading);
	if (!is_readable(line, reading))
		return;
	size_t n = strlen(line), from = 0;
	bool quoted = false, any = false;
	for (size_t at = 0; at <= n; at++) {
		if (line[at] == '"')
			quoted = !quoted;
		if (at < n && (line[at] != ';' || quoted))
			continue;
		if (strspn(line + from, " \t,") < at - from) {
			read_mark(c, line, from, at, reading);
			any = true;
		}
		from = at + 1;
	}
	if (!any)
		reading->ok = err_set(&reading->problem, ERR_INPUT,
		                      _("Say side, muscle, type and tenderness, as in \"l up trap a 7>3\"."));
}

/* --- one technique */

void entry_read_technique(const struct catalogue *c, int technique, const char *line, struct entry_reading *reading)
{
	struct reader r;
	entry_reading_release(reading);
	if (!is_readable(line, reading))
		return;
	reader_start(&r, c, line, 0, strlen(line), false, reading);
	if (technique >= 0)
		reader_add_technique(&r, technique, 0);
	take_closed_words(&r);
	reader_read_names(&r);
	take_rest(&r);
	reader_read_doses(&r);
	if (r.entry.n_applications == 0)
		reader_problem(&r, r.words.n, r.words.n, _("Which technique? Say its code or parts of its name, as in \"dry needling\"."));
	else {
		struct application *application = &r.entry.applications[0];
		reader_place_technique(&r);
		application->side = r.side;
		mem_replace(&application->region, r.region >= 0 ? c->regions[r.region].code : NULL);
		add_entry(reading, &r.entry);
		r.entry = (struct entry){ .n_applications = 0 };
		mark_init(&r.entry.mark);
	}
	entry_words_release(&r.words);
	entry_release(&r.entry);
}
