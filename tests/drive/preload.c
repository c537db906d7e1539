/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * preload.c - a virtual drive for one process: LD_PRELOAD it, and $PM_VDRIVE_PATH (/dev/pmvd0 when unset) is a CD drive
 * with the disc that the description $PM_VDRIVE names.  Test code; see with-vdrive for how to start a program so.
 *
 * Answers what Linux' sr driver answers (6.1: drivers/scsi/sr.c, sr_ioctl.c, scsi_ioctl.c, cdrom.c), by asking the model
 * with the same commands.  The state of the drive lives as long as the process.
 */
#undef _FILE_OFFSET_BITS /* both names of each call are defined here */
#undef _TIME_BITS
#undef _FORTIFY_SOURCE
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifndef _LARGEFILE64_SOURCE
#define _LARGEFILE64_SOURCE
#endif

#include "tests/drive/disc-from-files.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/cdrom.h>
#include <linux/fs.h>
#include <pthread.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Known to the kernel only; libcdio writes them out, too. */
#ifndef SCSI_IOCTL_GET_IDLUN
#define SCSI_IOCTL_GET_IDLUN 0x5382
#endif
#ifndef SCSI_IOCTL_GET_BUS_NUMBER
#define SCSI_IOCTL_GET_BUS_NUMBER 0x5386
#endif

/* Headers may say nonnull where a caller hands us NULL. */
#pragma GCC diagnostic ignored "-Wnonnull-compare"

enum { MAX_FD = 4096, SR_MAJOR = 11, CD_TIMEOUT_TRIES = 10 };

static unsigned char ours[MAX_FD];
static struct vd_files files;
static int loaded;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The next definition of a call behind this one: the C library's, or a sanitizer's. */
#define NEXT(type, name, ...)                                                                                                  \
	static type (*next)(__VA_ARGS__);                                                                                      \
	if (!next)                                                                                                             \
	*(void **)&next = dlsym(RTLD_NEXT, name)

static const char *device(void)
{
	const char *path = getenv("PM_VDRIVE_PATH");

	return path && *path ? path : "/dev/pmvd0";
}

static int is_path(const char *path)
{
	return path && !strcmp(path, device());
}

static int is_fd(int fd)
{
	return fd >= 0 && fd < MAX_FD && ours[fd];
}

static int load(void)
{
	const char *description = getenv("PM_VDRIVE");
	char error[512] = "PM_VDRIVE names no description";
	int good;

	pthread_mutex_lock(&lock);
	if (!loaded && description)
		loaded = !vd_files_open(&files, description, error, sizeof(error));
	good = loaded;
	pthread_mutex_unlock(&lock);
	if (!good)
		fprintf(stderr, "virtual drive: %s\n", error);
	return good;
}

__attribute__((destructor)) static void unload(void)
{
	if (loaded)
		vd_files_counters(&files);
}

/* --- opening and closing --- */

static int open_ours(int flags)
{
	int fd;

	NEXT(int, "open", const char *, int, ...);
	if (!load()) {
		errno = ENXIO;
		return -1;
	}
	if (!(flags & O_NONBLOCK) && (!files.vd.disc || files.vd.faults.no_disc || files.vd.faults.tray_open)) {
		errno = ENOMEDIUM;
		return -1;
	}
	fd = next("/dev/null", O_RDWR | (flags & O_CLOEXEC));
	if (fd >= MAX_FD) {
		close(fd);
		errno = EMFILE;
		return -1;
	}
	if (fd >= 0)
		ours[fd] = 1;
	return fd;
}

#define MODE_ARGUMENT(flags, mode)                                                                                             \
	mode_t mode = 0;                                                                                                       \
	if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                                 \
		va_list args;                                                                                                  \
		va_start(args, flags);                                                                                         \
		mode = va_arg(args, mode_t);                                                                                   \
		va_end(args);                                                                                                  \
	}

