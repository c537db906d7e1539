#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a path may be: a folder with a cue sheet, an archive with a set; and what is no source.
. "$PM_SRCDIR/tests/cli/tap.sh"
zip() { "$PM_BUILDDIR/tests/gen/gen-zip" "$@"; }
TMPDIR=$dir/tmp
export TMPDIR
mkdir "$TMPDIR"
nothing_left() { ok "$1" test -z "$(ls -A "$TMPDIR")" || ls -A "$TMPDIR" | sed 's/^/# /'; }

album
run build album.csv -o ddp -q
status_is 0 "a set to pack"
parts() { for file in CDTEXT.BIN CHECKSUM.MD5 CHECKSUM.TXT DDPID DDPMS IMAGE.DAT PQDESCR; do echo "$1$file=ddp/$file"; done; }

# An archive with a DDP fileset.
zip set.zip $(parts 'Harbour/') __MACOSX/Harbour/._DDPID=one.wav Harbour/._DDPMS=one.wav
run verify set.zip
status_is 0 "verify of an archive"
out_is "verify of an archive" << END
set.zip: 2 tracks, 00:10:45, whole and consistent
END
run build set.zip -o again -q
status_is 0 "build from an archive"
ok "the same set" diff -r ddp again
run show set.zip
status_is 0 "show of an archive"
out_has "set.zip (DDP fileset)" "its source is the archive"
cp set.zip renamed
run check renamed
status_is 0 "known by what it holds, not by its name"
nothing_left "what was unpacked is gone"

# What is wrong inside is found, under the user's names.
cp -r ddp worse
printf 'X' | dd of=worse/IMAGE.DAT bs=1 seek=1000 conv=notrunc 2> /dev/null
zip worse.zip $(parts '' | sed 's|ddp/IMAGE|worse/IMAGE|')
run verify worse.zip
status_is 1 "verify of an archive with another image"
err_has "CHECKSUM.MD5:" "placed in the list of checksums"
err_has "[checksum-mismatch]" "checksum-mismatch"
zip crc.zip $(parts '' | sed 's|^PQDESCR|!PQDESCR|')
run verify crc.zip
status_is 1 "a file whose CRC does not fit"
err_has "crc.zip: error: 'PQDESCR' is damaged in the archive" "said"
echo evil > evil
zip evil.zip $(parts '') ../outside=evil /tmp/outside=evil @link=/etc/passwd
run verify evil.zip
status_is 1 "hostile names"
err_is "hostile names" << END
evil.zip: error: '../outside' in the archive is not named inside its folder [ddp-path]
  hint: it is not unpacked
evil.zip: error: '/tmp/outside' in the archive is not named inside its folder [ddp-path]
  hint: it is not unpacked
evil.zip: error: 'link' in the archive is a link or device, want a file [ddp-path]
  hint: it is not unpacked
3 errors
END
ok "nothing lies outside" test ! -e outside -a ! -e ../outside -a ! -e /tmp/outside

# No set, several, encrypted, damaged: the job cannot be done.
zip none.zip readme=evil
run verify none.zip
status_is 3 "an archive without a set"
err_is "an archive without a set" << END
premaster: 'none.zip' holds neither a DDP fileset nor a cue sheet
END
zip two.zip $(parts 'CD1/') $(parts 'CD2/')
run verify two.zip
status_is 3 "an archive with two sets"
err_has "'two.zip' holds several sets ('CD1/DDPID', 'CD2/DDPID')" "names them"
zip locked.zip $(parts '' | sed 's|^DDPID|*DDPID|')
run verify locked.zip
status_is 3 "an encrypted archive"
err_has "'DDPID' in it is encrypted" "says so"
head -c 100000 set.zip > cut.zip
run verify cut.zip
status_is 3 "an archive that is cut off"
err_has "cannot unpack 'cut.zip'" "says so"

# Far more than the map speaks of: refused, whether the archive admits it or not.
if head -c 600000000 /dev/zero > huge 2> /dev/null && command -v zip > /dev/null && command zip -q bomb.zip huge 2> /dev/null; then
	mkdir b && mv huge b/IMAGE.DAT && cp ddp/DDPID ddp/DDPMS b/ && rm bomb.zip && (cd b && command zip -q ../bomb.zip *) && rm -r b
	run verify bomb.zip
	status_is 3 "a bomb"
	err_has "it unpacks to 600 MB" "says what it would unpack to"
