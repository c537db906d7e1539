# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libddp.a
%C%_libddp_a_SOURCES = %D%/ddp.h %D%/record.h %D%/field.h %D%/set.h \
	%D%/field.c %D%/ddpid.c %D%/ddpms.c %D%/pq.c %D%/write.c \
	%D%/locate.c %D%/set.c %D%/read.c %D%/read-id.c %D%/read-map.c %D%/judge-map.c %D%/read-pq.c %D%/read-image.c %D%/read-nopq.c \
	%D%/verify.c

# What a program that uses this folder links with.
LIBS_DDP = ddp/libddp.a checksum/libchecksum.a audio/libaudio.a subcode/libsubcode.a cdtext/libcdtext.a $(LIBS_DISC) $(AUDIO_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-ddpid tests/unit/t-ddpms tests/unit/t-pq
TESTS += tests/unit/t-ddpid tests/unit/t-ddpms tests/unit/t-pq
tests_unit_t_ddpid_SOURCES = tests/unit/t-ddpid.c
tests_unit_t_ddpid_LDADD = $(LIBS_DDP)
tests_unit_t_ddpms_SOURCES = tests/unit/t-ddpms.c
tests_unit_t_ddpms_LDADD = $(LIBS_DDP)
tests_unit_t_pq_SOURCES = tests/unit/t-pq.c
tests_unit_t_pq_LDADD = $(LIBS_DDP)
noinst_HEADERS += tests/unit/ddpset.h tests/unit/ddpread.h
check_PROGRAMS += tests/unit/t-ddp-write
TESTS += tests/unit/t-ddp-write
tests_unit_t_ddp_write_SOURCES = tests/unit/t-ddp-write.c
tests_unit_t_ddp_write_LDADD = $(LIBS_DDP)
check_PROGRAMS += tests/unit/t-ddp-read tests/unit/t-ddp-dialects
TESTS += tests/unit/t-ddp-read tests/unit/t-ddp-dialects
tests_unit_t_ddp_dialects_SOURCES = tests/unit/t-ddp-dialects.c
tests_unit_t_ddp_dialects_LDADD = $(LIBS_DDP)
tests_unit_t_ddp_read_SOURCES = tests/unit/t-ddp-read.c
tests_unit_t_ddp_read_LDADD = $(LIBS_DDP)
# The rules over what the reader made of damaged sets.
check_PROGRAMS += tests/unit/t-ddp-damage
TESTS += tests/unit/t-ddp-damage
tests_unit_t_ddp_damage_SOURCES = tests/unit/t-ddp-damage.c
tests_unit_t_ddp_damage_LDADD = check/libcheck.a $(LIBS_DDP)
check_PROGRAMS += tests/unit/t-ddp-verify
TESTS += tests/unit/t-ddp-verify
tests_unit_t_ddp_verify_SOURCES = tests/unit/t-ddp-verify.c
tests_unit_t_ddp_verify_LDADD = $(LIBS_DDP)
# A test for each file.
DDP_FILE_TESTS = tests/unit/t-field tests/unit/t-locate tests/unit/t-ddp-set tests/unit/t-read-id \
	tests/unit/t-read-map tests/unit/t-judge-map tests/unit/t-read-image tests/unit/t-read-nopq tests/unit/t-read-pq
check_PROGRAMS += $(DDP_FILE_TESTS)
TESTS += $(DDP_FILE_TESTS)
tests_unit_t_field_SOURCES = tests/unit/t-field.c
tests_unit_t_field_LDADD = $(LIBS_DDP)
tests_unit_t_locate_SOURCES = tests/unit/t-locate.c
tests_unit_t_locate_LDADD = $(LIBS_DDP)
tests_unit_t_ddp_set_SOURCES = tests/unit/t-ddp-set.c
tests_unit_t_ddp_set_LDADD = $(LIBS_DDP)
tests_unit_t_read_id_SOURCES = tests/unit/t-read-id.c
tests_unit_t_read_id_LDADD = $(LIBS_DDP)
tests_unit_t_read_map_SOURCES = tests/unit/t-read-map.c
tests_unit_t_read_map_LDADD = $(LIBS_DDP)
tests_unit_t_judge_map_SOURCES = tests/unit/t-judge-map.c
tests_unit_t_judge_map_LDADD = $(LIBS_DDP)
tests_unit_t_read_image_SOURCES = tests/unit/t-read-image.c
tests_unit_t_read_image_LDADD = $(LIBS_DDP)
tests_unit_t_read_nopq_SOURCES = tests/unit/t-read-nopq.c
tests_unit_t_read_nopq_LDADD = $(LIBS_DDP)
tests_unit_t_read_pq_SOURCES = tests/unit/t-read-pq.c
tests_unit_t_read_pq_LDADD = $(LIBS_DDP)
