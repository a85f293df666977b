/* SPDX-License-Identifier: MIT */
/* The table of reports, and running one. */
#include "store/reports.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/invoices.h"

/* ---- parts of the queries ---- */

#define SALE_COLUMNS                                                                                          \
	"i.payer_name, l.practitioner_id, l.practitioner_name, l.code, l.label, l.tax, l.tax_rate_bp, h.kind" \
	" FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id JOIN charge h ON h.id = l.charge_id"
/* Each line once when it was issued, and once more, taken back, when its invoice was voided. $1 from, $2 to. */
#define SALES                                                                                                          \
	"(SELECT i.issued_on AS day, l.quantity AS n, l.total_cents AS cents, l.tax_cents AS tax_cents, " SALE_COLUMNS \
	" WHERE i.issued_on >= $1 AND i.issued_on <= $2"                                                               \
	" UNION ALL SELECT i.voided_on, -l.quantity, -l.total_cents, -l.tax_cents, " SALE_COLUMNS                      \
	" WHERE i.voided_on >= $1 AND i.voided_on <= $2) e"
/* A discount, or a use of a package, is no service of its own. */
#define SALES_COUNT "sum(CASE WHEN e.kind IN ('discount', 'use') THEN 0 ELSE e.n END)"
#define SALES_SUMS  SALES_COUNT ", sum(e.cents), sum(e.tax_cents), sum(e.cents - e.tax_cents)"

#define PERIOD(day) "substr(" day ", 1, 4) || ' Q' || ((CAST(substr(" day ", 6, 2) AS INTEGER) + 2) / 3)"

#define OWED                                                                                       \
	"i.total_cents + coalesce((SELECT sum(k.total_cents) FROM invoice k"                       \
	"  WHERE k.credits_id = i.id AND k.voided_at IS NULL), 0)"                                 \
	" - coalesce((SELECT sum(a.cents) FROM allocation a JOIN payment p ON p.id = a.payment_id" \
	"  WHERE a.invoice_id = i.id AND p.voided_at IS NULL), 0)"

#define CLIENT_NAME "CASE WHEN c.given = '' THEN c.family ELSE c.family || ', ' || c.given END"

#define METHOD(name) "sum(CASE WHEN p.method = '" name "' THEN p.cents ELSE 0 END)"

#define NOT_LEFT(kind, id) \
	" AND NOT EXISTS (SELECT 1 FROM export_line e WHERE e.kind = '" kind "' AND e.record_id = " id ")"

/* ---- the queries ---- */

static const char service_sql[] = "SELECT e.code, max(e.label), " SALES_SUMS " FROM " SALES
				  " GROUP BY e.code ORDER BY sum(e.cents) DESC, e.code";

static const char practitioner_sql[] =
	"SELECT max(e.practitioner_name), " SALES_SUMS " FROM " SALES
	" GROUP BY e.practitioner_id ORDER BY sum(e.cents) DESC, e.practitioner_id";

static const char payer_sql[] = "SELECT e.payer_name, " SALES_SUMS " FROM " SALES
				" GROUP BY e.payer_name ORDER BY sum(e.cents) DESC, e.payer_name";

static const char tax_sql[] =
	"SELECT s.period, sum(s.cents), sum(s.taxed), sum(s.cents - s.taxed), sum(s.tax), sum(s.paid) FROM"
	" (SELECT " PERIOD(
		"e.day") " AS period, e.cents AS cents,"
			 " CASE WHEN e.tax = 'gst' AND e.tax_rate_bp > 0 THEN e.cents ELSE 0 END AS taxed,"
			 " e.tax_cents AS tax, 0 AS paid"
			 " FROM " SALES " UNION ALL SELECT " PERIOD(
				 "p.day") ", 0, 0, 0, p.cents FROM payment p WHERE p.day >= $1 AND p.day <= $2"
					  " UNION ALL SELECT " PERIOD(
						  "p.voided_on") ", 0, 0, 0, -p.cents FROM payment p"
								 "  WHERE p.voided_on >= $1 AND p.voided_on <= $2) s GROUP BY s.period ORDER BY s.period";

static const char unpaid_sql[] =
	"SELECT o.name, o.client_name, o.payer_name, o.issued_on, o.due_on, o.total_cents, o.owed FROM"
	" (SELECT i.id, " INVOICE_NAME
	" AS name, i.client_name, i.payer_name, i.issued_on, i.due_on, i.total_cents, " OWED
	" AS owed FROM invoice i WHERE i.kind = 'invoice' AND i.voided_at IS NULL"
	"  AND i.issued_on >= $1 AND i.issued_on <= $2) o WHERE o.owed <> 0 ORDER BY o.due_on, o.id";

