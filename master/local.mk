# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libmaster.a
%C%_libmaster_a_SOURCES = %D%/build.c %D%/check.c %D%/compare.c %D%/extract.c %D%/extract-names.c %D%/extract.h \
	%D%/internal.h %D%/isrc.c %D%/isrc.h %D%/master.h %D%/open.c %D%/place.c %D%/place.h %D%/place-zip.c %D%/prove.c \
	%D%/prove-cue.c %D%/session.c %D%/target.c %D%/texts.c %D%/verify.c %D%/verify-image.c %D%/verify-lists.c %D%/verify-set.c %D%/verify-set.h \
	%D%/verify-sheets.c %D%/verify-subcode.c %D%/verify-texts.c

# What a program that uses this folder links with.
LIBS_MASTER = master/libmaster.a sheet/libsheet.a cue/libcue.a archive/libarchives.a drive/libdrive.a check/libcheck.a $(LIBS_DDP) $(ARCHIVE_LIBS) $(CDIO_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-extract-names
TESTS += tests/unit/t-extract-names
tests_unit_t_extract_names_SOURCES = tests/unit/t-extract-names.c tests/unit/harbour.h
tests_unit_t_extract_names_LDADD = $(LIBS_MASTER)
check_PROGRAMS += tests/unit/t-build tests/unit/t-extract tests/unit/t-master-check tests/unit/t-open tests/unit/t-place \
	tests/unit/t-place-zip tests/unit/t-prove tests/unit/t-prove-cue tests/unit/t-session tests/unit/t-target
TESTS += tests/unit/t-build tests/unit/t-extract tests/unit/t-master-check tests/unit/t-open tests/unit/t-place \
	tests/unit/t-place-zip tests/unit/t-prove tests/unit/t-prove-cue tests/unit/t-session tests/unit/t-target
tests_unit_t_build_SOURCES = tests/unit/t-build.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_build_LDADD = $(LIBS_MASTER)
tests_unit_t_extract_SOURCES = tests/unit/t-extract.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_extract_LDADD = $(LIBS_MASTER)
tests_unit_t_master_check_SOURCES = tests/unit/t-master-check.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_master_check_LDADD = $(LIBS_MASTER)
tests_unit_t_open_SOURCES = tests/unit/t-open.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_open_LDADD = $(LIBS_MASTER)
tests_unit_t_place_SOURCES = tests/unit/t-place.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_place_LDADD = $(LIBS_MASTER)
tests_unit_t_place_zip_SOURCES = tests/unit/t-place-zip.c tests/unit/masterset.h tests/unit/audio-files.h tests/gen/zip.h
tests_unit_t_place_zip_LDADD = $(LIBS_MASTER)
tests_unit_t_prove_SOURCES = tests/unit/t-prove.c tests/unit/proof.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_prove_LDADD = $(LIBS_MASTER)
tests_unit_t_prove_cue_SOURCES = tests/unit/t-prove-cue.c tests/unit/proof.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_prove_cue_LDADD = $(LIBS_MASTER)
tests_unit_t_session_SOURCES = tests/unit/t-session.c
tests_unit_t_session_LDADD = $(LIBS_MASTER)
tests_unit_t_target_SOURCES = tests/unit/t-target.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_target_LDADD = $(LIBS_MASTER)
check_PROGRAMS += tests/unit/t-master-texts
TESTS += tests/unit/t-master-texts
tests_unit_t_master_texts_SOURCES = tests/unit/t-master-texts.c
tests_unit_t_master_texts_LDADD = $(LIBS_MASTER)
check_PROGRAMS += tests/unit/t-master-compare tests/unit/t-master-isrc tests/unit/t-master-verify
TESTS += tests/unit/t-master-compare tests/unit/t-master-isrc tests/unit/t-master-verify
tests_unit_t_master_compare_SOURCES = tests/unit/t-master-compare.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_master_compare_LDADD = $(LIBS_MASTER)
tests_unit_t_master_isrc_SOURCES = tests/unit/t-master-isrc.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_master_isrc_LDADD = $(LIBS_MASTER)
tests_unit_t_master_verify_SOURCES = tests/unit/t-master-verify.c tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_master_verify_LDADD = $(LIBS_MASTER)
# A CUE set, part by part.
VERIFY_TESTS = tests/unit/t-verify-image tests/unit/t-verify-lists tests/unit/t-verify-set tests/unit/t-verify-set-sweep tests/unit/t-verify-sheets tests/unit/t-verify-subcode tests/unit/t-verify-texts
check_PROGRAMS += $(VERIFY_TESTS)
TESTS += $(VERIFY_TESTS)
tests_unit_t_verify_image_SOURCES = tests/unit/t-verify-image.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_image_LDADD = $(LIBS_MASTER)
tests_unit_t_verify_lists_SOURCES = tests/unit/t-verify-lists.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_lists_LDADD = $(LIBS_MASTER)
tests_unit_t_verify_set_SOURCES = tests/unit/t-verify-set.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_set_LDADD = $(LIBS_MASTER)
tests_unit_t_verify_set_sweep_SOURCES = tests/unit/t-verify-set-sweep.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_set_sweep_LDADD = $(LIBS_MASTER)
tests_unit_t_verify_sheets_SOURCES = tests/unit/t-verify-sheets.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_sheets_LDADD = $(LIBS_MASTER)
tests_unit_t_verify_subcode_SOURCES = tests/unit/t-verify-subcode.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_subcode_LDADD = $(LIBS_MASTER)
tests_unit_t_verify_texts_SOURCES = tests/unit/t-verify-texts.c tests/unit/verify-help.h tests/unit/masterset.h tests/unit/audio-files.h
tests_unit_t_verify_texts_LDADD = $(LIBS_MASTER)
