/* SPDX-License-Identifier: MIT */
/* The calendar, the clock, and days and times as people type them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"

#define TODAY "2026-11-20"

static void set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static void only_real_days_are_dates(void **state)
{
	static const char *const good[] = { "2026-11-20", "2024-02-29", "2000-02-29", "0001-01-01",
					    "9999-12-31" };
	static const char *const bad[] = { "",           "2026-02-29",  "1900-02-29",
					   "2026-13-01", "2026-00-10",  "2026-04-31",
					   "2026-4-30",  "2026-11-20 ", "2026-11-20T09:00",
					   "0000-01-01", "20261120",    "2026/11/20",
					   "-026-11-20" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(date_valid(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(date_valid(bad[i]));
	assert_false(date_valid(NULL));
}

/* A walk over four centuries against the C library. */
static void every_day_agrees_with_the_c_library(void **state)
{
	char day[DATE_SIZE] = "1800-01-01";

	(void)state;
	for (int i = 0; i < 146097; i++) {
		struct tm tm = { .tm_year = -100, .tm_mon = 0, .tm_mday = 1 + i };
		char expected[DATE_SIZE], next[DATE_SIZE];

		timegm(&tm);
		strftime(expected, sizeof expected, "%Y-%m-%d", &tm);
		assert_string_equal(day, expected);
		assert_int_equal(date_weekday(day), tm.tm_wday);
		assert_int_equal(date_days_between("1800-01-01", day), i);
		date_add_days(day, 1, next);
		memcpy(day, next, sizeof day);
	}
	assert_string_equal(day, "2200-01-01");
}

static void adding_days_keeps_inside_the_calendar(void **state)
{
	char day[DATE_SIZE];

	(void)state;
	date_add_days("2024-03-01", -1, day);
	assert_string_equal(day, "2024-02-29");
	date_add_days("2026-11-20", 0, day);
	assert_string_equal(day, "2026-11-20");
	date_add_days("9999-12-31", 1, day);
	assert_string_equal(day, "9999-12-31");
	date_add_days("0001-01-01", -2000000000, day);
	assert_string_equal(day, "0001-01-01");
	date_add_days("no day", 1, day);
	assert_string_equal(day, "");
	assert_int_equal(date_days_between("2026-11-20", "2026-11-13"), -7);
	assert_int_equal(date_days_between("x", "2026-11-13"), 0);
}

static void age_changes_on_the_birthday(void **state)
{
	(void)state;
	assert_int_equal(date_age("1980-11-20", "2026-11-19"), 45);
	assert_int_equal(date_age("1980-11-20", "2026-11-20"), 46);
	assert_int_equal(date_age("2004-02-29", "2026-02-28"), 21);
	assert_int_equal(date_age("2004-02-29", "2026-03-01"), 22);
	assert_int_equal(date_age("2026-11-20", "2026-11-20"), 0);
	assert_int_equal(date_age("2026-11-21", "2026-11-20"), -1);
	assert_int_equal(date_age("", "2026-11-20"), -1);
	assert_int_equal(date_age("1980-11-20", NULL), -1);
}

