/* SPDX-License-Identifier: MIT */
/* Reads the text of a configuration file line by line before the library does. */
#include "io/conf_scan.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

/* The library's line buffer has 1024 bytes; a line near that makes the whole file unreadable for it. */
enum { LINE_MAX_BYTES = 1000 };

bool conf_report(struct conf_report *report, size_t line, const char *sentence)
{
	char *where = line > 0 ? str_format(_("%s, line %zu: %s"), report->file, line, sentence)
			       : str_format("%s: %s", report->file, sentence);

	if (report->n++ == 0)
		err_set(report->err, ERR_INPUT, "%s", where);
	if (report->lines != NULL) {
		str_add(report->lines, where);
		str_addc(report->lines, '\n');
	}
	free(where);
	return report->lines != NULL;
}

static bool report_text(struct conf_report *report, size_t line, char *sentence)
{
	bool more = conf_report(report, line, sentence);

	free(sentence);
	return more;
}

void conf_entries_release(struct conf_entries *entries)
{
	for (size_t i = 0; i < entries->n; i++) {
		free(entries->rows[i].section);
		free(entries->rows[i].name);
	}
	free(entries->rows);
	*entries = (struct conf_entries){ NULL, 0 };
}

/* A part of the text, without white space at its ends. */
static char *trimmed_lower(const char *s, size_t n, bool lower)
{
	while (n > 0 && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	char *text = mem_strndup(s, n);
	for (char *c = text; lower && *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return text;
}

struct scan {
	struct conf_report *report;
	struct conf_entries *out;
	char *section; /* NULL before the first */
	size_t line;
};

static bool take_section(struct scan *scan, const char *text)
{
	size_t n = strlen(text);

	if (n < 3 || strchr(text, ']') != text + n - 1)
		return conf_report(scan->report, scan->line,
				   _("a section stands alone on its line, as [name]."));
	free(scan->section);
	scan->section = trimmed_lower(text + 1, n - 2, true);
	return true;
}

/* What follows a closing quote may only be a comment. */
static bool check_quoted(struct scan *scan, const char *value)
{
	const char *end = strchr(value + 1, *value);

	if (end == NULL)
		return conf_report(scan->report, scan->line,
				   _("the quote before the value is never closed."));
	end += 1 + strspn(end + 1, " \t");
	if (*end == '\0' || *end == ';' || *end == '#')
		return true;
	return conf_report(scan->report, scan->line, _("there is text after the closing quote."));
}

static bool check_value(struct scan *scan, const char *value)
{
	if (*value == '"' || *value == '\'')
		return check_quoted(scan, value);
	if (strpbrk(value, ";#") == NULL)
		return true;
	return conf_report(
		scan->report, scan->line,
		_("the value holds ; or #. Put it in double quotes, and a comment on a line of its own."));
}

static bool check_repeated(struct scan *scan, const char *name)
{
	for (size_t i = 0; i < scan->out->n; i++) {
		const struct conf_entry *entry = &scan->out->rows[i];
		if (str_eq(entry->section, scan->section) && str_eq(entry->name, name))
			return report_text(scan->report, scan->line,
					   str_format(_("[%s] %s is set twice, first in line %zu."),
						      scan->section, name, entry->line));
	}
	return true;
}

static bool take_entry(struct scan *scan, const char *text, const char *equals)
{
	if (scan->section == NULL)
		return conf_report(scan->report, scan->line, _("a key stands before the first [section]."));
	char *name = trimmed_lower(text, (size_t)(equals - text), true);
	char *value = trimmed_lower(equals + 1, strlen(equals + 1), false);
	bool more = check_repeated(scan, name) && check_value(scan, value);
	free(value);
	scan->out->rows = mem_regrow(scan->out->rows, scan->out->n + 1, sizeof *scan->out->rows);
	scan->out->rows[scan->out->n++] = (struct conf_entry){ scan->line, mem_strdup(scan->section), name };
	return more;
}

static bool take_line(struct scan *scan, const char *text)
{
	size_t n = strlen(text);

	if (n == 0)
		return true;
	/* Even in a comment: the library would take the next line for a part of this one. */
	if (text[n - 1] == '\\')
		return conf_report(scan->report, scan->line,
				   _("the line ends in a backslash. Each line stands for itself."));
	if (*text == ';' || *text == '#')
		return true;
	if (*text == '[')
		return take_section(scan, text);
	const char *equals = strchr(text, '=');
	if (equals == NULL || equals == text)
		return conf_report(scan->report, scan->line,
				   _("this is neither [section] nor name = value."));
	return take_entry(scan, text, equals);
}

static bool check_bytes(struct scan *scan, const char *line, size_t n)
{
	if (n > LINE_MAX_BYTES)
		return conf_report(scan->report, scan->line, _("the line is longer than 1000 bytes."));
	if (memchr(line, '\0', n) != NULL)
		return conf_report(scan->report, scan->line,
				   _("there is a NUL byte. Save the file as plain text."));
	if (!utf8_valid(line, n))
		return conf_report(scan->report, scan->line,
				   _("the text is not UTF-8. Save the file as UTF-8."));
	return true;
}

static bool scan_line(struct scan *scan, const char *line, size_t n)
{
	size_t before = scan->report->n;

	bool more = check_bytes(scan, line, n);
	if (scan->report->n > before)
		return more;
	char *text = trimmed_lower(line, n, false);
	more = take_line(scan, text);
	free(text);
	return more;
}

bool conf_scan(const char *bytes, size_t n, struct conf_report *report, struct conf_entries *out)
{
	struct scan scan = { report, out, NULL, 1 };
	size_t before = report->n;

	*out = (struct conf_entries){ NULL, 0 };
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		conf_report(report, 1,
			    _("the file begins with a byte order mark. Save it as UTF-8 without one."));
	else if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		conf_report(report, 1, _("the text is not UTF-8. Save the file as UTF-8."));
	bool more = report->n == before;
	for (size_t at = 0; more && at < n; scan.line++) {
		const char *end = memchr(bytes + at, '\n', n - at);
		size_t length = end != NULL ? (size_t)(end - (bytes + at)) : n - at;
		more = scan_line(&scan, bytes + at, length);
		at += length + 1;
	}
	free(scan.section);
	return report->n == before;
}
