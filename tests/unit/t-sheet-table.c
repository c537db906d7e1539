/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-sheet-table.c - cutting text into cells: quotes, line ends, places, and nasty input. */
#include "sheet/table.h"

#include <time.h>

#include "tests/tap.h"
#include "tests/unit/dump.h"

static struct pm_sources sources;
static struct pm_diags diags;

static struct pm_source *source(const char *data, size_t n)
{
	struct pm_source *s = NULL;

	if (pm_sources_add_text(&sources, "t.csv", data, n, &s) != PM_OK)
		exit(99);
	return s;
}

/* Rows as text: "[a|b] [c]". */
static void is_cut(const char *data, size_t n, char delimiter, const char *want, const char *findings, const char *name)
{
	struct pm_table t;
	struct pm_buf b, f;
	const struct pm_cell *cell;
	size_t i, j;

	pm_diags_init(&diags);
	pm_buf_init(&b);
	pm_buf_init(&f);
	IS_INT(pm_table_read(&t, source(data, n), delimiter, &diags), PM_OK, name);
	for (i = 0; i < t.row_count; i++) {
		pm_buf_add_str(&b, i ? " [" : "[");
		for (j = 0; j < t.row[i].cell_count; j++) {
			cell = pm_table_cell(&t, &t.row[i], j);
			pm_buf_printf(&b, "%s%s", j ? "|" : "", cell ? pm_table_text(&t, cell) : "");
		}
		pm_buf_add_str(&b, "]");
	}
	IS_STR(pm_buf_str(&b), want, name);
	IS_STR(dump_findings(&diags, &f, 0), findings, name);
	pm_buf_release(&b);
	pm_buf_release(&f);
	pm_diags_release(&diags);
	pm_table_release(&t);
}
#define CUT(data, delimiter, want, findings, name) is_cut(data, sizeof(data) - 1, delimiter, want, findings, name)

static void cells(void)
{
	CUT("", ',', "", "", "nothing");
	CUT("a", ',', "[a]", "", "one cell without a line end");
	CUT("a,b\nc,d\n", ',', "[a|b] [c|d]", "", "LF");
	CUT("a,b\r\nc,d\r\n", ',', "[a|b] [c|d]", "", "CRLF");
	CUT("a,b\rc,d", ',', "[a|b] [c|d]", "", "CR");
	CUT("a,,c,,\n,,,\n\n \n", ',', "[a||c]", "", "empty cells at the end and blank rows go");
	CUT(" a ,\tb\xC2\xA0,\xE2\x80\x89"
	    "c\n",
	    ',', "[a|b|c]", "", "blanks around cells go, also no-break and thin ones");
	CUT("\u3000a\u202F,\uFEFFb\u200B,\u2000c,\u200Cd,\u201Ae", ',', "[a|b|c|\u200Cd|\u201Ae]", "", "U+3000, 202F, FEFF, 200B, 2000 are blanks");
	CUT("a;b,c;d\n", ';', "[a|b,c|d]", "", "semicolons");
	CUT("a\t\tb\t\"c\td\"\n", '\t', "[a||b|c\td]", "", "tabs, and a tab inside quotes");
	CUT("sep=;\r\na;b\r\n", ';', "[a|b]", "", "sep= line of Excel");
	CUT("sep=;\ra;b", ';', "[a|b]", "", "with a CR");
	CUT("sep=,\na,b", ',', "[a|b]", "", "with a LF");
	CUT("sep=;", ';', "", "", "and nothing behind it");
	CUT("sep=;;\na;b", ';', "[sep=] [a|b]", "", "more than one character is a cell");
	CUT("sep=", ';', "[sep=]", "", "none is one too");
}

static void quotes(void)
{
	CUT("\"a,b\",\"c \"\"d\"\"\",\"\"\n", ',', "[a,b|c \"d\"]", "", "quoted cells, doubled quotes, an empty one");
	CUT("\"a\nb\",c\nd", ',', "[a\nb|c] [d]", "", "a line end inside quotes");
	CUT("a, \"b,c\" ,d\n", ',', "[a|b,c|d]", "", "blanks around a quoted cell");
	CUT("12\" mix,b\n", ',', "[12\" mix|b]", "", "a quote inside an unquoted cell is a quote");
	CUT("a,\"b\"c,d\ne,f\n", ',', "[a|\"b\"c|d] [e|f]", "1:6 E sheet-syntax", "text behind a closing quote");
	CUT("a,\"b,c\nd,e\nf,g\n", ',', "[a|b,c] [d|e] [f|g]", "1:3 E sheet-syntax", "a quote never closed ends with its line");
	CUT("a,\"b,c\nd,\"e\",f\ng,\"h\"\n", ',', "[a|b,c] [d|e|f] [g|h]", "1:3 E sheet-syntax",
	    "a missing quote is not looked for in the next rows");
	CUT("a,\"b\nc,\"d\ne,f\n", ',', "[a|b] [c|d] [e|f]", "1:3 E sheet-syntax; 2:3 E sheet-syntax", "two quotes never closed: two findings");
	CUT("a,\"", ',', "[a]", "1:3 E sheet-syntax", "a quote as the last character");
	CUT("a,\"\n\",b", ',', "[a||b]", "", "a cell of blanks in quotes");
	CUT("a,\"\"x,b\n", ',', "[a|\"\"x|b]", "1:5 E sheet-syntax", "text behind an empty quoted cell");
	CUT("a\0b,c,and more text behind it\n", ',', "[ab|c|and more text behind it]", "1:2 E sheet-syntax", "a NUL");
	CUT("a,\"b\0\0\",\0\n\0c", ',', "[a|b] [c]", "1:5 E sheet-syntax", "four NULs, one finding, at the first");
	CUT("\"a\rb\" x,c", ',', "[a] [b\" x|c]", "1:1 E sheet-syntax", "a quote open over a CR");
	CUT("a,\"b\"\xC2\xA0,c", ',', "[a|b|c]", "", "a no-break space behind a closing quote");
}

