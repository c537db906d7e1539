/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.c - names of columns and release rows, and where the header row is.  Layer 4. */
#include "sheet/columns.h"

#include <string.h>

#define NAME_BYTES 64 /* longer names are nobody's */

struct alias {
	const char *folded;
	enum pm_column column;
};

static const char *const column_name[PM_COL_COUNT] = {
	"Track", "Disc",  "File",     "Title",        "Version", "Artist", "Songwriter", "Composer",     "Arranger", "Message",
	"ISRC",  "Gap",   "Index",    "Flags",        "Start",   "End",    "Album",      "Album Artist", "UPC",      "Catalogue Number",
	"Label", "Genre", "Language", "Release Date", "Disc ID",
};

/* Folded as fold() does.  First the contract's names, then those of csv_signatures.json that cannot be mistaken. */
static const struct alias header_alias[] = {
	{"track", PM_COL_TRACK},
	{"no", PM_COL_TRACK},
	{"#", PM_COL_TRACK},
	{"trackno", PM_COL_TRACK},
	{"tracknumber", PM_COL_TRACK},
	{"track#", PM_COL_TRACK},
	{"number", PM_COL_TRACK},
	{"nr", PM_COL_TRACK},
	{"tracknr", PM_COL_TRACK},
	{"position", PM_COL_TRACK},
	{"sequence", PM_COL_TRACK},
	{"disc", PM_COL_DISC},
	{"disk", PM_COL_DISC},
	{"discno", PM_COL_DISC},
	{"discnumber", PM_COL_DISC},
	{"disc#", PM_COL_DISC},
	{"cd", PM_COL_DISC},
	{"cdno", PM_COL_DISC},
	{"cdnumber", PM_COL_DISC},
	{"file", PM_COL_FILE},
	{"filename", PM_COL_FILE},
	{"audio", PM_COL_FILE},
	{"audiofile", PM_COL_FILE},
	{"audiofilename", PM_COL_FILE},
	{"trackaudiofile", PM_COL_FILE},
	{"trackfilepath", PM_COL_FILE},
	{"masterfilename", PM_COL_FILE},
	{"title", PM_COL_TITLE},
	{"tracktitle", PM_COL_TITLE},
	{"trackname", PM_COL_TITLE},
	{"songtitle", PM_COL_TITLE},
	{"songname", PM_COL_TITLE},
	{"song", PM_COL_TITLE},
	{"recordingtitle", PM_COL_TITLE},
	{"soundrecordingtitle", PM_COL_TITLE},
	{"displaytitle", PM_COL_TITLE},
	{"version", PM_COL_VERSION},
	{"mix", PM_COL_VERSION},
	{"trackversion", PM_COL_VERSION},
	{"mixname", PM_COL_VERSION},
	{"mixversion", PM_COL_VERSION},
	{"mixversionname", PM_COL_VERSION},
	{"trackmixtitleversion", PM_COL_VERSION},
	{"versiontitle", PM_COL_VERSION},
	{"titleversion", PM_COL_VERSION},
	{"recordingversion", PM_COL_VERSION},
	{"subtitle", PM_COL_VERSION},
	{"recordingsubtitle", PM_COL_VERSION},
	{"artist", PM_COL_ARTIST},
	{"performer", PM_COL_ARTIST},
	{"artistname", PM_COL_ARTIST},
	{"trackartist", PM_COL_ARTIST},
	{"trackartists", PM_COL_ARTIST},
	{"primaryartist", PM_COL_ARTIST},
	{"trackprimaryartist", PM_COL_ARTIST},
	{"mainartist", PM_COL_ARTIST},
	{"displayartist", PM_COL_ARTIST},
	{"displayartistname", PM_COL_ARTIST},
	{"bandartistname", PM_COL_ARTIST},
	{"recordingartist", PM_COL_ARTIST},
	{"songwriter", PM_COL_SONGWRITER},
	{"songwriters", PM_COL_SONGWRITER},
	{"songwriter(s)", PM_COL_SONGWRITER},
	{"songwritername", PM_COL_SONGWRITER},
	{"composer", PM_COL_COMPOSER},
	{"composers", PM_COL_COMPOSER},
	{"composer(s)", PM_COL_COMPOSER},
	{"arranger", PM_COL_ARRANGER},
	{"arrangers", PM_COL_ARRANGER},
	{"arranger(s)", PM_COL_ARRANGER},
	{"message", PM_COL_MESSAGE},
	{"isrc", PM_COL_ISRC},
	{"isrccode", PM_COL_ISRC},
	{"isrcnumber", PM_COL_ISRC},
	{"isrcno", PM_COL_ISRC},
	{"isrcid", PM_COL_ISRC},
	{"isrccodes", PM_COL_ISRC},
	{"trackisrc", PM_COL_ISRC},
	{"assignedisrc", PM_COL_ISRC},
	{"optionalisrc", PM_COL_ISRC},
	{"recordingisrc", PM_COL_ISRC},
	{"code:isrc", PM_COL_ISRC},
	{"codigoisrc", PM_COL_ISRC},
	{"codeisrc", PM_COL_ISRC},
	{"gap", PM_COL_GAP},
	{"pause", PM_COL_GAP},
	{"pregap", PM_COL_GAP},
	{"index", PM_COL_INDEX},
	{"indexes", PM_COL_INDEX},
	{"indices", PM_COL_INDEX},
	{"flags", PM_COL_FLAGS},
	{"flag", PM_COL_FLAGS},
	{"start", PM_COL_START},
	{"end", PM_COL_END},
	{"album", PM_COL_ALBUM},
	{"albumtitle", PM_COL_ALBUM},
	{"releasetitle", PM_COL_ALBUM},
	{"release", PM_COL_ALBUM},
	{"releasename", PM_COL_ALBUM},
	{"producttitle", PM_COL_ALBUM},
	{"releasetitle(albumtitle)", PM_COL_ALBUM},
	{"cdtitle", PM_COL_ALBUM},
	{"disctitle", PM_COL_ALBUM},
	{"albumartist", PM_COL_ALBUM_ARTIST},
	{"releaseartist", PM_COL_ALBUM_ARTIST},
	{"productartist", PM_COL_ALBUM_ARTIST},
	{"upc", PM_COL_UPC},
	{"ean", PM_COL_UPC},
	{"upcean", PM_COL_UPC},
	{"eanupc", PM_COL_UPC},
	{"barcode", PM_COL_UPC},
	{"gtin", PM_COL_UPC},
	{"upccode", PM_COL_UPC},
	{"eancode", PM_COL_UPC},
	{"upcorean", PM_COL_UPC},
	{"barcodenumber", PM_COL_UPC},
	{"upcnumber", PM_COL_UPC},
	{"eannumber", PM_COL_UPC},
	{"productupc", PM_COL_UPC},
	{"releaseupc", PM_COL_UPC},
	{"albumupc", PM_COL_UPC},
	{"manufacturerupc", PM_COL_UPC},
	{"manufacturer'supc", PM_COL_UPC},
	{"manufacturer\xE2\x80\x99supc", PM_COL_UPC},
	{"icpn", PM_COL_UPC},
	{"jan", PM_COL_UPC},
	{"code:upc", PM_COL_UPC},
	{"code:ean", PM_COL_UPC},
	{"ean13", PM_COL_UPC},
	{"upca", PM_COL_UPC},
	{"mcn", PM_COL_UPC},
	{"cataloguenumber", PM_COL_CATALOGUE},
	{"catalogno", PM_COL_CATALOGUE},
	{"masterid", PM_COL_CATALOGUE},
	{"catalognumber", PM_COL_CATALOGUE},
	{"catalogueno", PM_COL_CATALOGUE},
	{"catalog", PM_COL_CATALOGUE},
	{"catalogue", PM_COL_CATALOGUE},
	{"catalog#", PM_COL_CATALOGUE},
	{"catno", PM_COL_CATALOGUE},
	{"releasecatalognumber", PM_COL_CATALOGUE},
	{"releasecatalognb", PM_COL_CATALOGUE},
	{"labelcatalog#", PM_COL_CATALOGUE},
	{"label", PM_COL_LABEL},
	{"labelname", PM_COL_LABEL},
	{"recordlabel", PM_COL_LABEL},
	{"releaselabel", PM_COL_LABEL},
	{"imprintlabel", PM_COL_LABEL},
	{"imprint", PM_COL_LABEL},
	{"genre", PM_COL_GENRE},
	{"primarygenre", PM_COL_GENRE},
	{"genre1", PM_COL_GENRE},
	{"language", PM_COL_LANGUAGE},
	{"releasedate", PM_COL_RELEASE_DATE},
	{"digitalreleasedate", PM_COL_RELEASE_DATE},
	{"streetdate", PM_COL_RELEASE_DATE},
	{"discid", PM_COL_DISC_ID},
	{"discidentification", PM_COL_DISC_ID},
};

