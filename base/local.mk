# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libbase.a
%C%_libbase_a_SOURCES = \
	%D%/banned.h \
	%D%/buf.c %D%/buf.h \
	%D%/bytes.h \
	%D%/conclude.c \
	%D%/charset.c %D%/charset.h %D%/detect.c %D%/utf8.c \
	%D%/crc16.c %D%/crc16.h \
	%D%/diag.c %D%/diag.h \
	%D%/digest.c %D%/digest.h \
	%D%/folder.c %D%/folder.h \
	%D%/hidden.c %D%/hidden.h \
	%D%/out.c %D%/out.h %D%/outfile.c %D%/outfile.h \
	%D%/path.c %D%/path.h \
	%D%/progress.h \
	%D%/source.c %D%/source.h \
	%D%/status.c %D%/status.h \
	%D%/temp.c %D%/temp.h \
	%D%/thread.c %D%/thread.h \
	%D%/visible.c %D%/visible.h
%C%_libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(CRYPTO_CFLAGS) $(ZLIB_CFLAGS) $(UTF8PROC_CFLAGS)

# What a program that uses this folder links with.
LIBS_BASE = base/libbase.a $(CRYPTO_LIBS) $(ZLIB_LIBS) $(UTF8PROC_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-buf tests/unit/t-charset tests/unit/t-crc16 tests/unit/t-diag tests/unit/t-digest tests/unit/t-hidden tests/unit/t-out tests/unit/t-path tests/unit/t-source
TESTS += tests/unit/t-buf tests/unit/t-charset tests/unit/t-crc16 tests/unit/t-diag tests/unit/t-digest tests/unit/t-hidden tests/unit/t-out tests/unit/t-path tests/unit/t-source
tests_unit_t_buf_SOURCES = tests/unit/t-buf.c
tests_unit_t_buf_LDADD = $(LIBS_BASE)
tests_unit_t_charset_SOURCES = tests/unit/t-charset.c
tests_unit_t_charset_LDADD = $(LIBS_BASE)
tests_unit_t_diag_SOURCES = tests/unit/t-diag.c
tests_unit_t_diag_LDADD = $(LIBS_BASE)
tests_unit_t_crc16_SOURCES = tests/unit/t-crc16.c
tests_unit_t_crc16_LDADD = $(LIBS_BASE)
tests_unit_t_digest_SOURCES = tests/unit/t-digest.c
tests_unit_t_digest_LDADD = $(LIBS_BASE)
tests_unit_t_hidden_SOURCES = tests/unit/t-hidden.c tests/unit/folder-help.h
tests_unit_t_hidden_LDADD = $(LIBS_BASE)
tests_unit_t_out_SOURCES = tests/unit/t-out.c tests/unit/folder-help.h
tests_unit_t_out_LDADD = $(LIBS_BASE)
tests_unit_t_path_SOURCES = tests/unit/t-path.c
tests_unit_t_path_LDADD = $(LIBS_BASE)
tests_unit_t_source_SOURCES = tests/unit/t-source.c
tests_unit_t_source_LDADD = $(LIBS_BASE)
check_PROGRAMS += tests/unit/t-temp
TESTS += tests/unit/t-temp
tests_unit_t_temp_SOURCES = tests/unit/t-temp.c
tests_unit_t_temp_LDADD = $(LIBS_BASE)
check_PROGRAMS += tests/unit/t-visible
TESTS += tests/unit/t-visible
tests_unit_t_visible_SOURCES = tests/unit/t-visible.c
tests_unit_t_visible_LDADD = $(LIBS_BASE)

# The files that share a header with another one.
BASE_TESTS = tests/unit/t-conclude tests/unit/t-detect tests/unit/t-folder tests/unit/t-outfile tests/unit/t-status tests/unit/t-thread tests/unit/t-utf8
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)
tests_unit_t_conclude_SOURCES = tests/unit/t-conclude.c
tests_unit_t_conclude_LDADD = $(LIBS_BASE)
tests_unit_t_detect_SOURCES = tests/unit/t-detect.c
tests_unit_t_detect_LDADD = $(LIBS_BASE)
tests_unit_t_folder_SOURCES = tests/unit/t-folder.c
tests_unit_t_folder_LDADD = $(LIBS_BASE)
tests_unit_t_outfile_SOURCES = tests/unit/t-outfile.c tests/unit/folder-help.h
tests_unit_t_outfile_LDADD = $(LIBS_BASE)
tests_unit_t_status_SOURCES = tests/unit/t-status.c
tests_unit_t_status_LDADD = $(LIBS_BASE)
tests_unit_t_thread_SOURCES = tests/unit/t-thread.c
tests_unit_t_thread_LDADD = $(LIBS_BASE)
tests_unit_t_utf8_SOURCES = tests/unit/t-utf8.c
tests_unit_t_utf8_LDADD = $(LIBS_BASE)
