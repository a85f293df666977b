/* SPDX-License-Identifier: MIT */
/* Pages of plain text that fit 72 columns: what a client or a colleague gets. Whatever comes from the records goes through
 * the display filter, so that nothing in it can command a printer or a terminal. */
#ifndef FASCICLE_IO_PRINT_H
#define FASCICLE_IO_PRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "record/application.h"
#include "record/client.h"
#include "record/client_fact.h"
#include "record/consent.h"
#include "record/finding.h"
#include "record/flag.h"
#include "record/mark.h"
#include "record/measure.h"
#include "record/referral.h"
#include "record/selfcare.h"
#include "rule/sentence.h"
#include "rule/progress.h"
#include "record/session.h"
#include "store/addenda.h"
#include "store/attendance.h"
#include "store/courses.h"

enum { PRINT_COLS = 72, PRINT_PAGE_ROWS = 66 };

/* What a document is made from; nothing is owned. */
struct print_record {
	const struct catalogue *catalogue;
	const char *practice, *address, *phone; /* "" where not said */
	const char *practitioner, *profession;  /* who writes; profession may be NULL */
	const struct client *client;
	const struct session *session; /* with its texts as they are now */
	const struct mark *marks;
	size_t n_marks;
	const struct application *applications;
	size_t n_applications;
	const struct measure *measures;
	size_t n_measures;
	const struct selfcare *selfcares;
	size_t n_selfcares;
	const struct flag *flags;
	size_t n_flags;
	const struct client_fact *facts; /* that the client told at intake */
	size_t n_facts;
	const struct findings *findings; /* of the session's fields; NULL: none */
	const struct referral *referrals;
	size_t n_referrals;
	const struct addendum *addenda;
	size_t n_addenda;
	enum consent_basis consent[CONSENT_OF_SESSION];
	const char *consented_by; /* who consented for the client; NULL: nobody else */
	/* What the therapist chose for the letter. */
	bool with_marks, with_techniques, with_section[NOTE_SECTIONS];
};

/* ---- documents; appended ---- */

/* The client's own sheet: points on the figure, what to do with doses in plain words, when to stop, whom to phone. No
 * finding, no flag, no word of the note. */
void print_selfcare_sheet(const struct print_record *record, struct str *out);
/* A letter to fill in, for one of the referrals: red flags are put as possible, for assessment. */
void print_referral_letter(const struct print_record *record, const struct referral *referral,
			   struct str *out);
/* The whole session as it stands in the record. */
void print_session_note(const struct print_record *record, struct str *out);

/* What a progress report is made from; nothing is owned. What was not asked for is NULL or none. */
struct print_progress {
	const struct progress_list *series; /* the chosen ones */
	const char *from;                   /* measures before that day are left out; NULL: none */
	const char *plots;                  /* their pictures as lines of text; NULL: none */
	const struct attendance *attendance;
	const struct course_row *course;
	const struct goal *goals;
	size_t n_goals;
	const struct attendance_techniques *techniques;
};
/* How the chosen measures went. No word of the notes. */
void print_progress_report(const struct print_record *record, const struct print_progress *progress,
			   struct str *out);

/* ---- parts of a page; appended ---- */

/* A text wrapped to the page, its first line begun after `indent` columns, the others after `hang`. Lines of the text stay
 * lines; an empty one stays empty. */
void print_text(struct str *out, int indent, int hang, const char *text);
/* The same of a formatted text. */
void print_line(struct str *out, int indent, int hang, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* A heading with a rule below. */
void print_heading(struct str *out, const char *text);
void print_blanks(struct str *out, int lines); /* lines to write on */
/* A section of the note: its words, then what its fields say; nothing when there is neither. */
bool print_section(struct str *out, const struct print_record *record, enum note_section section);
/* Practice and client on top, and what the page is. */
void print_head(struct str *out, const struct print_record *record, const char *title);
/* The figure from both sides; cells of `marked` (an entry for each cell of the catalogue, 0 for none) hold their number. */
void print_figure(struct str *out, const struct catalogue *c, const int *marked);

/* ---- files ---- */

/* Writes a new file in the folder, whole or not at all; the folder is made when there is none. `name` is a plain name. With
 * `numbered` a name that is taken gets a number ("sheet-2.txt"), else it is refused. The path goes to *path. */
bool print_to_file(const char *folder, const char *name, bool numbered, const struct str *text,
		   struct str *path, struct err *err);

#endif
