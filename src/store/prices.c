/* SPDX-License-Identifier: MIT */
/* Prices over time, payers and prepaid packages. */
#include "store/prices.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/charges.h"

/* ---- prices ---- */

static bool write_price(struct store *store, const struct service *service, const char *valid_from,
			int64_t concession_cents, struct err *err)
{
	char at[INSTANT_SIZE];
	int64_t id;

	instant_format(clock_now(), at);
	if (!db_ask(store->db, &id, err, "SELECT coalesce(max(id), 0) + 1 FROM service_price", "") ||
	    !db_run(store->db, err,
		    "INSERT INTO service_price (id, service_id, valid_from, cents, tax, recorded_at, recorded_by,"
		    " concession_cents) VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 < 0 THEN NULL ELSE $8 END)",
		    "iisissri", id, service->id, valid_from, service->cents, tax_class_code(service->tax), at,
		    store->actor, concession_cents))
		return false;
	return audit_add(store, "price-set", "service_price", id, valid_from, err);
}

bool price_set(struct store *store, const struct service *service, const char *valid_from,
	       int64_t concession_cents, struct err *err)
{
	if (!date_valid(valid_from))
		return err_set(err, ERR_INPUT, _("\"%s\" is no date. Write it as 2026-11-20."), valid_from);
	if (service->cents < 0)
		return err_set(err, ERR_INPUT, _("A price cannot be negative."));
	return store_begin(store, err) &&
	       store_end(store, write_price(store, service, valid_from, concession_cents, err), err);
}

static bool write_change(struct store *store, const struct service *old, const struct service *fresh,
			 const char *valid_from, struct err *err)
{
	int64_t n;

	return db_ask(store->db, &n, err,
		      "SELECT count(*) FROM service_price WHERE service_id = $1 AND valid_from <= '1900-01-01'",
		      "i", old->id) &&
	       (n > 0 || write_price(store, old, "1900-01-01", -1, err)) &&
	       write_price(store, fresh, valid_from, -1, err);
}

bool price_change(struct store *store, const struct service *old, const struct service *fresh,
		  const char *valid_from, struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store, write_change(store, old, fresh, valid_from, err), err);
}

bool price_on(struct store *store, const char *day, struct service *service, int64_t *concession_cents,
	      struct err *err)
{
	struct db_stmt *stmt;

	if (concession_cents != NULL)
		*concession_cents = -1;
	if (!db_query(store->db, &stmt, err,
		      "SELECT cents, tax, coalesce(concession_cents, -1) AS concession FROM service_price"
		      " WHERE service_id = $1 AND valid_from <= $2 ORDER BY valid_from DESC, id DESC LIMIT 1",
		      "is", service->id, day))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW) {
		service->cents = db_int_of(stmt, "cents");
		tax_class_from_code(db_text_of(stmt, "tax"), &service->tax);
		if (concession_cents != NULL)
			*concession_cents = db_int_of(stmt, "concession");
	}
	db_reset(stmt);
	return step != DB_FAILED;
}

/* ---- payers ---- */

void payer_release(struct payer *payer)
{
	free(payer->name);
	free(payer->kind);
	*payer = (struct payer){ .id = 0 };
}

static bool payer_make(struct store *store, const char *name, const char *kind, struct payer *out,
		       struct err *err)
{
	char uid[UID_SIZE];

	uid_new(uid);
	if (!db_ask(store->db, &out->id, err, "SELECT coalesce(max(id), 0) + 1 FROM payer", "") ||
	    !db_run(store->db, err,
		    "INSERT INTO payer (id, uid, name, kind, active) VALUES ($1, $2, $3, $4, 1)", "isss",
		    out->id, uid, name, kind))
		return false;
	mem_replace(&out->name, name);
	mem_replace(&out->kind, kind);
	return audit_add_words(store, "payer-add", "payer", out->id, NULL, name, err);
}

