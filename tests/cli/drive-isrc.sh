#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# premaster isrc: codes with their evidence from drives with and without faults, from files, and from what was saved.
. "$PM_SRCDIR/tests/cli/drive-tap.sh"
export PM_SRCDIR
master || exit 99

disc good
drive good isrc $device
status_is 0 "isrc"
out_has "UPC/EAN  0012345678905  confirmed" "UPC/EAN"
out_has " 2  ZZXYZ2600002     confirmed" "ISRC"
out_has "Ebb, and Flow" "title"
drive good isrc --csv $device
sed 's/,confirmed,[1-9][0-9]*,/,confirmed,N,/' "$dir/out" > "$dir/out2"
mv "$dir/out2" "$dir/out"
out_is "CSV" <<'END'
Track,ISRC,State,Votes,Title
1,ZZXYZ2600001,confirmed,N,Slack Water
2,ZZXYZ2600002,confirmed,N,"Ebb, and Flow"
3,ZZXYZ2600003,confirmed,N,Cold Pier
END
drive good isrc --json $device
for key in '"schema": "premaster.isrc.v1"' '"source": "/dev/pmvd0"' '"method": "raw-q"' '"value": "0012345678905"' '"dissent": \[\]' '"q_bad": 0' '"number": 3' \
	'"first_lba": [0-9]'; do
	ok "JSON has $key" grep -q "$key" "$dir/out"
done

# One code for two tracks is said where it is seen.
sed 's/ZZXYZ2600003/ZZXYZ2600001/' album.csv > twice.csv
run isrc twice.csv
out_is "a code that two tracks have" <<'END'
Source   twice.csv
Method   declared, not read back
UPC/EAN  0012345678905  declared   -

 #  ISRC             State      Votes    Title
 1  ZZXYZ2600001     declared   -        Slack Water
 2  ZZXYZ2600002     declared   -        Ebb, and Flow
 3  ZZXYZ2600001     declared   -        Cold Pier
    the same code as track 1
END

# Replay: the same bytes.
for d in "good" "noq fault:no-raw:1 fault:no-formatted-q:1" "latch fault:latch-sectors:400 fault:latch-permille:1000" "bad fault:q-bad-permille:300"; do
	# shellcheck disable=SC2086
	set -- $d
	name=$1
	shift
	lines=$(printf '%s\n' "$@" | tr ':' ' ')
	disc "$name" "$lines"
	for option in --json --csv --verbose --full; do
		drive "$name" isrc $option --save=saved.q $device
		cp "$dir/out" first
		first=$status
		[ $option = --full ] && option=--quiet
		run isrc $option saved.q
		ok "$name $option: the saved file says the same" cmp -s first "$dir/out"
		ok "$name $option: and the same exit status" test "$status" = "$first"
	done
done
run isrc --save=again.q saved.q
ok "saving a replay gives the same file" cmp -s saved.q again.q
run show good.q
status_is 3 "a .q that is not there"
head -n 100 saved.q > cut.q
run isrc cut.q
status_is 3 "a cut .q"
err_has "the file is cut" "a cut .q: says so"
sed '20s/.*/zz/' saved.q > damaged.q
run isrc damaged.q
status_is 3 "a damaged .q"
err_has "line 20" "a damaged .q: names the line"
run show saved.q
status_is 0 "a saved .q is a disc"
out_has "ZZ-XYZ-26-00003" "with its codes"

# Faults.
disc previous "fault isrc-previous-permille 1000"
drive previous isrc $device
out_has " 2  ZZXYZ2600002     confirmed" "a drive that answers with the previous track's ISRC is not asked"
disc noq "fault no-raw 1" "fault no-formatted-q 1"
drive noq isrc $device
status_is 0 "a drive without Q"
out_has " 2  ZZXYZ2600002     weak" "what it answers is weak"
disc zeros "fault no-raw 1" "fault no-formatted-q 1" "fault isrc-zeros 2" "fault mcn-zeros 2"
drive zeros isrc $device
status_is 1 "zeros are no code: unread"
out_has " 1  -                unread" "and are not printed as one"
disc refused "fault no-raw 1" "fault raw-without-pq 1" "fault no-formatted-q 1" "fault subchannel-refused 1" "fault capabilities-claim 1"
drive refused isrc $device
status_is 1 "a drive that claims all and gives nothing"
disc latch "fault latch-sectors 400" "fault latch-permille 1000"
drive latch isrc $device
ok "a drive that keeps the previous code: no wrong code is confirmed" test -z "$(grep confirmed "$dir/out" | grep -v 'UPC\|1  ZZXYZ2600001\|2  ZZXYZ2600002\|3  ZZXYZ2600003')"
disc heavy "fault q-bad-permille 300"
drive heavy isrc $device
out_has " 3  ZZXYZ2600003     confirmed" "a third of Q in error"
disc scratch "fault read-error 400 40 0"
drive scratch isrc $device
status_is 0 "unreadable sectors do not stop it"
out_has "could not be read at all" "and are counted"
disc gone "fault change-after-sectors 1000"
drive gone isrc $device
status_is 3 "ejected half-way"
ok "ejected half-way: nothing on the standard output" test ! -s "$dir/out"
drive good isrc --save=/nowhere/x.q $device
status_is 3 "a .q that cannot be written"

# Files.
run isrc set/album.sub
status_is 0 "a .sub"
out_has " 3  ZZXYZ2600003     confirmed" "a .sub: codes"
run isrc --json set/album.cue
out_has '"method": "sub-file"' "a cue sheet with its .sub beside it"
mkdir alone
cp set/album.cue set/album.bin set/album.cdt alone/
run isrc --json alone/album.cue
out_has '"state": "declared"' "a cue sheet without"
out_has '"votes": null' "counts no votes"
run isrc --csv ddp
out_is "DDP" <<'END'
Track,ISRC,State,Votes,Title
1,ZZXYZ2600001,declared,,Slack Water
2,ZZXYZ2600002,declared,,"Ebb, and Flow"
3,ZZXYZ2600003,declared,,Cold Pier
END
run isrc --save=x.q ddp
status_is 3 "nothing to save of a DDP set"
run isrc --csv --json ddp
status_is 2 "CSV and JSON"
finish
