/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-options.c - the command line: what is taken, what is refused and in which words, and that the table is sound. */
#include "cli/options.h"
#include "tests/tap.h"

#define MAX_WORDS 32

/* Splits at blanks; "''" is an empty word.  Parses `premaster LINE`. */
static int parse(const char *line, struct pm_settings *s, struct pm_error *err)
{
	static char words[512];
	char *argv[MAX_WORDS], *p = words;
	int argc = 0, status;

	memset(err, 0, sizeof(*err));
	snprintf(words, sizeof(words), "premaster %s", line);
	while (*p && argc < MAX_WORDS - 1) {
		argv[argc++] = p;
		p += strcspn(p, " ");
		if (*p)
			*p++ = 0;
		if (!strcmp(argv[argc - 1], "''"))
			argv[argc - 1][0] = 0;
	}
	argv[argc] = NULL;
	status = pm_options_parse(s, argc, argv, err);
	return status;
}

static void refused(const char *line, const char *message)
{
	struct pm_settings s;
	struct pm_error err;

	IS_INT(parse(line, &s, &err), PM_E_RANGE, line);
	IS_STR(err.message, message, line);
	pm_settings_release(&s);
}

static void taken_forms(void)
{
	struct pm_settings s;
	struct pm_error err;

	IS_INT(parse("check a.csv b.cue", &s, &err), PM_OK, "two operands");
	IS_INT(s.command, PM_CMD_CHECK, "command");
	IS_INT(s.operand_count, 2, "operands");
	IS_STR(s.operand[1].path, "b.cue", "second operand");
	IS_INT(s.max_errors, 0, "no limit by default");
	pm_settings_release(&s);

	IS_INT(parse("--json build -o out a.csv --format=cue --sub raw96 --name=x --force --strict", &s, &err), PM_OK,
	       "mixed order, both forms of values");
	IS_INT(s.command, PM_CMD_BUILD, "command behind an option");
	IS_INT(s.json && s.force && s.strict, 1, "flags");
	IS_INT(s.format, PM_FORMAT_CUE, "format");
	IS_INT(s.sub, PM_SUB_RAW96, "sub");
	IS_STR(s.out_dir, "out", "output");
	IS_STR(s.name, "x", "name");
	IS_INT(s.operand_count, 1, "one operand");
	pm_settings_release(&s);

	IS_INT(parse("build -ocue -fcue -q -v x.csv -f ddp", &s, &err), PM_OK, "short options");
	IS_INT(s.format, PM_FORMAT_DDP, "the last one counts");
	IS_STR(s.out_dir, "cue", "value in the same word");
	IS_INT(s.verbose && !s.quiet, 1, "the last of -q and -v counts");
	IS_INT(s.sub, PM_SUB_DEINTERLEAVED, "default subcode");
	pm_settings_release(&s);

	IS_INT(parse("check -- --json -q", &s, &err), PM_OK, "-- ends options");
	IS_INT(s.operand_count, 2, "both are operands");
	IS_STR(s.operand[0].path, "--json", "even this");
	IS_INT(s.json, 0, "and not an option");
	pm_settings_release(&s);

	IS_INT(parse("check --stri a.csv --transl", &s, &err), PM_OK, "shortened long options");
	IS_INT(s.strict && s.text.transliterate, 1, "are understood");
	pm_settings_release(&s);
}

