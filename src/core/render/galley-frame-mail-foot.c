/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands below the body of a mail: what those get who do not pay, and in the design of a site
 * the parts that its newsletter is set to have. Addresses that only the site knows are words. */

#include "galley-frame-private.h"

/* Drawn, because the preview loads nothing: 42 pixels, grey that can be seen on any ground. */
#define ICON(shape)                                                                                \
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='42' height='42' "           \
  "fill='none' stroke='%23888f96' stroke-width='2' stroke-linejoin='round'%3E" shape "%3C/svg%3E"
#define THUMB "%3Cpath d='M12 19h4v13h-4zM16 19l5-10c3 0 4 2 4 4v5h6c2 0 3 1 2 3l-3 10-1 1h-13'/%3E"

#define TABLE                                                                                      \
  "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\">"  \
  "<tbody><tr>"
#define TABLE_END "</tr></tbody></table>"

/* Of whom a mail is shown that is nobody's yet: as the site's own preview has it. */
#define READER "Jamie Larson"
#define ADDRESS "jamie@example.com"
#define DAYS_PAID 7

/* The excerpts of the site's last posts, in characters; less beside a picture. */
#define MAX_TITLE 95
#define MAX_TITLE_PICTURE 85
#define MAX_EXCERPT 130
#define MAX_EXCERPT_PICTURE 120

static void
write_words (GalleyFace *face,
             const char *element,
             const char *style,
             const char *color,
             const char *text)
{
  g_autofree char *whole =
      g_strdup_printf ("font-family: " GALLEY_MAIL_SANS "; %s color: %s;", style, color);

  galley_frame_write_element (face->writer, element, NULL, whole, text);
}

/* The site ends what a free reader gets with an invitation. */
static void
write_paywall (GalleyFace *face, const GalleyRenderOptions *options, const char *lang)
{
  const GalleyMailDesign *design = face->design;
  g_autofree char *words =
      galley_words_fill (galley_words_get_in (lang, GALLEY_WORD_BECOME_PAID), "{site}",
                         options->site_title != NULL ? options->site_title : "");
  g_autofree char *rule =
      g_strdup_printf ("margin: 24px 0; border-top: 1px solid %s;", design->divider);
  g_autofree char *button = g_strdup_printf (
      "display: inline-block; margin: 0 0 24px 0; padding: 10px 22px; border-radius: %s; "
      "font-family: " GALLEY_MAIL_SANS "; font-size: 16px; font-weight: 600; line-height: 1.3; "
      "text-decoration: none; border: 1px solid %s; background-color: %s; color: %s;",
      design->button_radius, design->button,
      design->outline_buttons ? "transparent" : design->button,
      design->outline_buttons ? design->button : design->button_ink);

  galley_writer_open (face->writer, "div", "style", rule, NULL);
  galley_writer_close (face->writer, "div");
  write_words (face, "h3", "margin: 0 0 8px 0; font-size: 22px; text-align: center;",
               design->section_color, galley_words_get_in (lang, GALLEY_WORD_UPGRADE_TO_READ));
  write_words (face, "p",
               "margin: 0 0 24px 0; font-size: 17px; line-height: 1.5; text-align: center;",
               design->ink, words);
  galley_writer_open (face->writer, "div", "style", "text-align: center;", NULL);
  galley_frame_mail_write_link (face->writer, options->post_url, button,
                                galley_words_get_in (lang, GALLEY_WORD_UPGRADE));
  galley_writer_close (face->writer, "div");
}

static void
write_notice (GalleyFace *face,
              GalleyIssue *issue,
              const GalleyRenderOptions *options,
              const char *lang)
{
  const char *notice = galley_frame_get_notice (issue, options, TRUE);

  if (notice == NULL)
    return;
  if (face->design->is_site)
    {
      write_paywall (face, options, lang);
      return;
    }
  galley_writer_open (face->writer, "div", "style", face->styles[GALLEY_MAIL_PAYWALL], NULL);
  galley_writer_text (face->writer, notice, -1);
  galley_writer_close (face->writer, "div");
}

/* A part of the foot, with a line above it. */
static void
begin_part (GalleyFace *face, const char *padding)
{
  g_autofree char *style = g_strdup_printf (
      "border-top: 1px solid %s; font-size: 0; line-height: 0;", face->design->divider);

  galley_frame_mail_next_cell (face, "0 16px", NULL);
  galley_writer_open (face->writer, "div", "style", style, NULL);
  galley_writer_close (face->writer, "div");
  galley_frame_mail_next_cell (face, padding, NULL);
}

