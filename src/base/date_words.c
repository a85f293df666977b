/* SPDX-License-Identifier: MIT */
/* Days and times as people write them: reading what is typed, and the forms for the screen. */
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

#define YEAR_FIRST  1880 /* nobody alive was born before; typing errors lie there */
#define YEAR_LAST   2199
#define SHOWN_SIZE  80
#define SHOWN_COUNT 4

static const char *const weekdays[] = {
	NC_("weekday, short", "Sun"), NC_("weekday, short", "Mon"), NC_("weekday, short", "Tue"),
	NC_("weekday, short", "Wed"), NC_("weekday, short", "Thu"), NC_("weekday, short", "Fri"),
	NC_("weekday, short", "Sat"),
};

static const struct {
	const char *shorter, *longer;
} months[] = {
	{ NC_("month, short", "Jan"), NC_("month", "January") },
	{ NC_("month, short", "Feb"), NC_("month", "February") },
	{ NC_("month, short", "Mar"), NC_("month", "March") },
	{ NC_("month, short", "Apr"), NC_("month", "April") },
	{ NC_("month, short", "May"), NC_("month", "May") },
	{ NC_("month, short", "Jun"), NC_("month", "June") },
	{ NC_("month, short", "Jul"), NC_("month", "July") },
	{ NC_("month, short", "Aug"), NC_("month", "August") },
	{ NC_("month, short", "Sep"), NC_("month", "September") },
	{ NC_("month, short", "Oct"), NC_("month", "October") },
	{ NC_("month, short", "Nov"), NC_("month", "November") },
	{ NC_("month, short", "Dec"), NC_("month", "December") },
};

static const struct {
	const char *word;
	int days;
} relative_words[] = {
	{ NC_("day", "today"), 0 },
	{ NC_("day", "tomorrow"), 1 },
	{ NC_("day", "yesterday"), -1 },
};

/* The translation of a table's word. */
static const char *in_context(const char *context, const char *word)
{
	static char key[64];

	snprintf(key, sizeof key, "%s\004%s", context, word);
	return i18n_in_context(key, word);
}

/* ---- Reading a day ------------------------------------------------------------------------------------- */

/* Whether `key` is `word`, both as searching compares them; or begins it with at least three letters. */
static bool is_word(const char *key, const char *word, bool may_be_cut)
{
	char *whole = utf8_search_key(word);
	size_t n = strlen(key);
	bool same;

	while (n > 0 && key[n - 1] == '.')
		n--;
	same = strncmp(key, whole, n) == 0 &&
	       (whole[n] == '\0' || strcmp(whole + n, ".") == 0 || (may_be_cut && n >= 3));
	free(whole);
	return n > 0 && same;
}

/* 1 to 12, or 0 for no month. */
static int month_of(const char *key)
{
	for (int i = 0; i < 12; i++)
		if (is_word(key, in_context("month, short", months[i].shorter), false) ||
		    is_word(key, in_context("month", months[i].longer), true))
			return i + 1;
	for (int i = 0; i < 12; i++)
		if (is_word(key, months[i].shorter, false) || is_word(key, months[i].longer, true))
			return i + 1;
	return 0;
}

static bool relative_day(const char *key, const char *today, char out[DATE_SIZE])
{
	long long days;

	for (size_t i = 0; i < sizeof relative_words / sizeof relative_words[0]; i++) {
		const char *word = relative_words[i].word;

		if (!is_word(key, word, false) && !is_word(key, in_context("day", word), false))
			continue;
		date_add_days(today, relative_words[i].days, out);
		return true;
	}
	if ((*key != '+' && *key != '-') || !str_to_int(key, &days) || days > 40000 || days < -40000)
		return false;
	date_add_days(today, (int)days, out);
	return true;
}

struct parts {
	int number[3], digits[3];
	int numbers;
	int month; /* as a word; 0 when it was none */
	int month_at;
};

static bool is_separator(char c)
{
	return c == ' ' || c == '.' || c == '/' || c == '-' || c == ',';
}

