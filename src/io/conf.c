/* SPDX-License-Identifier: MIT */
/* The configuration: its keys, and their values by type. */
#include "io/conf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#if defined HAVE_INIPARSER_INIPARSER_H || (!defined HAVE_INIPARSER_H && __has_include(<iniparser/iniparser.h>))
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "io/conf_scan.h"

#ifndef CONF_SYSTEM_FILE
#define CONF_SYSTEM_FILE "/etc/fascicle.ini"
#endif

static const struct conf_key keys[] = {
	{ "practice:name", CONF_TEXT, 0, 0, NULL, "",
	  N_("Name of the practice, as it stands on the day and on receipts.") },
	{ "practice:abn", CONF_TEXT, 0, 0, NULL, "", N_("Business number for invoices.") },
	{ "practice:address", CONF_TEXT, 0, 0, NULL, "", N_("Street address for receipts, on one line.") },
	{ "practice:phone", CONF_TEXT, 0, 0, NULL, "", N_("Telephone for receipts.") },
	{ "practice:tax_registered", CONF_BOOL, 0, 0, NULL, "no",
	  N_("Whether the practice charges sales tax (GST) on taxable services.") },
	{ "practice:tax_rate_bp", CONF_INT, 0, 10000, NULL, "1000",
	  N_("Tax rate in hundredths of a percent: 1000 is 10 %.") },
	{ "practice:currency", CONF_TEXT, 0, 0, NULL, "AUD", N_("Currency code for exports.") },
	{ "practice:zone", CONF_TEXT, 0, 0, NULL, "",
	  N_("Time zone of the practice, such as Australia/Melbourne; empty for the system's.") },
	{ "practice:association", CONF_TEXT, 0, 0, NULL, "",
	  N_("Association and member number of the practitioner, for receipts.") },
	{ "practice:npi", CONF_TEXT, 0, 0, NULL, "", N_("National provider number (NPI) for superbills.") },
	{ "practice:ein", CONF_TEXT, 0, 0, NULL, "", N_("Employer number (EIN) for superbills.") },
	{ "practice:licence", CONF_TEXT, 0, 0, NULL, "",
	  N_("Licence number for superbills, where the practitioner has none of their own.") },
	{ "practice:place_of_service", CONF_TEXT, 0, 0, NULL, "11",
	  N_("Place of service code for superbills.") },
	{ "billing:series", CONF_TEXT, 0, 0, NULL, "INV-", N_("What invoice numbers begin with.") },
	{ "billing:credit_series", CONF_TEXT, 0, 0, NULL, "CN-",
	  N_("What numbers of credit notes begin with.") },
	{ "billing:due_days", CONF_INT, 0, 365, NULL, "14", N_("Days until an invoice is due.") },
	{ "billing:rounding", CONF_CHOICE, 0, 0, "line|invoice", "line",
	  N_("Whether tax is rounded to the cent on each line or on the whole invoice.") },
	{ "database:path", CONF_PATH, 0, 0, NULL, "",
	  N_("File that holds the records; empty for the usual place in the data folder.") },
	{ "ui:colour", CONF_CHOICE, 0, 0, "auto|yes|no", "auto", N_("Colour, where the terminal has it.") },
	{ "ui:lines", CONF_CHOICE, 0, 0, "auto|ascii|unicode", "auto",
	  N_("Characters that frames and figures are drawn with.") },
	{ "ui:language", CONF_TEXT, 0, 0, NULL, "",
	  N_("Language of the words, such as de; empty for the system's.") },
	{ "ui:bell", CONF_BOOL, 0, 0, NULL, "yes", N_("Whether the terminal's bell may sound.") },
	{ "draft:saving", CONF_BOOL, 0, 0, NULL, "yes",
	  N_("Whether the note is stored while it is typed. Leave it on: without it a broken line loses words.") },
	{ "draft:quiet_ms", CONF_INT, 50, 1000, NULL, "250",
	  N_("Milliseconds without a key after which the note is stored.") },
	{ "note:mark_sentence", CONF_TEXT, 0, 0, NULL, "",
	  N_("Words of the sentence that is made from a mark; empty for the usual ones.") },
	{ "note:technique_sentence", CONF_TEXT, 0, 0, NULL, "",
	  N_("Words of the sentence that is made from a technique; empty for the usual ones.") },
	{ "note:line_each", CONF_BOOL, 0, 0, NULL, "no",
	  N_("Whether each made sentence stands on a line of its own.") },
	{ "catalogue:folder", CONF_PATH, 0, 0, NULL, "",
	  N_("Folder with the practice's own tables: techniques.csv, muscles.csv and so on.") },
	{ "catalogue:off", CONF_TEXT, 0, 0, NULL, "JMT",
	  N_("Codes of the techniques that are not offered.") },
	{ "catalogue:techniques", CONF_TEXT, 0, 0, NULL, "",
	  N_("Codes of the techniques that are offered, in this order; empty for all.") },
	{ "selfcare:unlock_after", CONF_INT, 0, 100, NULL, "3",
	  N_("Signed sessions after which a client is usually taught to press points; before, it is asked once.") },
	{ "print:folder", CONF_PATH, 0, 0, NULL, "",
	  N_("Folder that printed sheets and letters are written to; empty for out in the data folder.") },
	{ "records:keep_years", CONF_INT, 0, 200, NULL, "7",
	  N_("Years that a client's records are kept after the last service.") },
	{ "records:keep_until_age", CONF_INT, 0, 200, NULL, "25",
	  N_("Age up to which the records of a child are kept at least.") },
	{ "security:sign", CONF_CHOICE, 0, 0, "none|passphrase", "none",
	  N_("What signing a note asks for.") },
	{ "security:lock_minutes", CONF_INT, 0, 240, NULL, "10",
	  N_("Minutes without a key after which the screen is locked; 0 for never.") },
};
enum { KEYS = sizeof keys / sizeof *keys };

