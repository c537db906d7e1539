# SPDX-License-Identifier: GPL-3.0-or-later
# tap.sh - what the tests of the program share: source it, call the functions, end with `finish`.
#
#   run ARGS...          runs the program; then $status, and the files $dir/out and $dir/err
#   ok NAME COMMAND...   one assertion: the command succeeds
#   status_is N NAME     the exit status of the last run
#   out_is NAME <<EOF    the standard output of the last run is exactly the here-document; err_is likewise
#   out_has TEXT NAME    it holds the text; err_has likewise
#   skip WHY NAME
# $dir is an empty folder, removed at the end; the test runs in it.
tap_n=0 tap_bad=0
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/work" || exit 99
cd "$dir/work" || exit 99

ok()
{
	tap_name=$1
	shift
	tap_n=$((tap_n + 1))
	if "$@"; then
		echo "ok $tap_n - $tap_name"
	else
		echo "not ok $tap_n - $tap_name"
		tap_bad=1
		return 1
	fi
}
skip()
{
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - $2 # SKIP $1"
}
run()
{
	status=0
	"$PREMASTER" "$@" > "$dir/out" 2> "$dir/err" || status=$?
}
tap_show() { sed 's/^/# /' "$1"; }
status_is()
{
	ok "$2: exit status $1" test "$status" = "$1" || { echo "# got $status"; tap_show "$dir/err"; }
}
tap_same()
{
	cat > "$dir/want"
	ok "$2" cmp -s "$dir/want" "$dir/$1" || diff -u "$dir/want" "$dir/$1" | sed 's/^/# /'
}
out_is() { tap_same out "$1"; }
err_is() { tap_same err "$1"; }
out_has() { ok "$2" grep -qF -e "$1" "$dir/out" || tap_show "$dir/out"; }
err_has() { ok "$2" grep -qF -e "$1" "$dir/err" || tap_show "$dir/err"; }
finish()
{
	echo "1..$tap_n"
	exit $tap_bad
}

# wav FILE SAMPLES WORD: a 44.1 kHz, 16-bit, stereo WAV of so many sample pairs that spell WORD over and over: loud, but never at full scale.
le32() { printf "\\$(printf %o $(($1 % 256)))\\$(printf %o $(($1 / 256 % 256)))\\$(printf %o $(($1 / 65536 % 256)))\\$(printf %o $(($1 / 16777216)))"; }
wav()
{
	{
		printf 'RIFF'
		le32 $(($2 * 4 + 36))
		printf 'WAVEfmt '
		le32 16
		printf '\001\000\002\000'
		le32 44100
		le32 176400
		printf '\004\000\020\000data'
		le32 $(($2 * 4))
		yes "$3" 2> /dev/null | head -c $(($2 * 4))
	} > "$1"
}
# Two tracks of 300 and 345 whole sectors and their sheet album.csv: nothing to find.
album()
{
	wav one.wav $((300 * 588)) one
	wav two.wav $((345 * 588)) second
	cat > album.csv <<END
Album,Harbour
Artist,The Lights
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,Slack Water,ZZXYZ2600001
2,two.wav,Cold Pier,ZZXYZ2600002
END
}
