/* SPDX-License-Identifier: MIT */
/* Every typed line by name, read and told as one line of plain words: what was understood, or "!" and what is wrong. */
#ifndef FASCICLE_TESTS_LINE_TOLD_H
#define FASCICLE_TESTS_LINE_TOLD_H

#include <stdlib.h>

#include "entry_told.h"
#include "line/bill_line.h"
#include "line/booking_line.h"
#include "line/client_fact_line.h"
#include "line/consent_line.h"
#include "line/course_line.h"
#include "line/finding_line.h"
#include "line/flag_line.h"
#include "line/referral_line.h"
#include "measure_told.h"
#include "line/selfcare_line.h"

#define TOLD_TODAY "2026-11-20"

static const struct catalogue *told_catalogue;

static void tell_mark_line(const char *line, struct str *out)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_marks(told_catalogue, line, &reading);
	tell_reading(out, told_catalogue, line, &reading);
	entry_reading_release(&reading);
}

static void tell_technique_line(const char *line, struct str *out)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique(told_catalogue, -1, line, &reading);
	tell_reading(out, told_catalogue, line, &reading);
	entry_reading_release(&reading);
}

static void tell_measure_line(const char *line, struct str *out)
{
	struct measure_reading reading;
	measure_reading_init(&reading);
	measure_line_read(told_catalogue, NULL, line, &reading);
	tell_measures(out, told_catalogue, line, &reading);
	measure_reading_release(&reading);
}

static void tell_consent_line(const char *line, struct str *out)
{
	struct consent consent;
	struct reading reading;
	consent_init(&consent);
	if (!consent_line_read(line, TOLD_TODAY, &consent, &reading))
		str_addf(out, "! %s", reading.problem.text);
	str_addf(out, "%s %s %s", consent_scope_code(consent.scope), consent_form_code(consent.form),
		 consent.given_on ? consent.given_on : "");
	if (consent.by.name)
		str_addf(out, " by=%s", consent.by.name);
	if (consent.receiver)
		str_addf(out, " to=%s", consent.receiver);
	if (consent.note)
		str_addf(out, " \"%s\"", consent.note);
	consent_release(&consent);
}

static void tell_flag_line(const char *line, struct str *out)
{
	struct flag_reading reading;
	flag_reading_init(&reading);
	if (!flag_line_read(told_catalogue, line, TOLD_TODAY, &reading))
		str_addf(out, "! %s ", reading.reading.problem.text);
	str_addf(out, "%s", reading.flag.condition ? reading.flag.condition : "");
	if (!str_empty(reading.flag.regions))
		str_addf(out, " %s", reading.flag.regions);
	str_addf(out, " %s..%s %s", reading.flag.since ? reading.flag.since : "",
		 reading.flag.until ? reading.flag.until : "", flag_source_code(reading.flag.source));
	if (reading.flag.note)
		str_addf(out, " \"%s\"", reading.flag.note);
	flag_reading_release(&reading);
}

