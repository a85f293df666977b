/* SPDX-License-Identifier: MIT */
/* The prompt at the bottom of the screen: what is asked, the line being typed, how it is understood so far, and what
 * is wrong with it. Its line is kept when it is left, so that nothing typed is lost. */
#ifndef FASCICLE_PANES_PROMPT_H
#define FASCICLE_PANES_PROMPT_H

#include <stdbool.h>

#include "base/secret.h"
#include "text/edit.h"
#include "ui/pane.h"

enum { PROMPT_READING_ROWS = 3 };

struct prompt_pane {
	struct pane pane;
	char *label;
	struct buffer *buffer;
	struct edit edit;
	int left;
	bool hides; /* a passphrase: typed into `secret`, shown as stars, never kept */
	struct secret secret;
	struct str reading; /* lines parted by newlines; empty for none */
	struct str problem; /* sentence; empty for none */
};

struct prompt_pane *prompt_pane_new(struct kill_ring *ring);
void prompt_pane_open(struct prompt_pane *prompt, const char *label, const char *line, bool hides);
/* Wipes what was typed. */
void prompt_pane_close(struct prompt_pane *prompt);
const char *prompt_pane_line(struct prompt_pane *prompt);
void prompt_pane_put(struct prompt_pane *prompt, const char *line);
/* Rows it wants at the bottom of a screen of that many rows. */
int prompt_pane_rows(const struct prompt_pane *prompt, int screen_rows);

#endif
