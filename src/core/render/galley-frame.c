/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-frame.h"

#include "galley-caption.h"
#include "galley-html-private.h"
#include "galley-words.h"

static const char *
get_string (GalleyIssue *issue,
            const char  *key)
{
  const char *value = galley_front_matter_get_string (galley_issue_get_front_matter (issue), key);

  return value != NULL ? value : "";
}

const char *
galley_frame_get_notice (GalleyIssue               *issue,
                         const GalleyRenderOptions *options,
                         gboolean                   mail)
{
  const char *visibility = get_string (issue, "visibility");

  if (!galley_html_is_cut (issue, options->reader) || (mail && !galley_html_has_paywall (issue)))
    return NULL;
  if (g_str_equal (visibility, "members"))
    return galley_words_get (issue, GALLEY_WORD_MEMBERS_ONLY);
  if (g_str_equal (visibility, "tiers"))
    return galley_words_get (issue, GALLEY_WORD_TIERS_ONLY);
  return galley_words_get (issue, GALLEY_WORD_PAID_ONLY);
}

char *
galley_frame_dup_caption (GalleyIssue *issue)
{
  const char *credit = get_string (issue, "image-credit");
  g_autofree char *caption = galley_caption_new (get_string (issue, "image-caption"));
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  galley_writer_markup (writer, caption, -1);
  if (credit[0] != '\0')
    {
      galley_writer_text (writer, caption[0] != '\0' ? " " : "", -1);
      galley_writer_text (writer, galley_words_get (issue, GALLEY_WORD_CREDIT), -1);
      galley_writer_text (writer, credit, -1);
    }
  return galley_writer_finish (writer, NULL);
}

