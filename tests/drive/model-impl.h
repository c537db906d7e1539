/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model-impl.h - what the model's own files share; not for tests. */
#ifndef VD_MODEL_IMPL_H
#define VD_MODEL_IMPL_H

#include "tests/drive/model.h"

#define VD_LEADIN 150  /* sectors before LBA 0 that can be read */
#define VD_LEADOUT 150 /* sectors of the lead-out that can be read */
#define Q_AT 12        /* of the 96 bytes of a sector's subcode */

/* Where a command's answer goes: put() counts all, stores what fits. */
struct vd_reply {
	uint8_t *data;
	size_t cap, len;
	int has_error_lba; /* for the sense's information field */
	int32_t error_lba;
};

/* Sense key, additional sense code and qualifier in one number, as reports write it: 0x52400 is 5/24/00. */
#define VD_OK 0u
#define VD_E_NO_DISC 0x23a01u
#define VD_E_TRAY_OPEN 0x23a02u
#define VD_E_CIRC 0x31106u
#define VD_E_OPCODE 0x52000u
#define VD_E_RANGE 0x52100u
#define VD_E_CDB 0x52400u
#define VD_E_LOCKED 0x55302u
#define VD_E_MODE 0x56400u
#define VD_E_CHANGED 0x62800u

/* model.c */
void vd_put(struct vd_reply *r, const void *bytes, size_t n);
void vd_put_address(uint8_t out[4], int32_t lba, int msf);
uint32_t vd_be(const uint8_t *p, size_t n);
int vd_track_of(const struct vd_disc *d, int32_t lba); /* 0xAA in the lead-out */
int32_t vd_track_end(const struct vd_disc *d, int track);
int vd_chance(struct vd *vd, uint32_t permille, int32_t lba, uint32_t what, int fixed);
uint64_t vd_draw(struct vd *vd, int32_t lba, uint32_t what, int fixed);

/* model-toc.c: commands that tell about disc and drive */
uint32_t vd_read_toc(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);
uint32_t vd_disc_info(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);
uint32_t vd_track_info(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);
uint32_t vd_configuration(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);
uint32_t vd_mode_sense(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);

/* model-sub.c: Q with its faults, and the drive's search in it */
void vd_sub_read(struct vd *vd, int32_t lba, uint8_t out[VD_SUB_BYTES]);
int vd_q_good(const uint8_t q[12]);
uint32_t vd_read_subchannel(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);

/* model-read.c: sectors */
uint32_t vd_read_cd(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);
uint32_t vd_read_blocks(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);

#endif
