/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ddp-verify.c - files against checksum lists: every flavour, what is changed, gone, not listed, renamed; and the sums from the same reading. */
#include "ddp/ddp.h"

#include "base/buf.h"
#include "base/digest.h"
#include "tests/unit/ddpset.h"

#define IMAGE_MD5 "9778329b27d1092154ddc31de03776a7"
#define SHA1_EMPTY "da39a3ee5e6b4b0d3255bfef95601890afd80709"
#define SHA256_EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define SHA512_EMPTY \
	"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce" \
	"47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"

static char dir[1024];
static struct pm_disc *disc;
static struct pm_sources sources;
static struct pm_diags diags;

static int verify(struct pm_sums *sums, const struct pm_progress *progress)
{
	struct pm_error err = {0};
	int status;

	disc = pm_disc_new(PM_KIND_DDP);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	if (pm_ddp_read(disc, dir, &sources, &diags, &err))
		exit(99);
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	status = pm_ddp_verify_files(disc, dir, sums, &sources, &diags, progress, &err);
	return status;
}

static void done(void)
{
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

/* "CHECKSUM.MD5:5 error checksum-mismatch; ...", lines for lists. */
static void is_found(const char *want, const char *name)
{
	struct pm_buf b;
	size_t i;

	pm_buf_init(&b);
	pm_diags_sort(&diags);
	for (i = 0; i < diags.count; i++) {
		const struct pm_diag *d = &diags.list[i];
		unsigned line = 0, column;

		pm_buf_add_str(&b, i ? "; " : "");
		pm_buf_add_str(&b, d->pos.source ? d->pos.source->name : "?");
		if (d->pos.source && d->pos.offset_bytes != PM_NOWHERE) {
			pm_source_line_column((struct pm_source *)(uintptr_t)d->pos.source, d->pos.offset_bytes, &line, &column);
			pm_buf_printf(&b, ":%u", line);
		}
		pm_buf_printf(&b, " %s %s", pm_severity_text(d->severity), pm_diag_id_text(d->id));
	}
	if (!IS_STR(pm_buf_str(&b), want, name))
		for (i = 0; i < diags.count; i++)
			printf("# %s\n", diags.list[i].message);
	pm_buf_release(&b);
}

static void expect(const char *want, const char *name)
{
	IS_INT(verify(NULL, NULL), PM_OK, name);
	is_found(want, name);
	done();
}

static void list(const char *name, const char *text)
{
	ex_put(dir, name, text, strlen(text));
}

static void t_flavours(void)
{
	expect("DDPMS warning checksum-missing", "no list at all");
	list("CHECKSUM.MD5", ex_md5);
	expect("", "md5sum");
	list("CHECKSUM.TXT", ex_crc);
	expect("", "and CRC-32");
	ex_rm(dir, "CHECKSUM.MD5");
	expect("", "CRC-32 alone");
	ex_rm(dir, "CHECKSUM.TXT");
	list("MD5_CHECKSUM.MD5", "\xef\xbb\xbf"
				 "D7FAF2C8A689E45C346E01179DF245D5 *DDPID\r\nea7f2845f91453035589eeffcc1afead *DDPMS\r\n"
				 "661f8728f326cf6aa6be942233d4166b *C:\\DDP\\CDTEXT.BIN\r\n81a5b45bbddd516150290f86d7ecf3c0 *./PQDESCR\r\n" IMAGE_MD5
				 " *\"image.dat\"\r\n");
	expect("", "BOM, CRLF, upper case, a foreign path, quotes, small letters");
	ex_rm(dir, "MD5_CHECKSUM.MD5");
	list("all.chk",
	     "MD5 (DDPID) = d7faf2c8a689e45c346e01179df245d5\nMD5 (DDPMS) = ea7f2845f91453035589eeffcc1afead\n"
	     "MD5 (CDTEXT.BIN) = 661f8728f326cf6aa6be942233d4166b\nMD5 (PQDESCR) = 81a5b45bbddd516150290f86d7ecf3c0\nMD5 (IMAGE.DAT) = " IMAGE_MD5
	     "\n");
	expect("", "BSD");
	ex_rm(dir, "all.chk");
	list("master.sfv", "; made by\nDDPID CD5479F2\nDDPMS 22ec616a\nCDTEXT.BIN B419D829\nPQDESCR 7DD37BF3\nIMAGE.DAT 120C4786\n");
	expect("", "SFV");
	ex_rm(dir, "master.sfv");
}

static void t_findings(void)
{
	static const char all_but_pq[] = "d7faf2c8a689e45c346e01179df245d5 *DDPID\nea7f2845f91453035589eeffcc1afead "
					 "*DDPMS\n661f8728f326cf6aa6be942233d4166b *CDTEXT.BIN\n" IMAGE_MD5 " *IMAGE.DAT\n";
	uint8_t *image = ex_image();

	list("CHECKSUM.MD5", ex_md5);
	list("CHECKSUM.TXT", ex_crc);
	image[3000000] ^= 1;
	ex_put(dir, "IMAGE.DAT", image, EX_SECTORS * 2352u);
	expect("CHECKSUM.MD5:5 error checksum-mismatch; CHECKSUM.TXT:6 error checksum-mismatch", "one bit of the image");
	image[3000000] ^= 1;
	ex_put(dir, "IMAGE.DAT", image, EX_SECTORS * 2352u);
	ex_rm(dir, "PQDESCR");
	expect("CHECKSUM.MD5:4 error checksum-mismatch", "a listed file is gone: said once");
	ex_put(dir, "SD", ex_pq, 576);
	expect("", "it was renamed, and still fits");
	ex_rm(dir, "SD");
	ex_put(dir, "PQDESCR", ex_pq, 576);
	ex_rm(dir, "CHECKSUM.TXT");
	list("CHECKSUM.MD5", all_but_pq);
	expect("CHECKSUM.MD5 warning checksum-missing", "a file of the set is not listed");
	list("CHECKSUM.MD5", "nothing to see\n");
	expect("CHECKSUM.MD5 warning checksum-missing", "a list without checksums");
	list("CHECKSUM.MD5", ex_md5);
	list("sha.txt", SHA1_EMPTY "  sheet.pdf\n" SHA256_EMPTY "  sheet.pdf\n" SHA512_EMPTY "  sheet.pdf\n00"
				   "000000 sheet.pdf\nd41d8cd98f00b204e9800998ecf8427e  sha.txt\n");
	ex_put(dir, "sheet.pdf", "", 0);
	expect("", "another file beside the set, by all digests; a list's own digest is passed over");
	ex_put(dir, "sheet.pdf", "x", 1);
	expect("sha.txt:1 error checksum-mismatch; sha.txt:2 error checksum-mismatch; sha.txt:3 error checksum-mismatch; sha.txt:4 error "
	       "checksum-mismatch",
	       "and changed");
	ex_rm(dir, "sheet.pdf");
	ex_rm(dir, "sha.txt");
	ex_rm(dir, "CHECKSUM.MD5");
	free(image);
}

static size_t reports;
static int stop;

static void report(void *ctx, const char *phase, uint64_t at, uint64_t total)
{
	(void)ctx;
	if (phase && at <= total)
		reports++;
}

static int cancelled(void *ctx)
{
	(void)ctx;
	return stop;
}

static void t_sums(void)
{
	const struct pm_progress progress = {NULL, report, cancelled};
	struct pm_sums alone, with;
	uint8_t *image = ex_image();

	list("CHECKSUM.MD5", ex_md5);
	IS_INT(verify(&with, &progress), PM_OK, "sums and digests in one reading");
	is_found("", "no finding");
	OK(reports > 0, "progress was reported");
	IS_INT(with.track[1].crc32, pm_crc32(0, image + 150 * 2352, 630 * 2352), "CRC-32 of track 1");
	IS_INT(with.track[3].samples, 412 * 588, "length of track 3");
	done();
	ex_rm(dir, "CHECKSUM.MD5");
	IS_INT(verify(&alone, NULL), PM_OK, "sums without lists");
	IS_INT(alone.track[2].crc32, with.track[2].crc32, "are the same");
	IS_INT(alone.track[3].ar2, with.track[3].ar2, "to the last track");
	done();
	stop = 1;
	list("CHECKSUM.MD5", ex_md5);
	IS_INT(verify(NULL, &progress), PM_E_CANCELLED, "can be stopped");
	done();
	ex_rm(dir, "CHECKSUM.MD5");
	free(image);
}

int main(void)
{
	ex_folder(dir, sizeof dir);
	ex_put_set(dir);
	t_flavours();
	t_findings();
	t_sums();
	ex_rm(dir, "DDPID");
	ex_rm(dir, "DDPMS");
	ex_rm(dir, "PQDESCR");
	ex_rm(dir, "CDTEXT.BIN");
	ex_rm(dir, "IMAGE.DAT");
	rmdir(dir);
	return tap_done();
}
