/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-issue-folder.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-text-bundle.h"

/* The last one is also what is beside issues: notes, licences. */
static const char *const suffixes[] = { ".md", ".markdown", ".textbundle", ".textpack", ".txt" };

static gboolean
has_suffix (const char *path,
            guint       n)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < n; i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

gboolean
galley_issue_folder_is_issue (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return has_suffix (path, G_N_ELEMENTS (suffixes));
}

/* Two are as many as there can be. */
static guint
count_issues (GDir  *dir,
              char **first)
{
  const char *name;
  guint n = 0;

  while (n < 2 && (name = g_dir_read_name (dir)))
    if (name[0] != '.' && has_suffix (name, G_N_ELEMENTS (suffixes) - 1) && n++ == 0)
      *first = g_strdup (name);
  return n;
}

char *
galley_issue_folder_find (const char  *path,
                          GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *display = NULL;
  g_autoptr (GDir) dir = NULL;
  guint n;

  g_return_val_if_fail (path != NULL, NULL);

  text = galley_text_bundle_find_text (path, NULL);
  if (text || has_suffix (path, G_N_ELEMENTS (suffixes) - 1))
    return g_strdup (path);
  display = g_filename_display_basename (path);
  dir = g_dir_open (path, 0, NULL);
  if (dir == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("The folder “%s” cannot be read."), display);
      return NULL;
    }
  n = count_issues (dir, &name);
  if (n == 1)
    return g_build_filename (path, name, NULL);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               n == 0 ? _("There is no issue in “%s”. Galley opens Markdown, TextBundle and TextPack files.")
                      : _("There are several issues in “%s”. Drop the one that is to be opened."),
               display);
  return NULL;
}
