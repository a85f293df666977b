/* SPDX-License-Identifier: MIT */
/* What followed the techniques of a client or of the practice, session by session. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/entries.h"
#include "store/measures.h"

struct ids {
	int64_t *rows;
	size_t n;
};

/* All sessions at which a technique was used; read to the end before anything else is asked. */
static bool load_sessions(struct store *store, int64_t client_id, const char *from, struct ids *out,
			  struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT s.id FROM session s WHERE ($1 = 0 OR s.client_id = $1) AND s.start_wall >= $2"
		    " AND s.status NOT IN ('cancelled', 'no-show')"
		    " AND EXISTS (SELECT 1 FROM application a WHERE a.session_id = s.id AND a.voided_at IS NULL)"
		    " ORDER BY s.start_wall, s.id",
		    "is", client_id, from != NULL ? from : ""))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] = db_int(stmt, 0);
	}
	db_reset(stmt);
	return step == DB_DONE;
}

static bool add_session(struct store *store, const struct catalogue *c, int64_t id, struct helped *out,
			struct err *err)
{
	struct marks marks = { NULL, 0 };
	struct applications applications = { NULL, 0 };
	struct measures measures = { NULL, 0 };
	bool ok = marks_load(store, id, &marks, err) && applications_load(store, id, &applications, err) &&
		  measures_load(store, id, &measures, err);

	if (ok)
		helped_add_session(out, c, marks.rows, marks.n, applications.rows, applications.n,
				   measures.rows, measures.n);
	marks_release(&marks);
	applications_release(&applications);
	measures_release(&measures);
	return ok;
}

bool helped_load(struct store *store, const struct catalogue *c, int64_t client_id, const char *from,
		 struct helped *out, struct err *err)
{
	struct ids ids = { NULL, 0 };

	if (!store_may_chart(store, err))
		return false;
	if (client_id == 0 && store->actor != 0 && store->actor_role != ROLE_OWNER)
		return err_set(err, ERR_REFUSED,
			       _("What followed over the whole practice is for its owner."));
	bool ok = load_sessions(store, client_id, from, &ids, err);
	for (size_t i = 0; ok && i < ids.n; i++)
		ok = add_session(store, c, ids.rows[i], out, err);
	free(ids.rows);
	helped_sort(out);
	return ok;
}
