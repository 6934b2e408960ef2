/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line in one way: its pieces become tokens, with the marks of formats opened and closed between
 * them, and what stands beside each other then decides what must be escaped. */

#include "galley-markdown-tokens.h"

#include <string.h>

#include "galley-markdown-escape.h"

/* No format is looked for further ahead than this. */
#define MAX_REACH 200

typedef enum {
  TOKEN_TEXT,
  TOKEN_OPEN,  /* asterisks, underscores, tildes: what is beside them matters */
  TOKEN_CLOSE,
  TOKEN_LINE,  /* a new line begins behind it */
} TokenType;

typedef struct {
  TokenType type;
  char     *text;
} Token;

typedef struct {
  GArray                 *pieces;
  guint                  *formats; /* of each piece, as Markdown wraps it */
  GArray                 *tokens;
  GalleyMarkdownLineFlags flags;
  GalleyMarkdownWay       way;
  guint8                  stack[8];
  guint                   n_open;
  guint                   floor;   /* what was opened outside the link stays open inside */
} Writer;

static const struct {
  const char *open;
  const char *close;
  guint       rank; /* what stands further outside when all else is equal */
} formats[] = {
  { "**", "**", 5 }, { NULL, NULL, 6 },        { "~~", "~~", 4 },       { "<u>", "</u>", 1 },
  { NULL, NULL, 9 }, { "<sub>", "</sub>", 2 }, { "<sup>", "</sup>", 3 }, { "<mark>", "</mark>", 0 },
};

static void
token_clear (gpointer data)
{
  g_free (((Token *) data)->text);
}

static void
add_token (Writer     *self,
           TokenType   type,
           const char *text)
{
  Token token = { type, g_strdup (text) };

  g_array_append_val (self->tokens, token);
}

static GalleyPiece *
get_piece (const Writer *self,
           guint         index)
{
  return &g_array_index (self->pieces, GalleyPiece, index);
}

/* The next piece of the same level: a link counts as one. */
static guint
get_next (const Writer *self,
          guint         index)
{
  if (get_piece (self, index)->type == GALLEY_PIECE_LINK)
    while (index < self->pieces->len && get_piece (self, index)->type != GALLEY_PIECE_LINK_END)
      index++;
  return index + 1;
}

static gboolean
is_link_end (const Writer *self,
             guint         index)
{
  return index >= self->pieces->len || get_piece (self, index)->type == GALLEY_PIECE_LINK_END;
}

static gboolean
is_wordless (const GalleyPiece *piece)
{
  return piece->type == GALLEY_PIECE_BREAK || piece->type == GALLEY_PIECE_MARKUP;
}

/* What all the words of a link have can stand round it. */
static void
set_link_format (Writer *self,
                 guint   index)
{
  guint common = GALLEY_PIECE_FORMATS;
  gboolean words = FALSE;
  guint i = index + 1;

  for (; !is_link_end (self, i); i++)
    if (get_piece (self, i)->type == GALLEY_PIECE_TEXT
        || get_piece (self, i)->type == GALLEY_PIECE_NEWLINE)
      {
        common &= self->formats[i];
        words = TRUE;
      }
  self->formats[index] = words ? common : 0;
  if (i < self->pieces->len)
    self->formats[i] = self->formats[index];
}

/* Breaks and pictures have no formats of their own: what is open on both sides stays open. */
static void
set_wordless_formats (Writer *self,
                      guint   begin,
                      guint   end)
{
  guint last = 0;
  guint next = begin; /* is not looked for twice */

  for (guint i = begin; i < end; i = get_next (self, i))
    {
      next = MAX (next, i);
      if (!is_wordless (get_piece (self, i)))
        {
          last = self->formats[i];
          continue;
        }
      while (next < end && is_wordless (get_piece (self, next)))
        next = get_next (self, next);
      self->formats[i] = next < end ? last & self->formats[next] : 0;
    }
}

