#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Real music that nobody here wrote, of lengths that fill no sector: IMAGE.DAT is 150 sectors of silence, the masters' samples one after the other,
# and silence to the end of the last sector.  What it must be is put together by tail, cat and head.
. "$PM_SRCDIR/tests/cli/tap.sh"

# The download is kept beside the build, so that it is made once.
cache=$PM_BUILDDIR/album-small.cache
make_album=$PM_SHARED/tools/make-album
give_up() { echo "1..0 # SKIP $1"; exit 0; }
[ -n "$PM_SHARED" ] && [ -x "$make_album" ] || give_up "no make-album"
mkdir -p "$cache" 2> /dev/null || give_up "no place for a download"
# shellcheck disable=SC2016
CACHE=$cache KEEP=1 timeout 300 "$make_album" "$dir/work/album" small > make.log 2>&1 || {
	sed 's/^/# /' make.log
	give_up "no music to be had"
}
cd album || exit 99
{
	printf 'Album,Tracks\nArtist,Various\nUPC,0012345678905\n\nTrack,File,Title,ISRC,Gap\n'
	n=0
	for f in *.wav; do
		n=$((n + 1))
		printf '%d,%s,Track %d,ZZXYZ26%05d,\n' $n "$f" $n $n
	done
} > album.csv
ok "seven tracks" test $n = 7
unaligned=0 bytes=0
for f in *.wav; do
	size=$(($(wc -c < "$f") - 44))
	bytes=$((bytes + size))
	[ $((size % 2352)) = 0 ] || unaligned=$((unaligned + 1))
done
ok "several lengths fill no sector" test $unaligned -ge 4

run build album.csv -o ddp
status_is 0 "build"
sectors=$(((bytes + 2351) / 2352))
{
	head -c $((150 * 2352)) /dev/zero
	for f in *.wav; do tail -c +45 "$f"; done
	head -c $((sectors * 2352 - bytes)) /dev/zero
} > want.dat
ok "every sample of every master, in order" cmp want.dat ddp/IMAGE.DAT
ok "as long as the map says" test "$(dd if=ddp/DDPMS bs=1 skip=270 count=8 2> /dev/null)" = "$(printf %08d $((150 + sectors)))"
ok "md5sum agrees with CHECKSUM.MD5" sh -c 'cd ddp && md5sum -c --quiet CHECKSUM.MD5'
if command -v python3 > /dev/null; then
	ok "index 01 lies in the sector that holds the join" python3 - <<'END'
import glob, os
samples, want = 0, []
for f in sorted(glob.glob("*.wav")):
    want.append(150 + samples // 588)
    samples += (os.path.getsize(f) - 44) // 4
want.append(150 + (samples + 587) // 588)
pq = open("ddp/PQDESCR", "rb").read().decode("ascii")
got = []
for i in range(0, len(pq), 64):
    p = pq[i:i + 64]
    assert p[:4] == "VVVS", p
    if p[4:6] != "00" and p[6:8] == "01":
        got.append((int(p[10:12]) * 60 + int(p[12:14])) * 75 + int(p[14:16]))
    assert p[4:6] in ("00", "01", "AA") or p[6:8] != "00", "no pauses were asked for: " + p
assert got == want + want[-1:], (got, want)
END
else
	skip "no python3" "index 01 lies in the sector that holds the join"
fi
run verify ddp
status_is 0 "verify"

# With a pause before each track: it starts on its index 01, and all between is silence.
sed 's/,$/,2s/' album.csv > gaps.csv
run build gaps.csv -o gaps
status_is 0 "build with pauses"
{
	at=0
	for f in *.wav; do
		# The end of the sound before, filled to a sector, then two seconds.
		head -c $((150 * 2352 + (2352 - at % 2352) % 2352)) /dev/zero
		tail -c +45 "$f"
		at=$(($(wc -c < "$f") - 44))
	done
	head -c $(((2352 - at % 2352) % 2352)) /dev/zero
} > want.dat
ok "pauses of silence between the masters" cmp want.dat gaps/IMAGE.DAT
run build album.csv -o pad --join=pad
status_is 0 "build --join=pad"
{
	head -c $((150 * 2352)) /dev/zero
	for f in *.wav; do
		tail -c +45 "$f"
		head -c $(((2352 - ($(wc -c < "$f") - 44) % 2352) % 2352)) /dev/zero
	done
} > want.dat
ok "each master filled to its last sector" cmp want.dat pad/IMAGE.DAT

# One long file cut at sample addresses is the same disc again.
{
	head -c 44 "$(ls ./*.wav | head -n 1)" | head -c 4
	le32 $((bytes + 36))
	head -c 40 "$(ls ./*.wav | head -n 1)" | tail -c +9
	le32 $bytes
	for f in [0-9]*.wav; do tail -c +45 "$f"; done
} > long.wav
{
	sed -n '/^Album/,/^$/p' album.csv
	printf 'Track,File,Title,ISRC,Start\n'
	n=0 at=0
	for f in [0-9]*.wav; do
		n=$((n + 1))
		printf '%d,long.wav,Track %d,ZZXYZ26%05d,%d samples\n' $n $n $n $at
		at=$((at + ($(wc -c < "$f") - 44) / 4))
	done
} > long.csv
run build long.csv -o long
status_is 0 "one long file with Start"
for f in DDPID DDPMS PQDESCR CDTEXT.BIN IMAGE.DAT; do
	ok "one long file with Start: the same $f" cmp ddp/$f long/$f
done
finish
