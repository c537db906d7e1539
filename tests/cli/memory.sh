#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# When memory runs out, whichever request it is that fails: exit status 3 and a message, or the same answer as ever; never another one.
. "$PM_SRCDIR/tests/cli/tap.sh"

fail=$PM_BUILDDIR/tests/gen/fail-memory.so
if ldd "$PREMASTER" 2> /dev/null | grep -q 'asan'; then
	echo "1..0 # SKIP AddressSanitizer has its own malloc"
	exit 0
fi
# without N ARGS...: premaster with its Nth request refused; $status, and $came is 1 when there were so many
without()
{
	refused=$1
	shift
	status=0
	rm -rf "$dir/mark" out
	env LD_PRELOAD="$fail" PM_FAIL_MEMORY="$refused" PM_FAIL_MARK="$dir/mark" "$PREMASTER" "$@" > "$dir/out" 2> "$dir/err" || status=$?
	came=0
	[ ! -e "$dir/mark" ] || came=1
}
album
# Its last sector has to be filled, beside a sample that is not zero: a warning.
wav two.wav $((345 * 588 + 100)) two
printf 'Language Code = English\nText Code = 8859\nAlbum Title = Harbour\nTrack 01 Title = Slack Water\nTrack 02 Title = Cold Pier\n' > album.v07t
run build -q album.csv -o ddp
status_is 0 "a set to read"
run build -q album.csv -f cue -o set
status_is 0 "another"
without 1 check album.csv
if [ $came = 0 ]; then
	skip "cannot preload" "memory that runs out"
	finish
fi
# every ARGS...: each request refused in turn
every()
{
	run "$@"
	whole=$status
	cp "$dir/out" "$dir/whole"
	n=0 bad=
	while n=$((n + 1)) && [ $n -le 3000 ]; do
		without $n "$@"
		[ $came = 1 ] || break
		case $status in
		3) grep -q '^premaster: ' "$dir/err" || bad="$bad $n:no-message" ;;
		"$whole") cmp -s "$dir/whole" "$dir/out" || bad="$bad $n:other-answer" ;;
		*) bad="$bad $n:status-$status" ;;
		esac
		[ -z "$(ls -A | grep '^\.')" ] || bad="$bad $n:left-over"
	done
	ok "$*: each of $((n - 1)) requests refused" test -z "$bad" -a $n -gt 5 || echo "#$bad"
}
every check --json album.csv
every check album.csv --cdtext=album.v07t
every show ddp
every show --json ddp
every isrc --json ddp
every compare ddp set
every build --help
every extract ddp -o out
finish
