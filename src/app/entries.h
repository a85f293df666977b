/* SPDX-License-Identifier: MIT */
/* What the commands for marks, techniques and findings share. */
#ifndef FASCICLE_APP_ENTRIES_H
#define FASCICLE_APP_ENTRIES_H

#include "app/app.h"
#include "line/entry.h"
#include "line/finding_line.h"

/* What a line was understood as, a line an entry, then what is wrong and the nearest candidates. */
void entry_reading_show(const struct app *app, const struct entry_reading *reading, struct str *out);
/* The same of a line that is a technique's. */
void entry_technique_reading(const struct app *app, const char *line, const struct entry_session *session,
			     struct str *out);
/* Whether the line may be kept as read; a dose outside its usual range, and when it `adds` a point that is marked
 * already, asks once. */
bool entry_accepted(struct app *app, const struct entry_reading *reading, const char *line, bool adds,
		    struct err *err);
/* Refuses when the session is signed or closed. */
bool chart_may_change(struct app *app, struct err *err);
/* For commands that write into the chart: what is not possible there is not asked for; whose the line is. */
bool chart_subject(struct app *app, struct str *out, struct err *err);
int64_t chart_owner(const struct app *app);
/* Techniques that were used, whichever way they were said, go into the open chart through these two. The first adds them
 * inside the caller's transaction, as parts of the newest undo step; each says its own mark. The second is one step that
 * undo takes back, named `what`, and shows the chart anew. */
bool applications_add(struct app *app, struct application *applications, size_t n, struct err *err);
bool treatment_add(struct app *app, const char *what, struct application *applications, size_t n,
		   struct err *err);
/* Stores what was changed in a technique of the chart as one step that undo takes back, inside the caller's transaction or
 * in one of its own. The chart is shown anew by the caller. */
bool treatment_change(struct app *app, const struct application *before, struct application *after,
		      struct err *err);
/* The same of what the practitioner says of it now, with what speaks against it; shows the chart anew. */
bool treatment_edit(struct app *app, const struct application *before, struct application *after,
		    struct err *err);
/* Whether what was used on a mark may go along to where the mark is now said to be; inside the caller's transaction and
 * step. */
bool treatment_moves(struct app *app, const struct mark *before, const struct mark *after, struct err *err);
/* Technique and dose in a line; the caller frees it. */
char *application_title(const struct app *app, const struct application *application);
/* What takes needles out, and says none that went in, belongs to the entry of the same technique and place that still has
 * some: that one, or NULL. */
const struct application *needles_entry_for(const struct app *app, const struct application *said);
/* Counts the needles that `said` takes out on that entry, as one step that undo takes back. ERR_REFUSED when it has fewer. */
bool needles_take_out(struct app *app, const struct application *entry, const struct application *said,
		      struct err *err);
/* Starts the timer of a technique of the chart, or stops the one that runs and puts what it measured into the dose. */
bool timer_press(struct app *app, const struct application *application, struct err *err);
/* Stores a changed mark as one step that undo takes back. */
bool mark_change(struct app *app, const struct mark *old, struct mark *fresh, struct err *err);
/* Records what a line was understood as, as one step that undo takes back; refuses one that was not understood. */
bool finding_add(struct app *app, const struct finding_reading *reading, struct err *err);
/* What a field says once a value is added: the only one where it holds one; said again of the same place it is mended. */
void finding_merge(const struct finding_spec *spec, const struct finding *fresh, struct findings *all);
/* Stores all that a field says as one step that undo takes back, and says so. */
bool finding_write(struct app *app, const struct finding_spec *spec, const struct findings *all,
		   struct err *err);
/* The word for a response or a reaction of a session. */
const char *finding_outcome_word(const struct app *app, const char *field, const char *code);
/* On opening the chart of a follow-up: says what came after the last treatment, and that nothing is said about it yet. */
void finding_greet(struct app *app);
/* Takes the last step back, or brings it back again, and says so; shows the chart anew. */
bool chart_undo(struct app *app, bool redo, struct err *err);
/* Ends drawing a referral and keeps it in the mark. */
bool drawing_keep(struct app *app, struct err *err);
/* A note that cannot be stored is not left behind: it may be written to another folder first. */
void note_offer_folder(struct app *app, const struct err *err);
/* After a chart was opened: says who else has it, or brings a rescued text back. */
bool chart_greet(struct app *app, struct err *err);

#endif
