/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of the help as the program reads them, and the window that shows them. */

#include <string.h>

#include "galley-help-window.h"
#include "galley-help.h"
#include "window-fixture.h"

static const char *const english[] = { "en", "C", NULL };
static const char *const korean[] = { "ko_KR.UTF-8", "ko_KR", "ko", "C", NULL };

static void
test_blocks (void)
{
  static const char text[]
      = "<page xmlns='http://projectmallard.org/1.0/' id='a'>\n"
        "  <info><link type='guide' xref='index'/><desc>Short &amp; good</desc>\n"
        "    <license><p>GPL</p></license></info>\n"
        "  <title>A page</title>\n"
        "  <p>Press <gui>New\n  Issue</gui> or\n  <keyseq><key>Ctrl</key> <key>N</key></keyseq>.</p>\n"
        "  <steps><item><p>One.</p></item><item><p>Two.</p></item></steps>\n"
        "  <section id='s'><title>More</title><terms><item><title><gui>Draft</gui></title>"
        "<p>Saves <guiseq><gui>It</gui> <gui>Where\n it is</gui></guiseq>.</p></item></terms>\n"
        "<code>&gt; a\n  b</code><note><p>Mind.</p></note></section>\n"
        "</page>";
  static const GalleyHelpBlock expected[] = {
    { GALLEY_HELP_TEXT, 0, (char *) "Press <b>New Issue</b> or <b>Ctrl</b>+<b>N</b>." },
    { GALLEY_HELP_STEP, 1, (char *) "One." },
    { GALLEY_HELP_STEP, 2, (char *) "Two." },
    { GALLEY_HELP_TITLE, 0, (char *) "More" },
    { GALLEY_HELP_TERM, 0, (char *) "<b>Draft</b>" },
    { GALLEY_HELP_TEXT, 0, (char *) "Saves <b>It</b> → <b>Where it is</b>." },
    { GALLEY_HELP_CODE, 0, (char *) "&gt; a\n  b" },
    { GALLEY_HELP_NOTE, 0, (char *) "Mind." },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyHelpPage) page = galley_help_page_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (page->title, ==, "A page");
  g_assert_cmpstr (page->description, ==, "Short &amp; good");
  g_assert_cmpuint (page->blocks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const GalleyHelpBlock *block = page->blocks->pdata[i];

      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpuint (block->number, ==, expected[i].number);
      g_assert_cmpstr (block->markup, ==, expected[i].markup);
    }
}

static void
test_broken (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_help_page_parse ("<page><p>", 9, &error));
  g_assert_nonnull (error);
}

/* Every page is there in every language, and in no language it says more than in another. */
static void
test_pages (void)
{
  for (const char *const *id = galley_help_list_pages (); *id; id++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyHelpPage) page = galley_help_page_load (*id, english, &error);
      g_autoptr (GalleyHelpPage) other = galley_help_page_load (*id, korean, &error);

      g_assert_no_error (error);
      g_test_message ("%s", *id);
      g_assert_cmpuint (page->blocks->len, ==, other->blocks->len);
      g_assert_cmpstr (page->description, !=, other->description);
      for (guint i = 0; i < page->blocks->len; i++)
        {
          const GalleyHelpBlock *block = page->blocks->pdata[i];
          const GalleyHelpBlock *twin = other->blocks->pdata[i];

          g_assert_cmpint (block->kind, ==, twin->kind);
          g_assert_true (pango_parse_markup (block->markup, -1, 0, NULL, NULL, NULL, NULL));
          g_assert_true (pango_parse_markup (twin->markup, -1, 0, NULL, NULL, NULL, NULL));
        }
    }
}

static gboolean
is_row (GtkWidget *widget, const char *name)
{
  return ADW_IS_ACTION_ROW (widget) && g_str_equal (gtk_widget_get_name (widget), name);
}

static GtkWidget *
find_help (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (GALLEY_IS_HELP_WINDOW (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_selected (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && gtk_label_get_selection_bounds (GTK_LABEL (widget), NULL, NULL);
}

/* F1, a row, back; and it goes with its window. */
static void
test_window (Fixture *f, gconstpointer data)
{
  GtkWidget *help, *row;

  window_fixture_act (f, "win.show-help");
  help = find_help ();
  g_assert_nonnull (help);
  window_fixture_shoot (help, "help");
  row = window_test_find (help, is_row, "publishing");
  g_assert_true (gtk_widget_activate (row));
  WAIT_UNTIL (window_test_find (help, window_fixture_is_shown, "cannot be taken back"));
  g_assert_true (GTK_IS_SCROLLED_WINDOW (gtk_window_get_focus (GTK_WINDOW (help))));
  window_fixture_shoot (help, "help-publishing");
  /* With the focus in the list, as it is there. */
  g_assert_true (gtk_widget_activate_action (help, "help.back", NULL));
  g_assert_true (gtk_widget_activate (window_test_find (help, is_row, "pictures")));
  WAIT_UNTIL (window_test_find (help, window_fixture_is_shown, "Alternative text"));
  g_assert_null (window_test_find (help, is_selected, NULL));
  row = window_test_find (help, is_row, "pictures");
  gtk_window_set_default_size (GTK_WINDOW (help), 360, 600);
  window_fixture_shoot (help, "help-narrow");
  window_test_wait (50);
  g_assert_cmpint (gtk_widget_get_width (help), <=, 360 + 60);
  g_assert_true (gtk_widget_activate_action (help, "help.back", NULL));
  WAIT_UNTIL (gtk_widget_get_mapped (row));
  /* One reads on where one was. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (help)) == row);
}

static void
add (void)
{
  g_test_add_func ("/app/help/blocks", test_blocks);
  g_test_add_func ("/app/help/broken", test_broken);
  g_test_add_func ("/app/help/pages", test_pages);
  WINDOW_ADD ("/app/help/window", test_window);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
