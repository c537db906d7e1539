# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += premaster
premaster_SOURCES = %D%/main.c
premaster_LDADD = $(LIBS_REPORT)
