/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc-from-files.c - the loader of disc descriptions, and the drive's log and counters. */
#include "tests/drive/disc-from-files.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BEFORE = 150, PACK = 18, LINE_BYTES = 4600 };

struct loading {
	struct vd_files *f;
	const char *path;
	int line;
	char *error;
	size_t error_bytes;
};

__attribute__((format(printf, 2, 3))) static int fail(struct loading *l, const char *format, ...)
{
	int n = snprintf(l->error, l->error_bytes, "%s:%d: ", l->path, l->line);
	va_list args;

	va_start(args, format);
	if (n > 0 && (size_t)n < l->error_bytes)
		vsnprintf(l->error + n, l->error_bytes - (size_t)n, format, args);
	va_end(args);
	return -1;
}

/* A name beside the description; owned by the caller. */
static char *beside(const char *description, const char *name)
{
	const char *slash = strrchr(description, '/');
	size_t folder = name[0] != '/' && slash ? (size_t)(slash - description) + 1 : 0, n = strlen(name) + 1;
	char *full = malloc(folder + n);

	if (full) {
		memcpy(full, description, folder);
		memcpy(full + folder, name, n);
	}
	return full;
}

static int map_file(struct loading *l, const char *name, struct vd_map *m)
{
	char *full = beside(l->path, name);
	int fd = full ? open(full, O_RDONLY | O_CLOEXEC) : -1, status = -1;
	struct stat st;
	void *at;

	free(full);
	if (m->data || fd < 0 || fstat(fd, &st) || st.st_size < 0)
		goto out;
	status = 0;
	if (!st.st_size)
		goto out;
	at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED) {
		status = -1;
		goto out;
	}
	m->data = at;
	m->bytes = (size_t)st.st_size;
out:
	if (fd >= 0)
		close(fd);
	return status ? fail(l, "cannot read '%s'", name) : 0;
}

static void unmap(struct vd_map *m)
{
	union {
		const void *in;
		void *out;
	} p = { m->data };

	if (p.in)
		munmap(p.out, m->bytes);
	m->data = NULL;
}

static void audio(void *user, int32_t lba, uint8_t out[VD_SECTOR_BYTES])
{
	const struct vd_files *f = user;
	int64_t at = ((int64_t)lba - f->bin_first_lba) * VD_SECTOR_BYTES;
	size_t have;

	memset(out, 0, VD_SECTOR_BYTES);
	if (f->bin.data) {
		if (at < 0 || (uint64_t)at >= f->bin.bytes)
			return;
		have = f->bin.bytes - (size_t)at;
		memcpy(out, f->bin.data + at, have < VD_SECTOR_BYTES ? have : VD_SECTOR_BYTES);
		return;
	}
	for (uint32_t i = 0; i < VD_SECTOR_BYTES / 4; i++) {
		uint32_t v = ((uint32_t)lba * (VD_SECTOR_BYTES / 4) + i) * 2654435761u;

		for (uint32_t b = 0; b < 4; b++)
			out[4 * i + b] = (uint8_t)(v >> 8 * b);
	}
}

static void subcode(void *user, int32_t lba, uint8_t out[VD_SUB_BYTES])
{
	const struct vd_files *f = user;
	int64_t at = ((int64_t)lba - f->sub_first_lba) * VD_SUB_BYTES;

	if (f->sub.data && at >= 0 && (uint64_t)at + VD_SUB_BYTES <= f->sub.bytes)
		memcpy(out, f->sub.data + at, VD_SUB_BYTES);
	else
		vd_program_sub(&f->program, lba, out);
}

/* Up to three numbers and nothing behind them. */
static int numbers(const char *s, int n, long *v)
{
	char *end;

	for (int i = 0; i < n; i++, s = end) {
		v[i] = strtol(s, &end, 0);
		if (end == s || v[i] < -1000000 || v[i] > 1000000)
			return -1;
	}
	return *s ? -1 : 0;
}

