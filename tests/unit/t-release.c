/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-release.c - what a track sheet says about the whole release, in rows and in columns.  Expected: contract section 3; CD-Text codes: EBU Tech 3264. */
#include "sheet/reader.h"

#include "tests/unit/sheet-help.h"

static void release_columns(void)
{
	read_it("Album,File,Title,Artist,UPC,EAN Code,Genre,Label\n"
		"H,a.wav,One,X,12345678905,0012345678905,Jazz,L\n"
		"H,b.wav,Two,X,012345678905,,Jazz,L\n"
		"J,c.wav,Three,X,0012345678905,,Jazz,\n");
	findings_are("2:15 E sheet-syntax; 4:1 E sheet-syntax", "rows that disagree with most others");
	IS_STR(text(0, PM_TEXT_PERFORMER), "X", "one artist of all tracks is the disc's");
	IS_INT(disc->block[0].genre_code, 0x0E, "genre by name");
	IS_STR(text(0, PM_TEXT_GENRE), "Jazz", "genre's text");
	IS_STR(disc->label, "L", "label");
	done();
	read_it("Album,H\nAlbum Artist,Various\nArtist,Y\nGenre,Chamber works\nLanguage,japanese\nDisc ID,H-1\nRelease Date,2026-11-21\nColour,red\n"
		"Message,Hello\nSongwriter,S\nFile,Title,Artist\na.wav,One,X\nb.wav,Two,\n");
	findings_are("8:1 N sheet-column", "a row premaster has no use for");
	IS_STR(text(0, PM_TEXT_PERFORMER), "Various", "Album Artist is the disc's performer");
	IS_STR(text(1, PM_TEXT_PERFORMER), "X", "a track's own");
	IS_STR(text(2, PM_TEXT_PERFORMER), "Y", "the Artist row is carried");
	OK(!text(2, PM_TEXT_SONGWRITER) && !text(2, PM_TEXT_MESSAGE), "nothing else is");
	IS_STR(text(0, PM_TEXT_SONGWRITER), "S", "songwriter of the disc");
	IS_STR(text(0, PM_TEXT_DISC_ID), "H-1", "disc id");
	IS_INT(disc->block[0].genre_code, 1, "an unknown genre is code 1");
	IS_INT(disc->block[0].language, 0x69, "Japanese");
	IS_INT(disc->block[0].charset, PM_CS_MS_JIS, "MS-JIS where it is Japanese");
	IS_STR(disc->release_date, "2026-11-21", "release date");
	IS_INT(disc->extra_count, 1, "the unknown row is kept");
	IS_STR(disc->extra[0].value, "red", "with its value");
	done();
	read_it("UPC,0012345678905\nUPC,4006381333931\nAlbum,A, B\nLanguage,Elbisch\nFile,Title,UPC\na.wav,T,4006381333931\n");
	findings_are("2:5 E sheet-syntax; 3:10 E sheet-syntax; 4:10 W text-language; 6:9 E sheet-syntax", "release rows that disagree");
	IS_STR(disc->mcn.text, "0012345678905", "the first row stands");
	done();
}


