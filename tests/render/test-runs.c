/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"

/* Formats that Ghost opens in its own order, and those that it cannot hold. */
static void
test_formats (void)
{
  assert_fragment ("web", "***both***", "<p><strong><em>both</em></strong></p>");
  assert_fragment ("web", "**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>");
  assert_fragment ("web", "**a [b](https://x.example) c**",
                   "<p><strong>a </strong><a href=\"https://x.example\"><strong>b</strong></a>"
                   "<strong> c</strong></p>");
  assert_fragment ("web", "**a\\\nb**", "<p><strong>a<br>b</strong></p>");
}

/* However deep, there is an answer. */
static void
test_deep (void)
{
  g_autoptr (GString) quotes = g_string_new (NULL);
  g_autoptr (GString) stars = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append (quotes, "> ");
      g_string_append (stars, "*a **a ");
    }
  g_string_append (quotes, "end");
  first = render_fragment ("web", quotes->str, GALLEY_READER_EVERYTHING);
  second = render_fragment ("text", stars->str, GALLEY_READER_EVERYTHING);
  assert_holds (first, "<blockquote>");
  g_assert_cmpuint (strlen (second), >, 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/runs/formats", test_formats);
  g_test_add_func ("/render/runs/deep", test_deep);
  return g_test_run ();
}