static void typed_days_are_read(void **state)
{
	static const struct {
		const char *typed, *day;
	} cases[] = {
		{ "2026-11-20", "2026-11-20" },
		{ "2026-1-5", "2026-01-05" },
		{ "20.11.2026", "2026-11-20" },
		{ "20/11/2026", "2026-11-20" },
		{ "5/1/2026", "2026-01-05" },
		{ "5-1-2026", "2026-01-05" },
		{ "2026/11/20", "2026-11-20" },
		{ " 20.11.2026 ", "2026-11-20" },
		{ "20. 11. 2026", "2026-11-20" },
		{ "20 nov 2026", "2026-11-20" },
		{ "20 November 2026", "2026-11-20" },
		{ "20nov2026", "2026-11-20" },
		{ "NOV 20, 2026", "2026-11-20" },
		{ "2026 nov 20", "2026-11-20" },
		{ "20-Nov-2026", "2026-11-20" },
		{ "1st sept 2026", "2026-09-01" },
		{ "20th of", NULL },
		{ "3 Sep. 2026", "2026-09-03" },
		{ "20 nov", "2026-11-20" },
		{ "nov 3", "2026-11-03" },
		{ "3.4.", "2026-04-03" },
		{ "3/4", "2026-04-03" },
		{ "29.2.2024", "2024-02-29" },
		{ "12/06/1958", "1958-06-12" },
		{ "today", "2026-11-20" },
		{ "Today", "2026-11-20" },
		{ "tomorrow", "2026-11-21" },
		{ "yesterday", "2026-11-19" },
		{ "+7", "2026-11-27" },
		{ "-1", "2026-11-19" },
		{ "+0", "2026-11-20" },
		{ "+42", "2027-01-01" },
		{ "", NULL },
		{ " ", NULL },
		{ "x", NULL },
		{ "+", NULL },
		{ "-", NULL },
		{ "+x", NULL },
		{ "+7d", NULL },
		{ "29.2.2026", NULL },
		{ "31/4/2026", NULL },
		{ "11/20/2026", NULL },
		{ "0/1/2026", NULL },
		{ "1/2/26", NULL },
		{ "1 nov 26", NULL },
		{ "20", NULL },
		{ "2026", NULL },
		{ "nov", NULL },
		{ "nov 2026", NULL },
		{ "20 no 2026", NULL },
		{ "20 ju 2026", NULL },
		{ "20 nov nov 2026", NULL },
		{ "1.2.3.2026", NULL },
		{ "20.11.20266", NULL },
		{ "0206-11-20", NULL },
		{ "1.1.1879", NULL },
		{ "1.1.2200", NULL },
		{ "+99999999999999999999", NULL },
		{ "+50000", NULL },
		{ "2026-11-20T09:00", NULL },
		{ "2026-11-20\x1b", NULL },
		{ "\xFF", NULL },
		{ "1111-11-2026", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct err err = ERR_INIT;
		char day[DATE_SIZE] = "";
		bool taken = date_parse(cases[i].typed, TODAY, day, &err);

		if (taken != (cases[i].day != NULL) || (taken && strcmp(day, cases[i].day) != 0))
			fail_msg("\"%s\" gave %d \"%s\" %s", cases[i].typed, taken, day, err.text);
		assert_int_equal(err.kind, taken ? ERR_NONE : ERR_INPUT);
		assert_int_equal(err.text[0] != '\0', !taken);
	}
	assert_false(date_parse(NULL, TODAY, (char[DATE_SIZE]){ "" }, NULL));
}

static const struct {
	const char *typed, *kept; /* kept NULL: refused */
} partial_rows[] = {
	{ "2019", "2019" },
	{ "2019-03", "2019-03" },
	{ "3/2019", "2019-03" },
	{ "03.2019", "2019-03" },
	{ "March 2019", "2019-03" },
	{ "mar 2019", "2019-03" },
	{ "2019 mar", "2019-03" },
	{ "14.3.2019", "2019-03-14" },
	{ "14 mar 2019", "2019-03-14" },
	{ "2019-03-14", "2019-03-14" },
	{ " today ", "2026-11-20" },
	{ "yesterday", "2026-11-19" },
	{ "2026", "2026" },
	{ "11/2026", "2026-11" },
	{ "12/2026", NULL },
	{ "2027", NULL },
	{ "tomorrow", NULL },
	{ "21.11.2026", NULL },
	{ "13/2019", NULL },
	{ "2019-00", NULL },
	{ "1066", NULL },
	{ "19", NULL },
	{ "march", NULL },
	{ "30.2.2019", NULL },
	{ "long ago", NULL },
	{ "", NULL },
	{ "2019 2020", NULL },
	{ "3/2019/", "2019-03" },
};

static void days_known_by_their_year_alone_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof partial_rows / sizeof partial_rows[0]; i++) {
		struct err err = ERR_INIT;
		char out[DATE_SIZE];
		bool read = date_parse_partial(partial_rows[i].typed, "2026-11-20", out, &err);

		if (read != (partial_rows[i].kept != NULL) ||
		    strcmp(out, read ? partial_rows[i].kept : "") != 0)
			fail_msg("%s: %s %s", partial_rows[i].typed, out, err.text);
		assert_int_equal(err.kind, read ? ERR_NONE : ERR_INPUT);
	}
}

