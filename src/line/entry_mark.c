/* SPDX-License-Identifier: MIT */
/* What is said of a mark: type, signs, tissue, response, tenderness, threshold. */
#include "line/entry_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/unit.h"

/* ---- words ---- */

static void say_type(struct entry_line *l, size_t at, const struct meaning *type)
{
	struct mark *mark = &l->entry.mark;
	if (mark->type != MARK_TYPE_NONE && (int)mark->type != type->value)
		entry_problem(l, at, at, _("\"%s\" is a second type beside %s: keep one."),
			      entry_shown(l, at, at), mark_type_word(mark->type));
	else
		mark->type = (enum mark_type)type->value;
}

/* "l" is left at the beginning of an entry, and where nothing else in it says a side; latent from then on. */
static bool l_means_left(const struct entry_line *l, size_t at)
{
	bool said = l->side != SIDE_NONE;
	for (size_t i = 0; i < l->words.n && !said; i++) {
		const char *text = entry_text(l, i);
		enum side side = l->words.word[i].quoted ? SIDE_NONE : side_typed(text);
		said = side != SIDE_NONE && (side != SIDE_LEFT || text[1]);
	}
	return at == 0 || !said;
}

/* A letter alone, which may be a side or a type. */
size_t entry_take_letter(void *line, size_t at)
{
	struct entry_line *l = line;
	const struct meaning *side = word_means(&l->words, at, MEANS(MEANS_SIDE));
	const struct meaning *type = word_means(&l->words, at, MEANS(MEANS_TYPE) | MEANS(MEANS_LATER));
	if (!l->is_mark || !side || !type || side->value != SIDE_LEFT || l_means_left(l, at))
		return 0;
	say_type(l, at, type);
	return 1;
}

static void say_sign(struct mark *mark, unsigned bit, bool denied)
{
	mark->signs_yes = denied ? mark->signs_yes & ~bit : mark->signs_yes | bit;
	mark->signs_no = denied ? mark->signs_no | bit : mark->signs_no & ~bit;
}

/* "ref tmp eye": codes right behind the sign are where it refers to. */
static size_t take_codes(struct entry_line *l, size_t from)
{
	size_t n = 0;
	enum side side;
	int region;
	while (words_is_open(&l->words, from + n) &&
	       place_typed(l->c, entry_text(l, from + n), &region, &side))
		n++;
	if (n > 0)
		entry_say_referral(l, from, from, from + n);
	return n;
}

static size_t take_sign(struct entry_line *l, size_t at)
{
	const struct meaning *sign, *again;
	bool denied;
	size_t n = take_meaning(&l->words, at, MEANS(MEANS_SIGN), &sign, &denied);
	if (n == 0)
		return 0;
	say_sign(&l->entry.mark, (unsigned)sign->value, denied);
	while ((again = word_means(&l->words, at + n, MEANS(MEANS_SIGN))) && again == sign)
		n++; /* "no taut band" */
	return sign->value == SIGN_REFERRED && !denied ? n + take_codes(l, at + n) : n;
}

size_t entry_take_word(void *line, size_t at)
{
	struct entry_line *l = line;
	struct mark *mark = &l->entry.mark;
	const struct meaning *found;
	bool denied;
	if (!words_is_open(&l->words, at))
		return 0;
	if ((found = word_means(&l->words, at, MEANS(MEANS_TYPE)))) {
		say_type(l, at, found);
		return 1;
	}
	size_t n = take_sign(l, at);
	if (n > 0)
		return n;
	if ((n = take_meaning(&l->words, at, MEANS(MEANS_AWARE), &found, &denied))) {
		mark->aware = denied ? TRI_NO : TRI_YES;
		return n;
	}
	if ((found = word_means(&l->words, at, MEANS(MEANS_TISSUE)))) {
		mark->tissue = (enum mark_tissue)found->value;
		return 1;
	}
	n = take_phrase(&l->words, at, MEANS(MEANS_RESPONSE), &found);
	if (n > 0)
		mark->response = (enum mark_response)found->value;
	return n;
}

/* ---- shapes that go on over several words: "7 > 3", "4.5 kg/cm2" ---- */

struct scan {
	const struct words *words;
	size_t at;
	const char *s;
};

