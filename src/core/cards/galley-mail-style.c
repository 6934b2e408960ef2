/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-style.h"

#include <string.h>

#define TITLE "font-family: @f; font-weight: @w; "
#define SMALL "font-family: @s; "
#define INK "color: @i;"
#define DIM "color: @d;"
#define BLOCK "margin: 0 0 1.5em 0; border-collapse: separate; width: 100%; "
#define SHOWN "display: block; text-decoration: none; overflow-wrap: anywhere; "

/* As Ghost's mails have it, as far as one style an element can say it. An @ and a letter stand for
 * something of the design; see expand (). */
static const char *const styles[GALLEY_MAIL_N_STYLES] = {
  [GALLEY_MAIL_P] = "margin: 0 0 1.5em 0; line-height: 1.6; " INK,
  [GALLEY_MAIL_INNER_P] = "margin: 0 0 1.5em 0; line-height: 1.6; color: inherit;",
  [GALLEY_MAIL_H1] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 42px; line-height: 1.11; color: @h;",
  [GALLEY_MAIL_H2] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 32px; line-height: 1.11; color: @h;",
  [GALLEY_MAIL_H3] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 26px; line-height: 1.11; color: @h;",
  [GALLEY_MAIL_H4] = TITLE "margin: 1.8em 0 0.5em 0; font-size: 21px; line-height: 1.2; color: @h;",
  [GALLEY_MAIL_H5] = TITLE "margin: 2em 0 0.5em 0; font-size: 19px; line-height: 1.3; color: @h;",
  [GALLEY_MAIL_LINK] = "color: @l; text-decoration: @u; overflow-wrap: anywhere;",
  [GALLEY_MAIL_CAPTION_LINK] = "color: @l; text-decoration: @n; overflow-wrap: anywhere;",
  [GALLEY_MAIL_QUOTE] = "margin: 0; padding: 0; border-left: 2px solid @a;",
  [GALLEY_MAIL_QUOTE_P] = "margin: 2em 25px; padding: 0; line-height: 1.6; " INK,
  [GALLEY_MAIL_ASIDE]
  = "margin: 0; padding: 0; text-align: center; font-size: 1.2em; font-style: italic; " DIM,
  [GALLEY_MAIL_ASIDE_P] = "margin: 2em 50px; padding: 0; line-height: 1.6; " INK,
  [GALLEY_MAIL_LIST]
  = "margin: 0 0 1.5em 0; padding-left: 1.3em; padding-right: 1.5em; line-height: 1.6;",
  [GALLEY_MAIL_INNER_LIST]
  = "margin: 0.5em 0 1em; padding-left: 1.3em; padding-right: 1.5em; line-height: 1.6;",
  [GALLEY_MAIL_ITEM] = "margin: 0.5em 0; padding-left: 0.3em; line-height: 1.6; " INK,
  [GALLEY_MAIL_PRE]
  = "padding: 15px; white-space: pre-wrap; overflow: auto; background: #15212a; "
    "border-radius: 3px; line-height: 1.2; color: #ffffff;",
  [GALLEY_MAIL_CODE] = "font-size: 0.9em;",
  [GALLEY_MAIL_CODE_IN_LINE]
  = "padding: 1px 7px; background: #f2f7fa; border-radius: 3px; font-size: 0.9em; "
    "word-break: break-all; color: @a;",
  [GALLEY_MAIL_TABLE] = "@x width: 100%;",
  [GALLEY_MAIL_CELL] = "vertical-align: top; @c",
  [GALLEY_MAIL_HEADER_CELL] = "@k",
  [GALLEY_MAIL_INNER_HEADER_CELL] = "@k color: inherit;",
  [GALLEY_MAIL_RULE]
  = "padding: 0; border-top: 1px solid @v; font-size: 0; line-height: 0;",
  [GALLEY_MAIL_RULE_ROOM] = "padding-top: 1.5em; padding-bottom: 3em;",
  [GALLEY_MAIL_FIGURE] = "margin: 0 0 1.5em 0; padding: 0;",
  [GALLEY_MAIL_IMAGE]
  = "display: block; margin: 0 auto; border: none; width: auto; max-width: 100%; height: auto;@p",
  [GALLEY_MAIL_IMAGE_IN_LINE] = "border: none; max-width: 100%;@p",
  [GALLEY_MAIL_IMAGE_IN_ROW] = "border: none; width: 100%; max-width: 100%; height: auto;@p",
  [GALLEY_MAIL_CAPTION]
  = SMALL "padding-top: 10px; padding-bottom: 10px; text-align: center; font-size: 13px; "
          "line-height: 1.5; " DIM,
  [GALLEY_MAIL_LAYOUT] = "border-collapse: separate; width: 100%;",
  [GALLEY_MAIL_ROOM] = "padding: 0 0 1.5em 0;",
  [GALLEY_MAIL_CALLOUT] = "display: flex; margin: 0 0 1.5em 0; padding: 24px; border-radius: 8px;",
  [GALLEY_MAIL_EMOJI] = "padding-right: 12px; font-size: 20px;",
  [GALLEY_MAIL_CALLOUT_TEXT] = "color: inherit;",
  [GALLEY_MAIL_BUTTON_CELL]
  = SMALL "padding: 8px 20px 9px; text-align: center; border-radius: @r;",
  [GALLEY_MAIL_BUTTON]
  = "display: inline-block; font-size: 15px; font-weight: 600; text-decoration: none;",
  [GALLEY_MAIL_TOGGLE]
  = "margin-bottom: 24px; border-collapse: separate; width: 100%; border: 1px solid @e; "
    "border-radius: 4px;",
  [GALLEY_MAIL_TOGGLE_HEADING] = SMALL "padding: 24px 24px 12px; vertical-align: top;",
  [GALLEY_MAIL_TOGGLE_CONTENT] = SMALL "padding: 0 24px 24px; vertical-align: top; " INK,
  [GALLEY_MAIL_TOGGLE_TITLE]
  = TITLE "margin: 0; font-size: 21px; line-height: 1.2; color: @h;",
  [GALLEY_MAIL_PRODUCT] = BLOCK "border: 1px solid @e; border-radius: @o;",
  [GALLEY_MAIL_PRODUCT_CELL] = SMALL "padding: 20px; vertical-align: top;",
  [GALLEY_MAIL_PRODUCT_TITLE]
  = TITLE "margin: 0; font-size: 22px; line-height: 1.2; color: @h;",
  [GALLEY_MAIL_CTA] = BLOCK,
  [GALLEY_MAIL_CTA_LINK] = "color: #15212a; text-decoration: underline; overflow-wrap: anywhere;",
  [GALLEY_MAIL_CTA_ACCENT_LINK] = "color: @a; text-decoration: @u; overflow-wrap: anywhere;",
  [GALLEY_MAIL_CTA_SPONSOR]
  = SMALL "margin: 0; font-size: 12px; font-weight: 500; line-height: 1.6; "
          "text-transform: uppercase; color: #15212a;",
  [GALLEY_MAIL_MEDIA] = BLOCK "border: 1px solid @e; border-radius: 3px;",
  [GALLEY_MAIL_AUDIO]
  = "margin: 0 auto 1.5em; border-collapse: separate; width: 100%; border: 1px solid @e; "
    "border-radius: 3px;",
  [GALLEY_MAIL_MEDIA_FILE] = INK,
  [GALLEY_MAIL_MEDIA_TITLE] = SHOWN INK,
  [GALLEY_MAIL_MEDIA_TEXT] = SHOWN DIM,
  [GALLEY_MAIL_MEDIA_NAME] = SHOWN "font-size: 13px; line-height: 1.4; color: @l;",
  [GALLEY_MAIL_MEDIA_PICTURE] = "display: block; color: @l; text-decoration: @u;",
  [GALLEY_MAIL_PLAY]
  = "display: block; box-sizing: border-box; width: 16px; height: 16px; border-style: solid; "
    "border-width: 8px 0px 8px 16px; border-color: transparent transparent transparent currentColor; "
    INK,
  [GALLEY_MAIL_BOOKMARK]
  = SMALL "display: flex; min-height: 148px; border: 1px solid @e; border-radius: 3px; "
          "text-decoration: none; overflow-wrap: anywhere; color: @l;",
  [GALLEY_MAIL_BOOKMARK_CONTENT] = "display: inline-block; padding: 20px; width: 100%;",
  [GALLEY_MAIL_BOOKMARK_TITLE] = "font-size: 15px; line-height: 1.5; font-weight: 600; " INK,
  [GALLEY_MAIL_BOOKMARK_TEXT]
  = "display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-y: hidden; "
    "margin-top: 12px; max-height: 40px; font-size: 13px; line-height: 1.5; " DIM,
  [GALLEY_MAIL_BOOKMARK_METADATA]
  = "display: flex; flex-wrap: wrap; align-items: center; margin-top: 14px; font-size: 13px; " INK,
  [GALLEY_MAIL_BOOKMARK_AUTHOR]
  = "max-width: 240px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;",
  [GALLEY_MAIL_PAYWALL] = SMALL "margin: 0 0 1.5em 0; padding: 24px 0; border-top: 1px solid "
                               "@v; text-align: center; line-height: 1.6; " INK,
};