static const char banking_sql[] =
	"SELECT p.day, " METHOD("cash") ", " METHOD("card") ", " METHOD("transfer") ", " METHOD(
		"fund") ", sum(p.cents) FROM payment p WHERE p.voided_at IS NULL AND p.day >= $1 AND p.day <= $2"
			" GROUP BY p.day ORDER BY p.day";

/* Batches, then what has not left yet; last what can not, since it is on no invoice. */
static const char exported_sql[] =
	"SELECT s.name, s.day, s.format, s.lines, s.cents, s.tax, s.paid FROM"
	" (SELECT 1 AS part, b.number AS number, CAST(b.number AS TEXT) AS name, substr(b.at, 1, 10) AS day,"
	"  CASE WHEN EXISTS (SELECT 1 FROM export_delivery d WHERE d.batch = b.number) THEN b.format"
	"  ELSE b.format || ' ?' END AS format, t.rows AS lines, t.total_cents AS cents, t.tax_cents AS tax,"
	"  t.paid_cents AS paid FROM export_batch b JOIN export_sum t ON t.batch = b.number"
	" UNION ALL SELECT 2, 0, NULL, NULL, NULL, count(*), coalesce(sum(w.cents), 0), coalesce(sum(w.tax), 0),"
	"  coalesce(sum(w.paid), 0) FROM"
	"  (SELECT l.total_cents AS cents, l.tax_cents AS tax, 0 AS paid FROM invoice_line l"
	"    WHERE TRUE" NOT_LEFT(
		"line",
		"l.id") "   UNION ALL SELECT -l.total_cents, -l.tax_cents, 0 FROM invoice_line l"
			"    JOIN invoice i ON i.id = l.invoice_id WHERE i.voided_on IS NOT NULL" NOT_LEFT("line-void", "l.id") "   UNION ALL SELECT 0, 0, p.cents FROM payment p WHERE TRUE" NOT_LEFT(
				"payment",
				"p.id") "   UNION ALL SELECT 0, 0, -p.cents FROM payment p WHERE p.voided_on IS NOT NULL" NOT_LEFT("payment-void",
																   "p.id") "  ) w) s ORDER BY s.part, s.number";

static const char unsigned_sql[] =
	"SELECT substr(s.start_wall, 1, 10), substr(s.start_wall, 12, 5), " CLIENT_NAME ", p.name,"
	" substr(s.start_wall, 1, 10) FROM session s JOIN client c ON c.id = s.client_id"
	" JOIN practitioner p ON p.id = s.practitioner_id"
	" WHERE s.status IN ('booked', 'arrived', 'open') AND s.start_wall < $3"
	" AND s.start_wall >= $1 AND substr(s.start_wall, 1, 10) <= $2 ORDER BY s.start_wall, s.id";

/* The day and so many years; the 29th of February becomes the first of March: a day longer at most. */
#define YEARS_ON(day, years)                                                \
	"(CAST(CAST(substr(" day ", 1, 4) AS INTEGER) + " years " AS TEXT)" \
	" || CASE WHEN substr(" day ", 5) = '-02-29' THEN '-03-01' ELSE substr(" day ", 5) END)"
/* The last thing that was done with the client counts, whatever it was. */
static const char retention_sql[] =
	"SELECT k.code, k.name, k.birth, k.last, k.until FROM (SELECT l.code, l.name, l.birth, l.last,"
	" CASE WHEN length(l.birth) = 10 AND " YEARS_ON("l.birth", "$3") " > " YEARS_ON("l.last", "$2") " THEN " YEARS_ON(
		"l.birth",
		"$3") " ELSE " YEARS_ON("l.last",
					"$2") " END AS until FROM"
					      " (SELECT d.code, d.name, d.birth, max(d.day) AS last FROM"
					      "  (SELECT c.id, c.code, " CLIENT_NAME
					      " AS name, c.birth, substr(s.start_wall, 1, 10) AS day"
					      "    FROM client c JOIN session s ON s.client_id = c.id WHERE s.status NOT IN ('cancelled', 'no-show')"
					      "   UNION ALL SELECT c.id, c.code, " CLIENT_NAME
					      ", c.birth, h.day FROM client c"
					      "    JOIN charge h ON h.client_id = c.id"
					      "   UNION ALL SELECT c.id, c.code, " CLIENT_NAME
					      ", c.birth, p.day FROM client c"
					      "    JOIN payment p ON p.client_id = c.id"
					      "   UNION ALL SELECT c.id, c.code, " CLIENT_NAME
					      ", c.birth, substr(a.at, 1, 10) FROM client c"
					      "    JOIN session s ON s.client_id = c.id JOIN addendum a ON a.session_id = s.id) d"
					      "  GROUP BY d.id, d.code, d.name, d.birth) l) k WHERE k.until < $1 ORDER BY k.until, k.code";

