/* SPDX-License-Identifier: MIT */
/* The process as the outer world may see it. */
#ifndef FASCICLE_BASE_PROCESS_H
#define FASCICLE_BASE_PROCESS_H

/* Makes sure descriptors 0, 1 and 2 are open, umask is 077, no core is dumped, no other process of the same user may
 * look into this one, SIGPIPE and SIGXFSZ are ignored. Called first in main. A test build lets others look as long as
 * FASCICLE_WATCHED is set: tests count its writes. */
void process_secure(void);

#endif
