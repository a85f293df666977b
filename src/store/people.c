/* SPDX-License-Identifier: MIT */
/* Practitioners and services as stored. */
#include "store/people.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/record.h"

/* ---- practitioners ---- */

static const struct column practitioner_columns[] = {
	COLUMN("id", ID, struct practitioner, id),
	COLUMN("uid", WORDS, struct practitioner, uid),
	COLUMN("login", WORDS, struct practitioner, login),
	COLUMN("name", WORDS, struct practitioner, name),
	COLUMN_AND("role", CODE, struct practitioner, role, .coding = &coding_role),
	COLUMN("profession", TEXT, struct practitioner, profession),
	COLUMN("provider_number", TEXT, struct practitioner, provider_number),
	COLUMN("active", YES, struct practitioner, active),
};
static const struct family practitioner_family = {
	.table = "practitioner",
	.columns = practitioner_columns,
	.n = sizeof practitioner_columns / sizeof *practitioner_columns,
};

bool practitioner_load(struct store *store, int64_t id, struct practitioner *out, struct err *err)
{
	return family_load(store->db, &practitioner_family, id, out, err);
}

bool practitioner_save(struct store *store, struct practitioner *p, struct err *err)
{
	bool is_new = p->id == 0;
	int64_t id = p->id;

	if (str_empty(p->login))
		return err_set(err, ERR_INPUT, _("A practitioner needs a login name."));
	if (!store_begin(store, err))
		return false;
	record_ensure_uid(&p->uid);
	bool ok = family_save(store->db, &practitioner_family, p, err) &&
		  audit_add(store, is_new ? "practitioner-add" : "practitioner-edit", "practitioner", p->id,
			    p->login, err);
	if (!store_end(store, ok, err)) {
		p->id = id;
		return false;
	}
	return true;
}

void practitioners_release(struct practitioners *practitioners)
{
	for (size_t i = 0; i < practitioners->n; i++)
		practitioner_release(&practitioners->rows[i]);
	free(practitioners->rows);
	*practitioners = (struct practitioners){ NULL, 0 };
}

static bool read_practitioners(struct db_stmt *stmt, struct practitioners *out, struct err *err)
{
	enum db_step step;

	while ((step = db_step(stmt, err)) == DB_ROW) {
		struct practitioner row;
		practitioner_init(&row);
		bool ok = family_read(stmt, &practitioner_family, &row, err);
		if (!ok || !role_reads_notes(row.role)) {
			practitioner_release(&row);
			if (!ok)
				return false;
			continue;
		}
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] = row;
	}
	return step == DB_DONE;
}

bool practitioner_list(struct store *store, struct practitioners *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct practitioners){ NULL, 0 };
	if (!family_query(store->db, &practitioner_family, &stmt, err,
			  "SELECT {practitioner} FROM practitioner WHERE active = 1 ORDER BY name, id", ""))
		return false;
	bool ok = read_practitioners(stmt, out, err);
	db_reset(stmt);
	if (!ok)
		practitioners_release(out);
	return ok;
}

/* ---- services ---- */

static const struct column service_columns[] = {
	COLUMN("id", ID, struct service, id),
	COLUMN("uid", WORDS, struct service, uid),
	COLUMN("code", WORDS, struct service, code),
	COLUMN("label", WORDS, struct service, label),
	COLUMN("minutes", NUMBER, struct service, minutes),
	COLUMN("cents", ID, struct service, cents),
	COLUMN_AND("tax", CODE, struct service, tax, .coding = &coding_tax),
	COLUMN("account", TEXT, struct service, account),
	COLUMN("active", YES, struct service, active),
};
static const struct family service_family = {
	.table = "service",
	.columns = service_columns,
	.n = sizeof service_columns / sizeof *service_columns,
};

bool service_save(struct store *store, struct service *service, struct err *err)
{
	bool is_new = service->id == 0;
	int64_t id = service->id;

	if (str_empty(service->code))
		return err_set(err, ERR_INPUT, _("A service needs a code, such as FOLL45."));
	if (!store_begin(store, err))
		return false;
	record_ensure_uid(&service->uid);
	char *detail = str_format("%s %lld", service->code, (long long)service->cents);
	bool ok = family_save(store->db, &service_family, service, err) &&
		  audit_add(store, is_new ? "service-add" : "service-edit", "service", service->id, detail,
			    err);
	free(detail);
	if (!store_end(store, ok, err)) {
		service->id = id;
		return false;
	}
	return true;
}

bool service_load(struct store *store, int64_t id, struct service *out, struct err *err)
{
	return family_load(store->db, &service_family, id, out, err);
}

bool service_by_code(struct store *store, const char *code, struct service *out, struct err *err)
{
	struct db_stmt *stmt;
	bool found;

	if (!family_query(store->db, &service_family, &stmt, err,
			  "SELECT {service} FROM service WHERE code = $1", "s", code) ||
	    !family_read_one(stmt, &service_family, out, &found, err))
		return false;
	return found || err_set(err, ERR_MISSING, _("There is no service with the code %s."), code);
}

RECORD_LIST(services, service, service_family)

bool service_list(struct store *store, struct services *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct services){ NULL, 0 };
	return family_query(store->db, &service_family, &stmt, err,
			    "SELECT {service} FROM service WHERE active = 1 ORDER BY code", "") &&
	       services_read(stmt, out, err);
}
