/* SPDX-License-Identifier: MIT */
/* Reading one fact of the intake: its words with their days, and what its kind asks of them. */
#include "line/client_fact_line.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/known.h"

enum { STRESS_MOST = 10 };

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

static bool check_text(enum client_fact_kind kind, const char *text, struct reading *reading)
{
	const struct words none = { .n = 0 };
	long long stress;
	if (str_empty(text))
		return reading_problem(reading, &none, 0, 0, _("Write what it is, not only when."));
	if (kind == CLIENT_FACT_STRESS && (!str_to_int(text, &stress) || stress < 0 || stress > STRESS_MOST))
		return reading_problem(reading, &none, 0, 0,
				       _("Stress is a number from 0 to 10, not \"%s\"."), text);
	if (kind == CLIENT_FACT_MEDICATION && negative(text))
		return reading_problem(reading, &none, 0, 0, _("\"%s\" is no dose: leave the minus out."),
				       negative(text));
	if (kind == CLIENT_FACT_ACTIVITY && !has_number(text))
		return reading_problem(reading, &none, 0, 0, _("Say how many times a week: %s 2 a week."),
				       text);
	return true;
}

bool client_fact_line_read(struct client_fact *fact, const char *line, const char *today,
			   struct reading *reading)
{
	struct known known;
	known_init(&known);
	if (known_read(line, today, false, &known, reading))
		check_text(fact->kind, known.subject, reading);
	mem_replace(&fact->text, known.subject);
	mem_replace(&fact->since, known.since[0] ? known.since : NULL);
	mem_replace(&fact->until, known.until[0] ? known.until : NULL);
	known_release(&known);
	return reading->ok;
}
