/* SPDX-License-Identifier: MIT */
/* What is typed on a bill. */
#include "line/bill_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"

/* A method by any beginning of its code or of its translated word. */
static bool method_named(const char *word, enum pay_method *method)
{
	size_t n = strlen(word);

	for (int i = 0; i < PAY_METHOD_COUNT; i++)
		if (n > 0 && (strncasecmp(pay_method_code((enum pay_method)i), word, n) == 0 ||
			      strncasecmp(pay_method_word((enum pay_method)i), word, n) == 0)) {
			*method = (enum pay_method)i;
			return true;
		}
	return false;
}

/* Digits and marks alone are meant as an amount even when they are none; with a currency it has to be one. */
static bool begins_amount(const char *word)
{
	struct err none = ERR_INIT;
	int64_t cents;

	return *word != '\0' && strpbrk(word, "0123456789") != NULL &&
	       (strspn(word, "$-+0123456789.,'") == strlen(word) || money_parse(word, &cents, &none));
}

/* The rest of the line after the words that were understood. */
static char *rest_of(const char *line)
{
	char *rest = str_trimmed(line);

	if (*rest == '\0') {
		free(rest);
		return NULL;
	}
	return rest;
}

static bool check_payment(const struct payment *payment, bool said, bool refund, struct err *err)
{
	if (refund && (!said || payment->cents == 0))
		return err_set(err, ERR_INPUT, _("Say how much goes back and why: card 20.00 paid twice."));
	if (payment->cents < 0)
		return err_set(err, ERR_INPUT,
			       _("An amount is not negative here. Money that goes back is a refund."));
	if (payment->cents == 0)
		return err_set(err, ERR_INPUT,
			       _("Nothing is owed. Say the amount that was paid all the same."));
	return !refund || !str_empty(payment->reason) ||
	       err_set(err, ERR_INPUT, _("Say why the money goes back: the reason is kept."));
}

bool bill_line_payment(const char *typed, int64_t owed_cents, bool refund, struct payment *payment,
		       struct err *err)
{
	const char *line = typed, *next = typed;
	bool said_method = false, said_amount = false, ok = true;
	struct str word;

	str_init(&word);
	payment->method = PAY_CARD;
	payment->cents = owed_cents > 0 ? owed_cents : 0;
	while (ok && str_next_word(&next, &word)) {
		if (!said_method && method_named(word.s, &payment->method))
			said_method = true;
		else if (!said_amount && begins_amount(word.s))
			ok = said_amount = money_parse(word.s, &payment->cents, err);
		else
			break;
		line = next;
	}
	str_release(&word);
	if (!ok)
		return false;
	free(refund ? payment->reason : payment->reference);
	*(refund ? &payment->reason : &payment->reference) = rest_of(line);
	if (!check_payment(payment, said_amount, refund, err))
		return false;
	if (refund)
		payment->cents = -payment->cents;
	return true;
}

bool bill_line_discount(const char *typed, int64_t total_cents, int64_t *cents, char **label, struct err *err)
{
	struct str word;
	const char *line = typed;
	long long percent;
	bool ok;

	str_init(&word);
	str_next_word(&line, &word);
	size_t n = word.len;
	bool apart = line[strspn(line, " ")] == '%'; /* "10 %" */
	bool is_share = apart || (n > 1 && word.s[n - 1] == '%');
	if (is_share) {
		line += apart ? strspn(line, " ") + 1 : 0;
		str_cut(&word, apart ? n : n - 1);
		ok = (str_to_int(word.s, &percent) && percent >= 1 && percent <= 100) ||
		     err_set(err, ERR_INPUT, _("A discount is 1%% to 100%%, or an amount."));
		*cents = ok ? money_share(total_cents, percent, 100) : 0;
	} else {
		ok = money_parse(word.s, cents, err);
	}
	if (ok && (*cents <= 0 || *cents > total_cents))
		ok = err_set(err, ERR_INPUT,
			     _("The discount must be more than nothing and not more than the line."));
	str_release(&word);
	*label = ok ? rest_of(line) : NULL;
	if (ok && *label == NULL)
		*label = is_share ? str_format(_("Discount %lld %%"), percent) : mem_strdup(_("Discount"));
	return ok;
}

void bill_item_release(struct bill_item *item)
{
	free(item->code);
	free(item->label);
	*item = (struct bill_item){ .quantity = 1 };
}

/* "x2"; out of bounds it is one all the same, and refused. */
static bool begins_quantity(const char *word)
{
	long long n;

	return (word[0] == 'x' || word[0] == 'X') && str_to_int(word + 1, &n);
}

static bool take_quantity(const char *word, int *quantity, struct err *err)
{
	long long n;

	if (!str_to_int(word + 1, &n) || n < 1 || n > 999)
		return err_set(err, ERR_INPUT, _("How many is x1 to x999."));
	*quantity = (int)n;
	return true;
}

bool bill_line_item(const char *typed, struct bill_item *item, struct err *err)
{
	const char *line = typed, *next = typed;
	struct str word;
	bool ok = true;

	*item = (struct bill_item){ .quantity = 1 };
	str_init(&word);
	if (!str_next_word(&next, &word)) {
		str_release(&word);
		return err_set(err, ERR_INPUT, _("Say the code, and what differs: PROD x2 25.00 Tape."));
	}
	item->code = mem_strdup(word.s);
	line = next;
	while (ok && str_next_word(&next, &word)) {
		if (!item->has_price && begins_amount(word.s))
			ok = item->has_price = money_parse(word.s, &item->cents, err);
		else if (begins_quantity(word.s))
			ok = take_quantity(word.s, &item->quantity, err);
		else
			break;
		line = next;
	}
	str_release(&word);
	if (ok && item->cents < 0)
		ok = err_set(err, ERR_INPUT, _("A price cannot be negative. A discount takes off: d."));
	item->label = ok ? rest_of(line) : NULL;
	return ok;
}