static void
write_picture (GalleyFace  *face,
               GalleyIssue *issue)
{
  GalleyPicture picture = { .src = get_string (issue, "image"),
                            .alt = get_string (issue, "image-alt"),
                            .title = "" };
  g_autofree char *caption = galley_frame_dup_caption (issue);
  const char *element = face->styles != NULL ? "div" : "figure";

  if (picture.src[0] == '\0')
    return;
  galley_writer_open (face->writer, element, "class", "gh-feature", "style",
                      galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
  galley_gallery_write_image (face, &picture, "kg-image");
  if (caption[0] != '\0')
    {
      galley_gallery_open_caption (face);
      galley_writer_markup (face->writer, caption, -1);
      galley_gallery_close_caption (face);
    }
  galley_writer_close (face->writer, element);
}

static void
write_element (GalleyWriter *writer,
               const char   *element,
               const char   *class_name,
               const char   *style,
               const char   *text)
{
  if (text[0] == '\0')
    return;
  galley_writer_open (writer, element, "class", class_name, "style", style, NULL);
  galley_writer_text (writer, text, -1);
  galley_writer_close (writer, element);
}

static void
write_head (GalleyWriter              *writer,
            GalleyIssue               *issue)
{
  const char *lang = get_string (issue, "lang");

  galley_writer_markup (writer, "<!DOCTYPE html>\n", -1);
  galley_writer_open (writer, "html", "lang", lang[0] != '\0' ? lang : "en", NULL);
  galley_writer_markup (writer, "<head>", -1);
  galley_writer_empty (writer, "meta", "charset", "utf-8", NULL);
  galley_writer_empty (writer, "meta", "name", "viewport", "content",
                       "width=device-width, initial-scale=1", NULL);
  galley_writer_open (writer, "title", NULL);
  galley_writer_text (writer, galley_issue_get_title (issue), -1);
  galley_writer_close (writer, "title");
}

void
galley_frame_web (GalleyIssue               *issue,
                  const GalleyRenderOptions *options,
                  char                     **head,
                  char                     **tail)
{
  static const char css[] = {
#include "galley-web-css.h"
    , '\0' };
  g_autoptr (GalleyHtml) html = galley_html_new (issue, options, FALSE);
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  g_autofree char *root = g_strdup_printf (":root { --accent: %s; }\n",
                                           galley_html_get_accent (options));
  const char *notice = galley_frame_get_notice (issue, options, FALSE);
  GalleyFace *face = galley_html_get_face (html);

  write_head (face->writer, issue);
  galley_writer_open (face->writer, "style", NULL);
  galley_writer_markup (face->writer, css, -1);
  galley_writer_markup (face->writer, root, -1);
  galley_writer_close (face->writer, "style");
  galley_writer_markup (face->writer, "</head><body><main><header>", -1);
  write_element (face->writer, "h1", NULL, NULL, galley_issue_get_title (issue));
  write_element (face->writer, "p", "deck", NULL, get_string (issue, "subtitle"));
  write_picture (face, issue);
  galley_writer_close (face->writer, "header");
  galley_writer_open (face->writer, "section", "class", "gh-content", "id", "galley-body", NULL);
  *head = galley_html_take (html);

  galley_writer_close (writer, "section");
  if (notice != NULL)
    write_element (writer, "footer", "galley-notice", NULL, notice);
  galley_writer_markup (writer, "</main></body></html>\n", -1);
  *tail = galley_writer_finish (writer, NULL);
}

#define MAIL_BODY "margin: 0; padding: 0; background-color: #ffffff;"
#define MAIL_COLUMN                                                                               \
  "padding: 24px 16px; font-family: Georgia, 'Noto Serif', serif; font-size: 18px; "              \
  "line-height: 1.6; color: #1b1f24;"
#define MAIL_SMALL                                                                                \
  "margin: 0 0 1em 0; font-family: sans-serif; font-size: 13px; line-height: 1.5; color: #5c6670;"

/* The preheader: what an inbox shows after the subject. */
static void
write_preheader (GalleyWriter *writer,
                 GalleyIssue  *issue)
{
  write_element (writer, "span", "preheader",
                 "display: none; max-height: 0; max-width: 0; overflow: hidden; opacity: 0;",
                 get_string (issue, "subtitle"));
}

static void
write_masthead (GalleyFace                *face,
                GalleyIssue               *issue,
                const GalleyRenderOptions *options)
{
  const char *name = options->newsletter_name != NULL ? options->newsletter_name
                                                      : options->site_title;

  write_element (face->writer, "p", NULL, MAIL_SMALL, name != NULL ? name : "");
  galley_writer_open (face->writer, "h1", "style", face->styles[GALLEY_MAIL_H1], NULL);
  if (options->post_url != NULL)
    galley_writer_open (face->writer, "a", "href", options->post_url, "target", "_blank", "style",
                        "color: #1b1f24; text-decoration: none;", NULL);
  galley_writer_text (face->writer, galley_issue_get_title (issue), -1);
  if (options->post_url != NULL)
    galley_writer_close (face->writer, "a");
  galley_writer_close (face->writer, "h1");
  write_element (face->writer, "p", NULL, face->styles[GALLEY_MAIL_P],
                 get_string (issue, "subtitle"));
  if (options->author != NULL)
    write_element (face->writer, "p", NULL, MAIL_SMALL, options->author);
  write_picture (face, issue);
}

void
galley_frame_email (GalleyIssue               *issue,
                    const GalleyRenderOptions *options,
                    char                     **head,
                    char                     **tail)
{
  g_autoptr (GalleyHtml) html = galley_html_new (issue, options, TRUE);
  GalleyFace *face = galley_html_get_face (html);
  const char *notice = galley_frame_get_notice (issue, options, TRUE);

  write_head (face->writer, issue);
  galley_writer_markup (face->writer, "</head>", -1);
  galley_writer_open (face->writer, "body", "style", MAIL_BODY, NULL);
  write_preheader (face->writer, issue);
  galley_writer_markup (face->writer,
                        "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" "
                        "cellspacing=\"0\" width=\"100%\"><tbody><tr><td align=\"center\" "
                        "valign=\"top\"><table role=\"presentation\" border=\"0\" "
                        "cellpadding=\"0\" cellspacing=\"0\" width=\"600\" "
                        "style=\"width: 100%; max-width: 600px;\"><tbody><tr>",
                        -1);
  galley_writer_open (face->writer, "td", "align", "left", "valign", "top", "style", MAIL_COLUMN,
                      NULL);
  write_masthead (face, issue, options);
  galley_writer_open (face->writer, "section", "class", "gh-content", "id", "galley-body", NULL);
  *head = galley_html_take (html);

  galley_writer_close (face->writer, "section");
  if (notice != NULL)
    {
      galley_writer_open (face->writer, "div", "style", face->styles[GALLEY_MAIL_PAYWALL], NULL);
      galley_writer_text (face->writer, notice, -1);
      galley_writer_close (face->writer, "div");
    }
  galley_writer_markup (face->writer,
                        "</td></tr></tbody></table></td></tr></tbody></table></body></html>\n",
                        -1);
  *tail = galley_html_take (html);
}
