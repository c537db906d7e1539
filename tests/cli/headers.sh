#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header compiles alone and twice, and the functions of base/banned.h do not compile at all.
n=0 failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
: "${CC:=cc}"

ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); failed=1; echo "not ok $n - $1"; }
# $CC may hold options.
compiles() { $CC -fsyntax-only -Wall -Wextra -Werror -D_GNU_SOURCE -I"$PM_SRCDIR" -I"$PM_BUILDDIR" "$1" 2>"$work/says"; }

echo 'int main(void) { return 0; }' >"$work/plain.c"
if ! compiles "$work/plain.c"; then
	echo "1..0 # SKIP '$CC' does not check syntax"
	exit 0
fi

for header in "$PM_SRCDIR"/*/*.h; do
	name=${header#"$PM_SRCDIR"/}
	case $name in build*/* | out/* | tests/*) continue ;; esac
	printf '#include "%s"\n#include "%s"\ntypedef int not_empty;\n' "$name" "$name" >"$work/alone.c"
	if compiles "$work/alone.c"; then ok "$name"; else not_ok "$name"; sed 's/^/# /' "$work/says"; fi
done
if [ $n -ge 12 ]; then ok "headers were found"; else not_ok "headers were found"; fi

# The check itself can fail.
printf 'struct pm_unknown f(pm_nothing x);\n' >"$work/bad.c"
if compiles "$work/bad.c"; then not_ok "a header that lacks its includes is found"; else ok "a header that lacks its includes is found"; fi

# try CALL: compiles without base/buf.h, and must not with it
try() {
	for first in '' '#include "base/buf.h"'; do
		printf '#include <stdarg.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <time.h>\n%s\n' "$first"
		printf 'void f(char *a, char *b, time_t *t, va_list ap);\nvoid f(char *a, char *b, time_t *t, va_list ap)\n{\n'
		printf '\t(void)a; (void)b; (void)t; (void)ap;\n\t(void)%s;\n}\n' "$1"
	done >"$work/both.c"
	half=$(($(wc -l <"$work/both.c") / 2))
	head -n $half "$work/both.c" >"$work/free.c"
	tail -n +$((half + 1)) "$work/both.c" >"$work/banned.c"
	if compiles "$work/free.c" && ! compiles "$work/banned.c"; then ok "banned: $1"; else not_ok "banned: $1"; sed 's/^/# /' "$work/says"; fi
}
try 'strcpy(a, b)'
try 'strcat(a, b)'
try 'sprintf(a, "%s", b)'
try 'vsprintf(a, "%s", ap)'
try 'strtok(a, b)'
try 'gmtime(t)'
try 'localtime(t)'
try 'atoi(a)'
try 'atol(a)'
try 'atof(a)'
echo "1..$n"
exit $failed
