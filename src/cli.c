/* SPDX-License-Identifier: MIT */
/* argv to command: one table, GNU habits, messages on stderr and data on stdout. */
#include "cli.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/keyed.h"
#include "app/catalogue_folder.h"
#include "demo/demo.h"
#include "app/writing.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/person.h"
#include "base/utf8.h"
#include "catalogue/overlay.h"
#include "io/export.h"
#include "io/conf.h"
#include "io/report.h"
#include "store/audit.h"
#include "store/verify.h"
#include "term/term.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

struct cli {
	struct conf conf;
	const char *conf_file; /* -c */
	const char *database;  /* -d */
	struct person person;
	struct catalogue *own; /* with the practice's rows; NULL for the built-in one */
	bool is_demo;          /* a clinic that is removed at the end */
};

struct cli_command {
	const char *name;
	const char *arguments; /* usage, after the name */
	const char *help;
	int (*run)(struct cli *cli, int argc, char **argv);
	bool own_conf; /* reads the configuration itself */
};

/* No key is pressed here: what a sentence names is named as it is typed. */
static int failed(const struct err *err)
{
	struct keymap none;
	struct str text;
	keymap_init(&none);
	str_init(&text);
	keyed_in_scope(&none, "any", err->text, &text);
	log_error("%s", text.s);
	str_release(&text);
	return EXIT_FAILED;
}

static int usage_error(const char *format, const char *what)
{
	log_error(format, what);
	log_error(_("Try “fascicle --help”."));
	return EXIT_USAGE;
}

/* --- the database --- */

static bool database_path(const struct cli *cli, struct str *path, struct err *err)
{
	const char *configured = conf_text(&cli->conf, "database:path");
	if (cli->database || !str_empty(configured)) {
		str_add(path, cli->database ? cli->database : configured);
		return true;
	}
	if (!file_data_folder(path, err) || !file_make_folder(path->s, err))
		return false;
	str_add(path, "/clinic.db");
	return true;
}

static bool store_ready(struct cli *cli, struct store *store, bool create, struct err *err)
{
	struct str path;
	str_init(&path);
	bool ok = database_path(cli, &path, err) && store_open(store, path.s, create, err);
	if (ok && !store_enter(store, cli->person.login, cli->person.name, !cli->person.clinic_host, err)) {
		store_close(store);
		ok = false;
	}
	if (ok && store->copied && !create) {
		struct str said;
		str_init(&said);
		store_say_copied(store, &said);
		log_error("%s", said.s);
		str_release(&said);
	}
	str_release(&path);
	return ok;
}

/* --- the program --- */

static struct app *running; /* for the last words of a fault; NULL while no app runs */

static void last_words(void *context)
{
	struct app *app = running;
	(void)context;
	running = NULL;
	term_rescue();
	if (app)
		app_rescue(app);
}

static void on_fault(int signal)
{
	(void)signal;
	last_words(NULL);
}

static enum term_colour colour_of(const char *word)
{
	return str_eq(word, "yes") ? TERM_COLOUR_YES : str_eq(word, "no") ? TERM_COLOUR_NO : TERM_COLOUR_AUTO;
}

static enum term_lines lines_of(const char *word)
{
	return str_eq(word, "unicode") ? TERM_LINES_UNICODE
	       : str_eq(word, "ascii") ? TERM_LINES_ASCII
				       : TERM_LINES_AUTO;
}

static int on_terminal(struct cli *cli, struct app *app)
{
	struct term_options options = { .colour = colour_of(conf_text(&cli->conf, "ui:colour")),
					.lines = lines_of(conf_text(&cli->conf, "ui:lines")) };
	struct err err = ERR_INIT;
	struct term *term = NULL;
	term_environment_guard(cli->person.clinic_host);
	if (!term_open(&term, &options, &err))
		return failed(&err);
	app->grid.ascii = term_is_ascii(term);
	if (term_notice(term) && !app->store->copied)
		app_say(app, "%s", term_notice(term));
	running = app;
	mem_set_last_words(last_words, NULL);
	term_on_fault(on_fault);
	app_run(app, term_terminal(term));
	running = NULL;
	term_close(term);
	if (app->chart->problem.kind != ERR_NONE)
		return failed(&app->chart->problem);
	return EXIT_DONE;
}

/* Without a terminal: the walk as text. */
static void show_screen(struct app *app, const char *title)
{
	struct str text;
	str_init(&text);
	app_draw(app);
	grid_dump(&app->grid, false, &text);
	log_print(stdout, "%s\n\n%s\n", title, text.s);
	str_release(&text);
}

