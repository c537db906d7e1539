/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-buf.c - growing buffers, strings, arrays, and the errors of the world (status.c). */
#include <errno.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "tests/tap.h"

static void test_buf(void)
{
	struct pm_buf b;
	char *text;
	int i;

	pm_buf_init(&b);
	IS_STR(pm_buf_str(&b), "", "an empty buffer reads as an empty string");
	pm_buf_add_str(&b, "ab");
	pm_buf_add_char(&b, 'c');
	pm_buf_add(&b, "d\0e", 3);
	pm_buf_add_fill(&b, '-', 3);
	pm_buf_printf(&b, "%d|%s", 42, "x");
	IS_INT(b.length_bytes, 13, "length counts the NUL inside and not the one behind");
	IS_MEM(b.data, "abcd\0e---42|x\0", 14, "contents, with the closing NUL");
	pm_buf_add(&b, NULL, 0);
	pm_buf_add_fill(&b, 'x', 0);
	IS_INT(b.length_bytes, 13, "adding nothing changes nothing");
	for (i = 0; i < 10000; i++)
		pm_buf_add_str(&b, "0123456789");
	IS_INT(b.length_bytes, 100013, "grows");
	IS_MEM(b.data + 100003, "0123456789\0", 11, "still closed by a NUL");
	text = pm_buf_detach(&b);
	OK(text && !b.data && !b.length_bytes, "detaching empties the buffer");
	free(text);
	text = pm_buf_detach(&b);
	IS_STR(text, "", "detaching from an empty buffer gives an empty string");
	free(text);
	pm_buf_add_str(&b, "kept");
	pm_buf_add_fill(&b, 'x', SIZE_MAX - 2);
	OK(b.failed, "an addition beyond memory is remembered");
	pm_buf_add_str(&b, "more");
	IS_STR(pm_buf_str(&b), "kept", "contents are what fitted before");
	OK(!pm_buf_detach(&b), "a failed buffer cannot be detached");
	OK(!b.failed && !b.data, "and is then empty");
	pm_buf_release(&b);
}

static void test_strings(void)
{
	char *s = pm_str_printf("%s-%03d", "a", 7);

	IS_STR(s, "a-007", "pm_str_printf");
	free(s);
	s = pm_str_dup_n("abcdef", 3);
	IS_STR(s, "abc", "pm_str_dup_n");
	free(s);
	s = pm_str_dup_n(NULL, 0);
	IS_STR(s, "", "pm_str_dup_n of nothing");
	free(s);
	OK(!pm_str_dup(NULL), "pm_str_dup of NULL");
	OK(!pm_str_dup_n("x", SIZE_MAX), "a length that overflows");
}

static void test_array(void)
{
	uint32_t *list = NULL;
	void *p = NULL;
	size_t capacity = 0, i, big = SIZE_MAX / 2;
	int bad = 0;

	for (i = 0; i < 1000; i++) {
		bad |= pm_array_grow(&p, &capacity, i, sizeof(*list));
		list = p;
		list[i] = (uint32_t)i;
		bad |= i == 0 && capacity < 8;
	}
	for (i = 0; i < 1000; i++)
		bad |= list[i] != i;
	OK(!bad, "an array grows and keeps its elements");
	IS_INT(pm_array_grow(&p, &big, SIZE_MAX / 2, 8), PM_E_NOMEM, "a size that would overflow is refused");
	OK(p == list && big == SIZE_MAX / 2, "and nothing is touched");
	free(list);
}

static void test_status(void)
{
	struct pm_error err = {0};

	IS_INT(pm_error_set(&err, PM_E_RANGE, "first %d", 1), PM_E_RANGE, "pm_error_set returns its status");
	IS_INT(pm_error_set(&err, PM_E_IO, "second"), PM_E_IO, "also when it keeps another");
	IS_STR(err.message, "first 1", "the first failure is kept");
	IS_INT(err.status, PM_E_RANGE, "with its status");
	IS_INT(pm_error_set(NULL, PM_E_IO, "x"), PM_E_IO, "err may be NULL");
	err = (struct pm_error){0};
	IS_INT(pm_error_io(&err, ENOENT, "open", "a.wav"), PM_E_NOT_FOUND, "ENOENT is not found");
	IS_STR(err.message, "cannot open 'a.wav': No such file or directory", "the sentence of a system call");
	IS_INT(pm_error_io(NULL, ENOTDIR, "open", "a"), PM_E_NOT_FOUND, "ENOTDIR is not found");
	IS_INT(pm_error_io(NULL, ENOMEM, "open", "a"), PM_E_NOMEM, "ENOMEM is memory");
	IS_INT(pm_error_io(NULL, EIO, "open", "a"), PM_E_IO, "the rest is I/O");
	IS_STR(pm_status_text(PM_E_NOMEM), "out of memory", "a status in words");
	IS_STR(pm_status_text(-99), "unknown error", "an unknown status in words");
}

static void test_bytes(void)
{
	uint8_t b[8] = {0x01, 0x02, 0x83, 0x84, 0x05, 0x06, 0x07, 0x08};

	IS_INT(pm_get_be16(b), 0x0102, "be16");
	IS_INT(pm_get_le16(b), 0x0201, "le16");
	IS_INT(pm_get_be32(b), 0x01028384, "be32");
	IS_INT(pm_get_le32(b), 0x84830201u, "le32");
	OK(pm_get_be64(b) == 0x0102838405060708u, "be64");
	OK(pm_get_le64(b) == 0x0807060584830201u, "le64");
	pm_put_be32(b, 0xA1B2C3D4u);
	pm_put_le32(b + 4, 0xA1B2C3D4u);
	IS_MEM(b, "\xA1\xB2\xC3\xD4\xD4\xC3\xB2\xA1", 8, "put be32, le32");
	IS_INT(pm_to_bcd(74), 0x74, "to BCD");
	IS_INT(pm_from_bcd(0x59), 59, "from BCD");
	OK(pm_is_bcd(0x99) && !pm_is_bcd(0x9A) && !pm_is_bcd(0xA0), "what is BCD");
}

int main(void)
{
	test_buf();
	test_strings();
	test_array();
	test_status();
	test_bytes();
	return tap_done();
}
