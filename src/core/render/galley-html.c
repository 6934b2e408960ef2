/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-html.h"

#include <string.h>

#include "galley-heading-id.h"
#include "galley-html-private.h"
#include "galley-opaque.h"

static void write_block (GalleyHtml       *self,
                         const GalleyNode *node);

static void
write_blocks (GalleyHtml       *self,
              const GalleyNode *first)
{
  for (const GalleyNode *node = first; node != NULL && node != self->face.end; node = node->next)
    write_block (self, node);
}

static void
write_in (GalleyHtml       *self,
          const char       *element,
          GalleyMailStyle   style,
          const GalleyNode *node)
{
  galley_writer_open (self->face.writer, element, "style",
                      galley_face_style (&self->face, style), NULL);
  galley_html_write_inlines (self, node->first_child);
  galley_writer_close (self->face.writer, element);
}

/* Inside a card it has that one's colour. */
static void
write_paragraph (GalleyHtml       *self,
                 const GalleyNode *node)
{
  const GalleyNode *parent = node->parent;
  GalleyMailStyle style = self->face.inside > 0 ? GALLEY_MAIL_INNER_P : GALLEY_MAIL_P;

  if (parent != NULL && parent->type == GALLEY_NODE_QUOTE)
    style = GALLEY_MAIL_QUOTE_P;
  else if (parent != NULL && parent->type == GALLEY_NODE_CARD && g_ascii_strcasecmp (parent->card.kind, "pullquote") == 0)
    style = GALLEY_MAIL_ASIDE_P;
  self->prose++;
  write_in (self, "p", style, node);
  self->prose--;
}

