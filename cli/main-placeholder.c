/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until master/ is there to link with; then main.c is the program. */
int main(void) { return 3; }
