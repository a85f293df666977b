/* SPDX-License-Identifier: MIT */
/* The chart of the open session: its panes, and the note as it is being typed. */
#ifndef FASCICLE_APP_CHART_H
#define FASCICLE_APP_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "panes/body.h"
#include "panes/marks.h"
#include "panes/note.h"
#include "panes/reader.h"
#include "panes/techniques.h"
#include "store/entries.h"
#include "ui/layout.h"

struct chart {
	struct app *app; /* not owned */

	struct note_pane *note;
	struct body_pane *body;
	struct marks_pane *marks_pane;
	struct techniques_pane *techniques;
	struct reader_pane *history;
	bool shows_history;   /* in the body's place, where there is no room for both */
	struct marks earlier; /* of the session that is laid under today's marks */
	int back;             /* how many signed sessions back that one is; 0 shows none */
	enum slot focus;
	bool zoom;
	int *heat;           /* one a cell: what the heat view shows; NULL until it was asked for */
	struct mark drawing; /* the mark whose referral is being drawn */

	/* The draft. Times are of the monotonic clock. */
	uint64_t saved_revision;
	int64_t first_unsaved_ms, last_key_ms; /* 0 while everything is saved */
	int unsaved_keys;
	int64_t retry_ms;   /* after a failure: not before */
	int quiet_ms;       /* from the configuration */
	bool saving;        /* off only to show what is lost without it */
	char saved_at[6];   /* "09:41"; empty before the first time */
	struct err problem; /* why the last save failed */
	enum note_section drafted_section;
	size_t drafted_cursor;
	int64_t draft_revision;    /* of the stored draft that ours continues */
	uint64_t written_revision; /* that was written to a file because saving failed */
	char *rescue_path;         /* where a fault may write; NULL while no chart is open */
	bool rescued;              /* the text came from there */
	bool taken;                /* somebody took the note over while it was written here */
	struct str aside;          /* what was typed here since: kept as a copy */
	int64_t aside_ms;          /* of the last such key; 0 while it is kept */
};

/* From here on the last session stands beside the note. */
enum { CHART_WIDE_COLS = 132 };
enum { DRAFT_LATEST_MS = 1000, DRAFT_LATEST_KEYS = 10, DRAFT_RETRY_MS = 2000 };

void chart_init(struct chart *chart, struct app *app);
void chart_release(struct chart *chart);

/* Shows the open session as it is stored; the draft, when there is one, comes before the stored texts. */
bool chart_show(struct chart *chart, struct err *err);
/* Nothing is shown any more, and nothing of the session looked at. */
void chart_forget(struct chart *chart);
/* The entries were read anew: the panes show these. */
void chart_follow(struct chart *chart);
/* Saves what is typed before the session is left. False when that fails: it stays open. */
bool chart_close(struct chart *chart, struct err *err);
/* Lays the marks of the session that many signed sessions back under today's, and its note beside it; 0 takes them
 * away. The last one stays when there is none that far back; says by *found whether there was. */
bool chart_go_back(struct chart *chart, int back, bool *found, struct err *err);
/* Shows what is stored now; what is unsaved and may not be stored any more is kept as a copy. */
bool chart_again(struct chart *chart, struct err *err);

/* Tells the draft that a key came; whether the text changed is found by its revision. */
void chart_typed(struct chart *chart, int64_t now_ms);
/* Milliseconds until the draft wants saving; -1 when there is nothing to save. */
int chart_due_ms(const struct chart *chart, int64_t now_ms);
/* Somebody took the note while it was being typed: further keys are put aside, and kept as a copy. */
void chart_type_aside(struct chart *chart, const struct key *key, int64_t now_ms);
bool chart_keep_aside(struct chart *chart, struct err *err);
/* Saves when there is something to save. The failure is kept in chart->problem as well. */
bool chart_save(struct chart *chart, struct err *err);

struct pane *chart_pane(struct chart *chart);

#endif
