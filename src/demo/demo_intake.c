/* SPDX-License-Identifier: MIT */
/* Invented intakes: the regulars have each their own, the others one of a few. */
#include "demo/demo_intake.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "line/client_fact_line.h"
#include "line/flag_line.h"
#include "store/client_facts.h"
#include "store/flags.h"
#include "store/intake.h"

/* The invented years may lie after a clock that was set back. */
#define LAST_DAY "9999-12-31"

enum { DEMO_FLAGS = 3, DEMO_FACTS = 4 };

struct demo_intake {
	const char *sex; /* NULL: anybody's */
	int days;        /* since the intake was taken; -1 for never */
	const char *flags[DEMO_FLAGS];
	struct {
		enum client_fact_kind kind;
		const char *line; /* NULL: no more */
	} facts[DEMO_FACTS];
};

static const struct demo_intake regulars[] = {
	{ NULL,
	  40,
	  { NULL },
	  { { CLIENT_FACT_MEDICATION, "ibuprofen 400 mg when it aches" },
	    { CLIENT_FACT_ERGONOMICS, "desk 8 h, two screens" },
	    { CLIENT_FACT_ACTIVITY, "swimming 2 a week" },
	    { CLIENT_FACT_STRESS, "6" } } },
	{ NULL,
	  0,
	  { "ANTIC since 2023-05 note warfarin, INR monthly", "HYPER since 2019" },
	  { { CLIENT_FACT_MEDICATION, "warfarin 5 mg since 2023-05" },
	    { CLIENT_FACT_MEDICATION, "ramipril 5 mg since 2019" },
	    { CLIENT_FACT_ACTIVITY, "walking 5 a week" } } },
	{ NULL,
	  120,
	  { "PACE since 2021-03 letter", "HEART since 2020 letter" },
	  { { CLIENT_FACT_SURGERY, "pacemaker implanted since 2021-03" },
	    { CLIENT_FACT_MEDICATION, "bisoprolol since 2020" } } },
	{ NULL,
	  60,
	  { "PREG observed" },
	  { { CLIENT_FACT_ACTIVITY, "yoga 3 a week" },
	    { CLIENT_FACT_POSTURE, "sits at a laptop on the sofa" } } },
	{ NULL,
	  210,
	  { "LATEX", "MIGRN since 2008" },
	  { { CLIENT_FACT_MEDICATION, "sumatriptan as needed since 2008" },
	    { CLIENT_FACT_HISTORY, "glandular fever since 2011 until 2012" } } },
	{ NULL, -1, { NULL }, { { 0, NULL } } },
	{ NULL,
	  800,
	  { "VVEIN CLF.L since 2010", "STRES" },
	  { { CLIENT_FACT_INJURY, "whiplash since 2018" }, { CLIENT_FACT_STRESS, "8" } } },
};

static const struct demo_intake others[] = {
	{ NULL, 90, { NULL }, { { CLIENT_FACT_ACTIVITY, "running 3 a week" } } },
	{ NULL, -1, { NULL }, { { 0, NULL } } },
	{ NULL, 300, { "ANTIC since 2022" }, { { CLIENT_FACT_MEDICATION, "apixaban since 2022" } } },
	{ NULL,
	  150,
	  { "DIABT since 2015", "SENSR BAL.L BAL.R" },
	  { { CLIENT_FACT_MEDICATION, "metformin since 2015" } } },
	{ NULL, 30, { "NPHOB" }, { { CLIENT_FACT_POSTURE, "grinds the teeth at night" } } },
	{ NULL,
	  500,
	  { "IMPLT KNF.R since 2020 letter", "SURGH since 2020" },
	  { { CLIENT_FACT_SURGERY, "knee replacement r since 2020" } } },
	{ "F", 45, { "OSTEO letter", "METAL" }, { { CLIENT_FACT_MEDICATION, "calcium and vitamin D" } } },
	{ NULL,
	  200,
	  { "RESPI note asthma, carries a spray", "ADHES" },
	  { { CLIENT_FACT_MEDICATION, "salbutamol spray as needed" } } },
	{ NULL,
	  20,
	  { "RADIC LPV.L since 2026-01 letter" },
	  { { CLIENT_FACT_ERGONOMICS, "drives 4 h a day, lifts parcels" } } },
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
	bool ok = flag_line_read(c, line, today, &reading) ||
		  err_set(err, ERR_DAMAGED, "%s: %s", line, reading.reading.problem.text);
	reading.flag.client_id = client;
	ok = ok && flag_add(store, &reading.flag, err);
	flag_reading_release(&reading);
	return ok;
}

static bool fact_make(struct store *store, int64_t client, enum client_fact_kind kind, const char *line,
		      struct err *err)
{
	struct client_fact fact;
	struct reading reading;
	client_fact_init(&fact);
	fact.client_id = client;
	fact.kind = kind;
	bool ok = (client_fact_line_read(&fact, line, LAST_DAY, &reading) || reading_tell(&reading, err)) &&
		  client_fact_add(store, &fact, err);
	client_fact_release(&fact);
	return ok;
}

bool demo_intake_make(struct store *store, const struct catalogue *c, const struct client *client, int i,
		      uint64_t seed, const char *today, struct err *err)
{
	const struct demo_intake *intake = intake_of(client, i, seed);
	char day[DATE_SIZE];
	bool ok = true;
	if (intake->days < 0)
		return true;
	date_add_days(today, -intake->days, day);
	for (int f = 0; ok && f < DEMO_FLAGS && intake->flags[f]; f++)
		ok = flag_make(store, c, client->id, intake->flags[f], LAST_DAY, err);
	for (int f = 0; ok && f < DEMO_FACTS && intake->facts[f].line; f++)
		ok = fact_make(store, client->id, intake->facts[f].kind, intake->facts[f].line, err);
	return ok && intake_review(store, client->id, 0, day, false, err);
}
