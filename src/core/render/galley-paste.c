/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page is read tag by tag. Words gather as pieces until something ends their paragraph; then they
 * are written behind the marks of the lists and quotes that are open. */

#include "galley-paste.h"

#include <galley-figure.h>
#include <string.h>

#include "galley-markdown-line.h"
#include "galley-paste-entity.h"

/* Most of it are pictures, where it is as long as that. */
#define MAX_LENGTH (64 * 1024 * 1024)
#define MAX_PICTURES 40
/* Deeper lists and quotes are flat: a narrow column of marks says nothing. */
#define MAX_OPEN 12
#define MAX_COLUMNS 20
#define N_FORMATS 8

typedef struct {
  char kind;        /* > quote, u, o lists, i item */
  guint n;          /* of a list: items so far */
  gboolean is_new;  /* of an item: its mark is not written yet */
  char mark[16];    /* of an item */
} Open;

typedef struct {
  GString *out;
  GArray *open;          /* (element-type Open) */
  GArray *pieces;        /* of the paragraph */
  GPtrArray *cells;      /* of the table: cells, NULL behind each row; NULL: no table */
  guint rows;
  guint formats[N_FORMATS];
  GArray *spans;         /* (element-type guint) the formats of each span and b that is open */
  guint heading;         /* 0: a paragraph */
  guint last_format;     /* of the last word */
  GPtrArray *pictures;   /* (element-type utf8) borrowed; NULL: none is taken */
  gboolean has_words;
  gboolean in_link;
  gboolean in_pre;
  gboolean blank_waits;
  gboolean tight;        /* no blank line before the next block */
} Reader;

typedef struct {
  char *name;
  char *attributes; /* as written */
  gboolean is_end;
} Tag;

static const struct {
  const char *name;
  guint bit;
} formats[] = {
  { "strong", 0 }, { "b", 0 },    { "em", 1 },   { "i", 1 },    { "s", 2 },
  { "del", 2 },    { "strike", 2 }, { "u", 3 },  { "code", 4 }, { "tt", 4 },
  { "kbd", 4 },    { "sub", 5 },  { "sup", 6 },  { "mark", 7 },
};

static guint
get_format (Reader *self)
{
  guint format = 0;

  for (guint i = 0; i < N_FORMATS; i++)
    if (self->formats[i])
      format |= 1u << i;
  return format;
}

/* The marks that a line begins with; those of an item are spent by it. */
static char *
take_prefix (Reader *self, gboolean spend)
{
  g_autoptr (GString) prefix = g_string_new (NULL);

  for (guint i = 0; i < self->open->len; i++)
    {
      Open *open = &g_array_index (self->open, Open, i);

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

static void
append_block (Reader *self, const char *text)
{
  gboolean is_item = FALSE;
  g_autofree char *rest = NULL;
  g_autofree char *first = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < self->open->len; i++)
    is_item = is_item || g_array_index (self->open, Open, i).is_new;
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

static void
end_link (Reader *self)
{
  if (self->in_link)
    galley_pieces_add (self->pieces, GALLEY_PIECE_LINK_END, 0, NULL, 0);
  self->in_link = FALSE;
}

static char *
take_line (Reader *self, GalleyMarkdownLineFlags flags)
{
  char *text = NULL;

  end_link (self);
  if (self->has_words)
    text = g_strstrip (galley_markdown_line_write (self->pieces, flags, NULL));
  g_array_set_size (self->pieces, 0);
  self->has_words = FALSE;
  self->blank_waits = FALSE;
  return text;
}

static void
end_block (Reader *self)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (self->cells)
    {
      /* A cell is one line: its blocks are parted by a blank. */
      self->blank_waits = self->has_words;
      return;
    }
  text = take_line (self, self->heading ? GALLEY_MARKDOWN_LINE_SINGLE
                                        : GALLEY_MARKDOWN_LINE_PLAIN);
  if (text == NULL || *text == '\0')
    return;
  line = self->heading ? g_strdup_printf ("%.*s %s", (int) self->heading, "######", text) : NULL;
  append_block (self, line ? line : text);
}

/* A blank between two words has the formats that both have. */
static void
add_blank (Reader *self)
{
  if (self->blank_waits)
    galley_pieces_add (self->pieces, GALLEY_PIECE_TEXT, get_format (self) & self->last_format, " ", 1);
  self->blank_waits = FALSE;
}

static void
add_words (Reader *self, const char *text, gsize length)
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
          add_blank (self);
          galley_pieces_add (self->pieces, GALLEY_PIECE_TEXT, get_format (self), p + blanks, word);
          self->last_format = get_format (self);
          self->has_words = TRUE;
        }
      p += blanks + word;
    }
}

