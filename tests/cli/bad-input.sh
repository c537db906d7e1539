#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad and odd input, as the contract (sections 2, 3, 4 and 6) says it: every finding with its place and severity, the exit status, and no DIR.
# What is expected was written from the contract.
. "$PM_SRCDIR/tests/cli/tap.sh"

# The findings of the last run, one a line: "LINE:COLUMN severity id" ("-" without a place); with the caller's --max-errors none is left out.
list()
{
	sed -n -e 's/^[^: ]*:\([0-9]*:[0-9]*\): \(error\|warning\|note\): .* \[\([a-z0-9-]*\)\]\( (allowed)\)\{0,1\}$/\1 \2 \3/p' -e 't' \
		-e 's/^[^ ]*: \(error\|warning\|note\): .* \[\([a-z0-9-]*\)\]\( (allowed)\)\{0,1\}$/- \1 \2/p' "$dir/err"
}
# found NAME < what list prints
found()
{
	cat > "$dir/want"
	list > "$dir/list"
	ok "$1" cmp -s "$dir/want" "$dir/list" || { diff -u "$dir/want" "$dir/list" | sed 's/^/# /'; tap_show "$dir/err"; }
}
# refused NAME SOURCE [OPTION...] < findings: build ends with 1, and there is no DIR
refused()
{
	name=$1
	shift
	run build "$@" -o refused
	status_is 1 "$name"
	ok "$name: no DIR, nothing beside it" test -z "$(ls -A | grep refused)"
	found "$name: the findings"
}
# cannot NAME SOURCE: exit status 3, one message that names it
cannot()
{
	run check "$2"
	status_is 3 "$1"
	ok "$1: it is named" grep -qF "'$2'" "$dir/err" || tap_show "$dir/err"
	ok "$1: nothing on the standard output" test ! -s "$dir/out"
}
le16() { printf "\\$(printf %o $(($1 % 256)))\\$(printf %o $(($1 / 256)))"; }
# format FILE RATE CHANNELS BITS: five seconds of something in that format
format()
{
	block=$(($3 * $4 / 8))
	bytes=$(($2 * 5 * block))
	{
		printf RIFF; le32 $((bytes + 36)); printf 'WAVEfmt '; le32 16
		le16 1; le16 $3; le32 $2; le32 $(($2 * block)); le16 $block; le16 $4
		printf data; le32 $bytes
		yes abcdefghijk | head -c $bytes
	} > "$1"
}
# sheet ROW...: an album with these rows below the header of line 5
sheet()
{
	printf 'Album,Harbour\nArtist,The Lights\nUPC,0012345678905\n\n%s\n' "${header:-Track,File,Title,ISRC,Gap,Index,Flags}"
	printf '%s\n' "$@"
}
album
first='1,one.wav,Slack Water,ZZXYZ2600001,,,'

# --- masters that are none -------------------------------------------------------------------------------------------
format w48.wav 48000 2 16
format w24.wav 44100 2 24
format mono.wav 44100 1 16
head -c 500000 one.wav > trunc.wav
: > empty.wav
wav none.wav 0 x
mkdir folder.wav
printf 'ID3\003\000\000\000\000\000\000\377\373\220\000' > song.mp3
head -c 4000 /dev/zero >> song.mp3
while read -r file id what; do
	sheet "$first" "2,$file,Cold Pier,ZZXYZ2600002,,," > bad.csv
	echo "7:3 error $id" > findings
	refused "$what" bad.csv < findings
	printf 'FILE "%s" WAVE\nTRACK 01 AUDIO\nISRC ZZXYZ2600001\nINDEX 01 00:00:00\n' "$file" > bad.cue
	run check bad.cue --upc 0012345678905
	status_is 1 "$what, in a cue sheet"
	found "$what, in a cue sheet" <<-FINDINGS
	1:7 error $id
	FINDINGS
	ok "$what: the message names it" grep -qF "'$file'" "$dir/err"
