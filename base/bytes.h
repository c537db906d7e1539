/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes.h - loads and stores by shift, and BCD.  Layer 0.  Never overlay a struct on file bytes. */
#ifndef PM_BASE_BYTES_H
#define PM_BASE_BYTES_H

#include <stdint.h>

static inline uint16_t pm_get_be16(const uint8_t *p) { return (uint16_t)((p[0] << 8) | p[1]); }
static inline uint16_t pm_get_le16(const uint8_t *p) { return (uint16_t)((p[1] << 8) | p[0]); }
static inline uint32_t pm_get_be32(const uint8_t *p) { return ((uint32_t)pm_get_be16(p) << 16) | pm_get_be16(p + 2); }
static inline uint32_t pm_get_le32(const uint8_t *p) { return ((uint32_t)pm_get_le16(p + 2) << 16) | pm_get_le16(p); }
static inline uint64_t pm_get_be64(const uint8_t *p) { return ((uint64_t)pm_get_be32(p) << 32) | pm_get_be32(p + 4); }
static inline uint64_t pm_get_le64(const uint8_t *p) { return ((uint64_t)pm_get_le32(p + 4) << 32) | pm_get_le32(p); }

static inline void pm_put_be16(uint8_t *p, uint16_t v) { p[0] = (uint8_t)(v >> 8); p[1] = (uint8_t)v; }
static inline void pm_put_le16(uint8_t *p, uint16_t v) { p[0] = (uint8_t)v; p[1] = (uint8_t)(v >> 8); }
static inline void pm_put_be32(uint8_t *p, uint32_t v) { pm_put_be16(p, (uint16_t)(v >> 16)); pm_put_be16(p + 2, (uint16_t)v); }
static inline void pm_put_le32(uint8_t *p, uint32_t v) { pm_put_le16(p, (uint16_t)v); pm_put_le16(p + 2, (uint16_t)(v >> 16)); }
static inline void pm_put_le64(uint8_t *p, uint64_t v) { pm_put_le32(p, (uint32_t)v); pm_put_le32(p + 4, (uint32_t)(v >> 32)); }

/* 0..99 to two BCD digits. */
static inline uint8_t pm_to_bcd(unsigned v) { return (uint8_t)(((v / 10) << 4) | (v % 10)); }
/* 1 when both nibbles are 0..9. */
static inline int pm_is_bcd(uint8_t b) { return (b >> 4) <= 9 && (b & 15) <= 9; }
/* Two BCD digits to 0..99; only for bytes that pm_is_bcd accepts. */
static inline unsigned pm_from_bcd(uint8_t b) { return (unsigned)(b >> 4) * 10u + (b & 15u); }

#endif
