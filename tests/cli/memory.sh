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
# Hostile sheets in little memory: those of 13 MB took up to 1.2 GB, a hostile cue sheet or TOC 240 MB.
# little NAME FILE WANT STATUS: with 192 MB of address space, the program's own libraries among it
head='Track,File,Title,ISRC,Gap,Flags'
little()
{
	status=0
	(ulimit -v 196608 && exec "$PREMASTER" check --progress=never "$2") > "$dir/out" 2> "$dir/err" || status=$?
	status_is "$4" "$1"
	err_has "$3" "$1: said"
	ok "$1: and nothing else" test "$(grep -c '\[' "$dir/err")" -le 1
}
if (ulimit -v 196608 && "$PREMASTER" --version) > /dev/null 2>&1; then
	{ echo "$head" && yes a | head -n 6000000; } > h.csv
	little "six million rows" h.csv "h.csv:20001:1: error: the sheet has more than 20000 rows; it is not read [sheet-syntax]" 1
	{ echo "$head" && yes '"a' | head -n 4000000; } > h.csv
	little "quotes that are never closed" h.csv "h.csv:20001:1: error: the sheet has more than 20000 rows" 1
	{ echo "$head" && yes a, | head -n 6000000 | tr -d '\n'; } > h.csv
	little "one row of six million cells" h.csv "h.csv:2:32769: error: the sheet has more than 16384 columns" 1
	{ yes x, | head -n 6000 | tr -d '\n' && echo && echo "$head" && yes "$(yes 1, | head -n 500 | tr -d '\n')" | head -n 12000; } > h.csv
	little "six million cells" h.csv "error: the sheet has more than 250000 cells that are not empty; it is not read [sheet-syntax]" 1
	{ echo "$head" && printf '1,' && head -c 13000000 /dev/zero | tr '\0' x && echo; } > h.csv
	little "a cell of 13 MB" h.csv "h.csv:2:3: error: this cell has more than 100000 bytes; the sheet is not read [sheet-syntax]" 1
	{ echo 'FILE "a.wav" WAVE' && yes 'FILE "a.wav" WAVE' | head -n 200000; } > h.cue
	little "a cue sheet above 2 MB" h.cue "more than the 2097152 such a file may have" 3
	{ printf 'CD_DA\nTRACK AUDIO\n' && yes 'SILENCE 1' | head -n 300000; } > h.toc
	little "a TOC above 2 MB" h.toc "more than the 2097152 such a file may have" 3
else
	skip "ulimit -v" "little memory"
fi
album
# What a spreadsheet's empty cells look like: 300 columns, and 5000 rows with nothing in them.
{
	cat album.csv
	yes "$(yes , | head -n 300 | tr -d '\n')" | head -n 5000
} > empty.csv
run check empty.csv
status_is 0 "a million and a half empty cells"
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
