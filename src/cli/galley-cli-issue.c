/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli.h"

gboolean
galley_cli_load_issue (const char *path, GalleyIssueFile **file, GalleyIssue **issue, GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "galley", NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  const char *text;
  gsize length = 0;

  *file = galley_issue_file_open (absolute, cache, cancellable, error);
  if (*file == NULL)
    return FALSE;
  text = galley_issue_file_get_text (*file, &length);
  *issue = galley_issue_new (text, (gssize) length);
  return TRUE;
}
