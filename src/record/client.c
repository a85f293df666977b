/* SPDX-License-Identifier: MIT */
/* A client's particulars, and what may be typed for each. */
#include "record/client.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { FAMILY, GIVEN, BIRTH, SEX, PHONE, EMAIL, ADDRESS, OCCUPATION, EMERGENCY, NOTE };

const struct client_field client_fields[CLIENT_FIELD_COUNT] = {
	[FAMILY] = { "family", offsetof(struct client, family), N_("Family name"),
		     N_("The name it is filed under"), 80, true },
	[GIVEN] = { "given", offsetof(struct client, given), N_("Given name"),
		    N_("The name the client goes by"), 80, true },
	[BIRTH] = { "birth", offsetof(struct client, birth), N_("Date of birth"),
		    N_("Day, month, year: 3/10/1979 or 1979-10-03"), 20, false },
	[SEX] = { "sex", offsetof(struct client, sex), N_("Sex"),
		  N_("F, M or X, as the client says; may stay empty"), 12, false },
	[PHONE] = { "phone", offsetof(struct client, phone), N_("Phone"),
		    N_("Digits, spaces, + ( ) - and an extension"), 40, false },
	[EMAIL] = { "email", offsetof(struct client, email), N_("Email"),
		    N_("For receipts and reminders: name@example.org"), 120, false },
	[ADDRESS] = { "address", offsetof(struct client, address), N_("Address"),
		      N_("Street, suburb, postcode on one line"), 200, false },
	[OCCUPATION] = { "occupation", offsetof(struct client, occupation), N_("Occupation"),
			 N_("What the body does all day"), 120, false },
	[EMERGENCY] = { "emergency", offsetof(struct client, emergency), N_("Emergency contact"),
			N_("Whom to call: name and number"), 120, false },
	[NOTE] = { "note", offsetof(struct client, note), N_("Reception note"),
		   N_("No clinical text: reception reads this"), 200, false },
};

char **client_slot(struct client *client, int field)
{
	return (char **)((char *)client + client_fields[field].at);
}

const char *client_value(const struct client *client, int field)
{
	return *(char *const *)((const char *)client + client_fields[field].at);
}

void client_init(struct client *client)
{
	*client = (struct client){ .id = 0 };
}

void client_release(struct client *client)
{
	free(client->uid);
	free(client->code);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		free(*client_slot(client, i));
	client_init(client);
}

void client_copy(struct client *to, const struct client *from)
{
	struct client copy = { .id = from->id, .version = from->version };
	copy.uid = mem_strdup(from->uid);
	copy.code = mem_strdup(from->code);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		*client_slot(&copy, i) = mem_strdup(client_value(from, i));
	client_release(to);
	*to = copy;
}

static bool check_birth(char **slot, const char *today, struct err *err)
{
	char iso[DATE_SIZE];
	if (!date_parse(*slot, today, iso, NULL))
		return err_set(err, ERR_INPUT,
			       _("\"%s\" is no date of birth. Write 3/10/1979, 3 Oct 1979 or 1979-10-03."),
			       *slot);
	if (strcmp(iso, today) > 0)
		return err_set(err, ERR_INPUT, _("The date of birth %s lies in the future: check the year."),
			       iso);
	if (date_age(iso, today) > 130)
		return err_set(err, ERR_INPUT, _("Born %s would be %d years old: check the year."), iso,
			       date_age(iso, today));
	mem_replace(slot, iso);
	return true;
}

static bool check_sex(char **slot, struct err *err)
{
	static const struct {
		const char *word, *letter;
	} words[] = {
		{ N_("female"), "F" }, { N_("woman"), "F" },      { N_("male"), "M" },    { N_("man"), "M" },
		{ N_("other"), "X" },  { N_("non-binary"), "X" }, { N_("diverse"), "X" },
	};
	if (strlen(*slot) == 1 && strchr("FMXfmx", **slot)) {
		**slot = (char)toupper((unsigned char)**slot);
		return true;
	}
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcasecmp(*slot, words[i].word) == 0 ||
		    strcasecmp(*slot, i18n_name(words[i].word)) == 0) {
			mem_replace(slot, words[i].letter);
			return true;
		}
	return err_set(err, ERR_INPUT,
		       _("\"%s\" is not a sex I can keep: type F, M or X, or leave it empty."), *slot);
}

static bool check_phone(const char *phone, struct err *err)
{
	int digits = 0;
	for (const char *s = phone; *s; s++)
		digits += isdigit((unsigned char)*s) != 0;
	if (digits >= 3)
		return true;
	return err_set(err, ERR_INPUT, _("\"%s\" has too few digits for a phone number."), phone);
}

static bool check_email(const char *email, struct err *err)
{
	const char *at = strchr(email, '@');
	const char *dot = at ? strrchr(at, '.') : NULL;
	if (at && at > email && !strchr(at + 1, '@') && dot && dot > at + 1 && dot[1] &&
	    !strpbrk(email, " ,;<>\"\\"))
		return true;
	return err_set(err, ERR_INPUT,
		       _("\"%s\" is not an email address: it needs the form name@example.org."), email);
}

/* Trims, and makes line breaks and tabs blanks: every field is one line. */
static void tidy(char **slot)
{
	char *text = str_trimmed(*slot);
	for (char *s = text; *s; s++)
		if (*s == '\n' || *s == '\r' || *s == '\t')
			*s = ' ';
	free(*slot);
	*slot = text;
}

bool client_check_field(struct client *client, int field, const char *today, struct err *err)
{
	char **slot = client_slot(client, field);
	const struct client_field *f = &client_fields[field];
	if (str_empty(*slot)) {
		if (f->required)
			return err_set(err, ERR_INPUT,
				       _("%s is missing: a client needs a family and a given name."),
				       i18n_name(f->label));
		mem_replace(slot, NULL);
		return true;
	}
	tidy(slot);
	if (!utf8_valid(*slot, strlen(*slot)))
		return err_set(err, ERR_INPUT, _("%s holds bytes that are not text: type it again."),
			       i18n_name(f->label));
	int cols = utf8_cols(*slot, strlen(*slot));
	if (cols > f->max_cols)
		return err_set(err, ERR_INPUT, _("%s is %d columns long: at most %d fit."),
			       i18n_name(f->label), cols, f->max_cols);
	switch (field) {
	case BIRTH:
		return check_birth(slot, today, err);
	case SEX:
		return check_sex(slot, err);
	case PHONE:
		return check_phone(*slot, err);
	case EMAIL:
		return check_email(*slot, err);
	default:
		return true;
	}
}

void client_name(const struct client *client, struct str *out)
{
	str_add(out, client->family);
	if (!str_empty(client->family) && !str_empty(client->given))
		str_add(out, ", ");
	str_add(out, client->given);
}

void client_headline(const struct client *client, const char *today, struct str *out)
{
	client_name(client, out);
	int age = client->birth ? date_age(client->birth, today) : -1;
	if (age >= 0 || client->sex)
		str_add(out, " · ");
	if (age >= 0)
		str_addf(out, "%d", age);
	if (age >= 0 && client->sex)
		str_add(out, " ");
	str_add(out, client->sex);
}
