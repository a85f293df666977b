/* SPDX-License-Identifier: MIT */
/* A small practice in a folder of its own, for the tests of what is stored: one owner, one client, one service, one booked
 * session. The clock stands still at 09:41 on Friday, 20 November 2026. */
#ifndef FASCICLE_TESTS_CLINIC_H
#define FASCICLE_TESTS_CLINIC_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "store/charges.h"
#include "store/entries.h"
#include "store/people.h"
#include "store/sessions.h"
#include "store/store.h"
#include "store/verify.h"

/* Where many write at once: told that somebody else is writing and nothing was changed, a call tries again, as the
 * sentence asks. How long that takes is the machine's affair. */
static bool clinic_tries_again;

/* Fails the test with the sentence that the call gave. */
#define must(call)                                                                                  \
	do {                                                                                        \
		struct err err_ = ERR_INIT;                                                         \
		struct err *err = &err_;                                                            \
		while (!(call)) {                                                                   \
			if (!clinic_tries_again || err_.kind != ERR_BUSY)                           \
				fail_msg("%s: %s", #call, err_.kind != ERR_NONE ? err_.text : "?"); \
			err_ = (struct err)ERR_INIT;                                                \
		}                                                                                   \
	} while (0)

/* The call must be refused, for this kind of reason and with a sentence. */
#define must_fail(call, wanted)                                                        \
	do {                                                                           \
		struct err err_ = ERR_INIT;                                            \
		struct err *err = &err_;                                               \
		if (call)                                                              \
			fail_msg("%s was not refused", #call);                         \
		if (err_.kind != (wanted) || err_.text[0] == '\0')                     \
			fail_msg("%s: kind %d, %s", #call, (int)err_.kind, err_.text); \
	} while (0)

struct clinic {
	char folder[64];
	char path[96];
	struct store store;
	int64_t client, service, session;
};

static inline void clinic_clock(void)
{
	setenv("FASCICLE_NOW", "2026-11-20T09:41:00Z", 1);
	setenv("TZ", "UTC", 1);
	tzset();
}

static inline int64_t clinic_add_client(struct store *store, const char *family, const char *given,
					const char *birth, const char *phone)
{
	struct client client;

	client_init(&client);
	client.family = mem_strdup(family);
	client.given = mem_strdup(given);
	client.birth = mem_strdup(birth);
	client.phone = mem_strdup(phone);
	must(client_save(store, &client, err));
	int64_t id = client.id;
	client_release(&client);
	return id;
}

static inline int64_t clinic_add_service(struct store *store, const char *code, int64_t cents)
{
	struct service service;

	service_init(&service);
	service.code = mem_strdup(code);
	service.label = mem_strdup("Myotherapy 45 min");
	service.minutes = 45;
	service.cents = cents;
	service.tax = TAX_GST;
	service.active = true;
	must(service_save(store, &service, err));
	int64_t id = service.id;
	service_release(&service);
	return id;
}

/* Books at a wall time for 45 minutes of it to count. */
static inline int64_t clinic_book(struct clinic *clinic, int64_t client, const char *start)
{
	struct session session;

	session_init(&session);
	session.client_id = client;
	session.practitioner_id = clinic->store.actor;
	session.service_id = clinic->service;
	session.start = mem_strdup(start);
	session.end = mem_strdup(start);
	must(session_save(&clinic->store, &session, err));
	int64_t id = session.id;
	session_release(&session);
	return id;
}

static inline int64_t clinic_add_mark(struct clinic *clinic, int64_t session, const char *muscle,
				      enum side side)
{
	struct mark mark;

	mark_init(&mark);
	mark.session_id = session;
	mark.muscle = mem_strdup(muscle);
	mark.region = mem_strdup("TRP");
	mark.side = side;
	mark.type = MARK_ACTIVE;
	mark.tender_before = 7;
	mark.tender_after = 3;
	mark.signs_yes = SIGN_TAUT_BAND;
	mark.signs_no = SIGN_TWITCH;
	mark.referral = mem_strdup("TMP.L");
	mark.response = RESPONSE_RELEASED;
	mark.sufficient = TRI_YES;
	mark.tissue = TISSUE_FASCIA;
	mark.aware = TRI_NO;
	mark.linked = mem_strdup("SCS");
	mark.note = mem_strdup("under the thumb");
	mark.ppt_before[0] = 2.5;
	mark.ppt_before[1] = 3;
	mark.ppt_after[0] = 4.25;
	mark.ppt_unit = mem_strdup("kg/cm2");
	must(mark_save(&clinic->store, &mark, err));
	int64_t id = mark.id;
	mark_release(&mark);
	return id;
}

static inline int64_t clinic_add_application(struct clinic *clinic, int64_t session, int64_t mark)
{
	struct application application;

	application_init(&application);
	application.session_id = session;
	application.mark_id = mark;
	application.technique = mem_strdup("TPG");
	application.region = mem_strdup("TRP");
	application.side = SIDE_LEFT;
	application.note = mem_strdup("slowly");
	application_set_dose(&application, "force", "kg", "12");
	application_set_dose(&application, "presses", "n", "3");
	must(application_save(&clinic->store, &application, err));
	int64_t id = application.id;
	application_release(&application);
	return id;
}

/* Writes the note, charges the service and signs. */
static inline void clinic_sign(struct clinic *clinic, int64_t id)
{
	static const char *const texts[NOTE_SECTIONS] = { "Neck stiff again.", "Rotation L limited.",
							  "Upper trapezius.", "Stretches twice a day." };
	struct session session;
	struct service service;
	struct charge charge;

	session_init(&session);
	service_init(&service);
	charge_init(&charge);
	must(session_load(&clinic->store, id, &session, err));
	must(service_load(&clinic->store, clinic->service, &service, err));
	must(session_set_outcome(&clinic->store, &session, "released", "none", err));
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&session.text[i], texts[i]);
	charge_for_service(&charge, &service, "2026-11-20", 1000);
	must(session_sign(&clinic->store, &session, &charge, "the plan was told by phone", err));
	charge_release(&charge);
	service_release(&service);
	session_release(&session);
}

static inline void clinic_remove_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		char *name = str_format("%s/%s", folder, entry->d_name);
		if (unlink(name) != 0 && entry->d_name[0] != '.')
			clinic_remove_folder(name);
		free(name);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(folder);
}

static inline int clinic_folder(void **state)
{
	struct clinic *clinic = mem_alloc(sizeof *clinic);

	clinic_clock();
	snprintf(clinic->folder, sizeof clinic->folder, "/tmp/fascicle-clinic-XXXXXX");
	if (mkdtemp(clinic->folder) == NULL)
		return -1;
	snprintf(clinic->path, sizeof clinic->path, "%s/clinic.db", clinic->folder);
	*state = clinic;
	return 0;
}

static inline int clinic_setup(void **state)
{
	if (clinic_folder(state) != 0)
		return -1;
	struct clinic *clinic = *state;
	must(store_open(&clinic->store, clinic->path, true, err));
	must(store_enter(&clinic->store, "anna", "Anna Lindqvist", true, err));
	clinic->client = clinic_add_client(&clinic->store, "Rossi", "Maria", "1979-03-05", "0412 345 678");
	clinic->service = clinic_add_service(&clinic->store, "FOLL45", 9500);
	clinic->session = clinic_book(clinic, clinic->client, "2026-11-20T09:00");
	return 0;
}

static inline int clinic_teardown(void **state)
{
	struct clinic *clinic = *state;

	store_close(&clinic->store);
	clinic_remove_folder(clinic->folder);
	free(clinic);
	return 0;
}

/* Runs SQL past the program, as somebody with the sqlite3 shell would. */
static inline void clinic_sql(const struct clinic *clinic, const char *sql)
{
	struct db *db;

	must(db_open(&db, clinic->path, DB_OPEN, err));
	must(db_script(db, sql, err));
	db_close(db);
}

static inline int64_t clinic_ask(struct clinic *clinic, const char *sql)
{
	int64_t answer = 0;

	must(db_ask(clinic->store.db, &answer, err, sql, ""));
	return answer;
}

/* How many faults store_verify finds; the findings go to `findings` when it is not NULL. */
static inline int64_t clinic_faults(struct clinic *clinic, struct str *findings)
{
	struct verify_result result;

	verify_result_init(&result);
	must(store_verify(&clinic->store, &result, NULL, NULL, err));
	if (findings != NULL)
		str_add(findings, result.findings.s);
	int64_t faults = result.faults;
	verify_result_release(&result);
	return faults;
}

#endif
