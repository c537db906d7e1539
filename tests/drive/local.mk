# SPDX-License-Identifier: GPL-3.0-or-later
# The virtual CD drive of the tests: one model, two doors (docs in model.h, disc-from-files.h, with-vdrive, uml/run).
vd_model_sources = %D%/model.c %D%/model.h %D%/model-impl.h %D%/model-toc.c %D%/model-sub.c %D%/model-read.c %D%/q.c %D%/q.h
vd_files_sources = $(vd_model_sources) %D%/disc-from-files.c %D%/disc-from-files.h

check_PROGRAMS += tests/unit/t-vdrive tests/unit/t-vdrive-faults
TESTS += tests/unit/t-vdrive tests/unit/t-vdrive-faults
tests_unit_t_vdrive_faults_SOURCES = tests/unit/t-vdrive-faults.c tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_vdrive_SOURCES = tests/unit/t-vdrive.c tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_vdrive_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_t_vdrive_LDADD = $(JANSSON_LIBS)

check_PROGRAMS += tests/unit/t-vdrive-files
TESTS += tests/unit/t-vdrive-files
tests_unit_t_vdrive_files_SOURCES = tests/unit/t-vdrive-files.c $(vd_files_sources)

# Door A: preloaded into one process.  Never with sanitizers of its own: it must load into any program.
check_PROGRAMS += %D%/preload.so
%C%_preload_so_SOURCES = %D%/preload.c %D%/preload-ioctl.c %D%/preload.h $(vd_files_sources)
%C%_preload_so_CFLAGS = $(PM_WARNING_CFLAGS) -fPIC
%C%_preload_so_LDFLAGS = -shared -fPIC -pthread
%C%_preload_so_LDADD = -ldl

TESTS += tests/cli/vdrive-preload.sh
EXTRA_DIST += %D%/with-vdrive %D%/cases.sh

# Asks a drive through libdiscid; where the tree is built with sanitizers it has them, so that it proves the preload under them.
check_PROGRAMS += %D%/ask-discid
%C%_ask_discid_SOURCES = %D%/ask-discid.c
%C%_ask_discid_CFLAGS = $(AM_CFLAGS) $(DISCID_CFLAGS)
%C%_ask_discid_LDADD = $(DISCID_LIBS)

# Door B: the same drive as /dev/sr0 of a user-mode Linux.  AddressSanitizer does not start there: the daemon goes without.
check_PROGRAMS += %D%/tcmu
%C%_tcmu_SOURCES = %D%/tcmu.c $(vd_files_sources)
%C%_tcmu_CFLAGS = $(PM_WARNING_CFLAGS) $(PM_HARDENING_CFLAGS)
%C%_tcmu_LDFLAGS = $(PM_HARDENING_LDFLAGS)

TESTS += tests/cli/vdrive-uml.sh
EXTRA_DIST += %D%/uml/run %D%/uml/init

# The reader over the model, linked directly: thousands of discs with every fault (docs/isrc-reading.md).  PM_SIMULATE=10000 for the long run.
check_PROGRAMS += %D%/simulate
TESTS += %D%/simulate
%C%_simulate_SOURCES = %D%/simulate.c %D%/vd-port.h $(vd_model_sources)
%C%_simulate_LDADD = $(LIBS_DRIVE)

TESTS += tests/cli/drive.sh tests/cli/drive-isrc.sh
EXTRA_DIST += tests/cli/drive-tap.sh

check_PROGRAMS += tests/unit/t-record tests/unit/t-recordfile tests/unit/t-drive
TESTS += tests/unit/t-record tests/unit/t-recordfile tests/unit/t-drive
tests_unit_t_recordfile_SOURCES = tests/unit/t-recordfile.c
tests_unit_t_recordfile_LDADD = $(LIBS_DRIVE)
tests_unit_t_record_SOURCES = tests/unit/t-record.c
tests_unit_t_record_LDADD = $(LIBS_DRIVE)
tests_unit_t_drive_SOURCES = tests/unit/t-drive.c tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_drive_LDADD = $(LIBS_DRIVE)
# The same over a port that writes down every command.
check_PROGRAMS += tests/unit/t-toc tests/unit/t-readcd tests/unit/t-sample tests/unit/t-marks tests/unit/t-drive-audio
TESTS += tests/unit/t-toc tests/unit/t-readcd tests/unit/t-sample tests/unit/t-marks tests/unit/t-drive-audio
tests_unit_t_toc_SOURCES = tests/unit/t-toc.c tests/unit/spy.h tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_toc_LDADD = $(LIBS_DRIVE)
tests_unit_t_readcd_SOURCES = tests/unit/t-readcd.c tests/unit/spy.h tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_readcd_LDADD = $(LIBS_DRIVE)
tests_unit_t_sample_SOURCES = tests/unit/t-sample.c tests/unit/spy.h tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_sample_LDADD = $(LIBS_DRIVE)
tests_unit_t_marks_SOURCES = tests/unit/t-marks.c tests/unit/spy.h tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_marks_LDADD = $(LIBS_DRIVE)
tests_unit_t_drive_audio_SOURCES = tests/unit/t-drive-audio.c tests/unit/spy.h tests/unit/vdrive.h $(vd_model_sources)
tests_unit_t_drive_audio_LDADD = $(LIBS_DRIVE)
# Through libcdio, with the preloaded drive; and what stands in its place where it is left out.
check_PROGRAMS += tests/unit/t-cdio tests/unit/t-nocdio
TESTS += tests/unit/t-cdio tests/unit/t-nocdio
tests_unit_t_cdio_SOURCES = tests/unit/t-cdio.c
tests_unit_t_cdio_LDADD = $(LIBS_DRIVE)
tests_unit_t_nocdio_SOURCES = tests/unit/t-nocdio.c drive/nocdio.c
tests_unit_t_nocdio_LDADD = $(LIBS_BASE)
