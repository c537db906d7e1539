#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Promises of the contract that lie between the commands, each tried on the program as a user would.
. "$PM_SRCDIR/tests/cli/tap.sh"

mcn() { sed -n 's/^ *"mcn": *//p' "$dir/out" | tr -d ' ,'; }

album
run build album.csv -o ddp
status_is 0 "a set to work on"

# 2: codes read back from an existing master are warnings in build, errors in verify; what was mastered is carried over as it is.
cp -r ddp old
for file in DDPID PQDESCR CDTEXT.BIN; do
	sed -i 's/0012345678905/0012345678904/' old/$file
done
rm old/CHECKSUM.*
run verify old
status_is 1 "a wrong check digit in a master"
err_has "error: EAN-13 '0012345678904' has check digit 4, want 5 [ean-check-digit]" "an error in verify"
for format in ddp cue; do
	run build old -f $format -o new --no-cdtext-codes --allow=cdtext-mismatch,cdtext-crc
	status_is 0 "built as $format"
	err_has "warning: EAN-13 '0012345678904' has check digit 4, want 5 [ean-check-digit]" "a warning"
	run show --json new
	ok "the number as it was mastered" test "$(mcn)" = '"0012345678904"'
	rm -rf new
done

# 2: --allow lets a code pass that can be written, from whatever source.
run build album.csv -o new --upc=0012345678904 --allow=ean-check-digit
status_is 0 "a wrong check digit, allowed"
ok "it is written" test "$(head -c 21 new/DDPID)" = "DDP 2.000012345678904"
rm -rf new

# 2: check says everything about a fileset; and no build is made of a master that its own checksums call damaged, unless that is allowed.
cp -r ddp damaged
printf 'X' | dd of=damaged/IMAGE.DAT bs=1 seek=1000000 conv=notrunc 2> /dev/null
run check damaged
status_is 1 "a damaged image: check"
err_has "error: the MD5 of IMAGE.DAT is " "the checksum is an error"
for format in ddp cue; do
	run build damaged -o new -f $format
	status_is 1 "build -f $format of it"
	err_has "error: the MD5 of IMAGE.DAT is " "said"
	err_has "error: the CRC-32 of IMAGE.DAT is " "by both lists"
	ok "nothing is built" test ! -e new
	run build damaged -o new -f $format --allow=checksum-mismatch
	status_is 0 "allowed"
	err_has "note: the MD5 of IMAGE.DAT is " "said all the same"
	rm -rf new
done
# With other errors the lists are read too, though nothing is written.
cp -r damaged worse
printf 'X' | dd of=worse/PQDESCR bs=1 seek=64 conv=notrunc 2> /dev/null
run build worse -o new
err_has "error: the MD5 of IMAGE.DAT is " "with another error: said too"
err_has "error: the packet begins with" "beside it"
# The same of a CUE set, whose image begins behind the pause.
run build ddp -f cue -o cueset --name x -q
run build cueset -o new
status_is 0 "a whole CUE set"
rm -rf new
printf 'X' | dd of=cueset/x.bin bs=1 seek=1000000 conv=notrunc 2> /dev/null
run check cueset
status_is 1 "a damaged CUE set: check"
err_has "error: the MD5 of x.bin is " "the checksum is an error"
run build cueset -o new
status_is 1 "build"
err_has "error: the MD5 of x.bin is " "said"
ok "nothing is built" test ! -e new
echo '00000000000000000000000000000000 *something-else.wav' > cueset/CHECKSUM.MD5
run build cueset -o new
status_is 0 "a list of something else"
rm -rf new
rm cueset/CHECKSUM.MD5
run build cueset -o new
status_is 0 "without a list"
ok "no word of lists" sh -c '! grep -q checksum "$1"' - "$dir/err"
rm -rf new

