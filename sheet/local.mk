# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libsheet.a
%C%_libsheet_a_SOURCES = %D%/sheet-placeholder.c %D%/sheet.h

# What a program that uses this folder links with.
LIBS_SHEET = sheet/libsheet.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.
