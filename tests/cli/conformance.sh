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

	# The program itself, every cue sheet and TOC in one run, accepted being what has no cue-syntax or toc-syntax error.
	awk -F '\t' 'NR > 1 && ($2 == "cue" || $2 == "toc") && ($7 == "valid" || $7 == "invalid")' "$PM_SHARED/corpus/MANIFEST.tsv" > counted.tsv
	here=$PWD
	(cd "$PM_SHARED/corpus" && cut -f 1 "$here/counted.tsv" | tr '\n' '\0' | xargs -0 "$PREMASTER" check --color=never > "$here/said" 2>&1) || true
	awk -F '\t' '
	FNR == NR { if (sub(/(:[0-9]+:[0-9]+)?: error: .*\[(cue|toc)-syntax\]$/, "")) refused[$0] = 1; next }
	{ count[$2 " " $7]++; right[$2 " " $7] += ($1 in refused) == ($7 == "invalid") }
	END { for (k in count) if (right[k] * 100 >= count[k] * 95) print k }' said counted.tsv | sort > good
	printf 'cue invalid\ncue valid\ntoc invalid\ntoc valid\n' > all
	ok "premaster check says so of at least 95 % of each" cmp -s good all || sed 's/^/# at 95 %: /' good
else
	skip "no shared corpus" "the corpus"
fi
finish
