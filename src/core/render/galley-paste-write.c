/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words gather as pieces until something ends their paragraph; then they are written behind the
 * marks of the lists and quotes that are open. */

#include "galley-paste-private.h"

#include <string.h>

static guint
get_format (GalleyPasteReader *self)
{
  guint format = 0;

  for (guint i = 0; i < N_FORMATS; i++)
    if (self->formats[i])
      format |= 1u << i;
  return format;
}

/* The marks that a line begins with; those of an item are spent by it. */
static char *
take_prefix (GalleyPasteReader *self, gboolean spend)
{
  g_autoptr (GString) prefix = g_string_new (NULL);

  for (guint i = 0; i < self->open->len; i++)
    {
      GalleyPasteOpen *open = &g_array_index (self->open, GalleyPasteOpen, i);

      if (open->kind == '>')
        g_string_append (prefix, "> ");
      else if (open->kind == 'i' && open->is_new && spend)
        {
          g_string_append (prefix, open->mark);
          open->is_new = FALSE;
        }
      else if (open->kind == 'i')
        g_string_append_printf (prefix, "%*s", (int) strlen (open->mark), "");
    }
  return g_string_free (g_steal_pointer (&prefix), FALSE);
}

void
galley_paste_append_block (GalleyPasteReader *self, const char *text)
{
  gboolean is_item = FALSE;
  g_autofree char *rest = NULL;
  g_autofree char *first = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < self->open->len; i++)
    is_item = is_item || g_array_index (self->open, GalleyPasteOpen, i).is_new;
  rest = take_prefix (self, FALSE);
  if (self->out->len > 0)
    {
      g_autofree char *blank = g_strchomp (g_strdup (rest));

      g_string_append (self->out, "\n");
      if (!(is_item && self->tight))
        g_string_append_printf (self->out, "%s\n", blank);
    }
  first = take_prefix (self, TRUE);
  for (guint i = 0; lines[i]; i++)
    g_string_append_printf (self->out, "%s%s%s", i ? "\n" : "", i ? rest : first, lines[i]);
  self->tight = is_item;
}

void
galley_paste_end_link (GalleyPasteReader *self)
{
  if (self->in_link)
    galley_pieces_add (self->pieces, GALLEY_PIECE_LINK_END, 0, NULL, 0);
  self->in_link = FALSE;
}

char *
galley_paste_take_line (GalleyPasteReader *self, GalleyMarkdownLineFlags flags)
{
  char *text = NULL;

  galley_paste_end_link (self);
  if (self->has_words)
    text = g_strstrip (galley_markdown_line_write (self->pieces, flags, NULL));
  g_array_set_size (self->pieces, 0);
  self->has_words = FALSE;
  self->blank_waits = FALSE;
  return text;
}

void
galley_paste_end_block (GalleyPasteReader *self)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (self->cells)
    {
      /* A cell is one line: its blocks are parted by a blank. */
      self->blank_waits = self->has_words;
      return;
    }
  text = galley_paste_take_line (self, self->heading ? GALLEY_MARKDOWN_LINE_SINGLE
                                        : GALLEY_MARKDOWN_LINE_PLAIN);
  if (text == NULL || *text == '\0')
    return;
  line = self->heading ? g_strdup_printf ("%.*s %s", (int) self->heading, "######", text) : NULL;
  galley_paste_append_block (self, line ? line : text);
}

/* A blank between two words has the formats that both have. */
void
galley_paste_add_blank (GalleyPasteReader *self)
{
  if (self->blank_waits)
    galley_pieces_add (self->pieces, GALLEY_PIECE_TEXT, get_format (self) & self->last_format, " ", 1);
  self->blank_waits = FALSE;
}

void
galley_paste_add_words (GalleyPasteReader *self, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);

  for (char *p = copy; *p;)
    {
      gsize blanks = strspn (p, " \t\r\n\f");
      gsize word = strcspn (p + blanks, " \t\r\n\f");

      if (blanks > 0)
        self->blank_waits = self->has_words;
      if (word > 0)
        {
          galley_paste_add_blank (self);
          galley_pieces_add (self->pieces, GALLEY_PIECE_TEXT, get_format (self), p + blanks, word);
          self->last_format = get_format (self);
          self->has_words = TRUE;
        }
      p += blanks + word;
    }
}
