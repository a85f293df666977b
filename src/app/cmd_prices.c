/* SPDX-License-Identifier: MIT */
/* What the practice keeps beside its services: prices from a day on, packages, what payers call a service, and the numbers
 * that a practitioner is known by. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "line/vocabulary.h"
#include "store/prices.h"
#include "store/receipts.h"

static const char superbill[] = "superbill";

/* The service that a line begins with. */
static bool take_service(struct app *app, const char **line, struct service *service, struct err *err)
{
	struct str code;
	struct err none = ERR_INIT;
	str_init(&code);
	str_next_word(line, &code);
	bool ok = service_by_code(app->store, code.s, service, &none) ||
		  err_set(err, ERR_INPUT, _("There is no service “%s”: service-set makes one."), code.s);
	str_release(&code);
	return ok;
}

static char *rest_of(const char *line)
{
	char *rest = str_trimmed(line);
	size_t n = strlen(rest);
	if (n >= 2 && rest[0] == '"' && rest[n - 1] == '"') {
		memmove(rest, rest + 1, n - 2);
		rest[n - 2] = '\0';
	}
	return rest;
}

/* The payer's whole name; of one that is not known yet, what was typed. */
static bool take_payer(struct app *app, const char *typed, bool make, char **name, bool *fresh,
		       struct err *err)
{
	struct payer payer = { .id = 0 };
	struct err trouble = ERR_INIT;
	*fresh = false;
	if (payer_named(app->store, typed, NULL, &payer, &trouble)) {
		mem_replace(name, payer.name);
	} else if (trouble.kind != ERR_MISSING) {
		return err_set(err, trouble.kind, "%s", trouble.text);
	} else {
		*fresh = true;
		mem_replace(name, typed);
		if (make && !payer_named(app->store, typed, "fund", &payer, err))
			return false;
	}
	payer_release(&payer);
	return true;
}

/* ---- what a payer calls a service ---- */

struct code_line {
	struct service service;
	char *payer, *code; /* code NULL: none */
	bool fresh;
};

static void code_line_release(struct code_line *said)
{
	service_release(&said->service);
	free(said->payer);
	free(said->code);
}

static bool code_line_read(struct app *app, const char *line, bool make, struct code_line *said,
			   struct err *err)
{
	struct str payer;
	*said = (struct code_line){ .fresh = false };
	service_init(&said->service);
	str_init(&payer);
	bool ok = take_service(app, &line, &said->service, err);
	str_next_word(&line, &payer);
	char *code = rest_of(line);
	if (ok && (payer.len == 0 || str_empty(code)))
		ok = err_set(
			err, ERR_INPUT,
			_("Say the service, who calls it so, and the code: FOLL45 Medibank 105, FOLL45 superbill 97140"));
	if (ok && vocabulary_find(payer.s, MEANS(MEANS_SUPERBILL)))
		said->payer = mem_strdup(superbill);
	else if (ok)
		ok = take_payer(app, payer.s, make, &said->payer, &said->fresh, err);
	if (ok && !vocabulary_find(code, MEANS(MEANS_NONE)))
		said->code = mem_strdup(code);
	free(code);
	str_release(&payer);
	return ok;
}

static void service_code_reading(struct app *app, const char *argument, struct str *out)
{
	struct code_line said;
	struct err err = ERR_INIT;
	char *now = NULL;
	if (!code_line_read(app, argument, false, &said, &err)) {
		str_add(out, err.text);
	} else {
		service_code_for(app->store, said.service.code, said.payer, &now, &err);
		str_addf(out, "%s, %s: %s", said.service.label, said.payer,
			 said.code ? said.code : _("no code"));
		if (now)
			str_addf(out, _(" (until now %s)"), now);
		if (said.fresh)
			str_add(out, _(" (a new payer)"));
	}
	free(now);
	code_line_release(&said);
}

static bool cmd_service_code(struct app *app, const char *argument, int value, struct err *err)
{
	struct code_line said;
	(void)value;
	bool ok = code_line_read(app, argument, true, &said, err) &&
		  service_code_set(app->store, said.service.id, said.payer, said.code, err);
	if (ok && said.code)
		app_say(app, _("Kept: %s is %s at %s."), said.service.code, said.code, said.payer);
	else if (ok)
		app_say(app, _("%s has no code at %s any more."), said.service.code, said.payer);
	code_line_release(&said);
	return ok;
}

static const struct command service_code_command = {
	.name = "service-code",
	.scope = "any",
	.ask = N_("Code (service, payer or superbill, code)"),
	.help = N_("Say what a payer calls a service: service-code FOLL45 Medibank 105; none takes it away"),
	.run = cmd_service_code,
	.reading = service_code_reading,
};

/* ---- packages ---- */

struct package_line {
	struct service service, pays;
	int uses;
};

