/* SPDX-License-Identifier: MIT */
/* Which groups the intake has, and how a line of each is read, shown and stored. */
#include "screens/intake/intake_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/match.h"
#include "line/client_fact_line.h"
#include "line/flag_line.h"
#include "record/since.h"
#include "rule/flag_say.h"
#include "store/client_facts.h"
#include "store/flags.h"
#include "store/intake.h"

enum group_kind { GROUP_FACT, GROUP_OCCUPATION, GROUP_FLAG };

/* Top to bottom. */
static const struct group_spec {
	enum group_kind kind;
	enum client_fact_kind fact;
	const char *flags; /* kind of condition shown there; "" for all that have no group of their own */
	const char *label, *help;
	bool many;
} specs[] = {
	{ GROUP_FLAG, 0, "redflag", N_("Red flags"),
	  N_("what may need a doctor, as the client says it: saddle numbness since today"), true },
	{ GROUP_FLAG, 0, "allergy", N_("Allergies"), N_("latex, tape, nickel, nut oil: latex since 2010"),
	  true },
	{ GROUP_FLAG, 0, "", N_("To be minded"),
	  N_("what treatment minds, shown beside the name: varicose veins in left calf since 2010 letter"),
	  true },
	{ GROUP_FACT, CLIENT_FACT_MEDICATION, NULL, NULL,
	  N_("one medicine a row: warfarin 5 mg since 2023-05"), true },
	{ GROUP_FACT, CLIENT_FACT_HISTORY, NULL, NULL,
	  N_("what was once, a row each, nothing that is treated now: rheumatic fever 1988"), true },
	{ GROUP_FACT, CLIENT_FACT_ILLNESS, NULL, NULL,
	  N_("what the client has now or had lately: shingles 2019 until 2020"), true },
	{ GROUP_FACT, CLIENT_FACT_SURGERY, NULL, NULL, N_("what and when: knee replacement l 2019"), true },
	{ GROUP_FACT, CLIENT_FACT_INJURY, NULL, NULL, N_("injuries, accidents, strains: whiplash March 2021"),
	  true },
	{ GROUP_FACT, CLIENT_FACT_ACTIVITY, NULL, NULL,
	  N_("what, and how many times a week: running 3 a week"), true },
	{ GROUP_OCCUPATION, 0, NULL, N_("Occupation"),
	  N_("as in the client's details; what is changed here changes there"), false },
	{ GROUP_FACT, CLIENT_FACT_ERGONOMICS, NULL, NULL,
	  N_("desk, lifting, driving, tools, hours: desk 8 h, two screens"), true },
	{ GROUP_FACT, CLIENT_FACT_POSTURE, NULL, NULL,
	  N_("posture, movement, lifestyle: sleeps prone, carries a toddler"), true },
	{ GROUP_FACT, CLIENT_FACT_STRESS, NULL, NULL, N_("emotional stress now, 0 none to 10 most: 6"),
	  false },
};
enum { GROUPS = sizeof specs / sizeof specs[0] };

static const char *spec_label(const struct group_spec *spec)
{
	return spec->kind == GROUP_FACT ? client_fact_word(spec->fact) : _(spec->label);
}

static const char *today(void)
{
	static char day[DATE_SIZE];
	date_today(day);
	return day;
}

/* ---- reading a line ---- */

/* Whether a row of flags says that condition already. */
static bool is_flagged(const struct intake_form *form, const char *code)
{
	struct flag_reading reading;
	bool found = false;
	flag_reading_init(&reading);
	for (int i = 0; !found && i < form->pane->form.n_fields; i++)
		found = specs[form->pane->rows[i].group].kind == GROUP_FLAG &&
			flag_line_read(form->catalogue, form_value(&form->pane->form, i), today(),
				       &reading) &&
			str_eq(reading.flag.condition, code);
	flag_reading_release(&reading);
	return found;
}

/* The condition that words name exactly, when it is one to be minded. */
static const struct condition *condition_said(const struct intake_form *form, const char *words)
{
	struct candidate found[2];
	size_t n = match_conditions(form->catalogue, words, found, 2);
	if (n == 0 || found[0].score < MATCH_EXACT || !match_is_clear(found, n))
		return NULL;
	const struct condition *row = &form->catalogue->conditions[found[0].index];
	return str_eq(row->kind, "history") || is_flagged(form, row->code) ? NULL : row;
}

