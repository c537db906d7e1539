#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# CD-Text in eight languages, one of them Japanese: from v07t sheets and from a track sheet, through every format and back to the same bytes.
. "$PM_SRCDIR/tests/cli/tap.sh"
gen=$PM_BUILDDIR/tests/gen/gen-disc

japanese() # the last sheet, in Shift-JIS: the second byte of each of ソ and 表 is the backslash, that of 港 the grave accent
{
	cat <<'END' | iconv -f UTF-8 -t SHIFT_JIS
Input Sheet Version = 0.7T
Text Code = MS-JIS
Language Code = Japanese
Album Title = 港
Artist Name = 灯り
First Track Number = 1
Last Track Number = 3
Track 01 Title = 満ち引きのない水
Track 01 Artist = 灯り
Track 02 Title = 夏ソ表
Track 02 Artist = 灯り
Track 03 Title = 冷たい桟橋
Track 03 Artist = ゲスト
END
}
same_set() # A B
{
	for f in $(ls "$1"); do cmp -s "$1/$f" "$2/$f" || { echo "# $f differs"; return 1; }; done
}

mkdir g
"$gen" g 7 3 7 || exit 99
sed -i 's/ SCMS//; s/FLAGS SCMS//' g/disc.cue # which a TOC cannot say
japanese > g/text7.v07t || exit 99
text=
for f in g/text?.v07t; do text="$text --cdtext $f"; done
run build g/disc.cue $text -f cue --name x -o a -q --allow=isrc-prefix
status_is 0 "eight blocks to CUE/BIN"
ok "eight sheets" test "$(ls a/*.v07t | wc -l)" = 8
run build a/x.cue -o d -q
status_is 0 "to DDP"
run build d -f cue --name x -o b -q
ok "and back: the same set" same_set a b
run build a/x.toc -f cue --name x -o t -q
ok "by way of the TOC: the same set" same_set a t
v07t=
for f in a/x.v07t a/x.?.v07t; do v07t="$v07t --cdtext $f"; done
run build g/disc.cue $v07t -f cue --name x -o v -q --allow=isrc-prefix
ok "by way of our own sheets: the same set" same_set a v
for f in a/x.cue a/x.toc d; do
	run verify $f -q
	status_is 0 "verify $f"
done
ok "the set of the DDP and of the CUE hold the same packs" cmp -s a/x.cdt d/CDTEXT.BIN
ok "one encoding line, in the Japanese block" test "$(grep -c ENCODING a/x.toc)" = 1 -a "$(grep -A 1 'ENCODING_MS_JIS' a/x.toc | tail -n 1)" = '    TITLE "\215`"'
ok "no byte of a character taken for a backslash" grep -qxF '    TITLE "\211\304\203\134\225\134"' a/x.toc
for f in a/x.cue a/x.toc d; do
	run show "$f"
	for t in 港 灯り 満ち引きのない水 夏ソ表 冷たい桟橋 ゲスト; do
		out_has "$t" "$f shows $t"
	done
	out_has "block 7: Japanese, MS-JIS" "$f shows the block"
	out_has "block 1: German, ISO-8859-1" "$f shows another"
done
run compare a/x.cue d
status_is 0 "compare finds no difference"

# A block without texts leaves no hole: cdrdao wants the numbers to follow each other from 0.
sed -n '1,/^Language/p' g/text1.v07t > g/empty.v07t
printf 'Closed Information = Trade\nFirst Track Number = 1\nLast Track Number = 3\n' >> g/empty.v07t
run build g/disc.cue --cdtext g/empty.v07t --cdtext g/text2.v07t -f cue --name x -o hole -q --allow=isrc-prefix
status_is 0 "a text sheet without texts before another"
ok "is no block" test "$(ls hole/*.v07t)" = hole/x.v07t -a "$(grep -c 'LANGUAGE_MAP { 0 : 15 }' hole/x.toc)" = 1
run build g/disc.cue --cdtext g/text2.v07t -f cue --name x -o alone -q --allow=isrc-prefix
ok "the set of the other alone" same_set alone hole

# Packs, like text sheets, come behind what is there.
run build g/disc.cue --cdtext g/text0.v07t -f cue --name x -o english -q --allow=isrc-prefix
run build g/disc.cue --cdtext g/text0.v07t --cdtext g/text2.v07t -f cue --name x -o two -q --allow=isrc-prefix
status_is 0 "two text sheets"
for second in alone/x.cdt g/text2.v07t; do
	rm -rf packs
	run build g/disc.cue --cdtext english/x.cdt --cdtext $second -f cue --name x -o packs -q --allow=isrc-prefix
	ok "packs and $second: the same as two text sheets" same_set two packs
done
run build g/disc.cue --cdtext g/text0.v07t --cdtext alone/x.cdt -f cue --name x -o behind -q --allow=isrc-prefix
ok "packs behind a text sheet: the same" same_set two behind
run build g/disc.cue --cdtext g/text0.v07t --cdtext a/x.cdt -f cue --name x -o nine -q
status_is 2 "nine blocks"
err_has "'a/x.cdt' is one too many for --cdtext: a disc has at most 8 blocks of CD-Text" "nine blocks: said"

# The same from a track sheet: one block, because its language says so.
album
sed -i 's/^Album,.*/Album,港/; s/^Artist,.*/Artist,灯り/; s/Slack Water/夏ソ表/; s/Cold Pier/冷たい桟橋/; 1i Language,Japanese' album.csv
run build album.csv -f cue --name x -o ja -q
status_is 0 "a Japanese track sheet"
run build album.csv -o ja-ddp -q
ok "packs in CUE and DDP alike" cmp -s ja/x.cdt ja-ddp/CDTEXT.BIN
run build ja-ddp -f cue --name x -o ja-back -q
ok "and back: the same set" same_set ja ja-back
run build ja/x.toc -f cue --name x -o ja-toc -q
ok "by way of the TOC: the same set" same_set ja ja-toc
run show --json ja-ddp
out_has '"charset": "MS-JIS"' "the character code"
out_has '"title": "夏ソ表"' "the title"
# 8Dh 60h is 港 in Shift-JIS; pack 80h 00h 00h, double-byte mark, then the text.
ok "the first pack" test "$(od -An -tx1 -N 8 ja/x.cdt | tr -d ' ')" = 800000808d600000
finish
