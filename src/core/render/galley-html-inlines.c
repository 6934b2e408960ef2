/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-html-private.h"

#include <string.h>

#include "galley-blanks.h"
#include "galley-raw-picture.h"

static void
write_link (GalleyHtml       *self,
            const GalleyNode *node)
{
  char anchor[24];
  const char *url = anchor;
  GalleyMailStyle style = GALLEY_MAIL_LINK;

  if (node->type == GALLEY_NODE_FOOTNOTE_REFERENCE)
    g_snprintf (anchor, sizeof anchor, "#fn%u", node->footnote.number);
  else
    url = galley_face_safe_url (node->link.url);
  if (self->face.in_caption)
    style = GALLEY_MAIL_CAPTION_LINK;
  else if (self->face.link != 0)
    style = self->face.link;
  galley_writer_open (self->face.writer, "a", "href", url[0] != '\0' ? url : NULL, "target",
                      galley_face_get_target (&self->face), "style", galley_face_style (&self->face, style),
                      NULL);
}

/* A link in a mail leads out of it. */
static void
write_tags (GalleyHtml *self,
            const char *html,
            gsize       length)
{
  const char *end = html + length;
  const char *run = html;
  const char *p = html;

  while (self->mail && p < end && (p = memchr (p, '<', end - p)) != NULL)
    {
      const char *tag = p++;

      if (end - tag < 3 || g_ascii_tolower (tag[1]) != 'a'
          || !(g_ascii_isspace (tag[2]) || tag[2] == '>' || tag[2] == '/'))
        continue;
      /* No further than the next tag, or many that never end would be read again and again. */
      while (p < end && *p != '>' && *p != '<')
        p++;
      if (g_strstr_len (tag, p - tag, "target=") != NULL)
        continue;
      galley_writer_markup (self->face.writer, run, tag + 2 - run);
      galley_writer_markup (self->face.writer, " target=\"_blank\"", -1);
      run = tag + 2;
    }
  galley_writer_markup (self->face.writer, run, end - run);
}

/* A person's own HTML as it is, but for the addresses of the pictures that are elsewhere now. */
static void
write_markup (GalleyHtml *self,
              const char *html,
              gsize       length)
{
  const char *end = html + length;
  const char *written = html;
  const char *p = html;
  GalleyRawPicture raw;

  while (self->face.pictures != NULL && galley_raw_picture_next (&p, &raw) && raw.end <= end)
    {
      g_autofree char *src = galley_raw_picture_dup_src (&raw);
      const GalleyPicturePlace *place = galley_picture_map_lookup (self->face.pictures, src);
      g_autofree char *url = place != NULL ? g_markup_escape_text (place->url, -1) : NULL;

      if (url == NULL)
        continue;
      write_tags (self, written, raw.start - written);
      if (raw.quote == '\0')
        galley_writer_markup (self->face.writer, "\"", 1);
      galley_writer_markup (self->face.writer, url, -1);
      if (raw.quote == '\0')
        galley_writer_markup (self->face.writer, "\"", 1);
      written = raw.end;
    }
  write_tags (self, written, end - written);
}

static void
write_text (GalleyHtml      *self,
            const GalleyRun *run)
{
  char number[16];

  if (run->text != NULL)
    {
      galley_writer_text (self->face.writer, run->text, run->length);
      return;
    }
  g_snprintf (number, sizeof number, "%u", run->node->footnote.number);
  galley_writer_text (self->face.writer, number, -1);
}

static void
write_runs (GalleyHtml *self)
{
  GalleyRunStack stack = {
    .code_style = galley_face_style (&self->face, self->prose > 0 ? GALLEY_MAIL_CODE_IN_LINE
                                                                  : GALLEY_MAIL_CODE),
  };

  for (guint i = 0; i < self->runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (self->runs, GalleyRun, i);

      switch (run->type)
        {
        case GALLEY_RUN_TEXT:
          if (run->format != 0)
            galley_run_stack_open (&stack, self->runs, i, self->face.writer);
          write_text (self, run);
          if (stack.n > 0)
            galley_run_stack_close (&stack, self->runs, i, self->face.writer);
          break;
        case GALLEY_RUN_BREAK: galley_writer_empty (self->face.writer, "br", NULL); break;
        case GALLEY_RUN_LINK: write_link (self, run->node); break;
        case GALLEY_RUN_LINK_END: galley_writer_close (self->face.writer, "a"); break;
        case GALLEY_RUN_MARKUP:
          write_markup (self, run->text, run->length);
          break;
        case GALLEY_RUN_IMAGE:
          galley_gallery_write_image (&self->face, &run->node->picture, NULL,
                                      GALLEY_MAIL_IMAGE_IN_LINE);
          break;
        default: g_assert_not_reached ();
        }
    }
}

void
galley_html_write_inlines (GalleyHtml       *self,
                           const GalleyNode *first)
{
  /* Most paragraphs are one piece of text. */
  if (first == NULL)
    return;
  if (first->next == NULL && first->type == GALLEY_NODE_TEXT)
    {
      galley_writer_text (self->face.writer, first->literal, first->length);
      return;
    }
  galley_runs_collect (self->runs, first);
  write_runs (self);
}

