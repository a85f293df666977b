/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file beside the sqlite3 shell: the same rows as CSV into a file, synced, and the memory that it took.
 *
 *   bench_export [LINES]      a million when not said
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "io/export.h"
#include "store/store.h"

enum { ROUNDS = 5 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void need(bool ok, const struct err *err)
{
	if (ok)
		return;
	fprintf(stderr, "bench_export: %s\n", err->text);
	exit(1);
}

/* A line a charge a client's invoice of two lines, with names that need quotes now and then. */
static const char fill_sql[] =
	"INSERT INTO practitioner (id, uid, login, name, role, active) VALUES (1, 'p1', 'anna', 'Anna Berg', 'owner', 1);"
	"INSERT INTO client (id, uid, version, code, family, given, name_key, words)"
	" WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
	" SELECT i, 'c' || i, 1, printf('C%06d', i), 'Family ' || i, 'Given', 'x', 'x' FROM n;";

static void fill(struct store *store, long long lines)
{
	struct err err = ERR_INIT;

	need(db_begin(store->db, &err), &err);
	need(db_script(store->db, fill_sql, &err), &err);
	need(db_run(store->db, &err,
		    "INSERT INTO charge (id, uid, client_id, practitioner_id, day, code, label, quantity, unit_cents,"
		    " total_cents, tax, tax_rate_bp, tax_cents)"
		    " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)"
		    " SELECT i, 'h' || i, 1 + (i / 2) % 1000, 1, date('2000-01-01', '+' || (i / 200) || ' days'), 'FOLL45',"
		    " 'Follow-up, 45 minutes', 1, 9500, 9500, 'gst', 1000, 864 FROM n",
		    "i", (int64_t)lines),
	     &err);
	need(db_run(store->db, &err,
		    "INSERT INTO invoice (id, uid, series, number, kind, client_id, client_code, client_name, issued_on,"
		    " due_on, registered, rounding, seller, total_cents, tax_cents, issued_at)"
		    " SELECT id / 2, 'i' || id, 'INV-', id / 2, 'invoice', client_id, printf('C%06d', client_id),"
		    " 'Family ' || client_id || ', Given', day, day, 1, 'line', 'x', 19000, 1728, day FROM charge"
		    " WHERE id % 2 = 0 ORDER BY id",
		    ""),
	     &err);
	need(db_run(store->db, &err,
		    "INSERT INTO invoice_line (id, invoice_id, position, charge_id, day, practitioner_id,"
		    " practitioner_name, code, label, quantity, unit_cents, total_cents, tax, tax_rate_bp, tax_cents)"
		    " SELECT id, (id + 1) / 2, 1 + (id + 1) % 2, id, day, 1, 'Anna Berg', code, label, 1, 9500, 9500, 'gst',"
		    " 1000, 864 FROM charge ORDER BY id",
		    ""),
	     &err);
	need(db_commit(store->db, &err), &err);
}

static void sync_file(const char *path)
{
	int fd = open(path, O_RDONLY);

	if (fd < 0 || fsync(fd) != 0)
		perror(path);
	close(fd);
}

static double ours(struct store *store, const struct export_format *format, const char *path, long long *rows)
{
	struct export_result result;
	struct err err = ERR_INIT;
	double from = now();

	unlink(path);
	need(export_days_file(store, format, NULL, NULL, path, NULL, &result, &err), &err);
	*rows = (long long)result.totals.rows;
	return now() - from;
}

/* The shell's statement gives the same cells. */
static const char shell_sql[] =
	"SELECT row_number() OVER () AS row, 'invoice' AS kind, i.series || printf('%06d', i.number) AS invoice,"
	" i.issued_on AS date, i.due_on AS due, l.day AS day, i.client_code AS client_code, i.client_name AS client,"
	" i.payer_name AS payer, i.payer_reference AS payer_reference, l.code AS service, l.label AS description,"
	" l.quantity AS quantity, printf('%.2f', l.unit_cents / 100.0) AS unit,"
	" printf('%.2f', (l.total_cents - l.tax_cents) / 100.0) AS net, l.tax AS tax_class,"
	" printf('%.2f', l.tax_cents / 100.0) AS tax, printf('%.2f', l.total_cents / 100.0) AS total, NULL AS paid,"
	" NULL AS method, NULL AS reference, l.practitioner_name AS practitioner, l.account AS account"
	" FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id ORDER BY i.issued_on, i.id, l.position";

static double shell(const char *database, const char *path)
{
	char *command = str_format("exec sqlite3 -csv -header '%s' \"%s\" > '%s'", database, shell_sql, path);
	double from = now();
	int status = system(command);

	sync_file(path);
	free(command);
	if (status != 0) {
		fprintf(stderr, "bench_export: sqlite3 could not be run\n");
		exit(77);
	}
	return now() - from;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static long resident_kb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

int main(int argc, char **argv)
{
	long long lines = argc > 1 ? atoll(argv[1]) : 1000000, rows = 0;
	char folder[] = "/tmp/fascicle-bench-XXXXXX";
	double mine[ROUNDS], theirs[ROUNDS], ratio[ROUNDS];
	struct export_format format;
	struct conf conf;
	struct store store;
	struct err err = ERR_INIT;

	if (mkdtemp(folder) == NULL)
		return 1;
	char *database = str_format("%s/clinic.db", folder), *own = str_format("%s/own.csv", folder),
	     *other = str_format("%s/shell.csv", folder);
	need(store_open(&store, database, true, &err), &err);
	fill(&store, lines);
	conf_init(&conf);
	export_format_init(&format);
	need(export_format_load(&format, &conf, "plain", &err), &err);
	long before = resident_kb();
	for (int i = 0; i < ROUNDS; i++) {
		mine[i] = ours(&store, &format, own, &rows);
		theirs[i] = shell(database, other);
		ratio[i] = mine[i] / theirs[i];
	}
	long after = resident_kb();
	qsort(mine, ROUNDS, sizeof *mine, by_size);
	qsort(theirs, ROUNDS, sizeof *theirs, by_size);
	qsort(ratio, ROUNDS, sizeof *ratio, by_size);
	printf("export of %lld lines: %.2f s (%.2f to %.2f); sqlite3 -csv %.2f s (%.2f to %.2f); ratio %.2f (%.2f to"
	       " %.2f); memory +%ld kB over the records' own\n",
	       rows, mine[ROUNDS / 2], mine[0], mine[ROUNDS - 1], theirs[ROUNDS / 2], theirs[0],
	       theirs[ROUNDS - 1], ratio[ROUNDS / 2], ratio[0], ratio[ROUNDS - 1], after - before);
	store_close(&store);
	export_format_release(&format);
	conf_release(&conf);
	unlink(own), unlink(other), unlink(database);
	rmdir(folder);
	free(database), free(own), free(other);
	return 0;
}