done <<END
gone.wav audio-missing a file that is not there
w48.wav audio-format 48 kHz
w24.wav audio-format 24 bits in use
mono.wav audio-format mono
song.mp3 audio-format an MP3
trunc.wav audio-truncated a WAV that was cut off
empty.wav audio-empty an empty file
none.wav audio-empty a WAV without samples
folder.wav audio-missing a folder
END
sheet "$first" "2,w48.wav,Cold Pier,ZZXYZ2600002,,," > bad.csv
run build bad.csv --convert -o converted
status_is 0 "--convert takes 48 kHz"
ok "five seconds become 375 sectors" test "$(wc -c < converted/IMAGE.DAT)" = $(((150 + 300 + 375) * 2352))
run build bad.csv --convert -o again
ok "--convert is reproducible" cmp converted/IMAGE.DAT again/IMAGE.DAT
rm -r converted again

# --- names of files ----------------------------------------------------------------------------------------------------
mkdir sub
cp two.wav sub/two.wav
for name in /etc/passwd ../two.wav 'sub/../two.wav' '..\two.wav' 'C:\music\two.wav' '\\server\two.wav'; do
	sheet "$first" "2,$name,Cold Pier,ZZXYZ2600002,,," > bad.csv
	refused "name $name" bad.csv <<-END
	7:3 error audio-path
	END
	err_has "--audio-dir" "name $name: the hint"
done
sheet "$first" '2,sub\two.wav,Cold Pier,ZZXYZ2600002,,,' > good.csv
run check good.csv
status_is 0 "a backslash is a slash"
sheet "$first" '2,TWO.wav,Cold Pier,ZZXYZ2600002,,,' > good.csv
run check good.csv
status_is 0 "another case of letters"
found "another case of letters: a note" <<END
7:3 note audio-name
END
mkdir elsewhere
mv two.wav elsewhere
cp one.wav elsewhere
sheet "$first" '2,/masters/two.wav,Cold Pier,ZZXYZ2600002,,,' > good.csv
run check good.csv --audio-dir elsewhere
status_is 0 "--audio-dir: an absolute name is looked for there"
sheet "$first" '2,two.wav,Cold Pier,ZZXYZ2600002,,,' > good.csv
run check good.csv --audio-dir=elsewhere
status_is 0 "--audio-dir"
run check good.csv
status_is 1 "without it, it is missing"
cp elsewhere/two.wav .

# --- eight mistakes, eight findings ------------------------------------------------------------------------------------
cat > eight.csv <<'END'
Album,Harbour “live”
Artist,The Lights
UPC,0012345678904

Track,File,Title,ISRC,Gap,Index,Flags
1,one.wav,Slack Water,ZZXYZ260001,,,
2,gone.wav,Été,ZZXYZ2600002,2s,,DCP SCMS
3,one.wav,Cold Pier,ZZXYZ26OOOO3,abc,,
4,w48.wav,Fog,ZZXYZ2600002,,,BOGUS
END
run check eight.csv
status_is 1 "eight mistakes"
err_is "eight mistakes: all are said, with their places" <<'END'
eight.csv:1:7: error: title of the disc 'Harbour “live”' has U+201C (left double quotation mark), U+201D (right double quotation mark), which ISO-8859-1 cannot hold [text-charset]
  Album,Harbour “live”
        ^~~~~~~~~~~~~~
  hint: --transliterate writes it in plain characters
eight.csv:3:5: error: EAN-13 '0012345678904' has check digit 4, want 5 [ean-check-digit]
  UPC,0012345678904
      ^~~~~~~~~~~~~
  hint: compare it with the label's; one wrong digit or two swapped would make 0012345678905, 0012345678974, 0012345678004, 0012345675904, 0012345688904 and 0012345378904
eight.csv:6:23: error: ISRC 'ZZXYZ260001' has 11 characters, want 12 [isrc-format]
  1,one.wav,Slack Water,ZZXYZ260001,,,
                        ^~~~~~~~~~~
eight.csv:7:3: error: audio file 'gone.wav' is not in the folder of its sheet [audio-missing]
  2,gone.wav,Été,ZZXYZ2600002,2s,,DCP SCMS
    ^~~~~~~~
  hint: check its name, or say with --audio-dir DIR where the audio is
eight.csv:7:33: error: track 2 has the flags DCP and SCMS, which exclude each other [flag-conflict]
  2,gone.wav,Été,ZZXYZ2600002,2s,,DCP SCMS
                                  ^~~~~~~~
  hint: DCP permits every copy, SCMS only the first; keep one of them
eight.csv:8:21: error: ISRC 'ZZXYZ26OOOO3' has the letter 'O' where a digit belongs [isrc-lookalike]
  3,one.wav,Cold Pier,ZZXYZ26OOOO3,abc,,
                      ^~~~~~~~~~~~
  hint: did you mean ZZXYZ2600003? letters stand where digits belong