static char *
dup_attribute (const Tag *tag, const char *name)
{
  const char *p = tag->attributes;
  gsize length = strlen (name);

  while (*p)
    {
      gsize name_length, value_length = 0;
      const char *own, *value = "";

      p += strspn (p, " \t\r\n/");
      own = p;
      name_length = strcspn (p, " \t\r\n/=");
      p += name_length;
      p += strspn (p, " \t\r\n");
      if (*p == '=')
        {
          p++;
          p += strspn (p, " \t\r\n");
          if (*p == '"' || *p == '\'')
            {
              value = p + 1;
              value_length = strcspn (value, *p == '"' ? "\"" : "'");
              p = value + value_length + (value[value_length] != '\0');
            }
          else
            {
              value = p;
              value_length = strcspn (p, " \t\r\n");
              p += value_length;
            }
        }
      else if (name_length == 0 && *p)
        p++;
      if (name_length == length && g_ascii_strncasecmp (own, name, length) == 0)
        return galley_paste_entity_decode (value, value_length);
    }
  return NULL;
}

/* Word processors of the web say in a style what others say with an element. */
static guint
read_style (const Tag *tag, gboolean *is_plain)
{
  g_autofree char *style = dup_attribute (tag, "style");
  guint format = 0;

  *is_plain = FALSE;
  if (style == NULL)
    return 0;
  for (char *p = style; *p; p++)
    *p = g_ascii_tolower (*p);
  *is_plain = strstr (style, "font-weight:normal") || strstr (style, "font-weight: normal");
  for (const char *p = strstr (style, "font-weight:"); p; p = NULL)
    {
      p += strlen ("font-weight:");
      p += strspn (p, " ");
      if (g_str_has_prefix (p, "bold") || (*p >= '6' && *p <= '9'))
        format |= GALLEY_PIECE_STRONG;
    }
  if (strstr (style, "font-style:italic") || strstr (style, "font-style: italic"))
    format |= GALLEY_PIECE_EMPHASIS;
  if (strstr (style, "line-through"))
    format |= GALLEY_PIECE_STRIKETHROUGH;
  return format;
}

static void
change_formats (Reader *self, guint format, int by)
{
  for (guint i = 0; i < N_FORMATS; i++)
    if (format & (1u << i))
      self->formats[i] = MAX ((int) self->formats[i] + by, 0);
}

static gboolean
read_format (Reader *self, const Tag *tag)
{
  gboolean is_span = g_str_equal (tag->name, "span") || g_str_equal (tag->name, "font");
  guint format = 0;
  gboolean is_plain;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (tag->name, formats[i].name))
      format = 1u << formats[i].bit;
  if (format == 0 && !is_span)
    return FALSE;
  if (tag->is_end)
    {
      if (self->spans->len == 0)
        return TRUE;
      change_formats (self, g_array_index (self->spans, guint, self->spans->len - 1), -1);
      g_array_set_size (self->spans, self->spans->len - 1);
      return TRUE;
    }
  format |= read_style (tag, &is_plain);
  if (is_plain)
    format &= ~GALLEY_PIECE_STRONG;
  if (self->in_pre)
    format = 0;
  change_formats (self, format, 1);
  g_array_append_val (self->spans, format);
  return TRUE;
}

static void
close_down_to (Reader *self, guint length)
{
  end_block (self);
  g_array_set_size (self->open, length);
  if (length == 0)
    self->tight = FALSE;
}

