#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# build from the outside: what it says, its exit status, and that DIR is whole or absent, with nothing left beside it.
. "$PM_SRCDIR/tests/cli/tap.sh"

left() { ls -A | grep -v -x -e one.wav -e two.wav -e album.csv -e bad.csv -e "$1"; }

album
run build album.csv -o ddp
status_is 0 "build"
ok "the files of the set" test "$(ls ddp | tr '\n' ' ')" = "CDTEXT.BIN CHECKSUM.MD5 CHECKSUM.TXT DDPID DDPMS IMAGE.DAT PQDESCR "
ok "the result in one line" grep -q '^ddp: DDP 2.00, 2 tracks, 00:10:45, 7 files of .* MB, read back' "$dir/out" || tap_show "$dir/out"
ok "nothing left beside it" test -z "$(left ddp)"
ok "the image is silence and the two masters" test "$(wc -c < ddp/IMAGE.DAT)" = $(((150 + 645) * 2352))
cp ddp/IMAGE.DAT image

run build album.csv -o ddp
status_is 2 "DIR is not empty"
err_has "premaster: " "said"
run build album.csv -o ddp --force
status_is 0 "--force"
ok "the same bytes" cmp -s image ddp/IMAGE.DAT
rm image
touch ddp/mine.txt
run build album.csv -o ddp --force
status_is 2 "--force spares a folder with other files"
ok "they are still there" test -f ddp/mine.txt -a -f ddp/DDPID
rm -r ddp

sed 's/ZZXYZ2600001/ZZXYZ260001/' album.csv > bad.csv
run build bad.csv -o ddp
status_is 1 "a wrong code"
ok "nothing was built" test -z "$(left none)"
err_has "nothing was built" "said"
run build bad.csv -o ddp --allow=isrc-format -q
status_is 0 "allowed"
ok "quiet" test ! -s "$dir/out" -a ! -s "$dir/err" || tap_show "$dir/err"
rm -r ddp

grep -v '^UPC' album.csv | sed 's/Slack Water,ZZXYZ2600001/Slack Water,/' > bad.csv
run build bad.csv -o ddp --strict
status_is 1 "--strict: a warning forbids it"
ok "nothing was built" test -z "$(left none)"
run build bad.csv -o ddp
status_is 0 "without --strict it does not"
rm -r ddp

mkdir closed
chmod 555 closed
if touch closed/x 2> /dev/null; then
	rm -f closed/x
	skip "root may write everywhere" "a folder that cannot be written"
else
	run build album.csv -o closed/ddp
	status_is 3 "a folder that cannot be written"
fi
chmod 755 closed
rmdir closed
run build bad.csv --strict -o new/folder/ddp
ok "folders made for nothing are gone again" test ! -e new
run build album.csv -o new/folder/ddp
status_is 0 "folders that are not there are made"
rm -r new
run build album.csv -o one.wav
status_is 2 "DIR is a file"
ok "it is still there" test "$(wc -c < one.wav)" = $((300 * 2352 + 44))
run build not-there.csv -o ddp
status_is 3 "a source that is not there"
ok "nothing was built" test -z "$(left none)"

if command -v python3 > /dev/null; then
	run build --json album.csv -o ddp
	status_is 0 "--json"
	ok "output, files and provenance" python3 - "$dir/out" <<'END'
import hashlib, json, os, sys
o = json.load(open(sys.argv[1]))
assert list(o)[-3:] == ["output", "files", "provenance"] and o["output"] == "ddp"
assert sorted(f["name"] for f in o["files"]) == sorted(os.listdir("ddp"))
for f in o["files"]:
    data = open("ddp/" + f["name"], "rb").read()
    assert f["bytes"] == len(data) and f["md5"] == hashlib.md5(data).hexdigest(), f
assert o["provenance"] == [{"field": "mcn", "from": "sheet"}, {"field": "tracks[1].isrc", "from": "sheet"}, {"field": "tracks[2].isrc", "from": "sheet"}]
END
	rm -r ddp
	sed 's/ZZXYZ2600001/ZZXYZ260001/' album.csv > bad.csv
	run build --json bad.csv -o ddp
	ok "nothing built, nothing named" python3 -c 'import json, sys