/* Every release value has its place in the model. */
static void every_value(void)
{
	read_it("Album,Harbour\nAlbum Artist,The Lights\nSongwriter,S\nComposer,C\nArranger,A\nMessage,M\nDisc ID,D\nGenre,Folk\nLanguage,de\nUPC,0012345678905\n"
		"Catalogue Number,HARBOUR-001\nLabel,L\nRelease Date,2026-01-02\nFile,Title\na.wav,T\n");
	findings_are("", "every release row");
	IS_STR(text(0, PM_TEXT_TITLE), "Harbour", "Album");
	IS_STR(text(0, PM_TEXT_PERFORMER), "The Lights", "Album Artist");
	IS_STR(text(0, PM_TEXT_SONGWRITER), "S", "Songwriter");
	IS_STR(text(0, PM_TEXT_COMPOSER), "C", "Composer");
	IS_STR(text(0, PM_TEXT_ARRANGER), "A", "Arranger");
	IS_STR(text(0, PM_TEXT_MESSAGE), "M", "Message");
	IS_STR(text(0, PM_TEXT_DISC_ID), "D", "Disc ID");
	IS_STR(text(0, PM_TEXT_GENRE), "Folk", "Genre");
	IS_INT(disc->block[0].genre_code, 0x0B, "Folk is 0Bh");
	IS_INT(disc->block[0].language, 0x08, "German is 08h");
	IS_INT(disc->block[0].charset, PM_CS_ISO_8859_1, "in ISO 8859-1");
	IS_STR(disc->mcn.text, "0012345678905", "UPC");
	IS_INT(disc->mcn_pos.offset_bytes, 120, "and its place");
	IS_STR(disc->master_id, "HARBOUR-001", "Catalogue Number");
	IS_INT(disc->master_id_pos.offset_bytes, 151, "and its place");
	IS_STR(disc->label, "L", "Label");
	IS_STR(disc->release_date, "2026-01-02", "Release Date");
	IS_STR(text(1, PM_TEXT_PERFORMER), "The Lights", "the album's artist is carried to the tracks");
	OK(!text(1, PM_TEXT_COMPOSER) && !text(1, PM_TEXT_ARRANGER), "nothing else is");
	done();
	read_it("File,Title\na.wav,T\n");
	IS_INT(disc->block[0].language, 0x09, "English unless the sheet says otherwise");
	IS_INT(disc->block[0].genre_code, 0, "no genre");
	OK(!disc->master_id && !disc->label && !disc->release_date && !disc->mcn.text[0] && !text(0, PM_TEXT_TITLE), "nothing said, nothing kept");
	IS_INT(disc->mcn_from, PM_FROM_NONE, "from nowhere");
	done();
}

static void artists(void)
{
	read_it("File,Artist\na.wav,X\nb.wav,X\n");
	IS_STR(text(0, PM_TEXT_PERFORMER), "X", "one artist of all is the disc's");
	done();
	read_it("File,Artist\na.wav,X\nb.wav,Y\n");
	OK(!text(0, PM_TEXT_PERFORMER), "two are not");
	done();
	read_it("File,Artist\na.wav,X\nb.wav,\n");
	OK(!text(0, PM_TEXT_PERFORMER), "nor one that some tracks lack");
	OK(!text(2, PM_TEXT_PERFORMER), "and it is not carried to them");
	done();
	read_it("Track,File,Artist\n0,h.wav,Z\n1,a.wav,X\n");
	IS_STR(text(0, PM_TEXT_PERFORMER), "X", "hidden audio does not count");
	done();
	read_it("Artist,W\nFile,Artist\na.wav,X\nb.wav,X\n");
	IS_STR(text(0, PM_TEXT_PERFORMER), "W", "the release row stands above the column");
	done();
	read_it("File,Artist,Album Artist\na.wav,X,V\nb.wav,X,V\n");
	IS_STR(text(0, PM_TEXT_PERFORMER), "V", "an Album Artist column too");
	done();
}

/* Rows of a table that disagree, both named. */
static void disagreement(void)
{
	read_it("File,Album\na.wav,H\nb.wav,J\nc.wav,J\n");
	findings_are("2:7 E sheet-syntax", "the one against most");
	IS_STR(diags.list[0].message, "Album is 'H' here and 'J' in line 3", "names both");
	IS_STR(text(0, PM_TEXT_TITLE), "J", "most have it");
	done();
	read_it("File,Album\na.wav,H\nb.wav,J\n");
	findings_are("3:7 E sheet-syntax", "one against one: the second");
	IS_STR(text(0, PM_TEXT_TITLE), "H", "the first stands");
	done();
	read_it("File,Album\na.wav,H\nb.wav,J\nc.wav,K\nd.wav,K\n");
	IS_STR(text(0, PM_TEXT_TITLE), "H", "half is not most");
	findings_are("3:7 E sheet-syntax; 4:7 E sheet-syntax; 5:7 E sheet-syntax", "each that differs from the first");
	done();
	read_it("Album,H\nFile,Album\na.wav,J\nb.wav,J\n");
	findings_are("3:7 E sheet-syntax; 4:7 E sheet-syntax", "the release row is what they are measured by");
	IS_STR(text(0, PM_TEXT_TITLE), "H", "and stands");
	done();
	read_it("File,UPC,EAN\na.wav,012345678905,4006381333931\nb.wav,,0012345678905\n");
	findings_are("2:20 E sheet-syntax", "two columns for one value, and two ways of writing it");
	done();
	read_it("UPC,012345678905\nEAN,0012345678905\nFile\na.wav\n");
	findings_are("", "two rows, two ways of writing one number");
	done();
	read_it("UPC,0012345678904\nEAN,0012345678904\nFile\na.wav\n");
	findings_are("1:5 E ean-check-digit", "two rows with one wrong number: one finding");
	IS_INT(disc->poisoned & PM_POISON_MCN, PM_POISON_MCN, "poisoned");
	done();
	read_it("Album,H\nTitle,H\nAlbum Title,h\nFile\na.wav\n");
	findings_are("3:13 E sheet-syntax", "texts must be the same letter by letter");
	IS_STR(diags.list[0].message, "Album is 'h' here and 'H' in line 1", "names both");
	done();
}