static bool package_line_read(struct app *app, const char *line, struct package_line *said, struct err *err)
{
	struct str word;
	long long uses;
	service_init(&said->service);
	service_init(&said->pays);
	str_init(&word);
	bool ok = take_service(app, &line, &said->service, err);
	str_next_word(&line, &word);
	if (ok && (!str_to_int(word.s, &uses) || uses < 1 || uses > 1000))
		ok = err_set(
			err, ERR_INPUT,
			_("Say the package's own code, how often it pays, and for what: PACK10 10 FOLL45"));
	said->uses = ok ? (int)uses : 0;
	if (ok && !str_empty(line))
		ok = take_service(app, &line, &said->pays, err);
	if (ok && said->pays.id == said->service.id)
		ok = err_set(err, ERR_INPUT, _("A package pays for another service than itself."));
	str_release(&word);
	return ok;
}

static void package_line_release(struct package_line *said)
{
	service_release(&said->service);
	service_release(&said->pays);
}

static void package_reading(struct app *app, const char *argument, struct str *out)
{
	struct package_line said;
	struct err err = ERR_INIT;
	if (!package_line_read(app, argument, &said, &err))
		str_add(out, err.text);
	else if (said.pays.id)
		str_addf(out, P_("%s: pays %d time for %s", "%s: pays %d times for %s", said.uses),
			 said.service.label, said.uses, said.pays.label);
	else
		str_addf(out,
			 P_("%s: pays %d time for any service", "%s: pays %d times for any service",
			    said.uses),
			 said.service.label, said.uses);
	package_line_release(&said);
}

static bool cmd_package_define(struct app *app, const char *argument, int value, struct err *err)
{
	struct package_line said;
	(void)value;
	bool ok = package_line_read(app, argument, &said, err) &&
		  package_define(app->store, said.service.id, said.uses, said.pays.id ? said.pays.code : "",
				 err);
	if (ok)
		app_say(app, P_("Kept: %s pays %d time.", "Kept: %s pays %d times.", said.uses),
			said.service.code, said.uses);
	package_line_release(&said);
	return ok;
}

static const struct command package_define_command = {
	.name = "package-define",
	.scope = "any",
	.ask = N_("Package (its code, how often it pays, for what)"),
	.help = N_("Say what a package pays for: package-define PACK10 10 FOLL45"),
	.run = cmd_package_define,
	.reading = package_reading,
};

/* ---- prices ---- */

struct price_line {
	struct service service; /* with the new price */
	int64_t before_cents;   /* what it would cost on that day */
	int64_t concession_cents;
	char from[DATE_SIZE];
};

static bool take_concession(const char *line, struct price_line *said, struct err *err)
{
	struct str word;
	bool ok = true;
	said->concession_cents = -1;
	if (str_empty(line))
		return true;
	str_init(&word);
	str_next_word(&line, &word);
	if (vocabulary_find(word.s, MEANS(MEANS_CONCESSION)))
		str_next_word(&line, &word);
	ok = money_parse(word.s, &said->concession_cents, err) &&
	     ((said->concession_cents >= 0 && said->concession_cents <= said->service.cents) ||
	      err_set(err, ERR_INPUT, _("A concession is not more than the price.")));
	str_release(&word);
	return ok;
}

static bool price_line_read(struct app *app, const char *line, struct price_line *said, struct err *err)
{
	struct str word;
	char today[DATE_SIZE];
	date_today(today);
	service_init(&said->service);
	str_init(&word);
	bool ok = take_service(app, &line, &said->service, err);
	if (ok && !str_next_word(&line, &word))
		ok = err_set(
			err, ERR_INPUT,
			_("Say the service, from which day, and the price: FOLL45 2027-01-01 99.00 concession 80.00"));
	ok = ok && date_parse(word.s, today, said->from, err) &&
	     price_on(app->store, said->from, &said->service, NULL, err);
	said->before_cents = said->service.cents;
	if (ok && !str_next_word(&line, &word))
		ok = err_set(err, ERR_INPUT, _("After the day, say the price: FOLL45 2027-01-01 99.00"));
	ok = ok && money_parse(word.s, &said->service.cents, err) &&
	     (said->service.cents >= 0 || err_set(err, ERR_INPUT, _("A price cannot be negative."))) &&
	     take_concession(line, said, err);
	str_release(&word);
	return ok;
}

static void price_reading(struct app *app, const char *argument, struct str *out)
{
	struct price_line said;
	struct err err = ERR_INIT;
	char price[MONEY_SIZE], before[MONEY_SIZE], concession[MONEY_SIZE];
	if (!price_line_read(app, argument, &said, &err)) {
		str_add(out, err.text);
	} else {
		money_format(said.service.cents, price);
		money_format(said.before_cents, before);
		str_addf(out, _("%s: %s from %s on"), said.service.label, price, date_medium(said.from));
		if (said.concession_cents >= 0) {
			money_format(said.concession_cents, concession);
			str_addf(out, _(", concession %s"), concession);
		}
		if (said.before_cents != said.service.cents)
			str_addf(out, _(" (else %s)"), before);
	}
	service_release(&said.service);
}

