/* SPDX-License-Identifier: MIT */
/* A treatment that is done again: what of it fits today, and what is said of the rest. */
#include "app/again.h"

#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "base/mem.h"

struct again {
	struct applications fresh;
	struct str added, ticked, placeless, unknown;
};

static void name_add(struct str *list, const char *name)
{
	str_addf(list, "%s%s", list->len ? ", " : "", name);
}

static bool is_ticked(const struct app *app, const struct application *fresh)
{
	for (size_t i = 0; i < app->open->applications.n; i++) {
		const struct application *old = &app->open->applications.rows[i];
		if (application_is_alike(old, fresh) &&
		    (fresh->mark_id == 0 || old->mark_id == fresh->mark_id))
			return true;
	}
	return false;
}

static void again_take(const struct app *app, struct again *again, const struct application *wanted)
{
	int technique = catalogue_technique(app->catalogue, wanted->technique);
	const char *name = technique < 0 ? wanted->technique
					 : i18n_name(app->catalogue->techniques[technique].short_name);
	if (technique < 0)
		name_add(&again->unknown, name);
	else if (is_ticked(app, wanted))
		name_add(&again->ticked, name);
	else if (!wanted->region && catalogue_wants_place(app->catalogue, technique))
		name_add(&again->placeless, name);
	else {
		struct applications *fresh = &again->fresh;
		fresh->rows = mem_regrow(fresh->rows, fresh->n + 1, sizeof *fresh->rows);
		application_init(&fresh->rows[fresh->n]);
		application_again(&fresh->rows[fresh->n], wanted);
		fresh->rows[fresh->n++].mark_id = wanted->mark_id;
		name_add(&again->added, name);
	}
}

static void again_say(struct app *app, const struct again *again)
{
	struct str text;
	str_init(&text);
	if (again->fresh.n > 0)
		str_addf(&text, _("Added: %s. {undo} takes it back."), again->added.s);
	else
		str_add(&text, _("Nothing was added."));
	if (again->ticked.len)
		str_addf(&text, _(" Ticked already: %s."), again->ticked.s);
	if (again->placeless.len)
		str_addf(&text, _(" Left out, needs its place: %s."), again->placeless.s);
	if (again->unknown.len)
		str_addf(&text, _(" Left out, not in the catalogue any more: %s."), again->unknown.s);
	app_say(app, "%s", text.s);
	str_release(&text);
}

bool treatment_again(struct app *app, const char *what, const struct application *wanted, size_t n,
		     const char *unknown, struct err *err)
{
	struct again again = { .fresh = { NULL, 0 } };
	if (!chart_may_change(app, err))
		return false;
	str_init(&again.added);
	str_init(&again.ticked);
	str_init(&again.placeless);
	str_init(&again.unknown);
	str_add(&again.unknown, unknown);
	for (size_t i = 0; i < n; i++)
		again_take(app, &again, &wanted[i]);
	bool ok = again.fresh.n == 0 || treatment_add(app, what, again.fresh.rows, again.fresh.n, err);
	if (ok)
		again_say(app, &again);
	applications_release(&again.fresh);
	str_release(&again.added);
	str_release(&again.ticked);
	str_release(&again.placeless);
	str_release(&again.unknown);
	return ok;
}

/* Today's mark of the same point; 0 when it is not marked today. */
static int64_t mark_of_today(const struct app *app, const struct marks *last, int64_t mark_id)
{
	const struct mark *then = NULL;
	for (size_t i = 0; i < last->n; i++)
		if (last->rows[i].id == mark_id)
			then = &last->rows[i];
	for (size_t i = 0; then && i < app->open->marks.n; i++) {
		const struct mark *now = &app->open->marks.rows[i];
		if (str_eq(now->muscle, then->muscle) && str_eq(now->region, then->region) &&
		    now->side == then->side)
			return now->id;
	}
	return 0;
}

/* The techniques of the client's last signed session. Counts of needles, lots and what was found are not repeated. */
static bool cmd_treatment_repeat(struct app *app, const char *argument, int value, struct err *err)
{
	struct applications wanted = { NULL, 0 };
	struct marks last = { NULL, 0 };
	(void)argument, (void)value;
	if (!chart_may_change(app, err))
		return false;
	if (app->open->previous.id == 0)
		return err_set(err, ERR_MISSING,
			       _("No signed session before this one: there is no treatment to repeat."));
	bool ok = applications_load(app->store, app->open->previous.id, &wanted, err) &&
		  marks_load(app->store, app->open->previous.id, &last, err);
	for (size_t i = 0; ok && i < wanted.n; i++)
		wanted.rows[i].mark_id = mark_of_today(app, &last, wanted.rows[i].mark_id);
	if (ok && wanted.n == 0)
		ok = err_set(err, ERR_MISSING, _("No technique was written down in the last session."));
	ok = ok && treatment_again(app, _("the last session's treatment"), wanted.rows, wanted.n, "", err);
	applications_release(&wanted);
	marks_release(&last);
	return ok;
}

static const struct command treatment_repeat_command = {
	.name = "treatment-repeat",
	.scope = "chart",
	.keys = "Alt-R techniques:R",
	.hint = N_("repeat"),
	.hint_scopes = "techniques",
	.help = N_("Write down the last session's techniques again, without needle counts and findings"),
	.run = cmd_treatment_repeat,
};

const struct command *const repeat_commands[] = {
	&treatment_repeat_command,
	NULL,
};
