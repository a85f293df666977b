/* SPDX-License-Identifier: MIT */
/* Sentences from templates: filling and checking them, and joining them to prose. */
#include "rule/sentence.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "rule/sentence_value.h"

#define STRUCTURE "[]|"

static const char *const templates[SENTENCE_KINDS] = {
	/* TRANSLATORS: what was found at a trigger point and what was done. Keep ${names}. [A part] falls
	 * away when one of its values is missing; of several wordings parted by | the first that has all its
	 * values is taken. */
	[SENTENCE_MARK] = N_(
		"[${side} ]${muscle}[ at ${region}][, ${type} of ${linked}|, ${type}|, of ${linked}][, ${tissue}][, ${aware}][, ${signs}][, ${absent}]"
		"[, refers to ${referral}]"
		"[, pressure pain threshold ${threshold.before} to ${threshold.after} ${threshold.unit}"
		"|, pressure pain threshold ${threshold.before} ${threshold.unit}]"
		"[, tenderness ${before} to ${after} after ${techniques}|, tenderness ${before} to ${after}"
		"|, tenderness ${before}, treated with ${techniques}|, tenderness ${before}"
		"|, tenderness ${after} after ${techniques}|, tenderness ${after}"
		"|, treated with ${techniques}]"
		"[, ${response}][, ${sufficient}][, ${note}]"),
	/* TRANSLATORS: a technique that was used, with its dose, and where. Keep ${names}. */
	[SENTENCE_TECHNIQUE] = N_("${technique}[, ${region}, ${side.word}|, ${region}][, ${note}]"),
};

const char *sentence_template(enum sentence_kind kind)
{
	const char *translated = i18n_name(templates[kind]);
	return sentence_template_check(kind, translated, NULL) ? translated : templates[kind];
}

/* ---- Filling ------------------------------------------------------------------------------------------- */

/* The "]" that closes a part whose inside begins at `inner`; NULL when there is none before the next "[". */
static const char *part_end(const char *inner)
{
	struct placeholder_piece piece;
	for (const char *rest = inner; placeholder_next(&rest, STRUCTURE, &piece);)
		if (piece.kind == PLACEHOLDER_SPECIAL && *piece.at != '|')
			return *piece.at == ']' ? piece.at : NULL;
	return NULL;
}

static void add_on_one_line(const char *value, struct str *out)
{
	for (; *value != '\0'; value++)
		str_addc(out, *value == '\n' || *value == '\r' || *value == '\t' ? ' ' : *value);
}

/* False when it is a value and there is none. */
static bool fill_piece(const struct placeholder_piece *piece, const struct placeholder_source *source,
		       struct str *out)
{
	const char *value;
	switch (piece->kind) {
	case PLACEHOLDER_TEXT:
	case PLACEHOLDER_SPECIAL:
		str_addn(out, piece->text, piece->text_bytes);
		return true;
	case PLACEHOLDER_VALUE:
		value = placeholder_value(source, piece);
		if (value == NULL)
			str_addn(out, piece->at, piece->bytes);
		else
			add_on_one_line(value, out);
		return value == NULL || *value != '\0';
	default:
		str_addn(out, piece->at, piece->bytes);
		return true;
	}
}

/* One wording of a part, up to the next '|' or `end`; takes it off *rest. False, and nothing added, when a
 * value is missing. */
static bool fill_wording(const char **rest, const char *end, const struct placeholder_source *source,
			 struct str *out)
{
	struct placeholder_piece piece;
	size_t len = out->len;
	bool has_all = true;
	while (*rest < end && placeholder_next(rest, STRUCTURE, &piece)) {
		if (piece.kind == PLACEHOLDER_SPECIAL)
			break;
		has_all = fill_piece(&piece, source, out) && has_all;
	}
	if (!has_all)
		str_cut(out, len);
	return has_all;
}

static void fill_part(const char *inner, const char *end, const struct placeholder_source *source,
		      struct str *out)
{
	while (inner < end && !fill_wording(&inner, end, source, out))
		;
}

