# SPDX-License-Identifier: GPL-3.0-or-later
# Devices come through libcdio; without it (--without-drive) the rest stays, for models of drives and saved .q files.
noinst_LIBRARIES += %D%/libdrive.a
%C%_libdrive_a_SOURCES = %D%/audio.c %D%/audio.h %D%/disc.c %D%/disc.h %D%/drive.c %D%/drive.h %D%/drive-impl.h %D%/marks.c %D%/port.h \
	%D%/readcd.c %D%/record.c %D%/record.h %D%/recordfile.c %D%/sample.c %D%/sample.h %D%/toc.c
%C%_libdrive_a_CPPFLAGS = $(AM_CPPFLAGS) $(CDIO_CFLAGS)
if WITH_DRIVE
%C%_libdrive_a_SOURCES += %D%/cdio.c
else
%C%_libdrive_a_SOURCES += %D%/nocdio.c
endif

# What a program that uses this folder links with.
LIBS_DRIVE = drive/libdrive.a audio/libaudio.a subcode/libsubcode.a cdtext/libcdtext.a $(LIBS_DISC) $(CDIO_LIBS) $(SNDFILE_LIBS) $(SOXR_LIBS) $(FLAC_LIBS)

# Its other tests need a drive: tests/drive/local.mk.
check_PROGRAMS += tests/unit/t-drive-disc
TESTS += tests/unit/t-drive-disc
tests_unit_t_drive_disc_SOURCES = tests/unit/t-drive-disc.c
tests_unit_t_drive_disc_LDADD = $(LIBS_DRIVE)
