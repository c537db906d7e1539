/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-flags.c - rules about track flags. */
#include "tests/unit/rules.h"

int main(void)
{
	begin();
	disc->track[1].control = PM_CONTROL_COPY | PM_CONTROL_PRE | PM_CONTROL_FOUR;
	disc->track[2].scms = 1;
	run(0, "flags that go together");
	begin();
	disc->track[2].scms = 1;
	disc->track[2].control = PM_CONTROL_COPY;
	run(1, "DCP and SCMS");
	said(0, "flag-conflict", PM_ERROR, 2, 200, "track 2 has the flags DCP and SCMS, which exclude each other");
	begin();
	disc->track[3].control = PM_CONTROL_DATA;
	set_isrc(3, "");
	run(1, "a data track, which needs no ISRC");
	said(0, "data-track", PM_ERROR, 3, 300, "track 3 is a data track, want audio");
	return finish();
}