static guint
find_open (Reader *self, const char *kinds)
{
  for (guint i = self->open->len; i > 0; i--)
    if (strchr (kinds, g_array_index (self->open, Open, i - 1).kind))
      return i;
  return 0;
}

static void
push_open (Reader *self, char kind)
{
  Open open = { .kind = kind };

  end_block (self);
  if (self->open->len < MAX_OPEN)
    g_array_append_val (self->open, open);
}

static void
begin_item (Reader *self)
{
  guint list = find_open (self, "uo");
  guint item = find_open (self, "i");
  Open open = { .kind = 'i', .is_new = TRUE };
  Open *parent;

  if (list == 0)
    {
      push_open (self, 'u');
      list = self->open->len;
    }
  if (item > list)
    close_down_to (self, item - 1);
  else
    end_block (self);
  if (self->open->len >= MAX_OPEN)
    return;
  parent = &g_array_index (self->open, Open, list - 1);
  parent->n++;
  if (parent->kind == 'o')
    g_snprintf (open.mark, sizeof open.mark, "%u. ", parent->n);
  else
    g_strlcpy (open.mark, "- ", sizeof open.mark);
  g_array_append_val (self->open, open);
}

static gboolean
read_container (Reader *self, const Tag *tag)
{
  const char *kind = g_str_equal (tag->name, "ul")           ? "u"
                     : g_str_equal (tag->name, "ol")         ? "o"
                     : g_str_equal (tag->name, "li")         ? "i"
                     : g_str_equal (tag->name, "blockquote") ? ">"
                                                             : NULL;
  guint at;

  if (kind == NULL)
    return FALSE;
  if (self->cells)
    end_block (self);
  else if (tag->is_end)
    {
      at = find_open (self, kind);
      if (at > 0)
        close_down_to (self, at - 1);
    }
  else if (*kind == 'i')
    begin_item (self);
  else
    push_open (self, *kind);
  return TRUE;
}

static void
end_table (Reader *self)
{
  g_autoptr (GPtrArray) cells = g_steal_pointer (&self->cells);
  g_autoptr (GString) table = g_string_new (NULL);
  guint columns = 0, n = 0, row = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      n = cells->pdata[i] ? n + 1 : 0;
      columns = MAX (columns, n);
    }
  /* A table of one column holds a layout together, and nothing else. */
  if (columns < 2 || columns > MAX_COLUMNS)
    {
      for (guint i = 0; i < cells->len; i++)
        if (cells->pdata[i] && *(char *) cells->pdata[i])
          append_block (self, cells->pdata[i]);
      return;
    }
  n = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      if (cells->pdata[i])
        {
          g_string_append_printf (table, n++ ? " %s |" : "| %s |", (char *) cells->pdata[i]);
          continue;
        }
      for (; n < columns; n++)
        g_string_append (table, n ? "  |" : "|  |");
      n = 0;
      if (row++ == 0)
        for (guint j = 0; j < columns; j++)
          g_string_append (table, j ? " --- |" : "\n| --- |");
      if (i + 1 < cells->len)
        g_string_append_c (table, '\n');
    }
  append_block (self, table->str);
}

static void
end_cell (Reader *self)
{
  char *text = take_line (self, GALLEY_MARKDOWN_LINE_CELL | GALLEY_MARKDOWN_LINE_SINGLE);

  /* Blanks before the first row are no cell. */
  g_ptr_array_add (self->cells, text ? text : g_strdup (""));
}

static void
end_row (Reader *self)
{
  if (self->cells->len > 0 && self->cells->pdata[self->cells->len - 1])
    g_ptr_array_add (self->cells, NULL);
}

static gboolean
read_table (Reader *self, const Tag *tag)
{
  gboolean is_cell = g_str_equal (tag->name, "td") || g_str_equal (tag->name, "th");

  if (g_str_equal (tag->name, "table"))
    {
      /* A table inside another is a part of its cell. */
      self->rows += tag->is_end ? -(self->rows > 0) : 1;
      if (!tag->is_end && self->rows == 1 && self->cells == NULL)
        {
          end_block (self);
          self->cells = g_ptr_array_new_with_free_func (g_free);
        }
      else if (tag->is_end && self->rows == 0 && self->cells)
        {
          end_row (self);
          end_table (self);
        }
      return TRUE;
    }
  if (self->cells == NULL || self->rows != 1)
    return is_cell || g_str_equal (tag->name, "tr");
  if (is_cell && tag->is_end)
    end_cell (self);
  else if (is_cell)
    g_free (take_line (self, GALLEY_MARKDOWN_LINE_CELL));
  else if (g_str_equal (tag->name, "tr") && tag->is_end)
    end_row (self);
  else
    return g_str_equal (tag->name, "tr");
  return TRUE;
}

