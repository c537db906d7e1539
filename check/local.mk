# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libcheck.a
%C%_libcheck_a_SOURCES = %D%/rules.c %D%/rules.h %D%/context.h %D%/codes.c %D%/flags.c %D%/times.c %D%/texts.c

# What a program that uses this folder links with.
LIBS_CHECK = check/libcheck.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.
CHECK_TESTS = tests/unit/t-rules tests/unit/t-codes tests/unit/t-flags tests/unit/t-times tests/unit/t-texts
check_PROGRAMS += $(CHECK_TESTS)
TESTS += $(CHECK_TESTS)
tests_unit_t_rules_SOURCES = tests/unit/t-rules.c
tests_unit_t_rules_LDADD = $(LIBS_CHECK)
tests_unit_t_codes_SOURCES = tests/unit/t-codes.c
tests_unit_t_codes_LDADD = $(LIBS_CHECK)
tests_unit_t_flags_SOURCES = tests/unit/t-flags.c
tests_unit_t_flags_LDADD = $(LIBS_CHECK)
tests_unit_t_times_SOURCES = tests/unit/t-times.c
tests_unit_t_times_LDADD = $(LIBS_CHECK)
tests_unit_t_texts_SOURCES = tests/unit/t-texts.c
tests_unit_t_texts_LDADD = $(LIBS_CHECK)
noinst_HEADERS += tests/unit/rules.h
