#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The fuzz targets of sources that no shared corpus holds, replayed over seeds made here: images, archives and .q files, good ones and bad.
. "$PM_SRCDIR/tests/cli/tap.sh"
gen=$PM_BUILDDIR/tests/gen
replay() # TARGET FOLDER
{
	ok "$1: survives $(ls "$2" | wc -l) seeds, each also cut off at every 64th byte" \
		sh -c '"$1" "$2" > "$3" 2>&1' - "$PM_BUILDDIR/tests/fuzz/$1" "$2" "$dir/out" || tail -3 "$dir/out" | sed 's/^/# /'
	ok "$1: has taken them all" grep -q '^ok 1 - [1-9][0-9]* files' "$dir/out"
}

mkdir nrg zip record files
for kind in dao tao mixed twice old-dao old-tao old-mixed old-twice; do
	"$gen/gen-nrg" $kind nrg/$kind.tables tables || exit 99
done
"$gen/gen-nrg" twice nrg/twice.nrg || exit 99
# Bytes without order, always the same: changes to good tables.
awk 'BEGIN { for (i = 0; i < 3000; i++) { x = (x * 1103 + 12345) % 65536; printf "%c", 32 + x % 95 } }' > nrg/noise
replay fuzz-nrg nrg

printf 'DDP 2.00' > files/small
head -c 3000000 /dev/zero > files/big
"$gen/gen-zip" zip/good.zip DDPID=files/small a/DDPMS=files/small a/b/c=files/small || exit 99
"$gen/gen-zip" zip/names.zip ../up=files/small /root=files/small 'a/../../b=files/small' 'C:\x=files/small' '..\up=files/small' \
	'a\..\..\b=files/small' __MACOSX/x=files/small a/._b=files/small ./x=files/small a/=files/small || exit 99
"$gen/gen-zip" zip/links.zip @a/link=/etc/passwd @b=.. b/x=files/small '!bad=files/small' a/link/x=files/small || exit 99
"$gen/gen-zip" zip/twice.zip x=files/small x=files/small x/y=files/small X=files/small || exit 99
"$gen/gen-zip" zip/encrypted.zip '*x=files/small' || exit 99
"$gen/gen-zip" zip/big.zip x=files/big || exit 99
cp nrg/noise zip/noise
replay fuzz-zip zip
# A .q file by hand, with the frames of subcode.md section 14; what may follow a good beginning; noise.
printf '%s\n' 'premaster-q 1' 'device /dev/sr0' 'method raw-q' 'sessions 1' 'track 1 control 0 lba 0' 'track 2 control 3 lba 900' 'audio-end 2400' \
	'leadout 2400' 'cdtext 800000004e6f637475726e6520426f78cb20' 'sector 0' 010101000000000002005a28 'sector 2' 010101000002000002023ee9 \
	'reply 2 001500140330020080555352433137363037383339000000' 'end 2 1 7' > record/good.q
printf 'sector 0\n010101000000000002005a28\nend 1 0 0\n' > record/rest.q
sed 's/$/\r/' record/good.q > record/dos.q
sed '/^end/d' record/good.q > record/cut.q
cp nrg/noise record/noise
replay fuzz-record record
ok "nothing has left its folder" test ! -e up -a ! -e ../up -a ! -e /root/root
finish
