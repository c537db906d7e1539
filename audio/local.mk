# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libaudio.a
%C%_libaudio_a_SOURCES = %D%/audio-placeholder.c %D%/master.h %D%/program.h %D%/sums.h
%C%_libaudio_a_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS) $(SOXR_CFLAGS)

# What a program that uses this folder links with.
LIBS_AUDIO = audio/libaudio.a $(LIBS_DISC) $(SNDFILE_LIBS) $(SOXR_LIBS)

# Unit tests, each linked with its layer and below only.
