# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libarchives.a
%C%_libarchives_a_SOURCES = %D%/unpack.c %D%/unpack.h
%C%_libarchives_a_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS)

# What a program that uses this folder links with.
LIBS_ARCHIVE = archive/libarchives.a $(LIBS_DISC) $(ARCHIVE_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-unpack
TESTS += tests/unit/t-unpack
tests_unit_t_unpack_SOURCES = tests/unit/t-unpack.c
tests_unit_t_unpack_LDADD = $(LIBS_ARCHIVE)
