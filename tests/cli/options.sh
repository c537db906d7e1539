#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every option of every command, each with what it does; at the end the list is held against what --help says.
. "$PM_SRCDIR/tests/cli/tap.sh"
esc=$(printf '\033')

# As run; what was given is noted.
use()
{
	for word; do
		case $word in --?*) echo "$1 ${word%%=*}" >> "$dir/used" ;; esac
	done
	run "$@"
}
out_lacks() { ok "$2" test "$(grep -cF -e "$1" "$dir/out")" = 0 || tap_show "$dir/out"; }
err_lacks() { ok "$2" test "$(grep -cF -e "$1" "$dir/err")" = 0 || tap_show "$dir/err"; }
no_output() { ok "$1" test ! -s "$dir/out"; }
no_message() { ok "$1" test ! -s "$dir/err" || tap_show "$dir/err"; }

album
mkdir far odd
mv two.wav far/two.wav
wav two.wav $((345 * 588)) second
wav odd/one.wav $((400 * 588 - 100)) one
cp two.wav odd/
printf 'Track,File\n1,one.wav\n2,two.wav\n' > odd/odd.csv
sed 's/one.wav/two.wav/' album.csv > other.csv
printf 'Album,A\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ260001\n2,two.wav,Two,ZZXYZ26\n' > bad.csv
printf 'Album,A\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ2600001\n2,two.wav,Two,\n' > warn.csv
printf 'Track,File,Title,Gap\n1,one.wav,One,\n2,two.wav,Two,2s\n' > gap.csv
printf 'Disc,Track,File\n1,1,one.wav\n2,1,two.wav\n' > discs.csv
printf 'Album,It\342\200\231s\nArtist,X\n\nTrack,File,Title\n1,one.wav,One\n' > quote.csv
printf 'Text Code = 8859\nLanguage Code = English\nAlbum Title = Elsewhere\nTrack 01 Title = First\nTrack 02 Title = Second\n' > t.v07t
printf 'FILE "one.wav" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\nFILE "data.bin" BINARY\n  TRACK 02 MODE1/2352\n    INDEX 01 00:00:00\n' > data.cue
head -c $((352800 * 4)) /dev/zero > data.bin
# 48 kHz: the rate stands 24 bytes in.
wav slow.wav $((400 * 588)) three
{ head -c 24 slow.wav; le32 48000; le32 192000; tail -c +33 slow.wav; } > fast.wav
printf 'Track,File\n1,fast.wav\n' > fast.csv
"$PREMASTER" build -q album.csv -o ddp || exit 99
"$PREMASTER" build -q album.csv -f cue -o set || exit 99
mv one.wav one.tmp

# --audio-dir: the masters lie elsewhere.
mkdir audio
mv one.tmp audio/one.wav
cp two.wav audio/
mkdir alone
cp album.csv alone/
cp album.csv alone/b.csv
for c in check show; do
	use $c --audio-dir=audio alone/album.csv
	status_is 0 "$c --audio-dir"
	run $c alone/album.csv
	status_is 1 "$c without it"
	err_has "[audio-missing]" "$c without it: says what is missing"
done
use build --audio-dir=audio alone/album.csv -o o1
ok "build --audio-dir" cmp ddp/IMAGE.DAT o1/IMAGE.DAT
use extract --audio-dir=audio alone/album.csv -o o2
status_is 0 "extract --audio-dir"
use compare --audio-dir=audio alone/album.csv ddp
status_is 0 "compare --audio-dir"
use isrc --audio-dir=audio --csv alone/album.csv
status_is 0 "isrc --audio-dir"
out_has "1,ZZXYZ2600001,declared,,Slack Water" "isrc --csv"
use verify --audio-dir=set ddp
status_is 0 "verify --audio-dir"
cp audio/one.wav one.wav