void sentence_fill(const char *template, const struct placeholder_source *source, struct str *out)
{
	struct placeholder_piece piece;
	while (placeholder_next(&template, STRUCTURE, &piece)) {
		const char *end =
			piece.kind == PLACEHOLDER_SPECIAL && *piece.at == '[' ? part_end(template) : NULL;
		if (end == NULL) {
			fill_piece(&piece, source, out);
			continue;
		}
		fill_part(template, end, source, out);
		template = end + 1;
	}
}

/* ---- Checking ------------------------------------------------------------------------------------------ */

void sentence_names(enum sentence_kind kind, struct str *out)
{
	const char *name;
	for (size_t i = 0; (name = sentence_value_name(kind, i)) != NULL; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", name);
}

static bool is_known(enum sentence_kind kind, const struct placeholder_piece *piece)
{
	const char *name;
	for (size_t i = 0; (name = sentence_value_name(kind, i)) != NULL; i++)
		if (strlen(name) == piece->text_bytes && memcmp(name, piece->text, piece->text_bytes) == 0)
			return true;
	return false;
}

static bool check_piece(enum sentence_kind kind, const struct placeholder_piece *piece, struct err *err)
{
	enum { SHOWN_COLS = 30 };
	bool is_open = piece->kind == PLACEHOLDER_UNCLOSED;
	int bytes = (int)utf8_fit(piece->at, is_open ? strlen(piece->at) : piece->bytes, SHOWN_COLS);
	if (piece->kind == PLACEHOLDER_TEXT || piece->kind == PLACEHOLDER_SPECIAL)
		return true;
	if (is_open)
		return err_set(err, ERR_INPUT,
			       _("\"%.*s\" is not closed: put a \"}\", or write $$ for a plain dollar."),
			       bytes, piece->at);
	if (piece->kind == PLACEHOLDER_VALUE && is_known(kind, piece))
		return true;
	struct str known;
	str_init(&known);
	sentence_names(kind, &known);
	err_set(err, ERR_INPUT, _("\"%.*s\" is not known. There are: %s."), bytes, piece->at, known.s);
	str_release(&known);
	return false;
}

/* Which part the check is in. */
struct part {
	bool is_open;
	bool has_value; /* since the last "[" */
};

static bool check_bracket(char bracket, struct part *part, struct err *err)
{
	if (bracket == '[' && part->is_open)
		return err_set(err, ERR_INPUT,
			       _("A part in brackets cannot hold another: close the first, or write $[ for a "
				 "plain bracket."));
	if (bracket == ']' && !part->is_open)
		return err_set(err, ERR_INPUT,
			       _("There is a \"]\" without a \"[\": write $] for a plain bracket."));
	if (bracket == ']' && !part->has_value)
		return err_set(
			err, ERR_INPUT,
			_("A part in brackets needs a value such as ${note}, else it would always stand "
			  "there: take the brackets off, or write $[ for a plain one."));
	if (bracket == '|' && !part->is_open)
		return err_set(err, ERR_INPUT,
			       _("A \"|\" parts wordings inside brackets: write $| for a plain one."));
	if (bracket == '|')
		return true;
	*part = (struct part){ bracket == '[', false };
	return true;
}

static bool check_pieces(enum sentence_kind kind, const char *template, struct err *err)
{
	struct part part = { false, false };
	struct placeholder_piece piece;
	bool has_value = false;
	while (placeholder_next(&template, STRUCTURE, &piece)) {
		if (!check_piece(kind, &piece, err))
			return false;
		if (piece.kind == PLACEHOLDER_SPECIAL && !check_bracket(*piece.at, &part, err))
			return false;
		if (piece.kind == PLACEHOLDER_VALUE)
			part.has_value = has_value = true;
	}
	if (part.is_open)
		return err_set(err, ERR_INPUT,
			       _("A \"[\" is not closed: put a \"]\", or write $[ for a plain bracket."));
	if (!has_value)
		return err_set(
			err, ERR_INPUT,
			_("The sentence holds no value, such as ${note}: it would always read the same."));
	return true;
}

bool sentence_template_check(enum sentence_kind kind, const char *template, struct err *err)
{
	size_t n = strlen(template);
	if (n > SENTENCE_TEMPLATE_MAX_BYTES)
		return err_set(err, ERR_INPUT, _("The sentence is too long: %d bytes is the most."),
			       SENTENCE_TEMPLATE_MAX_BYTES);
	if (!utf8_is_plain(template, n))
		return err_set(
			err, ERR_INPUT,
			_("The sentence holds characters that cannot be shown. Write it on one line."));
	return check_pieces(kind, template, err);
}

/* ---- Sentences ----------------------------------------------------------------------------------------- */

struct asked {
	const struct sentence_subject *subject;
	struct str value;
};

static const char *value_of(void *context, const char *name)
{
	struct asked *asked = context;
	str_clear(&asked->value);
	return sentence_value(asked->subject, name, &asked->value) ? asked->value.s : NULL;
}

/* With a capital. */
static void add_sentence(const struct sentence_subject *subject, const struct sentence_words *words,
			 struct str *out)
{
	const char *template = words ? words->template[subject->kind] : NULL;
	struct asked asked = { .subject = subject };
	struct str sentence;
	str_init(&asked.value);
	str_init(&sentence);
	sentence_fill(str_empty(template) ? sentence_template(subject->kind) : template,
		      &(struct placeholder_source){ value_of, &asked }, &sentence);
	size_t first = utf8_next(sentence.s, sentence.len, 0);
	utf8_case(out, sentence.s, first, 't');
	str_addn(out, sentence.s + first, sentence.len - first);
	str_release(&sentence);
	str_release(&asked.value);
}

void sentence_mark(const struct catalogue *c, const struct mark *mark, const struct application *applications,
		   size_t n_applications, const struct sentence_words *words, struct str *out)
{
	const struct sentence_subject subject = {
		SENTENCE_MARK, c, mark, applications, n_applications, NULL
	};
	add_sentence(&subject, words, out);
}

void sentence_technique(const struct catalogue *c, const struct application *application,
			const struct sentence_words *words, struct str *out)
{
	const struct sentence_subject subject = { SENTENCE_TECHNIQUE, c, NULL, NULL, 0, application };
	add_sentence(&subject, words, out);
}

/* Takes what `one` holds over to the others, as prose or on a line of its own. */
static void join_sentence(struct str *one, const struct sentence_words *words, bool *is_first,
			  struct str *out)
{
	bool a_line_each = words && words->a_line_each;
	str_trim_end(one);
	if (one->len > 0) {
		if (!*is_first)
			str_add(out, a_line_each ? "\n" : " ");
		*is_first = false;
		str_addn(out, one->s, one->len);
		if (!a_line_each && !sentence_is_ended(one->s, one->len))
			/* TRANSLATORS: the full stop behind a sentence */
			str_add(out, C_("sentence", "."));
	}
	str_clear(one);
}

void sentence_marks(const struct catalogue *c, const struct mark *marks, size_t n_marks,
		    const struct application *applications, size_t n_applications,
		    const struct sentence_words *words, struct str *out)
{
	struct str one;
	bool is_first = true;
	str_init(&one);
	for (size_t i = 0; i < n_marks; i++) {
		sentence_mark(c, &marks[i], applications, n_applications, words, &one);
		join_sentence(&one, words, &is_first, out);
	}
	str_release(&one);
}

void sentence_techniques(const struct catalogue *c, const struct application *applications,
			 size_t n_applications, const struct sentence_words *words, struct str *out)
{
	struct str one;
	bool is_first = true;
	str_init(&one);
	for (size_t i = 0; i < n_applications; i++) {
		if (applications[i].mark_id != 0)
			continue;
		sentence_technique(c, &applications[i], words, &one);
		join_sentence(&one, words, &is_first, out);
	}
	str_release(&one);
}
