/* SPDX-License-Identifier: MIT */
/* A program on a real pseudo-terminal, its screen read back through libvterm. Everything that waits, waits
 * for a thing to happen, for VT_SECONDS at most; what does not come fails the cmocka test with the screen
 * printed. */
#ifndef FASCICLE_TESTS_E2E_VT_H
#define FASCICLE_TESTS_E2E_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

enum { VT_SECONDS = 20, VT_COLS = 80, VT_ROWS = 24 };

struct vt;

struct vt_options {
	const char *const *argv; /* argv[0] is a path, or a name that PATH has */
	const char *const *env;  /* "NAME=VALUE" sets, "NAME" takes away; NULL-closed; may be NULL */
	int cols, rows;          /* 0: 80 x 24 */
	const char *folder;      /* where it runs; NULL: here */
	bool detached;           /* the pty is not its controlling terminal: no signal when it goes away */
	bool no_flush;           /* a typed Ctrl-C throws away nothing that is on its way (stty noflsh) */
};

/* TERM is xterm-256color and the locale C.UTF-8 unless env says else. The path of a program in the build
 * folder: vt_program("tests/e2e/echo_screen"); valid until the next call. */
const char *vt_program(const char *path);
struct vt *vt_start(const struct vt_options *options);
/* Kills what still runs. NULL is fine. */
void vt_end(struct vt *vt);

void vt_type(struct vt *vt, const char *bytes);
void vt_typen(struct vt *vt, const char *bytes, size_t n);
/* As a person types: the next character when the screen has answered the last. */
void vt_type_slowly(struct vt *vt, const char *ascii);
void vt_resize(struct vt *vt, int cols, int rows);
void vt_kill(struct vt *vt, int signal);
/* The other end of the line goes away, as when SSH breaks. The screen stays as it was. */
void vt_hang_up(struct vt *vt);
pid_t vt_pid(const struct vt *vt);

/* The screen as text: rows closed by \n, without trailing spaces. Valid until the next call. */
const char *vt_screen(struct vt *vt);
/* One row of it, 0 the upper. */
const char *vt_row(struct vt *vt, int row);
void vt_cursor(struct vt *vt, int *col, int *row);
bool vt_cursor_shown(struct vt *vt);
/* Whether any cell has a colour. */
bool vt_coloured(struct vt *vt);
bool vt_on_alternate_screen(struct vt *vt);

/* True when the screen holds the text within `seconds`. */
bool vt_shows(struct vt *vt, const char *text, int seconds);
#define vt_expect(vt, text)      vt_expect_at(vt, text, false, __FILE__, __LINE__)
#define vt_expect_gone(vt, text) vt_expect_at(vt, text, true, __FILE__, __LINE__)
void vt_expect_at(struct vt *vt, const char *text, bool absent, const char *file, int line);

/* Reads on for so long as the program takes to end; its wait status. */
#define vt_wait_exit(vt) vt_wait_exit_at(vt, __FILE__, __LINE__)
int vt_wait_exit_at(struct vt *vt, const char *file, int line);
/* The same without reading what it sends, as behind a frozen line. */
int vt_wait_exit_unread(struct vt *vt);
bool vt_running(struct vt *vt);
/* Waits until the program is stopped by job control, or runs again. */
void vt_wait_stopped(struct vt *vt);

/* Waits until it has neither sent anything nor woken for `ms` milliseconds; the second does not read. */
void vt_rest(struct vt *vt, int ms);
void vt_rest_unread(struct vt *vt, int ms);
/* Types and waits, without reading, until the program has dealt with it and sleeps again. */
void vt_type_unread(struct vt *vt, const char *bytes);

/* Everything the program sent, and how much. Reads what is there first. */
const char *vt_sent(struct vt *vt, size_t *bytes);
size_t vt_sent_bytes(struct vt *vt);
void vt_forget_sent(struct vt *vt);
/* Watches for `ms` milliseconds; how many bytes came. */
size_t vt_watch(struct vt *vt, int ms);
/* The pty's modes before the program, and now. */
struct termios vt_modes_before(const struct vt *vt);
struct termios vt_modes(struct vt *vt);
/* How often it has gone to sleep of its own will, by /proc. */
long vt_sleeps(const struct vt *vt);

#endif
