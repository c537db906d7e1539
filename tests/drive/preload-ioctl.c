/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * preload-ioctl.c - the requests that a preloaded virtual drive answers.  Test code.
 *
 * Answers what Linux' sr driver answers (6.1: drivers/scsi/sr.c, sr_ioctl.c, scsi_ioctl.c, cdrom.c), by asking the model
 * with the same commands.
 */
#include "tests/drive/preload.h"

#include <errno.h>
#include <linux/cdrom.h>
#include <linux/fs.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <string.h>

/* Known to the kernel only; libcdio writes them out, too. */
#ifndef SCSI_IOCTL_GET_IDLUN
#define SCSI_IOCTL_GET_IDLUN 0x5382
#endif
#ifndef SCSI_IOCTL_GET_BUS_NUMBER
#define SCSI_IOCTL_GET_BUS_NUMBER 0x5386
#endif

enum { TRIES = 10 }; /* MAX_RETRIES of sr.h */

static int packet(const uint8_t *cdb, size_t cdb_len, void *data, size_t cap, size_t *len, uint8_t sense[VD_SENSE_BYTES])
{
	int status;

	pthread_mutex_lock(&vd_preload_lock);
	status = vd_files_command(&vd_preload_files, cdb, cdb_len, data, cap, len, sense);
	pthread_mutex_unlock(&vd_preload_lock);
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

	for (int i = 0; i < TRIES; i++) {
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
	if (vd_preload_files.vd.faults.tray_open)
		return CDS_TRAY_OPEN;
	return vd_preload_files.vd.disc && !vd_preload_files.vd.faults.no_disc ? CDS_DISC_OK : CDS_NO_DISC;
}

static int disc_status(void)
{
	const struct vd_disc *d = vd_preload_files.vd.disc;
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
	const struct vd_disc *d = vd_preload_files.vd.disc;
	int format = m->addr_format;

	if (drive_status() != CDS_DISC_OK)
		return fail(ENOMEDIUM);
	memset(m, 0, sizeof(*m));
	m->addr_format = (unsigned char)format;
	if (d->second_session) {
		int32_t lba = d->track[d->second_session].start_lba;

		m->xa_flag = 1;
		if (format == CDROM_LBA) {
			m->addr.lba = lba;
		} else {
			m->addr.msf.minute = (__u8)((lba + 150) / 4500);
			m->addr.msf.second = (__u8)((lba + 150) / 75 % 60);
			m->addr.msf.frame = (__u8)((lba + 150) % 75);
		}
	}
	return 0;
}

static int media_changed(void)
{
	int changed = vd_preload_files.vd.unit_attention;

	vd_preload_files.vd.unit_attention = 0;
	return changed;
}

static int tray(int out)
{
	uint8_t cdb[12] = { 0x1B, 0, 0, 0, out ? 2 : 3 };

	return kernel_packet(cdb, NULL, 0);
}

static void capacity(uint64_t *bytes, unsigned long *sectors)
{
	uint64_t n = vd_preload_files.vd.disc ? (uint64_t)vd_preload_files.vd.disc->leadout_lba * 2048 : 0;

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

int vd_preload_request(unsigned long request, void *arg)
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
