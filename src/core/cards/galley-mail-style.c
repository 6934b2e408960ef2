/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-style.h"

#include <string.h>

#define TITLE "font-family: @f; font-weight: @w; "
#define SMALL "font-family: @s; "
#define INK "color: @i;"
#define DIM "color: @d;"

/* An @ and a letter stand for something of the design; see expand (). */
static const char *const styles[GALLEY_MAIL_N_STYLES] = {
  [GALLEY_MAIL_P] = "margin: 0 0 1.5em 0; line-height: 1.6; " INK,
  [GALLEY_MAIL_H1] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 34px; line-height: 1.15; color: @h;",
  [GALLEY_MAIL_H2] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 26px; line-height: 1.2; color: @h;",
  [GALLEY_MAIL_H3] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 21px; line-height: 1.25; color: @h;",
  [GALLEY_MAIL_H4] = TITLE "margin: 1.5em 0 0.5em 0; font-size: 18px; line-height: 1.3; color: @h;",
  [GALLEY_MAIL_LINK] = "color: @l; text-decoration: @u; overflow-wrap: anywhere;",
  [GALLEY_MAIL_QUOTE] = "margin: 0 0 1.5em 0; padding: 0 0 0 24px; border-left: 3px solid @a; " INK,
  [GALLEY_MAIL_QUOTE_P] = "margin: 0; padding: 4px 0; line-height: 1.6; " INK,
  [GALLEY_MAIL_ASIDE]
  = "margin: 0 0 1.5em 0; padding: 0 40px; text-align: center; font-size: 1.2em; "
    "font-style: italic; " DIM,
  [GALLEY_MAIL_LIST] = "margin: 0 0 1.5em 0; padding: 0 1.5em 0 1.4em; line-height: 1.6; " INK,
  [GALLEY_MAIL_ITEM] = "margin: 0.4em 0; padding-left: 0.2em; line-height: 1.6; " INK,
  [GALLEY_MAIL_PRE]
  = "margin: 0 0 1.5em 0; padding: 15px; white-space: pre-wrap; overflow: auto; "
    "background: #1b1f24; border-radius: 4px; line-height: 1.35; color: #ffffff;",
  [GALLEY_MAIL_CODE] = "font-size: 0.9em;",
  [GALLEY_MAIL_TABLE] = "margin: 0 0 1.5em 0; border-collapse: collapse; width: 100%;",
  [GALLEY_MAIL_CELL]
  = "padding: 6px 10px; border: 1px solid @v; vertical-align: top; font-size: 16px; " INK,
  [GALLEY_MAIL_RULE]
  = "padding: 0; border-top: 1px solid @v; font-size: 0; line-height: 0;",
  [GALLEY_MAIL_FIGURE] = "margin: 0 0 1.5em 0; padding: 0;",
  [GALLEY_MAIL_IMAGE]
  = "display: block; margin: 0 auto; border: none; width: auto; max-width: 100%; height: auto;@p",
  [GALLEY_MAIL_CAPTION]
  = SMALL "padding: 10px 0; text-align: center; font-size: 13px; line-height: 1.5; " DIM,
  [GALLEY_MAIL_LAYOUT] = "margin: 0 0 1.5em 0; border-collapse: separate; width: 100%;",
  [GALLEY_MAIL_CALLOUT] = "display: flex; margin: 0 0 1.5em 0; padding: 22px; border-radius: 8px;",
  [GALLEY_MAIL_EMOJI] = "padding-right: 12px; font-size: 20px;",
  [GALLEY_MAIL_CALLOUT_TEXT] = "line-height: 1.6; color: inherit;",
  [GALLEY_MAIL_BUTTON_CELL]
  = SMALL "padding: 10px 22px; text-align: center; border-radius: @r; @b",
  [GALLEY_MAIL_BUTTON]
  = "display: inline-block; font-size: 16px; font-weight: 600; text-decoration: none; "
    "color: @t;",
  [GALLEY_MAIL_TOGGLE]
  = "margin: 0 0 1.5em 0; border-collapse: separate; width: 100%; border: 1px solid @v; "
    "border-radius: 4px;",
  [GALLEY_MAIL_TOGGLE_HEADING] = SMALL "padding: 20px 22px 10px; vertical-align: top; " INK,
  [GALLEY_MAIL_TOGGLE_CONTENT] = SMALL "padding: 0 22px 20px; vertical-align: top; " INK,
  [GALLEY_MAIL_TOGGLE_TITLE] = SMALL "margin: 0; font-size: 20px; line-height: 1.25; " INK,
  [GALLEY_MAIL_BOOKMARK]
  = SMALL "display: block; padding: 18px; border: 1px solid @v; border-radius: 4px; "
    "text-decoration: none; " INK,
  [GALLEY_MAIL_BOOKMARK_TITLE] = "font-size: 15px; line-height: 1.5; font-weight: 600; " INK,
  [GALLEY_MAIL_BOOKMARK_TEXT] = "margin-top: 8px; font-size: 13px; line-height: 1.5; " DIM,
  [GALLEY_MAIL_PAYWALL] = SMALL "margin: 0 0 1.5em 0; padding: 24px 0; border-top: 1px solid "
                               "@v; text-align: center; line-height: 1.6; " INK,
};

static void
append_button (GString                *style,
               const GalleyMailDesign *design)
{
  if (design->outline_buttons)
    g_string_append_printf (style, "border: 1px solid %s;", design->button);
  else
    g_string_append_printf (style, "background-color: %s;", design->button);
}

static void
expand (GString                *style,
        char                    letter,
        const GalleyMailDesign *design)
{
  switch (letter)
    {
    case 'a': g_string_append (style, design->accent); break;
    case 'b': append_button (style, design); break;
    case 'd': g_string_append (style, design->dim); break;
    case 'f': g_string_append (style, design->title_font); break;
    case 'h': g_string_append (style, design->section_color); break;
    case 'i': g_string_append (style, design->ink); break;
    case 'l': g_string_append (style, design->link); break;
    case 'p':
      if (!g_str_equal (design->image_radius, "0"))
        g_string_append_printf (style, " border-radius: %s;", design->image_radius);
      break;
    case 'r': g_string_append (style, design->button_radius); break;
    case 's': g_string_append (style, GALLEY_MAIL_SANS); break;
    case 't': g_string_append (style, design->outline_buttons ? design->button : design->button_ink); break;
    case 'u': g_string_append (style, design->link_decoration); break;
    case 'v': g_string_append (style, design->divider); break;
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
