#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# extract from the outside: files, tags, both gap styles, hidden audio, and that the cue sheet gives back the disc.
. "$PM_SRCDIR/tests/cli/tap.sh"

# same A B: compare finds no difference
same() { "$PREMASTER" compare -q "$1" "$2" 2> "$dir/err"; }
have() { command -v "$1" > /dev/null 2>&1; }
# pcm FILE: MD5 of its samples by another program
pcm() { sox "$1" -t raw -L -e signed -b 16 - | md5sum | cut -d ' ' -f 1; }
# piece FIRST COUNT: MD5 of sectors of the image
piece() { dd if=ddp/IMAGE.DAT bs=2352 skip="$1" count="$2" 2> /dev/null | md5sum | cut -d ' ' -f 1; }

wav hidden.wav $((100 * 588)) hush
wav one.wav $((300 * 588)) one
wav two.wav $((345 * 588)) second
wav three.wav $((310 * 588)) three
cat > album.csv <<'END'
Album,"Har/bour: ""live"""
Artist,The Lights
UPC,0012345678905
Catalogue Number,H-1

Track,File,Title,Artist,Composer,ISRC,Gap,Index,Flags
0,hidden.wav,,,,,,,
1,one.wav,Slack Water,,Ada Marsh,ZZXYZ2600001,,00:02:10,
2,two.wav,Été?,,Ada Marsh,ZZXYZ2600002,2s,,DCP
3,three.wav,,Guest,,,,,PRE
END
run build album.csv -o ddp -q
status_is 0 "a fileset with hidden audio"

run extract ddp -o out
status_is 0 "extract"
out_is "what is said" <<'END'
out: 4 WAV files and ddp.cue, read back and equal to the source
END
ok "the files" test "$(ls out | tr '\n' '|')" = "00 Hidden audio.wav|01 Slack Water.wav|02 Été_.wav|03.wav|ddp.cue|" || ls out | sed 's/^/# /'
printf '%s\r\n' 'CATALOG 0012345678905' "TITLE \"Har/bour: 'live'\"" 'PERFORMER "The Lights"' 'FILE "00 Hidden audio.wav" WAVE' '  TRACK 01 AUDIO' \
	'    TITLE "Slack Water"' '    PERFORMER "The Lights"' '    ISRC ZZXYZ2600001' '    INDEX 00 00:00:00' 'FILE "01 Slack Water.wav" WAVE' \
	'    INDEX 01 00:00:00' '    INDEX 02 00:02:10' '  TRACK 02 AUDIO' '    TITLE "Été?"' '    PERFORMER "The Lights"' '    FLAGS DCP' \
	'    ISRC ZZXYZ2600002' '    INDEX 00 00:04:00' 'FILE "02 Été_.wav" WAVE' '    INDEX 01 00:00:00' 'FILE "03.wav" WAVE' '  TRACK 03 AUDIO' \
	'    PERFORMER "Guest"' '    FLAGS PRE' '    INDEX 01 00:00:00' > want.cue
ok "the cue sheet" cmp -s want.cue out/ddp.cue || diff want.cue out/ddp.cue | sed 's/^/# /'
ok "it gives back the disc" same ddp out/ddp.cue || "$PREMASTER" compare ddp out/ddp.cue | sed 's/^/# /'
"$PREMASTER" extract ddp -o again -q
ok "the same bytes every time" cmp -s "out/01 Slack Water.wav" "again/01 Slack Water.wav"
rm -r again

run extract ddp -o next --gaps=next --name=tape
status_is 0 "gaps to the next file"
ok "the files then" test "$(ls next | tr '\n' '|')" = "01 Slack Water.wav|02 Été_.wav|03.wav|tape.cue|" || ls next | sed 's/^/# /'
ok "it gives back the disc too" same ddp next/tape.cue
run extract ddp -o flac --to=flac
status_is 0 "FLAC"
ok "it gives back the disc as well" same ddp flac/ddp.cue

# Other programs.  Track 1 lies 250 sectors into the image, with a pause of 150 at its end.
if have sox; then
	ok "sox: samples of track 1 with its pause" test "$(pcm "out/01 Slack Water.wav")" = "$(piece 250 450)"
	ok "sox: samples of the hidden audio" test "$(pcm "out/00 Hidden audio.wav")" = "$(piece 150 100)"
	ok "sox: track 1 with what is before it" test "$(pcm "next/01 Slack Water.wav")" = "$(piece 150 400)"
	ok "sox: samples of track 2 from FLAC" test "$(pcm "flac/02 Été_.flac")" = "$(piece 700 345)"
else
	skip "no sox" "samples by another program"