eight.csv:8:34: error: Gap 'abc' is no time [sheet-syntax]
  3,one.wav,Cold Pier,ZZXYZ26OOOO3,abc,,
                                   ^~~
  hint: write mm:ss:ff, m:ss, mm:ss.mmm, 2s, 2.5s, 150f or 88200 samples
eight.csv:9:3: error: 'w48.wav' is 48000 Hz, 16 bit, stereo; a CD needs 44100 Hz, 16 bit, stereo [audio-format]
  4,w48.wav,Fog,ZZXYZ2600002,,,BOGUS
    ^~~~~~~
  hint: --convert converts it
eight.csv:9:15: error: ISRC 'ZZXYZ2600002' of track 4 is also the ISRC of track 2 [isrc-duplicate]
  4,w48.wav,Fog,ZZXYZ2600002,,,BOGUS
                ^~~~~~~~~~~~
  hint: one code stands for one recording; use it twice only where the same recording is on the disc twice
eight.csv:9:30: error: unknown flag 'BOGUS' [sheet-syntax]
  4,w48.wav,Fog,ZZXYZ2600002,,,BOGUS
                               ^~~~~
  hint: flags are PRE, DCP, 4CH and SCMS, with blanks between
10 errors
END
# Mistakes of layout beside a missing file and a hole in the numbers: none hides another.
wav short.wav $((200 * 588)) tiny
sheet '1,one.wav,Slack Water,ZZXYZ2600001,1s,9:00,' '2,gone.wav,Gone,ZZXYZ2600002,,,' '4,short.wav,Tiny,ZZXYZ2600004,,,' \
	'5,two.wav,Cold Pier,ZZXYZ2600005,,0:02;0:01,' > bad.csv
refused "mistakes of layout" bad.csv <<'END'
6:36 error pause-short
6:39 error index-past-end
7:3 error audio-missing
8:1 error track-count
8:1 error track-short
9:40 error index-order
END

# --- sources that are none ---------------------------------------------------------------------------------------------
cannot "a source that is not there" gone.csv
cannot "a file of no known kind" one.wav
cannot "a folder that is no set" sub
cannot "a folder with a sheet's name" folder.wav
: > empty.csv
: > empty.cue
echo > line.csv
mkdir nothing.csv
for f in empty.csv line.csv; do
	refused "an empty sheet ($f)" $f <<-END
	- error sheet-syntax
	END
done
refused "an empty cue sheet" empty.cue <<END
- error cue-syntax
END
sheet | head -n 5 > bad.csv
refused "no tracks" bad.csv <<END
5:1 error track-count
END
for f in garbage.csv garbage.cue; do
	yes "$(printf '\001\002\377\376\200{"]')" | head -c 5000 > $f
	head -c 300 /dev/zero >> $f
	run check $f
	status_is 1 "garbage as $f"
	ok "garbage as $f: only syntax" test -z "$(list | grep -v -e '-syntax$' -e ' note ')" || list | sed 's/^/# /'
	ok "garbage as $f: nothing unprintable comes out" test "$(LC_ALL=C tr -d '\n -~\200-\377' < "$dir/err" | wc -c)" = 0
	cp one.wav $f
	run check $f
	status_is 1 "a WAV as $f"
done

# --- numbers of tracks -------------------------------------------------------------------------------------------------
{ echo File,ISRC; i=0; while [ $i -lt 100 ]; do i=$((i + 1)); printf 'one.wav,ZZXYZ26%05d\n' $i; done; } > many.csv
run check many.csv --upc 0012345678905 --allow=audio-same
status_is 1 "100 tracks"
list | grep -v audio-same > "$dir/err.list"
ok "100 tracks: one finding, at the hundredth" test "$(cat "$dir/err.list")" = "101:1 error track-count" || tap_show "$dir/err.list"
head -n 100 many.csv > most.csv
run check most.csv
status_is 0 "99 tracks"
sheet "$first" '3,two.wav,Cold Pier,ZZXYZ2600002,,,' > bad.csv
refused "a hole in the numbers" bad.csv <<END
7:1 error track-count
END
sheet "$first" '1,two.wav,Cold Pier,ZZXYZ2600002,,,' > bad.csv
refused "a number twice" bad.csv <<END
7:1 error track-count
END
sheet '2,two.wav,Cold Pier,ZZXYZ2600002,,,' "$first" > good.csv
run show good.csv --json
status_is 0 "rows in another order"
ok "tracks go by their numbers" test "$(tr ',' '\n' < "$dir/out" | grep -o 'ZZXYZ260000.' | head -n 2 | tr '\n' ' ')" = "ZZXYZ2600001 ZZXYZ2600002 "

