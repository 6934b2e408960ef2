/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-pasted.h"

#include <string.h>

#include "galley-image-head.h"
#include "galley-paste.h"

/* "data:image/png;base64,…" */
static GBytes *
decode (const char *source)
{
  const char *comma = strchr (source, ',');
  g_autofree char *words = NULL;
  guchar *data;
  gsize length;

  if (comma == NULL || !g_strstr_len (source, comma - source, ";base64"))
    return NULL;
  words = g_uri_unescape_string (comma + 1, NULL);
  if (words == NULL)
    return NULL;
  data = g_base64_decode (words, &length);
  return g_bytes_new_take (data, length);
}

static char *
import (GalleyIssueFile *file, const char *source)
{
  g_autofree char *path = g_filename_from_uri (source, NULL, NULL);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GalleyImageHead head;
  gsize length;
  const guint8 *data;

  if (path)
    return galley_issue_file_import_picture (file, path, NULL);
  bytes = decode (source);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  if (length == 0 || !galley_image_head_read (&head, data, length))
    return NULL;
  name = g_strconcat ("picture.", galley_image_kind_get_suffix (head.kind), NULL);
  return galley_issue_file_import_bytes (file, bytes, name, NULL);
}

/* From "![" to the end of the figure, what stands in its place. */
static void
lose (GString *text, const char *name)
{
  const char *at = strstr (text->str, name);
  const char *start = at;
  const char *end = at ? strchr (at, ')') : NULL;
  g_autofree char *alt = NULL;

  if (end == NULL)
    return;
  while (start > text->str && start[-1] != '\n' && !g_str_has_prefix (start, "!["))
    start--;
  if (!g_str_has_prefix (start, "!["))
    return;
  alt = g_strndup (start + 2, at - start - 2);
  if (g_str_has_suffix (alt, "]("))
    alt[strlen (alt) - 2] = '\0';
  g_string_erase (text, start - text->str, end + 1 - start);
  g_string_insert (text, start - text->str, alt);
}

char *
galley_pasted_import (GalleyIssueFile *file, const char *markdown, GPtrArray *sources,
                      guint *n_lost)
{
  g_autoptr (GString) text = g_string_new (markdown);

  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (file) && sources != NULL && n_lost != NULL, NULL);

  *n_lost = 0;
  for (guint i = 0; i < sources->len; i++)
    {
      g_autofree char *name = galley_paste_dup_picture_name (i);
      g_autofree char *path = import (file, sources->pdata[i]);

      if (path)
        g_string_replace (text, name, path, 1);
      else
        {
          lose (text, name);
          (*n_lost)++;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
