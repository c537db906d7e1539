/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-status.c - the first failure is kept, in words, whatever comes behind it. */
#include "base/status.h"

#include <errno.h>

#include "tests/tap.h"

static void test_set(void)
{
	struct pm_error err = {PM_OK, ""};

	IS_INT(pm_error_set(&err, PM_E_RANGE, "disc %d of %s", 3, "two"), PM_E_RANGE, "the status comes back");
	IS_INT(err.status, PM_E_RANGE, "and is kept");
	IS_STR(err.message, "disc 3 of two", "with its words");
	IS_INT(pm_error_set(&err, PM_E_IO, "later"), PM_E_IO, "a later failure has its own status");
	IS_INT(err.status, PM_E_RANGE, "and changes nothing");
	IS_STR(err.message, "disc 3 of two", "nor the words");
	IS_INT(pm_error_set(NULL, PM_E_NOMEM, "%s", "x"), PM_E_NOMEM, "nobody who listens: the status alone");
}

/* A path of the file system's greatest length must not run over, nor end in half a character. */
static void test_long(void)
{
	struct pm_error err = {PM_OK, ""};
	char path[4097];
	size_t i;

	memset(path, 'x', 4096);
	path[4096] = '\0';
	(void)pm_error_set(&err, PM_E_IO, "%s", path);
	IS_INT(strlen(err.message), PM_ERROR_BYTES - 1, "cut to the room there is");
	err = (struct pm_error){PM_OK, ""};
	(void)pm_error_set(&err, PM_E_IO, "%.*s", PM_ERROR_BYTES - 1, path);
	IS_INT(strlen(err.message), PM_ERROR_BYTES - 1, "what just fits is whole");
	for (i = 0; i + 1 < 4096; i += 2)
		memcpy(path + i, "\xC3\xA9", 2);
	err = (struct pm_error){PM_OK, ""};
	(void)pm_error_set(&err, PM_E_IO, "%s", path);
	IS_INT(strlen(err.message), PM_ERROR_BYTES - 2, "two-byte characters: the half one is left out");
	OK((unsigned char)err.message[PM_ERROR_BYTES - 3] == 0xA9, "and the last is whole");
	for (i = 0; i + 3 < 4096; i += 4)
		memcpy(path + i, "\xF0\x9F\x98\x80", 4);
	err = (struct pm_error){PM_OK, ""};
	(void)pm_error_set(&err, PM_E_IO, "%s", path);
	IS_INT(strlen(err.message), 1020, "four-byte characters: three bytes of one are left out");
	for (i = 0; i + 2 < 4096; i += 3)
		memcpy(path + i, "\xE2\x82\xAC", 3);
	err = (struct pm_error){PM_OK, ""};
	(void)pm_error_set(&err, PM_E_IO, "%s", path);
	IS_INT(strlen(err.message), 1023, "three-byte characters: 341 of them just fit");
	err = (struct pm_error){PM_OK, ""};
	(void)pm_error_set(&err, PM_E_IO, "x%s", path);
	IS_INT(strlen(err.message), 1021, "and behind a letter one less");
	memset(path, 0x80, 4096);
	err = (struct pm_error){PM_OK, ""};
	(void)pm_error_set(&err, PM_E_IO, "%s", path);
	IS_INT(strlen(err.message), 1023, "a name of no characters at all is not eaten");
}

static void io(int sys_errno, int want, const char *why)
{
	struct pm_error err = {PM_OK, ""};
	char text[200];

	snprintf(text, sizeof(text), "cannot open '/a b': %s", strerror(sys_errno));
	IS_INT(pm_error_io(&err, sys_errno, "open", "/a b"), want, why);
	IS_INT(err.status, want, "kept");
	IS_STR(err.message, text, "verb, path and reason");
}

static void test_io(void)
{
	struct pm_error err = {PM_OK, ""};

	io(ENOENT, PM_E_NOT_FOUND, "no such file");
	io(ENOTDIR, PM_E_NOT_FOUND, "a file where a folder should be");
	io(ENOMEM, PM_E_NOMEM, "memory");
	io(EACCES, PM_E_IO, "no permission");
	io(ENOSPC, PM_E_IO, "a full disk");
	io(EEXIST, PM_E_IO, "a name that is taken is for the caller to tell");
	(void)pm_error_io(&err, EACCES, "read", "one");
	IS_INT(pm_error_io(&err, ENOENT, "read", "two"), PM_E_NOT_FOUND, "the second failure's status comes back");
	OK(err.status == PM_E_IO && strstr(err.message, "'one'"), "the first is kept");
	IS_INT(pm_error_io(NULL, ENOENT, "read", "x"), PM_E_NOT_FOUND, "nobody who listens");
}

/* Each has words of its own, and none is empty. */
static void test_text(void)
{
	int a, b;

	IS_STR(pm_status_text(PM_OK), "no error", "no error");
	IS_STR(pm_status_text(PM_E_NOMEM), "out of memory", "memory");
	IS_STR(pm_status_text(PM_E_CANCELLED), "cancelled", "cancelled");
	for (a = PM_E_USAGE; a <= PM_OK; a++)
		for (b = PM_E_USAGE; b < a; b++)
			if (strcmp(pm_status_text(a), pm_status_text(b)) == 0)
				OK(0, pm_status_text(a));
	for (a = PM_E_USAGE; a <= PM_OK; a++)
		OK(strcmp(pm_status_text(a), "unknown error") != 0 && pm_status_text(a)[0], pm_status_text(a));
	IS_STR(pm_status_text(PM_E_USAGE - 1), "unknown error", "a status that does not exist");
	IS_STR(pm_status_text(1), "unknown error", "nor does a positive one");
}

int main(void)
{
	test_set();
	test_long();
	test_io();
	test_text();
	return tap_done();
}
