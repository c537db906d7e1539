/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decode.c - open audio files through the chunk walk and libsndfile.  Layer 2.
 *
 * libsndfile never sees a WAV or AIFF header: it gets the audio region as headerless samples whose format our own walk found, so that its
 * opinions on odd chunks, BW64 or two data chunks cannot matter.  FLAC it reads whole.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/decode.h"
#include "base/buf.h"

#define MAX_CHANNELS 8

struct pm_audio_in {
	int fd;
	char *path;
	uint64_t length_bytes;
	struct pm_walk walk;
	SNDFILE *snd;                     /* NULL until the first decoding */
	uint64_t region_at, region_bytes; /* what libsndfile may see */
	uint64_t position;                /* libsndfile's, in the region */
	int read_failed;                  /* errno of a failed read under libsndfile */
	uint64_t next_frame;              /* where libsndfile stands */
};

/* Reads exactly n bytes; 0, or -1 with errno (0 in errno: the file ended). */
static int read_at(int fd, uint64_t at_bytes, uint8_t *out, size_t n)
{
	ssize_t got;

	while (n > 0) {
		got = pread(fd, out, n, (off_t)at_bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			if (got == 0)
				errno = 0;
			return -1;
		}
		out += got;
		at_bytes += (uint64_t)got;
		n -= (size_t)got;
	}
	return 0;
}

static int walk_read(void *ctx, uint64_t at_bytes, uint8_t *out, size_t length_bytes)
{
	const struct pm_audio_in *in = ctx;

	return read_at(in->fd, at_bytes, out, length_bytes) < 0 ? PM_E_IO : PM_OK;
}

int pm_audio_in_open(struct pm_audio_in **out, const char *path, struct pm_error *err)
{
	struct pm_audio_in *in = calloc(1, sizeof *in);
	struct pm_bytes_in bytes;
	struct stat st;
	int status = PM_E_NOMEM;

	if (!in || !(in->path = pm_str_dup(path))) {
		free(in);
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	}
	/* A FIFO must not hang the program before it can be refused. */
	in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (in->fd < 0 || fstat(in->fd, &st) < 0) {
		status = pm_error_io(err, errno, "open", path);
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		status = pm_error_set(err, PM_E_FORMAT, "'%s' is not a file", path);
		goto out;
	}
	in->length_bytes = (uint64_t)st.st_size;
	bytes = (struct pm_bytes_in){in, in->length_bytes, walk_read};
	status = pm_walk_file(&in->walk, &bytes);
	if (status < 0)
		status = pm_error_io(err, errno ? errno : EIO, "read", path);
out:
	if (status < 0) {
		pm_audio_in_close(in);
		return status;
	}
	*out = in;
	return PM_OK;
}

void pm_audio_in_close(struct pm_audio_in *in)
{
	if (!in)
		return;
	if (in->snd)
		sf_close(in->snd);
	if (in->fd >= 0)
		close(in->fd);
	free(in->path);
	free(in);
}

const struct pm_walk *pm_audio_in_walk(const struct pm_audio_in *in)
{
	return &in->walk;
}
uint64_t pm_audio_in_length_bytes(const struct pm_audio_in *in)
{
	return in->length_bytes;
}

int pm_audio_in_bytes(struct pm_audio_in *in, uint64_t at_bytes, void *out, size_t length_bytes, struct pm_error *err)
{
	if (read_at(in->fd, at_bytes, out, length_bytes) == 0)
		return PM_OK;
	if (errno)
		return pm_error_io(err, errno, "read", in->path);
	return pm_error_set(err, PM_E_IO, "cannot read '%s': it is shorter than it was", in->path);
}

int pm_audio_in_decodable(const struct pm_walk *walk)
{
	if (!walk->has_data || walk->channels < 1 || walk->channels > MAX_CHANNELS || !walk->rate_hz || walk->rate_hz > INT32_MAX)
		return 0;
	switch (walk->coding) {
	case PM_CODING_PCM:
		return walk->container_bits <= 32;
	case PM_CODING_FLOAT:
		return walk->container_bits == 32 || walk->container_bits == 64;
	case PM_CODING_FLAC:
		return 1;
	default:
		return 0;
	}
}

/* libsndfile's view of the region. */
static sf_count_t region_length(void *ctx)
{
	return (sf_count_t)((struct pm_audio_in *)ctx)->region_bytes;
}
static sf_count_t region_tell(void *ctx)
{
	return (sf_count_t)((struct pm_audio_in *)ctx)->position;
}

static sf_count_t region_seek(sf_count_t offset, int whence, void *ctx)
{
	struct pm_audio_in *in = ctx;
	sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (sf_count_t)in->position : (sf_count_t)in->region_bytes;

	if (offset > 0 && base > INT64_MAX - offset)
		return -1;
	if (base + offset < 0)
		return -1;
	in->position = (uint64_t)(base + offset);
	return base + offset;
}

static sf_count_t region_read(void *out, sf_count_t count, void *ctx)
{
	struct pm_audio_in *in = ctx;
	uint64_t left = in->position < in->region_bytes ? in->region_bytes - in->position : 0;

	if (count < 0)
		return 0;
	if ((uint64_t)count > left)
		count = (sf_count_t)left;
	if (count && read_at(in->fd, in->region_at + in->position, out, (size_t)count) < 0) {
		in->read_failed = errno ? errno : EIO;
		return 0;
	}
	in->position += (uint64_t)count;
	return count;
}

static sf_count_t region_write(const void *data, sf_count_t count, void *ctx)
{
	(void)data;
	(void)count;
	(void)ctx;
	return 0;
}

