/* SPDX-License-Identifier: MIT */
/* How an export looks: settings by name, and columns made of fields. */
#include "io/export_format.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/export_fields.h"

/* ---- the settings ---- */

static const struct setting {
	const char *name, *choices, *standard; /* choices: NULL for free text */
} settings[EXPORT_SETTINGS] = {
	[EXPORT_LIKE] = { "like", NULL, "plain" },
	[EXPORT_WRITER] = { "writer", "csv|journal", "csv" },
	[EXPORT_ROWS] = { "rows", "lines|payments|all|clients", "lines" },
	[EXPORT_COLUMNS] = { "columns", NULL, "" },
	[EXPORT_HEADER] = { "header", "yes|no", "yes" },
	[EXPORT_BLANK] = { "blank", "yes|no", "no" },
	[EXPORT_DELIMITER] = { "delimiter", "comma|semicolon|tab", "comma" },
	[EXPORT_BOM] = { "bom", "yes|no", "no" },
	[EXPORT_TEXT] = { "text", "any|plain", "any" },
	[EXPORT_DATE] = { "date", "yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy|dd.mm.yyyy", "yyyy-mm-dd" },
	[EXPORT_CLIENT] = { "client", "name|code", "name" },
	[EXPORT_DESCRIPTION] = { "description", "label|neutral", "label" },
	[EXPORT_NEUTRAL] = { "neutral", NULL, "Myotherapy" },
	[EXPORT_TAX] = { "tax", "inclusive|exclusive", "inclusive" },
	[EXPORT_GST] = { "gst", NULL, "gst" },
	[EXPORT_GST_FREE] = { "gst_free", NULL, "gst-free" },
	[EXPORT_UNTAXED] = { "untaxed", NULL, "none" },
	[EXPORT_ACCOUNT] = { "account", NULL, "" },
	[EXPORT_RECEIVABLE] = { "receivable", NULL, "Assets:Receivable" },
	[EXPORT_TAX_ACCOUNT] = { "tax_account", NULL, "Liabilities:GST" },
	[EXPORT_CASH] = { "cash", NULL, "Assets:Cash" },
	[EXPORT_CARD] = { "card", NULL, "Assets:Card" },
	[EXPORT_TRANSFER] = { "transfer", NULL, "Assets:Bank" },
	[EXPORT_FUND] = { "fund", NULL, "Assets:Fund" },
	[EXPORT_CURRENCY] = { "currency", NULL, "" },
};

static int setting_named(const char *name, size_t n)
{
	for (int i = 0; i < EXPORT_SETTINGS; i++)
		if (strlen(settings[i].name) == n && strncmp(settings[i].name, name, n) == 0)
			return i;
	return -1;
}

static bool is_choice(const char *choices, const char *value)
{
	size_t n = strlen(value);

	for (const char *at = choices; at != NULL; at = strchr(at, '|')) {
		at += *at == '|';
		if (n > 0 && strncmp(at, value, n) == 0 && (at[n] == '|' || at[n] == '\0'))
			return true;
	}
	return false;
}

/* ---- what is built in ---- */

struct preset {
	enum export_setting setting;
	const char *value;
};
enum { PRESETS = 14 };

