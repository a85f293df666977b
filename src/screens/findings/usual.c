/* SPDX-License-Identifier: MIT */
/* The usual answers to what is asked about the last treatment: shown first, recorded when that is meant. */
#include "screens/findings/usual.h"

#include "app/entries.h"
#include "base/i18n.h"

/* Writes the usual answer of one field as a part of the step that is begun. */
static bool usual_write(struct app *app, const struct finding_spec *spec, struct err *err)
{
	struct finding usual = { .field = (char *)spec->code, .value = (char *)spec->usual, .grade = -1 };
	struct findings none = { NULL, 0 }, all = { &usual, 1 };
	entry_undo_findings_changed(&app->open->undo, app->open->session.id, spec->code, &none, &all);
	return findings_save(app->store, app->open->session.id, spec->code, &all, err);
}

/* What the last session's record speaks against is never an answer of habit. */
static bool is_contradicted(const struct session *last, const struct finding_spec *spec)
{
	bool reacted = !str_empty(last->adverse) && !str_eq(last->adverse, "none");
	return (reacted && str_eq(spec->code, "late_reaction")) ||
	       (str_eq(last->adverse, "soreness_over_48h") && str_eq(spec->code, "soreness")) ||
	       (str_eq(last->response, "worse") && str_eq(spec->code, "effect"));
}

static bool wants_usual(const struct app *app, const struct finding_spec *spec)
{
	return *spec->usual && !findings_have(&app->open->findings, spec->code) &&
	       !is_contradicted(&app->open->previous, spec);
}

/* "Effect of the last treatment better, Sore after it for 24 h" */
static void usual_words(const struct app *app, struct str *out)
{
	for (size_t i = 0; i < app->catalogue->n_findings; i++) {
		const struct finding_spec *spec = &app->catalogue->findings[i];
		if (!wants_usual(app, spec))
			continue;
		str_addf(out, "%s%s", out->len ? ", " : "", i18n_name(spec->name));
		str_addf(out, " %s", finding_choice_word(spec, spec->usual));
		str_addf(out, *spec->unit ? " %s" : "%s", i18n_name(spec->unit));
	}
}

static bool usual_all(struct app *app, struct err *err)
{
	bool ok = store_begin(app->store, err);
	if (!ok)
		return false;
	for (size_t i = 0; ok && i < app->catalogue->n_findings; i++)
		ok = !wants_usual(app, &app->catalogue->findings[i]) ||
		     usual_write(app, &app->catalogue->findings[i], err);
	return store_end(app->store, ok, err);
}

static bool usual_record(struct app *app, const char *words, struct err *err)
{
	entry_undo_begin(&app->open->undo, _("the usual answers"));
	if (!usual_all(app, err)) {
		entry_undo_forget(&app->open->undo);
		return false;
	}
	if (!session_reload(app, err))
		return false;
	app_say(app, _("Recorded as usual: %s. {finding-undo} takes it back."), words);
	return app_refresh(app, err);
}

/* The answers that are most often given are shown, and the same key once more records them; what was said already stays. */
static bool cmd_finding_usual(struct app *app, const char *argument, int value, struct err *err)
{
	struct str words;
	bool ok = true;
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (app->open->previous.id == 0)
		return err_set(err, ERR_REFUSED, _("There was no treatment before this one to ask about."));
	str_init(&words);
	usual_words(app, &words);
	if (words.len == 0)
		app_say(app, _("No usual answer is left to give: the other questions want your own."));
	else if (!caution_gate_once_more(app, "usual since last time"))
		app_say(app, _("{finding-usual} once more records: %s."), words.s);
	else
		ok = usual_record(app, words.s, err);
	str_release(&words);
	return ok;
}

/* On a first visit there is no treatment before it to ask about. */
static bool treated_before(const struct app *app)
{
	return app->open->previous.id != 0;
}

const struct command finding_usual_command = {
	.name = "finding-usual",
	.scope = "findings",
	.keys = "F2 Alt-y",
	.hint = N_("the usual since last time"),
	.hint_scopes = "findings",
	.help = N_(
		"Give the usual answers to the questions about the last treatment that are not answered yet"),
	.run = cmd_finding_usual,
	.offered = treated_before,
};
