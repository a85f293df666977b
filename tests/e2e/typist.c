/* SPDX-License-Identifier: MIT */
/* Prose to keys, keys to bursts, and back from the screen. */
#include "typist.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { BURST_MAX = 8, SLIP_MAX = 3, PAUSE_MS = 350, VIEW_BYTES = 1024 };

static const char *const sentences[] = {
	"Neck stiff again since Tuesday, worse at the desk and better after a walk.",
	"Slept badly, woke twice with a dull ache behind the left eye.",
	"Sore for one day after the last session, then easier for nearly a week.",
	"No pins and needles, no weakness in the hand; grip equal on both sides.",
	"Rotation to the left 55° before and 70° after, firm end feel.",
	"Upper trapezius on the left: taut band, twitch response, refers to the temple as she knows it.",
	"Graded press 12 kg/cm² for 60 s, three times; the ache became a mild soreness.",
	"Infraspinatus tender at 6 of 10, down to 2 after pressing and stretching.",
	"Jörg lifts his 4½-year-old daughter many times a day.",
	"Taking a blood thinner (apixaban): no needling today, light pressure only.",
	"Assessment: myofascial pain of the shoulder girdle, kept up by the height of the screen.",
	"Heat at home for 15 minutes, then the neck stretch, 2× a day.",
	"Review in two weeks; letter to Dr Müller if the headache comes back.",
	"Café work on weekends: carries trays on the right, hips tilt to the left.",
};

unsigned typist_pick(struct typist *typist, unsigned below)
{
	typist->chance ^= typist->chance << 13;
	typist->chance ^= typist->chance >> 7;
	typist->chance ^= typist->chance << 17;
	return (unsigned)(typist->chance >> 33) % below;
}

long long typist_clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- keys --- */

static const char back[] = "\177";

static bool is_back(const char *key)
{
	return key[0] == back[0];
}

