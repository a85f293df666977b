/* SPDX-License-Identifier: MIT */
/* How long the progress screen takes for a client with 500 sessions and gaps of years: loading it, going to the next
 * measure, drawing it. Prints milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/app.h"
#include "base/mem.h"
#include "line/measure_line.h"

enum { SESSIONS = 500, YEARLY = 100 };

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void die(const struct err *err)
{
	fprintf(stderr, "%s\n", err->text);
	exit(1);
}

static void session_make(struct app *app, int64_t client, int i)
{
	struct err err = ERR_INIT;
	struct session session;
	struct measure_reading reading;
	char day[DATE_SIZE];
	date_add_days("2000-01-03", i * 7 + i / YEARLY * 900, day);
	session_init(&session);
	session.client_id = client;
	session.practitioner_id = app->store->actor;
	session.start = str_format("%sT09:00", day);
	session.end = str_format("%sT09:45", day);
	if (!session_save(app->store, &session, &err))
		die(&err);
	char *line = str_format(
		"pain %d>%d best 1 worst %d; cx rot l %d>%d r %d; tight %d; psfs \"shopping\" %d", 3 + i % 6,
		1 + i % 5, 4 + i % 6, 40 + i % 30, 45 + i % 30, 60 + i % 15, i % 10, i % 10);
	measure_reading_init(&reading);
	measure_line_read(app->catalogue, NULL, line, &reading);
	if (!reading.reading.ok)
		die(&reading.reading.problem);
	for (size_t k = 0; k < reading.n; k++)
		reading.measures[k].session_id = session.id;
	if (!measures_save(app->store, reading.measures, reading.n, &err))
		die(&err);
	measure_reading_release(&reading);
	free(line);
	session_release(&session);
}

int main(void)
{
	struct store store;
	struct conf conf;
	struct app app;
	struct err err = ERR_INIT;
	struct client client;
	char path[] = "/tmp/bench_progress_XXXXXX";
	conf_init(&conf);
	if (!mkdtemp(path) || chdir(path) != 0 || !store_open(&store, "bench.db", true, &err) ||
	    !store_enter(&store, "anna", "Anna Lindqvist", true, &err))
		die(&err);
	app_init(&app, &store, &conf, catalogue_builtin());
	client_init(&client);
	client.family = mem_strdup("Rossi");
	client.given = mem_strdup("Maria");
	if (!client_save(&store, &client, &err) || !store_begin(&store, &err))
		die(&err);
	for (int i = 0; i < SESSIONS; i++)
		session_make(&app, client.id, i);
	if (!store_end(&store, true, &err) || !app_start(&app, &err))
		die(&err);
	app.open->session.client_id = client.id; /* whose progress is looked at */
	double start = now_ms();
	if (!app_command_named(&app, "progress-show", "", &err))
		die(&err);
	app_draw(&app);
	printf("500 sessions: opened and drawn in %.1f ms\n", now_ms() - start);
	start = now_ms();
	if (!app_command_named(&app, "progress-measure", "", &err))
		die(&err);
	app_draw(&app);
	printf("500 sessions: the next measure in %.1f ms\n", now_ms() - start);
	app.open->session.client_id = 0;
	app_release(&app);
	store_close(&store);
	client_release(&client);
	unlink("bench.db");
	rmdir(path);
	return 0;
}