static int add_track(struct loading *l, const char *value)
{
	struct vd_program *p = &l->f->program;
	long v[3];

	if (numbers(value, 3, v) || v[0] < 1 || v[0] > 99 || v[1] < 0 || v[1] > 15 || (p->last_track && v[0] != p->last_track + 1))
		return fail(l, "want: track N CONTROL LBA, in order");
	if (!p->first_track)
		p->first_track = (uint8_t)v[0];
	p->last_track = (uint8_t)v[0];
	p->track[v[0]].control = (uint8_t)v[1];
	p->track[v[0]].index_count = 1;
	p->track[v[0]].index_lba[1] = (int32_t)v[2];
	return 0;
}

static int add_index(struct loading *l, const char *value)
{
	struct vd_program_track *k;
	long v[3];

	if (numbers(value, 3, v) || v[0] < 1 || v[0] > 99 || v[1] < 0 || v[1] > 99 || v[1] == 1)
		return fail(l, "want: index N I LBA");
	k = &l->f->program.track[v[0]];
	if (v[1] ? v[1] != k->index_count + 1 : k->has_pregap)
		return fail(l, "index out of order, or track not yet named");
	k->index_lba[v[1]] = (int32_t)v[2];
	if (v[1])
		k->index_count = (uint8_t)v[1];
	else
		k->has_pregap = 1;
	return 0;
}

static int all_in(const char *s, size_t n, const char *set)
{
	return strspn(s, set) == n && strlen(s) == n;
}

