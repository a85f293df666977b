/* SPDX-License-Identifier: MIT */
/* Fascicle: session charting for myotherapists. */
#include <stddef.h>

#include "base/i18n.h"
#include "base/process.h"
#include "cli.h"

int main(int argc, char **argv)
{
	process_secure();
	i18n_start(NULL);
	return cli_run(argc, argv);
}
