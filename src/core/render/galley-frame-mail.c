/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of a mail: a column of 600 pixels, in the newsletter's own design where its site said
 * what that is. Here is its head. */

#include "galley-frame-private.h"

#define OUTER                                                                                     \
  "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" "               \
  "width=\"100%\"><tbody><tr><td align=\"center\" valign=\"top\">"                               \
  "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" "               \
  "width=\"600\" style=\"width: 100%; max-width: 600px;\"><tbody><tr>"
#define OUTER_END "</tr></tbody></table></td></tr></tbody></table>"

/* The preheader: what an inbox shows after the subject. */
static void
write_preheader (GalleyWriter *writer,
                 GalleyIssue  *issue)
{
  galley_frame_write_element (writer, "span", "preheader",
                              "display: none; max-height: 0; max-width: 0; overflow: hidden; opacity: 0;",
                              galley_frame_get_string (issue, "subtitle"));
}

char *
galley_frame_mail_dup_small (const char *color,
                             const char *align)
{
  return g_strdup_printf ("margin: 0 0 1em 0; padding: 0; font-family: " GALLEY_MAIL_SANS "; font-size: 13px; "
                          "line-height: 1.5; text-align: %s; color: %s;",
                          align, color);
}

/* One cell of the column, that lasts until the next one. */
static void
open_cell (GalleyFace *face,
           const char *padding,
           const char *background)
{
  const GalleyMailDesign *design = face->design;
  g_autofree char *style
    = g_strdup_printf ("padding: %s; font-family: %s; font-size: 18px; line-height: 1.6; color: %s;%s%s%s",
                       padding, design->body_font, design->ink,
                       background != NULL ? " background-color: " : "",
                       background != NULL ? background : "", background != NULL ? ";" : "");

  galley_writer_open (face->writer, "td", "align", "left", "valign", "top", "style", style, NULL);
}

void
galley_frame_mail_next_cell (GalleyFace *face,
                             const char *padding,
                             const char *background)
{
  galley_writer_close (face->writer, "td");
  galley_writer_markup (face->writer, "</tr><tr>", -1);
  open_cell (face, padding, background);
}

void
galley_frame_mail_write_link (GalleyWriter *writer,
                              const char   *url,
                              const char   *style,
                              const char   *text)
{
  gboolean known = url != NULL && url[0] != '\0';
  const char *element = known ? "a" : "span";

  galley_writer_open (writer, element, "href", known ? url : NULL, "target", known ? "_blank" : NULL, "style",
                      style, NULL);
  galley_writer_text (writer, text, -1);
  galley_writer_close (writer, element);
}

/* Who sends it: the header picture, the site's icon and title, the newsletter's name. */
static void
write_sender (GalleyFace                *face,
              const GalleyRenderOptions *options,
              const char                *color)
{
  const GalleyMailDesign *design = face->design;
  const char *name = options->newsletter_name != NULL ? options->newsletter_name : design->name;
  const char *title = design->show_site_title ? options->site_title : NULL;
  g_autofree char *small = galley_frame_mail_dup_small (color, design->is_site ? "center" : "left");
  g_autofree char *strong = g_strconcat (small, " font-weight: 700;", NULL);

  if (design->header_image != NULL)
    galley_writer_empty (face->writer, "img", "src", galley_face_safe_url (design->header_image),
                         "alt", title != NULL ? title : "", "width", "600", "style",
                         "display: block; width: 100%; height: auto; margin: 0 0 24px 0;", NULL);
  if (!design->is_site)
    {
      /* Then nobody said that both are wanted. */
      galley_frame_write_element (face->writer, "p", NULL, small, name != NULL ? name : title != NULL ? title : "");
      return;
    }
  if (design->show_icon && options->site_icon != NULL)
    galley_writer_empty (face->writer, "img", "src", galley_face_safe_url (options->site_icon), "alt",
                         "", "width", "44", "height", "44", "style",
                         "display: block; margin: 0 auto 8px auto; border-radius: 3px;", NULL);
  galley_frame_write_element (face->writer, "p", NULL, strong, title != NULL ? title : "");
  if (design->show_name && name != NULL)
    galley_frame_write_element (face->writer, "p", NULL, title != NULL ? small : strong, name);
}

static void
write_title (GalleyFace                *face,
             GalleyIssue               *issue,
             const GalleyRenderOptions *options)
{
  const GalleyMailDesign *design = face->design;
  GalleyWriter *writer = face->writer;
  g_autofree char *style = g_strdup_printf (
    "margin: 0.4em 0 0.5em 0; font-family: %s; font-weight: %s; font-size: 34px; line-height: 1.15; "
    "text-align: %s; color: %s;",
    design->title_font, design->title_weight, design->title_align, design->title_color);
  g_autofree char *link = g_strdup_printf ("color: %s; text-decoration: none;", design->title_color);

  galley_writer_open (writer, "h1", "style", style, NULL);
  if (options->post_url != NULL)
    galley_writer_open (writer, "a", "href", options->post_url, "target", "_blank", "style", link, NULL);
  galley_writer_text (writer, galley_issue_get_title (issue), -1);
  if (options->post_url != NULL)
    galley_writer_close (writer, "a");
  galley_writer_close (writer, "h1");
}

