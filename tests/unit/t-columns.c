/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-columns.c - what names of columns and release rows mean, and which row is the header.  Expected: contract section 3's list, csv_signatures.json. */
#include "sheet/columns.h"

#include "tests/unit/sheet-help.h"

static enum pm_column header(const char *name)
{
	return pm_column_from_header(name, strlen(name));
}

static enum pm_column key(const char *name)
{
	return pm_column_from_key(name, strlen(name));
}

static void contract_names(void)
{
	static const struct {
		const char *name;
		enum pm_column column;
	} row[] = {
		{"Track", PM_COL_TRACK},
		{"No", PM_COL_TRACK},
		{"#", PM_COL_TRACK},
		{"File", PM_COL_FILE},
		{"Filename", PM_COL_FILE},
		{"Audio", PM_COL_FILE},
		{"Title", PM_COL_TITLE},
		{"Track Title", PM_COL_TITLE},
		{"Version", PM_COL_VERSION},
		{"Mix", PM_COL_VERSION},
		{"Artist", PM_COL_ARTIST},
		{"Performer", PM_COL_ARTIST},
		{"Songwriter", PM_COL_SONGWRITER},
		{"Composer", PM_COL_COMPOSER},
		{"Arranger", PM_COL_ARRANGER},
		{"Message", PM_COL_MESSAGE},
		{"ISRC", PM_COL_ISRC},
		{"Gap", PM_COL_GAP},
		{"Pause", PM_COL_GAP},
		{"Pregap", PM_COL_GAP},
		{"Index", PM_COL_INDEX},
		{"Indexes", PM_COL_INDEX},
		{"Flags", PM_COL_FLAGS},
		{"Start", PM_COL_START},
		{"End", PM_COL_END},
		{"Disc", PM_COL_DISC},
		{"Album", PM_COL_ALBUM},
		{"Album Title", PM_COL_ALBUM},
		{"Release Title", PM_COL_ALBUM},
		{"Album Artist", PM_COL_ALBUM_ARTIST},
		{"UPC", PM_COL_UPC},
		{"EAN", PM_COL_UPC},
		{"UPC/EAN", PM_COL_UPC},
		{"UPC-EAN", PM_COL_UPC},
		{"Barcode", PM_COL_UPC},
		{"GTIN", PM_COL_UPC},
		{"Catalogue Number", PM_COL_CATALOGUE},
		{"Catalog No", PM_COL_CATALOGUE},
		{"Master ID", PM_COL_CATALOGUE},
		{"Label", PM_COL_LABEL},
		{"Genre", PM_COL_GENRE},
		{"Language", PM_COL_LANGUAGE},
		{"Release Date", PM_COL_RELEASE_DATE},
		{"Disc ID", PM_COL_DISC_ID},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++)
		IS_INT(header(row[i].name), row[i].column, row[i].name);
}

static void folding(void)
{
	IS_INT(header("tRACK_tITLE"), PM_COL_TITLE, "case and _");
	IS_INT(header("Cat-a.log/no"), PM_COL_CATALOGUE, "- . /");
	IS_INT(header("  up\tc \r\n/ ean "), PM_COL_UPC, "blanks, tabs and line breaks");
	IS_INT(header("Album\xC2\xA0"
		      "Artist"),
	       PM_COL_ALBUM_ARTIST, "a no-break space");
	IS_INT(header("Title*"), PM_COL_TITLE, "an asterisk");
	IS_INT(header("Title (2)"), PM_COL_TITLE, "a footnote");
	IS_INT(header("Title(*1)"), PM_COL_TITLE, "a footnote with an asterisk");
	IS_INT(header("Title ()"), PM_COL_NONE, "empty brackets are none");
	IS_INT(header("Title (2"), PM_COL_NONE, "nor is an open one");
	IS_INT(header("Title (2a)"), PM_COL_NONE, "nor one with a letter");
	IS_INT(header("Titel"), PM_COL_NONE, "another word");
	IS_INT(header("\xC3\x89"
		      "an"),
	       PM_COL_NONE, "a letter beyond ASCII is not folded away");
	IS_INT(header(""), PM_COL_NONE, "nothing");
	IS_INT(header(" -_./* "), PM_COL_NONE, "nothing but what is ignored");
	IS_INT(pm_column_from_header("UPCX", 3), PM_COL_UPC, "the length counts, not a NUL");
	IS_INT(header("Album-----------------------------------------------------------------------------Artist"), PM_COL_ALBUM_ARTIST,
	       "what is ignored takes no room");
	IS_INT(header("isrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrc"), PM_COL_NONE, "sixty-four letters");
	IS_INT(header("isrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrcisrc"), PM_COL_NONE, "and more");
}

