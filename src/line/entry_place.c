/* SPDX-License-Identifier: MIT */
/* Where on the body: side, region and drawn referral of an entry line. */
#include "line/entry_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static const char *region_name(const struct reader *r, int region)
{
	return i18n_name(r->c->regions[region].name);
}

void reader_take_side(struct reader *r, size_t word, enum side side)
{
	if (r->side == side || r->side == SIDE_NONE) {
		r->side = side;
		r->side_word = word;
	} else
		reader_problem(r, word, word,
			       _("\"%s\" is a second side: write b for both, or part two marks with a ;"),
			       reader_shown(r, word, word));
}

void reader_take_region(struct reader *r, size_t from, size_t to, int region, enum side side)
{
	if (r->region >= 0 && r->region != region) {
		reader_problem(r, from, to, _("\"%s\" is a second region beside %s: keep one."),
			       reader_shown(r, from, to), region_name(r, r->region));
		return;
	}
	r->region = region;
	r->region_word = from;
	r->cell_side = side;
}

static bool is_home(const struct reader *r, int region)
{
	for (const short *home = r->c->muscles[r->muscle].home; *home >= 0; home++)
		if (*home == region)
			return true;
	return false;
}

/* "Top of shoulder, Angle of neck" */
static void list_homes(const struct reader *r, struct str *out)
{
	const short *homes = r->c->muscles[r->muscle].home;
	for (const short *home = homes; *home >= 0; home++)
		str_addf(out, "%s%s (%s)", home > homes ? ", " : "", region_name(r, *home),
			 r->c->regions[*home].code);
}

static void muscle_phrase(const struct reader *r, struct str *out)
{
	catalogue_muscle_phrase(r->c, r->muscle, out);
}

static bool not_at_home(struct reader *r)
{
	struct str muscle, homes;
	str_init(&muscle);
	str_init(&homes);
	muscle_phrase(r, &muscle);
	list_homes(r, &homes);
	reader_problem(r, r->region_word, r->region_word, _("The %s has no points in %s: they sit in %s."),
		       muscle.s, region_name(r, r->region), homes.s);
	str_release(&muscle);
	str_release(&homes);
	return false;
}

/* The region a mark gets when none was said: the first home that has such a side. */
static int first_home(const struct reader *r, bool paired)
{
	for (const short *home = r->c->muscles[r->muscle].home; *home >= 0; home++)
		if (r->c->regions[*home].paired == paired)
			return *home;
	return -1;
}

static bool side_is_lateral(enum side side)
{
	return side == SIDE_LEFT || side == SIDE_RIGHT || side == SIDE_BOTH;
}

static bool midline_with_side(struct reader *r, const char *place)
{
	return reader_problem(r, r->side_word, r->side_word, _("%s lies in the midline: leave the side out."),
			      place);
}

static bool merge_cell_side(struct reader *r)
{
	if (r->cell_side == SIDE_NONE)
		return true;
	if (r->side != SIDE_NONE && r->side != r->cell_side)
		return reader_problem(r, r->region_word, r->region_word,
				      _("\"%s\" says another side than \"%s\": keep one."),
				      reader_shown(r, r->region_word, r->region_word),
				      reader_shown(r, r->side_word, r->side_word));
	r->side = r->cell_side;
	r->side_word = r->region_word;
	return true;
}

static bool place_in_region(struct reader *r)
{
	if (!is_home(r, r->region))
		return not_at_home(r);
	if (r->c->regions[r->region].paired) {
		if (side_is_lateral(r->side))
			return true;
		if (r->side == SIDE_MIDLINE)
			return reader_problem(
				r, r->side_word, r->side_word,
				_("%s has a left and a right cell, none in the midline: say l, r or b."),
				region_name(r, r->region));
		return reader_problem(r, r->words.n, r->words.n, _("Which side? Say l, r or b (both)."));
	}
	if (side_is_lateral(r->side))
		return midline_with_side(r, region_name(r, r->region));
	r->side = SIDE_MIDLINE;
	return true;
}

static bool place_by_muscle(struct reader *r)
{
	struct str muscle;
	bool ok = true;
	str_init(&muscle);
	muscle_phrase(r, &muscle);
	bool is_midline = catalogue_is_midline(r->c, r->muscle);
	if (is_midline && side_is_lateral(r->side))
		ok = midline_with_side(r, muscle.s);
	else if (is_midline)
		r->side = SIDE_MIDLINE;
	else if (r->side == SIDE_NONE)
		ok = reader_problem(r, r->words.n, r->words.n, _("Which side? Say l, r or b (both)."));
	if (ok) {
		r->region = first_home(r, r->side != SIDE_MIDLINE);
		if (r->region < 0)
			ok = reader_problem(
				r, r->side_word, r->side_word,
				_("The %s has a left and a right, none in the midline: say l, r or b."),
				muscle.s);
	}
	str_release(&muscle);
	return ok;
}

bool reader_place_mark(struct reader *r)
{
	return merge_cell_side(r) && (r->region >= 0 ? place_in_region(r) : place_by_muscle(r));
}

