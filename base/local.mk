# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libbase.a
%C%_libbase_a_SOURCES = %D%/base-placeholder.c %D%/status.h %D%/buf.h %D%/bytes.h %D%/crc16.h %D%/digest.h %D%/charset.h %D%/source.h %D%/diag.h %D%/path.h %D%/progress.h %D%/out.h
%C%_libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(CRYPTO_CFLAGS) $(ZLIB_CFLAGS) $(UTF8PROC_CFLAGS)

# What a program that uses this folder links with.
LIBS_BASE = base/libbase.a $(CRYPTO_LIBS) $(ZLIB_LIBS) $(UTF8PROC_LIBS)

# Unit tests, each linked with its layer and below only.
