/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * banned.h - functions that must not be called here turn into compile errors.  Layer 0.
 *
 * base/buf.h includes this, so nearly every file gets it.  The C headers that declare the functions come first:
 * afterwards their names are macros.
 */
#ifndef PM_BASE_BANNED_H
#define PM_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PM_BANNED(function, instead) pm_##function##_is_banned_use_##instead

/* No bound on what is written. */
#undef strcpy
#define strcpy(to, from) PM_BANNED(strcpy, pm_buf_or_memcpy)
#undef strcat
#define strcat(to, from) PM_BANNED(strcat, pm_buf)
#undef sprintf
#define sprintf(...) PM_BANNED(sprintf, pm_buf_printf_or_snprintf)
#undef vsprintf
#define vsprintf(to, fmt, ap) PM_BANNED(vsprintf, pm_buf_vprintf_or_vsnprintf)

/* State behind the caller's back. */
#undef strtok
#define strtok(text, delimiters) PM_BANNED(strtok, a_pointer_and_a_length)
#undef gmtime
#define gmtime(t) PM_BANNED(gmtime, gmtime_r)
#undef localtime
#define localtime(t) PM_BANNED(localtime, localtime_r)

/* No way to tell "0" from nonsense, undefined on overflow. */
#undef atoi
#define atoi(text) PM_BANNED(atoi, a_checked_parser)
#undef atol
#define atol(text) PM_BANNED(atol, a_checked_parser)
#undef atof
#define atof(text) PM_BANNED(atof, a_checked_parser)

#endif