/* "warfarin" among the medicines is an anticoagulant on no banner: says so, and leaves it to the therapist. */
static void hint_flag(const struct intake_form *form, const char *text, struct str *told)
{
	const struct condition *row = condition_said(form, text);
	const char *rest = text;
	struct str word;
	str_init(&word);
	while (!row && str_next_word(&rest, &word))
		row = condition_said(form, word.s);
	if (row)
		str_addf(told, _("\nThe chart shows it when it also stands under “To be minded”: %s"),
			 i18n_name(row->short_name));
	str_release(&word);
}

static bool fact_check(const struct intake_form *form, enum client_fact_kind kind, const char *line,
		       struct str *told, struct err *err)
{
	struct client_fact fact;
	struct reading reading;
	client_fact_init(&fact);
	fact.kind = kind;
	bool ok = (client_fact_line_read(&fact, line, today(), &reading) || reading_tell(&reading, err)) &&
		  since_check_birth(fact.since, fact.until, form->client.birth, err);
	if (ok)
		client_fact_tell(&fact, told);
	if (ok && kind <= CLIENT_FACT_INJURY)
		hint_flag(form, fact.text, told);
	client_fact_release(&fact);
	return ok;
}

static bool flag_check(const struct intake_form *form, const char *line, struct str *told, struct err *err)
{
	struct flag_reading reading;
	flag_reading_init(&reading);
	bool ok = flag_line_read(form->catalogue, line, today(), &reading);
	if (ok && !since_check_birth(reading.flag.since, reading.flag.until, form->client.birth,
				     &reading.reading.problem))
		ok = reading.reading.ok = false;
	flag_reading_tell(form->catalogue, &reading, told);
	if (!ok)
		*err = reading.reading.problem;
	flag_reading_release(&reading);
	return ok;
}

static bool line_check(void *context, int group, const char *line, struct str *told, struct err *err)
{
	const struct group_spec *spec = &specs[group];
	if (spec->kind == GROUP_FACT)
		return fact_check(context, spec->fact, line, told, err);
	if (spec->kind == GROUP_FLAG)
		return flag_check(context, line, told, err);
	str_add(told, line);
	return true;
}

/* ---- from the records ---- */

static int group_of_fact(enum client_fact_kind kind)
{
	int i = 0;
	while (specs[i].kind != GROUP_FACT || specs[i].fact != kind)
		i++;
	return i;
}

static int group_of_flag(const struct intake_form *form, const struct flag *flag)
{
	int condition = flag_condition(form->catalogue, flag), other = 0;
	for (int i = 0; i < GROUPS; i++) {
		if (specs[i].kind != GROUP_FLAG)
			continue;
		if (specs[i].flags[0] == '\0')
			other = i;
		else if (condition >= 0 &&
			 str_eq(form->catalogue->conditions[condition].kind, specs[i].flags))
			return i;
	}
	return other;
}

static int line_home(void *context, int group, const char *line, struct str *told)
{
	const struct intake_form *form = context;
	struct flag_reading reading;
	if (specs[group].kind != GROUP_FLAG)
		return group;
	flag_reading_init(&reading);
	int home = flag_line_read(form->catalogue, line, today(), &reading)
			   ? group_of_flag(form, &reading.flag)
			   : group;
	if (home != group)
		str_addf(told, _("\"%s\" stands under “%s” now."), line, spec_label(&specs[home]));
	flag_reading_release(&reading);
	return home;
}

void intake_form_init(struct intake_form *form, const struct catalogue *catalogue, struct kill_ring *ring)
{
	static struct intake_group groups[GROUPS];
	*form = (struct intake_form){ .catalogue = catalogue };
	client_init(&form->client);
	form->pane = intake_pane_new(ring, line_check, line_home, form);
	for (int i = 0; i < GROUPS; i++)
		groups[i] = (struct intake_group){ spec_label(&specs[i]), _(specs[i].help), specs[i].many };
	intake_pane_clear(form->pane, groups, GROUPS);
}

void intake_form_release(struct intake_form *form)
{
	pane_free(&form->pane->pane);
	client_release(&form->client);
}

static void flags_put(struct intake_form *form, const struct flags *flags)
{
	struct str line;
	str_init(&line);
	for (size_t i = 0; i < flags->n; i++) {
		const struct flag *flag = &flags->rows[i];
		if (!flag_holds(flag, today()))
			continue;
		str_clear(&line);
		flag_line_write(form->catalogue, flag, &line);
		intake_pane_add(form->pane, group_of_flag(form, flag), flag->id, line.s);
	}
	str_release(&line);
}