/* The headers are those of the programs' own templates; an empty field behind the = is a column that is left empty. */
static const struct built_in {
	const char *name;
	struct preset presets[PRESETS];
} built_ins[] = {
	{ "plain",
	  { { EXPORT_ROWS, "all" },
	    { EXPORT_COLUMNS,
	      "line=row, kind=kind, invoice=invoice, date=date, due=due, day=day, client_code=client_code, client=client,"
	      " payer=payer, payer_reference=payer_reference, service=service, description=description,"
	      " quantity=quantity, unit=unit, net=net, tax_class=tax_class, tax=tax, total=total, paid=paid,"
	      " method=method, reference=reference, practitioner=practitioner, account=account" } } },
	{ "xero",
	  { { EXPORT_DATE, "dd/mm/yyyy" },
	    { EXPORT_GST, "GST on Income" },
	    { EXPORT_GST_FREE, "GST Free Income" },
	    { EXPORT_UNTAXED, "BAS Excluded" },
	    { EXPORT_ACCOUNT, "200" },
	    { EXPORT_COLUMNS,
	      "*ContactName=debtor, EmailAddress=, POAddressLine1=, POAddressLine2=, POAddressLine3=, POAddressLine4=,"
	      " POCity=, PORegion=, POPostalCode=, POCountry=, *InvoiceNumber=invoice, Reference=debtor_reference,"
	      " *InvoiceDate=date, *DueDate=due, InventoryItemCode=, *Description=description, *Quantity=quantity,"
	      " *UnitAmount=unit, Discount=, *AccountCode=account, *TaxType=tax_name, TrackingName1=,"
	      " TrackingOption1=, TrackingName2=, TrackingOption2=, Currency=currency, BrandingTheme=" } } },
	{ "qbo",
	  { { EXPORT_DATE, "mm/dd/yyyy" },
	    { EXPORT_COLUMNS,
	      "*InvoiceNo=invoice, *Customer=debtor, *InvoiceDate=date, *DueDate=due, Terms=, Location=, Memo=debtor_reference,"
	      " Item(Product/Service)=service, ItemDescription=description, ItemQuantity=quantity, ItemRate=unit,"
	      " *ItemAmount=amount, Service Date=day" } } },
	{ "qbo-tax",
	  { { EXPORT_DATE, "dd/mm/yyyy" },
	    { EXPORT_TAX, "exclusive" },
	    { EXPORT_GST, "GST" },
	    { EXPORT_GST_FREE, "GST free" },
	    { EXPORT_UNTAXED, "Out of Scope" },
	    { EXPORT_COLUMNS,
	      "*InvoiceNo=invoice, *Customer=debtor, *InvoiceDate=date, *DueDate=due, Terms=, Location=, Memo=debtor_reference,"
	      " *Item(Product/Service)=service, ItemDescription=description, ItemQuantity=quantity, ItemRate=unit,"
	      " ItemAmount=amount, ItemTaxCode=tax_name, ItemTaxAmount=tax" } } },
	{ "myob",
	  { { EXPORT_DATE, "dd/mm/yyyy" },
	    { EXPORT_DELIMITER, "tab" },
	    { EXPORT_BLANK, "yes" },
	    { EXPORT_GST, "GST" },
	    { EXPORT_GST_FREE, "FRE" },
	    { EXPORT_UNTAXED, "N-T" },
	    { EXPORT_ACCOUNT, "4-1000" },
	    { EXPORT_COLUMNS,
	      "Co./Last Name=debtor_family, First Name=debtor_given, Addr 1 - Line 1=, Inclusive='X', Invoice No.=number, Date=date,"
	      " Customer PO=debtor_reference, Delivery Status='P', Description=description, Account No.=account,"
	      " Amount=net, Inc-Tax Amount=total, Job=, Journal Memo=invoice, Tax Code=tax_name, GST Amount=tax,"
	      " Sale Status='I', Card ID=debtor_code" } } },
	{ "gnucash",
	  { { EXPORT_HEADER, "no" },
	    { EXPORT_TEXT, "plain" },
	    { EXPORT_ACCOUNT, "Income:Treatment" },
	    { EXPORT_RECEIVABLE, "Assets:Accounts Receivable" },
	    { EXPORT_GST, "GST" },
	    { EXPORT_GST_FREE, "" },
	    { EXPORT_UNTAXED, "" },
	    { EXPORT_COLUMNS,
	      "id=invoice, date_opened=date, owner_id=client_code, billingid=payer_reference, notes=, date=day,"
	      " desc=description, action=, account=account, quantity=quantity, price=unit, disc_type=, disc_how=,"
	      " discount=, taxable=taxable, taxincluded=taxable, tax_table=tax_name, date_posted=date, due_date=due,"
	      " account_posted=receivable, memo_posted=, accu_splits='N'" } } },
	{ "gnucash-customers",
	  { { EXPORT_ROWS, "clients" },
	    { EXPORT_HEADER, "no" },
	    { EXPORT_TEXT, "plain" },
	    { EXPORT_COLUMNS,
	      "id=client_code, company=client, name=client, addr1=, addr2=, addr3=, addr4=, phone=, fax=, email=, notes=,"
	      " shipname=, shipaddr1=, shipaddr2=, shipaddr3=, shipaddr4=, shipphone=, shipfax=, shipmail=" } } },
	{ "hledger",
	  { { EXPORT_ROWS, "all" }, { EXPORT_WRITER, "journal" }, { EXPORT_ACCOUNT, "Income:Treatment" } } },
	{ "ledger",
	  { { EXPORT_ROWS, "all" }, { EXPORT_WRITER, "journal" }, { EXPORT_ACCOUNT, "Income:Treatment" } } },
};
enum { BUILT_INS = sizeof built_ins / sizeof *built_ins };

