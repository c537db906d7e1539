# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libcdtext.a
%C%_libcdtext_a_SOURCES = \
	%D%/blocks.c \
	%D%/compare.c \
	%D%/decode.c \
	%D%/encode.c \
	%D%/fields.c %D%/fields.h \
	%D%/pack.h \
	%D%/packs.c %D%/packs.h \
	%D%/prepare.c %D%/prepare.h \
	%D%/v07t-keys.c %D%/v07t-keys.h \
	%D%/v07t-read.c \
	%D%/v07t-write.c %D%/v07t.h

# What a program that uses this folder links with.
LIBS_CDTEXT = cdtext/libcdtext.a $(LIBS_DISC)