/* What a reader can do about it. Nobody comments on a page that is not there, nor shares it. */
static void
write_buttons (GalleyFace *face,
               GalleyIssue *issue,
               const GalleyRenderOptions *options,
               const char *lang)
{
  const GalleyMailDesign *design = face->design;
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  gboolean page = !galley_front_matter_get_boolean (front, "email-only", FALSE);
  const struct
  {
    gboolean shown;
    GalleyWord word;
    const char *icon;
  } buttons[] = {
    { design->show_feedback, GALLEY_WORD_MORE_LIKE_THIS, ICON (THUMB) },
    { design->show_feedback, GALLEY_WORD_LESS_LIKE_THIS,
      ICON ("%3Cg transform='rotate(180 21 21)'%3E" THUMB "%3C/g%3E") },
    { design->show_comment && !options->no_comments && page, GALLEY_WORD_COMMENT,
      ICON ("%3Cpath d='M9 11h24v17h-14l-6 6v-6h-4z'/%3E") },
    { design->show_share && page, GALLEY_WORD_SHARE,
      ICON ("%3Cpath d='M23 17v-6l11 10-11 10v-6c-7 0-11 2-14 7 0-9 5-15 14-15z'/%3E") },
  };
  g_autofree char *width = NULL;
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    n += buttons[i].shown;
  if (n == 0)
    return;
  width = g_strdup_printf ("%u%%", 100 / n);
  begin_part (face, "32px 16px 24px 16px");
  galley_writer_markup (face->writer, TABLE, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      const char *word = galley_words_get_in (lang, buttons[i].word);

      if (!buttons[i].shown)
        continue;
      galley_writer_open (face->writer, "td", "align", "center", "valign", "top", "width", width,
                          NULL);
      galley_writer_empty (face->writer, "img", "src", buttons[i].icon, "width", "42", "height",
                           "42", "alt", "", "style", "display: block; margin: 0 auto;", NULL);
      write_words (face, "p",
                   "margin: 8px 0 0 0; font-size: 13px; font-weight: 500; text-align: center;",
                   design->ink, word);
      galley_writer_close (face->writer, "td");
    }
  galley_writer_markup (face->writer, TABLE_END, -1);
}

static char *
dup_cut (const char *text, glong max)
{
  g_autofree char *head = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= max)
    return g_strdup (text != NULL ? text : "");
  head = g_utf8_substring (text, 0, max - 1);
  return g_strconcat (head, "…", NULL);
}

static void
write_post (GalleyFace *face, JsonObject *post)
{
  const GalleyMailDesign *design = face->design;
  const char *picture = galley_json_get_string (post, "picture");
  const char *url = galley_json_get_string (post, "url");
  gboolean has = picture != NULL && picture[0] != '\0';
  g_autofree char *title =
      dup_cut (galley_json_get_string (post, "title"), has ? MAX_TITLE_PICTURE : MAX_TITLE);
  g_autofree char *excerpt =
      dup_cut (galley_json_get_string (post, "excerpt"), has ? MAX_EXCERPT_PICTURE : MAX_EXCERPT);
  g_autofree char *head =
      g_strdup_printf ("text-decoration: none; color: %s;", design->section_color);
  g_autofree char *heading = g_strdup_printf ("margin: 0; padding: 2px 0 4px 0; font-family: %s; "
                                              "font-size: 18px; font-weight: %s; line-height: 1.3;",
                                              design->title_font, design->title_weight);

  galley_writer_markup (face->writer, TABLE, -1);
  galley_writer_open (face->writer, "td", "valign", "top", "align", "left", "style",
                      "padding: 16px 12px 16px 0;", NULL);
  galley_writer_open (face->writer, "h4", "style", heading, NULL);
  galley_frame_mail_write_link (face->writer, url != NULL ? galley_face_safe_url (url) : NULL, head,
                                title);
  galley_writer_close (face->writer, "h4");
  write_words (face, "p", "margin: 0; font-size: 15px; line-height: 1.4;", design->dim, excerpt);
  galley_writer_close (face->writer, "td");
  if (has)
    {
      galley_writer_open (face->writer, "td", "valign", "top", "width", "100", "style",
                          "padding: 16px 0;", NULL);
      galley_writer_empty (face->writer, "img", "src", galley_face_safe_url (picture), "width",
                           "100", "height", "100", "alt", "", "style",
                           "display: block; object-fit: cover;", NULL);
      galley_writer_close (face->writer, "td");
    }
  galley_writer_markup (face->writer, TABLE_END, -1);
}

static void
write_latest (GalleyFace *face, const GalleyRenderOptions *options, const char *lang)
{
  guint n = options->latest != NULL && face->design->show_latest
                ? json_array_get_length (options->latest)
                : 0;

  if (n == 0)
    return;
  begin_part (face, "24px 16px 8px 16px");
  write_words (
      face, "h3",
      "margin: 0; padding: 8px 0; font-size: 13px; font-weight: 600; text-transform: uppercase;",
      face->design->ink, galley_words_get_in (lang, GALLEY_WORD_KEEP_READING));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *post = galley_json_get_item (options->latest, i);

      if (post != NULL)
        write_post (face, post);
    }
}

static void
write_line (GalleyFace *face, const char *lang, GalleyWord word, const char *value)
{
  g_autofree char *line = g_strconcat (galley_words_get_in (lang, word), ": ", value, NULL);

  write_words (face, "p", "margin: 0; font-size: 15px; line-height: 1.45;", face->design->ink,
               line);
}

