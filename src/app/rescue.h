/* SPDX-License-Identifier: MIT */
/* The note's last way out when the database cannot take it: a file beside the database after a fault or a lost
 * terminal, and a file where the therapist says when saving fails. */
#ifndef FASCICLE_APP_RESCUE_H
#define FASCICLE_APP_RESCUE_H

#include "app/chart.h"

/* Says where a fault may write, while there is still memory for it. NULL forgets. */
void rescue_prepare(struct chart *chart, const char *database);
/* Writes what is not stored to "DATABASE.rescue-SESSION". Async-signal-safe: no memory, no stdio, no database. True when
 * there is nothing to rescue, or all of it was written. */
bool rescue_write(const struct chart *chart);
/* What became of a rescued text of the session, if one lies there: it is put into the note as an unsaved change, and the file
 * is taken away once the draft is stored (rescue_done); or, when the note was stored from elsewhere since, kept as a
 * copy. */
enum rescued { RESCUED_NOTHING, RESCUED_TEXT, RESCUED_COPY };
enum rescued rescue_read(struct chart *chart, struct err *err);
void rescue_done(struct chart *chart);

/* Writes the note as plain text to a new file in the folder and says which. */
bool rescue_export(struct chart *chart, const char *folder, struct str *path, struct err *err);

#endif
