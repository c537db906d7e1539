# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libreport.a
%C%_libreport_a_SOURCES = %D%/fields.c %D%/fields.h %D%/json.c %D%/json.h %D%/pqsheet.c %D%/pqsheet.h
%C%_libreport_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)

# What a program that uses this folder links with.
LIBS_REPORT = report/libreport.a $(LIBS_MASTER) $(JANSSON_LIBS)

# Unit tests, each linked with its layer and below only.
