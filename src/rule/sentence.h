/* SPDX-License-Identifier: MIT */
/* The note writes itself: sentences made from the structured entries, in the practice's words. They say what
 * was found and what was done, never what it is good for.
 *
 * A sentence is made from a template. `${muscle}` stands for a value. A part in brackets falls away when one
 * of its values is empty; parted by '|' it holds several wordings, and the first that has all its values is
 * taken. A '$' before '$', '[', ']' or '|' makes that character plain.
 *
 *   [${side} ]${muscle}[, ${type}][, tenderness ${before} to ${after}|, tenderness ${before}]
 */
#ifndef FASCICLE_RULE_SENTENCE_H
#define FASCICLE_RULE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/application.h"
#include "record/mark.h"
#include "record/placeholder.h"

enum sentence_kind { SENTENCE_MARK, SENTENCE_TECHNIQUE, SENTENCE_KINDS };

enum { SENTENCE_TEMPLATE_MAX_BYTES = 900 }; /* so that it fits a line of a configuration file */

/* The practice's words, from its configuration. */
struct sentence_words {
	const char *template[SENTENCE_KINDS]; /* NULL or "": sentence_template() */
	bool a_line_each; /* a line for each sentence, without a full stop of our own; else prose */
};

/* The template that is used where the practice has none, in the reader's language. */
const char *sentence_template(enum sentence_kind kind);

/* Whether a template can be used; the sentence says what to change. */
bool sentence_template_check(enum sentence_kind kind, const char *template, struct err *err);

/* What may stand in `${…}` of a kind, parted by ", ": for prompts and errors. Appended. */
void sentence_names(enum sentence_kind kind, struct str *out);

/* The sentence for one mark, with the applications that are on it (those of its id); no full stop is added.
 * Appended, its first letter a capital. `words` may be NULL. */
void sentence_mark(const struct catalogue *c, const struct mark *mark, const struct application *applications,
		   size_t n_applications, const struct sentence_words *words, struct str *out);
/* The sentence for one application. */
void sentence_technique(const struct catalogue *c, const struct application *application,
			const struct sentence_words *words, struct str *out);

/* A sentence for each mark: "L upper trapezius, active, tenderness 7 to 3 after graded press 12 kg ×3."
 * Appended. In prose a sentence that does not end in a full stop or the like gets one, and a blank parts it
 * from the next. */
void sentence_marks(const struct catalogue *c, const struct mark *marks, size_t n_marks,
		    const struct application *applications, size_t n_applications,
		    const struct sentence_words *words, struct str *out);
/* A sentence for each application that is not on a mark. Appended. */
void sentence_techniques(const struct catalogue *c, const struct application *applications,
			 size_t n_applications, const struct sentence_words *words, struct str *out);

/* Fills any template in this notation. What is not closed stays as written. Values are put in as they are, on
 * one line. Appended. */
void sentence_fill(const char *template, const struct placeholder_source *source, struct str *out);

/* Puts `new_sentence` in the place of `old_sentence`, everywhere in `text` where that stands unchanged, and
 * the whole into `out` (cleared first). Words added behind a full stop, before the sentence or on other lines
 * do not change it; a sentence without a full stop has to end its line. An empty new one takes the old one
 * away. False when it stands nowhere: it was edited by hand, or never there; `out` is then the text as it
 * was. Keep the sentence that was put into the note and hand in just that: one made again from the entries
 * may read differently on another terminal or in another language. */
bool sentence_refresh(const char *text, const char *old_sentence, const char *new_sentence, struct str *out);

/* Whether a text ends in a full stop, or what does its work. */
bool sentence_is_ended(const char *text, size_t n);

#endif
