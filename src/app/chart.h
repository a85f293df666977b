/* SPDX-License-Identifier: MIT */
/* The open chart: one session with its client, its entries and the note as it is being typed. */
#ifndef FASCICLE_APP_CHART_H
#define FASCICLE_APP_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "app/caution_gate.h"
#include "app/entry_undo.h"
#include "app/timing.h"
#include "base/date.h"
#include "base/digest.h"
#include "io/conf.h"
#include "record/charge.h"
#include "record/client.h"
#include "panes/body.h"
#include "panes/marks.h"
#include "panes/note.h"
#include "panes/reader.h"
#include "panes/techniques.h"
#include "store/consents.h"
#include "store/entries.h"
#include "store/flags.h"
#include "store/findings.h"
#include "store/courses.h"
#include "store/measures.h"
#include "store/presence.h"
#include "store/referrals.h"
#include "store/selfcares.h"
#include "store/sessions.h"
#include "ui/layout.h"

struct chart {
	struct session session; /* id 0: no chart is open */
	struct client client;
	struct service service; /* id 0: none is booked */
	struct marks marks;
	struct applications applications;
	struct measures measures;
	struct courses courses;     /* the client's, the running one first */
	struct flags flags;         /* the client's, those that ended too */
	char reviewed[DATE_SIZE];   /* when the intake was last gone through; "" for never */
	struct selfcares selfcares; /* that stand for the client in this session */
	struct referrals referrals; /* of this session */
	struct findings findings;
	int64_t visits;                  /* signed sessions before this one */
	struct session_consents consent; /* given in this session */
	struct consents standing;        /* the client's */
	bool needs_person;               /* the client cannot consent alone */
	char instance[UID_SIZE];         /* names this running program */
	struct presence holder;          /* who has the note open; ours, or the note is only read */

	struct note_pane *note;
	struct body_pane *body;
	struct marks_pane *marks_pane;
	struct techniques_pane *techniques;
	struct reader_pane *history;
	bool shows_history;      /* in the body's place, where there is no room for both */
	struct session previous; /* the last signed one; id 0 for none */
	struct marks earlier;    /* of the session that is laid under today's marks */
	int back;                /* how many signed sessions back that one is; 0 shows none */
	enum slot focus;
	bool zoom;
	struct entry_undo undo;
	struct caution_gate gate;
	struct timing timing;
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

void chart_init(struct chart *chart, const struct catalogue *catalogue, struct kill_ring *ring,
		const struct conf *conf);
void chart_release(struct chart *chart);

/* Loads a session with all that shows; the draft, when there is one, comes before the stored texts. */
bool chart_open(struct chart *chart, struct store *store, int64_t session_id, struct err *err);
/* Saves the draft and forgets the session. False when saving fails: the chart stays open. */
bool chart_close(struct chart *chart, struct store *store, struct err *err);
/* Lays the marks of the session that many signed sessions back under today's, and its note beside it; 0 takes them
 * away. The last one stays when there is none that far back; says by *found whether there was. */
bool chart_go_back(struct chart *chart, struct store *store, int back, bool *found, struct err *err);
/* Others may have the note from now on. */
void chart_let_go(struct chart *chart, struct store *store);
/* Reads marks and applications anew after a change. */
bool chart_reload(struct chart *chart, struct store *store, struct err *err);
/* The client's courses of treatment alone. */
bool chart_reload_courses(struct chart *chart, struct store *store, struct err *err);
/* The client's flags alone: they may have changed elsewhere. */
bool chart_reload_flags(struct chart *chart, struct store *store, struct err *err);
/* Whether the note may be written: not signed, cancelled or missed, and nobody else has it open. */
bool chart_writable(const struct chart *chart);
/* Whether somebody else has the note; then says who and since when. */
bool chart_held(const struct chart *chart, struct str *who);
/* Takes the note over from whoever has it. */
bool chart_take(struct chart *chart, struct store *store, struct err *err);
/* Whether the note is still ours: nobody took it meanwhile. */
bool chart_still_ours(struct chart *chart, struct store *store);
/* Shows what is stored now; what is unsaved and may not be stored any more is kept as a copy. */
bool chart_again(struct chart *chart, struct store *store, struct err *err);

/* Tells the draft that a key came; whether the text changed is found by its revision. */
void chart_typed(struct chart *chart, int64_t now_ms);
/* Milliseconds until the draft wants saving; -1 when there is nothing to save. */
int chart_due_ms(const struct chart *chart, int64_t now_ms);
/* Somebody took the note while it was being typed: further keys are put aside, and kept as a copy. */
void chart_type_aside(struct chart *chart, const struct key *key, int64_t now_ms);
bool chart_keep_aside(struct chart *chart, struct store *store, struct err *err);
/* Saves when there is something to save. The failure is kept in chart->problem as well. */
bool chart_save(struct chart *chart, struct store *store, struct err *err);

/* What holds of the client on the day of the session, for banners and cautions; as flags_standing. */
size_t chart_standing(const struct chart *chart, struct standing **out);

struct pane *chart_pane(struct chart *chart);

#endif