static void facts_put(struct intake_form *form, const struct client_facts *facts)
{
	struct str line;
	str_init(&line);
	for (size_t i = 0; i < facts->n; i++) {
		const struct client_fact *fact = &facts->rows[i];
		if (!client_fact_lasts(fact, today()))
			continue;
		str_clear(&line);
		client_fact_write(fact, &line);
		intake_pane_add(form->pane, group_of_fact(fact->kind), fact->id, line.s);
	}
	str_release(&line);
}

static void occupation_put(struct intake_form *form)
{
	for (int i = 0; i < GROUPS; i++)
		if (specs[i].kind == GROUP_OCCUPATION)
			intake_pane_add(form->pane, i, 0,
					form->client.occupation ? form->client.occupation : "");
}

bool intake_form_open(struct intake_form *form, struct store *store, int64_t client_id, struct err *err)
{
	struct client client;
	struct flags flags = { NULL, 0 };
	struct client_facts facts = { NULL, 0 };
	char reviewed[DATE_SIZE];
	client_init(&client);
	bool ok = client_load(store, client_id, &client, err) &&
		  flags_load(store, form->catalogue, client_id, &flags, err) &&
		  client_facts_load(store, client_id, &facts, err) &&
		  intake_reviewed(store, client_id, reviewed, err);
	if (ok) {
		client_copy(&form->client, &client);
		memcpy(form->reviewed, reviewed, sizeof reviewed);
		intake_pane_clear(form->pane, form->pane->groups, GROUPS);
		flags_put(form, &flags);
		facts_put(form, &facts);
		occupation_put(form);
		form->pane->form.focus = 0;
	}
	client_release(&client);
	flags_release(&flags);
	client_facts_release(&facts);
	return ok;
}

/* ---- into the records ---- */

/* The last day that a row which was emptied today surely held; "" when it was never more than a mistake of today. */
static void last_day(const char *recorded_at, const char *since, char out[DATE_SIZE])
{
	char first[DATE_SIZE] = "", recorded[WALL_SIZE] = "";
	int64_t seconds;
	if (instant_parse(recorded_at, &seconds))
		wall_format(seconds, recorded);
	date_add_days(today(), -1, out);
	if (since)
		date_partial_first(since, first);
	if (strncmp(recorded, today(), DATE_SIZE - 1) == 0 || strcmp(first, out) > 0)
		out[0] = '\0';
}

static const struct flag *flag_by_id(const struct flags *flags, int64_t id)
{
	for (size_t i = 0; i < flags->n; i++)
		if (flags->rows[i].id == id)
			return &flags->rows[i];
	return NULL;
}

static const struct client_fact *fact_by_id(const struct client_facts *facts, int64_t id)
{
	for (size_t i = 0; i < facts->n; i++)
		if (facts->rows[i].id == id)
			return &facts->rows[i];
	return NULL;
}

struct saving {
	struct intake_form *form;
	struct store *store;
	struct flags flags;
	struct client_facts facts;
	struct intake_changes *changes;
	struct err *err;
};

static bool flag_leave(struct saving *s, int64_t id)
{
	const struct flag *old = flag_by_id(&s->flags, id);
	char until[DATE_SIZE] = "";
	if (!old)
		return true;
	last_day(old->recorded_at, old->since, until);
	s->changes->ended++;
	return until[0] ? flag_end(s->store, id, until, s->err) : flag_void(s->store, id, true, s->err);
}

static bool fact_leave(struct saving *s, int64_t id)
{
	const struct client_fact *old = fact_by_id(&s->facts, id);
	char until[DATE_SIZE] = "";
	if (!old)
		return true;
	last_day(old->recorded_at, old->since, until);
	s->changes->ended++;
	return until[0] ? client_fact_end(s->store, id, until, s->err)
			: client_fact_void(s->store, id, true, s->err);
}

/* Whether two flags differ in nothing but the day they end on. */
static bool only_ends(const struct flag *old, const struct flag *fresh)
{
	return str_eq(old->condition, fresh->condition) && str_eq(old->regions, fresh->regions) &&
	       str_eq(old->since ? old->since : "", fresh->since ? fresh->since : "") &&
	       old->source == fresh->source &&
	       str_eq(old->note ? old->note : "", fresh->note ? fresh->note : "");
}

