#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Cells and rows of track sheets as spreadsheets spoil them: one mistake, one finding, at its place, with a hint that says what to do.
# What is expected was written from the contract (sections 3 and 6) and shared/reference/identifiers.md.
. "$PM_SRCDIR/tests/cli/tap.sh"

# The findings of the last run on one line, "LINE:COLUMN severity id" each ("-" without a place).
list()
{
	sed -n -e 's/^[^: ]*:\([0-9]*:[0-9]*\): \(error\|warning\|note\): .* \[\([a-z0-9-]*\)\]$/\1 \2 \3/p' -e 't' \
		-e 's/^[^ ]*: \(error\|warning\|note\): .* \[\([a-z0-9-]*\)\]$/- \1 \2/p' "$dir/err" | paste -s -d , - | sed 's/,/, /g'
}
# sheet NAME WANT [TEXT] < rows: the findings about a sheet, and TEXT in the messages
sheet()
{
	cat > t.csv
	run check t.csv
	list > "$dir/list"
	echo "$2" | cmp -s - "$dir/list"
	ok "$1" test $? = 0 || { echo "# want $2"; tap_show "$dir/err"; }
	[ -z "${3:-}" ] || err_has "$3" "$1: $3"
}
# cell COLUMN TEXT WANT [MESSAGE]: the cell of track 1 at 6:N holds TEXT
cell()
{
	track=1 file=one.wav title=A version='' isrc=ZZXYZ2600001 gap='' index='' flags='' start='' end=''
	eval "$1=\$2"
	sheet "$1: $2" "$3" "$4" <<-END
	Album,Harbour
	Artist,The Lights
	UPC,0012345678905

	Track,File,Title,Version,ISRC,Gap,Index,Flags
	$track,$file,$title,$version,$isrc,$gap,$index,$flags
	2,two.wav,B,,ZZXYZ2600002,,,
	END
}
# upc TEXT WANT [MESSAGE]
upc() { sheet "UPC $1" "$2" "$3" <<END
Album,Harbour
UPC,$1

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
}
show_has() { ok "$1" grep -qF "$2" "$dir/out" || tap_show "$dir/out"; }
album
wav long.wav $((900 * 588)) "a longer one"

# --- what stands for "none" --------------------------------------------------------------------------------------------
for none in - – n/a NA '#N/A' none; do
	for column in gap index flags version; do
		cell $column "$none" ""
	done
	cell isrc "$none" "6:14 warning isrc-missing" "enter its code before the master is made"
	upc "$none" "2:5 note ean-missing"
done
for none in TBC tba pending '?' auto; do
	cell isrc "$none" "6:14 warning isrc-missing"
	upc "$none" "2:5 note ean-missing"
done
cell gap TBC "6:27 error sheet-syntax"
cell version - ""
run show t.csv
show_has "Version -: the title has none" " 1  A  "

# --- what a spreadsheet puts in place of a value -------------------------------------------------------------------------
for bad in '#REF!' '#VALUE!' =B5 "='Track list'!B5" '=TRIM(B5)'; do
	cell isrc "$bad" "6:14 error sheet-damaged"
	cell gap "$bad" "6:27 error sheet-damaged"
	cell index "$bad" "6:28 error sheet-damaged"
	cell flags "$bad" "6:29 error sheet-damaged"
	cell title "$bad" "6:11 error sheet-damaged"
	cell file "$bad" "6:3 error sheet-damaged"
	upc "$bad" "2:5 error sheet-damaged"
done
cell isrc 5.01235E+12 "6:14 error sheet-damaged" "a number that a spreadsheet rewrote"
cell title =U2 "6:11 error sheet-damaged" "a formula and not its value"
cell title '= (Equals)' ""
cell title '="1999"' ""
cell title 'Ã‰tÃ©' "6:11 error sheet-damaged" "it should read 'Été'"
cell file 'onÃ©.wav' "6:3 error sheet-damaged"
for date in 1900-01-02 02.01.1900 1/2/1900 01-Feb '12:00:02 AM' '0:02:00 pm'; do
	cell gap "$date" "6:27 error sheet-syntax" "a spreadsheet made a date or a time of day of it"
