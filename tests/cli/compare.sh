#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# compare from the outside: fields, audio, offsets, what one kind cannot hold, and the exit status.
. "$PM_SRCDIR/tests/cli/tap.sh"

# patch FILE AT: two bytes of the file become others
patch() { printf '\252\125' | dd of="$1" bs=1 seek="$2" conv=notrunc 2> /dev/null; }
# json KEY: the value of a key that stands on a line of its own
json() { sed -n "s/^ *\"$1\": \(.*[^,]\),*\$/\1/p" "$dir/out"; }

album
run build album.csv -o ddp -q
status_is 0 "a fileset to compare with"
run compare album.csv ddp -q
status_is 0 "a sheet and its fileset, quietly"
ok "nothing is said" test ! -s "$dir/out"
run compare album.csv ddp
status_is 0 "a sheet and its fileset"
out_is "what is said" <<'END'
A  album.csv: 2 tracks, 00:10:45
B  ddp: 2 tracks, 00:10:45
fields: no difference
not compared, because one of the two cannot hold it: cdtext[].upc, cdtext[].isrc
audio: equal
identical
END
run compare ddp album.csv --json
status_is 0 "the other way round"
ok "JSON: identical" test "$(json schema) $(json equal | tr '\n' ' ')$(json verdict)" = '"premaster.compare.v1" true true "identical"'
ok "JSON: nothing on the standard error but findings" test -z "$(grep -v -e ' note: ' -e '^  ' -e ' notes*$' "$dir/err")"

# Fields.
sed -e 's/Slack Water/Slick Water/' -e 's/ZZXYZ2600002/ZZXYZ2600009/' album.csv > other.csv
run compare album.csv other.csv
status_is 1 "two fields differ"
out_is "two fields" <<'END'
A  album.csv: 2 tracks, 00:10:45
B  other.csv: 2 tracks, 00:10:45
fields: 2 differences
  tracks[2].isrc             A 'ZZXYZ2600002', B 'ZZXYZ2600009'
  cdtext[0].tracks[1].title  A 'Slack Water', B 'Slick Water'
audio: equal
identical but for the fields
END
run compare album.csv other.csv --json
ok "JSON: identical-but" test "$(json verdict)" = '"identical-but"'

# A title that CD-Text cannot hold is a title all the same.
sed 's/Slack Water/Slack \xd0\x92oda/' album.csv > cyrillic.csv
sed 's/Slack Water/Slack \xd0\x92ody/' album.csv > other.csv
run compare cyrillic.csv other.csv
status_is 1 "titles beyond the block's character set differ"
out_has "  cdtext[0].tracks[1].title  A 'Slack Вoda', B 'Slack Вody'" "and are named"
run compare cyrillic.csv ddp
out_has "  cdtext[0].tracks[1].title  A 'Slack Вoda', B 'Slack Water'" "also where a master has another"

# One sample: 100 samples into track 2, which begins 450 sectors into the image.
cp -r ddp damaged
patch damaged/IMAGE.DAT $(((450 * 588 + 100) * 4))
run compare ddp damaged
status_is 1 "one sample differs"
out_has "audio: 1 of $((795 * 588)) samples differ" "counted"
out_has "  track  2  at 00:06:00 on the disc, 00:00:00 into it:  1 sample from sample 100" "and where"
run compare ddp damaged --json
ok "JSON: the range" test "$(json track) $(json first_sample) $(json count)" = "2 100 1" || tap_show "$dir/out"
run compare ddp damaged -v
ok "sums: track 1 is the same, track 2 is not" test "$(grep -c "^$(grep '^  track  1 ' "$dir/out" | head -n 1)$" "$dir/out")" = 2 -a \
	"$(grep '^  track  2 ' "$dir/out" | grep -v ' at ' | sort -u | wc -l)" = 2 || tap_show "$dir/out"

# Offsets: the samples of the same image later and earlier.
cp -r ddp later
{ head -c 120 /dev/zero; head -c -120 ddp/IMAGE.DAT; } > later/IMAGE.DAT
run compare ddp later --json
status_is 1 "30 samples later: files are not equal then"
ok "JSON: the offset" test "$(json offset_samples)" = 30
run compare later ddp --json
ok "JSON: the other way round" test "$(json offset_samples)" = -30
ok "JSON: identical-but" test "$(json verdict)" = '"identical-but"'
ok "JSON: equal after the offset" grep -q '^    "equal": true' "$dir/out"
ok "JSON: what was moved out" test "$(json lost_samples)" = 30
run compare ddp later
out_has "audio: equal after an offset: B is 30 samples (00:00:00 + 30) later than A" "the offset in words"
out_has "  30 samples that the offset moves over an end are on one side only" "what was moved out, in words"
out_has "identical but for the offset" "the verdict"

# Subcode alone has no audio to compare.
run build album.csv -f cue -o cue -q
mv cue/album.sub alone.sub
run compare ddp alone.sub
status_is 0 "a fileset and its subcode"
ok "texts are named once" grep -qx 'not compared, because one of the two cannot hold it: audio, master_id, cdtext' "$dir/out" || tap_show "$dir/out"
out_has "audio: not compared" "the audio is not there, which is no fault"
out_has "identical in what was compared" "and the verdict says so"

# A CUE, which cannot hold the master id.
sed 's/^UPC.*/&\
Catalogue Number,H-1/' album.csv > mid.csv
cat > album.cue <<'END'
CATALOG 0012345678905
TITLE "Harbour"
PERFORMER "The Lights"
FILE "one.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Slack Water"
    ISRC ZZXYZ2600001
    INDEX 01 00:00:00
FILE "two.wav" WAVE
  TRACK 02 AUDIO
    TITLE "Cold Pier"
    ISRC ZZXYZ2600002
    INDEX 01 00:00:00
END
run compare mid.csv album.cue --json
out_has '"not_compared": [' "JSON: what was not compared"
out_has '    "master_id"' "the master id"
run compare mid.csv album.csv
status_is 1 "of two sheets the master id counts"
out_has "  master_id  A 'H-1', B none" "and is named"

# Lengths.
wav two.wav $((345 * 588 + 5880)) second
run compare album.csv ddp --json
status_is 1 "one side is longer"
out_has '"leadout_lba"' "the lead-out is named"
rm two.wav
run compare album.csv ddp
status_is 1 "a master is missing"
err_has "[audio-missing]" "said"
out_has "audio: could not be compared" "the audio is not called equal"
out_has "fields: no difference" "times that follow from it are no difference"
run compare ddp nowhere
status_is 3 "a source that is not there"
run compare ddp
status_is 2 "one source"
run compare ddp ddp ddp
status_is 2 "three sources"
finish
