/* SPDX-License-Identifier: MIT */
/* Decodes what is typed: characters, controls, Esc sequences, pastes. */
#include "term/term_keys.h"

#include <errno.h>
#include <string.h>

#include "base/utf8.h"

static const char replacement[] = "\xef\xbf\xbd";

static bool is_utf8_or_ascii(const char *codeset)
{
	static const char *const names[] = { "UTF-8", "utf8", "ANSI_X3.4-1968", "US-ASCII", "ASCII", "646" };

	for (size_t i = 0; codeset && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(codeset, names[i]) == 0)
			return true;
	return codeset == NULL;
}

void term_keys_init(struct term_keys *keys, const char *codeset, int escape_ms)
{
	keys->sequences.count = 0;
	keys->escape_ms = escape_ms > 0 ? escape_ms : TERM_KEYS_ESCAPE_MS;
	keys->converts = false;
	if (!is_utf8_or_ascii(codeset)) {
		keys->charset = iconv_open("UTF-8", codeset);
		keys->converts = keys->charset != (iconv_t)-1;
	}
	str_init(&keys->raw);
	str_init(&keys->typed);
	keys->at = 0;
	term_paste_init(&keys->paste);
}

void term_keys_release(struct term_keys *keys)
{
	if (keys->converts)
		iconv_close(keys->charset);
	str_release(&keys->raw);
	str_release(&keys->typed);
	term_paste_release(&keys->paste);
}

/* Appends what is whole of keys->raw to keys->typed. */
static void convert(struct term_keys *keys)
{
	char *from = keys->raw.s, piece[256];
	size_t left = keys->raw.len;

	while (left > 0) {
		char *to = piece;
		size_t room = sizeof piece;
		size_t done = iconv(keys->charset, &from, &left, &to, &room);
		int why = errno;

		str_addn(&keys->typed, piece, sizeof piece - room);
		if (done == (size_t)-1 && why == EINVAL)
			break;
		if (done == (size_t)-1 && why == EILSEQ) {
			str_add(&keys->typed, replacement);
			from++;
			left--;
		}
	}
	memmove(keys->raw.s, from, left);
	str_cut(&keys->raw, left);
}

void term_keys_feed(struct term_keys *keys, const char *bytes, size_t n)
{
	if (keys->at > 0) {
		memmove(keys->typed.s, keys->typed.s + keys->at, keys->typed.len - keys->at);
		str_cut(&keys->typed, keys->typed.len - keys->at);
		keys->at = 0;
	}
	if (!keys->converts) {
		str_addn(&keys->typed, bytes, n);
		return;
	}
	str_addn(&keys->raw, bytes, n);
	convert(keys);
}

bool term_keys_pending(const struct term_keys *keys)
{
	return keys->at < keys->typed.len;
}

static void text_key(struct key *key, const char *s, size_t n)
{
	*key = key_of_kind(KEY_TEXT);
	memcpy(key->text, s, n);
}

static void control_key(struct key *key, unsigned char c)
{
	char letter = c == 0 ? ' ' : (char)(c <= 26 ? c - 1 + 'a' : c + '@');

	switch (c) {
	case '\r':
	case '\n':
		*key = key_of_kind(KEY_ENTER);
		return;
	case '\t':
		*key = key_of_kind(KEY_TAB);
		return;
	case '\b':
	case 0x7f:
		*key = key_of_kind(KEY_BACKSPACE);
		return;
	default:
		text_key(key, &letter, 1);
		key->ctrl = true;
	}
}

static size_t utf8_bytes(unsigned char lead)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
}

/* One character that needs more than a byte: its length, 0 when it is not whole yet. */
static size_t read_character(const char *s, size_t n, bool waited, struct key *key)
{
	size_t length = utf8_bytes((unsigned char)*s), have = 1;

	while (have < length && have < n && ((unsigned char)s[have] & 0xc0) == 0x80)
		have++;
	if (have < length && have == n && !waited)
		return 0;
	if (have < length || !utf8_valid(s, length))
		text_key(key, replacement, sizeof replacement - 1);
	else if (s[0] == '\xc2' && (unsigned char)s[1] < 0xa0)
		*key = key_of_kind(KEY_NONE); /* C1 controls are no typing */
	else
		text_key(key, s, length);
	return have;
}

static size_t read_plain(const char *s, size_t n, bool waited, struct key *key)
{
	unsigned char c = (unsigned char)*s;

	if (c >= 0x80)
		return read_character(s, n, waited, key);
	if (c < 0x20 || c == 0x7f)
		control_key(key, c);
	else
		text_key(key, s, 1);
	return 1;
}

