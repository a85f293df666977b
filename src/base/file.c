/* SPDX-License-Identifier: MIT */
/* Files and folders of the program. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "base/i18n.h"
#include "base/mem.h"

#define READ_BYTES 65536

static bool is_full(int number)
{
	return number == ENOSPC || number == EDQUOT || number == EROFS || number == EFBIG;
}

static bool refuse_write(struct err *err, const char *path, int number)
{
	if (number == ENOSPC || number == EDQUOT)
		return err_set(err, ERR_FULL,
			       _("The disk is full: %s could not be written. Make room and try again."),
			       path);
	if (number == EROFS)
		return err_set(err, ERR_FULL, _("%s could not be written: the disk is read-only."), path);
	if (number == ENOENT || number == ENOTDIR)
		return err_set(
			err, ERR_MISSING,
			_("%s could not be written: its folder is not there. Make it first, or choose another."),
			path);
	if (number == EACCES || number == EPERM)
		return err_set(err, ERR_REFUSED, _("You may not write %s. Choose another folder."), path);
	return err_set(err, is_full(number) ? ERR_FULL : ERR_SYSTEM, _("%s could not be written: %s."), path,
		       strerror(number));
}

/* ---- Where things are ---------------------------------------------------------------------------------- */

static bool own_folder(struct str *out, const char *variable, const char *below_home, struct err *err)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");

	str_clear(out);
	if (base != NULL && *base == '/') {
		str_addf(out, "%s/fascicle", base);
		return true;
	}
	if (home == NULL || *home != '/')
		return err_set(
			err, ERR_SYSTEM,
			_("There is no home folder (HOME is not set). Set HOME or %s, or name the file."),
			variable);
	str_addf(out, "%s/%s/fascicle", home, below_home);
	return true;
}

bool file_data_folder(struct str *out, struct err *err)
{
	return own_folder(out, "XDG_DATA_HOME", ".local/share", err);
}

bool file_config_folder(struct str *out, struct err *err)
{
	return own_folder(out, "XDG_CONFIG_HOME", ".config", err);
}

char *file_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_strdup(".");
	while (slash > path && slash[-1] == '/')
		slash--;
	return slash == path ? mem_strdup("/") : mem_strndup(path, (size_t)(slash - path));
}