# --join: 399 sectors and 488 samples; the join lies in sector 399, or the file is filled to 400.
use check --json --join=continuous odd/odd.csv
out_has '"id": "audio-unaligned"' "check --join=continuous reports the index that moved"
cp "$dir/out" joined
use check --json --join=pad odd/odd.csv
ok "check --join=pad reports something else" test "$(cmp -s joined "$dir/out"; echo $?)" = 1
for c in show extract compare build; do
	for join in continuous pad; do
		case $c in
		show) use show --json --join=$join odd/odd.csv ;;
		build) use build -q --join=$join odd/odd.csv -o j-$join && run show --json j-$join ;;
		extract) use extract -q --join=$join odd/odd.csv -o e-$join && run show --json e-$join/odd.cue ;;
		compare) use compare --join=$join odd/odd.csv j-continuous ;;
		esac
		case $c$join in
		compare*) echo "$status" > "$dir/out" ;;
		esac
		mv "$dir/out" $c.$join
	done
done
for c in show build extract; do
	ok "$c --join=continuous: index 01 of track 2 in sector 399" grep -qF '"start_lba": 399,' $c.continuous
	ok "$c --join=pad: in sector 400" grep -qF '"start_lba": 400,' $c.pad
done

# --pq-offset: two sectors earlier, three for track 1; never into the two seconds.
for c in show check build extract; do
	case $c in
	show) use show --json --pq-offset=2,3 gap.csv ;;
	check) use check --pq-offset=2,3 gap.csv ;;
	*) rm -rf pq && use $c -q --pq-offset=2,3 gap.csv -o pq && if [ $c = build ]; then run show --json pq; else run show --json pq/gap.cue; fi ;;
	esac
	case $c in
	check) status_is 0 "check --pq-offset" ;;
	*) out_has '"start_lba": 448,' "$c --pq-offset: track 2 at 450 - 2" ;;
	esac
done
rm -rf pq
"$PREMASTER" build -q gap.csv -o pq
use compare --pq-offset=2 gap.csv pq
status_is 1 "compare --pq-offset: the marks differ"
out_has "tracks[2]" "compare --pq-offset: says which"

# Over a finished disc it has no use, and the user is told; with several sources, only those that have one.
for option in --pq-offset=2 --pq-offset=0,1 --join=pad --disc=2; do
	for c in check show build extract; do
		case $c in
		check | show) run $c $option ddp ;;
		*) run $c $option ddp -o useless ;;
		esac
		status_is 2 "$c $option over a DDP"
		err_has "'${option%%=[0-9]*}' is for" "$c $option over a DDP: why"
	done
done
ok "and nothing is written" test ! -e useless
run check --disc=1 set/album.cue
status_is 2 "--disc over a cue sheet"
run check --pq-offset=2 --join=pad gap.csv ddp
status_is 0 "several sources"

# --disc
for c in check show build extract; do
	case $c in
	check | show) use $c --disc=2 discs.csv ;;
	*) use $c -q --disc=2 discs.csv -o disc-$c ;;
	esac
	status_is 0 "$c --disc"
	run $c discs.csv -o disc-none
	ok "$c without it: no success" test "$status" != 0
done
ok "build --disc: the second disc's audio" cmp -s -i 44:352800 -n $((345 * 2352)) two.wav disc-build/IMAGE.DAT
use compare --disc=2 discs.csv disc-build
status_is 0 "compare --disc"

# --convert
for c in check show build extract; do
	case $c in
	check | show) use $c --convert fast.csv ;;
	*) use $c --convert fast.csv -o conv-$c ;;
	esac
	status_is 0 "$c --convert"
	err_has "[audio-converted]" "$c --convert: says so"
done
run check fast.csv
err_has "[audio-format]" "without it: an error"
use compare --convert fast.csv conv-build
status_is 0 "compare --convert"

# --audio-only
for c in check show build extract compare; do
	case $c in
	check | show) use $c --audio-only data.cue ;;
	compare) use compare --audio-only data.cue only-build ;;
	*) use $c -q --audio-only data.cue -o only-$c ;;
	esac
	status_is 0 "$c --audio-only"
