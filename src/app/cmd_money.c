/* SPDX-License-Identifier: MIT */
/* Prices and the bookkeeper's file. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "io/export.h"
#include "store/prices.h"

/* "FOLL45 45 95.00 gst Follow-up, 45 minutes": code, minutes, price, tax class if not none, label. */
static bool service_read(const struct app *app, const char *line, struct service *service, struct err *err)
{
	struct str word;
	long long minutes = 0;
	str_init(&word);
	service->active = true;
	service->tax = conf_bool(app->conf, "practice:tax_registered") ? TAX_GST : TAX_NONE;
	bool ok = str_next_word(&line, &word);
	service->code = mem_strdup(word.s);
	if (!str_next_word(&line, &word) || !str_to_int(word.s, &minutes) || minutes < 0 || minutes > 600)
		ok = err_set(
			err, ERR_INPUT,
			_("After the code, say the minutes (0 to 600, 0 for a fee): FOLL45 45 95.00 Follow-up"));
	service->minutes = (int)minutes;
	if (ok && !str_next_word(&line, &word))
		ok = err_set(err, ERR_INPUT,
			     _("After the minutes, say the price: FOLL45 45 95.00 Follow-up"));
	ok = ok && money_parse(word.s, &service->cents, err);
	if (ok && service->cents < 0)
		ok = err_set(err, ERR_INPUT, _("A price cannot be negative."));
	line += ok ? strspn(line, " ") : 0;
	const char *rest = line;
	if (ok && str_next_word(&rest, &word) && tax_class_from_code(word.s, &service->tax))
		line = rest;
	service->label = str_trimmed(ok ? line : "");
	if (ok && str_empty(service->label))
		ok = err_set(err, ERR_INPUT,
			     _("Last, say what it is called on receipts: FOLL45 45 95.00 Follow-up"));
	str_release(&word);
	return ok;
}

static void service_reading(struct app *app, const char *argument, struct str *out)
{
	struct service service;
	struct err err = ERR_INIT;
	char price[MONEY_SIZE];
	service_init(&service);
	if (service_read(app, argument, &service, &err)) {
		money_format(service.cents, price);
		str_addf(out,
			 P_("%s: %s, %d minute, %s, tax: %s", "%s: %s, %d minutes, %s, tax: %s",
			    service.minutes),
			 service.code, service.label, service.minutes, price, tax_class_code(service.tax));
	} else {
		str_add(out, err.text);
	}
	service_release(&service);
}

/* A service of that code is changed; charges that were made keep their old price. */
static bool cmd_service_set(struct app *app, const char *argument, int value, struct err *err)
{
	struct service service, old;
	struct err none = ERR_INIT;
	(void)value;
	service_init(&service);
	service_init(&old);
	bool ok = service_read(app, argument, &service, err);
	if (ok && service_by_code(app->store, service.code, &old, &none)) {
		service.id = old.id;
		mem_replace(&service.uid, old.uid);
		mem_replace(&service.account, old.account);
	}
	/* The new price is of today on; what was charged keeps its own, and so does what is charged for an earlier day. */
	bool new_price = service.id != 0 && (service.cents != old.cents || service.tax != old.tax);
	char today[DATE_SIZE];
	date_today(today);
	ok = ok && (!new_price || price_change(app->store, &old, &service, today, err)) &&
	     service_save(app->store, &service, err);
	if (ok)
		app_say(app, _("Price kept: %s %s"), service.code, service.label);
	service_release(&old);
	service_release(&service);
	return ok;
}

static const struct command service_set_command = {
	.name = "service-set",
	.scope = "any",
	.ask = N_("Service (code minutes price label)"),
	.help = N_("Set a price: service-set FOLL45 45 95.00 Follow-up, 45 minutes"),
	.run = cmd_service_set,
	.reading = service_reading,
};

/* On a clinic's host the program writes as the account that owns the data: a plain name in its own folder, nothing else. */
static bool out_path(const struct app *app, struct str *file, struct err *err)
{
	if (!app->out_folder)
		return true;
	if (strchr(file->s, '/') || file->s[0] == '.' || file->len == 0)
		return err_set(err, ERR_REFUSED,
			       _("Here files go to %s: give a plain name, without folders."),
			       app->out_folder);
	char *name = str_take(file);
	str_release(file);
	str_init(file);
	str_addf(file, "%s/%s", app->out_folder, name);
	free(name);
	return file_make_folder(app->out_folder, err);
}

/* What stands behind the file's name: days, and a format. */
struct export_words {
	char from[DATE_SIZE], to[DATE_SIZE];
	struct str format;
};

static bool export_words_read(const struct app *app, const char *line, struct export_words *words,
			      struct err *err)
{
	struct str word;
	struct err none = ERR_INIT;
	bool ok = true;
	str_init(&word);
	while (ok && str_next_word(&line, &word)) {
		char *day = words->from[0] ? words->to : words->from;
		if (words->to[0] || !date_parse(word.s, app->date, day, &none)) {
			day[words->to[0] ? DATE_SIZE - 1 : 0] = '\0';
			ok = words->format.len == 0 ||
			     err_set(err, ERR_INPUT,
				     _("Say the file, then if wanted two dates and a format."));
			str_clear(&words->format);
			str_add(&words->format, word.s);
		}
	}
	str_release(&word);
	if (words->format.len == 0)
		str_add(&words->format, "plain");
	return ok;
}

static void export_told(struct app *app, const struct export_result *result, const char *file)
{
	char sum[MONEY_SIZE], paid[MONEY_SIZE];
	money_format(result->totals.total_cents, sum);
	money_format(result->totals.paid_cents, paid);
	app_say(app,
		P_("%lld line, %s, payments %s, written to %s.",
		   "%lld lines, %s, payments %s, written to %s.", result->totals.lines),
		(long long)result->totals.lines, sum, paid, file);
	if (result->batch)
		str_addf(&app->message, _(" Batch %lld."), (long long)result->batch);
	if (result->uninvoiced)
		str_addf(&app->message,
			 P_(" %lld charge is on no invoice yet.", " %lld charges are on no invoice yet.",
			    result->uninvoiced),
			 (long long)result->uninvoiced);
	if (result->undelivered && result->undelivered != result->batch)
		str_addf(&app->message, _(" Nobody saw the file of batch %lld in its place."),
			 (long long)result->undelivered);
}

/* Without days the next batch: what has not left yet. */
static bool cmd_export_billing(struct app *app, const char *argument, int value, struct err *err)
{
	struct export_words words = { .from = "" };
	struct export_format format;
	struct export_result result;
	struct str file;
	(void)value;
	str_init(&file);
	str_init(&words.format);
	export_format_init(&format);
	str_next_word(&argument, &file);
	const char *to = NULL;
	bool ok = out_path(app, &file, err) && export_words_read(app, argument, &words, err) &&
		  export_format_load(&format, app->conf, words.format.s, err);
	if (words.to[0])
		to = words.to;
	ok = ok && (words.from[0] ? export_days_file(app->store, &format, words.from, to, file.s, NULL,
						     &result, err)
				  : export_batch_file(app->store, &format, NULL, file.s, NULL, &result, err));
	if (ok)
		export_told(app, &result, file.s);
	export_format_release(&format);
	str_release(&words.format);
	str_release(&file);
	return ok;
}

static const struct command export_billing_command = {
	.name = "export-billing",
	.scope = "any",
	.ask = N_("File (then, if wanted, from and to dates)"),
	.help = N_("Write the charges as CSV for the bookkeeper"),
	.run = cmd_export_billing,
};

const struct command *const money_commands[] = {
	&service_set_command,
	&export_billing_command,
	NULL,
};
