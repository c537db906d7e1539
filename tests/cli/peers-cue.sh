#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Other programs read the CUE sets we write, and find what was put in: cdrdao, cuetools, libcdio, bchunk, cdrskin.  Each part skips where its program
# is not there.  What they must find is worked out here from the made-up sheet (tests/gen/gen-disc), not from our output.
. "$PM_SRCDIR/tests/cli/tap.sh"
gen=$PM_BUILDDIR/tests/gen/gen-disc
have() { command -v "$1" > /dev/null 2>&1; }

# facts FILE: the sheet as lines: catalog CODE; track N FLAGS ISRC FIRST ONE NEXT MARKS; "-" for none, sectors, marks after index 01 with "," between.
facts() # SHEET SECTORS
{
	awk -v end="$2" '
	function sectors(t,    p) { split(t, p, ":"); return (p[1] * 60 + p[2]) * 75 + p[3] }
	function put(next_at) { if (n) print "track", n, flags, isrc, first, one, next_at, marks == "" ? "-" : marks }
	$1 == "CATALOG" { print "catalog", $2 }
	$1 == "TRACK" { held = 1; next_n = $2 + 0 }
	$1 == "TRACK" || held && $1 == "INDEX" { if ($1 == "INDEX") { put(sectors($3)); n = next_n; flags = nf; isrc = ni; first = sectors($3); marks = ""; held = 0; nf = ni = "-" } }
	$1 == "TRACK" { nf = ni = "-" }
	$1 == "FLAGS" { sub(/^ *FLAGS /, ""); gsub(/ /, ","); nf = $0 }
	$1 == "ISRC" { ni = $2 }
	$1 == "INDEX" && $2 == "01" { one = sectors($3) }
	$1 == "INDEX" && $2 > 1 { marks = marks (marks == "" ? "" : ",") sectors($3) }
	END { put(end) }' "$1"
}
# What cdrdao 1.2.4 prints of it.
as_cdrdao() # MODE
{
	awk -v mode="$1" '
	function time(s) { return sprintf("%02d:%02d:%02d(%6d)", s / 4500, s / 75 % 60, s % 75, s) }
	function has(f) { return ("," $3 ",") ~ ("," f ",") }
	BEGIN { print "TOC TYPE: CD_DA" }
	$1 == "catalog" { print "CATALOG NUMBER: " $2 }
	$1 == "track" {
		printf "TRACK %2d  Mode AUDIO%s:\n", $2, mode
		if ($4 != "-")
			printf "          ISRC %s %s %s %s\n", substr($4, 1, 2), substr($4, 3, 3), substr($4, 6, 2), substr($4, 8)
		print "          COPY " (has("DCP") ? "PERMITTED" : "NOT PERMITTED")
		print "          " (has("PRE") ? "" : "NO ") "PRE-EMPHASIS"
		print "          " (has("4CH") ? "FOUR" : "TWO") " CHANNEL AUDIO"
		if ($6 > $5)
			print "          PREGAP " time($6 - $5)
		print "          START  " time($6)
		k = $8 == "-" ? 0 : split($8, m, ",")
		for (i = 1; i <= k; i++)
			printf "          INDEX %2d %s\n", i + 1, time(m[i])
		print "          END    " time($7)
	}'
}
# The table of cd-info.
as_cdinfo() # SECTORS
{
	awk -v end="$1" '
	function time(s) { s += 150; return sprintf("%02d:%02d:%02d  %06d", s / 4500, s / 75 % 60, s % 75, s - 150) }
	function has(f) { return ("," $3 ",") ~ ("," f ",") }
	$1 == "catalog" { mcn = "Media Catalog Number (MCN): " $2 }
	$1 == "track" { printf "%3d: %s audio  false  %-5s %-8s %s\n", $2, time($6), has("DCP") ? "yes" : "no", has("4CH") ? 4 : 2, has("PRE") ? "yes" : "no" }
	END { printf "170: %s leadout\n", time(end); if (mcn) print mcn }'
}

