/* SPDX-License-Identifier: MIT */
/* Everything a session holds, line by line. */
#include "app/session_text.h"

#include "base/date.h"
#include "base/i18n.h"
#include "record/finding.h"
#include "record/referral.h"
#include "store/addenda.h"
#include "store/findings.h"
#include "store/measures.h"
#include "store/referrals.h"

static bool marks_show(struct store *store, const struct catalogue *c, int64_t session_id,
		       const struct marks *given, struct str *out, struct err *err)
{
	struct marks own = { NULL, 0 };
	if (!given && !marks_load(store, session_id, &own, err))
		return false;
	const struct marks *marks = given ? given : &own;
	for (size_t i = 0; i < marks->n; i++) {
		mark_line(c, &marks->rows[i], out);
		str_addc(out, '\n');
	}
	marks_release(&own);
	return true;
}

static bool measures_show(struct store *store, const struct catalogue *c, int64_t session_id, struct str *out,
			  struct err *err)
{
	struct measures measures;
	if (!measures_load(store, session_id, &measures, err))
		return false;
	for (size_t i = 0; i < measures.n; i++) {
		measure_describe(c, &measures.rows[i], out);
		str_addc(out, '\n');
	}
	measures_release(&measures);
	return true;
}

static bool applications_show(struct store *store, const struct catalogue *c, int64_t session_id,
			      struct str *out, struct err *err)
{
	struct applications applications = { NULL, 0 };
	if (!applications_load(store, session_id, &applications, err))
		return false;
	for (size_t i = 0; i < applications.n; i++) {
		application_line(c, &applications.rows[i], out);
		application_place(c, &applications.rows[i], out);
		str_addc(out, '\n');
	}
	applications_release(&applications);
	return true;
}

/* A line for each section of the note that has findings. */
static bool findings_show(struct store *store, const struct catalogue *c, int64_t session_id, struct str *out,
			  struct err *err)
{
	struct findings findings;
	if (!findings_load(store, session_id, &findings, err))
		return false;
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		size_t before = out->len;
		findings_sentences(c, &findings, findings_sections(i), out);
		if (out->len > before)
			str_addc(out, '\n');
	}
	findings_release(&findings);
	return true;
}

static bool referrals_show(struct store *store, int64_t session_id, struct str *out, struct err *err)
{
	struct referrals referrals = { NULL, 0 };
	if (!referrals_load(store, session_id, &referrals, err))
		return false;
	referral_sentence(referrals.rows, referrals.n, out);
	referrals_release(&referrals);
	return true;
}

/* What was written below a signed note. */
static bool addenda_show(struct store *store, int64_t session_id, struct str *out, struct err *err)
{
	struct addenda addenda = { NULL, 0 };
	if (!addenda_load(store, session_id, &addenda, err))
		return false;
	for (size_t i = 0; i < addenda.n; i++) {
		const struct addendum *addendum = &addenda.rows[i];
		char date[DATE_SIZE];
		wall_date(addendum->at, date);
		str_addf(out, _("Addendum, %s, %s (%s):\n%s"), date_medium(date), addendum->author,
			 addendum->reason, addendum->text);
		str_addc(out, '\n');
	}
	addenda_release(&addenda);
	return true;
}

bool session_text(struct store *store, const struct catalogue *c, const struct session *session,
		  const struct marks *marks, struct str *out, struct err *err)
{
	for (int i = 0; i < NOTE_SECTIONS; i++)
		str_addf(out, "%s: %s\n", note_section_letter(i), session->text[i]);
	return addenda_show(store, session->id, out, err) &&
	       marks_show(store, c, session->id, marks, out, err) &&
	       measures_show(store, c, session->id, out, err) &&
	       applications_show(store, c, session->id, out, err) &&
	       findings_show(store, c, session->id, out, err) && referrals_show(store, session->id, out, err);
}
