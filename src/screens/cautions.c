/* SPDX-License-Identifier: MIT */
/* The list of what speaks against a technique, and answering it. */
#include <stdlib.h>
#include <string.h>

#include "app/draw.h"
#include "app/entries.h"
#include "app/list_screen.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/vocabulary.h"
#include "screens/screens.h"
#include "text/wrap.h"

enum { SIGN_COLS = 3, LIST_COLS_LEAST = 30 };

struct cautions_screen {
	struct list_screen list; /* a row's record is the number of its caution, from 1 on */
	struct cautions cautions;
};

static const struct caution_answer *answer_of(const struct app *app, const struct caution *caution)
{
	return caution_answered(app->catalogue, caution, app->open->gate.answers.rows,
				app->open->gate.answers.n);
}

/* A sentence over as many rows as it takes, each of which belongs to the caution. */
static void rows_add(struct list_screen *list, const struct app *app, const char *sign, const char *sentence,
		     int64_t record)
{
	struct wrap wrap;
	int cols = app->grid.cols - SIGN_COLS - 3;
	wrap_init(&wrap);
	wrap_text(&wrap, sentence, strlen(sentence), cols > LIST_COLS_LEAST ? cols : LIST_COLS_LEAST);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		struct str *row = list_row(list, record);
		utf8_show_in(row, i ? "" : sign, SIGN_COLS);
		str_addn(row, sentence + wrap.lines[i].from, wrap.lines[i].bytes);
	}
	wrap_release(&wrap);
}

static void answer_say(struct list_screen *list, const struct app *app, const struct caution *caution,
		       int64_t record)
{
	const struct caution_answer *answer = answer_of(app, caution);
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
	rows_add(list, app, "", text, record);
	free(text);
}

/* The first one without an answer is the chosen one. */
static void list_fill(struct cautions_screen *list, const struct app *app)
{
	const struct cautions *cautions = &list->cautions;
	struct str sentence;
	size_t open = 0;
	str_init(&sentence);
	list_forget(&list->list);
	list_begin(&list->list);
	for (size_t i = 0; i < cautions->n; i++) {
		const struct caution *caution = &cautions->rows[i];
		int64_t record = (int64_t)i + 1;
		str_clear(&sentence);
		caution_sentence(app->catalogue, caution, &sentence);
		rows_add(&list->list, app, caution->level == CAUTION_ABSOLUTE ? "!!" : "!", sentence.s,
			 record);
		answer_say(&list->list, app, caution, record);
		if (open == i && answer_of(app, caution))
			open++;
	}
	str_add(list_row(&list->list, 0),
		_("The sign before a technique is the worst over all places of the session."));
	list_end(&list->list, NULL);
	list_choose(&list->list, (int64_t)open + 1);
	str_release(&sentence);
}

static void cautions_screen_release(struct screen *screen)
{
	cautions_release(&((struct cautions_screen *)screen)->cautions);
	list_screen_release(screen);
}

static struct cautions_screen *cautions_of(struct app *app)
{
	return (struct cautions_screen *)app_screen(app, &cautions_screen);
}

/* Those of the chosen technique; with "open" all of the session that no answer covers. */
static bool cmd_cautions_show(struct app *app, const char *argument, int value, struct err *err)
{
	struct cautions_screen *list = cautions_of(app);
	const struct application *used = techniques_pane_application(app->chart->techniques);
	int technique = techniques_pane_chosen(app->chart->techniques);
	bool open = vocabulary_find(argument, MEANS(MEANS_OPEN)) != NULL;
	(void)value;
	if (!open && !str_empty(argument))
		return err_set(err, ERR_INPUT, _("Say nothing, or open for all that is not answered."));
	if (!caution_gate_refresh(app, err))
		return false;
	cautions_release(&list->cautions);
	if (open)
		caution_gate_open(app, &list->cautions);
	else if (technique >= 0) {
		struct application intended = { .technique =
							(char *)app->catalogue->techniques[technique].code };
		caution_gate_find(app, used ? used : &intended, &list->cautions);
	}
	if (list->cautions.n == 0) {
		app_say(app, open ? _("Every caution is answered.")
				  : _("No flag and no region asks for care with this technique."));
		return true;
	}
	list_fill(list, app);
	return app_open(app, "cautions", NULL, err);
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

/* After an answer: the list as it is now, or away from it when all are answered that something waits for. */
static bool answered(struct app *app, struct err *err)
{
	struct cautions open = { NULL, 0 };
	/* what ran for the answer may have read the client's flags anew */
	if (!caution_gate_refresh(app, err))
		return false;
	caution_gate_open(app, &open);
	bool all = open.n == 0;
	cautions_release(&open);
	if (!app_is_at(app, "cautions"))
		return true;
	list_fill(cautions_of(app), app);
	if (all && prompt_mends(app))
		app_back(app);
	return true;
}

static bool cmd_caution_note(struct app *app, const char *argument, int value, struct err *err)
{
	const struct cautions_screen *list = cautions_of(app);
	int64_t chosen = list_chosen(&list->list);
	(void)argument, (void)value;
	if (chosen == 0)
		return err_set(err, ERR_MISSING, _("There is no caution to answer."));
	const struct caution *caution = &list->cautions.rows[chosen - 1];
	if (answer_of(app, caution))
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

static const struct command *const cautions_commands[] = {
	&cautions_show_command,
	&caution_note_command,
	&caution_override_command,
	NULL,
};

const struct screen_class cautions_screen = {
	.scope = "cautions",
	.title = N_("Cautions"),
	.say_title = title_of_chart,
	.size = sizeof(struct cautions_screen),
	.init = list_screen_init,
	.release = cautions_screen_release,
	.pane = list_screen_pane,
	.commands = cautions_commands,
};
