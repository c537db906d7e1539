# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libcue.a
%C%_libcue_a_SOURCES = %D%/cue-read.c %D%/cue-commands.c %D%/cue-values.c %D%/cue-texts.c %D%/cue-files.c %D%/cue-walk.c \
	%D%/cue.h %D%/toc.h %D%/cue-reader.h

# What a program that uses this folder links with.
LIBS_CUE = cue/libcue.a audio/libaudio.a subcode/libsubcode.a cdtext/libcdtext.a $(LIBS_DISC) $(SNDFILE_LIBS) $(SOXR_LIBS)

# Unit tests, each linked with its layer and below only.
