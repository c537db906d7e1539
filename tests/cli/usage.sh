#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong usage: exit status 2, one line that says what is wrong, a hint, nothing on the standard output, nothing written.
. "$PM_SRCDIR/tests/cli/tap.sh"

refuse()
{
	want=$1
	shift
	run "$@"
	status_is 2 "premaster $*"
	ok "premaster $*: message" test "$(head -n 1 "$dir/err")" = "$want" || sed 's/^/# /' "$dir/err"
	ok "premaster $*: two lines, the second a hint" test "$(wc -l < "$dir/err")" = 2 -a "$(grep -c '^  hint: ' "$dir/err")" = 1
	ok "premaster $*: no output" test ! -s "$dir/out"
}
refuse "premaster: no command given"
refuse "premaster: unknown command 'chek'; did you mean 'check'?" chek a.csv
for c in report registry tag burn; do
	refuse "premaster: the command '$c' is not in this version" $c a.csv
done
refuse "premaster check: no source given" check
refuse "premaster verify: no source given" verify
refuse "premaster show: one source wanted, 2 given ('a', 'b'...)" show a b
refuse "premaster build: where to? Give the folder with -o DIR" build a.csv
refuse "premaster build: option '--output' wants a value: DIR" build a.csv -o
refuse "premaster build: '--format' wants one of ddp|cue, not 'iso'" build a.csv -o d --format iso
refuse "premaster check: unknown option '--strickt'; did you mean '--strict'?" check a.csv --strickt
refuse "premaster check: '--allow': there is no finding 'isrc-mising'" check a.csv --allow=isrc-format,isrc-mising
refuse "premaster show: 'show' does not take the option '--force', only 'build' and 'extract'" show a.csv --force
refuse "premaster check: '--color' wants one of auto|always|never, not 'blue'" check --color=blue a.csv
ok "nothing was written" test -z "$(ls)"

# An operand that is not there is no wrong usage: the job could not be done.
run check not-there.csv
status_is 3 "a source that is not there"
ok "it is named" grep -q "^premaster: .*'not-there.csv'" "$dir/err"
run check -- --json
status_is 3 "behind -- an option is a name"
ok "also by name" grep -qF "'--json'" "$dir/err"
finish
