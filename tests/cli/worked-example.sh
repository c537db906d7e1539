#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The worked example of the DDP reference, section 9, down to its checksums: a one-FILE cue sheet, audio in which every sample says its number.
# All sums below are the reference's own.
. "$PM_SRCDIR/tests/cli/tap.sh"

# 1537 sectors, of which the first 150 are the pause that no file holds.
"$PM_BUILDDIR/tests/gen/gen-ramp" 88200 815556 > harbour.wav || exit 99
cat > harbour.cue <<'END'
CATALOG 0012345678905
TITLE "Harbour"
PERFORMER "The Lights"
FILE "harbour.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Slack Water"
    PERFORMER "The Lights"
    ISRC ZZXYZ2600001
    INDEX 01 00:00:00
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
    INDEX 02 00:15:45
END
md5_is() { ok "$3" test "$(md5sum < "$2" | cut -d ' ' -f 1)" = "$1"; }
file_is() { cat > "$dir/want"; ok "$2" cmp -s "$dir/want" "$1" || diff -u "$dir/want" "$1" | sed 's/^/# /'; }

run build harbour.cue -o ddp --master-id HARBOUR-001 --no-cdtext-codes
status_is 0 "the worked example"
ok "its files" test "$(ls ddp | LC_ALL=C sort | tr '\n' ' ')" = "CDTEXT.BIN CHECKSUM.MD5 CHECKSUM.TXT DDPID DDPMS IMAGE.DAT PQDESCR "
file_is ddp/CHECKSUM.MD5 "CHECKSUM.MD5, to the byte" <<'END'
d7faf2c8a689e45c346e01179df245d5 *DDPID
ea7f2845f91453035589eeffcc1afead *DDPMS
661f8728f326cf6aa6be942233d4166b *CDTEXT.BIN
81a5b45bbddd516150290f86d7ecf3c0 *PQDESCR
9778329b27d1092154ddc31de03776a7 *IMAGE.DAT
END
file_is ddp/CHECKSUM.TXT "CHECKSUM.TXT, to the byte" <<'END'
[CRC32 Checksum]
DDPID=CD5479F2
DDPMS=22EC616A
CDTEXT.BIN=B419D829
PQDESCR=7DD37BF3
IMAGE.DAT=120C4786
END
md5_is d7faf2c8a689e45c346e01179df245d5 ddp/DDPID "DDPID is what its line says"
md5_is ea7f2845f91453035589eeffcc1afead ddp/DDPMS "DDPMS"
md5_is 661f8728f326cf6aa6be942233d4166b ddp/CDTEXT.BIN "CDTEXT.BIN"
md5_is 81a5b45bbddd516150290f86d7ecf3c0 ddp/PQDESCR "PQDESCR"
md5_is 9778329b27d1092154ddc31de03776a7 ddp/IMAGE.DAT "IMAGE.DAT"
run verify ddp
status_is 0 "verify"
run show ddp
status_is 0 "show"

run build harbour.cue -o codes --master-id HARBOUR-001
status_is 0 "with UPC/EAN and ISRCs in the CD-Text"
ok "270 bytes of CD-Text" test "$(wc -c < codes/CDTEXT.BIN)" = 270
md5_is f2cc760250ea068588fa65a5758bf231 codes/CDTEXT.BIN "CDTEXT.BIN with codes"
md5_is 317cff53a143797be3e02f4f27ce5bd3 codes/DDPMS "DDPMS with codes"
md5_is d7faf2c8a689e45c346e01179df245d5 codes/DDPID "the same DDPID"
md5_is 81a5b45bbddd516150290f86d7ecf3c0 codes/PQDESCR "the same PQDESCR"
md5_is 9778329b27d1092154ddc31de03776a7 codes/IMAGE.DAT "the same IMAGE.DAT"
run verify codes
status_is 0 "verify with codes"

# The same disc from a track sheet, with the file cut in three by Start, Gap and Index: the same set.
cat > harbour.csv <<'END'
Album,Harbour
Artist,The Lights
UPC,0012345678905
Catalogue Number,HARBOUR-001

Track,File,Title,ISRC,Start,End,Index,Flags
1,harbour.wav,Slack Water,ZZXYZ2600001,0,00:06:30,,
2,harbour.wav,Été,ZZ-XYZ-26-00002,00:08:30,,,DCP
3,harbour.wav,Cold Pier,zzxyz2600003,00:13:00,,00:02:45,DCP PRE
END
run build harbour.csv -o sheet
status_is 0 "the same disc from a track sheet"
for f in DDPID DDPMS PQDESCR IMAGE.DAT CDTEXT.BIN CHECKSUM.MD5 CHECKSUM.TXT; do
	ok "the same $f" cmp codes/$f sheet/$f
done
# --upc and --master-id stand above the source; the codes of the source are then not needed.
grep -v CATALOG harbour.cue > nocode.cue
run build nocode.cue -o given --master-id HARBOUR-001 --upc 012345678905 --no-cdtext-codes
status_is 0 "--upc"
md5_is d7faf2c8a689e45c346e01179df245d5 given/DDPID "DDPID with --upc as UPC-A"
md5_is 81a5b45bbddd516150290f86d7ecf3c0 given/PQDESCR "PQDESCR with --upc"

# The sample album says the same as a sheet and as a cue sheet.
run build "$PM_SRCDIR/samples/low-water.csv" -o a
status_is 0 "the sample album, .csv"
run build "$PM_SRCDIR/samples/low-water.cue" -o b --master-id LOWWATER-001
status_is 0 "the sample album, .cue"
for f in DDPID PQDESCR IMAGE.DAT; do
	ok "sample album: .csv and .cue give the same $f" cmp a/$f b/$f
done
finish
