/* SPDX-License-Identifier: MIT */
/* Keys in, readable screens out, without a terminal. Runs the scripts (*.keys) named as arguments and prints TAP; the
 * screens are compared with the file of the same name that ends in .screen. FASCICLE_UPDATE=1 writes that file.
 *
 *   clinic empty | demo [CLIENTS SESSIONS]   the records to start with (first line that matters)
 *   clinic schema-N      those of an earlier program: a database of tests/fixtures with its rescue file
 *   now 2026-11-20T09:30:00Z                 the clock; before clinic
 *   language de                              before clinic
 *   option NAME VALUE                        a configuration value; before clinic
 *   size COLS ROWS
 *   look ascii | lines
 *   type TEXT            each character as a key
 *   words TEXT           the same, as words of one's own: not counted
 *   key NAME...          keys by name
 *   run COMMAND ARGUMENT a command by name
 *   count                counts keys from here on; "counted MOST" fails above MOST and prints the count
 *   expect TEXT          the screen holds the text; "refuse TEXT" that it does not
 *   screen TITLE         the screen as it stands goes into the comparison
 *   styles TITLE         the same with styles
 *   csv TITLE            the bookkeeper's file goes into the comparison
 *   printer              the terminal has a printer from here on
 *   printed TITLE        what was printed last goes into the comparison
 *   disk full | free     no file may grow past 64 kB, as on a full disk
 *   newer | known        a newer program brings the records up meanwhile; the next one to be started is that newer one
 *   other LOGIN          a second program on the same records, or back to the first; each keeps its state
 *   quiet                the time passes after which the draft and the open line are stored
 *   killed               the program ends without being told, and it is opened again on the same records
 *   gone                 the terminal goes away and the program ends
 *   reopen               the same, and it is opened again on the same records
 */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../fixture.h"
#include "app/app.h"
#include "demo/demo.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "io/export.h"
#include "store/schema.h"

/* One running program. */
struct program {
	char login[16];
	struct store store;
	struct app app;
	bool running;
};

enum { PROGRAMS = 2 };

struct script {
	const char *path;
	char *folder, *database;
	struct conf conf;
	struct program programs[PROGRAMS], *now;
	int keys, words;
	struct str got; /* what .screen must hold */
	int line, points;
	bool failed;
};

static int tap_points, tap_failures;

static void point(struct script *script, bool ok, const char *what)
{
	const char *base = strrchr(script->path, '/');
	printf("%sok %d - %s:%d %s\n", ok ? "" : "not ", ++tap_points, base ? base + 1 : script->path,
	       script->line, what);
	if (!ok) {
		tap_failures++;
		script->failed = true;
	}
}

static void comment_lines(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		printf("# %.*s\n", (int)n, text);
		text += n + (text[n] == '\n');
	}
}

static void fail(struct script *script, const char *what, const struct err *err)
{
	point(script, false, what);
	if (err)
		comment_lines(err->text);
}

static void screen_text(struct script *script, bool styles, struct str *out)
{
	app_draw(&script->now->app);
	grid_dump(&script->now->app.grid, styles, out);
}

static bool program_start(struct script *script, bool create, struct err *err)
{
	int cols = script->now->app.grid.cols, rows = script->now->app.grid.rows;
	bool ascii = script->now->app.grid.ascii;
	if (!store_open(&script->now->store, script->database, create, err) ||
	    !store_enter(&script->now->store, script->now->login,
			 str_eq(script->now->login, "anna") ? "Anna Lindqvist" : script->now->login, true,
			 err))
		return false;
	app_init(&script->now->app, &script->now->store, &script->conf, catalogue_builtin());
	if (cols > 0)
		app_resize(&script->now->app, cols, rows);
	script->now->app.grid.ascii = ascii;
	script->now->running = true;
	return true;
}

static void program_stop(struct script *script)
{
	if (!script->now->running)
		return;
	app_release(&script->now->app);
	store_close(&script->now->store);
	script->now->running = false;
}

/* The terminal goes away. */
static void program_gone(struct script *script)
{
	struct key gone = { .kind = KEY_GONE };
	if (script->now->running)
		app_key(&script->now->app, &gone);
	program_stop(script);
}