static char *
dup_byline (const GalleyRenderOptions *options,
            const char                *lang)
{
  const char *pattern = galley_words_get_in (lang, GALLEY_WORD_BY);
  g_autofree char *by = options->author != NULL
                          ? galley_words_fill (pattern, "{authors}", options->author) : g_strdup ("");
  g_autofree char *date = options->now != NULL
                            ? galley_words_dup_date (lang, options->now, TRUE) : g_strdup ("");

  return g_strconcat (by, by[0] != '\0' && date[0] != '\0' ? " • " : "", date, NULL);
}

/* Who wrote it and when, and where the page is: beside each other, or below each other in the
 * middle. Without a site only who. */
static void
write_meta (GalleyFace                *face,
            GalleyIssue               *issue,
            const GalleyRenderOptions *options,
            const char                *ink)
{
  const GalleyMailDesign *design = face->design;
  const char *lang = galley_frame_get_lang (issue, options);
  const char *view = galley_words_get_in (lang, GALLEY_WORD_VIEW_IN_BROWSER);
  gboolean left = g_str_equal (design->title_align, "left");
  g_autofree char *small = galley_frame_mail_dup_small (ink, design->title_align);
  g_autofree char *right = galley_frame_mail_dup_small (ink, "right");
  g_autofree char *link = g_strdup_printf ("white-space: nowrap; text-decoration: underline; color: %s;", ink);
  g_autofree char *byline = design->is_site ? dup_byline (options, lang) : NULL;

  if (!design->is_site)
    {
      galley_frame_write_element (face->writer, "p", NULL, small,
                                  options->author != NULL ? options->author : "");
      return;
    }
  galley_writer_open (face->writer, "table", "role", "presentation", "border", "0", "cellpadding", "0",
                      "cellspacing", "0", "width", "100%", "style", "padding-bottom: 24px;", NULL);
  galley_writer_markup (face->writer, "<tbody><tr>", -1);
  galley_writer_open (face->writer, "td", "valign", "top", "style", small, NULL);
  galley_writer_text (face->writer, byline, -1);
  galley_writer_close (face->writer, "td");
  galley_writer_markup (face->writer, left ? "" : "</tr><tr>", -1);
  galley_writer_open (face->writer, "td", "valign", "top", "style", left ? right : small, NULL);
  galley_frame_mail_write_link (face->writer, options->post_url, link, view);
  galley_writer_markup (face->writer, "</td></tr></tbody></table>", -1);
}

static void
write_masthead (GalleyFace                *face,
                GalleyIssue               *issue,
                const GalleyRenderOptions *options)
{
  const GalleyMailDesign *design = face->design;
  const char *ground = design->header_background != NULL ? design->header_background : design->background;
  const char *ink = design->is_site ? galley_mail_design_get_ink (ground) : design->dim;
  g_autofree char *deck = g_strdup_printf ("margin: 0 0 1em 0; line-height: 1.5; text-align: %s; color: %s;",
                                           design->title_align, design->is_site ? ink : design->ink);
  g_autofree char *caption = galley_frame_mail_dup_small (ink, "center");

  write_sender (face, options, ink);
  if (design->show_title)
    {
      write_title (face, issue, options);
      if (design->show_excerpt)
        galley_frame_write_element (face->writer, "p", NULL, deck,
                                    galley_frame_get_string (issue, "subtitle"));
      write_meta (face, issue, options, ink);
    }
  if (design->show_feature_image)
    galley_frame_write_picture (face, issue, caption);
}

void
galley_frame_email (GalleyIssue               *issue,
                    const GalleyRenderOptions *options,
                    char                     **head,
                    char                     **tail)
{
  g_autoptr (GalleyHtml) html = galley_html_new (issue, options, TRUE);
  GalleyFace *face = galley_html_get_face (html);
  g_autofree char *body = g_strdup_printf ("margin: 0; padding: 0; background-color: %s;",
                                           face->design->background);

  galley_frame_write_head (face->writer, issue);
  galley_writer_markup (face->writer, "</head>", -1);
  galley_writer_open (face->writer, "body", "style", body, NULL);
  write_preheader (face->writer, issue);
  galley_writer_markup (face->writer, OUTER, -1);
  open_cell (face, "24px 16px 0 16px", face->design->header_background);
  write_masthead (face, issue, options);
  galley_frame_mail_next_cell (face, "0 16px 24px 16px", NULL);
  galley_writer_open (face->writer, "section", "class", "gh-content", "id", "galley-body", NULL);
  *head = galley_html_take (html);

  galley_writer_close (face->writer, "section");
  galley_frame_mail_write_foot (face, issue, options);
  galley_writer_close (face->writer, "td");
  galley_writer_markup (face->writer, OUTER_END "</body></html>\n", -1);
  *tail = galley_html_take (html);
}
