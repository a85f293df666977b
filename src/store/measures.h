/* SPDX-License-Identifier: MIT */
/* Measures as stored. Nothing is deleted: what is taken back is voided and can be brought back. Changes are refused once
 * the session is signed (ERR_REFUSED). Reading and writing need the right to chart. */
#ifndef FASCICLE_STORE_MEASURES_H
#define FASCICLE_STORE_MEASURES_H

#include "rule/helped.h"
#include "record/measure.h"
#include "rule/progress.h"
#include "store/store.h"

struct measures {
	struct measure *rows;
	size_t n;
};
void measures_release(struct measures *measures);

/* Adds (id 0) or changes a measure; its client becomes that of its session. */
bool measure_save(struct store *store, struct measure *measure, struct err *err);
/* All of a line at once, or none; on failure new ones have id 0 again. */
bool measures_save(struct store *store, struct measure *rows, size_t n, struct err *err);
bool measure_void(struct store *store, int64_t id, bool voided, struct err *err);
/* Those of a session that stand, in the order in which they were written down. */
bool measures_load(struct store *store, int64_t session_id, struct measures *out, struct err *err);

/* How the movement of `measure` was measured last, in its session or before it, the same side first; MODE_UNSAID when it
 * was not. */
bool measure_mode_last(struct store *store, int64_t session_id, const struct measure *measure,
		       enum measure_mode *mode, struct err *err);

/* All that was measured with a client up to and with a session (0: until now), oldest first, for progress_collect.
 * Cancelled and missed sessions have none. */
struct measure_history {
	struct progress_entry *rows;
	size_t n;
};
bool measure_history_load(struct store *store, int64_t client_id, int64_t up_to_session,
			  struct measure_history *out, struct err *err);
void measure_history_release(struct measure_history *history);
void measure_history_statement(struct str *sql); /* for looking at its plan */

/* The client's own activities, the latest first; for the line that names one. */
struct activities {
	char **rows;
	size_t n;
};
bool activities_load(struct store *store, int64_t client_id, struct activities *out, struct err *err);
void activities_release(struct activities *activities);

/* What followed the techniques of one client, or with client 0 of the whole practice (for the owner alone; no names are
 * read), from a day on (NULL: ever). `out` is initialised; sorted. */
bool helped_load(struct store *store, const struct catalogue *c, int64_t client_id, const char *from,
		 struct helped *out, struct err *err);

#endif
