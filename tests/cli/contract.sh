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

# 2: check says everything about a fileset; build says it too, as a warning.
cp -r ddp damaged
printf 'X' | dd of=damaged/IMAGE.DAT bs=1 seek=1000000 conv=notrunc 2> /dev/null
run check damaged
status_is 1 "a damaged image: check"
err_has "error: the MD5 of IMAGE.DAT is " "the checksum is an error"
run build damaged -o new
status_is 0 "build"
err_has "warning: the MD5 of IMAGE.DAT is " "said"
rm -rf new
run build damaged -o new --strict
status_is 1 "build --strict"
ok "nothing is built" test ! -e new

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
