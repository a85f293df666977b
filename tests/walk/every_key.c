/* SPDX-License-Identifier: MIT */
/* Presses every bound key, once, on every screen of the made-up clinic, and in every prompt that opens there, and writes
 * down what changed. Each key meets the same records and the same screen: the process is forked before it is pressed.
 * The golden file is every_key.tsv, a line a key:
 *
 *   screen  key  command  where one is then (? COMMAND: a prompt is open)  message  rows changed  rows that were changed by
 *   storing what was half typed, as when the terminal goes away  digest of the screen ("=": as before the key)
 *
 * FASCICLE_UPDATE=1 writes the file anew. FASCICLE_WALK_KEEP=FOLDER writes each screen as text into it, so that two
 * builds can be compared by diff -r. */
#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "house.h"

/* A way: keys by name, and {what is typed}. It begins at the screen `from`; NULL: at the start of the program. */
static const struct screen {
	const char *name, *from, *way;
} screens[] = {
	{ "day", NULL, "" },
	{ "day/never-asked", NULL, "Down Down Down Down" },
	{ "day/empty", NULL, "Alt-x {day-move +2} Enter" },
	{ "clients", NULL, "Ctrl-g" },
	{ "clients/found", "clients", "{ros}" },
	{ "clients/nobody", "clients", "{xyzzy}" },
	{ "client/new", NULL, "c" },
	{ "client/typed", "client/new", "{Ng} Enter {Mei} Enter {31.2.1980}" },
	{ "client/edit", NULL, "e" },
	{ "help", NULL, "?" },
	{ "bill/empty", NULL, "Down b" },
	{ "bill", NULL, "b Alt-x {charge-add FOLL45} Enter" },
	{ "bill/paid", "bill", "m Enter" },
	{ "read/day", NULL, "B" },
	{ "intake", NULL, "i" },
	{ "intake/empty", "day/never-asked", "i" },
	{ "intake/typed", "intake/empty", "Tab {latex} Tab {flumpox}" },
	{ "consents/empty", NULL, "C" },
	{ "consents", "consents/empty", "a {contact verbal} Enter a {needling written} Enter" },
	{ "progress", NULL, "p" },
	{ "progress/empty", NULL, "Down p" },
	{ "course", "progress", "c" },
	{ "course/goal", "course", "Down" },
	{ "course/empty", "progress/empty", "c" },
	{ "read/compared", "progress", "r" },
	{ "read/helped", "progress", "w" },
	{ "snippets/empty", NULL, "Alt-;" },
	{ "snippet", "snippets/empty", "n" },
	{ "snippets", "snippet", "{rom} Enter {Rotation to the left limited.} Ctrl-s" },
	{ "snippet/edit", "snippets", "Enter" },
	{ "chart/empty", NULL, "Down Enter" },
	{ "marks/empty", "chart/empty", "Tab" },
	{ "techniques/empty", "marks/empty", "Tab" },
	{ "body/empty", "techniques/empty", "Tab" },
	{ "note", NULL,
	  "Enter {Neck stiff again since Tuesday.} Alt-k"
	  " Alt-m {r inf l 4>2 tpg 12kg 60s x3 ok} Enter"
	  " Alt-r {pain 6; cx rot l 50 r 70} Enter Alt-t {hot 15min} Enter Alt-t {dtm 20min depth 3 lpv b} Enter" },
	{ "note/selected", "note", "Ctrl-a Ctrl-Space Alt-f" },
	{ "note/searched", "note", "Ctrl-s {since} Enter" },
	{ "note/zoomed", "note", "Alt-z" },
	{ "marks", "note", "Tab" },
	{ "marks/measure", "marks", "End" },
	{ "marks/zoomed", "marks", "Alt-z" },
	{ "techniques", "marks", "Tab" },
	{ "techniques/zoomed", "techniques", "Alt-z" },
	{ "technique-find", "techniques", "/ {he}" },
	{ "body", "techniques", "Tab" },
	{ "body/pain", "body", "Down Space" },
	{ "body/drawing", "body", "d Down Space" },
	{ "body/zoomed", "body", "Alt-z" },
	{ "history", "note", "Alt-l Tab Tab Tab" },
	{ "help/note", "note", "F1" },
	{ "help/marks", "marks", "?" },
	{ "sign/missing", "chart/empty", "F9" },
	{ "sign", "note",
	  "Alt-x {session-response partly} Enter Alt-x {session-adverse none} Enter Alt-4"
	  " {Weekly, three times.} F9" },
	{ "findings", "note", "Alt-p" },
	{ "findings/typed", "findings", "{s}" },
	{ "muscles", "body/pain", "R" },
	{ "points", "body", "p" },
	{ "selfcare/empty", "chart/empty", "Alt-S" },
	{ "selfcare", "note", "Alt-S a {neck stretch l 30s x3 2/day} Enter" },
	{ "timers/empty", "note", "Alt-T" },
	{ "timers", "note", "Alt-x {timer-start hot 15min lpv b} Enter Alt-T" },
	{ "presets/empty", "techniques", "p" },
	{ "presets", "presets/empty", "n {usual neck} Enter" },
	{ "cautions", "techniques", "Alt-F {anticoag} Enter c" },
	/* last: here little may be done, and a command without a key is run where its scope is first met */
	{ "day/signed", NULL, "Up" },
	{ "bill/signed", "day/signed", "b" },
	{ "signed/note", "day/signed", "Enter" },
	{ "signed/marks", "signed/note", "Tab" },
	{ "signed/techniques", "signed/marks", "Tab" },
	{ "signed/body", "signed/techniques", "Tab" },
	{ "read/versions", "signed/note", "Alt-V" },
	{ "addendum", "signed/note", "F7 {Wrong side} Enter" },
	{ "addendum/typed", "addendum", "{The left side was treated.}" },
};