static int as_text(struct app *app)
{
	struct err err = ERR_INIT;
	struct export_format format;
	struct export_result result;
	app_resize(app, LAYOUT_FULL_COLS, LAYOUT_FULL_ROWS);
	show_screen(app, _("The day:"));
	if (!app_command_named(app, "session-open", "", &err))
		return failed(&err);
	show_screen(app, _("The chart:"));
	log_print(stdout, "%s\n\n", _("What the bookkeeper gets:"));
	export_format_init(&format);
	bool ok = export_format_load(&format, app->conf, "plain", &err) &&
		  export_days(app->store, &format, NULL, NULL, stdout, NULL, &result, &err) &&
		  fflush(stdout) == 0;
	export_format_release(&format);
	return ok ? EXIT_DONE : failed(&err);
}

static int run_app(struct cli *cli, struct store *store, bool text)
{
	struct app app;
	struct err err = ERR_INIT;
	struct str out;
	str_init(&out);
	app_init(&app, store, &cli->conf, cli->own ? cli->own : catalogue_builtin());
	if (cli->person.clinic_host && file_data_folder(&out, &err)) {
		str_add(&out, "/out");
		app.out_folder = out.s;
	}
	bool started = app_start(&app, &err);
	if (started && cli->is_demo && !text)
		app_say(&app, _("A made-up clinic: it is removed when Fascicle ends."));
	int code = !started ? failed(&err) : text ? as_text(&app) : on_terminal(cli, &app);
	app_release(&app);
	str_release(&out);
	return code;
}

static int run_program(struct cli *cli, int argc, char **argv)
{
	struct store store;
	struct err err = ERR_INIT;
	(void)argc, (void)argv;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		log_error(_("Fascicle needs a terminal. “fascicle --help” lists what works without one."));
		return EXIT_FAILED;
	}
	if (!catalogue_folder_load(&cli->conf, &cli->own, NULL, &err) ||
	    !store_ready(cli, &store, true, &err))
		return failed(&err);
	int code = run_app(cli, &store, false);
	store_close(&store);
	return code;
}

/* --- demo --- */

static void demo_step(void *context, long long done, long long total)
{
	struct progress *progress = context;
	progress->total = total;
	progress_step(progress, done);
}

static bool demo_write(struct cli *cli, const char *path, const struct demo_options *options,
		       struct store *store, struct err *err)
{
	struct progress progress;
	if (access(path, F_OK) == 0)
		return err_set(err, ERR_REFUSED, _("%s exists already; choose a new file."), path);
	if (!store_open(store, path, true, err))
		return false;
	progress_start(&progress, _("Making up a clinic"), options->sessions);
	if (store_enter(store, cli->person.login, cli->person.name, true, err) &&
	    demo_fill(store, catalogue_builtin(), options, demo_step, &progress, err))
		return true;
	store_close(store);
	unlink(path);
	return false;
}

/* Takes a folder of our own making away, with the files in it: the database has companions. */
static void folder_remove(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	while (folder && (entry = readdir(folder)))
		unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(path);
}

static int demo_run(struct cli *cli, const struct demo_options *options)
{
	struct store store;
	struct err err = ERR_INIT;
	const char *tmp = getenv("TMPDIR");
	char *folder = str_format("%s/fascicle-demo-XXXXXX", tmp && tmp[0] == '/' ? tmp : "/tmp");
	if (!mkdtemp(folder)) {
		log_error(_("No temporary folder can be made in %s: %m."), folder);
		free(folder);
		return EXIT_FAILED;
	}
	char *path = str_format("%s/clinic.db", folder);
	int code = EXIT_FAILED;
	cli->is_demo = true;
	if (catalogue_folder_load(&cli->conf, &cli->own, NULL, &err) &&
	    demo_write(cli, path, options, &store, &err)) {
		code = run_app(cli, &store, !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO));
		store_close(&store);
	} else {
		log_err(&err);
	}
	folder_remove(folder);
	free(path);
	free(folder);
	return code;
}

static bool number_option(const char *text, long long *value)
{
	return str_to_int(text, value) && *value >= 0;
}

