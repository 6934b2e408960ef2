/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mnemonic.h"

/**
 * galley_mnemonic_escape:
 * @text: what somebody else wrote: a name, a word, a path
 *
 * In the words of a button or of a menu an underscore is the letter to press; in a name it is a part of it.
 *
 * Returns: (transfer full): @text as it is, in such words
 */
char *
galley_mnemonic_escape (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}