static bool take_number(const char **at, struct parts *parts)
{
	int i = parts->numbers;

	if (i == 3)
		return false;
	while (**at >= '0' && **at <= '9') {
		if (++parts->digits[i] > 4)
			return false;
		parts->number[i] = parts->number[i] * 10 + (**at - '0');
		(*at)++;
	}
	parts->numbers++;
	/* "20th of" is for letters, "20th" is how people say it. */
	if (parts->digits[i] <= 2 && (str_starts(*at, "st") || str_starts(*at, "nd") ||
				      str_starts(*at, "rd") || str_starts(*at, "th")))
		*at += 2;
	return true;
}

static bool take_month(const char **at, struct parts *parts)
{
	char word[64];
	size_t n = strcspn(*at, " ./-,0123456789");

	if (parts->month != 0 || n == 0 || n >= sizeof word)
		return false;
	memcpy(word, *at, n);
	word[n] = '\0';
	parts->month = month_of(word);
	parts->month_at = parts->numbers;
	*at += n;
	return parts->month != 0;
}

static bool take_parts(const char *key, struct parts *parts)
{
	memset(parts, 0, sizeof *parts);
	while (*key != '\0') {
		if (is_separator(*key)) {
			key++;
		} else if (*key >= '0' && *key <= '9') {
			if (!take_number(&key, parts))
				return false;
		} else if (!take_month(&key, parts)) {
			return false;
		}
	}
	return true;
}

/* Day, month and year out of what was typed; a missing year is this one. */
static bool arrange(const struct parts *parts, int this_year, int ymd[3])
{
	bool year_first = parts->numbers > 0 && parts->digits[0] == 4;
	int wanted = parts->month != 0 ? 2 : 3;
	bool with_year = parts->numbers == wanted;

	if (!with_year && (parts->numbers != wanted - 1 || year_first))
		return false;
	if (with_year && !year_first && parts->digits[wanted - 1] != 4)
		return false;
	for (int i = 0; i < parts->numbers; i++)
		if (parts->digits[i] > 2 && !(with_year && i == (year_first ? 0 : wanted - 1)))
			return false;
	ymd[0] = !with_year ? this_year : parts->number[year_first ? 0 : wanted - 1];
	ymd[2] = parts->number[year_first ? wanted - 1 : 0];
	ymd[1] = parts->month != 0 ? parts->month : parts->number[1];
	return true;
}

static bool has_short_year(const struct parts *parts)
{
	int wanted = parts->month != 0 ? 2 : 3;

	return parts->numbers == wanted && parts->digits[0] <= 2 && parts->digits[wanted - 1] <= 2;
}

static bool refuse_day(struct err *err, const char *typed)
{
	return err_set(
		err, ERR_INPUT,
		_("\"%s\" cannot be read as a day. Write it like 20.11.2026, 20 nov 2026, 2026-11-20, today or +7."),
		typed);
}

static bool read_parts(const char *key, const char *typed, const char *today, char out[DATE_SIZE],
		       struct err *err)
{
	struct parts parts;
	int ymd[3];

	if (!take_parts(key, &parts))
		return refuse_day(err, typed);
	if (has_short_year(&parts))
		return err_set(err, ERR_INPUT,
			       _("The year in \"%s\" is not clear. Write it with four digits."), typed);
	if (!arrange(&parts, atoi(today), ymd))
		return refuse_day(err, typed);
	snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (unsigned)ymd[0] % 10000, (unsigned)ymd[1] % 100,
		 (unsigned)ymd[2] % 100);
	if (!date_valid(out))
		return err_set(err, ERR_INPUT,
			       _("The calendar has no day \"%s\". Write day, month, year, like 20.11.2026."),
			       typed);
	if (ymd[0] < YEAR_FIRST || ymd[0] > YEAR_LAST)
		return err_set(err, ERR_INPUT, _("The year in \"%s\" has to be from %d to %d."), typed,
			       YEAR_FIRST, YEAR_LAST);
	return true;
}

