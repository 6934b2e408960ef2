/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

/* What a fuzzer calls with bytes of its own; it aborts when something is wrong with them. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A fuzzer keeps what led to an abort; a breakpoint, as g_error() ends in, is nothing to it. */
#define galley_fuzz_fail(...) \
  G_STMT_START { g_printerr (__VA_ARGS__); g_printerr ("\n"); abort (); } G_STMT_END
