/* SPDX-License-Identifier: MIT */
/* The skeleton of a referral letter. The program names what was recorded; what it means is for the reader of the letter. */
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "io/print.h"

static const struct condition *condition_of(const struct print_record *record, const struct flag *flag)
{
	int i = flag_condition(record->catalogue, flag);
	return i >= 0 ? &record->catalogue->conditions[i] : NULL;
}

static bool holds(const struct print_record *record, const struct flag *flag)
{
	char day[DATE_SIZE];
	wall_date(record->session->start, day);
	return flag_holds(flag, day);
}

static void flag_places(const struct print_record *record, const struct flag *flag, struct str *out)
{
	const char *rest = flag->regions;
	int region;
	enum side side;
	while (rest && flag_region_next(record->catalogue, &rest, &region, &side)) {
		str_addf(out, ", %s", i18n_name(record->catalogue->regions[region].name));
		if (side == SIDE_LEFT || side == SIDE_RIGHT)
			str_addf(out, " %s", side_word(side));
	}
}

static void flag_more(const struct print_record *record, const struct flag *flag, struct str *out)
{
	flag_places(record, flag, out);
	if (flag->since)
		str_addf(out, _(", since %s"), date_partial_medium(flag->since));
	if (!str_empty(flag->note))
		str_addf(out, ": %s", flag->note);
}

/* "Possible fracture: …, for your assessment." */
static void red_flag_print(const struct print_record *record, const struct flag *flag, struct str *out)
{
	const struct condition *condition = condition_of(record, flag);
	const char *name = condition ? i18n_name(condition->name) : flag->condition;
	const char *said = condition && str_starts(condition->name, "Possible") ? "" : _("Possible: ");
	struct str line;
	str_init(&line);
	str_addf(&line, "%s%s", said, name);
	flag_more(record, flag, &line);
	print_line(out, 0, 2, _("- %s. For your assessment."), line.s);
	str_release(&line);
}

static size_t print_red_flags(const struct print_record *record, struct str *out)
{
	size_t n = 0;
	for (size_t i = 0; i < record->n_flags; i++) {
		const struct flag *flag = &record->flags[i];
		if (!flag_is_red(record->catalogue, flag) || !holds(record, flag))
			continue;
		if (n++ == 0)
			print_heading(out, _("Signs that were recorded"));
		red_flag_print(record, flag, out);
	}
	return n;
}

static bool is_of(const struct condition *condition, const char *kinds)
{
	const char *found = condition ? strstr(kinds, condition->kind) : NULL;
	return found != NULL;
}

/* The flags whose kind is among `kinds`. */
static bool print_flags(const struct print_record *record, const char *heading, const char *kinds,
			struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < record->n_flags; i++) {
		const struct flag *flag = &record->flags[i];
		const struct condition *condition = condition_of(record, flag);
		if (!is_of(condition, kinds) || !holds(record, flag))
			continue;
		if (!any)
			print_heading(out, heading);
		any = true;
		struct str line;
		str_init(&line);
		str_add(&line, i18n_name(condition->name));
		flag_more(record, flag, &line);
		print_line(out, 0, 2, "- %s", line.s);
		str_release(&line);
	}
	return any;
}

/* Flagged, or told at intake. */
static void print_medicines(const struct print_record *record, struct str *out)
{
	const char *heading = _("Medicines");
	bool any = print_flags(record, heading, "medicine", out);
	char day[DATE_SIZE];
	wall_date(record->session->start, day);
	for (size_t i = 0; i < record->n_facts; i++) {
		const struct client_fact *fact = &record->facts[i];
		struct str line;
		if (fact->kind != CLIENT_FACT_MEDICATION || fact->voided_at || !client_fact_lasts(fact, day))
			continue;
		if (!any)
			print_heading(out, heading);
		any = true;
		str_init(&line);
		client_fact_tell(fact, &line);
		print_line(out, 0, 2, "- %s", line.s);
		str_release(&line);
	}
}

static void print_found(const struct print_record *record, struct str *out)
{
	bool any = false;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		if (record->with_section[i])
			print_section(out, record, (enum note_section)i);
	for (size_t i = 0; record->with_marks && i < record->n_marks; i++) {
		struct str line;
		str_init(&line);
		sentence_mark(record->catalogue, &record->marks[i], record->applications,
			      record->n_applications, NULL, &line);
		if (!any)
			print_heading(out, _("Tender points"));
		any = true;
		print_line(out, 0, 2, "- %s", line.s);
		str_release(&line);
	}
}

static void print_done(const struct print_record *record, struct str *out)
{
	if (!record->with_techniques)
		return;
	print_heading(out, _("What was done"));
	if (record->n_applications == 0)
		print_text(out, 0, 0, _("No treatment was given in this session."));
	for (size_t i = 0; i < record->n_applications; i++) {
		struct str line;
		str_init(&line);
		sentence_technique(record->catalogue, &record->applications[i], NULL, &line);
		print_line(out, 0, 2, "- %s", line.s);
		str_release(&line);
	}
}

static void print_addressee(const struct print_record *record, const struct referral *referral,
			    struct str *out)
{
	const struct client *client = record->client;
	str_addc(out, '\n');
	print_line(out, 0, 4, referral->name ? _("To: %s, %s") : _("To: %s%s"),
		   referral_profession_word(referral->profession), referral->name ? referral->name : "");
	if (client->given && client->family)
		print_line(out, 0, 4, _("About: %s %s"), client->given, client->family);
	if (client->birth)
		print_line(out, 0, 4, _("Born: %s"), date_medium(client->birth));
	if (!str_empty(client->phone))
		print_line(out, 0, 4, _("Phone: %s"), client->phone);
	print_line(out, 0, 4, _("Please see: %s"), referral_urgency_word(referral->urgency));
}

void print_referral_letter(const struct print_record *record, const struct referral *referral,
			   struct str *out)
{
	print_head(out, record, _("Referral"));
	print_addressee(record, referral, out);
	print_heading(out, _("Reason"));
	print_text(out, 0, 0, referral->reason);
	print_red_flags(record, out);
	print_medicines(record, out);
	print_flags(record, _("Allergies"), "allergy", out);
	print_flags(record, _("Also recorded"), "condition device history lifestage", out);
	print_found(record, out);
	print_done(record, out);
	print_heading(out, _("Further remarks"));
	print_blanks(out, 5);
	str_addc(out, '\n');
	print_text(out, 0, 0, _("Signature: ______________________________"));
	print_line(out, 0, 0, str_empty(record->profession) ? "%s%s" : "%s, %s", record->practitioner,
		   str_empty(record->profession) ? "" : record->profession);
}
