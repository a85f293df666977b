/* SPDX-License-Identifier: MIT */
/* Consents: their words, what may be kept, what stands on a day. */
#include "record/consent.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "record/codes.h"

enum { ADULT_YEARS = 18 };

static const char *const scopes[CONSENT_SCOPES] = {
	[CONSENT_TREATMENT] = N_("treatment"), [CONSENT_NEEDLING] = N_("needling"),
	[CONSENT_SENSITIVE] = N_("sensitive"), [CONSENT_PRIVACY] = N_("privacy"),
	[CONSENT_CONTACT] = N_("contact"),     [CONSENT_RELEASE] = N_("release"),
};
static const char *const forms[CONSENT_FORMS] = {
	[CONSENT_UNSAID] = "",
	[CONSENT_VERBAL] = N_("verbal"),
	[CONSENT_WRITTEN] = N_("written"),
};

void consent_init(struct consent *consent)
{
	*consent = (struct consent){ .scope = CONSENT_SCOPES };
}

void consent_release(struct consent *consent)
{
	free(consent->uid);
	free(consent->given_on);
	free(consent->withdrawn_on);
	free(consent->by.name);
	free(consent->by.relation);
	free(consent->receiver);
	free(consent->note);
	free(consent->recorded_at);
}

CODES(consent_scope, consent_scope, CONSENT_SCOPES, scopes, )

const char *consent_scope_word(enum consent_scope scope)
{
	return i18n_name(consent_scope_code(scope));
}

const char *consent_form_code(enum consent_form form)
{
	return forms[form];
}

bool consent_form_from_code(const char *code, enum consent_form *form)
{
	for (int i = CONSENT_VERBAL; i < CONSENT_FORMS; i++) {
		if (strcmp(forms[i], code) == 0) {
			*form = (enum consent_form)i;
			return true;
		}
	}
	return false;
}

const char *consent_form_word(enum consent_form form)
{
	return i18n_name(forms[form]);
}

void consent_person_show(const struct consent_person *by, struct str *out)
{
	if (!by->name)
		return;
	str_add(out, by->name);
	if (by->relation)
		str_addf(out, " (%s)", by->relation);
}

void consent_show(const struct consent *consent, struct str *out)
{
	if (consent->scope == CONSENT_RELEASE && consent->receiver)
		str_addf(out, _("release to %s"), consent->receiver);
	else
		str_add(out, consent_scope_word(consent->scope));
	if (consent->form != CONSENT_UNSAID)
		str_addf(out, "%s%s", out->len ? ", " : "", consent_form_word(consent->form));
	if (consent->given_on)
		str_addf(out, "%s%s", out->len ? ", " : "", date_medium(consent->given_on));
	if (consent->by.name) {
		struct str person;
		str_init(&person);
		consent_person_show(&consent->by, &person);
		str_addf(out, _(", by %s"), person.s);
		str_release(&person);
	}
	if (consent->note)
		str_addf(out, ", “%s”", consent->note);
}

bool consent_is_minor(const char *birth, const char *day)
{
	int age = str_empty(birth) ? -1 : date_age(birth, day);
	return age >= 0 && age < ADULT_YEARS;
}

/* ---- what may be kept ---- */

static bool person_check(const struct consent *consent, bool needs_person, struct err *err)
{
	if (str_empty(consent->by.name) && needs_person)
		return err_set(
			err, ERR_INPUT,
			_("This client cannot consent alone: say who does, as in: by Ana Rossi (mother)"));
	if (!str_empty(consent->by.name) && str_empty(consent->by.relation))
		return err_set(err, ERR_INPUT, _("Say in brackets what %s is to the client: (mother)"),
			       consent->by.name);
	return true;
}

static bool receiver_check(const struct consent *consent, struct err *err)
{
	if (consent->scope == CONSENT_RELEASE && str_empty(consent->receiver))
		return err_set(err, ERR_INPUT, _("A release names who receives the record, as in: to Dr Ng"));
	if (consent->scope != CONSENT_RELEASE && !str_empty(consent->receiver))
		return err_set(err, ERR_INPUT,
			       _("Only a release is given to somebody: say release, or leave \"to %s\" out."),
			       consent->receiver);
	return true;
}