# --- lengths -----------------------------------------------------------------------------------------------------------
wav s299.wav $((299 * 588)) abc
wav s300.wav $((299 * 588 + 1)) abc
sheet '1,s299.wav,A,ZZXYZ2600001,,,' '2,two.wav,B,ZZXYZ2600002,,,' > bad.csv
refused "a track of 299 sectors" bad.csv <<END
6:1 error track-short
END
sheet '1,two.wav,A,ZZXYZ2600001,,,' '2,s300.wav,B,ZZXYZ2600002,,,' > good.csv
run check good.csv
status_is 0 "a last track filled to 300 sectors"
# To the next index 01 it is long enough; up to the pause it is not.
sheet '1,s299.wav,A,ZZXYZ2600001,,,' '2,two.wav,B,ZZXYZ2600002,2s,,' > good.csv
run check good.csv
status_is 0 "a short track before a pause"
found "a short track before a pause: a warning" <<END
6:1 warning track-short
END
run check good.csv --strict
status_is 1 "--strict: it counts as an error"
run check good.csv --strict --allow=track-short
status_is 0 "--strict --allow: allowed is a note"
sheet '1,s299.wav,A,ZZXYZ2600001,,,' '2,two.wav,B,ZZXYZ2600002,,,' > bad.csv
run build bad.csv --allow=track-short -o allowed
status_is 0 "--allow=track-short builds it"
ok "--allow=track-short: the set is there" test -f allowed/DDPID
rm -r allowed
# Sparse: nearly eighty minutes of silence.  LENGTH IN SECTORS, BEHIND THE PAUSE
long()
{
	{ printf RIFF; le32 $(($1 * 2352 + 36)); head -c 40 one.wav | tail -c +9; le32 $(($1 * 2352)); } > long.wav
	dd if=/dev/null of=long.wav bs=1 seek=$(($1 * 2352 + 44)) 2> /dev/null
	printf 'CATALOG 0012345678905\nFILE "long.wav" WAVE\nTRACK 01 AUDIO\nISRC ZZXYZ2600001\nINDEX 01 00:00:00\n' > long.cue
}
long $((74 * 4500 + 1 - 150))
run check long.cue
status_is 0 "74:00:01"
found "74:00:01: a warning" <<END
3:1 warning audio-silent
- warning disc-long
END
long $((80 * 4500 - 150))
run check long.cue
status_is 1 "80:00:00"
found "80:00:00: an error, and not two" <<END
3:1 warning audio-silent
- error disc-too-long
END
long $((100 * 4500 - 150))
run check long.cue --allow=disc-too-long
status_is 1 "100:00:00 is never allowed"
rm long.wav

# --- pauses and hidden audio -------------------------------------------------------------------------------------------
starts() { dd if="$1/PQDESCR" bs=64 2> /dev/null | fold -w 64 | cut -c 5-8,11-16 | tr '\n' ' '; }
sheet '1,one.wav,A,ZZXYZ2600001,149f,,' '2,two.wav,B,ZZXYZ2600002,,,' > bad.csv
refused "a pause of 149 frames before track 1" bad.csv <<END
6:26 error pause-short
END
sheet '0,short.wav,,,,,' '1,one.wav,A,ZZXYZ2600001,,,' '2,two.wav,B,ZZXYZ2600002,1s,,' > good.csv
run build good.csv -o hidden
status_is 0 "hidden audio"
ok "hidden audio: index 01 of track 1 at its end, the gap of track 2" \
	test "$(starts hidden)" = "0000000000 0100000000 0101000450 0200000850 0201000950 AA01001420 AA01001420 " || starts hidden
ok "hidden audio lies behind 150 sectors of silence" sh -c \
	'{ head -c $((150 * 2352)) /dev/zero; tail -c +45 short.wav; tail -c +45 one.wav; head -c $((75 * 2352)) /dev/zero; tail -c +45 two.wav; } | cmp - hidden/IMAGE.DAT'