void
galley_html_write_figure (GalleyHtml       *self,
                          const GalleyNode *node)
{
  static const char *const widths[] = { "", " kg-width-wide", " kg-width-full" };
  const char *element = self->mail ? "div" : "figure";
  GalleyWriter *writer = self->face.writer;
  g_autofree char *class
    = g_strconcat ("kg-card kg-image-card", widths[node->picture.width],
                   node->first_child != NULL ? " kg-card-hascaption" : "", NULL);

  galley_writer_open (writer, element, "class", class, "style",
                      galley_face_style (&self->face, GALLEY_MAIL_FIGURE), NULL);
  galley_gallery_write_linked (&self->face, &node->picture, "kg-image", GALLEY_MAIL_IMAGE);
  if (node->first_child != NULL)
    {
      galley_gallery_open_caption (&self->face);
      galley_html_write_inlines (self, node->first_child);
      galley_gallery_close_caption (&self->face);
    }
  galley_writer_close (writer, element);
}

void
galley_html_write_raw (GalleyHtml       *self,
                       const GalleyNode *node)
{
  gsize length = node->length;

  while (length > 0 && node->literal[length - 1] == '\n')
    length--;
  write_markup (self, node->literal, length);
}

gboolean
galley_html_inlines_fit (GalleyHtml       *self,
                         const GalleyNode *first)
{
  if (first == NULL || (first->next == NULL && first->type == GALLEY_NODE_TEXT))
    return TRUE;
  galley_runs_collect (self->runs, first);
  return galley_runs_fit (self->runs);
}

/* What the server's own trim() takes away. */
static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (!galley_blanks_is_blank (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Ghost leaves out the last paragraph when it has no words, whatever else it has. */
static gboolean
paragraph_fits (GalleyHtml       *self,
                const GalleyNode *paragraph)
{
  const GalleyNode *first = paragraph->first_child;
  g_autofree char *text = NULL;

  if (!galley_html_inlines_fit (self, first))
    return FALSE;
  if (first != NULL && first->type == GALLEY_NODE_TEXT && !is_blank (first->literal, first->length))
    return TRUE;
  text = galley_node_dup_text (paragraph);
  return !is_blank (text, strlen (text));
}

gboolean
galley_html_is_void (const GalleyNode *block)
{
  if (block->type != GALLEY_NODE_PARAGRAPH)
    return FALSE;
  for (const GalleyNode *node = block->first_child; node != NULL; node = node->next)
    if (node->type != GALLEY_NODE_SOFT_BREAK
        && (node->type != GALLEY_NODE_TEXT || strspn (node->literal, " \t\n") < node->length))
      return FALSE;
  return TRUE;
}

static gboolean
list_fits (GalleyHtml       *self,
           const GalleyNode *list,
           guint             depth)
{
  for (const GalleyNode *item = list->first_child; item != NULL; item = item->next)
    {
      const GalleyNode *text = item->first_child;
      const GalleyNode *nested = text != NULL ? text->next : NULL;

      if (item->item.task || depth > GALLEY_HTML_MAX_DEPTH)
        return FALSE;
      if (text != NULL
          && (text->type != GALLEY_NODE_PARAGRAPH || !galley_html_inlines_fit (self, text->first_child)))
        return FALSE;
      if (nested != NULL
          && (nested->type != GALLEY_NODE_LIST || nested->next != NULL
              || !list_fits (self, nested, depth + 1)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
quote_fits (GalleyHtml       *self,
            const GalleyNode *quote)
{
  for (const GalleyNode *child = quote->first_child; child != NULL; child = child->next)
    if (child->type != GALLEY_NODE_PRIVATE
        && (child->type != GALLEY_NODE_PARAGRAPH || !galley_html_inlines_fit (self, child->first_child)))
      return FALSE;
  return TRUE;
}

gboolean
galley_html_fits (GalleyHtml       *self,
                  const GalleyNode *block)
{
  const GalleyCardKind *kind;

  if (block->type == GALLEY_NODE_PARAGRAPH)
    return paragraph_fits (self, block);
  if (block->type == GALLEY_NODE_HEADING)
    return galley_html_inlines_fit (self, block->first_child);
  if (block->type == GALLEY_NODE_CODE_BLOCK)
    return !is_blank (block->literal, block->length);
  if (block->type == GALLEY_NODE_LIST)
    return list_fits (self, block, 0);
  if (block->type == GALLEY_NODE_QUOTE)
    return quote_fits (self, block);
  if (block->type == GALLEY_NODE_CARD)
    {
      kind = galley_card_find_kind (block->card.kind);
      return kind != NULL && kind->lexical != NULL
             && (kind->fits == NULL || kind->fits (&self->face, block));
    }
  return block->type != GALLEY_NODE_TABLE && block->type != GALLEY_NODE_FOOTNOTE
         && block->type != GALLEY_NODE_HTML_BLOCK;
}

gboolean
galley_html_has_paywall (GalleyIssue *issue)
{
  const GalleyNode *root = galley_issue_get_root (issue);

  for (const GalleyNode *node = root->first_child; node != NULL; node = node->next)
    if (node->type == GALLEY_NODE_PAYWALL)
      return TRUE;
  return FALSE;
}

gboolean
galley_html_is_cut (GalleyIssue *issue,
                    GalleyReader reader)
{
  const char *visibility
    = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "visibility");

  if (reader == GALLEY_READER_EVERYTHING || reader == GALLEY_READER_PAID)
    return FALSE;
  if (visibility == NULL || visibility[0] == '\0' || g_str_equal (visibility, "public"))
    return FALSE;
  return reader == GALLEY_READER_ANONYMOUS || !g_str_equal (visibility, "members");
}

const char *
galley_html_get_accent (const GalleyRenderOptions *options)
{
  const char *color = options != NULL ? options->accent_color : NULL;

  if (color == NULL || strlen (color) > 9 || color[0] != '#'
      || strspn (color + 1, "0123456789abcdefABCDEF") != strlen (color + 1))
    return "#8a1c3c";
  return color;
}