bool consent_check(const struct consent *consent, bool needs_person, const char *today, struct err *err)
{
	if (consent->scope == CONSENT_SCOPES)
		return err_set(
			err, ERR_INPUT,
			_("Say what it is for: treatment, needling, sensitive, privacy, contact or release."));
	if (consent->form == CONSENT_UNSAID)
		return err_set(err, ERR_INPUT, _("Say how it was given: verbal or written."));
	if (!consent->given_on || !date_valid(consent->given_on))
		return err_set(err, ERR_INPUT, _("Say the day that it was given on."));
	if (strcmp(consent->given_on, today) > 0)
		return err_set(
			err, ERR_INPUT,
			_("%s is in the future: say the day on which consent was given, today or before."),
			date_medium(consent->given_on));
	return receiver_check(consent, err) && person_check(consent, needs_person, err);
}

bool consent_withdrawal_check(const struct consent *consent, const char *day, const char *today,
			      struct err *err)
{
	if (!date_valid(day))
		return err_set(err, ERR_INPUT, _("Say the day that it was withdrawn on."));
	if (strcmp(day, today) > 0)
		return err_set(err, ERR_INPUT, _("%s is in the future: a consent is withdrawn by today."),
			       date_medium(day));
	if (strcmp(day, consent->given_on) < 0)
		return err_set(err, ERR_INPUT, _("It was given on %s and cannot be withdrawn before that."),
			       date_medium(consent->given_on));
	return true;
}

/* ---- what stands ---- */

bool consent_holds(const struct consent *consent, const char *day)
{
	return strcmp(consent->given_on, day) <= 0 &&
	       (!consent->withdrawn_on || strcmp(consent->withdrawn_on, day) > 0);
}

const struct consent *consent_standing(const struct consent *consents, size_t n, enum consent_scope scope,
				       const char *day)
{
	const struct consent *found = NULL;
	for (size_t i = 0; i < n; i++)
		if (consents[i].scope == scope && consent_holds(&consents[i], day) &&
		    (!found || found->form < consents[i].form))
			found = &consents[i];
	return found;
}

const struct consent_person *consent_guardian(const struct consent *consents, size_t n, const char *day)
{
	for (size_t i = 0; i < n; i++)
		if (consents[i].scope == CONSENT_TREATMENT && consents[i].by.name &&
		    consent_holds(&consents[i], day))
			return &consents[i].by;
	return NULL;
}

/* The newest day up to `day` on which a consent of the scope was withdrawn; NULL for none. */
static const char *withdrawn_last(const struct consent *consents, size_t n, enum consent_scope scope,
				  const char *day)
{
	const char *last = NULL;
	for (size_t i = 0; i < n; i++)
		if (consents[i].scope == scope && consents[i].withdrawn_on &&
		    strcmp(consents[i].withdrawn_on, day) <= 0 &&
		    (!last || strcmp(consents[i].withdrawn_on, last) > 0))
			last = consents[i].withdrawn_on;
	return last;
}

enum consent_basis consent_basis_of(const struct consent *consents, size_t n, enum consent_scope scope,
				    bool given_in_session, const char *day)
{
	const struct consent *standing = consent_standing(consents, n, scope, day);
	const char *withdrawn = standing ? NULL : withdrawn_last(consents, n, scope, day);
	if (withdrawn && given_in_session && strcmp(withdrawn, day) == 0)
		return BASIS_CONTRADICTED;
	if (given_in_session)
		return BASIS_SESSION;
	if (withdrawn)
		return BASIS_WITHDRAWN;
	if (!standing || (scope == CONSENT_SENSITIVE && standing->form != CONSENT_WRITTEN))
		return BASIS_NONE;
	return BASIS_STANDING;
}

bool consent_basis_holds(enum consent_basis basis)
{
	return basis == BASIS_SESSION || basis == BASIS_STANDING;
}
