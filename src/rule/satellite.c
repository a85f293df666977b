/* SPDX-License-Identifier: MIT */
/* Where satellites of a key point may lie. */
#include "rule/satellite.h"

#include "base/i18n.h"

enum { SATELLITES_MAX = 16 };

static bool is_marked(const struct catalogue *c, int muscle, enum side side, const struct mark *marks,
		      size_t n_marks)
{
	for (size_t i = 0; i < n_marks; i++) {
		bool same_side =
			marks[i].side == side || marks[i].side == SIDE_MIDLINE || side == SIDE_MIDLINE;
		if (same_side && catalogue_muscle(c, marks[i].muscle) == muscle)
			return true;
	}
	return false;
}

size_t satellite_list(const struct catalogue *c, const struct mark *mark, const struct mark *marks,
		      size_t n_marks, int *out, size_t max)
{
	int key = catalogue_muscle(c, mark->muscle);
	size_t n = 0;
	if (key < 0 || mark->type == MARK_INACTIVE)
		return 0;
	for (const short *satellite = c->muscles[key].satellites; *satellite >= 0 && n < max; satellite++)
		if (!is_marked(c, *satellite, mark->side, marks, n_marks))
			out[n++] = *satellite;
	return n;
}

bool satellite_hint(const struct catalogue *c, const struct mark *mark, const struct mark *marks,
		    size_t n_marks, struct str *out)
{
	int found[SATELLITES_MAX];
	size_t n = satellite_list(c, mark, marks, n_marks, found, SATELLITES_MAX);
	struct str key, names;
	if (n == 0)
		return false;
	str_init(&key);
	str_init(&names);
	str_addf(&key, "%s ", side_letter(mark->side));
	catalogue_muscle_phrase(c, catalogue_muscle(c, mark->muscle), &key);
	for (size_t i = 0; i < n; i++) {
		str_add(&names, i ? ", " : "");
		catalogue_muscle_phrase(c, found[i], &names);
	}
	/* TRANSLATORS: the first is a point ("L upper trapezius"), the second a list of muscles */
	str_addf(out, _("Satellites of %s may lie in %s."), key.s, names.s);
	str_release(&key);
	str_release(&names);
	return true;
}
