/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdlib.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "galley-file.h"

/* What G_TEST_OPTION_ISOLATE_DIRS does, for the program as a whole. GLib does it anew for every test
 * and lets go of the names it had, which the leak checker can only be told not to count when the
 * slow unwinder, twenty times as slow as everything else, looks at each allocation. */

static char *isolated_test_folder;

static void
isolated_test_remove (void)
{
  galley_file_remove_tree (isolated_test_folder);
  g_free (isolated_test_folder);
}

static inline void
isolated_test_init (int    *argc,
                    char ***argv)
{
  static const char *const names[] = { "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                       "XDG_RUNTIME_DIR", "XDG_STATE_HOME" };
  const char *top = g_getenv ("TMPDIR");

  /* Not by g_dir_make_tmp(), which would keep the folder of before as the one for temporary files. */
  isolated_test_folder = g_mkdtemp (g_build_filename (top ? top : "/tmp", "galley-test-XXXXXX", NULL));
  g_assert_nonnull (isolated_test_folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (isolated_test_folder, names[i], NULL);

      g_setenv (names[i], path, TRUE);
    }
  g_assert_cmpint (g_mkdir (g_getenv ("TMPDIR"), 0700), ==, 0);
  atexit (isolated_test_remove);
  g_test_init (argc, argv, NULL);
}
