/* SPDX-License-Identifier: MIT */
/* Who has a session's note open for writing. */
#include "store/presence.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"
#include "store/when.h"

enum { UNSEEN_SECONDS = 600, NAME_SIZE = 256 };

/* A row of the table. */
struct holder {
	int64_t session_id;
	char *login, *name, *instance;
	char *host, *boot;
	int64_t pid;
	char *since, *seen_at;
};

static const struct column columns[] = {
	COLUMN("session_id", ID, struct holder, session_id),
	COLUMN("login", WORDS, struct holder, login),
	COLUMN_AND("name", WORDS, struct holder, name,
		   .add = "coalesce((SELECT name FROM practitioner WHERE login = $login), $login)"),
	COLUMN("instance", WORDS, struct holder, instance),
	COLUMN("host", WORDS, struct holder, host),
	COLUMN("boot", WORDS, struct holder, boot),
	COLUMN("pid", ID, struct holder, pid),
	COLUMN("since", WORDS, struct holder, since),
	COLUMN("seen_at", WORDS, struct holder, seen_at),
};
static const struct family family = {
	.table = "presence",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
};
static void holder_release(struct holder *holder)
{
	free(holder->login);
	free(holder->name);
	free(holder->instance);
	free(holder->host);
	free(holder->boot);
	free(holder->since);
	free(holder->seen_at);
	*holder = (struct holder){ .session_id = 0 };
}

void presence_init(struct presence *presence)
{
	*presence = (struct presence){ .ours = false };
}

void presence_release(struct presence *presence)
{
	free(presence->login);
	free(presence->name);
	free(presence->since);
	presence_init(presence);
}

/* ---- this machine ---- */

static void find_host(char out[NAME_SIZE])
{
	if (gethostname(out, NAME_SIZE) != 0)
		out[0] = '\0';
	out[NAME_SIZE - 1] = '\0';
}

/* Changes with each start of the machine, so that a power cut frees the notes; "" where the system has no such
 * name. */
static void find_boot(char out[NAME_SIZE])
{
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");

	out[0] = '\0';
	if (file == NULL)
		return;
	if (fgets(out, NAME_SIZE, file) == NULL)
		out[0] = '\0';
	out[strcspn(out, "\n")] = '\0';
	fclose(file);
}

static bool process_runs(int64_t pid)
{
	return pid > 0 && (pid_t)pid == pid && (kill((pid_t)pid, 0) == 0 || errno != ESRCH);
}

/* Whether whoever had the note may still be writing. A number that another process has got meanwhile counts as
 * alive: the note can be taken over then. */
static bool is_alive(const struct holder *holder)
{
	char host[NAME_SIZE], boot[NAME_SIZE];
	int64_t seen;

	find_host(host);
	find_boot(boot);
	if (*host != '\0' && str_eq(holder->host, host))
		return str_eq(holder->boot, boot) && process_runs(holder->pid);
	return instant_parse(holder->seen_at, &seen) && clock_now() - seen <= UNSEEN_SECONDS;
}

/* ---- rows ---- */

/* session_id 0 in *out when nobody has it. */
static bool load_holder(struct store *store, int64_t session_id, struct holder *out, struct err *err)
{
	struct db_stmt *stmt;
	bool found;

	if (!family_query(store->db, &family, &stmt, err,
			  "SELECT {presence} FROM presence WHERE session_id = $1", "i", session_id) ||
	    !family_read_one(stmt, &family, out, &found, err))
		return false;
	if (!found)
		out->session_id = 0;
	return true;
}

static bool claim(struct store *store, int64_t session_id, const char *instance, struct err *err)
{
	char host[NAME_SIZE], boot[NAME_SIZE], at[INSTANT_SIZE];

	find_host(host);
	find_boot(boot);
	instant_format(clock_now(), at);
	struct holder holder = { .session_id = session_id,
				 .login = mem_strdup(store->actor_login),
				 .instance = mem_strdup(instance),
				 .host = mem_strdup(host),
				 .boot = mem_strdup(boot),
				 .pid = getpid(),
				 .since = mem_strdup(at),
				 .seen_at = mem_strdup(at) };
	bool ok = family_put(store->db, &family, &holder, err);
	holder_release(&holder);
	return ok;
}

