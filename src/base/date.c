/* SPDX-License-Identifier: MIT */
/* The clock and the calendar. */
#include "base/date.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

#define DAY_SECONDS  86400
#define LAST_SECOND  INT64_C(253402300799) /* 9999-12-31T23:59:59Z */
#define FIRST_SECOND INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define ZONE_SIZE    64

/* ---- Reading fixed shapes ------------------------------------------------------------------------------ */

/* Reads digits and the literal characters of `shape`, where '0' stands for any digit. The numbers between the
 * literals go to `numbers`. The whole text has to match. */
static bool read_shape(const char *text, const char *shape, int *numbers)
{
	int number = 0;
	bool inside = false;

	if (text == NULL)
		return false;
	for (; *shape != '\0'; shape++, text++) {
		if (*shape == '0') {
			if (*text < '0' || *text > '9')
				return false;
			number = number * 10 + (*text - '0');
			inside = true;
			continue;
		}
		if (*text != *shape)
			return false;
		if (inside)
			*numbers++ = number;
		number = 0;
		inside = false;
	}
	if (inside)
		*numbers = number;
	return *text == '\0';
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool is_day(const int ymd[3])
{
	return ymd[0] >= 1 && ymd[1] >= 1 && ymd[1] <= 12 && ymd[2] >= 1 &&
	       ymd[2] <= month_days(ymd[0], ymd[1]);
}

static bool read_date(const char *iso, int ymd[3])
{
	return read_shape(iso, "0000-00-00", ymd) && is_day(ymd);
}

static bool is_time(const int hms[3])
{
	return hms[0] <= 23 && hms[1] <= 59 && hms[2] <= 59;
}

/* ---- Day numbers: days since 1970-01-01, proleptic Gregorian ------------------------------------------- */

static int64_t day_number(const int ymd[3])
{
	/* Years begin in March here, so that the leap day is the last of its year. */
	int64_t year = ymd[0] - (ymd[1] <= 2);
	int64_t era = year / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (ymd[1] + (ymd[1] > 2 ? -3 : 9)) + 2) / 5 + ymd[2] - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void day_of_number(int64_t number, int ymd[3])
{
	int64_t shifted = number + 719468;
	int64_t era = shifted / 146097;
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;

	ymd[2] = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	ymd[1] = (int)(month < 10 ? month + 3 : month - 9);
	ymd[0] = (int)(year_of_era + era * 400 + (ymd[1] <= 2));
}

/* Years 1 to 9999 alone have the form that is stored. */
static int64_t clamp_seconds(int64_t seconds)
{
	if (seconds < FIRST_SECOND)
		return FIRST_SECOND;
	return seconds > LAST_SECOND ? LAST_SECOND : seconds;
}

/* Fields of seconds since 1970: year, month, day, hour, minute, second. */
static void split(int64_t seconds, int fields[6])
{
	int64_t days, rest;

	seconds = clamp_seconds(seconds);
	days = seconds / DAY_SECONDS;
	rest = seconds % DAY_SECONDS;
	if (rest < 0) {
		rest += DAY_SECONDS;
		days--;
	}
	day_of_number(days, fields);
	fields[3] = (int)(rest / 3600);
	fields[4] = (int)(rest / 60 % 60);
	fields[5] = (int)(rest % 60);
}

static int64_t join(const int fields[6])
{
	return day_number(fields) * DAY_SECONDS + fields[3] * 3600 + fields[4] * 60 + fields[5];
}

/* snprintf cannot know that the fields are small; the masks tell it. */
static void write_date(const int ymd[3], char out[DATE_SIZE])
{
	snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (unsigned)ymd[0] % 10000, (unsigned)ymd[1] % 100,
		 (unsigned)ymd[2] % 100);
}

static void write_wall(const int fields[6], char out[WALL_SIZE])
{
	char date[DATE_SIZE];

	write_date(fields, date);
	snprintf(out, WALL_SIZE, "%sT%02u:%02u", date, (unsigned)fields[3] % 100, (unsigned)fields[4] % 100);
}

static bool read_wall(const char *wall, int fields[6])
{
	fields[5] = 0;
	return read_shape(wall, "0000-00-00T00:00", fields) && is_day(fields) && is_time(fields + 3);
}

/* ---- Clock --------------------------------------------------------------------------------------------- */

#ifdef FASCICLE_TEST
/* Milliseconds since this was first asked. */
static int64_t gone_on_ms(void)
{
	static int64_t start = -1;

	if (start < 0)
		start = clock_mono_ms();
	return clock_mono_ms() - start;
}