#define OPEN(name)                                                                                                             \
	int name(const char *path, int flags, ...)                                                                             \
	{                                                                                                                      \
		MODE_ARGUMENT(flags, mode)                                                                                     \
		NEXT(int, #name, const char *, int, ...);                                                                      \
		return is_path(path) ? open_ours(flags) : next(path, flags, mode);                                             \
	}
#define OPENAT(name)                                                                                                           \
	int name(int folder, const char *path, int flags, ...)                                                                 \
	{                                                                                                                      \
		MODE_ARGUMENT(flags, mode)                                                                                     \
		NEXT(int, #name, int, const char *, int, ...);                                                                 \
		return is_path(path) ? open_ours(flags) : next(folder, path, flags, mode);                                     \
	}
#define OPEN_2(name)                                                                                                           \
	int name(const char *path, int flags);                                                                                 \
	int name(const char *path, int flags)                                                                                  \
	{                                                                                                                      \
		NEXT(int, #name, const char *, int);                                                                           \
		return is_path(path) ? open_ours(flags) : next(path, flags);                                                   \
	}
#define OPENAT_2(name)                                                                                                         \
	int name(int folder, const char *path, int flags);                                                                     \
	int name(int folder, const char *path, int flags)                                                                      \
	{                                                                                                                      \
		NEXT(int, #name, int, const char *, int);                                                                      \
		return is_path(path) ? open_ours(flags) : next(folder, path, flags);                                           \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
OPEN_2(__open_2)
OPEN_2(__open64_2)
OPENAT_2(__openat_2)
OPENAT_2(__openat64_2)

int close(int fd)
{
	NEXT(int, "close", int);
	if (is_fd(fd)) {
		ours[fd] = 0;
		vd_files_counters(&files);
	}
	return next(fd);
}

static int same(int from, int to)
{
	if (to >= 0 && to < MAX_FD)
		ours[to] = is_fd(from) ? 1 : 0;
	return to;
}

int dup(int fd)
{
	NEXT(int, "dup", int);
	return same(fd, next(fd));
}

int dup2(int fd, int to)
{
	NEXT(int, "dup2", int, int);
	return same(fd, next(fd, to));
}

int dup3(int fd, int to, int flags)
{
	NEXT(int, "dup3", int, int, int);
	return same(fd, next(fd, to, flags));
}

/* --- what kind of file it is --- */

#define FILL(st)                                                                                                               \
	do {                                                                                                                   \
		memset((st), 0, sizeof(*(st)));                                                                                \
		(st)->st_mode = S_IFBLK | 0660;                                                                                \
		(st)->st_nlink = 1;                                                                                            \
		(st)->st_uid = getuid();                                                                                       \
		(st)->st_gid = getgid();                                                                                       \
		(st)->st_rdev = makedev(SR_MAJOR, 0);                                                                          \
		(st)->st_blksize = 2048;                                                                                       \
	} while (0)

#define STAT(name, type)                                                                                                       \
	int name(const char *path, struct type *st)                                                                            \
	{                                                                                                                      \
		NEXT(int, #name, const char *, struct type *);                                                                 \
		if (!is_path(path))                                                                                            \
			return next(path, st);                                                                                 \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define FSTAT(name, type)                                                                                                      \
	int name(int fd, struct type *st)                                                                                      \
	{                                                                                                                      \
		NEXT(int, #name, int, struct type *);                                                                          \
		if (!is_fd(fd))                                                                                                \
			return next(fd, st);                                                                                   \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define FSTATAT(name, type)                                                                                                    \
	int name(int folder, const char *path, struct type *st, int flags)                                                     \
	{                                                                                                                      \
		NEXT(int, #name, int, const char *, struct type *, int);                                                       \
		if (!is_path(path) && !(flags & AT_EMPTY_PATH && is_fd(folder)))                                               \
			return next(folder, path, st, flags);                                                                  \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define XSTAT(name, type)                                                                                                      \
	int name(int version, const char *path, struct type *st);                                                              \
	int name(int version, const char *path, struct type *st)                                                               \
	{                                                                                                                      \
		NEXT(int, #name, int, const char *, struct type *);                                                            \
		if (!is_path(path))                                                                                            \
			return next(version, path, st);                                                                        \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define FXSTAT(name, type)                                                                                                     \
	int name(int version, int fd, struct type *st);                                                                        \
	int name(int version, int fd, struct type *st)                                                                         \
	{                                                                                                                      \
		NEXT(int, #name, int, int, struct type *);                                                                     \
		if (!is_fd(fd))                                                                                                \
			return next(version, fd, st);                                                                          \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}

STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
FSTAT(fstat, stat)
FSTAT(fstat64, stat64)
FSTATAT(fstatat, stat)
FSTATAT(fstatat64, stat64)
XSTAT(__xstat, stat)
XSTAT(__xstat64, stat64)
XSTAT(__lxstat, stat)
XSTAT(__lxstat64, stat64)
FXSTAT(__fxstat, stat)
FXSTAT(__fxstat64, stat64)

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *st)
{
	NEXT(int, "statx", int, const char *, int, unsigned, struct statx *);
	if (!is_path(path) && !(flags & AT_EMPTY_PATH && is_fd(folder)))
		return next(folder, path, flags, mask, st);
	memset(st, 0, sizeof(*st));
	st->stx_mask = STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_UID | STATX_GID;
	st->stx_mode = S_IFBLK | 0660;
	st->stx_nlink = 1;
	st->stx_uid = getuid();
	st->stx_gid = getgid();
	st->stx_rdev_major = SR_MAJOR;
	st->stx_blksize = 2048;
	return 0;
}

int access(const char *path, int mode)
{
	NEXT(int, "access", const char *, int);
	if (!is_path(path))
		return next(path, mode);
	if (!(mode & X_OK))
		return 0;
	errno = EACCES;
	return -1;
}

int faccessat(int folder, const char *path, int mode, int flags)
{
	NEXT(int, "faccessat", int, const char *, int, int);
	return is_path(path) ? access(path, mode) : next(folder, path, mode, flags);
}

ssize_t readlink(const char *path, char *to, size_t bytes)
{
	NEXT(ssize_t, "readlink", const char *, char *, size_t);
	if (!is_path(path))
		return next(path, to, bytes);
	errno = EINVAL;
	return -1;
}

char *realpath(const char *path, char *to)
{
	NEXT(char *, "realpath", const char *, char *);
	if (!is_path(path))
		return next(path, to);
	if (!to)
		return strdup(path);
	memcpy(to, path, strlen(path) + 1); /* the caller's PATH_MAX bytes */
	return to;
}

/* An audio disc has no blocks to read. */
ssize_t read(int fd, void *to, size_t bytes)
{
	NEXT(ssize_t, "read", int, void *, size_t);
	if (!is_fd(fd))
		return next(fd, to, bytes);
	errno = EIO;
	return -1;
}

/* --- ioctl --- */

static int packet(const uint8_t *cdb, size_t cdb_len, void *data, size_t cap, size_t *len, uint8_t sense[VD_SENSE_BYTES])
{
	int status;

	pthread_mutex_lock(&lock);
	status = vd_files_command(&files, cdb, cdb_len, data, cap, len, sense);
	pthread_mutex_unlock(&lock);
	return status;
}

static int fail(int error)
{
	errno = error;
	return -1;
}

/* As sr_do_ioctl(): a unit attention is tried again, other sense becomes an errno. */
static int kernel_packet(const uint8_t cdb[12], void *data, size_t cap)
{
	uint8_t sense[VD_SENSE_BYTES];
	size_t len;

	for (int i = 0; i < CD_TIMEOUT_TRIES; i++) {
		if (!packet(cdb, 12, data, cap, &len, sense))
			return 0;
		if (sense[2] != 6)
			break;
	}
	if (sense[2] == 2)
		return fail(ENOMEDIUM);
	return fail(sense[2] == 5 && sense[12] == 0x20 ? EOPNOTSUPP : EIO);
}

static int send_packet(struct cdrom_generic_command *c)
{
	uint8_t sense[VD_SENSE_BYTES];
	size_t len = 0, cap = c->data_direction == CGC_DATA_READ && c->buffer ? c->buflen : 0;
	int status = packet(c->cmd, sizeof(c->cmd), c->buffer, cap, &len, sense);

	c->buflen = (unsigned)(c->buflen - (cap ? len : 0));
	c->stat = status ? -EIO : 0;
	if (c->sense)
		memcpy(c->sense, sense, sizeof(*c->sense) < sizeof(sense) ? sizeof(*c->sense) : sizeof(sense));
	return status ? fail(EIO) : 0;
}

static int sg_io(struct sg_io_hdr *h)
{
	uint8_t sense[VD_SENSE_BYTES];
	size_t len = 0, n;
	int in = h->dxfer_direction == SG_DXFER_FROM_DEV || h->dxfer_direction == SG_DXFER_TO_FROM_DEV;

	if (h->interface_id != 'S' || !h->cmdp || h->iovec_count || h->cmd_len < 6)
		return fail(EINVAL);
	h->status = (unsigned char)packet(h->cmdp, h->cmd_len, h->dxferp, in && h->dxferp ? h->dxfer_len : 0, &len, sense);
	h->masked_status = h->status >> 1 & 0x1F;
	h->host_status = h->msg_status = 0;
	h->driver_status = h->status ? 8 : 0;
	h->info = h->status ? SG_INFO_CHECK : SG_INFO_OK;
	h->resid = in ? (int)(h->dxfer_len - len) : 0;
	h->duration = 1;
	h->sb_len_wr = 0;
	if (h->status && h->sbp) {
		n = h->mx_sb_len < sizeof(sense) ? h->mx_sb_len : sizeof(sense);
		memcpy(h->sbp, sense, n);
		h->sb_len_wr = (unsigned char)n;
	}
	return 0;
}

static int toc_header(struct cdrom_tochdr *to)
{
	uint8_t cdb[12] = { 0x43, 0, 0, 0, 0, 0, 0, 0, 12 }, data[12] = { 0 };

	if (kernel_packet(cdb, data, sizeof(data)))
		return -1;
	to->cdth_trk0 = data[2];
	to->cdth_trk1 = data[3];
	return 0;
}

static void put_address(union cdrom_addr *to, const uint8_t msf[3], int format)
{
	if (format == CDROM_LBA)
		to->lba = msf[0] * 4500 + msf[1] * 75 + msf[2] - 150;
	else
		to->msf.minute = msf[0], to->msf.second = msf[1], to->msf.frame = msf[2];
}

static int toc_entry(struct cdrom_tocentry *e)
{
	uint8_t cdb[12] = { 0x43, 2, 0, 0, 0, 0, e->cdte_track, 0, 12 }, data[12] = { 0 };

	if (e->cdte_format != CDROM_LBA && e->cdte_format != CDROM_MSF)
		return fail(EINVAL);
	if (kernel_packet(cdb, data, sizeof(data)))
		return -1;
	e->cdte_ctrl = data[5] & 15;
	e->cdte_adr = (unsigned char)(data[5] >> 4);
	e->cdte_datamode = data[5] & 4 ? 1 : 0;
	put_address(&e->cdte_addr, data + 9, e->cdte_format);
	return 0;
}

/* The kernel does not look at the valid bit. */
static int get_mcn(struct cdrom_mcn *to)
{
	uint8_t cdb[12] = { 0x42, 0, 0x40, 2, 0, 0, 0, 0, 24 }, data[24] = { 0 };

	if (kernel_packet(cdb, data, sizeof(data)))
		return -1;
	memcpy(to->medium_catalog_number, data + 9, 13);
	to->medium_catalog_number[13] = 0;
	return 0;
}

static int subchannel(struct cdrom_subchnl *to)
{
	uint8_t cdb[12] = { 0x42, 2, 0x40, 1, 0, 0, 0, 0, 16 }, data[16] = { 0 };
	int format = to->cdsc_format;

	if (format != CDROM_LBA && format != CDROM_MSF)
		return fail(EINVAL);
	if (kernel_packet(cdb, data, sizeof(data)))
		return -1;
	to->cdsc_audiostatus = data[1];
	to->cdsc_ctrl = data[5] & 15;
	to->cdsc_adr = (unsigned char)(data[5] >> 4);
	to->cdsc_trk = data[6];
	to->cdsc_ind = data[7];
	put_address(&to->cdsc_absaddr, data + 9, format);
	put_address(&to->cdsc_reladdr, data + 13, format);
	return 0;
}

static int read_audio(const struct cdrom_read_audio *a)
{
	int32_t lba = a->addr_format == CDROM_LBA ?
			      a->addr.lba :
			      a->addr.msf.minute * 4500 + a->addr.msf.second * 75 + a->addr.msf.frame - 150;
	uint32_t u;

	if (a->nframes < 0 || a->nframes > 75 || lba < 0)
		return fail(EINVAL);
	for (int i = 0; i < a->nframes; i++) {
		uint8_t cdb[12] = { 0xBE, 0, 0, 0, 0, 0, 0, 0, 1, 0xF8 };

		u = (uint32_t)(lba + i);
		cdb[2] = (uint8_t)(u >> 24), cdb[3] = (uint8_t)(u >> 16), cdb[4] = (uint8_t)(u >> 8), cdb[5] = (uint8_t)u;
		if (kernel_packet(cdb, a->buf + i * CD_FRAMESIZE_RAW, CD_FRAMESIZE_RAW))
			return -1;
	}
	return 0;
}

static int drive_status(void)
{
	if (files.vd.faults.tray_open)
		return CDS_TRAY_OPEN;
	return files.vd.disc && !files.vd.faults.no_disc ? CDS_DISC_OK : CDS_NO_DISC;
}

static int disc_status(void)
{
	const struct vd_disc *d = files.vd.disc;
	int data = 0, audio = 0;

	if (drive_status() != CDS_DISC_OK)
		return CDS_NO_INFO;
	for (int t = d->first_track; t <= d->last_track; t++)
		if (d->track[t].control & 4)
			data = 1;
		else
			audio = 1;
	return !data ? CDS_AUDIO : audio ? CDS_MIXED : CDS_DATA_1;
}

static int multisession(struct cdrom_multisession *m)
{
	int format = m->addr_format;

	if (drive_status() != CDS_DISC_OK)
		return fail(ENOMEDIUM);
	memset(m, 0, sizeof(*m));
	m->addr_format = (unsigned char)format;
	return 0;
}

static int media_changed(void)
{
	int changed = files.vd.unit_attention;

	files.vd.unit_attention = 0;
	return changed;
}

static int tray(int out)
{
	uint8_t cdb[12] = { 0x1B, 0, 0, 0, out ? 2 : 3 };

	return kernel_packet(cdb, NULL, 0);
}

static void capacity(uint64_t *bytes, unsigned long *sectors)
{
	uint64_t n = files.vd.disc ? (uint64_t)files.vd.disc->leadout_lba * 2048 : 0;

	if (bytes)
		*bytes = n;
	if (sectors)
		*sectors = (unsigned long)(n / 512);
}

static int scsi_request(unsigned long request, void *arg)
{
	struct {
		uint32_t id, host;
	} *idlun = arg;

	switch (request) {
	case SG_IO:
		return sg_io(arg);
	case SG_GET_VERSION_NUM:
		*(int *)arg = 30527;
		return 0;
	case SG_EMULATED_HOST:
	case SCSI_IOCTL_GET_BUS_NUMBER:
		*(int *)arg = 0;
		return 0;
	case SG_GET_RESERVED_SIZE:
		*(int *)arg = 262144;
		return 0;
	case SG_SET_TIMEOUT:
	case SG_SET_RESERVED_SIZE:
		return 0;
	case SG_GET_TIMEOUT:
		return 6000;
	case SCSI_IOCTL_GET_IDLUN:
		idlun->id = idlun->host = 0;
		return 0;
	case BLKSSZGET:
		*(int *)arg = 2048;
		return 0;
	case BLKGETSIZE:
		capacity(NULL, arg);
		return 0;
	case BLKGETSIZE64:
		capacity(arg, NULL);
		return 0;
	case BLKFLSBUF:
		return 0;
	default:
		return fail(ENOTTY);
	}
}

static int drive_request(unsigned long request, void *arg)
{
	switch (request) {
	case CDROM_SEND_PACKET:
		return send_packet(arg);
	case CDROMREADTOCHDR:
		return toc_header(arg);
	case CDROMREADTOCENTRY:
		return toc_entry(arg);
	case CDROM_GET_MCN:
		return get_mcn(arg);
	case CDROMSUBCHNL:
		return subchannel(arg);
	case CDROMREADAUDIO:
		return read_audio(arg);
	case CDROM_DRIVE_STATUS:
		return drive_status();
	case CDROM_DISC_STATUS:
		return disc_status();
	case CDROM_GET_CAPABILITY:
		return CDC_CLOSE_TRAY | CDC_OPEN_TRAY | CDC_LOCK | CDC_SELECT_SPEED | CDC_MULTI_SESSION | CDC_MCN | CDC_MEDIA_CHANGED |
		       CDC_PLAY_AUDIO | CDC_RESET | CDC_DRIVE_STATUS | CDC_GENERIC_PACKET;
	case CDROM_MEDIA_CHANGED:
		return media_changed();
	case CDROMMULTISESSION:
		return multisession(arg);
	case CDROMEJECT:
		return tray(1);
	case CDROMCLOSETRAY:
		return tray(0);
	case CDROM_SELECT_SPEED:
	case CDROM_LOCKDOOR:
	case CDROM_CLEAR_OPTIONS:
	case CDROM_SET_OPTIONS:
	case CDROMSTART:
	case CDROMSTOP:
	case CDROMRESET:
		return 0;
	default:
		return scsi_request(request, arg);
	}
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *arg;

	NEXT(int, "ioctl", int, unsigned long, ...);
	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	return is_fd(fd) ? drive_request(request & 0xFFFFFFFFu, arg) : next(fd, request, arg);
}