done
run check data.cue
status_is 1 "without it: a data track is an error"

# --upc, --master-id, --cdtext
for c in show build extract check; do
	case $c in
	show | check) use $c --json --upc=4006381333931 --master-id=OTHER-9 album.csv ;;
	build) use build -q --upc=4006381333931 --master-id=OTHER-9 album.csv -o codes && run show --json codes ;;
	extract) use extract -q --to=flac --upc=4006381333931 --master-id=OTHER-9 album.csv -o codes-e && run show --json codes-e/album.cue ;;
	esac
	status_is 0 "$c --upc"
	case $c in
	check) use check --upc=4006381333930 --master-id="$(printf 'caf\303\251')" album.csv
		err_has "4006381333930" "check --upc: the option's number is judged"
		err_has "[text-charset]" "check --master-id: the option's text is judged" ;;
	extract) out_has '"mcn": "4006381333931"' "extract --upc: in the cue sheet"
		ok "extract --master-id: in the tags" grep -aq 'CATALOGNUMBER=OTHER-9' codes-e/"01 Slack Water.flac" ;;
	*) out_has '"mcn": "4006381333931"' "$c --upc"
		out_has '"master_id": "OTHER-9"' "$c --master-id" ;;
	esac
done
# What an option says was not read back from the master: it is judged as anybody's typing is.
for code in 4006381333930 12345 4.00638E+12; do
	run build ddp --upc=$code -o upc-bad
	status_is 1 "build of a DDP with --upc=$code"
	err_has "--upc: error: " "an error, not a warning"
	ok "nothing is built" test ! -e upc-bad
done
for c in check show build extract; do
	case $c in
	check | show) use $c --cdtext=t.v07t album.csv ;;
	build) use build -q --cdtext=t.v07t album.csv -o texts && run show texts ;;
	extract) use extract -q --cdtext=t.v07t album.csv -o texts-e && run show texts-e/album.cue ;;
	esac
	status_is 0 "$c --cdtext"
	[ $c = check ] || out_has "Elsewhere" "$c --cdtext: the file's texts"
	[ $c = check ] || out_lacks "Slack Water" "$c --cdtext: not the sheet's"
done
# The codes in the file: the disc's where it has none, and they may be no others.
printf 'Text Code = 8859\nLanguage Code = English\nAlbum Title = E\nUPC / EAN = 4006381333931\nTrack 01 Title = F\nISRC 01 = ZZ-XYZ-26-00008\nTrack 02 Title = S\nISRC 02 = ZZXYZ2600009\n' > codes.v07t
printf 'Track,File,Title,ISRC\n1,one.wav,One,ZZXYZ2600008\n2,two.wav,Two,\n' > half.csv
run build --json --cdtext=codes.v07t half.csv -o half
status_is 0 "--cdtext with codes"
tr -d ' \n' < "$dir/out" > flat
for from in '{"field":"mcn","from":"cdtext"}' '{"field":"tracks[1].isrc","from":"sheet"}' '{"field":"tracks[2].isrc","from":"cdtext"}'; do
	ok "provenance $from" grep -qF "$from" flat
