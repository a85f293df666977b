/* SPDX-License-Identifier: MIT */
/* Referrals and their words. */
#include "record/referral.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

static const struct {
	const char *code, *word;
} professions[] = {
	{ "gp", N_("GP") },
	{ "emergency", N_("emergency department") },
	{ "physio", N_("physiotherapist") },
	{ "chiro", N_("chiropractor") },
	{ "osteo", N_("osteopath") },
	{ "ot", N_("occupational therapist") },
	{ "psych", N_("psychologist") },
	{ "dentist", N_("dentist") },
	{ "specialist", N_("specialist") },
	{ "other", N_("other") },
};
enum { PROFESSIONS = sizeof professions / sizeof *professions };

const char *const referral_professions[] = { "gp",    "emergency", "physio",     "chiro", "osteo", "ot",
					     "psych", "dentist",   "specialist", "other", NULL };

static const struct {
	const char *code, *word;
} urgencies[] = {
	{ "emergency", N_("as an emergency, now") },
	{ "same-day", N_("on the same day") },
	{ "days", N_("within days") },
	{ "routine", N_("routinely") },
};
enum { URGENCIES = sizeof urgencies / sizeof *urgencies };

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
