/* SPDX-License-Identifier: MIT */
/* Where on the body: side, region, drawn referral and the mark a technique is on. */
#include "line/entry_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static const char *region_name(const struct entry_line *l, int region)
{
	return i18n_name(l->c->regions[region].name);
}

static void say_side(struct entry_line *l, size_t word, enum side side)
{
	if (l->side == side || l->side == SIDE_NONE) {
		l->side = side;
		l->side_word = word;
	} else
		entry_problem(l, word, word,
			      _("\"%s\" is a second side: write b for both, or part two marks with a ;"),
			      entry_shown(l, word, word));
}

void entry_say_region(struct entry_line *l, size_t from, size_t to, int region, enum side side)
{
	if (l->region >= 0 && l->region != region) {
		entry_problem(l, from, to, _("\"%s\" is a second region beside %s: keep one."),
			      entry_shown(l, from, to), region_name(l, l->region));
		return;
	}
	l->region = region;
	l->region_word = from;
	l->cell_side = side;
}

static bool is_home(const struct entry_line *l, int region)
{
	for (const short *home = l->c->muscles[l->muscle].home; *home >= 0; home++)
		if (*home == region)
			return true;
	return false;
}

/* "Top of shoulder, Angle of neck" */
static void list_homes(const struct entry_line *l, struct str *out)
{
	const short *homes = l->c->muscles[l->muscle].home;
	for (const short *home = homes; *home >= 0; home++)
		str_addf(out, "%s%s (%s)", home > homes ? ", " : "", region_name(l, *home),
			 l->c->regions[*home].code);
}

static void muscle_phrase(const struct entry_line *l, struct str *out)
{
	catalogue_muscle_phrase(l->c, l->muscle, out);
}

static bool not_at_home(struct entry_line *l)
{
	struct str muscle, homes;
	str_init(&muscle);
	str_init(&homes);
	muscle_phrase(l, &muscle);
	list_homes(l, &homes);
	entry_problem(l, l->region_word, l->region_word, _("The %s has no points in %s: they sit in %s."),
		      muscle.s, region_name(l, l->region), homes.s);
	str_release(&muscle);
	str_release(&homes);
	return false;
}

/* The region a mark gets when none was said: the first home that has such a side. */
static int first_home(const struct entry_line *l, bool paired)
{
	for (const short *home = l->c->muscles[l->muscle].home; *home >= 0; home++)
		if (l->c->regions[*home].paired == paired)
			return *home;
	return -1;
}

static bool side_is_lateral(enum side side)
{
	return side == SIDE_LEFT || side == SIDE_RIGHT || side == SIDE_BOTH;
}

static bool midline_with_side(struct entry_line *l, const char *place)
{
	return entry_problem(l, l->side_word, l->side_word, _("%s lies in the midline: leave the side out."),
			     place);
}

static bool merge_cell_side(struct entry_line *l)
{
	if (l->cell_side == SIDE_NONE)
		return true;
	if (l->side != SIDE_NONE && l->side != l->cell_side)
		return entry_problem(l, l->region_word, l->region_word,
				     _("\"%s\" says another side than \"%s\": keep one."),
				     entry_shown(l, l->region_word, l->region_word),
				     entry_shown(l, l->side_word, l->side_word));
	l->side = l->cell_side;
	l->side_word = l->region_word;
	return true;
}

static bool place_in_region(struct entry_line *l)
{
	if (!is_home(l, l->region))
		return not_at_home(l);
	if (l->c->regions[l->region].paired) {
		if (side_is_lateral(l->side))
			return true;
		if (l->side == SIDE_MIDLINE)
			return entry_problem(
				l, l->side_word, l->side_word,
				_("%s has a left and a right cell, none in the midline: say l, r or b."),
				region_name(l, l->region));
		return entry_problem(l, l->words.n, l->words.n, _("Which side? Say l, r or b (both)."));
	}
	if (side_is_lateral(l->side))
		return midline_with_side(l, region_name(l, l->region));
	l->side = SIDE_MIDLINE;
	return true;
}

static bool place_by_muscle(struct entry_line *l)
{
	struct str muscle;
	bool ok = true;
	str_init(&muscle);
	muscle_phrase(l, &muscle);
	bool is_midline = catalogue_is_midline(l->c, l->muscle);
	if (is_midline && side_is_lateral(l->side))
		ok = midline_with_side(l, muscle.s);
	else if (is_midline)
		l->side = SIDE_MIDLINE;
	else if (l->side == SIDE_NONE)
		ok = entry_problem(l, l->words.n, l->words.n, _("Which side? Say l, r or b (both)."));
	if (ok) {
		l->region = first_home(l, l->side != SIDE_MIDLINE);
		if (l->region < 0)
			ok = entry_problem(
				l, l->side_word, l->side_word,
				_("The %s has a left and a right, none in the midline: say l, r or b."),
				muscle.s);
	}
	str_release(&muscle);
	return ok;
}

