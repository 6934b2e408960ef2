/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every window, panel and popover, as a person with little room has it: nothing needs more than 360
 * pixels. With GALLEY_SCREENSHOTS it draws them all; LANGUAGE, ADW_DEBUG_COLOR_SCHEME,
 * ADW_DEBUG_HIGH_CONTRAST and GALLEY_TEXT_SCALE (2.0: twice) are the caller's. */

#include <glib/gi18n.h>
#include <locale.h>

#include "galley-image-dialog.h"
#include "window-fixture.h"

#define NARROW 360
#define SHADOW 48

static const char text[]
    = "---\ntitle: A Long Title That Goes On and On and Does Not End\nword-goal: 100\n---\n"
      "# Heading\n\nOne two three TK.\n\n## Second\n\n![](a.jpg)\n\n> [!PULLQUOTE]\n> A quote.\n\n"
      "%% A private comment. %%\n\n<!--members-only-->\n\n### Third\n\nMisspeled words.\n";

static GtkWidget *
find_other (Fixture *f)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (l->data != (gpointer) f->window && gtk_widget_get_visible (l->data))
      return l->data;
  return window_test_find_inside (GTK_WIDGET (f->window));
}

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  /* The window itself may be made smaller than its pages need. */
  if (ADW_IS_APPLICATION_WINDOW (widget))
    widget = adw_application_window_get_content (ADW_APPLICATION_WINDOW (widget));
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
check (gpointer widget, const char *name)
{
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);

  if (GTK_IS_WINDOW (widget) || GALLEY_IS_DIALOG (widget))
    {
      window_fixture_shoot (widget, name);
      if (GALLEY_IS_DIALOG (widget))
        galley_dialog_set_size (widget, NARROW, 640);
      else
        gtk_window_set_default_size (widget, NARROW, 640);
      window_test_wait (100);
    }
  window_fixture_shoot (widget, narrow);
  g_test_message ("%s needs %d pixels", name, get_minimum (widget));
  if (get_minimum (widget) > NARROW + (GTK_IS_WINDOW (widget) ? 0 : SHADOW) && g_getenv ("GALLEY_SCREENSHOTS") == NULL)
    g_test_fail ();
}

static void
test_dialogs (Fixture *f, gconstpointer data)
{
  static const char *const actions[]
      = { "win.show-preferences", "win.show-shortcuts", "win.format-link",   "win.show-accounts",
          "win.show-versions",    "win.publish",        "win.show-snippets", "win.show-templates",
          "win.show-help",        "win.open-site" };

  window_fixture_open (f, text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *window;

      g_test_message ("%s", actions[i]);
      window_fixture_act (f, actions[i]);
      WAIT_UNTIL ((window = find_other (f)) != NULL);
      window_test_wait (100);
      check (window, actions[i] + strlen ("win."));
      window_test_close (window);
      WAIT_UNTIL (find_other (f) == NULL);
    }
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample", "assets",
                                            "nuri-pad.jpg", NULL);
  const char *const paths[] = { path, NULL };
  GtkWidget *window;

  window_fixture_open (f, text, -1);
  galley_image_dialog_present_files (GTK_WINDOW (f->window), galley_window_get_document (f->window),
                                     paths);
  WAIT_UNTIL ((window = find_other (f)) != NULL);
  window_test_wait (300);
  check (window, "image-dialog");
  window_test_close (window);
}

/* The window itself goes down to where it shows one page, and that far with every panel. */
static void
test_panels (Fixture *f, gconstpointer data)
{
  static const char *const actions[] = { "win.show-outline", "win.show-settings", "win.show-preview",
                                         "win.find-text",    "win.replace-text" };

  window_fixture_open (f, text, -1);
  window_fixture_shoot (f->window, "window");
  /* It goes step by step: with each page less it needs less. */
  for (guint i = 0; i < 20 && get_minimum (GTK_WIDGET (f->window)) > 600; i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (f->window), 600 + i % 2, 640);
      window_test_wait (50);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      window_fixture_act (f, actions[i]);
      window_test_wait (100);
      check (f->window, actions[i] + strlen ("win."));
      if (i < 3)
        window_fixture_act (f, actions[i]);
    }
}

/* Longer words in wider letters. */
static void
set_up_korean (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_getenv ("GALLEY_BUILD_ROOT"), "po", NULL);

  g_setenv ("LANGUAGE", "ko", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain ("galley", folder);
  bind_textdomain_codeset ("galley", "UTF-8");
  textdomain ("galley");
  window_fixture_set_up (f, data);
}

static void
test_korean (Fixture *f, gconstpointer data)
{
  /* A system without any locale has no words but its own. */
  if (g_str_equal (gettext ("Everything"), "Everything"))
    g_test_skip ("no locale");
  else
    test_panels (f, data);
}

static void
tear_down_korean (Fixture *f, gconstpointer data)
{
  window_fixture_tear_down (f, data);
  g_unsetenv ("LANGUAGE");
  setlocale (LC_ALL, "");
}

static gboolean
is_popover (GtkWidget *widget, const char *words)
{
  return GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_count (GtkWidget *widget, const char *words)
{
  return GTK_IS_MENU_BUTTON (widget)
         && gtk_widget_get_ancestor (widget, g_type_from_name (words));
}

static void
check_popover (Fixture *f, const char *name)
{
  GtkWidget *popover;

  WAIT_UNTIL ((popover = window_test_find (GTK_WIDGET (f->window), is_popover, NULL)) != NULL);
  window_test_wait (100);
  check (popover, name);
  gtk_popover_popdown (GTK_POPOVER (popover));
  WAIT_UNTIL (window_test_find (GTK_WIDGET (f->window), is_popover, NULL) == NULL);
}

static void
test_popovers (Fixture *f, gconstpointer data)
{
  static const char *const meters[] = { "GalleyWordCount", "GalleyMailMeter" };

  window_fixture_open (f, text, -1);
  window_fixture_act (f, "win.show-findings");
  check_popover (f, "findings");
  window_fixture_act (f, "win.show-inserter");
  check_popover (f, "inserter");
  for (guint i = 0; i < G_N_ELEMENTS (meters); i++)
    {
      gtk_menu_button_popup (
          GTK_MENU_BUTTON (window_test_find (GTK_WIDGET (f->window), is_count, meters[i])));
      check_popover (f, meters[i]);
    }
}

static void
add (void)
{
  const char *scale = g_getenv ("GALLEY_TEXT_SCALE");

  if (scale)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                  (int) (96 * 1024 * g_ascii_strtod (scale, NULL)), NULL);
  WINDOW_ADD ("/app/looks/dialogs", test_dialogs);
  WINDOW_ADD ("/app/looks/pictures", test_pictures);
  WINDOW_ADD ("/app/looks/panels", test_panels);
  WINDOW_ADD ("/app/looks/popovers", test_popovers);
  g_test_add ("/app/looks/korean", Fixture, NULL, set_up_korean, test_korean, tear_down_korean);
}

int
main (int argc, char **argv)
{
  const char *locale = g_getenv ("GALLEY_LOCALEDIR");

  if (locale)
    {
      setlocale (LC_ALL, "");
      bindtextdomain ("galley", locale);
      bind_textdomain_codeset ("galley", "UTF-8");
      textdomain ("galley");
    }
  return window_fixture_run (&argc, &argv, add);
}
