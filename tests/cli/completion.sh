#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The bash completion offers exactly the options and values that --help prints.
. "$PM_SRCDIR/tests/cli/tap.sh"

if ! command -v bash > /dev/null; then
	echo "1..0 # SKIP no bash"
	exit 0
fi
# complete WORD... : what is offered for the last word
complete()
{
	bash -c '
		compopt() { :; }
		. "$PM_SRCDIR/completions/premaster.bash"
		COMP_WORDS=(premaster "$@")
		COMP_CWORD=$#
		_premaster
		[ ${#COMPREPLY[@]} = 0 ] || printf "%s\n" "${COMPREPLY[@]}"' sh "$@" | LC_ALL=C sort
}
for c in check build verify show isrc compare extract; do
	"$PREMASTER" $c --help | sed -n 's/^ *\(-[a-zA-Z], \)\{0,1\}\(--[a-z-]*\).*/\2/p' | LC_ALL=C sort > want
	complete $c -- > got
	ok "options of $c" cmp -s want got || diff want got | sed 's/^/# /'
	"$PREMASTER" $c --help | sed -n 's/^ *\(-[a-zA-Z], \)\{0,1\}\(--[a-z-]*\)=\([a-z0-9]*|[a-z0-9|]*\).*/\2 \3/p' > values
	while read -r option words; do
		echo "$words" | tr '|' '\n' | LC_ALL=C sort > want
		complete $c "$option" '=' > got
		ok "values of $c $option" cmp -s want got || diff want got | sed 's/^/# /'
		complete $c "$option" '' > got
		ok "values of $c $option behind a blank" cmp -s want got
	done < values
done
complete '' | grep -v '^-' > got
{ "$PREMASTER" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'; echo help; } | LC_ALL=C sort > want
ok "commands" cmp -s want got || diff want got | sed 's/^/# /'
complete build -o out --forc > got
ok "a word begun" test "$(cat got)" = --force
mkdir sub
touch sub.csv
complete check su > got
ok "files" test "$(tr '\n' ' ' < got)" = "sub sub.csv "
complete build -o su > got
ok "folders only behind -o" test "$(cat got)" = sub
complete build --name x > got
ok "nothing where nothing can be known" test ! -s got
finish
