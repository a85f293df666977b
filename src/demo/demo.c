/* SPDX-License-Identifier: MIT */
/* The made-up clinic is written through the same calls as a real one, so that it passes every check. */
#include "demo/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo/demo_course.h"
#include "demo/demo_intake.h"
#include "demo/demo_words.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/entry.h"
#include "store/charges.h"
#include "store/consents.h"
#include "store/entries.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "line/finding_line.h"
#include "line/selfcare_line.h"
#include "store/findings.h"
#include "store/people.h"
#include "store/selfcares.h"
#include "store/sessions.h"

enum { DEMO_A_DAY = 6 };

struct demo {
	struct store *store;
	const struct catalogue *catalogue;
	const struct demo_options *options;
	uint64_t random;
	int64_t *clients; /* ids */
	struct services services;
	char today[DATE_SIZE];
	struct demo_course course; /* of the first client */
	struct err *err;
};

/* splitmix64: the same seed makes the same clinic. */
static uint32_t pick(struct demo *demo, uint32_t below)
{
	uint64_t z = demo->random += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ (z >> 31)) >> 33) % below;
}

static bool services_make(struct demo *demo)
{
	for (size_t i = 0; i < sizeof demo_services / sizeof demo_services[0]; i++) {
		const struct demo_service *from = &demo_services[i];
		struct service service;
		service_init(&service);
		service.code = mem_strdup(from->code);
		service.label = mem_strdup(from->label);
		service.minutes = from->minutes;
		service.cents = from->cents;
		service.tax = TAX_GST;
		service.account = mem_strdup("200");
		service.active = true;
		bool ok = service_save(demo->store, &service, demo->err);
		service_release(&service);
		if (!ok)
			return false;
	}
	return service_list(demo->store, &demo->services, demo->err);
}

static void client_make(struct demo *demo, int i, struct client *client)
{
	char birth[DATE_SIZE];
	client_init(client);
	if (i < (int)(sizeof demo_regulars / sizeof demo_regulars[0])) {
		client->family = mem_strdup(demo_regulars[i].family);
		client->given = mem_strdup(demo_regulars[i].given);
		client->sex = mem_strdup(demo_regulars[i].sex);
	} else {
		client->family = mem_strdup(demo_families[pick(demo, DEMO_FAMILIES)]);
		const struct demo_given *given = &demo_givens[pick(demo, DEMO_GIVENS)];
		client->given = mem_strdup(given->name);
		client->sex = mem_strdup(given->sex);
	}
	date_add_days(demo->today, -(18 * 366 + (int)pick(demo, 60 * 365)), birth);
	client->birth = mem_strdup(birth);
	/* A range that is kept free for made-up numbers. */
	client->phone = str_format("0491 57%u %03u", pick(demo, 10), pick(demo, 1000));
	client->email = str_format("client%d@example.org", i + 1);
	client->address = str_format("%u %s", 1 + pick(demo, 180), demo_streets[pick(demo, DEMO_STREETS)]);
	client->occupation = mem_strdup(demo_occupations[pick(demo, DEMO_OCCUPATIONS)]);
}

static bool clients_make(struct demo *demo)
{
	demo->clients = mem_array((size_t)demo->options->clients, sizeof *demo->clients);
	for (int i = 0; i < demo->options->clients; i++) {
		struct client client;
		client_make(demo, i, &client);
		bool ok = client_save(demo->store, &client, demo->err) &&
			  demo_intake_make(demo->store, demo->catalogue, &client, i, demo->options->seed,
					   demo->today, demo->err);
		demo->clients[i] = client.id;
		client_release(&client);
		if (!ok)
			return false;
	}
	return true;
}

/* Consents of the first clients, by their number alone: what chance makes stays as it is. */
static const struct demo_consent {
	int every, from; /* of the clients: each `every`th from that one on */
	enum consent_scope scope;
	enum consent_form form;
	int days_ago, withdrawn_ago; /* 0: it stands */
} demo_consents[] = {
	{ 3, 0, CONSENT_PRIVACY, CONSENT_WRITTEN, 420, 0 },
	{ 4, 0, CONSENT_TREATMENT, CONSENT_WRITTEN, 420, 0 },
	{ 4, 2, CONSENT_NEEDLING, CONSENT_WRITTEN, 380, 0 },
	{ 8, 3, CONSENT_SENSITIVE, CONSENT_WRITTEN, 200, 0 },
	{ 9, 4, CONSENT_CONTACT, CONSENT_VERBAL, 300, 40 },
};
enum { DEMO_CONSENTING = 60, DEMO_CONSENTS = sizeof demo_consents / sizeof demo_consents[0] };

