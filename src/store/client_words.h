/* SPDX-License-Identifier: MIT */
/* The words a client is found by, and how typed words are put into the same form. */
#ifndef FASCICLE_STORE_CLIENT_WORDS_H
#define FASCICLE_STORE_CLIENT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "record/client.h"

struct client_words {
	char **keys; /* each may be found by its beginning */
	size_t n_keys;
	struct str
		all; /* " rossi maria 1979-3-5 5-3-1979 #0412345678": each word after a blank, phone digits after # */
	char *name_key; /* for the order of lists: "rossi maria" */
};
void client_words_make(struct client_words *words, const struct client *client);
void client_words_release(struct client_words *words);

enum { TYPED_WORDS = 6 }; /* more are not looked at */

/* One typed word, ready for the statements. */
struct typed_word {
	char *from, *upto; /* the range of keys that begin with it: from <= key < upto */
	char *anywhere;    /* LIKE pattern over `all`: a word begins with it */
	char *in_phone;    /* LIKE pattern: the phone number holds it; NULL when it is not all digits */
};
struct typed_words {
	struct typed_word words[TYPED_WORDS];
	size_t n;
};
void typed_words_make(struct typed_words *typed, const char *text);
void typed_words_release(struct typed_words *typed);

#endif
