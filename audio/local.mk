# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libaudio.a
%C%_libaudio_a_SOURCES = %D%/aiff.c %D%/chunk.c %D%/convert.c %D%/decode.c %D%/defect.c %D%/master.c %D%/pass.c %D%/probe.c %D%/program.c %D%/sniff.c \
	%D%/chunk.h %D%/convert.h %D%/decode.h %D%/defect.h %D%/master.h %D%/program.h %D%/sums.h
%C%_libaudio_a_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS) $(SOXR_CFLAGS)

# What a program that uses this folder links with.
LIBS_AUDIO = audio/libaudio.a $(LIBS_DISC) $(SNDFILE_LIBS) $(SOXR_LIBS)

# Unit tests, each linked with its layer and below only.
noinst_HEADERS += tests/unit/audio-files.h
check_PROGRAMS += tests/unit/t-chunk tests/unit/t-master tests/unit/t-program
TESTS += tests/unit/t-chunk tests/unit/t-master tests/unit/t-program
tests_unit_t_chunk_SOURCES = tests/unit/t-chunk.c
tests_unit_t_chunk_LDADD = $(LIBS_AUDIO)
tests_unit_t_master_SOURCES = tests/unit/t-master.c
tests_unit_t_master_LDADD = $(LIBS_AUDIO)
tests_unit_t_program_SOURCES = tests/unit/t-program.c
tests_unit_t_program_LDADD = $(LIBS_AUDIO)
