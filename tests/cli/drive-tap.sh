# SPDX-License-Identifier: GPL-3.0-or-later
# drive-tap.sh - discs in the preloaded virtual drive, for tests of the program: source it instead of tap.sh.
#
#   master               album.csv as a CUE set in set/ and a DDP set in ddp/
#   disc NAME LINE...    writes NAME.vd: the album's disc, and these lines
#   drive NAME ARGS...   runs the program with that disc in /dev/pmvd0, at most a minute; as `run`
. "$PM_SRCDIR/tests/cli/tap.sh"
[ "$(uname -s)" = Linux ] || { echo "1..0 # SKIP not Linux"; exit 0; }
"$PREMASTER" show --drive=/dev/null 2>&1 | grep -q 'built without' && { echo "1..0 # SKIP built without drives"; exit 0; }
device=/dev/pmvd0

master()
{
	# Sound that never repeats, so that an offset is one and not another.
	wav one.wav $((900 * 588)) one
	{ head -c 44 one.wav; seq 100000 1000000 | head -c $((900 * 588 * 4)); } > one.tmp
	mv one.tmp one.wav
	wav two.wav $((825 * 588)) second
	wav three.wav $((1300 * 588)) third
	{ head -c 44 three.wav; seq 3000000 9000000 | head -c $((1300 * 588 * 4)); } > three.tmp
	mv three.tmp three.wav
	cat > album.csv <<END
Album,Harbour
Artist,The Lights
UPC,0012345678905

Track,File,Title,ISRC,Gap,Index,Flags
1,one.wav,Slack Water,ZZXYZ2600001,,4s,
2,two.wav,"Ebb, and Flow",ZZXYZ2600002,2s,,DCP
3,three.wav,Cold Pier,ZZXYZ2600003,,,DCP PRE
END
	"$PREMASTER" build -q album.csv -f cue -o set && "$PREMASTER" build -q album.csv -o ddp
}
disc()
{
	name=$1
	shift
	{
		cat <<-LINES
		bin set/album.bin
		sub set/album.sub
		cdtext set/album.cdt
		track 1 0 0
		track 2 2 1050
		track 3 3 1875
		leadout 3175
		log $name.log
		counters $name.count
		LINES
		for line; do echo "$line"; done
	} > "$name.vd"
}
drive()
{
	name=$1
	shift
	status=0
	timeout -k 5 60 sh "$PM_SRCDIR/tests/drive/with-vdrive" "$name.vd" "$PREMASTER" "$@" > "$dir/out" 2> "$dir/err" || status=$?
}
