/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-lexical-back.h"

#include <galley-figure.h>
#include <string.h>

#include "galley-html-reader.h"
#include "galley-lexical-same.h"
#include "galley-markdown-line.h"

#define MAX_DEPTH 30

/* The paragraphs that two breaks part. With @title the first may hand over what it begins with. */
static char *
write_paragraphs (GArray  *pieces,
                  char   **title)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint i = 0;

  if (title != NULL && pieces->len >= 2
      && g_array_index (pieces, GalleyPiece, 0).type == GALLEY_PIECE_TEXT
      && g_array_index (pieces, GalleyPiece, 0).format == GALLEY_PIECE_STRONG
      && g_array_index (pieces, GalleyPiece, 1).type == GALLEY_PIECE_BREAK
      && (pieces->len == 2 || g_array_index (pieces, GalleyPiece, 2).type != GALLEY_PIECE_BREAK))
    {
      g_autoptr (GArray) first = galley_pieces_new ();

      galley_pieces_add (first, GALLEY_PIECE_TEXT, 0, g_array_index (pieces, GalleyPiece, 0).text,
                         -1);
      *title = galley_markdown_line_write_alike (first, GALLEY_MARKDOWN_LINE_SINGLE);
      i = *title != NULL ? 2 : 0;
    }
  while (i < pieces->len)
    {
      g_autoptr (GArray) part = galley_pieces_new ();
      g_autofree char *text = NULL;

      for (; i < pieces->len; i++)
        {
          const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);
          const GalleyPiece *next = i + 1 < pieces->len ? piece + 1 : NULL;

          if (part->len > 0 && piece->type == GALLEY_PIECE_BREAK && next != NULL
              && next->type == GALLEY_PIECE_BREAK && i + 2 < pieces->len)
            break;
          if (piece->type == GALLEY_PIECE_LINK)
            galley_pieces_add_link (part, piece->text, piece->title);
          else
            galley_pieces_add (part, piece->type, piece->format, piece->text, -1);
        }
      i += i < pieces->len ? 2 : 0;
      text = galley_markdown_line_write_alike (part, GALLEY_MARKDOWN_LINE_PLAIN);
      if (text == NULL)
        return NULL;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n\n" : "", text);
    }
  return g_strdup (out->str);
}

static char *
dup_line (GalleyBack *back,
          const char *html)
{
  return galley_html_reader_dup_line (html);
}

static char *
dup_blocks (GalleyBack *back,
            const char *html)
{
  GalleyLexicalBack *self = (GalleyLexicalBack *) back;

  return self->raw ? g_strdup (html) : galley_html_reader_dup_blocks (html);
}

static char *
dup_paragraphs (GalleyBack *back,
                const char *html,
                char      **title)
{
  g_autoptr (GArray) pieces = galley_html_reader_read_line (html);

  return pieces != NULL ? write_paragraphs (pieces, title) : NULL;
}

static char *
dup_text (GalleyBack *back,
          JsonArray  *children)
{
  g_autoptr (GArray) pieces = galley_lexical_pieces (children);

  return pieces != NULL ? write_paragraphs (pieces, NULL) : NULL;
}

static char *
dup_link (GalleyBack *back,
          const char *words,
          const char *url)
{
  g_autoptr (GArray) pieces = galley_pieces_new ();

  galley_pieces_add_link (pieces, url, NULL);
  galley_pieces_add (pieces, GALLEY_PIECE_TEXT, 0, words, -1);
  galley_pieces_add (pieces, GALLEY_PIECE_LINK_END, 0, NULL, 0);
  return galley_markdown_line_write_alike (pieces, GALLEY_MARKDOWN_LINE_SINGLE);
}

static void
add_address (GalleyLexicalBack *self,
             const char        *address)
{
  if (!g_ptr_array_find_with_equal_func (self->pictures, address, g_str_equal, NULL))
    g_ptr_array_add (self->pictures, g_strdup (address));
}

static char *
dup_picture (GalleyBack *back,
             JsonObject *image,
             const char *caption)
{
  static const char *const widths[] = { "regular", "wide", "full" };
  GalleyLexicalBack *self = (GalleyLexicalBack *) back;
  const char *src = galley_json_get_string (image, "src");
  const char *alt = galley_json_get_string (image, "alt");
  const char *width = galley_json_get_string (image, "cardWidth");
  const char *path = src != NULL && self->paths != NULL ? g_hash_table_lookup (self->paths, src)
                                                        : NULL;
  g_autofree char *words = caption != NULL ? galley_html_reader_dup_line (caption) : g_strdup ("");
  GalleyWidth shown = GALLEY_WIDTH_REGULAR;

  if (src == NULL || src[0] == '\0' || words == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_strcmp0 (width, widths[i]) == 0)
      shown = (GalleyWidth) i;
  add_address (self, src);
  galley_picture_map_add (self->map, path != NULL ? path : src, src,
                          (guint) CLAMP (galley_json_get_int (image, "width", 0), 0, G_MAXINT),
                          (guint) CLAMP (galley_json_get_int (image, "height", 0), 0, G_MAXINT));
  return galley_figure_write (path != NULL ? path : src, alt, words, NULL,
                              galley_json_get_string (image, "href"), shown);
}

