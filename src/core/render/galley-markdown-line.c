/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markdown-line.h"

#include <galley-issue.h>
#include <string.h>

#include "galley-markdown-escape.h"

/* No format is looked for further ahead than this. */
#define MAX_REACH 200
/* What cannot be written is written as what it is read as, and that again. */
#define MAX_NEARER 3

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

typedef enum {
  WAY_UNDERSCORES = 1 << 0,
  WAY_GAPS = 1 << 1,    /* put a gap where Markdown would misread */
  WAY_GUARDED = 1 << 2, /* something in front that is nothing, so that no block begins */
  WAY_TAGS = 1 << 3,    /* for breaks: HTML at the start of a line is a block of its own */
} Way;

typedef struct {
  GArray                 *pieces;
  guint                  *formats; /* of each piece, as Markdown wraps it */
  GArray                 *tokens;
  GalleyMarkdownLineFlags flags;
  Way                     way;
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

  for (guint i = index; !is_link_end (self, i) && reach < MAX_REACH; i = get_next (self, i), reach++)
    if ((self->formats[i] & 1u << bit) == 0)
      break;
  return reach;
}

static void
add_mark (Writer  *self,
          guint    bit,
          gboolean open)
{
  const char *mark = open ? formats[bit].open : formats[bit].close;

  if (mark == NULL)
    mark = (self->way & WAY_UNDERSCORES) != 0 ? "_" : "*";
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

static gboolean
is_mail_address (const char *text)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || !g_ascii_isalnum (at[1]) || strstr (at, "..") != NULL
      || !g_ascii_isalnum (text[strlen (text) - 1]))
    return FALSE;
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

  if (last || (self->flags & GALLEY_MARKDOWN_LINE_SINGLE) != 0 || (self->way & WAY_TAGS) != 0)
    add_token (self, TOKEN_TEXT, "<br>");
  else
    add_token (self, TOKEN_LINE, "\\\n");
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
        add_token (self, TOKEN_TEXT, piece->text);
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
        add_token (self, TOKEN_TEXT, piece->text);
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
  gboolean gaps = (self->way & WAY_GAPS) != 0;
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

static char *
write_so (GArray                  *pieces,
          GalleyMarkdownLineFlags  flags,
          Way                      way)
{
  Writer self = { .pieces = pieces, .flags = flags, .way = way };
  char *text;

  self.tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_array_set_clear_func (self.tokens, token_clear);
  set_formats (&self);
  if ((way & WAY_GUARDED) != 0)
    add_token (&self, TOKEN_TEXT, "<u></u>");
  add_tokens (&self);
  text = join (&self);
  g_array_unref (self.tokens);
  g_free (self.formats);
  return text;
}

/* The line with the notes it refers to, without which their marks would be words. */
static GalleyIssue *
read_again (const GArray *pieces,
            const char   *text)
{
  g_autoptr (GString) whole = g_string_new (text);
  g_autoptr (GHashTable) notes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_MARKUP && g_str_has_prefix (piece->text, "[^")
          && g_hash_table_add (notes, piece->text))
        g_string_append_printf (whole, "\n\n%s: x", piece->text);
    }
  g_string_append_c (whole, '\n');
  return galley_issue_new (whole->str, whole->len);
}

static gboolean
holds_words (const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_MARKUP ? piece->text[0] != '!'
          : piece->type != GALLEY_PIECE_BREAK
              && (piece->type != GALLEY_PIECE_TEXT
                  || strspn (piece->text, " ") < strlen (piece->text)))
        return TRUE;
    }
  return FALSE;
}

/* What the line is read as; NULL: not as one paragraph. */
static GArray *
read_pieces (const GArray *wanted,
             const char   *text,
             gboolean      cell)
{
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autofree char *plain = NULL;
  const GalleyNode *node;

  if (cell && strchr (text, '|') != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (text, "\\|", -1);

      plain = g_strjoinv ("|", parts);
    }
  issue = read_again (wanted, plain != NULL ? plain : text);
  node = galley_issue_get_root (issue)->first_child;
  if (node == NULL || node->type != GALLEY_NODE_PARAGRAPH
      || (node->next != NULL && node->next->type != GALLEY_NODE_FOOTNOTE))
    return NULL;
  pieces = galley_pieces_new ();
  galley_pieces_add_nodes (pieces, node->first_child);
  return g_steal_pointer (&pieces);
}

static gboolean
reads_back (const GArray *wanted,
            const char   *text,
            gboolean      cell)
{
  g_autoptr (GArray) pieces = NULL;

  /* Pictures alone are another block here than in the list or the quote they stand in. */
  if (!holds_words (wanted))
    return TRUE;
  pieces = read_pieces (wanted, text, cell);
  if (pieces == NULL)
    return FALSE;
  galley_pieces_normalize (pieces);
  return galley_pieces_equal (pieces, wanted);
}

