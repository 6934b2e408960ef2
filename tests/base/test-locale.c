/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-locale.h"

#include <glib/gi18n-lib.h>
#include <gnu/libc-version.h>
#include <locale.h>

/* A language is only looked for under a locale that is not C; which ones there are is the
 * system's affair. From glibc 2.39 on C.UTF-8 counts as C. */
static gboolean
take_a_locale (void)
{
  static const char *const names[] = { "ko_KR.UTF-8", "en_US.UTF-8", "en_GB.UTF-8", "C.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_ALL, names[i]) != NULL)
      {
        g_setenv ("LC_ALL", names[i], TRUE);
        return !g_str_equal (names[i], "C.UTF-8")
               || g_ascii_strtod (gnu_get_libc_version (), NULL) < 2.39;
      }
  return FALSE;
}

static void
test_korean (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("GALLEY_BUILD_ROOT"), "po", NULL);

  if (!take_a_locale ())
    {
      g_test_skip ("this system has only the C locale");
      return;
    }
  g_setenv ("LANGUAGE", "ko", TRUE);
  g_setenv ("GALLEY_LOCALEDIR", folder, TRUE);
  galley_locale_init ();
  g_assert_cmpstr (_("Untitled"), ==, "제목 없음");
  /* Plural forms: Korean has one. */
  g_assert_cmpstr (ngettext ("%u finding", "%u findings", 1), ==,
                   ngettext ("%u finding", "%u findings", 2));
  g_assert_cmpstr (ngettext ("%u finding", "%u findings", 2), !=, "%u findings");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/locale/korean", test_korean);
  return g_test_run ();
}