/* At the end of a word, on to the next one where that begins as it should. */
static bool scan_on(struct scan *scan, bool (*begins)(const char *))
{
	if (*scan->s == '\0' && words_is_open(scan->words, scan->at + 1) &&
	    begins(scan->words->word[scan->at + 1].text)) {
		scan->at++;
		scan->s = scan->words->word[scan->at].text;
	}
	return begins(scan->s);
}

static bool begins_arrow(const char *s)
{
	return part_arrow(s) > 0;
}

static bool begins_number(const char *s)
{
	return isdigit((unsigned char)*s);
}

static bool scan_arrow(struct scan *scan)
{
	if (!scan_on(scan, begins_arrow))
		return false;
	scan->s += part_arrow(scan->s);
	scan_on(scan, begins_number);
	return true;
}

/* ---- tenderness ---- */

/* "7", "7/10"; -1 where there is none. */
static int scan_tender(struct scan *scan, bool *had_scale)
{
	enum { DIGITS = 3 };
	size_t n = strspn(scan->s, "0123456789");
	if (n == 0 || n > DIGITS)
		return -1;
	int value = atoi(scan->s);
	scan->s += n;
	*had_scale = str_starts(scan->s, "/10");
	scan->s += *had_scale ? strlen("/10") : 0;
	return value;
}

static void say_tender(struct entry_line *l, size_t from, size_t to, int before, int after)
{
	enum { MOST = 10 };
	struct mark *mark = &l->entry.mark;
	if (before > MOST || after > MOST)
		entry_problem(l, from, to, _("Tenderness goes from 0 to 10, not %d."),
			      before > MOST ? before : after);
	else if ((before >= 0 && mark->tender_before >= 0) || (after >= 0 && mark->tender_after >= 0))
		entry_problem(l, from, to,
			      _("\"%s\" is a second tenderness: before and after are written 7>3."),
			      entry_shown(l, from, to));
	else {
		mark->tender_before = before >= 0 ? before : mark->tender_before;
		mark->tender_after = after >= 0 ? after : mark->tender_after;
	}
}

/* The type that a letter glued to a tenderness says: "a7". */
static const struct meaning *glued_type(const char *text)
{
	const char letter[2] = { *text, '\0' };
	return isdigit((unsigned char)text[*text != '\0'])
		       ? vocabulary_find(letter, MEANS(MEANS_TYPE) | MEANS(MEANS_LATER))
		       : NULL;
}

/* "7>3", "a7", "7/10", ">3"; a bare number may still be the value of a dose. */
size_t entry_take_tender(void *line, size_t at)
{
	struct entry_line *l = line;
	struct scan scan = { &l->words, at, entry_text(l, at) };
	bool had_scale = false, again;
	if (!words_is_open(&l->words, at))
		return 0;
	const struct meaning *type = glued_type(scan.s);
	scan.s += type != NULL;
	int before = scan_tender(&scan, &had_scale), after = -1;
	bool arrow = scan_arrow(&scan);
	if (arrow)
		after = scan_tender(&scan, &again); /* "7>" is on its way to "7>3" */
	if (*scan.s || (before < 0 && after < 0) || !(type || arrow || had_scale))
		return 0;
	say_tender(l, at, scan.at, before, after);
	if (type && before <= 10 && after <= 10)
		say_type(l, at, type);
	return scan.at - at + 1;
}

void entry_settle_tender(struct entry_line *l, size_t at, const struct amount *amount)
{
	int value = atoi(amount->number);
	if (value > 10)
		entry_problem(
			l, at, at,
			_("Tenderness goes from 0 to 10, not %d. A dose needs its unit: %dkg, %ds, x%d."),
			value, value, value, value);
	else
		say_tender(l, at, at, value, -1);
	if (amount->unit)
		say_type(l, at + 1, vocabulary_find(entry_text(l, at + 1), MEANS(MEANS_TYPE)));
}

/* ---- pressure threshold ---- */

struct threshold {
	double before[PPT_READINGS], after[PPT_READINGS];
	int n_before, n_after; /* may be more than there is room for */
	const char *unit;
	bool two_units;
};

static int scan_readings(struct scan *scan, double readings[PPT_READINGS])
{
	struct part number;
	int n = 0;
	for (part_next(scan->s, &number); number.kind == PART_NUMBER; part_next(scan->s, &number)) {
		if (n < PPT_READINGS)
			readings[n] = number.value;
		n++;
		scan->s += number.bytes;
		if ((*scan->s != '/' && *scan->s != '+') || !isdigit((unsigned char)scan->s[1]))
			break;
		scan->s++;
	}
	return n;
}