/* The names that begin so, a line each; the only one is put into `out`. */
static bool payers_like(struct store *store, const char *name, struct payer *out, int *n, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;

	*n = 0;
	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT id, name, kind FROM payer WHERE active = 1 AND substr(lower(name), 1, length($1)) = lower($1)"
		    " ORDER BY length(name), name",
		    "s", name))
		return false;
	while ((step = db_step(stmt, err)) == DB_ROW) {
		const char *found = db_text_of(stmt, "name");
		bool whole = strcasecmp(found, name) == 0;
		if (*n == 0 || whole) {
			out->id = db_int_of(stmt, "id");
			mem_replace(&out->name, found);
			mem_replace(&out->kind, db_text_of(stmt, "kind"));
		}
		++*n;
		if (whole) {
			*n = 1;
			break;
		}
	}
	db_reset(stmt);
	return step != DB_FAILED;
}

bool payer_named(struct store *store, const char *name, const char *kind, struct payer *out, struct err *err)
{
	int n;

	*out = (struct payer){ .id = 0 };
	if (str_empty(name))
		return err_set(err, ERR_INPUT,
			       _("Say who pays: a health fund, work cover, another insurer."));
	if (!payers_like(store, name, out, &n, err))
		return false;
	if (n == 1)
		return true;
	payer_release(out);
	if (n > 1)
		return err_set(err, ERR_INPUT, _("Several payers begin with \"%s\": write more of the name."),
			       name);
	if (kind == NULL)
		return err_set(err, ERR_MISSING, _("There is no payer \"%s\" yet."), name);
	return store_begin(store, err) && store_end(store, payer_make(store, name, kind, out, err), err);
}

/* ---- codes of others ---- */

static bool write_code(struct store *store, int64_t service_id, const char *payer, const char *code,
		       struct err *err)
{
	return db_run(store->db, err, "DELETE FROM service_code WHERE service_id = $1 AND payer = $2", "is",
		      service_id, payer) &&
	       (str_empty(code) ||
		db_run(store->db, err,
		       "INSERT INTO service_code (service_id, payer, code) VALUES ($1, $2, $3)", "iss",
		       service_id, payer, code)) &&
	       audit_add(store, "service-code", "service", service_id, code, err);
}

bool service_code_set(struct store *store, int64_t service_id, const char *payer, const char *code,
		      struct err *err)
{
	return store_begin(store, err) &&
	       store_end(store, write_code(store, service_id, payer, code, err), err);
}

bool service_code_for(struct store *store, const char *service, const char *payer, char **code,
		      struct err *err)
{
	return db_ask_text(store->db, code, err,
			   "SELECT o.code FROM service_code o JOIN service s ON s.id = o.service_id"
			   " WHERE s.code = $1 AND o.payer = $2",
			   "ss", service, payer);
}

/* ---- packages ---- */

static bool write_definition(struct store *store, int64_t service_id, int uses, const char *service,
			     struct err *err)
{
	return db_run(store->db, err, "DELETE FROM service_package WHERE service_id = $1", "i", service_id) &&
	       db_run(store->db, err,
		      "INSERT INTO service_package (service_id, uses, service) VALUES ($1, $2, $3)", "iis",
		      service_id, (int64_t)uses, service) &&
	       audit_add(store, "package-define", "service", service_id, service, err);
}

bool package_define(struct store *store, int64_t service_id, int uses, const char *service, struct err *err)
{
	if (uses < 1 || uses > 1000)
		return err_set(err, ERR_INPUT, _("A package pays for 1 to 1000 sessions."));
	return store_begin(store, err) &&
	       store_end(store, write_definition(store, service_id, uses, service, err), err);
}

static bool write_package(struct store *store, const struct charge *charge, struct err *err)
{
	char uid[UID_SIZE];
	int64_t id;

	uid_new(uid);
	return db_ask(store->db, &id, err, "SELECT coalesce(max(id), 0) + 1 FROM package", "") &&
	       db_run(store->db, err,
		      "INSERT INTO package (id, uid, client_id, charge_id, service, uses)"
		      " SELECT $1, $2, $3, $4, k.service, k.uses * $5 FROM service_package k"
		      " JOIN service s ON s.id = k.service_id WHERE s.code = $6",
		      "isiiis", id, uid, charge->client_id, charge->id, (int64_t)charge->quantity,
		      charge->code) &&
	       audit_add(store, "package-begin", "package", id, charge->code, err);
}

