# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += %D%/performance.md %D%/isrc-reading.md %D%/conformance.md %D%/conformance-reasons.tsv
dist_noinst_SCRIPTS += scripts/conformance

# Set premaster's readers beside other programs', over the shared corpus; see the head of scripts/conformance.
conformance: tests/gen/corpus-verdicts$(EXEEXT)
	$(SHELL) $(srcdir)/scripts/conformance "$${PM_SHARED:-$(srcdir)/../shared}" tests/gen/corpus-verdicts$(EXEEXT) > conformance.new
	mv conformance.new $(srcdir)/docs/conformance.md
.PHONY: conformance
