/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The comment that begins at @html: its end, or NULL. */
static const char *
find_comment_end (const char *html)
{
  const char *end = g_str_has_prefix (html, "<!--") ? strstr (html + 4, "-->") : NULL;

  return end != NULL ? end + 3 : NULL;
}

static gboolean
is_paywall (const char *comment,
            const char *end)
{
  const char *p = comment + 4;

  while (g_ascii_isspace (*p))
    p++;
  if (g_ascii_strncasecmp (p, "members-only", 12) != 0)
    return FALSE;
  p += 12;
  while (g_ascii_isspace (*p))
    p++;
  return p == end - 3;
}

/* The first paywall comment anywhere in @html. */
static gboolean
holds_paywall (const char *html)
{
  for (const char *p = strstr (html, "<!--"); p != NULL; p = strstr (p + 4, "<!--"))
    {
      const char *end = find_comment_end (p);

      if (end == NULL)
        return FALSE;
      if (is_paywall (p, end))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_only_comments (const char *html)
{
  while (TRUE)
    {
      while (g_ascii_isspace (*html))
        html++;
      if (*html == '\0')
        return TRUE;
      html = find_comment_end (html);
      if (html == NULL)
        return FALSE;
    }
}

static void
add_error (GalleyParser     *self,
           const GalleyNode *block,
           const char       *id,
           const char       *message)
{
  galley_source_add (self->source, id, GALLEY_SEVERITY_ERROR, block->start, message, NULL, 0, 0,
                     NULL);
}

static void
read_paywall (GalleyParser *self,
              GalleyNode   *node)
{
  /* Whatever it is not, a comment never leaves the machine. */
  node->type = GALLEY_NODE_PRIVATE;
  if (node->parent->type != GALLEY_NODE_DOCUMENT)
    {
      add_error (self, node, "paywall-nested",
                 _("The paywall stands inside another block. It must stand alone between two blank "
                   "lines, with nothing before it on its line."));
      return;
    }
  if (self->paywall)
    {
      galley_source_add (self->source, "paywall-twice", GALLEY_SEVERITY_ERROR, node->start,
                         _("This is the second paywall: an issue can have only one."),
                         _("Remove It"), node->start, node->end, "");
      return;
    }
  self->paywall = TRUE;
  node->type = GALLEY_NODE_PAYWALL;
  node->literal = NULL;
  node->length = 0;
}

void
galley_parser_read_html (GalleyParser *self,
                         GalleyNode   *node)
{
  g_autofree char *html = g_strstrip (g_strdup (node->literal));
  const char *end = find_comment_end (html);

  if (end != NULL && *end == '\0' && is_paywall (html, end))
    {
      read_paywall (self, node);
      return;
    }
  if (holds_paywall (html))
    add_error (self, node, "paywall-text",
               _("The paywall shares its block with other text. It must stand alone between two "
                 "blank lines."));
  if (is_only_comments (html))
    node->type = GALLEY_NODE_PRIVATE;
}

/* A comment among words is as private as one that is a block. */
gboolean
galley_parser_drop_comment (GalleyParser *self,
                            const char   *html)
{
  if (!g_str_has_prefix (html, "<!--"))
    return FALSE;
  if (holds_paywall (html))
    self->inline_paywall = TRUE;
  return TRUE;
}

void
galley_parser_check_inlines (GalleyParser     *self,
                             const GalleyNode *block)
{
  if (self->inline_paywall)
    add_error (self, block, "paywall-text",
               _("The paywall shares its block with other text. It must stand alone between two "
                 "blank lines."));
  self->inline_paywall = FALSE;
}

/* How many %% a block's source holds; the server's %%{fields}%% do not count. */
static guint
count_percents (const GalleyParser *self,
                const GalleyNode   *block)
{
  const char *p = self->source->text + block->start;
  const char *end = self->source->text + block->end;
  guint n = 0;

  for (; p + 1 < end; p++)
    {
      if (p[0] != '%' || p[1] != '%')
        continue;
      if (p + 2 < end && p[2] == '{')
        {
          const char *close = g_strstr_len (p, end - p, "}%%");

          p = close != NULL ? close + 2 : end;
          continue;
        }
      n++;
      p++;
    }
  return n;
}

static gboolean
opens_private (const GalleyParser *self,
               const GalleyNode   *block)
{
  const char *text = self->source->text + block->start;

  text += strspn (text, " ");
  return block->type == GALLEY_NODE_PARAGRAPH && g_str_has_prefix (text, "%%") && text[2] != '{'
         && count_percents (self, block) % 2 == 1;
}

/* Everything up to the block that holds the closing %% becomes one private node. */
static void
close_private (GalleyParser     *self,
               GalleyNode       *node,
               const GalleyNode *last)
{
  g_autofree char *text = NULL;

  node->type = GALLEY_NODE_PRIVATE;
  node->first_child = node->last_child = NULL;
  if (last == NULL)
    galley_source_add (self->source, "private-open", GALLEY_SEVERITY_ERROR, node->start,
                       _("This private comment is never closed: everything below it would be left "
                         "out. Put “%%” where it ends."), NULL, 0, 0, NULL);
  if (last == NULL)
    {
      galley_parser_set_literal (self, node, "", 0);
      return;
    }
  node->end_line = last->end_line;
  node->end = last->end;
  node->next = last->next;
  if (last->next != NULL)
    ((GalleyNode *) last->next)->previous = node;
  else
    ((GalleyNode *) node->parent)->last_child = node;
  text = g_strstrip (g_strndup (self->source->text + node->start, node->end - node->start));
  galley_parser_set_literal (self, node, text, -1);
}

void
galley_parser_join_private (GalleyParser *self,
                            GalleyNode   *root)
{
  for (const GalleyNode *block = root->first_child; block != NULL; block = block->next)
    {
      const GalleyNode *last = block->next;

      if (!opens_private (self, block))
        continue;
      while (last != NULL && last->type != GALLEY_NODE_FOOTNOTE
             && count_percents (self, last) % 2 == 0)
        last = last->next;
      if (last != NULL && last->type == GALLEY_NODE_FOOTNOTE)
        last = NULL;
      /* A table whose head is the last line of the paragraph goes with it. */
      if (last != NULL && last->next != NULL && last->next->type == GALLEY_NODE_TABLE
          && last->next->start == last->start)
        last = last->next;
      close_private (self, (GalleyNode *) block, last);
      /* One that is never closed is said once. */
      if (last == NULL)
        return;
    }
}