o = json.load(open(sys.argv[1])); assert o["output"] is None and o["files"] == [] and o["errors"] == 1' "$dir/out"
else
	skip "no python3" "--json"
fi
# A DDP numbers its tracks from 01 (ddp.md 11.1); a CUE set need not.
printf 'FILE one.wav WAVE\nTRACK 05 AUDIO\nINDEX 01 00:00:00\n' > five.cue
run build five.cue -o five
status_is 1 "a DDP whose first track is 05"
err_has "[track-count]" "said"
ok "nothing was built" test ! -e five
run build five.cue -f cue -o five
status_is 0 "a CUE set whose first track is 05"
run check five.cue
status_is 0 "the disc itself is fine"
rm -r five five.cue

# A text that cannot be written and may be left out is in no file; with it go types and files of nothing else.
printf 'Album,\346\227\245\nFile\none.wav\n' > bad.csv
for f in ddp cue; do
	run build bad.csv -f $f -o left --allow=text-charset
	status_is 0 "no text that could be written, as $f"
	ok "no file of texts" test -z "$(ls left | grep -i -e cdt -e v07t)" || ls left
	rm -r left
done
ok "no name of one" test -z "$(grep -l CDTEXT left/* 2> /dev/null)"
printf 'Album,\346\227\245\nFile,Artist\none.wav,X\n' > bad.csv
run build bad.csv -o left --allow=text-charset
# Performer of disc and track, and the three size packs: no title among them.
ok "no pack of a type of nothing" test "$(od -An -v -tx1 -w18 left/CDTEXT.BIN | cut -c2-3 | tr '\n' ' ')" = "81 8f 8f 8f " || od -An -tx1 -w18 left/CDTEXT.BIN
rm -r left bad.csv

# What nothing can be made of cannot be allowed: findings, exit status 1, and not a word of a failing world.
never() # ID SOURCE OPTION...
{
	id=$1 source=$2
	shift 2
	run build "$source" -o never --allow="$id" "$@"
	status_is 1 "$source $* --allow=$id"
	err_has "[$id]" "says why"
	err_has ": error: " "as an error"
	ok "nothing was built" test ! -e never
}
printf 'File\nnone.wav\n' > missing.csv
printf 'File\n../one.wav\n' > outside.csv
printf 'File,Gap\none.wav,100f\n' > early.csv
printf 'FILE one.wav WAVE\nTRACK 01 AUDIO\nINDEX 00 00:00:00\n' > none.cue
printf 'FILE one.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 01:05:00\n' > past.cue
printf 'FILE one.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:90\n' > times.cue
printf 'FILE one.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 03 00:02:00\n' > skip.cue
for f in ddp cue; do
	never audio-missing missing.csv -f $f
	never audio-path outside.csv -f $f
	never index-count none.cue -f $f
	never index-past-end past.cue -f $f
	never cue-syntax times.cue -f $f
done
for pair in audio-missing:missing.csv audio-path:outside.csv index-count:none.cue index-past-end:past.cue cue-syntax:times.cue; do
	run extract ${pair#*:} -o never --allow=${pair%:*}
	status_is 1 "extract ${pair#*:} --allow=${pair%:*}"
	ok "nothing was written" test ! -e never
done
printf 'File\none.wav\n' > whole.csv
for part in ddp-missing-file:IMAGE.DAT ddp-missing-file:PQDESCR; do
	"$PREMASTER" build -q whole.csv -o set || exit 99
	rm set/CHECKSUM.* set/${part#*:}
	for f in ddp cue; do never ${part%:*} set -f $f; done
	rm -r set
done
never pause-short early.csv -f cue
never index-count skip.cue -f cue
run build early.csv -o early --allow=pause-short
status_is 0 "a DDP may have the short pause, if that is allowed"
rm -r early *.csv none.cue past.cue times.cue skip.cue

finish
