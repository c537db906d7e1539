#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# docs/conformance.md is what scripts/conformance makes of the corpus today; cue sheets and TOCs at 95 % or better, every disagreement explained.
. "$PM_SRCDIR/tests/cli/tap.sh"
if [ -n "$PM_SHARED" ] && [ -f "$PM_SHARED/corpus/MANIFEST.tsv" ]; then
	made=0
	sh "$PM_SRCDIR/scripts/conformance" "$PM_SHARED" "$PM_BUILDDIR/tests/gen/corpus-verdicts" > made.md 2> complaints || made=$?
	ok "95 % of the valid ones accepted, 95 % of the invalid ones refused, the others explained" test $made = 0
	sed 's/^/# /' complaints
	ok "docs/conformance.md is up to date (make conformance)" cmp -s made.md "$PM_SRCDIR/docs/conformance.md" ||
		diff -u "$PM_SRCDIR/docs/conformance.md" made.md | head -40 | sed 's/^/# /'
else
	skip "no shared corpus" "the corpus"
fi
finish
