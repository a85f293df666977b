/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file: right to the cent, neutral, whole or not there, each event once, the same bytes again. */
#include "clinic.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/file.h"
#include "io/csv.h"
#include "io/export.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/prices.h"

static struct conf settings;

static void load(struct export_format *format, const char *name)
{
	export_format_init(format);
	must(export_format_load(format, &settings, name, err));
}

static char *exported(struct clinic *clinic, const char *name, const char *from, const char *to,
		      struct export_result *result)
{
	struct export_format format;
	char *bytes = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&bytes, &n);

	load(&format, name);
	must(export_days(&clinic->store, &format, from, to, stream, NULL, result, err));
	fclose(stream);
	export_format_release(&format);
	return bytes;
}

/* Invoices all that is charged to the client and is on no invoice yet. */
static int64_t invoice_all_to(struct clinic *clinic, int64_t payer)
{
	struct invoice invoice;
	struct db_stmt *stmt;
	int64_t ids[20];
	size_t n = 0;

	must(db_query(
		clinic->store.db, &stmt, err,
		"SELECT id FROM charge h WHERE voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM invoice_line l"
		" JOIN invoice i ON i.id = l.invoice_id WHERE l.charge_id = h.id AND i.voided_at IS NULL)",
		""));
	while (db_step(stmt, NULL) == DB_ROW && n < 20)
		ids[n++] = db_int(stmt, 0);
	db_reset(stmt);
	invoice_init(&invoice);
	invoice.series = mem_strdup("INV-");
	invoice.client_id = clinic->client;
	invoice.payer_id = payer;
	invoice.payer_reference = payer ? mem_strdup("4711") : NULL;
	invoice.issued_on = mem_strdup("2026-11-20");
	invoice.due_on = mem_strdup("2026-12-04");
	invoice.seller = mem_strdup("Brunswick Myotherapy");
	invoice.registered = true;
	for (size_t i = 0; i < n; i++) {
		struct charges charges;
		int64_t session = clinic_ask(
			clinic, "SELECT coalesce(max(session_id), 0) FROM charge"); /* of the newest */
		must(charges_of_session(&clinic->store, session, &charges, err));
		for (size_t c = 0; c < charges.n; c++)
			if (charges.rows[c].id == ids[i])
				invoice_add_charge(&invoice, &charges.rows[c]);
		charges_release(&charges);
	}
	must(invoice_issue(&clinic->store, &invoice, err));
	int64_t id = invoice.id;
	invoice_release(&invoice);
	return id;
}

static int64_t invoice_all(struct clinic *clinic)
{
	return invoice_all_to(clinic, 0);
}

static void pay(struct clinic *clinic, int64_t invoice, int64_t cents)
{
	struct payment payment;

	payment_init(&payment);
	payment.client_id = clinic->client;
	payment.day = mem_strdup("2026-11-20");
	payment.cents = cents;
	if (cents < 0)
		payment.reason = mem_strdup("paid twice");
	must(payment_add(&clinic->store, &payment, invoice, err));
	payment_release(&payment);
}

static int64_t signed_and_invoiced(struct clinic *clinic)
{
	clinic_sign(clinic, clinic->session);
	return invoice_all(clinic);
}

static void the_plain_file_has_a_row_an_event_and_the_right_cents(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;

	pay(clinic, signed_and_invoiced(clinic), 5000);
	char *bytes = exported(clinic, "plain", NULL, NULL, &result);
	assert_string_equal(
		bytes,
		"line,kind,invoice,date,due,day,client_code,client,payer,payer_reference,service,description,quantity,unit,"
		"net,tax_class,tax,total,paid,method,reference,practitioner,account\r\n"
		"1,invoice,INV-000001,2026-11-20,2026-12-04,2026-11-20,C0001,\"Rossi, Maria\",,,FOLL45,Myotherapy 45 min,1,"
		"95.00,86.36,gst,8.64,95.00,,,,Anna Lindqvist,\r\n"
		"2,payment,INV-000001,2026-11-20,,,C0001,\"Rossi, Maria\",,,,,,,,,,,50.00,card,,,\r\n");
	assert_int_equal(result.totals.lines, 1);
	assert_int_equal(result.totals.total_cents, 9500);
	assert_int_equal(result.totals.tax_cents, 864);
	assert_int_equal(result.totals.paid_cents, 5000);
	free(bytes);
}

