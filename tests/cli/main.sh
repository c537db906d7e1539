#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cli/main.c: the exit status of several operands (contract section 2), colours and width by terminal and environment, descriptors that are closed.
. "$PM_SRCDIR/tests/cli/tap.sh"
album
printf 'Album,A\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ260001\n' > bad.csv
printf 'Album,A\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ2600001\n2,two.wav,Two,\n' > warn.csv

# Several operands: the highest.
run check album.csv album.csv
status_is 0 "two good ones"
run check album.csv bad.csv
status_is 1 "a good and a bad one"
run check bad.csv album.csv
status_is 1 "the other way round"
run check bad.csv none.csv album.csv
status_is 3 "a bad one and one that is not there"
err_has "[isrc-format]" "the bad one is judged"
out_has "album.csv: 2 tracks" "and so is the one behind the missing one"
run check none.csv bad.csv
status_is 3 "the missing one first"
run check album.csv warn.csv
status_is 0 "a warning"
run check --strict album.csv warn.csv
status_is 1 "a warning, strictly"
run verify none bad.csv
status_is 3 "verify: one that is not there"
mkdir full
echo mine > full/mine.txt
run build album.csv -o full
status_is 2 "a DIR with other files is wrong usage"
run build none.csv -o new
status_is 3 "a source that is not there"
run build bad.csv -o full
status_is 2 "both: DIR is looked at first"
run build album.csv -o new --name=a/b -f cue
status_is 2 "a name that cannot be"

# What is given to a closed descriptor must not land in a file.
status=0
"$PREMASTER" build album.csv -o closed <&- >&- 2>&- || status=$?
ok "with all three descriptors closed: a failure, for nobody was told" test $status = 3
"$PREMASTER" build -q album.csv -o open
ok "but the set is as it should be" test -d closed -a -z "$(diff -r closed open 2>&1)"
status=0
"$PREMASTER" build -q album.csv -o silent <&- >&- 2>&- || status=$?
ok "where nothing was to be told: none" test $status = 0 -a -z "$(diff -r silent open 2>&1)"
status=0
"$PREMASTER" check bad.csv <&- 2> "$dir/err" > "$dir/out" || status=$?
status_is 1 "only the input closed"

# Colours: by option, else on a terminal that is not dumb, unless NO_COLOR says something.
esc=$(printf '\033')
run check bad.csv
ok "no colours into a file" test "$(grep -c "$esc" "$dir/err")" = 0
run check --color=always bad.csv
err_has "$esc[" "--color=always"
status=0
NO_COLOR=1 "$PREMASTER" check --color=always bad.csv > "$dir/out" 2> "$dir/err" || status=$?
err_has "$esc[" "--color=always stands above NO_COLOR"
if command -v script > /dev/null && script -qec true /dev/null < /dev/null > /dev/null 2>&1; then
	# terminal ENVIRONMENT... COMMAND: what it shows on a terminal of 60 columns
	terminal()
	{
		script -qec "stty cols 60; $*" /dev/null < /dev/null > "$dir/out" 2>&1
	}
	terminal env -u NO_COLOR TERM=xterm "'$PREMASTER'" check bad.csv
	out_has "$esc[" "colours on a terminal"
	terminal env NO_COLOR=1 TERM=xterm "'$PREMASTER'" check bad.csv
	ok "NO_COLOR" test "$(grep -c "$esc\\[[0-9;]*m" "$dir/out")" = 0
	terminal env NO_COLOR= TERM=xterm "'$PREMASTER'" check bad.csv
	out_has "$esc[" "an empty NO_COLOR says nothing"
	terminal env -u NO_COLOR TERM=dumb "'$PREMASTER'" check bad.csv
	ok "a dumb terminal" test "$(grep -c "$esc\\[[0-9;]*m" "$dir/out")" = 0
	# Bytes of the track's row; what was cut off it shows as three bytes, in one column.
	row() { tr -d '\r' < "$dir/out" | grep ' A Title' | wc -c; }
	# The sheet has columns to spare: what is wider than the terminal is cut or broken; COLUMNS stands above the terminal.
	printf 'Track,Title,ISRC\n1,A Title That Is Rather Longer Than Any Sheet Of Sixty Columns Has Room For At All,ZZXYZ2600001\n' > wide.csv
	terminal env -u COLUMNS TERM=dumb "'$PREMASTER'" show wide.csv
	ok "60 columns" test "$(row)" -le 63
	for bad in 19 1001 abc 99999999999999999999; do
		terminal env COLUMNS=$bad TERM=dumb "'$PREMASTER'" show wide.csv
		ok "COLUMNS=$bad is not listened to" test "$(row)" -le 63
	done
	terminal env COLUMNS=200 TERM=dumb "'$PREMASTER'" show wide.csv
	ok "COLUMNS=200 is" test "$(row)" -gt 100
else
	skip "no script" "colours and width on a terminal"
fi
finish