/* The unit up to an arrow, in this word or the next. */
static void scan_unit(struct scan *scan, uint64_t kinds, struct threshold *threshold)
{
	struct scan next = *scan;
	if (*next.s == '\0' && words_is_open(next.words, next.at + 1))
		next.s = next.words->word[++next.at].text;
	size_t n = 0;
	while (next.s[n] && part_arrow(next.s + n) == 0)
		n++;
	char *typed = mem_strndup(next.s, n);
	const struct meaning *unit = vocabulary_find(typed, kinds);
	free(typed);
	if (!unit)
		return;
	threshold->two_units = threshold->unit && !str_eq(threshold->unit, unit->code);
	threshold->unit = unit->code;
	next.s += n;
	*scan = next;
}

static bool scan_threshold(struct scan *scan, bool lead, struct threshold *threshold)
{
	const uint64_t kinds = MEANS(MEANS_PRESSURE) | (lead ? MEANS(MEANS_FORCE) : 0);
	*threshold = (struct threshold){ .unit = NULL };
	threshold->n_before = scan_readings(scan, threshold->before);
	if (threshold->n_before > 0)
		scan_unit(scan, kinds, threshold);
	if (scan_arrow(scan)) {
		threshold->n_after = scan_readings(scan, threshold->after);
		if (threshold->n_after == 0)
			return false;
		scan_unit(scan, kinds, threshold);
	}
	return *scan->s == '\0' && threshold->n_before + threshold->n_after > 0 && !threshold->two_units &&
	       threshold->n_before <= PPT_READINGS && threshold->n_after <= PPT_READINGS;
}

/* Adds readings behind those that were taken before; false when they are more than fit. */
static bool add_readings(double to[PPT_READINGS], const double *from, int n_from)
{
	int n = 0;
	while (n < PPT_READINGS && to[n] >= 0)
		n++;
	if (n + n_from > PPT_READINGS)
		return false;
	memcpy(to + n, from, (size_t)n_from * sizeof *from);
	return true;
}

static bool is_beyond_gauge(const struct threshold *threshold)
{
	double most = unit_find(UNIT_OF_THRESHOLD, threshold->unit)->high;
	for (int i = 0; i < PPT_READINGS; i++)
		if ((i < threshold->n_before && threshold->before[i] > most) ||
		    (i < threshold->n_after && threshold->after[i] > most))
			return true;
	return false;
}

static void say_threshold(struct entry_line *l, size_t from, size_t to, const struct threshold *threshold)
{
	struct mark *mark = &l->entry.mark;
	const char *shown = entry_shown(l, from, to);
	if (!l->is_mark)
		entry_problem(l, from, to,
			      _("\"%s\" is a pressure: it belongs to a mark, a force is counted in kg."),
			      shown);
	else if (!threshold->unit)
		entry_problem(l, from, to, _("A pressure threshold needs its unit: %s kg/cm2, N/cm2 or kPa."),
			      shown);
	else if (is_beyond_gauge(threshold))
		entry_problem(l, from, to, _("\"%s\" is more than any gauge reads: check number and unit."),
			      shown);
	else if (mark->ppt_unit && !str_eq(mark->ppt_unit, threshold->unit))
		entry_problem(l, from, to, _("\"%s\" is in another unit than the reading before it."), shown);
	else if (!add_readings(mark->ppt_before, threshold->before, threshold->n_before) ||
		 !add_readings(mark->ppt_after, threshold->after, threshold->n_after))
		entry_problem(l, from, to,
			      _("\"%s\" is one reading too many: three before and three after are kept."),
			      shown);
	else
		mem_replace(&mark->ppt_unit, threshold->unit);
}

/* Where the readings begin behind "ppt", apart, as a key or glued to them; false where there is no such word. */
static bool scan_lead(const struct entry_line *l, struct scan *scan)
{
	struct part letters;
	bool whole = word_joins(&l->words, scan->at, JOINT_THRESHOLD);
	part_next(scan->s, &letters);
	char *typed = mem_strndup(scan->s, letters.kind == PART_LETTERS ? letters.bytes : 0);
	bool glued =
		!whole && vocabulary_joins(typed, JOINT_THRESHOLD) && begins_number(scan->s + letters.bytes);
	free(typed);
	scan->s += glued ? letters.bytes : whole ? strlen(scan->s) : 0;
	return glued || (whole && (scan_on(scan, begins_number) || scan_on(scan, begins_arrow)));
}

