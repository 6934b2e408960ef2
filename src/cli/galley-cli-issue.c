/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli.h"
#include "galley-folders.h"

gboolean
galley_cli_load_issue (const char *path, GalleyIssueFile **file, GalleyIssue **issue, GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *cache = galley_folders_dup_cache ();
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

GalleyIssue *
galley_cli_apply_visibility (GalleyIssue *issue, const char *visibility, GError **error)
{
  static const char *const words[] = { "public", "members", "paid", NULL };
  gboolean tiers = !g_strv_contains (words, visibility);
  g_auto (GStrv) list = g_strsplit (visibility, ",", -1);
  const GalleyFrontMatterChange changes[] = {
    { "visibility", tiers ? "tiers" : visibility, NULL },
    { "tiers", NULL, (const char *const *) list },
  };
  gsize length = 0;
  gsize new_length = 0;
  const char *text = galley_issue_get_text (issue, &length);
  g_autoptr (GalleyEdit) edit = galley_front_matter_edit (galley_issue_get_front_matter (issue), changes,
                                                          tiers ? 2 : 1, error);
  g_autofree char *changed = edit != NULL ? galley_edit_apply (edit, text, length, &new_length) : NULL;

  return changed != NULL ? galley_issue_new (changed, (gssize) new_length) : NULL;
}
