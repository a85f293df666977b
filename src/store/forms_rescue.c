/* SPDX-License-Identifier: MIT */
/* Half-filled forms that the database cannot take any more, in a file beside it. An entry is a line of numbers (record,
 * fields, and the bytes of the login, of the form's name, and of each field and value), then those bytes. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/forms.h"

enum { RESCUE_MAX = 64 << 20, FIELDS_MAX = 1024 };

static const char *owner(const struct store *store)
{
	return store->actor_login ? store->actor_login : "";
}

static char *rescue_path(const struct store *store)
{
	char *path = str_format("%s.rescue-forms-%s", store->path, owner(store));
	for (char *c = path + strlen(store->path); *c; c++)
		if (*c == '/')
			*c = '_';
	return path;
}

static void add_entry(const struct store *store, const char *form, int64_t record_id,
		      const struct form_value *values, size_t n, struct str *out)
{
	str_addf(out, "%lld %zu %zu %zu", (long long)record_id, n, strlen(owner(store)), strlen(form));
	for (size_t i = 0; i < n; i++)
		str_addf(out, " %zu %zu", strlen(values[i].field), strlen(values[i].value));
	str_addf(out, "\n%s%s", owner(store), form);
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", values[i].field, values[i].value);
}

static bool append(const char *path, const struct str *entry, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && write(fd, entry->s, entry->len) == (ssize_t)entry->len && fsync(fd) == 0;
	if (!ok)
		err_set(err, ERR_FULL, _("%s could not be written: %s."), path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

bool form_draft_rescue(struct store *store, const char *form, int64_t record_id,
		       const struct form_value *values, size_t n, struct err *err)
{
	struct str entry;
	if (n == 0)
		return true;
	str_init(&entry);
	add_entry(store, form, record_id, values, n, &entry);
	char *path = rescue_path(store);
	bool ok = append(path, &entry, err);
	free(path);
	str_release(&entry);
	return ok;
}

/* ---- and back ---- */

/* What is left of the file, taken piece by piece. */
struct rest {
	const char *at;
	size_t bytes;
};

static bool take_number(struct rest *rest, long long *value)
{
	char *end;
	*value = strtoll(rest->at, &end, 10);
	if (end == rest->at || (*end != ' ' && *end != '\n') || *value < 0)
		return false;
	rest->bytes -= (size_t)(end + 1 - rest->at);
	rest->at = end + 1;
	return true;
}

static bool take_text(struct rest *rest, long long n, char **text)
{
	if ((unsigned long long)n > rest->bytes)
		return false;
	*text = mem_strndup(rest->at, (size_t)n);
	rest->at += n;
	rest->bytes -= (size_t)n;
	return true;
}

struct entry {
	long long record, n;
	char *login, *form;
	struct form_value *values;
};

static void entry_release(struct entry *entry)
{
	for (long long i = 0; entry->values && i < entry->n; i++) {
		free(entry->values[i].field);
		free(entry->values[i].value);
	}
	free(entry->values);
	free(entry->login);
	free(entry->form);
}

static bool entry_take(struct rest *rest, struct entry *entry)
{
	long long login, form, sizes[2 * FIELDS_MAX];
	*entry = (struct entry){ .record = 0 };
	if (!take_number(rest, &entry->record) || !take_number(rest, &entry->n) || entry->n > FIELDS_MAX ||
	    !take_number(rest, &login) || !take_number(rest, &form))
		return false;
	for (long long i = 0; i < 2 * entry->n; i++)
		if (!take_number(rest, &sizes[i]))
			return false;
	entry->values = mem_array((size_t)entry->n, sizeof *entry->values);
	bool ok = take_text(rest, login, &entry->login) && take_text(rest, form, &entry->form);
	for (long long i = 0; ok && i < entry->n; i++)
		ok = take_text(rest, sizes[2 * i], &entry->values[i].field) &&
		     take_text(rest, sizes[2 * i + 1], &entry->values[i].value);
	return ok;
}

static bool entries_store(struct store *store, const char *path, const struct str *file, struct err *err)
{
	struct rest rest = { file->s, file->len };
	bool ok = true;
	while (ok && rest.bytes > 0) {
		struct entry entry;
		ok = entry_take(&rest, &entry) && str_eq(entry.login, owner(store));
		if (!ok)
			err_set(err, ERR_DAMAGED,
				_("%s holds a rescued text that cannot be read whole; it stays there."),
				path);
		ok = ok &&
		     form_draft_save(store, entry.form, entry.record, entry.values, (size_t)entry.n, err);
		entry_release(&entry);
	}
	return ok;
}

bool form_drafts_recover(struct store *store, struct err *err)
{
	struct str file;
	struct err none = ERR_INIT;
	char *path = rescue_path(store);
	bool ok = true;
	str_init(&file);
	if (file_read(path, RESCUE_MAX, &file, &none) && file.len > 0) {
		/* All of it or nothing: what was taken once must not be taken again. */
		ok = store_begin(store, err);
		ok = ok && store_end(store, entries_store(store, path, &file, err), err);
		if (ok)
			unlink(path);
		else if (err->kind == ERR_DAMAGED)
			err_set(err, ERR_DAMAGED,
				_("%s holds a rescued text that cannot be read whole; it stays there."),
				path);
	}
	str_release(&file);
	free(path);
	return ok;
}
