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

# Unit tests, each linked with its layer and below only.
CDTEXT_TESTS = tests/unit/t-blocks tests/unit/t-compare tests/unit/t-decode tests/unit/t-encode tests/unit/t-fields tests/unit/t-packs tests/unit/t-prepare \
	tests/unit/t-v07t-keys tests/unit/t-v07t-read tests/unit/t-v07t-write tests/unit/t-cdtext-peer
check_PROGRAMS += $(CDTEXT_TESTS)
TESTS += $(CDTEXT_TESTS)
noinst_HEADERS += tests/unit/cdtext-help.h tests/unit/diag-help.h
tests_unit_t_encode_SOURCES = tests/unit/t-encode.c
tests_unit_t_encode_LDADD = $(LIBS_CDTEXT)
tests_unit_t_decode_SOURCES = tests/unit/t-decode.c
tests_unit_t_decode_LDADD = $(LIBS_CDTEXT)
tests_unit_t_blocks_SOURCES = tests/unit/t-blocks.c
tests_unit_t_blocks_LDADD = $(LIBS_CDTEXT)
tests_unit_t_fields_SOURCES = tests/unit/t-fields.c
tests_unit_t_fields_LDADD = $(LIBS_CDTEXT)
tests_unit_t_packs_SOURCES = tests/unit/t-packs.c
tests_unit_t_packs_LDADD = $(LIBS_CDTEXT)
tests_unit_t_prepare_SOURCES = tests/unit/t-prepare.c
tests_unit_t_prepare_LDADD = $(LIBS_CDTEXT)
tests_unit_t_v07t_keys_SOURCES = tests/unit/t-v07t-keys.c
tests_unit_t_v07t_keys_LDADD = $(LIBS_CDTEXT)
tests_unit_t_v07t_read_SOURCES = tests/unit/t-v07t-read.c
tests_unit_t_v07t_read_LDADD = $(LIBS_CDTEXT)
tests_unit_t_v07t_write_SOURCES = tests/unit/t-v07t-write.c
tests_unit_t_v07t_write_LDADD = $(LIBS_CDTEXT)
tests_unit_t_compare_SOURCES = tests/unit/t-compare.c
tests_unit_t_compare_LDADD = $(LIBS_CDTEXT)
tests_unit_t_cdtext_peer_SOURCES = tests/unit/t-cdtext-peer.c
tests_unit_t_cdtext_peer_LDADD = $(LIBS_CDTEXT)
