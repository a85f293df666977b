/* SPDX-License-Identifier: MIT */
/* The gate that every technique passes on its way into a chart. A caution is shown, and the same key once more takes note
 * of it for the session; what speaks against a technique absolutely asks for a reason first, and the command that was
 * held up runs when it is given. Answers are stored in the transaction of what they let through, and undone with it. */
#ifndef FASCICLE_APP_CAUTION_GATE_H
#define FASCICLE_APP_CAUTION_GATE_H

#include "app/command.h"
#include "rule/caution.h"
#include "store/cautions.h"

struct app;
struct application;

struct caution_gate {
	struct caution_answers answers; /* of the chart's session */
	enum caution_level *signs;      /* one a technique of the catalogue */
	enum caution_level *used;       /* one an application of the session */

	const struct command *running; /* the command that runs now, and its argument */
	const char *argument;

	char *shown;                /* names the cautions that were shown; once more notes them */
	bool shown_now;             /* by the key that is at work */
	const struct command *held; /* waits for a reason; NULL: none does */
	char *held_argument;
	struct cautions asked; /* what a reason is asked for */
	char *reasoned;        /* a sentence on what a reason given before lets through; NULL: nothing */
	const char *reason;    /* while it lets the held command through */
};

void caution_gate_init(struct caution_gate *gate, const struct catalogue *c);
void caution_gate_release(struct caution_gate *gate);

/* Runs a command so that it may be held up and run again. */
bool caution_gate_run(struct app *app, const struct command *command, const char *argument, struct err *err);
/* A key is at work, and was: what was shown is forgotten when something else came between. */
void caution_gate_key(struct app *app);
void caution_gate_key_done(struct app *app);
/* Whether `what` (a word of its own) was shown by the key before, so that the same key once more goes on; else remembers
 * that it is shown now. */
bool caution_gate_once_more(struct app *app, const char *what);

/* Whether these may go into the chart: inside the caller's transaction, and with its undo step begun. */
bool caution_gate_pass(struct app *app, const struct application *applications, size_t n, struct err *err);
/* The prompt for the reason was left: what was typed before comes back. */
void caution_gate_leave(struct app *app);
/* What a reason is given for; refuses where none is asked for. */
bool caution_override_subject(struct app *app, struct str *out, struct err *err);
/* Asks for the reason why one caution is gone against, without a command that waits. */
void caution_gate_ask(struct app *app, const struct caution *caution);
/* Says what a reason is asked for, in the room above the prompt. */
void caution_gate_say(struct app *app, struct str *out);
/* Gives the reason to what waits: a held command, or the caution that was chosen. */
bool caution_gate_reason(struct app *app, const char *reason, struct err *err);

/* Reads flags and answers anew, and tells the checklist its signs. */
bool caution_gate_refresh(struct app *app, struct err *err);
/* What concerns one application, recorded or intended; without a place it is taken to be used where the marks are. */
void caution_gate_find(const struct app *app, const struct application *application, struct cautions *out);
/* Of all that is recorded, what no answer covers; consents that are missing are said elsewhere. */
void caution_gate_open(const struct app *app, struct cautions *out);
/* Answers one caution as a step of its own that undo takes back. */
bool caution_gate_answer(struct app *app, const struct caution *caution, const char *reason, struct err *err);

#endif
