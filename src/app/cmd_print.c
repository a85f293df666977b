/* SPDX-License-Identifier: MIT */
/* What is handed on: the client's sheet, the letter, the note. Each print is a row of the audit. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/chart_consent.h"
#include "app/entries.h"
#include "app/commands.h"
#include "app/progress_report.h"
#include "app/printing.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "io/print.h"
#include "line/vocabulary.h"
#include "store/addenda.h"
#include "store/audit.h"
#include "store/client_facts.h"
#include "store/people.h"

enum document { DOCUMENT_SELFCARE, DOCUMENT_REFERRAL, DOCUMENT_NOTE, DOCUMENT_PROGRESS, DOCUMENTS };
static const char *const document_names[DOCUMENTS] = { "selfcare", "referral", "note", "progress" };

/* What the line asks for. */
struct print_wish {
	enum document document;
	bool to_printer;
	struct str name; /* of the file; empty: one is made */
	bool marks, techniques, section[NOTE_SECTIONS];
	struct progress_wish progress;
};

/* What the record points into. */
struct print_parts {
	struct practitioner practitioner;
	struct session session;
	struct addenda addenda;
	struct client_facts facts;
	struct marks earlier; /* of the last session, where today has none */
};

/* ---- the line ---- */

/* What the therapist lets the letter tell. */
static bool take_finding(struct print_wish *wish, const char *word)
{
	const struct meaning *told = vocabulary_find(word, MEANS(MEANS_SECTION) | MEANS(MEANS_LETTER));
	if (wish->document != DOCUMENT_REFERRAL || !told)
		return false;
	bool *said = told->kind == MEANS_SECTION ? &wish->section[told->value]
		     : told->value == TOLD_MARKS ? &wish->marks
						 : &wish->techniques;
	return *said = true;
}

static bool take_document(struct print_wish *wish, const char *word, struct err *err)
{
	const struct meaning *page = vocabulary_find(word, MEANS(MEANS_PAGE));
	for (int i = 0; page && i < DOCUMENTS; i++)
		if (str_eq(document_names[i], page->code)) {
			wish->document = (enum document)i;
			return true;
		}
	return err_set(err, ERR_INPUT, _("“%s” cannot be printed: say selfcare, referral, note or progress."),
		       word);
}

static bool wish_read(const char *line, struct print_wish *wish, struct err *err)
{
	struct str word;
	bool ok = true;
	str_init(&word);
	str_init(&wish->name);
	progress_wish_init(&wish->progress);
	str_next_word(&line, &word);
	ok = take_document(wish, word.s, err);
	while (ok && str_next_word(&line, &word)) {
		if (vocabulary_find(word.s, MEANS(MEANS_PRINTER)))
			wish->to_printer = true;
		else if (wish->document == DOCUMENT_PROGRESS && !strchr(word.s, '.'))
			progress_wish_take(&wish->progress, word.s);
		else if (!take_finding(wish, word.s) && wish->name.len)
			ok = err_set(err, ERR_INPUT, _("“%s” is one word too many."), word.s);
		else if (!take_finding(wish, word.s))
			str_add(&wish->name, word.s);
	}
	str_release(&word);
	return ok;
}

static void print_reading(struct app *app, const char *argument, struct str *out)
{
	struct print_wish wish = { .to_printer = false };
	struct err err = ERR_INIT;
	if (str_empty(argument)) {
		str_add(out,
			_("selfcare, referral, note or progress; a file's name after it, if the usual one will not do"));
		if (printing_has_printer(app))
			str_add(out, _("\nprinter: to the printer at your desk, instead of a file"));
		return;
	}
	if (!wish_read(argument, &wish, &err))
		str_add(out, err.text);
	else if (wish.document == DOCUMENT_REFERRAL)
		str_add(out, _("what the letter tells beside the reason and what is recorded of the client: "
			       "marks, techniques, subjective, objective, assessment"));
	else if (wish.document == DOCUMENT_PROGRESS)
		progress_wish_say(app, &wish.progress, out);
	else if (wish.document == DOCUMENT_NOTE)
		str_add(out, _("the whole session as it stands in the record"));
	else
		str_add(out, _("the client's own sheet: points, what to do at home, when to stop"));
	str_release(&wish.name);
	progress_wish_release(&wish.progress);
}