else
	rm -f huge bomb.zip
	skip "no zip, or no room" "a bomb"
fi
nothing_left "nothing is left after failures"
TMPDIR=$dir/none run verify set.zip
status_is 3 "no folder to unpack into"

# A folder with one cue sheet; an archive with one.
cat > one.cue << END
CATALOG 0012345678905
FILE "one.wav" WAVE
  TRACK 01 AUDIO
    ISRC ZZXYZ2600001
    INDEX 01 00:00:00
FILE "two.wav" WAVE
  TRACK 02 AUDIO
    ISRC ZZXYZ2600002
    INDEX 01 00:00:00
END
mkdir cue
cp one.cue one.wav two.wav cue/
run check cue
status_is 0 "a folder with a cue sheet"
out_has "cue: 2 tracks, 00:10:45" "is read"
sed 's/ZZXYZ2600001/ZZXYZ260001/' one.cue > cue/one.cue
run check cue
status_is 1 "its mistakes"
err_has "cue/one.cue:4:10: error: ISRC 'ZZXYZ260001'" "are placed in it"
cp one.cue cue/two.CUE
run check cue
status_is 3 "a folder with two"
err_has "'cue' is a folder with 2 cue sheets: name the one that is meant" "says so"
for file in one.wav set.v07t set.cdt set.xlsx set.xyz ddp/IMAGE.DAT; do
	[ -e "$file" ] || echo > "$file"
	run show "$file"
	status_is 3 "$file is no source"
	cat "$dir/err" >> said
done
cp said "$dir/err"
err_is "each says what to open instead" << END
premaster: 'one.wav' is an audio file: name it in a track sheet or a cue sheet
premaster: 'set.v07t' is CD-Text without a disc: give it to a sheet with --cdtext
premaster: 'set.cdt' is CD-Text without a disc: open the cue sheet beside it
premaster: 'set.xlsx' is a workbook: save the track sheet as CSV (UTF-8)
premaster: 'set.xyz' is of no kind premaster knows (.csv, .tsv, .cue, .toc, .sub, .nrg, a DDP folder or .zip, a drive)
premaster: 'ddp/IMAGE.DAT' is a file of a DDP set: open its folder
END
mkdir empty
run check empty
status_is 3 "a folder with nothing"
err_has "'empty' is a folder with neither DDPID or DDPMS nor a cue sheet" "says so"
zip cue.zip album/one.cue=one.cue album/one.wav=one.wav album/two.wav=two.wav
run check cue.zip
status_is 0 "an archive with a cue sheet"
run build cue.zip -o from-zip -q
status_is 0 "build from it"
run build one.cue -o from-cue -q
ok "the same set as from the cue sheet" diff -r from-cue from-zip
zip cue.zip album/one.cue=cue/one.cue album/one.wav=one.wav
run check cue.zip
status_is 1 "mistakes in an archive's cue sheet"
err_has "cue.zip/album/one.cue:4:10: error: ISRC" "are placed in it"
err_has "audio file 'two.wav' is not in 'cue.zip'" "a missing file is missing in the archive"
nothing_left "nothing is left"

# Subcode alone, as build writes it.
run build album.csv -f cue -o set --name album -q
status_is 0 "a set with subcode"
run verify set
status_is 0 "verify of its folder"
out_has "set: 2 tracks, 00:10:45, whole and consistent" "the CUE set"
zip setcue.zip $(cd set && for file in *; do echo "$file=set/$file"; done)
run verify setcue.zip
status_is 0 "verify of it in an archive"
mkdir alone
cp set/album.sub alone/
run show alone/album.sub
status_is 0 "show of a .sub"
out_has "0012345678905" "its catalogue number"
out_has "ZZ-XYZ-26-00001" "an ISRC"
run check alone/album.sub
status_is 0 "check of a .sub without audio"
out_is "check of a .sub without audio" << END
alone/album.sub: 2 tracks, 00:10:45, no errors, no warnings
END
run build alone/album.sub -o no
status_is 3 "nothing can be built of it"
run build set/album.sub -o from-sub -q
status_is 0 "with its .bin beside it"
ok "the same image" cmp -s ddp/IMAGE.DAT from-sub/IMAGE.DAT
ok "the same codes" cmp -s ddp/PQDESCR from-sub/PQDESCR
run build album.csv -f cue --sub=raw96 -o raw --name album -q
status_is 0 "a set of 2448-byte sectors"
run verify raw
status_is 0 "verify of its folder, which has a TOC and no cue sheet"
run build raw/album.bin -o from-raw -q
status_is 0 "build from its .bin alone"
ok "the same image" cmp -s ddp/IMAGE.DAT from-raw/IMAGE.DAT
ok "the same codes" cmp -s ddp/PQDESCR from-raw/PQDESCR
run check set/album.bin
status_is 3 "a .bin without subcode"
err_is "a .bin without subcode" << END
premaster: 'set/album.bin' holds sectors of 2352 bytes, without subcode: open the cue sheet that belongs to it
END