rm -r hidden
sheet '0,short.wav,,,,,' > bad.csv
refused "hidden audio alone" bad.csv <<END
5:1 error track-count
END

# --- one long file -----------------------------------------------------------------------------------------------------
header=Track,File,Title,ISRC,Start,End,Gap
sheet '1,two.wav,A,ZZXYZ2600001,,0:04,' '2,two.wav,B,ZZXYZ2600002,0:04.3,,' > good.csv
cp two.wav first.wav
wav two.wav $((900 * 588)) second
run build good.csv -o cut
status_is 0 "Start and End"
# 4.3 s are sample 189630, in sector 322; the pause between is the file's own audio.
ok "audio between End and Start becomes the pause" test "$(starts cut)" = "0000000000 0100000000 0101000200 0200000600 0201000622 AA01001400 AA01001400 " || starts cut
ok "and stays as it is" sh -c '{ head -c $((150 * 2352)) /dev/zero; tail -c +45 two.wav; } | cmp - cut/IMAGE.DAT'
rm -r cut
sheet '1,two.wav,A,ZZXYZ2600001,,0:04,' '2,two.wav,B,ZZXYZ2600002,0:04.3,,0' > good.csv
run build good.csv -o cut
status_is 0 "Start and End with a Gap"
list > "$dir/err.list"
ok "what is dropped is a warning" grep -q '^7:[0-9]* warning audio-dropped$' "$dir/err.list" || tap_show "$dir/err"
ok "the audio between is gone" test "$(wc -c < cut/IMAGE.DAT)" = $(((150 + 878) * 2352))
rm -r cut
sheet '1,two.wav,A,ZZXYZ2600001,0:05,,' '2,two.wav,B,ZZXYZ2600002,0:01,,' > bad.csv
refused "Starts that go back" bad.csv <<END
7:26 error sheet-syntax
END
sheet '1,two.wav,A,ZZXYZ2600001,0:00,9:00,' '2,one.wav,B,ZZXYZ2600002,,,' > bad.csv
refused "an End past the end" bad.csv <<END
6:31 error index-past-end
END
unset header
mv first.wav two.wav

# --- several discs -----------------------------------------------------------------------------------------------------
header=Disc,Track,File,Title,ISRC
sheet '1,1,one.wav,A,ZZXYZ2600001' '1,2,two.wav,B,ZZXYZ2600002' '2,1,two.wav,C,ZZXYZ2600003' > discs.csv
run build discs.csv -o refused
status_is 1 "several discs without --disc"
ok "several discs without --disc: sheet-syntax" test "$(list | grep -c ' error sheet-syntax$')" = 1
ok "several discs without --disc: nothing built" test ! -e refused
err_has "--disc" "several discs without --disc: the hint"
run build discs.csv --disc 2 -o second
status_is 0 "--disc 2"
ok "--disc 2: its track only" test "$(starts second)" = "0000000000 0100000000 0101000200 AA01000645 AA01000645 " || starts second
rm -r second
run check discs.csv --disc 3
status_is 1 "--disc 3 is not there"
unset header

# --- joins and offsets -------------------------------------------------------------------------------------------------
wav odd.wav $((300 * 588 + 100)) odd
sheet '1,odd.wav,A,ZZXYZ2600001,,,' '2,two.wav,B,ZZXYZ2600002,,,' > good.csv
run build good.csv -o join
status_is 0 "a length that fills no sector"
found "a length that fills no sector: index 01 is early, the end is filled beside a sound" <<END
7:3 note audio-unaligned
7:3 warning audio-unaligned
END
ok "continuous: 100 samples on, and filled at the end" test "$(wc -c < join/IMAGE.DAT)" = $(((150 + 646) * 2352))
rm -r join
run build good.csv --join=pad -o join
status_is 0 "--join=pad"
found "--join=pad: silence beside sound is a warning" <<END
6:3 warning audio-unaligned
END
ok "pad: track 2 begins with a sector" sh -c \
	'{ head -c $((150 * 2352)) /dev/zero; tail -c +45 odd.wav; head -c $((488 * 4)) /dev/zero; tail -c +45 two.wav; } | cmp - join/IMAGE.DAT'