static void places(void)
{
	static const char data[] = "a, \"x\"\"y\ny\",  bc \n\"\xC3\x89\",def\n";
	struct pm_source *s = source(data, sizeof data - 1);
	struct pm_table t;
	unsigned line, column;
	struct pm_pos pos;

	pm_diags_init(&diags);
	IS_INT(pm_table_read(&t, s, ',', &diags), PM_OK, "places");
	pos = pm_table_pos(&t, pm_table_cell(&t, &t.row[0], 1));
	IS_INT(pos.offset_bytes, 4, "a quoted cell's place is behind its quote");
	IS_INT(pos.length_bytes, 6, "its length is that in the file");
	pos = pm_table_pos(&t, pm_table_cell(&t, &t.row[0], 2));
	pm_source_line_column(s, pos.offset_bytes, &line, &column);
	IS_INT(line, 2, "line of a cell behind a line end in quotes");
	IS_INT(column, 6, "column of it");
	pos = pm_table_part_pos(&t, pm_table_cell(&t, &t.row[1], 1), 1, 2);
	pm_source_line_column(s, pos.offset_bytes, &line, &column);
	IS_INT(line, 3, "line of a part");
	IS_INT(column, 6, "column of a part, counted in characters");
	OK(!pm_table_cell(&t, &t.row[1], 2), "no third cell");
	OK(!pm_table_cell(&t, &t.row[1], SIZE_MAX), "nor any far cell");
	pm_table_release(&t);
	pm_diags_release(&diags);
}

/* head, then count times unit, then tail, cut at commas: the limit passed, and where. */
static void is_limited(const char *head, const char *unit, size_t count, const char *tail, enum pm_table_limit limit, size_t at, size_t kept,
		       const char *name)
{
	struct pm_table t;
	struct pm_buf b;
	size_t i;

	pm_diags_init(&diags);
	pm_buf_init(&b);
	pm_buf_add_str(&b, head);
	for (i = 0; i < count; i++)
		pm_buf_add_str(&b, unit);
	pm_buf_add_str(&b, tail);
	IS_INT(pm_table_read(&t, source(b.data, b.length_bytes), ',', &diags), PM_OK, name);
	IS_INT(t.limit, limit, name);
	IS_INT(t.limit_at, limit ? at : 0, name);
	IS_INT(t.cell_count, kept, name);
	IS_INT(diags.count, 0, "the reader says it, not the table");
	pm_buf_release(&b);
	pm_diags_release(&diags);
	pm_table_release(&t);
}

static void limits(void)
{
	static const char ten[] = "a\na\na\na\na\na\na\na\na\na\n";

	is_limited("", ten, 2000, "", PM_TABLE_FITS, 0, 20000, "20,000 rows");
	is_limited("", ten, 2000, "\n,,\nb\n", PM_TABLE_ROWS, 40004, 20001, "one row more");
	is_limited("", ",,,,,\n", 100000, "", PM_TABLE_FITS, 0, 0, "rows of empty cells are no rows");
	is_limited("", ",", 16383, "x\ny", PM_TABLE_FITS, 0, 2, "16,384 columns");
	is_limited("", ",", 16384, "x\ny", PM_TABLE_COLUMNS, 16384, 0, "one column more");
	is_limited("y", ",", 1000000, "\ny", PM_TABLE_FITS, 0, 2, "empty cells at the end are no columns");
	is_limited("", "a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a\n", 10000, "", PM_TABLE_FITS, 0, 250000, "250,000 cells");
	is_limited("bc,a\n", "a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a\n", 6250, "", PM_TABLE_CELLS,
		   500001, 250000, "two cells more");
	is_limited("a,", "\xC3\xA9", 50000, ",b", PM_TABLE_FITS, 0, 3, "a cell of 100,000 bytes");
	is_limited("a, \"", "\xC3\xA9", 50000, "e\",b", PM_TABLE_CELL, 4, 1, "a cell of one more");
}

/* Text that would cost quadratic time if each opening quote looked through the rest. */
static void is_fast(const char *unit, size_t count, const char *name)
{
	size_t n = strlen(unit), i;
	char *data = malloc(n * count);
	struct pm_table t;
	clock_t start;

	for (i = 0; data && i < count; i++)
		memcpy(data + i * n, unit, n);
	pm_diags_init(&diags);
	start = clock();
	IS_INT(pm_table_read(&t, source(data, n * count), ',', &diags), PM_OK, name);
	OK(clock() - start < 20 * CLOCKS_PER_SEC, name);
	pm_table_release(&t);
	pm_diags_release(&diags);
	free(data);
}

int main(void)
{
	pm_sources_init(&sources);
	cells();
	quotes();
	places();
	limits();
	is_fast(",", 2000000, "two million delimiters");
	is_fast("\"", 2000001, "two million and one quotes");
	is_fast("a,\"b\n", 400000, "four hundred thousand quotes never closed");
	is_fast("\"a\"\"\n", 400000, "doubled quotes at line ends");
	is_fast("x", 4000000, "one line of four million letters");
	is_fast("\n", 4000000, "four million line ends");
	pm_sources_release(&sources);
	return tap_done();
}
