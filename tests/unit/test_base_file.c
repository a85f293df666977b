/* SPDX-License-Identifier: MIT */
/* Folders and whole files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static char folder[] = "/tmp/fascicle-file-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	umask(022);
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static void remove_all(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		char *name;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		name = str_format("%s/%s", path, entry->d_name);
		if (unlink(name) != 0)
			remove_all(name);
		free(name);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(path);
}

static int take_folder_away(void **state)
{
	(void)state;
	remove_all(folder);
	return 0;
}

/* A path in the folder; four at once. */
static const char *in_folder(const char *name)
{
	static char paths[4][300];
	static int next;

	next = (next + 1) % 4;
	snprintf(paths[next], sizeof paths[next], "%s/%s", folder, name);
	return paths[next];
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void expect_content(const char *path, const char *text)
{
	struct str out;

	str_init(&out);
	assert_true(file_read(path, 10000, &out, NULL));
	assert_string_equal(out.s, text);
	str_release(&out);
}

static int entries_in_folder(void)
{
	DIR *dir = opendir(folder);
	int count = -2;

	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count;
}

static void folders_follow_the_xdg_standard(void **state)
{
	struct str out;
	struct err err = ERR_INIT;

	(void)state;
	str_init(&out);
	setenv("HOME", "/home/mia", 1);
	setenv("XDG_DATA_HOME", "/srv/data", 1);
	setenv("XDG_CONFIG_HOME", "relative/is/ignored", 1);
	assert_true(file_data_folder(&out, &err));
	assert_string_equal(out.s, "/srv/data/fascicle");
	assert_true(file_config_folder(&out, &err));
	assert_string_equal(out.s, "/home/mia/.config/fascicle");
	unsetenv("XDG_DATA_HOME");
	assert_true(file_data_folder(&out, &err));
	assert_string_equal(out.s, "/home/mia/.local/share/fascicle");
	unsetenv("HOME");
	assert_false(file_data_folder(&out, &err));
	assert_non_null(strstr(err.text, "XDG_DATA_HOME"));
	str_release(&out);
}

static void the_folder_of_a_path_is_found(void **state)
{
	static const char *const cases[][2] = {
		{ "clinic.db", "." }, { "/clinic.db", "/" }, { "a/b", "a" }, { "/a/b/c", "/a/b" },
		{ "a//b", "a" },      { "//b", "/" },        { "", "." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *of = file_folder_of(cases[i][0]);

		assert_string_equal(of, cases[i][1]);
		free(of);
	}
}

static void new_folders_are_private_and_old_ones_stay(void **state)
{
	struct stat status;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(mkdir(in_folder("old"), 0755), 0);
	assert_true(file_make_folder(in_folder("old/a/b/"), &err));
	assert_true(file_make_folder(in_folder("old/a/b"), &err));
	stat(in_folder("old"), &status);
	assert_int_equal(status.st_mode & 07777, 0755);
	stat(in_folder("old/a"), &status);
	assert_int_equal(status.st_mode & 07777, 0700);
	stat(in_folder("old/a/b"), &status);
	assert_int_equal(status.st_mode & 07777, 0700);
	put(in_folder("file"), "x");
	assert_false(file_make_folder(in_folder("file/below"), &err));
	assert_non_null(strstr(err.text, "in the way"));
	assert_false(file_make_folder(in_folder("file"), &err));
	assert_false(file_make_folder("/proc/nothing/here", &err));
	assert_int_equal(err.kind, ERR_SYSTEM);
}

static void reading_tells_what_is_wrong(void **state)
{
	struct str out;
	struct err err = ERR_INIT;

	(void)state;
	str_init(&out);
	put(in_folder("ten"), "0123456789");
	assert_true(file_read(in_folder("ten"), 10, &out, &err));
	assert_string_equal(out.s, "0123456789");
	assert_false(file_read(in_folder("ten"), 9, &out, &err));
	assert_int_equal(err.kind, ERR_INPUT);
	assert_non_null(strstr(err.text, "too large"));
	assert_false(file_read(in_folder("none"), 10, &out, &err));
	assert_int_equal(err.kind, ERR_MISSING);
	assert_false(file_read(in_folder("ten/none"), 10, &out, &err));
	assert_int_equal(err.kind, ERR_MISSING);
	assert_false(file_read(folder, 10, &out, &err));
	assert_non_null(strstr(err.text, "is a folder"));
	assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
	assert_false(file_read(in_folder("pipe"), 10, &out, &err));
	assert_non_null(strstr(err.text, "plain file"));
	put(in_folder("empty"), "");
	assert_true(file_read(in_folder("empty"), 0, &out, &err));
	assert_int_equal(out.len, 0);
	/* Its size is told as 0, but there is more in it than is taken. */
	assert_false(file_read("/proc/self/environ", 1, &out, &err));
	str_release(&out);
}

static void unreadable_files_are_told_apart(void **state)
{
	struct str out;
	struct err err = ERR_INIT;

	(void)state;
	if (geteuid() == 0 && seteuid(65534) != 0)
		skip();
	str_init(&out);
	assert_false(file_read("/etc/shadow", 100000, &out, &err));
	assert_int_equal(err.kind, ERR_REFUSED);
	assert_non_null(strstr(err.text, "may not read"));
	str_release(&out);
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
}

static void a_draft_is_seen_whole_or_not_at_all(void **state)
{
	struct file_draft draft;
	struct err err = ERR_INIT;
	struct stat status;

	(void)state;
	assert_true(file_draft_open(&draft, in_folder("bill.csv"), false, &err));
	fputs("half", draft.stream);
	fflush(draft.stream);
	assert_int_equal(access(in_folder("bill.csv"), F_OK), -1);
	fputs(" and half", draft.stream);
	assert_true(file_draft_commit(&draft, false, &err));
	assert_null(draft.stream);
	expect_content(in_folder("bill.csv"), "half and half");
	stat(in_folder("bill.csv"), &status);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(entries_in_folder(), 1);
}

static void a_draft_without_a_name_is_refused_at_once(void **state)
{
	static const char *const names[] = { "", " " };
	(void)state;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct file_draft draft;
		struct err err = ERR_INIT;
		assert_false(file_draft_open(&draft, names[i], false, &err));
		assert_int_equal(err.kind, ERR_INPUT);
		assert_null(draft.stream);
	}
}

static void an_abandoned_draft_leaves_nothing(void **state)
{
	struct file_draft draft;

	(void)state;
	put(in_folder("kept"), "old");
	assert_true(file_draft_open(&draft, in_folder("kept"), true, NULL));
	fputs("new", draft.stream);
	file_draft_abandon(&draft);
	file_draft_abandon(&draft); /* harmless */
	expect_content(in_folder("kept"), "old");
	assert_int_equal(entries_in_folder(), 1);
}

static void an_existing_file_is_replaced_only_when_asked(void **state)
{
	struct file_draft draft;
	struct err err = ERR_INIT;

	(void)state;
	put(in_folder("there"), "old");
	assert_false(file_draft_open(&draft, in_folder("there"), false, &err));
	assert_int_equal(err.kind, ERR_REFUSED);
	assert_true(file_draft_open(&draft, in_folder("there"), true, &err));
	fputs("new", draft.stream);
	assert_true(file_draft_commit(&draft, true, &err));
	expect_content(in_folder("there"), "new");
	/* Another came first while the draft was written. */
	assert_true(file_draft_open(&draft, in_folder("late"), false, &err));
	fputs("mine", draft.stream);
	put(in_folder("late"), "theirs");
	assert_false(file_draft_commit(&draft, false, &err));
	assert_int_equal(err.kind, ERR_REFUSED);
	expect_content(in_folder("late"), "theirs");
	assert_int_equal(entries_in_folder(), 2);
}

static void a_link_is_replaced_and_not_followed(void **state)
{
	struct file_draft draft;
	struct err err = ERR_INIT;

	(void)state;
	put(in_folder("target"), "untouched");
	assert_int_equal(symlink("target", in_folder("link")), 0);
	assert_false(file_draft_open(&draft, in_folder("link"), false, &err));
	assert_true(file_draft_open(&draft, in_folder("link"), true, &err));
	fputs("new", draft.stream);
	assert_true(file_draft_commit(&draft, true, &err));
	expect_content(in_folder("target"), "untouched");
	expect_content(in_folder("link"), "new");
}

static void devices_and_folders_are_left_alone(void **state)
{
	struct file_draft draft;
	struct err err = ERR_INIT;

	(void)state;
	assert_false(file_draft_open(&draft, "/dev/null", true, &err));
	assert_int_equal(err.kind, ERR_REFUSED);
	assert_false(file_draft_open(&draft, folder, true, &err));
	assert_false(file_draft_open(&draft, in_folder("no/such/folder"), true, &err));
	assert_int_equal(err.kind, ERR_MISSING);
	assert_null(draft.stream);
	assert_null(draft.final_path);
}

static void a_draft_that_cannot_be_written_is_refused(void **state)
{
	struct file_draft draft;
	struct err err = ERR_INIT;
	struct rlimit few = { 1000, RLIM_INFINITY }, before;
	char block[4000];

	(void)state;
	memset(block, 'x', sizeof block);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	few.rlim_max = before.rlim_max;
	put(in_folder("kept"), "old");
	assert_true(file_draft_open(&draft, in_folder("kept"), true, &err));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &few), 0);
	fwrite(block, 1, sizeof block, draft.stream);
	assert_false(file_draft_commit(&draft, true, &err));
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(err.kind, ERR_FULL);
	expect_content(in_folder("kept"), "old");
	assert_int_equal(entries_in_folder(), 1);
}