bool date_parse(const char *typed, const char *today, char out[DATE_SIZE], struct err *err)
{
	char *trimmed, *key;
	bool done;

	if (str_empty(typed))
		return err_set(err, ERR_INPUT, _("A day is missing. Write it like 20.11.2026."));
	trimmed = str_trimmed(typed);
	key = utf8_search_key(trimmed);
	done = relative_day(key, today, out) ||
	       (*key != '-' && *key != '+' && read_parts(key, trimmed, today, out, err));
	if (!done && (*key == '-' || *key == '+'))
		refuse_day(err, trimmed);
	if (!done)
		out[0] = '\0';
	free(key);
	free(trimmed);
	return done;
}

/* ---- A day known by its year or month alone ------------------------------------------------------------ */

/* "2019", "2019-03", "3/2019", "March 2019" into the stored form; false for whatever else. */
static bool arrange_partial(const struct parts *parts, char out[DATE_SIZE])
{
	int wanted = parts->month != 0 ? 1 : 2, month = parts->month;
	int year_at = parts->digits[0] == 4 ? 0 : wanted - 1;

	if (parts->month == 0 && parts->numbers == 1 && parts->digits[0] == 4) {
		snprintf(out, DATE_SIZE, "%04u", (unsigned)parts->number[0] % 10000);
		return true;
	}
	if (parts->numbers != wanted || parts->digits[year_at] != 4 ||
	    (wanted == 2 && parts->digits[1 - year_at] > 2))
		return false;
	if (month == 0)
		month = parts->number[1 - year_at];
	snprintf(out, DATE_SIZE, "%04u-%02u", (unsigned)parts->number[year_at] % 10000,
		 (unsigned)month % 100);
	return true;
}

static bool check_partial(const char *typed, const char *today, const char *partial, struct err *err)
{
	char first[DATE_SIZE];

	date_partial_first(partial, first);
	if (first[0] == '\0')
		return err_set(err, ERR_INPUT, _("There is no month \"%s\". Months go from 1 to 12."), typed);
	if (atoi(partial) < YEAR_FIRST || atoi(partial) > YEAR_LAST)
		return err_set(err, ERR_INPUT, _("The year in \"%s\" has to be from %d to %d."), typed,
			       YEAR_FIRST, YEAR_LAST);
	if (strcmp(first, today) > 0)
		return err_set(err, ERR_INPUT,
			       _("\"%s\" lies in the future. Write when it was, as far as it is known."),
			       typed);
	return true;
}

bool date_parse_partial(const char *typed, const char *today, char out[DATE_SIZE], struct err *err)
{
	struct parts parts;
	char *trimmed = str_trimmed(typed ? typed : ""), *key = utf8_search_key(trimmed);
	bool read = take_parts(key, &parts) && arrange_partial(&parts, out);

	if (!read && date_parse(trimmed, today, out, NULL))
		read = true;
	else if (!read)
		err_set(err, ERR_INPUT,
			_("\"%s\" cannot be read as a day. Write it like 2019, 3/2019, March 2019, 14.3.2019 or today."),
			trimmed);
	if (read)
		read = check_partial(trimmed, today, out, err);
	if (!read)
		out[0] = '\0';
	free(key);
	free(trimmed);
	return read;
}

/* ---- Reading a time of day ----------------------------------------------------------------------------- */

/* Digits into hour and minute: "9", "09", "930", "0930". */
static bool read_clock(const char **at, int *hour, int *minute)
{
	int digits = 0, number = 0, more = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++, digits++)
		number = digits < 5 ? number * 10 + (**at - '0') : number;
	*hour = digits > 2 ? number / 100 : number;
	*minute = digits > 2 ? number % 100 : 0;
	if (digits == 0 || digits > 4)
		return false;
	if (digits > 2 || (**at != ':' && **at != '.' && **at != 'h'))
		return true;
	(*at)++;
	if (at[0][-1] == 'h' && **at == '\0')
		return true;
	for (; **at >= '0' && **at <= '9'; (*at)++, more++)
		*minute = more < 3 ? *minute * 10 + (**at - '0') : *minute;
	return more == 2;
}

