/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-shelf.h"

#include <errno.h>
#include <galley-error.h>
#include <galley-file.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-assets.h"
#include "galley-issue.h"

#define SUFFIX ".md"
#define MAX_TEXT (1024 * 1024)
#define MAX_FILES 500

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *one = g_utf8_collate_key_for_filename (*(const char *const *) a, -1);
  g_autofree char *other = g_utf8_collate_key_for_filename (*(const char *const *) b, -1);

  return strcmp (one, other);
}

char **
galley_shelf_list (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  GPtrArray *names = g_ptr_array_new ();
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir && names->len < MAX_FILES && (name = g_dir_read_name (dir)))
    if (name[0] != '.' && g_str_has_suffix (name, SUFFIX) && g_utf8_validate (name, -1, NULL))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (SUFFIX)));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* A name is one of a file, and of none elsewhere. */
static char *
make_path (const char *folder, const char *name, GError **error)
{
  g_autofree char *file = NULL;

  if (*name == '\0' || *name == '.' || strchr (name, '/') || strlen (name) > 200)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("“%s” cannot be the name of a file."), name);
      return NULL;
    }
  file = g_strconcat (name, SUFFIX, NULL);
  return g_build_filename (folder, file, NULL);
}

char *
galley_shelf_load (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize length;

  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  path = make_path (folder, name, error);
  if (path == NULL)
    return NULL;
  bytes = galley_file_load (path, MAX_TEXT, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate_len (data, length, NULL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” is not a text in UTF-8."),
                   name);
      return NULL;
    }
  return g_strndup (data, length);
}

static gboolean
copy_files (const char *text, const char *from, const char *folder, GError **error)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_auto (GStrv) pictures = galley_issue_list_pictures (issue);
  g_auto (GStrv) files = galley_issue_list_files (issue);

  return galley_assets_copy (from, folder, (const char *const *) pictures, NULL, error)
         && galley_assets_copy (from, folder, (const char *const *) files, NULL, error);
}

gboolean
galley_shelf_add (const char *folder, const char *name, const char *text, const char *from,
                  GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) own_error = NULL;

  g_return_val_if_fail (folder != NULL && name != NULL && text != NULL, FALSE);

  path = make_path (folder, name, error);
  if (path == NULL || !galley_file_make_folder (folder, error))
    return FALSE;
  if (from && !g_file_test (path, G_FILE_TEST_EXISTS) && !copy_files (text, from, folder, error))
    return FALSE;
  if (galley_file_create (path, text, strlen (text), &own_error))
    return TRUE;
  if (g_error_matches (own_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                 _("There is already one of the name “%s”."), name);
  else
    g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

gboolean
galley_shelf_remove (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL && name != NULL, FALSE);

  path = make_path (folder, name, error);
  if (path == NULL)
    return FALSE;
  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("“%s” could not be deleted: %s."), name,
               g_strerror (errno));
  return FALSE;
}

/* Twice for a moment rather than not at all. */
gboolean
galley_shelf_rename (const char *folder, const char *name, const char *to, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (folder != NULL && name != NULL && to != NULL, FALSE);

  text = galley_shelf_load (folder, name, error);
  if (text == NULL || !galley_shelf_add (folder, to, text, NULL, error))
    return FALSE;
  if (galley_shelf_remove (folder, name, error))
    return TRUE;
  galley_shelf_remove (folder, to, NULL);
  return FALSE;
}
