/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-nocdio.c - what stands for drives in a build without libcdio: a sentence, and nothing else. */
#include "drive/port.h"
#include "tests/tap.h"

static void says(const char *path, const char *want)
{
	struct pm_port port = {&port, NULL, NULL, NULL};
	struct pm_error err = {0};
	char *name = (char *)&err;

	IS_INT(pm_port_open(path, &port, &name, &err), PM_E_UNSUPPORTED, "not in this build");
	IS_STR(err.message, want, "and why");
	OK(!name && port.ctx == &port && !port.command, "nothing to free or to close");
}

int main(void)
{
	says("/dev/sr0", "cannot read the drive /dev/sr0: this premaster was built without libcdio");
	says(NULL, "cannot read the first drive: this premaster was built without libcdio");
	says("", "cannot read the first drive: this premaster was built without libcdio");
	return tap_done();
}