static bool program_other(struct script *script, const char *login, struct err *err)
{
	int cols = script->now->app.grid.cols, rows = script->now->app.grid.rows;
	for (int i = 0; i < PROGRAMS; i++) {
		script->now = &script->programs[i];
		if (str_eq(script->now->login, login))
			return true;
	}
	snprintf(script->now->login, sizeof script->now->login, "%s", login);
	if (!program_start(script, false, err) || !app_start(&script->now->app, err))
		return false;
	app_resize(&script->now->app, cols, rows);
	return true;
}

static bool clinic(struct script *script, const char *argument, struct err *err)
{
	struct demo_options options = { 40, 300, 1 };
	bool earlier = str_starts(argument, "schema-");
	if ((earlier && !fixture_place(argument, script->database, err)) ||
	    !program_start(script, !earlier, err))
		return false;
	if (strncmp(argument, "demo", 4) == 0) {
		sscanf(argument + 4, "%d %d", &options.clients, &options.sessions);
		if (!demo_fill(&script->now->store, catalogue_builtin(), &options, NULL, NULL, err))
			return false;
	}
	return app_start(&script->now->app, err);
}

static void press(struct script *script, const struct key *key)
{
	script->keys++;
	app_key(&script->now->app, key);
}

static void type_text(struct script *script, const char *text)
{
	size_t n = strlen(text);
	for (size_t at = 0; at < n;) {
		size_t end = utf8_next(text, n, at);
		char character[32];
		snprintf(character, sizeof character, "%.*s", (int)(end - at), text + at);
		struct key key = key_of_text(character);
		press(script, &key);
		at = end;
	}
}

static bool press_named(struct script *script, const char *names)
{
	struct str name;
	bool ok = true;
	str_init(&name);
	while (ok && str_next_word(&names, &name)) {
		struct key key;
		ok = key_parse(name.s, &key);
		if (ok)
			press(script, &key);
	}
	str_release(&name);
	return ok;
}

static void expect(struct script *script, const char *text, bool wanted)
{
	struct str screen;
	str_init(&screen);
	screen_text(script, false, &screen);
	bool found = strstr(screen.s, text) != NULL;
	point(script, found == wanted, text);
	if (found != wanted)
		comment_lines(screen.s);
	str_release(&screen);
}

static void keep(struct script *script, const char *title, const char *text)
{
	str_addf(&script->got, "== %s\n%s\n", title, text);
}

static void keep_screen(struct script *script, const char *title, bool styles)
{
	struct str screen;
	str_init(&screen);
	screen_text(script, styles, &screen);
	keep(script, title, screen.s);
	str_release(&screen);
}

/* Names made by chance differ with the scripts that ran before. */
static void hide_uids(struct str *text)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t n = strlen(shape);
	for (size_t at = 0; at + n <= text->len; at++) {
		size_t i = 0;
		while (i < n && (shape[i] == '-' ? text->s[at + i] == '-'
						 : isxdigit((unsigned char)text->s[at + i]) != 0))
			i++;
		if (i == n)
			memcpy(text->s + at, shape, n);
	}
}

static bool keep_csv(struct script *script, const char *title, struct err *err)
{
	struct export_format format;
	struct export_result result;
	char *text = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&text, &n);
	export_format_init(&format);
	bool ok = export_format_load(&format, &script->conf, "plain", err) &&
		  export_days(&script->now->store, &format, NULL, NULL, stream, NULL, &result, err);
	export_format_release(&format);
	fclose(stream);
	if (ok) {
		struct str plain;
		str_init(&plain);
		for (size_t i = 0; i < n; i++)
			if (text[i] != '\r')
				str_addc(&plain, text[i]);
		hide_uids(&plain);
		keep(script, title, plain.s);
		str_release(&plain);
	}
	free(text);
	return ok;
}

/* ---- what is printed ---- */

static struct str paper; /* of the printer */

static bool paper_can(void *self)
{
	(void)self;
	return true;
}

static bool paper_print(void *self, const char *text, size_t bytes, struct err *err)
{
	(void)self, (void)err;
	str_clear(&paper);
	str_addn(&paper, text, bytes);
	return true;
}

