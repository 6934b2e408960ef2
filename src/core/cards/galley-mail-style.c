/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-style.h"

#define SANS "font-family: -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; "
#define INK "color: #1b1f24;"
#define DIM "color: #5c6670;"

/* An @ stands for the accent colour. */
static const char *const styles[GALLEY_MAIL_N_STYLES] = {
  [GALLEY_MAIL_P] = "margin: 0 0 1.5em 0; line-height: 1.6; " INK,
  [GALLEY_MAIL_H1] = SANS "margin: 1.5em 0 0.5em 0; font-size: 34px; line-height: 1.15; " INK,
  [GALLEY_MAIL_H2] = SANS "margin: 1.5em 0 0.5em 0; font-size: 26px; line-height: 1.2; " INK,
  [GALLEY_MAIL_H3] = SANS "margin: 1.5em 0 0.5em 0; font-size: 21px; line-height: 1.25; " INK,
  [GALLEY_MAIL_H4] = SANS "margin: 1.5em 0 0.5em 0; font-size: 18px; line-height: 1.3; " INK,
  [GALLEY_MAIL_LINK] = "color: @; text-decoration: underline; overflow-wrap: anywhere;",
  [GALLEY_MAIL_QUOTE] = "margin: 0 0 1.5em 0; padding: 0 0 0 24px; border-left: 3px solid @; " INK,
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
  = "padding: 6px 10px; border: 1px solid #d5dbe0; vertical-align: top; font-size: 16px; " INK,
  [GALLEY_MAIL_RULE]
  = "padding: 0; border-top: 1px solid #d5dbe0; font-size: 0; line-height: 0;",
  [GALLEY_MAIL_FIGURE] = "margin: 0 0 1.5em 0; padding: 0;",
  [GALLEY_MAIL_IMAGE]
  = "display: block; margin: 0 auto; border: none; width: auto; max-width: 100%; height: auto;",
  [GALLEY_MAIL_CAPTION]
  = SANS "padding: 10px 0; text-align: center; font-size: 13px; line-height: 1.5; " DIM,
  [GALLEY_MAIL_LAYOUT] = "margin: 0 0 1.5em 0; border-collapse: separate; width: 100%;",
  [GALLEY_MAIL_CALLOUT] = "display: flex; margin: 0 0 1.5em 0; padding: 22px; border-radius: 8px;",
  [GALLEY_MAIL_EMOJI] = "padding-right: 12px; font-size: 20px;",
  [GALLEY_MAIL_CALLOUT_TEXT] = "line-height: 1.6; color: inherit;",
  [GALLEY_MAIL_BUTTON_CELL]
  = SANS "padding: 10px 22px; text-align: center; border-radius: 6px; background-color: @;",
  [GALLEY_MAIL_BUTTON]
  = "display: inline-block; font-size: 16px; font-weight: 600; text-decoration: none; "
    "color: #ffffff;",
  [GALLEY_MAIL_TOGGLE]
  = "margin: 0 0 1.5em 0; border-collapse: separate; width: 100%; border: 1px solid #d5dbe0; "
    "border-radius: 4px;",
  [GALLEY_MAIL_TOGGLE_HEADING] = SANS "padding: 20px 22px 10px; vertical-align: top; " INK,
  [GALLEY_MAIL_TOGGLE_CONTENT] = SANS "padding: 0 22px 20px; vertical-align: top; " INK,
  [GALLEY_MAIL_TOGGLE_TITLE] = SANS "margin: 0; font-size: 20px; line-height: 1.25; " INK,
  [GALLEY_MAIL_BOOKMARK]
  = SANS "display: block; padding: 18px; border: 1px solid #d5dbe0; border-radius: 4px; "
    "text-decoration: none; " INK,
  [GALLEY_MAIL_BOOKMARK_TITLE] = "font-size: 15px; line-height: 1.5; font-weight: 600; " INK,
  [GALLEY_MAIL_BOOKMARK_TEXT] = "margin-top: 8px; font-size: 13px; line-height: 1.5; " DIM,
  [GALLEY_MAIL_PAYWALL] = SANS "margin: 0 0 1.5em 0; padding: 24px 0; border-top: 1px solid "
                               "#d5dbe0; text-align: center; line-height: 1.6; " INK,
};

char **
galley_mail_style_new_table (const char *accent)
{
  char **table = g_new0 (char *, GALLEY_MAIL_N_STYLES + 1);

  for (guint i = 0; i < GALLEY_MAIL_N_STYLES; i++)
    {
      g_auto (GStrv) parts = g_strsplit (styles[i], "@", -1);

      table[i] = g_strjoinv (accent, parts);
    }
  return table;
}
