/* SPDX-License-Identifier: MIT */
/* Facts of the intake as records and as lines. */
#include "record/client_fact.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "record/codes.h"
#include "record/since.h"

void client_fact_init(struct client_fact *fact)
{
	*fact = (struct client_fact){ .kind = CLIENT_FACT_HISTORY };
}

void client_fact_release(struct client_fact *fact)
{
	free(fact->uid);
	free(fact->text);
	free(fact->since);
	free(fact->until);
	free(fact->recorded_at);
	free(fact->voided_at);
	client_fact_init(fact);
}

static const struct {
	const char *code, *word;
} kinds[CLIENT_FACT_KINDS] = {
	[CLIENT_FACT_HISTORY] = { "history", N_("Medical history") },
	[CLIENT_FACT_MEDICATION] = { "medication", N_("Medicines") },
	[CLIENT_FACT_ILLNESS] = { "illness", N_("Illnesses") },
	[CLIENT_FACT_SURGERY] = { "surgery", N_("Surgery") },
	[CLIENT_FACT_INJURY] = { "injury", N_("Injuries") },
	[CLIENT_FACT_ACTIVITY] = { "activity", N_("Sport, activity") },
	[CLIENT_FACT_ERGONOMICS] = { "ergonomics", N_("At work") },
	[CLIENT_FACT_POSTURE] = { "posture", N_("Posture, habits") },
	[CLIENT_FACT_STRESS] = { "stress", N_("Stress 0-10") },
};

CODES(client_fact, client_fact_kind, CLIENT_FACT_KINDS, kinds, .code)

const char *client_fact_word(enum client_fact_kind kind)
{
	return (unsigned)kind < CLIENT_FACT_KINDS ? i18n_name(kinds[kind].word) : "";
}

bool client_fact_lasts(const struct client_fact *fact, const char *day)
{
	char last[DATE_SIZE] = "";
	if (!str_empty(fact->until))
		date_partial_last(fact->until, last);
	return fact->voided_at == NULL && (last[0] == '\0' || strcmp(last, day) >= 0);
}

void client_fact_write(const struct client_fact *fact, struct str *out)
{
	str_add(out, fact->text);
	since_write(fact->since, fact->until, out);
}

void client_fact_tell(const struct client_fact *fact, struct str *out)
{
	str_add(out, fact->text);
	since_tell(fact->since, fact->until, out);
}