static bool keep_printed(struct script *script, const char *title, struct err *err)
{
	struct str text;
	str_init(&text);
	const char *said = strstr(script->now->app.message.s, script->folder);
	char *name = said ? mem_strndup(said, strcspn(said, " ")) : NULL;
	bool ok = true;
	if (said)
		ok = file_read(name, 1 << 20, &text, err);
	else
		str_add(&text, paper.s ? paper.s : "");
	if (ok)
		keep(script, title, text.s);
	free(name);
	str_release(&text);
	return ok;
}

static bool set_option(struct script *script, const char *argument, struct err *err)
{
	struct str name;
	str_init(&name);
	str_next_word(&argument, &name);
	bool ok = conf_set(&script->conf, name.s, argument + strspn(argument, " "), "script", err);
	str_release(&name);
	return ok;
}

/* As another program on the same file. */
static bool set_number(struct script *script, int64_t number, struct err *err)
{
	struct db *db;
	bool ok = db_open(&db, script->database, DB_OPEN, err) && db_begin(db, err) &&
		  db_set_schema_version(db, number, err) && db_commit(db, err);
	db_close(db);
	return ok;
}

static bool step_set_up(struct script *script, const char *word, const char *argument, bool *known,
			struct err *err)
{
	*known = true;
	if (str_eq(word, "clinic"))
		return clinic(script, argument, err);
	if (str_eq(word, "now"))
		return setenv("FASCICLE_NOW", argument, 1) == 0;
	if (str_eq(word, "option"))
		return set_option(script, argument, err);
	if (str_eq(word, "language")) {
		i18n_start(argument);
		return true;
	}
	if (str_eq(word, "size")) {
		int cols = 80, rows = 24;
		sscanf(argument, "%d %d", &cols, &rows);
		app_resize(&script->now->app, cols, rows);
		return true;
	}
	if (str_eq(word, "look")) {
		script->now->app.grid.ascii = str_eq(argument, "ascii");
		utf8_set_terminal(!script->now->app.grid.ascii);
		return true;
	}
	if (str_eq(word, "printer")) {
		static struct terminal terminal = { .can_print = paper_can, .print = paper_print };
		script->now->app.terminal = &terminal;
		return true;
	}
	if (str_eq(word, "newer") || str_eq(word, "known"))
		return set_number(script, schema_latest() + str_eq(word, "newer"), err);
	if (str_eq(word, "disk")) {
		struct rlimit limit;
		getrlimit(RLIMIT_FSIZE, &limit);
		limit.rlim_cur = str_eq(argument, "full") ? 64 << 10 : limit.rlim_max;
		return setrlimit(RLIMIT_FSIZE, &limit) == 0;
	}
	if (str_eq(word, "quiet")) {
		struct err full = ERR_INIT;
		session_keep(&script->now->app, &full);
		chart_keep_aside(script->now->app.chart, &full);
		if (prompt_due_ms(&script->now->app, 0) >= 0)
			prompt_lines_save(&script->now->app, &full);
		return true;
	}
	if (str_eq(word, "other"))
		return program_other(script, argument, err);
	if (str_eq(word, "gone")) {
		program_gone(script);
		return true;
	}
	if (str_eq(word, "reopen")) {
		program_gone(script);
		return program_start(script, false, err) && app_start(&script->now->app, err);
	}
	if (str_eq(word, "killed")) {
		program_stop(script);
		return program_start(script, false, err) && app_start(&script->now->app, err);
	}
	*known = false;
	return true;
}

static bool step_keys(struct script *script, const char *word, const char *argument, bool *known,
		      struct err *err)
{
	*known = true;
	if (str_eq(word, "type"))
		type_text(script, argument);
	else if (str_eq(word, "words")) {
		int keys = script->keys;
		type_text(script, argument);
		script->words += script->keys - keys;
		script->keys = keys;
	} else if (str_eq(word, "key"))
		return press_named(script, argument) || err_set(err, ERR_INPUT, "no such key: %s", argument);
	else if (str_eq(word, "count"))
		script->keys = script->words = 0;
	else if (str_eq(word, "tick"))
		app_tick(&script->now->app);
	else if (str_eq(word, "run")) {
		struct str name;
		str_init(&name);
		str_next_word(&argument, &name);
		bool ok = app_command_named(&script->now->app, name.s, argument + strspn(argument, " "), err);
		str_release(&name);
		return ok;
	} else
		*known = false;
	return true;
}

