#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Findings: the manual holds exactly the table of base/diag.h, every id of the contract is there, and --allow knows each.
. "$PM_SRCDIR/tests/cli/tap.sh"

sed -n '/^\.\\" findings: begin/,/^\.\\" findings: end/p' "$PM_SRCDIR/man/premaster.1" | sed '1d;$d' > man.txt
sh "$PM_SRCDIR/scripts/man-findings" > table.txt
ok "the manual holds the table (else: scripts/man-findings --update)" cmp -s man.txt table.txt
sed -n 's/^\.B //p' table.txt | sed 's/\\-/-/g' > ids.txt
ok "as many as the header has" test "$(wc -l < ids.txt)" = "$(grep -c '^	X(' "$PM_SRCDIR/base/diag.h")"
ok "none twice" test -z "$(sort ids.txt | uniq -d)"
ok "kebab case" test -z "$(grep -v '^[a-z0-9]*\(-[a-z0-9]*\)*$' ids.txt)"
# The ids other programs rely on (contract section 6); never rename.
for id in isrc-format isrc-duplicate isrc-missing isrc-year isrc-lookalike isrc-zero isrc-conflict ean-length ean-format \
	ean-check-digit ean-missing ean-restricted sheet-damaged \
	track-count track-short pause-short index-order index-past-end index-count disc-long disc-too-long flag-conflict data-track \
	audio-path audio-missing audio-format audio-truncated audio-empty audio-unaligned audio-clipped audio-silent audio-same \
	text-charset text-too-long text-partial text-control sheet-syntax cue-syntax toc-syntax \
	ddp-missing-file ddp-record ddp-level ddp-image-size ddp-pq ddp-upc-only-in-ddpid ddp-path cdtext-crc cdtext-size cdtext-mismatch \
	checksum-missing checksum-mismatch subcode-crc subcode-mismatch cue-lead-audio; do
	ok "promised: $id" grep -qx "$id" ids.txt
done
for id in $(cat ids.txt); do
	run check --allow="$id" not-there.csv
	ok "--allow=$id is taken" test "$status" = 3
done
finish
