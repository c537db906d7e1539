/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crc16.h - the CRC of Q frames and CD-Text packs.  Layer 0. */
#ifndef PM_BASE_CRC16_H
#define PM_BASE_CRC16_H

#include <stddef.h>
#include <stdint.h>

/*
 * pm_crc16 - CRC-16, polynomial 1021h, start 0, high bit first, result inverted (CRC-16/GSM)
 *
 * Shape:    data[0..length_bytes-1]; stored big-endian behind the data: 10 bytes in Q, 16 in a pack
 * Source:   ECMA-130 22.3.4.2 (Q), MMC-3 Annex J (packs); "123456789" gives CE3Ch
 */
uint16_t pm_crc16(const uint8_t *data, size_t length_bytes);

#endif
