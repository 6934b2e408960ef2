/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page is read tag by tag, and there is always a result. */

#include "galley-paste.h"

#include <string.h>

#include "galley-paste-entity.h"
#include "galley-paste-private.h"

/* Most of it are pictures, where it is as long as that. */
#define MAX_LENGTH (64 * 1024 * 1024)

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
read_pre (GalleyPasteReader *self, const char *p)
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
  galley_paste_end_block (self);
  block = g_strdup_printf ("%s\n%s\n%s", strstr (text, "```") ? "~~~~" : "```",
                           text + strspn (text, "\r\n"), strstr (text, "```") ? "~~~~" : "```");
  if (*text && !self->cells)
    galley_paste_append_block (self, block);
  return *stop ? find_tag_end (stop) : stop;
}

static const char *
read_markup (GalleyPasteReader *self, const char *p)
{
  static const char *const unread[] = { "script", "style", "head", "title", "template", "svg",
                                        "math", "noscript", "iframe", "object", "select", "button",
                                        NULL };
  const char *end;
  g_autofree char *name = NULL;
  g_autofree char *attributes = NULL;
  gsize length;
  GalleyPasteTag tag = { .is_end = p[1] == '/' };

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p + 4, "-->");
      return end ? end + 3 : p + strlen (p);
    }
  if (!g_ascii_isalpha (p[tag.is_end ? 2 : 1]))
    {
      if (p[1] == '!' || p[1] == '?' || p[1] == '/')
        return find_tag_end (p);
      galley_paste_add_words (self, "<", 1);
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
  galley_paste_read_tag (self, &tag);
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
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (GalleyPasteOpen));
  g_autoptr (GArray) pieces = galley_pieces_new ();
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (guint));
  GalleyPasteReader self = { .out = out, .open = open, .pieces = pieces, .spans = spans,
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

          galley_paste_add_words (&self, decoded, strlen (decoded));
          p += words;
        }
      else
        p = read_markup (&self, p);
    }
  if (self.cells)
    {
      galley_paste_end_cell (&self);
      galley_paste_end_row (&self);
      galley_paste_end_table (&self);
    }
  galley_paste_end_block (&self);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
galley_paste_dup_picture_name (guint index)
{
  return g_strdup_printf ("galley-pasted-%u.picture", index);
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
