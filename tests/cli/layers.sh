#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The tree is what the table in CONTRIBUTING.md says: a folder includes only what its row allows, and an outside library is known to one folder.
n=0 failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); failed=1; echo "not ok $n - $1"; }

# violations ROOT: one line for each include that the table forbids, "FILE:LINE: why"
violations() {
	(cd "$1" && {
		grep '^|.*|$' CONTRIBUTING.md
		find . -mindepth 1 -maxdepth 1 -type d | sed 's|^\./||' | while read -r folder; do
			find "$folder" -name '*.[ch]' -exec grep -Hn '^[[:space:]]*#[[:space:]]*include' {} + 2>/dev/null
		done
	}) | awk -F'|' '
	BEGIN {
		# Which headers a library of the table brings, and what comes with C and POSIX.
		lib["openssl/"] = "OpenSSL"; lib["zlib.h"] = "zlib"; lib["iconv.h"] = "iconv"; lib["utf8proc.h"] = "utf8proc"
		lib["discid/"] = "libdiscid"; lib["sndfile.h"] = "libsndfile"; lib["soxr.h"] = "libsoxr"; lib["FLAC/"] = "libFLAC"; lib["jansson.h"] = "jansson"
		lib["ebur128.h"] = "libebur128"; lib["cdio/"] = "libcdio"; lib["libburn/"] = "libburn"; lib["sqlite3.h"] = "SQLite"
		lib["hpdf.h"] = "libharu"; lib["archive.h"] = "libarchive"; lib["archive_entry.h"] = "libarchive"
		count = split("assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool " \
			"stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype dirent fcntl fnmatch ftw getopt glob " \
			"langinfo libgen poll pthread pwd sched semaphore spawn strings syslog termios unistd emmintrin immintrin", names, " ")
		for (i = 1; i <= count; i++)
			standard[names[i] ".h"] = 1
	}
	function allows(from, to) {
		if (from == to || may[from] ~ /(^| )all( |$)/ && may[from] !~ /all (formats|below)/)
			return 1
		if (may[from] ~ /all below/)
			return layer[to] < layer[from]
		# The formats are layer 4, and the two encodings they share are layer 2.
		if (may[from] ~ /all formats/ && (layer[to] == 4 || layer[to] == 2))
			return 1
		return (" " may[from] " ") ~ (" " to " ")
	}
	function complain(why) { print place ": " why }
	function outside(from, header,   key, name) {
		if (header in standard || header ~ /^(sys|netinet|arpa|linux)\//)
			return
		for (key in lib)
			if (key == header || key ~ /\/$/ && index(header, key) == 1) {
				name = lib[key]
				if (index(libraries[from], name) == 0)
					complain(name " is not known to " from "/")
				return
			}
		complain("<" header "> belongs to no library of the table")
	}
	/^\|/ {
		folder = $3; gsub(/[ `]/, "", folder); sub(/\/$/, "", folder)
		if ($2 ~ /[0-9]/) {
			layer[folder] = $2 + 0; libraries[folder] = $5; may[folder] = $6; gsub(/[,–]/, " ", may[folder]); gsub(/ +/, " ", may[folder])
			rows++
		}
		next
	}
	{
		match($0, /^[^:]*:[0-9]*:/)
		place = substr($0, 1, RLENGTH - 1); rest = substr($0, RLENGTH + 1)
		from = place; sub(/\/.*/, "", from)
		if (from ~ /^(tests|samples|man|completions|docs|scripts|m4|build.*|out|autom4te.cache|premaster-.*)$/)
			next
		if (!(from in layer)) { complain("folder " from "/ is not in the table"); next }
		if (match(rest, /<[^>]*>/)) { outside(from, substr(rest, RSTART + 1, RLENGTH - 2)); next }
		match(rest, /"[^"]*"/); header = substr(rest, RSTART + 1, RLENGTH - 2)
		if (header == "config.h") {
			if (place ~ /\.h:/) complain("config.h in a header")
			next
		}
		to = header; sub(/\/.*/, "", to)
		if (header !~ /\//) complain("\"" header "\" is not named from the root")
		else if (header ~ /\.\./) complain("\"" header "\" climbs")
		else if (!(to in layer)) complain("\"" header "\": folder " to "/ is not in the table")
		else if (!allows(from, to)) complain(from "/ may not include \"" header "\"")
		seen++
	}
	END { if (rows < 10) print "the table was not read"; if (!seen) print "no include was read" }'
}

# The tree as it is.
violations "$PM_SRCDIR" >"$work/found"
if [ -s "$work/found" ]; then not_ok "the tree keeps to the table"; sed 's/^/# /' "$work/found"; else ok "the tree keeps to the table"; fi

# The check itself: a tree with one include, which must be found, or allowed.
try() { # try WANT FOLDER INCLUDE WHAT
	rm -rf "$work/tree"; mkdir -p "$work/tree/$2" "$work/tree/base"
	cp "$PM_SRCDIR/CONTRIBUTING.md" "$work/tree/"
	echo '#include "base/buf.h"' >"$work/tree/base/good.c"
	printf '#  include %s\n' "$3" >"$work/tree/$2/new.c"
	violations "$work/tree" >"$work/found"
	case $1 in
	bad) if grep -q "^$2/new.c:1: " "$work/found" && [ "$(wc -l <"$work/found")" -eq 1 ]; then ok "is found: $4"; else not_ok "is found: $4"; fi ;;
	good) if [ -s "$work/found" ]; then not_ok "is allowed: $4"; else ok "is allowed: $4"; fi ;;
	esac
}
try bad base '"disc/disc.h"' "an include upwards"
try bad sheet '"cue/cue.h"' "one format that sees another"
try bad check '"audio/master.h"' "a rule that sees audio"
try bad report '"master/master.h"' "a neighbour in the same layer"
try bad disc '<openssl/evp.h>' "a library of another folder"
try bad disc '<zlib.h>' "another library of another folder"
try bad audio '<frobnicate.h>' "a library nobody has placed"
try bad base '"buf.h"' "a header not named from the root"
try bad base '"base/../disc/disc.h"' "a climb"
try bad stray '"base/buf.h"' "a folder nobody has placed"
try bad cue '"tests/tap.h"' "the tests in the program"
try good cue '"audio/program.h"' "a format that reads audio"
try good master '"sheet/sheet.h"' "a verb over a format"
try good master '"cdtext/v07t.h"' "a verb over CD-Text"
try good cli '"report/json.h"' "the command line over all"
try good base '<openssl/evp.h>' "a library in its folder"
try good audio '<sys/types.h>' "POSIX anywhere"

# .editorconfig and .clang-format agree.
width=$(sed -n 's/^max_line_length *= *//p' "$PM_SRCDIR/.editorconfig")
indent=$(sed -n 's/^indent_size *= *//p' "$PM_SRCDIR/.editorconfig")
if [ -n "$width" ] && grep -q "^ColumnLimit: $width\$" "$PM_SRCDIR/.clang-format"; then ok "one line width"; else not_ok "one line width"; fi
if [ -n "$indent" ] && grep -q "^IndentWidth: $indent\$" "$PM_SRCDIR/.clang-format"; then ok "one indent"; else not_ok "one indent"; fi
echo "1..$n"
exit $failed
