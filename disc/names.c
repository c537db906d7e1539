/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c - CD-Text's numbered languages and genres.  Layer 1.  Source: EBU Tech 3264 (languages); shared/reference/cdtext.md section 5. */
#include "disc/text.h"

#include <stddef.h>
#include <string.h>

struct language {
	const char *name;
	char iso[3]; /* ISO 639-1; "" where there is none */
};

static const struct language languages[128] = {
	[0x00] = {"Unknown", ""},
	[0x01] = {"Albanian", "sq"},
	[0x02] = {"Breton", "br"},
	[0x03] = {"Catalan", "ca"},
	[0x04] = {"Croatian", "hr"},
	[0x05] = {"Welsh", "cy"},
	[0x06] = {"Czech", "cs"},
	[0x07] = {"Danish", "da"},
	[0x08] = {"German", "de"},
	[0x09] = {"English", "en"},
	[0x0A] = {"Spanish", "es"},
	[0x0B] = {"Esperanto", "eo"},
	[0x0C] = {"Estonian", "et"},
	[0x0D] = {"Basque", "eu"},
	[0x0E] = {"Faroese", "fo"},
	[0x0F] = {"French", "fr"},
	[0x10] = {"Frisian", "fy"},
	[0x11] = {"Irish", "ga"},
	[0x12] = {"Gaelic", "gd"},
	[0x13] = {"Galician", "gl"},
	[0x14] = {"Icelandic", "is"},
	[0x15] = {"Italian", "it"},
	[0x16] = {"Lappish", "se"},
	[0x17] = {"Latin", "la"},
	[0x18] = {"Latvian", "lv"},
	[0x19] = {"Luxembourgian", "lb"},
	[0x1A] = {"Lithuanian", "lt"},
	[0x1B] = {"Hungarian", "hu"},
	[0x1C] = {"Maltese", "mt"},
	[0x1D] = {"Dutch", "nl"},
	[0x1E] = {"Norwegian", "no"},
	[0x1F] = {"Occitan", "oc"},
	[0x20] = {"Polish", "pl"},
	[0x21] = {"Portuguese", "pt"},
	[0x22] = {"Romanian", "ro"},
	[0x23] = {"Romansh", "rm"},
	[0x24] = {"Serbian", "sr"},
	[0x25] = {"Slovak", "sk"},
	[0x26] = {"Slovenian", "sl"},
	[0x27] = {"Finnish", "fi"},
	[0x28] = {"Swedish", "sv"},
	[0x29] = {"Turkish", "tr"},
	[0x2A] = {"Flemish", ""},
	[0x2B] = {"Walloon", "wa"},
	[0x45] = {"Zulu", "zu"},
	[0x46] = {"Vietnamese", "vi"},
	[0x47] = {"Uzbek", "uz"},
	[0x48] = {"Urdu", "ur"},
	[0x49] = {"Ukrainian", "uk"},
	[0x4A] = {"Thai", "th"},
	[0x4B] = {"Telugu", "te"},
	[0x4C] = {"Tatar", "tt"},
	[0x4D] = {"Tamil", "ta"},
	[0x4E] = {"Tadzhik", "tg"},
	[0x4F] = {"Swahili", "sw"},
	[0x50] = {"Sranan Tongo", ""},
	[0x51] = {"Somali", "so"},
	[0x52] = {"Sinhalese", "si"},
	[0x53] = {"Shona", "sn"},
	[0x54] = {"Serbo-Croat", "sh"},
	[0x55] = {"Ruthenian", ""},
	[0x56] = {"Russian", "ru"},
	[0x57] = {"Quechua", "qu"},
	[0x58] = {"Pushtu", "ps"},
	[0x59] = {"Punjabi", "pa"},
	[0x5A] = {"Persian", "fa"},
	[0x5B] = {"Papamiento", ""},
	[0x5C] = {"Oriya", "or"},
	[0x5D] = {"Nepali", "ne"},
	[0x5E] = {"Ndebele", "nd"},
	[0x5F] = {"Marathi", "mr"},
	[0x60] = {"Moldavian", "mo"},
	[0x61] = {"Malaysian", "ms"},
	[0x62] = {"Malagasy", "mg"},
	[0x63] = {"Macedonian", "mk"},
	[0x64] = {"Laotian", "lo"},
	[0x65] = {"Korean", "ko"},
	[0x66] = {"Khmer", "km"},
	[0x67] = {"Kazakh", "kk"},
	[0x68] = {"Kannada", "kn"},
	[0x69] = {"Japanese", "ja"},
	[0x6A] = {"Indonesian", "id"},
	[0x6B] = {"Hindi", "hi"},
	[0x6C] = {"Hebrew", "he"},
	[0x6D] = {"Hausa", "ha"},
	[0x6E] = {"Gurani", "gn"},
	[0x6F] = {"Gujarati", "gu"},
	[0x70] = {"Greek", "el"},
	[0x71] = {"Georgian", "ka"},
	[0x72] = {"Fulani", "ff"},
	[0x73] = {"Dari", ""},
	[0x74] = {"Churash", "cv"},
	[0x75] = {"Chinese", "zh"},
	[0x76] = {"Burmese", "my"},
	[0x77] = {"Bulgarian", "bg"},
	[0x78] = {"Bengali", "bn"},
	[0x79] = {"Belorussian", "be"},
	[0x7A] = {"Bambara", "bm"},
	[0x7B] = {"Azerbaijani", "az"},
	[0x7C] = {"Assamese", "as"},
	[0x7D] = {"Armenian", "hy"},
	[0x7E] = {"Arabic", "ar"},
	[0x7F] = {"Amharic", "am"},
};

