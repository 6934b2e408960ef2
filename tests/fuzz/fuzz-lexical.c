/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a document of Ghost's, to Markdown and back. */

#include <glib.h>

#include "galley-fuzz.h"
#include "galley-round-trip.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *fault = galley_round_trip_check (text, NULL);

  if (fault != NULL)
    galley_fuzz_fail ("%s", fault);
  return 0;
}
