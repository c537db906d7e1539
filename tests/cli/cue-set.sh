#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# CUE sets: the canonical text, the way through every format and back to the same bytes, raw96, verify, and what is refused.
. "$PM_SRCDIR/tests/cli/tap.sh"
gen=$PM_BUILDDIR/tests/gen/gen-disc

same_set() # A B NAME...: these files are the same in both folders
{
	a=$1 b=$2
	shift 2
	for f; do cmp -s "$a/$f" "$b/$f" || { echo "# $f differs"; return 1; }; done
}

# --- the canonical disc ---
cat > h.cue <<'EOF'
CATALOG 0012345678905
TITLE "Harbour"
PERFORMER "The Lights"
FILE "h.bin" BINARY
  TRACK 01 AUDIO
    TITLE "Slack Water"
    PERFORMER "The Lights"
    ISRC ZZXYZ2600001
    INDEX 01 00:00:00
    INDEX 02 00:04:00
  TRACK 02 AUDIO
    TITLE "Été"
    PERFORMER "The Lights"
    FLAGS DCP
    ISRC ZZXYZ2600002
    INDEX 00 00:06:30
    INDEX 01 00:08:30
  TRACK 03 AUDIO
    TITLE "Cold Pier"
    PERFORMER "The Lights"
    FLAGS DCP PRE
    ISRC ZZXYZ2600003
    INDEX 01 00:13:00
EOF
yes 'never quite the same' | head -c $((1387 * 2352)) > h.bin
run build h.cue -f cue --name harbour -o set
status_is 0 "the canonical disc"
if [ -n "$PM_SHARED" ]; then
	for f in cue toc cdt v07t; do ok "harbour.$f as the contract has it" cmp -s set/harbour.$f "$PM_SHARED/vectors/canonical/harbour.$f"; done
else
	skip "no shared vectors" "harbour.* as the contract has them"
fi
ok "the samples" cmp -s set/harbour.bin h.bin
ok "96 bytes of subcode a sector" test "$(wc -c < set/harbour.sub)" = $((1387 * 96))
# Q of LBA 0, and of LBA 40-150+94*2 = 78 (k = 228: 228 % 94 = 40: the catalogue number), by hand and by q_frames.json: BCD, CRC by ECMA-130.
ok "Q of the first sector" test "$(dd if=set/harbour.sub bs=1 skip=12 count=12 2>/dev/null | od -An -tx1 | tr -d ' \n')" = 0101010000000000020 -o \
	"$(dd if=set/harbour.sub bs=1 skip=12 count=12 2>/dev/null | od -An -tx1 | tr -d ' \n')" = 010101000000000002005a28
q78=$(dd if=set/harbour.sub bs=1 skip=$((78 * 96 + 12)) count=10 2>/dev/null | od -An -tx1 | tr -d ' \n')
ok "the catalogue number at its place" test "$q78" = 02001234567890500003 || echo "# $q78"
( cd set && md5sum -c CHECKSUM.MD5 > /dev/null 2>&1 )
ok "md5sum agrees with CHECKSUM.MD5" test $? = 0
ok "in the order of the contract" test "$(sed 's/.*\.//' set/CHECKSUM.MD5 | tr '\n' ' ')" = "bin cue toc cdt v07t sub "
run verify set/harbour.cue
status_is 0 "verify"

# --- through every format and back ---
trip() # NAME SOURCE OPTIONS...: sheet -> CUE -> DDP -> CUE and CUE -> TOC -> CUE, equal bytes
{
	what=$1
	shift
	rm -rf a d b t
	run build "$@" -f cue --name x -o a --allow=isrc-prefix
	status_is 0 "$what: to CUE"
	run build a/x.cue -o d -q
	status_is 0 "$what: CUE to DDP"
	run build d -f cue --name x -o b -q
	status_is 0 "$what: DDP to CUE"
	ok "$what: the same set" same_set a b $(ls a)
	run build a/x.toc -f cue --name x -o t -q
	status_is 0 "$what: TOC to CUE"
	if grep -q SCMS a/x.cue; then # which a TOC cannot say
		ok "$what: the same by way of the TOC, but for SCMS" same_set a t $(ls a | grep -v -e cue -e sub -e MD5)
	else
		ok "$what: the same by way of the TOC" same_set a t $(ls a)
	fi
	for f in a/x.cue a/x.toc d b/x.cue; do
		run verify $f
		status_is 0 "$what: verify $f"
	done
}
trip "the sample album" "$PM_SRCDIR/samples/low-water.csv"
seed=0
for spec in "1 0" "1 1" "2 2" "5 3" "12 8" "20 1" "40 4" "99 1" "7 5" "3 6" "9 7"; do
	seed=$((seed + 1))
	rm -rf g
	mkdir g
	"$gen" g $seed $spec || exit 99
	text=
	for f in g/text*.v07t; do [ -e "$f" ] && text="$text --cdtext $f"; done
	trip "$spec tracks, languages" g/disc.cue $text