static void tell_fact_line(const char *line, struct str *out)
{
	struct client_fact fact;
	struct reading reading;
	client_fact_init(&fact);
	if (!client_fact_line_read(&fact, line, TOLD_TODAY, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s %s..%s", fact.text ? fact.text : "", fact.since ? fact.since : "",
		 fact.until ? fact.until : "");
	client_fact_release(&fact);
}

static void tell_course_line(const char *line, struct str *out)
{
	struct course course;
	struct reading reading;
	course_init(&course);
	if (!course_line_read(line, TOLD_TODAY, &course, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s sessions=%d every=%d on=%s", course.reason ? course.reason : "", course.planned,
		 course.review_every, course.review_on ? course.review_on : "");
	course_release(&course);
}

static void tell_course_end(const char *line, struct str *out)
{
	struct course course;
	struct reading reading;
	course_init(&course);
	if (!course_end_read(line, &course, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s \"%s\"", course_outcome_code(course.outcome),
		 course.outcome_note ? course.outcome_note : "");
	course_release(&course);
}

static void tell_goal_line(const char *line, struct str *out)
{
	struct goal goal;
	struct reading reading;
	goal_init(&goal);
	if (!goal_line_read(told_catalogue, NULL, line, &goal, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s = ", goal.text ? goal.text : "");
	if (goal.has_measure)
		tell_measure(out, &goal.measure);
	goal_release(&goal);
}

static void tell_selfcare_line(const char *line, struct str *out)
{
	struct selfcare_reading reading;
	selfcare_reading_init(&reading);
	selfcare_read(told_catalogue, line, TOLD_TODAY, &reading);
	const struct selfcare *s = &reading.selfcare;
	if (!reading.reading.ok)
		str_addf(out, "! %s ", reading.reading.problem.text);
	str_addf(out, "%s %s %s [%s] {%s}", s->kind ? s->kind : "",
		 s->item   ? s->item
		 : s->text ? s->text
			   : "",
		 side_code(s->side), s->regions ? s->regions : "", s->dose ? s->dose : "");
	str_addf(out, " %s %s %s %s %s %s", s->purpose ? s->purpose : "-", s->taught ? s->taught : "-",
		 s->helper ? s->helper : "-", s->review_on ? s->review_on : "-",
		 s->helper_trained_on ? s->helper_trained_on : "-", s->stop_if ? s->stop_if : "-");
	selfcare_reading_release(&reading);
}

static void tell_answer(const char *code, struct str *out)
{
	str_add(out, code ? code : "!");
}

static void tell_adherence(const char *line, struct str *out)
{
	tell_answer(selfcare_adherence(line), out);
}

static void tell_effect(const char *line, struct str *out)
{
	tell_answer(selfcare_effect(line), out);
}

static void tell_finding_line(const char *line, struct str *out)
{
	struct finding_reading reading;
	finding_reading_init(&reading);
	if (!finding_read(told_catalogue, line, &reading))
		str_addf(out, "! %s ", reading.reading.problem.text);
	for (size_t i = 0; i < reading.findings.n; i++) {
		const struct finding *row = &reading.findings.rows[i];
		str_addf(out, "%s%s=%s %s.%s %d", i ? "; " : "", row->field, row->value,
			 row->region ? row->region : "", side_code(row->side), row->grade);
	}
	finding_reading_release(&reading);
}

static void tell_referral_line(const char *line, struct str *out)
{
	struct referral r;
	struct reading reading;
	referral_init(&r);
	if (!referral_line_read(line, &r, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s (%s) %s: %s", r.profession ? r.profession : "", r.name ? r.name : "",
		 r.urgency ? r.urgency : "", r.reason ? r.reason : "");
	referral_release(&r);
}

static void tell_payment_line(const char *line, struct str *out)
{
	struct payment payment;
	struct reading reading;
	payment_init(&payment);
	if (!bill_line_payment(line, 9500, false, &payment, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s %lld %s", pay_method_code(payment.method), (long long)payment.cents,
		 payment.reference ? payment.reference : "");
	payment_release(&payment);
}

static void tell_item_line(const char *line, struct str *out)
{
	struct bill_item item;
	struct reading reading;
	if (!bill_line_item(line, &item, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s x%d %lld %s", item.code ? item.code : "", item.quantity,
		 item.has_price ? (long long)item.cents : -1LL, item.label ? item.label : "");
	bill_item_release(&item);
}

static void tell_discount_line(const char *line, struct str *out)
{
	struct reading reading;
	int64_t cents = 0;
	char *label = NULL;
	if (!bill_line_discount(line, 10000, &cents, &label, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%lld %s", (long long)cents, label ? label : "");
	free(label);
}

static void tell_booking_line(const char *line, struct str *out)
{
	struct reading reading;
	char time[6], *service;
	if (!booking_line_read(line, time, &service, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s %s", time, service ? service : "");
	free(service);
}

static void tell_times_line(const char *line, struct str *out)
{
	struct reading reading;
	char from[6], to[6];
	if (!times_line_read(line, from, to, &reading))
		str_addf(out, "! %s ", reading.problem.text);
	str_addf(out, "%s %s", from, to);
}

static const struct told_line {
	const char *name;
	void (*tell)(const char *line, struct str *out);
} told_lines[] = {
	{ "mark", tell_mark_line },         { "technique", tell_technique_line },
	{ "measure", tell_measure_line },   { "consent", tell_consent_line },
	{ "flag", tell_flag_line },         { "fact", tell_fact_line },
	{ "course", tell_course_line },     { "end", tell_course_end },
	{ "goal", tell_goal_line },         { "selfcare", tell_selfcare_line },
	{ "finding", tell_finding_line },   { "referral", tell_referral_line },
	{ "payment", tell_payment_line },   { "item", tell_item_line },
	{ "discount", tell_discount_line }, { "booking", tell_booking_line },
	{ "times", tell_times_line },       { "adherence", tell_adherence },
	{ "effect", tell_effect },
};

/* Caller frees. */
static char *tell_line(const char *name, const char *line)
{
	struct str out;
	str_init(&out);
	for (size_t i = 0; i < sizeof told_lines / sizeof *told_lines; i++)
		if (str_eq(told_lines[i].name, name))
			told_lines[i].tell(line, &out);
	return str_take(&out);
}

#endif
