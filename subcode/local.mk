# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libsubcode.a
%C%_libsubcode_a_SOURCES = \
	%D%/layout.c %D%/layout.h \
	%D%/map.c %D%/map.h \
	%D%/q.c %D%/q.h \
	%D%/run.c %D%/run.h \
	%D%/survey.c %D%/survey.h \
	%D%/verify.c %D%/verify.h \
	%D%/vote.c %D%/vote.h

# What a program that uses this folder links with.
LIBS_SUBCODE = subcode/libsubcode.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.  PM_VOTE_TRACKS=10000 makes t-vote-simulation long.
SUBCODE_TESTS = tests/unit/t-map tests/unit/t-q tests/unit/t-subcode-layout tests/unit/t-run tests/unit/t-survey tests/unit/t-vote \
	tests/unit/t-vote-simulation tests/unit/t-verify
check_PROGRAMS += $(SUBCODE_TESTS)
TESTS += $(SUBCODE_TESTS)
noinst_HEADERS += tests/unit/subcode-help.h tests/unit/vote-help.h
tests_unit_t_map_SOURCES = tests/unit/t-map.c
tests_unit_t_map_LDADD = $(LIBS_SUBCODE)
tests_unit_t_q_SOURCES = tests/unit/t-q.c
tests_unit_t_q_LDADD = $(LIBS_SUBCODE)
tests_unit_t_subcode_layout_SOURCES = tests/unit/t-subcode-layout.c
tests_unit_t_subcode_layout_LDADD = $(LIBS_SUBCODE)
tests_unit_t_run_SOURCES = tests/unit/t-run.c
tests_unit_t_run_LDADD = $(LIBS_SUBCODE)
tests_unit_t_survey_SOURCES = tests/unit/t-survey.c
tests_unit_t_survey_LDADD = $(LIBS_SUBCODE)
tests_unit_t_vote_SOURCES = tests/unit/t-vote.c
tests_unit_t_vote_LDADD = $(LIBS_SUBCODE)
tests_unit_t_vote_simulation_SOURCES = tests/unit/t-vote-simulation.c
tests_unit_t_vote_simulation_LDADD = $(LIBS_SUBCODE)
tests_unit_t_verify_SOURCES = tests/unit/t-verify.c
tests_unit_t_verify_LDADD = $(LIBS_SUBCODE)