static int run_demo(struct cli *cli, int argc, char **argv)
{
	static const struct option options[] = { { "clients", required_argument, NULL, 'n' },
						 { "sessions", required_argument, NULL, 's' },
						 { "seed", required_argument, NULL, 'r' },
						 { NULL, 0, NULL, 0 } };
	struct demo_options demo = DEMO_OPTIONS_INIT;
	struct store store;
	struct err err = ERR_INIT;
	int c;
	optind = 0; /* glibc: begin anew, with options anywhere */
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		long long value = 0;
		if (c == '?')
			return usage_error("%s", _("demo takes --clients N, --sessions N and --seed N."));
		if (!number_option(optarg, &value))
			return usage_error(_("“%s” is no whole number."), optarg);
		if (c == 'n')
			demo.clients = (int)(value > 200001 ? 200001 : value);
		else if (c == 's')
			demo.sessions = (int)(value > 2000001 ? 2000001 : value);
		else
			demo.seed = (uint64_t)value;
	}
	conf_set(&cli->conf, "practice:name", "Brunswick Myotherapy", "demo", &err);
	if (optind == argc)
		return demo_run(cli, &demo);
	if (optind + 1 < argc)
		return usage_error(_("demo writes one file; “%s” is one too many."), argv[optind + 1]);
	if (!demo_write(cli, argv[optind], &demo, &store, &err))
		return failed(&err);
	store_close(&store);
	return EXIT_DONE;
}

/* --- the other commands --- */

static int run_keys(struct cli *cli, int argc, char **argv)
{
	static const struct option options[] = { { "scope", required_argument, NULL, 's' },
						 { NULL, 0, NULL, 0 } };
	const char *scope = NULL;
	struct keymap keymap;
	struct err err = ERR_INIT;
	struct str text;
	int c;
	optind = 0; /* glibc: begin anew, with options anywhere */
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == '?')
			return usage_error("%s", _("keys takes --scope SCOPE."));
		scope = optarg;
	}
	if (optind < argc)
		return usage_error(_("“%s” is one word too many."), argv[optind]);
	keymap_init(&keymap);
	str_init(&text);
	int code = EXIT_DONE;
	if (!keymap_build(&keymap, &cli->conf, &err))
		code = failed(&err);
	else if (!keymap_list(&keymap, scope, &text, &err))
		code = usage_error("%s", err.text);
	log_print(stdout, "%s", text.s);
	str_release(&text);
	keymap_release(&keymap);
	return code;
}

static bool date_option(const char *typed, char out[DATE_SIZE], struct err *err)
{
	char today[DATE_SIZE];
	date_today(today);
	return date_parse(typed, today, out, err);
}

/* What the options of export billing ask for. */
struct export_ask {
	char from[DATE_SIZE], to[DATE_SIZE];
	const char *format, *file;
	long long batch; /* 0: not said */
};

static void export_step(void *context, long long done, long long total)
{
	struct progress *progress = context;
	progress->total = total;
	progress_step(progress, done);
}

/* A batch again; the days; or, into a file, the next batch. */
static bool export_write(struct store *store, const struct export_format *format,
			 const struct export_ask *ask, const struct export_progress *progress,
			 struct export_result *result, struct err *err)
{
	const char *from = ask->from[0] ? ask->from : NULL, *to = ask->to[0] ? ask->to : NULL;
	if (ask->batch)
		return export_again(store, ask->batch, ask->file, stdout, progress, result, err);
	if (ask->file && !from)
		return export_batch_file(store, format, to, ask->file, progress, result, err);
	return ask->file ? export_days_file(store, format, from, to, ask->file, progress, result, err)
			 : export_days(store, format, from, to, stdout, progress, result, err);
}

static void export_told(const struct export_result *result, const char *head)
{
	char total[MONEY_SIZE], tax[MONEY_SIZE], paid[MONEY_SIZE];
	money_format(result->totals.total_cents, total);
	money_format(result->totals.tax_cents, tax);
	money_format(result->totals.paid_cents, paid);
	if (result->batch)
		log_error(_("Batch %lld."), (long long)result->batch);
	log_error(P_("%lld line, %s in all, tax in it %s; payments %s. Head of the audit chain: %s",
		     "%lld lines, %s in all, tax in it %s; payments %s. Head of the audit chain: %s",
		     result->totals.lines),
		  (long long)result->totals.lines, total, tax, paid, head);
	if (result->uninvoiced)
		log_error(P_("%lld charge is on no invoice yet and is not in the file.",
			     "%lld charges are on no invoice yet and are not in the file.",
			     result->uninvoiced),
			  (long long)result->uninvoiced);
	if (result->undelivered && result->undelivered != result->batch)
		log_error(
			_("Nobody saw the file of batch %lld in its place. If it is not there, write it with --batch %lld -o FILE."),
			(long long)result->undelivered, (long long)result->undelivered);
	if (result->changed)
		log_error(_(
			"The batch has other bytes than the first time: this Fascicle writes the format differently."));
}

