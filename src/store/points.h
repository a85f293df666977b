/* SPDX-License-Identifier: MIT */
/* A client's trigger points with their history, and the sessions that made it. Reading marks needs the right to chart. */
#ifndef FASCICLE_STORE_POINTS_H
#define FASCICLE_STORE_POINTS_H

#include "base/date.h"
#include "record/point.h"
#include "store/store.h"

/* A session as the history counts it: signed, or with marks of its own. Cancelled and missed ones are none. */
struct visit {
	int64_t session_id;
	char start[WALL_SIZE];
	bool is_signed;
	int n_marks; /* that stand */
};
struct visits {
	struct visit *rows; /* oldest first: row i is visit number i + 1 */
	size_t n;
};
/* The client's visits up to and with a session (0: all of them); that session counts in any case. What was marked then is
 * marks_load of it. */
bool visits_load(struct store *store, int64_t client_id, int64_t up_to_session, struct visits *out,
		 struct err *err);
void visits_release(struct visits *visits);

struct points {
	struct point_history *rows;
	size_t n;
};
/* All points that were ever marked, with what was said of them up to and with a session (0: until now), the one that was
 * marked last on top. Marks that were taken back do not count, and a point without others is none. */
bool points_load(struct store *store, int64_t client_id, int64_t up_to_session, struct points *out,
		 struct err *err);
void points_release(struct points *points);

#endif