fi
if have flac && have metaflac; then
	for f in flac/*.flac; do
		ok "flac -t $f" flac -ts "$f"
	done
	metaflac --export-tags-to=- "flac/02 Été_.flac" > tags
	for t in TITLE=Été? 'ARTIST=The Lights' "ALBUM=Har/bour: \"live\"" 'ALBUMARTIST=The Lights' TRACKNUMBER=2 TRACKTOTAL=3 ISRC=ZZXYZ2600002 \
		BARCODE=0012345678905 CATALOGNUMBER=H-1 'COMPOSER=Ada Marsh'; do
		ok "metaflac: $t" grep -qxF "$t" tags || sed 's/^/# /' tags
	done
	metaflac --export-tags-to=- "flac/03.flac" > tags
	ok "metaflac: no tags for what is not there" test -z "$(grep -e ISRC -e TITLE tags)"
	ok "metaflac: pre-emphasis" grep -qxF PRE_EMPHASIS=1 tags
else
	skip "no flac" "FLAC by its own program"
fi
if have ffprobe; then
	ffprobe -v error -show_entries format_tags "out/02 Été_.wav" > tags
	for t in 'TAG:title=Été?' 'TAG:artist=The Lights' 'TAG:encoded_by=premaster' 'TAG:originator_reference=ZZXYZ2600002'; do
		ok "ffprobe: $t" grep -qxF "$t" tags || sed 's/^/# /' tags
	done
else
	skip "no ffprobe" "WAV tags by another program"
fi
ok "axml holds the ISRC" grep -qaF '<dc:identifier>ISRC:ZZXYZ2600002</dc:identifier>' "out/02 Été_.wav"

# Some tracks.
run extract ddp -o some --tracks=2-3
status_is 0 "some tracks"
ok "without a cue sheet" test "$(ls some | tr '\n' '|')" = "02 Été_.wav|03.wav|"
ok "the same files" cmp -s "some/02 Été_.wav" "out/02 Été_.wav"
run extract ddp -o none --tracks=7
status_is 2 "a track that is not there"
err_has "'ddp' has no track 7: it has tracks 1 to 3" "a track that is not there: those that are"
run extract ddp -o none --tracks=1,99
status_is 2 "a track that is there and one that is not"
err_has "'ddp' has no track 99: it has tracks 1 to 3" "one that is not: said"
ok "nothing is left" test ! -e none
run extract ddp -o x --tracks=3-1
status_is 2 "a range backwards"
run extract ddp
status_is 2 "where to?"

# DIR is whole or as it was.
run extract ddp -o out
status_is 2 "DIR is not empty"
run extract ddp -o out --force --to=flac
status_is 0 "--force"
ok "the old set is gone" test ! -e "out/01 Slack Water.wav" -a -e "out/01 Slack Water.flac"
touch out/notes.txt
run extract ddp -o out --force
status_is 2 "--force spares a folder with other files"
ok "nothing is left beside it" test -z "$(ls -A | grep premaster)"

# Audio in the two seconds before LBA 0.
cp -r ddp lead
printf '\252' | dd of=lead/IMAGE.DAT bs=1 seek=1000 conv=notrunc 2> /dev/null
run extract lead -o leadout
status_is 0 "audio before LBA 0"
err_has "warning: there is audio in the two seconds before LBA 0, which no cue sheet can place [cue-lead-audio]" "a warning"
ok "it is there" test "$(ls leadout | head -n 2 | tr '\n' '|')" = "00 Hidden audio.wav|00 Lead-in pause.wav|"
"$PREMASTER" compare -q ddp leadout/lead.cue 2> /dev/null
ok "the cue sheet gives back the rest" test $? = 0
if have sox; then
	ok "sox: the pause as it was" test "$(pcm "leadout/00 Lead-in pause.wav")" = "$(dd if=lead/IMAGE.DAT bs=2352 count=150 2> /dev/null | md5sum | cut -d ' ' -f 1)"
fi

# A data track is no audio to extract.
"$PM_BUILDDIR/tests/gen/gen-nrg" mixed mixed.nrg
run extract mixed.nrg -o mixed
status_is 1 "a data track"
err_has "error: track 2 is a data track, want audio [data-track]" "a data track: named"
err_has "hint: --audio-only leaves it out" "a data track: what helps"
ok "a data track: nothing is there" test ! -e mixed
run extract mixed.nrg -o mixed --allow=data-track
status_is 1 "and cannot be allowed"
run extract mixed.nrg -o mixed --tracks=1
status_is 0 "nobody asked for it"
run extract mixed.nrg -o audio --audio-only
status_is 0 "--audio-only"
ok "what is left" test "$(ls audio | tr '\n' '|')" = "00 Lead-in pause.wav|01.wav|mixed.cue|" || ls audio | sed 's/^/# /'

sed 's/ZZXYZ2600001/ZZXYZ26/' album.csv > bad.csv
run extract bad.csv -o bad
status_is 1 "a sheet with a mistake"
err_has "nothing was extracted" "said"
ok "nothing is there" test ! -e bad
(trap '' XFSZ; ulimit -f 100; "$PREMASTER" extract ddp -o full > "$dir/out" 2> "$dir/err"; echo $? > "$dir/status")
ok "no room: exit status 3" test "$(cat "$dir/status")" = 3 || tap_show "$dir/err"
ok "and nothing there" test ! -e full -a -z "$(ls -A | grep premaster)"
finish
