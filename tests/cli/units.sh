#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source file has a test of its own: for a .c of a layer folder a unit test, t-NAME.c (where two folders share a name, t-FOLDER-NAME.c or
# t-NAME-FOLDER.c), built and run by its own folder's local.mk (or that of tests/FOLDER) and linked with that folder and those below; for a verb a
# script that runs it.
n=0 failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); failed=1; echo "not ok $n - $1"; }

# Files without a unit test, and why.
exceptions='
cli/main.c  main() itself: every script runs it, main.sh by itself
'
layers='base=0 disc=1 cdtext=2 subcode=2 audio=2 check=3 checksum=3 sheet=4 cue=4 ddp=4 archive=4 drive=4 master=5 report=5 cli=6'

# layer FOLDER
layer() { for pair in $layers; do case $pair in "$1="*) echo "${pair#*=}" ;; esac; done; }
# joined FILE: a local.mk with its continued lines in one
joined() { sed -e ':a' -e '/\\$/N; s/\\\n//; ta' "$1"; }

# missing ROOT: "FILE: why", one a line
missing() {
	for file in "$1"/*/*.c; do
		name=${file##*/} folder=${file%/*} folder=${folder##*/} name=${name%.c}
		own=$(layer "$folder")
		[ -n "$own" ] || continue
		echo "$exceptions" | grep -q "^$folder/$name\.c " && continue
		case $folder/$name in
		cli/cmd-*)
			verb=${name#cmd-}
			grep -Eq "^([^#]*[^a-z#-])?(run|\"?\\\$PREMASTER\"?) ([^|;&]* )?$verb( |\$)" "$1"/tests/cli/*.sh || echo "$folder/$name.c: no script runs the verb $verb"
			continue
			;;
		esac
		test=''
		for mk in "$1/$folder/local.mk" "$1/tests/$folder/local.mk"; do [ ! -e "$mk" ] || joined "$mk"; done > "$work/mk"
		for try in "$name" "$folder-$name" "$name-$folder"; do
			variable=$(echo "tests_unit_t_$try" | tr - _)
			if [ -e "$1/tests/unit/t-$try.c" ] && grep -q "^${variable}_SOURCES *=.*tests/unit/t-$try\.c" "$work/mk"; then
				test=$try
				break
			fi
		done
		if [ -z "$test" ]; then
			echo "$folder/$name.c: no tests/unit/t-$name.c in $folder/local.mk"
			continue
		fi
		grep -Eq "^[A-Z_]*TESTS *\+?=(.*[[:space:]])?tests/unit/t-$test([[:space:]]|\$)" "$work/mk" || echo "$folder/$name.c: t-$test is not run"
		sed -n "s/^${variable}_LDADD *= *//p" "$work/mk" | tr ' ' '\n' | sed -n 's/^\$(LIBS_\(.*\))$/\1/p' | tr '[:upper:]' '[:lower:]' | while read -r linked; do
			[ "$linked" = "$folder" ] || [ "$(layer "$linked")" -lt "$own" ] || echo "$folder/$name.c: t-$test is linked with $linked"
		done
	done
}

missing "$PM_SRCDIR" > "$work/found"
if [ ! -s "$work/found" ]; then ok "every source file has its test"; else not_ok "every source file has its test"; sed 's/^/# /' "$work/found"; fi
count=0
for file in "$PM_SRCDIR"/*/*.c; do
	folder=${file%/*}
	[ -n "$(layer "${folder##*/}")" ] && count=$((count + 1))
done
if [ $count -ge 100 ]; then ok "$count source files were looked at"; else not_ok "$count source files were looked at, want at least 100"; fi
echo "$exceptions" | while read -r file why; do [ -z "$file" ] || { [ -e "$PM_SRCDIR/$file" ] && [ -n "$why" ]; } || echo "$file"; done > "$work/stale"
if [ ! -s "$work/stale" ]; then ok "every exception is a file there is, with its reason"; else not_ok "exceptions"; sed 's/^/# /' "$work/stale"; fi

# The check itself can fail: a small tree with one mistake at a time.
tree() {
	rm -rf "$work/tree"
	mkdir -p "$work/tree/disc" "$work/tree/base" "$work/tree/cli" "$work/tree/tests/unit" "$work/tree/tests/cli"
	: > "$work/tree/disc/a.c"
	: > "$work/tree/cli/cmd-show.c"
	: > "$work/tree/tests/unit/t-a.c"
	printf 'TESTS += \\\n\ttests/unit/t-a\ntests_unit_t_a_SOURCES = tests/unit/t-a.c\ntests_unit_t_a_LDADD = $(LIBS_DISC) -lm\n' > "$work/tree/disc/local.mk"
	: > "$work/tree/base/local.mk"
	echo 'run show album.csv' > "$work/tree/tests/cli/x.sh"
}
# says TEXT NAME
says() {
	missing "$work/tree" > "$work/said"
	if { [ -z "$1" ] && [ ! -s "$work/said" ]; } || { [ -n "$1" ] && grep -qF -- "$1" "$work/said"; }; then ok "$2"; else not_ok "$2"; sed 's/^/# /' "$work/said"; fi
}
tree
says '' "a tree with nothing missing"
rm "$work/tree/tests/unit/t-a.c"
says 'disc/a.c: no tests/unit/t-a.c' "a file without a test is found"
tree
: > "$work/tree/base/a.c"
says 'base/a.c: no tests/unit/t-a.c in base/local.mk' "another folder's test of that name does not count"
tree
sed -i 's/t-a$/t-b/' "$work/tree/disc/local.mk"
says 'disc/a.c: t-a is not run' "a test that is not run is found"
tree
sed -i 's/LIBS_DISC/LIBS_SUBCODE/' "$work/tree/disc/local.mk"
says 'disc/a.c: t-a is linked with subcode' "a test that is linked with what lies above is found"
tree
echo 'run --json show; run check album.csv # run show' | sed 's/show;/shown;/; s/# run show/# shows/' > "$work/tree/tests/cli/x.sh"
says 'cli/cmd-show.c: no script runs the verb show' "a verb that no script runs is found"
echo "1..$n"
exit $failed