static GArray *
copy_normalized (const GArray *pieces)
{
  GArray *copy = galley_pieces_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_LINK)
        galley_pieces_add_link (copy, piece->text, piece->title);
      else
        galley_pieces_add (copy, piece->type, piece->format, piece->text, -1);
    }
  galley_pieces_normalize (copy);
  return copy;
}

/* Nothing is in two lines where there may be one only. */
static void
fold_markup (GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_MARKUP)
        g_strdelimit (piece->text, "\r\n", ' ');
    }
}

static void
end_text (GArray  *out,
          GString *text,
          guint    format)
{
  if (text->len > 0)
    galley_pieces_add (out, GALLEY_PIECE_TEXT, format, text->str, (gssize) text->len);
  g_string_truncate (text, 0);
}

/* Text of one format is one piece, or escapes would be looked for at seams nobody sees. The places
 * where the source began a new line are text too in links and with @blanks, and stay elsewhere. */
static GArray *
join_texts (const GArray *pieces,
            gboolean      blanks)
{
  GArray *out = galley_pieces_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_link = FALSE;
  guint format = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->type == GALLEY_PIECE_TEXT
          || (piece->type == GALLEY_PIECE_NEWLINE && (blanks || in_link)))
        {
          if (piece->format != format && piece->text[0] != '\0')
            {
              end_text (out, text, format);
              format = piece->format;
            }
          g_string_append (text, piece->text);
          continue;
        }
      end_text (out, text, format);
      if (piece->type == GALLEY_PIECE_LINK)
        galley_pieces_add_link (out, piece->text, piece->title);
      else
        galley_pieces_add (out, piece->type, piece->format, piece->text, -1);
      in_link = piece->type == GALLEY_PIECE_LINK
                || (in_link && piece->type != GALLEY_PIECE_LINK_END);
    }
  end_text (out, text, format);
  return out;
}

static gboolean
has_newline (const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, GalleyPiece, i).type == GALLEY_PIECE_NEWLINE)
      return TRUE;
  return FALSE;
}

/* Every way from the first on with the source's new lines, and then every one with blanks for them:
 * what only blanks can say is so written as it will be when it is read, which has no new lines. */
static char *
write_best (GArray                  *pieces,
            GalleyMarkdownLineFlags  flags,
            gboolean                *exact)
{
  static const Way ways[] = {
    0, WAY_UNDERSCORES, WAY_GAPS, WAY_GAPS | WAY_UNDERSCORES, WAY_GAPS | WAY_GUARDED,
    WAY_GAPS | WAY_GUARDED | WAY_TAGS, WAY_GAPS | WAY_GUARDED | WAY_TAGS | WAY_UNDERSCORES,
  };
  gboolean cell = (flags & GALLEY_MARKDOWN_LINE_CELL) != 0;
  gboolean single = (flags & GALLEY_MARKDOWN_LINE_SINGLE) != 0;
  g_autoptr (GArray) wanted = NULL;
  g_autofree char *text = NULL;
  gboolean found = FALSE;

  if (single)
    fold_markup (pieces);
  wanted = copy_normalized (pieces);
  for (guint blanks = single || !has_newline (pieces); blanks <= 1 && !found; blanks++)
    {
      g_autoptr (GArray) joined = join_texts (pieces, blanks);

      for (gsize i = 0; i < G_N_ELEMENTS (ways) && !found; i++)
        {
          g_autofree char *last = g_steal_pointer (&text);

          text = write_so (joined, flags, ways[i]);
          /* Most ways change nothing in most lines, and reading takes longest. */
          found = g_strcmp0 (last, text) != 0 && reads_back (wanted, text, cell);
        }
    }
  *exact = found;
  return g_steal_pointer (&text);
}

/* What comes nearest is itself written as what it is read as, or it would change once more. */
char *
galley_markdown_line_write (GArray                  *pieces,
                            GalleyMarkdownLineFlags  flags,
                            gboolean                *exact)
{
  gboolean cell = (flags & GALLEY_MARKDOWN_LINE_CELL) != 0;
  gboolean found;
  g_autofree char *text = write_best (pieces, flags, &found);

  if (exact != NULL)
    *exact = found;
  for (guint i = 0; i < MAX_NEARER && !found; i++)
    {
      g_autoptr (GArray) read = read_pieces (pieces, text, cell);

      if (read == NULL)
        break;
      g_free (text);
      text = write_best (read, flags, &found);
    }
  return g_steal_pointer (&text);
}

char *
galley_markdown_line_write_alike (GArray                  *pieces,
                                  GalleyMarkdownLineFlags  flags)
{
  g_autoptr (GArray) hoisted = copy_normalized (pieces);
  g_autofree char *text = NULL;
  g_autofree char *alike = NULL;
  gboolean exact, found;

  text = galley_markdown_line_write (pieces, flags, &exact);
  if (exact && strstr (text, "&#32;") == NULL)
    return g_steal_pointer (&text);
  galley_pieces_hoist (hoisted);
  alike = galley_markdown_line_write (hoisted, flags, &found);
  if (found)
    return g_steal_pointer (&alike);
  return exact ? g_steal_pointer (&text) : NULL;
}