done

# --- raw96, none ---
run build h.cue -f cue --sub=raw96 --name r -o raw
status_is 0 "raw96"
ok "sectors of 2448 bytes" test "$(wc -c < raw/r.bin)" = $((1387 * 2448))
ok "its files" test "$(ls raw | tr '\n' ' ')" = "CHECKSUM.MD5 r.bin r.cdt r.toc r.v07t "
run build raw/r.toc -f cue --name harbour -o back
ok "and back: the same set" same_set set back $(ls set)
run verify raw/r.toc
status_is 0 "verify raw96"
run build h.cue -f cue --sub=none --name n -o none
ok "without subcode" test ! -e none/n.sub -a -e none/n.bin

# --- --name, --force ---
run build h.cue -f cue -o byname
ok "named after the sheet" test -e byname/h.cue
mkdir "old master"
run build h.cue -o "old master/ddp 1.x"
run build "old master/ddp 1.x" -f cue -o byname2
ok "named after the folder" test -e "byname2/ddp 1.x.cue"
run build "old master/ddp 1.x/DDPMS" -f cue -o byname3
ok "or the folder of the file named" test -e "byname3/ddp 1.x.cue"
(cd "old master/ddp 1.x" && "$PREMASTER" build . -f cue -o ../byname4 -q)
ok "or where one stands" test -e "old master/byname4/ddp 1.x.cue"
run build h.cue -f cue --name 'a/b' -o bad
status_is 2 "--name with a slash"
# A cue sheet is UTF-8 and can name nothing else.
run build h.cue -f cue --name "$(printf 'caf\351')" -o bad
status_is 2 "--name that is not UTF-8"
odd=$(printf 'caf\351.cue')
if cp h.cue "$odd" 2> /dev/null; then
	run build "$odd" -f cue -o odd -q
	status_is 0 "a source whose name is not UTF-8"
	ok "its name with what can be named" test -f odd/caf_.bin -a -f odd/caf_.cue
	rm -rf odd "$odd"
else
	skip "the file system wants UTF-8" "a source whose name is not UTF-8"
fi
run build h.cue -f cue -o set
status_is 2 "DIR holds a set"
run build h.cue -f cue --name other -o set --force
status_is 0 "--force replaces it"
ok "the old one is gone" test ! -e set/harbour.cue -a -e set/other.cue
run build h.cue -o set --force
ok "a DDP may replace a CUE set" test -e set/DDPID -a ! -e set/other.cue
cp h.bin set/mine.bin
run build h.cue -f cue -o set --force
status_is 2 "not where another file lies"