/* Takes "am" or "pm" into account; false when the hour does not go with it. */
static bool read_half(const char *at, int *hour)
{
	bool afternoon;

	while (*at == ' ')
		at++;
	if (*at == '\0')
		return true;
	afternoon = *at == 'p';
	if ((*at != 'a' && *at != 'p') || *hour < 1 || *hour > 12)
		return false;
	at += at[1] == '.' ? 2 : 1;
	if (strcmp(at, "m") != 0 && strcmp(at, "m.") != 0 && *at != '\0')
		return false;
	*hour = *hour % 12 + (afternoon ? 12 : 0);
	return true;
}

bool time_parse(const char *typed, char out[6], struct err *err)
{
	char *trimmed = str_trimmed(typed), *key = utf8_search_key(trimmed);
	const char *at = key;
	int hour, minute;
	bool done = read_clock(&at, &hour, &minute) && read_half(at, &hour) && hour <= 23 && minute <= 59;

	if (done)
		snprintf(out, 6, "%02u:%02u", (unsigned)hour % 100, (unsigned)minute % 100);
	else
		err_set(err, ERR_INPUT,
			_("\"%s\" cannot be read as a time of day. Write it like 9:30 or 2pm."), trimmed);
	free(key);
	free(trimmed);
	return done;
}

/* ---- For the screen ------------------------------------------------------------------------------------ */

struct shelf {
	char text[SHOWN_COUNT][SHOWN_SIZE];
	int next;
};

static char *next_place(struct shelf *shelf)
{
	shelf->next = (shelf->next + 1) % SHOWN_COUNT;
	return shelf->text[shelf->next];
}

/* A stored day that is none is shown as it is. */
static const char *as_it_is(char *place, const char *iso)
{
	snprintf(place, SHOWN_SIZE, "%s", iso == NULL ? "" : iso);
	return place;
}

const char *date_long(const char *iso)
{
	static struct shelf shelf;
	char *place = next_place(&shelf);
	char weekday[32];

	if (!date_valid(iso))
		return as_it_is(place, iso);
	snprintf(weekday, sizeof weekday, "%s", in_context("weekday, short", weekdays[date_weekday(iso)]));
	/* TRANSLATORS: weekday, day, month, year; at most 16 columns. */
	snprintf(place, SHOWN_SIZE, C_("day with weekday", "%1$s %2$d %3$s %4$d"), weekday, atoi(iso + 8),
		 in_context("month, short", months[atoi(iso + 5) - 1].shorter), atoi(iso));
	return place;
}

const char *date_medium(const char *iso)
{
	static struct shelf shelf;
	char *place = next_place(&shelf);

	if (!date_valid(iso))
		return as_it_is(place, iso);
	/* TRANSLATORS: day, month, year; at most 12 columns. */
	snprintf(place, SHOWN_SIZE, C_("day", "%1$d %2$s %3$d"), atoi(iso + 8),
		 in_context("month, short", months[atoi(iso + 5) - 1].shorter), atoi(iso));
	return place;
}

const char *date_short(const char *iso)
{
	static struct shelf shelf;
	char *place = next_place(&shelf);

	if (!date_valid(iso))
		return as_it_is(place, iso);
	/* TRANSLATORS: day, month; at most 7 columns. */
	snprintf(place, SHOWN_SIZE, C_("day without year", "%1$d %2$s"), atoi(iso + 8),
		 in_context("month, short", months[atoi(iso + 5) - 1].shorter));
	return place;
}

const char *date_partial_medium(const char *partial)
{
	static struct shelf shelf;
	char *place = next_place(&shelf);

	if (!date_partial_valid(partial) || strlen(partial) == 4)
		return as_it_is(place, partial);
	if (strlen(partial) > 7)
		return date_medium(partial);
	/* TRANSLATORS: month, year; at most 9 columns. */
	snprintf(place, SHOWN_SIZE, C_("month of a year", "%1$s %2$d"),
		 in_context("month, short", months[atoi(partial + 5) - 1].shorter), atoi(partial));
	return place;
}