size_t conf_key_count(void)
{
	return KEYS;
}

const struct conf_key *conf_key_at(size_t i)
{
	return &keys[i];
}

void conf_init(struct conf *conf)
{
	*conf = (struct conf){ .values = mem_array(KEYS, sizeof(char *)),
			       .sources = mem_array(KEYS, sizeof(char *)) };
}

void conf_release(struct conf *conf)
{
	for (size_t i = 0; i < KEYS && conf->values != NULL; i++) {
		free(conf->values[i]);
		free(conf->sources[i]);
	}
	for (size_t i = 0; i < conf->n_bindings; i++) {
		free(conf->bindings[i].command);
		free(conf->bindings[i].key);
		free(conf->bindings[i].source);
	}
	for (size_t i = 0; i < conf->n_exports; i++) {
		free(conf->exports[i].format);
		free(conf->exports[i].key);
		free(conf->exports[i].value);
		free(conf->exports[i].source);
	}
	free(conf->values);
	free(conf->sources);
	free(conf->bindings);
	free(conf->exports);
	*conf = (struct conf){ .values = NULL };
}

/* ---- values ---- */

static int find_key(const char *name)
{
	for (int i = 0; i < KEYS; i++)
		if (strcmp(keys[i].name, name) == 0)
			return i;
	return -1;
}

static bool take_int(const struct conf_key *key, const char *value, struct err *err)
{
	long long number;

	if (str_to_int(value, &number) && number >= key->min && number <= key->max)
		return true;
	return err_set(err, ERR_INPUT, _("\"%s\" must be a whole number from %ld to %ld."), value, key->min,
		       key->max);
}

/* "yes" or "no", NULL for neither. */
static const char *yes_or_no(const char *value)
{
	static const struct {
		const char *word, *meaning;
	} words[] = {
		{ "yes", "yes" }, { "no", "no" },  { "true", "yes" }, { "false", "no" },
		{ "on", "yes" },  { "off", "no" }, { "1", "yes" },    { "0", "no" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(value, words[i].word) == 0)
			return words[i].meaning;
	return NULL;
}

static bool is_choice(const char *choices, const char *value)
{
	size_t n = strcspn(value, "|");

	if (value[n] != '\0')
		return false;
	for (const char *choice = choices; choice != NULL; choice = strchr(choice, '|')) {
		choice += *choice == '|';
		if (n > 0 && strncmp(choice, value, n) == 0 && (choice[n] == '|' || choice[n] == '\0'))
			return true;
	}
	return false;
}

/* A relative path would mean another file in each folder that the program is started in. */
static bool take_path(const char *value, const char *source, char **taken, struct err *err)
{
	const char *home = getenv("HOME");

	if (str_starts(value, "~/") && home != NULL && *home == '/') {
		free(*taken);
		*taken = str_format("%s%s", home, value + 1);
		return true;
	}
	if (*value == '\0' || *value == '/' || str_eq(source, "option"))
		return true;
	return err_set(err, ERR_INPUT, _("\"%s\" must be a whole path that begins with / or ~/."), value);
}

static bool take_text(const char *value, struct err *err)
{
	size_t n = strlen(value);

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)value[i] < ' ' || value[i] == '\x7F')
			return err_set(err, ERR_INPUT, _("The value holds a control character."));
	return utf8_valid(value, n) || err_set(err, ERR_INPUT, _("The value is not UTF-8 text."));
}