/* The first line of each program's file is the one that it looks for. */
static void other_programs_find_their_own_words(void **state)
{
	static const struct {
		const char *format, *begins, *row;
	} formats[] = {
		{ "xero",
		  "*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,"
		  "POPostalCode,POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,InventoryItemCode,*Description,"
		  "*Quantity,*UnitAmount,Discount,*AccountCode,*TaxType,TrackingName1,TrackingOption1,TrackingName2,"
		  "TrackingOption2,Currency,BrandingTheme\r\n",
		  "\"Rossi, Maria\",,,,,,,,,,INV-000001,,20/11/2026,04/12/2026,,Myotherapy 45 min,1,95.00,,200,"
		  "GST on Income,,,,,AUD,\r\n" },
		{ "qbo",
		  "*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Location,Memo,Item(Product/Service),ItemDescription,"
		  "ItemQuantity,ItemRate,*ItemAmount,Service Date\r\n",
		  "INV-000001,\"Rossi, Maria\",11/20/2026,12/04/2026,,,,FOLL45,Myotherapy 45 min,1,95.00,95.00,11/20/2026"
		  "\r\n" },
		{ "qbo-tax", "*InvoiceNo,*Customer,",
		  ",FOLL45,Myotherapy 45 min,1,86.36,86.36,GST,8.64\r\n" },
		{ "myob", "Co./Last Name\tFirst Name\t", "Rossi\tMaria\t\tX\t000001\t20/11/2026\t" },
		{ "gnucash",
		  "INV-000001,2026-11-20,C0001,,,2026-11-20,Myotherapy 45 min,,Income:Treatment,1,95.00,,,,Y,Y,GST,"
		  "2026-11-20,2026-12-04,Assets:Accounts Receivable,,N\n",
		  NULL },
		{ "hledger",
		  "2026-11-20 * (INV-000001) Rossi, Maria\n"
		  "    Income:Treatment  AUD -86.36\n"
		  "    Liabilities:GST  AUD -8.64\n"
		  "    Assets:Receivable:C0001  AUD 95.00\n",
		  "2026-11-20 * Rossi, Maria\n"
		  "    Assets:Card  AUD 50.00\n"
		  "    Assets:Receivable:C0001  AUD -50.00\n" },
	};
	struct clinic *clinic = *state;
	struct export_result result;

	pay(clinic, signed_and_invoiced(clinic), 5000);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		char *bytes = exported(clinic, formats[i].format, NULL, NULL, &result);
		if (!str_starts(bytes, formats[i].begins) ||
		    (formats[i].row && !strstr(bytes, formats[i].row)))
			fail_msg("%s: %s", formats[i].format, bytes);
		free(bytes);
	}
}

/* Who is billed is the contact; whose bill it is stands in the reference. */
static void the_payer_of_an_invoice_is_its_debtor(void **state)
{
	static const struct {
		const char *format, *has, *lacks;
	} formats[] = {
		{ "xero", "\r\nMedi: Bank,,,,,,,,,,INV-000001,4711 C0001,", "Rossi" },
		{ "qbo", "INV-000001,Medi: Bank,11/20/2026,12/04/2026,,,4711 C0001,", "Rossi" },
		{ "qbo-tax", "INV-000001,Medi: Bank,20/11/2026,", "Rossi" },
		{ "myob", "Medi: Bank\t\t\tX\t000001\t20/11/2026\t4711 C0001\t", "Rossi" },
		{ "gnucash", "INV-000001,2026-11-20,C0001,4711,", "Medi" },
		{ "hledger", "    Assets:Receivable:Medi- Bank  AUD 95.00\n", "Receivable:C0001" },
	};
	struct clinic *clinic = *state;
	struct export_result result;
	struct payer payer = { .id = 0 };

	must(payer_named(&clinic->store, "Medi: Bank", "fund", &payer, err));
	clinic_sign(clinic, clinic->session);
	invoice_all_to(clinic, payer.id);
	payer_release(&payer);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		char *bytes = exported(clinic, formats[i].format, NULL, NULL, &result);
		if (!strstr(bytes, formats[i].has) || strstr(bytes, formats[i].lacks))
			fail_msg("%s: %s", formats[i].format, bytes);
		free(bytes);
	}
}

