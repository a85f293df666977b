/* SPDX-License-Identifier: MIT */
/* A file in memory that stands where curses believes the terminal to be. */
#include "term/term_frame.h"

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

void term_frame_collect(FILE *frame, struct str *out)
{
	int fd = fileno(frame);
	char piece[4096];
	off_t end = lseek(fd, 0, SEEK_CUR), at = 0;

	while (at < end) {
		off_t left = end - at, most = (off_t)sizeof piece;
		ssize_t n = pread(fd, piece, (size_t)(left < most ? left : most), at);

		if (n <= 0)
			break;
		str_addn(out, piece, (size_t)n);
		at += n;
	}
	lseek(fd, 0, SEEK_SET);
}