done
# From every kind of source: the words of the contract and no others.
printf '%s\n' 'UPC,0012345678905' 'Track,File,Title,ISRC' '1,one.wav,One,ZZXYZ2600001' '2,two.wav,Two,ZZXYZ2600002' > coded.csv
"$PREMASTER" build -q coded.csv -o c-ddp && "$PREMASTER" build -q coded.csv -f cue -o c-set && "$PREMASTER" build -q coded.csv -f cue --sub=raw96 -o c-raw
mkdir c-id
cp c-ddp/* c-id/
# Only DDPID has the UPC/EAN: that of the PQ's lead-in packet (the first record, at 24) is blanked out, and the lists go.
sed 's/0012345678905/             /' c-ddp/PQDESCR > c-id/PQDESCR
rm c-id/CHECKSUM.*
from()
{
	run build --json -q --allow=ddp-upc-only-in-ddpid,ddp-pq,cdtext-mismatch,checksum-missing "$@" -o c-out
	ok "provenance of $1" test "$(tr -d ' \n' < "$dir/out" | grep -o '"from":"[a-z]*"' | cut -d'"' -f4 | tr '\n' ' ')" = "$want " || tap_show "$dir/out"
	rm -rf c-out
}
want='sheet sheet sheet' && from coded.csv
want='cue cue cue' && from c-set/coded.cue
want='cue cue cue' && from c-set/coded.toc
want='cue cue cue' && from c-raw/coded.toc
want='pq pq pq' && from c-ddp
want='pq pq pq' && from c-id
want='q q q' && from c-set/coded.sub
want='q q q' && from c-raw/coded.bin
want='option pq pq' && from c-ddp --upc=4006381333931 --master-id=X
ok "DDPID has the file's UPC/EAN" grep -q 'DDP 2.004006381333931' half/DDPID
ok "PQ has the file's ISRC" grep -q ' ZZXYZ2600009' half/PQDESCR
run check --cdtext=codes.v07t --upc=0012345678905 half.csv
status_is 0 "--upc stands above the file's"
printf 'Album,A\nUPC,0012345678905\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ2600008\n2,two.wav,Two,ZZXYZ2600007\n' > whole.csv
run check --cdtext=codes.v07t whole.csv
status_is 1 "--cdtext with other codes"
err_has "codes.v07t:4:13: error: CD-Text gives UPC/EAN '4006381333931', the disc has '0012345678905' [cdtext-mismatch]" "another UPC/EAN"
err_has "codes.v07t:8:11: error: CD-Text gives ISRC 'ZZXYZ2600009', the disc has 'ZZXYZ2600007' [cdtext-mismatch]" "another ISRC"
ok "and no more" test "$(grep -c cdtext-mismatch "$dir/err")" = 2
run build -q --cdtext=codes.v07t --allow=cdtext-mismatch whole.csv -o whole
status_is 0 "allowed"
ok "the sheet's code stays" grep -q ' ZZXYZ2600007' whole/PQDESCR
sed 's/ISRC 02 = .*/ISRC 02 = ZZXYZ26O0009/' codes.v07t > wrong.v07t
run build --cdtext=wrong.v07t ddp -o wrong
status_is 1 "a wrong code in the file, over a DDP"
err_has "error: ISRC 'ZZXYZ26O0009' has the letter 'O' where a digit belongs [isrc-lookalike]" "is an error"
use check --cdtext=none.v07t album.csv
status_is 3 "check --cdtext with a file that is not there"

# --no-cdtext-codes, --transliterate
use check --no-cdtext-codes album.csv
status_is 0 "check --no-cdtext-codes"
use build -q --no-cdtext-codes album.csv -o nocodes
ok "build --no-cdtext-codes: fewer packs" test "$(wc -c < nocodes/CDTEXT.BIN)" -lt "$(wc -c < ddp/CDTEXT.BIN)"
run check quote.csv
err_has "[text-charset]" "a typographic quote is an error"
use check --transliterate quote.csv
status_is 0 "check --transliterate"
use build -q --transliterate quote.csv -o plain
run show plain
out_has "It's" "build --transliterate"
use compare --transliterate quote.csv plain
status_is 0 "compare --transliterate"
run compare quote.csv plain
status_is 1 "compare without it"