rm -r join
sheet "$first" '2,two.wav,B,ZZXYZ2600002,2s,,' '3,one.wav,C,ZZXYZ2600003,,,' > good.csv
run build good.csv --pq-offset 10 -o offset
status_is 0 "--pq-offset"
# Track 1 and the gapless track 3 stay; track 2 comes ten frames earlier.
ok "--pq-offset: behind the pause only" test "$(starts offset)" = "0000000000 0100000000 0101000200 0200000600 0201000765 0301001245 AA01001645 AA01001645 " || starts offset
rm -r offset
sheet '1,one.wav,A,ZZXYZ2600001,3s,,' '2,two.wav,B,ZZXYZ2600002,2s,,' > good.csv
run build good.csv --pq-offset=10,20 -o offset
ok "--pq-offset=10,20" test "$(starts offset | cut -d ' ' -f 3,5)" = "0101000255 0201000865" || starts offset
rm -r offset
run build good.csv --pq-offset=10,100 -o offset
ok "--pq-offset never goes into the two seconds" test "$(starts offset | cut -d ' ' -f 3)" = "0101000200" || starts offset
rm -r offset
run build good.csv --pq-offset=ten -o offset
status_is 2 "--pq-offset=ten is no number"

# --- codes and texts from the command line -----------------------------------------------------------------------------
sed 's/0012345678905/4006381333931x/' album.csv > bad.csv
refused "a wrong UPC/EAN" bad.csv <<END
3:5 error ean-format
END
run build bad.csv --upc 4006381333931 -o upc
status_is 0 "--upc stands above the sheet's"
ok "--upc: the sheet's is a note" test "$(list | grep -v unaligned)" = "3:5 note ean-format" || tap_show "$dir/err"
ok "--upc: in DDPID" test "$(head -c 21 upc/DDPID)" = "DDP 2.004006381333931"
rm -r upc
run build album.csv --upc 4006381333932 -o refused
status_is 1 "--upc with a wrong check digit"
ok "--upc with a wrong check digit: said so" grep -q '\[ean-check-digit\]' "$dir/err"
sed 's/Slack Water/“Slack” – Water’s…/' album.csv > typo.csv
refused "typographic signs" typo.csv <<END
6:11 error text-charset
END
err_has "--transliterate" "typographic signs: the hint"
run build typo.csv --transliterate -o plain
status_is 0 "--transliterate"
found "--transliterate: each is said" <<END
6:11 note text-transliterated
END
run show plain
out_has '"Slack" - Water'"'s..." "--transliterate: what is written"
rm -r plain
run build album.csv --master-id "$(printf %049d 1)" -o refused
status_is 1 "a master ID of 49 characters"
run build album.csv --master-id 'HÄFEN' -o refused
status_is 1 "a master ID outside ASCII"
ok "master IDs: nothing built" test ! -e refused

# --- one sheet in many encodings: one set ------------------------------------------------------------------------------
sed 's/Slack Water/Été, “Ñ”/; s/Été, “Ñ”/"Été, Ñ"/' album.csv > u8.csv
run build u8.csv -o u8
status_is 0 "UTF-8"
same() { run build "$1" -o other; ok "$2: exit status 0" test $status = 0 || tap_show "$dir/err"; ok "$2: the same set" diff -r u8 other; rm -rf other; }
{ printf '\357\273\277'; cat u8.csv; } > x.csv
same x.csv "with a byte order mark"
sed 's/$/\r/' u8.csv > x.csv
same x.csv "CRLF"
tr '\n' '\r' < u8.csv > x.csv
same x.csv "CR"
printf '%s' "$(cat u8.csv)" > x.csv
same x.csv "no newline at the end"
if command -v iconv > /dev/null; then
	for e in UTF-16 UTF-16LE UTF-16BE WINDOWS-1252; do
		iconv -f UTF-8 -t $e u8.csv > x.csv || continue
		same x.csv $e
	done
else
	skip "no iconv" "other encodings"
fi
sed 's/"Été, Ñ"/Été| Ñ/; s/,/;/g; s/|/,/' u8.csv > x.csv
same x.csv "semicolons"
sed 's/"Été, Ñ"/Été| Ñ/; s/,/	/g; s/|/,/' u8.csv > x.tsv
same x.tsv "tabs"
sed 's/^1,one/# a comment,,,\n&/' u8.csv > x.csv
run check x.csv
ok "what is no row is not read as one" test $status = 1
finish
