/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file: issued invoices, what was taken back, payments. */
#ifndef FASCICLE_IO_EXPORT_H
#define FASCICLE_IO_EXPORT_H

#include <stdio.h>

#include "io/export_format.h"
#include "store/exports.h"

struct export_progress {
	void (*step)(void *context, long long done, long long total); /* total 0: not known */
	void *context;
};

struct export_result {
	struct export_totals totals;
	int64_t batch;       /* 0: none was made */
	int64_t uninvoiced;  /* standing charges that are on no invoice: they are in no export */
	int64_t undelivered; /* an earlier batch whose file was never seen in its place; 0: none */
	bool changed;        /* a batch that was written again has other bytes than the first time */
};

/* What happened on the days (NULL is open), without making a batch. */
bool export_days(struct store *store, const struct export_format *format, const char *from, const char *to,
		 FILE *stream, const struct export_progress *progress, struct export_result *result,
		 struct err *err);
/* The same into a new file, whole or not at all. */
bool export_days_file(struct store *store, const struct export_format *format, const char *from,
		      const char *to, const char *path, const struct export_progress *progress,
		      struct export_result *result, struct err *err);
/* The next batch, everything up to `to` that has not left, into a new file. Either the file is whole and the batch is marked,
 * or neither; only between the two can the program be killed, and then the batch waits to be written again. Nothing new
 * (result->batch 0) writes no file. */
bool export_batch_file(struct store *store, const struct export_format *format, const char *to,
		       const char *path, const struct export_progress *progress, struct export_result *result,
		       struct err *err);
/* A batch again, with the settings it was made with; path NULL: to `stream`. */
bool export_again(struct store *store, int64_t number, const char *path, FILE *stream,
		  const struct export_progress *progress, struct export_result *result, struct err *err);

#endif
