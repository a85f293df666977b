/* SPDX-License-Identifier: MIT */
/* What a note still lacks before it may be signed. */
#include "rule/readiness.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"

/* An absent fact, and the command that supplies it. */
enum {
	TIMES_WRONG,
	NEEDLES_LEFT,
	CONTRADICTED,
	OVERRIDE,
	CAUTION,
	PRACTITIONER,
	START,
	END,
	CONSENT,
	TREATMENT_WITHDRAWN,
	PERSON,
	NEEDLING,
	NEEDLING_WITHDRAWN,
	SENSITIVE,
	SENSITIVE_WITHDRAWN,
	RED_FLAG,
	REFERRAL,
	REASON,
	FINDING,
	TREATMENT,
	SIDE,
	NEEDLE_COUNT,
	TIMER,
	RESPONSE,
	ADVERSE,
	REACTION,
	REACTION_SEVERITY,
	REACTION_ACTION,
	PLAN,
	SINCE,
	INTAKE,
	LACKS
};

static const struct lack lacks[LACKS] = {
	[TIMES_WRONG] = { N_("The session ends before it begins."), "session-times", true, false },
	[NEEDLES_LEFT] = { N_("Needles in and needles out differ:"), "technique-edit", true, false },
	[CONTRADICTED] = { N_("Consent of this session was withdrawn on its day: take one of the two back."),
			   "consents-show", true, false },
	[OVERRIDE] = { N_("Something speaks against a technique that was used: no reason is said."),
		       "cautions-show open", false, false },
	[CAUTION] = { N_("A caution about a technique is not noted."), "cautions-show open", false, false },
	[PRACTITIONER] = { N_("Nobody is named as the practitioner."), "session-practitioner", false, false },
	[START] = { N_("The start has no date and time."), "session-times", false, false },
	[END] = { N_("The end has no date and time."), "session-times", false, false },
	[CONSENT] = { N_("Consent for this session is not recorded."), "consent-add", false, false },
	[TREATMENT_WITHDRAWN] = { N_("Consent to treatment was withdrawn, and none is recorded for this session."),
				  "consents-show", false, false },
	[PERSON] = { N_("The client cannot consent alone, and nobody is named who consents."), "consent-by",
		     false, false },
	[NEEDLING] = { N_("Needling is charted without consent to needling."), "consent-add needling", false,
		       false },
	[NEEDLING_WITHDRAWN] = { N_("Needling is charted, and consent to needling was withdrawn."),
				 "consents-show", false, false },
	[SENSITIVE] = { N_("A sensitive area is charted without consent for sensitive areas."),
			"consent-add sensitive", false, false },
	[SENSITIVE_WITHDRAWN] = { N_("A sensitive area is charted, and consent for such areas was withdrawn."),
				  "consents-show", false, false },
	[RED_FLAG] = { N_("A red flag stands, and what was done about it is not said."), "flag-act", false,
		       false },
	[REFERRAL] = { N_("A red flag stands, and no referral is recorded in this session."), "referral-add",
		       false, false },
	[REASON] = { N_("The reason for the visit is missing: Subjective is empty."), "note-section s", false,
		     false },
	[FINDING] = { N_("No finding is recorded: mark a point, or write it (or \"no change\") in Objective."),
		      "note-section o", false, false },
	[TREATMENT] = { N_("No technique is recorded: tick one, or write \"no treatment given\" in the Plan."),
			"technique-add", false, false },
	[SIDE] = { N_("A mark has no side."), "mark-edit", false, false },
	[NEEDLE_COUNT] = { N_("A needling has no number of needles."), "technique-edit", false, false },
	[TIMER] = { N_("A timer was not stopped: what it measured is not in the dose."), "timers-show", false,
		    false },
	[RESPONSE] = { N_("How the client took the treatment is not said."), "session-response", false,
		       false },
	[ADVERSE] = { N_("Adverse reaction is not said: \"none\" is an answer."), "session-adverse", false,
		      false },
	[REACTION] = { N_("How severe the adverse reaction was, or what was done about it, is not said."),
		       "findings-show severity", false, false },
	[REACTION_SEVERITY] = { N_("How severe the adverse reaction was is not said."),
				"findings-show severity", false, false },
	[REACTION_ACTION] = { N_("What was done about the adverse reaction is not said."),
			      "findings-show action", false, false },
	[PLAN] = { N_("The plan is empty."), "note-section p", false, false },
	[SINCE] = { N_("How it went since the last treatment is not said."), "findings-show effect", false,
		    true },
	[INTAKE] = { N_("The intake was never taken."), "intake-show", false, true },
};

