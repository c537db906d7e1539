#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Discs in drives as sources: show, build and compare through the virtual drive, and what is said where there is nothing to read.
. "$PM_SRCDIR/tests/cli/drive-tap.sh"
export PM_SRCDIR
master || exit 99

disc good
drive good show $device
status_is 0 "show"
out_has " 2  Ebb, and Flow  00:02:00  00:16:00  00:11:00  ZZ-XYZ-26-00002  DCP" "pause, start, length, ISRC and flags"
out_has "index 02                 00:06:00" "index 02"
out_has "0012345678905" "UPC/EAN"
drive good show --json $device
out_has '"kind": "drive"' "kind"
"$PREMASTER" show --json ddp | sed '/"source"\|"kind"\|"master_id"/d' > want
sed '/"source"\|"kind"\|"master_id"/d' "$dir/out" > got
ok "the disc is the master in every field" cmp -s want got || diff want got | sed 's/^/# /'

drive good compare ddp $device
status_is 0 "compare with the master"
drive good build -q $device -o back
status_is 0 "build"
ok "the same image comes back" cmp ddp/IMAGE.DAT back/IMAGE.DAT
ok "the same PQ" cmp ddp/PQDESCR back/PQDESCR
ok "the same CD-Text" cmp ddp/CDTEXT.BIN back/CDTEXT.BIN
drive good build --json $device -o back2
out_has '"field": "tracks[3].isrc"' "provenance names the codes"
out_has '"from": "q"' "provenance says Q"

# Faults that can be overcome.
for fault in "read-error 1000 1 2" "c2 500 1 3" "silent 2000 1 2" "no-c2 1" "sub-shift-sectors 2" "no-raw 1" "max-sectors 7" "capabilities-claim 1" \
	"capabilities-deny 1" "no-overread 1" "track-field-strict 1"; do
	disc fault "fault $fault"
	rm -rf healed
	drive fault build -q $device -o healed
	status_is 0 "fault $fault"
	ok "fault $fault: the same image" cmp ddp/IMAGE.DAT healed/IMAGE.DAT
	ok "fault $fault: the same PQ" cmp ddp/PQDESCR healed/PQDESCR
done
# A drive that reads 30 samples late.
disc offset "fault audio-offset-samples 30"
drive offset compare --json ddp $device
out_has '"offset_samples": -30' "read offset is found"
out_has '"equal": true' "and is no difference"
status_is 0 "compare after an offset"
disc offset2 "fault audio-offset-samples -667"
drive offset2 compare $device ddp
status_is 0 "the other way round"
# The table of contents without the pre-emphasis that the subcode has.
disc flags
sed -i 's/^track 3 3/track 3 2/' flags.vd
drive flags show $device
err_has "[flag-conflict]" "TOC against Q is a warning"
out_has "DCP PRE" "the subcode's flags are taken"

# Codes that are not sure stay out of the master, and are reported once.
disc noq "fault no-raw 1" "fault no-formatted-q 1"
rm -rf out
drive noq build $device -o out
status_is 0 "a drive without Q"
err_has "track 2: the ISRC 'ZZXYZ2600002' is not sure (3 of 3 votes, by asking the drive alone) and is left out [isrc-weak]" "says which code is left out"
ok "and says no more of it" test "$(grep -c 'ISRC\|isrc' "$dir/err")" = 3
run show --json out
ok "and leaves it out" test "$(grep -c '"isrc": null' "$dir/out")" = 3
# A data track behind the audio.
disc extra
sed -i 's/^track 3 3/track 3 4/' extra.vd
drive extra build $device -o never
status_is 1 "a data track"
err_has "[data-track]" "a data track: is an error"
drive extra build -q --audio-only $device -o two
status_is 0 "--audio-only"

# A CD-Extra: the audio ends with its session, 11400 sectors before the data; no drive reads what lies between.
master_end=3175
disc cdextra "second_session 4" "track 4 4 $((master_end + 11400))"
sed -i "s/^leadout .*/leadout $((master_end + 11400 + 1000))/" cdextra.vd
drive cdextra show --json $device
out_has '"leadout_lba": 15575' "CD-Extra: the lead-out of the whole disc"
drive cdextra isrc $device
status_is 0 "CD-Extra: codes of the audio"
drive cdextra build -q $device -o never
status_is 1 "CD-Extra: the data track"
drive cdextra build -q --audio-only $device -o session
status_is 0 "CD-Extra: --audio-only"
run show --json session
out_has "\"leadout_lba\": $master_end" "CD-Extra: the lead-out of the audio session"
ok "CD-Extra: the image of the audio alone" cmp ddp/IMAGE.DAT session/IMAGE.DAT
"$PREMASTER" show --json session | sed -n '/"musicbrainz"/p' > want
drive cdextra show --json $device
sed -n '/"musicbrainz"/p' "$dir/out" > got
ok "CD-Extra: MusicBrainz knows the audio session only" cmp -s want got || cat want got | sed 's/^/# /'
drive cdextra compare --audio-only ddp $device
status_is 0 "CD-Extra: the audio session is the master"
drive cdextra extract --audio-only $device -o tracks
status_is 0 "CD-Extra: extract"
ok "CD-Extra: the last track ends with the session" test "$(wc -c < "tracks/03 Cold Pier.wav")" -gt $((1300 * 2352)) -a \
	"$(wc -c < "tracks/03 Cold Pier.wav")" -lt $((1301 * 2352))

# Failures: status 3, the right sentence, and nothing left behind.
fails() # WHAT TEXT DISC-LINE...
{
	what=$1 text=$2
	shift 2
	disc failing "$@"
	rm -rf never
	drive failing build $device -o never
	status_is 3 "$what"
	err_has "$text" "$what: says why"
	ok "$what: nothing is built" test ! -e never
}
fails "no disc" "there is no disc in '$device'" "fault no-disc 1"
fails "open tray" "the tray of '$device' is open" "fault tray-open 1"
fails "a scratch" "cannot read the audio at 00:15:25 (sector 1000, track 1)" "fault read-error 1000 1 0"
fails "a scratch beside noise" "cannot read the audio at 00:15:24 (sector 999, track 1)" "fault silent 999 1 0" "fault read-error 1000 1 0"
fails "ejected half-way" "the disc" "fault change-after-sectors 3000"
err_has "$device" "ejected half-way: names the drive"
cat > data.vd <<END
track 1 4 0
leadout 3000
END
drive data show $device
status_is 3 "a data disc"
err_has "holds data and no audio track" "a data disc: says so"
run show --drive=not-there
status_is 3 "no such device"
err_has "no drive at 'not-there'" "no such device: says so"
run show --drive=set
status_is 3 "a folder for a drive"
err_has "is a folder, not a drive" "a folder: says so"
run show /dev/null
status_is 3 "a device that is no drive"
err_has "'/dev/null' does not answer as a CD drive does" "a device that is no drive: says so, and nothing of discs"
finish
