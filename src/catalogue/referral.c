/* SPDX-License-Identifier: MIT */
/* Referral zones of a muscle, and the muscles of a painful place. */
#include "catalogue/referral.h"

#include <stdlib.h>

#include "base/mem.h"

static bool holds(const short *list, int index)
{
	for (; *list >= 0; list++)
		if (*list == index)
			return true;
	return false;
}

enum zone referral_zone(const struct catalogue *c, int muscle, int region)
{
	const struct muscle *m = &c->muscles[muscle];
	if (holds(m->primary, region))
		return ZONE_PRIMARY;
	if (holds(m->spill, region))
		return ZONE_SPILL;
	return holds(m->home, region) ? ZONE_HOME : ZONE_NONE;
}

void referral_cells(const struct catalogue *c, int muscle, enum side side, enum zone *cells)
{
	for (size_t i = 0; i < c->n_cells; i++) {
		const struct cell *cell = &c->cells[i];
		bool this_side = cell->side == side || cell->side == SIDE_MIDLINE || side == SIDE_MIDLINE ||
				 side == SIDE_BOTH;
		cells[i] = this_side ? referral_zone(c, muscle, cell->region) : ZONE_NONE;
	}
}

static int source_order(const void *left, const void *right)
{
	const struct referral_source *a = left, *b = right;
	if ((a->own > 0) != (b->own > 0))
		return a->own > 0 ? -1 : 1;
	if (a->in_primary != b->in_primary)
		return b->in_primary - a->in_primary;
	if (a->in_spill != b->in_spill)
		return b->in_spill - a->in_spill;
	if (a->in_home != b->in_home)
		return b->in_home - a->in_home;
	if (a->own != b->own)
		return a->own > b->own ? -1 : 1;
	return a->muscle - b->muscle;
}

static void count_zone(struct referral_source *source, enum zone zone)
{
	source->in_primary += zone == ZONE_PRIMARY;
	source->in_spill += zone == ZONE_SPILL;
	source->in_home += zone == ZONE_HOME;
}

size_t referral_sources(const struct catalogue *c, const int *regions, size_t n_regions, const int *own,
			struct referral_source *out, size_t max)
{
	struct referral_source *all = mem_array(c->n_muscles ? c->n_muscles : 1, sizeof *all);
	size_t n = 0;
	for (size_t m = 0; m < c->n_muscles; m++) {
		struct referral_source source = { .muscle = (int)m, .own = own ? own[m] : 0 };
		for (size_t r = 0; r < n_regions; r++)
			count_zone(&source, referral_zone(c, (int)m, regions[r]));
		if (source.in_primary + source.in_spill + source.in_home > 0)
			all[n++] = source;
	}
	qsort(all, n, sizeof *all, source_order);
	if (n > max)
		n = max;
	for (size_t i = 0; i < n; i++)
		out[i] = all[i];
	free(all);
	return n;
}
