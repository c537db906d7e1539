# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libsheet.a
%C%_libsheet_a_SOURCES = %D%/sheet.c %D%/table.c %D%/columns.c %D%/damage.c %D%/release.c %D%/values.c %D%/items.c \
	%D%/sheet.h %D%/table.h %D%/columns.h %D%/reader.h

# What a program that uses this folder links with.
LIBS_SHEET = sheet/libsheet.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.
SHEET_TESTS = tests/unit/t-sheet tests/unit/t-sheet-table tests/unit/t-columns tests/unit/t-damage tests/unit/t-items tests/unit/t-release tests/unit/t-values
check_PROGRAMS += $(SHEET_TESTS)
TESTS += $(SHEET_TESTS)
noinst_HEADERS += tests/unit/dump.h tests/unit/reader-help.h tests/unit/sheet-help.h
tests_unit_t_sheet_SOURCES = tests/unit/t-sheet.c
tests_unit_t_sheet_LDADD = $(LIBS_SHEET)
tests_unit_t_sheet_table_SOURCES = tests/unit/t-sheet-table.c
tests_unit_t_sheet_table_LDADD = $(LIBS_SHEET)
tests_unit_t_columns_SOURCES = tests/unit/t-columns.c
tests_unit_t_columns_LDADD = $(LIBS_SHEET)
tests_unit_t_damage_SOURCES = tests/unit/t-damage.c
tests_unit_t_damage_LDADD = $(LIBS_SHEET)
tests_unit_t_items_SOURCES = tests/unit/t-items.c
tests_unit_t_items_LDADD = $(LIBS_SHEET)
tests_unit_t_release_SOURCES = tests/unit/t-release.c
tests_unit_t_release_LDADD = $(LIBS_SHEET)
tests_unit_t_values_SOURCES = tests/unit/t-values.c
tests_unit_t_values_LDADD = $(LIBS_SHEET)
