# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libmaster.a
%C%_libmaster_a_SOURCES = %D%/master-placeholder.c %D%/master.h

# What a program that uses this folder links with.
LIBS_MASTER = master/libmaster.a sheet/libsheet.a cue/libcue.a check/libcheck.a $(LIBS_DDP)

# Unit tests, each linked with its layer and below only.
