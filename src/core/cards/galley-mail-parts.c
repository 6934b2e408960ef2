/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-parts.h"

#define COLUMN 600

void
galley_mail_parts_button (GalleyFace *face,
                          const char *url,
                          const char *label,
                          const char *class_name,
                          const char *color,
                          const char *ink,
                          const char *align,
                          const char *width)
{
  GalleyWriter *writer = face->writer;
  const GalleyMailDesign *design = face->design;
  gboolean outline = design->outline_buttons;
  const char *fill = color != NULL ? color : design->button;
  const char *words = ink != NULL ? ink : design->button_ink;
  g_autofree char *class
    = class_name != NULL ? g_strconcat ("btn ", class_name, NULL) : g_strdup ("btn");
  g_autofree char *cell
    = g_strdup_printf (outline ? "%s background-color: transparent; border: 1px solid %s;"
                               : "%s background-color: %s;",
                       face->styles[GALLEY_MAIL_BUTTON_CELL], fill);
  g_autofree char *style = g_strdup_printf ("%s color: %s;", face->styles[GALLEY_MAIL_BUTTON],
                                            outline ? fill : words);

  galley_writer_open (writer, "table", "class", class, "role", "presentation", "border", "0",
                      "cellspacing", "0", "cellpadding", "0", "align", align, NULL);
  galley_writer_markup (writer, "<tbody><tr>", -1);
  galley_writer_open (writer, "td", "align", "center", "width", width, "valign", "top", "bgcolor",
                      outline ? NULL : fill, "style", cell, NULL);
  galley_writer_open (writer, "a", "href", url, "target", "_blank", "style", style, NULL);
  galley_writer_markup (writer, label, -1);
  galley_writer_markup (writer, "</a></td></tr></tbody></table>", -1);
}

void
galley_mail_parts_preview (GalleyFace *face,
                           const char *url,
                           const char *thumbnail,
                           double      ratio)
{
  guint height = (guint) (COLUMN / ratio + 0.5);
  g_autofree char *spacer = g_strdup_printf ("https://img.spacergif.org/v1/%ux%u/0a/spacer.png",
                                             COLUMN / 4, height);
  g_autofree char *style
    = g_strdup_printf ("background: url('%s') left top / cover;", thumbnail);
  GalleyWriter *writer = face->writer;

  galley_writer_open (writer, "a", "class", "kg-video-preview", "href", url, "aria-label",
                      "Play video", "target", "_blank", "style", "display: block;", NULL);
  galley_writer_open (writer, "table", "cellpadding", "0", "cellspacing", "0", "border", "0",
                      "width", "100%", "background", thumbnail, "role", "presentation", "style",
                      style, NULL);
  galley_writer_markup (writer, "<tbody><tr><td width=\"25%\">", -1);
  galley_writer_empty (writer, "img", "src", spacer, "alt", "", "width", "100%", "border", "0",
                       "height", "auto", "style",
                       "display: block; height: auto; opacity: 0; visibility: hidden;", NULL);
  galley_writer_markup (writer,
                        "</td><td width=\"50%\" align=\"center\" valign=\"middle\">"
                        "<div class=\"kg-video-play-button\"><div></div></div></td>"
                        "<td width=\"25%\" style=\"visibility: hidden;\">&#xa0;</td></tr></tbody></table></a>",
                        -1);
}