done
cell gap 99999999999999999999 "6:27 error sheet-syntax" "is no time that a disc can hold"
cell gap 0:75 "6:27 error sheet-syntax" "seconds go to 59"
cell gap -2s "6:27 error sheet-syntax" "is no time ["

# --- numbers of the release ------------------------------------------------------------------------------------------------
upc '"012,345,678,905"' "2:6 note sheet-damaged" "is read as 0012345678905"
upc 012.345.678.905 "2:5 note sheet-damaged" "is read as 0012345678905"
upc '"012345678905,00"' "2:6 note sheet-damaged"
upc '"12,345,678,905"' "2:6 error ean-length" "did you mean 0012345678905"
upc 012345678905,00 "2:18 error sheet-syntax" "a comma in it needs quotes"
upc 1.23457E+10 "2:5 error sheet-damaged"
upc '"1,23457E+10"' "2:6 error sheet-damaged"
upc 123458000000 "2:5 error ean-check-digit" "a spreadsheet seems to have rounded it"
upc 04252614 "2:5 error ean-check-digit" "it is a UPC-E, short for 042100005264"
upc 10012345678902 "2:5 error ean-length" "names a carton"
upc 0012345678905/4006381333931 "2:5 error ean-format" "a release has one number, and the cell holds more"
upc O012345678905 "2:5 error ean-format" "did you mean 0012345678905"
upc 9771234567003 "2:5 warning ean-restricted" "977 is for periodicals (ISSN)"
upc 9521234567899 "2:5 error ean-restricted" "952 is for demonstrations and examples"
upc ZZXYZ2600001 "2:5 error ean-format" "it belongs in the ISRC column"
sheet "ISRC and UPC have changed places" \
	"2:13 error isrc-format, 2:27 error ean-format, 3:13 error isrc-format, - warning text-partial" "it belongs in the UPC/EAN column" <<END
Track,File,Title,ISRC,UPC
1,one.wav,A,0012345678905,ZZXYZ2600001
2,two.wav,B,0012345678905,ZZXYZ2600002
END

sheet "TBC and zeros contradict no number" "" <<END
Album,Harbour
UPC,TBC

Track,File,Title,ISRC,UPC
1,one.wav,A,ZZXYZ2600001,TBC
2,two.wav,B,ZZXYZ2600002,0012345678905
3,long.wav,C,ZZXYZ2600003,0000000000000
END
run show --json t.csv
show_has "TBC and zeros: the number is taken" '"mcn": "0012345678905"'
sheet "TBC in every row" "4:26 note ean-missing" <<END
Album,Harbour

Track,File,Title,ISRC,UPC
1,one.wav,A,ZZXYZ2600001,TBC
2,two.wav,B,ZZXYZ2600002,TBC
END
printf 'UPC,0012345678905\nTrack,File,Title,ISRC,Album\n1,one.wav,A,ZZXYZ2600001,\303\211t\303\251 x\n2,two.wav,B,ZZXYZ2600002,E\314\201te\314\201\302\240x\n' > u.csv
sheet "a composed and a decomposed letter are one" "" < u.csv
sheet "capitals are not" "4:26 error sheet-syntax" "Album is 'HARBOUR' here and 'Harbour' in line 3" <<END
UPC,0012345678905
Track,File,Title,ISRC,Album
1,one.wav,A,ZZXYZ2600001,Harbour
2,two.wav,B,ZZXYZ2600002,HARBOUR
END
sheet "name and value in one cell" "1:1 error sheet-syntax, 2:1 error sheet-syntax" "write them in two cells" <<END
Album: Harbour
UPC: 0012345678905

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sed '1,2d' t.csv | sed 's/^1/Disc 1,1/; s/^2/disk1,2/; s/^Track/Disc,Track/; s/^$/UPC,0012345678905/' > u.csv
sheet "Disc 1 is disc 1" "- warning text-partial" < u.csv

sheet "prefixes that look alike" "6:13 warning isrc-prefix" "compare both with the label's list" <<END
Album,Harbour
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,A,ZZXYO2600001
2,two.wav,B,ZZXY02600002
END

