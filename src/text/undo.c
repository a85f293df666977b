/* SPDX-License-Identifier: MIT */
/* The log of changes behind undo and redo. */
#include "text/undo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A longer piece is no single keystroke: it is a step of its own. */
enum { TYPED_MAX_BYTES = 64 };

void undo_init(struct undo *undo)
{
	*undo = (struct undo){ 0 };
	str_init(&undo->bytes);
}

void undo_release(struct undo *undo)
{
	free(undo->log);
	str_release(&undo->bytes);
	*undo = (struct undo){ 0 };
}

void undo_clear(struct undo *undo)
{
	undo_release(undo);
	undo_init(undo);
}

const char *undo_bytes(const struct undo *undo, const struct undo_change *change)
{
	return undo->bytes.s + change->bytes_at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether typed bytes go on with the word (and the spaces after it) that the last change typed. */
static bool types_on(const struct undo *undo, const struct undo_change *last,
		     const struct undo_change *change, const char *bytes)
{
	if (!last->inserted || !change->inserted || change->at != last->at + last->n)
		return false;
	if (memchr(bytes, '\n', change->n))
		return false;
	char before = undo->bytes.s[last->bytes_at + last->n - 1];
	return before != '\n' && (!is_blank(before) || is_blank(bytes[0]));
}

static bool deletes_on(const struct undo_change *last, const struct undo_change *change)
{
	if (last->inserted || change->inserted)
		return false;
	return change->at == last->at || change->at + change->n == last->at;
}

static bool joins(const struct undo *undo, const struct undo_change *change, const char *bytes)
{
	if (!undo->open || undo->done == 0 || change->n > TYPED_MAX_BYTES)
		return false;
	const struct undo_change *last = &undo->log[undo->done - 1];
	return types_on(undo, last, change, bytes) || deletes_on(last, change);
}

static void forget_redo(struct undo *undo)
{
	if (undo->done == undo->n_log)
		return;
	str_cut(&undo->bytes, undo->log[undo->done].bytes_at);
	undo->n_log = undo->done;
	undo->open = false;
}

static size_t log_size(const struct undo *undo, size_t from)
{
	return undo->bytes.len - undo->log[from].bytes_at + (undo->n_log - from) * sizeof *undo->log;
}

/* Takes the oldest groups out until the log has half its size; the newest group always stays. */
static void forget_oldest(struct undo *undo)
{
	if (undo->n_log == 0 || log_size(undo, 0) <= UNDO_MAX_BYTES)
		return;
	unsigned newest = undo->log[undo->n_log - 1].group;
	size_t first = 0;
	while (undo->log[first].group != newest && log_size(undo, first) > UNDO_MAX_BYTES / 2)
		for (unsigned group = undo->log[first].group; undo->log[first].group == group;)
			first++;
	if (first == 0)
		return;
	size_t gone = undo->log[first].bytes_at;
	memmove(undo->log, undo->log + first, (undo->n_log - first) * sizeof *undo->log);
	memmove(undo->bytes.s, undo->bytes.s + gone, undo->bytes.len - gone);
	str_cut(&undo->bytes, undo->bytes.len - gone);
	undo->n_log -= first;
	undo->done -= first;
	for (size_t i = 0; i < undo->n_log; i++)
		undo->log[i].bytes_at -= gone;
}

static void append(struct undo *undo, const struct undo_change *change, const char *bytes)
{
	if (undo->n_log == undo->cap_log) {
		undo->cap_log = undo->cap_log ? undo->cap_log * 2 : 64;
		undo->log = mem_regrow(undo->log, undo->cap_log, sizeof *undo->log);
	}
	struct undo_change *kept = &undo->log[undo->n_log++];
	*kept = *change;
	kept->bytes_at = undo->bytes.len;
	kept->group = undo->group;
	str_addn(&undo->bytes, bytes, change->n);
	undo->done = undo->n_log;
}

void undo_record(struct undo *undo, const struct undo_change *change, const char *bytes)
{
	if (change->n == 0)
		return;
	forget_redo(undo);
	bool on = undo->depth == 0 && joins(undo, change, bytes);
	if (on && change->inserted) {
		undo->log[undo->done - 1].n += change->n;
		str_addn(&undo->bytes, bytes, change->n);
		return;
	}
	if (undo->depth == 0 && !on) {
		undo->group++;
		undo->open = change->n <= TYPED_MAX_BYTES;
	}
	append(undo, change, bytes);
	forget_oldest(undo);
}

void undo_seal(struct undo *undo)
{
	undo->open = false;
}

void undo_begin(struct undo *undo)
{
	if (undo->depth++ == 0) {
		undo->open = false;
		undo->group++;
	}
}

void undo_end(struct undo *undo)
{
	if (undo->depth > 0)
		undo->depth--;
}

const struct undo_change *undo_back(struct undo *undo, bool first)
{
	undo->open = false;
	if (undo->done == 0)
		return NULL;
	const struct undo_change *change = &undo->log[undo->done - 1];
	if (!first && change->group != undo->log[undo->done].group)
		return NULL;
	undo->done--;
	return change;
}

const struct undo_change *undo_forward(struct undo *undo, bool first)
{
	undo->open = false;
	if (undo->done == undo->n_log)
		return NULL;
	const struct undo_change *change = &undo->log[undo->done];
	if (!first && change->group != undo->log[undo->done - 1].group)
		return NULL;
	undo->done++;
	return change;
}