static void a_full_disk_is_called_full(void **state)
{
	struct file_draft draft;
	struct err err = ERR_INIT;
	int fd;

	(void)state;
	assert_true(file_draft_open(&draft, in_folder("x"), true, &err));
	fd = open("/dev/full", O_WRONLY);
	if (fd < 0 || dup2(fd, fileno(draft.stream)) < 0)
		fail_msg("no /dev/full here");
	close(fd);
	fputs("text", draft.stream);
	assert_false(file_draft_commit(&draft, true, &err));
	assert_int_equal(err.kind, ERR_FULL);
	assert_non_null(strstr(err.text, "disk is full"));
	assert_int_equal(entries_in_folder(), 0);
}

static void local_disks_are_taken(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_true(file_on_local_disk("/proc", &err));
	assert_false(file_on_local_disk(in_folder("none"), &err));
	assert_int_equal(err.kind, ERR_SYSTEM);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, take_folder_away)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_follow_the_xdg_standard),
		cmocka_unit_test(the_folder_of_a_path_is_found),
		IN_FOLDER(new_folders_are_private_and_old_ones_stay),
		IN_FOLDER(reading_tells_what_is_wrong),
		cmocka_unit_test(unreadable_files_are_told_apart),
		IN_FOLDER(a_draft_is_seen_whole_or_not_at_all),
		cmocka_unit_test(a_draft_without_a_name_is_refused_at_once),
		IN_FOLDER(an_abandoned_draft_leaves_nothing),
		IN_FOLDER(an_existing_file_is_replaced_only_when_asked),
		IN_FOLDER(a_link_is_replaced_and_not_followed),
		IN_FOLDER(devices_and_folders_are_left_alone),
		IN_FOLDER(a_draft_that_cannot_be_written_is_refused),
		IN_FOLDER(a_full_disk_is_called_full),
		IN_FOLDER(local_disks_are_taken),
	};

	return cmocka_run_group_tests_name("base file", tests, NULL, NULL);
}