static void rows(void)
{
	read_it(",Album,,Harbour\nLabel\n\"=\"\"\"\"\"\nFile\na.wav\n");
	findings_are("", "a row that begins later, one without a value, one without anything");
	IS_STR(text(0, PM_TEXT_TITLE), "Harbour", "key and value are the first two cells with something in them");
	OK(!disc->label, "no value, no label");
	done();
	read_it("Album,A, B\nFile\na.wav\n");
	findings_are("1:10 E sheet-syntax", "a second value");
	IS_STR(hint_of(PM_DIAG_SHEET_SYNTAX), "a value with a comma in it needs quotes around it", "what to do");
	OK(!text(0, PM_TEXT_TITLE), "neither is guessed");
	done();
	read_it("Colour\nShape,\"round, \"\"very\"\"\"\nFile\na.wav\n");
	findings_are("1:1 N sheet-column; 2:1 N sheet-column", "rows of no use");
	IS_INT(disc->extra_count, 1, "those with a value are kept");
	IS_STR(disc->extra[0].key, "Shape", "by name");
	IS_STR(disc->extra[0].value, "round, \"very\"", "as they stand");
	IS_INT(disc->extra[0].track, -1, "for the release");
	done();
	read_it("ISRC,ZZXYZ2600001\nFile\na.wav\n");
	findings_are("1:1 N sheet-column", "an ISRC is none of the release");
	OK(!disc->track[1].isrc.text[0], "and no track's");
	done();
	read_it("Catalogue Number,#REF!\nLabel,Caf\xC3\x83\xC2\xA9\nAlbum,#N/A\nFile\na.wav\n");
	findings_are("1:18 E sheet-damaged; 2:7 E sheet-damaged; 3:7 E sheet-damaged", "damaged values");
	IS_INT(disc->block[0].of[0].reported, 1u << PM_TEXT_TITLE, "the text is marked as reported");
	done();
	read_it("UPC,\"=\"\"0012345678905\"\"\"\nFile\na.wav\n");
	findings_are("1:6 N sheet-damaged", "a number in a text formula");
	IS_STR(disc->mcn.text, "0012345678905", "is taken out");
	done();
}

static void genre_and_language(void)
{
	read_it("Genre,rhythm and blues\nLanguage,FRENCH\nFile\na.wav\n");
	IS_INT(disc->block[0].genre_code, 0x18, "a genre by name, ignoring case");
	IS_STR(text(0, PM_TEXT_GENRE), "rhythm and blues", "the text is the sheet's");
	IS_INT(disc->block[0].language, 0x0F, "a language by name, ignoring case");
	done();
	read_it("Genre,Sea shanty\nLanguage,Klingon\nFile\na.wav\n");
	findings_are("2:10 W text-language", "a language that CD-Text lacks");
	IS_STR(hint_of(PM_DIAG_TEXT_LANGUAGE), "write its English name; the texts are marked as English", "what to do");
	IS_INT(disc->block[0].genre_code, 1, "another genre is 01h");
	IS_INT(disc->block[0].language, 0x09, "English stays");
	done();
	read_it("Language,ja\nFile\na.wav\n");
	IS_INT(disc->block[0].language, 0x69, "Japanese is 69h");
	IS_INT(disc->block[0].charset, PM_CS_MS_JIS, "and MS-JIS");
	done();
	read_it("Language,Korean\nFile\na.wav\n");
	IS_INT(disc->block[0].language, 0x65, "Korean is 65h");
	IS_INT(disc->block[0].charset, PM_CS_ISO_8859_1, "MS-JIS is for Japanese only");
	done();
}

int main(void)
{
	release_columns();
	every_value();
	artists();
	disagreement();
	rows();
	genre_and_language();
	return tap_done();
}
