/* SPDX-License-Identifier: MIT */
/* Referrals: their words, and the line that says one. */
#include "record/referral.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"

static const struct profession {
	const char *code, *word;
	const char *typed; /* what people type, parted by '|' */
} professions[] = {
	{ "gp", N_("GP"), "gp|doctor|general practitioner" },
	{ "emergency", N_("emergency department"), "emergency department|ed|hospital" },
	{ "physio", N_("physiotherapist"), "physiotherapist|physio|pt" },
	{ "chiro", N_("chiropractor"), "chiropractor" },
	{ "osteo", N_("osteopath"), "osteopath" },
	{ "ot", N_("occupational therapist"), "occupational therapist|ot" },
	{ "psych", N_("psychologist"), "psychologist" },
	{ "dentist", N_("dentist"), "dentist" },
	{ "specialist", N_("specialist"), "specialist" },
	{ "other", N_("other"), "other" },
};
enum { PROFESSIONS = sizeof professions / sizeof *professions };

const char *const referral_professions[] = { "gp",    "emergency", "physio",     "chiro", "osteo", "ot",
					     "psych", "dentist",   "specialist", "other", NULL };

static const struct {
	const char *code, *word, *typed;
} urgencies[] = {
	{ "emergency", N_("as an emergency, now"), "emergency" },
	{ "same-day", N_("on the same day"), "same-day" },
	{ "days", N_("within days"), "days" },
	{ "routine", N_("routinely"), "routine" },
};
enum { URGENCIES = sizeof urgencies / sizeof *urgencies };
static const char *const urgency_words[] = { "emergency", "same-day", "days", "routine", NULL };

const char *referral_profession_word(const char *profession)
{
	for (int i = 0; i < PROFESSIONS; i++)
		if (str_eq(professions[i].code, profession))
			return _(professions[i].word);
	return profession ? profession : "";
}

const char *referral_urgency_word(const char *urgency)
{
	for (int i = 0; i < URGENCIES; i++)
		if (str_eq(urgencies[i].code, urgency))
			return _(urgencies[i].word);
	return "";
}

static const size_t texts[] = {
	offsetof(struct referral, uid),    offsetof(struct referral, profession),
	offsetof(struct referral, name),   offsetof(struct referral, urgency),
	offsetof(struct referral, reason), offsetof(struct referral, recorded_at),
};
enum { TEXTS = sizeof texts / sizeof *texts };

static char **text_at(struct referral *referral, int i)
{
	return (char **)(void *)((char *)referral + texts[i]);
}

void referral_init(struct referral *referral)
{
	*referral = (struct referral){ .id = 0 };
}

void referral_release(struct referral *referral)
{
	for (int i = 0; i < TEXTS; i++)
		free(*text_at(referral, i));
	referral_init(referral);
}

void referral_describe(const struct referral *referral, struct str *out)
{
	str_add(out, referral_profession_word(referral->profession));
	if (referral->name)
		str_addf(out, " (%s)", referral->name);
	if (referral->urgency)
		str_addf(out, ", %s", referral_urgency_word(referral->urgency));
	if (!str_empty(referral->reason))
		str_addf(out, ": %s", referral->reason);
}

void referral_sentence(const struct referral *rows, size_t n, struct str *out)
{
	struct str one;
	str_init(&one);
	for (size_t i = 0; i < n; i++) {
		str_clear(&one);
		referral_describe(&rows[i], &one);
		str_add(out, i ? " " : "");
		str_addf(out, _("Referred to %s."), one.s);
	}
	str_release(&one);
}

/* ---- the line ---- */

static bool problem(struct referral_reading *reading, const char *line, const char *at, size_t bytes,
		    const char *const *nearest, const char *text)
{
	reading->ok = false;
	reading->bad_at = (size_t)(at - line);
	reading->bad_bytes = bytes;
	reading->nearest = nearest;
	return err_set(&reading->problem, ERR_INPUT, "%s", text);
}