static bool times_are_wrong(const struct session *session)
{
	return !str_empty(session->start) && !str_empty(session->end) &&
	       wall_minutes_between(session->start, session->end) < 0;
}

/* Needles said for one application; -1 when that side of the count was not said. */
static long needles(const struct application *application, const char *name)
{
	const char *value = application_dose(application, name);
	long long n;
	return value && str_to_int(value, &n) ? (long)n : -1;
}

const struct application *readiness_needles(const struct application *applications, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (application_needles_left(&applications[i]) != 0)
			return &applications[i];
	return NULL;
}

bool readiness_is_needling(const struct catalogue *catalogue, const char *technique)
{
	int t = catalogue_technique(catalogue, technique);
	return t >= 0 && str_eq(catalogue->techniques[t].category, "needling");
}

static bool needling_is_charted(const struct readiness_input *input)
{
	for (size_t i = 0; input->catalogue && i < input->n_applications; i++)
		if (readiness_is_needling(input->catalogue, input->applications[i].technique))
			return true;
	return false;
}

static bool needling_is_uncounted(const struct readiness_input *input)
{
	for (size_t i = 0; input->catalogue && i < input->n_applications; i++)
		if (readiness_is_needling(input->catalogue, input->applications[i].technique) &&
		    needles(&input->applications[i], "needles_in") < 0)
			return true;
	return false;
}

static bool is_sensitive(const struct catalogue *c, const char *region)
{
	int r = catalogue_region(c, region);
	return r >= 0 && c->regions[r].sensitive;
}

static bool sensitive_is_charted(const struct readiness_input *input)
{
	for (size_t i = 0; input->catalogue && i < input->n_marks; i++)
		if (is_sensitive(input->catalogue, input->marks[i].region))
			return true;
	for (size_t i = 0; input->catalogue && i < input->n_applications; i++)
		if (is_sensitive(input->catalogue, input->applications[i].region))
			return true;
	return false;
}

static bool a_side_is_missing(const struct readiness_input *input)
{
	for (size_t i = 0; input->catalogue && i < input->n_marks; i++)
		if (input->marks[i].side == SIDE_NONE)
			return true;
	return false;
}

static bool says_no_treatment(const struct session *session)
{
	static const char phrase[] = N_("no treatment");
	for (int i = 0; i < NOTE_SECTIONS; i++)
		if (strcasestr(session->text[i], phrase) || strcasestr(session->text[i], i18n_name(phrase)))
			return true;
	return false;
}

static bool consent_is_contradicted(const struct readiness_input *input)
{
	for (int i = 0; i < CONSENT_OF_SESSION; i++)
		if (input->consent[i] == BASIS_CONTRADICTED)
			return true;
	return false;
}

/* On the day of the session. */
static bool red_flag_waits(const struct readiness_input *input)
{
	char day[DATE_SIZE];
	wall_date(input->session->start, day);
	for (size_t i = 0; input->catalogue && i < input->n_flags; i++)
		if (flag_wants_action(input->catalogue, &input->flags[i], day))
			return true;
	return false;
}

/* Whether a field says something. */
static bool field_says(const struct readiness_input *input, const char *field)
{
	for (size_t i = 0; input->findings && i < input->findings->n; i++)
		if (str_eq(input->findings->rows[i].field, field))
			return true;
	return false;
}

/* Whether a field of a section says something. */
static bool section_says(const struct readiness_input *input, char section)
{
	const struct catalogue *c = catalogue_builtin();
	for (size_t i = 0; i < c->n_findings; i++)
		if (c->findings[i].section == section && field_says(input, c->findings[i].code))
			return true;
	return false;
}

