/* SPDX-License-Identifier: MIT */
/* Marks and applications as stored. Nothing is deleted: what is taken back is voided and can be brought back. All
 * changes are refused once the session is signed (ERR_REFUSED). */
#ifndef FASCICLE_STORE_ENTRIES_H
#define FASCICLE_STORE_ENTRIES_H

#include "record/application.h"
#include "record/mark.h"
#include "store/store.h"

struct marks {
	struct mark *rows;
	size_t n;
};
void marks_release(struct marks *marks);
struct applications {
	struct application *rows;
	size_t n;
};
void applications_release(struct applications *applications);

/* Adds (id 0) or changes a mark. It continues the client's point at its muscle, region and side, or begins one; mended
 * to another place it continues the point there, and the techniques used on it go along. */
bool mark_save(struct store *store, struct mark *mark, struct err *err);
bool mark_void(struct store *store, int64_t id, bool voided, struct err *err);
bool marks_load(struct store *store, int64_t session_id, struct marks *out, struct err *err);
/* The marks of the client's last signed session before `session_id`. */
bool marks_load_previous(struct store *store, int64_t session_id, struct marks *out, struct err *err);

bool application_save(struct store *store, struct application *application, struct err *err);
bool application_void(struct store *store, int64_t id, bool voided, struct err *err);
bool applications_load(struct store *store, int64_t session_id, struct applications *out, struct err *err);

#endif