/* What course_review_state calls due or overdue: as many signed sessions since the last re-assessment as were agreed, or
 * an agreed day that came and was not answered. */
static const char reviews_sql[] =
	"SELECT r.name, r.reason, r.reviewed, r.since, r.every, r.agreed FROM"
	" (SELECT " CLIENT_NAME
	" AS name, k.reason AS reason, k.review_every AS every, k.review_on AS agreed,"
	"   (SELECT max(v.day) FROM course_review v WHERE v.course_id = k.id AND v.voided_at IS NULL) AS reviewed,"
	"   (SELECT count(*) FROM session s WHERE s.client_id = k.client_id AND s.status = 'signed'"
	"     AND substr(s.start_wall, 1, 10) >= k.begun_on"
	"     AND s.start_wall > coalesce((SELECT max(t.start_wall) FROM course_review v"
	"      JOIN session t ON t.id = v.session_id WHERE v.course_id = k.id AND v.voided_at IS NULL), '')) AS since"
	"  FROM course k JOIN client c ON c.id = k.client_id WHERE k.ended_on IS NULL AND k.voided_at IS NULL) r"
	" WHERE (r.every IS NOT NULL AND r.since >= r.every)"
	"  OR (r.agreed IS NOT NULL AND r.agreed <= $1 AND coalesce(r.reviewed, '') < r.agreed)"
	" ORDER BY coalesce(r.reviewed, ''), r.name";

#define OF_SESSION "h.session_id = s.id AND h.voided_at IS NULL"
#define ON_INVOICES                                                                     \
	"(SELECT DISTINCT i.id FROM charge h JOIN invoice_line l ON l.charge_id = h.id" \
	" JOIN invoice i ON i.id = l.invoice_id WHERE " OF_SESSION                      \
	" AND i.kind = 'invoice' AND i.voided_at IS NULL)"
static const char day_sql[] =
	"SELECT substr(s.start_wall, 12, 5), " CLIENT_NAME ", coalesce(v.code, ''),"
	" coalesce((SELECT sum(h.total_cents) FROM charge h WHERE " OF_SESSION "), 0),"
	" -coalesce((SELECT sum(k.total_cents) FROM invoice k"
	"  WHERE k.voided_at IS NULL AND k.credits_id IN " ON_INVOICES "), 0),"
	" coalesce((SELECT sum(a.cents) FROM allocation a JOIN payment p ON p.id = a.payment_id"
	"  WHERE p.voided_at IS NULL AND a.invoice_id IN " ON_INVOICES "), 0),"
	" coalesce((SELECT sum(" OWED ") FROM invoice i WHERE i.id IN " ON_INVOICES "), 0)"
	" + coalesce((SELECT sum(h.total_cents) FROM charge h WHERE " OF_SESSION
	"  AND NOT EXISTS (SELECT 1 FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
	"   WHERE l.charge_id = h.id AND i.kind = 'invoice' AND i.voided_at IS NULL)), 0)"
	" FROM session s JOIN client c ON c.id = s.client_id LEFT JOIN service v ON v.id = s.service_id"
	" WHERE s.start_wall >= $1 AND substr(s.start_wall, 1, 10) <= $2"
	" AND (s.status <> 'cancelled' OR EXISTS (SELECT 1 FROM charge h WHERE " OF_SESSION "))"
	" ORDER BY s.start_wall, s.id";

/* ---- the table ---- */

#define INCOME_SUMS                                                                               \
	{ N_("Number"), REPORT_COUNT, true, NULL }, { N_("With tax"), REPORT_CENTS, true, NULL }, \
		{ N_("Tax in it"), REPORT_CENTS, true, NULL },                                    \
	{                                                                                         \
		N_("Without tax"), REPORT_CENTS, true, NULL                                       \
	}

