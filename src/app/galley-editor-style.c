/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the source looks: the preferences for it, and the measure of its lines. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#define NARROW_WIDTH 500
/* The name that GtkSourceView looks up for what galley-issue.lang calls a table. */
#define TABLE_TAG "gtksourceview:context-classes:table"

static int
get_int (GalleyEditor *self, const char *key)
{
  return g_settings_get_int (self->settings, key);
}

/* Text wider than a page is hard to read: what is left over goes to both sides. */
static void
update_margins (GalleyEditor *self, int width)
{
  g_autoptr (PangoLayout) layout = NULL;
  int pixels, margin;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), "abcdefghijklmnopqrstuvwxyz ");
  pango_layout_get_pixel_size (layout, &pixels, NULL);
  margin = MAX (get_int (self, "side-margin"),
                (width - pixels * get_int (self, "line-width") / 27) / 2);
  if (width < NARROW_WIDTH)
    margin = MIN (margin, 12);
  if (gtk_text_view_get_left_margin (self->view) == margin)
    return;
  gtk_text_view_set_left_margin (self->view, margin);
  gtk_text_view_set_right_margin (self->view, margin);
}

/* Between the rows of a paragraph, and half as much more after it. */
static void
update_spacing (GalleyEditor *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), "Xg");
  int height, extra;

  pango_layout_get_pixel_size (layout, NULL, &height);
  extra = (height * (get_int (self, "line-spacing") - 100) + 50) / 100;
  gtk_text_view_set_pixels_inside_wrap (self->view, extra);
  gtk_text_view_set_pixels_below_lines (self->view, extra / 2);
}

/* Also when the font has come, which is some time after it was set. */
void
galley_editor_update_measure (GalleyEditor *self, int width)
{
  if (self->settings == NULL)
    return;
  update_margins (self, width);
  update_spacing (self);
}

/* A font description in the words of a style sheet. */
static char *
make_css (const char *font)
{
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  const char *family = pango_font_description_get_family (description);
  double size = pango_font_description_get_size (description) / (double) PANGO_SCALE;
  PangoStyle style = pango_font_description_get_style (description);
  const char *unit = pango_font_description_get_size_is_absolute (description) ? "px" : "pt";
  g_autofree char *quoted = g_strescape (family ? family : "sans", "");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("textview { font-family: \"%s\"; font-size: %s%s; font-weight: %d; "
                          "font-style: %s; }",
                          quoted, g_ascii_formatd (number, sizeof number, "%.2f", size > 0 ? size : 12),
                          unit, pango_font_description_get_weight (description),
                          style == PANGO_STYLE_ITALIC    ? "italic"
                          : style == PANGO_STYLE_OBLIQUE ? "oblique"
                                                         : "normal");
}

static gboolean
has_fixed_font (GalleyEditor *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  g_autofree char *font = g_settings_get_string (self->settings, "font");
  g_autoptr (PangoFontDescription) description = NULL;
  PangoFontFamily *family;

  if (g_settings_get_boolean (self->settings, "use-system-font"))
    return g_settings_get_boolean (self->settings, "monospace");
  description = pango_font_description_from_string (font);
  if (pango_font_description_get_family (description) == NULL)
    return FALSE;
  family = pango_font_map_get_family (pango_context_get_font_map (context),
                                      pango_font_description_get_family (description));
  return family && pango_font_family_is_monospace (family);
}

/* The pipes of a table are below each other where every letter is as wide as the next: in the font of
 * the text when it is such a one, else in the one of the desktop for it. A large text has no language,
 * and no such rows. */
void
galley_editor_update_tables (GalleyEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextTag *tag;

  if (self->settings == NULL || buffer == NULL)
    return;
  tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TABLE_TAG);
  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, TABLE_TAG, NULL);
  if (has_fixed_font (self))
    g_object_set (tag, "family-set", FALSE, NULL);
  else
    g_object_set (tag, "family", "monospace", NULL);
}

static void
update_font (GalleyEditor *self)
{
  gboolean use_system = g_settings_get_boolean (self->settings, "use-system-font");
  g_autofree char *font = g_settings_get_string (self->settings, "font");
  g_autofree char *css = use_system ? g_strdup ("") : make_css (font);

  gtk_text_view_set_monospace (
      self->view, use_system && g_settings_get_boolean (self->settings, "monospace"));
  gtk_css_provider_load_from_data (self->font, css, -1);
}

static void
update_all (GalleyEditor *self)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (self->view);

  update_font (self);
  galley_editor_update_tables (self);
  galley_editor_update_measure (self, gtk_widget_get_width (GTK_WIDGET (self)));
  gtk_source_view_set_tab_width (view, (guint) get_int (self, "tab-width"));
  gtk_source_view_set_insert_spaces_instead_of_tabs (
      view, g_settings_get_boolean (self->settings, "tab-spaces"));
}

void
galley_editor_set_settings (GalleyEditor *self, GSettings *settings)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  self->font = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self->view)),
                                  GTK_STYLE_PROVIDER (self->font),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (settings, "changed", G_CALLBACK (update_all), self, G_CONNECT_SWAPPED);
  update_all (self);
}