static void partial_days_have_a_first_and_a_last_day(void **state)
{
	char first[DATE_SIZE], last[DATE_SIZE];

	(void)state;
	date_partial_first("2019", first);
	date_partial_last("2019", last);
	assert_string_equal(first, "2019-01-01");
	assert_string_equal(last, "2019-12-31");
	date_partial_first("2024-02", first);
	date_partial_last("2024-02", last);
	assert_string_equal(first, "2024-02-01");
	assert_string_equal(last, "2024-02-29");
	date_partial_last("2024-02-07", last);
	assert_string_equal(last, "2024-02-07");
	date_partial_first("2024-13", first);
	assert_string_equal(first, "");
	assert_false(date_partial_valid("20"));
	assert_false(date_partial_valid(""));
	assert_false(date_partial_valid(NULL));
	assert_string_equal(date_partial_medium("2019"), "2019");
	assert_string_equal(date_partial_medium("2019-03"), "Mar 2019");
	assert_string_equal(date_partial_medium("2019-03-14"), "14 Mar 2019");
}

static void every_month_is_known_by_its_names(void **state)
{
	static const char *const names[][2] = {
		{ "jan", "january" },   { "feb", "february" }, { "mar", "march" },    { "apr", "april" },
		{ "may", "may" },       { "jun", "june" },     { "jul", "july" },     { "aug", "august" },
		{ "sep", "september" }, { "oct", "october" },  { "nov", "november" }, { "dec", "december" },
	};

	(void)state;
	for (int i = 0; i < 24; i++) {
		char typed[32], day[DATE_SIZE], expected[DATE_SIZE];

		snprintf(typed, sizeof typed, "9 %s 2026", names[i / 2][i % 2]);
		snprintf(expected, sizeof expected, "2026-%02u-09", (unsigned)(i / 2 + 1) % 100);
		assert_true(date_parse(typed, TODAY, day, NULL));
		assert_string_equal(day, expected);
	}
}

static void typed_times_are_read(void **state)
{
	static const struct {
		const char *typed, *time;
	} cases[] = {
		{ "9", "09:00" },     { "09", "09:00" },      { "9:30", "09:30" },      { "0930", "09:30" },
		{ "930", "09:30" },   { "9.30", "09:30" },    { "9h30", "09:30" },      { "14h", "14:00" },
		{ "2pm", "14:00" },   { "2 PM", "14:00" },    { "2:15 p.m.", "14:15" }, { "2p", "14:00" },
		{ "12am", "00:00" },  { "12pm", "12:00" },    { "12:05am", "00:05" },   { "0:00", "00:00" },
		{ "23:59", "23:59" }, { " 17:45 ", "17:45" }, { "0", "00:00" },         { "1030pm", "22:30" },
		{ "", NULL },         { "24", NULL },         { "24:00", NULL },        { "9:60", NULL },
		{ "9:3", NULL },      { "9:300", NULL },      { "13pm", NULL },         { "0am", NULL },
		{ "2xm", NULL },      { "pm", NULL },         { "99999", NULL },        { "-9", NULL },
		{ "9:", NULL },       { "9:30:00", NULL },    { "2pmm", NULL },         { "nine", NULL },
		{ "960", NULL },      { "12345", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct err err = ERR_INIT;
		char time[6] = "";
		bool taken = time_parse(cases[i].typed, time, &err);

		if (taken != (cases[i].time != NULL) || (taken && strcmp(time, cases[i].time) != 0))
			fail_msg("\"%s\" gave %d \"%s\"", cases[i].typed, taken, time);
		assert_int_equal(err.kind, taken ? ERR_NONE : ERR_INPUT);
	}
}

static void instants_are_read_and_written(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1969-12-31T23:59:59Z", -1 },
		{ "2026-11-20T09:00:12Z", 1795165212 },
		{ "2000-02-29T12:00:00Z", 951825600 },
		{ "9999-12-31T23:59:59Z", INT64_C(253402300799) },
		{ "0001-01-01T00:00:00Z", INT64_C(-62135596800) },
	};
	static const char *const bad[] = { "",
					   "2026-11-20",
					   "2026-11-20T09:00:12",
					   "2026-11-20T24:00:00Z",
					   "2026-02-30T09:00:00Z",
					   "2026-11-20 09:00:12Z",
					   "2026-11-20T09:00:60Z" };
	char text[INSTANT_SIZE];
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(instant_parse(cases[i].text, &seconds));
		assert_true(seconds == cases[i].seconds);
		instant_format(seconds, text);
		assert_string_equal(text, cases[i].text);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(instant_parse(bad[i], &seconds));
	assert_false(instant_parse(NULL, &seconds));
	instant_format(INT64_MAX, text);
	assert_string_equal(text, "9999-12-31T23:59:59Z");
	instant_format(INT64_MIN, text);
	assert_string_equal(text, "0001-01-01T00:00:00Z");
}

