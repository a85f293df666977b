/* SPDX-License-Identifier: MIT */
/* Laying a clinic's rows over the tables, in parts. For this room alone. */
#ifndef FASCICLE_CATALOGUE_OVERLAY_INNER_H
#define FASCICLE_CATALOGUE_OVERLAY_INNER_H

#include "catalogue/overlay.h"

/* The catalogue comes first, so that its address is that of the whole. */
struct overlay_made {
	struct catalogue catalogue;
	void **blocks; /* all that is freed with it */
	size_t n_blocks;
};

/* The tables under construction; counts and finished rows stand in made->catalogue as well. */
struct overlay_work {
	struct overlay_made *made;
	const struct catalogue *base;
	const struct overlay *overlay;
	struct region *regions;
	struct muscle *muscles;
	struct technique *techniques;
	struct condition *conditions;
	struct movement *movements;
	struct score *scores;
	struct region_rule *rules;
	struct str *problems; /* NULL: stop at the first */
	struct err *err;
	bool failed;
};

/* Records what is wrong with a row; after the first nothing more when only one is wanted. */
void overlay_complain(struct overlay_work *work, const struct overlay_row *row, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Whether to leave the rest alone. */
bool overlay_stopped(const struct overlay_work *work);

/* Memory that lives and goes with the catalogue. */
void *overlay_keep_array(struct overlay_work *work, size_t count, size_t size);
const char *overlay_keep_text(struct overlay_work *work, const char *text);
const char *overlay_keep_taken(struct overlay_work *work, char *text); /* takes the text over */

/* The row of an earlier line of the same table whose first `columns` cells are the same; NULL when there is none. */
const struct overlay_row *overlay_twin(const struct overlay_work *work, enum overlay_table table, size_t row,
				       size_t columns);

/* A text that is shown: not too long, without controls; empty only where it may be. NULL after a complaint. */
const char *overlay_text(struct overlay_work *work, const struct overlay_row *row, int column,
			 bool may_be_empty);
/* The index of a code in a table; -1 after a complaint. */
int overlay_region(struct overlay_work *work, const struct overlay_row *row, const char *code,
		   const char *column);
int overlay_muscle(struct overlay_work *work, const struct overlay_row *row, const char *code,
		   const char *column);
/* The n-th part of a cell, parted by a character; NULL when there are not so many. Caller frees. */
char *overlay_part(const char *cell, char by, size_t n);
bool overlay_level(struct overlay_work *work, const struct overlay_row *row, const char *word,
		   enum caution_level *level);

/* Reads "force[kg]=10-15;tool[enum]=finger|thumb" into a kept array. */
void overlay_doses(struct overlay_work *work, const struct overlay_row *row, const char *cell,
		   struct technique *technique);

/* One for each table: works row `row` of it into `at`, a row of its own table (new ones are all zeros but the code). */
void overlay_set_condition(struct overlay_work *work, const struct overlay_row *row, struct condition *at);
void overlay_set_movement(struct overlay_work *work, const struct overlay_row *row, struct movement *at);
void overlay_set_score(struct overlay_work *work, const struct overlay_row *row, struct score *at);
void overlay_set_muscle(struct overlay_work *work, const struct overlay_row *row, struct muscle *at);
void overlay_set_technique(struct overlay_work *work, const struct overlay_row *row, struct technique *at);
void overlay_set_rules(struct overlay_work *work);
void overlay_set_satellites(struct overlay_work *work);
void overlay_set_sensitive(struct overlay_work *work);
void overlay_set_short_names(struct overlay_work *work);
void overlay_set_urgencies(struct overlay_work *work);
void overlay_set_aliases(struct overlay_work *work);

#endif
