/* SPDX-License-Identifier: MIT */
/* Words are told by what they begin; names go on until a word that begins something else. */
#include "line/consent_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { WORDS_MAX = 40, DAY_WORDS = 3 };

struct words {
	char *word[WORDS_MAX];
	bool quoted[WORDS_MAX];
	int n, at;
};

static bool words_split(const char *line, struct words *words, struct err *err)
{
	struct str word;
	*words = (struct words){ .n = 0 };
	str_init(&word);
	while (words->n < WORDS_MAX) {
		line += strspn(line, " \t");
		bool quoted = *line == '"';
		if (!str_next_word(&line, &word))
			break;
		words->quoted[words->n] = quoted;
		words->word[words->n++] = mem_strdup(word.s);
	}
	str_release(&word);
	return words->n < WORDS_MAX ||
	       err_set(err, ERR_INPUT, _("The line is too long: say one consent at a time."));
}

static void words_release(struct words *words)
{
	for (int i = 0; i < words->n; i++)
		free(words->word[i]);
}

/* The word itself, as English has it or the screen. */
static bool is_whole(const char *typed, const char *word)
{
	return strcasecmp(typed, word) == 0 || strcasecmp(typed, i18n_name(word)) == 0;
}

/* Cut short as well; no two of the words begin with the same letter. */
static bool is_begun(const char *typed, const char *word)
{
	return *typed && (strncasecmp(typed, word, strlen(typed)) == 0 || is_whole(typed, word));
}

static bool scope_of(const char *typed, enum consent_scope *scope)
{
	for (int i = 0; i < CONSENT_SCOPES; i++) {
		*scope = (enum consent_scope)i;
		if (is_begun(typed, consent_scope_code(*scope)))
			return true;
	}
	return false;
}

static bool form_of(const char *typed, enum consent_form *form)
{
	for (int i = CONSENT_VERBAL; i < CONSENT_FORMS; i++) {
		*form = (enum consent_form)i;
		if (is_begun(typed, consent_form_code(*form)))
			return true;
	}
	return false;
}

static bool begins_day(const char *typed)
{
	return isdigit((unsigned char)*typed) ||
	       ((*typed == '+' || *typed == '-') && isdigit((unsigned char)typed[1])) ||
	       is_whole(typed, N_("today")) || is_whole(typed, N_("yesterday")) ||
	       is_whole(typed, N_("tomorrow"));
}

static bool is_joint(const char *typed)
{
	return is_whole(typed, N_("by")) || is_whole(typed, N_("to")) || is_whole(typed, N_("on"));
}

/* Whether an unquoted word ends a name (a quoted one is a name of its own, or a note): it begins a day, or is a whole word of the line's own. */
static bool ends_name(const struct words *words)
{
	const char *typed = words->word[words->at];
	return !words->quoted[words->at] &&
	       (is_joint(typed) || begins_day(typed) || is_whole(typed, consent_form_code(CONSENT_VERBAL)) ||
		is_whole(typed, consent_form_code(CONSENT_WRITTEN)));
}

static void name_take(struct words *words, bool to_bracket, struct str *out)
{
	for (; words->at < words->n && !ends_name(words); words->at++) {
		bool bracket = to_bracket && words->word[words->at][0] == '(';
		if (bracket || (out->len > 0 && words->quoted[words->at]))
			return;
		str_addf(out, "%s%s", out->len ? " " : "", words->word[words->at]);
	}
}

/* "(grand mother)": up to the word that closes it. */
static bool relation_take(struct words *words, char **relation, struct err *err)
{
	struct str text;
	bool closed = false;
	str_init(&text);
	while (words->at < words->n && !closed) {
		const char *word = words->word[words->at++];
		closed = strchr(word, ')') != NULL;
		str_addf(&text, "%s%s", text.len ? " " : "", word + (text.len == 0 && *word == '('));
	}
	char *end = strchr(text.s, ')');
	bool is_last = closed && end[1] == '\0';
	if (is_last)
		*end = '\0';
	if (is_last && !str_empty(text.s)) {
		free(*relation);
		*relation = str_trimmed(text.s);
	}
	bool ok = *relation != NULL;
	str_release(&text);
	return ok || err_set(err, ERR_INPUT, _("The relation stands in brackets, as in: (mother)"));
}

