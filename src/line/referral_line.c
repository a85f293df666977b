/* SPDX-License-Identifier: MIT */
/* Referrals by line. */
#include "line/referral_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/take.h"

/* The name in quotes, if one stands there. */
static size_t take_name(const struct words *words, size_t at, struct referral *out)
{
	if (at >= words->n || !words->word[at].quoted)
		return 0;
	char *name = str_trimmed(words->word[at].text);
	mem_replace(&out->name, *name ? name : NULL);
	free(name);
	return 1;
}

static bool problem(struct reading *reading, const struct words *words, size_t at, uint64_t expects,
		    const char *sentence)
{
	reading->expects = expects;
	return reading_problem(reading, words, at, at, "%s", sentence);
}

static bool read_words(const struct words *words, struct referral *out, struct reading *reading)
{
	const struct meaning *profession, *urgency;
	size_t at = take_phrase(words, 0, MEANS(MEANS_PROFESSION), &profession);
	if (!profession)
		return problem(reading, words, 0, MEANS(MEANS_PROFESSION),
			       words->n > 0 ? _("To whom? The line begins with a profession.")
					    : _("Say to whom, how soon and why."));
	mem_replace(&out->profession, profession->code);
	at += take_name(words, at, out);
	at += take_phrase(words, at, MEANS(MEANS_URGENCY), &urgency);
	/* An emergency department is for now, unless the line says otherwise. */
	if (!urgency && !str_eq(profession->code, "emergency"))
		return problem(reading, words, at, MEANS(MEANS_URGENCY),
			       _("How soon? Say it after to whom."));
	mem_replace(&out->urgency, urgency ? urgency->code : profession->code);
	at += take_name(words, at, out);
	char *reason = words_rest(words, at);
	mem_replace(&out->reason, reason);
	free(reason);
	return !str_empty(out->reason) ||
	       problem(reading, words, words->n, 0, _("Why? Say what was found or told, in plain words."));
}

bool referral_line_read(const char *line, struct referral *out, struct reading *reading)
{
	struct words words;
	reading_init(reading);
	words_split(&words, line, 0, strlen(line));
	read_words(&words, out, reading);
	words_release(&words);
	return reading->ok;
}