/* ---- the record ---- */

static bool parts_load(struct app *app, struct print_parts *parts, struct err *err)
{
	const struct session_open *open = app->open;
	bool is_signed = open->session.status == SESSION_SIGNED;
	*parts = (struct print_parts){ .addenda = { NULL, 0 } };
	practitioner_init(&parts->practitioner);
	session_init(&parts->session);
	session_copy(&parts->session, &open->session);
	for (int i = 0; !is_signed && i < NOTE_SECTIONS; i++)
		mem_replace(&parts->session.text[i], session_typed(app, i));
	return practitioner_load(app->store,
				 is_signed ? open->session.signed_by : open->session.practitioner_id,
				 &parts->practitioner, err) &&
	       addenda_load(app->store, open->session.id, &parts->addenda, err) &&
	       client_facts_load(app->store, open->client.id, &parts->facts, err) &&
	       (open->marks.n > 0 || open->previous.id == 0 ||
		marks_load(app->store, open->previous.id, &parts->earlier, err));
}

static void parts_release(struct print_parts *parts)
{
	practitioner_release(&parts->practitioner);
	session_release(&parts->session);
	addenda_release(&parts->addenda);
	client_facts_release(&parts->facts);
	marks_release(&parts->earlier);
}

static struct print_record record_of(const struct app *app, const struct print_parts *parts,
				     const struct print_wish *wish)
{
	const struct session_open *open = app->open;
	bool earlier = wish->document == DOCUMENT_SELFCARE && open->marks.n == 0;
	struct print_record record = {
		.catalogue = app->catalogue,
		.practice = conf_text(app->conf, "practice:name"),
		.address = conf_text(app->conf, "practice:address"),
		.phone = conf_text(app->conf, "practice:phone"),
		.practitioner = parts->practitioner.name ? parts->practitioner.name : "",
		.profession = parts->practitioner.profession,
		.client = &open->client,
		.session = &parts->session,
		.marks = earlier ? parts->earlier.rows : open->marks.rows,
		.n_marks = earlier ? parts->earlier.n : open->marks.n,
		.applications = open->applications.rows,
		.n_applications = open->applications.n,
		.measures = open->measures.rows,
		.n_measures = open->measures.n,
		.selfcares = open->selfcares.rows,
		.n_selfcares = open->selfcares.n,
		.flags = open->flags.rows,
		.n_flags = open->flags.n,
		.facts = parts->facts.rows,
		.n_facts = parts->facts.n,
		.findings = &open->findings,
		.referrals = open->referrals.rows,
		.n_referrals = open->referrals.n,
		.addenda = parts->addenda.rows,
		.n_addenda = parts->addenda.n,
		.consented_by = session_consent_person(open) ? session_consent_person(open)->name : NULL,
		.with_marks = wish->marks,
		.with_techniques = wish->techniques,
	};
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		record.consent[i] = session_consent_basis(open, (enum consent_scope)i);
	memcpy(record.with_section, wish->section, sizeof record.with_section);
	return record;
}

static bool compose(struct app *app, const struct print_wish *wish, const struct print_record *record,
		    struct str *out, struct err *err)
{
	const struct session_open *open = app->open;
	if (wish->document == DOCUMENT_PROGRESS)
		return progress_report(app, &wish->progress, record, out, err);
	if (wish->document == DOCUMENT_REFERRAL && open->referrals.n == 0)
		return err_set(
			err, ERR_MISSING,
			_("There is no referral in this session yet: {referral-add} records one, then the letter is printed."));
	if (wish->document == DOCUMENT_SELFCARE && open->selfcares.n == 0 && record->n_marks == 0)
		return err_set(err, ERR_MISSING,
			       _("Nothing to print yet: {selfcare-show} writes down what to do at home."));
	if (wish->document == DOCUMENT_REFERRAL)
		print_referral_letter(record, &open->referrals.rows[open->referrals.n - 1], out);
	else if (wish->document == DOCUMENT_SELFCARE)
		print_selfcare_sheet(record, out);
	else
		print_session_note(record, out);
	return true;
}