enum { SCREENS = sizeof screens / sizeof *screens, COMMANDS_MAX = 600, SCOPES_MAX_SEEN = 64 };

/* Keys that panes take themselves. */
static const char *const pane_keys[] = { "Enter", "Tab",       "Shift-Tab", "Esc",    "Up",    "Down",
					 "Left",  "Right",     "Home",      "End",    "PgUp",  "PgDn",
					 "Space", "Backspace", "Delete",    "a",      "j",     "k",
					 "g",     "G",         "7",         "Ctrl-u", "Ctrl-c" };
/* Keys in a prompt. */
static const char *const prompt_keys[] = {
	"Enter", "Esc",       "Tab",    "Up", "Down",   "Left",   "Home",
	"x",     "Backspace", "Ctrl-w", "F1", "Ctrl-u", "Ctrl-y", "Alt-x"
};

/* Shared with the children. */
static struct shared {
	bool pressed[COMMANDS_MAX]; /* commands that a key was pressed for */
	bool asked[COMMANDS_MAX];   /* commands in whose prompt the keys were pressed */
	char scopes[SCOPES_MAX_SEEN][48];
	size_t n_scopes;
	char strange[120]; /* scopes that are not those keys are checked for */
	int keys;
} * shared;

static struct str *files;  /* the names of what was written */
static FILE *lines;        /* what was written down */
static const char *keep;   /* folder for the screens, or NULL */
static const char *screen; /* where the key is pressed */

/* What is written stands here, and is gone before the next key. The path is as long everywhere, since it is shown. */
static char folder[] = HOUSE_FOLDER "XXXXXX";

static int points, failures;

static void point(bool ok, const char *what)
{
	printf("%sok %d - %s\n", ok ? "" : "not ", ++points, what);
	failures += !ok;
}

/* ---- one key ---- */

static uint32_t fnv(const char *text)
{
	uint32_t hash = 2166136261u;
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return hash;
}

static void cell(struct str *line, const struct str *text)
{
	str_addc(line, '\t');
	for (size_t i = 0; i < text->len; i++)
		str_addc(line, text->s[i] == '\n' || text->s[i] == '\t' ? ' ' : text->s[i]);
	if (text->len == 0)
		str_addc(line, '-');
}

static void where(struct str *out)
{
	struct str title;
	str_init(&title);
	house_scopes(out);
	house_title(&title);
	if (title.len)
		str_addf(out, " “%s”", title.s);
	if (house_asked())
		str_addf(out, " ? %s", house_asked());
	if (house_left())
		str_add(out, " left");
	str_release(&title);
}

