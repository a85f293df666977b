/* SPDX-License-Identifier: MIT */
/* Where a printed page goes. */
#include "app/printing.h"

#include "base/file.h"
#include "base/i18n.h"
#include "io/print.h"

bool printing_has_printer(const struct app *app)
{
	return app->terminal && app->terminal->can_print && app->terminal->can_print(app->terminal->self);
}

/* On a clinic's host the program writes as the account that owns the data: into its own folder, whatever is configured. */
static bool print_folder(const struct app *app, struct str *out, struct err *err)
{
	const char *folder = app->out_folder ? app->out_folder : conf_text(app->conf, "print:folder");
	if (*folder) {
		str_add(out, folder);
		return true;
	}
	if (!file_data_folder(out, err))
		return false;
	str_add(out, "/out");
	return true;
}

bool printing_deliver(struct app *app, bool to_printer, const char *name, bool numbered,
		      const struct str *text, struct str *path, struct err *err)
{
	struct str folder;
	if (to_printer && !printing_has_printer(app))
		return err_set(
			err, ERR_REFUSED,
			_("This terminal has no printer. Without the word printer a file is written."));
	if (to_printer)
		return app->terminal->print(app->terminal->self, text->s, text->len, err);
	str_init(&folder);
	bool ok = print_folder(app, &folder, err) && print_to_file(folder.s, name, numbered, text, path, err);
	str_release(&folder);
	return ok;
}

static int pages_of(const struct str *text)
{
	int rows = 0;
	for (const char *s = text->s; *s; s++)
		rows += *s == '\n';
	return (rows + PRINT_PAGE_ROWS - 1) / PRINT_PAGE_ROWS;
}

void printing_say(struct app *app, bool to_printer, const char *path, const struct str *text)
{
	int pages = pages_of(text);
	if (to_printer)
		app_say(app, _("Sent to the printer at your desk."));
	else if (pages > 1)
		app_say(app, P_("Written to %s (%d page)", "Written to %s (%d pages)", pages), path, pages);
	else
		app_say(app, _("Written to %s"), path);
}