char *
galley_paste_dup_picture_name (guint index)
{
  return g_strdup_printf ("galley-pasted-%u.picture", index);
}

/* A picture that is here, and not in the web: the name it has until it lies beside the issue. */
static char *
take_picture (Reader *self, const char *src)
{
  if (self->pictures == NULL || src == NULL || self->pictures->len >= MAX_PICTURES
      || (g_ascii_strncasecmp (src, "data:image/", strlen ("data:image/")) != 0
          && g_ascii_strncasecmp (src, "file:", strlen ("file:")) != 0))
    return NULL;
  g_ptr_array_add (self->pictures, g_strdup (src));
  return galley_paste_dup_picture_name (self->pictures->len - 1);
}

static void
read_picture (Reader *self, const Tag *tag)
{
  g_autofree char *src = dup_attribute (tag, "src");
  g_autofree char *alt = dup_attribute (tag, "alt");
  g_autofree char *figure = NULL;
  gboolean is_remote = src && (g_str_has_prefix (src, "https://") || g_str_has_prefix (src, "http://"));
  gboolean stands_alone = !self->cells && self->open->len == 0;
  g_autofree char *name = stands_alone && !is_remote ? take_picture (self, src) : NULL;

  if (name || (is_remote && stands_alone))
    {
      end_block (self);
      figure = galley_figure_write (name ? name : src, alt, NULL, NULL, NULL, GALLEY_WIDTH_REGULAR);
      append_block (self, figure);
    }
  else if (alt)
    add_words (self, alt, strlen (alt));
}

static void
read_link (Reader *self, const Tag *tag)
{
  g_autofree char *href = tag->is_end ? NULL : dup_attribute (tag, "href");

  end_link (self);
  if (href == NULL || !galley_paste_is_address (href))
    return;
  add_blank (self);
  galley_pieces_add_link (self->pieces, href, NULL);
  self->in_link = TRUE;
}

static void
read_tag (Reader *self, const Tag *tag)
{
  static const char *const others[] = { "p", "div", "section", "article", "header", "footer",
                                        "main", "aside", "figure", "figcaption", "dl", "dt", "dd",
                                        "address", "center", "form", "nav", "caption", NULL };

  if (read_format (self, tag) || read_container (self, tag) || read_table (self, tag))
    return;
  if (g_str_equal (tag->name, "a"))
    read_link (self, tag);
  else if (g_str_equal (tag->name, "br") && self->has_words)
    {
      galley_pieces_add (self->pieces, GALLEY_PIECE_BREAK, 0, NULL, 0);
      self->blank_waits = FALSE;
    }
  else if (g_str_equal (tag->name, "img") && !tag->is_end)
    read_picture (self, tag);
  else if (g_str_equal (tag->name, "hr"))
    {
      end_block (self);
      if (!self->cells)
        append_block (self, "---");
    }
  else if (tag->name[0] == 'h' && tag->name[1] >= '1' && tag->name[1] <= '6' && !tag->name[2])
    {
      end_block (self);
      self->heading = tag->is_end ? 0 : tag->name[1] - '0';
    }
  else if (g_strv_contains (others, tag->name))
    {
      end_block (self);
      self->heading = 0;
    }
}

