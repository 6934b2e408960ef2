/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-design.h"

#include <string.h>

#define ACCENT "#8a1c3c"
#define INK "#15212a"
#define DIM "#5c6670"
#define LINE "#e0e7eb"
#define DIM_ON_DARK "#b9c0c7"
#define SERIF "Georgia, 'Noto Serif', serif"

const char *const galley_mail_design_keys[] = {
  "name", "header_image", "show_header_icon", "show_header_title", "show_header_name",
  "show_post_title_section", "show_excerpt", "show_feature_image", "show_badge",
  "feedback_enabled", "show_comment_cta", "show_share_button", "show_latest_posts",
  "show_subscription_details",
  "title_font_category", "title_font_weight", "title_alignment", "body_font_category",
  "footer_content", "background_color", "header_background_color", "post_title_color",
  "section_title_color", "divider_color", "button_color", "button_corners", "button_style",
  "link_color", "link_style", "image_corners", NULL,
};

static gboolean
is_color (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return (length == 4 || length == 7) && text[0] == '#'
         && strspn (text + 1, "0123456789abcdefABCDEF") == length - 1;
}

gboolean
galley_mail_design_is_dark (const char *color)
{
  guint64 rgb = g_ascii_strtoull (color + 1, NULL, 16);
  guint red, green, blue;

  if (strlen (color) == 4)
    rgb = (rgb & 0xf00) * 0x1100 | (rgb & 0xf0) * 0x110 | (rgb & 0xf) * 0x11;
  red = rgb >> 16 & 0xff;
  green = rgb >> 8 & 0xff;
  blue = rgb & 0xff;
  return red * 299 + green * 587 + blue * 114 < 186 * 1000;
}

const char *
galley_mail_design_get_ink (const char *background)
{
  return galley_mail_design_is_dark (background) ? "#ffffff" : "#000000";
}

static const char *
get (JsonObject *settings,
     const char *name)
{
  return settings != NULL ? galley_json_get_string (settings, name) : NULL;
}

static gboolean
is (JsonObject *settings,
    const char *name,
    const char *value)
{
  return g_strcmp0 (get (settings, name), value) == 0;
}

/* A colour of its own, the accent's by that word, or what goes without saying. */
static char *
dup_color (const GalleyMailDesign *self,
           JsonObject             *settings,
           const char             *name,
           const char             *fallback)
{
  const char *value = get (settings, name);

  if (g_strcmp0 (value, "accent") == 0)
    return g_strdup (self->accent);
  return g_strdup (is_color (value) ? value : fallback);
}

static char *
dup_text (JsonObject *settings,
          const char *name)
{
  const char *value = get (settings, name);

  return value != NULL && value[0] != '\0' ? g_strdup (value) : NULL;
}

static const char *
get_font (JsonObject *settings,
          const char *name,
          const char *fallback)
{
  if (is (settings, name, "serif"))
    return SERIF;
  return is (settings, name, "sans_serif") ? GALLEY_MAIL_SANS : fallback;
}

static const char *
get_weight (JsonObject *settings)
{
  if (is (settings, "title_font_weight", "normal"))
    return "400";
  if (is (settings, "title_font_weight", "medium"))
    return "500";
  return is (settings, "title_font_weight", "semibold") ? "600" : "700";
}

static const char *
get_radius (JsonObject *settings)
{
  if (is (settings, "button_corners", "square"))
    return "0";
  return is (settings, "button_corners", "pill") ? "9999px" : "6px";
}

