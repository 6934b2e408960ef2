/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mnemonic.h"

static void
test_rows (void)
{
  static const char *const rows[][2] = {
    { "Weekly", "Weekly" }, { "A_B & <C>", "A__B & <C>" }, { "__", "____" }, { "한국_소식_", "한국__소식__" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *escaped = galley_mnemonic_escape (rows[i][0]);

      g_assert_cmpstr (escaped, ==, rows[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/mnemonic/rows", test_rows);
  return g_test_run ();
}
