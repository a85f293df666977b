/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as a terminal may send them. The first byte chooses the character set and whether terminfo
 * knew the keys. Every key is one that the program knows, text is whole and no control, a paste holds no mark; and
 * the same keys come out however the bytes are parted. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "term/term_keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

static const char *const charsets[] = { "UTF-8", "ISO-8859-1", "EUC-JP", "SHIFT_JIS" };
enum { CHARSETS = sizeof charsets / sizeof charsets[0], LEARNS = CHARSETS };

static const char *lookup(const char *name)
{
	static const struct {
		const char *name, *bytes;
	} table[] = { { "kcuu1", "\033OA" },   { "kf1", "\033[[A" }, { "kf5", "\033Ot" },
		      { "kUP5", "\033[1;5A" }, { "kbs", "\b" },      { "kf2", "\033[AB" },
		      { "kf3", "\033\033x" } };

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].bytes;
	return NULL;
}

static void check_text(const struct key *key)
{
	size_t n = strlen(key->text);

	require(n > 0 && utf8_valid(key->text, n));
	require((unsigned char)key->text[0] >= ' ' && key->text[0] != 0x7f);
	require(!(key->text[0] == '\xc2' && (unsigned char)key->text[1] < 0xa0));
	require(!key->ctrl || n == 1);
}

static void check_paste(const struct key *key)
{
	require(key->paste_bytes > 0 && utf8_valid(key->paste, key->paste_bytes));
	require(!memchr(key->paste, '\0', key->paste_bytes) && !memchr(key->paste, '\r', key->paste_bytes));
	require(!memmem(key->paste, key->paste_bytes, "\033[200~", 6));
	require(!memmem(key->paste, key->paste_bytes, "\033[201~", 6));
}

static void add_key(const struct key *key, struct str *told)
{
	require(key->kind != KEY_NONE && key->kind <= KEY_F12);
	if (key->kind == KEY_TEXT)
		check_text(key);
	if (key->kind == KEY_PASTE)
		check_paste(key);
	key_name(key, told);
	if (key->kind == KEY_PASTE)
		str_addn(told, key->paste, key->paste_bytes);
	str_addc(told, '\n');
}

static enum term_keys_state take(struct term_keys *keys, bool waited, struct str *told)
{
	struct key key;
	enum term_keys_state state;
	int wait_ms;

	while ((state = term_keys_next(keys, waited, &key, &wait_ms)) == TERM_KEYS_READY)
		add_key(&key, told);
	require(state == TERM_KEYS_EMPTY || wait_ms > 0);
	return state;
}

/* Feeds `piece` bytes at a time, then waits to the end. */
static void type(uint8_t kind, const uint8_t *bytes, size_t n, size_t piece, struct str *told)
{
	struct term_keys keys;

	term_keys_init(&keys, charsets[kind % CHARSETS], 0);
	if (kind & LEARNS)
		term_sequences_learn(&keys.sequences, lookup);
	for (size_t at = 0; at < n; at += piece) {
		term_keys_feed(&keys, (const char *)bytes + at, n - at < piece ? n - at : piece);
		take(&keys, false, told);
	}
	require(take(&keys, true, told) == TERM_KEYS_EMPTY);
	term_keys_release(&keys);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str whole, parted;

	if (n < 1)
		return 0;
	str_init(&whole);
	str_init(&parted);
	type(bytes[0], bytes + 1, n - 1, n, &whole);
	type(bytes[0], bytes + 1, n - 1, 1, &parted);
	require(strcmp(whole.s, parted.s) == 0);
	str_clear(&parted);
	type(bytes[0], bytes + 1, n - 1, 3, &parted);
	require(strcmp(whole.s, parted.s) == 0);
	str_release(&whole);
	str_release(&parted);
	return 0;
}