static int sndfile_format(const struct pm_walk *w)
{
	int sub;

	if (w->coding == PM_CODING_FLAC)
		return 0; /* let it look */
	if (w->coding == PM_CODING_FLOAT)
		sub = w->container_bits == 32 ? SF_FORMAT_FLOAT : SF_FORMAT_DOUBLE;
	else if (w->container_bits == 8)
		sub = w->is_unsigned ? SF_FORMAT_PCM_U8 : SF_FORMAT_PCM_S8;
	else
		sub = w->container_bits == 16 ? SF_FORMAT_PCM_16 : w->container_bits == 24 ? SF_FORMAT_PCM_24 : SF_FORMAT_PCM_32;
	return SF_FORMAT_RAW | sub | (w->big_endian ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE);
}

static int start_decoder(struct pm_audio_in *in, struct pm_error *err)
{
	SF_VIRTUAL_IO io = {region_length, region_seek, region_read, region_write, region_tell};
	SF_INFO info = {0};

	if (!pm_audio_in_decodable(&in->walk))
		return pm_error_set(err, PM_E_UNSUPPORTED, "cannot decode '%s'", in->path);
	in->region_at = in->walk.data_bytes_at;
	in->region_bytes = in->walk.data_bytes;
	in->position = 0;
	info.format = sndfile_format(&in->walk);
	if (info.format) {
		info.samplerate = (int)in->walk.rate_hz;
		info.channels = in->walk.channels;
	}
	in->snd = sf_open_virtual(&io, SFM_READ, &info, in);
	if (!in->snd && in->read_failed)
		return pm_error_io(err, in->read_failed, "read", in->path);
	if (!in->snd)
		return pm_error_set(err, PM_E_FORMAT, "cannot decode '%s': %s", in->path, sf_strerror(NULL));
	/* A second STREAMINFO or a stream inside that differs must not overrun the caller's buffer. */
	if (info.channels != in->walk.channels || info.samplerate != (int)in->walk.rate_hz) {
		sf_close(in->snd);
		in->snd = NULL; /* or it would be read from when asked again */
		return pm_error_set(err, PM_E_FORMAT, "cannot decode '%s': its stream is not what its header says", in->path);
	}
	in->next_frame = 0;
	return PM_OK;
}

/*
 * libFLAC looks for a place by guessing, and noise that looks like the header of a frame can lead it astray in a file that is whole: then it is
 * decoded from its beginning.
 */
static int decode_up_to(struct pm_audio_in *in, uint64_t at_frames, struct pm_error *err)
{
	double unused[512 * MAX_CHANNELS];
	uint64_t left;
	sf_count_t n = 1;
	int status;

	sf_close(in->snd);
	in->snd = NULL;
	status = start_decoder(in, err);
	for (; status == PM_OK && n > 0 && in->next_frame < at_frames; in->next_frame += (uint64_t)n) {
		left = at_frames - in->next_frame;
		n = sf_readf_double(in->snd, unused, left < 512 ? (sf_count_t)left : 512);
		if (n < 0 || sf_error(in->snd) != SF_ERR_NO_ERROR)
			n = 0;
	}
	return status;
}

static int go_to(struct pm_audio_in *in, uint64_t at_frames, struct pm_error *err)
{
	int status = PM_OK;

	if (at_frames == in->next_frame)
		return PM_OK;
	if (at_frames <= INT64_MAX && sf_seek(in->snd, (sf_count_t)at_frames, SEEK_SET) == (sf_count_t)at_frames) {
		in->next_frame = at_frames;
		return PM_OK;
	}
	if (in->walk.coding == PM_CODING_FLAC && !in->read_failed && at_frames < in->walk.frame_count)
		status = decode_up_to(in, at_frames, err);
	if (status < 0 || in->next_frame == at_frames)
		return status;
	if (in->read_failed)
		return pm_error_io(err, in->read_failed, "read", in->path);
	return pm_error_set(err, PM_E_FORMAT, "cannot decode '%s' from sample %llu on", in->path, (unsigned long long)at_frames);
}

int pm_audio_in_frames(struct pm_audio_in *in, uint64_t at_frames, double *out, size_t frame_count, size_t *got, struct pm_error *err)
{
	sf_count_t n;
	int status;

	*got = 0;
	if (!in->snd) {
		status = start_decoder(in, err);
		if (status < 0)
			return status;
	}
	status = go_to(in, at_frames, err);
	if (status < 0)
		return status;
	n = sf_readf_double(in->snd, out, (sf_count_t)frame_count);
	if (in->read_failed)
		return pm_error_io(err, in->read_failed, "read", in->path);
	/* libFLAC silences frames whose CRC is wrong and goes on; libsndfile keeps the error. */
	if (sf_error(in->snd) != SF_ERR_NO_ERROR)
		return pm_error_set(err, PM_E_FORMAT, "cannot decode '%s' near sample %llu: %s", in->path, (unsigned long long)at_frames,
				    sf_strerror(in->snd));
	if (n < 0)
		n = 0;
	in->next_frame += (uint64_t)n;
	*got = (size_t)n;
	return PM_OK;
}

int pm_audio_in_at_end(const struct pm_audio_in *in)
{
	return in->position >= in->region_bytes;
}

void pm_audio_in_hint(struct pm_audio_in *in, uint64_t at_bytes, uint64_t length_bytes)
{
#ifdef HAVE_POSIX_FADVISE
	(void)posix_fadvise(in->fd, (off_t)at_bytes, (off_t)length_bytes, length_bytes ? POSIX_FADV_WILLNEED : POSIX_FADV_SEQUENTIAL);
#else
	(void)in;
	(void)at_bytes;
	(void)length_bytes;
#endif
}