# 2: what was mastered so may be mastered so again; what the target cannot hold, or cannot be laid out, may not, and is a finding.
packet() { printf '%s' "$2" | dd of=old/PQDESCR bs=1 seek=$1 conv=notrunc 2> /dev/null; }
fresh() { rm -rf old new; cp -r ddp old; rm -f old/CHECKSUM.*; }
fresh
packet $((2 * 64 + 16)) X1
run verify old
status_is 1 "a CB1 that is none: verify"
err_has "error: CB1 'X1' is no control byte" "an error"
run build old -o new
status_is 0 "build"
err_has "warning: CB1 'X1' is no control byte" "a warning"
ok "written as 01" test "$(dd if=new/PQDESCR bs=1 skip=144 count=2 2> /dev/null)" = 01
fresh
packet $((2 * 64 + 10)) 000149
run build old -o new
status_is 0 "a short first pause: a DDP can be built"
rm -rf new
run build old -o new -f cue
status_is 1 "no CUE set"
err_has "error: the pause before track 1 is 00:01:49" "a finding"
run build old -o new -f cue --allow=pause-short
status_is 1 "not even if it is allowed"
err_has "error: the pause before track 1 is 00:01:49" "says why"
last=$(($(wc -c < ddp/PQDESCR) / 64 - 3))
fresh
packet $((last * 64 + 4)) 09
run build old -o new
status_is 1 "a track number left out"
err_has "error: track 9 follows on track" "is an error in build too"
fresh
printf '\303\211' | dd of=old/DDPID bs=1 seek=38 conv=notrunc 2> /dev/null
run build old -o new
status_is 1 "a master ID that is no ASCII: no DDP"
run build old -o new -f cue
status_is 0 "a CUE set, which holds none"
rm -rf new

# 5: 86h, 87h and 8Eh stand in block 0 only, though text sheets of further languages give the genre and the disc ID again.
sheet()
{
	cat > "$1" <<END
Input Sheet Version       = 0.7T
Text Code                 = 8859
Language Code             = $2
Album Title               = $3
Catalog Number            = HARBOUR-001
Genre Code                = Jazz
Genre Information         = Harbour Jazz
First Track Number        = 1
Last Track Number         = 2
Track 01 Title            = $3 1
Track 02 Title            = $3 2
END
}
sheet en.v07t English Harbour
sheet de.v07t German Hafen
for format in ddp cue; do
	run build album.csv -f $format -o new --cdtext=en.v07t --cdtext=de.v07t
	status_is 0 "two languages with a genre each, as $format"
	run show --json new
	ok "the genre is there once" test "$(grep -c '"genre_code": 14' "$dir/out")" = 1
	out_has '"title": "Hafen 2"' "the second language"
	rm -rf new
done

# 2: what --allow lets pass is left out where it cannot be written, and what cannot be made at all is never allowed.
sed 's/Cold Pier/Cold Pier 木/' album.csv > odd.csv
run build odd.csv -o new --allow=text-charset
status_is 0 "a text that the packs cannot hold, allowed"
run show --json new
ok "it is left out, the other is not" grep -q '"title": "Slack Water"' "$dir/out"
ok "and not written otherwise" test "$(grep -c Pier "$dir/out")" = 0
rm -rf new
run build album.csv -o new --master-id=0123456789012345678901234567890123456789012345678 --allow=text-too-long
status_is 1 "49 characters of master ID are never allowed"
ok "nothing is built" test ! -e new

# --- a file that is no part of the set and that no list knows (ddp.md 8): said, and nothing more ---
rm -rf stray
album
run build album.csv -o stray -q
echo 'Slack Water' > stray/LABEL.TXT
run verify stray
status_is 0 "a stray file in a DDP folder"
err_has 'CHECKSUM.MD5: note: LABEL.TXT is no part of the set, and in no checksum list [checksum-missing]' "a stray file: named"
md5sum stray/LABEL.TXT | sed 's#stray/##' >> stray/CHECKSUM.MD5
run verify stray
ok "not when it is listed" test ! -s "$dir/err" || tap_show "$dir/err"

finish