static int export_billing_run(struct cli *cli, const struct export_ask *ask)
{
	struct export_format format;
	struct export_result result;
	struct progress progress;
	struct store store;
	struct err err = ERR_INIT;
	char head[DIGEST_SIZE];
	export_format_init(&format);
	if (!export_format_load(&format, &cli->conf, ask->format, &err)) {
		export_format_release(&format);
		return usage_error("%s", err.text);
	}
	if (!store_ready(cli, &store, false, &err)) {
		export_format_release(&format);
		return failed(&err);
	}
	progress_start(&progress, _("Exporting"), 0);
	const struct export_progress steps = { export_step, &progress };
	bool ok = export_write(&store, &format, ask, ask->file ? &steps : NULL, &result, &err);
	if (ok && !ask->file && fflush(stdout) != 0)
		ok = err_set(&err, ERR_FULL, _("The charges could not be written: %m."));
	ok = ok && audit_head(&store, head, &err);
	store_close(&store);
	export_format_release(&format);
	if (!ok)
		return failed(&err);
	export_told(&result, head);
	return EXIT_DONE;
}

static bool export_option(int c, struct export_ask *ask, struct err *err)
{
	switch (c) {
	case 'f':
		return date_option(optarg, ask->from, err);
	case 't':
		return date_option(optarg, ask->to, err);
	case 'F':
		ask->format = optarg;
		return true;
	case 'b':
		return (str_to_int(optarg, &ask->batch) && ask->batch > 0) ||
		       err_set(err, ERR_INPUT, _("“%s” is no number of a batch."), optarg);
	case 'o':
		ask->file = optarg;
		return true;
	default:
		return err_set(err, ERR_INPUT,
			       _("export billing takes --from, --to, --format, --batch and -o."));
	}
}

static int run_export(struct cli *cli, int argc, char **argv)
{
	static const struct option options[] = {
		{ "from", required_argument, NULL, 'f' },   { "to", required_argument, NULL, 't' },
		{ "format", required_argument, NULL, 'F' }, { "batch", required_argument, NULL, 'b' },
		{ "output", required_argument, NULL, 'o' }, { NULL, 0, NULL, 0 }
	};
	struct export_ask ask = { .format = "plain" };
	struct err err = ERR_INIT;
	int c;
	optind = 0; /* glibc: begin anew, with options anywhere */
	while ((c = getopt_long(argc, argv, "o:", options, NULL)) != -1)
		if (!export_option(c, &ask, &err))
			return usage_error("%s", err.text);
	if (optind + 1 != argc || !str_eq(argv[optind], "billing"))
		return usage_error("%s", _("Say what to export: export billing."));
	if (ask.batch && (ask.from[0] || ask.to[0]))
		return usage_error("%s", _("A batch is what it was: --batch takes no --from and no --to."));
	return export_billing_run(cli, &ask);
}

/* --- reports --- */

struct report_ask {
	struct report_days days;
	bool csv;
};

static int report_list(void)
{
	for (size_t i = 0; i < report_count(); i++)
		log_print(stdout, "%-20s %s\n", report_at(i)->name, _(report_at(i)->title));
	return EXIT_DONE;
}

static int report_run(struct cli *cli, const struct report *report, const struct report_ask *ask)
{
	enum { PAGE_COLS = 78 };
	struct store store;
	struct str page;
	struct err err = ERR_INIT;
	if (!store_ready(cli, &store, false, &err))
		return failed(&err);
	str_init(&page);
	bool ok = ask->csv ? report_csv(&store, &cli->conf, report, &ask->days, stdout, &err)
			   : report_page(&store, &cli->conf, report, &ask->days, PAGE_COLS, &page, &err);
	store_close(&store);
	log_print(stdout, "%s", page.s);
	str_release(&page);
	if (ok && fflush(stdout) != 0)
		ok = err_set(&err, ERR_FULL, _("The report could not be written: %m."));
	if (!ok && err.kind == ERR_INPUT)
		return usage_error("%s", err.text);
	return ok ? EXIT_DONE : failed(&err);
}

