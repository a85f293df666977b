/* SPDX-License-Identifier: MIT */
/* Reports in the place for reading. */
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "io/report.h"

enum { PAGE_COLS = 76 };

/* "unpaid", "tax 2026", "income-service 2026-07 2026-09": a name, then the first and the last day. */
static bool report_read(const char *line, const struct report **report, struct report_days *days,
			struct err *err)
{
	struct str word;
	int n = 0;
	bool ok = true;
	*days = (struct report_days){ .from = "" };
	str_init(&word);
	str_next_word(&line, &word);
	*report = report_named(word.s);
	if (!*report)
		ok = err_set(err, ERR_INPUT, _("“%s” is no report, or the beginning of several."), word.s);
	for (; ok && str_next_word(&line, &word); n++) {
		if (n == 2)
			ok = err_set(err, ERR_INPUT, _("“%s” is one word too many."), word.s);
		/* One word alone is both the beginning and the end: 2026-11. */
		else if (n == 0)
			ok = report_days_from(days, word.s, err) && report_days_to(days, word.s, err);
		else
			ok = report_days_to(days, word.s, err);
	}
	str_release(&word);
	return ok;
}

static void list_reports(struct str *out)
{
	for (size_t i = 0; i < report_count(); i++)
		str_addf(out, "%s%s", i ? " · " : "", report_at(i)->name);
}

static void report_reading(struct app *app, const char *argument, struct str *out)
{
	const struct report *report;
	struct report_days days;
	struct err err = ERR_INIT;
	(void)app;
	if (report_read(argument, &report, &days, &err)) {
		str_add(out, _(report->title));
		if (days.from[0] && strcmp(days.from, days.to) == 0)
			str_addf(out, ", %s", date_medium(days.from));
		else if (days.from[0])
			str_addf(out, _(", %s to %s"), date_medium(days.from), date_medium(days.to));
		else if (report->dated != REPORT_OF_NOW)
			str_add(out, _("; days may follow: 2026-11, or from and to"));
		return;
	}
	if (!str_empty(argument))
		str_addf(out, "%s\n", err.text);
	list_reports(out);
}

static bool cmd_report_show(struct app *app, const char *argument, int value, struct err *err)
{
	const struct report *report;
	struct report_days days;
	struct str page;
	(void)value;
	if (!report_read(argument, &report, &days, err))
		return false;
	str_init(&page);
	bool ok = report_page(app->store, app->conf, report, &days, PAGE_COLS, &page, err);
	if (ok)
		app_read(app, _("Report"), page.s);
	str_release(&page);
	return ok;
}

static const struct command report_show_command = {
	.name = "report-show",
	.scope = "any",
	.ask = N_("Report (and its days: 2026-11, or from and to)"),
	.help = N_("Show a report: unpaid, banking 2026-11, tax 2026"),
	.run = cmd_report_show,
	.reading = report_reading,
};

/* What the sessions cost and what was paid, then what goes to the bank. */
static bool cmd_bill_day(struct app *app, const char *argument, int value, struct err *err)
{
	static const char *const parts[] = { "day", "banking" };
	struct report_days days;
	struct str page;
	bool ok = true;
	(void)argument, (void)value;
	memcpy(days.from, app->date, DATE_SIZE);
	memcpy(days.to, app->date, DATE_SIZE);
	str_init(&page);
	for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++) {
		str_add(&page, i ? "\n" : "");
		ok = report_page(app->store, app->conf, report_named(parts[i]), &days, PAGE_COLS, &page, err);
	}
	if (ok)
		app_read(app, _("Bill of the day"), page.s);
	str_release(&page);
	return ok;
}

static const struct command bill_day_command = {
	.name = "bill-day",
	.scope = "day",
	.keys = "B",
	.help = N_("Show what the day's sessions cost, what was paid, and what goes to the bank"),
	.run = cmd_bill_day,
};

const struct command *const report_commands[] = {
	&bill_day_command,
	&report_show_command,
	NULL,
};