/* Whether a reaction was seen of which this, and not that, is said. */
static bool reaction_lacks(const struct readiness_input *input, bool severity, bool action)
{
	const char *adverse = input->session->adverse;
	return input->findings && !str_empty(adverse) && !str_eq(adverse, "none") &&
	       field_says(input, "severity") != severity && field_says(input, "action") != action;
}

/* A red flag of this session, or one about which nothing was done before it. */
static bool referral_is_missing(const struct readiness_input *input)
{
	char day[DATE_SIZE], acted[DATE_SIZE];
	wall_date(input->session->start, day);
	for (size_t i = 0; input->catalogue && input->n_referrals == 0 && i < input->n_flags; i++) {
		const struct flag *flag = &input->flags[i];
		wall_date(flag->action_at, acted);
		bool settled = flag->action && strcmp(acted, day) < 0;
		if (flag_is_red(input->catalogue, flag) && flag_holds(flag, day) && !settled)
			return true;
	}
	return false;
}

size_t readiness_check(const struct readiness_input *input, struct lack out[READINESS_MAX])
{
	const struct session *session = input->session;
	const enum consent_basis *consent = input->consent;
	bool untreated = input->n_applications == 0;
	bool needled = needling_is_charted(input), sensitive = sensitive_is_charted(input);
	const bool is_lacking[LACKS] = {
		[TIMES_WRONG] = times_are_wrong(session),
		[NEEDLES_LEFT] = readiness_needles(input->applications, input->n_applications) != NULL,
		[CONTRADICTED] = consent_is_contradicted(input),
		[OVERRIDE] = input->caution_open == CAUTION_ABSOLUTE,
		[CAUTION] = input->caution_open == CAUTION_CAUTION,
		[PRACTITIONER] = session->practitioner_id == 0,
		[START] = str_empty(session->start),
		[END] = str_empty(session->end),
		[CONSENT] = consent[CONSENT_TREATMENT] == BASIS_NONE ||
			    consent[CONSENT_TREATMENT] == BASIS_STANDING,
		[TREATMENT_WITHDRAWN] = consent[CONSENT_TREATMENT] == BASIS_WITHDRAWN &&
					!(untreated && says_no_treatment(session)),
		[PERSON] = input->needs_person && !input->person_named,
		[NEEDLING] = needled && consent[CONSENT_NEEDLING] == BASIS_NONE,
		[NEEDLING_WITHDRAWN] = needled && consent[CONSENT_NEEDLING] == BASIS_WITHDRAWN,
		[SENSITIVE] = sensitive && consent[CONSENT_SENSITIVE] == BASIS_NONE,
		[SENSITIVE_WITHDRAWN] = sensitive && consent[CONSENT_SENSITIVE] == BASIS_WITHDRAWN,
		[RED_FLAG] = red_flag_waits(input),
		[REFERRAL] = referral_is_missing(input),
		[REASON] = str_empty(session->text[NOTE_SUBJECTIVE]) && !field_says(input, "reason") &&
			   !field_says(input, "complaint"),
		[FINDING] = str_empty(session->text[NOTE_OBJECTIVE]) && input->n_marks == 0 &&
			    !section_says(input, 'O'),
		[TREATMENT] = untreated && !says_no_treatment(session),
		[SIDE] = a_side_is_missing(input),
		[TIMER] = input->timer_runs,
		[NEEDLE_COUNT] = needling_is_uncounted(input),
		[RESPONSE] = str_empty(session->response) && !(untreated && says_no_treatment(session)),
		[ADVERSE] = str_empty(session->adverse),
		[REACTION] = reaction_lacks(input, true, true),
		[REACTION_SEVERITY] = reaction_lacks(input, true, false),
		[REACTION_ACTION] = reaction_lacks(input, false, true),
		[PLAN] = str_empty(session->text[NOTE_PLAN]) && !section_says(input, 'P'),
		[SINCE] = input->follows && !section_says(input, 'L'),
		[INTAKE] = input->intake_missing,
	};
	size_t n = 0;
	for (int i = 0; i < LACKS && n < READINESS_MAX; i++)
		if (is_lacking[i])
			out[n++] = lacks[i];
	return n;
}
