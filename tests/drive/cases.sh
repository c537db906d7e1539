# SPDX-License-Identifier: GPL-3.0-or-later
#
# cases.sh - what both doors of the virtual drive are tested with: discs, and other people's programs that read them.
# Sourced by tests/cli/vdrive-*.sh, which set $dir (scratch), $device and drive() - drive DISC.vd COMMAND...
#
# case_* are for the disc "good", fault_NAME for the disc NAME.
#
# The disc is the one cdrdao burnt for the reference (subcode.md 14), with the CD-Text of the reference's worked example.
# Every expected value is written here by hand from that description.

n=0 bad=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); bad=1; echo "not ok $n - $1"; sed 's/^/# /' "$dir/out" 2>/dev/null | tail -n 40; }
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP no $2"; }
have_ask() { [ -z "${PM_NO_OWN_PROGRAMS:-}" ] || ! ldd "$PM_BUILDDIR/tests/drive/ask-discid" | grep -q asan; }
have_premaster() {
	"$PREMASTER" show --drive=/dev/null 2>&1 | grep -q 'built without' && return 1
	[ -z "${PM_NO_OWN_PROGRAMS:-}" ] || ! ldd "$PREMASTER" | grep -q asan
}
have() { command -v "$1" >/dev/null 2>&1; }

# The lines given must all be in the last output, each as a whole or part.
says() {
	what=$1; shift
	for line; do
		grep -qF -- "$line" "$dir/out" || { echo "# missing: $line"; not_ok "$what"; return; }
	done
	ok "$what"
}
says_not() {
	if grep -qF -- "$2" "$dir/out"; then not_ok "$1"; else ok "$1"; fi
}

# The command that compares must succeed.
same() {
	what=$1; shift
	if "$@" >>"$dir/out" 2>&1; then ok "$what"; else not_ok "$what"; fi
}

# disc NAME [SETTING...] - writes NAME.vd: the disc, and these lines.
disc() {
	name=$1; shift
	{
		cat <<-LINES
		bin audio.bin
		cdtext packs.bin
		track 1 0 0
		track 2 3 900
		index 2 0 750
		index 2 2 1200
		track 3 0 1725
		leadout 2400
		mcn 0602517350533
		isrc 1 USRC17607839
		isrc 2 GBAYE0000351
		isrc 3 DEA620700001
		LINES
		for line; do echo "$line"; done
	} >"$dir/$name.vd"
}

# Sound that differs in every sample, and the packs of the reference's example A (libburn's, with TAB).
make_files() {
	seq 100000 1000000 | head -c 5644800 >"$dir/audio.bin"
	[ "$(wc -c <"$dir/audio.bin")" = 5644800 ] || exit 99
	# shellcheck disable=SC2046
	printf "$(printf '\\%s' $(sed 's/ *#.*//' <<-PACKS | tr ' ' '\n' | while read -r hex; do [ -z "$hex" ] || printf '%o ' "0x$hex"; done
	80 00 00 00 4E 6F 63 74 75 72 6E 65 20 42 6F 78 CB 20 # Nocturne Box
	80 00 01 0C 00 4F 70 65 6E 69 6E 67 00 41 20 43 63 86
	80 02 02 03 6F 6E 73 69 64 65 72 61 62 6C 79 20 33 7B
	80 02 03 0F 4C 6F 6E 67 65 72 20 53 65 63 6F 6E 3D D7
	80 02 04 0F 64 20 54 69 74 6C 65 00 45 6E 64 00 34 FA
	81 00 05 00 54 68 65 20 4C 61 6E 74 65 72 6E 20 A4 8F # The Lantern Trio
	81 00 06 0C 54 72 69 6F 00 54 68 65 20 4C 61 6E 01 C6
	81 01 07 07 74 65 72 6E 20 54 72 69 6F 00 09 00 37 25
	81 03 08 00 09 00 00 00 00 00 00 00 00 00 00 00 4F 39
	82 00 09 00 56 61 72 69 6F 75 73 00 41 2E 20 41 32 FB # Various
	82 01 0A 04 62 6C 65 00 42 2E 20 42 61 6B 65 72 8B 09
	82 02 0B 08 00 09 00 00 00 00 00 00 00 00 00 00 ED 6B
	86 00 0C 00 4C 54 52 2D 31 30 30 31 00 00 00 00 BA 10 # LTR-1001
	87 00 0D 00 00 05 43 68 61 6D 62 65 72 20 77 6F 31 4B
	87 00 0E 0A 72 6B 73 00 00 00 00 00 00 00 00 00 26 4E
	8E 00 0F 00 30 36 30 32 35 31 37 33 35 30 35 33 36 46
	8E 00 10 0C 33 00 55 53 52 43 31 37 36 30 37 38 12 76
	8E 01 11 0A 33 39 00 47 42 41 59 45 30 30 30 30 4F E3
	8E 02 12 09 33 35 31 00 44 45 41 36 32 30 37 30 E0 C5
	8E 03 13 08 30 30 30 31 00 00 00 00 00 00 00 00 91 96
	8F 00 14 00 00 01 03 00 05 04 03 00 00 00 01 02 88 AB
	8F 01 15 00 00 00 00 00 00 00 05 03 16 00 00 00 F1 B6
	8F 02 16 00 00 00 00 00 09 00 00 00 00 00 00 00 57 D4
	PACKS
	))" >"$dir/packs.bin"
	[ "$(wc -c <"$dir/packs.bin")" = 414 ] || exit 99
}