static void
expand (GString                *style,
        char                    letter,
        const GalleyMailDesign *design)
{
  switch (letter)
    {
    case 'a': g_string_append (style, design->accent); break;
    /* Ghost's tables have no lines; where the design is ours, they have. */
    case 'c':
      if (design->is_site)
        g_string_append (style, "font-size: 18px; color: #15212a;");
      else
        g_string_append_printf (style, "padding: 6px 10px; border: 1px solid %s; font-size: 16px; color: %s;",
                                design->divider, design->ink);
      break;
    case 'd': g_string_append (style, design->is_site ? design->site_dim : design->dim); break;
    case 'e': g_string_append (style, design->is_site ? design->edge : design->divider); break;
    case 'f': g_string_append (style, design->title_font); break;
    case 'h': g_string_append (style, design->section_color); break;
    case 'i': g_string_append (style, design->ink); break;
    case 'k':
      if (design->is_site)
        g_string_append (style, "color: #15212a;");
      else
        g_string_append_printf (style, "padding: 6px 10px; border: 1px solid %s; vertical-align: top; "
                                       "font-size: 16px; color: %s;",
                                design->divider, design->ink);
      break;
    case 'l': g_string_append (style, design->link); break;
    case 'n':
      g_string_append (style, g_str_equal (design->link_decoration, "underline") ? "none"
                                                                                 : design->link_decoration);
      break;
    case 'o': g_string_append (style, design->image_radius); break;
    case 'p':
      if (!g_str_equal (design->image_radius, "0"))
        g_string_append_printf (style, " border-radius: %s;", design->image_radius);
      break;
    case 'r': g_string_append (style, design->button_radius); break;
    case 's': g_string_append (style, GALLEY_MAIL_SANS); break;
    case 'u': g_string_append (style, design->link_decoration); break;
    case 'v': g_string_append (style, design->divider); break;
    case 'x':
      g_string_append (style, design->is_site ? "border-collapse: separate;"
                                              : "margin: 0 0 1.5em 0; border-collapse: collapse;");
      break;
    case 'w': g_string_append (style, design->title_weight); break;
    default: g_assert_not_reached ();
    }
}

char **
galley_mail_style_new_table (const GalleyMailDesign *design)
{
  char **table = g_new0 (char *, GALLEY_MAIL_N_STYLES + 1);

  for (guint i = 0; i < GALLEY_MAIL_N_STYLES; i++)
    {
      g_autoptr (GString) style = g_string_new (NULL);
      const char *from = styles[i];
      const char *at;

      for (; (at = strchr (from, '@')) != NULL; from = at + 2)
        {
          g_string_append_len (style, from, at - from);
          expand (style, at[1], design);
        }
      g_string_append (style, from);
      table[i] = g_string_free (g_steal_pointer (&style), FALSE);
    }
  return table;
}
