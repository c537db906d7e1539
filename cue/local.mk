# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libcue.a
%C%_libcue_a_SOURCES = %D%/cue-read.c %D%/cue-commands.c %D%/cue-values.c %D%/cue-texts.c %D%/cue-files.c %D%/cue-walk.c %D%/cue-write.c \
	%D%/cue-pieces.c %D%/cue-writer.h \
	%D%/toc-read.c %D%/toc-lex.c %D%/toc-text.c %D%/toc-track.c %D%/toc-content.c %D%/toc-declare.c %D%/toc-write.c \
	%D%/set.c %D%/set.h %D%/subfile.c %D%/subfile-audio.c %D%/subfile.h \
	%D%/nrg.c %D%/nrg.h %D%/nrg-layout.c %D%/nrg-reader.h \
	%D%/cue.h %D%/toc.h %D%/cue-reader.h %D%/toc-reader.h

# What a program that uses this folder links with.
LIBS_CUE = cue/libcue.a audio/libaudio.a subcode/libsubcode.a cdtext/libcdtext.a $(LIBS_DISC) $(AUDIO_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-cue-read
TESTS += tests/unit/t-cue-read
tests_unit_t_cue_read_SOURCES = tests/unit/t-cue-read.c
tests_unit_t_cue_read_LDADD = $(LIBS_CUE)

check_PROGRAMS += tests/unit/t-nrg
TESTS += tests/unit/t-nrg
tests_unit_t_nrg_SOURCES = tests/unit/t-nrg.c tests/gen/nrg.h
tests_unit_t_nrg_LDADD = $(LIBS_CUE)

check_PROGRAMS += tests/unit/t-subfile
TESTS += tests/unit/t-subfile
tests_unit_t_subfile_SOURCES = tests/unit/t-subfile.c tests/unit/folder-help.h tests/drive/q.c tests/drive/q.h
tests_unit_t_subfile_LDADD = $(LIBS_CUE)

check_PROGRAMS += tests/unit/t-toc-read
TESTS += tests/unit/t-toc-read
tests_unit_t_toc_read_SOURCES = tests/unit/t-toc-read.c
tests_unit_t_toc_read_LDADD = $(LIBS_CUE)
check_PROGRAMS += tests/unit/t-cue-write
TESTS += tests/unit/t-cue-write
tests_unit_t_cue_write_SOURCES = tests/unit/t-cue-write.c
tests_unit_t_cue_write_LDADD = $(LIBS_CUE)
check_PROGRAMS += tests/unit/t-cue-pieces
TESTS += tests/unit/t-cue-pieces
tests_unit_t_cue_pieces_SOURCES = tests/unit/t-cue-pieces.c tests/unit/harbour.h
tests_unit_t_cue_pieces_LDADD = $(LIBS_CUE)

# A test for each file.
CUE_FILE_TESTS = tests/unit/t-cue-commands tests/unit/t-cue-files tests/unit/t-cue-texts tests/unit/t-cue-values tests/unit/t-cue-walk tests/unit/t-nrg-layout \
	tests/unit/t-cue-set tests/unit/t-subfile-audio tests/unit/t-toc-content tests/unit/t-toc-declare tests/unit/t-toc-lex tests/unit/t-toc-text tests/unit/t-toc-track tests/unit/t-toc-write
check_PROGRAMS += $(CUE_FILE_TESTS)
TESTS += $(CUE_FILE_TESTS)
noinst_HEADERS += tests/unit/cue-help.h tests/unit/toc-help.h
tests_unit_t_cue_commands_SOURCES = tests/unit/t-cue-commands.c
tests_unit_t_cue_commands_LDADD = $(LIBS_CUE)
tests_unit_t_cue_files_SOURCES = tests/unit/t-cue-files.c
tests_unit_t_cue_files_LDADD = $(LIBS_CUE)
tests_unit_t_cue_texts_SOURCES = tests/unit/t-cue-texts.c
tests_unit_t_cue_texts_LDADD = $(LIBS_CUE)
tests_unit_t_cue_values_SOURCES = tests/unit/t-cue-values.c
tests_unit_t_cue_values_LDADD = $(LIBS_CUE)
tests_unit_t_cue_walk_SOURCES = tests/unit/t-cue-walk.c
tests_unit_t_cue_walk_LDADD = $(LIBS_CUE)
tests_unit_t_nrg_layout_SOURCES = tests/unit/t-nrg-layout.c
tests_unit_t_nrg_layout_LDADD = $(LIBS_CUE)
tests_unit_t_cue_set_SOURCES = tests/unit/t-cue-set.c
tests_unit_t_cue_set_LDADD = $(LIBS_CUE)
tests_unit_t_subfile_audio_SOURCES = tests/unit/t-subfile-audio.c tests/unit/folder-help.h
tests_unit_t_subfile_audio_LDADD = $(LIBS_CUE)
tests_unit_t_toc_declare_SOURCES = tests/unit/t-toc-declare.c
tests_unit_t_toc_declare_LDADD = $(LIBS_CUE)
tests_unit_t_toc_lex_SOURCES = tests/unit/t-toc-lex.c
tests_unit_t_toc_lex_LDADD = $(LIBS_CUE)
tests_unit_t_toc_text_SOURCES = tests/unit/t-toc-text.c
tests_unit_t_toc_text_LDADD = $(LIBS_CUE)
tests_unit_t_toc_content_SOURCES = tests/unit/t-toc-content.c
tests_unit_t_toc_content_LDADD = $(LIBS_CUE)
tests_unit_t_toc_track_SOURCES = tests/unit/t-toc-track.c
tests_unit_t_toc_track_LDADD = $(LIBS_CUE)
tests_unit_t_toc_write_SOURCES = tests/unit/t-toc-write.c
tests_unit_t_toc_write_LDADD = $(LIBS_CUE)