/* ---- columns ---- */

static void columns_clear(struct export_format *format)
{
	for (size_t i = 0; i < format->n_columns; i++) {
		free(format->columns[i].header);
		free(format->columns[i].constant);
	}
	free(format->columns);
	format->columns = NULL;
	format->n_columns = 0;
}

static char *trimmed_part(const char *from, size_t n)
{
	char *part = mem_strndup(from, n), *trimmed = str_trimmed(part);

	free(part);
	return trimmed;
}

/* Up to the next comma; one in a text in quotes belongs to it. */
static size_t column_length(const char *text)
{
	size_t n = 0;
	bool quoted = false;
	char before = '\0';

	for (; text[n] != '\0' && (quoted || text[n] != ','); n++) {
		if (text[n] == '\'' && (quoted || before == '='))
			quoted = !quoted;
		before = text[n] == ' ' ? before : text[n];
	}
	return n;
}

/* The last equals sign that stands in no quotes. */
static const char *column_sign(const char *text, size_t n)
{
	const char *sign = NULL;

	for (size_t i = 0; i < n; i++) {
		if (text[i] != '=')
			continue;
		sign = text + i;
		if (text[i + 1 + strspn(text + i + 1, " ")] == '\'')
			return sign;
	}
	return sign;
}

static bool column_add(struct export_format *format, const char *text, size_t n, struct err *err)
{
	const char *sign = column_sign(text, n);

	if (sign == NULL)
		return err_set(err, ERR_INPUT,
			       _("columns are written as Header=field, parted by commas: \"%.*s\"."), (int)n,
			       text);
	char *header = trimmed_part(text, (size_t)(sign - text));
	char *value = trimmed_part(sign + 1, n - (size_t)(sign + 1 - text));
	size_t length = strlen(value);
	struct export_column column = { .header = header, .field = -1 };
	bool ok = true;

	if (length >= 2 && value[0] == '\'' && value[length - 1] == '\'')
		column.constant = mem_strndup(value + 1, length - 2);
	else if (length > 0)
		ok = (column.field = export_field_named(value)) >= 0;
	if (!ok) {
		struct str names;
		str_init(&names);
		export_field_names(&names);
		err_set(err, ERR_INPUT, _("there is no field \"%s\". There are: %s."), value, names.s);
		str_release(&names);
	}
	free(value);
	format->columns = mem_regrow(format->columns, format->n_columns + 1, sizeof *format->columns);
	format->columns[format->n_columns++] = column;
	return ok;
}

static bool columns_read(struct export_format *format, struct err *err)
{
	const char *at = format->values[EXPORT_COLUMNS];

	columns_clear(format);
	while (*at != '\0') {
		size_t n = column_length(at);
		if (!column_add(format, at, n, err))
			return false;
		at += n;
		at += *at == ',';
	}
	return format->n_columns > 0 || str_eq(format->values[EXPORT_WRITER], "journal") ||
	       err_set(err, ERR_INPUT, _("it has no columns."));
}

/* ---- a format ---- */

void export_format_init(struct export_format *format)
{
	*format = (struct export_format){ .name = NULL };
	for (int i = 0; i < EXPORT_SETTINGS; i++)
		format->values[i] = mem_strdup(settings[i].standard);
}

void export_format_release(struct export_format *format)
{
	columns_clear(format);
	for (int i = 0; i < EXPORT_SETTINGS; i++)
		free(format->values[i]);
	free(format->name);
	*format = (struct export_format){ .name = NULL };
}

static bool set(struct export_format *format, int setting, const char *value, struct err *err)
{
	if (settings[setting].choices != NULL && !is_choice(settings[setting].choices, value))
		return err_set(err, ERR_INPUT, _("\"%s\" must be one of these: %s."), value,
			       settings[setting].choices);
	mem_replace(&format->values[setting], value);
	return true;
}