static bool fixed_now_ms(int64_t *ms)
{
	const char *variable = getenv("FASCICLE_NOW");
	char text[MOMENT_SIZE + 1];
	size_t n = variable ? strlen(variable) : 0;
	bool goes_on = n > 0 && variable[n - 1] == '+';
	int64_t seconds;
	long long number;

	if (n == 0 || n >= sizeof text)
		return false;
	snprintf(text, sizeof text, "%.*s", (int)(n - goes_on), variable);
	if (instant_parse(text, &seconds))
		*ms = seconds * 1000;
	else if (str_to_int(text, &number))
		*ms = number * 1000;
	else if (!moment_parse(text, ms))
		return false;
	if (goes_on)
		*ms += gone_on_ms();
	return true;
}
#else
static bool fixed_now_ms(int64_t *ms)
{
	(void)ms;
	return false;
}
#endif

int64_t clock_now(void)
{
	int64_t ms;

	return fixed_now_ms(&ms) ? ms / 1000 : (int64_t)time(NULL);
}

int64_t clock_now_ms(void)
{
	struct timespec now;
	int64_t ms;

	if (fixed_now_ms(&ms))
		return ms;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_mono_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void instant_format(int64_t seconds, char out[INSTANT_SIZE])
{
	int fields[6];
	char wall[WALL_SIZE];

	split(seconds, fields);
	write_wall(fields, wall);
	snprintf(out, INSTANT_SIZE, "%s:%02uZ", wall, (unsigned)fields[5] % 100);
}

bool instant_parse(const char *text, int64_t *seconds)
{
	int fields[6];

	if (!read_shape(text, "0000-00-00T00:00:00Z", fields) || !is_day(fields) || !is_time(fields + 3))
		return false;
	*seconds = join(fields);
	return true;
}

void moment_format(int64_t ms, char out[MOMENT_SIZE])
{
	int64_t part = ms % 1000;
	char instant[INSTANT_SIZE];

	if (part < 0)
		part += 1000;
	instant_format((ms - part) / 1000, instant);
	snprintf(out, MOMENT_SIZE, "%.19s.%03uZ", instant, (unsigned)part % 1000);
}

bool moment_parse(const char *text, int64_t *ms)
{
	int fields[7];

	if (!read_shape(text, "0000-00-00T00:00:00.000Z", fields) || !is_day(fields) || !is_time(fields + 3))
		return false;
	*ms = join(fields) * 1000 + fields[6];
	return true;
}

/* Seconds that the zone's clocks are ahead of UTC at an instant. */
static int64_t zone_ahead(int64_t seconds)
{
	time_t instant = (time_t)seconds;
	struct tm tm;
	int fields[6];

	tzset(); /* localtime_r need not look at a changed TZ */
	if (localtime_r(&instant, &tm) == NULL)
		return 0;
	fields[0] = tm.tm_year + 1900;
	fields[1] = tm.tm_mon + 1;
	fields[2] = tm.tm_mday;
	fields[3] = tm.tm_hour;
	fields[4] = tm.tm_min;
	fields[5] = tm.tm_sec;
	return join(fields) - seconds;
}

void wall_format(int64_t seconds, char out[WALL_SIZE])
{
	int fields[6];

	seconds = clamp_seconds(seconds);
	split(seconds + zone_ahead(seconds), fields);
	write_wall(fields, out);
}

bool wall_to_instant(const char *wall, int64_t *seconds)
{
	int fields[6];
	int64_t as_utc, before, after;

	if (!read_wall(wall, fields))
		return false;
	as_utc = join(fields);
	/* The zone's offsets a day before and after enclose any change that matters to this time. The earlier
	 * instant is tried first; where neither fits, the time was skipped. */
	before = as_utc - zone_ahead(as_utc - DAY_SECONDS);
	after = as_utc - zone_ahead(as_utc + DAY_SECONDS);
	if (before + zone_ahead(before) != as_utc && after + zone_ahead(after) == as_utc)
		*seconds = after;
	else
		*seconds = before;
	return true;
}

static bool is_zone_name(const char *name)
{
	return *name != '\0' && strlen(name) < ZONE_SIZE &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/,.:<>") ==
		       strlen(name);
}

/* "Australia/Melbourne" out of "/usr/share/zoneinfo/Australia/Melbourne". */
static const char *below_zoneinfo(const char *path)
{
	static const char folder[] = "/zoneinfo/";
	const char *found = strstr(path, folder);

	if (found == NULL)
		return NULL;
	found += sizeof folder - 1;
	if (str_starts(found, "posix/") || str_starts(found, "right/"))
		found += strlen("posix/");
	return found;
}

static bool zone_of_link(char *out, size_t size)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/etc/localtime", path, sizeof path - 1);
	const char *name;

	if (n < 0)
		return false;
	path[n] = '\0';
	name = below_zoneinfo(path);
	if (name == NULL || !is_zone_name(name))
		return false;
	snprintf(out, size, "%s", name);
	return true;
}