static void taken_values(void)
{
	struct pm_settings s;
	struct pm_error err;

	IS_INT(parse("check a.csv --allow=isrc-missing,ean-missing --allow=isrc-missing --max-errors=3", &s, &err), PM_OK, "allow");
	IS_INT(s.allow[PM_DIAG_ISRC_MISSING] && s.allow[PM_DIAG_EAN_MISSING], 1, "both ids");
	IS_INT(s.allow[PM_DIAG_ISRC_FORMAT], 0, "no other");
	IS_INT(s.max_errors, 3, "max-errors");
	pm_settings_release(&s);

	IS_INT(parse("extract d -o x --to=flac --gaps=next --tracks=0,3-5,99", &s, &err), PM_OK, "extract");
	IS_INT(s.encoding == PM_ENCODE_FLAC && s.gaps == PM_GAPS_NEXT, 1, "FLAC, gaps to the next");
	IS_INT(s.track[0] && s.track[3] && s.track[4] && s.track[5] && s.track[99], 1, "the tracks named");
	IS_INT(s.track[1] || s.track[2] || s.track[6] || s.track[98], 0, "no others");
	pm_settings_release(&s);
	IS_INT(parse("extract d -o x", &s, &err), PM_OK, "extract without options");
	IS_INT(s.encoding == PM_ENCODE_WAV && s.gaps == PM_GAPS_PREVIOUS, 1, "WAV, gaps to the previous");
	pm_settings_release(&s);

	IS_INT(parse("show a.csv --pq-offset=10,2 --join=pad --disc=2 --cdtext a.v07t --cdtext=b.v07t --upc 1 --master-id=M --audio-dir d", &s, &err),
	       PM_OK, "reading options");
	IS_INT(s.open.pq_offset_sectors, 10, "offset");
	IS_INT(s.open.pq_offset_first_sectors, 2, "offset of track 1");
	IS_INT(s.open.join, PM_JOIN_PAD, "join");
	IS_INT(s.open.disc_number, 2, "disc");
	IS_INT(s.open.cdtext_count, 2, "two CD-Text files");
	IS_STR(s.open.cdtext_files[1], "b.v07t", "in order");
	IS_STR(s.open.upc, "1", "upc");
	IS_STR(s.open.master_id, "M", "master id");
	IS_STR(s.open.audio_dir, "d", "audio dir");
	pm_settings_release(&s);

	IS_INT(parse("show a.csv --pq-offset 7", &s, &err), PM_OK, "one offset");
	IS_INT(s.open.pq_offset_first_sectors, 7, "is also that of track 1");
	pm_settings_release(&s);

	IS_INT(parse("check a.csv --drive disc.img b.csv", &s, &err), PM_OK, "drive");
	IS_INT(s.operand_count, 3, "counts as an operand");
	IS_INT(s.operand[1].is_drive && !s.operand[0].is_drive && !s.operand[2].is_drive, 1, "in its place");
	pm_settings_release(&s);
}

static void help_forms(void)
{
	struct pm_settings s;
	struct pm_error err;

	IS_INT(parse("--help", &s, &err), PM_OK, "--help");
	IS_INT(s.help && s.command == PM_CMD_NONE, 1, "of the program");
	pm_settings_release(&s);
	IS_INT(parse("build -h", &s, &err), PM_OK, "build -h wants no operand");
	IS_INT(s.help && s.command == PM_CMD_BUILD, 1, "of the command");
	pm_settings_release(&s);
	IS_INT(parse("help show", &s, &err), PM_OK, "help show");
	IS_INT(s.help && s.command == PM_CMD_SHOW, 1, "is the same as show --help");
	pm_settings_release(&s);
	IS_INT(parse("-V", &s, &err), PM_OK, "-V");
	IS_INT(s.version, 1, "version");
	pm_settings_release(&s);
}

