# SPDX-License-Identifier: GPL-3.0-or-later
# A fuzz target for every reader of what others wrote.  `make check` replays them over the shared files, or over seeds that tests/gen makes
# (tests/cli/fuzz-seeds.sh); configured with clang and --enable-fuzzers they have libFuzzer for a main, and `make fuzz` runs each for a while.
noinst_HEADERS += %D%/declared.h %D%/folder.h %D%/laid-out.h %D%/must.h
fuzz_targets = %D%/fuzz-cdtext %D%/fuzz-cue %D%/fuzz-ddp %D%/fuzz-nrg %D%/fuzz-record %D%/fuzz-sheet %D%/fuzz-subcode %D%/fuzz-toc %D%/fuzz-wav \
	%D%/fuzz-zip
check_PROGRAMS += $(fuzz_targets)

if FUZZERS
fuzz_main =
else
fuzz_main = %D%/replay.c
TESTS += %D%/fuzz-cdtext %D%/fuzz-cue %D%/fuzz-ddp %D%/fuzz-sheet %D%/fuzz-subcode %D%/fuzz-toc %D%/fuzz-wav
endif
# replay.c is for the targets that run by themselves; where it is not built it is distributed all the same.
EXTRA_DIST += %D%/replay.c

%C%_fuzz_cdtext_SOURCES = %D%/fuzz-cdtext.c $(fuzz_main)
%C%_fuzz_cdtext_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"corpus/cdtext-bin:corpus/cdtext-v07t:vectors/cdtext:vectors/canonical"'
%C%_fuzz_cdtext_LDADD = $(LIBS_CDTEXT) $(PM_FUZZ_ENGINE)
%C%_fuzz_cue_SOURCES = %D%/fuzz-cue.c $(fuzz_main)
%C%_fuzz_cue_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"corpus/cue:vectors/cue_cases:vectors/canonical"'
%C%_fuzz_cue_LDADD = $(LIBS_CUE) $(PM_FUZZ_ENGINE)
%C%_fuzz_ddp_SOURCES = %D%/fuzz-ddp.c $(fuzz_main)
%C%_fuzz_ddp_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"vectors/ddp/example-3track:vectors/ddp/cue2ddp-1.1/014-three-tracks:vectors/ddp/cue2ddp-1.1/005-isrc-upc:vectors/ddp/cue2ddp-1.1/011-cdtext-REBUILT"'
%C%_fuzz_ddp_LDADD = $(LIBS_DDP) $(PM_FUZZ_ENGINE)
%C%_fuzz_nrg_SOURCES = %D%/fuzz-nrg.c tests/gen/nrg.h $(fuzz_main)
%C%_fuzz_nrg_LDADD = $(LIBS_CUE) $(PM_FUZZ_ENGINE)
%C%_fuzz_record_SOURCES = %D%/fuzz-record.c $(fuzz_main)
%C%_fuzz_record_LDADD = $(LIBS_DRIVE) $(PM_FUZZ_ENGINE)
%C%_fuzz_sheet_SOURCES = %D%/fuzz-sheet.c $(fuzz_main)
%C%_fuzz_sheet_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"corpus/ids:corpus/validators:vectors:corpus/riplog"'
%C%_fuzz_sheet_LDADD = $(LIBS_SHEET) $(PM_FUZZ_ENGINE)
%C%_fuzz_subcode_SOURCES = %D%/fuzz-subcode.c $(fuzz_main)
%C%_fuzz_subcode_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"corpus/subchannel"'
%C%_fuzz_subcode_LDADD = $(LIBS_SUBCODE) $(PM_FUZZ_ENGINE)
%C%_fuzz_toc_SOURCES = %D%/fuzz-toc.c $(fuzz_main)
%C%_fuzz_toc_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"corpus/toc:corpus/toc-gold:vectors/canonical"'
%C%_fuzz_toc_LDADD = $(LIBS_CUE) $(PM_FUZZ_ENGINE)
%C%_fuzz_wav_SOURCES = %D%/fuzz-wav.c $(fuzz_main)
%C%_fuzz_wav_CPPFLAGS = $(AM_CPPFLAGS) -DPM_FUZZ_DIRS='"corpus/wav"'
%C%_fuzz_wav_LDADD = $(LIBS_AUDIO) $(PM_FUZZ_ENGINE)
%C%_fuzz_zip_SOURCES = %D%/fuzz-zip.c tests/gen/zip.h $(fuzz_main)
%C%_fuzz_zip_LDADD = $(LIBS_ARCHIVE) $(PM_FUZZ_ENGINE)

dist_noinst_SCRIPTS += scripts/fuzz
fuzz: $(fuzz_targets)
	PM_SHARED="$${PM_SHARED:-$(abs_top_srcdir)/../shared}" $(SHELL) $(top_srcdir)/scripts/fuzz $(FUZZ_SECONDS) $(fuzz_targets)
.PHONY: fuzz