static void no_clinical_word_leaves(void **state)
{
	static const char *const words[] = { "stiff", "Rotation", "trapezius", "Stretches",
					     "TRU",   "TPG",      "thumb",     "released" };
	static const char *const formats[] = {
		"plain", "xero", "qbo", "qbo-tax", "myob", "gnucash", "ledger"
	};
	struct clinic *clinic = *state;
	struct export_result result;

	clinic_add_application(clinic, clinic->session,
			       clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT));
	signed_and_invoiced(clinic);
	for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
		char *bytes = exported(clinic, formats[f], NULL, NULL, &result);
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			assert_null(strstr(bytes, words[i]));
		free(bytes);
	}
}

static void what_is_taken_back_is_a_line_of_its_own(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	int64_t id = signed_and_invoiced(clinic);

	pay(clinic, id, 9500);
	pay(clinic, id, -9500);
	must(invoice_void(&clinic->store, id, "wrong day", err));
	char *bytes = exported(clinic, "plain", NULL, NULL, &result);
	assert_non_null(strstr(bytes, "invoice,INV-000001,"));
	assert_non_null(strstr(bytes, "void,INV-000001-V,"));
	assert_non_null(strstr(bytes, ",-95.00,-86.36,gst,-8.64,-95.00,"));
	assert_non_null(strstr(bytes, "refund,"));
	assert_int_equal(result.totals.total_cents, 0);
	assert_int_equal(result.totals.tax_cents, 0);
	assert_int_equal(result.totals.paid_cents, 0);
	assert_int_equal(result.uninvoiced, 1);
	free(bytes);
}

/* ---- batches ---- */

static void read_whole(const char *path, struct str *bytes)
{
	str_init(bytes);
	must(file_read(path, 1 << 20, bytes, err));
}

static void each_event_leaves_once_and_a_batch_repeats_its_bytes(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct export_format format;
	struct str first, second, again;
	char *a = str_format("%s/a.csv", clinic->folder), *b = str_format("%s/b.csv", clinic->folder),
	     *c = str_format("%s/c.csv", clinic->folder);
	int64_t id = signed_and_invoiced(clinic);

	load(&format, "plain");
	must(export_batch_file(&clinic->store, &format, NULL, a, NULL, &result, err));
	assert_int_equal(result.batch, 1);
	assert_int_equal(result.totals.rows, 1);
	must_fail(export_batch_file(&clinic->store, &format, NULL, b, NULL, &result, err), ERR_MISSING);
	assert_int_equal(access(b, F_OK), -1);
	pay(clinic, id, 5000);
	must(invoice_void(&clinic->store, id, "wrong day", err));
	must(export_batch_file(&clinic->store, &format, NULL, b, NULL, &result, err));
	assert_int_equal(result.batch, 2);
	assert_int_equal(result.totals.rows, 2); /* the void and the payment */
	/* The client is called otherwise now, and the practice's settings changed: the batch is what it was. */
	must(db_run(clinic->store.db, err, "UPDATE client SET family = 'Bianchi' WHERE id = 1", ""));
	must(export_again(&clinic->store, 1, c, NULL, NULL, &result, err));
	assert_false(result.changed);
	read_whole(a, &first);
	read_whole(b, &second);
	read_whole(c, &again);
	assert_string_equal(first.s, again.s);
	assert_non_null(strstr(second.s, "void,INV-000001-V,"));
	assert_null(strstr(second.s, "invoice,INV"));
	must_fail(export_again(&clinic->store, 7, NULL, stderr, NULL, &result, err), ERR_MISSING);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	str_release(&first), str_release(&second), str_release(&again);
	export_format_release(&format);
	free(a), free(b), free(c);
}