static bool take(const struct conf_key *key, const char *value, const char *source, char **taken,
		 struct err *err)
{
	if (!take_text(value, err))
		return false;
	*taken = mem_strdup(value);
	switch (key->type) {
	case CONF_INT:
		return take_int(key, value, err);
	case CONF_BOOL:
		mem_replace(taken, yes_or_no(value));
		return *taken != NULL || err_set(err, ERR_INPUT, _("\"%s\" must be yes or no."), value);
	case CONF_CHOICE:
		return is_choice(key->choices, value) ||
		       err_set(err, ERR_INPUT, _("\"%s\" must be one of these: %s."), value, key->choices);
	case CONF_PATH:
		return take_path(value, source, taken, err);
	case CONF_TEXT:
		break;
	}
	return true;
}

bool conf_set(struct conf *conf, const char *name, const char *value, const char *source, struct err *err)
{
	int i = find_key(name);
	char *taken = NULL;

	if (i < 0)
		return err_set(err, ERR_INPUT, _("There is no setting %s."), name);
	if (!take(&keys[i], value, source, &taken, err)) {
		free(taken);
		return false;
	}
	free(conf->values[i]);
	conf->values[i] = taken;
	mem_replace(&conf->sources[i], source);
	return true;
}

static int must_find(const char *name)
{
	int i = find_key(name);

	if (i < 0)
		mem_die("a setting was asked for that is not in the table");
	return i;
}

const char *conf_text(const struct conf *conf, const char *name)
{
	int i = must_find(name);

	return conf->values[i] != NULL ? conf->values[i] : keys[i].standard;
}

long conf_int(const struct conf *conf, const char *name)
{
	long long value = 0;

	str_to_int(conf_text(conf, name), &value);
	return (long)value;
}

bool conf_bool(const struct conf *conf, const char *name)
{
	return str_eq(conf_text(conf, name), "yes");
}

const char *conf_source(const struct conf *conf, const char *name)
{
	const char *source = conf->sources[must_find(name)];

	return source != NULL ? source : "default";
}

/* ---- one file ---- */

enum { FILE_MAX_BYTES = 256 << 10 };

static bool is_section(const char *section)
{
	size_t n = strlen(section);

	for (int i = 0; i < KEYS; i++)
		if (strncmp(keys[i].name, section, n) == 0 && keys[i].name[n] == ':')
			return true;
	return false;
}

static void add_binding(struct conf *conf, const char *command, const char *key, const char *source,
			size_t line)
{
	conf->bindings = mem_regrow(conf->bindings, conf->n_bindings + 1, sizeof *conf->bindings);
	conf->bindings[conf->n_bindings++] =
		(struct conf_binding){ mem_strdup(command), mem_strdup(key), mem_strdup(source), line };
}

