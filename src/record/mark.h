/* SPDX-License-Identifier: MIT */
/* A trigger point has an identity across sessions (point); what was found in one session is a mark. */
#ifndef FASCICLE_RECORD_MARK_H
#define FASCICLE_RECORD_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalogue/catalogue.h"

/* What the practitioner says it is; offered, never forced. */
enum mark_type {
	MARK_TYPE_NONE,
	MARK_ACTIVE,
	MARK_LATENT,
	MARK_SATELLITE,
	MARK_KEY,
	MARK_SECONDARY,
	MARK_ATTACHMENT,
	MARK_CENTRAL,
	MARK_INACTIVE,
	MARK_TYPE_COUNT
};

/* Signs found. Each may be yes, no or not tested: two bit sets. */
enum mark_sign {
	SIGN_TAUT_BAND = 1 << 0,
	SIGN_TENDER_SPOT = 1 << 1,
	SIGN_REFERRED = 1 << 2,
	SIGN_FAMILIAR = 1 << 3, /* the client knows this pain */
	SIGN_NODULE = 1 << 4,
	SIGN_JUMP = 1 << 5,
	SIGN_TWITCH = 1 << 6,
	SIGN_RESTRICTED = 1 << 7,
	SIGN_WEAK = 1 << 8,
	SIGN_AUTONOMIC = 1 << 9,
	SIGN_COUNT = 10
};

enum mark_response {
	RESPONSE_NONE,
	RESPONSE_RELEASED,
	RESPONSE_PARTLY,
	RESPONSE_UNCHANGED,
	RESPONSE_WORSE,
	RESPONSE_COUNT
};
/* The kind of tissue that the point is felt in. */
enum mark_tissue { TISSUE_NONE, TISSUE_MUSCLE, TISSUE_FASCIA, TISSUE_TENDON, TISSUE_LIGAMENT, TISSUE_COUNT };
enum tri { TRI_UNSAID, TRI_NO, TRI_YES };

/* Pressure pain threshold: the least pressure that turns into pain; up to three readings, the mean counts. It is a
 * pressure (per area) and never mixed with the force of a press. */
enum { PPT_READINGS = 3 };

struct mark {
	int64_t id;
	char *uid;
	int64_t point_id; /* the same point in other sessions; 0 until stored */
	int64_t session_id;
	char *muscle; /* code */
	char *region; /* code */
	enum side side;
	enum mark_type type;
	unsigned signs_yes, signs_no;
	int tender_before, tender_after; /* 0..10 under the same pressure; -1 not said */
	double ppt_before[PPT_READINGS], ppt_after[PPT_READINGS]; /* in ppt_unit; below 0: not taken */
	char *ppt_unit; /* as read: "kg/cm2", "N/cm2", "kPa", "lb/cm2"; NULL when none was taken */
	char *referral; /* drawn: cells the client reports, "TMP.L EYE.L"; NULL when none was drawn */
	enum mark_response response;
	enum tri sufficient; /* the ache turned into a mild, pleasant soreness */
	char *note;
	enum mark_tissue tissue;
	enum tri aware; /* whether the client knew the place already */
	char *linked; /* code of the muscle whose point this one belongs to, as a satellite does; NULL: none */
};

void mark_init(struct mark *mark);
void mark_release(struct mark *mark);
void mark_copy(struct mark *to, const struct mark *from);

const char *mark_type_code(enum mark_type type); /* "active" ... as stored; "" for none */
bool mark_type_from_code(const char *code, enum mark_type *type);
const char *mark_type_word(enum mark_type type); /* translated */
const char *mark_sign_code(int bit);             /* "taut_band" ... for 0..SIGN_COUNT-1 */
const char *mark_sign_word(int bit);
const char *mark_response_code(enum mark_response response);
bool mark_response_from_code(const char *code, enum mark_response *response);
const char *mark_response_word(enum mark_response response); /* translated */

const char *mark_tissue_code(enum mark_tissue tissue); /* "fascia" ...; "" for none */
bool mark_tissue_from_code(const char *code, enum mark_tissue *tissue);
const char *mark_tissue_word(enum mark_tissue tissue); /* translated */

/* Mean of the readings that were taken; false when there are none. */
bool mark_ppt_mean(const double readings[PPT_READINGS], double *mean);

/* Cells of a drawn referral, "TMP.L EYE.L": takes the next off *rest; false at the end. Unknown ones are skipped. */
bool mark_referral_next(const struct catalogue *c, const char **rest, int *region, enum side *side);
/* Adds a cell to the drawn referral, or takes it away when it is there. */
void mark_referral_toggle(struct mark *mark, const char *region, enum side side);

/* The type the signs and the referral speak for, to be offered, never forced: familiar -> active; referred or tender,
 * tested and not familiar -> latent; none otherwise (2018 expert consensus on trigger point diagnosis). */
enum mark_type mark_type_offered(const struct mark *mark);

/* "A7" for the cell, two columns: type and tenderness (the latest said), X for 10. */
void mark_cell(const struct mark *mark, char out[3]);
/* "L upper trapezius A7→3" for lists. */
void mark_line(const struct catalogue *c, const struct mark *mark, struct str *out);

#endif