static bool consent_make(struct demo *demo, int64_t client, const struct demo_consent *from)
{
	struct consent consent;
	char day[DATE_SIZE];
	consent_init(&consent);
	consent.client_id = client;
	consent.scope = from->scope;
	consent.form = from->form;
	date_add_days(demo->today, -from->days_ago, day);
	consent.given_on = mem_strdup(day);
	date_add_days(demo->today, -from->withdrawn_ago, day);
	bool ok = consent_add(demo->store, &consent, demo->err) &&
		  (from->withdrawn_ago == 0 || consent_withdraw(demo->store, &consent, day, demo->err));
	consent_release(&consent);
	return ok;
}

static bool consents_make(struct demo *demo)
{
	for (int i = 0; i < demo->options->clients && i < DEMO_CONSENTING; i++)
		for (int c = 0; c < DEMO_CONSENTS; c++)
			if (i % demo_consents[c].every == demo_consents[c].from &&
			    !consent_make(demo, demo->clients[i], &demo_consents[c]))
				return false;
	return true;
}

static const struct service *service_of(const struct demo *demo, const char *code)
{
	for (size_t i = 0; i < demo->services.n; i++)
		if (str_eq(demo->services.rows[i].code, code))
			return &demo->services.rows[i];
	return &demo->services.rows[0];
}

static bool session_book(struct demo *demo, int64_t client, const char *date, const char *time,
			 const struct service *service, struct session *session)
{
	char wall[WALL_SIZE], text[INSTANT_SIZE];
	int64_t seconds = 0;
	session_init(session);
	session->client_id = client;
	session->practitioner_id = demo->store->actor;
	session->service_id = service->id;
	session->start = str_format("%sT%s", date, time);
	wall_add_minutes(session->start, service->minutes, wall);
	session->end = mem_strdup(wall);
	session->zone = mem_strdup(clock_zone());
	wall_to_instant(session->start, &seconds);
	instant_format(seconds, text);
	session->start_utc = mem_strdup(text);
	return session_save(demo->store, session, demo->err);
}

static bool entries_make(struct demo *demo, int64_t session_id, const char *line)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_marks(demo->catalogue, line, &reading);
	bool ok = reading.reading.ok ||
		  err_set(demo->err, ERR_DAMAGED, "%s: %s", line, reading.reading.problem.text);
	for (size_t e = 0; ok && e < reading.n_entries; e++) {
		struct entry *entry = &reading.entries[e];
		entry->mark.session_id = session_id;
		ok = mark_save(demo->store, &entry->mark, demo->err);
		for (size_t a = 0; ok && a < entry->n_applications; a++) {
			entry->applications[a].session_id = session_id;
			entry->applications[a].mark_id = entry->mark.id;
			ok = application_save(demo->store, &entry->applications[a], demo->err);
		}
	}
	entry_reading_release(&reading);
	return ok;
}

/* How the marks of a complaint vary by chance. */
struct chance {
	int more; /* tenderness beyond what the course says */
	int fall; /* by treatment */
};

static void chance_pick(struct demo *demo, const struct demo_complaint *complaint, struct chance *chances)
{
	for (int i = 0; i < DEMO_COMPLAINT_MARKS && complaint->marks[i]; i++) {
		chances[i].more = (int)pick(demo, 2);
		chances[i].fall = 2 + (int)pick(demo, 2);
	}
}

/* The course of a complaint: tenderness falls from session to session. */
static bool marks_make(struct demo *demo, int64_t session_id, const struct demo_complaint *complaint,
		       int visit)
{
	struct chance chances[DEMO_COMPLAINT_MARKS];
	bool ok = true;
	chance_pick(demo, complaint, chances);
	for (int i = 0; ok && i < DEMO_COMPLAINT_MARKS && complaint->marks[i]; i++) {
		int before = 8 - visit - i + chances[i].more;
		int after = before - chances[i].fall;
		char *line = str_format(complaint->marks[i], before < 2 ? 2 : before, after < 0 ? 0 : after);
		ok = entries_make(demo, session_id, line);
		free(line);
	}
	return ok;
}