/* How many bytes at the start of `typed` are this name, whole or its only word cut short to three letters. */
static size_t name_bytes(const char *name, size_t n, const char *typed)
{
	size_t word = strcspn(typed, " \t\"");
	if (strncasecmp(name, typed, n) == 0 && (typed[n] == '\0' || strchr(" \t\"", typed[n])))
		return n;
	if (word >= 3 && word < n && strncasecmp(name, typed, word) == 0)
		return word;
	return 0;
}

/* The profession that the line begins with, the longest name first. */
static const struct profession *profession_at(const char *typed, size_t *bytes)
{
	const struct profession *found = NULL;
	*bytes = 0;
	for (int i = 0; i < PROFESSIONS; i++)
		for (const char *s = professions[i].typed; *s; s += strcspn(s, "|"), s += *s == '|') {
			size_t n = name_bytes(s, strcspn(s, "|"), typed);
			if (n > *bytes) {
				found = &professions[i];
				*bytes = n;
			}
		}
	return found;
}

/* "same-day", "same day", "today", "urgent" never: only the four levels there are. */
static const char *urgency_at(const char *typed, size_t *bytes)
{
	if (strncasecmp(typed, "same day", 8) == 0 && (typed[8] == '\0' || typed[8] == ' ')) {
		*bytes = 8;
		return "same-day";
	}
	for (int i = 0; i < URGENCIES; i++) {
		/* the program's own words, as it shows them */
		const char *shown = _(urgencies[i].word);
		*bytes = name_bytes(shown, strlen(shown), typed);
		if (*bytes == 0)
			*bytes = name_bytes(urgencies[i].typed, strlen(urgencies[i].typed), typed);
		if (*bytes)
			return urgencies[i].code;
	}
	return NULL;
}

static const char *skip(const char *s)
{
	return s + strspn(s, " \t");
}

/* Takes "name" in quotes. */
static const char *take_name(const char *s, struct referral *referral)
{
	if (*s != '"')
		return s;
	size_t n = strcspn(s + 1, "\"");
	char *name = mem_strndup(s + 1, n);
	char *trimmed = str_trimmed(name);
	mem_replace(&referral->name, *trimmed ? trimmed : NULL);
	free(trimmed);
	free(name);
	return skip(s + 1 + n + (s[1 + n] == '"'));
}

void referral_read(const char *line, struct referral_reading *reading)
{
	struct referral *referral = &reading->referral;
	size_t n;
	const char *s = skip(line);
	const struct profession *profession = profession_at(s, &n);
	if (!profession) {
		problem(reading, line, s, strcspn(s, " \t"), referral_professions,
			*s ? _("To whom? The line begins with a profession.")
			   : _("Say to whom, how soon and why."));
		return;
	}
	mem_replace(&referral->profession, profession->code);
	s = take_name(skip(s + n), referral);
	const char *urgency = urgency_at(s, &n);
	/* An emergency department is for now, unless the line says otherwise. */
	if (!urgency && str_eq(profession->code, "emergency")) {
		urgency = "emergency";
		n = 0;
	}
	if (!urgency) {
		problem(reading, line, s, strcspn(s, " \t"), urgency_words,
			_("How soon? Say it after to whom."));
		return;
	}
	mem_replace(&referral->urgency, urgency);
	s = take_name(skip(s + n), referral);
	char *reason = str_trimmed(s);
	mem_replace(&referral->reason, reason);
	if (*reason == '\0')
		problem(reading, line, s, 0, NULL, _("Why? Say what was found or told, in plain words."));
	free(reason);
}

void referral_reading_init(struct referral_reading *reading)
{
	*reading = (struct referral_reading){ .ok = true };
	referral_init(&reading->referral);
	reading->problem = (struct err)ERR_INIT;
}

void referral_reading_release(struct referral_reading *reading)
{
	referral_release(&reading->referral);
}
