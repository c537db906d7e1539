/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-hash.c - several digests of a file in one reading.  Expected: Python's hashlib and zlib over the same bytes; blocks are of 256 KiB, eight in a ring. */
#include "checksum/hash.h"

#include "tests/unit/ddpset.h"

#define ALL (PM_HASH_BIT(PM_CRC32) | PM_HASH_BIT(PM_MD5) | PM_HASH_BIT(PM_SHA1) | PM_HASH_BIT(PM_SHA256) | PM_HASH_BIT(PM_SHA512))

static char dir[1024], path[2048];

static const struct {
	size_t bytes;
	const char *hex[PM_HASH_KINDS]; /* CRC-32, MD5, SHA-1, SHA-256, SHA-512 */
} row[] = {
	{0, {"00000000", "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
	     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	     "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"}},
	{1, {"a2681b02", "8bb6c17838643f9691cc6a4de6c51709", "8dc00598417d4eb788a77ac6ccef3cb484905d8b",
	     "e77b9a9ae9e30b0dbdb6f510a264ef9de781501d7b6b92ae89eb059c5ab743db",
	     "095f3e448a55fa2c3c7049c01dcf12fb87c44477cf367993132ca74c92a27a1eaaa341c2fd5724ea449cec2728547e80edbb7e6029891c5ffd157e283ebb41e5"}},
	{262144, {"38569bc9", "73f8e0ab49b020f65605e0e350604f6e", "f766516d4d7f42c930b401da2f97a76b8b77a6c3",
		  "ea7c21ff86457b7226b3075216478b6cf5ffc712e3d9e44a97afefad00029877",
		  "01e41c8808a66579c8a7f882cf39c7ffc69264d74ae406de17ec58a6393ff81c699fc4424b17df299d706f167d8cd797b7f0687c21bce95a0cbcbe352e2ee9ed"}},
	{262145, {"40e8378d", "a133dc28614cdaffc864c027a38fa708", "408ae5a689702b14ef05670f24ad34ebce4c1e97",
		  "fd55c1d3036fef866c9e8302347bd6af97e479cc933513fd622b15642ded0a74",
		  "551f129f4949303d0adc55fb6e3089544745a3f8f07038783dc6f9dd43f43b7f1aede80589928b60a453e2c87365af73023b2b040d2f7e3c71bb313123d1607b"}},
	{2097153, {"a3edfc65", "fad9259c31cd359e9f3218d96d99cdab", "d229a0cc9b4be362339a6c2a046f9884b45163a1",
		   "6260b2aee90cd7fcab47f7bd0f5bda0756b2d94ca207fc14ba7c7d4ca182c98d",
		   "c8817d5f25f18c632d1f188d10d6adbd07165ded92e5acc1e7b15c5dea2ad9974d185a75ee87ec94f2f1748ec1a6f6a9e9b3f1cd1226ce1c74dd5b2e5739d821"}},
};

static void put_bytes(size_t n)
{
	uint8_t *data = malloc(n + 1);
	size_t i;

	for (i = 0; data && i < n; i++)
		data[i] = (uint8_t)(i * 31 + (i >> 8) * 7 + 5);
	if (!data)
		exit(99);
	ex_put(dir, "F", data, n);
	free(data);
}

static void digests(void)
{
	char hex[PM_HASH_KINDS][PM_DIGEST_HEX_BYTES];
	struct pm_error err = {0};
	struct pm_hash h;
	size_t i;
	int kind;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		struct pm_hash_progress at = {NULL, 1000, 0};

		put_bytes(row[i].bytes);
		if (pm_hash_init(&h, ALL) != PM_OK)
			exit(99);
		IS_INT(pm_hash_file(&h, path, &at, &err), PM_OK, "read");
		IS_INT(at.done_bytes, 1000 + row[i].bytes, "what was read is added");
		IS_INT(pm_hash_end(&h, hex), PM_OK, "ended");
		for (kind = 0; kind < PM_HASH_KINDS; kind++)
			IS_STR(hex[kind], row[i].hex[kind], "a digest");
		pm_hash_release(&h);
	}
}

/* Two files through one run are the file of both; what is not wanted stays empty. */
static void some(void)
{
	char hex[PM_HASH_KINDS][PM_DIGEST_HEX_BYTES];
	struct pm_hash_progress at = {0};
	struct pm_error err = {0};
	struct pm_hash h;
	int kind;

	for (kind = 0; kind < PM_HASH_KINDS; kind++) {
		int other;

		if (pm_hash_init(&h, PM_HASH_BIT(kind)) != PM_OK)
			exit(99);
		IS_INT(pm_hash_file(&h, path, &at, &err), PM_OK, "one kind alone");
		IS_INT(pm_hash_end(&h, hex), PM_OK, "ended");
		for (other = 0; other < PM_HASH_KINDS; other++)
			IS_STR(hex[other], other == kind ? row[4].hex[kind] : "", "that one, and no other");
		pm_hash_release(&h);
	}
	/* Each side feeds its own digests only: MD5 and SHA-512 are side 1. */
	if (pm_hash_init(&h, ALL) != PM_OK)
		exit(99);
	pm_hash_add(&h, 1, "\x05", 1);
	IS_INT(pm_hash_end(&h, hex), PM_OK, "side 1 alone");
	for (kind = 0; kind < PM_HASH_KINDS; kind++)
		IS_STR(hex[kind], row[kind == PM_MD5 || kind == PM_SHA512].hex[kind], "a digest of its side");
	pm_hash_release(&h);
	OK(!h.digest[PM_MD5], "released");
}

struct stop {
	int calls, at;
	uint64_t done, total;
};

static int cancelled(void *ctx)
{
	struct stop *s = ctx;

	return ++s->calls > s->at;
}

static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	struct stop *s = ctx;

	(void)phase;
	OK(done > s->done, "progress grows");
	s->done = done;
	s->total = total;
}

static void stops(void)
{
	struct stop s = {0, 3, 0, 0};
	struct pm_progress progress = {&s, report, cancelled};
	struct pm_hash_progress at = {&progress, 0, 2097153};
	struct pm_error err = {0};
	struct pm_hash h;

	if (pm_hash_init(&h, ALL) != PM_OK)
		exit(99);
	IS_INT(pm_hash_file(&h, path, &at, &err), PM_E_CANCELLED, "stopped on the way");
	IS_INT(s.done, 3 * 262144, "behind the third block");
	IS_INT(s.total, 2097153, "of the whole");
	IS_INT(err.status, PM_E_CANCELLED, "and says so");
	err = (struct pm_error){0};
	at.progress = NULL;
	ex_rm(dir, "F");
	IS_INT(pm_hash_file(&h, path, &at, &err), PM_E_NOT_FOUND, "a file that is not there");
	OK(err.message[0] != 0, "says which");
	err = (struct pm_error){0};
	IS_INT(pm_hash_file(&h, dir, &at, &err), PM_E_IO, "a folder cannot be read");
	pm_hash_release(&h);
}

int main(void)
{
	ex_folder(dir, sizeof dir);
	snprintf(path, sizeof path, "%s/F", dir);
	digests();
	some();
	stops();
	rmdir(dir);
	return tap_done();
}
