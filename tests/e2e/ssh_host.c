/* SPDX-License-Identifier: MIT */
/* Sets sshd up, connects to it, and breaks connections. */
#include "ssh_host.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "scratch.h"

enum { START_TRIES = 400, START_STEP_MS = 25, PORTS_TRIED = 5 };

static const char pid_file[] = "ssh.pid";
static const char run_folder[] = "/run/sshd";

static const char *find_daemon(void)
{
	static const char *const places[] = { "/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd",
					      "/sbin/sshd" };

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (access(places[i], X_OK) == 0)
			return places[i];
	return NULL;
}

/* False with the reason. */
__attribute__((format(printf, 2, 3))) static bool because(struct ssh_host *host, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(host->why, sizeof host->why, format, args);
	va_end(args);
	return false;
}

static bool run_quietly(const char *const *argv, const char *output)
{
	pid_t pid = fork();
	int status = 1, fd;

	if (pid == 0) {
		fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
		fd = open("/dev/null", O_RDONLY);
		dup2(fd, STDIN_FILENO);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool make_key(const char *name)
{
	const char *argv[] = { "ssh-keygen", "-q",   "-t", "ed25519",          "-N", "",
			       "-C",         "test", "-f", scratch_path(name), NULL };

	return run_quietly(argv, scratch_path("keygen.log"));
}

static int free_port(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), port = -1;

	if (fd != -1 && bind(fd, (struct sockaddr *)&address, length) == 0 &&
	    getsockname(fd, (struct sockaddr *)&address, &length) == 0)
		port = ntohs(address.sin_port);
	if (fd != -1)
		close(fd);
	return port;
}

static bool answers(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons((uint16_t)port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool open = fd != -1 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;

	if (fd != -1)
		close(fd);
	return open;
}

static void write_files(const struct ssh_host *host, const char *user, int alive_seconds)
{
	char text[4096], *key = scratch_read("user_key.pub");

	scratch_write("authorized_keys", key);
	free(key);
	key = scratch_read("host_key.pub");
	snprintf(text, sizeof text, "[127.0.0.1]:%d %s", host->port, key);
	scratch_write("known_hosts", text);
	free(key);
	snprintf(text, sizeof text,
		 "Port %d\nListenAddress 127.0.0.1\nHostKey %s\nAuthorizedKeysFile %s\nPidFile none\n"
		 "StrictModes no\nUsePAM no\nUseDNS no\nAllowUsers %s\nPermitRootLogin prohibit-password\n"
		 "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPubkeyAuthentication yes\n"
		 "DisableForwarding yes\nPermitUserRC no\nPrintMotd no\nPrintLastLog no\nMaxStartups 100\n"
		 "ClientAliveInterval %d\nClientAliveCountMax 2\n",
		 host->port, scratch_path("host_key"), scratch_path("authorized_keys"), user, alive_seconds);
	scratch_write("sshd_config", text);
}

/* Without the folder that sshd shuts its unprivileged half into, it does not start as root. Several tests share it:
 * whoever uses it holds a lock on it, and it is removed when nobody else does. */
static void make_run_folder(struct ssh_host *host)
{
	struct stat locked, named;

	while (geteuid() == 0) {
		if (mkdir(run_folder, 0755) == 0)
			host->made_run_folder = true;
		host->run_folder = open(run_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (host->run_folder == -1 || flock(host->run_folder, LOCK_SH) != 0)
			return;
		if (fstat(host->run_folder, &locked) == 0 && stat(run_folder, &named) == 0 &&
		    locked.st_ino == named.st_ino)
			return;
		close(host->run_folder); /* removed meanwhile */
	}
}

static void leave_run_folder(struct ssh_host *host)
{
	if (host->run_folder == -1)
		return;
	if (host->made_run_folder && flock(host->run_folder, LOCK_EX | LOCK_NB) == 0)
		rmdir(run_folder);
	close(host->run_folder);
	host->run_folder = -1;
}

static bool launch(struct ssh_host *host, const char *path)
{
	int fd;

	host->daemon = fork();
	if (host->daemon == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		setpgid(0, 0);
		fd = open(scratch_path("sshd.log"), O_WRONLY | O_CREAT | O_APPEND, 0600);
		dup2(fd, STDERR_FILENO);
		fd = open("/dev/null", O_RDWR);
		dup2(fd, STDIN_FILENO);
		dup2(fd, STDOUT_FILENO);
		execl(path, path, "-D", "-e", "-f", scratch_path("sshd_config"), (char *)NULL);
		_exit(127);
	}
	for (int i = 0; host->daemon > 0 && i < START_TRIES; i++) {
		if (waitpid(host->daemon, NULL, WNOHANG) != 0)
			break;
		if (answers(host->port))
			return true;
		poll(NULL, 0, START_STEP_MS);
	}
	host->daemon = -1;
	return false;
}

/* The client's arguments; `argv` has room for them. */
static void client_arguments(const struct ssh_host *host, const char *terminal, const char *command,
			     const char **argv)
{
	static char known[600];
	const char *const all[] = {
		"ssh",
		terminal,
		"-F",
		"none",
		"-p",
		host->port_text,
		"-i",
		scratch_path("user_key"),
		"-o",
		"BatchMode=yes",
		"-o",
		"IdentitiesOnly=yes",
		"-o",
		"IdentityAgent=none",
		"-o",
		known,
		"-o",
		"GlobalKnownHostsFile=/dev/null",
		"-o",
		"StrictHostKeyChecking=yes",
		"-o",
		"EscapeChar=none",
		"-o",
		"LogLevel=ERROR",
		host->user_at_host,
		command,
		NULL,
	};

	_Static_assert(sizeof all / sizeof all[0] <= 32, "room");
	snprintf(known, sizeof known, "UserKnownHostsFile=%s", scratch_path("known_hosts"));
	memcpy(argv, all, sizeof all);
}

/* The row that says what failed, or the last one. */
static const char *telling_row(char *text)
{
	const char *row = "";

	for (char *next = strtok(text, "\r\n"); next; next = strtok(NULL, "\r\n")) {
		row = next;
		if (strstr(row, " failed"))
			break;
	}
	return row;
}

/* With a pty: where its owner has to be changed, only root can give one. */
static bool logs_in(struct ssh_host *host)
{
	const char *argv[32];
	char *said, *log;
	bool in;

	client_arguments(host, "-tt", "echo logged in", argv);
	in = run_quietly(argv, scratch_path("login.log"));
	said = scratch_read("login.log");
	log = scratch_read("sshd.log");
	in = in && strstr(said, "logged in");
	if (!in)
		because(host, "no log-in on the loopback: %.200s; sshd: %.200s", telling_row(said),
			telling_row(log));
	free(said);
	free(log);
	return in;
}

bool ssh_host_start(struct ssh_host *host, int alive_seconds)
{
	const char *daemon = find_daemon();
	const struct passwd *person = getpwuid(geteuid());

	*host = (struct ssh_host){ .daemon = -1, .run_folder = -1 };
	if (!daemon)
		return because(host, "there is no sshd here (Debian: openssh-server)");
	if (!person)
		return because(host, "the account that runs the test has no name");
	if (!make_key("host_key") || !make_key("user_key"))
		return because(host, "ssh-keygen makes no key (Debian: openssh-client)");
	snprintf(host->user_at_host, sizeof host->user_at_host, "%s@127.0.0.1", person->pw_name);
	make_run_folder(host);
	for (int i = 0; i < PORTS_TRIED && host->daemon == -1; i++) {
		host->port = free_port();
		snprintf(host->port_text, sizeof host->port_text, "%d", host->port);
		write_files(host, person->pw_name, alive_seconds);
		launch(host, daemon);
	}
	if (host->daemon == -1) {
		char *said = scratch_read("sshd.log");

		because(host, "sshd does not start: %.300s", telling_row(said));
		free(said);
		return false;
	}
	return logs_in(host);
}

/* Calls `visit` for each process whose ancestor is `above`. */
static void each_descendant(pid_t above, void (*visit)(pid_t pid))
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	char path[300], row[512];

	while (folder && (entry = readdir(folder))) {
		long pid = strtol(entry->d_name, NULL, 10), parent = 0;
		const char *close_bracket;
		FILE *file;

		if (pid <= 0)
			continue;
		snprintf(path, sizeof path, "/proc/%ld/stat", pid);
		file = fopen(path, "r");
		if (file && fgets(row, sizeof row, file) && (close_bracket = strrchr(row, ')')) &&
		    sscanf(close_bracket, ") %*c %ld", &parent) == 1 && parent == above) {
			each_descendant((pid_t)pid, visit);
			visit((pid_t)pid);
		}
		if (file)
			fclose(file);
	}
	if (folder)
		closedir(folder);
}

static void kill_any(pid_t pid)
{
	kill(pid, SIGKILL);
}

static void kill_sshd(pid_t pid)
{
	char path[64], name[32] = "";
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/comm", (long)pid);
	file = fopen(path, "r");
	if (file && fgets(name, sizeof name, file) && strncmp(name, "sshd", 4) == 0)
		kill(pid, SIGKILL);
	if (file)
		fclose(file);
}

void ssh_host_stop(struct ssh_host *host)
{
	if (host->daemon > 0) {
		each_descendant(host->daemon, kill_any);
		kill(host->daemon, SIGKILL);
		waitpid(host->daemon, NULL, 0);
	}
	leave_run_folder(host);
	host->daemon = -1;
}

struct vt *ssh_host_run(const struct ssh_host *host, const char *command, int cols, int rows)
{
	const char *argv[32];
	char whole[8192];

	snprintf(whole, sizeof whole, "echo $$ >'%s'; %s", scratch_path(pid_file), command);
	client_arguments(host, "-tt", whole, argv);
	return vt_start(&(struct vt_options){ .argv = argv, .cols = cols, .rows = rows });
}

void ssh_host_cut(const struct ssh_host *host, struct vt *vt, enum ssh_cut how)
{
	switch (how) {
	case SSH_CUT_CLIENT:
		vt_kill(vt, SIGKILL);
		break;
	case SSH_CUT_SERVER:
		each_descendant(host->daemon, kill_sshd);
		break;
	case SSH_CUT_WINDOW:
		vt_hang_up(vt);
		break;
	case SSH_CUT_FROZEN:
		vt_kill(vt, SIGSTOP);
		break;
	}
}

static bool lives(long pid)
{
	char path[64], row[512], *bracket;
	bool alive = false;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	file = fopen(path, "r");
	if (file && fgets(row, sizeof row, file) && (bracket = strrchr(row, ')')))
		alive = strncmp(bracket, ") Z", 3) != 0;
	if (file)
		fclose(file);
	return alive;
}

void ssh_host_wait_ended(void)
{
	char *text = scratch_read(pid_file);
	long pid = strtol(text, NULL, 10);

	free(text);
	assert_true(pid > 0);
	for (int i = 0; i < START_TRIES * 2 && lives(pid); i++)
		poll(NULL, 0, START_STEP_MS);
	assert_false(lives(pid));
}