make_discs() {
	disc good "log good.log" "counters good.count"
	disc previous "fault isrc-previous-permille 1000"
	disc latch "fault latch-sectors 400" "fault latch-permille 1000"
	disc zeros "fault isrc-zeros 2" "fault mcn-zeros 1"
	disc noraw "fault no-raw 1" "fault q-bad-permille 200"
	disc notext1 "fault no-cdtext 1"
	disc notext2 "fault no-cdtext 2"
	disc open "fault tray-open 1"
	disc heals "fault read-error 1000 1 2"
	disc offset "fault audio-offset-samples 30"
	disc change "next change.next.vd" "fault change-after-sectors 1200"
	printf 'track 1 0 0\nleadout 3000\n' >"$dir/change.next.vd"
	# Some programs believe CD-Text more than Q.
	sed -i '/^cdtext/d' "$dir/previous.vd" "$dir/latch.vd"
	printf '# nothing in the tray\nfault no-disc 1\n' >"$dir/empty.vd"
}

good_cases="case_cd_info case_cd_discid case_libdiscid case_cdparanoia case_icedax case_wodim case_cdrskin case_cdrdao case_premaster"

# A disc without faults, as others see it.
case_cd_info() {
	have cd-info || { skip "cd-info reads the disc" cd-info; return; }
	drive good cd-info --no-device-info --no-cddb -C "$device" >"$dir/out" 2>&1
	# libcdio calls a track with the copy bit "green", that is a CD-I track: true in the fourth column is its mistake
	says "cd-info: TOC" "1: 00:02:00  000000 audio  false  no    2        no" "2: 00:14:00  000900 audio  true   yes   2        yes" \
		"3: 00:25:00  001725 audio  false  no    2        no" "00:34:00  002400 leadout"
	says "cd-info: MCN and ISRCs" "(MCN): 0602517350533" "1 ISRC: USRC17607839" "2 ISRC: GBAYE0000351" "3 ISRC: DEA620700001"
	says "cd-info: CD-Text" "TITLE: Nocturne Box" "SONGWRITER: A. Able" "TITLE: A Considerably Longer Second Title" "DISC_ID: LTR-1001" \
		"UPC_EAN: 0602517350533" "GENRE_CODE: 5 (Classical)"
}
case_cd_discid() {
	have cd-discid || { skip "cd-discid reads the TOC" cd-discid; return; }
	drive good cd-discid "$device" >"$dir/out" 2>&1
	# FreeDB: digit sums of 2, 14 and 25 seconds are 14; 34 - 2 = 32 seconds
	says "cd-discid: TOC" "0e002003 3 150 1050 1875 34"
}
case_libdiscid() {
	have_ask || { skip "libdiscid reads the disc" ask-discid; return; }
	drive good "$PM_BUILDDIR/tests/drive/ask-discid" "$device" >"$dir/out" 2>&1
	says "libdiscid: TOC, MCN, ISRC" "toc 1 3 2550 150 1050 1875" "mcn 0602517350533" "isrc 1 USRC17607839" "isrc 2 GBAYE0000351" \
		"isrc 3 DEA620700001"
}
case_cdparanoia() {
	have cdparanoia || { skip "cdparanoia reads the audio" cdparanoia; return; }
	drive good cdparanoia -d "$device" -Q >"$dir/out" 2>&1
	says "cdparanoia: TOC" "1.      900 [00:12.00]        0 [00:00.00]    no   no  2" "2.      825 [00:11.00]      900 [00:12.00]    OK  yes  2" \
		"TOTAL    2400 [00:32.00]"
	rm -f "$dir/paranoia.raw"
	drive good cdparanoia -q -d "$device" -r 1- "$dir/paranoia.raw" >"$dir/out" 2>&1
	same "cdparanoia: every sample" cmp "$dir/audio.bin" "$dir/paranoia.raw"
}
case_icedax() {
	have icedax || { skip "icedax reads the disc" icedax; return; }
	drive good icedax "dev=$device" -H -J -info-only >"$dir/out" 2>&1 </dev/null
	says "icedax: TOC, codes, text" "1.(       0),  2.(     900),  3.(    1725), lead-out(    2400)" "Media catalog number: 0602517350533" \
		"T:  1 ISRC:    USRC17607839" "T:  2 ISRC:    GBAYE0000351" "T:  3 ISRC:    DEA620700001" "Album title: 'Nocturne Box'"
}
case_wodim() {
	have wodim || { skip "wodim reads the TOC" wodim; return; }
	drive good wodim "dev=$device" -toc >"$dir/out" 2>&1
	says "wodim: TOC" "track:   2 lba:       900 (     3600) 00:14:00 adr: 1 control: 3" "track:lout lba:      2400 (     9600) 00:34:00"
}
# cdrskin calls what is no CD-R or CD-RW by other sizes (two sectors short): its starts are looked at only.
case_cdrskin() {
	have cdrskin || { skip "cdrskin reads the TOC" cdrskin; return; }
	drive good cdrskin "dev=$device" -toc >"$dir/out" 2>&1
	says "cdrskin: TOC" "track:   1 lba:         0" "track:   2 lba:       900" "track:   3 lba:      1725"
}
case_premaster() {
	have_premaster || { skip "premaster reads the disc" "drives in it"; return; }
	drive good "$PREMASTER" show "$device" >"$dir/out" 2>&1
	says "premaster: marks, flags, codes, text" "index 02" "00:18:00" "00:25:00  00:09:00  DE-A62-07-00001" "DCP PRE" "A Considerably Longer Second Title"
	drive good "$PREMASTER" isrc "$device" >"$dir/out" 2>&1
	says "premaster: codes with their evidence" "0602517350533  confirmed" "USRC17607839     confirmed" "GBAYE0000351     confirmed" \
		"DEA620700001     confirmed"
	rm -rf "$dir/built"
	drive good "$PREMASTER" build -q "$device" -o "$dir/built" >"$dir/out" 2>&1
	tail -c 5644800 "$dir/built/IMAGE.DAT" >"$dir/built.raw"
	if cmp "$dir/audio.bin" "$dir/built.raw" >>"$dir/out" 2>&1; then ok "premaster: every sample"; else not_ok "premaster: every sample"; fi
}
cdrdao_toc() { # DISC [OPTION]
	rm -f "$dir/read.toc"
	drive "$1" cdrdao read-toc ${2:+"$2"} --device "$device" "$dir/read.toc" >"$dir/log" 2>&1
	cat "$dir/log" "$dir/read.toc" >"$dir/out" 2>&1
}
case_cdrdao() {
	have cdrdao || { skip "cdrdao reads the disc" cdrdao; return; }
	cdrdao_toc good
	says "cdrdao: the forms of subcode" "PQ sub-channel reading (audio track) is supported, data format is BCD." \
		"Raw P-W sub-channel reading (audio track) is supported." "Cooked R-W sub-channel reading (audio track) is supported."
	says "cdrdao: codes from raw Q" 'CATALOG "0602517350533"' 'ISRC "USRC17607839"' 'ISRC "GBAYE0000351"' 'ISRC "DEA620700001"'
	says "cdrdao: pause and index from raw Q" "START 00:02:00" "INDEX 00:04:00" "Found pre-gap: 00:02:00"
	says_not "cdrdao: no CRC error" "CRC error"
	says "cdrdao: CD-Text" 'TITLE "A Considerably Longer Second Title"' 'UPC_EAN "0602517350533"'
	rm -f "$dir/c.bin" "$dir/c.toc"
	drive good cdrdao read-cd --device "$device" --datafile "$dir/c.bin" "$dir/c.toc" >"$dir/out" 2>&1
	# cdrdao stores big-endian samples
	dd if="$dir/c.bin" of="$dir/c.le" conv=swab 2>/dev/null
	same "cdrdao: every sample" cmp "$dir/audio.bin" "$dir/c.le"
}