static void
set_formats (Writer *self)
{
  self->formats = g_new0 (guint, self->pieces->len + 1);
  for (guint i = 0; i < self->pieces->len; i++)
    self->formats[i] = get_piece (self, i)->format & ~GALLEY_PIECE_CODE & GALLEY_PIECE_FORMATS;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      guint end = get_next (self, i);

      if (get_piece (self, i)->type != GALLEY_PIECE_LINK)
        continue;
      set_link_format (self, i);
      set_wordless_formats (self, i + 1, MIN (end - 1, self->pieces->len));
    }
  set_wordless_formats (self, 0, self->pieces->len);
}

static guint
get_reach (const Writer *self,
           guint         index,
           guint         bit)
{
  guint reach = 0;

  for (guint i = index; !is_link_end (self, i) && reach < MAX_REACH; i = get_next (self, i))
    {
      if ((self->formats[i] & 1u << bit) == 0)
        break;
      reach++;
    }
  return reach;
}

static void
add_mark (Writer  *self,
          guint    bit,
          gboolean open)
{
  const char *mark = open ? formats[bit].open : formats[bit].close;

  if (mark == NULL)
    mark = (self->way & GALLEY_WAY_UNDERSCORES) != 0 ? "_" : "*";
  if (mark[0] == '<')
    add_token (self, TOKEN_TEXT, mark);
  else
    add_token (self, open ? TOKEN_OPEN : TOKEN_CLOSE, mark);
}

static void
close_to (Writer *self,
          guint   height)
{
  while (self->n_open > height)
    add_mark (self, self->stack[--self->n_open], FALSE);
}

/* Closes what the piece at @index has not, opens what it has. */
static void
set_open (Writer *self,
          guint   index)
{
  guint wanted = self->formats[index];
  guint missing = wanted;
  guint height = 0;

  while (height < self->n_open
         && (height < self->floor || (wanted & 1u << self->stack[height]) != 0))
    missing &= ~(1u << self->stack[height++]);
  close_to (self, height);
  while (missing != 0)
    {
      guint best = 0, longest = 0;

      for (guint bit = 0; bit < G_N_ELEMENTS (formats); bit++)
        {
          guint reach = (missing & 1u << bit) != 0 ? get_reach (self, index, bit) : 0;

          if (reach < MAX (longest, 1)
              || (reach == longest && formats[bit].rank >= formats[best].rank))
            continue;
          best = bit;
          longest = reach;
        }
      missing &= ~(1u << best);
      self->stack[self->n_open++] = best;
      add_mark (self, best, TRUE);
    }
}

#define MAX_LABEL 63

/* As one must be to stand in <>: the library finds more of them where they stand alone. */
static gboolean
is_mail_address (const char *text)
{
  const char *at = strchr (text, '@');
  g_auto (GStrv) labels = at != NULL ? g_strsplit (at + 1, ".", -1) : NULL;

  if (at == NULL || at == text)
    return FALSE;
  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > MAX_LABEL || !g_ascii_isalnum (labels[i][0])
          || !g_ascii_isalnum (labels[i][length - 1]))
        return FALSE;
    }
  for (const char *p = text; *p != '\0'; p++)
    if (p != at && !g_ascii_isalnum (*p) && strchr (p < at ? ".+-_" : ".-", *p) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return TRUE;
  return FALSE;
}

/* `<address>` where the words are the address. */
static char *
dup_autolink (const Writer *self,
              guint         index)
{
  const GalleyPiece *link = get_piece (self, index);
  const GalleyPiece *text = !is_link_end (self, index + 1) ? get_piece (self, index + 1) : NULL;
  g_autofree char *scheme = NULL;

  if (text == NULL || text->type != GALLEY_PIECE_TEXT || (text->format & GALLEY_PIECE_CODE) != 0
      || self->formats[index] != self->formats[index + 1] || !is_link_end (self, index + 2)
      || link->title != NULL || strpbrk (text->text, " <>\\&") != NULL || has_control (text->text))
    return NULL;
  scheme = g_uri_parse_scheme (link->text);
  if (scheme == NULL || strlen (scheme) < 2)
    return NULL;
  if (strcmp (link->text, text->text) == 0
      || (strcmp (scheme, "mailto") == 0 && is_mail_address (text->text)
          && strcmp (link->text + strlen ("mailto:"), text->text) == 0))
    return g_strdup_printf ("<%s>", text->text);
  return NULL;
}

