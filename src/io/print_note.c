/* SPDX-License-Identifier: MIT */
/* The session note: all that stands in the record, for the client who asks for it or the file. */
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "io/print.h"

bool print_section(struct str *out, const struct print_record *record, enum note_section section)
{
	const char *text = record->session->text[section];
	struct str fields;
	str_init(&fields);
	if (record->findings)
		findings_sentences(record->catalogue, record->findings, findings_sections(section), &fields);
	bool any = !str_empty(text) || fields.len > 0;
	if (any)
		print_heading(out, note_section_word(section));
	if (!str_empty(text))
		print_text(out, 0, 0, text);
	if (fields.len > 0)
		print_text(out, 0, 0, fields.s);
	str_release(&fields);
	return any;
}

static void print_sections(const struct print_record *record, struct str *out)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		if (!print_section(out, record, (enum note_section)i)) {
			print_heading(out, note_section_word((enum note_section)i));
			print_text(out, 0, 0, _("(nothing)"));
		}
}

static void print_entries(const struct print_record *record, struct str *out)
{
	struct str line;
	str_init(&line);
	if (record->n_marks)
		print_heading(out, _("Marks"));
	for (size_t i = 0; i < record->n_marks; i++) {
		str_clear(&line);
		sentence_mark(record->catalogue, &record->marks[i], record->applications,
			      record->n_applications, NULL, &line);
		if (!str_empty(record->marks[i].note))
			str_addf(&line, " \"%s\"", record->marks[i].note);
		print_line(out, 0, 2, "- %s", line.s);
	}
	if (record->n_measures)
		print_heading(out, _("Measures"));
	for (size_t i = 0; i < record->n_measures; i++) {
		str_clear(&line);
		measure_describe(record->catalogue, &record->measures[i], &line);
		print_line(out, 0, 2, "- %s", line.s);
	}
	if (record->n_applications)
		print_heading(out, _("Techniques"));
	for (size_t i = 0; i < record->n_applications; i++) {
		str_clear(&line);
		sentence_technique(record->catalogue, &record->applications[i], NULL, &line);
		print_line(out, 0, 2, "- %s", line.s);
	}
	str_release(&line);
}

static void print_beside(const struct print_record *record, struct str *out)
{
	struct str line;
	str_init(&line);
	if (record->n_selfcares)
		print_heading(out, _("Self-care"));
	for (size_t i = 0; i < record->n_selfcares; i++) {
		str_clear(&line);
		selfcare_describe(record->catalogue, &record->selfcares[i], &line);
		print_line(out, 0, 2, "- %s", line.s);
	}
	if (record->n_referrals)
		print_heading(out, _("Referrals"));
	for (size_t i = 0; i < record->n_referrals; i++) {
		str_clear(&line);
		referral_describe(&record->referrals[i], &line);
		print_line(out, 0, 2, "- %s", line.s);
	}
	str_release(&line);
}

static void print_outcome(const struct print_record *record, struct str *out)
{
	const struct session *session = record->session;
	print_heading(out, _("Consent and outcome"));
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		if (i == CONSENT_TREATMENT || consent_basis_holds(record->consent[i]))
			print_line(out, 0, 0, _("Consent, %s: %s"), consent_scope_word((enum consent_scope)i),
				   record->consent[i] == BASIS_SESSION    ? _("given in this session")
				   : record->consent[i] == BASIS_STANDING ? _("standing from before")
									  : _("not recorded"));
	if (record->consented_by)
		print_line(out, 0, 0, _("Given for the client by %s"), record->consented_by);
	print_line(out, 0, 0, _("How the client took it: %s"),
		   session->response ? session->response : _("not said"));
	print_line(out, 0, 0, _("Adverse reaction: %s"), session->adverse ? session->adverse : _("not said"));
}

static void wall_line(const char *instant, struct str *out)
{
	int64_t seconds;
	char wall[WALL_SIZE], date[DATE_SIZE];
	if (!instant || !instant_parse(instant, &seconds))
		return;
	wall_format(seconds, wall);
	wall_date(wall, date);
	str_addf(out, "%s %s", date_medium(date), wall + 11);
}

static void print_signature(const struct print_record *record, struct str *out)
{
	struct str when;
	str_init(&when);
	wall_line(record->session->signed_at, &when);
	str_addc(out, '\n');
	if (record->session->status == SESSION_SIGNED) {
		print_line(out, 0, 0, _("Signed by %s, %s."), record->practitioner, when.s);
		print_line(out, 0, 0, _("Fingerprint: %s"),
			   record->session->digest ? record->session->digest : "");
	} else {
		print_text(out, 0, 0, _("NOT SIGNED: this note can still change."));
	}
	str_release(&when);
}

static void print_addenda(const struct print_record *record, struct str *out)
{
	for (size_t i = 0; i < record->n_addenda; i++) {
		const struct addendum *addendum = &record->addenda[i];
		struct str when;
		str_init(&when);
		wall_line(addendum->at, &when);
		print_heading(out, _("Addendum"));
		print_line(out, 0, 0, "%s, %s (%s)", when.s, addendum->author, addendum->reason);
		print_text(out, 0, 0, addendum->text);
		str_release(&when);
	}
}

void print_session_note(const struct print_record *record, struct str *out)
{
	const struct session *session = record->session;
	char day[DATE_SIZE];
	wall_date(session->start, day);
	print_head(out, record, _("Session note"));
	if (record->client->birth)
		print_line(out, 0, 0, _("Born: %s"), date_medium(record->client->birth));
	print_line(out, 0, 0, _("Session: %s, %s-%s, %s"), date_medium(day),
		   session->start ? session->start + 11 : "", session->end ? session->end + 11 : "",
		   record->practitioner);
	print_sections(record, out);
	print_entries(record, out);
	print_beside(record, out);
	print_outcome(record, out);
	print_signature(record, out);
	print_addenda(record, out);
}