/* What is left of a payment settles a later invoice: the row of the payment stays what it was. */
static void a_payment_names_what_it_was_taken_for(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct charge charge;
	int64_t id = signed_and_invoiced(clinic), used;

	pay(clinic, id, 15000);
	char *before = exported(clinic, "plain", NULL, NULL, &result);
	assert_non_null(strstr(before, "2,payment,INV-000001,"));
	charge_init(&charge);
	charge.session_id = clinic->session;
	charge.client_id = clinic->client;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup("2026-11-20");
	charge.code = mem_strdup("TAPE");
	charge.label = mem_strdup("Tape");
	charge_set_price(&charge, 1, 1250);
	must(charge_add(&clinic->store, &charge, err));
	charge_release(&charge);
	must(credit_use(&clinic->store, invoice_all(clinic), &used, err));
	assert_int_equal(used, 1250);
	char *after = exported(clinic, "plain", NULL, NULL, &result);
	assert_non_null(strstr(after, "INV-000002"));
	assert_non_null(strstr(after, "3,payment,INV-000001,2026"));
	free(before), free(after);
}

static void a_file_is_private_whole_and_never_over_another(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct export_format format;
	struct stat st;
	char *path = str_format("%s/billing.csv", clinic->folder);

	signed_and_invoiced(clinic);
	load(&format, "plain");
	FILE *other = fopen(path, "w");
	fputs("something else", other);
	fclose(other);
	must_fail(export_batch_file(&clinic->store, &format, NULL, path, NULL, &result, err), ERR_REFUSED);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM export_line"), 0);
	unlink(path);
	must(export_batch_file(&clinic->store, &format, NULL, path, NULL, &result, err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	export_format_release(&format);
	free(path);
}

/* The disk is full for the file alone: the records have room. */
static void a_full_disk_marks_nothing_and_leaves_no_half_file(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct export_format format;

	signed_and_invoiced(clinic);
	load(&format, "plain");
	FILE *full = fopen("/dev/full", "w");
	must_fail(export_days(&clinic->store, &format, NULL, NULL, full, NULL, &result, err), ERR_FULL);
	fclose(full);
	must(export_batch_file(&clinic->store, &format, NULL, "/dev/full/billing.csv", NULL, &result, err)
		     ? false
		     : true);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM export_batch"), 0);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM export_line"), 0);
	export_format_release(&format);
}

/* Killed between marking and putting the file in its place: the next export says so, and nothing is lost or doubled. */
static void a_batch_whose_file_never_came_is_named_until_it_is_written(void **state)
{
	struct clinic *clinic = *state;
	struct export_batch batch = { .format = mem_strdup("plain") };
	struct export_result result;
	struct export_format format;
	struct str written;
	int64_t n;
	char *path = str_format("%s/a.csv", clinic->folder), *later = str_format("%s/b.csv", clinic->folder);
	int64_t id = signed_and_invoiced(clinic);

	load(&format, "plain");
	str_init(&written);
	export_format_settings(&format, &written);
	batch.settings = str_take(&written);
	batch.digest = mem_strdup("unknown");
	must(store_begin(&clinic->store, err));
	must(export_gather(&clinic->store, &batch, NULL, &n, err));
	must(export_seal(&clinic->store, &batch, err));
	must(store_end(&clinic->store, true, err));
	pay(clinic, id, 100);
	must(export_batch_file(&clinic->store, &format, NULL, later, NULL, &result, err));
	assert_int_equal(result.batch, 2);
	assert_int_equal(result.undelivered, 1);
	must(export_again(&clinic->store, 1, path, NULL, NULL, &result, err));
	assert_int_equal(result.totals.rows, 1);
	must(export_undelivered(&clinic->store, &n, err));
	assert_int_equal(n, 0);
	export_batch_release(&batch);
	export_format_release(&format);
	str_release(&written);
	free(path), free(later);
}