static void
add_text (Writer *self,
          guint   index)
{
  const GalleyPiece *piece = get_piece (self, index);
  gboolean in_cell = (self->flags & GALLEY_MARKDOWN_LINE_CELL) != 0;
  gboolean before_link = index + 1 < self->pieces->len
                         && get_piece (self, index + 1)->type == GALLEY_PIECE_LINK;
  g_autoptr (GString) text = g_string_new (NULL);

  if ((piece->format & GALLEY_PIECE_CODE) != 0)
    galley_markdown_escape_code (text, piece->text, in_cell);
  else
    galley_markdown_escape (text, piece->text, before_link, in_cell);
  add_token (self, TOKEN_TEXT, text->str);
}

/* The backslash breaks a line only where another one follows. */
static void
add_break (Writer *self,
           guint   index)
{
  gboolean last = index + 1 == self->pieces->len;

  if (last || (self->flags & GALLEY_MARKDOWN_LINE_SINGLE) != 0
      || (self->way & GALLEY_WAY_TAGS) != 0)
    add_token (self, TOKEN_TEXT, "<br>");
  else
    add_token (self, TOKEN_LINE, "\\\n");
}

/* Markup goes as it is. Where a line within a tag would begin a block, it is indented as no block is:
 * a paragraph takes that off again. */
static void
add_markup (Writer     *self,
            const char *text)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      g_string_append_c (lines, *p);
      if (*p == '\n' && !g_ascii_isalpha (p[1]) && (guchar) p[1] < 0x80)
        g_string_append (lines, "    ");
    }
  add_token (self, TOKEN_TEXT, lines->str);
}

static guint
add_link (Writer *self,
          guint   index)
{
  const GalleyPiece *link = get_piece (self, index);
  g_autofree char *autolink = dup_autolink (self, index);
  g_autoptr (GString) target = g_string_new ("]");
  guint floor = self->floor;

  if (autolink != NULL)
    {
      add_token (self, TOKEN_TEXT, autolink);
      return get_next (self, index);
    }
  add_token (self, TOKEN_TEXT, "[");
  self->floor = self->n_open;
  for (index++; !is_link_end (self, index); index++)
    {
      const GalleyPiece *piece = get_piece (self, index);

      set_open (self, index);
      if (piece->type == GALLEY_PIECE_TEXT)
        add_text (self, index);
      else if (piece->type == GALLEY_PIECE_BREAK)
        add_token (self, TOKEN_TEXT, "<br>");
      else if (piece->type == GALLEY_PIECE_MARKUP)
        add_markup (self, piece->text);
    }
  close_to (self, self->floor);
  self->floor = floor;
  galley_markdown_escape_target (target, link->text, link->title);
  add_token (self, TOKEN_TEXT, target->str);
  return index + 1;
}

static void
add_tokens (Writer *self)
{
  guint i = 0;

  while (i < self->pieces->len)
    {
      const GalleyPiece *piece = get_piece (self, i);

      set_open (self, i);
      if (piece->type == GALLEY_PIECE_LINK)
        {
          i = add_link (self, i);
          continue;
        }
      if (piece->type == GALLEY_PIECE_TEXT)
        add_text (self, i);
      else if (piece->type == GALLEY_PIECE_NEWLINE)
        add_token (self, TOKEN_LINE, "\n");
      else if (piece->type == GALLEY_PIECE_BREAK)
        add_break (self, i);
      else if (piece->type == GALLEY_PIECE_MARKUP)
        add_markup (self, piece->text);
      i++;
    }
  close_to (self, 0);
}

static const Token *
peek (const Writer *self,
      guint         index)
{
  return index < self->tokens->len ? &g_array_index (self->tokens, Token, index) : NULL;
}

/* What is left and right of a mark decides what it is; an end of the line counts as a blank. */
static gboolean
is_blank (gunichar c)
{
  return c == 0 || c == '\n' || g_unichar_isspace (c);
}

/* Beyond ASCII no symbols, emoji among them: they are like letters to the parser. */
static gboolean
is_punctuation (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c < 0x80)
    return g_ascii_ispunct ((char) c);
  return type >= G_UNICODE_CONNECT_PUNCTUATION && type <= G_UNICODE_OPEN_PUNCTUATION;
}

