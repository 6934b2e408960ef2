/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-folders.h"

char *
galley_folders_dup_state (void)
{
  return g_build_filename (g_get_user_state_dir (), "galley", NULL);
}

char *
galley_folders_dup_cache (void)
{
  return g_build_filename (g_get_user_cache_dir (), "galley", NULL);
}

char *
galley_folders_dup_config (void)
{
  return g_build_filename (g_get_user_config_dir (), "galley", NULL);
}