/* One program takes the invoices and another the payments: what the first has no rows for waits for the second. */
static void what_a_format_does_not_show_waits_for_one_that_does(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct export_format lines, payments;
	char *a = str_format("%s/a.csv", clinic->folder), *b = str_format("%s/b.csv", clinic->folder);

	pay(clinic, signed_and_invoiced(clinic), 5000);
	load(&lines, "xero");
	load(&payments, "plain");
	mem_replace(&payments.values[EXPORT_ROWS], "payments");
	must(export_batch_file(&clinic->store, &lines, NULL, a, NULL, &result, err));
	assert_int_equal(result.totals.rows, 1);
	assert_int_equal(result.totals.total_cents, 9500);
	assert_int_equal(result.totals.paid_cents, 0);
	must(export_batch_file(&clinic->store, &payments, NULL, b, NULL, &result, err));
	assert_int_equal(result.totals.rows, 1);
	assert_int_equal(result.totals.total_cents, 0);
	assert_int_equal(result.totals.paid_cents, 5000);
	export_format_release(&lines);
	export_format_release(&payments);
	free(a), free(b);
}

static void clients_are_listed_without_marking_anything(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct export_format format;
	struct str list;
	char *path = str_format("%s/clients.csv", clinic->folder);

	clinic_add_client(&clinic->store, "Uninvoiced", "Una", NULL, NULL);
	signed_and_invoiced(clinic);
	load(&format, "gnucash-customers");
	must(export_batch_file(&clinic->store, &format, NULL, path, NULL, &result, err));
	assert_int_equal(result.batch, 0);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM export_batch"), 0);
	read_whole(path, &list);
	assert_string_equal(list.s, "C0001,\"Rossi, Maria\",\"Rossi, Maria\",,,,,,,,,,,,,,,,\n");
	str_release(&list);
	export_format_release(&format);
	free(path);
}

/* GnuCash reads by lines of less than 1000 bytes, and most of its columns know no doubled quotes. */
static void words_for_gnucash_stay_on_one_short_line_without_quotes(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;
	struct str label;

	str_init(&label);
	str_add(&label, "The \"best\",\nsecond line ");
	for (int i = 0; i < 500; i++)
		str_add(&label, "\xC3\xA4");
	must(db_run(clinic->store.db, err, "UPDATE service SET label = $1", "s", label.s));
	signed_and_invoiced(clinic);
	char *bytes = exported(clinic, "gnucash", NULL, NULL, &result);
	assert_non_null(strstr(bytes, ",\"The 'best', second line \xC3\xA4"));
	assert_in_range(strlen(bytes), 100, 400);
	assert_ptr_equal(strchr(bytes, '\n'), bytes + strlen(bytes) - 1);
	assert_non_null(strstr(bytes, "\xA4\",")); /* no half letter */
	free(bytes);
	str_release(&label);
}

/* Whatever it is called, an entry of a journal is one entry. */
static void names_cannot_change_a_journal(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;

	must(db_run(
		clinic->store.db, err,
		"UPDATE client SET code = '[C1]  X', family = 'A\n2026-01-01 *', given = '(B) ; C | D' WHERE id = 1",
		""));
	signed_and_invoiced(clinic);
	char *bytes = exported(clinic, "hledger", NULL, NULL, &result);
	assert_non_null(strstr(bytes, "2026-11-20 * (INV-000001) A 2026-01-01 *, B C D\n"));
	assert_non_null(strstr(bytes, "    Assets:Receivable:C1 X  AUD 95.00\n"));
	free(bytes);
}

/* ---- formats ---- */

static void conf_own(const char *key, const char *value)
{
	settings.exports = mem_regrow(settings.exports, settings.n_exports + 1, sizeof *settings.exports);
	settings.exports[settings.n_exports++] =
		(struct conf_export){ mem_strdup("mine"), mem_strdup(key), mem_strdup(value),
				      mem_strdup("test.ini") };
}