case_subcode() {
	have cdrdao || { skip "cdrdao reads sound and subcode" cdrdao; return; }
	rm -f "$dir/subcode.bin" "$dir/subcode.toc"
	drive good cdrdao read-cd --read-subchan rw_raw --device "$device" --datafile "$dir/subcode.bin" "$dir/subcode.toc" >"$dir/out" 2>&1
	same "cdrdao reads sound and subcode" [ "$(wc -c <"$dir/subcode.bin")" = $((2400 * 2448)) ]
}
case_read_only() {
	if (: >"$PM_SRCDIR/tests/drive/written") 2>/dev/null; then
		rm -f "$PM_SRCDIR/tests/drive/written"
		not_ok "the guest cannot write the host's files"
	else
		ok "the guest cannot write the host's files"
	fi
}

# Faults, and who falls for them.
fault_previous() {
	if have_premaster; then
		drive previous "$PREMASTER" isrc "$device" >"$dir/out" 2>&1
		says "previous track's ISRC: premaster is right" "USRC17607839     confirmed" "GBAYE0000351     confirmed" "DEA620700001     confirmed"
	fi
	if have cd-info; then
		drive previous cd-info --no-device-info --no-cddb -C "$device" >"$dir/out" 2>&1
		says "previous track's ISRC: cd-info is wrong" "2 ISRC: USRC17607839" "3 ISRC: GBAYE0000351"
	fi
	if have icedax; then
		drive previous icedax "dev=$device" -H -J -info-only >"$dir/out" 2>&1 </dev/null
		says "previous track's ISRC: icedax is wrong" "T:  2 ISRC: US-RC1-76-07839" "T:  3 ISRC: GB-AYE-00-00351"
	fi
	if have_ask; then
		drive previous "$PM_BUILDDIR/tests/drive/ask-discid" "$device" >"$dir/out" 2>&1
		says "previous track's ISRC: libdiscid is wrong" "isrc 2 USRC17607839" "isrc 3 GBAYE0000351"
	fi
	if have cdrdao; then
		cdrdao_toc previous --fast-toc
		says "previous track's ISRC: cdrdao --fast-toc is wrong" 'ISRC "GBAYE0000351"'
		says_not "previous track's ISRC: and loses the last one" 'ISRC "DEA620700001"'
		cdrdao_toc previous
		says "previous track's ISRC: cdrdao's raw scan is right" 'ISRC "USRC17607839"' 'ISRC "GBAYE0000351"' 'ISRC "DEA620700001"'
	fi
}
fault_latch() {
	if have_premaster; then
		drive latch "$PREMASTER" isrc "$device" >"$dir/out" 2>&1
		says_not "latched ISRC in raw Q: premaster is not sure" "3  GBAYE0000351     confirmed"
	fi
	have cdrdao || { skip "latched ISRC in raw Q" cdrdao; return; }
	cdrdao_toc latch
	says_not "latched ISRC in raw Q: cdrdao's raw scan is wrong, too" 'ISRC "DEA620700001"'
}
fault_zeros() {
	have_ask || return 0
	drive zeros "$PM_BUILDDIR/tests/drive/ask-discid" "$device" >"$dir/out" 2>&1
	says "zeros for codes: libdiscid takes them for codes" "mcn 0000000000000" "isrc 1 000000000000"
}
fault_noraw() {
	have cdrdao || { skip "no raw P-W" cdrdao; return; }
	cdrdao_toc noraw
	says_not "no raw P-W: cdrdao sees it" "Raw P-W sub-channel reading (audio track) is supported."
	says "no raw P-W, a fifth of Q bad: cdrdao takes formatted Q" 'ISRC "USRC17607839"' 'ISRC "GBAYE0000351"' 'ISRC "DEA620700001"'
}
no_cdtext() { # DISC
	have cd-info || { skip "no CD-Text" cd-info; return; }
	drive "$1" cd-info --no-device-info --no-cddb -C "$device" >"$dir/out" 2>&1
	says "$1: cd-info reads codes" "(MCN): 0602517350533"
	says_not "$1: cd-info sees no CD-Text" "Nocturne"
}
fault_notext1() { no_cdtext notext1; }
fault_notext2() { no_cdtext notext2; }
no_disc() { # DISC
	have cd-info || { skip "no disc" cd-info; return; }
	drive "$1" cd-info --no-device-info --no-cddb -C "$device" >"$dir/out" 2>&1
	says_not "$1: cd-info sees no disc" "leadout"
}
fault_empty() {
	no_disc empty
	if have_premaster; then
		drive empty "$PREMASTER" show "$device" >"$dir/out" 2>&1
		says "empty: premaster says so" "there is no disc in '$device'"
	fi
}
fault_open() { no_disc open; }
fault_heals() {
	have cdparanoia || { skip "a sector that heals" cdparanoia; return; }
	rm -f "$dir/paranoia.raw"
	drive heals cdparanoia -q -d "$device" -r 2 "$dir/paranoia.raw" >"$dir/out" 2>&1
	tail -c +2116801 "$dir/audio.bin" | head -c 1940400 >"$dir/track2"
	same "a sector that heals: cdparanoia gets it" cmp "$dir/track2" "$dir/paranoia.raw"
}
fault_offset() {
	have cdparanoia || { skip "read offset" cdparanoia; return; }
	rm -f "$dir/paranoia.raw"
	drive offset cdparanoia -q -d "$device" -r 1 "$dir/paranoia.raw" >"$dir/out" 2>&1
	tail -c +121 "$dir/audio.bin" | head -c 2116800 >"$dir/track1"
	same "read offset: 30 samples early" cmp "$dir/track1" "$dir/paranoia.raw"
}
# The drive says 6/28/00 once; cdrdao reads on and calls two halves of two discs a success.
fault_change() {
	have cdrdao || { skip "the disc is changed half-way" cdrdao; return; }
	rm -f "$dir/c.bin" "$dir/c.toc"
	drive change cdrdao read-cd --device "$device" --datafile "$dir/c.bin" "$dir/c.toc" >"$dir/out" 2>&1
	says "the disc is changed half-way: cdrdao is wrong" "finished successfully"
	dd if="$dir/c.bin" of="$dir/c.le" conv=swab 2>/dev/null
	if cmp -s "$dir/audio.bin" "$dir/c.le"; then not_ok "the disc is changed half-way: it was not"; else ok "the disc is changed half-way"; fi
}
