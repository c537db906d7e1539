# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libdisc.a
%C%_libdisc_a_SOURCES = %D%/disc-placeholder.c %D%/msf.h %D%/isrc.h %D%/ean.h %D%/text.h %D%/disc.h %D%/layout.h %D%/ids.h
%C%_libdisc_a_CPPFLAGS = $(AM_CPPFLAGS) $(DISCID_CFLAGS)

# What a program that uses this folder links with.
LIBS_DISC = disc/libdisc.a $(LIBS_BASE) $(DISCID_LIBS)

# Unit tests, each linked with its layer and below only.