/* Links and buttons: an absent colour is the accent's, one that was cleared that of the words. */
static const char *
get_fallback (const GalleyMailDesign *self,
              JsonObject             *settings,
              const char             *name)
{
  JsonNode *node = settings != NULL ? json_object_get_member (settings, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_NULL (node) ? galley_mail_design_get_ink (self->background)
                                                     : self->accent;
}

static void
read_colors (GalleyMailDesign *self,
             JsonObject       *settings)
{
  self->background = dup_color (self, settings, "background_color", "#ffffff");
  self->header_background = dup_color (self, settings, "header_background_color", NULL);
  self->ink = galley_mail_design_is_dark (self->background) ? "#ffffff" : INK;
  self->dim = galley_mail_design_is_dark (self->background) ? DIM_ON_DARK : DIM;
  self->site_dim = galley_mail_design_is_dark (self->background) ? "rgba(255, 255, 255, 0.6)"
                                                                 : "rgba(0, 0, 0, 0.6)";
  self->edge = galley_mail_design_is_dark (self->background) ? "rgba(255, 255, 255, 0.25)"
                                                             : "rgba(0, 0, 0, 0.12)";
  self->title_color
    = dup_color (self, settings, "post_title_color",
                 galley_mail_design_is_dark (self->header_background != NULL ? self->header_background
                                                          : self->background)
                   ? "#ffffff" : INK);
  self->section_color = dup_color (self, settings, "section_title_color", self->ink);
  self->divider = dup_color (self, settings, "divider_color", LINE);
  self->button = dup_color (self, settings, "button_color",
                            get_fallback (self, settings, "button_color"));
  self->link = dup_color (self, settings, "link_color", get_fallback (self, settings, "link_color"));
  self->outline_buttons = is (settings, "button_style", "outline");
  self->button_ink = settings == NULL ? "#ffffff" : galley_mail_design_get_ink (self->button);
  self->accent_ink = settings == NULL ? "#ffffff" : galley_mail_design_get_ink (self->accent);
}

static void
read_shapes (GalleyMailDesign *self,
             JsonObject       *settings)
{
  self->title_font = get_font (settings, "title_font_category", GALLEY_MAIL_SANS);
  self->body_font = get_font (settings, "body_font_category", SERIF);
  self->title_weight = get_weight (settings);
  self->title_align = is (settings, "title_alignment", "center") ? "center" : "left";
  self->button_radius = get_radius (settings);
  self->image_radius = is (settings, "image_corners", "rounded") ? "6px" : "0";
  self->link_decoration = is (settings, "link_style", "regular") ? "none"
                          : is (settings, "link_style", "bold") ? "none; font-weight: 700"
                                                                : "underline";
}

static void
read_frame (GalleyMailDesign *self,
            JsonObject       *settings)
{
  self->is_site = TRUE;
  self->name = dup_text (settings, "name");
  self->header_image = dup_text (settings, "header_image");
  self->footer = dup_text (settings, "footer_content");
  self->show_icon = galley_json_get_boolean (settings, "show_header_icon", TRUE);
  self->show_site_title = galley_json_get_boolean (settings, "show_header_title", TRUE);
  self->show_name = galley_json_get_boolean (settings, "show_header_name", TRUE);
  self->show_title = galley_json_get_boolean (settings, "show_post_title_section", TRUE);
  self->show_excerpt = galley_json_get_boolean (settings, "show_excerpt", FALSE);
  self->show_feature_image = galley_json_get_boolean (settings, "show_feature_image", TRUE);
  self->show_badge = galley_json_get_boolean (settings, "show_badge", FALSE);
  self->show_feedback = galley_json_get_boolean (settings, "feedback_enabled", FALSE);
  self->show_comment = galley_json_get_boolean (settings, "show_comment_cta", FALSE);
  self->show_share = galley_json_get_boolean (settings, "show_share_button", FALSE);
  self->show_latest = galley_json_get_boolean (settings, "show_latest_posts", FALSE);
  self->show_subscription = galley_json_get_boolean (settings, "show_subscription_details", FALSE);
}

GalleyMailDesign *
galley_mail_design_new (JsonObject *settings,
                        const char *accent)
{
  GalleyMailDesign *self = g_atomic_rc_box_new0 (GalleyMailDesign);

  self->accent = g_strdup (is_color (accent) ? accent : ACCENT);
  self->show_site_title = self->show_name = TRUE;
  self->show_title = self->show_excerpt = self->show_feature_image = TRUE;
  read_colors (self, settings);
  read_shapes (self, settings);
  if (settings != NULL)
    read_frame (self, settings);
  return self;
}

GalleyMailDesign *
galley_mail_design_ref (const GalleyMailDesign *self)
{
  return g_atomic_rc_box_acquire ((GalleyMailDesign *) self);
}

static void
clear (gpointer data)
{
  GalleyMailDesign *self = data;

  g_free (self->accent);
  g_free (self->background);
  g_free (self->header_background);
  g_free (self->title_color);
  g_free (self->section_color);
  g_free (self->divider);
  g_free (self->button);
  g_free (self->link);
  g_free (self->name);
  g_free (self->header_image);
  g_free (self->footer);
}

void
galley_mail_design_unref (GalleyMailDesign *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
