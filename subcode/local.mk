# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libsubcode.a
%C%_libsubcode_a_SOURCES = %D%/subcode-placeholder.c 

# What a program that uses this folder links with.
LIBS_SUBCODE = subcode/libsubcode.a $(LIBS_DISC)

# Unit tests, each linked with its layer and below only.
