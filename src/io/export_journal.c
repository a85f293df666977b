/* SPDX-License-Identifier: MIT */
/* Events as a journal that hledger and ledger read. */
#include "io/export_journal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/money.h"

void export_journal_init(struct export_journal *journal, const struct export_format *format, FILE *stream)
{
	*journal = (struct export_journal){ .stream = stream, .format = format };
	str_init(&journal->scratch);
}

void export_journal_release(struct export_journal *journal)
{
	free(journal->client);
	str_release(&journal->scratch);
}

/* Words in a description: a ; would begin a comment, a | a payee, brackets another kind of posting, a line feed another entry, and two spaces or a tab would
 * end an account's name. */
static const char *plain(struct export_journal *journal, const char *text)
{
	str_clear(&journal->scratch);
	for (; text != NULL && *text != '\0'; text++) {
		bool breaks =
			(unsigned char)*text < ' ' || *text == '\x7F' || strchr(";|()[]", *text) != NULL;
		char last = journal->scratch.len > 0 ? journal->scratch.s[journal->scratch.len - 1] : ' ';
		if (!breaks && *text != ' ')
			str_addc(&journal->scratch, *text);
		else if (last != ' ')
			str_addc(&journal->scratch, ' ');
	}
	return journal->scratch.s;
}

static void posting(struct export_journal *journal, const char *account, const char *client, int64_t cents)
{
	char amount[MONEY_SIZE];

	money_format(cents, amount);
	fprintf(journal->stream, "    %s%s%s  %s %s\n", plain(journal, account), client != NULL ? ":" : "",
		client != NULL ? client : "", journal->format->values[EXPORT_CURRENCY], amount);
}

static void entry_begin(struct export_journal *journal, const char *day, const char *code, const char *words)
{
	fprintf(journal->stream, "%.10s * ", day);
	if (code != NULL)
		fprintf(journal->stream, "(%s) ", plain(journal, code));
	fprintf(journal->stream, "%s\n", plain(journal, words));
}

void export_journal_end(struct export_journal *journal)
{
	if (journal->invoice_id == 0)
		return;
	if (journal->tax_cents != 0)
		posting(journal, journal->format->values[EXPORT_TAX_ACCOUNT], NULL, -journal->tax_cents);
	posting(journal, journal->format->values[EXPORT_RECEIVABLE], journal->client, journal->total_cents);
	fputc('\n', journal->stream);
	journal->invoice_id = 0;
}

/* Below the receivable account: the payer of the invoice, else the client. A colon would begin an account below. */
static void debtor_set(struct export_journal *journal, const struct export_event *event)
{
	bool payer = !str_empty(event->payer);

	mem_replace(&journal->client, plain(journal, payer ? event->payer : event->client_code));
	for (char *at = payer ? strchr(journal->client, ':') : NULL; at != NULL; at = strchr(at, ':'))
		*at = '-';
}

static const char *client_of(const struct export_journal *journal, const struct export_event *event)
{
	return strcmp(journal->format->values[EXPORT_CLIENT], "name") == 0 ? event->client_name
									   : event->client_code;
}

/* A code of the bookkeeper's stands below the income account; a whole account's name stands alone. */
static void posting_income(struct export_journal *journal, const struct export_event *event)
{
	const char *income = journal->format->values[EXPORT_ACCOUNT];
	bool whole = !str_empty(event->account) && (strchr(event->account, ':') != NULL || str_empty(income));

	posting(journal, whole ? event->account : income,
		whole || str_empty(event->account) ? NULL : event->account,
		event->tax_cents - event->total_cents);
}

static void add_line(struct export_journal *journal, const struct export_event *event)
{
	char name[INVOICE_NAME_SIZE];

	if (journal->invoice_id != event->invoice_id || journal->kind != event->kind) {
		export_journal_end(journal);
		export_invoice_name(event, name);
		entry_begin(journal, event->day, name, client_of(journal, event));
		journal->invoice_id = event->invoice_id;
		journal->kind = event->kind;
		journal->total_cents = journal->tax_cents = 0;
		debtor_set(journal, event);
	}
	posting_income(journal, event);
	journal->total_cents += event->total_cents;
	journal->tax_cents += event->tax_cents;
}

static const char *paid_into(const struct export_journal *journal, const struct export_event *event)
{
	static const enum export_setting accounts[PAY_METHOD_COUNT] = { EXPORT_CASH, EXPORT_CARD,
									EXPORT_TRANSFER, EXPORT_FUND };
	enum pay_method method = PAY_CASH;

	pay_method_from_code(event->method, &method);
	return journal->format->values[accounts[method]];
}

static void add_payment(struct export_journal *journal, const struct export_event *event)
{
	export_journal_end(journal);
	debtor_set(journal, event);
	entry_begin(journal, event->day, NULL, client_of(journal, event));
	posting(journal, paid_into(journal, event), NULL, event->total_cents);
	posting(journal, journal->format->values[EXPORT_RECEIVABLE], journal->client, -event->total_cents);
	fputc('\n', journal->stream);
}

void export_journal_add(struct export_journal *journal, const struct export_event *event)
{
	if (event->kind == EXPORT_LINE || event->kind == EXPORT_LINE_VOID)
		add_line(journal, event);
	else
		add_payment(journal, event);
}