static void conf_forget(void)
{
	conf_release(&settings);
	conf_init(&settings);
}

static void a_practice_writes_its_own_format(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;

	signed_and_invoiced(clinic);
	conf_own("delimiter", "semicolon");
	conf_own("date", "dd.mm.yyyy");
	conf_own("client", "code");
	conf_own("description", "neutral");
	conf_own("bom", "yes");
	conf_own("tax", "exclusive");
	conf_own(
		"columns",
		"Datum=date, Kunde=client, Text=description, Netto=unit, Konto='8400', Art='a, b=c', a=b='=1', Leer=");
	char *bytes = exported(clinic, "mine", NULL, NULL, &result);
	assert_string_equal(bytes, "\xEF\xBB\xBF"
				   "Datum;Kunde;Text;Netto;Konto;Art;a=b;Leer\r\n"
				   "20.11.2026;C0001;Myotherapy;86.36;8400;a, b=c;'=1;\r\n");
	free(bytes);
	conf_forget();
}

static void a_wrong_format_is_named_with_file_section_and_key(void **state)
{
	static const struct {
		const char *key, *value, *finding;
	} wrong[] = {
		{ "columns", "Datum=dat", "there is no field \"dat\"" },
		{ "columns", "Datum", "written as Header=field" },
		{ "delimiter", "pipe", "[export:mine] delimiter" },
		{ "colour", "red", "test.ini: [export:mine] colour: there is no such key" },
		{ "like", "lexware", "there is no built-in format \"lexware\"" },
	};
	struct export_format format;
	(void)state;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		conf_own(wrong[i].key, wrong[i].value);
		struct err found = ERR_INIT;
		assert_false(export_formats_check(&settings, &found));
		if (!strstr(found.text, wrong[i].finding))
			fail_msg("%s", found.text);
		conf_forget();
	}
	export_format_init(&format);
	must_fail(export_format_load(&format, &settings, "lexware", err), ERR_INPUT);
	export_format_release(&format);
}

static void names_that_look_like_formulas_stay_text(void **state)
{
	struct clinic *clinic = *state;
	struct export_result result;

	must(db_run(clinic->store.db, err, "UPDATE client SET family = '=1+1', given = '' WHERE id = 1", ""));
	signed_and_invoiced(clinic);
	char *bytes = exported(clinic, "plain", NULL, NULL, &result);
	assert_non_null(strstr(bytes, ",'=1+1"));
	free(bytes);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(the_plain_file_has_a_row_an_event_and_the_right_cents),
		IN_A_CLINIC(other_programs_find_their_own_words),
		IN_A_CLINIC(the_payer_of_an_invoice_is_its_debtor),
		IN_A_CLINIC(a_payment_names_what_it_was_taken_for),
		IN_A_CLINIC(no_clinical_word_leaves),
		IN_A_CLINIC(what_is_taken_back_is_a_line_of_its_own),
		IN_A_CLINIC(each_event_leaves_once_and_a_batch_repeats_its_bytes),
		IN_A_CLINIC(a_file_is_private_whole_and_never_over_another),
		IN_A_CLINIC(a_full_disk_marks_nothing_and_leaves_no_half_file),
		IN_A_CLINIC(a_batch_whose_file_never_came_is_named_until_it_is_written),
		IN_A_CLINIC(what_a_format_does_not_show_waits_for_one_that_does),
		IN_A_CLINIC(clients_are_listed_without_marking_anything),
		IN_A_CLINIC(words_for_gnucash_stay_on_one_short_line_without_quotes),
		IN_A_CLINIC(names_cannot_change_a_journal),
		IN_A_CLINIC(a_practice_writes_its_own_format),
		cmocka_unit_test(a_wrong_format_is_named_with_file_section_and_key),
		IN_A_CLINIC(names_that_look_like_formulas_stay_text),
	};

	conf_init(&settings);
	int failed = cmocka_run_group_tests_name("io export", tests, NULL, NULL);
	conf_release(&settings);
	return failed;
}