static void no_threshold(struct entry_line *l, size_t from, size_t to)
{
	entry_problem(
		l, from, to,
		_("\"%s\" is no pressure threshold: up to three readings, as in 4.2/4.5/4.1>6.0kg/cm2."),
		entry_shown(l, from, to));
}

size_t entry_take_threshold(void *line, size_t at)
{
	struct entry_line *l = line;
	struct scan scan = { &l->words, at, entry_text(l, at) };
	struct threshold threshold;
	if (!words_is_open(&l->words, at))
		return 0;
	bool lead = scan_lead(l, &scan), fits = scan_threshold(&scan, lead, &threshold);
	bool is_dose = threshold.unit && unit_find(UNIT_OF_DOSE, threshold.unit) &&
		       threshold.n_before + threshold.n_after == 1;
	if (!lead && (!threshold.unit || is_dose))
		return 0;
	if (fits)
		say_threshold(l, at, scan.at, &threshold);
	else
		no_threshold(l, at, scan.at);
	if (fits && !lead && l->is_mark)
		l->amount[at] = (struct amount){ .kind = AMOUNT_THRESHOLD, .words = scan.at - at + 1 };
	return scan.at - at + 1;
}

void entry_settle_threshold(struct entry_line *l, size_t at, const struct amount *amount)
{
	const struct threshold threshold = { .before = { strtod(amount->number, NULL) },
					     .n_before = 1,
					     .unit = amount->unit };
	say_threshold(l, at, at + amount->words - 1, &threshold);
}

/* ---- words with a colon ---- */

/* "of:TRU": the point that this one belongs to, by its muscle. */
static void say_linked(struct entry_line *l, size_t at, size_t to, const char *typed)
{
	struct candidate found[READING_CANDIDATES];
	int muscle = catalogue_muscle(l->c, typed);
	size_t n = muscle < 0 ? match_muscles(l->c, typed, found, READING_CANDIDATES) : 0;
	if (muscle < 0 && match_is_clear(found, n))
		muscle = found[0].index;
	if (muscle >= 0)
		mem_replace(&l->entry.mark.linked, l->c->muscles[muscle].code);
	else
		entry_problem(l, at, to, _("No muscle is called \"%s\"."), typed);
}

/* "tissue:lig" */
static void say_tissue(struct entry_line *l, size_t at, size_t to, const char *typed)
{
	const struct meaning *known = vocabulary_find(typed, MEANS(MEANS_TISSUE));
	int tissue = known ? known->value : 1;
	while (!known && tissue < TISSUE_COUNT &&
	       !str_starts(mark_tissue_code((enum mark_tissue)tissue), typed))
		tissue++;
	if (tissue < TISSUE_COUNT)
		l->entry.mark.tissue = (enum mark_tissue)tissue;
	else
		entry_problem(l, at, to, _("\"%s\" is no tissue: say muscle, fascia, tendon or ligament."),
			      typed);
}

/* A key with its value: at: and note: of any line, of: tissue: ref: of a mark. Others name a dose, and wait for it. */
size_t entry_take_key(void *line, size_t at)
{
	struct entry_line *l = line;
	size_t n = entry_value_words(l, at), to = at + n;
	if (n == 0)
		return 0;
	char *typed = words_text(&l->words, at + 1, to + 1);
	if (entry_text(l, at)[0] == '@' || word_joins(&l->words, at, JOINT_AT))
		entry_say_place(l, at, n);
	else if (l->is_mark && word_joins(&l->words, at, JOINT_THRESHOLD))
		no_threshold(l, at, to);
	else if (l->is_mark && word_joins(&l->words, at, JOINT_NOTE))
		mem_replace(&l->entry.mark.note, typed);
	else if (l->is_mark && word_joins(&l->words, at, JOINT_OF))
		say_linked(l, at, to, typed);
	else if (l->is_mark && word_joins(&l->words, at, JOINT_TISSUE))
		say_tissue(l, at, to, typed);
	else if (l->is_mark && word_joins(&l->words, at, JOINT_REFERRAL))
		entry_say_referral(l, at, at + 1, to + 1);
	else
		l->amount[at] = (struct amount){ .kind = AMOUNT_PAIR, .words = n + 1 };
	free(typed);
	return n + 1;
}
