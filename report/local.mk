# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libreport.a
%C%_libreport_a_SOURCES = %D%/comparison.c %D%/comparison.h %D%/fields.c %D%/fields.h %D%/isrc.c %D%/isrc.h %D%/json.c %D%/json.h %D%/pqsheet.c %D%/pqsheet.h
%C%_libreport_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)

# What a program that uses this folder links with.
LIBS_REPORT = report/libreport.a $(LIBS_MASTER) $(JANSSON_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-json tests/unit/t-pqsheet
TESTS += tests/unit/t-json tests/unit/t-pqsheet
tests_unit_t_json_SOURCES = tests/unit/t-json.c tests/unit/harbour.h
tests_unit_t_json_LDADD = $(LIBS_REPORT)
tests_unit_t_pqsheet_SOURCES = tests/unit/t-pqsheet.c tests/unit/harbour.h
tests_unit_t_pqsheet_LDADD = $(LIBS_REPORT)
check_PROGRAMS += tests/unit/t-comparison
TESTS += tests/unit/t-comparison
tests_unit_t_comparison_SOURCES = tests/unit/t-comparison.c tests/unit/harbour.h
tests_unit_t_comparison_LDADD = $(LIBS_REPORT)
check_PROGRAMS += tests/unit/t-report-fields
TESTS += tests/unit/t-report-fields
tests_unit_t_report_fields_SOURCES = tests/unit/t-report-fields.c tests/unit/harbour.h
tests_unit_t_report_fields_LDADD = $(LIBS_REPORT)
check_PROGRAMS += tests/unit/t-report-isrc
TESTS += tests/unit/t-report-isrc
tests_unit_t_report_isrc_SOURCES = tests/unit/t-report-isrc.c
tests_unit_t_report_isrc_LDADD = $(LIBS_REPORT)