/* mkdir; an existing folder is as good. */
static bool make_one(const char *path, struct err *err)
{
	struct stat status;
	int number;

	if (mkdir(path, 0700) == 0)
		return true;
	number = errno;
	if (stat(path, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			return true;
		return err_set(err, ERR_SYSTEM,
			       _("%s is in the way: it is a file, and a folder is needed there."), path);
	}
	if (is_full(number))
		return refuse_write(err, path, number);
	return err_set(err, ERR_SYSTEM, _("The folder %s could not be made: %s."), path, strerror(number));
}

bool file_make_folder(const char *path, struct err *err)
{
	char *part = mem_strdup(path);
	bool made = true;

	for (char *slash = strchr(part + (*part != '\0'), '/'); made && slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		made = make_one(part, err);
		*slash = '/';
	}
	made = made && make_one(part, err);
	free(part);
	return made;
}

/* ---- Network file systems ------------------------------------------------------------------------------ */

#ifdef __linux__
static const struct {
	unsigned magic;
	const char *name;
} network_systems[] = {
	{ 0x00006969, "NFS" },
	{ 0x0000517B, "SMB" },
	{ 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB" },
	{ 0x5346414F, "AFS" },
	{ 0x6B414653, "AFS" },
	{ 0x73757245, "Coda" },
	{ 0x00C36400, "Ceph" },
	{ 0x0BD00BD0, "Lustre" },
	{ 0x7461636F, "OCFS2" },
	{ 0x01161970, "GFS2" },
	{ 0x47504653, "GPFS" },
	{ 0x0000564C, "NCP" },
	/* 9P carries the shared folders of virtual machines; its locks stay on one side. */
	{ 0x01021997, "9P" },
};

static const char *network_system(const char *path, struct err *err)
{
	struct statfs status;

	if (statfs(path, &status) != 0) {
		err_set(err, ERR_SYSTEM, _("The disk that holds %s could not be examined: %s."), path,
			strerror(errno));
		return "";
	}
	for (size_t i = 0; i < sizeof network_systems / sizeof network_systems[0]; i++)
		if ((unsigned)status.f_type == network_systems[i].magic)
			return network_systems[i].name;
	return NULL;
}
#else
static const char *network_system(const char *path, struct err *err)
{
	(void)path;
	(void)err;
	return NULL;
}
#endif

bool file_on_local_disk(const char *path, struct err *err)
{
	const char *name = network_system(path, err);

	if (name == NULL)
		return true;
	if (*name == '\0')
		return false;
	return err_set(err, ERR_REFUSED,
		       _("%s is on a network file system (%s), where two people could overwrite each other. "
			 "Put the database on a disk of this computer."),
		       path, name);
}

/* ---- Reading ------------------------------------------------------------------------------------------- */

static bool refuse_read(struct err *err, const char *path, int number)
{
	if (number == ENOENT || number == ENOTDIR)
		return err_set(err, ERR_MISSING, _("There is no file %s."), path);
	if (number == EACCES || number == EPERM)
		return err_set(err, ERR_REFUSED,
			       _("You may not read %s. Ask for its permissions to be changed."), path);
	return err_set(err, ERR_SYSTEM, _("%s could not be read: %s."), path, strerror(number));
}

static bool refuse_size(struct err *err, const char *path, size_t max_bytes)
{
	return err_set(err, ERR_INPUT, _("%s is too large: more than %zu KB are not taken."), path,
		       (max_bytes + 1023) / 1024);
}

static bool check_kind(int fd, const char *path, size_t max_bytes, struct err *err)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return refuse_read(err, path, errno);
	if (S_ISDIR(status.st_mode))
		return err_set(err, ERR_INPUT, _("%s is a folder, and a file is needed."), path);
	if (!S_ISREG(status.st_mode))
		return err_set(err, ERR_INPUT, _("%s is a device or a pipe, and a plain file is needed."),
			       path);
	if (status.st_size > 0 && (unsigned long long)status.st_size > max_bytes)
		return refuse_size(err, path, max_bytes);
	return true;
}

static bool read_all(int fd, const char *path, size_t max_bytes, struct str *out, struct err *err)
{
	char *block = mem_array(READ_BYTES, 1);
	ssize_t n;

	while ((n = read(fd, block, READ_BYTES)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || out->len + (size_t)n > max_bytes)
			break;
		str_addn(out, block, (size_t)n);
	}
	if (n < 0)
		refuse_read(err, path, errno);
	else if (n > 0)
		refuse_size(err, path, max_bytes); /* it grew since fstat */
	free(block);
	return n == 0;
}

bool file_read(const char *path, size_t max_bytes, struct str *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must not hold us up */
	bool read_it;

	str_clear(out);
	if (fd < 0)
		return refuse_read(err, path, errno);
	read_it = check_kind(fd, path, max_bytes, err) && read_all(fd, path, max_bytes, out, err);
	close(fd);
	return read_it;
}

/* ---- Writing whole or not at all ----------------------------------------------------------------------- */

static bool refuse_existing(struct err *err, const char *path)
{
	return err_set(err, ERR_REFUSED, _("%s is there already. Choose another name, or remove it first."),
		       path);
}

static bool may_become(const char *path, bool replace, struct err *err)
{
	struct stat status;

	if (str_empty(path)) /* a draft of it would find a place, and then have no name */
		return err_set(err, ERR_INPUT, _("The file needs a name."));
	if (lstat(path, &status) != 0)
		return errno == ENOENT || refuse_write(err, path, errno);
	if (!replace)
		return refuse_existing(err, path);
	if (S_ISREG(status.st_mode) || S_ISLNK(status.st_mode))
		return true;
	return err_set(err, ERR_REFUSED, _("%s is not a plain file and is left alone. Choose another name."),
		       path);
}

bool file_draft_open(struct file_draft *draft, const char *path, bool replace, struct err *err)
{
	int fd;

	memset(draft, 0, sizeof *draft);
	if (!may_become(path, replace, err))
		return false;
	draft->final_path = mem_strdup(path);
	draft->draft_path = mem_alloc(strlen(path) + sizeof ".XXXXXX");
	strcpy(draft->draft_path, path);
	strcat(draft->draft_path, ".XXXXXX");
	fd = mkostemp(draft->draft_path, O_CLOEXEC);
	draft->stream = fd < 0 ? NULL : fdopen(fd, "w+");
	if (draft->stream != NULL)
		return true;
	refuse_write(err, path, errno);
	if (fd >= 0) {
		close(fd);
		unlink(draft->draft_path);
	}
	file_draft_abandon(draft);
	return false;
}

/* The name lasts through a power cut only once the folder is on the disk as well. */
static bool sync_folder_of(const char *path)
{
	char *folder = file_folder_of(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* Some file systems cannot sync a folder; there is nothing better to do there. */
	bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL || errno == EBADF);

	if (fd < 0)
		synced = errno == EACCES; /* a folder that may be written but not read */
	else
		close(fd);
	free(folder);
	return synced;
}

/* Gives the draft its final name; errno tells what went wrong. */
static bool give_name(const struct file_draft *draft, bool replace)
{
	struct stat status;

	if (replace)
		return rename(draft->draft_path, draft->final_path) == 0;
	if (link(draft->draft_path, draft->final_path) == 0) {
		unlink(draft->draft_path);
		return true;
	}
	if (errno != EPERM && errno != ENOSYS && errno != EOPNOTSUPP && errno != EMLINK)
		return false;
	/* No hard links here: the look and the rename are not one step. */
	if (lstat(draft->final_path, &status) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(draft->draft_path, draft->final_path) == 0;
}

bool file_draft_commit(struct file_draft *draft, bool replace, struct err *err)
{
	int number = 0;

	errno = 0;
	if (ferror(draft->stream) || fflush(draft->stream) != 0 || fsync(fileno(draft->stream)) != 0)
		number = errno != 0 ? errno : EIO;
	if (fclose(draft->stream) != 0 && number == 0)
		number = errno;
	draft->stream = NULL;
	if (number == 0 && !give_name(draft, replace))
		number = errno;
	if (number == EEXIST)
		refuse_existing(err, draft->final_path);
	else if (number != 0)
		refuse_write(err, draft->final_path, number);
	if (number != 0) {
		file_draft_abandon(draft);
		return false;
	}
	if (!sync_folder_of(draft->final_path))
		number = errno;
	if (number != 0)
		refuse_write(err, draft->final_path, number);
	free(draft->draft_path);
	draft->draft_path = NULL;
	file_draft_abandon(draft);
	return number == 0;
}

void file_draft_abandon(struct file_draft *draft)
{
	if (draft->stream != NULL)
		fclose(draft->stream);
	if (draft->draft_path != NULL)
		unlink(draft->draft_path);
	free(draft->draft_path);
	free(draft->final_path);
	memset(draft, 0, sizeof *draft);
}
