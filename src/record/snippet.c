/* SPDX-License-Identifier: MIT */
/* Snippets as records: their rules, and finding the one that a typed word means. */
#include "record/snippet.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static const struct snippet_name names[] = {
	{ "client", N_("The client's name.") },
	{ "age", N_("The client's age in years.") },
	{ "date", N_("The day of the session.") },
	{ "last.subjective", N_("Subjective of the last signed session.") },
	{ "last.objective", N_("Objective of the last signed session.") },
	{ "last.assessment", N_("Assessment of the last signed session.") },
	{ "last.plan", N_("Plan of the last signed session.") },
	{ "marks", N_("The sentences for the marks of this session.") },
	{ "techniques", N_("The sentences for the techniques of this session that are not on a mark.") },
	{ "findings", N_("The sentences for the findings of this session, all sections.") },
	{ "findings.subjective", N_("The sentences for the findings that belong into Subjective.") },
	{ "findings.objective", N_("The sentences for the findings that belong into Objective.") },
	{ "findings.assessment", N_("The sentences for the findings that belong into Assessment.") },
	{ "findings.plan", N_("The sentences for the findings that belong into the Plan.") },
	{ "measures", N_("The sentences for the measures of this session.") },
	{ "selfcare", N_("The sentence for what the client does at home.") },
	{ "referral", N_("The sentences for the referrals of this session.") },
	{ NULL, NULL },
};

const struct snippet_name *snippet_names(void)
{
	return names;
}

bool snippet_name_is_known(const struct placeholder_piece *piece)
{
	for (const struct snippet_name *row = names; row->name; row++)
		if (strlen(row->name) == piece->text_bytes &&
		    memcmp(row->name, piece->text, piece->text_bytes) == 0)
			return true;
	return false;
}

void snippet_init(struct snippet *snippet)
{
	*snippet = (struct snippet){ 0 };
}

void snippet_release(struct snippet *snippet)
{
	free(snippet->uid);
	free(snippet->word);
	free(snippet->text);
	snippet_init(snippet);
}

void snippet_copy(struct snippet *to, const struct snippet *from)
{
	struct snippet copy = *from;
	copy.uid = mem_strdup(from->uid);
	copy.word = mem_strdup(from->word);
	copy.text = mem_strdup(from->text);
	snippet_release(to);
	*to = copy;
}

/* ---- Rules --------------------------------------------------------------------------------------------- */

