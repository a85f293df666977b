/* SPDX-License-Identifier: MIT */
/* A stored instant as the store's sentences say it. */
#ifndef FASCICLE_STORE_WHEN_H
#define FASCICLE_STORE_WHEN_H

enum { WHEN_SIZE = 96 };

/* "09:41" today, "19 Nov, 09:41" on another day, in the zone of the process; what is no instant stays as it is. */
void when_words(const char *instant, char out[WHEN_SIZE]);

#endif
