#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the README and the manual show works: their sheet, their commands, in their order.
. "$PM_SRCDIR/tests/cli/tap.sh"
mkdir bin
ln -s "$PREMASTER" bin/premaster
PATH=$PWD/bin:$PATH

# The sheet between the first pair of ``` lines that begins with Album.
awk '/^```/ { if (on) exit; getline; if ($0 ~ /^Album,/) on = 1 } on' "$PM_SRCDIR/README.md" > album.csv
ok "the README shows a sheet" grep -q '^Track,File,' album.csv
sed -n 's/^[0-9]*,\([^,]*\.wav\),.*/\1/p' album.csv > files
while read -r f; do wav "$f" $((310 * 588 + 100)) "$f"; done < files
ok "of three masters" test "$(wc -l < files)" = 3

n=0
sed -n 's/^    \(premaster .*\)/\1/p' "$PM_SRCDIR/README.md" | sed 's/ *#.*//' > commands
ok "and commands" test "$(wc -l < commands)" -ge 4
while read -r line; do
	status=0
	sh -c "$line" > "$dir/out" 2> "$dir/err" < /dev/null || status=$?
	status_is 0 "README: $line"
done < commands

ok "the two findings shown are what premaster says of such codes" sh -c '
	sed -e "s/ZZXYZ2600003/ZZXYZ260001/" -e "s/0012345678905/0012345678904/" album.csv > wrong.csv
	premaster check wrong.csv 2> said
	grep -q "error: ISRC .ZZXYZ260001. has 11 characters, want 12 \[isrc-format\]" said &&
	grep -q "error: EAN-13 .0012345678904. has check digit 4, want 5 \[ean-check-digit\]" said'

# The manual: the lines between .nf and .fi of its EXAMPLES; other programs in them may be absent.
mv master old-ddp
rm -rf out cue converted
sed -n '/^\.SH EXAMPLES/,/^\.SH [^E]/p' "$PM_SRCDIR/man/premaster.1" |
	awk '/^\.nf/ { on = 1; next } /^\.fi/ { on = 0 } on' |
	sed -e 's/\\-/-/g' -e "s/\\\\(aq/'/g" -e 's/\\e/\\/g' > commands
ok "the manual has examples" test -s commands
while read -r line; do
	case $line in
	*' /dev/'* | *--drive*) skip "needs a drive" "manual: $line"; continue ;;
	*'| jq'*) command -v jq > /dev/null || { skip "no jq" "manual: $line"; continue; } ;;
	esac
	status=0
	sh -c "$line" > "$dir/out" 2> "$dir/err" < /dev/null || status=$?
	status_is 0 "manual: $line"
done < commands
finish