/* A grapheme of letters or digits in any script: the word before the next one ends with it. */
static bool is_letter_or_digit(const char *s, size_t n)
{
	if (n == 1)
		return (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9');
	struct str probe;
	str_init(&probe);
	str_addn(&probe, s, n);
	str_add(&probe, " x");
	bool is_word = utf8_word_end(probe.s, probe.len, 0) == n;
	str_release(&probe);
	return is_word;
}

static bool is_word_part(const char *s, size_t n)
{
	return (n == 1 && *s == '-') || is_letter_or_digit(s, n);
}

static bool check_word(const char *word, struct err *err)
{
	size_t n = word ? strlen(word) : 0;
	int length = 0;
	if (str_empty(word))
		return err_set(err, ERR_INPUT,
			       _("The word is missing: type what is to follow the ';', such as neck."));
	if (!utf8_valid(word, n))
		return err_set(err, ERR_INPUT, _("The word holds bytes that are no text. Type it again."));
	for (size_t at = 0, next; at < n; at = next, length++) {
		next = utf8_next(word, n, at);
		if (!is_word_part(word + at, next - at))
			return err_set(
				err, ERR_INPUT,
				_("\"%.*s\" cannot be in the word: it takes letters, digits and hyphens."),
				(int)(next - at), word + at);
	}
	if (length > SNIPPET_WORD_MAX)
		return err_set(err, ERR_INPUT, _("The word is too long: it takes at most %d letters."),
			       SNIPPET_WORD_MAX);
	return true;
}

/* What was written, as much as fits a sentence. */
static int shown_bytes(const char *s, size_t bytes)
{
	enum { SHOWN_COLS = 40 };
	size_t line = strcspn(s, "\n");
	return (int)utf8_fit(s, bytes < line ? bytes : line, SHOWN_COLS);
}

static bool check_piece(const struct placeholder_piece *piece, struct err *err)
{
	int bytes = shown_bytes(piece->at, piece->bytes);
	if (piece->kind == PLACEHOLDER_UNCLOSED)
		return err_set(
			err, ERR_INPUT,
			_("\"%.*s\" is not closed on its line: put a \"}\", or write $$ for a plain dollar."),
			shown_bytes(piece->at, strlen(piece->at)), piece->at);
	if (piece->kind == PLACEHOLDER_MALFORMED)
		return err_set(
			err, ERR_INPUT,
			_("\"%.*s\" is no placeholder: write ${client} for a value, ${1:hint} for a stop, or "
			  "$$ for a plain dollar."),
			bytes, piece->at);
	if (piece->kind != PLACEHOLDER_VALUE || snippet_name_is_known(piece))
		return true;
	struct str known;
	str_init(&known);
	for (const struct snippet_name *row = names; row->name; row++)
		str_addf(&known, "%s%s", known.len ? ", " : "", row->name);
	err_set(err, ERR_INPUT, _("\"%.*s\" is not known. There are: %s. A plain dollar is written $$."),
		bytes, piece->at, known.s);
	str_release(&known);
	return false;
}

bool snippet_text_check(const char *text, struct err *err)
{
	size_t n = text ? strlen(text) : 0;
	struct placeholder_piece piece;
	int stops = 0;
	if (str_empty(text))
		return err_set(err, ERR_INPUT, _("The text is missing: type what is to stand in the note."));
	if (!utf8_valid(text, n))
		return err_set(err, ERR_INPUT, _("The text holds bytes that are no text. Type it again."));
	if (n > SNIPPET_TEXT_MAX_BYTES)
		return err_set(err, ERR_INPUT, _("The text is too long: %d kB is the most."),
			       SNIPPET_TEXT_MAX_BYTES / 1024);
	while (placeholder_next(&text, "", &piece)) {
		if (!check_piece(&piece, err))
			return false;
		stops += piece.kind == PLACEHOLDER_STOP;
	}
	if (stops > SNIPPET_STOPS_MAX)
		return err_set(err, ERR_INPUT, _("There are too many stops to fill: %d is the most."),
			       SNIPPET_STOPS_MAX);
	return true;
}

bool snippet_check(const struct snippet *snippet, struct err *err)
{
	return check_word(snippet->word, err) && snippet_text_check(snippet->text, err);
}

/* ---- Finding ------------------------------------------------------------------------------------------- */

char *snippet_word_key(const char *word)
{
	struct str lower;
	str_init(&lower);
	utf8_case(&lower, word, strlen(word), 'l');
	char *key = utf8_nfc(lower.s, lower.len, NULL);
	str_release(&lower);
	return key;
}

static bool has_word(const struct snippet *snippet, const char *key)
{
	if (snippet->word == NULL)
		return false;
	char *own = snippet_word_key(snippet->word);
	bool same = str_eq(own, key);
	free(own);
	return same;
}

const struct snippet *snippet_find(const struct snippet *snippets, size_t n, const char *word,
				   int64_t practitioner)
{
	const struct snippet *found = NULL;
	char *key = snippet_word_key(word);
	for (size_t i = 0; i < n; i++) {
		const struct snippet *one = &snippets[i];
		bool is_own = one->owner == practitioner;
		if ((is_own || (one->owner == 0 && !found)) && has_word(one, key))
			found = one;
		if (is_own && found == one)
			break;
	}
	free(key);
	return found;
}

bool snippet_word_before(const char *text, size_t cursor, size_t *from, struct str *word)
{
	size_t at = cursor;
	str_clear(word);
	for (int length = 0; at > 0; length++) {
		size_t before = utf8_prev(text, cursor, at);
		if (at - before == 1 && text[before] == ';') {
			size_t outside = utf8_prev(text, cursor, before);
			bool begins = before == 0 || (text[before - 1] != ';' &&
						      !is_letter_or_digit(text + outside, before - outside));
			if (length == 0 || !begins)
				return false;
			*from = before;
			str_addn(word, text + at, cursor - at);
			return true;
		}
		if (length == SNIPPET_WORD_MAX || !is_word_part(text + before, at - before))
			return false;
		at = before;
	}
	return false;
}
