#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A result that does not reach its reader is a failure: full devices, closed descriptors, readers that went away.
. "$PM_SRCDIR/tests/cli/tap.sh"

if [ -w /dev/full ]; then
	status=0
	"$PREMASTER" --help > /dev/full 2> "$dir/err" || status=$?
	status_is 3 "help into a full device"
	err_has "premaster: cannot write to the standard output: " "says so"
	status=0
	"$PREMASTER" check not-there.csv --json > /dev/full 2> "$dir/err" || status=$?
	status_is 3 "findings into a full device"
	status=0
	"$PREMASTER" check not-there.csv 2> /dev/full || status=$?
	status_is 3 "messages into a full device"
else
	skip "no /dev/full" "full devices"
fi
status=0
"$PREMASTER" --version >&- 2> "$dir/err" || status=$?
status_is 3 "the standard output is closed"
status=0
"$PREMASTER" --nonsense 2>&- || status=$?
ok "the standard error is closed: still a failure" test $status -ge 2
# The reader is gone before the first byte comes: no noise, but no success either.
{ sleep 1; status=0; "$PREMASTER" --help 2> "$dir/err" || status=$?; echo $status > "$dir/status"; } | :
ok "a reader that went away: exit status 3" test "$(cat "$dir/status")" = 3
ok "and no message" test ! -s "$dir/err"
finish