static void
write_heading (GalleyHtml       *self,
               const GalleyNode *node)
{
  static const char *const elements[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  guint level = CLAMP (node->heading.level, 1, 6) - 1;
  g_autofree char *id = galley_heading_id_new (node, self->ids);
  GalleyMailStyle style = GALLEY_MAIL_H1 + MIN (level, 4);

  galley_writer_open (self->face.writer, elements[level], "id", id, "style",
                      galley_face_style (&self->face, style), NULL);
  galley_html_write_inlines (self, node->first_child);
  galley_writer_close (self->face.writer, elements[level]);
}

/* Ghost's quote holds text only, so its paragraphs are parted by breaks; inside an HTML card it is
 * the ordinary one. */
static void
write_quote (GalleyHtml       *self,
             const GalleyNode *node)
{
  GalleyWriter *writer = self->face.writer;

  galley_writer_open (writer, "blockquote", "style",
                      galley_face_style (&self->face, GALLEY_MAIL_QUOTE), NULL);
  if (self->face.inside > 0)
    {
      write_blocks (self, node->first_child);
    }
  else
    {
      if (galley_face_is_mail (&self->face))
        galley_writer_open (writer, "p", "style",
                            galley_face_style (&self->face, GALLEY_MAIL_QUOTE_P), NULL);
      self->prose++;
      galley_face_joined (&self->face, node->first_child);
      self->prose--;
      if (galley_face_is_mail (&self->face))
        galley_writer_close (writer, "p");
    }
  galley_writer_close (writer, "blockquote");
}

static void
write_item (GalleyHtml       *self,
            const GalleyNode *item,
            gboolean          tight)
{
  GalleyWriter *writer = self->face.writer;

  galley_writer_open (writer, "li", "style", galley_face_style (&self->face, GALLEY_MAIL_ITEM),
                      NULL);
  if (item->item.task)
    {
      galley_writer_empty (writer, "input", "type", "checkbox", "disabled", "", "checked",
                           item->item.checked ? "" : NULL, NULL);
      galley_writer_text (writer, " ", 1);
    }
  self->prose++;
  for (const GalleyNode *child = item->first_child; child != NULL; child = child->next)
    {
      if (tight && child->type == GALLEY_NODE_PARAGRAPH)
        galley_html_write_inlines (self, child->first_child);
      else
        write_block (self, child);
    }
  self->prose--;
  galley_writer_close (writer, "li");
}

/* However far inside; footnotes are a list, too. */
static gboolean
is_in_item (const GalleyNode *node)
{
  while (node->parent != NULL && node->parent->type != GALLEY_NODE_ITEM && node->parent->type != GALLEY_NODE_FOOTNOTE)
    node = node->parent;
  return node->parent != NULL;
}

static void
write_list (GalleyHtml       *self,
            const GalleyNode *node)
{
  const char *element = node->list.ordered ? "ol" : "ul";
  char start[16] = "";
  gboolean tight = self->face.inside == 0 || node->list.tight;
  gboolean inner = is_in_item (node);

  if (node->list.ordered && node->list.first != 1)
    g_snprintf (start, sizeof start, "%u", node->list.first);
  galley_writer_open (self->face.writer, element, "start", start[0] != '\0' ? start : NULL,
                      "style", galley_face_style (&self->face, inner ? GALLEY_MAIL_INNER_LIST : GALLEY_MAIL_LIST),
                      NULL);
  for (const GalleyNode *item = node->first_child; item != NULL; item = item->next)
    write_item (self, item, tight);
  galley_writer_close (self->face.writer, element);
}

static void
write_code (GalleyHtml       *self,
            const GalleyNode *node)
{
  const char *info = node->code.info != NULL ? node->code.info : "";
  gsize word = strcspn (info, " \t{");
  gsize length = node->length;
  g_autofree char *class = word > 0 ? g_strdup_printf ("language-%.*s", (int) word, info) : NULL;
  GalleyWriter *writer = self->face.writer;

  if (length > 0 && node->literal[length - 1] == '\n')
    length--;
  galley_writer_open (writer, "pre", "style", galley_face_style (&self->face, GALLEY_MAIL_PRE),
                      NULL);
  galley_writer_open (writer, "code", "class", class, "style",
                      galley_face_style (&self->face, GALLEY_MAIL_CODE), NULL);
  galley_writer_text (writer, node->literal, length);
  galley_writer_close (writer, "code");
  galley_writer_close (writer, "pre");
}

static void
write_divider (GalleyHtml *self)
{
  GalleyWriter *writer = self->face.writer;

  if (!galley_face_is_mail (&self->face))
    {
      galley_writer_empty (writer, "hr", NULL);
      return;
    }
  galley_writer_markup (writer,
                        "<table class=\"kg-card kg-hr-card\" role=\"presentation\" width=\"100%\" "
                        "border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tbody><tr>",
                        -1);
  galley_writer_open (writer, "td", "style", self->face.styles[GALLEY_MAIL_RULE_ROOM], NULL);
  galley_writer_markup (writer, "<hr style=\"display: none;\">", -1);
  galley_writer_open (writer, "table", "class", "kg-hr", "role", "presentation", "border", "0",
                      "cellpadding", "0", "cellspacing", "0", "width", "100%", "style",
                      self->face.styles[GALLEY_MAIL_LAYOUT], NULL);
  galley_writer_markup (writer, "<tbody><tr>", -1);
  galley_writer_open (writer, "td", "valign", "top", "style",
                      self->face.styles[GALLEY_MAIL_RULE], NULL);
  galley_writer_markup (writer, "&#xa0;</td></tr></tbody></table></td></tr></tbody></table>", -1);
}

static void
write_row (GalleyHtml       *self,
           const GalleyNode *row)
{
  static const char *const web[]
    = { NULL, "text-align:left", "text-align:center", "text-align:right" };
  static const char *const mail[] = { NULL, "left", "center", "right" };
  const char *element = row->row.header ? "th" : "td";
  gboolean inner = is_in_item (row);

  galley_writer_open (self->face.writer, "tr", NULL);
  for (const GalleyNode *cell = row->first_child; cell != NULL; cell = cell->next)
    {
      const char *align = web[cell->cell.align];
      g_autofree char *style
        = self->mail ? g_strconcat (self->face.styles[!row->row.header ? GALLEY_MAIL_CELL
                                                      : inner         ? GALLEY_MAIL_INNER_HEADER_CELL
                                                                      : GALLEY_MAIL_HEADER_CELL],
                                    align != NULL ? " " : NULL, align, NULL)
                     : g_strdup (align);

      galley_writer_open (self->face.writer, element, "align",
                          self->mail && !row->row.header ? mail[cell->cell.align] : NULL, "style",
                          style, NULL);
      galley_html_write_inlines (self, cell->first_child);
      galley_writer_close (self->face.writer, element);
    }
  galley_writer_close (self->face.writer, "tr");
}

static void
write_table (GalleyHtml       *self,
             const GalleyNode *node)
{
  GalleyWriter *writer = self->face.writer;
  gboolean body = FALSE;

  galley_writer_open (writer, "table", "style",
                      galley_face_style (&self->face, GALLEY_MAIL_TABLE), NULL);
  for (const GalleyNode *row = node->first_child; row != NULL; row = row->next)
    {
      if (row->row.header)
        galley_writer_open (writer, "thead", NULL);
      else if (!body)
        galley_writer_open (writer, "tbody", NULL);
      body = body || !row->row.header;
      write_row (self, row);
      if (row->row.header)
        galley_writer_close (writer, "thead");
    }
  if (body)
    galley_writer_close (writer, "tbody");
  galley_writer_close (writer, "table");
}

/* The notes stand at the end of the document; the first one brings the others with it. */
static void
write_footnotes (GalleyHtml       *self,
                 const GalleyNode *first)
{
  GalleyWriter *writer = self->face.writer;

  if (first->previous != NULL && first->previous->type == GALLEY_NODE_FOOTNOTE)
    return;
  galley_writer_empty (writer, "hr", NULL);
  galley_writer_open (writer, "ol", "class", "footnotes", "style",
                      galley_face_style (&self->face, GALLEY_MAIL_LIST), NULL);
  for (const GalleyNode *note = first; note != NULL; note = note->next)
    {
      char id[24];

      if (note->type != GALLEY_NODE_FOOTNOTE)
        continue;
      g_snprintf (id, sizeof id, "fn%u", note->footnote.number);
      galley_writer_open (writer, "li", "id", id, "style",
                          galley_face_style (&self->face, GALLEY_MAIL_ITEM), NULL);
      write_blocks (self, note->first_child);
      galley_writer_close (writer, "li");
    }
  galley_writer_close (writer, "ol");
}

/* A kind nobody knows: a quote that begins with the marker's line. */
static void
write_unknown_card (GalleyHtml       *self,
                    const GalleyNode *node)
{
  GalleyWriter *writer = self->face.writer;

  galley_writer_open (writer, "blockquote", "style",
                      galley_face_style (&self->face, GALLEY_MAIL_QUOTE), NULL);
  galley_writer_open (writer, "p", "style", galley_face_style (&self->face, GALLEY_MAIL_P), NULL);
  galley_writer_text (writer, "[!", -1);
  galley_writer_text (writer, node->card.kind, -1);
  galley_writer_text (writer, "]", -1);
  if (node->card.title != NULL)
    {
      galley_writer_text (writer, " ", -1);
      galley_html_write_inlines (self, node->card.title->first_child);
    }
  galley_writer_close (writer, "p");
  write_blocks (self, node->first_child);
  galley_writer_close (writer, "blockquote");
}

static void
write_card (GalleyHtml       *self,
            const GalleyNode *node)
{
  const GalleyCardKind *kind = galley_card_find_kind (node->card.kind);

  if (kind != NULL && kind->shown != NULL && !kind->shown (&self->face, node))
    return;
  if (kind == NULL)
    {
      write_unknown_card (self, node);
      return;
    }
  if (galley_face_is_mail (&self->face) && kind->email != NULL)
    kind->email (&self->face, node);
  else if ((!self->mail || kind->email != NULL) && kind->web != NULL)
    kind->web (&self->face, node);
}

/* Ghost drops a picture without a size from a gallery, silently; then each is one of its own. */
static void
write_gallery (GalleyHtml       *self,
               const GalleyNode *node)
{
  if (galley_gallery_has_sizes (&self->face, node->first_child))
    galley_gallery_write (&self->face, node->first_child, NULL);
  else
    for (const GalleyNode *image = node->first_child; image != NULL; image = image->next)
      galley_html_write_figure (self, image);
}

static void
write_opaque (GalleyHtml       *self,
              const GalleyNode *node)
{
  if (galley_opaque_write (&self->face, node->literal, self->mail) || self->options->fragment || self->mail)
    return;
  galley_writer_open (self->face.writer, "div", "class", "galley-opaque", NULL);
  galley_writer_text (self->face.writer, _ ("A card of the site that only the site can show"), -1);
  galley_writer_close (self->face.writer, "div");
}

static void
write_paywall (GalleyHtml *self)
{
  GalleyReader reader = self->options->reader;

  self->cut = galley_html_is_cut (self->issue, reader);
  if (self->cut)
    return;
  galley_writer_comment (self->face.writer, "members-only");
  if (!self->draws_cut || reader != GALLEY_READER_EVERYTHING)
    return;
  galley_writer_open (self->face.writer, "div", "class", "galley-paywall", "role", "separator", NULL);
  galley_writer_text (self->face.writer, _ ("Paywall: other readers stop here"), -1);
  galley_writer_close (self->face.writer, "div");
}

static void
write_block (GalleyHtml       *self,
             const GalleyNode *node)
{
  if (self->depth >= GALLEY_HTML_MAX_DEPTH)
    {
      g_autofree char *text = galley_node_dup_text (node);

      galley_writer_text (self->face.writer, text, -1);
      return;
    }
  self->depth++;
  switch (node->type)
    {
    case GALLEY_NODE_DOCUMENT: write_blocks (self, node->first_child); break;
    case GALLEY_NODE_PARAGRAPH: write_paragraph (self, node); break;
    case GALLEY_NODE_HEADING: write_heading (self, node); break;
    case GALLEY_NODE_QUOTE: write_quote (self, node); break;
    case GALLEY_NODE_LIST: write_list (self, node); break;
    case GALLEY_NODE_ITEM: write_item (self, node, TRUE); break;
    case GALLEY_NODE_CODE_BLOCK: write_code (self, node); break;
    case GALLEY_NODE_HTML_BLOCK: galley_html_write_raw (self, node); break;
    case GALLEY_NODE_DIVIDER: write_divider (self); break;
    case GALLEY_NODE_TABLE: write_table (self, node); break;
    case GALLEY_NODE_TABLE_ROW: write_row (self, node); break;
    case GALLEY_NODE_TABLE_CELL: galley_html_write_inlines (self, node->first_child); break;
    case GALLEY_NODE_FOOTNOTE: write_footnotes (self, node); break;
    case GALLEY_NODE_FIGURE: galley_html_write_figure (self, node); break;
    case GALLEY_NODE_GALLERY: write_gallery (self, node); break;
    case GALLEY_NODE_CARD: write_card (self, node); break;
    case GALLEY_NODE_BOOKMARK: galley_bookmark_write (&self->face, node, NULL); break;
    case GALLEY_NODE_PAYWALL: write_paywall (self); break;
    case GALLEY_NODE_OPAQUE: write_opaque (self, node); break;
    case GALLEY_NODE_PRIVATE:
    case GALLEY_NODE_CARD_TITLE:
    case GALLEY_NODE_TEXT:
    case GALLEY_NODE_SOFT_BREAK:
    case GALLEY_NODE_LINE_BREAK:
    case GALLEY_NODE_CODE:
    case GALLEY_NODE_HTML_INLINE:
    case GALLEY_NODE_EMPHASIS:
    case GALLEY_NODE_STRONG:
    case GALLEY_NODE_STRIKETHROUGH:
    case GALLEY_NODE_UNDERLINE:
    case GALLEY_NODE_SUBSCRIPT:
    case GALLEY_NODE_SUPERSCRIPT:
    case GALLEY_NODE_HIGHLIGHT:
    case GALLEY_NODE_LINK:
    case GALLEY_NODE_IMAGE:
    case GALLEY_NODE_FOOTNOTE_REFERENCE:
    default: break;
    }
  self->depth--;
}

static void
face_blocks (GalleyFace       *face,
             const GalleyNode *first)
{
  GalleyHtml *self = (GalleyHtml *) face;

  self->face.inside++;
  write_blocks (self, first);
  self->face.inside--;
}

static void
face_inlines (GalleyFace       *face,
              const GalleyNode *first)
{
  galley_html_write_inlines ((GalleyHtml *) face, first);
}

static char *
face_dup_blocks (GalleyFace       *face,
                 const GalleyNode *first)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  GalleyWriter *outer = face->writer;

  face->writer = writer;
  face_blocks (face, first);
  face->writer = outer;
  return galley_writer_finish (writer, NULL);
}