static void refused_lines(void)
{
	refused("''", "unknown command ''");
	refused("check", "no source given");
	refused("compare a", "two sources wanted, 1 given");
	refused("compare a b c", "two sources wanted, 3 given");
	refused("extract a", "where to? Give the folder with -o DIR");
	refused("extract a -o x --tracks=100", "'--tracks' wants tracks from 0 to 99 as 1-3,7, not '100'");
	refused("extract a -o x --tracks=5-3", "'--tracks' wants tracks from 0 to 99 as 1-3,7, not '5-3'");
	refused("extract a -o x --tracks=1,", "'--tracks' wants tracks from 0 to 99 as 1-3,7, not '1,'");
	refused("extract a -o x --tracks=1-2-3", "'--tracks' wants tracks from 0 to 99 as 1-3,7, not '1-2-3'");
	refused("", "no command given");
	refused("chekc a.csv", "unknown command 'chekc'; did you mean 'check'?");
	refused("frobnicate a.csv", "unknown command 'frobnicate'");
	refused("burn a.csv", "the command 'burn' is not in this version");
	refused("check a.csv --jsno", "unknown option '--jsno'; did you mean '--json'?");
	refused("check a.csv --zzzz=3", "unknown option '--zzzz'");
	refused("check a.csv -x", "unknown option '-x'");
	refused("check a.csv --json=yes", "option '--json' takes no value");
	refused("check a.csv --c", "option '--c' is short for several options");
	refused("check a.csv --allow", "option '--allow' wants a value: ID[,ID]");
	refused("build a.csv -o", "option '--output' wants a value: DIR");
	refused("build a.csv", "where to? Give the folder with -o DIR");
	refused("build a.csv -o ''", "'--output' wants a name, not ''");
	refused("build a.csv b.csv -o d", "one source wanted, 2 given ('a.csv', 'b.csv'...)");
	refused("build a.csv -o d -f iso", "'--format' wants one of ddp|cue, not 'iso'");
	refused("build a.csv -o d -f cu", "'--format' wants one of ddp|cue, not 'cu'");
	refused("build a.csv -o d --sub=none", "'--sub' belongs to '-f cue'; a DDP fileset has its subcode in PQDESCR");
	refused("build a.csv -o d -f cue --name=a/b", "'--name' wants a plain file name without folder or extension, not 'a/b'");
	refused("build a.csv -o d -f cue --name=..", "'--name' wants a plain file name without folder or extension, not '..'");
	refused("check a.csv --force", "'check' does not take the option '--force', only 'build' and 'extract'");
	refused("verify d --transliterate", "'verify' does not take the option '--transliterate', only 'check', 'build' and 'compare'");
	refused("check a.csv --allow=isrc-formt", "'--allow': there is no finding 'isrc-formt'");
	refused("check a.csv --allow=isrc-format,", "'--allow': there is no finding ''");
	refused("check a.csv --max-errors=-1", "'--max-errors' wants a number from 0 to 1000000, not '-1'");
	refused("check a.csv --max-errors=99999999999999999999999", "'--max-errors' wants a number from 0 to 1000000, not '99999999999999999999999'");
	refused("check a.csv --disc=0", "'--disc' wants a number from 1 to 9999, not '0'");
	refused("check a.csv --disc=2x", "'--disc' wants a number from 1 to 9999, not '2x'");
	refused("check a.csv --pq-offset=1,", "'--pq-offset' wants frames (75 to the second) as F or F,FIRST, not '1,'");
	refused("check a.csv --pq-offset=-3", "'--pq-offset' wants frames (75 to the second) as F or F,FIRST, not '-3'");
	refused("check a.csv --pq-offset=1,2,3", "'--pq-offset' wants frames (75 to the second) as F or F,FIRST, not '1,2,3'");
	refused("show a.csv --cdtext=1 --cdtext=2 --cdtext=3 --cdtext=4 --cdtext=5 --cdtext=6 --cdtext=7 --cdtext=8 --cdtext=9",
	        "'--cdtext' may be given at most 8 times: a disc has no more languages");
}

/* What the table promises: every option stands at its place, is said in --help within 80 columns, and no name is there twice. */
static void table(void)
{
	struct pm_buf help;
	const char *line, *end;
	size_t longest = 0;
	int i, j, good = 1;

	for (i = 0; i < PM_OPT_COUNT; i++) {
		good &= pm_options[i].id == (enum pm_option_id)i && pm_options[i].name && pm_options[i].help && pm_options[i].commands;
		good &= (pm_options[i].kind == PM_ARG_NONE) == (pm_options[i].arg == NULL);
		for (j = 0; j < i; j++)
			good &= strcmp(pm_options[i].name, pm_options[j].name) != 0 &&
			        (!pm_options[i].letter || pm_options[i].letter != pm_options[j].letter);
	}
	OK(good, "every option of the table is complete and alone in its name");
	pm_buf_init(&help);
	for (i = 0; i <= PM_CMD_COUNT; i++)
		pm_help(&help, (enum pm_command)i);
	for (line = pm_buf_str(&help); (end = strchr(line, '\n')) != NULL; line = end + 1)
		if ((size_t)(end - line) > longest)
			longest = (size_t)(end - line);
	OK(longest <= 80, "lines of --help are short");
	pm_buf_release(&help);
}

int main(void)
{
	taken_forms();
	taken_values();
	help_forms();
	refused_lines();
	table();
	setenv("POSIXLY_CORRECT", "1", 1);
	taken_forms();
	return tap_done();
}