# --- damage is found ---
rm -rf set
run build h.cue -f cue --name harbour -o set
damage() # NAME ID COMMAND...
{
	what=$1 id=$2
	shift 2
	rm -rf broken
	cp -r set broken
	( cd broken && "$@" )
	run verify broken/harbour.cue
	status_is 1 "$what"
	err_has "[$id]" "$what is called $id"
}
flip() { printf '\377' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }
damage "a sample" checksum-mismatch flip harbour.bin 100000
damage "a sector of subcode" checksum-mismatch flip harbour.sub 5020
rm -rf broken; cp -r set broken; rm broken/CHECKSUM.MD5
# Track 2's ISRC in Q: copy its frame over one of track 1's.
run verify broken/harbour.cue
err_has "[checksum-missing]" "no checksums: said"
status_is 0 "and is a warning"
isrc1=$((87 - 150 + 94 * 1)) # k = 181: LBA 31 in track 1
dd if=/dev/zero of=broken/harbour.sub bs=1 seek=$((isrc1 * 96 + 13)) count=4 conv=notrunc 2>/dev/null
run verify broken/harbour.cue
err_has "[subcode-crc]" "a Q frame whose CRC does not fit"
rm -rf broken; cp -r set broken; rm broken/CHECKSUM.MD5
dd if=set/harbour.sub of=broken/harbour.sub bs=96 skip=700 seek=300 count=50 conv=notrunc 2>/dev/null
run verify broken/harbour.cue
status_is 1 "subcode of other sectors"
err_has "[subcode-mismatch]" "subcode of other sectors: said"
rm -rf broken; cp -r set broken; rm broken/CHECKSUM.MD5
sed -i 's/ZZXYZ2600002/ZZXYZ2600009/' broken/harbour.toc
run verify broken/harbour.cue
status_is 1 "a TOC with another code"
err_has "[cue-mismatch]" "a TOC with another code: said"
sed -i 's/ZZXYZ2600002/ZZXYZ2600009/' broken/harbour.cue
run verify broken/harbour.cue
err_has "[cdtext-mismatch]" "a code other than in CD-Text"
err_has "[subcode-mismatch]" "a code other than in the subcode"
damage "a cut image" index-past-end truncate -s 1000000 harbour.bin
damage "a damaged pack" cdtext-crc flip harbour.cdt 10

# --- what no checksum list says: each thing once, with its id and place ---
once() # NAME FILE ID COMMAND...: one finding, of that file
{
	what=$1 file=$2 id=$3
	shift 3
	rm -rf broken
	cp -r set broken && rm broken/CHECKSUM.MD5
	( cd broken && "$@" ) || ok "$what: made" false
	run verify broken
	status_is 1 "$what"
	found=$(grep -E '(error|warning|note): ' "$dir/err" | grep -v checksum-missing | sed 's/[:+].* \[/ [/')
	ok "$what is said once, as $id in $file" test "$found" = "$file [$id]" || tap_show "$dir/err"
}
put() { sed -i "s/$2/$3/$4" "$1"; } # FILE OLD NEW [FLAGS]
once "a title of the TOC" harbour.toc cdtext-mismatch put harbour.toc 'TITLE "Cold Pier"' 'TITLE "Gold Pier"'
once "a code of the TOC" harbour.toc cue-mismatch put harbour.toc '^ISRC "ZZXYZ2600002"\(.*\)' 'ISRC "ZZXYZ2600009"\1'
once "a code in the TOC's CD-Text" harbour.toc cdtext-mismatch put harbour.toc '    ISRC "ZZXYZ2600002"' '    ISRC "ZZXYZ2600009"'
once "a time of the TOC" harbour.toc cue-mismatch put harbour.toc 'START 00:02:00' 'START 00:02:01'
once "other samples in the TOC" harbour.toc cue-mismatch put harbour.toc 'SWAP 00:13:00' 'SWAP 00:12:74'
once "samples the wrong way round" harbour.toc cue-mismatch put harbour.toc ' SWAP 00:13:00' ' 00:13:00'
once "a flag of the TOC" harbour.toc cue-mismatch put harbour.toc '^PRE_EMPHASIS' 'NO PRE_EMPHASIS'
once "a statement of the TOC" harbour.toc toc-syntax put harbour.toc '^PRE_EMPHASIS' 'PRE_EMPHASES'
once "a title of the text sheet" harbour.v07t cdtext-mismatch put harbour.v07t 'Cold Pier' 'Gold Pier'
once "a code of the text sheet" harbour.v07t cdtext-mismatch put harbour.v07t ZZXYZ2600003 ZZXYZ2600004
once "the number of the text sheet" harbour.v07t cdtext-mismatch put harbour.v07t 0012345678905 4006381333931
once "the language of the text sheet" harbour.v07t cdtext-mismatch put harbour.v07t English German
once "a text sheet too many" harbour.1.v07t cdtext-mismatch cp harbour.v07t harbour.1.v07t
once "no packs" broken/harbour.cue audio-missing rm harbour.cdt
once "a damaged pack, and nothing that follows from it" harbour.cdt cdtext-size truncate -s 252 harbour.cdt
once "no image" broken/harbour.cue audio-missing rm harbour.bin
once "an image of one byte more" broken/harbour.cue audio-truncated sh -c 'echo >> harbour.bin; truncate -s $((1387 * 2352 + 1)) harbour.bin'
once "a title of the cue sheet" broken/harbour.cue cdtext-mismatch put harbour.cue 'Cold Pier' 'Gold Pier'