const char *pm_column_name(enum pm_column column)
{
	return column < PM_COL_COUNT ? column_name[column] : "?";
}

/* Length of a footnote mark "(2)" or "(*1)" at p; 0: none. */
static size_t footnote_bytes(const char *p, size_t n)
{
	size_t i = 1;

	if (!n || *p != '(')
		return 0;
	while (i < n && ((p[i] >= '0' && p[i] <= '9') || p[i] == '*'))
		i++;
	return i > 1 && i < n && p[i] == ')' ? i + 1 : 0;
}

/* out holds NAME_BYTES; returns 0 for a name that is too long to be known. */
static int fold(const char *p, size_t n, char *out)
{
	size_t used = 0, skip;

	while (n) {
		skip = pm_blank_bytes(p, n);
		if (!skip)
			skip = footnote_bytes(p, n);
		if (!skip && strchr("_-./*", *p))
			skip = 1;
		if (!skip) {
			if (used + 1 >= NAME_BYTES)
				return 0;
			out[used++] = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
			skip = 1;
		}
		p += skip;
		n -= skip;
	}
	out[used] = '\0';
	return used > 0;
}

enum pm_column pm_column_from_header(const char *text, size_t length_bytes)
{
	char name[NAME_BYTES];
	size_t i;

	if (!fold(text, length_bytes, name))
		return PM_COL_NONE;
	for (i = 0; i < sizeof header_alias / sizeof *header_alias; i++)
		if (!strcmp(header_alias[i].folded, name))
			return header_alias[i].column;
	return PM_COL_NONE;
}

