/* SPDX-License-Identifier: MIT */
/* What is typed on a bill. The words that say something stand in front; the rest is a reference, a reason or a label. */
#include "line/bill_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/take.h"

/* Digits and marks alone are meant as an amount even when they are none; with a currency it has to be one. */
static bool is_amount(const struct words *words, size_t at)
{
	struct err none = ERR_INIT;
	int64_t cents;
	if (!words_is_open(words, at))
		return false;
	const char *word = words->word[at].text;
	return strpbrk(word, "0123456789") &&
	       (strspn(word, "$-+0123456789.,'") == strlen(word) || money_parse(word, &cents, &none));
}

static bool take_amount_of_money(struct words *words, size_t at, int64_t *cents, struct reading *reading)
{
	struct err err = ERR_INIT;
	char *typed = words_text(words, at, at + 1);
	bool ok = money_parse(typed, cents, &err) || reading_problem(reading, words, at, at, "%s", err.text);
	free(typed);
	return ok;
}

static bool problem_at_end(struct reading *reading, const struct words *words, const char *sentence)
{
	return reading_problem(reading, words, words->n, 0, "%s", sentence);
}

/* The rest of the line from a word on; NULL when there is none. */
static char *rest_of(const struct words *words, size_t at)
{
	char *rest = words_rest(words, at);
	if (*rest)
		return rest;
	free(rest);
	return NULL;
}

/* ---- payments ---- */

static bool check_payment(const struct payment *payment, bool said, bool refund, const struct words *words,
			  struct reading *reading)
{
	if (refund && (!said || payment->cents == 0))
		return problem_at_end(reading, words,
				      _("Say how much goes back and why: card 20.00 paid twice."));
	if (payment->cents < 0)
		return problem_at_end(reading, words,
				      _("An amount is not negative here. Money that goes back is a refund."));
	if (payment->cents == 0)
		return problem_at_end(reading, words,
				      _("Nothing is owed. Say the amount that was paid all the same."));
	return !refund || !str_empty(payment->reason) ||
	       problem_at_end(reading, words, _("Say why the money goes back: the reason is kept."));
}

/* "voucher 50": neither a way of paying nor an amount stands before words that hold one, and what is owed is not meant. */
static bool hides_amount(const struct words *words, size_t at)
{
	for (size_t i = at; i < words->n; i++)
		if (is_amount(words, i))
			return true;
	return false;
}

bool bill_line_payment(const char *typed, int64_t owed_cents, bool refund, struct payment *payment,
		       struct reading *reading)
{
	struct words words;
	bool said_method = false, said_amount = false;
	size_t at = 0;
	reading_init(reading);
	words_split(&words, typed, 0, strlen(typed));
	payment->method = PAY_CARD;
	payment->cents = owed_cents > 0 ? owed_cents : 0;
	for (; at < words.n && reading->ok; at++) {
		const struct meaning *method =
			said_method ? NULL : word_means(&words, at, MEANS(MEANS_PAYMENT));
		if (method) {
			payment->method = (enum pay_method)method->value;
			said_method = true;
		} else if (!said_amount && is_amount(&words, at))
			said_amount = take_amount_of_money(&words, at, &payment->cents, reading);
		else
			break;
	}
	if (!said_method && !said_amount && hides_amount(&words, at))
		reading_problem(reading, &words, at, at,
				_("“%s” is no way of paying: say cash, card, transfer or fund."),
				words_shown(&words, at, at));
	if (reading->ok) {
		free(refund ? payment->reason : payment->reference);
		*(refund ? &payment->reason : &payment->reference) = rest_of(&words, at);
		check_payment(payment, said_amount, refund, &words, reading);
	}
	if (reading->ok && refund)
		payment->cents = -payment->cents;
	words_release(&words);
	return reading->ok;
}

/* ---- discounts ---- */

/* "10%", "10 %": *percent is 0 where it cannot be one. */
static size_t take_share(const struct words *words, long long *percent)
{
	struct part number;
	const char *unit;
	size_t n = words->n > 0 ? take_amount(words, 0, MEANS(MEANS_UNIT), &number, &unit) : 0;
	if (n == 0 || !str_eq(unit, "%"))
		return 0;
	if (!str_to_int(number.number, percent) || *percent > 100)
		*percent = 0;
	return n;
}

bool bill_line_discount(const char *typed, int64_t total_cents, int64_t *cents, char **label,
			struct reading *reading)
{
	struct words words;
	long long percent = 0;
	*label = NULL;
	*cents = 0;
	reading_init(reading);
	words_split(&words, typed, 0, strlen(typed));
	size_t n = take_share(&words, &percent);
	bool is_share = n > 0;
	if (is_share && percent < 1)
		reading_problem(reading, &words, 0, n - 1, _("A discount is 1%% to 100%%, or an amount."));
	else if (is_share)
		*cents = money_share(total_cents, percent, 100);
	else {
		struct err err = ERR_INIT;
		char *amount = words_text(&words, 0, words.n > 0);
		if (!money_parse(amount, cents, &err))
			reading_problem(reading, &words, 0, 0, "%s", err.text);
		free(amount);
		n = 1;
	}
	if (reading->ok && (*cents <= 0 || *cents > total_cents))
		reading_problem(reading, &words, 0, n - 1,
				_("The discount must be more than nothing and not more than the line."));
	*label = reading->ok ? rest_of(&words, n) : NULL;
	if (reading->ok && !*label)
		*label = is_share ? str_format(_("Discount %lld %%"), percent) : mem_strdup(_("Discount"));
	words_release(&words);
	return reading->ok;
}

/* ---- further lines ---- */

void bill_item_release(struct bill_item *item)
{
	free(item->code);
	free(item->label);
	*item = (struct bill_item){ .quantity = 1 };
}

static size_t take_quantity(const struct words *words, size_t at, int *quantity, struct reading *reading)
{
	struct part number;
	long long n;
	size_t taken = take_times(words, at, &number);
	if (taken == 0)
		return 0;
	if (!str_to_int(number.number, &n) || n < 1 || n > 999)
		reading_problem(reading, words, at, at + taken - 1, _("How many is x1 to x999."));
	else
		*quantity = (int)n;
	return taken;
}

bool bill_line_item(const char *typed, struct bill_item *item, struct reading *reading)
{
	struct words words;
	size_t at = 1, taken;
	*item = (struct bill_item){ .quantity = 1 };
	reading_init(reading);
	words_split(&words, typed, 0, strlen(typed));
	if (words.n == 0)
		problem_at_end(reading, &words, _("Say the code, and what differs: PROD x2 25.00 Tape."));
	else
		item->code = words_text(&words, 0, 1);
	for (; at < words.n && reading->ok; at += taken) {
		taken = take_quantity(&words, at, &item->quantity, reading);
		if (taken == 0 && !item->has_price && is_amount(&words, at)) {
			item->has_price = take_amount_of_money(&words, at, &item->cents, reading);
			taken = 1;
		}
		if (taken == 0)
			break;
	}
	if (item->cents < 0)
		problem_at_end(reading, &words,
			       _("A price cannot be negative. A discount takes off: {charge-discount}."));
	item->label = reading->ok ? rest_of(&words, at) : NULL;
	words_release(&words);
	return reading->ok;
}
