#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What check says, and where: findings to the standard error, results to the standard output, the exit status.
. "$PM_SRCDIR/tests/cli/tap.sh"

album
run check album.csv
status_is 0 "a good album"
out_is "a good album: one line" <<'END'
album.csv: 2 tracks, 00:10:45, no errors, no warnings
END
ok "no findings but notes" test -z "$(grep -e ': error: ' -e ': warning: ' "$dir/err")" || tap_show "$dir/err"
run check -q album.csv
ok "quiet: not a word" test ! -s "$dir/out" -a ! -s "$dir/err"

sed 's/ZZXYZ2600001/ZZXYZ260001/; s/0012345678905/0012345678904/' album.csv > bad.csv
run check bad.csv
status_is 1 "two wrong codes"
ok "nothing on the standard output" test ! -s "$dir/out"
err_has "bad.csv:3:5: error: " "the place of the first"
err_has "bad.csv:6:23: error: ISRC 'ZZXYZ260001' has 11 characters, want 12 [isrc-format]
  1,one.wav,Slack Water,ZZXYZ260001
                        ^~~~~~~~~~~" "the second, its line and its place"
ok "the last line counts" test "$(tail -n 1 "$dir/err" | cut -c 1-8)" = "2 errors"
run check bad.csv --max-errors=1
status_is 1 "--max-errors"
ok "one is printed" test "$(grep -c ': error: ' "$dir/err")" = 1
ok "all are counted" test "$(tail -n 1 "$dir/err" | cut -c 1-8)" = "2 errors"
run check bad.csv --allow=isrc-format,ean-check-digit
status_is 0 "--allow"
ok "they are notes" test "$(grep -c ': note: .*(allowed)$' "$dir/err")" = 2
run check bad.csv --color=always
ok "colours on demand" grep -q "$(printf '\033')\[1;31merror: " "$dir/err"
run check bad.csv
ok "no colours into a file" test -z "$(grep "$(printf '\033')" "$dir/err")"

run check album.csv bad.csv not-there.csv
status_is 3 "several operands: the highest status"
out_has "album.csv: 2 tracks, 00:10:45, no errors" "the good one is named"
err_has "bad.csv:3:5: error: " "so is the wrong one"
err_has "'not-there.csv'" "and the missing one"

# Codes that no cue sheet may hold: each by its own name, and one finding that the sheet will be refused elsewhere.
printf 'CATALOG 00123456789\nFILE "one.wav" WAVE\n  TRACK 01 AUDIO\n    ISRC ZZXYZ260001\n    INDEX 01 00:00:00\n' > bad.cue
run check bad.cue
status_is 1 "a cue sheet with two malformed codes"
err_is "each is named, and what follows" <<'END'
bad.cue:1:9: error: UPC/EAN '00123456789' has 11 digits, want 12 or 13 [ean-length]
  CATALOG 00123456789
          ^~~~~~~~~~~
  hint: did you mean 001234567895? the check digit seems to be left off
bad.cue:4:10: error: ISRC 'ZZXYZ260001' has 11 characters, want 12 [isrc-format]
      ISRC ZZXYZ260001
           ^~~~~~~~~~~
bad.cue: error: lines 1 and 4 break the rules of a cue sheet: other programs will refuse it [cue-syntax]
  hint: correct what is said of them above
3 errors
END
run check bad.cue --upc 0012345678905 --allow=isrc-format
status_is 0 "one stands above the sheet, one is allowed"
ok "then nothing follows" test -z "$(grep cue-syntax "$dir/err")"
printf 'CD_DA\nCATALOG "00123456789"\nTRACK AUDIO\nISRC "ZZXYZ2600001"\nFILE "one.wav" 0\n' > bad.toc
run check bad.toc
status_is 1 "a TOC with a malformed code"
err_has "bad.toc:2:10: error: UPC/EAN '00123456789' has 11 digits, want 12 or 13 [ean-length]" "is named"
err_has "bad.toc: error: line 2 breaks the rules of a TOC: other programs will refuse it [toc-syntax]" "and what follows"
sed 's/ISRC ZZXYZ260001/ISRC ZZXYZ2600001/; s/00123456789/0012345678904/' bad.cue > form.cue
run check form.cue
status_is 1 "a wrong check digit"
ok "is of the right form: nothing follows" test "$(grep -c ': error: ' "$dir/err")" = 1

if command -v python3 > /dev/null; then
	run check --json bad.csv
	status_is 1 "--json"
	ok "nothing on the standard error" test ! -s "$dir/err"
	ok "one object, as the contract has it" python3 - "$dir/out" <<'END'
import json, sys
o = json.load(open(sys.argv[1]))
assert list(o) == ["schema", "sources", "errors", "warnings", "notes", "findings"], list(o)
assert o["schema"] == "premaster.findings.v1" and o["sources"] == ["bad.csv"] and o["errors"] == 2
f = [x for x in o["findings"] if x["id"] == "isrc-format"]
assert len(f) == 1 and len(o["findings"]) == o["errors"] + o["warnings"] + o["notes"]
assert list(f[0]) == ["id", "severity", "file", "line", "column", "offset", "track", "message", "hint"], list(f[0])
assert (f[0]["severity"], f[0]["file"], f[0]["line"], f[0]["column"], f[0]["offset"], f[0]["track"]) == ("error", "bad.csv", 6, 23, None, 1)
END
	run check --json --allow=isrc-format bad.csv album.csv
	ok "allowed findings say so" python3 - "$dir/out" <<'END'
import json, sys
o = json.load(open(sys.argv[1]))
f = [x for x in o["findings"] if x["id"] == "isrc-format"]
assert f[0]["severity"] == "note" and f[0]["allowed"] is True and o["errors"] == 1
assert o["sources"] == ["bad.csv", "album.csv"]
assert all("allowed" not in x for x in o["findings"] if x["id"] != "isrc-format")
END
else
	skip "no python3" "--json"
fi
finish