# Data is no audio; without it the rest is a disc.
mkdir extra
cat one.wav two.wav | tail -c +45 | head -c $((645 * 2352)) > extra/extra.bin
head -c $((400 * 2352)) /dev/zero >> extra/extra.bin
cat > extra/extra.cue << END
CATALOG 0012345678905
FILE "extra.bin" BINARY
  TRACK 01 AUDIO
    ISRC ZZXYZ2600001
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    ISRC ZZXYZ2600002
    INDEX 01 00:04:00
  TRACK 03 MODE2/2352
    INDEX 01 00:08:45
END
run build extra -o no --allow=data-track
status_is 1 "a data track is not to be allowed"
ok "nothing is built of it" test ! -e no
run build extra -o no
status_is 1 "a disc with a data track"
err_is "a disc with a data track" << END
extra/extra.cue:9:3: error: track 3 is a data track, want audio [data-track]
    TRACK 03 MODE2/2352
    ^~~~~~~~~~~~~~~~~~~
  hint: --audio-only leaves it out
1 error
premaster: nothing was built in 'no': the errors above forbid it
END
run build extra --audio-only -o audio
status_is 0 "--audio-only"
err_has "extra/extra.cue:9:3: note: track 3 is a data track: it is left out [data-track]" "says what it left out"
run show audio
out_has "Tracks        2" "two tracks are left"
ok "all of the audio is there" test "$(wc -c < audio/IMAGE.DAT)" = $(((150 + 645) * 2352))
run build set/album.sub --audio-only -o audio2 -q
ok "nothing to leave out" cmp -s ddp/IMAGE.DAT audio2/IMAGE.DAT

# Disc images.
"$PM_BUILDDIR/tests/gen/gen-nrg" dao image.nrg
run show image.nrg
status_is 0 "show of a Nero image"
out_has "image.nrg (disc image)" "its kind"
out_has "ZZ-XYZ-26-00002" "an ISRC"
run build image.nrg -o from-nrg -q
status_is 0 "build from it"
ok "its sectors, the pause included" test "$(head -c $((1050 * 2352)) image.nrg | cksum)" = "$(cksum < from-nrg/IMAGE.DAT)"
cp image.nrg picture
run check picture
status_is 0 "known by what it holds, not by its name"
"$PM_BUILDDIR/tests/gen/gen-nrg" mixed mixed.nrg
run build mixed.nrg -o no
status_is 1 "an image with a data track"
run build mixed.nrg --audio-only -o from-mixed -q
status_is 0 "--audio-only"
ok "the audio track, without the other's pause" test "$(head -c $((550 * 2352)) image.nrg | cksum)" = "$(cksum < from-mixed/IMAGE.DAT)"
head -c 100000 image.nrg > cut.nrg
run check cut.nrg
status_is 3 "an image that is cut off"
# The same image through another program.
if command -v cd-info > /dev/null; then
	cd-info --no-cddb -N image.nrg > info 2> /dev/null
	ok "libcdio finds its tracks" grep -q '^ *2: 00:08:50' info || sed 's/^/# /' info
else
	skip "no cd-info" "libcdio finds its tracks"
fi

echo text > notes.txt
run check notes.txt
status_is 3 "a file of no known kind"
run check absent
status_is 3 "a path that is not there"
finish
