# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libaudio.a
%C%_libaudio_a_SOURCES = %D%/aiff.c %D%/chunk.c %D%/convert.c %D%/decode.c %D%/defect.c %D%/encode.c %D%/encode-flac.c %D%/master.c %D%/match.c %D%/offset.c %D%/pass.c %D%/probe.c %D%/program.c %D%/quantise.c %D%/sniff.c %D%/sums.c %D%/wav-head.c \
	%D%/chunk.h %D%/convert.h %D%/convert-job.h %D%/decode.h %D%/defect.h %D%/encode.h %D%/master.h %D%/match.h %D%/offset.h %D%/program.h %D%/sums.h
%C%_libaudio_a_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS) $(SOXR_CFLAGS) $(FLAC_CFLAGS)

# What a program that uses this folder links with.
AUDIO_LIBS = $(SNDFILE_LIBS) $(SOXR_LIBS) $(FLAC_LIBS)
LIBS_AUDIO = audio/libaudio.a $(LIBS_DISC) $(AUDIO_LIBS)

# Unit tests, each linked with its layer and below only.
noinst_HEADERS += tests/unit/audio-files.h
check_PROGRAMS += tests/unit/t-chunk tests/unit/t-master tests/unit/t-program
TESTS += tests/unit/t-chunk tests/unit/t-master tests/unit/t-program
tests_unit_t_chunk_SOURCES = tests/unit/t-chunk.c
tests_unit_t_chunk_LDADD = $(LIBS_AUDIO)
tests_unit_t_master_SOURCES = tests/unit/t-master.c
tests_unit_t_master_LDADD = $(LIBS_AUDIO)
tests_unit_t_program_SOURCES = tests/unit/t-program.c
tests_unit_t_program_LDADD = $(LIBS_AUDIO)
check_PROGRAMS += tests/unit/t-sums tests/unit/t-pass
TESTS += tests/unit/t-sums tests/unit/t-pass
tests_unit_t_sums_SOURCES = tests/unit/t-sums.c
tests_unit_t_sums_LDADD = $(LIBS_AUDIO)
tests_unit_t_pass_SOURCES = tests/unit/t-pass.c
tests_unit_t_pass_LDADD = $(LIBS_AUDIO)
check_PROGRAMS += tests/unit/t-probe
TESTS += tests/unit/t-probe
tests_unit_t_probe_SOURCES = tests/unit/t-probe.c
tests_unit_t_probe_LDADD = $(LIBS_AUDIO)
check_PROGRAMS += tests/unit/t-convert
TESTS += tests/unit/t-convert
tests_unit_t_convert_SOURCES = tests/unit/t-convert.c
tests_unit_t_convert_LDADD = $(LIBS_AUDIO) -lm

check_PROGRAMS += tests/unit/t-match
TESTS += tests/unit/t-match
tests_unit_t_match_SOURCES = tests/unit/t-match.c
tests_unit_t_match_LDADD = $(LIBS_AUDIO)
check_PROGRAMS += tests/unit/t-encode-audio
TESTS += tests/unit/t-encode-audio
tests_unit_t_encode_audio_SOURCES = tests/unit/t-encode-audio.c
tests_unit_t_encode_audio_LDADD = $(LIBS_AUDIO)

# One for each file that shares a header with another.
AUDIO_TESTS = tests/unit/t-aiff tests/unit/t-decode-audio tests/unit/t-defect tests/unit/t-encode-flac tests/unit/t-offset tests/unit/t-quantise tests/unit/t-sniff tests/unit/t-wav-head
check_PROGRAMS += $(AUDIO_TESTS)
TESTS += $(AUDIO_TESTS)
tests_unit_t_aiff_SOURCES = tests/unit/t-aiff.c
tests_unit_t_aiff_LDADD = $(LIBS_AUDIO)
tests_unit_t_decode_audio_SOURCES = tests/unit/t-decode-audio.c
tests_unit_t_decode_audio_LDADD = $(LIBS_AUDIO)
tests_unit_t_defect_SOURCES = tests/unit/t-defect.c
tests_unit_t_defect_LDADD = $(LIBS_AUDIO)
tests_unit_t_encode_flac_SOURCES = tests/unit/t-encode-flac.c
tests_unit_t_encode_flac_LDADD = $(LIBS_AUDIO)
tests_unit_t_offset_SOURCES = tests/unit/t-offset.c
tests_unit_t_offset_LDADD = $(LIBS_AUDIO)
tests_unit_t_quantise_SOURCES = tests/unit/t-quantise.c
tests_unit_t_quantise_LDADD = $(LIBS_AUDIO) -lm
tests_unit_t_sniff_SOURCES = tests/unit/t-sniff.c
tests_unit_t_sniff_LDADD = $(LIBS_AUDIO)
tests_unit_t_wav_head_SOURCES = tests/unit/t-wav-head.c
tests_unit_t_wav_head_LDADD = $(LIBS_AUDIO)
