/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-frame.h"
#include "galley-html.h"
#include "galley-runs.h"
#include "galley-words.h"
#include "galley-wrap.h"

#define WIDTH 72
#define MAX_DEPTH 100

/* The issue as a person would type it: for the plain part of a mail. */
typedef struct {
  GalleyFace face; /* first: a card's callbacks get it */
  GString   *out;
  GString   *prefix;  /* before every line */
  GString   *bullet;  /* before the next line instead, when not empty */
  GArray    *runs;
  guint      depth;
  const char *picture; /* what stands before its alt text */
  gboolean   glued;   /* no blank line before the next block */
} Text;

static void write_blocks (GalleyFace       *face,
                          const GalleyNode *first);

static void
begin_block (Text *self)
{
  if (!self->glued && self->out->len > 0)
    {
      g_autofree char *line = g_strchomp (g_strdup (self->prefix->str));

      g_string_append_printf (self->out, "%s\n", line);
    }
  self->glued = FALSE;
}

static void
write_paragraph (GalleyFace *face,
                 const char *text)
{
  Text *self = (Text *) face;
  gboolean bullet = self->bullet->len > 0;

  begin_block (self);
  galley_wrap_append (self->out, text, WIDTH, bullet ? self->bullet->str : self->prefix->str,
                      self->prefix->str);
  g_string_truncate (self->bullet, 0);
}

/* The address follows the words unless they are the address. */
static void
append_address (GString         *text,
                const GalleyRun *run,
                gsize            start)
{
  const char *url;
  const char *words = text->str + start;

  if (run->node->type != GALLEY_NODE_LINK)
    return;
  url = galley_face_safe_url (run->node->link.url);
  if (url[0] == '\0' || url[0] == '#' || g_str_equal (words, url)
      || (g_str_has_prefix (url, "mailto:") && g_str_equal (words, url + strlen ("mailto:"))))
    return;
  g_string_append_printf (text, " (%s)", url);
}

static void
append_text (GString         *text,
             const GalleyRun *run)
{
  if (run->text != NULL)
    g_string_append_len (text, run->text, run->length);
  else
    g_string_append_printf (text, "[%u]", run->node->footnote.number);
}

static char *
dup_inlines (GalleyFace       *face,
             const GalleyNode *first)
{
  Text *self = (Text *) face;
  GString *text = g_string_new (NULL);
  gsize start = 0;

  galley_runs_collect (self->runs, first);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const GalleyRun *run = &g_array_index (self->runs, GalleyRun, i);

      if (run->type == GALLEY_RUN_TEXT)
        append_text (text, run);
      else if (run->type == GALLEY_RUN_BREAK)
        g_string_append_c (text, '\n');
      else if (run->type == GALLEY_RUN_IMAGE)
        g_string_append (text, run->node->picture.alt);
      else if (run->type == GALLEY_RUN_LINK)
        start = text->len;
      else if (run->type == GALLEY_RUN_LINK_END)
        append_address (text, run, start);
    }
  return g_string_free (text, FALSE);
}

static void
write_inlines (Text             *self,
               const GalleyNode *node)
{
  g_autofree char *text = dup_inlines (&self->face, node->first_child);

  write_paragraph (&self->face, text);
}

static void
write_heading (Text             *self,
               const GalleyNode *node)
{
  g_autofree char *text = dup_inlines (&self->face, node->first_child);
  guint length = MIN (g_utf8_strlen (text, -1), WIDTH);

  write_paragraph (&self->face, text);
  if (node->heading.level > 2 || length == 0)
    return;
  g_string_append (self->out, self->prefix->str);
  for (guint i = 0; i < length; i++)
    g_string_append_c (self->out, node->heading.level == 1 ? '=' : '-');
  g_string_append_c (self->out, '\n');
}

