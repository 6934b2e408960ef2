/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "galley-file.h"
#include "galley-image-dialog.h"
#include "window-test.h"

typedef struct {
  GtkWindow      *parent;
  GalleyDocument *document;
  char           *folder;
  char           *picture;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 400);
  g_autoptr (GError) error = NULL;
  g_autofree char *cache = NULL;

  fixture->folder = g_dir_make_tmp ("galley-image-XXXXXX", NULL);
  fixture->picture = g_build_filename (fixture->folder, "Nuri on the pad.png", NULL);
  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save (pixbuf, fixture->picture, "png", &error, NULL);
  g_assert_no_error (error);
  cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->document = galley_document_new (fixture->folder, cache);
  fixture->parent = GTK_WINDOW (gtk_window_new ());
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->parent);
  galley_document_discard (fixture->document);
  WAIT_UNTIL (G_OBJECT (fixture->document)->ref_count == 1);
  g_assert_finalize_object (fixture->document);
  galley_file_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->picture);
}

static GtkWidget *
find_dialog (void)
{
  return window_test_find_window ("GalleyImageDialog");
}

static void
set_text (Fixture    *fixture,
          const char *text,
          int         cursor)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  GtkTextIter iter;

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, cursor);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
check_text (Fixture    *fixture,
            const char *expected)
{
  g_autofree char *text = galley_document_dup_text (fixture->document, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
wait_for (GtkWidget  *dialog,
          const char *label)
{
  WAIT_UNTIL (window_test_find (dialog, window_test_is_button, label) != NULL
              && gtk_widget_get_sensitive (window_test_find (dialog, window_test_is_button, label)));
}

static void
test_insert (Fixture       *fixture,
             gconstpointer  data)
{
  const char *paths[] = { fixture->picture, NULL };
  GtkWidget *dialog, *row;

  set_text (fixture, "One\n\nTwo\n", 2);
  galley_image_dialog_present_files (fixture->parent, fixture->document, paths);
  WAIT_UNTIL ((dialog = find_dialog ()) != NULL);
  wait_for (dialog, "_Insert");
  g_assert_nonnull (window_test_find (dialog, window_test_says, "No alternative text yet"));
  window_test_type (dialog, "_Alternative Text", "A rocket");
  g_assert_null (window_test_find (dialog, window_test_says, "No alternative text yet"));
  window_test_type (dialog, "Ca_ption", "The \"Nuri\" on the pad");
  window_test_type (dialog, "C_redit", "KARI");
  window_test_shoot (dialog, "image-dialog");
  /* As Return does in a field. */
  row = window_test_find (dialog, window_test_is_row, "C_redit");
  g_assert_true (adw_entry_row_get_activates_default (ADW_ENTRY_ROW (row)));
  gtk_widget_activate_default (row);
  WAIT_UNTIL (find_dialog () == NULL);
  check_text (fixture, "One\n\n![A rocket](assets/nuri-on-the-pad.png \"The \\\"Nuri\\\" on the pad. "
                       "Credit: KARI\")\n\nTwo\n");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  check_text (fixture, "One\n\nTwo\n");
}

static void
test_feature (Fixture       *fixture,
              gconstpointer  data)
{
  const char *paths[] = { fixture->picture, NULL };
  GtkWidget *dialog;
  GtkWidget *row;
  const GalleyFrontMatter *front_matter;

  set_text (fixture, "One\n", 3);
  galley_image_dialog_present_files (fixture->parent, fixture->document, paths);
  WAIT_UNTIL ((dialog = find_dialog ()) != NULL);
  wait_for (dialog, "_Insert");
  row = window_test_find (dialog, window_test_is_row, "Also Use as _Feature Picture");
  gtk_switch_set_active (
      GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
  window_test_type (dialog, "_Alternative Text", "A rocket");
  window_test_click (dialog, "_Insert");
  WAIT_UNTIL (find_dialog () == NULL);
  front_matter = galley_issue_get_front_matter (galley_document_parse (fixture->document));
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "image"), ==,
                   "assets/nuri-on-the-pad.png");
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "image-alt"), ==, "A rocket");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  check_text (fixture, "One\n");
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *dialog;

  set_text (fixture, "One\n\n![Old](gone.png \"Words. Credit: KARI\"){.wide}\n\nTwo\n", 9);
  galley_image_dialog_present (fixture->parent, fixture->document);
  WAIT_UNTIL ((dialog = find_dialog ()) != NULL);
  g_assert_nonnull (dialog);
  wait_for (dialog, "_Apply");
  g_assert_nonnull (window_test_find (dialog, window_test_says, "Edit Picture"));
  window_test_type (dialog, "_Alternative Text", "New");
  window_test_click (dialog, "_Apply");
  WAIT_UNTIL (find_dialog () == NULL);
  check_text (fixture, "One\n\n![New](gone.png \"Words. Credit: KARI\"){.wide}\n\nTwo\n");
}

static void
test_gallery (Fixture       *fixture,
              gconstpointer  data)
{
  const char *paths[] = { fixture->picture, fixture->picture, NULL };
  GtkWidget *dialog;
  GtkWidget *row;

  set_text (fixture, "", 0);
  galley_image_dialog_present_files (fixture->parent, fixture->document, paths);
  WAIT_UNTIL ((dialog = find_dialog ()) != NULL);
  wait_for (dialog, "_Next");
  window_test_type (dialog, "_Alternative Text", "First");
  row = window_test_find (dialog, window_test_is_row, "Combine into One _Gallery");
  gtk_switch_set_active (
      GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
  window_test_click (dialog, "_Next");
  wait_for (dialog, "_Insert");
  window_test_type (dialog, "_Alternative Text", "Second");
  window_test_click (dialog, "_Insert");
  WAIT_UNTIL (find_dialog () == NULL);
  check_text (fixture, "![First](assets/nuri-on-the-pad.png)\n"
                       "![Second](assets/nuri-on-the-pad.png)\n");
}

static void
test_no_picture (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "notes.png", NULL);
  const char *paths[] = { path, NULL };
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (path, "no picture at all", -1, NULL));
  set_text (fixture, "One\n", 0);
  galley_image_dialog_present_files (fixture->parent, fixture->document, paths);
  WAIT_UNTIL ((dialog = find_dialog ()) != NULL);
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "notes.png") != NULL);
  window_test_wait (300);
  g_assert_false (gtk_widget_get_sensitive (
      window_test_find (dialog, window_test_is_button, "_Insert")));
  galley_dialog_close (GALLEY_DIALOG (dialog));
  WAIT_UNTIL (find_dialog () == NULL);
  check_text (fixture, "One\n");
}

#define ADD(name, func) g_test_add ("/app/image-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  ADD ("insert", test_insert);
  ADD ("feature", test_feature);
  ADD ("edit", test_edit);
  ADD ("gallery", test_gallery);
  ADD ("no-picture", test_no_picture);
  return g_test_run ();
}