static bool person_take(struct words *words, struct consent_person *by, struct err *err)
{
	struct str name;
	if (by->name)
		return err_set(err, ERR_INPUT, _("Say one person: %s is named already."), by->name);
	str_init(&name);
	name_take(words, true, &name);
	if (name.len > 0)
		by->name = mem_strdup(name.s);
	str_release(&name);
	if (!by->name)
		return err_set(err, ERR_INPUT, _("Say who consents behind \"by\": by Ana Rossi (mother)"));
	return words->at == words->n || words->word[words->at][0] != '(' ||
	       relation_take(words, &by->relation, err);
}

static bool receiver_take(struct words *words, char **receiver, struct err *err)
{
	struct str name;
	str_init(&name);
	name_take(words, false, &name);
	bool ok = name.len > 0 && !*receiver;
	if (ok)
		*receiver = mem_strdup(name.s);
	str_release(&name);
	return ok || err_set(err, ERR_INPUT, _("Say behind \"to\" one receiver: to Dr Ng"));
}

/* As many words as make a day: "12 nov 2026", "12.11.2026". */
static bool day_take(struct words *words, const char *today, char **day, struct err *err)
{
	char read[DATE_SIZE];
	if (*day)
		return err_set(err, ERR_INPUT, _("“%s” is a second day: a consent is given on one."),
			       words->word[words->at]);
	for (int n = DAY_WORDS; n >= 1; n--) {
		struct str text;
		if (words->at + n > words->n)
			continue;
		str_init(&text);
		for (int i = 0; i < n; i++)
			str_addf(&text, "%s%s", i ? " " : "", words->word[words->at + i]);
		bool ok = date_parse(text.s, today, read, err);
		str_release(&text);
		if (!ok)
			continue;
		err_clear(err);
		*day = mem_strdup(read);
		words->at += n;
		return true;
	}
	return false;
}

static bool unknown(const char *typed, struct err *err)
{
	return err_set(
		err, ERR_INPUT,
		_("“%s” fits nothing here. For: treatment, needling, sensitive, privacy, contact, release; "
		  "how: verbal, written; a day; by NAME (relation); to RECEIVER."),
		typed);
}

static bool scope_take(const char *typed, enum consent_scope scope, struct consent *out, struct err *err)
{
	if (out->scope != CONSENT_SCOPES && out->scope != scope)
		return err_set(err, ERR_INPUT, _("“%s” is a second scope: say one consent at a time."),
			       typed);
	out->scope = scope;
	return true;
}

static bool form_take(const char *typed, enum consent_form form, struct consent *out, struct err *err)
{
	if (out->form != CONSENT_UNSAID && out->form != form)
		return err_set(err, ERR_INPUT, _("“%s”: it was given either verbal or written."), typed);
	out->form = form;
	return true;
}

static bool word_take(struct words *words, const char *today, struct consent *out, struct err *err)
{
	const char *typed = words->word[words->at];
	enum consent_scope scope;
	enum consent_form form;
	if (words->quoted[words->at] && !out->note) {
		out->note = mem_strdup(words->word[words->at++]);
		return true;
	}
	if (begins_day(typed))
		return day_take(words, today, &out->given_on, err);
	words->at++;
	if (is_whole(typed, "on"))
		return words->at < words->n ? day_take(words, today, &out->given_on, err)
					    : err_set(err, ERR_INPUT, _("Say the day behind \"on\"."));
	if (is_whole(typed, "by"))
		return person_take(words, &out->by, err);
	if (is_whole(typed, "to"))
		return receiver_take(words, &out->receiver, err);
	if (is_whole(typed, N_("area")) || is_whole(typed, N_("areas")))
		return true;
	if (scope_of(typed, &scope))
		return scope_take(typed, scope, out, err);
	if (form_of(typed, &form))
		return form_take(typed, form, out, err);
	return unknown(typed, err);
}

bool consent_line_read(const char *line, const char *today, struct consent *out, struct err *err)
{
	struct words words;
	struct err problem = ERR_INIT;
	bool ok = words_split(line, &words, &problem);
	while (ok && words.at < words.n)
		ok = word_take(&words, today, out, &problem);
	words_release(&words);
	return ok || err_set(err, problem.kind, "%s", problem.text);
}

bool consent_person_read(const char *line, struct consent_person *out, struct err *err)
{
	struct words words;
	struct err problem = ERR_INIT;
	bool ok = words_split(line, &words, &problem);
	if (ok && words.n > 0 && is_whole(words.word[0], "by"))
		words.at++;
	ok = ok && person_take(&words, out, &problem);
	if (ok && words.at < words.n)
		ok = unknown(words.word[words.at], &problem);
	words_release(&words);
	return ok || err_set(err, problem.kind, "%s", problem.text);
}
