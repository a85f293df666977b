/* SPDX-License-Identifier: MIT */
/* Writes the books of a made-up practice into a database that exists, up to yesterday: make_books DATABASE DAYS. */
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "books.h"

static bool write_days(struct store *store, int days, struct err *err)
{
	struct books books;
	char today[DATE_SIZE];

	bool ok = store_enter(store, "demo", "Demo", true, err) && store_begin(store, err) &&
		  books_begin(&books, store, 7, err);
	date_today(today);
	for (int i = 0; ok && i < days; i++) {
		char day[DATE_SIZE];
		date_add_days(today, i % 300 - 300, day);
		ok = books_step(&books, day, err);
	}
	return ok && store_end(store, true, err);
}

int main(int argc, char **argv)
{
	struct store store;
	struct err err = ERR_INIT;

	if (argc != 3) {
		fputs("Usage: make_books DATABASE DAYS\n", stderr);
		return 2;
	}
	if (!store_open(&store, argv[1], false, &err)) {
		fprintf(stderr, "make_books: %s\n", err.text);
		return 1;
	}
	bool ok = write_days(&store, atoi(argv[2]), &err);
	if (!ok)
		fprintf(stderr, "make_books: %s\n", err.text);
	store_close(&store);
	return ok ? 0 : 1;
}
