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

finish
