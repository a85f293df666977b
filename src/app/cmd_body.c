/* SPDX-License-Identifier: MIT */
/* Walking on the figure. */
#include "app/app.h"
#include "app/handlers.h"
#include "base/i18n.h"
#include "catalogue/match.h"

bool cmd_body_move(struct app *app, const char *argument, int value, struct err *err)
{
	static const int steps[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
	(void)argument, (void)err;
	body_pane_step(app->chart.body, steps[value][0], steps[value][1]);
	return true;
}

bool cmd_body_flip(struct app *app, const char *argument, int value, struct err *err)
{
	(void)argument, (void)value, (void)err;
	body_pane_flip(app->chart.body);
	return true;
}

/* The mark under the body's cursor, or the one chosen in the list. */
static const struct mark *mark_at_hand(const struct app *app)
{
	enum side side;
	const struct region *region = body_pane_region(app->chart.body, &side);
	for (size_t i = 0; app->chart.focus == SLOT_BODY && i < app->chart.marks.n; i++) {
		const struct mark *mark = &app->chart.marks.rows[i];
		if (mark->side == side && str_eq(mark->region, region->code))
			return mark;
	}
	return marks_pane_chosen(app->chart.marks_pane);
}

bool cmd_body_referral(struct app *app, const char *argument, int value, struct err *err)
{
	struct body_pane *body = app->chart.body;
	const struct mark *mark = mark_at_hand(app);
	(void)argument, (void)value;
	if (body->shows_referral) {
		body_pane_referral(body, -1, SIDE_NONE);
		return true;
	}
	if (!mark)
		return err_set(err, ERR_MISSING,
			       _("No mark to show the referral of. Enter marks the region."));
	body_pane_referral(body, catalogue_muscle(app->catalogue, mark->muscle), mark->side);
	app_say(app, _("-- usual, ~~ sometimes: a suggestion; what the client reports is what counts."));
	return true;
}

/* Goes to a region, or to the first home of a muscle; stays on the cursor's side where it can. */
bool cmd_body_jump(struct app *app, const char *argument, int value, struct err *err)
{
	struct candidate found[1], muscle[1];
	enum side side;
	int region = -1;
	(void)value;
	body_pane_region(app->chart.body, &side);
	size_t n = match_regions(app->catalogue, argument, found, 1);
	size_t m = match_muscles(app->catalogue, argument, muscle, 1);
	if (n && (!m || found[0].score >= muscle[0].score))
		region = found[0].index;
	else if (m)
		region = app->catalogue->muscles[muscle[0].index].home[0];
	if (region < 0)
		return err_set(err, ERR_MISSING, _("No region or muscle fits “%s”."), argument);
	int cell = catalogue_cell(app->catalogue, region, side == SIDE_MIDLINE ? SIDE_LEFT : side);
	if (cell < 0)
		cell = catalogue_cell(app->catalogue, region, SIDE_MIDLINE);
	body_pane_go(app->chart.body, cell);
	app->chart.focus = SLOT_BODY;
	return true;
}