static int add_isrc(struct loading *l, const char *value)
{
	char *code;
	long track = strtol(value, &code, 10);

	code += strspn(code, " \t");
	if (track < 1 || track > 99 || !all_in(code, 12, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") || !all_in(code + 5, 7, "0123456789"))
		return fail(l, "want: isrc N and 12 characters");
	memcpy(l->f->program.track[track].isrc, code, 13);
	return 0;
}

static int add_fault(struct loading *l, char *value)
{
	size_t n = strcspn(value, " \t");
	const char *argument = value + n + strspn(value + n, " \t");

	value[n] = 0;
	return vd_fault_set(&l->f->vd.faults, value, argument) ? fail(l, "no fault '%s', or not with '%s'", value, argument) : 0;
}

static int add_log(struct loading *l, const char *name)
{
	char *full = beside(l->path, name);

	if (l->f->log_fd < 0 && full)
		l->f->log_fd = open(full, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	free(full);
	return l->f->log_fd < 0 ? fail(l, "cannot write '%s'", name) : 0;
}

static int add_next(struct loading *l, const char *name)
{
	char *full = beside(l->path, name);
	int status = -1;

	if (!full || l->f->next || !(l->f->next = calloc(1, sizeof(*l->f->next)))) {
		fail(l, "one 'next' only");
		goto out;
	}
	/* A description that names itself would not end. */
	if (strstr(l->path, ".next.vd") || !strstr(name, ".next.vd")) {
		free(l->f->next);
		l->f->next = NULL;
		fail(l, "the next disc is called NAME.next.vd and has no next itself");
		goto out;
	}
	status = vd_files_open(l->f->next, full, l->error, l->error_bytes);
	if (status) {
		free(l->f->next);
		l->f->next = NULL;
	}
out:
	free(full);
	return status;
}

static int lba_line(struct loading *l, const char *value, int32_t *out)
{
	long v;

	if (numbers(value, 1, &v))
		return fail(l, "want a number, not '%s'", value);
	*out = (int32_t)v;
	return 0;
}

static int setting(struct loading *l, const char *key, char *value)
{
	struct vd_files *f = l->f;

	if (!strcmp(key, "bin"))
		return map_file(l, value, &f->bin);
	if (!strcmp(key, "first_lba"))
		return lba_line(l, value, &f->bin_first_lba);
	if (!strcmp(key, "sub"))
		return map_file(l, value, &f->sub);
	if (!strcmp(key, "sub_first_lba"))
		return lba_line(l, value, &f->sub_first_lba);
	if (!strcmp(key, "cdtext"))
		return map_file(l, value, &f->cdtext);
	if (!strcmp(key, "track"))
		return add_track(l, value);
	if (!strcmp(key, "index"))
		return add_index(l, value);
	if (!strcmp(key, "isrc"))
		return add_isrc(l, value);
	if (!strcmp(key, "leadout"))
		return lba_line(l, value, &f->program.leadout_lba);
	if (!strcmp(key, "second_session"))
		return lba_line(l, value, &f->second_session);
	if (!strcmp(key, "fault"))
		return add_fault(l, value);
	if (!strcmp(key, "next"))
		return add_next(l, value);
	if (!strcmp(key, "log"))
		return add_log(l, value);
	if (!strcmp(key, "counters") && !f->counters_path)
		return (f->counters_path = beside(l->path, value)) ? 0 : fail(l, "out of memory");
	if (!strcmp(key, "mcn") && all_in(value, 13, "0123456789")) {
		memcpy(f->program.mcn, value, 14);
		return 0;
	}
	return fail(l, "unknown setting, or wrong value: '%s %s'", key, value);
}

static int one_line(struct loading *l, char *line)
{
	size_t n = strcspn(line, "\r\n"), key;

	if (!line[n] && n == LINE_BYTES - 1)
		return fail(l, "line too long");
	line[n] = 0;
	line += strspn(line, " \t");
	if (!*line || *line == '#')
		return 0;
	for (n = strlen(line); n && strchr(" \t", line[n - 1]);)
		line[--n] = 0;
	key = strcspn(line, " \t");
	if (!line[key])
		return fail(l, "'%s' wants a value", line);
	line[key] = 0;
	return setting(l, line, line + key + 1 + strspn(line + key + 1, " \t"));
}

static int read_lines(struct loading *l)
{
	FILE *in = fopen(l->path, "r");
	char line[LINE_BYTES];
	int status = 0;

	if (!in)
		return fail(l, "cannot open");
	while (!status && fgets(line, sizeof(line), in)) {
		l->line++;
		status = one_line(l, line);
	}
	if (!status && ferror(in))
		status = fail(l, "cannot read");
	fclose(in);
	return status;
}

/* Starts in order, inside the disc. */
static int check_session(struct loading *l)
{
	const struct vd_program *p = &l->f->program;
	int32_t t = l->f->second_session;

	if (!t || (t > p->first_track && t <= p->last_track && p->track[t].index_lba[1] - VD_SESSION_GAP > p->track[t - 1].index_lba[1]))
		return 0;
	return fail(l, "second session %d: no track, the first, or nearer than 11400 sectors to the one before", t);
}

static int check_program(struct loading *l)
{
	struct vd_program *p = &l->f->program;
	int32_t last = -BEFORE - 1;

	if (!p->last_track)
		return 0; /* an empty tray */
	for (int t = p->first_track; t <= p->last_track; t++) {
		const struct vd_program_track *k = &p->track[t];

		for (int i = k->has_pregap && t > p->first_track ? 0 : 1; i <= k->index_count; i++) {
			if (k->index_lba[i] <= last || k->index_lba[i] < 0)
				return fail(l, "track %d index %d at %d: starts must go up, from 0", t, i, k->index_lba[i]);
			last = k->index_lba[i];
		}
	}
	if (p->leadout_lba <= last || vd_program_plan(p))
		return fail(l, "lead-out at %d: not behind the last start, or beyond 449849", p->leadout_lba);
	return check_session(l);
}

static void make_disc(struct vd_files *f)
{
	const struct vd_program *p = &f->program;
	struct vd_disc *d = &f->disc;
	size_t n = f->cdtext.bytes, skip = n % PACK == 4 ? 4 : 0;

	d->first_track = p->first_track;
	d->last_track = p->last_track;
	for (int t = p->first_track; t <= p->last_track; t++) {
		d->track[t].control = p->track[t].control;
		d->track[t].start_lba = p->track[t].index_lba[1];
	}
	d->leadout_lba = p->leadout_lba;
	d->second_session = (uint8_t)f->second_session;
	d->cdtext = f->cdtext.data ? f->cdtext.data + skip : NULL;
	d->cdtext_bytes = f->cdtext.data ? (n - skip) / PACK * PACK : 0;
	d->audio = audio;
	d->subcode = subcode;
	d->user = f;
}

int vd_files_open(struct vd_files *f, const char *path, char *error, size_t error_bytes)
{
	struct loading l = { f, path, 0, error, error_bytes };
	struct vd_faults faults;

	memset(f, 0, sizeof(*f));
	f->log_fd = -1;
	if (read_lines(&l) || check_program(&l))
		goto fail;
	make_disc(f);
	faults = f->vd.faults;
	if (vd_init(&f->vd, f->program.last_track ? &f->disc : NULL)) {
		fail(&l, "out of memory");
		goto fail;
	}
	f->vd.faults = faults;
	f->vd.next = f->next && f->next->disc.last_track ? &f->next->disc : NULL;
	return 0;
fail:
	free(f->counters_path);
	f->counters_path = NULL;
	vd_files_close(f);
	return -1;
}

void vd_files_close(struct vd_files *f)
{
	vd_files_counters(f);
	free(f->counters_path);
	vd_release(&f->vd);
	unmap(&f->bin);
	unmap(&f->sub);
	unmap(&f->cdtext);
	free(f->program.mode);
	if (f->log_fd >= 0)
		close(f->log_fd);
	if (f->next) {
		vd_files_close(f->next);
		free(f->next);
	}
	memset(f, 0, sizeof(*f));
	f->log_fd = -1;
}

int vd_files_counters(const struct vd_files *f)
{
	const struct vd_counters *c = &f->vd.counters;
	FILE *out = f->counters_path ? fopen(f->counters_path, "w") : NULL;
	int bad;

	if (!out)
		return f->counters_path ? -1 : 0;
	fprintf(out, "commands %llu\nchecks %llu\nsectors-read %llu\ndistinct-sectors %llu\nseeks %llu\nsectors-searched %llu\n",
		(unsigned long long)c->commands, (unsigned long long)c->checks, (unsigned long long)c->sectors_read,
		(unsigned long long)c->distinct_sectors, (unsigned long long)c->seeks, (unsigned long long)c->sectors_searched);
	for (unsigned i = 0; i < 256; i++)
		if (c->by_opcode[i])
			fprintf(out, "opcode-%02X %llu\n", i, (unsigned long long)c->by_opcode[i]);
	bad = ferror(out);
	return fclose(out) || bad ? -1 : 0;
}

static void write_log(const struct vd_files *f, const uint8_t *cdb, size_t cdb_len, int status, size_t bytes, const uint8_t *sense)
{
	char line[160];
	size_t n = 0;
	int m;

	for (size_t i = 0; i < cdb_len && i < 16; i++)
		n += (size_t)snprintf(line + n, sizeof(line) - n, "%02X ", cdb[i]);
	if (status == VD_GOOD)
		m = snprintf(line + n, sizeof(line) - n, "good %zu\n", bytes);
	else
		m = snprintf(line + n, sizeof(line) - n, "check %X/%02X/%02X %zu\n", sense[2], sense[12], sense[13], bytes);
	if (m > 0 && write(f->log_fd, line, n + (size_t)m) < 0)
		return; /* a test that looks for the line will find it missing */
}

int vd_files_command(struct vd_files *f, const uint8_t *cdb, size_t cdb_len, uint8_t *data, size_t data_cap, size_t *data_len,
		     uint8_t sense[VD_SENSE_BYTES])
{
	int status = vd_command(&f->vd, cdb, cdb_len, data, data_cap, data_len, sense);

	if (f->log_fd >= 0)
		write_log(f, cdb, cdb_len, status, *data_len, sense);
	return status;
}
