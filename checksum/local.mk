# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libchecksum.a
%C%_libchecksum_a_SOURCES = %D%/hash.c %D%/hash.h %D%/list.c %D%/list.h %D%/verify.c %D%/verify.h

# What a program that uses this folder links with.
LIBS_CHECKSUM = checksum/libchecksum.a $(LIBS_AUDIO)

# Unit tests, each linked with its layer and below only.
CHECKSUM_TESTS = tests/unit/t-checksum-list tests/unit/t-checksum-verify tests/unit/t-hash
check_PROGRAMS += $(CHECKSUM_TESTS)
TESTS += $(CHECKSUM_TESTS)
tests_unit_t_checksum_list_SOURCES = tests/unit/t-checksum-list.c
tests_unit_t_checksum_list_LDADD = $(LIBS_CHECKSUM)
tests_unit_t_checksum_verify_SOURCES = tests/unit/t-checksum-verify.c
tests_unit_t_checksum_verify_LDADD = $(LIBS_CHECKSUM)
tests_unit_t_hash_SOURCES = tests/unit/t-hash.c
tests_unit_t_hash_LDADD = $(LIBS_CHECKSUM)
