/* SPDX-License-Identifier: MIT */
/* Keys and their names. */
#include "ui/key.h"

#include <string.h>
#include <strings.h>

static const struct {
	enum key_kind kind;
	const char *name; /* the first of a kind is the one that is shown */
} names[] = {
	{ KEY_ENTER, "Enter" },
	{ KEY_ENTER, "Return" },
	{ KEY_TAB, "Tab" },
	{ KEY_BACKTAB, "BackTab" },
	{ KEY_BACKTAB, "Shift-Tab" },
	{ KEY_ESCAPE, "Esc" },
	{ KEY_ESCAPE, "Escape" },
	{ KEY_BACKSPACE, "Backspace" },
	{ KEY_BACKSPACE, "BS" },
	{ KEY_DELETE, "Delete" },
	{ KEY_DELETE, "Del" },
	{ KEY_INSERT, "Insert" },
	{ KEY_INSERT, "Ins" },
	{ KEY_UP, "Up" },
	{ KEY_DOWN, "Down" },
	{ KEY_LEFT, "Left" },
	{ KEY_RIGHT, "Right" },
	{ KEY_HOME, "Home" },
	{ KEY_END, "End" },
	{ KEY_PAGE_UP, "PgUp" },
	{ KEY_PAGE_UP, "PageUp" },
	{ KEY_PAGE_DOWN, "PgDn" },
	{ KEY_PAGE_DOWN, "PageDown" },
	{ KEY_PAGE_DOWN, "PgDown" },
	{ KEY_F1, "F1" },
	{ KEY_F2, "F2" },
	{ KEY_F3, "F3" },
	{ KEY_F4, "F4" },
	{ KEY_F5, "F5" },
	{ KEY_F6, "F6" },
	{ KEY_F7, "F7" },
	{ KEY_F8, "F8" },
	{ KEY_F9, "F9" },
	{ KEY_F10, "F10" },
	{ KEY_F11, "F11" },
	{ KEY_F12, "F12" },
	{ KEY_PASTE, "Paste" },
	{ KEY_RESIZE, "Resize" },
	{ KEY_TICK, "Tick" },
	{ KEY_GONE, "Gone" },
};

enum modifier { CTRL, ALT, SHIFT };

static const struct {
	enum modifier modifier;
	const char *prefix;
} prefixes[] = {
	{ CTRL, "Ctrl-" }, { CTRL, "Control-" }, { CTRL, "C-" },      { ALT, "Alt-" }, { ALT, "Meta-" },
	{ ALT, "M-" },     { ALT, "Esc " },      { SHIFT, "Shift-" }, { SHIFT, "S-" },
};

static size_t count_of(size_t bytes, size_t each)
{
	return bytes / each;
}

struct key key_of_kind(enum key_kind kind)
{
	return (struct key){ .kind = kind };
}

struct key key_of_text(const char *text)
{
	struct key key = { .kind = KEY_TEXT };
	size_t n = strlen(text);
	if (n >= sizeof key.text)
		for (n = sizeof key.text - 1; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;)
			n--;
	memcpy(key.text, text, n);
	return key;
}

/* Takes one modifier off the front of *name. */
static bool parse_prefix(const char **name, struct key *key)
{
	if ((*name)[0] == '^' && (*name)[1] != '\0') {
		key->ctrl = true;
		(*name)++;
		return true;
	}
	for (size_t i = 0; i < count_of(sizeof prefixes, sizeof prefixes[0]); i++) {
		size_t n = strlen(prefixes[i].prefix);
		if (strncasecmp(*name, prefixes[i].prefix, n) != 0 || (*name)[n] == '\0')
			continue;
		key->ctrl |= prefixes[i].modifier == CTRL;
		key->alt |= prefixes[i].modifier == ALT;
		key->shift |= prefixes[i].modifier == SHIFT;
		*name += n;
		return true;
	}
	return false;
}

static enum key_kind kind_of(const char *name)
{
	for (size_t i = 0; i < count_of(sizeof names, sizeof names[0]); i++)
		if (strcasecmp(name, names[i].name) == 0)
			return names[i].kind;
	return KEY_NONE;
}

/* Bytes of the character that text begins with; 0 for a control character or a bad byte. */
static size_t character_bytes(const char *text)
{
	unsigned char c = (unsigned char)text[0];
	size_t n = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
	if (c < ' ' || c == 0x7F || c > 0xF4)
		return 0;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

/* What a terminal sends for Ctrl and these is another key's byte. */
static const struct {
	char text;
	enum key_kind kind;
} ctrl_twins[] = { { 'i', KEY_TAB }, { 'm', KEY_ENTER }, { '[', KEY_ESCAPE }, { '?', KEY_BACKSPACE } };

static void settle_ctrl(struct key *key)
{
	char *c = &key->text[0];
	if (*c >= 'A' && *c <= 'Z')
		*c = (char)(*c - 'A' + 'a');
	if (*c == '@')
		*c = ' ';
	for (size_t i = 0; i < count_of(sizeof ctrl_twins, sizeof ctrl_twins[0]); i++) {
		if (*c != ctrl_twins[i].text)
			continue;
		key->kind = ctrl_twins[i].kind;
		key->ctrl = false;
		key->text[0] = '\0';
		return;
	}
}

static bool parse_character(const char *name, struct key *key)
{
	size_t n = character_bytes(name);
	if (n == 0 || name[n] != '\0')
		return false;
	key->kind = KEY_TEXT;
	memcpy(key->text, name, n);
	if (key->ctrl)
		settle_ctrl(key);
	else if (key->shift && name[0] >= 'a' && name[0] <= 'z')
		key->text[0] = (char)(name[0] - 'a' + 'A');
	if (key->kind == KEY_TEXT)
		key->shift = false;
	return true;
}

bool key_parse(const char *name, struct key *key)
{
	*key = (struct key){ .kind = KEY_NONE };
	if (!name || name[0] == '\0')
		return false;
	while (parse_prefix(&name, key))
		;
	if (strcasecmp(name, "Space") == 0)
		name = " ";
	if (parse_character(name, key))
		return true;
	key->kind = kind_of(name);
	if (key->kind == KEY_TAB && key->shift) {
		key->kind = KEY_BACKTAB;
		key->shift = false;
	}
	return key->kind != KEY_NONE;
}

void key_name(const struct key *key, struct str *out)
{
	if (key->kind == KEY_NONE)
		return;
	if (key->ctrl)
		str_add(out, "Ctrl-");
	if (key->alt)
		str_add(out, "Alt-");
	if (key->shift)
		str_add(out, "Shift-");
	if (key->kind == KEY_TEXT) {
		str_add(out, strcmp(key->text, " ") == 0 ? "Space" : key->text);
		return;
	}
	for (size_t i = 0; i < count_of(sizeof names, sizeof names[0]); i++) {
		if (names[i].kind != key->kind)
			continue;
		str_add(out, names[i].name);
		return;
	}
}

bool key_equal(const struct key *a, const struct key *b)
{
	if (a->kind != b->kind || a->ctrl != b->ctrl || a->alt != b->alt || a->shift != b->shift)
		return false;
	return a->kind != KEY_TEXT || strcmp(a->text, b->text) == 0;
}

bool key_is_typing(const struct key *key)
{
	return (key->kind == KEY_TEXT && !key->ctrl && !key->alt) || key->kind == KEY_PASTE;
}
