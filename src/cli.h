/* SPDX-License-Identifier: MIT */
/* The command line. */
#ifndef FASCICLE_CLI_H
#define FASCICLE_CLI_H

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* Runs what argv asks for and returns the exit code. */
int cli_run(int argc, char **argv);

#endif