/* @first before the first line of what @node holds, @rest before the others. */
static void
write_nested (Text             *self,
              const GalleyNode *first_child,
              const char       *first,
              const char       *rest)
{
  gsize length = self->prefix->len;

  begin_block (self);
  self->glued = TRUE;
  if (self->bullet->len == 0)
    g_string_assign (self->bullet, self->prefix->str);
  g_string_append (self->bullet, first);
  g_string_append (self->prefix, rest);
  write_blocks (&self->face, first_child);
  g_string_truncate (self->bullet, 0);
  g_string_truncate (self->prefix, length);
}

static void
write_list (Text             *self,
            const GalleyNode *list)
{
  const GalleyNode *item_above = list->parent;
  guint number = list->list.first;

  if (item_above != NULL && item_above->type == GALLEY_NODE_ITEM
      && item_above->parent->list.tight && list->previous != NULL)
    self->glued = TRUE;
  begin_block (self);
  for (const GalleyNode *item = list->first_child; item != NULL; item = item->next)
    {
      g_autofree char *bullet
        = list->list.ordered ? g_strdup_printf ("%u. ", number++)
          : item->item.task  ? g_strdup (item->item.checked ? "[x] " : "[ ] ")
                             : g_strdup ("* ");
      g_autofree char *blanks = g_strnfill (strlen (bullet), ' ');

      self->glued = item->previous == NULL || list->list.tight;
      if (item->first_child == NULL)
        g_string_append_printf (self->out, "%s%s\n", self->prefix->str, bullet);
      write_nested (self, item->first_child, bullet, blanks);
    }
  self->glued = FALSE;
}

static void
write_code (Text             *self,
            const GalleyNode *node)
{
  g_autofree char *code = g_strndup (node->literal, node->length);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (code), "\n", -1);

  begin_block (self);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (self->out, "%s    %s\n", self->prefix->str, lines[i]);
}

static void
write_table (Text             *self,
             const GalleyNode *table)
{
  begin_block (self);
  for (const GalleyNode *row = table->first_child; row != NULL; row = row->next)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (const GalleyNode *cell = row->first_child; cell != NULL; cell = cell->next)
        {
          g_autofree char *text = dup_inlines (&self->face, cell->first_child);

          g_string_append_printf (line, "%s%s", cell->previous != NULL ? " | " : "", text);
        }
      galley_wrap_append (self->out, line->str, WIDTH, self->prefix->str, self->prefix->str);
    }
}

static void
write_picture (Text             *self,
               const GalleyNode *node)
{
  const char *href = node->picture.href != NULL ? galley_face_safe_url (node->picture.href) : "";
  gboolean named = node->picture.alt[0] != '\0';
  g_autofree char *words
    = named ? g_strdup_printf ("[%s: %s]", self->picture, node->picture.alt) : g_strdup ("");
  g_autofree char *line = href[0] != '\0'
                            ? g_strdup_printf ("%s%s(%s)", words, named ? " " : "", href)
                            : g_steal_pointer (&words);

  if (line[0] != '\0')
    write_paragraph (&self->face, line);
  if (node->type != GALLEY_NODE_FIGURE || node->first_child == NULL)
    return;
  self->glued = line[0] != '\0';
  write_inlines (self, node);
}

static void
write_footnote (Text             *self,
                const GalleyNode *node)
{
  g_autofree char *mark = g_strdup_printf ("[%u] ", node->footnote.number);
  g_autofree char *blanks = g_strnfill (strlen (mark), ' ');

  write_nested (self, node->first_child, mark, blanks);
}

static void
write_card (Text             *self,
            const GalleyNode *node)
{
  const GalleyCardKind *kind = galley_card_find_kind (node->card.kind);

  if (kind == NULL)
    {
      g_autofree char *title = node->card.title != NULL
                                 ? dup_inlines (&self->face, node->card.title->first_child)
                                 : g_strdup ("");
      g_autofree char *line = g_strdup_printf ("[!%s] %s", node->card.kind, title);

      write_paragraph (&self->face, g_strchomp (line));
      write_nested (self, node->first_child, "> ", "> ");
    }
  else if (kind->text != NULL && (kind->shown == NULL || kind->shown (&self->face, node)))
    {
      kind->text (&self->face, node);
    }
}

