/* SPDX-License-Identifier: MIT */
/* A real sshd on the loopback: own host key, own port, one key pair for whoever runs the test; root or not.
 * All of it lives in the scratch folder and ends with the test. */
#ifndef FASCICLE_TESTS_E2E_SSH_HOST_H
#define FASCICLE_TESTS_E2E_SSH_HOST_H

#include <stdbool.h>
#include <sys/types.h>

#include "vt.h"

struct ssh_host {
	pid_t daemon;
	int port;
	char port_text[8], user_at_host[128];
	char why[512]; /* why it could not be started */
	bool made_run_folder;
	int run_folder; /* locked while it is used; -1 for none */
};

enum ssh_cut {
	SSH_CUT_CLIENT, /* the client is killed: a laptop that is switched off by its own system */
	SSH_CUT_SERVER, /* sshd's process for the session is killed */
	SSH_CUT_WINDOW, /* the therapist's window is closed */
	SSH_CUT_FROZEN, /* the client stands still and answers nothing: a line that went dead */
};

/* Starts it and logs in once. False, with the reason in host->why, where that is not possible: a test skips
 * then. With alive_seconds above 0 sshd gives a silent client up after three times so long. Needs
 * scratch_make. */
bool ssh_host_start(struct ssh_host *host, int alive_seconds);
void ssh_host_stop(struct ssh_host *host);
/* Runs the command line (for the person's shell there) on a pty through ssh -tt. vt_end() it. */
struct vt *ssh_host_run(const struct ssh_host *host, const char *command, int cols, int rows);
/* Cuts the connection. The vt is still to be ended. */
void ssh_host_cut(const struct ssh_host *host, struct vt *vt, enum ssh_cut how);

/* Waits until the program that was run last has ended at the other side; its command line ends in exec. */
void ssh_host_wait_ended(void);

#endif