static bool flag_store(struct saving *s, int64_t id, const char *line)
{
	struct flag_reading reading;
	const struct flag *old = id ? flag_by_id(&s->flags, id) : NULL;
	flag_reading_init(&reading);
	bool ok = flag_line_read(s->form->catalogue, line, today(), &reading);
	if (!ok)
		*s->err = reading.reading.problem;
	if (ok && old && only_ends(old, &reading.flag)) {
		ok = flag_end(s->store, id, reading.flag.until, s->err);
		s->changes->ended++;
	} else if (ok) {
		reading.flag.client_id = s->form->client.id;
		/* What was done about a red flag goes with it, and when. */
		if (old && str_eq(old->condition, reading.flag.condition)) {
			mem_replace(&reading.flag.action, old->action);
			mem_replace(&reading.flag.action_at, old->action_at);
		}
		*(old ? &s->changes->changed : &s->changes->added) += 1;
		ok = (!old || flag_void(s->store, id, true, s->err)) &&
		     flag_add(s->store, &reading.flag, s->err);
	}
	flag_reading_release(&reading);
	return ok;
}

static bool fact_store(struct saving *s, enum client_fact_kind kind, int64_t id, const char *line)
{
	struct client_fact fact;
	struct reading reading;
	const struct client_fact *old = id ? fact_by_id(&s->facts, id) : NULL;
	client_fact_init(&fact);
	fact.kind = kind;
	fact.client_id = s->form->client.id;
	bool ok = client_fact_line_read(&fact, line, today(), &reading) || reading_tell(&reading, s->err);
	if (ok && old && str_eq(old->text, fact.text) &&
	    str_eq(old->since ? old->since : "", fact.since ? fact.since : "")) {
		ok = client_fact_end(s->store, id, fact.until, s->err);
		s->changes->ended++;
	} else if (ok) {
		*(old ? &s->changes->changed : &s->changes->added) += 1;
		/* Stress goes up and down: what it was stays, with its end. */
		bool goes_on = kind == CLIENT_FACT_STRESS;
		int ended = s->changes->ended;
		ok = (!old || (goes_on ? fact_leave(s, id) : client_fact_void(s->store, id, true, s->err))) &&
		     client_fact_add(s->store, &fact, s->err);
		s->changes->ended = ended;
	}
	client_fact_release(&fact);
	return ok;
}

static bool occupation_store(struct saving *s, const char *line)
{
	struct client *client = &s->form->client;
	mem_replace(&client->occupation, *line ? line : NULL);
	s->changes->changed++;
	return client_save(s->store, client, s->err);
}

/* The row as it is stored now; false when it is not there any more. */
static bool row_stored(const struct saving *s, const struct group_spec *spec, int64_t id, struct str *out)
{
	const struct flag *flag = spec->kind == GROUP_FLAG ? flag_by_id(&s->flags, id) : NULL;
	const struct client_fact *fact = spec->kind == GROUP_FACT ? fact_by_id(&s->facts, id) : NULL;
	if (flag)
		flag_line_write(s->form->catalogue, flag, out);
	else if (fact && !fact->voided_at)
		client_fact_write(fact, out);
	return out->len > 0;
}

/* Somebody else may have changed a row, or taken it away, since the form was opened: that is not written over unseen. */
static bool row_is_fresh(const struct saving *s, int row)
{
	struct intake_pane *pane = s->form->pane;
	const struct intake_row *of = &pane->rows[row];
	struct str now;
	if (of->record == 0)
		return true;
	str_init(&now);
	bool fresh = row_stored(s, &specs[of->group], of->record, &now) && str_eq(now.s, of->was);
	if (!fresh) {
		if (now.len)
			err_set(s->err, ERR_STALE,
				_("Somebody else made this row \"%s\" meanwhile. {back}, then open the intake again: what "
				  "you typed is kept."),
				now.s);
		else
			err_set(s->err, ERR_STALE,
				_("Somebody else took this row away meanwhile. {back}, then open the intake again: what you "
				  "typed is kept."));
		form_problem(&pane->form, row, s->err->text);
		pane->form.focus = row;
	}
	str_release(&now);
	return fresh;
}

static bool row_store(struct saving *s, int row)
{
	struct intake_pane *pane = s->form->pane;
	const struct group_spec *spec = &specs[pane->rows[row].group];
	int64_t id = pane->rows[row].record;
	char *line = intake_pane_line(pane, row);
	bool ok = true;
	if (str_eq(line, pane->rows[row].was))
		ok = true;
	else if (!row_is_fresh(s, row))
		ok = false;
	else if (spec->kind == GROUP_OCCUPATION)
		ok = occupation_store(s, line);
	else if (*line == '\0')
		ok = spec->kind == GROUP_FLAG ? flag_leave(s, id) : fact_leave(s, id);
	else
		ok = spec->kind == GROUP_FLAG ? flag_store(s, id, line) : fact_store(s, spec->fact, id, line);
	free(line);
	return ok;
}