for spec in "1 1 0" "3 5 2" "4 3 1" "7 12 8" "12 20 1" "13 99 0" "14 40 4"; do
	set -- $spec
	what="disc $1 ($2 tracks, $3 languages)"
	rm -rf g s raw
	mkdir g
	"$gen" g "$1" "$2" "$3" || exit 99
	text=
	for f in g/text*.v07t; do [ -e "$f" ] && text="$text --cdtext $f"; done
	run build g/disc.cue $text -f cue --name x -o s --allow=isrc-prefix
	status_is 0 "$what"
	run build g/disc.cue $text -f cue --name x -o raw --sub=raw96 --allow=isrc-prefix
	status_is 0 "$what, raw96"
	end=$(($(wc -c < g/disc.bin) / 2352))
	facts g/disc.cue $end > facts
	if have cdrdao; then
		for set in s raw; do
			mode=
			[ $set = raw ] && mode=' RW_RAW'
			as_cdrdao "$mode" < facts > want
			cdrdao show-toc $set/x.toc 2> said | grep -E '^(TOC TYPE|CATALOG|TRACK)|^ {10}(ISRC|NO|COPY|PRE|TWO|FOUR|START|INDEX|END)' | sed 's/ *$//' > got
			ok "$what: cdrdao's reading of the TOC ($set)" cmp -s want got || diff -u want got | head -20 | sed 's/^/# /'
			cdrdao read-test $set/x.toc > said 2>&1
			ok "$what: cdrdao reads all of the audio ($set)" grep -q "^Read $end blocks" said
		done
	else
		skip "no cdrdao" "$what: cdrdao"
	fi
	if have cueprint && have cuebreakpoints; then
		awk '$1 == "track" { print $2 "|" ($4 == "-" ? "" : $4) }' facts > want
		cueprint -d '' -t '%n|%i\n' s/x.cue 2> said > got
		ok "$what: cueprint's ISRCs" cmp -s want got || diff -u want got | head -20 | sed 's/^/# /'
		ok "$what: cueprint complains of nothing" test ! -s said
		awk '$1 == "track" && $2 > 1 { printf "%d:%02d.%02d\n", $6 / 4500, $6 / 75 % 60, $6 % 75 }' facts > want
		cuebreakpoints s/x.cue > got 2> /dev/null
		ok "$what: cuebreakpoints' times" cmp -s want got || diff -u want got | head -20 | sed 's/^/# /'
	else
		skip "no cuetools" "$what: cueprint, cuebreakpoints"
	fi
	if have cd-info; then
		as_cdinfo $end < facts > want
		cd-info --cue-file=s/x.cue --no-device-info --no-cddb > said 2> /dev/null
		grep -E '^ *[0-9]+: [0-9:]+  [0-9]+|^Media Catalog Number' said | sed 's/ (.*raw.*formatted)//' > got
		ok "$what: libcdio's table and catalogue number" cmp -s want got || diff -u want got | head -20 | sed 's/^/# /'
	else
		skip "no cd-info" "$what: libcdio"
	fi
	if have bchunk; then
		# Its tracks begin at their last INDEX and end before the next track's first.
		rm -f b*.cdr
		bchunk s/x.bin s/x.cue b > said 2>&1
		differ=0
		while read -r kind n flags isrc first one next marks; do
			[ "$kind" = track ] || continue
			from=$one
			[ "$marks" = - ] || from=${marks##*,}
			dd if=g/disc.bin bs=2352 skip="$from" count=$((next - from)) 2> /dev/null | cmp -s - "b$(printf %02d "$n").cdr" ||
				{ echo "# track $n"; differ=1; }
		done < facts
		ok "$what: bchunk splits the same audio" test $differ = 0
	else
		skip "no bchunk" "$what: bchunk"
	fi
	if ! have cdrskin; then
		skip "no cdrskin" "$what: cdrskin"
	elif [ "$3" = 0 ]; then
		ok "$what: no text, no packs" test ! -e s/x.cdt -a ! -e s/x.v07t
	else
		# The report on the packs, and our sheets: the same fields that hold something, in every block.  The genre code is a number here and a name
		# there; of copy protection cdrskin reports block 0's for all.
		cdrskin textfile_to_v07t=s/x.cdt 2> /dev/null | LC_ALL=C sed -n -e '/^cdrskin/d' -e '/^Remarks/d' -e '/Copy Protection/d' -e 's/ *= */ = /' -e '/ = $/d' -e '/^Genre Code/d' -e p > got
		block=0
		for f in s/x.v07t s/x.1.v07t s/x.2.v07t s/x.3.v07t s/x.4.v07t s/x.5.v07t s/x.6.v07t s/x.7.v07t; do
			[ -e $f ] && LC_ALL=C sed -e '/Copy Protection/d' -e 's/ *= */ = /' -e '/ = $/d' -e '/^Genre Code/d' $f
		done > want
		set -- "$@" s/x.v07t
		for f in s/x.?.v07t; do [ -e "$f" ] && set -- "$@" "$f"; done
		tracks=$2 languages=$3 made=0
		shift 3
		"$PM_BUILDDIR/tests/gen/libburn-packs" "$tracks" "$@" > packs || made=$?
		if [ $made = 77 ]; then
			skip "no libburn" "$what: libburn's packs"
		else
			ok "$what: libburn takes the sheets" test $made = 0
			ok "$what: and makes the very same packs of them" cmp -s packs s/x.cdt
		fi
		LC_ALL=C sort want > want.sorted
		LC_ALL=C sort got > got.sorted
		ok "$what: cdrskin finds in the packs what the sheets say" cmp -s want.sorted got.sorted ||
			LC_ALL=C diff -u want.sorted got.sorted | head -20 | iconv -f latin1 -t utf-8 | sed 's/^/# /'
		ok "$what: in every language" test "$(grep -a -c '^Input Sheet Version' got)" = "$languages"
		awk '$1 == "track" && $4 != "-" { printf "ISRC %02d = %s\n", $2, $4 }' facts | while read -r line; do
			grep -aqxF "$line" got || echo "# $line"
		done > missing
		ok "$what: and the sheet's ISRCs" test ! -s missing || cat missing
	fi
done
finish
