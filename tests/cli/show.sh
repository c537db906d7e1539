#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The PQ sheet of the sample album, as a mastering engineer sees it, and the disc as JSON.
. "$PM_SRCDIR/tests/cli/tap.sh"

album
run show album.csv
status_is 0 "show"
sed '/^Disc ids/,$d' "$dir/out" > "$dir/head"
mv "$dir/head" "$dir/out"
out_is "the PQ sheet" <<'END'
Album         Harbour
Artist        The Lights
UPC/EAN       0012345678905
Source        album.csv (track sheet)
Tracks        2
Playing time  00:08:45
Total time    00:10:45

 #  Title        Pause     Start     Length    ISRC
──  ───────────  ────────  ────────  ────────  ───────────────
 1  Slack Water  00:02:00  00:02:00  00:04:00  ZZ-XYZ-26-00001
 2  Cold Pier              00:06:00  00:04:45  ZZ-XYZ-26-00002
AA  lead-out               00:10:45

CD-Text block 0: English, ISO-8859-1; titles and performers above

END
run show album.csv --upc=5099749534728 --master-id=X-1
out_has "UPC/EAN       5099749534728" "--upc overrides"
out_has "Master ID     X-1" "--master-id overrides"
run show not-there.csv
status_is 3 "a source that is not there"
ok "nothing on the standard output" test ! -s "$dir/out"
if command -v python3 > /dev/null; then
	run show --json album.csv
	status_is 0 "--json"
	ok "the disc, as the contract has it" python3 - "$dir/out" <<'END'
import json, sys
o = json.load(open(sys.argv[1]))
assert list(o) == ["schema", "source", "kind", "mcn", "master_id", "first_lba", "leadout_lba", "tracks", "cdtext", "ids"], list(o)
assert (o["schema"], o["source"], o["kind"], o["mcn"], o["master_id"]) == ("premaster.disc.v1", "album.csv", "sheet", "0012345678905", None)
assert (o["first_lba"], o["leadout_lba"]) == (-150, 645)
t = o["tracks"]
assert list(t[0]) == ["number", "isrc", "pre_emphasis", "copy_permitted", "four_channel", "scms", "pregap_sectors", "start_lba", "length_sectors", "indexes"]
assert [(x["number"], x["isrc"], x["pregap_sectors"], x["start_lba"], x["length_sectors"]) for x in t] == \
    [(1, "ZZXYZ2600001", 150, 0, 300), (2, "ZZXYZ2600002", 0, 300, 345)]
assert t[0]["indexes"] == [{"number": 0, "lba": -150, "msf": "00:00:00"}, {"number": 1, "lba": 0, "msf": "00:02:00"}]
c = o["cdtext"]
assert len(c) == 1 and (c[0]["block"], c[0]["language"], c[0]["charset"]) == (0, "English", "ISO-8859-1")
assert c[0]["disc"]["title"] == "Harbour" and [x["title"] for x in c[0]["tracks"]] == ["Slack Water", "Cold Pier"]
assert list(o["ids"]) == ["musicbrainz", "freedb", "accuraterip", "ctdb"] and len(o["ids"]["musicbrainz"]) == 28
END
else
	skip "no python3" "--json"
fi
finish
