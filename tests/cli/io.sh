#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# When the world fails: DIR is whole or as it was, nothing is left beside it, and the exit status says so.
. "$PM_SRCDIR/tests/cli/tap.sh"

album
sources="album.csv one.wav two.wav"
# whole DIR: the set is the one that was built undisturbed
whole() { diff -rq "$dir/reference" "$1" > /dev/null; }
# left NAME...: what is here and should not be, beside the sources and these
left()
{
	for f in $(ls -A); do
		case " $sources $* " in *" $f "*) ;; *) echo "$f" ;; esac
	done
}
run build album.csv -o "$dir/reference"
status_is 0 "the reference"

# --- names of DIR ------------------------------------------------------------------------------------------------------
for name in out/ ./out "$PWD/out" "$PWD/out///" sub/../out; do
	[ "$name" != sub/../out ] || mkdir sub
	run build album.csv -o "$name"
	status_is 0 "-o $name"
	ok "-o $name: whole, and nothing beside it" test "$(left out sub)" = "" -a -f out/DDPID
	ok "-o $name: the same set" whole out
	rm -r out
done
rmdir sub
mkdir empty
run build album.csv -o empty
status_is 0 "an empty folder"
ok "an empty folder: the set" whole empty
rm -r empty
mkdir real
ln -s real link
ln -s nowhere dangling
for name in link link/ dangling . .. / ./; do
	run build album.csv -o "$name"
	status_is 2 "-o $name is refused"
	run build album.csv -o "$name" --force
	status_is 2 "-o $name --force is refused"
done
ok "links are what they were" test -L link -a -L dangling -a "$(ls -A real)" = ""
run build album.csv -o link/inside
status_is 0 "a folder behind a link"
ok "a folder behind a link: whole" whole real/inside
rm -r real link dangling
run build album.csv -o one.wav/out
ok "a folder inside a file" test $status = 2 -o $status = 3
run build album.csv -o ""
ok "a name that is empty" test $status -ge 2
long=$(printf %0300d 1)
run build album.csv -o "$long"
status_is 3 "a name that is too long"
mkdir in
cp $sources in
(cd in && "$PREMASTER" build album.csv -o ../beside -q)
ok "beside another folder" whole beside
rm -r beside in
ok "nothing left" test -z "$(left)" || left

# --- results that reach nobody -------------------------------------------------------------------------------------------
if [ -w /dev/full ]; then
	status=0
	"$PREMASTER" build album.csv -o out > /dev/full 2> "$dir/err" || status=$?
	status_is 3 "the result goes into a full device"
	ok "the result goes into a full device: the set is whole or absent" test ! -e out -o -f out/CHECKSUM.MD5
	[ ! -e out ] || ok "it is whole" whole out
	rm -rf out
	ok "nothing left" test -z "$(left)" || left
fi

# --- places one may not write --------------------------------------------------------------------------------------------
# nobody COMMAND...: not as root
if [ "$(id -u)" != 0 ]; then
	nobody() { "$@"; }
elif command -v setpriv > /dev/null && setpriv --reuid=65534 --regid=65534 --clear-groups true 2> /dev/null; then
	nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
	chmod 755 "$dir" "$dir/work"
else
	nobody() { false; }
fi
cp "$PREMASTER" "$dir/premaster"
mkdir closed
chmod 555 closed
if nobody "$dir/premaster" --version > /dev/null 2>&1; then
	status=0
	nobody "$dir/premaster" build album.csv -o closed/out > "$dir/out" 2> "$dir/err" || status=$?
	status_is 3 "a read-only folder"
	err_has "closed" "a read-only folder: it is named"
	err_has "Permission denied" "a read-only folder: and why"
	ok "a read-only folder: nothing in it" test -z "$(ls -A closed)"
	# The sheet's mistakes are said all the same: the user gets everything at once.
	sed 's/ZZXYZ2600001/ZZXYZ260001/' album.csv > bad.csv
	status=0
	nobody "$dir/premaster" build bad.csv -o closed/out > "$dir/out" 2> "$dir/err" || status=$?
	status_is 3 "a read-only folder and a wrong code"
	err_has "[isrc-format]" "a read-only folder and a wrong code: both are said"
	chmod 000 two.wav
	status=0
	nobody "$dir/premaster" check album.csv > "$dir/out" 2> "$dir/err" || status=$?
	ok "an audio file one may not read" test $status = 1 -o $status = 3
	err_has "two.wav" "an audio file one may not read: it is named"
	chmod 644 two.wav
	rm bad.csv
else
	skip "no way to stop being root" "a read-only folder"
fi
chmod 755 closed
rmdir closed

# --- full disks ----------------------------------------------------------------------------------------------------------
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=1500k premaster-test disk 2> /dev/null; then
	# The results are taken down before the disk goes, and the disk before anything is judged.
	run build album.csv -o disk/out
	full=$status there=$(ls -A disk)
	cp "$dir/err" "$dir/full.err"
	mount -o remount,size=1832k disk
	run build album.csv -o disk/out
	nearly=$status after=$(ls -A disk)
	umount disk
	ok "a full disk: exit status 3" test $full = 3
	ok "a full disk: said so" grep -qF "No space left on device" "$dir/full.err"
	ok "a full disk: nothing on it" test -z "$there"
	ok "room for the image and not for the rest: exit status 3" test $nearly = 3
	err_has "No space left on device" "room for the image and not for the rest: said so"
	ok "room for the image and not for the rest: nothing on it" test -z "$after"
else
	skip "may not mount" "a full disk"
