/* SPDX-License-Identifier: MIT */
/* What a clinic's row of scores.csv means. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/overlay_inner.h"

/* A plain decimal in the C locale, at most seven bytes long. */
static bool read_number(const char *text, size_t n, double *value)
{
	char copy[8];
	size_t at = n > 0 && text[0] == '-';
	if (n - at == 0 || n >= sizeof copy)
		return false;
	memcpy(copy, text, n);
	copy[n] = '\0';
	size_t whole = strspn(copy + at, "0123456789");
	size_t end = at + whole;
	if (whole > 0 && copy[end] == '.' && strspn(copy + end + 1, "0123456789") > 0)
		end += 1 + strspn(copy + end + 1, "0123456789");
	if (whole == 0 || end != n)
		return false;
	*value = strtod(copy, NULL);
	return true;
}

static void read_column(struct overlay_work *work, const struct overlay_row *row, int column,
			const char *name, double *value)
{
	if (!read_number(row->cells[column], strlen(row->cells[column]), value))
		overlay_complain(work, row, _("%s must be a number, not \"%s\"."), name, row->cells[column]);
}

/* "5", or "0:1 5:2 8:3": from a first value on, so many points. */
static bool read_change(const char *word, double minimum, bool alone, struct score_change *out)
{
	size_t from = strcspn(word, ":");
	if (word[from] == '\0') {
		out->from = minimum;
		return alone && read_number(word, from, &out->points) && out->points > 0;
	}
	const char *points = word + from + 1;
	return read_number(word, from, &out->from) && read_number(points, strlen(points), &out->points) &&
	       out->points > 0;
}

static void read_changes(struct overlay_work *work, const struct overlay_row *row, struct score *at)
{
	const char *cell = row->cells[6], *rest = cell;
	struct score_change *changes = overlay_keep_array(work, strlen(cell) / 2 + 1, sizeof *changes);
	struct str word;
	size_t n = 0;
	bool ok = true;
	str_init(&word);
	while (ok && str_next_word(&rest, &word)) {
		ok = read_change(word.s, at->minimum, strchr(cell, ' ') == NULL, &changes[n]) &&
		     (n == 0 || changes[n].from > changes[n - 1].from);
		n++;
	}
	str_release(&word);
	if (!ok)
		overlay_complain(
			work, row,
			_("change must be points, such as 5, or rising FROM:POINTS parted by blanks, "
			  "such as 0:1 5:2 8:3, not \"%s\"."),
			cell);
	at->changes = changes;
	at->n_changes = ok ? n : 0;
}

void overlay_set_score(struct overlay_work *work, const struct overlay_row *row, struct score *at)
{
	static const char *const kinds[] = { "scale", "rating", "score" };
	size_t kind = 0;
	const char *name = overlay_text(work, row, 1, false);
	const char *source = overlay_text(work, row, 8, false);
	at->name = name ? name : "";
	at->source = source ? source : "";
	at->also = at->also ? at->also : "";
	while (kind < 3 && !str_eq(kinds[kind], row->cells[2]))
		kind++;
	if (kind == 3)
		overlay_complain(work, row, _("the kind \"%s\" must be one of these: scale, rating, score."),
				 row->cells[2]);
	else
		at->kind = (enum score_kind)kind;
	read_column(work, row, 3, "minimum", &at->minimum);
	read_column(work, row, 4, "maximum", &at->maximum);
	read_column(work, row, 7, "error", &at->error);
	if (at->minimum >= at->maximum)
		overlay_complain(work, row, _("minimum must be less than maximum."));
	if (at->error < 0)
		overlay_complain(work, row, _("error must not be less than 0."));
	at->high_is_good = str_eq(row->cells[5], "high");
	if (!at->high_is_good && !str_eq(row->cells[5], "low"))
		overlay_complain(work, row, _("good must be low or high, not \"%s\"."), row->cells[5]);
	read_changes(work, row, at);
}