static char *
dup_address (GalleyBack *back,
             const char *url,
             gint64      width,
             gint64      height)
{
  GalleyLexicalBack *self = (GalleyLexicalBack *) back;
  const char *path = self->paths != NULL ? g_hash_table_lookup (self->paths, url) : NULL;

  add_address (self, url);
  galley_picture_map_add (self->map, path != NULL ? path : url, url,
                          (guint) CLAMP (width, 0, G_MAXINT), (guint) CLAMP (height, 0, G_MAXINT));
  return g_strdup (path != NULL ? path : url);
}

static void
add_bookmark (GalleyBack *back,
              const char *url,
              JsonObject *metadata)
{
  GalleyLexicalBack *self = (GalleyLexicalBack *) back;

  /* One address looks one way in an issue: a second card that shows it otherwise does not come back. */
  if (!g_hash_table_contains (self->bookmarks, url))
    g_hash_table_insert (self->bookmarks, g_strdup (url), json_object_ref (metadata));
}

static char *
write_heading (JsonObject *node)
{
  const char *tag = galley_json_get_string (node, "tag");
  g_autoptr (GArray) pieces = galley_lexical_pieces (galley_json_get_array (node, "children"));
  g_autofree char *text
    = pieces != NULL ? galley_markdown_line_write_alike (pieces, GALLEY_MARKDOWN_LINE_SINGLE) : NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  if (text == NULL || tag == NULL || strlen (tag) != 2 || tag[0] != 'h' || tag[1] < '1'
      || tag[1] > '6')
    return NULL;
  if (length > 0 && text[length - 1] == '#' && (length == 1 || text[length - 2] != '\\'))
    {
      g_autofree char *guarded = g_strdup_printf ("%.*s\\#", (int) length - 1, text);

      return g_strdup_printf ("%.*s %s", tag[1] - '0', "######", guarded);
    }
  return g_strdup_printf ("%.*s %s", tag[1] - '0', "######", text);
}

static void
append_prefixed (GString    *out,
                 const char *text,
                 const char *prefix)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      g_string_append_c (out, *p);
      if (*p == '\n')
        g_string_append (out, prefix);
    }
}

static char *
write_quote (GalleyLexicalBack *self,
             JsonObject        *node)
{
  g_autofree char *text = dup_text (&self->face, galley_json_get_array (node, "children"));
  g_autoptr (GString) out = g_string_new ("> ");

  if (text == NULL)
    return NULL;
  append_prefixed (out, text, "> ");
  return g_strdup (out->str);
}

static gboolean
append_list (GalleyLexicalBack *self,
             GString           *out,
             JsonObject        *list,
             const char        *prefix,
             gboolean           other,
             guint              depth)
{
  JsonArray *items = galley_json_get_array (list, "children");
  gboolean ordered = g_strcmp0 (galley_json_get_string (list, "listType"), "number") == 0;
  gint64 number = galley_json_get_int (list, "start", 1);
  g_autofree char *inner = NULL;

  if (items == NULL || depth > MAX_DEPTH || number < 0 || number > 99999999
      || (!ordered && g_strcmp0 (galley_json_get_string (list, "listType"), "bullet") != 0))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = galley_json_get_item (items, i);
      JsonArray *children = galley_json_get_array (item, "children");
      JsonObject *nested = children != NULL && json_array_get_length (children) == 1
                             ? galley_json_get_item (children, 0) : NULL;
      g_autofree char *marker = ordered ? g_strdup_printf ("%u%s ", (guint) number, other ? ")" : ".")
                                        : g_strdup (other ? "* " : "- ");
      g_autoptr (GArray) pieces = NULL;
      g_autofree char *text = NULL;

      if (i > 0)
        g_string_append_printf (out, "\n%s", prefix);
      if (nested != NULL && g_strcmp0 (galley_json_get_string (nested, "type"), "list") == 0)
        {
          /* Only a list that begins with one may follow words without a blank line. */
          if (inner == NULL)
            return FALSE;
          g_string_truncate (out, out->len - strlen (prefix));
          if (galley_json_get_int (nested, "start", 1) != 1)
            g_string_append_c (out, '\n');
          g_string_append (out, inner);
          if (!append_list (self, out, nested, inner, FALSE, depth + 1))
            return FALSE;
          g_clear_pointer (&inner, g_free);
          continue;
        }
      pieces = galley_lexical_pieces (children);
      text = pieces != NULL ? galley_markdown_line_write_alike (pieces, GALLEY_MARKDOWN_LINE_PLAIN) : NULL;
      if (text == NULL)
        return FALSE;
      g_free (inner);
      inner = g_strdup_printf ("%s%*s", prefix, (int) strlen (marker), "");
      g_string_append (out, marker);
      append_prefixed (out, text, inner);
      number++;
    }
  return TRUE;
}