static void keep_screen(const char *key, const char *text)
{
	char *name = str_format("%s/%s %s.txt", keep, screen, key);
	for (char *at = name + strlen(keep) + 1; *at; at++)
		if (*at == '/')
			*at = '_';
	FILE *file = fopen(name, "w");
	if (file) {
		fputs(text, file);
		fclose(file);
	}
	free(name);
}

static int file_take(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	if (kind == FTW_F && files)
		str_addf(files, "%swrote:%s", files->len ? " " : "", path + walk->base);
	if (walk->level > 0)
		remove(path);
	return 0;
}

/* Names the files that were written, and takes them away. */
static void files_take(struct str *out)
{
	files = out;
	nftw(folder, file_take, 8, FTW_DEPTH | FTW_PHYS);
}

/* Writes the line of the key that was just pressed. */
static void write_down(const char *key, const char *command, const char *before)
{
	struct str line, text, drawn;
	str_init(&line);
	str_init(&text);
	str_init(&drawn);
	str_addf(&line, "%s\t%s\t%s", screen, key, command);
	where(&text);
	cell(&line, &text);
	str_clear(&text);
	house_message(&text);
	house_hide(text.s);
	cell(&line, &text);
	str_clear(&text);
	house_screen(&drawn);
	house_hide(drawn.s);
	house_rows(NULL, &text);
	files_take(&text);
	cell(&line, &text);
	str_clear(&text);
	house_gone();
	house_rows("presence", &text);
	cell(&line, &text);
	str_clear(&text);
	if (before && strcmp(before, drawn.s) == 0)
		str_addc(&text, '=');
	else
		str_addf(&text, "%08" PRIx32, fnv(drawn.s));
	cell(&line, &text);
	if (keep)
		keep_screen(key, drawn.s);
	fprintf(lines, "%s\n", line.s);
	fflush(lines);
	str_release(&line);
	str_release(&text);
	str_release(&drawn);
}