cp -r set stray
echo 'Slack Water' > stray/LABEL.TXT
run verify stray
status_is 0 "a stray file beside a CUE set"
err_has 'CHECKSUM.MD5: note: LABEL.TXT is no part of the set, and in no checksum list [checksum-missing]' "a stray file: named"
printf '%s *%s\n' d41d8cd98f00b204e9800998ecf8427e empty > stray/CHECKSUM.MD5
: > stray/empty
run verify stray
ok "not beside a list of other files" test -z "$(grep LABEL.TXT "$dir/err")" || tap_show "$dir/err"

# --- blanks at the ends of a text, which a text sheet alone cannot hold ---
sed -e 's/TITLE "Cold Pier"/TITLE " Cold Pier "/' -e 's/TITLE "Harbour"/TITLE "\"Harbour\"  "/' h.cue > blanks.cue
run build blanks.cue -f cue --name x -o blanks
status_is 0 "blanks at the ends of titles"
run verify blanks
status_is 0 "verify of it"
ok "blanks: nothing to say" test ! -s "$dir/err" || tap_show "$dir/err"
ok "blanks: they are in the set" grep -qF 'TITLE " Cold Pier "' blanks/x.toc
run build blanks/x.cue -o blanks-ddp -q
run build blanks-ddp -f cue --name x -o blanks-back -q
ok "blanks: through a DDP and back" same_set blanks blanks-back $(ls blanks)
run build blanks/x.toc -f cue --name x -o blanks-toc -q
ok "blanks: through the TOC" same_set blanks blanks-toc $(ls blanks)
sed -i 's/Cold Pier/Gold Pier/' blanks/x.v07t
rm blanks/CHECKSUM.MD5
run verify blanks
status_is 1 "another text is another all the same"

# --- codes that are to stay out of CD-Text stay out of all of it ---
run build h.cue -f cue --name n --no-cdtext-codes -o nocodes
ok "--no-cdtext-codes: none in the TOC's CD_TEXT" test "$(grep -c -e UPC_EAN -e '^    ISRC' nocodes/n.toc)" = 0
ok "but in the Q of the disc" test "$(grep -c -e '^CATALOG' -e '^ISRC' nocodes/n.toc)" = 4
run verify nocodes
status_is 0 "verify of it"
ok "nothing to say" test ! -s "$dir/err" || tap_show "$dir/err"

# --- a set of SCMS tracks in a form that only the subcode tells ---
sed 's/FLAGS DCP/FLAGS SCMS/' h.cue > scms.cue
run build scms.cue -f cue --sub=raw96 --name r -o scms
status_is 0 "SCMS in raw96"
run verify scms
status_is 0 "verify of it"
ok "has nothing to say" test ! -s "$dir/err" || tap_show "$dir/err"

# --- sound in the first two seconds ---
run build h.cue -o ddp
yes loud | head -c 2352 | dd of=ddp/IMAGE.DAT bs=2352 seek=100 conv=notrunc 2>/dev/null
rm ddp/CHECKSUM.*
run build ddp -f cue -o lead
status_is 1 "sound before LBA 0"
err_has "[cue-lead-audio]" "is an error"
ok "and nothing is written" test ! -e lead
for sub in deinterleaved raw96; do
	run build ddp -f cue --sub=$sub --name=lead -o lead-$sub --allow=cue-lead-audio
	status_is 0 "--allow=cue-lead-audio, --sub=$sub"
	err_has "note: the first two seconds are not silent" "a note says what is lost"
	run verify lead-$sub
	status_is 0 "the set is whole"
done
finish
