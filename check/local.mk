# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libcheck.a
%C%_libcheck_a_SOURCES = %D%/check-placeholder.c %D%/rules.h

# What a program that uses this folder links with.
LIBS_CHECK = check/libcheck.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.
