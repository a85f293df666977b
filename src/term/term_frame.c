/* SPDX-License-Identifier: MIT */
/* A file in memory that stands where curses believes the terminal to be. */
#include "term/term_frame.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

FILE *term_frame_open(void)
{
	int fd = memfd_create("frame", MFD_CLOEXEC);
	FILE *frame = fd == -1 ? NULL : fdopen(fd, "w+");

	if (!frame && fd != -1)
		close(fd);
	return frame;
}

/* What can be said in fewer bytes. Lines are drawn in Unicode or ASCII, so the alternate character set needs
 * no reset; curses uses no line feed to go down, lest the line turn it into a return as well, but after a
 * return it may. */
static const struct {
	const char *long_form, *short_form;
} shorter[] = { { "\033(B", "" }, { "\017", "" }, { "\r\033[1B", "\r\n" } };

static void add_shortened(struct str *out, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		size_t i, bytes = 0, kinds = sizeof shorter / sizeof shorter[0];

		for (i = 0; i < kinds; i++) {
			bytes = strlen(shorter[i].long_form);
			if ((size_t)(end - s) >= bytes && memcmp(s, shorter[i].long_form, bytes) == 0)
				break;
		}
		if (i < kinds) {
			str_add(out, shorter[i].short_form);
			s += bytes;
		} else {
			str_addc(out, *s++);
		}
	}
}

void term_frame_collect(FILE *frame, struct str *out)
{
	int fd = fileno(frame);
	struct str sent;
	char piece[4096];
	off_t end = lseek(fd, 0, SEEK_CUR);
	ssize_t n;

	str_init(&sent);
	while ((off_t)sent.len < end) {
		size_t left = (size_t)end - sent.len;

		n = pread(fd, piece, left < sizeof piece ? left : sizeof piece, (off_t)sent.len);
		if (n <= 0)
			break;
		str_addn(&sent, piece, (size_t)n);
	}
	lseek(fd, 0, SEEK_SET);
	add_shortened(out, sent.s, sent.len);
	str_release(&sent);
}