static bool take_binding(struct conf *conf, const struct conf_entry *entry, const char *value,
			 const char *source, struct err *err)
{
	size_t n = strspn(entry->name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (entry->name[n] != '\0' || n == 0)
		return err_set(err, ERR_INPUT,
			       _("a command's name stands before the =, such as session-next = F8."));
	if (!take_text(value, err))
		return false;
	add_binding(conf, entry->name, value, source, entry->line);
	return true;
}

static const char export_section[] = "export:";

/* What the key means is the format's business; a name is letters, digits and hyphens. */
static bool take_export(struct conf *conf, const struct conf_entry *entry, const char *value,
			const char *source, struct err *err)
{
	const char *format = entry->section + strlen(export_section);
	size_t n = strspn(format, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (n == 0 || format[n] != '\0')
		return err_set(err, ERR_INPUT, _("a format's name is letters, digits and hyphens."));
	if (!take_text(value, err))
		return false;
	conf->exports = mem_regrow(conf->exports, conf->n_exports + 1, sizeof *conf->exports);
	conf->exports[conf->n_exports++] = (struct conf_export){ mem_strdup(format), mem_strdup(entry->name),
								 mem_strdup(value), mem_strdup(source) };
	return true;
}

static bool take_setting(struct conf *conf, const struct conf_entry *entry, const char *value,
			 const char *source, struct err *err)
{
	if (!is_section(entry->section))
		return err_set(err, ERR_INPUT, _("there is no such section."));
	char *name = str_format("%s:%s", entry->section, entry->name);
	bool ok = find_key(name) >= 0 ? conf_set(conf, name, value, source, err)
				      : err_set(err, ERR_INPUT, _("there is no such key."));
	free(name);
	return ok;
}

static bool take_entry(struct conf *conf, const struct conf_entry *entry, dictionary *read,
		       struct conf_report *report)
{
	struct err err = ERR_INIT;
	char *name = str_format("%s:%s", entry->section, entry->name);
	const char *value = iniparser_getstring(read, name, NULL);
	bool ok;

	free(name);
	if (value == NULL)
		ok = err_set(&err, ERR_INPUT, _("the line could not be read."));
	else if (str_eq(entry->section, "keys"))
		ok = take_binding(conf, entry, value, report->file, &err);
	else if (str_starts(entry->section, export_section))
		ok = take_export(conf, entry, value, report->file, &err);
	else
		ok = take_setting(conf, entry, value, report->file, &err);
	if (ok)
		return true;
	char *sentence = str_format("[%s] %s: %s", entry->section, entry->name, err.text);
	bool more = conf_report(report, entry->line, sentence);
	free(sentence);
	return more;
}

/* The library prints bad lines raw; they were reported before. */
static int say_nothing(const char *format, ...)
{
	(void)format;
	return 0;
}

static void take_entries(struct conf *conf, const char *file, const struct conf_entries *entries,
			 struct conf_report *report)
{
	iniparser_set_error_callback(say_nothing);
	dictionary *read = iniparser_load(file);
	iniparser_set_error_callback(NULL);
	if (read == NULL) {
		conf_report(report, 0, _("the file could not be read as sections of name = value."));
		return;
	}
	for (size_t i = 0; i < entries->n; i++)
		if (!take_entry(conf, &entries->rows[i], read, report))
			break;
	iniparser_freedict(read);
}

bool conf_load_file(struct conf *conf, const char *file, bool must_exist, struct str *problems,
		    struct err *err)
{
	struct conf_report report = { file, problems, err, 0 };
	struct conf_entries entries;
	struct err trouble = ERR_INIT;
	struct str text;

	str_init(&text);
	bool there = file_read(file, FILE_MAX_BYTES, &text, &trouble);
	if (there) {
		if (conf_scan(text.s, text.len, &report, &entries))
			take_entries(conf, file, &entries, &report);
		conf_entries_release(&entries);
	} else if (trouble.kind != ERR_MISSING || must_exist) {
		report.n++;
		err_set(err, trouble.kind, "%s", trouble.text);
		if (problems != NULL)
			str_addf(problems, "%s\n", trouble.text);
	}
	str_release(&text);
	return report.n == 0;
}

/* ---- the standard files ---- */

bool conf_load(struct conf *conf, const char *file, struct str *problems, struct err *err)
{
	struct str own;
	struct err later = ERR_INIT; /* err keeps the first */

	bool ok = conf_load_file(conf, CONF_SYSTEM_FILE, false, problems, err);
	str_init(&own);
	/* Without a home there is no file of one's own either. */
	if ((ok || problems != NULL) && file_config_folder(&own, NULL)) {
		str_add(&own, "/fascicle.ini");
		ok = conf_load_file(conf, own.s, false, problems, ok ? err : &later) && ok;
	}
	str_release(&own);
	if ((ok || problems != NULL) && file != NULL)
		ok = conf_load_file(conf, file, true, problems, ok ? err : &later) && ok;
	return ok;
}