bool entry_place_mark(struct entry_line *l)
{
	return merge_cell_side(l) && (l->region >= 0 ? place_in_region(l) : place_by_muscle(l));
}

/* "site infraspinatus l": where the needles went is the place, when it is the name of a region or a muscle and its side is
 * said. */
static void take_site(struct entry_line *l)
{
	struct candidate found[2];
	for (size_t i = 0; i < l->entry.n_applications && l->region < 0; i++) {
		const char *site = application_dose(&l->entry.applications[i], "site");
		size_t n = site ? match_regions(l->c, site, found, 2) : 0;
		if (n > 0 && match_is_clear(found, n))
			l->region = found[0].index;
		n = site && l->region < 0 ? match_muscles(l->c, site, found, 2) : 0;
		if (n > 0 && match_is_clear(found, n))
			l->region = l->c->muscles[found[0].index].home[0];
	}
	l->region_word = l->side_word;
}

static bool place_technique(struct entry_line *l)
{
	if (!merge_cell_side(l))
		return false;
	if (l->region < 0 && side_is_lateral(l->side))
		take_site(l);
	if (l->region < 0) {
		if (l->side != SIDE_NONE)
			return entry_problem(
				l, l->side_word, l->side_word,
				_("A side needs a region: \"lpv %s\" is the low back on that side."),
				entry_shown(l, l->side_word, l->side_word));
		return true;
	}
	if (l->c->regions[l->region].paired) {
		if (side_is_lateral(l->side))
			return true;
		return entry_problem(l, l->side == SIDE_NONE ? l->words.n : l->side_word,
				     l->side == SIDE_NONE ? l->words.n : l->side_word,
				     _("%s has a left and a right: say l, r or b."),
				     region_name(l, l->region));
	}
	if (side_is_lateral(l->side))
		return midline_with_side(l, region_name(l, l->region));
	l->side = SIDE_MIDLINE;
	return true;
}

static bool place_on(struct entry_line *l)
{
	const struct entry_session *session = l->session;
	struct application *application = &l->entry.applications[0];
	if (l->on == 0)
		return true;
	if (!session || session->n_marks == 0)
		return entry_problem(l, l->on_from, l->on_to,
				     _("There is no mark yet: say the region, as in \"lpv l\"."));
	if (l->on < 1 || (size_t)l->on > session->n_marks)
		return entry_problem(l, l->on_from, l->on_to,
				     _("There is no mark %d: the last one has the number %zu."), l->on,
				     session->n_marks);
	const struct mark *mark = &session->marks[l->on - 1];
	bool elsewhere = (application->region && !str_eq(application->region, mark->region)) ||
			 (application->side != SIDE_NONE && application->side != mark->side);
	if (elsewhere)
		return entry_problem(l, l->on_from, l->on_to,
				     _("Mark %d lies elsewhere: say the mark or the region, not both."),
				     l->on);
	application->mark_id = mark->id;
	application->side = mark->side;
	mem_replace(&application->region, mark->region);
	l->entry.on_mark = l->on;
	return true;
}

static bool want_place(struct entry_line *l)
{
	const struct application *application = &l->entry.applications[0];
	if (!l->session || !l->session->wants_place || application->region ||
	    !catalogue_wants_place(l->c, l->technique[0]))
		return true;
	const char *name = i18n_name(entry_technique(l, 0)->short_name);
	if (l->session->n_marks > 0)
		return entry_problem(
			l, l->technique_word[0], l->technique_word[0],
			_("Where? %s needs its mark or its region: \"m1\" is the first mark, \"stp l\" a region."),
			name);
	return entry_problem(
		l, l->technique_word[0], l->technique_word[0],
		_("Where? %s needs its region, as in \"stp l\", or a mark: {mark-add chart} marks one."),
		name);
}

bool entry_place_technique(struct entry_line *l)
{
	struct application *application = &l->entry.applications[0];
	place_technique(l);
	application->side = l->side;
	mem_replace(&application->region, l->region >= 0 ? l->c->regions[l->region].code : NULL);
	return place_on(l) && want_place(l);
}

/* ---- referral that the client reports ---- */

static bool is_drawn(const char *drawn, const char *cell)
{
	struct str one;
	bool found = false;
	str_init(&one);
	for (const char *rest = drawn ? drawn : ""; !found && str_next_word(&rest, &one);)
		found = str_eq(one.s, cell);
	str_release(&one);
	return found;
}

/* A cell without its side, "TMP.", gets the mark's own later. */
static void draw_cell(struct entry_line *l, const char *code, enum side side)
{
	char **referral = &l->entry.mark.referral;
	char *cell = str_format("%s.%s", code, side_code(side));
	if (!is_drawn(*referral, cell)) {
		char *drawn = *referral ? str_format("%s %s", *referral, cell) : mem_strdup(cell);
		mem_replace(referral, drawn);
		free(drawn);
	}
	free(cell);
}