static const struct report reports[] = {
	{ "income-service",
	  N_("Income by service"),
	  NULL,
	  REPORT_OF_DAYS,
	  false,
	  "ft",
	  service_sql,
	  { { N_("Code"), REPORT_TEXT, false, NULL },
	    { N_("Service"), REPORT_TEXT, false, NULL },
	    INCOME_SUMS } },
	{ "income-practitioner",
	  N_("Income by practitioner"),
	  NULL,
	  REPORT_OF_DAYS,
	  false,
	  "ft",
	  practitioner_sql,
	  { { N_("Practitioner"), REPORT_TEXT, false, NULL }, INCOME_SUMS } },
	{ "income-payer",
	  N_("Income by payer"),
	  NULL,
	  REPORT_OF_DAYS,
	  false,
	  "ft",
	  payer_sql,
	  { { N_("Payer"), REPORT_TEXT, false, N_("the client") }, INCOME_SUMS } },
	{ "tax",
	  N_("Sales and tax by quarter"),
	  N_("Invoiced counts on the day of issue, paid on the day the money came: a return on a cash basis "
	     "goes by what was paid."),
	  REPORT_OF_DAYS,
	  false,
	  "ft",
	  tax_sql,
	  { { N_("Quarter"), REPORT_TEXT, false, NULL },
	    { N_("Invoiced"), REPORT_CENTS, true, NULL },
	    { N_("Taxable"), REPORT_CENTS, true, NULL },
	    { N_("Not taxable"), REPORT_CENTS, true, NULL },
	    { N_("Tax in it"), REPORT_CENTS, true, NULL },
	    { N_("Paid"), REPORT_CENTS, true, NULL } } },
	{ "unpaid",
	  N_("Unpaid invoices"),
	  NULL,
	  REPORT_OF_DAYS,
	  false,
	  "ft",
	  unpaid_sql,
	  { { N_("Invoice"), REPORT_TEXT, false, NULL },
	    { N_("Client"), REPORT_TEXT, false, NULL },
	    { N_("Payer"), REPORT_TEXT, false, N_("the client") },
	    { N_("Issued"), REPORT_DAY, false, NULL },
	    { N_("Overdue"), REPORT_AGE, false, NULL },
	    { N_("Total"), REPORT_CENTS, true, NULL },
	    { N_("Owed"), REPORT_CENTS, true, NULL } } },
	{ "banking",
	  N_("Banking by day"),
	  N_("What came in less what was given back, without voided payments."),
	  REPORT_OF_DAYS,
	  false,
	  "ft",
	  banking_sql,
	  { { N_("Day"), REPORT_DAY, false, NULL },
	    { N_("Cash"), REPORT_CENTS, true, NULL },
	    { N_("Card"), REPORT_CENTS, true, NULL },
	    { N_("Transfer"), REPORT_CENTS, true, NULL },
	    { N_("Fund"), REPORT_CENTS, true, NULL },
	    { N_("Together"), REPORT_CENTS, true, NULL } } },
	{ "exported",
	  N_("What the bookkeeper got"),
	  N_("A batch with a question mark has no file in its place: write it again with export billing "
	     "--batch."),
	  REPORT_OF_NOW,
	  false,
	  "",
	  exported_sql,
	  { { N_("Batch"), REPORT_TEXT, false, N_("not yet") },
	    { N_("Day"), REPORT_DAY, false, NULL },
	    { N_("Format"), REPORT_TEXT, false, NULL },
	    { N_("Lines"), REPORT_COUNT, true, NULL },
	    { N_("With tax"), REPORT_CENTS, true, NULL },
	    { N_("Tax in it"), REPORT_CENTS, true, NULL },
	    { N_("Paid"), REPORT_CENTS, true, NULL } } },
	{ "day",
	  N_("What the sessions cost"),
	  NULL,
	  REPORT_OF_DAY,
	  false,
	  "ft",
	  day_sql,
	  { { N_("Time"), REPORT_TEXT, false, NULL },
	    { N_("Client"), REPORT_TEXT, false, NULL },
	    { N_("Service"), REPORT_TEXT, false, NULL },
	    { N_("Charged"), REPORT_CENTS, true, NULL },
	    { N_("Credited"), REPORT_CENTS, true, NULL },
	    { N_("Paid"), REPORT_CENTS, true, NULL },
	    { N_("To pay"), REPORT_CENTS, true, NULL } } },
	{ "unsigned",
	  N_("Sessions of earlier days that are not signed"),
	  NULL,
	  REPORT_OF_DAYS,
	  true,
	  "ftn",
	  unsigned_sql,
	  { { N_("Day"), REPORT_DAY, false, NULL },
	    { N_("Time"), REPORT_TEXT, false, NULL },
	    { N_("Client"), REPORT_TEXT, false, NULL },
	    { N_("Practitioner"), REPORT_TEXT, false, NULL },
	    { N_("Days ago"), REPORT_AGE, false, NULL } } },
	{ "reviews",
	  N_("Re-assessments that are due"),
	  N_("Since and every count signed sessions."),
	  REPORT_OF_NOW,
	  true,
	  "n",
	  reviews_sql,
	  { { N_("Client"), REPORT_TEXT, false, NULL },
	    { N_("Course"), REPORT_TEXT, false, NULL },
	    { N_("Last review"), REPORT_DAY, false, NULL },
	    { N_("Since"), REPORT_COUNT, false, NULL },
	    { N_("Every"), REPORT_COUNT, false, NULL },
	    { N_("Agreed"), REPORT_DAY, false, NULL } } },
	{ "retention",
	  N_("Records past the time they are kept for"),
	  N_("How long records must be kept differs from place to place, and a claim or a hold keeps them longer: "
	     "look it up before anything is destroyed. Fascicle destroys nothing. The times are the settings "
	     "records:keep_years and records:keep_until_age."),
	  REPORT_OF_NOW,
	  true,
	  "nya",
	  retention_sql,
	  { { N_("Code"), REPORT_TEXT, false, NULL },
	    { N_("Client"), REPORT_TEXT, false, NULL },
	    { N_("Born"), REPORT_DAY, false, NULL },
	    { N_("Last service"), REPORT_DAY, false, NULL },
	    { N_("Kept until"), REPORT_DAY, false, NULL } } },
};
enum { REPORTS = sizeof reports / sizeof *reports };