static size_t character_bytes(const char *text)
{
	size_t n = 1;

	while (((unsigned char)text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static void add_key(struct typist *typist, int *planned, const char *bytes, size_t n)
{
	if (*planned == TYPIST_KEYS)
		return;
	snprintf(typist->keys[*planned], TYPIST_KEY_BYTES, "%.*s", (int)n, bytes);
	++*planned;
}

static void add_slip(struct typist *typist, int *planned)
{
	int n = 1 + (int)typist_pick(typist, SLIP_MAX);

	for (int i = 0; i < n; i++)
		add_key(typist, planned, &"etaoinshrdlu"[typist_pick(typist, 12)], 1);
	for (int i = 0; i < n; i++)
		add_key(typist, planned, back, 1);
}

static void add_sentence(struct typist *typist, int *planned)
{
	const char *at = sentences[typist_pick(typist, sizeof sentences / sizeof sentences[0])];

	add_key(typist, planned, typist_pick(typist, 5) == 0 ? "\r" : " ", 1);
	for (size_t n; *at; at += n) {
		n = character_bytes(at);
		add_key(typist, planned, at, n);
		if (isalpha((unsigned char)at[0]) && isalpha((unsigned char)at[1]) &&
		    typist_pick(typist, 30) == 0)
			add_slip(typist, planned);
	}
}

/* --- the text that they make --- */

static void apply(char *text, size_t *bytes, const char *key)
{
	size_t n = strlen(key);

	if (is_back(key)) {
		do
			--*bytes;
		while (((unsigned char)text[*bytes] & 0xc0) == 0x80);
	} else {
		assert_true(*bytes + n < TYPIST_TEXT_BYTES);
		memcpy(text + *bytes, key[0] == '\r' ? "\n" : key, n);
		*bytes += n;
	}
	text[*bytes] = '\0';
}

void typist_text(const struct typist *typist, int n, char text[TYPIST_TEXT_BYTES])
{
	size_t bytes = strlen(typist->before);

	memcpy(text, typist->before, bytes + 1);
	for (int i = 0; i < n; i++)
		apply(text, &bytes, typist->keys[i]);
}

int typist_kept(const struct typist *typist, const char *text)
{
	char made[TYPIST_TEXT_BYTES];
	size_t bytes = strlen(typist->before);
	int kept = -1;

	memcpy(made, typist->before, bytes + 1);
	for (int i = 0; i <= typist->n; i++) {
		if (strcmp(made, text) == 0)
			kept = i;
		if (i < typist->n)
			apply(made, &bytes, typist->keys[i]);
	}
	return kept;
}

/* --- the screen --- */

/* The cursor's row of the note, NUL-closed without the spaces around it. Right of the note stands nothing. */
static const char *note_row(struct vt *vt, int row)
{
	static const char border[] = "│";
	const char *at = vt_row(vt, row), *next;

	while ((next = strstr(at, border)))
		at = next + sizeof border - 1;
	return at + strspn(at, " ");
}

/* Whether the row ends as the text does. A space at the end of either cannot be seen. */
static bool is_end_of(const char *row, const char *text)
{
	size_t n = strlen(row), bytes = strlen(text);

	if (n == 0)
		return bytes == 0 || text[bytes - 1] == '\n' || text[bytes - 1] == ' ';
	while (bytes > 0 && text[bytes - 1] == ' ')
		bytes--;
	return n <= bytes && memcmp(text + bytes - n, row, n) == 0;
}

/* The place of the cursor and what its row says. */
static void look(struct vt *vt, char view[VIEW_BYTES])
{
	int col, row;

	vt_watch(vt, 0);
	vt_cursor(vt, &col, &row);
	snprintf(view, VIEW_BYTES, "%d, %d: %s", col, row, note_row(vt, row));
}

/* `earlier`: what was seen before the last burst; NULL: nothing was sent. */
static void wait_seen(struct typist *typist, const char *earlier)
{
	char text[TYPIST_TEXT_BYTES], view[VIEW_BYTES];
	long long until = typist_clock_ms() + VT_SECONDS * 1000LL;

	typist_text(typist, typist->n, text);
	look(typist->vt, view);
	while ((earlier && strcmp(view, earlier) == 0) || !is_end_of(strstr(view, ": ") + 2, text)) {
		if (typist_clock_ms() > until)
			fail_msg("the cursor is not at the end of the text but at %s\nThe text: %s", view,
				 text);
		vt_watch(typist->vt, 1);
		look(typist->vt, view);
	}
	typist->seen = typist->n;
}

void typist_begin(struct typist *typist, struct vt *vt, const char *before)
{
	assert_true(strlen(before) < sizeof typist->before);
	memcpy(typist->before, before, strlen(before) + 1);
	typist->vt = vt;
	typist->n = typist->seen = 0;
	wait_seen(typist, NULL);
}

/* One burst changes what is seen: it either adds or takes back, and its last key is no space. */
static int burst_keys(struct typist *typist, int planned)
{
	int most = 1 + (int)typist_pick(typist, BURST_MAX), n = 1;
	const char(*keys)[TYPIST_KEY_BYTES] = (const char(*)[TYPIST_KEY_BYTES]) & typist->keys[typist->n];

	while (typist->n + n < planned && is_back(keys[n]) == is_back(keys[0]) &&
	       (n < most || keys[n - 1][0] == ' '))
		n++;
	return n;
}

static void send_burst(struct typist *typist, int n)
{
	char bytes[TYPIST_KEYS * TYPIST_KEY_BYTES] = "";
	size_t length = 0;

	for (int i = 0; i < n; i++) {
		const char *key = typist->keys[typist->n + i];

		memcpy(bytes + length, key, strlen(key));
		length += strlen(key);
		typist->sent_ms[typist->n + i] = typist_clock_ms();
	}
	vt_typen(typist->vt, bytes, length);
	typist->n += n;
}

void typist_write(struct typist *typist, int keys, bool hasty)
{
	int planned = typist->n, until = typist->n + keys;
	char earlier[VIEW_BYTES];

	while (planned < until && planned < TYPIST_KEYS)
		add_sentence(typist, &planned);
	planned = planned < until ? planned : until;
	while (planned > typist->n && typist->keys[planned - 1][0] == ' ')
		planned--;
	while (typist->n < planned) {
		look(typist->vt, earlier);
		send_burst(typist, burst_keys(typist, planned));
		if (hasty && typist->n == planned)
			return;
		wait_seen(typist, earlier);
		if (typist_pick(typist, 8) == 0)
			vt_watch(typist->vt, (int)typist_pick(typist, PAUSE_MS));
	}
}
