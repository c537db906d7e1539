#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The dialects of cue sheets (shared/vectors/cue_cases, cue-toc.md), end to end: what `show` reads, and the audio that `build` puts into IMAGE.DAT, to
# the sample.  Every sample of the audio says its own number.
. "$PM_SRCDIR/tests/cli/tap.sh"
cases=$PM_SHARED/vectors/cue_cases
if [ -z "$PM_SHARED" ] || [ ! -d "$cases" ]; then
	skip "no shared vectors" "cue cases"
	finish
fi
ramp() { "$PM_BUILDDIR/tests/gen/gen-ramp" "$1" "$2"; }
sectors() { dd if="$1" bs=2352 skip="$2" count="$3" 2> /dev/null; }

ramp 1 2646000 > d.wav || exit 99
tail -c +45 d.wav > d.bin
cp d.bin 'my file.bin'
ramp 1 882000 > a.wav
ramp 1000001 882000 > b.wav
tail -c +45 a.wav > a.bin
tail -c +45 b.wav > b.bin
dd if=d.bin of=d.swapped conv=swab 2> /dev/null
head -c $((150 * 2352)) /dev/zero > z.bin
cp "$cases"/*.cue .
cp "$PM_SHARED/vectors/canonical/harbour.cdt" x.cdt
printf '\000' >> x.cdt

# brief: MCN LEADOUT | TRACK ISRC FLAGS INDEX@LBA... | ...; flags p c 4 s, "-" for none.
brief()
{
	awk '
	{ v = $2; gsub(/[",]/, "", v) }
	$1 == "\"mcn\":" || $1 == "\"leadout_lba\":" { printf "%s ", v == "null" ? "-" : v }
	$1 == "\"number\":" && !inside { printf "| %s ", v; flags = "" }
	$1 == "\"isrc\":" { printf "%s ", v == "null" ? "-" : v }
	$1 == "\"pre_emphasis\":" && v == "true" { flags = flags "p" }
	$1 == "\"copy_permitted\":" && v == "true" { flags = flags "c" }
	$1 == "\"four_channel\":" && v == "true" { flags = flags "4" }
	$1 == "\"scms\":" { if (v == "true") flags = flags "s"; printf "%s ", flags == "" ? "-" : flags }
	$1 == "\"indexes\":" { inside = $2 !~ /\]/ }
	$1 == "\"number\":" && inside { n = v }
	$1 == "\"lba\":" { printf "%s@%s ", n, v }
	$1 == "]" || $1 == "]," { inside = 0 }
	$1 ~ /^"cdtext/ { exit }' "$dir/out"
}
one='| 1 USRC17607839 c 0@-150 1@0 '
two='| 2 GBAYE0000351 - 0@1350 1@1500 '
three='| 3 - - 1@3000 '
same="0602517350533 4500 $one$two$three"
no_leadout="- $one$two$three" # the audio cannot be used: its end is not known, the rest stands in the sheet

# Case: what show reads; the errors and warnings of show; the errors of build, or the audio behind the pause: file:first+count, in sectors.
want()
{
	reads=$same says= builds=d:0+4500
	case $1 in
	06_isrc_after*) says='error:cue-syntax' builds=cue-syntax ;; # vectors/../corpus: invalid; the code is read all the same
	06c_*) says='warning:cue-syntax' ;;
	07d_* | 07e_*) reads="0602517350533 4500 | 1 - c 0@-150 1@0 $two$three" says='error:cue-syntax error:isrc-format' builds=isrc-format ;;
	08_*) reads="0602517350533 4500 | 1 USRC17607839 pc4s 0@-150 1@0 $two$three" builds=flag-conflict ;; # DCP and SCMS contradict each other
	08b_* | 08c_*) reads="0602517350533 4500 | 1 USRC17607839 - 0@-150 1@0 $two$three" ;;
	09c_*) reads="- 4500 $one$two$three" says='error:cue-syntax error:ean-format' builds=ean-format ;;
	09e_*) reads="0602517350530 4500 $one$two$three" says='error:ean-check-digit' builds=ean-check-digit ;;
	09f_*) reads="4988006116269 4500 $one$two$three" says='error:cue-syntax' builds=cue-syntax ;;
	09g_*) reads="6025173505330 4500 $one$two$three" ;; # a GTIN-14 with its leading 0, and the check digit fits
	13_* | 13b_*) says='warning:cue-syntax' ;;
	14_*) reads="0602517350533 4650 $one| 2 GBAYE0000351 - 0@1500 1@1650 | 3 - - 1@3150 " builds='d:0+1500 z:0+150 d:1500+3000' ;;
	14b_*) reads="0602517350533 4650 $one$two$three" builds='d:0+4500 z:0+150' ;;
	14c_*) reads="0602517350533 4575 $one| 2 GBAYE0000351 - 0@1350 1@1575 | 3 - - 1@3075 " builds='d:0+1350 z:0+75 d:1350+3150' ;;
	14d_*) reads="0602517350533 4650 | 1 USRC17607839 c 0@-150 1@150 | 2 GBAYE0000351 - 0@1500 1@1650 | 3 - - 1@3150 " builds='z:0+150 d:0+4500' ;;
	15_*) reads="0602517350533 3000 | 1 USRC17607839 - 0@-150 1@0 $two" builds='a:0+1500 b:0+1500' ;;
	15b_*) reads='- 3150 | 1 - - 0@-150 1@0 | 2 - - 0@1500 1@1650 ' builds='a:0+1500 z:0+150 b:0+1500' ;;
	15c_*) reads='- 3000 | 1 - - 0@-150 1@0 | 2 - - 0@1500 1@1650 ' builds='a:0+1500 b:0+1500' ;;
	16_*) reads="0602517350533 4500 | 1 USRC17607839 c 0@-150 1@375 $two$three" ;;
	17b_* | 22_nofiletype*) says='warning:cue-syntax' ;;
	18_*) reads='0602517350533 4500 | 2 USRC17607839 c 0@-150 1@0 | 3 GBAYE0000351 - 0@1350 1@1500 | 4 - - 1@3000 ' builds=track-count ;; # a DDP numbers its tracks from 01 (ddp.md 11.1)
	18b_*) says='error:track-count' builds=track-count ;;
	19_*) reads="0602517350533 4500 $one| 2 GBAYE0000351 - 0@1350 $three" says='error:cue-syntax' builds=cue-syntax ;;
	19b_*) reads="0602517350533 4500 $one$two| 3 - - " says='error:cue-syntax' builds=cue-syntax ;;
	19c_*) reads="0602517350533 - $one$two| 3 - - " says='error:index-past-end' builds=index-past-end ;;
	21b_*) builds=text-too-long ;;
	22_aiff* | 22_mp3*) reads="0602517350533 $no_leadout" says='error:audio-format' builds=audio-format ;;
	22_motorola*) builds=d.swapped:0+4500 ;;
	23_*) reads="0602517350533 4500 | 1 USRC17607839 - 0@-150 1@0 $two$three" builds=data-track ;;
	23b_*) reads="0602517350533 $no_leadout" says='error:audio-format' builds=audio-format ;;
	26b_*) builds=text-charset ;;
	28_*) reads="0602517350533 4500 $one$two| 3 - - " says='error:cue-syntax error:index-count' builds=index-count ;;
	29_*) reads="0602517350533 4500 $one$two| 3 - - " says='error:cue-syntax error:index-order' builds=index-order ;;
	30_*) reads="0602517350533 4500 $one| 2 GBAYE0000351 - 0@1350 1@1500 2@1875 3@2250 $three" ;;
	31_*) says='error:cdtext-mismatch warning:cdtext-mismatch warning:cdtext-size' builds=cdtext-mismatch ;; # the packs of another disc
	esac
}
image() # PIECES...: the pause and the pieces
{
	sectors z.bin 0 150
	for piece; do
		file=${piece%%:*}
		at=${piece#*:}
		[ -e "$file" ] || file=$file.bin
		sectors "$file" "${at%+*}" "${at#*+}"
	done
}
ids() { grep -E '(error|warning): ' "$dir/err" | sed 's/.*\(error\|warning\): .*\[\(.*\)\]$/\1:\2/' | LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//'; }

count=0
for f in "$cases"/*.cue; do
	name=$(basename "$f" .cue)
	count=$((count + 1))
	want "$name"
	run show --json "$name.cue"
	ok "$name: reads" test "$(brief)" = "$reads" || printf '# got  %s\n# want %s\n' "$(brief)" "$reads"
	ok "$name: says" test "$(ids)" = "$says" || echo "# got $(ids), want $says"
	rm -rf built
	run build "$name.cue" -o built -q
	case $builds in
	*:*)
		image $builds > image
		ok "$name: the audio, to the sample" cmp -s image built/IMAGE.DAT || { cmp image built/IMAGE.DAT; tap_show "$dir/err"; } 2>&1 | sed 's/^/# /'
		;;
	*)
		ok "$name: refused as $builds" test "$status" = 1 -a ! -e built -a -n "$(ids | grep "error:$builds")" || tap_show "$dir/err"
		;;
	esac
done
ok "all of them" test $count -gt 60

# Titles that the dialects put at risk.
title() # CASE TITLE
{
	run show --json "$1.cue"
	out_has "\"title\": \"$2\"" "$1: the title"
}
title 11_unquoted_title 'Nocturne Box'
title 13_embedded_quote_dbl 'Say \"Hi\" now'
title 13c_apostrophe "'Opening'"
title 26_latin1 'Café'
title 26b_utf8 'Café 東京'
title 27_utf16 'Opening'
title 05_lower 'Opening'
title 04_cr 'End'

# The same audio as AIFF, as FLAC, and as FLAC behind the type WAVE, which is what rippers write.
sheet() { printf 'FILE "%s" %s\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 00 00:18:00\nINDEX 01 00:20:00\n' "$1" "$2"; }
image d:0+4500 > image
types='d.wav:WAVE d.wav:AIFF d.bin:BINARY d.swapped:MOTOROLA'
if command -v sox > /dev/null; then
	sox d.wav d.aiff && sox d.wav -t aifc d.aifc && types="$types d.aiff:AIFF d.aiff:WAVE d.aifc:AIFF"
else
	skip "no sox" "AIFF"
fi
if command -v flac > /dev/null; then
	flac -s -f -o d.flac d.wav && types="$types d.flac:FLAC d.flac:WAVE"
else
	skip "no flac" "FLAC"
fi
for t in $types; do
	rm -rf built
	sheet "${t%:*}" "${t#*:}" > t.cue
	run build t.cue -o built -q
	ok "$t: the same samples" cmp -s image built/IMAGE.DAT || tap_show "$dir/err"
done
finish
