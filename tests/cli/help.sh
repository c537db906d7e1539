#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Help and version: to the standard output, exit status 0, short lines, an example each, and the manual knows every option.
. "$PM_SRCDIR/tests/cli/tap.sh"

run --version
status_is 0 "--version"
ok "version says the name" grep -q '^premaster [0-9]' "$dir/out"
run --help
status_is 0 "--help"
ok "nothing on the standard error" test ! -s "$dir/err"
for c in check build verify show isrc compare extract; do
	ok "--help names $c" grep -q "^  $c " "$dir/out"
done
cp "$dir/out" all.txt
ok "--help is as it was agreed on (tests/cli/help/)" cmp -s "$PM_SRCDIR/tests/cli/help/premaster.txt" all.txt || diff "$PM_SRCDIR/tests/cli/help/premaster.txt" all.txt | sed 's/^/# /'
for c in check build verify show isrc compare extract; do
	run $c --help
	status_is 0 "$c --help"
	cp "$dir/out" one.txt
	ok "$c --help is as it was agreed on" cmp -s "$PM_SRCDIR/tests/cli/help/$c.txt" one.txt || diff "$PM_SRCDIR/tests/cli/help/$c.txt" one.txt | sed 's/^/# /'
	cat one.txt >> all.txt
	out_has "usage: premaster $c [OPTION]... " "$c --help begins with the usage"
	out_has "  premaster $c " "$c --help has an example"
	out_has "Exit status: 0 nothing wrong" "$c --help says the exit status"
	ok "$c --help indents all that belongs to an option" test -z "$(awk '/^(Output|Reading|Codes and text|Findings|Common):$/ { inside = 1; next } /^$/ { inside = 0 } inside && !/^  /' one.txt)"
	run help $c
	ok "help $c is the same" cmp -s one.txt "$dir/out"
done
run build -h a b c --force
status_is 0 "help needs no operands"
ok "no line of help is over 80 columns" test -z "$(awk 'length > 80' all.txt)" || awk 'length > 80 { print "# " $0 }' all.txt

margin=$(awk '/^usage:/ { part = "" } /^(Output|Reading|Codes and text|Findings|Common):$/ { part = $0 } /^Examples:|^Exit/ { part = "" } part != "" && /^[^ A-Z]/' all.txt)
ok "no line of the options begins at the margin" test -z "$margin" || echo "# $margin"

if command -v mandoc > /dev/null; then
	ok "the manual is well formed" mandoc -T lint -W warning "$PM_SRCDIR/man/premaster.1"
else
	skip "no mandoc" "the manual is well formed"
fi

# The manual says every option and every command.
sed 's/\\-/-/g' "$PM_SRCDIR/man/premaster.1" > man.txt
for c in check build verify show isrc compare extract; do
	ok "the manual's synopsis has $c" test -n "$(sed -n '/^\.SH SYNOPSIS/,/^\.SH DESCRIPTION/p' man.txt | grep -x "\.B premaster $c")"
	ok "the manual describes $c" test -n "$(sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/p' man.txt | grep -x "\.B $c")"
done
for o in $(grep -o -e '--[a-z][a-z-]*' all.txt | sort -u); do
	ok "the manual has $o" grep -qF -e "$o" man.txt
done
# ... and no option that is not there.
for o in $(grep -v '^premaster show' man.txt | grep -o -e '--[a-z][a-z-]*' | sort -u); do
	case $o in --option|--update) continue ;; esac
	ok "the program has $o" grep -qF -e "$o" all.txt
done
finish
