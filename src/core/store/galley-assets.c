/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-assets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-slug.h"

#define MAX_NAME 60
#define MAX_TRIES 10000

static const struct {
  const char *head;
  const char *suffix;
} heads[] = {
  { "\xff\xd8\xff", ".jpg" },
  { "\x89PNG", ".png" },
  { "GIF8", ".gif" },
  { "RIFF", ".webp" },
  { "<svg", ".svg" },
};

/* Returns: ".jpg"; of the name, else of what the bytes are, else "" */
static char *
make_suffix (const char *name,
             GBytes     *bytes)
{
  const char *dot = strrchr (name, '.');
  gsize size;
  const char *data;

  if (dot && dot != name && dot[1] && strlen (dot + 1) <= 8)
    {
      g_autofree char *clean = g_ascii_strdown (dot, -1);

      if (strspn (clean + 1, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen (clean + 1))
        return g_steal_pointer (&clean);
    }
  data = g_bytes_get_data (bytes, &size);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (size >= strlen (heads[i].head) && memcmp (data, heads[i].head, strlen (heads[i].head)) == 0)
      return g_strdup (heads[i].suffix);
  return g_strdup ("");
}

static char *
make_stem (const char *name)
{
  g_autofree char *display = g_filename_display_name (name);
  char *dot = strrchr (display, '.');

  if (dot && dot != display)
    *dot = '\0';
  return galley_slug_new (display, MAX_NAME, "picture");
}

static gboolean
has_bytes (const char *path,
           GBytes     *bytes)
{
  g_autoptr (GBytes) there = galley_file_load (path, g_bytes_get_size (bytes), NULL);

  return there && g_bytes_equal (there, bytes);
}

static gboolean
make_parent (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return galley_file_make_folder (folder, error);
}

static gboolean
create (const char  *path,
        GBytes      *bytes,
        GError     **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return make_parent (path, error) && galley_file_create (path, data ? data : "", size, error);
}

char *
galley_assets_import (const char  *folder,
                      GBytes      *bytes,
                      const char  *name,
                      GError     **error)
{
  g_autofree char *base = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *suffix = NULL;

  g_return_val_if_fail (folder != NULL && bytes != NULL && name != NULL, NULL);

  base = g_path_get_basename (name);
  stem = make_stem (base);
  suffix = make_suffix (base, bytes);
  for (guint i = 1; i < MAX_TRIES; i++)
    {
      g_autofree char *number = i == 1 ? g_strdup ("") : g_strdup_printf ("-%u", i);
      g_autofree char *relative = g_strconcat ("assets/", stem, number, suffix, NULL);
      g_autofree char *path = galley_file_resolve_inside (folder, relative, error);
      g_autoptr (GError) local = NULL;

      if (!path)
        return NULL;
      if (has_bytes (path, bytes))
        return g_steal_pointer (&relative);
      if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (create (path, bytes, &local))
        return g_steal_pointer (&relative);
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
               _("There are too many pictures named “%s” beside the issue."), stem);
  return NULL;
}

/* Returns: (nullable): where @picture is below @from; %NULL for an address, for what is not there
 * and for what leaves the folder, which is a finding elsewhere and never copied */
static char *
find_source (const char  *from,
             const char  *picture,
             const char **relative)
{
  g_autofree char *root = g_canonicalize_filename (from, NULL);
  g_autofree char *scheme = g_uri_parse_scheme (picture);
  g_autofree char *path = NULL;

  if (scheme || g_str_has_prefix (picture, "//"))
    return NULL;
  path = galley_file_resolve_inside (root, picture, NULL);
  if (!path || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  *relative = path + strlen (root);
  while (**relative == '/')
    (*relative)++;
  return g_steal_pointer (&path);
}

/* @is_dry: looks for conflicts only. */
static gboolean
copy_one (const char  *from,
          const char  *to,
          const char  *picture,
          gboolean     is_dry,
          GError     **error)
{
  const char *relative = NULL;
  g_autofree char *source = find_source (from, picture, &relative);
  g_autofree char *target = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!source)
    return TRUE;
  target = galley_file_resolve_inside (to, relative, error);
  if (!target)
    return FALSE;
  bytes = galley_file_load (source, GALLEY_ASSETS_MAX_PICTURE, error);
  if (!bytes)
    return FALSE;
  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    return is_dry || create (target, bytes, error);
  if (has_bytes (target, bytes))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("The folder “%s” already holds another picture named “%s”. "
                 "Save the issue in a folder of its own."), to, relative);
  return FALSE;
}

gboolean
galley_assets_copy (const char         *from,
                    const char         *to,
                    const char *const  *pictures,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  for (guint pass = 0; pictures && pass < 2; pass++)
    for (guint i = 0; pictures[i]; i++)
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !copy_one (from, to, pictures[i], pass == 0, error))
        return FALSE;
  return TRUE;
}