/* Esc [ ..., Esc O ..., or what terminfo knows: as term_sequences_match. */
static int read_sequence(const struct term_keys *keys, const char *s, size_t n, bool waited, struct key *key)
{
	int learned = term_sequences_match(&keys->sequences, s, n, key);
	bool introduced = n > 1 && (s[1] == '[' || s[1] == 'O');
	int common;

	if (learned > 0)
		return learned;
	if (learned == 0 && !waited)
		return 0;
	common = introduced ? (int)term_sequences_common(s, n, key) : -1;
	if (common > 0 || !waited)
		return common;
	if (!introduced || n == 2)
		return -1;
	*key = key_of_kind(KEY_NONE); /* broken off */
	return (int)n;
}

/* s begins with Esc: the length, 0 when it is not whole yet. */
static size_t read_escape(const struct term_keys *keys, const char *s, size_t n, bool waited, struct key *key)
{
	int sequence;
	size_t rest;

	if (n == 1 && !waited)
		return 0;
	sequence = n > 1 ? read_sequence(keys, s, n, waited, key) : -1;
	if (sequence >= 0)
		return (size_t)sequence;
	*key = key_of_kind(KEY_ESCAPE);
	if (n == 1)
		return 1;
	if (s[1] != '\033') {
		rest = read_plain(s + 1, n - 1, waited, key);
		key->alt = true;
		return rest > 0 ? rest + 1 : 0;
	}
	/* Two Escs: the second may begin a function key, which then has Alt. */
	if (n == 2)
		return waited ? 1 : 0;
	if (s[2] != '[' && s[2] != 'O')
		return 1;
	sequence = read_sequence(keys, s + 1, n - 1, waited, key);
	if (sequence == 0)
		return 0;
	if (sequence < 0 || key->kind == KEY_PASTE || key->kind == KEY_TEXT) {
		*key = key_of_kind(KEY_ESCAPE);
		return 1;
	}
	key->alt = true;
	return (size_t)sequence + 1;
}

/* An Esc and an introducer may be all there is; after that more must come, however slow the line. */
static int wait_for(const struct term_keys *keys, const char *s, size_t n)
{
	return s[0] == '\033' && n <= 2 ? keys->escape_ms : TERM_KEYS_SLOW_MS;
}

static enum term_keys_state next_pasted(struct term_keys *keys, bool waited, struct key *key, int *wait_ms)
{
	size_t used;
	enum term_paste_state state = term_paste_take(&keys->paste, keys->typed.s + keys->at,
						      keys->typed.len - keys->at, waited, &used);

	keys->at += used;
	*wait_ms = state == TERM_PASTE_PAUSE ? keys->escape_ms : TERM_KEYS_SLOW_MS;
	if (state != TERM_PASTE_PIECE)
		return state == TERM_PASTE_IDLE ? TERM_KEYS_EMPTY : TERM_KEYS_WAIT;
	*key = key_of_kind(KEY_NONE);
	if (keys->paste.text.len > 0) {
		key->kind = KEY_PASTE;
		key->paste = keys->paste.text.s;
		key->paste_bytes = keys->paste.text.len;
	}
	return TERM_KEYS_READY;
}

static enum term_keys_state next_typed(struct term_keys *keys, bool waited, struct key *key, int *wait_ms)
{
	const char *s = keys->typed.s + keys->at;
	size_t n = keys->typed.len - keys->at, used;

	if (n == 0)
		return TERM_KEYS_EMPTY;
	used = *s == '\033' ? read_escape(keys, s, n, waited, key) : read_plain(s, n, waited, key);
	if (used == 0) {
		*wait_ms = wait_for(keys, s, n);
		return TERM_KEYS_WAIT;
	}
	keys->at += used;
	if (key->kind == KEY_PASTE) {
		term_paste_begin(&keys->paste);
		key->kind = KEY_NONE;
	}
	return TERM_KEYS_READY;
}

enum term_keys_state term_keys_next(struct term_keys *keys, bool waited, struct key *key, int *wait_ms)
{
	enum term_keys_state state;

	do {
		*key = key_of_kind(KEY_NONE);
		*wait_ms = 0;
		state = keys->paste.open ? next_pasted(keys, waited, key, wait_ms)
					 : next_typed(keys, waited, key, wait_ms);
	} while (state == TERM_KEYS_READY && key->kind == KEY_NONE);
	return state;
}
