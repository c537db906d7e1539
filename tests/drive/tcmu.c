/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tcmu.c - a virtual drive behind the kernel's SCSI stack: takes commands from the ring of a TCMU device and has the model
 * answer them.  Test code, run in user-mode Linux by uml/init.  Source: linux/target_core_user.h, Documentation/target/tcmu-design.rst.
 *
 * tcmu DISC.vd /dev/uio0 MAP_BYTES SIGN - makes the file SIGN once it listens; SIGTERM ends it
 */
#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/target_core_user.h>)
#define HAVE_TCMU 1
#endif
#endif

#ifdef HAVE_TCMU
#include "tests/drive/disc-from-files.h"

#include <fcntl.h>
#include <linux/target_core_user.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

struct ring {
	uint8_t *map;
	size_t map_bytes;
	struct tcmu_mailbox *mailbox;
	uint8_t *buffer; /* of map_bytes: no command moves more than the shared memory holds */
};

static size_t cdb_length(uint8_t opcode)
{
	static const size_t by_group[8] = { 6, 10, 10, 16, 16, 12, 16, 16 };

	return by_group[opcode >> 5];
}

/* Spreads what the drive sent over the command's pieces of shared memory; counts the room when `from` is NULL. */
static size_t scatter(const struct ring *r, const struct tcmu_cmd_entry *e, const uint8_t *from, size_t bytes)
{
	size_t room = 0;

	for (uint32_t i = 0; i < e->req.iov_cnt; i++) {
		struct iovec piece = e->req.iov[i];
		size_t at = (size_t)piece.iov_base, n = piece.iov_len;

		if (at > r->map_bytes || n > r->map_bytes - at)
			break;
		if (from && room < bytes)
			memcpy(r->map + at, from + room, n < bytes - room ? n : bytes - room);
		room += n;
	}
	return room;
}

static void carry_out(struct vd_files *files, const struct ring *r, struct tcmu_cmd_entry *e, int may_say_length)
{
	uint8_t cdb[16] = { 0 }, sense[VD_SENSE_BYTES];
	const uint8_t *from = r->map + e->req.cdb_off;
	size_t room = scatter(r, e, NULL, 0), len = 0;
	int status;

	memcpy(cdb, from, cdb_length(from[0]));
	if (room > r->map_bytes)
		room = r->map_bytes;
	status = vd_files_command(files, cdb, cdb_length(cdb[0]), r->buffer, room, &len, sense);
	scatter(r, e, r->buffer, len);
	/* The answer lies where the request lay. */
	memset(&e->rsp, 0, sizeof(e->rsp));
	e->rsp.scsi_status = (uint8_t)status;
	if (status)
		memcpy(e->rsp.sense_buffer, sense, sizeof(sense));
	if (may_say_length && !status) {
		e->rsp.read_len = (uint32_t)len;
		e->hdr.uflags |= TCMU_UFLAG_READ_LEN;
	}
}

static void drain(struct vd_files *files, const struct ring *r)
{
	struct tcmu_mailbox *m = r->mailbox;
	int may_say_length = (m->flags & TCMU_MAILBOX_FLAG_CAP_READ_LEN) != 0;

	while (m->cmd_tail != __atomic_load_n(&m->cmd_head, __ATOMIC_ACQUIRE)) {
		/* Packed in the header, but the kernel aligns every entry to eight bytes. */
		struct tcmu_cmd_entry *e = (void *)(r->map + m->cmdr_off + m->cmd_tail);

		if (tcmu_hdr_get_op(e->hdr.len_op) == TCMU_OP_CMD)
			carry_out(files, r, e, may_say_length);
		else if (tcmu_hdr_get_op(e->hdr.len_op) != TCMU_OP_PAD && tcmu_hdr_get_op(e->hdr.len_op) != TCMU_OP_TMR)
			e->hdr.uflags |= TCMU_UFLAG_UNKNOWN_OP;
		__atomic_store_n(&m->cmd_tail, (m->cmd_tail + tcmu_hdr_get_len(e->hdr.len_op)) % m->cmdr_size, __ATOMIC_RELEASE);
	}
}

static int serve(struct vd_files *files, const char *uio, size_t map_bytes, const char *sign)
{
	struct ring r = { NULL, map_bytes, NULL, malloc(map_bytes) };
	int fd = open(uio, O_RDWR | O_CLOEXEC), status = 1;
	uint32_t word;
	void *at = MAP_FAILED;

	if (fd >= 0 && r.buffer)
		at = mmap(NULL, map_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED) {
		perror(uio);
		goto out;
	}
	r.map = at;
	r.mailbox = at;
	status = 0;
	close(open(sign, O_WRONLY | O_CREAT, 0666));
	while (!stop) {
		drain(files, &r);
		word = 0;
		if (write(fd, &word, sizeof(word)) != (ssize_t)sizeof(word) || read(fd, &word, sizeof(word)) != (ssize_t)sizeof(word))
			break;
	}
out:
	if (at != MAP_FAILED)
		munmap(at, map_bytes);
	if (fd >= 0)
		close(fd);
	free(r.buffer);
	return status;
}

int main(int argc, char **argv)
{
	struct sigaction action = { 0 };
	static struct vd_files files;
	char error[512];
	int status;

	if (argc != 5)
		return 2;
	if (vd_files_open(&files, argv[1], error, sizeof(error))) {
		fprintf(stderr, "virtual drive: %s\n", error);
		return 3;
	}
	action.sa_handler = on_signal; /* without SA_RESTART: the read ends */
	sigaction(SIGTERM, &action, NULL);
	status = serve(&files, argv[2], strtoul(argv[3], NULL, 10), argv[4]);
	vd_files_close(&files);
	return status;
}
#else
int main(void)
{
	return 77;
}
#endif