/* Rules are spelt out, so that the test needs no zone files: Melbourne's. */
#define MELBOURNE "AEST-10AEDT,M10.1.0,M4.1.0/3"

static void expect_instant(const char *wall, const char *instant)
{
	int64_t seconds;
	char text[INSTANT_SIZE];

	assert_true(wall_to_instant(wall, &seconds));
	instant_format(seconds, text);
	assert_string_equal(text, instant);
}

static void wall_times_follow_the_zone(void **state)
{
	char wall[WALL_SIZE];
	int64_t seconds;

	(void)state;
	set_zone(MELBOURNE);
	expect_instant("2026-11-20T09:00", "2026-11-19T22:00:00Z");
	expect_instant("2026-07-01T09:00", "2026-06-30T23:00:00Z");
	assert_true(instant_parse("2026-11-19T22:00:31Z", &seconds));
	wall_format(seconds, wall);
	assert_string_equal(wall, "2026-11-20T09:00");
	set_zone("UTC");
	expect_instant("2026-11-20T09:00", "2026-11-20T09:00:00Z");
	assert_false(wall_to_instant("2026-11-20", &seconds));
	assert_false(wall_to_instant("2026-11-20T24:00", &seconds));
	assert_false(wall_to_instant(NULL, &seconds));
}

static void the_hour_that_does_not_exist_moves_later(void **state)
{
	char wall[WALL_SIZE];
	int64_t seconds;

	(void)state;
	set_zone(MELBOURNE); /* 4 October 2026, 2:00 becomes 3:00 */
	expect_instant("2026-10-04T01:59", "2026-10-03T15:59:00Z");
	expect_instant("2026-10-04T02:30", "2026-10-03T16:30:00Z");
	expect_instant("2026-10-04T03:00", "2026-10-03T16:00:00Z");
	assert_true(wall_to_instant("2026-10-04T02:30", &seconds));
	wall_format(seconds, wall);
	assert_string_equal(wall, "2026-10-04T03:30");
}

static void the_hour_that_is_there_twice_means_the_first(void **state)
{
	(void)state;
	set_zone(MELBOURNE); /* 5 April 2026, 3:00 becomes 2:00 */
	expect_instant("2026-04-05T01:59", "2026-04-04T14:59:00Z");
	expect_instant("2026-04-05T02:30", "2026-04-04T15:30:00Z");
	expect_instant("2026-04-05T03:00", "2026-04-04T17:00:00Z");
	set_zone("EST5EDT,M3.2.0,M11.1.0"); /* west of Greenwich as well */
	expect_instant("2026-11-01T01:30", "2026-11-01T05:30:00Z");
	expect_instant("2026-03-08T02:30", "2026-03-08T07:30:00Z");
}

