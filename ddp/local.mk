# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libddp.a
%C%_libddp_a_SOURCES = %D%/ddp-placeholder.c %D%/ddp.h

# What a program that uses this folder links with.
LIBS_DDP = ddp/libddp.a audio/libaudio.a subcode/libsubcode.a cdtext/libcdtext.a $(LIBS_DISC) $(SNDFILE_LIBS) $(SOXR_LIBS)

# Unit tests, each linked with its layer and below only.
