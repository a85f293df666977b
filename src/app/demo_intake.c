/* SPDX-License-Identifier: MIT */
/* Invented intakes: the regulars have each their own, the others one of a few. */
#include "app/demo_intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "model/flag_line.h"
#include "store/flags.h"
#include "store/intake.h"

enum { DEMO_FLAGS = 3 };

struct demo_intake {
	const char *sex; /* NULL: anybody's */
	int days;        /* since the intake was taken; -1 for never */
	const char *flags[DEMO_FLAGS];
};

static const struct demo_intake regulars[] = {
	{ NULL, 40, { NULL } },
	{ NULL, 0, { "ANTIC since 2023-05 note warfarin, INR monthly", "HYPER since 2019" } },
	{ NULL, 120, { "PACE since 2021-03 letter", "HEART since 2020 letter" } },
	{ NULL, 60, { "PREG observed" } },
	{ NULL, 210, { "LATEX", "MIGRN since 2008" } },
	{ NULL, -1, { NULL } },
	{ NULL, 800, { "VVEIN CLF.L since 2010", "STRES" } },
};

static const struct demo_intake others[] = {
	{ NULL, 90, { NULL } },
	{ NULL, -1, { NULL } },
	{ NULL, 300, { "ANTIC since 2022" } },
	{ NULL, 150, { "DIABT since 2015", "SENSR BAL.L BAL.R" } },
	{ NULL, 30, { "NPHOB" } },
	{ NULL, 500, { "IMPLT KNF.R since 2020 letter", "SURGH since 2020" } },
	{ "F", 45, { "OSTEO letter", "METAL" } },
	{ NULL, 200, { "RESPI note asthma, carries a spray", "ADHES" } },
	{ NULL, 20, { "RADIC LPV.L since 2026-01 letter" } },
};

static const struct demo_intake *intake_of(const struct client *client, int i, uint64_t seed)
{
	size_t n = sizeof others / sizeof others[0];
	if (i < (int)(sizeof regulars / sizeof regulars[0]))
		return &regulars[i];
	const struct demo_intake *chosen = &others[((uint64_t)i * 7 + seed) % n];
	return chosen->sex && !str_eq(chosen->sex, client->sex) ? &others[0] : chosen;
}

static bool flag_make(struct store *store, const struct catalogue *c, int64_t client, const char *line,
		      const char *today, struct err *err)
{
	struct flag_reading reading;
	flag_reading_init(&reading);
	bool ok = flag_line_read(c, line, today, &reading) || err_set(err, ERR_DAMAGED, "%s: %s", line, reading.problem.text);
	reading.flag.client_id = client;
	ok = ok && flag_add(store, &reading.flag, err);
	flag_reading_release(&reading);
	return ok;
}

bool demo_intake_make(struct store *store, const struct catalogue *c, const struct client *client, int i, uint64_t seed,
		      const char *today, struct err *err)
{
	const struct demo_intake *intake = intake_of(client, i, seed);
	char day[DATE_SIZE];
	bool ok = true;
	if (intake->days < 0)
		return true;
	date_add_days(today, -intake->days, day);
	for (int f = 0; ok && f < DEMO_FLAGS && intake->flags[f]; f++)
		ok = flag_make(store, c, client->id, intake->flags[f], "9999-12-31", err);
	return ok && intake_review(store, client->id, 0, day, false, err);
}