enum pm_column pm_column_from_key(const char *text, size_t length_bytes)
{
	size_t n = length_bytes;
	enum pm_column column;

	while (n && (text[n - 1] == ':' || text[n - 1] == ' ')) /* "Album: ,Harbour" */
		n--;
	column = pm_column_from_header(text, n);
	switch (column) {
	case PM_COL_TITLE:
		return PM_COL_ALBUM;
	case PM_COL_ARTIST:
	case PM_COL_SONGWRITER:
	case PM_COL_COMPOSER:
	case PM_COL_ARRANGER:
	case PM_COL_MESSAGE:
		return column;
	default:
		return column >= PM_COL_FIRST_OF_RELEASE ? column : PM_COL_NONE;
	}
}

static void header_read(const struct pm_table *t, size_t number, struct pm_header *out)
{
	const struct pm_row *row = &t->row[number];
	const struct pm_cell *cell;
	enum pm_column column;
	uint32_t i;

	out->row = number;
	out->known = 0;
	for (i = 0; i < PM_COL_COUNT; i++)
		out->at[i] = PM_COLUMN_ABSENT;
	for (i = 0; i < row->cell_count; i++) {
		cell = pm_table_cell(t, row, i);
		column = cell ? pm_column_from_header(pm_table_text(t, cell), cell->length_bytes) : PM_COL_NONE;
		if (column == PM_COL_NONE)
			continue;
		out->known++;
		if (out->at[column] == PM_COLUMN_ABSENT)
			out->at[column] = i;
	}
}

static size_t track_columns(const struct pm_header *h)
{
	size_t i, n = 0;

	for (i = 0; i < PM_COL_FIRST_OF_RELEASE; i++)
		n += h->at[i] != PM_COLUMN_ABSENT;
	return n;
}

int pm_header_find(const struct pm_table *t, struct pm_header *out)
{
	struct pm_header here, weak = {0, 0, {0}};
	size_t best = 0, i; /* columns of a track in the weak row; 0: there is none */
	int has_file;

	for (i = 0; i < t->row_count; i++) {
		header_read(t, i, &here);
		has_file = here.at[PM_COL_FILE] != PM_COLUMN_ABSENT;
		if ((has_file && here.known > 1 && t->row[i].cell_count > 2) ||
		    (here.at[PM_COL_ISRC] != PM_COLUMN_ABSENT && here.at[PM_COL_TITLE] != PM_COLUMN_ABSENT)) {
			*out = here;
			return 1;
		}
		if (has_file && track_columns(&here) > best) {
			weak = here;
			best = track_columns(&here);
		}
	}
	if (best)
		*out = weak;
	return best > 0;
}