static char *
write_list (GalleyLexicalBack *self,
            JsonObject        *node)
{
  g_autoptr (GString) out = g_string_new (NULL);

  return append_list (self, out, node, "", self->other_mark, 0) ? g_strdup (out->str) : NULL;
}

static char *
write_code (JsonObject *node)
{
  const char *code = galley_json_get_string (node, "code");
  const char *language = galley_json_get_string (node, "language");
  g_autoptr (GString) fence = g_string_new ("```");

  if (code == NULL)
    return NULL;
  while (strstr (code, fence->str) != NULL)
    g_string_append_c (fence, '`');
  return g_strdup_printf ("%s%s\n%s%s%s", fence->str, language != NULL ? language : "", code,
                          code[0] != '\0' ? "\n" : "", fence->str);
}

static char *
write_plain (GalleyLexicalBack *self,
             JsonObject        *node)
{
  const char *type = galley_json_get_string (node, "type");
  const char *caption = galley_json_get_string (node, "caption");

  if (g_strcmp0 (type, "paragraph") == 0)
    {
      g_autoptr (GArray) pieces = galley_lexical_pieces (galley_json_get_array (node, "children"));

      return pieces != NULL ? galley_markdown_line_write_alike (pieces, GALLEY_MARKDOWN_LINE_PLAIN) : NULL;
    }
  if (g_strcmp0 (type, "extended-heading") == 0 || g_strcmp0 (type, "heading") == 0)
    return write_heading (node);
  if (g_strcmp0 (type, "extended-quote") == 0 || g_strcmp0 (type, "quote") == 0)
    return write_quote (self, node);
  if (g_strcmp0 (type, "list") == 0)
    return write_list (self, node);
  if (g_strcmp0 (type, "horizontalrule") == 0)
    return g_strdup ("---");
  if (g_strcmp0 (type, "codeblock") == 0)
    return write_code (node);
  if (g_strcmp0 (type, "paywall") == 0)
    return g_strdup ("<!--members-only-->");
  if (g_strcmp0 (type, "image") == 0)
    return dup_picture (&self->face, node, caption != NULL ? caption : "");
  if (g_strcmp0 (type, "html") == 0)
    return g_strdup (galley_json_get_string (node, "html"));
  return NULL;
}

void
galley_lexical_back_init (GalleyLexicalBack *self,
                          GHashTable        *paths,
                          GPtrArray         *pictures,
                          GHashTable        *bookmarks)
{
  memset (self, 0, sizeof *self);
  self->face.dup_line = dup_line;
  self->face.dup_blocks = dup_blocks;
  self->face.dup_paragraphs = dup_paragraphs;
  self->face.dup_text = dup_text;
  self->face.dup_link = dup_link;
  self->face.dup_picture = dup_picture;
  self->face.dup_address = dup_address;
  self->face.add_bookmark = add_bookmark;
  self->paths = paths;
  self->pictures = pictures;
  self->bookmarks = bookmarks;
  self->map = galley_picture_map_new ();
}

void
galley_lexical_back_clear (GalleyLexicalBack *self)
{
  g_clear_pointer (&self->map, galley_picture_map_unref);
}

GPtrArray *
galley_lexical_back_propose (GalleyLexicalBack *self,
                             JsonObject        *node)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();
  GPtrArray *proposals = g_ptr_array_new_with_free_func (g_free);
  char *text = write_plain (self, node);

  if (text != NULL)
    g_ptr_array_add (proposals, text);
  for (guint raw = 0; raw < 2; raw++)
    {
      self->raw = raw > 0;
      for (guint i = 0; kinds[i] != NULL; i++)
        {
          text = kinds[i]->from_lexical != NULL ? kinds[i]->from_lexical (&self->face, node) : NULL;
          if (text != NULL)
            g_ptr_array_add (proposals, text);
        }
    }
  return proposals;
}