static bool zone_of_file(char *out, size_t size)
{
	FILE *file;
	bool found = false;

	if (access("/etc/localtime", R_OK) != 0)
		return false; /* the C library takes UTC then, whatever the name says */
	file = fopen("/etc/timezone", "re");
	if (file == NULL)
		return false;
	if (fgets(out, (int)size, file) != NULL) {
		out[strcspn(out, "\r\n \t")] = '\0';
		found = is_zone_name(out);
	}
	fclose(file);
	return found;
}

const char *clock_zone(void)
{
	static char zone[ZONE_SIZE];
	const char *variable = getenv("TZ");
	const char *name;

	if (variable == NULL) {
		if (!zone_of_link(zone, sizeof zone) && !zone_of_file(zone, sizeof zone))
			strcpy(zone, "UTC");
		return zone;
	}
	if (*variable == ':')
		variable++;
	name = *variable == '/' ? below_zoneinfo(variable) : variable;
	snprintf(zone, sizeof zone, "%s", name != NULL && is_zone_name(name) ? name : "UTC");
	return zone;
}

/* ---- Calendar ------------------------------------------------------------------------------------------ */

bool date_valid(const char *iso)
{
	int ymd[3];

	return read_date(iso, ymd);
}

/* Year, month and day of a partial day; what is not said becomes what `last` says: the last or the first. */
static bool read_partial(const char *partial, bool last, int ymd[3])
{
	bool has_month = read_shape(partial, "0000-00", ymd);

	if (read_date(partial, ymd))
		return true;
	if (!has_month && !read_shape(partial, "0000", ymd))
		return false;
	if (!has_month)
		ymd[1] = last ? 12 : 1;
	ymd[2] = 1;
	if (!is_day(ymd))
		return false;
	if (last)
		ymd[2] = month_days(ymd[0], ymd[1]);
	return true;
}

bool date_partial_valid(const char *partial)
{
	int ymd[3];

	return read_partial(partial, false, ymd);
}

void date_partial_first(const char *partial, char out[DATE_SIZE])
{
	int ymd[3];

	out[0] = '\0';
	if (read_partial(partial, false, ymd))
		write_date(ymd, out);
}

void date_partial_last(const char *partial, char out[DATE_SIZE])
{
	int ymd[3];

	out[0] = '\0';
	if (read_partial(partial, true, ymd))
		write_date(ymd, out);
}

void date_today(char out[DATE_SIZE])
{
	char wall[WALL_SIZE];

	wall_format(clock_now(), wall);
	memcpy(out, wall, DATE_SIZE - 1);
	out[DATE_SIZE - 1] = '\0';
}

void date_add_days(const char *iso, int days, char out[DATE_SIZE])
{
	int fields[6] = { 0 };

	if (!read_date(iso, fields)) {
		out[0] = '\0';
		return;
	}
	split((day_number(fields) + days) * DAY_SECONDS, fields);
	write_date(fields, out);
}

int date_days_between(const char *from, const char *to)
{
	int a[3], b[3];

	if (!read_date(from, a) || !read_date(to, b))
		return 0;
	return (int)(day_number(b) - day_number(a));
}

int date_weekday(const char *iso)
{
	int ymd[3];

	if (!read_date(iso, ymd))
		return 0;
	/* The year 1 begins 719162 days before 1970, on a Monday. */
	return (int)((day_number(ymd) + 719163) % 7);
}

int date_age(const char *birth, const char *day)
{
	int b[3], d[3];

	if (!read_date(birth, b) || !read_date(day, d) || strcmp(birth, day) > 0)
		return -1;
	return d[0] - b[0] - (d[1] < b[1] || (d[1] == b[1] && d[2] < b[2]));
}

int wall_minutes_between(const char *a, const char *b)
{
	int from[6], to[6];

	if (!read_wall(a, from) || !read_wall(b, to))
		return 0;
	return (int)((join(to) - join(from)) / 60);
}

void wall_add_minutes(const char *wall, int minutes, char out[WALL_SIZE])
{
	int fields[6];

	if (!read_wall(wall, fields)) {
		out[0] = '\0';
		return;
	}
	split(join(fields) + (int64_t)minutes * 60, fields);
	write_wall(fields, out);
}

void wall_date(const char *wall, char out[DATE_SIZE])
{
	size_t n = wall ? strnlen(wall, DATE_SIZE - 1) : 0;
	memcpy(out, wall ? wall : "", n);
	out[n] = '\0';
}