/* One point of the first client in the week so many weeks ago; looked for and not found, it is inactive. */
static bool point_make(struct demo *demo, int64_t session_id, const struct demo_point *point, int weeks,
		       int fall)
{
	char found = point->course[weeks > DEMO_WEEKS ? 0 : DEMO_WEEKS - weeks];
	int before = found - '0', after = before - fall;
	if (found == '.')
		return true;
	char *line = before == 0 ? str_format("%.5s inactive 0", point->who)
				 : str_format("%s %d>%d %s", point->who, before, after < 0 ? 0 : after,
					      point->how);
	bool ok = entries_make(demo, session_id, line);
	free(line);
	return ok;
}

static bool points_make(struct demo *demo, const struct session *session,
			const struct demo_complaint *complaint, const char *date)
{
	struct chance chances[DEMO_COMPLAINT_MARKS];
	int days = date_days_between(date, demo->today), weeks = days < 7 ? 1 : days / 7;
	bool ok = true;
	chance_pick(demo, complaint, chances);
	for (int i = 0; ok && i < DEMO_POINTS; i++)
		ok = point_make(demo, session->id, &demo_points[i], weeks, chances[i % 2].fall);
	return ok && demo_course_make(demo->store, demo->catalogue, session, weeks, &demo->course, demo->err);
}

static bool technique_make(struct demo *demo, int64_t session_id, const char *line)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique(demo->catalogue, -1, line, &reading);
	bool ok = reading.reading.ok ||
		  err_set(demo->err, ERR_DAMAGED, "%s: %s", line, reading.reading.problem.text);
	if (ok) {
		reading.entries[0].applications[0].session_id = session_id;
		ok = application_save(demo->store, &reading.entries[0].applications[0], demo->err);
	}
	entry_reading_release(&reading);
	return ok;
}

static bool selfcare_teach(struct demo *demo, const struct session *session, const char *line)
{
	struct selfcare_reading reading;
	char date[DATE_SIZE];
	wall_date(session->start, date);
	selfcare_reading_init(&reading);
	selfcare_read(demo->catalogue, line, date, &reading);
	reading.selfcare.session_id = session->id;
	bool ok = reading.reading.ok
			  ? selfcare_save(demo->store, &reading.selfcare, demo->err)
			  : err_set(demo->err, ERR_DAMAGED, "%s: %s", line, reading.reading.problem.text);
	selfcare_reading_release(&reading);
	return ok;
}

/* Taught the first time, asked after whenever the client comes again. */
static bool selfcare_make(struct demo *demo, const struct session *session,
			  const struct demo_complaint *complaint, int visit)
{
	static const char *const effects[] = { "same", "better", "better", "same", "better" };
	struct selfcares rows;
	if (!selfcares_load(demo->store, session->client_id, session->id, &rows, demo->err))
		return false;
	bool ok = true;
	for (int i = 0; ok && rows.n == 0 && i < DEMO_SELFCARE && complaint->selfcare[i]; i++)
		ok = selfcare_teach(demo, session, complaint->selfcare[i]);
	for (size_t i = 0; ok && i < rows.n; i++) {
		char days[2] = { (char)('3' + (visit * 2 + (int)i) % 5), '\0' };
		ok = selfcare_answer(demo->store, session->id, rows.rows[i].id, days,
				     effects[(visit + (int)i) % 5], demo->err);
	}
	selfcares_release(&rows);
	return ok;
}

/* Invoiced on the day and paid by card; now and then only half of it, or not yet. */
static bool money_make(struct demo *demo, const struct charge *charge)
{
	struct invoice invoice;
	struct payment payment;
	invoice_init(&invoice);
	payment_init(&payment);
	invoice.series = mem_strdup("INV-");
	invoice.client_id = charge->client_id;
	invoice.registered = true;
	invoice.seller = mem_strdup("Brunswick Myotherapy");
	invoice.issued_on = mem_strdup(charge->date);
	char due[DATE_SIZE];
	date_add_days(charge->date, 14, due);
	invoice.due_on = mem_strdup(due);
	invoice_add_charge(&invoice, charge);
	bool ok = invoice_issue(demo->store, &invoice, demo->err);
	payment.client_id = charge->client_id;
	payment.day = mem_strdup(charge->date);
	payment.cents = invoice.number % 11 == 5 ? invoice.total_cents / 2 : invoice.total_cents;
	payment.method = invoice.number % 5 == 3 ? PAY_CASH : PAY_CARD;
	if (ok && invoice.number % 13 != 7)
		ok = payment_add(demo->store, &payment, invoice.id, demo->err);
	invoice_release(&invoice);
	payment_release(&payment);
	return ok;
}