fi
rmdir disk
status=0
(ulimit -f 1000 && exec "$PREMASTER" build album.csv -o out) > "$dir/out" 2> "$dir/err" || status=$?
status_is 3 "a limit on the size of files"
err_has "File too large" "a limit on the size of files: said so"
ok "a limit on the size of files: nothing left" test -z "$(left)" || left

# --- killed without a word -----------------------------------------------------------------------------------------------
if command -v python3 > /dev/null; then
	python3 - "$PREMASTER" <<'END'
import os, subprocess, sys, time
before = set(os.listdir("."))
p = subprocess.Popen([sys.argv[1], "build", "album.csv", "-o", "out", "-q"])
while p.poll() is None and not set(os.listdir(".")) - before:
    time.sleep(0.0005)
p.kill()
p.wait()
END
	ok "SIGKILL: DIR is absent or whole" test ! -e out -o -f out/CHECKSUM.MD5
	rm -rf out
	run build album.csv -o out
	status_is 0 "SIGKILL: what it left does not disturb the next run"
	ok "SIGKILL: the next set is whole" whole out
	rm -rf out .[!.]*premaster* .out*
	ok "SIGKILL: what it left is hidden and named after DIR" test -z "$(left)" || left
fi

# --- calls that fail -------------------------------------------------------------------------------------------------------
fail=$PM_BUILDDIR/tests/gen/fail-io.so
asan=$(ldd "$PREMASTER" 2> /dev/null | sed -n 's/^.*\(libclang_rt.asan[^ ]*\|libasan[^ ]*\) => \([^ ]*\) .*/\2/p' | head -n 1)
# with FAULT ARGS...: premaster with that fault; $status, and $came is 1 when the fault came
with()
{
	fault=$1
	shift
	status=0
	rm -f "$dir/mark"
	env LD_PRELOAD="${asan:+$asan:}$fail" PM_FAIL="$fault" PM_FAIL_MARK="$dir/mark" "$PREMASTER" "$@" > "$dir/out" 2> "$dir/err" || status=$?
	came=0
	[ ! -e "$dir/mark" ] || came=1
}
with "mkdir 1 28" build album.csv -o out
if [ $came = 0 ]; then
	skip "cannot preload" "calls that fail"
	finish
fi
# 28 no space, 5 input/output error
for call in "mkdir 28" "create 28" "fallocate 28" "write 28" "write 5" "ftruncate 5" "fsync 5" "close 5" "rename 5" "read 5"; do
	n=0 bad=
	while n=$((n + 1)) && [ $n -le 200 ]; do
		with "${call% *} $n ${call#* }" build album.csv -o out
		[ $came = 1 ] || break
		# After the rename all is in place: only the parent's flush is left, and the set is whole whatever comes of that.
		if [ -e out ]; then
			whole out || bad="$bad $n:not-whole"
		else
			# A master that cannot be read at all is a finding.
			[ $status = 3 ] || [ "$call $status" = "read 5 1" ] || bad="$bad $n:status-$status"
			grep -q '^premaster: ' "$dir/err" || bad="$bad $n:no-message"
		fi
		[ -z "$(left out)" ] || bad="$bad $n:left-$(left out)"
		rm -rf out $(left)
	done
	rm -rf out
	ok "every $call ($((n - 1)) of them): DIR is whole or absent, nothing left" test -z "$bad" || { echo "#$bad"; tap_show "$dir/err"; }
	case $call in ftruncate*) ;; *) ok "$call: there was one to fail" test $n -gt 1 ;; esac
done
# The same with an old set: it stays until the new one is in place.
cp -r "$dir/reference" old
echo old > old/CHECKSUM.TXT
for call in "create 28" "write 28" "fsync 5" "close 5" "rename 5"; do
	n=0 bad=
	while n=$((n + 1)) && [ $n -le 200 ]; do
		rm -rf out
		cp -r old out
		with "${call% *} $n ${call#* }" build album.csv -o out --force
		[ $came = 1 ] || break
		if whole out; then
			:
		elif ! diff -rq old out > /dev/null; then
			bad="$bad $n:neither"
		elif [ $status != 3 ]; then
			bad="$bad $n:status-$status"
		fi
		[ -z "$(left out old)" ] || bad="$bad $n:left-$(left out old)"
		rm -rf $(left out old)
	done
	ok "every $call with an old set: the old or the new, and only that" test -z "$bad" || { echo "#$bad"; tap_show "$dir/err"; }
done
rm -rf out old
# A disk that stores something else: the proof finds it, whichever file it is in.
n=0 bad=
while n=$((n + 1)) && [ $n -le 200 ]; do
	with "flip $n" build album.csv -o out
	[ $came = 1 ] || break
	[ $status = 3 ] && [ ! -e out ] && [ -z "$(left)" ] || bad="$bad $n:$status"
	rm -rf out $(left)
done
rm -rf out
ok "a byte that is stored wrongly ($((n - 1)) writes): never put into place" test -z "$bad" -a $n -gt 7 || echo "#$bad"
for fault in "short 0" "interrupt 0"; do
	with "$fault" build album.csv -o out
	ok "$fault: came" test $came = 1
	status_is 0 "$fault"
	ok "$fault: the same set" whole out
	rm -rf out
	with "$fault" verify "$dir/reference"
	status_is 0 "$fault: verify"
done
n=0 bad=
while n=$((n + 1)) && [ $n -le 200 ]; do
	with "read $n 5" verify "$dir/reference"
	[ $came = 1 ] || break
	[ $status = 3 ] || bad="$bad $n:$status"
done
ok "verify: a file that cannot be read ($((n - 1)) reads) is exit status 3" test -z "$bad" -a $n -gt 1 || echo "#$bad"
finish
