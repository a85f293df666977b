/* SPDX-License-Identifier: MIT */
/* Receipts and superbills: each print is counted, so that the next one says that it is a copy. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/printing.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "io/superbill.h"
#include "line/vocabulary.h"
#include "screens/bill/bill.h"
#include "screens/screens.h"

enum paper { PAPER_RECEIPT, PAPER_SUPERBILL };
static const char *const paper_names[] = { "receipt", "superbill" };

/* What the line asks for; words that are neither the printer nor an invoice nor two digits are codes. */
struct paper_wish {
	enum paper paper;
	bool to_printer;
	int64_t invoice_id;
	struct str codes;
	char place[3]; /* of service, where it is another than usual */
};

/* ---- the line ---- */

/* "INV-000123" ends in more digits than any diagnosis code. */
static bool is_invoice_name(const char *word)
{
	size_t n = strlen(word);
	return n >= 6 && strspn(word + n - 6, "0123456789") == 6;
}

static bool wish_word(struct app *app, struct paper_wish *wish, const char *word, struct err *err)
{
	if (vocabulary_find(word, MEANS(MEANS_PRINTER)))
		return wish->to_printer = true;
	if (is_invoice_name(word))
		return invoice_named(app->store, word, &wish->invoice_id, err);
	if (wish->paper == PAPER_RECEIPT)
		return err_set(err, ERR_INPUT, _("“%s” is no invoice. They look like INV-000123."), word);
	if (vocabulary_find(word, MEANS(MEANS_NONE)))
		return true;
	if (strlen(word) == 2 && strspn(word, "0123456789") == 2) {
		memcpy(wish->place, word, sizeof wish->place);
		return true;
	}
	str_addf(&wish->codes, "%s%s", wish->codes.len ? " " : "", word);
	return true;
}

static bool wish_read(struct app *app, const char *line, struct paper_wish *wish, struct err *err)
{
	struct str word, codes;
	bool ok = true;
	str_init(&word);
	str_init(&codes);
	while (ok && str_next_word(&line, &word))
		ok = wish_word(app, wish, word.s, err);
	ok = ok && superbill_codes(wish->codes.s, &codes, err);
	str_clear(&wish->codes);
	str_add(&wish->codes, codes.s);
	str_release(&word);
	str_release(&codes);
	return ok;
}

/* The invoice of the line, else the one that the bill's cursor is on. */
static bool wish_invoice(struct app *app, struct paper_wish *wish, struct err *err)
{
	const struct invoice *invoice;
	if (wish->invoice_id)
		return true;
	if (!app_is_at(app, "bill"))
		return err_set(
			err, ERR_MISSING,
			_("Say which invoice, such as INV-000123, or open a bill: {bill-show day} on the day."));
	invoice = bill_invoice_chosen(app, err);
	wish->invoice_id = invoice ? invoice->id : 0;
	return invoice != NULL;
}

/* ---- the paper ---- */

/* The series may hold what is no plain name of a file. */
static char *file_name(const struct paper_wish *wish, const struct receipt *receipt)
{
	char name[INVOICE_NAME_SIZE];
	invoice_name(&receipt->invoice, name);
	for (char *c = name; *c; c++)
		if (*c == '/' || (unsigned char)*c < ' ')
			*c = '-';
	return str_format("%s-%s.txt", paper_names[wish->paper], name);
}

static bool count_and_write(struct app *app, const struct paper_wish *wish, const struct receipt *receipt,
			    struct str *text, struct str *path, struct err *err)
{
	int64_t before;
	char *name = file_name(wish, receipt);
	bool ok = (wish->paper == PAPER_RECEIPT ||
		   invoice_diagnoses_set(app->store, wish->invoice_id, wish->codes.s, err)) &&
		  invoice_printed(app->store, wish->invoice_id, paper_names[wish->paper], &before, err);
	if (ok && wish->paper == PAPER_RECEIPT)
		receipt_page(receipt, before, text);
	else if (ok)
		superbill_page(receipt, wish->codes.s, before, text);
	ok = ok && printing_deliver(app, wish->to_printer, name, true, text, path, err);
	free(name);
	return ok;
}