# --allow, --strict, --max-errors, --quiet, --json, --color, --progress, --verbose: the commands that judge what they read.
for c in check build; do
	o=
	[ $c = build ] && o="-o judged"
	# shellcheck disable=SC2086
	{
		use $c --allow=isrc-format bad.csv $o
		status_is 0 "$c --allow"
		err_has "note: ISRC 'ZZXYZ260001'" "$c --allow: a note"
		rm -rf judged
		use $c --max-errors=1 bad.csv $o
		status_is 1 "$c --max-errors"
		ok "$c --max-errors: one is printed" test "$(grep -c 'error: ISRC' "$dir/err")" = 1
		err_has "2 errors" "$c --max-errors: both are counted"
		use $c --strict warn.csv $o
		status_is 1 "$c --strict"
		run $c warn.csv $o
		status_is 0 "$c without it"
		rm -rf judged
		use $c --quiet warn.csv $o
		no_output "$c --quiet: no result"
		no_message "$c --quiet: no warning"
		rm -rf judged
		use $c --quiet --strict warn.csv $o
		err_has "[isrc-missing]" "$c --quiet --strict: warnings too"
		use $c --json bad.csv $o
		out_has '"schema": "premaster.findings.v1"' "$c --json"
		out_has '"errors": 2' "$c --json: counts"
		use $c --color=always bad.csv $o
		err_has "$esc[" "$c --color=always"
		use $c --color=never bad.csv $o
		err_lacks "$esc" "$c --color=never"
		# Nothing this short is shown; what a longer one looks like is in t-progress.
		for when in always auto never; do
			use $c --progress=$when album.csv $o
			status_is 0 "$c --progress=$when"
			err_lacks "%" "$c --progress=$when: no bar for work of a moment"
			rm -rf judged
		done
		use $c --verbose album.csv $o
		status_is 0 "$c --verbose"
		rm -rf judged
	}
done
use build --verbose album.csv -o judged
out_has "IMAGE.DAT" "build --verbose: files"
out_has "track  1 ZZXYZ2600001 from sheet" "build --verbose: where codes come from"

# The same of those that read; here what is wrong is a file that is missing, and what is doubtful a checksum.
sed 's/one.wav/none.wav/' album.csv > missing.csv
cp -R ddp nosums
rm nosums/CHECKSUM.MD5 nosums/CHECKSUM.TXT
for c in show extract compare isrc verify; do
	o= bad=missing.csv warn=nosums
	case $c in
	extract) o="-o judged2" ;;
	compare) o=ddp ;;
	verify)
		cp -R ddp broken
		printf X | dd of=broken/IMAGE.DAT bs=1 seek=400000 conv=notrunc 2> /dev/null
		bad=broken
		;;
	esac
	# shellcheck disable=SC2086
	{
		use $c --color=always $bad $o
		err_has "$esc[" "$c --color=always"
		use $c --color=never $bad $o
		err_lacks "$esc" "$c --color=never"
		use $c --max-errors=1 $bad $o
		ok "$c --max-errors" test "$(grep -c ': error: ' "$dir/err")" = 1 || tap_show "$dir/err"
		rm -rf judged2
		for when in always auto never; do
			use $c --progress=$when $warn $o
			status_is 0 "$c --progress=$when"
			err_lacks "%" "$c --progress=$when: no bar for work of a moment"
			rm -rf judged2
		done
		use $c --verbose $warn $o
		status_is 0 "$c --verbose"
		rm -rf judged2
		use $c --quiet $warn $o
		err_lacks "warning" "$c --quiet: no warning"
		rm -rf judged2
	}
done
use show --json missing.csv
out_has '"schema": "premaster.disc.v1"' "show --json"
use compare --json ddp ddp
out_has '"verdict": "identical"' "compare --json"
use compare --quiet ddp other.csv
status_is 1 "compare --quiet"
no_output "compare --quiet: the status alone"
use compare --verbose ddp ddp
out_has "AccurateRip" "compare --verbose: sums"
use isrc --json ddp
out_has '"schema": "premaster.isrc.v1"' "isrc --json"
use verify --json broken
out_has '"id": "checksum-mismatch"' "verify --json"
use verify --verbose ddp
out_has "AccurateRip" "verify --verbose: sums"
use extract --json album.csv -o ej
out_has '"schema": "premaster.findings.v1"' "extract --json"
for c in show extract compare isrc verify; do
	o= good=missing.csv id=audio-missing
	case $c in
	extract) o="-o judged3" good=bad.csv id=isrc-format ;; # without audio there is nothing to extract, allowed or not
	compare) o=missing.csv ;;
	verify) good=broken id=checksum-mismatch ;;
	esac
	# shellcheck disable=SC2086
	use $c --allow=$id $good $o
	ok "$c --allow: no error is left of that id" test "$(grep -c "error: .*\[$id\]" "$dir/err")" = 0 || tap_show "$dir/err"
	err_has "[$id]" "$c --allow: but a note"