/* The region of a typed place, "tmp", "tmp.r" or a name; with its problem, below 0, where it is none. */
static int place_named(struct entry_line *l, const char *typed, size_t from, size_t to, enum side *side)
{
	struct candidate found[READING_CANDIDATES];
	int region;
	if (place_typed(l->c, typed, &region, side))
		return region;
	*side = SIDE_NONE;
	size_t n = match_regions(l->c, typed, found, READING_CANDIDATES);
	if (match_is_clear(found, n))
		return found[0].index;
	reading_offer(&l->out->reading, NEAR_REGIONS, found, n);
	entry_problem(l, from, to, n ? _("Which region is \"%s\"?") : _("No region is called \"%s\"."),
		      typed);
	return -1;
}

/* "at:stp.l", "@ang": the place of the entry. */
void entry_say_place(struct entry_line *l, size_t at, size_t words)
{
	enum side side;
	char *typed = words_text(&l->words, at + 1, at + 1 + words);
	int region = place_named(l, typed, at, at + words, &side);
	free(typed);
	if (region >= 0)
		entry_say_region(l, at, at + words, region, side);
}

/* Places of the words [word, to), parted by commas or +; `from` is where their list begins. */
void entry_say_referral(struct entry_line *l, size_t from, size_t word, size_t to)
{
	struct mark *mark = &l->entry.mark;
	mark->signs_yes |= SIGN_REFERRED;
	mark->signs_no &= ~(unsigned)SIGN_REFERRED;
	for (; word < to; word++) {
		const char *rest = l->words.word[word].text;
		while (*(rest += strspn(rest, ",+ "))) {
			enum side side;
			char *place = mem_strndup(rest, strcspn(rest, ",+"));
			int region = place_named(l, place, from, to - 1, &side);
			rest += strlen(place);
			free(place);
			if (region < 0)
				continue;
			bool paired = l->c->regions[region].paired;
			if (side == SIDE_NONE || side == SIDE_BOTH || (side == SIDE_MIDLINE) == paired)
				side = paired ? SIDE_NONE : SIDE_MIDLINE;
			draw_cell(l, l->c->regions[region].code, side);
		}
	}
}

void entry_settle_referral(struct entry *entry)
{
	struct str drawn, cell;
	enum side side = entry->mark.side;
	if (!entry->mark.referral)
		return;
	str_init(&drawn);
	str_init(&cell);
	for (const char *rest = entry->mark.referral; str_next_word(&rest, &cell);) {
		const char *blank = drawn.len ? " " : "";
		if (cell.s[cell.len - 1] != '.')
			str_addf(&drawn, "%s%s", blank, cell.s);
		else if (side_is_lateral(side))
			str_addf(&drawn, "%s%s%s", blank, cell.s, side_code(side));
		else
			str_addf(&drawn, "%s%sL %sR", blank, cell.s, cell.s);
	}
	mem_replace(&entry->mark.referral, drawn.s);
	str_release(&drawn);
	str_release(&cell);
}

/* ---- words ---- */

size_t entry_take_side(void *line, size_t at)
{
	struct entry_line *l = line;
	const struct meaning *side = word_means(&l->words, at, MEANS(MEANS_SIDE));
	if (!side)
		return 0;
	say_side(l, at, (enum side)side->value);
	return 1;
}

/* "stp.l" */
size_t entry_take_cell(void *line, size_t at)
{
	struct entry_line *l = line;
	const char *text = entry_text(l, at), *dot = strchr(text, '.');
	enum side side = dot ? side_typed(dot + 1) : SIDE_NONE;
	int region;
	if (!words_is_open(&l->words, at) || side == SIDE_NONE || dot < text + 2 ||
	    !isalpha((unsigned char)*text))
		return 0;
	if (place_typed(l->c, text, &region, &side))
		entry_say_region(l, at, at, region, side);
	else
		entry_problem(l, at, at, _("No region is called \"%s\"."), entry_shown(l, at, at));
	return 1;
}

/* "m2" or "#2"; 0 when the word is no number of a mark. */
static int mark_number(const char *text)
{
	enum { DIGITS = 3 };
	const char *s = *text == 'm' || *text == '#' ? text + 1 : "";
	size_t n = strspn(s, "0123456789");
	return n > 0 && n <= DIGITS && !s[n] ? atoi(s) : 0;
}

/* "m2", "on 2", "on m2": the mark that a technique is on. */
size_t entry_take_on(void *line, size_t at)
{
	struct entry_line *l = line;
	if (l->is_mark || !words_is_open(&l->words, at))
		return 0;
	size_t on = word_joins(&l->words, at, JOINT_ON);
	const char *text = entry_text(l, at + on);
	int number = mark_number(text);
	if (on && number == 0 && words_is_open(&l->words, at + 1) &&
	    strspn(text, "0123456789") == strlen(text))
		number = atoi(text);
	if (number == 0)
		return 0;
	if (l->on > 0 && l->on != number)
		entry_problem(l, at, at + on, _("\"%s\" is a second mark beside %d: keep one."),
			      entry_shown(l, at, at + on), l->on);
	l->on = number;
	l->on_from = at;
	l->on_to = at + on;
	return 1 + on;
}