/* Past the end of the tag at @p, which begins with <; its text in quotes may hold a >. */
static const char *
find_tag_end (const char *p)
{
  char quote = 0;

  for (p++; *p; p++)
    {
      if (quote ? *p == quote : *p == '>')
        {
          if (!quote)
            return p + 1;
          quote = 0;
        }
      else if (!quote && (*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
    }
  return p;
}

/* Past what nobody reads: the element's content goes with it. */
static const char *
skip_element (const char *p, const char *name)
{
  g_autofree char *end = g_strconcat ("</", name, NULL);
  gsize length = strlen (end);

  for (; *p; p++)
    if (*p == '<' && g_ascii_strncasecmp (p, end, length) == 0)
      return find_tag_end (p);
  return p;
}

static const char *
read_pre (Reader *self, const char *p)
{
  const char *stop = p;
  g_autoptr (GString) code = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *block = NULL;

  while (*stop && g_ascii_strncasecmp (stop, "</pre", 5) != 0)
    {
      if (*stop == '<')
        stop = find_tag_end (stop);
      else
        g_string_append_c (code, *stop++);
    }
  text = galley_paste_entity_decode (code->str, code->len);
  g_strchomp (text);
  end_block (self);
  block = g_strdup_printf ("%s\n%s\n%s", strstr (text, "```") ? "~~~~" : "```",
                           text + strspn (text, "\r\n"), strstr (text, "```") ? "~~~~" : "```");
  if (*text && !self->cells)
    append_block (self, block);
  return *stop ? find_tag_end (stop) : stop;
}

static const char *
read_markup (Reader *self, const char *p)
{
  static const char *const unread[] = { "script", "style", "head", "title", "template", "svg",
                                        "math", "noscript", "iframe", "object", "select", "button",
                                        NULL };
  const char *end;
  g_autofree char *name = NULL;
  g_autofree char *attributes = NULL;
  gsize length;
  Tag tag = { .is_end = p[1] == '/' };

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p + 4, "-->");
      return end ? end + 3 : p + strlen (p);
    }
  if (!g_ascii_isalpha (p[tag.is_end ? 2 : 1]))
    {
      if (p[1] == '!' || p[1] == '?' || p[1] == '/')
        return find_tag_end (p);
      add_words (self, "<", 1);
      return p + 1;
    }
  end = find_tag_end (p);
  p += tag.is_end ? 2 : 1;
  length = strcspn (p, " \t\r\n/>");
  name = g_ascii_strdown (p, length);
  p += length;
  attributes = g_strndup (p, end > p ? end - p - 1 : 0);
  tag.name = name;
  tag.attributes = attributes;
  if (!tag.is_end && g_strv_contains (unread, name))
    return skip_element (end, name);
  if (!tag.is_end && g_str_equal (name, "pre"))
    return read_pre (self, end);
  read_tag (self, &tag);
  return end;
}

static char *
dup_utf8 (const char *html, gsize length)
{
  const guchar *bytes = (const guchar *) html;

  length = MIN (length, MAX_LENGTH);
  if (length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    {
      g_autofree char *text = g_convert_with_fallback (html, length & ~(gsize) 1, "UTF-8", "UTF-16",
                                                       "?", NULL, NULL, NULL);

      return text ? g_utf8_make_valid (text, -1) : g_strdup ("");
    }
  return g_utf8_make_valid (html, strnlen (html, length));
}

char *
galley_paste_dup_markdown (const char *html, gsize length, GPtrArray *pictures)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GArray) pieces = galley_pieces_new ();
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (guint));
  Reader self = { .out = out, .open = open, .pieces = pieces, .spans = spans,
                  .pictures = pictures };
  const char *p;

  g_return_val_if_fail (html != NULL, NULL);

  text = dup_utf8 (html, length);
  for (p = text; *p;)
    {
      gsize words = strcspn (p, "<");

      if (words > 0)
        {
          g_autofree char *decoded = galley_paste_entity_decode (p, words);

          add_words (&self, decoded, strlen (decoded));
          p += words;
        }
      else
        p = read_markup (&self, p);
    }
  if (self.cells)
    {
      end_cell (&self);
      end_row (&self);
      end_table (&self);
    }
  end_block (&self);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
galley_paste_is_address (const char *text)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:" };

  g_return_val_if_fail (text != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
      return text[strlen (schemes[i])] != '\0' && strcspn (text, " \t\r\n<>\"") == strlen (text);
  return FALSE;
}
