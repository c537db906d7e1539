#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The virtual drive as a preloaded object: other people's programs read its discs, and fall for its faults where real ones do.
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
device=/dev/pmvd0
drive() {
	description=$1; shift
	timeout 60 "$PM_SRCDIR/tests/drive/with-vdrive" "$dir/$description.vd" "$@"
}
[ "$(uname -s)" = Linux ] || { echo "1..0 # SKIP not Linux"; exit 0; }
. "$PM_SRCDIR/tests/drive/cases.sh"

make_files
make_discs
for one in $good_cases; do
	$one
done
for one in previous latch zeros noraw notext1 notext2 empty open heals offset change; do
	"fault_$one"
done

# The loader's own manners.
cp "$dir/good.log" "$dir/out"
says "every command is in the log" "43 " " good "
cp "$dir/good.count" "$dir/out"
says "counters are written" "commands " "sectors-read " "distinct-sectors "
printf 'track 1 0 0\nleadout 0\n' >"$dir/bad.vd"
drive bad "$PM_BUILDDIR/tests/drive/ask-discid" "$device" >"$dir/out" 2>&1
says "a wrong description is named with its line" "bad.vd:2: lead-out at 0"
printf 'track 1 0 0\ntrack 3 0 300\n' >"$dir/bad.vd"
drive bad "$PM_BUILDDIR/tests/drive/ask-discid" "$device" >"$dir/out" 2>&1
says "tracks out of order are" "bad.vd:2: want: track N CONTROL LBA, in order"
echo "1..$n"
exit $bad