/* Names that distributors' exports have (csv_signatures.json, aliases). */
static void exports(void)
{
	IS_INT(header("Assigned ISRC"), PM_COL_ISRC, "assigned isrc");
	IS_INT(header("code:isrc"), PM_COL_ISRC, "code:isrc");
	IS_INT(header("UPC or EAN"), PM_COL_UPC, "upc or ean");
	IS_INT(header("Track Mixtitle / Version"), PM_COL_VERSION, "track mixtitle / version");
	IS_INT(header("Band/Artist Name"), PM_COL_ARTIST, "band/artist name");
	IS_INT(header("Release Title (Album Title)"), PM_COL_ALBUM, "release title (album title)");
	IS_INT(header("Label Catalog #"), PM_COL_CATALOGUE, "label catalog #");
	IS_INT(header("Audio File Name"), PM_COL_FILE, "audio file name");
	IS_INT(header("Composer(s)"), PM_COL_COMPOSER, "composer(s)");
	IS_INT(header("CD Number"), PM_COL_DISC, "cd number");
	IS_INT(header("Street Date"), PM_COL_RELEASE_DATE, "street date");
	IS_INT(header("Original Release Date"), PM_COL_NONE, "another date is another thing");
	IS_INT(header("ISWC"), PM_COL_NONE, "so is another code");
	IS_INT(header("Publisher"), PM_COL_NONE, "and a publisher");
}

static void keys(void)
{
	IS_INT(key("Title"), PM_COL_ALBUM, "Title is the album's");
	IS_INT(key("Album: "), PM_COL_ALBUM, "a colon behind a key");
	IS_INT(key("Artist"), PM_COL_ARTIST, "Artist stays");
	IS_INT(key("Songwriter"), PM_COL_SONGWRITER, "Songwriter too");
	IS_INT(key("Composer"), PM_COL_COMPOSER, "Composer too");
	IS_INT(key("Arranger"), PM_COL_ARRANGER, "Arranger too");
	IS_INT(key("Message"), PM_COL_MESSAGE, "Message too");
	IS_INT(key("EAN"), PM_COL_UPC, "EAN");
	IS_INT(key("Disc ID"), PM_COL_DISC_ID, "Disc ID, the last");
	IS_INT(key("Track"), PM_COL_NONE, "Track is none of the release");
	IS_INT(key("File"), PM_COL_NONE, "nor File");
	IS_INT(key("ISRC"), PM_COL_NONE, "nor ISRC");
	IS_INT(key("Gap"), PM_COL_NONE, "nor Gap");
	IS_INT(key("Disc"), PM_COL_NONE, "nor Disc");
	IS_INT(key(" : "), PM_COL_NONE, "a colon alone");
	IS_STR(pm_column_name(PM_COL_ALBUM_ARTIST), "Album Artist", "a name as the contract prints it");
	IS_STR(pm_column_name(PM_COL_DISC_ID), "Disc ID", "the last");
	IS_STR(pm_column_name(PM_COL_NONE), "?", "none");
}

