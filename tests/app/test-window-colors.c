/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window-fixture.h"

/* What is dimmed in the text can be read: WCAG's contrast to the page and to the line of the cursor. */

/* Of sRGB; the curve of the power 2.4, of which this is above 0 nowhere off by more than 0.002. */
static double
get_light (double part)
{
  return part * (part * (part * 0.305306011 + 0.682171111) + 0.012522878);
}

static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * get_light (color->red) + 0.7152 * get_light (color->green)
         + 0.0722 * get_light (color->blue);
}

static double
get_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = get_luminance (one) + 0.05;
  double b = get_luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

/* FALSE: the scheme gives it none. */
static gboolean
read_color (GtkSourceStyleScheme *scheme, const char *id, const char *property, GdkRGBA *color)
{
  GtkSourceStyle *style = gtk_source_style_scheme_get_style (scheme, id);
  g_autofree char *name = NULL;

  if (style == NULL)
    return FALSE;
  g_object_get (style, property, &name, NULL);
  return name != NULL && gdk_rgba_parse (color, name);
}

/* As the language maps it. */
static const char *
get_style (Fixture *f, const char *id)
{
  return gtk_source_language_get_style_fallback (
      gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (galley_window_get_document (f->window))),
      id);
}

static void
check_contrast (Fixture *f, const char *id, double least)
{
  GtkSourceStyleScheme *scheme = gtk_source_buffer_get_style_scheme (
      GTK_SOURCE_BUFFER (galley_window_get_document (f->window)));
  GdkRGBA page, line, text;

  g_assert_true (read_color (scheme, "text", "background", &page));
  g_assert_true (read_color (scheme, "current-line", "background", &line));
  g_assert_true (read_color (scheme, get_style (f, id), "foreground", &text));
  g_assert_cmpfloat (get_contrast (&text, &page), >=, least);
  g_assert_cmpfloat (get_contrast (&text, &line), >=, least);
}

static void
test_contrast (Fixture *f, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  window_fixture_open (f, "---\ntitle: Nuri\n---\nText. %%private%%\n", -1);
  WAIT_UNTIL (gtk_source_buffer_get_language (
                  GTK_SOURCE_BUFFER (galley_window_get_document (f->window))) != NULL);
  check_contrast (f, "galley-issue:front-matter", 7);
  check_contrast (f, "galley-issue:private", 7);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (adw_style_manager_get_dark (style));
  window_fixture_shoot (f->window, "colors-dark");
  check_contrast (f, "galley-issue:front-matter", 4.5);
  check_contrast (f, "galley-issue:private", 4.5);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-colors/contrast", test_contrast);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
