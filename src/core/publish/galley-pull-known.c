/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-pull-known.h"

#include "galley-issue-file.h"
#include "galley-issue.h"

static gboolean
is_post (const char *path,
         const char *site,
         const char *post)
{
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (path, NULL, NULL, NULL);
  g_autoptr (GalleyIssue) issue = NULL;
  const char *text;
  gsize length;

  if (file == NULL)
    return FALSE;
  text = galley_issue_file_get_text (file, &length);
  issue = galley_issue_new (text, (gssize) length);
  return g_strcmp0 (galley_front_matter_get_post (galley_issue_get_front_matter (issue), site), post)
         == 0;
}

char *
galley_pull_find_known (const char *const *paths,
                        const char        *site,
                        const char        *post)
{
  g_return_val_if_fail (paths != NULL && site != NULL && post != NULL, NULL);

  for (; *paths != NULL; paths++)
    if (!g_str_has_suffix (*paths, ".textpack") && is_post (*paths, site, post))
      return g_strdup (*paths);
  return NULL;
}
