/* SPDX-License-Identifier: MIT */
/* Sentences for people on stderr and stdout, through the display filter. */
#include "base/log.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

#define UPDATE_MS 100 /* ten a second */

static void print_filtered(FILE *stream, const struct str *text)
{
	struct str shown;

	str_init(&shown);
	utf8_show(&shown, text->s, text->len, true);
	fwrite(shown.s, 1, shown.len, stream);
	str_release(&shown);
}

void log_error(const char *format, ...)
{
	struct str text;
	va_list args;

	str_init(&text);
	str_add(&text, "fascicle: ");
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	str_addc(&text, '\n');
	fflush(stdout); /* keeps what was said in its order */
	print_filtered(stderr, &text);
	fflush(stderr);
	str_release(&text);
}

void log_err(const struct err *err)
{
	log_error("%s", err->text);
}

void log_print(FILE *stream, const char *format, ...)
{
	struct str text;
	va_list args;

	str_init(&text);
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	print_filtered(stream, &text);
	str_release(&text);
}

void progress_start(struct progress *progress, const char *what, long long total)
{
	progress->what = what;
	progress->total = total;
	progress->started_ms = clock_mono_ms();
	progress->shown_ms = 0;
	progress->is_terminal = isatty(STDERR_FILENO);
}

/* "Importing clients  45%  1200/s  3 s left" */
static void show_progress(const struct progress *progress, long long done, long long now)
{
	long long spent = now - progress->started_ms;
	long long rate = spent > 0 ? done * 1000 / spent : 0;
	struct str text, shown;

	str_init(&text);
	str_init(&shown);
	str_addf(&text, _("%s  %d %%"), progress->what,
		 progress->total > 0 ? (int)(100.0 * (double)done / (double)progress->total) : 100);
	if (rate > 0)
		str_addf(&text, _("  %lld a second"), rate);
	if (rate > 0 && done < progress->total)
		str_addf(&text, _("  %lld s left"), (progress->total - done + rate - 1) / rate);
	utf8_show_cols(&shown, text.s, 79);
	str_pad(&shown,
		(size_t)(79 - utf8_cols(shown.s, shown.len))); /* covers what the line before had more */
	fprintf(stderr, "\r%s%s", shown.s, done >= progress->total ? "\n" : "");
	fflush(stderr);
	str_release(&text);
	str_release(&shown);
}

void progress_step(struct progress *progress, long long done)
{
	long long now;

	if (!progress->is_terminal)
		return;
	now = clock_mono_ms();
	if (done < progress->total && now - progress->shown_ms < UPDATE_MS)
		return;
	progress->shown_ms = now;
	show_progress(progress, done, now);
}
