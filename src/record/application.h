/* SPDX-License-Identifier: MIT */
/* A technique that was used, on a mark, a region or the whole session, with its dose. */
#ifndef FASCICLE_RECORD_APPLICATION_H
#define FASCICLE_RECORD_APPLICATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"

/* One row of the dose. The value is stored as text in canonical form: a plain decimal ("12", "0.25"), a choice,
 * "yes"/"no" or free text, as the unit says. */
struct dose {
	char *name; /* as in the catalogue: "force" */
	char *unit; /* "kg" */
	char *value;
};

struct application {
	int64_t id;
	char *uid;
	int64_t session_id;
	int64_t mark_id; /* 0 when it is not on a mark */
	char *technique; /* code */
	char *region;    /* code or NULL */
	enum side side;  /* SIDE_BOTH: used on both sides at once */
	struct dose *doses;
	size_t n_doses;
	char *note;
	char *aim;      /* code of what the practitioner used it for, or NULL */
	char *combined; /* code of the technique it was used together with, or NULL */
};

void application_init(struct application *application);
void application_release(struct application *application);
void application_copy(struct application *to, const struct application *from);
/* What may be done again another day: technique, place, dose, aim and combination, without what belongs to its day
 * (needles counted, lot, what was found or felt, the note) and without its mark. `to` must be initialised. */
void application_again(struct application *to, const struct application *from);
/* Whether both are the same technique at the same place. */
bool application_is_alike(const struct application *a, const struct application *b);
/* Sets (or with value NULL takes away) one dose row. */
void application_set_dose(struct application *application, const char *name, const char *unit,
			  const char *value);
const char *application_dose(const struct application *application,
			     const char *name); /* NULL when not said */

/* Puts the doses into the order of the catalogue, however they were said. */
void application_order_doses(const struct catalogue *c, struct application *application);
/* Needles that were put in and not taken out; below 0 when more came out. */
long application_needles_left(const struct application *application);
/* All of them, where more went in than came out. */
long applications_needles_left(const struct application *applications, size_t n);

/* "graded press 12 kg ×3": technique and dose in short, what it was combined with and for what, for lists and
 * sentences. */
void application_line(const struct catalogue *c, const struct application *application, struct str *out);
/* "TPG 12 kg ×3": the same with the code, where there is little room. */
void application_code_line(const struct catalogue *c, const struct application *application, struct str *out);
/* Appends " · R Shoulder blade, lower half"; nothing when it was for the whole session. */
void application_place(const struct catalogue *c, const struct application *application, struct str *out);

#endif