static gunichar
get_last (const GString *out)
{
  const char *last = out->len > 0 ? g_utf8_find_prev_char (out->str, out->str + out->len) : NULL;

  return last != NULL ? g_utf8_get_char (last) : 0;
}

/* A row of marks that open or close, from @index on; returns the index behind it. */
static guint
append_marks (Writer  *self,
              GString *out,
              guint    index)
{
  TokenType type = peek (self, index)->type;
  gboolean gaps = (self->way & GALLEY_WAY_GAPS) != 0;
  gboolean underscore = FALSE;
  gunichar before = get_last (out);
  g_autoptr (GString) marks = g_string_new (NULL);
  const Token *after;
  gunichar next;

  for (; peek (self, index) != NULL && peek (self, index)->type == type; index++)
    {
      underscore = underscore || peek (self, index)->text[0] == '_';
      g_string_append (marks, peek (self, index)->text);
    }
  after = peek (self, index);
  next = after != NULL ? g_utf8_get_char (after->text) : 0;
  if (gaps && type == TOKEN_OPEN && !is_blank (before) && !is_punctuation (before)
      && (underscore || is_punctuation (next)))
    g_string_append (out, GALLEY_MARKDOWN_GAP);
  g_string_append (out, marks->str);
  if (gaps && type == TOKEN_CLOSE && after != NULL
      && (after->type == TOKEN_OPEN
          || (!is_blank (next) && !is_punctuation (next)
              && (underscore || is_punctuation (before)))))
    g_string_append (out, GALLEY_MARKDOWN_GAP);
  return index;
}

static void
append_character (GString    *out,
                  const char *p)
{
  g_string_append_printf (out, "&#%u;", g_utf8_get_char (p));
}

/* Blanks beside a mark or at an edge of the line would not be read; a block must not begin here. */
static void
append_text (Writer      *self,
             GString     *out,
             const Token *token,
             guint        index,
             gboolean     first)
{
  const Token *before = index > 0 ? peek (self, index - 1) : NULL;
  const Token *after = peek (self, index + 1);
  gboolean starts = before == NULL || before->type == TOKEN_LINE;
  gboolean ends = after == NULL || after->type == TOKEN_LINE;
  const char *p = token->text;
  const char *end = p + strlen (p);
  const char *last = end > p ? g_utf8_find_prev_char (p, end) : NULL;
  gsize special;

  if (last != NULL && (starts || before->type == TOKEN_OPEN) && is_blank (g_utf8_get_char (p)))
    {
      append_character (out, p);
      p = g_utf8_next_char (p);
    }
  special = starts ? galley_markdown_escape_line_start (p, first) : 0;
  if (special > 0)
    {
      g_string_append_len (out, p, special - 1);
      g_string_append_c (out, '\\');
      p += special - 1;
    }
  if (last != NULL && last >= p && (ends || after->type == TOKEN_CLOSE)
      && is_blank (g_utf8_get_char (last)))
    {
      g_string_append_len (out, p, last - p);
      append_character (out, last);
      return;
    }
  g_string_append (out, p);
}

static char *
join (Writer *self)
{
  GString *out = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint i = 0; i < self->tokens->len;)
    {
      const Token *token = peek (self, i);

      if (token->type == TOKEN_OPEN || token->type == TOKEN_CLOSE)
        {
          i = append_marks (self, out, i);
          continue;
        }
      if (token->type == TOKEN_TEXT)
        append_text (self, out, token, i, first);
      else
        g_string_append (out, token->text);
      first = first && token->type != TOKEN_LINE;
      i++;
    }
  return g_string_free (out, FALSE);
}

char *
galley_markdown_tokens_write (GArray                  *pieces,
                              GalleyMarkdownLineFlags  flags,
                              GalleyMarkdownWay        way)
{
  Writer self = { .pieces = pieces, .flags = flags, .way = way };
  char *text;

  self.tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_array_set_clear_func (self.tokens, token_clear);
  set_formats (&self);
  if ((way & GALLEY_WAY_GUARDED) != 0)
    add_token (&self, TOKEN_TEXT, "<u></u>");
  add_tokens (&self);
  text = join (&self);
  g_array_unref (self.tokens);
  g_free (self.formats);
  return text;
}
