/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-fingerprint.h"

#include <string.h>

static void
add (GChecksum *checksum, const char *text)
{
  /* With its end, so that two words are not one. */
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static void
add_head (GChecksum *checksum, const GalleyFrontMatter *front)
{
  const char *const *keys = galley_front_matter_get_keys (front);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *value = galley_front_matter_get_string (front, keys[i]);
      const char *const *list = galley_front_matter_get_list (front, keys[i]);

      if (strcmp (keys[i], "galley") == 0)
        continue;
      add (checksum, keys[i]);
      if (value != NULL)
        add (checksum, value);
      for (gsize j = 0; value == NULL && list != NULL && list[j] != NULL; j++)
        add (checksum, list[j]);
    }
}

char *
galley_fingerprint_new (GalleyIssue *issue)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 0;
  const char *text = galley_issue_get_text (issue, &length);
  gsize start = MIN (galley_front_matter_get_end (front), length);

  while (start < length && strchr ("\r\n", text[start]) != NULL)
    start++;
  add_head (checksum, front);
  g_checksum_update (checksum, (const guchar *) text + start, (gssize) (length - start));
  return g_strndup (g_checksum_get_string (checksum), 16);
}
