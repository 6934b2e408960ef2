/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-frame-private.h"

#include "galley-caption.h"

const char *
galley_frame_get_string (GalleyIssue *issue,
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
  const char *visibility = galley_frame_get_string (issue, "visibility");

  if (!galley_html_is_cut (issue, options->reader) || (mail && !galley_html_has_paywall (issue)))
    return NULL;
  if (g_str_equal (visibility, "members"))
    return galley_words_get (issue, GALLEY_WORD_MEMBERS_ONLY);
  if (g_str_equal (visibility, "tiers"))
    return galley_words_get (issue, GALLEY_WORD_TIERS_ONLY);
  return galley_words_get (issue, GALLEY_WORD_PAID_ONLY);
}

const char *
galley_frame_get_lang (GalleyIssue               *issue,
                       const GalleyRenderOptions *options)
{
  if (options->design != NULL && options->design->is_site && options->site_locale != NULL)
    return options->site_locale;
  return galley_front_matter_get_string (galley_issue_get_front_matter (issue), "lang");
}

char *
galley_frame_dup_caption (GalleyIssue *issue)
{
  const char *credit = galley_frame_get_string (issue, "image-credit");
  g_autofree char *caption = galley_caption_new (galley_frame_get_string (issue, "image-caption"));
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

void
galley_frame_write_picture (GalleyFace  *face,
                            GalleyIssue *issue,
                            const char  *caption_style)
{
  GalleyPicture picture = { .src = galley_frame_get_string (issue, "image"),
                            .alt = galley_frame_get_string (issue, "image-alt"),
                            .title = "" };
  g_autofree char *caption = galley_frame_dup_caption (issue);
  const char *element = face->styles != NULL ? "div" : "figure";

  if (picture.src[0] == '\0')
    return;
  galley_writer_open (face->writer, element, "class", "gh-feature", "style",
                      galley_face_style (face, GALLEY_MAIL_FIGURE), NULL);
  galley_gallery_write_image (face, &picture, "kg-image", GALLEY_MAIL_IMAGE);
  if (caption[0] != '\0' && caption_style != NULL)
    {
      galley_writer_open (face->writer, "div", "class", "kg-card-figcaption", "style", caption_style, NULL);
      galley_writer_markup (face->writer, caption, -1);
      galley_writer_close (face->writer, "div");
    }
  else if (caption[0] != '\0')
    {
      galley_gallery_open_caption (face);
      galley_writer_markup (face->writer, caption, -1);
      galley_gallery_close_caption (face);
    }
  galley_writer_close (face->writer, element);
}

void
galley_frame_write_element (GalleyWriter *writer,
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

void
galley_frame_write_head (GalleyWriter *writer,
                         GalleyIssue  *issue)
{
  const char *lang = galley_frame_get_string (issue, "lang");

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

  galley_frame_write_head (face->writer, issue);
  galley_writer_open (face->writer, "style", NULL);
  galley_writer_markup (face->writer, css, -1);
  galley_writer_markup (face->writer, root, -1);
  galley_writer_close (face->writer, "style");
  galley_writer_markup (face->writer, "</head><body><main><header>", -1);
  galley_frame_write_element (face->writer, "h1", NULL, NULL, galley_issue_get_title (issue));
  galley_frame_write_element (face->writer, "p", "deck", NULL, galley_frame_get_string (issue, "subtitle"));
  galley_frame_write_picture (face, issue, NULL);
  galley_writer_close (face->writer, "header");
  galley_writer_open (face->writer, "section", "class", "gh-content", "id", "galley-body", NULL);
  *head = galley_html_take (html);

  galley_writer_close (writer, "section");
  if (notice != NULL)
    galley_frame_write_element (writer, "footer", "galley-notice", NULL, notice);
  galley_writer_markup (writer, "</main></body></html>\n", -1);
  *tail = galley_writer_finish (writer, NULL);
}