/* Minute by minute over both changes: where the clock shows a time, that time leads back to the instant, or to the
 * first of the two. */
static void instants_survive_the_wall_clock(void **state)
{
	static const char *const days[] = { "2026-10-03T12:00:00Z", "2026-04-04T12:00:00Z" };

	(void)state;
	set_zone(MELBOURNE);
	for (size_t i = 0; i < 2; i++) {
		int64_t start, back;

		assert_true(instant_parse(days[i], &start));
		for (int64_t at = start; at < start + 43200; at += 60) {
			char wall[WALL_SIZE];

			wall_format(at, wall);
			assert_true(wall_to_instant(wall, &back));
			assert_true(back == at || back == at - 3600);
			assert_true(back == at || i == 1);
		}
	}
}

static void wall_arithmetic_knows_no_zone(void **state)
{
	char wall[WALL_SIZE];

	(void)state;
	assert_int_equal(wall_minutes_between("2026-10-04T01:30", "2026-10-04T03:30"), 120);
	assert_int_equal(wall_minutes_between("2026-11-20T10:00", "2026-11-20T09:15"), -45);
	assert_int_equal(wall_minutes_between("2026-12-31T23:30", "2027-01-01T00:15"), 45);
	assert_int_equal(wall_minutes_between("", "2026-11-20T09:15"), 0);
	wall_add_minutes("2026-12-31T23:30", 45, wall);
	assert_string_equal(wall, "2027-01-01T00:15");
	wall_add_minutes("2026-11-20T00:10", -20, wall);
	assert_string_equal(wall, "2026-11-19T23:50");
	wall_add_minutes("never", 5, wall);
	assert_string_equal(wall, "");
}

static void the_zone_has_a_safe_name(void **state)
{
	(void)state;
	setenv("TZ", "Australia/Melbourne", 1);
	assert_string_equal(clock_zone(), "Australia/Melbourne");
	setenv("TZ", ":/usr/share/zoneinfo/Europe/Berlin", 1);
	assert_string_equal(clock_zone(), "Europe/Berlin");
	setenv("TZ", "/usr/share/zoneinfo/posix/Europe/Berlin", 1);
	assert_string_equal(clock_zone(), "Europe/Berlin");
	setenv("TZ", "", 1);
	assert_string_equal(clock_zone(), "UTC");
	setenv("TZ", "Bad\x1b[31mZone", 1);
	assert_string_equal(clock_zone(), "UTC");
	setenv("TZ", "A-name-that-is-longer-than-any-zone-in-the-database-of-all-zones-of-the-world", 1);
	assert_string_equal(clock_zone(), "UTC");
	unsetenv("TZ");
	assert_true(clock_zone()[0] != '\0');
	set_zone("UTC");
}

/* Test programs are linked with the test build of the clock. */
static void the_clock_stands_still_where_it_is_told_to(void **state)
{
	char day[DATE_SIZE];

	(void)state;
	set_zone(MELBOURNE);
	setenv("FASCICLE_NOW", "2001-02-03T20:05:06Z", 1);
	date_today(day);
	assert_true(clock_now() == 981230706);
	assert_string_equal(day, "2001-02-04");
	setenv("FASCICLE_NOW", "86400", 1);
	assert_true(clock_now() == 86400);
	setenv("FASCICLE_NOW", "soon", 1);
	assert_true(clock_now() > INT64_C(1700000000));
	unsetenv("FASCICLE_NOW");
	assert_true(clock_now() > INT64_C(1700000000));
	set_zone("UTC");
}

