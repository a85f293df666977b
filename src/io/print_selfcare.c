/* SPDX-License-Identifier: MIT */
/* The client's own sheet. It says what to do, not what was found nor what it is good for. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "io/print.h"

/* "left calf": the place as a client calls it. */
static void lay_place(const struct catalogue *c, int region, enum side side, struct str *out)
{
	if (side == SIDE_LEFT || side == SIDE_RIGHT)
		str_addf(out, "%s ", side_word(side));
	str_add(out, i18n_name(c->regions[region].lay_name));
	if (side == SIDE_BOTH)
		str_addf(out, ", %s", side_word(side));
}

/* ---- the points ---- */

/* Numbers the cells that hold a point that is not said to be gone; returns how many. */
static int number_points(const struct print_record *record, int *marked)
{
	int n = 0;
	for (size_t i = 0; i < record->n_marks; i++) {
		const struct mark *mark = &record->marks[i];
		int cell = catalogue_cell(record->catalogue,
					  catalogue_region(record->catalogue, mark->region), mark->side);
		if (cell >= 0 && marked[cell] == 0 && mark->type != MARK_INACTIVE)
			marked[cell] = ++n;
	}
	return n;
}

static void print_points(const struct print_record *record, struct str *out)
{
	const struct catalogue *c = record->catalogue;
	int *marked = mem_array(c->n_cells, sizeof *marked);
	int n = number_points(record, marked);
	struct str place;
	str_init(&place);
	if (n > 0) {
		print_heading(out, _("Your points"));
		print_figure(out, c, marked);
		print_text(out, 0, 0, _("On the figure from the front your right side is on the left."));
	}
	for (int number = 1; number <= n; number++)
		for (size_t i = 0; i < c->n_cells; i++) {
			if (marked[i] != number)
				continue;
			str_addf(&place, "%s%d ", number > 1 ? "; " : "", number);
			lay_place(c, c->cells[i].region, c->cells[i].side, &place);
		}
	if (n > 0)
		print_text(out, 0, 0, place.s);
	str_release(&place);
	free(marked);
}

/* ---- the items ---- */

static bool is_kind(const struct selfcare *selfcare, const char *kind)
{
	return str_eq(selfcare->kind, kind);
}

static void item_places(const struct catalogue *c, const struct selfcare *selfcare, struct str *out)
{
	const char *rest = selfcare->regions;
	struct str places;
	int region;
	enum side side;
	str_init(&places);
	while (selfcare_region_next(c, &rest, &region, &side)) {
		str_add(&places, places.len ? "; " : "");
		lay_place(c, region, side, &places);
	}
	if (places.len)
		print_line(out, 3, 3, _("Where: %s"), places.s);
	str_release(&places);
}

static void item_print(const struct catalogue *c, const struct selfcare *selfcare, int number,
		       struct str *out)
{
	int item = selfcare->item ? catalogue_selfcare(c, selfcare->item) : -1;
	struct str title, dose;
	str_init(&title);
	str_init(&dose);
	selfcare_title(c, selfcare, &title);
	print_line(out, 0, 3, "%d. %s", number, title.s);
	selfcare_dose_phrase(selfcare->dose, &dose);
	if (dose.len)
		print_text(out, 3, 3, dose.s);
	if (item >= 0)
		print_text(out, 3, 3, i18n_name(c->selfcare[item].instruction));
	item_places(c, selfcare, out);
	if (str_eq(selfcare->helper, "partner") || str_eq(selfcare->helper, "friend"))
		print_text(out, 3, 3, _("With the person who was shown how."));
	if (selfcare->stop_if)
		print_line(out, 3, 3, _("Stop if: %s"), selfcare->stop_if);
	if (selfcare->review_on)
		print_line(out, 3, 3, _("We look at it again on %s."), date_medium(selfcare->review_on));
	str_release(&title);
	str_release(&dose);
}

/* Those of a kind, or with NULL what is to be done; numbered on. */
static void print_items(const struct print_record *record, const char *kind, const char *heading, int *number,
			struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < record->n_selfcares; i++) {
		const struct selfcare *selfcare = &record->selfcares[i];
		bool apart = is_kind(selfcare, "avoid") || is_kind(selfcare, "watch_for");
		if (selfcare->ended_on || (kind ? !is_kind(selfcare, kind) : apart))
			continue;
		if (!any)
			print_heading(out, heading);
		any = true;
		item_print(record->catalogue, selfcare, ++*number, out);
	}
}

static void print_whom_to_phone(const struct print_record *record, struct str *out)
{
	print_heading(out, _("When to stop, and whom to phone"));
	print_text(
		out, 0, 0,
		_("Stop and phone us when something hurts sharply, when a limb turns numb, tingles or feels weak, or "
		  "when it gets worse instead of easier to do."));
	if (*record->phone)
		print_line(out, 0, 0, "%s: %s", *record->practice ? record->practice : _("Phone"),
			   record->phone);
	else
		print_text(out, 0, 0, _("Phone: ______________________________"));
	print_text(out, 0, 0, _("In an emergency call the emergency number, not us."));
}

void print_selfcare_sheet(const struct print_record *record, struct str *out)
{
	int number = 0;
	print_head(out, record, _("At home"));
	print_points(record, out);
	print_items(record, NULL, _("What to do"), &number, out);
	print_items(record, "avoid", _("What to leave for now"), &number, out);
	print_items(record, "watch_for", _("What to watch for"), &number, out);
	print_whom_to_phone(record, out);
	str_addc(out, '\n');
	print_line(out, 0, 0, _("Given by %s."), record->practitioner);
}
