/* SPDX-License-Identifier: MIT */
/* Words of an entry line whose shape says what they are: side, type, tenderness, signs, thresholds. */
#include "line/entry_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/unit.h"
#include "line/entry_shape.h"

static bool says_side(const struct entry_word *word)
{
	return word->kind == WORD_SIDE || (word->kind == WORD_LETTER && strchr("rbm", word->value));
}

/* "l" is left at the beginning of an entry, and where nothing else in it says a side; latent from then on. */
static bool l_means_left(const struct reader *r, size_t at)
{
	if (at == 0)
		return true;
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
		reader_problem(r, at, at, _("\"%s\" is a second type beside %s: keep one."),
			       reader_shown(r, at, at), mark_type_word(mark->type));
	else
		mark->type = type;
}

static enum mark_type type_of_letter(int letter)
{
	return letter == 'a'   ? MARK_ACTIVE
	       : letter == 'l' ? MARK_LATENT
	       : letter == 's' ? MARK_SATELLITE
			       : MARK_KEY;
}

static void take_letter(struct reader *r, size_t at, int letter)
{
	if (letter == 'l' && l_means_left(r, at))
		reader_take_side(r, at, SIDE_LEFT);
	else if (strchr("rbm", letter))
		reader_take_side(r, at,
				 letter == 'r'   ? SIDE_RIGHT
				 : letter == 'b' ? SIDE_BOTH
						 : SIDE_MIDLINE);
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
			reader_problem(
				r, at, at,
				_("Tenderness goes from 0 to 10, not %d. A dose needs its unit: %dkg, %ds, x%d."),
				wrong, wrong, wrong, wrong);
		else
			reader_problem(r, at, at, _("Tenderness goes from 0 to 10, not %d."), wrong);
		return;
	}
	if ((word->before >= 0 && mark->tender_before >= 0) ||
	    (word->after >= 0 && mark->tender_after >= 0)) {
		reader_problem(r, at, at,
			       _("\"%s\" is a second tenderness: before and after are written 7>3."),
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

/* Adds readings behind those that were taken before; false when they are more than fit. */
static bool add_readings(double to[PPT_READINGS], const double from[PPT_READINGS])
{
	int n = 0;
	while (n < PPT_READINGS && to[n] >= 0)
		n++;
	for (int i = 0; i < PPT_READINGS && from[i] >= 0; i++) {
		if (n == PPT_READINGS)
			return false;
		to[n++] = from[i];
	}
	return true;
}

static bool is_beyond_gauge(const struct entry_word *word)
{
	const struct unit *unit = unit_find(UNIT_OF_THRESHOLD, word->unit);
	for (int i = 0; i < PPT_READINGS && unit; i++)
		if (word->ppt_before[i] > unit->high || word->ppt_after[i] > unit->high)
			return true;
	return false;
}

static void take_ppt(struct reader *r, size_t at, const struct entry_word *word)
{
	struct mark *mark = &r->entry.mark;
	if (!r->is_mark)
		reader_problem(r, at, at,
			       _("\"%s\" is a pressure: it belongs to a mark, a force is counted in kg."),
			       reader_shown(r, at, at));
	else if (!word->unit)
		reader_problem(r, at, at, _("A pressure threshold needs its unit: %s kg/cm2, N/cm2 or kPa."),
			       reader_shown(r, at, at));
	else if (is_beyond_gauge(word))
		reader_problem(r, at, at, _("\"%s\" is more than any gauge reads: check number and unit."),
			       reader_shown(r, at, at));
	else if (mark->ppt_unit && !str_eq(mark->ppt_unit, word->unit))
		reader_problem(r, at, at, _("\"%s\" is in another unit than the reading before it."),
			       reader_shown(r, at, at));
	else if (!add_readings(mark->ppt_before, word->ppt_before) ||
		 !add_readings(mark->ppt_after, word->ppt_after))
		reader_problem(r, at, at,
			       _("\"%s\" is one reading too many: three before and three after are kept."),
			       reader_shown(r, at, at));
	else
		mem_replace(&mark->ppt_unit, word->unit);
}

static void take_cell(struct reader *r, size_t at, const struct entry_word *word)
{
	int region = catalogue_region(r->c, word->name);
	if (region < 0)
		reader_problem(r, at, at, _("No region is called \"%s\"."), reader_shown(r, at, at));
	else
		reader_take_region(r, at, at, region, (enum side)word->value);
}

static bool take_region_text(struct reader *r, size_t at, const char *text)
{
	int region = catalogue_region(r->c, text);
	struct candidate found[ENTRY_CANDIDATES];
	size_t n = region < 0 ? match_regions(r->c, text, found, ENTRY_CANDIDATES) : 0;
	if (region < 0 && match_is_clear(found, n))
		region = found[0].index;
	if (region < 0)
		return reader_problem(r, at, at, _("No region is called \"%s\"."), text);
	reader_take_region(r, at, at, region, SIDE_NONE);
	return true;
}

/* "of:TRU": the point that this one belongs to, by its muscle. */
static void take_linked(struct reader *r, size_t at, const char *text)
{
	int muscle = catalogue_muscle(r->c, text);
	struct candidate found[ENTRY_CANDIDATES];
	size_t n = muscle < 0 ? match_muscles(r->c, text, found, ENTRY_CANDIDATES) : 0;
	if (muscle < 0 && match_is_clear(found, n))
		muscle = found[0].index;
	if (muscle >= 0)
		mem_replace(&r->entry.mark.linked, r->c->muscles[muscle].code);
	else
		reader_problem(r, at, at, _("No muscle is called \"%s\"."), text);
}

static void take_tissue(struct reader *r, size_t at, const char *text)
{
	for (int tissue = 1; tissue < TISSUE_COUNT; tissue++)
		if (*text && strncasecmp(mark_tissue_code(tissue), text, strlen(text)) == 0) {
			r->entry.mark.tissue = (enum mark_tissue)tissue;
			return;
		}
	reader_problem(r, at, at, _("\"%s\" is no tissue: say muscle, fascia, tendon or ligament."), text);
}

/* ref: at: note: ppt: of: tissue: ; other keys name a dose and stay. */
static bool take_pair(struct reader *r, size_t at, struct entry_word *word)
{
	if (str_eq(word->name, "at")) {
		size_t n = strlen(word->value_text);
		enum side side = n > 2 && word->value_text[n - 2] == '.'
					 ? side_from_code(word->value_text + n - 1)
					 : SIDE_NONE;
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
	if (str_eq(word->name, "of"))
		take_linked(r, at, word->value_text);
	else if (str_eq(word->name, "tissue"))
		take_tissue(r, at, word->value_text);
	else if (str_starts("referral", word->name) && strlen(word->name) >= 3)
		reader_take_referral(r, at, word->value_text);
	else if (str_eq(word->name, "ppt")) {
		char *lower = mem_strdup(word->value_text);
		for (char *s = lower; *s; s++)
			*s = (char)tolower((unsigned char)*s);
		if (entry_shape_ppt(word, lower))
			take_ppt(r, at, word);
		else
			reader_problem(r, at, at,
				       _("\"%s\" is no pressure threshold: write ppt:4.2/4.5/4.1>6.0kg/cm2."),
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
		if (word->value == 's' && at > 0 && r->words.word[at - 1].kind == WORD_NUMBER)
			return false; /* seconds, perhaps */
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
	case WORD_TISSUE:
		r->entry.mark.tissue = (enum mark_tissue)word->value;
		return true;
	case WORD_AWARE:
		r->entry.mark.aware = word->negated ? TRI_NO : TRI_YES;
		return true;
	case WORD_TENDER:
		if (!r->is_mark)
			return false;
		take_tender(r, at, word);
		return true;
	case WORD_PPT:
		take_ppt(r, at, word);
		return true;
	case WORD_PAIR:
		return take_pair(r, at, word);
	case WORD_CELL:
		take_cell(r, at, word);
		return true;
	case WORD_NEGATIVE:
		reader_problem(r, at, at, _("\"%s\": a dose cannot be less than nothing."),
			       reader_shown(r, at, at));
		return true;
	default:
		return false;
	}
}

void reader_read_closed(struct reader *r)
{
	for (size_t i = 0; i < r->words.n; i++)
		if (take_closed(r, i))
			r->words.word[i].kind = WORD_USED;
}

/* "7 s" behind a technique is seven seconds; anywhere else a tenderness of seven and a satellite. */
static bool take_seconds(struct reader *r, size_t at)
{
	struct entry_word *number = &r->words.word[at], *letter = at + 1 < r->words.n ? number + 1 : NULL;
	if (!letter || letter->kind != WORD_LETTER)
		return false;
	letter->kind = WORD_USED;
	int owner = reader_owner(r, at);
	if (owner < 0 || r->technique_word[owner] > at) {
		take_type(r, at + 1, MARK_SATELLITE);
		return false;
	}
	number->kind = WORD_UNIT;
	number->unit = "s";
	return true;
}

/* Bare numbers are tenderness, unless the name of a dose took them; quoted text is the note. */
void reader_read_rest(struct reader *r)
{
	for (size_t i = 0; i < r->words.n; i++) {
		struct entry_word *word = &r->words.word[i];
		if (word->kind == WORD_NUMBER && take_seconds(r, i))
			continue;
		if (word->kind == WORD_NUMBER && r->is_mark)
			take_tender(r, i, word);
		else if (word->kind == WORD_NUMBER)
			reader_problem(r, i, i, _("\"%s\" needs its unit: kg, s, min, mm, x ..."),
				       reader_shown(r, i, i));
		else if (word->kind == WORD_QUOTED && r->is_mark)
			mem_replace(&r->entry.mark.note, word->value_text);
		else if (word->kind == WORD_QUOTED && r->entry.n_applications > 0)
			mem_replace(&r->entry.applications[0].note, word->value_text);
		else if (word->kind == WORD_OPEN || word->kind == WORD_CELL)
			reader_problem(r, i, i, _("I do not understand \"%s\"."), reader_shown(r, i, i));
		else if (word->kind == WORD_SUFFICIENT) {
			int owner = reader_owner(r, i);
			int dose = owner >= 0 ? reader_dose_named(&r->c->techniques[r->technique[owner]],
								  "sufficiency")
					      : -1;
			if (dose >= 0)
				reader_set_dose(r, owner, &r->c->techniques[r->technique[owner]].doses[dose],
						word->negated ? "no" : "yes", i, i);
			else
				reader_problem(r, i, i, _("\"%s\" belongs to a press or a mark."),
					       reader_shown(r, i, i));
		}
	}
}