# --- quotes and commas: the row says it once -------------------------------------------------------------------------------
cell title '"A"x' "6:14 error sheet-syntax"
cell title '"A' "6:11 error sheet-syntax"
cell isrc '""ZZXYZ2600001""' "6:16 error sheet-syntax"
cell gap '"2"s' "6:30 error sheet-syntax"
cell index '"1s"x' "6:32 error sheet-syntax"
cell flags '"DCP"x' "6:34 error sheet-syntax"
cell file '"one.wav"x' "6:12 error sheet-syntax"
cell track '"1"x' "6:4 error sheet-syntax"
cell track '"1' "6:1 error sheet-syntax"
cell isrc '=HYPERLINK("http://x","ZZXYZ2600001")' "6:50 error sheet-syntax"
cell isrc '"=HYPERLINK(""http://x"",""ZZXYZ2600001"")"' "6:15 note sheet-damaged"
cell title 'A, B' "6:17 error sheet-syntax" "stands 1 cell too far right"
sed 's/A, B,,ZZXYZ2600001,,,/A, B,,ZZXYZ2600001,,,DCP/' t.csv > u.csv
sheet "a comma in a text moves the rest" "6:32 error sheet-syntax" "a comma in it needs quotes around it" < u.csv
sheet "an artist that cannot be read was perhaps everyone's" "5:19 error sheet-syntax" <<END
Album,Harbour
UPC,0012345678905

Track,File,Title,Artist,ISRC
1,one.wav,A,"The" Lights,ZZXYZ2600001
2,two.wav,B,The Lights,ZZXYZ2600002
END
sheet "release rows that cannot be read" "1:16 error sheet-syntax, 2:8 error sheet-syntax, 3:19 error sheet-syntax" "neither is taken" <<END
Album,Harbour, Live
UPC,"0"012345678905
Artist,The Lights,and others

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sheet "a line break in a title" "5:12 error text-control" "holds a line break" <<END
Album,Harbour
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,"A
B",ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sheet "a line break in the name of a file" "5:4 error audio-path" "has a line break" <<END
Album,Harbour
UPC,0012345678905

Track,File,Title,ISRC
1,"one
.wav",A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END

# --- an artist that stands once for all: what is wrong with it is said once ---------------------------------------------------
sheet "an artist that ISO 8859-1 cannot hold" "2:8 error text-charset" <<END
Album,Harbour
Artist,Łódź
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sheet "a mojibake artist" "2:8 error sheet-damaged" "it should read 'Don’t'" <<END
Album,Harbour
Artist,Donâ€™t
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sheet "the same beside an Album Artist" "3:8 error sheet-damaged" <<END
Album,Harbour
Album Artist,Various
Artist,Donâ€™t
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sheet "an artist with a line break" "2:9 error text-control" <<END
Album,Harbour
Artist,"The
Lights"
UPC,0012345678905

Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sed 's/The Lights/The “Lights”/' album.csv > t.csv
run check --transliterate t.csv
ok "an artist that is transliterated: one note" test "$(grep -c 'text-transliterated' "$dir/err")" = 1 || tap_show "$dir/err"
sheet "two artists of tracks that ISO 8859-1 cannot hold: two findings" "5:13 error text-charset, 6:13 error text-charset" <<END
Album,Harbour
UPC,0012345678905

Track,File,Artist,Title,ISRC
1,one.wav,A,Łódź,ZZXYZ2600001
2,two.wav,A,Łódź,ZZXYZ2600002
END
sheet "ISRCs in a column of another name" "3:1 note sheet-column, - note isrc-missing" "call it ISRC" <<END
Album,Harbour
UPC,0012345678905
Song ID,Track,File,Title,ISRC
ZZXYZ2600001,1,one.wav,A,
ZZXYZ2600002,2,two.wav,B,
END
sheet "other codes beside the ISRCs" "3:1 note sheet-column" <<END
Album,Harbour
UPC,0012345678905
Song ID,Track,File,Title,ISRC
ZZXYZ2600003,1,one.wav,A,ZZXYZ2600001
ZZXYZ2600004,2,two.wav,B,ZZXYZ2600002
END
ok "other codes beside the ISRCs: no hint" test -z "$(grep 'hint: ' "$dir/err")"

# --- rows that are no tracks -------------------------------------------------------------------------------------------------
head='Album,Harbour
UPC,0012345678905
'
sheet "the header a second time" "6:1 error sheet-syntax" "stands here a second time" <<END
$head
Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
Track,File,Title,ISRC
2,two.wav,B,ZZXYZ2600002
END
sheet "release rows below the tracks" "5:1 error sheet-syntax, 6:1 error sheet-syntax" "move it above the header row" <<END
Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002

