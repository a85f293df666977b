/* SPDX-License-Identifier: MIT */
/* What the two halves of the harness share: the line (vt.c) and the screen (vt_screen.c). */
#ifndef FASCICLE_TESTS_E2E_VT_INNER_H
#define FASCICLE_TESTS_E2E_VT_INNER_H

#include "vt.h"

#include <vterm.h>

struct vt {
	int master;
	int keeper; /* the program's side, to read its modes when it is gone; -1 when hung up */
	pid_t pid;
	bool ended;
	int status;
	int cols, rows;
	struct termios modes; /* before the program */
	char *sent;           /* all it sent, NUL-closed */
	size_t sent_bytes;
	VTerm *terminal;
	VTermScreen *screen;
	int cursor_col, cursor_row;
	bool cursor_shown, alternate;
	char *text; /* the answer of vt_screen or vt_row */
};

long long vt_clock_ms(void);
bool vt_pump(struct vt *vt, int timeout_ms);
void vt_screen_open(struct vt *vt);
void vt_screen_close(struct vt *vt);
void vt_screen_feed(struct vt *vt, const char *bytes, size_t n);
void vt_screen_size(struct vt *vt);

#endif
