/* SPDX-License-Identifier: MIT */
/* Facts of the intake as records and as lines. */
#include "model/client_fact.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/codes.h"
#include "model/known.h"

enum { STRESS_MOST = 10 };

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

static bool has_number(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

/* "aspirin -5 mg" */
static const char *negative(const char *text)
{
	for (const char *at = text; (at = strchr(at, '-')); at++)
		if ((at == text || at[-1] == ' ') && at[1] >= '0' && at[1] <= '9')
			return at;
	return NULL;
}

static bool check_text(enum client_fact_kind kind, const char *text, struct err *err)
{
	long long stress;
	if (str_empty(text))
		return err_set(err, ERR_INPUT, _("Write what it is, not only when."));
	if (kind == CLIENT_FACT_STRESS && (!str_to_int(text, &stress) || stress < 0 || stress > STRESS_MOST))
		return err_set(err, ERR_INPUT, _("Stress is a number from 0 to 10, not \"%s\"."), text);
	if (kind == CLIENT_FACT_MEDICATION && negative(text))
		return err_set(err, ERR_INPUT, _("\"%s\" is no dose: leave the minus out."), negative(text));
	if (kind == CLIENT_FACT_ACTIVITY && !has_number(text))
		return err_set(err, ERR_INPUT, _("Say how many times a week: %s 2 a week."), text);
	return true;
}

bool client_fact_read(struct client_fact *fact, const char *line, const char *today, struct err *err)
{
	struct known known;
	known_init(&known);
	bool ok = known_read(line, today, false, &known, err) && check_text(fact->kind, known.subject, err);
	mem_replace(&fact->text, known.subject);
	mem_replace(&fact->since, known.since[0] ? known.since : NULL);
	mem_replace(&fact->until, known.until[0] ? known.until : NULL);
	known_release(&known);
	return ok;
}

void client_fact_write(const struct client_fact *fact, struct str *out)
{
	str_add(out, fact->text);
	known_write_days(fact->since, fact->until, out);
}

void client_fact_tell(const struct client_fact *fact, struct str *out)
{
	str_add(out, fact->text);
	known_tell_days(fact->since, fact->until, out);
}