/* ---- where it goes ---- */

static bool deliver(struct app *app, const struct print_wish *wish, const struct str *text, struct str *path,
		    struct err *err)
{
	struct str name;
	char date[DATE_SIZE];
	str_init(&name);
	wall_date(app->open->session.start, date);
	/* The client's code, not the name: files lie about. */
	if (wish->name.len)
		str_add(&name, wish->name.s);
	else
		str_addf(&name, "%s-%s-%s.txt", document_names[wish->document], app->open->client.code, date);
	bool ok = printing_deliver(app, wish->to_printer, name.s, wish->name.len == 0, text, path, err);
	str_release(&name);
	return ok;
}

/* The row of the audit and the print come together. */
static bool deliver_audited(struct app *app, const struct print_wish *wish, const struct str *text,
			    struct str *path, struct err *err)
{
	char *detail =
		str_format("%s, %s", document_names[wish->document], wish->to_printer ? "printer" : "file");
	bool ok = store_may_chart(app->store, err) && store_begin(app->store, err);
	if (ok) {
		ok = audit_add(app->store, "document-print", "session", app->open->session.id, detail, err) &&
		     deliver(app, wish, text, path, err);
		bool written = ok && !wish->to_printer;
		ok = store_end(app->store, ok, err);
		if (written && !ok)
			unlink(path->s);
	}
	free(detail);
	return ok;
}

static bool print_document(struct app *app, const struct print_wish *wish, struct err *err)
{
	struct print_parts parts;
	struct str text, path;
	str_init(&text);
	str_init(&path);
	bool ok = parts_load(app, &parts, err);
	if (ok) {
		struct print_record record = record_of(app, &parts, wish);
		ok = compose(app, wish, &record, &text, err) && deliver_audited(app, wish, &text, &path, err);
	}
	if (ok)
		printing_say(app, wish->to_printer, path.s, &text);
	parts_release(&parts);
	str_release(&text);
	str_release(&path);
	return ok;
}

static bool cmd_document_print(struct app *app, const char *argument, int value, struct err *err)
{
	struct print_wish wish = { .to_printer = false };
	(void)value;
	if (app->open->session.id == 0)
		return err_set(err, ERR_REFUSED,
			       _("What is printed belongs to a session: open a chart first."));
	bool ok = wish_read(argument, &wish, err) && print_document(app, &wish, err);
	str_release(&wish.name);
	progress_wish_release(&wish.progress);
	return ok;
}

/* From the list of what is done at home it is the sheet that is wanted. */
static void print_preset(struct app *app, struct str *out)
{
	if (app_is_at(app, "selfcare"))
		str_add(out, "selfcare");
	else if (app_is_at(app, "progress") || app_is_at(app, "course"))
		str_add(out, "progress ");
	else if (app->open->referrals.n > 0)
		str_add(out, "referral");
}

static const struct command document_print_command = {
	.name = "document-print",
	.scope = "any",
	.keys = "chart:Alt-P sign:Alt-P selfcare:Alt-P selfcare:p progress:Alt-P course:Alt-P",
	.hint = N_("print"),
	.hint_scopes = "selfcare",
	.ask = N_("Print (selfcare, referral, note, progress)"),
	.help = N_(
		"Print the client's sheet, a referral letter, the note or a progress report: to a file, or to the printer at your desk"),
	.run = cmd_document_print,
	.reading = print_reading,
	.preset = print_preset,
	.owner = chosen_session,
};

const struct command *const print_commands[] = {
	&document_print_command,
	NULL,
};