Album,Harbour
UPC,0012345678905
END
sheet "a sum below the tracks" "7:1 error sheet-syntax" "delete the row if it is none" <<END
$head
Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
Total,,10:45,
END
sheet "Track 0 twice" "6:1 error track-count" <<END
$head
Track,File,Title,ISRC
0,two.wav,,
0,two.wav,,
1,one.wav,A,ZZXYZ2600001
2,two.wav,B,ZZXYZ2600002
END
sheet "two columns for one thing" "4:23 error sheet-syntax" "two columns are for ISRC, 'ISRC' and 'ISRC Code'" <<END
$head
Track,File,Title,ISRC,ISRC Code
1,one.wav,A,ZZXYZ2600001,ZZXYZ2600003
2,two.wav,B,ZZXYZ2600002,
END

# --- where it is said ----------------------------------------------------------------------------------------------------------
sheet "Gap 0 before track 1" "5:26 error pause-short" <<END
$head
Track,File,Title,ISRC,Gap
1,one.wav,A,ZZXYZ2600001,0
2,two.wav,B,ZZXYZ2600002,
END
sheet "a Start past the end of the file" "6:26 error index-past-end" <<END
$head
Track,File,Title,ISRC,Start
1,one.wav,A,ZZXYZ2600001,
2,two.wav,B,ZZXYZ2600002,1:00
END
sheet "an End past the end of the file" "6:27 error index-past-end" <<END
$head
Track,File,Title,ISRC,Start,End
1,one.wav,A,ZZXYZ2600001,,
2,two.wav,B,ZZXYZ2600002,,1:00
END
sheet "the same part twice: once" "6:26 error sheet-syntax" <<END
$head
Track,File,Title,ISRC,Start
1,one.wav,A,ZZXYZ2600001,0
2,one.wav,B,ZZXYZ2600002,0
END
sheet "a pause of a file that other audio tears apart" "7:27 warning audio-dropped" "because audio of another File stands between" <<END
$head
Track,File,Title,ISRC,Start,End
1,long.wav,A,ZZXYZ2600001,0,4s
2,one.wav,B,ZZXYZ2600002,,
3,long.wav,C,ZZXYZ2600003,5s,
END
sheet "what hidden audio cannot carry" "5:13 warning sheet-unused, 5:26 warning sheet-unused, 5:30 warning sheet-unused" <<END
$head
Track,File,Title,ISRC,Flags,Index
0,two.wav,A,ZZXYZ2600003,PRE,1s
1,one.wav,A,ZZXYZ2600001,,
2,two.wav,B,ZZXYZ2600002,,
END
wav odd.wav 190001 odd
sheet "what is said of the end of the disc while a row is not read" "6:26 error sheet-syntax" <<END
$head
Track,File,Title,ISRC
1,odd.wav,A,ZZXYZ2600001
2,one.wav,B,ZZXYZ2600002,x
END
sheet "and once it is" "6:3 warning audio-unaligned" "to fill the last sector of the disc" <<END
$head
Track,File,Title,ISRC
1,one.wav,A,ZZXYZ2600001
2,odd.wav,B,ZZXYZ2600002
END
cp album.csv t.csv
sed 's/^1/1,1/; s/^2/2,1/; s/^Track/Disc,Track/; /^0/d' t.csv > discs.csv
run check discs.csv --disc 3
err_has "the sheet has no rows of disc 3" "--disc 3 of 2"
err_has "the Disc column says 1 and others" "--disc 3 of 2: the hint"
printf '"SEP=;"\r\n' > t.csv
tr ',' ';' < album.csv >> t.csv
run check t.csv
status_is 0 "sep= in capitals and quotes"
ok "sep= in capitals and quotes: no findings" test ! -s "$dir/err" || tap_show "$dir/err"
printf 'Orchard UPC,Manufacturer’s UPC,Release Name,Track Name,ISRC\n4006381333931,0012345678905,H,A,ZZXYZ2600001\n' > t.csv
run show --json t.csv
ok "The Orchard's export: the maker's UPC" grep -q '"mcn": "0012345678905"' "$dir/out"
finish
