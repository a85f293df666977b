/* SPDX-License-Identifier: MIT */
/* The rescue file: a line of numbers (session, revision of the draft that it continues, section, cursor, bytes of each
 * section), then the sections' bytes. */
#include "app/rescue.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/draft_copy.h"

enum { RESCUE_MAX = 64 << 20, CHUNK = 4096, NUMBERS = 4 + NOTE_SECTIONS };
static const unsigned long long NO_REVISION = UINT64_MAX;

void rescue_prepare(struct chart *chart, const char *database)
{
	free(chart->rescue_path);
	chart->rescue_path = NULL;
	if (database && chart->app->open->session.id)
		chart->rescue_path =
			str_format("%s.rescue-%lld", database, (long long)chart->app->open->session.id);
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

/* snprintf is not safe in a signal handler. */
static bool write_number(int fd, unsigned long long value, char end)
{
	char text[24];
	size_t at = sizeof text;
	text[--at] = end;
	do
		text[--at] = (char)('0' + value % 10);
	while (value /= 10);
	return write_all(fd, text + at, sizeof text - at);
}

static bool write_section(int fd, const struct buffer *buffer)
{
	char chunk[CHUNK];
	size_t at = 0, n;
	while ((n = buffer_read(buffer, at, sizeof chunk, chunk)) > 0) {
		if (!write_all(fd, chunk, n))
			return false;
		at += n;
	}
	return true;
}

static bool write_note(int fd, const struct chart *chart)
{
	const struct note_pane *note = chart->note;
	bool ok = write_number(fd, (unsigned long long)chart->app->open->session.id, ' ') &&
		  write_number(fd, (unsigned long long)chart->draft_revision, ' ') &&
		  write_number(fd, (unsigned long long)note->section, ' ') &&
		  write_number(fd, note->sections[note->section].edit.cursor, ' ');
	for (int i = 0; ok && i < NOTE_SECTIONS; i++)
		ok = write_number(fd, buffer_bytes(note->sections[i].buffer),
				  i + 1 < NOTE_SECTIONS ? ' ' : '\n');
	for (int i = 0; ok && i < NOTE_SECTIONS; i++)
		ok = write_section(fd, note->sections[i].buffer);
	return ok;
}

bool rescue_write(const struct chart *chart)
{
	if (!chart->rescue_path || note_pane_revision(chart->note) == chart->saved_revision)
		return true;
	int fd = open(chart->rescue_path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	bool ok = write_note(fd, chart) && fsync(fd) == 0;
	return close(fd) == 0 && ok;
}

/* Reads the line of numbers; returns the bytes it took, 0 when it is none of ours. Schema 2 wrote no revision: NO_REVISION
 * stands for it. */
static size_t read_numbers(const char *text, unsigned long long numbers[NUMBERS])
{
	const char *at = text;
	int n = 0;
	for (char end = ' '; end == ' '; n++) {
		char *after;
		if (n == NUMBERS)
			return 0;
		numbers[n] = strtoull(at, &after, 10);
		end = *after;
		if (after == at || (end != ' ' && end != '\n'))
			return 0;
		at = after + 1;
	}
	if (n == NUMBERS - 1) {
		memmove(numbers + 2, numbers + 1, (NUMBERS - 2) * sizeof *numbers);
		numbers[1] = NO_REVISION;
	}
	return n >= NUMBERS - 1 ? (size_t)(at - text) : 0;
}

/* The four sections of a rescue file; false for one that is cut off or none of ours. */
static bool texts_read(const struct chart *chart, const struct str *file, unsigned long long numbers[NUMBERS],
		       char *texts[NOTE_SECTIONS])
{
	size_t at = read_numbers(file->s, numbers);
	bool ok = at > 0 && numbers[0] == (unsigned long long)chart->app->open->session.id &&
		  numbers[2] < NOTE_SECTIONS;
	for (int i = 0; ok && i < NOTE_SECTIONS; i++) {
		ok = numbers[4 + i] <= file->len - at;
		if (!ok)
			break;
		texts[i] = mem_strndup(file->s + at, numbers[4 + i]);
		at += numbers[4 + i];
	}
	return ok && at == file->len;
}

/* The note was stored from elsewhere since: what was rescued is put aside as a copy and not written over it. */
static bool copy_aside(const struct chart *chart, char *const texts[NOTE_SECTIONS], struct err *err)
{
	struct draft draft;
	draft_init(&draft);
	draft.session_id = chart->app->open->session.id;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&draft.text[i], texts[i]);
	bool ok = draft_keep_copy(chart->app->store, &draft, _("The program ended before this was stored."),
				  err);
	draft_release(&draft);
	return ok && unlink(chart->rescue_path) == 0;
}

/* Whether the rescued text goes on from what is stored now. */
static bool goes_on(const struct chart *chart, const unsigned long long numbers[NUMBERS],
		    char *const texts[NOTE_SECTIONS])
{
	if (numbers[1] != NO_REVISION)
		return numbers[1] == (unsigned long long)chart->draft_revision;
	bool same = true;
	for (int i = 0; i < NOTE_SECTIONS; i++)
		same = same && str_starts(texts[i], note_pane_text(chart->note, (enum note_section)i));
	return same;
}

static enum rescued note_take(struct chart *chart, const struct str *file, struct err *err)
{
	unsigned long long numbers[NUMBERS];
	char *texts[NOTE_SECTIONS] = { NULL };
	enum rescued result = RESCUED_NOTHING;
	if (!texts_read(chart, file, numbers, texts)) {
		err_set(err, ERR_DAMAGED,
			_("%s holds a rescued text that cannot be read whole; it stays there."),
			chart->rescue_path);
	} else if (!goes_on(chart, numbers, texts)) {
		result = copy_aside(chart, texts, err) ? RESCUED_COPY : RESCUED_NOTHING;
	} else {
		note_pane_set(chart->note, texts, (enum note_section)numbers[2], numbers[3], false);
		chart->saved_revision = UINT64_MAX; /* nothing of it is stored */
		chart->rescued = true;
		chart_typed(chart, 1);
		result = RESCUED_TEXT;
	}
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(texts[i]);
	return result;
}

enum rescued rescue_read(struct chart *chart, struct err *err)
{
	struct str file;
	struct err missing = ERR_INIT;
	enum rescued result = RESCUED_NOTHING;
	if (!chart->rescue_path || !session_writable(chart->app->open))
		return result;
	str_init(&file);
	if (file_read(chart->rescue_path, RESCUE_MAX, &file, &missing))
		result = note_take(chart, &file, err);
	str_release(&file);
	return result;
}

void rescue_done(struct chart *chart)
{
	if (chart->rescued && chart->rescue_path)
		unlink(chart->rescue_path);
	chart->rescued = false;
}

bool rescue_export(struct chart *chart, const char *folder, struct str *path, struct err *err)
{
	struct file_draft draft = { NULL, NULL, NULL };
	str_addf(path, "%s/fascicle-%.10s-%s.txt", folder, chart->app->open->session.start,
		 chart->app->open->client.code);
	if (!file_draft_open(&draft, path->s, false, err))
		return false;
	struct str name;
	str_init(&name);
	client_name(&chart->app->open->client, &name);
	fprintf(draft.stream, "%s, %s\n", name.s, chart->app->open->session.start);
	str_release(&name);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		fprintf(draft.stream, "\n%s\n%s\n", note_section_word(i), note_pane_text(chart->note, i));
	if (!file_draft_commit(&draft, false, err)) {
		file_draft_abandon(&draft);
		return false;
	}
	/* It is safe elsewhere: the chart may be left. */
	chart->written_revision = note_pane_revision(chart->note);
	return true;
}