/* Signing has drafted the charge. */
static bool session_invoice(struct demo *demo, int64_t session_id)
{
	struct charges charges;
	bool ok = charges_of_session(demo->store, session_id, &charges, demo->err);
	for (size_t i = 0; ok && i < charges.n; i++)
		ok = money_make(demo, &charges.rows[i]);
	charges_release(&charges);
	return ok;
}

static bool finding_make(struct demo *demo, int64_t session_id, const char *line)
{
	struct finding_reading reading;
	finding_reading_init(&reading);
	bool ok = finding_read(demo->catalogue, line, &reading) ||
		  err_set(demo->err, ERR_DAMAGED, "%s: %s", line, reading.reading.problem.text);
	ok = ok && findings_save(demo->store, session_id, demo->catalogue->findings[reading.field].code,
				 &reading.findings, demo->err);
	finding_reading_release(&reading);
	return ok;
}

/* The first time what was found, later what came after the treatment before. */
static bool findings_make(struct demo *demo, int64_t session_id, const struct demo_complaint *complaint,
			  int visit)
{
	const char *const *lines = visit > 0 ? demo_later_findings : complaint->findings;
	bool ok = true;
	for (int i = 0; ok && i < DEMO_FINDINGS && lines[i]; i++)
		ok = finding_make(demo, session_id, lines[i]);
	return ok;
}

static bool session_finish(struct demo *demo, struct session *session, const struct service *service,
			   const struct demo_complaint *complaint, int visit)
{
	struct charge charge;
	char date[DATE_SIZE];
	bool later = visit > 0, is_first_client = session->client_id == demo->clients[0];
	wall_date(session->start, date);
	if (!session_consent_save(demo->store, session->id, CONSENT_TREATMENT, true, NULL, demo->err) ||
	    !(is_first_client ? points_make(demo, session, complaint, date)
			      : marks_make(demo, session->id, complaint, visit)) ||
	    !technique_make(demo, session->id, complaint->technique) ||
	    !selfcare_make(demo, session, complaint, visit) ||
	    !findings_make(demo, session->id, complaint, visit) ||
	    !session_set_outcome(demo->store, session, "partly", "none", demo->err))
		return false;
	mem_replace(&session->text[NOTE_SUBJECTIVE], later ? complaint->later : complaint->first);
	mem_replace(&session->text[NOTE_OBJECTIVE], complaint->objective);
	mem_replace(&session->text[NOTE_ASSESSMENT],
		    later ? "Improving; same picture." : complaint->assessment);
	mem_replace(&session->text[NOTE_PLAN], complaint->plan);
	charge_init(&charge);
	charge_for_service(&charge, service, date, 1000);
	charge.session_id = session->id;
	charge.client_id = session->client_id;
	charge.practitioner_id = session->practitioner_id;
	bool ok = session_sign(demo->store, session, &charge, NULL, demo->err) &&
		  session_invoice(demo, session->id);
	charge_release(&charge);
	return ok;
}

static const struct demo_complaint *complaint_of(int client)
{
	return &demo_complaints[client % DEMO_COMPLAINTS];
}

static bool past_session(struct demo *demo, int client, const char *date, int slot, int visit)
{
	static const char *const times[DEMO_A_DAY] = { "09:00", "10:00", "11:30", "13:30", "14:30", "16:00" };
	const struct service *service = service_of(demo, visit == 0 ? "INIT60"
							 : slot % 2 ? "FOLL30"
								    : "FOLL45");
	struct session session;
	bool ok = session_book(demo, demo->clients[client], date, times[slot], service, &session);
	if (ok && pick(demo, 25) == 0)
		ok = session_set_status(demo->store, &session,
					pick(demo, 2) ? SESSION_CANCELLED : SESSION_NO_SHOW, demo->err);
	else
		ok = ok && session_finish(demo, &session, service, complaint_of(client), visit);
	session_release(&session);
	return ok;
}

