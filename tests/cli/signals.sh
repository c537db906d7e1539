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
	# Seconds after it has set its handlers: from then on the signal is ours to handle, however slow the machine.
	for delay in 0 0.02 0.05 0.1 0.3; do
		# A shell starts background jobs with SIGINT ignored, which premaster respects: `env` cannot undo that, python can.
		status=0
		python3 - $signal $delay "$PREMASTER" build album.csv -o ddp 2> "$dir/err" <<'END' || status=$?
import signal, subprocess, sys, time
number = getattr(signal, "SIG" + sys.argv[1])
for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(s, signal.SIG_DFL)
p = subprocess.Popen(sys.argv[3:], stdout=subprocess.DEVNULL)
def catches():
    """Does it have its handlers yet?  Before that a signal kills, as it does any program."""
    try:
        for line in open("/proc/%d/status" % p.pid):
            if line.startswith("SigCgt:"): return int(line.split()[1], 16) >> (number - 1) & 1
    except OSError:
        time.sleep(0.5)
    return 1
while p.poll() is None and not catches(): time.sleep(0.001)
time.sleep(float(sys.argv[2]))
p.send_signal(number)
status = p.wait()
sys.exit(status if status >= 0 else 128 - status)
END
		case $status in
		0) ok "SIG$signal after $delay s: done, whole" test -f ddp/CHECKSUM.MD5 -a -f ddp/IMAGE.DAT; rm -rf ddp ;;
		3) ok "SIG$signal after $delay s: stopped, nothing there" test ! -e ddp || tap_show "$dir/err" ;;
		*) ok "SIG$signal after $delay s: stopped or done, not status $status" false || tap_show "$dir/err"; rm -rf ddp ;;
		esac
		ok "nothing left beside" test "$(ls -A | tr '\n' ' ')" = "album.csv one.wav two.wav " || ls -A | sed 's/^/# /'
	done
done
# A run that is killed cannot clean up: the next one into the same folder does, whether it is the same kind of set or not.
for format in ddp cue; do
	python3 - "$PREMASTER" build album.csv -f $format -o set 2> "$dir/err" <<'END'
import os, signal, subprocess, sys
p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
while p.poll() is None and not [n for n in os.listdir(".") if n.startswith(".set.premaster-")]: pass
p.send_signal(signal.SIGKILL)
p.wait()
END
	ok "$format: nothing stands in place after SIGKILL" test ! -e set
	ok "$format: what it leaves is hidden beside" test "$(ls -A | grep -c '^\.set\.premaster-')" = 1
done
run build -q album.csv -o set
status_is 0 "the next build"
ok "takes it away" test "$(ls -A | tr '\n' ' ')" = "album.csv one.wav set two.wav " || ls -A | sed 's/^/# /'
finish
