/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preload.h - what the two halves of the preloaded drive share. */
#ifndef VD_PRELOAD_H
#define VD_PRELOAD_H

#include "tests/drive/disc-from-files.h"

#include <pthread.h>

extern struct vd_files vd_preload_files;
extern pthread_mutex_t vd_preload_lock; /* around commands and loading */

/* vd_preload_request - one ioctl on the drive; its result, or -1 with errno, as the kernel's */
int vd_preload_request(unsigned long request, void *arg);

#endif