done
use verify --strict nosums
status_is 1 "verify --strict: no checksums are a warning"
run verify nosums
status_is 0 "verify without it"
# What lies between End and the next Start is dropped where a Gap is given: a warning of reading.
printf 'Track,File,Start,End,Gap\n1,one.wav,0,2s,\n2,one.wav,3s,4s,1s\n' > dropped.csv
"$PREMASTER" build -q --allow=track-short dropped.csv -o dropped
for c in show isrc compare extract; do
	o=
	case $c in compare) o=dropped ;; extract) o="-o judged5" ;; esac
	# shellcheck disable=SC2086
	{
		use $c --strict dropped.csv $o
		status_is 1 "$c --strict"
		run $c dropped.csv $o
		status_is 0 "$c without it"
	}
done

# What only one command has.
use build -q --format=cue --output=of --name=named --sub=none album.csv
ok "build --format, --output, --name, --sub=none" test -e of/named.bin -a ! -e of/named.sub
run build -q -f cue -o of album.csv
status_is 2 "build without --force"
use build -q --format=ddp --output=of --force --isrc-on=all gap.csv
ok "build --force" test -e of/DDPID -a ! -e of/named.bin
use build -q --isrc-on=first album.csv --output=first
use build -q --isrc-on=all album.csv --output=all
ok "build --isrc-on=first is the default" cmp -s first/PQDESCR ddp/PQDESCR
use build -q --format=cue --sub=raw96 album.csv --output=raw
ok "build --sub=raw96" test "$(wc -c < raw/album.bin)" = $((645 * 2448))
use extract -q --to=flac --output=ef --name=n album.csv
ok "extract --to, --output, --name" test -e "ef/01 Slack Water.flac" -a -e ef/n.cue
use extract -q --to=wav --output=ef --force --tracks=2 album.csv
ok "extract --force, --tracks" test "$(ls ef)" = "02 Cold Pier.wav"
use extract -q --gaps=next gap.csv --output=eg
ok "extract --gaps=next: the pause is in the second file" test "$(wc -c < "eg/02 Two.wav")" -gt $((495 * 2352))
use isrc --save=x.q ddp
status_is 3 "isrc --save of what was not read from a disc"
use isrc --full --csv set/album.sub
status_is 0 "isrc --full"
out_has "2,ZZXYZ2600002,confirmed," "isrc --full: every sector of a file is read anyway"

# --drive: a path that looks like something else.
for c in check show build extract compare isrc verify; do
	case $c in
	build | extract) use $c --drive=album.csv -o drive ;;
	compare) use compare --drive=album.csv ddp ;;
	*) use $c --drive=album.csv ;;
	esac
	status_is 3 "$c --drive"
	err_has "album.csv" "$c --drive: names it"
done

# All that --help lists was used above; what stands for itself is in help.sh.
sort -u "$dir/used" > used
for c in check build verify show isrc compare extract; do
	"$PREMASTER" $c --help | sed -n 's/^  .*\(--[a-z][a-z-]*\).*/\1/p' | grep -v -e '^--help$' -e '^--version$' | while read -r option; do
		grep -qx -e "$c $option" used || echo "$c $option"
	done
done > unused
ok "every option that a command's help lists is exercised here" test ! -s unused || tap_show unused
finish
