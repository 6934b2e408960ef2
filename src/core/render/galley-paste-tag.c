/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a tag means: a format of the words, a block round them, a picture, a link. */

#include "galley-paste-private.h"

#include <galley-figure.h>
#include <string.h>

#include "galley-paste-entity.h"
#include "galley-paste.h"

#define MAX_PICTURES 40
/* Deeper lists and quotes are flat: a narrow column of marks says nothing. */
#define MAX_OPEN 12

static const struct {
  const char *name;
  guint bit;
} formats[] = {
  { "strong", 0 }, { "b", 0 },    { "em", 1 },   { "i", 1 },    { "s", 2 },
  { "del", 2 },    { "strike", 2 }, { "u", 3 },  { "code", 4 }, { "tt", 4 },
  { "kbd", 4 },    { "sub", 5 },  { "sup", 6 },  { "mark", 7 },
};

static char *
dup_attribute (const GalleyPasteTag *tag, const char *name)
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
read_style (const GalleyPasteTag *tag, gboolean *is_plain)
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
change_formats (GalleyPasteReader *self, guint format, int by)
{
  for (guint i = 0; i < N_FORMATS; i++)
    if (format & (1u << i))
      self->formats[i] = MAX ((int) self->formats[i] + by, 0);
}

static gboolean
read_format (GalleyPasteReader *self, const GalleyPasteTag *tag)
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
close_down_to (GalleyPasteReader *self, guint length)
{
  galley_paste_end_block (self);
  g_array_set_size (self->open, length);
  if (length == 0)
    self->tight = FALSE;
}

static guint
find_open (GalleyPasteReader *self, const char *kinds)
{
  for (guint i = self->open->len; i > 0; i--)
    if (strchr (kinds, g_array_index (self->open, GalleyPasteOpen, i - 1).kind))
      return i;
  return 0;
}

static void
push_open (GalleyPasteReader *self, char kind)
{
  GalleyPasteOpen open = { .kind = kind };

  galley_paste_end_block (self);
  if (self->open->len < MAX_OPEN)
    g_array_append_val (self->open, open);
}

static void
begin_item (GalleyPasteReader *self)
{
  guint list = find_open (self, "uo");
  guint item = find_open (self, "i");
  GalleyPasteOpen open = { .kind = 'i', .is_new = TRUE };
  GalleyPasteOpen *parent;

  if (list == 0)
    {
      push_open (self, 'u');
      list = self->open->len;
    }
  if (item > list)
    close_down_to (self, item - 1);
  else
    galley_paste_end_block (self);
  if (self->open->len >= MAX_OPEN)
    return;
  parent = &g_array_index (self->open, GalleyPasteOpen, list - 1);
  parent->n++;
  if (parent->kind == 'o')
    g_snprintf (open.mark, sizeof open.mark, "%u. ", parent->n);
  else
    g_strlcpy (open.mark, "- ", sizeof open.mark);
  g_array_append_val (self->open, open);
}

static gboolean
read_container (GalleyPasteReader *self, const GalleyPasteTag *tag)
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
    galley_paste_end_block (self);
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

/* A picture that is here, and not in the web: the name it has until it lies beside the issue. */
static char *
take_picture (GalleyPasteReader *self, const char *src)
{
  if (self->pictures == NULL || src == NULL || self->pictures->len >= MAX_PICTURES
      || (g_ascii_strncasecmp (src, "data:image/", strlen ("data:image/")) != 0
          && g_ascii_strncasecmp (src, "file:", strlen ("file:")) != 0))
    return NULL;
  g_ptr_array_add (self->pictures, g_strdup (src));
  return galley_paste_dup_picture_name (self->pictures->len - 1);
}

static void
read_picture (GalleyPasteReader *self, const GalleyPasteTag *tag)
{
  g_autofree char *src = dup_attribute (tag, "src");
  g_autofree char *alt = dup_attribute (tag, "alt");
  g_autofree char *figure = NULL;
  gboolean is_remote = src && (g_str_has_prefix (src, "https://") || g_str_has_prefix (src, "http://"));
  gboolean stands_alone = !self->cells && self->open->len == 0;
  g_autofree char *name = stands_alone && !is_remote ? take_picture (self, src) : NULL;

  if (name || (is_remote && stands_alone))
    {
      galley_paste_end_block (self);
      figure = galley_figure_write (name ? name : src, alt, NULL, NULL, NULL, GALLEY_WIDTH_REGULAR);
      galley_paste_append_block (self, figure);
    }
  else if (alt)
    galley_paste_add_words (self, alt, strlen (alt));
}

static void
read_link (GalleyPasteReader *self, const GalleyPasteTag *tag)
{
  g_autofree char *href = tag->is_end ? NULL : dup_attribute (tag, "href");

  galley_paste_end_link (self);
  if (href == NULL || !galley_paste_is_address (href))
    return;
  galley_paste_add_blank (self);
  galley_pieces_add_link (self->pieces, href, NULL);
  self->in_link = TRUE;
}

void
galley_paste_read_tag (GalleyPasteReader *self, const GalleyPasteTag *tag)
{
  static const char *const others[] = { "p", "div", "section", "article", "header", "footer",
                                        "main", "aside", "figure", "figcaption", "dl", "dt", "dd",
                                        "address", "center", "form", "nav", "caption", NULL };

  if (read_format (self, tag) || read_container (self, tag) || galley_paste_read_table (self, tag))
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
      galley_paste_end_block (self);
      if (!self->cells)
        galley_paste_append_block (self, "---");
    }
  else if (tag->name[0] == 'h' && tag->name[1] >= '1' && tag->name[1] <= '6' && !tag->name[2])
    {
      galley_paste_end_block (self);
      self->heading = tag->is_end ? 0 : tag->name[1] - '0';
    }
  else if (g_strv_contains (others, tag->name))
    {
      galley_paste_end_block (self);
      self->heading = 0;
    }
}