static void moments_keep_their_milliseconds(void **state)
{
	static const char *const wrong[] = { "2026-11-20T09:41:00Z", "2026-11-20T09:41:00.25Z",
					     "2026-02-30T09:41:00.250Z", "2026-11-20T24:00:00.000Z", "" };
	char text[MOMENT_SIZE];
	int64_t ms = 0;

	(void)state;
	moment_format(INT64_C(1795167660250), text);
	assert_string_equal(text, "2026-11-20T09:41:00.250Z");
	assert_true(moment_parse(text, &ms));
	assert_true(ms == INT64_C(1795167660250));
	moment_format(-1, text);
	assert_string_equal(text, "1969-12-31T23:59:59.999Z");
	assert_true(moment_parse(text, &ms) && ms == -1);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(moment_parse(wrong[i], &ms));
}

static void the_clock_of_a_test_may_stand_to_the_millisecond_or_go_on(void **state)
{
	int64_t first;

	(void)state;
	setenv("FASCICLE_NOW", "2026-11-20T09:41:00.250Z", 1);
	assert_true(clock_now_ms() == INT64_C(1795167660250));
	assert_true(clock_now() == INT64_C(1795167660));
	setenv("FASCICLE_NOW", "2026-11-20T09:41:00Z+", 1);
	first = clock_now_ms();
	assert_true(first >= INT64_C(1795167660000));
	while (clock_now_ms() == first) /* it does go on */
		;
	unsetenv("FASCICLE_NOW");
}

static void the_monotonic_clock_never_goes_back(void **state)
{
	int64_t before = clock_mono_ms();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t now = clock_mono_ms();

		assert_true(now >= before);
		before = now;
	}
}

static void days_are_shown_for_people(void **state)
{
	const char *first = date_medium("2026-11-20"), *second = date_medium("2026-01-05");

	(void)state;
	assert_string_equal(date_long("2026-11-20"), "Fri 20 Nov 2026");
	assert_string_equal(date_long("2026-02-01"), "Sun 1 Feb 2026");
	assert_string_equal(first, "20 Nov 2026");
	assert_string_equal(second, "5 Jan 2026");
	assert_string_equal(date_short("2026-11-20"), "20 Nov");
	assert_string_equal(date_long("not a day"), "not a day");
	assert_string_equal(date_short(NULL), "");
}

static void four_shown_days_live_at_once(void **state)
{
	const char *shown[4];

	(void)state;
	shown[0] = date_short("2026-01-01");
	shown[1] = date_short("2026-02-02");
	shown[2] = date_short("2026-03-03");
	shown[3] = date_short("2026-04-04");
	assert_string_equal(shown[0], "1 Jan");
	assert_string_equal(shown[1], "2 Feb");
	assert_string_equal(shown[2], "3 Mar");
	assert_string_equal(shown[3], "4 Apr");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_real_days_are_dates),
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(adding_days_keeps_inside_the_calendar),
		cmocka_unit_test(age_changes_on_the_birthday),
		cmocka_unit_test(typed_days_are_read),
		cmocka_unit_test(days_known_by_their_year_alone_are_read),
		cmocka_unit_test(partial_days_have_a_first_and_a_last_day),
		cmocka_unit_test(every_month_is_known_by_its_names),
		cmocka_unit_test(typed_times_are_read),
		cmocka_unit_test(instants_are_read_and_written),
		cmocka_unit_test(wall_times_follow_the_zone),
		cmocka_unit_test(the_hour_that_does_not_exist_moves_later),
		cmocka_unit_test(the_hour_that_is_there_twice_means_the_first),
		cmocka_unit_test(instants_survive_the_wall_clock),
		cmocka_unit_test(wall_arithmetic_knows_no_zone),
		cmocka_unit_test(the_zone_has_a_safe_name),
		cmocka_unit_test(the_clock_stands_still_where_it_is_told_to),
		cmocka_unit_test(moments_keep_their_milliseconds),
		cmocka_unit_test(the_clock_of_a_test_may_stand_to_the_millisecond_or_go_on),
		cmocka_unit_test(the_monotonic_clock_never_goes_back),
		cmocka_unit_test(days_are_shown_for_people),
		cmocka_unit_test(four_shown_days_live_at_once),
	};

	unsetenv("LANGUAGE");
	return cmocka_run_group_tests_name("base date", tests, NULL, NULL);
}
