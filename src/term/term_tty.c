/* SPDX-License-Identifier: MIT */
/* Talks to the terminal's line without ever waiting on it, so that a stalled one holds up no saving. */
#include "term/term_tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"

enum { DEFAULT_COLS = 80, DEFAULT_ROWS = 24, PIECE_BYTES = 4096, KEEP_BYTES = 1 << 16 };

/* O_NONBLOCK belongs to the open file, which the shell that started us shares: /dev/tty is opened anew to
 * have it to ourselves. A terminal that is not the controlling one is used as it came. */
static int own_descriptor(int standard, int mode)
{
	int fd = -1;

	if (tcgetpgrp(standard) != -1)
		fd = open("/dev/tty", mode | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return fd != -1 ? fd : fcntl(standard, F_DUPFD_CLOEXEC, 3);
}

static struct termios raw_modes(const struct termios *found)
{
	struct termios raw = *found;

	raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | PARMRK);
	raw.c_oflag &= ~(tcflag_t)OPOST;
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	return raw;
}

bool term_tty_open(struct term_tty *tty, struct err *err)
{
	*tty = (struct term_tty){ .in = -1, .out = -1 };
	str_init(&tty->queue);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_REFUSED,
			       _("Fascicle needs a terminal for its screen. Over SSH, use \"ssh -t\"."));
	tty->in = own_descriptor(STDIN_FILENO, O_RDONLY);
	tty->out = own_descriptor(STDOUT_FILENO, O_WRONLY);
	if (tty->in == -1 || tty->out == -1 || tcgetattr(tty->in, &tty->before) != 0)
		return err_set(err, ERR_SYSTEM,
			       _("The terminal cannot be opened. Log in again and start anew."));
	tty->raw = raw_modes(&tty->before);
	return true;
}

void term_tty_release(struct term_tty *tty)
{
	if (tty->in != -1)
		close(tty->in);
	if (tty->out != -1)
		close(tty->out);
	tty->in = tty->out = -1;
	str_release(&tty->queue);
}

void term_tty_raw(const struct term_tty *tty)
{
	tcsetattr(tty->in, TCSANOW, &tty->raw);
}

void term_tty_restore(const struct term_tty *tty)
{
	if (term_tty_is_ours(tty))
		tcsetattr(tty->in, TCSANOW, &tty->before);
}

bool term_tty_is_ours(const struct term_tty *tty)
{
	pid_t front = tcgetpgrp(tty->in);

	return front == -1 || front == getpgrp();
}

static int bounded(int size, const char *variable, int otherwise, int most)
{
	const char *text = getenv(variable);
	long long value;

	if (size <= 0 && text && str_to_int(text, &value) && value > 0 && value <= most)
		size = (int)value;
	if (size <= 0)
		size = otherwise;
	return size < most ? size : most;
}

void term_tty_size(const struct term_tty *tty, int *cols, int *rows)
{
	struct winsize size = { 0 };

	if (ioctl(tty->out, TIOCGWINSZ, &size) != 0)
		size.ws_col = size.ws_row = 0;
	*cols = bounded(size.ws_col, "COLUMNS", DEFAULT_COLS, TERM_TTY_COLS_MAX);
	*rows = bounded(size.ws_row, "LINES", DEFAULT_ROWS, TERM_TTY_ROWS_MAX);
}

static bool ready(int fd, short events)
{
	struct pollfd line = { .fd = fd, .events = events };

	return poll(&line, 1, 0) > 0;
}

void term_tty_send(struct term_tty *tty)
{
	ssize_t n;

	if (tty->sent < tty->queue.len && !tty->lost && ready(tty->out, POLLOUT)) {
		n = write(tty->out, tty->queue.s + tty->sent, tty->queue.len - tty->sent);
		if (n > 0)
			tty->sent += (size_t)n;
		else if (n == -1 && errno != EAGAIN && errno != EINTR)
			tty->lost = true;
	}
	tty->stalled = tty->sent < tty->queue.len && !tty->lost;
	if (!tty->stalled) {
		str_clear(&tty->queue);
		tty->sent = 0;
	}
}

void term_tty_receive(struct term_tty *tty, struct str *typed)
{
	char piece[PIECE_BYTES];
	size_t start = typed->len;
	ssize_t n;

	while (!tty->lost && typed->len - start < KEEP_BYTES && ready(tty->in, POLLIN)) {
		n = read(tty->in, piece, sizeof piece);
		if (n > 0)
			str_addn(typed, piece, (size_t)n);
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			tty->lost = true;
		else
			break;
	}
}