/* Finds the header; at: "row known file title isrc", - where absent. */
static void is_header(const char *data, const char *want, const char *name)
{
	static struct pm_header untouched, h;
	struct pm_sources s;
	struct pm_source *src = NULL;
	struct pm_table t;
	char got[80];
	int i, used;
	const enum pm_column shown[] = {PM_COL_FILE, PM_COL_TITLE, PM_COL_ISRC};

	memset(&untouched, 0xA5, sizeof untouched);
	h = untouched;
	pm_sources_init(&s);
	if (pm_sources_add_text(&s, "t.csv", data, strlen(data), &src) != PM_OK || pm_table_read(&t, src, ',', NULL) != PM_OK)
		exit(99);
	if (!pm_header_find(&t, &h)) {
		IS_STR("none", want, name);
		OK(!memcmp(&h, &untouched, sizeof h), "and the output is untouched");
	} else {
		used = snprintf(got, sizeof got, "%zu %zu", h.row, h.known);
		for (i = 0; i < 3; i++)
			used += h.at[shown[i]] == PM_COLUMN_ABSENT ? snprintf(got + used, sizeof got - used, " -")
								   : snprintf(got + used, sizeof got - used, " %u", (unsigned)h.at[shown[i]]);
		IS_STR(got, want, name);
	}
	pm_table_release(&t);
	pm_sources_release(&s);
}

static void finding(void)
{
	is_header("File,Title,ISRC\n", "0 3 0 1 2", "the first row");
	is_header("Album,H\n\nNo,ISRC,x,Title,File\n1,a,b,c,d\n", "1 4 4 3 1", "below a release row; an unknown column between");
	is_header("Title,Isrc\n", "0 2 - 0 1", "ISRC and Title, without File");
	is_header("Title,Artist\n", "none", "Title alone is no header");
	is_header("ISRC,Artist\n", "none", "nor ISRC alone");
	is_header("", "none", "an empty sheet");
	is_header("File,Title,File,ISRC,Title\n", "0 5 0 1 3", "the first of two equal names");
	is_header("File\na.wav\n", "0 1 0 - -", "File alone, where no other row will do");
	is_header("Album,Audio\nFile,Title,Foo\n", "1 2 0 1 -", "an album called Audio, and a header of three cells");
	is_header("Album,Audio\nFile,Title\na.wav,T\n", "1 2 0 1 -", "and a header of two");
	is_header("Album,File\nH,a.wav\n", "0 2 1 - -", "a header of two cells, one of the release");
	is_header("File,Foo,Bar\na,b,c\nFile,Title,Bar\n", "2 2 0 1 -", "a row of more than File is more of a header");
}

static void in_a_sheet(void)
{
	read_it("File,Title,Title,BPM,(P) Line,Composer(s)(2),Arranger*\na.wav,T,U,120,(P) 2026 X,Bach,Smith\n");
	findings_are("1:12 E sheet-syntax; 1:18 N sheet-column; 1:22 N sheet-column", "a column twice, two without use");
	IS_STR(text(1, PM_TEXT_TITLE), "T", "the first is taken");
	IS_STR(text(1, PM_TEXT_COMPOSER), "Bach", "footnote marks are ignored");
	IS_STR(text(1, PM_TEXT_ARRANGER), "Smith", "asterisks too");
	IS_INT(disc->extra_count, 2, "unknown columns are kept");
	IS_STR(disc->extra[0].key, "BPM", "by name");
	IS_STR(disc->extra[1].value, "(P) 2026 X", "with their values");
	IS_INT(disc->extra[1].track, 1, "for their track");
	done();
	read_it("ISRC,Title\nZZXYZ2600001,One\nZZXYZ260000,Two\n");
	findings_are("3:1 E isrc-format", "a sheet without audio");
	IS_INT(disc->last_track, 2, "has tracks");
	IS_INT(disc->item_count, 0, "and no programme");
	done();
	read_it("File,Title,ISRC\n,One,ZZXYZ2600001\n");
	findings_are("2:1 E sheet-syntax", "a track without File");
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "poisons the audio");
	done();
}

int main(void)
{
	contract_names();
	folding();
	exports();
	keys();
	finding();
	in_a_sheet();
	return tap_done();
}