/* In use, as of now. */
static bool touch(struct store *store, int64_t session_id, struct err *err)
{
	char at[INSTANT_SIZE];

	instant_format(clock_now(), at);
	return db_run(store->db, err, "UPDATE presence SET seen_at = $1 WHERE session_id = $2", "si", at,
		      session_id);
}

/* Makes the note ours unless somebody else has it; `holder` says who had it when we came. */
static bool claim_free(struct store *store, int64_t session_id, const char *instance, struct holder *holder,
		       bool *ours, struct err *err)
{
	*ours = false;
	if (!load_holder(store, session_id, holder, err))
		return false;
	bool held = holder->session_id != 0;
	*ours = !held || str_eq(holder->instance, instance) || !is_alive(holder);
	if (!*ours)
		return true;
	return held && str_eq(holder->instance, instance) ? touch(store, session_id, err)
							  : claim(store, session_id, instance, err);
}

/* ---- for the program ---- */

bool presence_check(struct store *store, int64_t session_id, const char *instance, struct presence *out,
		    struct err *err)
{
	struct holder holder = { .session_id = 0 };

	bool ok = store_may_chart(store, err) && load_holder(store, session_id, &holder, err);
	if (ok) {
		bool held = holder.session_id != 0;
		mem_replace(&out->login, held ? holder.login : NULL);
		mem_replace(&out->name, held ? holder.name : NULL);
		mem_replace(&out->since, held ? holder.since : NULL);
		out->ours = held && str_eq(holder.instance, instance);
	}
	holder_release(&holder);
	return ok;
}

bool presence_open(struct store *store, int64_t session_id, const char *instance, struct presence *out,
		   struct err *err)
{
	struct holder holder = { .session_id = 0 };
	bool ours;

	if (db_is_read_only(store->db))
		return presence_check(store, session_id, instance, out, err);
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	bool ok = claim_free(store, session_id, instance, &holder, &ours, err) &&
		  presence_check(store, session_id, instance, out, err);
	holder_release(&holder);
	return store_end(store, ok, err);
}

static bool take(struct store *store, int64_t session_id, const char *instance, struct err *err)
{
	struct holder holder = { .session_id = 0 };

	bool ok = load_holder(store, session_id, &holder, err);
	bool held = holder.session_id != 0, ours = held && str_eq(holder.instance, instance);
	if (ok && !ours)
		ok = claim(store, session_id, instance, err) &&
		     (!held || audit_add(store, "session-take", "session", session_id, holder.login, err));
	holder_release(&holder);
	return ok;
}

bool presence_take(struct store *store, int64_t session_id, const char *instance, struct err *err)
{
	return store_may_chart(store, err) && store_begin(store, err) &&
	       store_end(store, take(store, session_id, instance, err), err);
}

bool presence_close(struct store *store, int64_t session_id, const char *instance, struct err *err)
{
	return db_is_read_only(store->db) ||
	       (store_begin(store, err) &&
		store_end(store,
			  db_run(store->db, err,
				 "DELETE FROM presence WHERE session_id = $1 AND instance = $2", "is",
				 session_id, instance),
			  err));
}

/* ---- for what writes the note ---- */

static bool refuse(const struct store *store, const struct holder *holder, struct err *err)
{
	char since[WHEN_SIZE];

	when_words(holder->since, since);
	if (str_eq(holder->login, store->actor_login))
		return err_set(
			err, ERR_STALE,
			_("You have this note open in another window (since %s). Go on there, or take it over here."),
			since);
	return err_set(
		err, ERR_STALE,
		_("%s has this note now (since %s), so nothing was written over it. Take it over to go on."),
		holder->name, since);
}

bool presence_hold(struct store *store, int64_t session_id, const char *instance, struct err *err)
{
	struct holder holder = { .session_id = 0 };
	bool ours;

	bool ok = claim_free(store, session_id, instance, &holder, &ours, err) &&
		  (ours || refuse(store, &holder, err));
	holder_release(&holder);
	return ok;
}

bool presence_refuse_colleague(struct store *store, int64_t session_id, struct err *err)
{
	struct holder holder = { .session_id = 0 };

	bool ok = load_holder(store, session_id, &holder, err);
	if (ok && holder.session_id != 0 && !str_eq(holder.login, store->actor_login) && is_alive(&holder))
		ok = refuse(store, &holder, err);
	holder_release(&holder);
	return ok;
}