/* True in the child. The parent comes back when the child has ended, and writes down how when it died. */
static bool in_child(const char *key, const char *command)
{
	int status = 0;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		return true;
	if (child < 0) {
		perror("fork");
		exit(99);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	shared->keys++;
	if (status != 0)
		fprintf(lines, "%s\t%s\t%s\tdied of %d\n", screen, key, command, status);
	return false;
}

/* ---- one screen ---- */

static void prompt_press(size_t command, const char *before)
{
	if (shared->asked[command])
		return;
	shared->asked[command] = true;
	for (size_t i = 0; i < sizeof prompt_keys / sizeof *prompt_keys; i++) {
		char *name = str_format("%s > %s", house_command(command), prompt_keys[i]);
		if (in_child(name, "-")) {
			house_press(prompt_keys[i]);
			write_down(name, "-", before);
			_exit(0);
		}
		free(name);
	}
}

static void prompt_walk(void)
{
	struct str drawn;
	for (size_t i = 0; house_asked() && i < house_commands(); i++) {
		if (strcmp(house_command(i), house_asked()) != 0)
			continue;
		str_init(&drawn);
		house_screen(&drawn);
		prompt_press(i, drawn.s);
		str_release(&drawn);
		return;
	}
}

struct pressing {
	const char *before;
	char done[400][24]; /* names of the keys that are bound here */
	size_t n;
};

static bool is_done(const struct pressing *pressing, const char *key)
{
	for (size_t i = 0; i < pressing->n; i++)
		if (strcmp(pressing->done[i], key) == 0)
			return true;
	return false;
}

static void press(struct pressing *pressing, const char *key, const char *command)
{
	if (in_child(key, command)) {
		if (!house_press(key))
			fprintf(lines, "%s\t%s\tno such key\n", screen, key);
		prompt_walk();
		write_down(key, command, pressing->before);
		_exit(0);
	}
}

static void press_bound(void *context, const char *key, size_t command)
{
	struct pressing *pressing = context;
	if (pressing->n < sizeof pressing->done / sizeof *pressing->done)
		snprintf(pressing->done[pressing->n++], sizeof *pressing->done, "%s", key);
	shared->pressed[command] = true;
	press(pressing, key, house_command(command));
}

static bool holds_word(const char *words, const char *word)
{
	size_t n = strlen(word);
	for (const char *at = words; (at = strstr(at, word)); at += n)
		if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

/* A command that has no key is run by its name, where its scope is first met. */
static void press_named(struct pressing *pressing, const char *scopes)
{
	for (size_t i = 0; i < house_commands(); i++) {
		if (shared->pressed[i] || house_has_key(i) || !holds_word(scopes, house_command_scope(i)))
			continue;
		char *key = str_format(":%s", house_command(i));
		shared->pressed[i] = true;
		if (in_child(key, house_command(i))) {
			house_press("Alt-x");
			house_press("Ctrl-u");
			house_type(house_command(i));
			house_press("Enter");
			prompt_walk();
			write_down(key, house_command(i), pressing->before);
			_exit(0);
		}
		free(key);
	}
}

static void scopes_seen(const char *scopes)
{
	struct str word;
	str_init(&word);
	while (str_next_word(&scopes, &word)) {
		size_t i = 0;
		while (i < shared->n_scopes && strcmp(shared->scopes[i], word.s) != 0)
			i++;
		if (i == shared->n_scopes && i < SCOPES_MAX_SEEN)
			snprintf(shared->scopes[shared->n_scopes++], sizeof *shared->scopes, "%s", word.s);
	}
	str_release(&word);
}

static void go(const struct screen *to)
{
	struct str word;
	const char *way = to->way;
	str_init(&word);
	while (*way) {
		bool types = *way == '{';
		size_t n = types ? strcspn(++way, "}") : strcspn(way, " ");
		str_clear(&word);
		str_addn(&word, way, n);
		way += n;
		way += types && *way == '}';
		way += strspn(way, " ");
		if (types)
			house_type(word.s);
		else if (!house_press(word.s))
			fprintf(stderr, "%s: no key %s\n", to->name, word.s);
	}
	str_release(&word);
}

static void walk_from(const char *from);

/* In a child of its own: the way there, then every key, then the screens that are reached from there. */
static void walk_screen(const struct screen *to)
{
	struct pressing pressing = { .n = 0 };
	struct str scopes, before;
	screen = to->name;
	if (!in_child("-", "-"))
		return;
	str_init(&scopes);
	str_init(&before);
	go(to);
	house_rows(NULL, &before);
	str_clear(&before);
	house_screen(&before);
	house_scopes(&scopes);
	scopes_seen(scopes.s);
	if (!house_scopes_are_known())
		snprintf(shared->strange, sizeof shared->strange, "%s", scopes.s);
	pressing.before = before.s;
	if (in_child("", "")) {
		write_down("", "-", NULL);
		_exit(0);
	}
	house_bound(press_bound, &pressing);
	for (size_t i = 0; i < sizeof pane_keys / sizeof *pane_keys; i++)
		if (!is_done(&pressing, pane_keys[i]))
			press(&pressing, pane_keys[i], "-");
	press_named(&pressing, scopes.s);
	walk_from(to->name);
	fflush(lines);
	_exit(0);
}

static void walk_from(const char *from)
{
	for (size_t i = 0; i < SCREENS; i++)
		if (str_eq(screens[i].from, from))
			walk_screen(&screens[i]);
}

/* ---- beside the golden file ---- */

static char *golden_path(void)
{
	const char *top = getenv("FASCICLE_SRCDIR");
	return str_format("%s/tests/walk/every_key.tsv", top ? top : ".");
}

/* The next line of the screen from *at on; NULL when there is none. */
static const char *line_of(const char **at, const char *name, size_t *n)
{
	size_t named = strlen(name);
	while (**at) {
		const char *line = *at;
		*n = strcspn(line, "\n");
		*at += *n + (line[*n] == '\n');
		if (strncmp(line, name, named) == 0 && line[named] == '\t')
			return line;
	}
	return NULL;
}

/* How many lines of the screen differ; the first of them are told. */
static int compare(const char *name, const char *wanted, const char *got, bool tell)
{
	int differ = 0;
	for (;;) {
		size_t a_n = 0, b_n = 0;
		const char *a = line_of(&wanted, name, &a_n), *b = line_of(&got, name, &b_n);
		if (!a && !b)
			return differ;
		if (a && b && a_n == b_n && memcmp(a, b, a_n) == 0)
			continue;
		if (tell && differ < 40) {
			printf("# - %.*s\n", a ? (int)a_n : 7, a ? a : "nothing");
			printf("# + %.*s\n", b ? (int)b_n : 7, b ? b : "nothing");
		}
		differ++;
	}
}

static void read_back(struct str *out)
{
	char buffer[65536];
	size_t n;
	str_clear(out);
	rewind(lines);
	while ((n = fread(buffer, 1, sizeof buffer, lines)) > 0)
		str_addn(out, buffer, n);
}

static void every_screen(const struct str *wanted, struct str *got)
{
	read_back(got);
	for (size_t i = 0; i < SCREENS; i++) {
		char *what = str_format("%s: every key does what it did", screens[i].name);
		point(compare(screens[i].name, wanted->s, got->s, true) == 0, what);
		free(what);
	}
}

/* ---- the walk reaches everything, and sees what changes ---- */

static void everything_is_reached(void)
{
	bool all = true;
	for (size_t i = 0; i < house_commands(); i++) {
		/* A passphrase is asked for by another command. */
		if (shared->pressed[i] ||
		    strncmp(house_command(i), "passphrase-", strlen("passphrase-")) == 0 ||
		    strcmp(house_command(i), "sign-passphrase") == 0)
			continue;
		printf("# on no screen: %s (%s)\n", house_command(i), house_command_scope(i));
		all = false;
	}
	point(all, "every command is run on some screen");
	all = true;
	for (size_t i = 0; i < house_bindings(); i++) {
		size_t s = 0;
		while (s < shared->n_scopes && strcmp(shared->scopes[s], house_binding_scope(i)) != 0)
			s++;
		if (s < shared->n_scopes)
			continue;
		printf("# not reached: %s\n", house_binding_scope(i));
		all = false;
	}
	point(all, "every scope is reached");
	if (shared->strange[0])
		printf("# scopes of a screen that keys are not checked for: %s\n", shared->strange);
	point(!shared->strange[0], "keys are checked for the scopes that screens have");
}

/* Another key for a command: the same screen must tell. */
static void a_change_is_noticed(const struct str *wanted)
{
	struct err err = ERR_INIT;
	struct str got;
	FILE *kept = lines;
	lines = tmpfile();
	str_init(&got);
	screen = "day/empty";
	if (in_child("-", "-")) {
		if (!house_start("day-today=F6", &err))
			_exit(1);
		for (size_t i = 0; i < SCREENS; i++)
			if (strcmp(screens[i].name, "day/empty") == 0)
				walk_screen(&screens[i]);
		fflush(lines);
		_exit(0);
	}
	read_back(&got);
	point(got.len > 0 && compare("day/empty", wanted->s, got.s, false) > 0,
	      "a command with another key is noticed");
	fclose(lines);
	lines = kept;
	str_release(&got);
}

static void write_golden(const char *path, const struct str *text)
{
	FILE *file = fopen(path, "w");
	if (!file || fwrite(text->s, 1, text->len, file) != text->len || fclose(file) != 0)
		perror(path);
}

static bool begin(void)
{
	struct err err = ERR_INIT;
	if (!mkdtemp(folder) || !house_open(folder, &err) || !house_start(NULL, &err)) {
		printf("Bail out! %s\n", err.text);
		return false;
	}
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	lines = tmpfile();
	keep = getenv("FASCICLE_WALK_KEEP");
	return shared != MAP_FAILED && lines;
}

int main(void)
{
	struct str wanted, got;
	struct err err = ERR_INIT;
	const char *update = getenv("FASCICLE_UPDATE");
	char *path = golden_path();
	str_init(&wanted);
	str_init(&got);
	if (!begin())
		return 99;
	walk_from(NULL);
	read_back(&got);
	if (update && *update)
		write_golden(path, &got);
	point(file_read(path, 1 << 24, &wanted, &err), "there is a walk to compare with");
	every_screen(&wanted, &got);
	everything_is_reached();
	a_change_is_noticed(&wanted);
	files_take(NULL);
	rmdir(folder);
	printf("# %d screens, %d keys\n", (int)SCREENS, shared->keys);
	printf("1..%d\n", points);
	str_release(&wanted);
	str_release(&got);
	free(path);
	return failures ? 1 : 0;
}