/* The working day that lies n working days before `date`. */
static void working_day_before(const char *date, int n, char out[DATE_SIZE])
{
	char day[DATE_SIZE];
	memcpy(day, date, DATE_SIZE);
	date_add_days(day, -(n / 5 * 7), out);
	for (n %= 5; n > 0 || date_weekday(out) % 6 == 0;) {
		memcpy(day, out, DATE_SIZE);
		date_add_days(day, -1, out);
		n -= date_weekday(out) % 6 != 0 && n > 0;
	}
}

/* Six sessions a working day, the oldest first; the first client comes once a week, the others now and then. */
static bool past_make(struct demo *demo, int n, void (*progress)(void *, long long, long long), void *context)
{
	int *visits = mem_array((size_t)demo->options->clients, sizeof *visits);
	int days = (n + DEMO_A_DAY - 1) / DEMO_A_DAY;
	bool ok = true;
	for (int i = 0; ok && i < n; i++) {
		int day = i / DEMO_A_DAY, slot = i % DEMO_A_DAY;
		int client =
			slot == 0 && day % 5 == 0 ? 0 : (int)pick(demo, (uint32_t)demo->options->clients);
		char date[DATE_SIZE];
		working_day_before(demo->today, days - day, date);
		ok = past_session(demo, client, date, slot, visits[client]++);
		if (progress)
			progress(context, i + 1, n);
	}
	free(visits);
	return ok;
}

/* A note in the middle of being written: words, marks and a technique, but no signature yet. */
static bool session_begin_note(struct demo *demo, struct session *session,
			       const struct demo_complaint *complaint)
{
	struct draft draft;
	draft_init(&draft);
	draft.session_id = session->id;
	draft.base_version = session->version;
	mem_replace(&draft.text[NOTE_SUBJECTIVE], complaint->later);
	mem_replace(&draft.text[NOTE_OBJECTIVE], complaint->objective);
	mem_replace(&draft.text[NOTE_ASSESSMENT], "");
	mem_replace(&draft.text[NOTE_PLAN], "");
	draft.section = NOTE_ASSESSMENT;
	bool ok = marks_make(demo, session->id, complaint, 3) &&
		  technique_make(demo, session->id, complaint->technique) &&
		  draft_save(demo->store, &draft, demo->err);
	draft_release(&draft);
	return ok;
}

/* Today: the first session is signed, the second is being written, the others wait. */
static bool today_make(struct demo *demo, int n)
{
	for (int i = 0; i < n; i++) {
		const struct demo_today *at = &demo_today_list[i];
		const struct service *service = service_of(demo, at->service);
		int client = at->client % demo->options->clients;
		struct session session;
		bool ok = session_book(demo, demo->clients[client], demo->today, at->time, service, &session);
		if (ok && i == 0)
			ok = session_finish(demo, &session, service, complaint_of(client), 5);
		else if (ok && i == 1)
			ok = session_begin_note(demo, &session, complaint_of(client));
		session_release(&session);
		if (!ok)
			return false;
	}
	return true;
}

bool demo_fill(struct store *store, const struct catalogue *catalogue, const struct demo_options *options,
	       void (*progress)(void *context, long long done, long long total), void *context,
	       struct err *err)
{
	struct demo demo = { .store = store,
			     .catalogue = catalogue,
			     .options = options,
			     .random = options->seed,
			     .err = err };
	int n_today = options->sessions < DEMO_TODAY ? options->sessions : DEMO_TODAY;
	if (options->clients < 1 || options->clients > 200000 || options->sessions < 0 ||
	    options->sessions > 2000000)
		return err_set(err, ERR_INPUT,
			       _("A made-up clinic has 1 to 200000 clients and 0 to 2000000 sessions."));
	date_today(demo.today);
	if (!store_begin(store, err))
		return false;
	bool ok = services_make(&demo) && clients_make(&demo) && consents_make(&demo) &&
		  past_make(&demo, options->sessions - n_today, progress, context) &&
		  today_make(&demo, n_today);
	services_release(&demo.services);
	free(demo.clients);
	return store_end(store, ok, err);
}
