/* SPDX-License-Identifier: MIT */
/* Fascicle: session charting for myotherapists. */
#include "base/file.h"
#include "base/i18n.h"
#include "cli.h"

int main(int argc, char **argv)
{
	file_secure_process();
	i18n_start(NULL);
	return cli_run(argc, argv);
}
