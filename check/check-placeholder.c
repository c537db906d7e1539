/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds the library together until the first source file of the folder is written; remove it then. */
extern int pm_placeholder_check;
int pm_placeholder_check = 0;