static bool step_look(struct script *script, const char *word, const char *argument, struct err *err)
{
	if (str_eq(word, "expect"))
		expect(script, argument, true);
	else if (str_eq(word, "refuse"))
		expect(script, argument, false);
	else if (str_eq(word, "screen"))
		keep_screen(script, argument, false);
	else if (str_eq(word, "styles"))
		keep_screen(script, argument, true);
	else if (str_eq(word, "printed"))
		return keep_printed(script, argument, err);
	else if (str_eq(word, "csv"))
		return keep_csv(script, argument, err);
	else if (str_eq(word, "counted")) {
		char what[80];
		snprintf(what, sizeof what, "%d keys beside %d characters of own words, at most %s",
			 script->keys, script->words, argument);
		point(script, script->keys <= atoi(argument), what);
	} else
		return err_set(err, ERR_INPUT, "no such step: %s", word);
	return true;
}

static bool step(struct script *script, char *line, struct err *err)
{
	bool known;
	line[strcspn(line, "\r\n")] = '\0';
	size_t n = strcspn(line, " ");
	char *argument = line[n] ? line + n + 1 : line + n;
	line[n] = '\0';
	if (n == 0 || line[0] == '#')
		return true;
	bool ok = step_set_up(script, line, argument, &known, err);
	if (!known)
		ok = step_keys(script, line, argument, &known, err);
	if (!known)
		ok = step_look(script, line, argument, err);
	return ok;
}

/* The first line that differs, for the one who reads the failure. */
static void compare(struct script *script)
{
	char *golden =
		str_format("%.*s.screen", (int)strlen(script->path) - (int)strlen(".keys"), script->path);
	struct str wanted;
	struct err err = ERR_INIT;
	const char *update = getenv("FASCICLE_UPDATE");
	str_init(&wanted);
	if (update && *update && script->got.len) {
		FILE *out = fopen(golden, "w");
		if (out) {
			fwrite(script->got.s, 1, script->got.len, out);
			fclose(out);
		}
	}
	if (script->got.len && !file_read(golden, 1 << 22, &wanted, &err))
		fail(script, "has screens to compare with", &err);
	else if (script->got.len) {
		point(script, str_eq(wanted.s, script->got.s), "screens are as recorded");
		if (!str_eq(wanted.s, script->got.s))
			comment_lines(script->got.s);
	}
	str_release(&wanted);
	free(golden);
}

static void run_script(const char *path)
{
	struct script script = { .path = path, .programs = { { .login = "anna" } } };
	struct err err = ERR_INIT;
	script.now = &script.programs[0];
	char line[8192], folder[] = "/tmp/fascicle-screen-XXXXXX";
	FILE *file = fopen(path, "r");
	if (!file || !mkdtemp(folder)) {
		fail(&script, "can be opened", NULL);
		return;
	}
	setenv("FASCICLE_NOW", "2026-11-20T09:30:00Z", 1);
	setenv("FASCICLE_SEED", "1", 1);
	i18n_start("C");
	utf8_set_terminal(true);
	script.folder = folder;
	script.database = str_format("%s/clinic.db", folder);
	conf_init(&script.conf);
	conf_set(&script.conf, "practice:name", "Brunswick Myotherapy", "script", NULL);
	char *out = str_format("%s/out", folder);
	conf_set(&script.conf, "print:folder", out, "script", NULL);
	free(out);
	str_init(&script.got);
	while (!script.failed && fgets(line, sizeof line, file)) {
		script.line++;
		if (!step(&script, line, &err))
			fail(&script, line, &err);
	}
	fclose(file);
	if (!script.failed)
		compare(&script);
	for (int i = 0; i < PROGRAMS; i++) {
		script.now = &script.programs[i];
		program_stop(&script);
	}
	conf_release(&script.conf);
	str_release(&script.got);
	char *clean = str_format("rm -rf %s", folder);
	if (system(clean) != 0)
		printf("# %s is left behind\n", folder);
	free(clean);
	free(script.database);
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGXFSZ, SIG_IGN);
	setenv("TZ", "UTC", 1);
	setenv("HOME", "/home/anna", 1);
	for (int i = 1; i < argc; i++)
		run_script(argv[i]);
	printf("1..%d\n", tap_points);
	return tap_failures ? 1 : 0;
}