size_t report_count(void)
{
	return REPORTS;
}

const struct report *report_at(size_t i)
{
	return &reports[i];
}

const struct report *report_named(const char *name)
{
	const struct report *found = NULL;
	int n = 0;

	for (size_t i = 0; i < REPORTS; i++) {
		if (str_eq(reports[i].name, name))
			return &reports[i];
		if (!str_empty(name) && str_starts(reports[i].name, name)) {
			found = &reports[i];
			n++;
		}
	}
	return n == 1 ? found : NULL;
}

int report_columns(const struct report *report)
{
	int n = 0;

	while (n < REPORT_COLUMNS && report->columns[n].title != NULL)
		n++;
	return n;
}

/* ---- running one ---- */

static void bind_span(struct db_stmt *stmt, const char *takes, const struct report_span *span)
{
	for (int i = 0; takes[i] != '\0'; i++) {
		if (takes[i] == 'f')
			db_bind_text(stmt, i + 1, span->from != NULL ? span->from : "");
		else if (takes[i] == 't')
			db_bind_text(stmt, i + 1, span->to != NULL ? span->to : "9999-12-31");
		else if (takes[i] == 'n')
			db_bind_text(stmt, i + 1, span->today);
		else
			db_bind_int(stmt, i + 1, takes[i] == 'y' ? span->keep_years : span->keep_until_age);
	}
}

static bool is_number(enum report_kind kind)
{
	return kind == REPORT_COUNT || kind == REPORT_CENTS;
}

static bool give_row(struct db_stmt *stmt, const struct report *report, report_row *row, void *context,
		     struct err *err)
{
	struct report_cell cells[REPORT_COLUMNS] = { { NULL, 0 } };
	int n = report_columns(report);

	for (int i = 0; i < n; i++) {
		if (is_number(report->columns[i].kind))
			cells[i].number = db_int(stmt, i);
		else
			cells[i].text = db_text(stmt, i);
	}
	return row(context, cells, err);
}

bool report_each(struct store *store, const struct report *report, const struct report_span *span,
		 report_row *row, void *context, struct err *err)
{
	struct db_stmt *stmt;
	enum db_step step;
	bool ok = true;

	if ((report->records && !store_may_chart(store, err)) ||
	    !db_prepare(store->db, report->sql, &stmt, err))
		return false;
	bind_span(stmt, report->takes, span);
	while (ok && (step = db_step(stmt, err)) != DB_DONE)
		ok = step == DB_ROW && give_row(stmt, report, row, context, err);
	db_reset(stmt);
	return ok;
}