static bool cmd_price_set(struct app *app, const char *argument, int value, struct err *err)
{
	struct price_line said;
	char price[MONEY_SIZE];
	(void)value;
	bool ok = price_line_read(app, argument, &said, err) &&
		  price_set(app->store, &said.service, said.from, said.concession_cents, err);
	money_format(said.service.cents, price);
	if (ok)
		app_say(app, _("Price kept: %s costs %s from %s on."), said.service.code, price,
			date_medium(said.from));
	service_release(&said.service);
	return ok;
}

static const struct command price_set_command = {
	.name = "price-set",
	.scope = "any",
	.ask = N_("Price (service, from which day, price, concession)"),
	.help = N_("Set a price from a day on: price-set FOLL45 2027-01-01 99.00 concession 80.00"),
	.run = cmd_price_set,
	.reading = price_reading,
};

/* ---- numbers of a practitioner ---- */

struct number_line {
	struct practitioner practitioner;
	char *kind, *number; /* number NULL: none */
	bool fresh;
};

static const char provider[] = "provider";

/* One's own; of a colleague when the line begins with a login. */
static bool take_practitioner(struct app *app, const char **line, struct practitioner *out, struct err *err)
{
	struct practitioners all;
	struct str word;
	const char *rest = *line;
	int64_t id = app->store->actor;
	if (!practitioner_list(app->store, &all, err))
		return false;
	str_init(&word);
	str_next_word(&rest, &word);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.rows[i].login, word.s)) {
			id = all.rows[i].id;
			*line = rest;
		}
	str_release(&word);
	practitioners_release(&all);
	return practitioner_load(app->store, id, out, err);
}

static bool take_kind(struct app *app, const char *word, bool make, struct number_line *said, struct err *err)
{
	if (!str_eq(word, provider) && !practitioner_number_is_own(word))
		return take_payer(app, word, make, &said->kind, &said->fresh, err);
	said->kind = mem_strdup(word);
	return true;
}

static bool number_line_read(struct app *app, const char *line, bool make, struct number_line *said,
			     struct err *err)
{
	struct str word;
	*said = (struct number_line){ .kind = NULL };
	practitioner_init(&said->practitioner);
	str_init(&word);
	bool ok = take_practitioner(app, &line, &said->practitioner, err);
	str_next_word(&line, &word);
	char *number = rest_of(line);
	if (ok && (word.len == 0 || str_empty(number)))
		ok = err_set(
			err, ERR_INPUT,
			_("Say which and the number: association MMA 12345; provider 123456A; Medibank 1234; npi, licence, "
			  "credentials. A colleague's login may stand before it."));
	ok = ok && take_kind(app, word.s, make, said, err);
	if (ok && !vocabulary_find(number, MEANS(MEANS_NONE)))
		said->number = mem_strdup(number);
	free(number);
	str_release(&word);
	return ok;
}

static void number_line_release(struct number_line *said)
{
	practitioner_release(&said->practitioner);
	free(said->kind);
	free(said->number);
}

static void practitioner_number_reading(struct app *app, const char *argument, struct str *out)
{
	struct number_line said;
	struct err err = ERR_INIT;
	if (!number_line_read(app, argument, false, &said, &err))
		str_add(out, err.text);
	else
		str_addf(out, "%s, %s: %s%s", said.practitioner.name, said.kind,
			 said.number ? said.number : _("none"), said.fresh ? _(" (a new payer)") : "");
	number_line_release(&said);
}

static bool cmd_practitioner_number(struct app *app, const char *argument, int value, struct err *err)
{
	struct number_line said;
	(void)value;
	bool ok = number_line_read(app, argument, true, &said, err);
	if (ok && str_eq(said.kind, provider)) {
		mem_replace(&said.practitioner.provider_number, said.number);
		ok = practitioner_save(app->store, &said.practitioner, err);
	} else if (ok) {
		ok = practitioner_number_set(app->store, said.practitioner.id, said.kind, said.number, err);
	}
	if (ok)
		app_say(app, _("Kept for %s: %s %s."), said.practitioner.name, said.kind,
			said.number ? said.number : _("none"));
	number_line_release(&said);
	return ok;
}

static const struct command practitioner_number_command = {
	.name = "practitioner-number",
	.scope = "any",
	.ask = N_("Number (association, provider, a payer, npi, licence)"),
	.help = N_("Say the numbers that stand on receipts: practitioner-number association MMA 12345"),
	.run = cmd_practitioner_number,
	.reading = practitioner_number_reading,
};

const struct command *const prices_commands[] = {
	&price_set_command,
	&package_define_command,
	&service_code_command,
	&practitioner_number_command,
	NULL,
};