/* "site infraspinatus l": where the needles went is the place, when it is the name of a region or a muscle and its side is
 * said. */
static void take_site(struct reader *r)
{
	struct candidate found[2];
	for (size_t i = 0; i < r->entry.n_applications && r->region < 0; i++) {
		const char *site = application_dose(&r->entry.applications[i], "site");
		size_t n = site ? match_regions(r->c, site, found, 2) : 0;
		if (n > 0 && match_is_clear(found, n))
			r->region = found[0].index;
		n = site && r->region < 0 ? match_muscles(r->c, site, found, 2) : 0;
		if (n > 0 && match_is_clear(found, n))
			r->region = r->c->muscles[found[0].index].home[0];
	}
	r->region_word = r->side_word;
}

bool reader_place_technique(struct reader *r)
{
	if (!merge_cell_side(r))
		return false;
	if (r->region < 0 && side_is_lateral(r->side))
		take_site(r);
	if (r->region < 0) {
		if (r->side != SIDE_NONE)
			return reader_problem(
				r, r->side_word, r->side_word,
				_("A side needs a region: \"lpv %s\" is the low back on that side."),
				reader_shown(r, r->side_word, r->side_word));
		return true;
	}
	if (r->c->regions[r->region].paired) {
		if (side_is_lateral(r->side))
			return true;
		return reader_problem(r, r->side == SIDE_NONE ? r->words.n : r->side_word,
				      r->side == SIDE_NONE ? r->words.n : r->side_word,
				      _("%s has a left and a right: say l, r or b."),
				      region_name(r, r->region));
	}
	if (side_is_lateral(r->side))
		return midline_with_side(r, region_name(r, r->region));
	r->side = SIDE_MIDLINE;
	return true;
}

/* --- referral that the client reports */

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
static void draw_cell(struct reader *r, const char *code, enum side side)
{
	char **referral = &r->entry.mark.referral;
	char *cell = str_format("%s.%s", code, side_code(side));
	if (!is_drawn(*referral, cell)) {
		char *drawn = *referral ? str_format("%s %s", *referral, cell) : mem_strdup(cell);
		mem_replace(referral, drawn);
		free(drawn);
	}
	free(cell);
}

/* One place of the list: "tmp", "tmp.r", or a name. */
static bool take_place(struct reader *r, size_t word, const char *place)
{
	char *code = mem_strdup(place);
	char *dot = strrchr(code, '.');
	enum side side = dot ? side_from_code(dot + 1) : SIDE_NONE;
	if (side != SIDE_NONE)
		*dot = '\0';
	int region = catalogue_region(r->c, code);
	struct candidate found[ENTRY_CANDIDATES];
	size_t n = 0;
	if (region < 0) {
		n = match_regions(r->c, code, found, ENTRY_CANDIDATES);
		if (match_is_clear(found, n))
			region = found[0].index;
	}
	free(code);
	if (region < 0) {
		if (reader_is_first(r)) {
			memcpy(r->reading->candidates, found, n * sizeof *found);
			r->reading->n_candidates = n;
			r->reading->candidates_are_regions = n > 0;
		}
		return reader_problem(r, word, word,
				      n ? _("Which region is \"%s\"?") : _("No region is called \"%s\"."),
				      place);
	}
	if (side == SIDE_NONE || side == SIDE_BOTH || (side == SIDE_MIDLINE) == r->c->regions[region].paired)
		side = r->c->regions[region].paired ? SIDE_NONE : SIDE_MIDLINE;
	draw_cell(r, r->c->regions[region].code, side);
	return true;
}

void reader_take_referral(struct reader *r, size_t word, const char *list)
{
	r->entry.mark.signs_yes |= SIGN_REFERRED;
	r->entry.mark.signs_no &= ~(unsigned)SIGN_REFERRED;
	while (*list) {
		list += strspn(list, ",+ ");
		/* a place may be a name of several words: only , and + part places then */
		size_t n = strcspn(list, ",+");
		char *place = mem_strndup(list, n);
		if (!str_empty(place))
			take_place(r, word, place);
		free(place);
		list += n;
	}
}

void reader_settle_referral(struct reader *r)
{
	struct str drawn, cell;
	if (!r->entry.mark.referral)
		return;
	str_init(&drawn);
	str_init(&cell);
	for (const char *rest = r->entry.mark.referral; str_next_word(&rest, &cell);) {
		if (cell.s[cell.len - 1] != '.')
			str_addf(&drawn, "%s%s", drawn.len ? " " : "", cell.s);
		else if (side_is_lateral(r->entry.mark.side))
			str_addf(&drawn, "%s%s%s", drawn.len ? " " : "", cell.s,
				 side_code(r->entry.mark.side));
		else
			str_addf(&drawn, "%s%sL %sR", drawn.len ? " " : "", cell.s, cell.s);
	}
	mem_replace(&r->entry.mark.referral, drawn.s);
	str_release(&drawn);
	str_release(&cell);
}
