/* SPDX-License-Identifier: MIT */
/* Prices and the bookkeeper's file. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/handlers.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "io/billing.h"

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
	if (!str_next_word(&line, &word) || !str_to_int(word.s, &minutes) || minutes < 1 || minutes > 600)
		ok = err_set(err, ERR_INPUT,
			     _("After the code, say the minutes (1 to 600): FOLL45 45 95.00 Follow-up"));
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

void service_reading(struct app *app, const char *argument, struct str *out)
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
bool cmd_service_set(struct app *app, const char *argument, int value, struct err *err)
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
	ok = ok && service_save(app->store, &service, err);
	if (ok)
		app_say(app, _("Price kept: %s %s"), service.code, service.label);
	service_release(&old);
	service_release(&service);
	return ok;
}

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

bool cmd_export_billing(struct app *app, const char *argument, int value, struct err *err)
{
	struct str file, from, to;
	struct billing_totals totals = { 0, 0, 0 };
	char sum[MONEY_SIZE];
	char from_date[DATE_SIZE], to_date[DATE_SIZE];
	(void)value;
	str_init(&file);
	str_init(&from);
	str_init(&to);
	str_next_word(&argument, &file);
	bool has_from = str_next_word(&argument, &from);
	bool has_to = str_next_word(&argument, &to);
	bool ok = out_path(app, &file, err) && (!has_from || date_parse(from.s, app->date, from_date, err)) &&
		  (!has_to || date_parse(to.s, app->date, to_date, err)) &&
		  billing_export_file(app->store, has_from ? from_date : NULL, has_to ? to_date : NULL,
				      file.s, &totals, err);
	if (ok) {
		money_format(totals.total_cents, sum);
		app_say(app,
			P_("%lld charge, %s, written to %s", "%lld charges, %s, written to %s", totals.rows),
			(long long)totals.rows, sum, file.s);
	}
	str_release(&file);
	str_release(&from);
	str_release(&to);
	return ok;
}