static bool take_built_in(struct export_format *format, const char *name)
{
	struct err none = ERR_INIT;

	for (int i = 0; i < BUILT_INS; i++) {
		if (!str_eq(built_ins[i].name, name))
			continue;
		for (int p = 0; p < PRESETS && built_ins[i].presets[p].value != NULL; p++)
			set(format, (int)built_ins[i].presets[p].setting, built_ins[i].presets[p].value,
			    &none);
		return true;
	}
	return false;
}

static const char *own_value(const struct conf *conf, const char *name, const char *key)
{
	for (size_t i = 0; i < conf->n_exports; i++)
		if (str_eq(conf->exports[i].format, name) && str_eq(conf->exports[i].key, key))
			return conf->exports[i].value;
	return NULL;
}

static bool take_own(struct export_format *format, const struct conf *conf, const char *name, bool *found,
		     struct err *err)
{
	for (size_t i = 0; i < conf->n_exports; i++) {
		const struct conf_export *own = &conf->exports[i];
		if (!str_eq(own->format, name))
			continue;
		*found = true;
		int setting = setting_named(own->key, strlen(own->key));
		struct err why = ERR_INIT;
		if (setting < 0)
			err_set(&why, ERR_INPUT, "%s", _("there is no such key."));
		if (setting < 0 || !set(format, setting, own->value, &why))
			return err_set(err, ERR_INPUT, "%s: [export:%s] %s: %s", own->source, name, own->key,
				       why.text);
	}
	return true;
}

/* "plain, xero, ..." */
static void export_format_names(const struct conf *conf, struct str *out)
{
	for (int i = 0; i < BUILT_INS; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", built_ins[i].name);
	for (size_t i = 0; i < conf->n_exports; i++) {
		bool said = false;
		for (size_t j = 0; j < i; j++)
			said = said || str_eq(conf->exports[j].format, conf->exports[i].format);
		for (int j = 0; j < BUILT_INS; j++)
			said = said || str_eq(built_ins[j].name, conf->exports[i].format);
		if (!said)
			str_addf(out, ", %s", conf->exports[i].format);
	}
}

bool export_format_load(struct export_format *format, const struct conf *conf, const char *name,
			struct err *err)
{
	const char *like = own_value(conf, name, settings[EXPORT_LIKE].name);
	struct err why = ERR_INIT;
	bool found;

	mem_replace(&format->name, name);
	mem_replace(&format->values[EXPORT_CURRENCY], conf_text(conf, "practice:currency"));
	found = take_built_in(format, like != NULL ? like : name);
	if (like != NULL && !found)
		return err_set(err, ERR_INPUT, _("[export:%s] like: there is no built-in format \"%s\"."),
			       name, like);
	if (!found)
		take_built_in(format, "plain");
	if (!take_own(format, conf, name, &found, err))
		return false;
	if (!found) {
		struct str names;
		str_init(&names);
		export_format_names(conf, &names);
		err_set(err, ERR_INPUT, _("There is no format \"%s\". There are: %s."), name, names.s);
		str_release(&names);
		return false;
	}
	return columns_read(format, &why) ||
	       err_set(err, ERR_INPUT, _("[export:%s] columns: %s"), name, why.text);
}

void export_format_settings(const struct export_format *format, struct str *out)
{
	for (int i = 0; i < EXPORT_SETTINGS; i++)
		str_addf(out, "%s=%s\n", settings[i].name, format->values[i]);
}

bool export_format_restore(struct export_format *format, const char *name, const char *text, struct err *err)
{
	mem_replace(&format->name, name);
	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t n = strcspn(line, "=\n");
		int setting = setting_named(line, n);
		char *value =
			mem_strndup(line + n + (line[n] == '='), strcspn(line + n + (line[n] == '='), "\n"));
		bool ok = setting >= 0 && set(format, setting, value, err);
		free(value);
		if (!ok)
			return err_set(
				err, ERR_DAMAGED,
				_("The batch was written with settings that this Fascicle does not know."));
	}
	return columns_read(format, err);
}

bool export_formats_check(const struct conf *conf, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < conf->n_exports; i++) {
		struct export_format format;
		export_format_init(&format);
		ok = export_format_load(&format, conf, conf->exports[i].format, err);
		export_format_release(&format);
	}
	return ok;
}