static void
write_block (Text             *self,
             const GalleyNode *node)
{
  switch (node->type)
    {
    case GALLEY_NODE_PARAGRAPH: write_inlines (self, node); break;
    case GALLEY_NODE_HEADING: write_heading (self, node); break;
    case GALLEY_NODE_QUOTE: write_nested (self, node->first_child, "> ", "> "); break;
    case GALLEY_NODE_LIST: write_list (self, node); break;
    case GALLEY_NODE_CODE_BLOCK: write_code (self, node); break;
    case GALLEY_NODE_DIVIDER: write_paragraph (&self->face, "* * *"); break;
    case GALLEY_NODE_TABLE: write_table (self, node); break;
    case GALLEY_NODE_FOOTNOTE: write_footnote (self, node); break;
    case GALLEY_NODE_FIGURE:
    case GALLEY_NODE_IMAGE: write_picture (self, node); break;
    case GALLEY_NODE_CARD: write_card (self, node); break;
    case GALLEY_NODE_BOOKMARK: write_paragraph (&self->face, node->link.url); break;
    case GALLEY_NODE_DOCUMENT:
    case GALLEY_NODE_ITEM:
    case GALLEY_NODE_GALLERY: write_blocks (&self->face, node->first_child); break;
    case GALLEY_NODE_HTML_BLOCK:
    case GALLEY_NODE_TABLE_ROW:
    case GALLEY_NODE_TABLE_CELL:
    case GALLEY_NODE_CARD_TITLE:
    case GALLEY_NODE_PAYWALL:
    case GALLEY_NODE_PRIVATE:
    case GALLEY_NODE_OPAQUE:
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
    case GALLEY_NODE_FOOTNOTE_REFERENCE:
    default: break;
    }
}

static void
write_blocks (GalleyFace       *face,
              const GalleyNode *first)
{
  Text *self = (Text *) face;

  if (self->depth >= MAX_DEPTH)
    return;
  self->depth++;
  for (const GalleyNode *node = first; node != NULL; node = node->next)
    write_block (self, node);
  self->depth--;
}

static void
write_line (Text       *self,
            const char *text,
            char        underline)
{
  if (text == NULL || text[0] == '\0')
    return;
  write_paragraph (&self->face, text);
  for (guint i = 0; underline != '\0' && i < MIN (g_utf8_strlen (text, -1), WIDTH); i++)
    g_string_append_c (self->out, underline);
  if (underline != '\0')
    g_string_append_c (self->out, '\n');
}

static void
write_masthead (Text                      *self,
                GalleyIssue               *issue,
                const GalleyRenderOptions *options)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);

  write_line (self, galley_issue_get_title (issue), '=');
  write_line (self, galley_front_matter_get_string (front, "subtitle"), '\0');
  write_line (self, options->author, '\0');
  write_line (self, options->post_url, '\0');
}

static char *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *options,
        GError                   **error)
{
  g_autoptr (GString) prefix = g_string_new (NULL);
  g_autoptr (GString) bullet = g_string_new (NULL);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (GalleyRun));
  const char *notice = galley_frame_get_notice (issue, options, TRUE);
  Text self = { .out = g_string_new (NULL), .prefix = prefix, .bullet = bullet, .runs = runs };

  self.picture = galley_words_get (issue, GALLEY_WORD_PICTURE);
  self.face.audience = (GalleyAudience) options->reader;
  self.face.accent = "";
  self.face.blocks = write_blocks;
  self.face.dup_inlines = dup_inlines;
  self.face.paragraph = write_paragraph;
  if (!options->fragment)
    write_masthead (&self, issue, options);
  for (const GalleyNode *node = galley_issue_get_root (issue)->first_child; node != NULL;
       node = node->next)
    {
      if (node->type == GALLEY_NODE_PAYWALL && notice != NULL)
        break;
      write_block (&self, node);
    }
  if (!options->fragment)
    write_line (&self, notice, '\0');
  return g_string_free (self.out, FALSE);
}

const GalleyFormat galley_format_text = {
  .id = "text",
  .suffix = "txt",
  .description = N_ ("Plain text"),
  .render = render,
};