static bool report_option(int c, struct report_ask *ask, struct err *err)
{
	if (c == 'f')
		return report_days_from(&ask->days, optarg, err);
	if (c == 't')
		return report_days_to(&ask->days, optarg, err);
	if (c != 'c')
		return err_set(err, ERR_INPUT, _("report takes --from, --to and --csv."));
	return ask->csv = true;
}

static int run_report(struct cli *cli, int argc, char **argv)
{
	static const struct option options[] = { { "from", required_argument, NULL, 'f' },
						 { "to", required_argument, NULL, 't' },
						 { "csv", no_argument, NULL, 'c' },
						 { NULL, 0, NULL, 0 } };
	struct report_ask ask = { .csv = false };
	struct err err = ERR_INIT;
	int c;
	optind = 0; /* glibc: begin anew, with options anywhere */
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!report_option(c, &ask, &err))
			return usage_error("%s", err.text);
	if (optind == argc)
		return report_list();
	if (optind + 1 < argc)
		return usage_error(_("“%s” is one word too many."), argv[optind + 1]);
	const struct report *report = report_named(argv[optind]);
	if (!report)
		return usage_error(_("There is no report “%s”; “fascicle report” lists them."), argv[optind]);
	return report_run(cli, report, &ask);
}

static int run_verify(struct cli *cli, int argc, char **argv)
{
	struct store store;
	struct err err = ERR_INIT;
	struct verify_result result;
	struct progress progress;
	struct str path;
	char head[DIGEST_SIZE] = "";
	(void)argv;
	if (argc > 1)
		return usage_error("%s", _("verify takes no arguments; -d names the database."));
	str_init(&path);
	bool ok = database_path(cli, &path, &err) && store_open_read_only(&store, path.s, &err);
	str_release(&path);
	if (!ok)
		return failed(&err);
	verify_result_init(&result);
	progress_start(&progress, _("Verifying"), 0);
	ok = store_verify(&store, &result, demo_step, &progress, &err) && audit_head(&store, head, &err);
	store_close(&store);
	if (!ok) {
		verify_result_release(&result);
		return failed(&err);
	}
	log_print(stdout, "%s", result.findings.s);
	log_print(stdout,
		  P_("%lld signed session, %lld audit rows: ", "%lld signed sessions, %lld audit rows: ",
		     result.signed_sessions),
		  (long long)result.signed_sessions, (long long)result.audit_rows);
	if (result.emptied_rows > 0)
		log_print(stdout,
			  P_("the words of %lld audit row were destroyed, ",
			     "the words of %lld audit rows were destroyed, ", result.emptied_rows),
			  (long long)result.emptied_rows);
	if (result.faults == 0)
		log_print(stdout, _("everything is as it was written.\nHead of the audit chain: %s\n"), head);
	else
		log_print(stdout, P_("%lld fault.\n", "%lld faults.\n", result.faults),
			  (long long)result.faults);
	int code = result.faults == 0 ? EXIT_DONE : EXIT_FAILED;
	verify_result_release(&result);
	return code;
}

static int config_check(struct cli *cli)
{
	struct str problems;
	struct err err = ERR_INIT;
	struct keymap keymap;
	keymap_init(&keymap);
	str_init(&problems);
	if (!conf_load(&cli->conf, cli->conf_file, &problems, &err))
		str_addf(&problems, "%s", problems.len ? "" : err.text);
	else {
		catalogue_folder_load(&cli->conf, &cli->own, &problems, &err);
		if (!keymap_build(&keymap, &cli->conf, &err) || !writing_check(&cli->conf, &err) ||
		    !export_formats_check(&cli->conf, &err))
			str_add(&problems, err.text);
	}
	bool ok = problems.len == 0;
	str_add(&problems, ok || problems.s[problems.len - 1] == '\n' ? "" : "\n");
	log_print(stdout, "%s", ok ? _("The configuration is in order.\n") : problems.s);
	keymap_release(&keymap);
	str_release(&problems);
	return ok ? EXIT_DONE : EXIT_FAILED;
}

