# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libcdtext.a
%C%_libcdtext_a_SOURCES = %D%/cdtext-placeholder.c %D%/pack.h %D%/v07t.h

# What a program that uses this folder links with.
LIBS_CDTEXT = cdtext/libcdtext.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.
