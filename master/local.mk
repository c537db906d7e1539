# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libmaster.a
%C%_libmaster_a_SOURCES = %D%/build.c %D%/check.c %D%/compare.c %D%/extract.c %D%/extract-names.c %D%/extract.h \
	%D%/internal.h %D%/isrc.c %D%/isrc.h %D%/master.h %D%/open.c %D%/place.c %D%/place.h %D%/place-zip.c %D%/prove.c \
	%D%/prove-cue.c %D%/session.c %D%/subcode.c %D%/target.c %D%/texts.c %D%/verify.c %D%/verify-set.c

# What a program that uses this folder links with.
LIBS_MASTER = master/libmaster.a sheet/libsheet.a cue/libcue.a archive/libarchives.a drive/libdrive.a check/libcheck.a $(LIBS_DDP) $(ARCHIVE_LIBS) $(CDIO_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-extract-names
TESTS += tests/unit/t-extract-names
tests_unit_t_extract_names_SOURCES = tests/unit/t-extract-names.c tests/unit/harbour.h
tests_unit_t_extract_names_LDADD = $(LIBS_MASTER)
