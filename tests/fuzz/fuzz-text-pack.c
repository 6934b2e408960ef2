/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a .textpack: nothing but files and folders, all of them below the new folder. */

#include <galley-text-bundle.h>
#include <galley-text-pack.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-fuzz.h"

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      struct stat info;

      if (lstat (child, &info) != 0 || (!S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode)))
        galley_fuzz_fail ("“%s” is no file", child);
      if (S_ISDIR (info.st_mode))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
check (const char *pack, const char *folder)
{
  g_autofree char *bundle = galley_text_pack_unpack (pack, folder, NULL, NULL);
  g_autofree char *text = bundle != NULL ? galley_text_bundle_find_text (bundle, NULL) : NULL;

  if ((bundle != NULL && !g_str_has_prefix (bundle, folder)) || (text != NULL && !g_str_has_prefix (text, bundle)))
    galley_fuzz_fail ("“%s” is not below “%s”", text, folder);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *folder = g_build_filename (g_get_tmp_dir (), "galley-fuzz-XXXXXX", NULL);
  g_autofree char *pack = NULL;
  g_autofree char *inside = NULL;

  if (g_mkdtemp (folder) == NULL)
    galley_fuzz_fail ("no folder");
  pack = g_build_filename (folder, "x.textpack", NULL);
  inside = g_build_filename (folder, "in", NULL);
  if (!g_file_set_contents_full (pack, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL)
      || g_mkdir (inside, 0700) != 0)
    galley_fuzz_fail ("no pack");
  check (pack, inside);
  remove_all (folder);
  return 0;
}
