/* SPDX-License-Identifier: MIT */
/* What a verification found, and how far it is. */
#include <stdarg.h>

#include "store/verify_inner.h"

void verify_fault(struct check *check, const char *format, ...)
{
	va_list args;

	check->result->faults++;
	va_start(args, format);
	str_addv(&check->result->findings, format, args);
	va_end(args);
	str_addc(&check->result->findings, '\n');
}

void verify_advance(struct check *check)
{
	check->done++;
	if (check->progress != NULL && check->done <= check->total)
		check->progress(check->context, check->done, check->total);
}
