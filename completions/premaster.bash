# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for premaster; tests/cli/completion.sh holds it against the program's own --help

_premaster_words()
{
	local common='--allow --strict --max-errors --json --quiet --verbose --color --progress --help --version'
	local reading='--join --pq-offset --audio-dir --disc --convert --audio-only --drive' codes='--upc --master-id --cdtext'

	case $1 in
	check) echo "$reading $codes --no-cdtext-codes --transliterate $common" ;;
	build) echo "--format --output --force --name --isrc-on --sub $reading $codes --no-cdtext-codes --transliterate $common" ;;
	verify) echo "--audio-dir --drive $common" ;;
	show) echo "$reading $codes $common" ;;
	isrc) echo "--save --csv --audio-dir --drive --full $common" ;;
	compare) echo "$reading --transliterate $common" ;;
	extract) echo "--output --force --name --to --gaps --tracks $reading $codes $common" ;;
	*) echo "check build verify show isrc compare extract help $common" ;;
	esac
}

_premaster_values()
{
	case $1 in
	-f | --format) echo 'ddp cue' ;;
	--isrc-on) echo 'first all' ;;
	--sub) echo 'none deinterleaved raw96' ;;
	--to) echo 'wav flac' ;;
	--gaps) echo 'previous next' ;;
	--join) echo 'continuous pad' ;;
	--color | --progress) echo 'auto always never' ;;
	esac
}

_premaster()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' values word i

	# bash splits --option=value at the sign
	[ "$cur" = = ] && cur=
	[ "$prev" = = ] && [ "$COMP_CWORD" -ge 2 ] && prev=${COMP_WORDS[COMP_CWORD-2]}
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		check | build | verify | show | isrc | compare | extract) command=${COMP_WORDS[i]}; break ;;
		esac
	done
	COMPREPLY=()
	values=$(_premaster_values "$prev")
	if [ -n "$values" ]; then
		mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
		return
	fi
	case $prev in
	-o | --output | --audio-dir)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -d -- "$cur")
		return ;;
	--cdtext | --drive | --save)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return ;;
	--name | --upc | --master-id | --disc | --pq-offset | --allow | --max-errors | --tracks)
		return ;;
	esac
	if [ -n "$command" ] && [[ $cur != -* ]]; then
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
	fi
	mapfile -t COMPREPLY < <(compgen -W "$(_premaster_words "$command")" -- "$cur")
	for word in "${COMPREPLY[@]}"; do
		# options with a value go on behind a "="
		case $word in
		--format | --output | --name | --isrc-on | --sub | --to | --gaps | --tracks | --save | --join | --pq-offset | --audio-dir | --disc | --drive | --upc | --master-id | --cdtext | --allow | --max-errors | --color | --progress)
			[ ${#COMPREPLY[@]} = 1 ] && COMPREPLY=("$word=") && compopt -o nospace 2>/dev/null ;;
		esac
	done
}

complete -F _premaster premaster