/* By code. */
static const char *const genres[] = {
	"Not Used",
	"Not Defined",
	"Adult Contemporary",
	"Alternative Rock",
	"Childrens Music",
	"Classical",
	"Contemporary Christian",
	"Country",
	"Dance",
	"Easy Listening",
	"Erotic",
	"Folk",
	"Gospel",
	"Hip Hop",
	"Jazz",
	"Latin",
	"Musical",
	"New Age",
	"Opera",
	"Operetta",
	"Pop Music",
	"Rap",
	"Reggae",
	"Rock Music",
	"Rhythm & Blues",
	"Sound Effects",
	"Soundtrack",
	"Spoken Word",
	"World Music",
};
#define GENRE_COUNT (sizeof genres / sizeof genres[0])

static int lower(int c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

/* The next character of a name that counts: letters in lower case; blanks, hyphens and apostrophes do not, and "&" reads as "and". */
static int next_letter(const char **at, const char **pending)
{
	if (**pending)
		return *(*pending)++;
	while (**at == ' ' || **at == '-' || **at == '\'' || **at == '\t')
		++*at;
	if (**at == '\0')
		return 0;
	if (*(*at)++ == '&') {
		*pending = "nd";
		return 'a';
	}
	return lower((unsigned char)(*at)[-1]);
}

static int same_name(const char *a, const char *b)
{
	const char *pending_a = "", *pending_b = "";
	int x, y;

	do {
		x = next_letter(&a, &pending_a);
		y = next_letter(&b, &pending_b);
	} while (x == y && x != 0);
	return x == y;
}

const char *pm_language_name(uint8_t code)
{
	return code < 128 ? languages[code].name : NULL;
}

int pm_language_code(const char *name)
{
	int i;

	if (!name || !*name)
		return -1;
	for (i = 0; i < 128; i++)
		if (languages[i].name && (same_name(name, languages[i].name) || (languages[i].iso[0] && same_name(name, languages[i].iso))))
			return i;
	return -1;
}

const char *pm_genre_name(uint16_t code)
{
	return code < GENRE_COUNT ? genres[code] : NULL;
}

int pm_genre_code(const char *name)
{
	size_t i;

	if (!name || !*name)
		return -1;
	for (i = 0; i < GENRE_COUNT; i++)
		if (same_name(name, genres[i]))
			return (int)i;
	return -1;
}