static int run_config(struct cli *cli, int argc, char **argv)
{
	static const struct option options[] = { { "check", no_argument, NULL, 'k' }, { NULL, 0, NULL, 0 } };
	struct err err = ERR_INIT;
	bool check = false;
	int c;
	optind = 0; /* glibc: begin anew, with options anywhere */
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == '?')
			return usage_error("%s", _("config takes --check."));
		check = true;
	}
	if (optind < argc)
		return usage_error(_("“%s” is one word too many."), argv[optind]);
	if (check)
		return config_check(cli);
	if (!conf_load(&cli->conf, cli->conf_file, NULL, &err))
		return failed(&err);
	for (size_t i = 0; i < conf_key_count(); i++) {
		const struct conf_key *key = conf_key_at(i);
		log_print(stdout, "%s\t%s\t%s\t%s\n", key->name, conf_text(&cli->conf, key->name),
			  conf_source(&cli->conf, key->name), _(key->help));
	}
	for (size_t i = 0; i < cli->conf.n_bindings; i++)
		log_print(stdout, "keys:%s\t%s\t%s\t\n", cli->conf.bindings[i].command,
			  cli->conf.bindings[i].key, cli->conf.bindings[i].source);
	for (size_t i = 0; i < cli->conf.n_exports; i++)
		log_print(stdout, "export:%s:%s\t%s\t%s\t\n", cli->conf.exports[i].format,
			  cli->conf.exports[i].key, cli->conf.exports[i].value, cli->conf.exports[i].source);
	return EXIT_DONE;
}

static const struct cli_command commands[] = {
	{ "demo", "[--clients N] [--sessions N] [--seed N] [FILE]",
	  N_("a made-up clinic: written to FILE, or opened and removed again"), run_demo, false },
	{ "keys", "[--scope SCOPE]", N_("every command with its keys, tab-separated"), run_keys, false },
	{ "export", "billing [--from DATE] [--to DATE] [--format FORMAT] [--batch N] [-o FILE]",
	  N_("the charges as CSV for the bookkeeper"), run_export, false },
	{ "report", "[NAME [--from DAY] [--to DAY] [--csv]]",
	  N_("a report to read or as CSV; without a name, which there are"), run_report, false },
	{ "verify", "", N_("whether the records are as they were written"), run_verify, false },
	{ "config", "[--check]", N_("every setting, its value and where it came from"), run_config, true },
};

static void print_help(void)
{
	log_print(stdout, _("Usage: fascicle [-c CONFIG] [-d DATABASE] [COMMAND]\n"
			    "Session charting for myotherapists, in a terminal.\n\n"
			    "Without a command the program opens on today's sessions.\n\n"
			    "  -c, --config FILE     read this configuration as well\n"
			    "  -d, --database FILE   use this database\n"
			    "  -h, --help            show this and leave\n"
			    "  -V, --version         show the version and leave\n\n"
			    "Commands:\n"));
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		log_print(stdout, "  %s %s\n        %s\n", commands[i].name, commands[i].arguments,
			  _(commands[i].help));
}

static int run_command(struct cli *cli, int argc, char **argv)
{
	const struct cli_command *command = NULL;
	struct err err = ERR_INIT;
	for (size_t i = 0; argc > 0 && i < sizeof commands / sizeof commands[0]; i++)
		if (str_eq(argv[0], commands[i].name))
			command = &commands[i];
	if (argc > 0 && !command)
		return usage_error(_("There is no command “%s”."), argv[0]);
	if (!(command && command->own_conf) && !conf_load(&cli->conf, cli->conf_file, NULL, &err))
		return failed(&err);
	if (!str_empty(conf_text(&cli->conf, "ui:language")))
		i18n_start(conf_text(&cli->conf, "ui:language"));
	if (!person_find(&cli->person, &err))
		return failed(&err);
	return command ? command->run(cli, argc, argv) : run_program(cli, argc, argv);
}

int cli_run(int argc, char **argv)
{
	static const struct option options[] = { { "config", required_argument, NULL, 'c' },
						 { "database", required_argument, NULL, 'd' },
						 { "help", no_argument, NULL, 'h' },
						 { "version", no_argument, NULL, 'V' },
						 { NULL, 0, NULL, 0 } };
	struct cli cli = { .conf_file = NULL };
	int c;
	opterr = 0;
	while ((c = getopt_long(argc, argv, "+c:d:hV", options, NULL)) != -1) {
		switch (c) {
		case 'c':
			cli.conf_file = optarg;
			break;
		case 'd':
			cli.database = optarg;
			break;
		case 'h':
			print_help();
			return EXIT_DONE;
		case 'V':
			log_print(stdout, "fascicle %s\n", PACKAGE_VERSION);
			return EXIT_DONE;
		default:
			return usage_error(_("“%s” is no option of fascicle, or lacks its value."),
					   argv[optind - 1]);
		}
	}
	conf_init(&cli.conf);
	int code = run_command(&cli, argc - optind, argv + optind);
	catalogue_free(cli.own);
	conf_release(&cli.conf);
	return code;
}
