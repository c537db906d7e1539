#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The virtual drive behind Linux' own SCSI stack, in user-mode Linux: the same programs find the same discs.
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
run=$PM_SRCDIR/tests/drive/uml/run
# Sanitized programs do not start in the guest: its address space is too small.
export PM_NO_OWN_PROGRAMS=1
export PM_SCRATCH="$dir"
. "$PM_SRCDIR/tests/drive/cases.sh"

make_files
make_discs
# in_guest DISC CASE... - boots with the disc and runs the cases there; their lines count here.
in_guest() {
	description=$1; shift
	"$run" "$dir/$description.vd" sh -c '
		. "$PM_SRCDIR/tests/drive/cases.sh"
		n=$1 dir=$PM_SCRATCH device=/dev/sr0
		drive() { shift; timeout 60 "$@"; }
		shift
		for one; do $one; done
		echo "@ $n $bad"
		exit 42
	' guest "$n" "$@" >"$dir/tap" 2>"$dir/tap.err"
	status=$?
	if [ $status = 77 ]; then
		echo "1..0 # SKIP $(tail -n 1 "$dir/tap.err")"
		exit 0
	fi
	grep -v '^@ ' "$dir/tap"
	# shellcheck disable=SC2046 # two words
	set -- $(sed -n 's/^@ //p' "$dir/tap")
	if [ $# = 2 ]; then
		n=$1
		[ "$2" = 0 ] || bad=1
	else
		cp "$dir/tap.err" "$dir/out"
		not_ok "$description: the guest came to an end before its cases"
	fi
}
# shellcheck disable=SC2086 # several words
in_guest good $good_cases case_read_only case_subcode
if [ $status = 42 ]; then ok "the exit status comes back"; else not_ok "the exit status comes back: $status"; fi
in_guest previous fault_previous
in_guest noraw fault_noraw
in_guest empty fault_empty

# Both doors give the same bytes: what the guest read is in uml.bin.
if have cdrdao; then
	mv "$dir/subcode.bin" "$dir/uml.bin" && mv "$dir/subcode.toc" "$dir/uml.toc"
	device=/dev/pmvd0
	drive() {
		description=$1; shift
		timeout 60 "$PM_SRCDIR/tests/drive/with-vdrive" "$dir/$description.vd" "$@"
	}
	case_subcode
	if cmp "$dir/subcode.bin" "$dir/uml.bin" >>"$dir/out" 2>&1 && cmp "$dir/subcode.toc" "$dir/uml.toc" >>"$dir/out" 2>&1; then
		ok "both doors: the same sound, subcode and TOC"
	else
		not_ok "both doors: the same sound, subcode and TOC"
	fi
else
	skip "both doors: the same sound, subcode and TOC" cdrdao
fi
echo "1..$n"
exit $bad
