/* SPDX-License-Identifier: MIT */
/* Waits for keys: for the line, the clock and the signals at once, and never wakes for anything else. */
#include <limits.h>
#include <time.h>

#include "term/term_inner.h"
#include "term/term_signals.h"

static const long long never = LLONG_MAX;

long long term_read_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void receive(struct term *term)
{
	struct str typed;

	str_init(&typed);
	term_tty_receive(&term->tty, &typed);
	if (typed.len > 0) {
		term_keys_feed(&term->keys, typed.s, typed.len);
		term->quiet_ms = -1;
	}
	str_release(&typed);
}

/* Keys that were typed before the end still count. */
static void notice_end(struct term *term)
{
	if (term->gone || (!term->tty.lost && !term_signals_take(TERM_SIGNAL_END)))
		return;
	receive(term);
	term->gone = true;
}

/* True when the screen has to be drawn anew. */
static bool follow_signals(struct term *term)
{
	bool anew = false;

	term_signals_let_in();
	notice_end(term);
	if (term->gone)
		return false;
	if (term_signals_take(TERM_SIGNAL_STOP)) {
		term_show_suspend(term);
		anew = true;
	}
	if (term_signals_take(TERM_SIGNAL_CONTINUED)) {
		term_show_arrive(term);
		anew = true;
	}
	if (term_signals_take(TERM_SIGNAL_RESIZED))
		anew = term_show_resized(term) || anew;
	return anew;
}

static bool next_key(struct term *term, struct key *key)
{
	long long now = term_read_clock();
	bool waited = term->gone || (term->quiet_ms >= 0 && now >= term->quiet_ms);
	int wait_ms;
	enum term_keys_state state = term_keys_next(&term->keys, waited, key, &wait_ms);

	if (state != TERM_KEYS_WAIT)
		term->quiet_ms = -1;
	else if (waited || term->quiet_ms < 0)
		term->quiet_ms = now + wait_ms;
	return state == TERM_KEYS_READY;
}

static int left_until(long long when)
{
	long long left;

	if (when == never)
		return -1;
	left = when - term_read_clock();
	if (left < 0)
		return 0;
	return left < INT_MAX ? (int)left : INT_MAX;
}

static void wait_for_line(struct term *term, long long until)
{
	struct pollfd lines[] = {
		{ .fd = term->tty.in, .events = POLLIN },
		{ .fd = term->tty.stalled ? term->tty.out : -1, .events = POLLOUT },
	};

	if (term->quiet_ms >= 0 && term->quiet_ms < until)
		until = term->quiet_ms;
	term_signals_wait(lines, 2, left_until(until));
	if (lines[0].revents & POLLIN)
		receive(term);
	else if (lines[0].revents != 0 || (lines[1].revents & (POLLERR | POLLHUP | POLLNVAL)))
		term->tty.lost = true;
}

void term_read_key(void *self, int timeout_ms, struct key *key)
{
	struct term *term = self;
	long long until = timeout_ms < 0 ? never : term_read_clock() + timeout_ms;

	for (bool looked = false;; looked = true) {
		if (follow_signals(term)) {
			*key = key_of_kind(KEY_RESIZE);
			return;
		}
		if (next_key(term, key))
			return;
		if (term->gone) {
			*key = key_of_kind(KEY_GONE);
			return;
		}
		term_show_settle(term);
		if (looked && left_until(until) == 0) {
			*key = key_of_kind(KEY_TICK);
			return;
		}
		wait_for_line(term, until);
	}
}