/* Count and paper come together or not at all. */
static bool print_paper(struct app *app, const struct paper_wish *wish, const struct receipt *receipt,
			struct err *err)
{
	struct str text, path, lacks;
	str_init(&text);
	str_init(&path);
	str_init(&lacks);
	bool begun = store_begin(app->store, err);
	bool written = begun && count_and_write(app, wish, receipt, &text, &path, err);
	bool ok = begun && store_end(app->store, written, err);
	if (written && !ok && path.len)
		unlink(path.s);
	if (ok) {
		printing_say(app, wish->to_printer, path.s, &text);
		if (wish->paper == PAPER_RECEIPT)
			receipt_lacks(receipt, &lacks);
		else
			superbill_lacks(receipt, wish->codes.s, &lacks);
		if (lacks.len)
			str_addf(&app->message, _(" · not on it: %s"), lacks.s);
	}
	str_release(&text);
	str_release(&path);
	str_release(&lacks);
	return ok;
}

static bool paper_print(struct app *app, enum paper paper, const char *argument, struct err *err)
{
	struct paper_wish wish = { .paper = paper };
	struct receipt receipt;
	receipt_init(&receipt);
	str_init(&wish.codes);
	bool ok = wish_read(app, argument, &wish, err) && wish_invoice(app, &wish, err) &&
		  receipt_load(app->store, app->conf, wish.invoice_id, &receipt, err);
	if (ok && wish.place[0])
		mem_replace(&receipt.place, wish.place);
	ok = ok && print_paper(app, &wish, &receipt, err);
	receipt_release(&receipt);
	str_release(&wish.codes);
	return ok;
}

static bool cmd_receipt_print(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	return paper_print(app, PAPER_RECEIPT, argument, err);
}

static const struct command receipt_print_command = {
	.name = "receipt-print",
	.scope = "any",
	.keys = "bill:P bill:Alt-P=printer",
	.hint = N_("receipt"),
	.hint_scopes = "bill:2",
	.help = N_(
		"Print the receipt, or the invoice where nothing was paid yet ({receipt-print=printer}: on the printer at your desk); receipt-print CN-000001 prints any other"),
	.run = cmd_receipt_print,
};

static bool cmd_superbill_print(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	return store_may_chart(app->store, err) && paper_print(app, PAPER_SUPERBILL, argument, err);
}

static void superbill_preset(struct app *app, struct str *out)
{
	struct err err = ERR_INIT;
	const struct invoice *invoice = app_is_at(app, "bill") ? bill_invoice_chosen(app, &err) : NULL;
	if (!invoice || !invoice_diagnoses(app->store, invoice->id, out, &err) || out->len == 0)
		str_add(out, "none");
}

static void superbill_reading(struct app *app, const char *argument, struct str *out)
{
	struct paper_wish wish = { .paper = PAPER_SUPERBILL };
	struct err err = ERR_INIT;
	str_init(&wish.codes);
	if (!wish_read(app, argument, &wish, &err))
		str_add(out, err.text);
	else if (wish.codes.len)
		str_addf(out, _("Diagnosis codes as you give them: %s"), wish.codes.s);
	else
		str_add(out,
			_("Without diagnosis codes. They look like M54.2; 12: another place of service; printer"));
	if (wish.place[0])
		str_addf(out, _(" · place of service %s"), wish.place);
	str_release(&wish.codes);
}

static const struct command superbill_print_command = {
	.name = "superbill-print",
	.scope = "any",
	.keys = "bill:U",
	.ask = N_("Diagnosis codes (or none)"),
	.help = N_("Print a superbill with the diagnosis codes that you give"),
	.run = cmd_superbill_print,
	.reading = superbill_reading,
	.preset = superbill_preset,
	.owner = chosen_session,
};

const struct command *const receipt_commands[] = {
	&receipt_print_command,
	&superbill_print_command,
	NULL,
};
