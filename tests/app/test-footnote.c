/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-footnote.h"
#include "marked-buffer.h"

static const struct {
  const char *name;
  const char *before;
  const char *after; /* NULL: nothing */
} inserts[] = {
  { "first", "Nuri| flew.", "Nuri[^1] flew.\n\n[^1]: |" },
  { "newline-at-end", "한|국\n", "한[^1]국\n\n[^1]: |" },
  { "next", "a[^1] b|\n\n[^1]: one\n", "a[^1] b[^2]\n\n[^1]: one\n[^2]: |\n" },
  { "behind-long-note", "a|\n\n[^7]: one\n    more\n\nend", "a[^8]\n\n[^7]: one\n    more\n[^8]: |\n\nend" },
  { "behind-wrapped-note", "a|\n\n[^7]: one\nmore\n\nend", "a[^8]\n\n[^7]: one\nmore\n[^8]: |\n\nend" },
  { "behind-note-of-two-paragraphs", "a|\n\n[^7]: one\n\n    two\n\nend",
    "a[^8]\n\n[^7]: one\n\n    two\n[^8]: |\n\nend" },
  { "before-list", "a|\n\n[^7]: one\n- two", "a[^8]\n\n[^7]: one\n[^8]: |\n- two" },
  { "names-count-not", "a[^x] b|\n\n[^x]: one", "a[^x] b[^1]\n\n[^x]: one\n[^1]: |" },
}, jumps[] = {
  { "there", "a[^|1] b\n\n[^1]: one", "a[^1] b\n\n[^1]: |one" },
  { "there-behind-mark", "a[^1]| b\n\n[^1]: one", "a[^1] b\n\n[^1]: |one" },
  { "back", "a[^1] b[^1]\n\n[^1]: on|e", "a[^1]| b[^1]\n\n[^1]: one" },
  { "back-from-second-line", "a[^1] b\n\n[^1]: one\n    t|wo", "a[^1]| b\n\n[^1]: one\n    two" },
  { "not-here", "a| b[^1]\n\n[^1]: one", NULL },
  { "no-note", "a[^1]|", NULL },
};

static void
test_insert (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (inserts[i].before);
  g_autofree char *after = NULL;

  galley_footnote_insert (buffer);
  after = marked_buffer_dup (buffer);
  g_assert_cmpstr (after, ==, inserts[i].after);
  marked_buffer_assert_undo (buffer, inserts[i].before);
}

static void
test_jump (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (jumps[i].before);
  g_autofree char *after = NULL;

  g_assert_cmpint (galley_footnote_jump (buffer), ==, jumps[i].after != NULL);
  after = marked_buffer_dup (buffer);
  g_assert_cmpstr (after, ==, jumps[i].after ? jumps[i].after : jumps[i].before);
}

/* Of several references, back to the one that was left. */
static void
test_there_and_back (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("a[^1] b[^1|] c\n\n[^1]: one");
  g_autofree char *after = NULL;

  g_assert_true (galley_footnote_jump (buffer));
  g_assert_true (galley_footnote_jump (buffer));
  after = marked_buffer_dup (buffer);
  g_assert_cmpstr (after, ==, "a[^1] b[^1]| c\n\n[^1]: one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (inserts); i++)
    {
      g_autofree char *path = g_strconcat ("/app/footnote/insert/", inserts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_insert);
    }
  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++)
    {
      g_autofree char *path = g_strconcat ("/app/footnote/jump/", jumps[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_jump);
    }
  g_test_add_func ("/app/footnote/there-and-back", test_there_and_back);
  return g_test_run ();
}