bool package_begin(struct store *store, const struct charge *charge, int *uses, struct err *err)
{
	int64_t n, begun;

	*uses = 0;
	if (!db_ask(store->db, &begun, err, "SELECT count(*) FROM package WHERE charge_id = $1", "i",
		    charge->id) ||
	    !db_ask(store->db, &n, err,
		    "SELECT coalesce((SELECT k.uses FROM service_package k JOIN service s ON s.id = k.service_id"
		    " WHERE s.code = $1), 0)",
		    "s", charge->code))
		return false;
	*uses = (int)n * charge->quantity;
	return n == 0 || begun > 0 ||
	       (store_begin(store, err) && store_end(store, write_package(store, charge, err), err));
}

static bool write_use(struct store *store, const struct charge *charge, int64_t cents, int64_t package,
		      int64_t *left, struct err *err)
{
	struct charge use;

	charge_init(&use);
	charge_discount(&use, charge, CHARGE_USE, _("Paid from a package"), cents);
	bool ok =
		charge_add(store, &use, err) &&
		db_run(store->db, err, "INSERT INTO package_use (charge_id, package_id) VALUES ($1, $2)",
		       "ii", use.id, package) &&
		audit_add(store, "package-use", "package", package, NULL, err) &&
		db_ask(store->db, left, err,
		       "SELECT p.uses - (SELECT count(*) FROM package_use u JOIN charge h ON h.id = u.charge_id"
		       "  WHERE u.package_id = p.id AND h.voided_at IS NULL) FROM package p WHERE p.id = $1",
		       "i", package);
	charge_release(&use);
	return ok;
}

static bool find_package(struct store *store, const struct charge *charge, int64_t *package, int64_t *cents,
			 struct err *err)
{
	if (charge->quantity != 1)
		return err_set(err, ERR_REFUSED,
			       _("A package pays for one at a time: charge each on a line of its own."));
	if (!charge_left(store, charge->id, cents, err) ||
	    !db_ask(store->db, package, err,
		    "SELECT coalesce((SELECT p.id FROM package p JOIN charge b ON b.id = p.charge_id"
		    " WHERE p.client_id = $1 AND p.service IN ('', $2) AND b.voided_at IS NULL"
		    " AND (p.expires_on IS NULL OR p.expires_on >= $3)"
		    " AND p.uses > (SELECT count(*) FROM package_use u JOIN charge h ON h.id = u.charge_id"
		    "  WHERE u.package_id = p.id AND h.voided_at IS NULL)"
		    " AND NOT EXISTS (SELECT 1 FROM charge h WHERE h.of_charge = $4 AND h.kind = 'use'"
		    "  AND h.voided_at IS NULL)"
		    " AND NOT EXISTS (SELECT 1 FROM service_package k JOIN service s ON s.id = k.service_id"
		    "  WHERE s.code = $2) ORDER BY p.id LIMIT 1), 0)",
		    "issi", charge->client_id, charge->code, charge->date, charge->id))
		return false;
	if (*package == 0)
		return err_set(err, ERR_MISSING, _("The client has no package left that pays for %s."),
			       charge->code);
	if (*cents <= 0)
		return err_set(err, ERR_REFUSED, _("Nothing is left to pay of this line."));
	return true;
}

bool package_pays(struct store *store, const struct charge *charge, struct err *err)
{
	int64_t package, cents;

	return find_package(store, charge, &package, &cents, err);
}

static bool find_and_use(struct store *store, const struct charge *charge, int64_t *left, struct err *err)
{
	int64_t package, cents;

	return find_package(store, charge, &package, &cents, err) &&
	       write_use(store, charge, cents, package, left, err);
}

bool package_use(struct store *store, const struct charge *charge, int64_t *left, struct err *err)
{
	return store_begin(store, err) && store_end(store, find_and_use(store, charge, left, err), err);
}
