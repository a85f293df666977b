/* SPDX-License-Identifier: MIT */
/* Money as whole cents: reading what a person types, writing, and shares rounded to the cent. */
#include "base/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

void money_format(int64_t cents, char out[MONEY_SIZE])
{
	uint64_t amount = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
	char digits[MONEY_SIZE], *at = digits + sizeof digits;

	/* By hand: an export writes several millions of these. */
	*--at = '\0';
	for (int place = 0; place < 3 || amount > 0; place++, amount /= 10) {
		*--at = (char)('0' + amount % 10);
		if (place == 1)
			*--at = '.';
	}
	if (cents < 0)
		*--at = '-';
	memcpy(out, at, (size_t)(digits + sizeof digits - at));
}

/* ---- Taking the amount out of its dress ---------------------------------------------------------------- */

static const char *const signs[] = { "$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9" };

/* Spaces and apostrophes that group thousands, and the long minus, as office programs write them. */
static const struct {
	const char *typed;
	char means;
} spellings[] = {
	{ "\xC2\xA0", ' ' }, { "\xE2\x80\xAF", ' ' },  { "\xE2\x80\x89", ' ' },
	{ "\t", ' ' },       { "\xE2\x80\x99", '\'' }, { "\xE2\x88\x92", '-' },
};

/* A plain ASCII copy of `typed` in which every currency sign is '$'; false when something else is in it. */
static bool spell_plainly(const char *typed, char *out, size_t size)
{
	size_t n = 0;

	while (*typed != '\0') {
		size_t len = 1, i;
		char c = *typed;

		for (i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
			if (str_starts(typed, spellings[i].typed)) {
				c = spellings[i].means;
				len = strlen(spellings[i].typed);
			}
		for (i = 0; i < sizeof signs / sizeof signs[0]; i++)
			if (str_starts(typed, signs[i])) {
				c = '$';
				len = strlen(signs[i]);
			}
		if ((unsigned char)c >= 0x80 || n + 1 >= size)
			return false;
		out[n++] = c;
		typed += len;
	}
	out[n] = '\0';
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Length of a currency at `at`: the sign, or the three letters of an ISO code. */
static size_t currency_at(const char *at)
{
	if (*at == '$')
		return 1;
	if (is_letter(at[0]) && is_letter(at[1]) && is_letter(at[2]) && !is_letter(at[3]))
		return 3;
	return 0;
}

static const char *skip_spaces(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* Narrows *from..*end to digits and separators. One sign and one currency at most. */
static bool undress(const char **from, const char **end, bool *negative)
{
	const char *at = skip_spaces(*from);
	size_t currencies = 0, polarities = 0, len;

	for (;; at = skip_spaces(at + len)) {
		len = currency_at(at);
		if (len > 0) {
			currencies++;
		} else if (*at == '-' || *at == '+') {
			*negative = *at == '-';
			polarities++;
			len = 1;
		} else {
			break;
		}
	}
	*from = at;
	while (is_digit(*at) || *at == '.' || *at == ',' || *at == '\'' || (*at == ' ' && is_digit(at[1])))
		at++;
	*end = at;
	at = skip_spaces(at);
	len = currency_at(at);
	currencies += len > 0;
	at = skip_spaces(at + len);
	return *at == '\0' && currencies <= 1 && polarities <= 1;
}

/* ---- Points and commas --------------------------------------------------------------------------------- */

struct shape {
	char decimal; /* 0 for none */
	char group;   /* 0 for none */
	int decimals; /* digits after the last separator */
	int points, commas, others;
	bool bad;
};

static void look(struct shape *shape, const char *from, const char *end)
{
	char other = 0;

	for (const char *at = from; at < end; at++) {
		if (is_digit(*at)) {
			shape->decimals++;
			continue;
		}
		shape->decimals = 0;
		shape->points += *at == '.';
		shape->commas += *at == ',';
		if (*at == ' ' || *at == '\'') {
			shape->bad |= other != 0 && other != *at;
			other = *at;
			shape->others++;
		}
	}
	shape->group = other;
}

/* Decides what the separators mean. The last of two kinds is the decimal one; a single comma before exactly three
 * digits groups (it is how English writes thousands), before one or two digits it is decimal; a single point is
 * decimal always, so three digits after it are refused rather than guessed. */
static bool decide(struct shape *shape, const char *end)
{
	char last = 0;
	const char *at = end - shape->decimals - 1;

	if (shape->points + shape->commas > 0)
		last = *at == '.' || *at == ',' ? *at : 0;
	if (shape->points > 0 && shape->commas > 0) {
		if (shape->others > 0 || last == 0)
			return false;
		shape->decimal = last;
		shape->group = last == '.' ? ',' : '.';
		return (last == '.' ? shape->points : shape->commas) == 1;
	}
	if (shape->points + shape->commas == 0)
		return true;
	if (shape->others > 0 || (shape->points == 1 && shape->commas == 0)) {
		shape->decimal = last;
		return last != 0 && shape->points + shape->commas == 1;
	}
	if (shape->points + shape->commas > 1 || shape->decimals == 3)
		shape->group = last;
	else
		shape->decimal = last;
	return true;
}

/* Thousands must come in threes, after one to three digits that do not start with zero. */
static bool groups_hold(const char *from, const char *end, char group)
{
	int run = 0, groups = 0;

	for (const char *at = from; at < end; at++) {
		if (is_digit(*at)) {
			run++;
			continue;
		}
		if (*at != group || run == 0 || run > 3 || (groups > 0 && run != 3))
			return false;
		groups++;
		run = 0;
	}
	return groups == 0 || (run == 3 && *from != '0');
}

static int64_t whole_number(const char *from, const char *end)
{
	int64_t number = 0;

	for (const char *at = from; at < end; at++) {
		if (!is_digit(*at))
			continue;
		number = number * 10 + (*at - '0');
		if (number > MONEY_MAX_CENTS)
			return MONEY_MAX_CENTS + 1;
	}
	return number;
}

static bool read_amount(const char *from, const char *end, int64_t *cents)
{
	struct shape shape = { .decimal = 0 };
	const char *point = end;
	int64_t whole, part = 0;

	look(&shape, from, end);
	if (shape.bad || !decide(&shape, end))
		return false;
	if (shape.decimal != 0) {
		point = end - shape.decimals - 1;
		if (shape.decimals < 1 || shape.decimals > 2)
			return false;
		part = whole_number(point + 1, end) * (shape.decimals == 1 ? 10 : 1);
	} else if (shape.decimals == 0) {
		return false;
	}
	if (!groups_hold(from, point, shape.group))
		return false;
	whole = whole_number(from, point);
	*cents = whole > MONEY_MAX_CENTS ? whole : whole * 100 + part;
	return true;
}

bool money_parse(const char *typed, int64_t *cents, struct err *err)
{
	char plain[64];
	const char *from = plain, *end;
	bool negative = false;
	int64_t amount;

	if (str_empty(typed))
		return err_set(err, ERR_INPUT, _("An amount is missing. Write it like 85.50."));
	if (!spell_plainly(typed, plain, sizeof plain) || !undress(&from, &end, &negative) || from == end ||
	    !read_amount(from, end, &amount))
		return err_set(err, ERR_INPUT, _("\"%s\" cannot be read as an amount. Write it like 85.50."),
			       typed);
	if (amount > MONEY_MAX_CENTS)
		return err_set(err, ERR_INPUT,
			       _("The amount \"%s\" is larger than 10 million. Check the digits."), typed);
	*cents = negative ? -amount : amount;
	return true;
}

/* ---- Shares -------------------------------------------------------------------------------------------- */

int64_t money_share(int64_t cents, int64_t numerator, int64_t denominator)
{
	int64_t whole, rest, part, left;

	if (denominator == 0)
		mem_die("a share of money was to be divided by zero");
	/* Split first: cents * numerator may not fit where the result does. */
	if (__builtin_mul_overflow(cents / denominator, numerator, &whole) ||
	    __builtin_mul_overflow(cents % denominator, numerator, &rest))
		mem_die("an amount of money does not fit");
	part = rest / denominator;
	left = rest % denominator;
	if (left != 0 && (left < 0 ? -left : left) >=
				 (denominator < 0 ? -denominator : denominator) - (left < 0 ? -left : left))
		part += (left < 0) == (denominator < 0) ? 1 : -1;
	if (__builtin_add_overflow(whole, part, &whole))
		mem_die("an amount of money does not fit");
	return whole;
}

int64_t money_tax_within(int64_t gross_cents, int rate_bp)
{
	return money_share(gross_cents, rate_bp, 10000 + (int64_t)rate_bp);
}