/* The same flag typed twice. */
static bool flags_differ(struct intake_form *form, struct err *err)
{
	struct intake_pane *pane = form->pane;
	bool ok = true;
	for (int i = 0; ok && i < pane->form.n_fields; i++) {
		char *a = intake_pane_line(pane, i);
		for (int j = 0; ok && *a && j < i && specs[pane->rows[i].group].kind == GROUP_FLAG; j++) {
			char *b = intake_pane_line(pane, j);
			ok = !str_eq(a, b) || specs[pane->rows[j].group].kind != GROUP_FLAG;
			free(b);
		}
		if (!ok) {
			err_set(err, ERR_INPUT, _("\"%s\" stands twice."), a);
			form_problem(&pane->form, i, err->text);
			pane->form.focus = i;
		}
		free(a);
	}
	return ok;
}

bool intake_form_save(struct intake_form *form, struct store *store, int64_t session_id,
		      struct intake_changes *changes, struct err *err)
{
	struct saving s = { .form = form, .store = store, .changes = changes, .err = err };
	*changes = (struct intake_changes){ 0, 0, 0 };
	if (!intake_pane_check(form->pane, err) || !flags_differ(form, err))
		return false;
	if (!store_begin(store, err))
		return false;
	int64_t version = form->client.version;
	bool ok = flags_load(store, form->catalogue, form->client.id, &s.flags, err) &&
		  client_facts_load(store, form->client.id, &s.facts, err);
	for (int i = 0; ok && i < form->pane->form.n_fields; i++)
		ok = row_store(&s, i);
	ok = ok && intake_review(store, form->client.id, session_id, today(), false, err);
	flags_release(&s.flags);
	client_facts_release(&s.facts);
	ok = store_end(store, ok, err);
	/* What was rolled back is not the version of the next try. */
	if (!ok)
		form->client.version = version;
	return ok;
}

/* ---- what was ---- */

static void earlier_head(struct str *out, const char *label, const char **said)
{
	if (*said != label)
		str_addf(out, "%s%s\n", out->len ? "\n" : "", label);
	*said = label;
}

static void earlier_facts(const struct client_facts *facts, struct str *out)
{
	const char *said = NULL;
	for (size_t i = 0; i < facts->n; i++) {
		const struct client_fact *fact = &facts->rows[i];
		if (client_fact_lasts(fact, today()))
			continue;
		earlier_head(out, client_fact_word(fact->kind), &said);
		str_add(out, "  ");
		client_fact_tell(fact, out);
		str_addf(out, "%s\n", fact->voided_at ? _(" (taken back)") : "");
	}
}

bool intake_form_earlier(const struct intake_form *form, struct store *store, struct str *out,
			 struct err *err)
{
	struct flags flags = { NULL, 0 };
	struct client_facts facts = { NULL, 0 };
	const char *said = NULL;
	bool ok = flags_load(store, form->catalogue, form->client.id, &flags, err) &&
		  client_facts_load(store, form->client.id, &facts, err);
	for (size_t i = 0; ok && i < flags.n; i++) {
		if (flag_holds(&flags.rows[i], today()))
			continue;
		earlier_head(out, _("Flags"), &said);
		str_add(out, "  ");
		flag_describe(form->catalogue, &flags.rows[i], out);
		str_addc(out, '\n');
	}
	if (ok)
		earlier_facts(&facts, out);
	if (ok && out->len == 0)
		str_add(out, _("Nothing has ended or was taken back."));
	flags_release(&flags);
	client_facts_release(&facts);
	return ok;
}

/* ---- drafts ---- */

/* "03.17" is the record 17 of the group 3, "03+002" a new row. */
static char *row_name(const struct intake_row *of, int row)
{
	return of->record ? str_format("%02d.%lld", of->group, (long long)of->record)
			  : str_format("%02d+%04d", of->group, row);
}

void intake_form_describe(const struct intake_form *form, struct draft_fields *out)
{
	struct intake_pane *pane = form->pane;
	for (int i = 0; i < pane->form.n_fields; i++) {
		char *name = row_name(&pane->rows[i], i);
		draft_add_changed(out, name, pane->rows[i].was, form_value(&pane->form, i));
		free(name);
	}
}

void intake_form_put(struct intake_form *form, const char *name, const char *value)
{
	int group = atoi(name);
	if (strlen(name) > 3 && group >= 0 && group < GROUPS)
		intake_pane_type(form->pane, group, name[2] == '.' ? atoll(name + 3) : 0, value);
}
