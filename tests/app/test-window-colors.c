/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-editor-scheme.h"
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

/* The style of @id in @scheme, or of what the language says to take instead. */
static const char *
find_style (GtkSourceStyleScheme *scheme, GtkSourceLanguage *language, const char *id)
{
  while (id != NULL && gtk_source_style_scheme_get_style (scheme, id) == NULL)
    id = gtk_source_language_get_style_fallback (language, id);
  return id;
}

/* The styles of @language that @scheme makes too faint, a line each. */
static void
list_faint (GString *faint, GtkSourceStyleScheme *scheme, GtkSourceLanguage *language, double least)
{
  g_auto (GStrv) ids = gtk_source_language_get_style_ids (language);
  GdkRGBA page, line;

  g_assert_true (read_color (scheme, "text", "background", &page));
  g_assert_true (read_color (scheme, "current-line", "background", &line));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *id = find_style (scheme, language, ids[i]);
      GdkRGBA text, own;
      double contrast;

      if (id == NULL || !read_color (scheme, id, "foreground", &text))
        continue;
      contrast = read_color (scheme, id, "background", &own)
                     ? get_contrast (&text, &own)
                     : MIN (get_contrast (&text, &page), get_contrast (&text, &line));
      if (contrast < least)
        g_string_append_printf (faint, "%s: %s (%s) has %.2f\n",
                                gtk_source_style_scheme_get_id (scheme), ids[i], id, contrast);
    }
}

/* @color as it looks on the page: half of it may shine through. */
static void
lay_on (GdkRGBA *color, const GdkRGBA *page)
{
  float through = 1 - color->alpha;

  color->red = color->red * color->alpha + page->red * through;
  color->green = color->green * color->alpha + page->green * through;
  color->blue = color->blue * color->alpha + page->blue * through;
}

/* What was looked for, on the page and on the line of the cursor. */
static void
list_faint_match (GString *faint, GtkSourceStyleScheme *scheme, double least)
{
  static const char *const pages[] = { "text", "current-line" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GdkRGBA page, text, own;
      double contrast;

      g_assert_true (read_color (scheme, pages[i], "background", &page));
      g_assert_true (read_color (scheme, "search-match", "foreground", &text));
      g_assert_true (read_color (scheme, "search-match", "background", &own));
      lay_on (&own, &page);
      contrast = get_contrast (&text, &own);
      if (contrast < least)
        g_string_append_printf (faint, "%s: a match on %s has %.2f\n",
                                gtk_source_style_scheme_get_id (scheme), pages[i], contrast);
    }
}

/* Every colour that an issue and the HTML in it can have, in all four looks. */
static void
test_schemes (Fixture *f, gconstpointer data)
{
  static const char *const languages[] = { "galley-issue", "markdown", "html", "css" };
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  g_autoptr (GString) faint = g_string_new (NULL);

  window_fixture_open (f, "Text.\n", -1);
  WAIT_UNTIL (gtk_source_buffer_get_language (
                  GTK_SOURCE_BUFFER (galley_window_get_document (f->window))) != NULL);
  for (guint look = 0; look < 4; look++)
    {
      gboolean is_high = look & 2;
      GtkSourceStyleScheme *scheme = galley_editor_scheme_find (look & 1, is_high);
      double least = is_high ? 7 : 4.5;
      GdkRGBA page, text;

      g_assert_true (g_str_has_prefix (gtk_source_style_scheme_get_id (scheme), "galley"));
      g_assert_true (read_color (scheme, "text", "background", &page));
      g_assert_true (read_color (scheme, "text", "foreground", &text));
      g_assert_cmpfloat (get_contrast (&text, &page), >=, 7);
      g_assert_cmpint (get_luminance (&page) < 0.2, ==, look & 1);
      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        list_faint (faint, scheme, gtk_source_language_manager_get_language (manager, languages[i]),
                    least);
      list_faint_match (faint, scheme, least);
    }
  g_assert_cmpstr (faint->str, ==, "");
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-colors/schemes", test_schemes);
  WINDOW_ADD ("/app/window-colors/contrast", test_contrast);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
