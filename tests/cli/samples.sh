#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The sample album's masters are what tests/gen/gen-samples.c plays, byte for byte.
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
"$PM_BUILDDIR/tests/gen/gen-samples" "$dir" || exit 99
for f in "$PM_SRCDIR"/samples/*.wav; do
	n=$((n + 1))
	if cmp -s "$f" "$dir/$(basename "$f")"; then echo "ok $n - $(basename "$f")"; else echo "not ok $n - $(basename "$f")"; bad=1; fi
done
n=$((n + 1))
if [ "$(ls "$dir" | wc -l)" = 4 ] && [ $n = 5 ]; then echo "ok $n - four masters"; else echo "not ok $n - four masters"; bad=1; fi
echo "1..$n"
exit $bad
