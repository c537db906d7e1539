dnl SPDX-License-Identifier: GPL-3.0-or-later
dnl premaster.m4 - flags that are probed before they are used.

dnl PM_TRY_CFLAG(FLAG, VARIABLE): append FLAG to VARIABLE when a program compiles and links with it.
AC_DEFUN([PM_TRY_CFLAG], [
  AC_MSG_CHECKING([whether $CC takes $1])
  pm_save_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS -Werror $1"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); $2="$$2 $1"], [AC_MSG_RESULT([no])])
  CFLAGS=$pm_save_CFLAGS
])

AC_DEFUN([PM_TRY_LDFLAG], [
  AC_MSG_CHECKING([whether the linker takes $1])
  pm_save_LDFLAGS=$LDFLAGS
  LDFLAGS="$LDFLAGS $1"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); $2="$$2 $1"], [AC_MSG_RESULT([no])])
  LDFLAGS=$pm_save_LDFLAGS
])

AC_DEFUN([PM_C11], [
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
#if __STDC_VERSION__ < 201112L
#error not C11
#endif
]], [])], [], [AC_MSG_ERROR([a C11 compiler is needed])])
])

dnl AM_CFLAGS pieces: the user's CFLAGS stay the user's.
AC_DEFUN([PM_HARDENING], [
  AC_ARG_ENABLE([hardening], [AS_HELP_STRING([--disable-hardening], [build without stack protector, FORTIFY, PIE and relro])],
    [], [enable_hardening=yes])
  PM_HARDENING_CFLAGS=
  PM_HARDENING_LDFLAGS=
  pm_hardening=no
  AS_IF([test "x$enable_hardening" = xyes], [
    pm_hardening=yes
    PM_TRY_CFLAG([-fstack-protector-strong], [PM_HARDENING_CFLAGS])
    PM_TRY_CFLAG([-fstack-clash-protection], [PM_HARDENING_CFLAGS])
    PM_TRY_CFLAG([-fcf-protection], [PM_HARDENING_CFLAGS])
    PM_TRY_CFLAG([-fPIE -pie], [pm_pie])
    AS_IF([test -n "$pm_pie"], [PM_HARDENING_CFLAGS="$PM_HARDENING_CFLAGS -fPIE"; PM_HARDENING_LDFLAGS="$PM_HARDENING_LDFLAGS -pie"])
    PM_TRY_LDFLAG([-Wl,-z,relro], [PM_HARDENING_LDFLAGS])
    PM_TRY_LDFLAG([-Wl,-z,now], [PM_HARDENING_LDFLAGS])
    dnl _FORTIFY_SOURCE needs optimisation, which comes from CFLAGS: compile, do not preprocess.
    AC_MSG_CHECKING([whether FORTIFY_SOURCE can be used])
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
#ifndef __OPTIMIZE__
#error not optimising
#endif
#if defined(__SANITIZE_ADDRESS__)
#error sanitizers
#endif
]], [])], [AC_MSG_RESULT([yes]); PM_HARDENING_CFLAGS="$PM_HARDENING_CFLAGS -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"],
      [AC_MSG_RESULT([no])])
  ])
  AC_SUBST([PM_HARDENING_CFLAGS])
  AC_SUBST([PM_HARDENING_LDFLAGS])
])

AC_DEFUN([PM_WARNINGS], [
  AC_ARG_ENABLE([werror], [AS_HELP_STRING([--enable-werror], [treat compiler warnings as errors])], [], [enable_werror=no])
  PM_WARNING_CFLAGS=
  m4_foreach_w([pm_flag], [-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings
    -Wformat=2 -Wvla -Wundef -Wold-style-definition -Wdouble-promotion -Wcast-qual],
    [PM_TRY_CFLAG(pm_flag, [PM_WARNING_CFLAGS])])
  AS_IF([test "x$enable_werror" = xyes], [PM_WARNING_CFLAGS="$PM_WARNING_CFLAGS -Werror"])
  AC_SUBST([PM_WARNING_CFLAGS])
])

AC_DEFUN([PM_SANITIZERS], [
  AC_ARG_ENABLE([sanitizers], [AS_HELP_STRING([--enable-sanitizers], [build with address and undefined-behaviour sanitizers])],
    [], [enable_sanitizers=no])
  PM_SANITIZER_CFLAGS=
  AS_IF([test "x$enable_sanitizers" = xyes], [
    PM_SANITIZER_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
  ])
  AC_SUBST([PM_SANITIZER_CFLAGS])
  AM_CONDITIONAL([SANITIZERS], [test "x$enable_sanitizers" = xyes])
])

dnl libFuzzer (clang) as the main of the fuzz targets, with the sanitizers; everything is built with its counters.
AC_DEFUN([PM_FUZZERS], [
  AC_ARG_ENABLE([fuzzers], [AS_HELP_STRING([--enable-fuzzers], [build the fuzz targets with libFuzzer, for make fuzz (needs clang)])],
    [], [enable_fuzzers=no])
  PM_FUZZ_ENGINE=
  AS_IF([test "x$enable_fuzzers" = xyes], [
    pm_fuzz=
    PM_TRY_CFLAG([-fsanitize=fuzzer-no-link], [pm_fuzz])
    AS_IF([test -z "$pm_fuzz"], [AC_MSG_ERROR([--enable-fuzzers needs clang: ./configure CC=clang])])
    PM_SANITIZER_CFLAGS="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
    PM_FUZZ_ENGINE=-fsanitize=fuzzer
  ])
  AC_SUBST([PM_FUZZ_ENGINE])
  AM_CONDITIONAL([FUZZERS], [test "x$enable_fuzzers" = xyes])
])
