# SPDX-License-Identifier: GPL-3.0-or-later
# All but main.c is a library, so that unit tests reach it.
noinst_LIBRARIES += %D%/libcli.a
%C%_libcli_a_SOURCES = %D%/cli.c %D%/cmd.h %D%/cmd-build.c %D%/cmd-check.c %D%/cmd-compare.c %D%/cmd-extract.c %D%/cmd-isrc.c %D%/cmd-show.c %D%/cmd-verify.c \
	%D%/help.c %D%/options.c %D%/options.h %D%/print.c %D%/print.h %D%/progress.c %D%/progress.h %D%/table.c
LIBS_CLI = cli/libcli.a $(LIBS_REPORT)

bin_PROGRAMS += premaster
premaster_SOURCES = %D%/main.c
premaster_LDADD = $(LIBS_CLI)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-options tests/unit/t-print tests/unit/t-progress
TESTS += tests/unit/t-options tests/unit/t-print tests/unit/t-progress
check_PROGRAMS += tests/unit/t-cli tests/unit/t-help tests/unit/t-table
TESTS += tests/unit/t-cli tests/unit/t-help tests/unit/t-table
tests_unit_t_cli_SOURCES = tests/unit/t-cli.c tests/unit/harbour.h
tests_unit_t_cli_LDADD = $(LIBS_CLI)
tests_unit_t_help_SOURCES = tests/unit/t-help.c
tests_unit_t_help_LDADD = $(LIBS_CLI)
tests_unit_t_table_SOURCES = tests/unit/t-table.c
tests_unit_t_table_LDADD = $(LIBS_CLI)
tests_unit_t_options_SOURCES = tests/unit/t-options.c
tests_unit_t_options_LDADD = $(LIBS_CLI)
tests_unit_t_print_SOURCES = tests/unit/t-print.c
tests_unit_t_print_LDADD = $(LIBS_CLI)
tests_unit_t_progress_SOURCES = tests/unit/t-progress.c
tests_unit_t_progress_LDADD = $(LIBS_CLI)

# Manual and completion; the tests hold both against the tables.
dist_man_MANS += man/premaster.1
dist_bashcompletion_DATA = completions/premaster.bash
dist_noinst_SCRIPTS += scripts/man-findings
TESTS += tests/cli/build.sh tests/cli/compare.sh tests/cli/contract.sh tests/cli/completion.sh tests/cli/diag-ids.sh tests/cli/extract.sh tests/cli/findings.sh tests/cli/help.sh tests/cli/main.sh tests/cli/options.sh tests/cli/outputs.sh \
	tests/cli/show.sh tests/cli/signals.sh tests/cli/sources.sh tests/cli/usage.sh
