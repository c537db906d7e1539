/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-subcode-layout.c - one sector's subcode in its three forms.  The bytes are those of shared/vectors/subchannel_layouts.json. */
#include "subcode/layout.h"

#include "tests/unit/subcode-help.h"

static const char interleaved_hex[] =
	"808080808080C0C0C08080C080C0C0808080C0C0C0808080C08080C08080C0C08080808080C0808080C0C0C080C0C0808080808080C0C0C0C0808080"
	"8080C0C0C08080C08080808080C080C08080808080C080808080C0C080C0C080C08080C0";
static const char linear_q_hex[] = "039638930476078390504369";
static const char short_hex[] = "03963893047607839050436900000080";
/* Lead-in with CD-Text: R to W as libburn wrote them, P 0, Q as below. */
static const char leadin_hex[] =
	"200000000004296F1E1619351B02010E1A161D281D0F03772000000103070C0014363D2E1932012F1922010A1B340C1C20000402022724001207152D1C07"
	"1139080411351B144F3920000803022701345E10414D1916146013371D375D325172";
static const char leadin_q_hex[] = "01000100000000000200B10B";

int main(void)
{
	uint8_t linear[96] = {0}, interleaved[96], got[96], small[16], leadin[96], q[12], run[3 * 96], *at;
	size_t fitting, i;

	memset(linear, 0xFF, 12);
	help_hex(linear_q_hex, linear + 12, 12);
	IS_INT(help_hex(interleaved_hex, interleaved, 96), 96, "vector");
	pm_subcode_interleave(linear, got);
	IS_MEM(got, interleaved, 96, "interleaved");
	pm_subcode_deinterleave(interleaved, got);
	IS_MEM(got, linear, 96, "linear");
	pm_subcode_interleaved_q(interleaved, q);
	IS_MEM(q, linear + 12, 12, "Q alone");
	help_hex(short_hex, small, 16);
	pm_subcode_to_short(linear, got);
	IS_MEM(got, small, 16, "16 bytes");
	pm_subcode_from_short(small, got);
	IS_MEM(got, linear, 96, "and back");
	small[15] = 0;
	pm_subcode_from_short(small, got);
	IS_INT(got[0], 0, "P is 0");

	IS_INT(help_hex(leadin_hex, leadin, 96), 96, "vector");
	help_hex(leadin_q_hex, q, 12);
	pm_subcode_deinterleave(leadin, got);
	IS_MEM(got + 12, q, 12, "Q of the lead-in");
	IS_INT(got[0] | got[11], 0, "P of the lead-in");
	pm_subcode_interleave(got, linear);
	IS_MEM(linear, leadin, 96, "all eight channels there and back");

	for (i = 0, at = run; i < 3; i++, at += 96)
		memcpy(at, interleaved, 96);
	OK(pm_subcode_guess_form(run, 3, 96, &fitting) == PM_SUBCODE_INTERLEAVED && fitting == 3, "interleaved is recognised");
	for (i = 0, at = run; i < 3; i++, at += 96)
		pm_subcode_deinterleave(interleaved, at);
	OK(pm_subcode_guess_form(run, 3, 96, &fitting) == PM_SUBCODE_LINEAR && fitting == 3, "linear is recognised");
	memset(run, 0, sizeof(run));
	pm_subcode_guess_form(run, 3, 96, &fitting);
	IS_INT(fitting, 0, "zeros are neither");
	return tap_done();
}
