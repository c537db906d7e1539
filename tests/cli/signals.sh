#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Signals in the middle of a build: exit status 3 and nothing left, or it was done already and the set is whole.
. "$PM_SRCDIR/tests/cli/tap.sh"

if ! command -v python3 > /dev/null; then
	echo "1..0 # SKIP no python3"
	exit 0
fi
album
wav two.wav $((4500 * 588)) second
for signal in INT TERM HUP; do
	# Seconds after the start, or after the folder beside DIR has appeared: then the signal is ours to handle, however slow the machine.
	for delay in 0 +0 +0.02 +0.05 +0.1 +0.3; do
		# A shell starts background jobs with SIGINT ignored, which premaster respects: `env` cannot undo that, python can.
		status=0
		python3 -c '
import os, signal, subprocess, sys, time
for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(s, signal.SIG_DFL)
before = os.listdir(".")
p = subprocess.Popen(sys.argv[3:], stdout=subprocess.DEVNULL, stderr=open("../err", "w"))
while sys.argv[2][0] == "+" and p.poll() is None and len(os.listdir(".")) == len(before):
    time.sleep(0.001)
time.sleep(float(sys.argv[2]))
p.send_signal(getattr(signal, "SIG" + sys.argv[1]))
sys.exit(p.wait() & 255)' $signal $delay "$PREMASTER" build album.csv -o ddp || status=$?
		# Before main has set its handlers, the signal kills: that is no exit status of ours.
		case $status in
		0) ok "SIG$signal after $delay s: done, whole" test -f ddp/CHECKSUM.MD5 -a -f ddp/IMAGE.DAT; rm -rf ddp ;;
		3) ok "SIG$signal after $delay s: stopped, nothing there" test ! -e ddp || tap_show "$dir/err" ;;
		*) ok "SIG$signal after $delay s: killed before it began (status $status), nothing there" test ! -e ddp -a $status -gt 128 -a "$delay" = 0 ;;
		esac
		ok "nothing left beside" test "$(ls -A | tr '\n' ' ')" = "album.csv one.wav two.wav " || ls -A | sed 's/^/# /'
	done
done
finish
