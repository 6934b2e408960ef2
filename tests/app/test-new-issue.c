/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-new-issue.h"
#include "marked-buffer.h"

/* Return; @after NULL: it is the text view's own. */
static const struct {
  const char *name;
  const char *before;
  const char *after;
} rows[] = {
  { "next-value", "---\ntitle: Nuri|\nsubtitle: \n---\n\n", "---\ntitle: Nuri\nsubtitle: |\n---\n\n" },
  { "to-the-text", "---\ntitle: Nuri\nsubtitle: Up|\n---\n\n",
    "---\ntitle: Nuri\nsubtitle: Up\n---\n\n|" },
  { "makes-a-line", "---\ntitle: Nuri|\n---\n", "---\ntitle: Nuri\n---\n|" },
  { "makes-two", "---\ntitle: Nuri|\n---", "---\ntitle: Nuri\n---\n|" },
  { "next-quoted", "---\ntitle: \"Nuri|\"\nsubtitle: \"\"\n---\nText.\n",
    "---\ntitle: \"Nuri\"\nsubtitle: \"|\"\n---\nText.\n" },
  { "middle-of-quoted", "---\ntitle: \"Nu|ri\"\nsubtitle: \"\"\n---\n", NULL },
  { "quoted-and-full", "---\ntitle: \"Nuri|\"\nsubtitle: \"Up\"\n---\n", NULL },
  { "full-value", "---\ntitle: Nuri|\nsubtitle: Up\n---\n", NULL },
  { "middle", "---\ntitle: Nu|ri\nsubtitle: \n---\n", NULL },
  { "selection", "---\ntitle: ⟦Nuri⟧\nsubtitle: \n---\n", NULL },
  { "has-text", "---\ntitle: Nuri|\nsubtitle: \n---\nText.\n", NULL },
  { "no-front-matter", "title: Nuri|\nsubtitle: \n---\n", NULL },
  { "open", "---\ntitle: Nuri|\nsubtitle: \n", NULL },
  { "first-line", "---|\ntitle: \n---\n", NULL },
  { "in-the-text", "---\ntitle: \n---\n|", NULL },
  { "list", "---\ntags:|\n  - \n---\n", NULL },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (rows[i].before);
  g_autofree char *after = NULL;

  g_assert_cmpint (galley_new_issue_continue (buffer), ==, rows[i].after != NULL);
  after = marked_buffer_dup_with (buffer, "|");
  g_assert_cmpstr (after, ==, rows[i].after ? rows[i].after : rows[i].before);
}

/* Title, Return, subtitle, Return, text. */
static void
test_begin (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autofree char *text = NULL;

  galley_new_issue_begin (buffer);
  g_assert_false (gtk_text_buffer_get_modified (buffer));
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  gtk_text_buffer_insert_at_cursor (buffer, "Nuri", -1);
  g_assert_true (galley_new_issue_continue (buffer));
  gtk_text_buffer_insert_at_cursor (buffer, "Up", -1);
  g_assert_true (galley_new_issue_continue (buffer));
  gtk_text_buffer_insert_at_cursor (buffer, "Text.", -1);
  text = marked_buffer_dup_with (buffer, "|");
  g_assert_cmpstr (text, ==, "---\ntitle: Nuri\nsubtitle: Up\n---\n\nText.|");
}

/* From the last issue: its title is empty and quoted. */
static void
test_begin_with (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autofree char *text = NULL;

  galley_new_issue_begin_with (buffer, "---\ntitle: \"\"\nsubtitle: ''\n---\nText.\n");
  gtk_text_buffer_insert_at_cursor (buffer, "Nuri: up", -1);
  g_assert_true (galley_new_issue_continue (buffer));
  text = marked_buffer_dup_with (buffer, "|");
  g_assert_cmpstr (text, ==, "---\ntitle: \"Nuri: up\"\nsubtitle: '|'\n---\nText.\n");
}

/* From a template, whose title begins what all of them are called. */
static void
test_begin_with_title (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autofree char *text = NULL;

  galley_new_issue_begin_with (buffer, "---\ntitle: \"Week: \"\n---\nText.\n");
  gtk_text_buffer_insert_at_cursor (buffer, "Nuri", -1);
  text = marked_buffer_dup_with (buffer, "|");
  g_assert_cmpstr (text, ==, "---\ntitle: \"Week: Nuri|\"\n---\nText.\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/new-issue/begin", test_begin);
  g_test_add_func ("/app/new-issue/begin-with", test_begin_with);
  g_test_add_func ("/app/new-issue/begin-with-title", test_begin_with_title);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/app/new-issue/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