static char *
face_dup_inlines (GalleyFace       *face,
                  const GalleyNode *first)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  GalleyWriter *outer = face->writer;

  face->writer = writer;
  face_inlines (face, first);
  face->writer = outer;
  return galley_writer_finish (writer, NULL);
}

static gboolean
face_inlines_fit (GalleyFace       *face,
                  const GalleyNode *first)
{
  return galley_html_inlines_fit ((GalleyHtml *) face, first);
}

gboolean
galley_html_is_web_only (const GalleyNode *block)
{
  const GalleyCardKind *kind
    = block->type == GALLEY_NODE_CARD ? galley_card_find_kind (block->card.kind) : NULL;

  return kind != NULL && kind->email == NULL;
}

GalleyHtml *
galley_html_new (GalleyIssue               *issue,
                 const GalleyRenderOptions *options,
                 gboolean                   mail)
{
  static const GalleyRenderOptions everything = { 0 };
  GalleyHtml *self = g_new0 (GalleyHtml, 1);

  self->issue = issue;
  self->options = options != NULL ? options : &everything;
  self->mail = mail;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (GalleyRun));
  self->writer = galley_writer_new ();
  self->face.writer = self->writer;
  self->face.audience = (GalleyAudience) self->options->reader;
  self->face.accent = galley_html_get_accent (self->options);
  if (mail)
    {
      self->design = self->options->design != NULL
                       ? galley_mail_design_ref (self->options->design)
                       : galley_mail_design_new (NULL, self->face.accent);
      self->styles = galley_mail_style_new_table (self->design);
      self->face.accent = self->design->accent;
    }
  self->face.design = self->design;
  self->face.styles = (const char *const *) self->styles;
  self->face.pictures = self->options->pictures;
  self->face.bookmarks = self->options->bookmarks;
  self->face.post_url = self->options->post_url;
  self->face.blocks = face_blocks;
  self->face.inlines = face_inlines;
  self->face.dup_blocks = face_dup_blocks;
  self->face.dup_inlines = face_dup_inlines;
  self->face.inlines_fit = face_inlines_fit;
  /* A gated page without a paywall is closed from its first word; a mail is not. */
  self->cut = !mail && galley_html_is_cut (issue, self->options->reader)
              && !galley_html_has_paywall (issue);
  return self;
}