/* Why the reader gets it: the sentence is HTML, what is put into it is not. */
static char *
dup_reason (const GalleyRenderOptions *options, const char *lang)
{
  gboolean paying = options->reader != GALLEY_READER_FREE;
  g_autofree char *site =
      g_markup_escape_text (options->site_title != NULL ? options->site_title : "", -1);
  g_autofree char *named =
      galley_words_fill (galley_words_get_in (lang, GALLEY_WORD_RECEIVING), "{site}", site);
  g_autofree char *reason = galley_words_fill (
      named, "{status}", galley_words_get_in (lang, paying ? GALLEY_WORD_PAID : GALLEY_WORD_FREE));
  g_autoptr (GDateTime) end =
      paying && options->now != NULL ? g_date_time_add_days (options->now, DAYS_PAID) : NULL;
  g_autofree char *date = end != NULL ? galley_words_dup_date (lang, end, FALSE) : NULL;
  g_autofree char *renews =
      date != NULL
          ? galley_words_fill (galley_words_get_in (lang, GALLEY_WORD_RENEWS), "{date}", date)
          : NULL;

  return g_strconcat (reason, renews != NULL ? " " : NULL, renews, NULL);
}

static void
write_subscription (GalleyFace *face, const GalleyRenderOptions *options, const char *lang)
{
  const GalleyMailDesign *design = face->design;
  g_autofree char *reason = dup_reason (options, lang);
  g_autofree char *since =
      options->now != NULL ? galley_words_dup_date (lang, options->now, FALSE) : g_strdup ("");
  g_autofree char *style = g_strdup_printf ("margin: 0 0 16px 0; font-family: " GALLEY_MAIL_SANS
                                            "; font-size: 15px; line-height: 1.45; color: %s;",
                                            design->ink);
  g_autofree char *link =
      g_strdup_printf ("font-family: " GALLEY_MAIL_SANS "; font-size: 15px; color: %s; "
                       "text-decoration: %s;",
                       design->link, design->link_decoration);

  if (!design->show_subscription)
    return;
  begin_part (face, "32px 16px");
  write_words (face, "h3",
               "margin: 0 0 18px 0; font-size: 14px; font-weight: 600; text-transform: uppercase;",
               design->ink, galley_words_get_in (lang, GALLEY_WORD_SUBSCRIPTION));
  galley_writer_open (face->writer, "p", "style", style, NULL);
  galley_writer_markup (face->writer, reason, -1);
  galley_writer_close (face->writer, "p");
  galley_writer_markup (face->writer, TABLE "<td align=\"left\" valign=\"top\">", -1);
  write_line (face, lang, GALLEY_WORD_NAME, READER);
  write_line (face, lang, GALLEY_WORD_EMAIL, ADDRESS);
  write_line (face, lang, GALLEY_WORD_MEMBER_SINCE, since);
  galley_writer_markup (face->writer, "</td><td align=\"right\" valign=\"bottom\">", -1);
  galley_frame_mail_write_link (face->writer, NULL, link,
                                galley_words_get_in (lang, GALLEY_WORD_MANAGE));
  galley_writer_markup (face->writer, "</td>" TABLE_END, -1);
}

/* The footer is HTML that the site itself mails. The last lines end every mail of the site. */
static void
write_end (GalleyFace *face, const GalleyRenderOptions *options, const char *lang)
{
  const GalleyMailDesign *design = face->design;
  g_autofree char *small = galley_frame_mail_dup_small (design->dim, "center");
  g_autofree char *badge = g_strdup_printf (
      "display: inline-block; padding: 6px 12px; border: 1px solid %s; border-radius: 3px; "
      "font-family: " GALLEY_MAIL_SANS "; font-size: 12px; color: %s;",
      design->divider, design->dim);
  g_autofree char *year =
      options->now != NULL ? g_date_time_format (options->now, " © %Y") : g_strdup ("");
  g_autofree char *line =
      g_strconcat (options->site_title != NULL ? options->site_title : "", year, " – ", NULL);

  begin_part (face, "32px 16px");
  if (design->footer != NULL)
    {
      galley_writer_open (face->writer, "div", "class", "galley-mail-footer", "style", small, NULL);
      galley_writer_markup (face->writer, design->footer, -1);
      galley_writer_close (face->writer, "div");
    }
  galley_writer_open (face->writer, "p", "style", small, NULL);
  galley_writer_text (face->writer, line, -1);
  galley_frame_mail_write_link (face->writer, NULL, "text-decoration: underline;",
                                galley_words_get_in (lang, GALLEY_WORD_UNSUBSCRIBE));
  galley_writer_close (face->writer, "p");
  if (!design->show_badge)
    return;
  galley_writer_open (face->writer, "p", "style", small, NULL);
  galley_frame_mail_write_link (face->writer, NULL, badge, "Powered by Ghost");
  galley_writer_close (face->writer, "p");
}

void
galley_frame_mail_write_foot (GalleyFace *face,
                              GalleyIssue *issue,
                              const GalleyRenderOptions *options)
{
  const char *lang = galley_frame_get_lang (issue, options);

  write_notice (face, issue, options, lang);
  if (!face->design->is_site)
    return;
  write_buttons (face, issue, options, lang);
  write_latest (face, options, lang);
  write_subscription (face, options, lang);
  write_end (face, options, lang);
}
