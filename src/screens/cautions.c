/* SPDX-License-Identifier: MIT */
/* The list of what speaks against a technique, and answering it. */
#include <stdlib.h>
#include <string.h>

#include "app/entries.h"
#include "app/commands.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/wrap.h"

enum { SIGN_COLS = 3, LIST_COLS_LEAST = 30 };

/* A sentence over as many rows as it takes, each of which belongs to the caution. */
static void rows_add(struct app *app, const char *sign, const char *sentence, int caution, struct str *out)
{
	struct wrap wrap;
	int cols = app->grid.cols - SIGN_COLS - 3;
	wrap_init(&wrap);
	wrap_text(&wrap, sentence, strlen(sentence), cols > LIST_COLS_LEAST ? cols : LIST_COLS_LEAST);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		utf8_show_in(out, i ? "" : sign, SIGN_COLS);
		str_addn(out, sentence + wrap.lines[i].from, wrap.lines[i].bytes);
		str_addc(out, '\n');
		app->caution_rows =
			mem_regrow(app->caution_rows, app->n_caution_rows + 1, sizeof *app->caution_rows);
		app->caution_rows[app->n_caution_rows++] = caution;
	}
	wrap_release(&wrap);
}

static void answer_say(struct app *app, const struct caution *caution, int row, struct str *out)
{
	const struct caution_answer *answer =
		caution_answered(app->catalogue, caution, app->gate.answers.rows, app->gate.answers.n);
	int64_t seconds;
	char wall[WALL_SIZE] = "";
	if (answer && instant_parse(answer->at, &seconds))
		wall_format(seconds, wall);
	char *text = !answer          ? mem_strdup(caution->level == CAUTION_ABSOLUTE
							   ? _("No reason is said for using it all the same.")
							   : _("Not noted in this session."))
		     : answer->reason ? str_format(_("Used with a reason, %s: %s"), wall[0] ? wall + 11 : "",
						   answer->reason)
				      : str_format(_("Noted %s."), wall[0] ? wall + 11 : "");
	rows_add(app, "", text, row, out);
	free(text);
}

/* The first one without an answer is the chosen one. */
static int row_open(const struct app *app)
{
	for (size_t i = 0; i < app->n_caution_rows; i++)
		if (!caution_answered(app->catalogue, &app->cautions.rows[app->caution_rows[i]],
				      app->gate.answers.rows, app->gate.answers.n))
			return (int)i;
	return 0;
}

static void list_fill(struct app *app)
{
	struct str text, sentence;
	str_init(&text);
	str_init(&sentence);
	app->n_caution_rows = 0;
	for (size_t i = 0; i < app->cautions.n; i++) {
		const struct caution *caution = &app->cautions.rows[i];
		str_clear(&sentence);
		caution_sentence(app->catalogue, caution, &sentence);
		rows_add(app, caution->level == CAUTION_ABSOLUTE ? "!!" : "!", sentence.s, (int)i, &text);
		answer_say(app, caution, (int)i, &text);
	}
	/* Behind the rows: no caution of its own. */
	str_add(&text, _("The sign before a technique is the worst over all places of the session."));
	lines_pane_set(app->cautions_list, text.s);
	app->cautions_list->list.chosen = row_open(app);
	str_release(&sentence);
	str_release(&text);
}

/* Those of the chosen technique; with "open" all of the session that no answer covers. */
static bool cmd_cautions_show(struct app *app, const char *argument, int value, struct err *err)
{
	const struct application *used = techniques_pane_application(app->chart.techniques);
	int technique = techniques_pane_chosen(app->chart.techniques);
	bool open = str_eq(argument, "open");
	(void)value;
	if (!open && !str_empty(argument))
		return err_set(err, ERR_INPUT, _("Say nothing, or open for all that is not answered."));
	if (!caution_gate_refresh(app, err))
		return false;
	cautions_release(&app->cautions);
	if (open)
		caution_gate_open(app, &app->cautions);
	else if (technique >= 0) {
		struct application intended = { .technique =
							(char *)app->catalogue->techniques[technique].code };
		caution_gate_find(app, used ? used : &intended, &app->cautions);
	}
	if (app->cautions.n == 0) {
		app_say(app, open ? _("Every caution is answered.")
				  : _("No flag and no region asks for care with this technique."));
		return true;
	}
	list_fill(app);
	app_go(app, PLACE_CAUTIONS);
	return true;
}

static const struct command cautions_show_command = {
	.name = "cautions-show",
	.scope = "techniques",
	.keys = "c",
	.hint = N_("cautions"),
	.hint_scopes = "techniques:5",
	.help = N_("Say what speaks against the chosen technique; with open, all that is not answered yet"),
	.run = cmd_cautions_show,
};

/* After an answer: the list as it is now, or back to signing when that was what it was for. */
static bool answered(struct app *app, struct err *err)
{
	struct cautions open = { NULL, 0 };
	/* what ran for the answer may have read the client's flags anew */
	if (!caution_gate_refresh(app, err))
		return false;
	caution_gate_open(app, &open);
	bool all = open.n == 0;
	cautions_release(&open);
	if (app_place(app) != PLACE_CAUTIONS)
		return true;
	list_fill(app);
	if (all && app->mending)
		app_back(app);
	return true;
}

static bool cmd_caution_note(struct app *app, const char *argument, int value, struct err *err)
{
	int row = lines_pane_chosen(app->cautions_list);
	(void)argument, (void)value;
	if (row < 0 || (size_t)row >= app->n_caution_rows)
		return err_set(err, ERR_MISSING, _("There is no caution to answer."));
	const struct caution *caution = &app->cautions.rows[app->caution_rows[row]];
	if (caution_answered(app->catalogue, caution, app->gate.answers.rows, app->gate.answers.n))
		return err_set(err, ERR_INPUT, _("This one is answered already."));
	if (caution->level == CAUTION_ABSOLUTE) {
		caution_gate_ask(app, caution);
		return true;
	}
	if (!caution_gate_answer(app, caution, NULL, err))
		return false;
	app_say(app, _("Noted for this session."));
	return answered(app, err);
}

static const struct command caution_note_command = {
	.name = "caution-note",
	.scope = "cautions",
	.keys = "Enter",
	.hint = N_("take note"),
	.hint_scopes = "cautions",
	.help = N_("Take note of the chosen caution for this session, or say why it is gone against"),
	.run = cmd_caution_note,
};

static void caution_override_reading(struct app *app, const char *argument, struct str *out)
{
	(void)argument;
	caution_gate_say(app, out);
}

/* The argument is the reason. */
static bool cmd_caution_override(struct app *app, const char *argument, int value, struct err *err)
{
	(void)value;
	if (!chart_may_change(app, err) || !caution_gate_reason(app, argument, err))
		return false;
	return answered(app, err);
}

static const struct command caution_override_command = {
	.name = "caution-override",
	.scope = "chart",
	.ask = N_("Reason for using it all the same"),
	.help = N_(
		"Say why a technique is used although something speaks against it; the reason is kept in the record"),
	.run = cmd_caution_override,
	.reading = caution_override_reading,
	.subject = caution_override_subject,
	.owner = chart_owner,
	.left = caution_gate_leave,
};

const struct command *const caution_commands[] = {
	&cautions_show_command,
	&caution_note_command,
	&caution_override_command,
	NULL,
};