void
galley_html_free (GalleyHtml *self)
{
  if (self == NULL)
    return;
  galley_writer_free (self->writer);
  g_hash_table_unref (self->ids);
  g_array_unref (self->runs);
  g_strfreev (self->styles);
  g_clear_pointer (&self->design, galley_mail_design_unref);
  g_free (self);
}

GalleyFace *
galley_html_get_face (GalleyHtml *self)
{
  return &self->face;
}

void
galley_html_add_block (GalleyHtml       *self,
                       const GalleyNode *block)
{
  gboolean wrapped;

  if (self->cut || galley_html_is_void (block)
      || (block->type == GALLEY_NODE_FOOTNOTE && block->previous != NULL
          && block->previous->type == GALLEY_NODE_FOOTNOTE))
    return;
  if (self->mail && galley_html_is_web_only (block))
    return;
  wrapped = !galley_html_fits (self, block);
  if (wrapped)
    galley_face_begin_html (&self->face, NULL, TRUE);
  self->face.inside += wrapped ? 1 : 0;
  write_block (self, block);
  self->face.inside -= wrapped ? 1 : 0;
  if (wrapped)
    galley_face_end_html (&self->face, NULL);
}

char *
galley_html_dup_inner (GalleyHtml       *self,
                       const GalleyNode *block)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();

  self->face.writer = writer;
  self->face.inside++;
  write_block (self, block);
  self->face.inside--;
  self->face.writer = self->writer;
  return galley_writer_finish (writer, NULL);
}

void
galley_html_draw_cut (GalleyHtml *self)
{
  self->draws_cut = TRUE;
}

char *
galley_html_take (GalleyHtml *self)
{
  return galley_writer_finish (self->writer, NULL);
}
