/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"

#include <gio/gio.h>

static void
test_names (void)
{
  g_autoptr (GError) conflict = g_error_new_literal (GALLEY_ERROR, GALLEY_ERROR_CONFLICT, "x");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "x");
  g_autoptr (GError) wild = g_error_new_literal (GALLEY_ERROR, 4711, "x");

  g_assert_cmpstr (galley_error_get_name (conflict), ==, "conflict");
  g_assert_cmpint (galley_error_get_exit_status (conflict), ==, 5);
  g_assert_cmpstr (galley_error_get_name (cancelled), ==, "cancelled");
  g_assert_cmpint (galley_error_get_exit_status (cancelled), ==, 130);
  g_assert_cmpstr (galley_error_get_name (foreign), ==, "failed");
  g_assert_cmpstr (galley_error_get_name (wild), ==, "failed");
  g_assert_cmpint (galley_error_get_exit_status (wild), ==, 6);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/names", test_names);
  return g_test_run ();
}
