/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-writer.h"

#include <stdarg.h>
#include <string.h>

struct _GalleyWriter {
  GString *out;
};

/* What a byte becomes; most bytes are NULL here and are copied in runs. A quote needs no escape in
 * text, but with one table for both an attribute can never be written with text's rules. */
static const char *const escapes[256] = {
  ['\0'] = "\xef\xbf\xbd",
  ['&'] = "&amp;",
  ['<'] = "&lt;",
  ['>'] = "&gt;",
  ['"'] = "&quot;",
};

static void
append_escaped (GString *out,
                const char *text,
                gsize length,
                gboolean quotes)
{
  const char *end = text + length;
  const char *run = text;

  for (const char *at = text; at < end; at++)
    {
      const char *escape = escapes[(guchar) *at];

      if (G_LIKELY (escape == NULL) || (*at == '"' && !quotes))
        continue;
      g_string_append_len (out, run, at - run);
      g_string_append (out, escape);
      run = at + 1;
    }
  g_string_append_len (out, run, end - run);
}

static void
append_tag (GString *out,
            const char *element,
            va_list pairs)
{
  const char *name;

  g_string_append_c (out, '<');
  g_string_append (out, element);
  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      if (value == NULL)
        continue;
      g_string_append_c (out, ' ');
      g_string_append (out, name);
      g_string_append_len (out, "=\"", 2);
      append_escaped (out, value, strlen (value), TRUE);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
}

/**
 * galley_writer_new:
 *
 * Returns: (transfer full): a writer with nothing in it
 */
GalleyWriter *
galley_writer_new (void)
{
  GalleyWriter *self = g_new0 (GalleyWriter, 1);

  self->out = g_string_sized_new (4096);
  return self;
}

void
galley_writer_free (GalleyWriter *self)
{
  if (self == NULL)
    return;
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
  g_free (self);
}

/**
 * galley_writer_finish:
 * @self: a writer
 * @length: (out) (optional): the bytes written
 *
 * Gives the markup away; the writer is empty again afterwards.
 *
 * Returns: (transfer full): the markup, terminated by a NUL
 */
char *
galley_writer_finish (GalleyWriter *self,
                      gsize *length)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_steal_pointer (&self->out);
  self->out = g_string_new (NULL);
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}

gsize
galley_writer_get_length (const GalleyWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->out->len;
}

/**
 * galley_writer_open:
 * @self: a writer
 * @element: the name of the element
 * @...: pairs of an attribute's name and its value, then %NULL
 *
 * Names are the program's own words and written as they are; values are escaped.
 */
void
galley_writer_open (GalleyWriter *self,
                    const char *element,
                    ...)
{
  va_list pairs;

  g_return_if_fail (self != NULL && element != NULL);

  va_start (pairs, element);
  append_tag (self->out, element, pairs);
  va_end (pairs);
}

/**
 * galley_writer_empty:
 * @self: a writer
 * @element: the name of an element that has no end tag in HTML, such as `br` or `img`
 * @...: pairs of an attribute's name and its value, then %NULL
 */
void
galley_writer_empty (GalleyWriter *self,
                     const char *element,
                     ...)
{
  va_list pairs;

  g_return_if_fail (self != NULL && element != NULL);

  va_start (pairs, element);
  append_tag (self->out, element, pairs);
  va_end (pairs);
}

void
galley_writer_close (GalleyWriter *self,
                     const char *element)
{
  g_return_if_fail (self != NULL && element != NULL);

  g_string_append_len (self->out, "</", 2);
  g_string_append (self->out, element);
  g_string_append_c (self->out, '>');
}

/**
 * galley_writer_text:
 * @self: a writer
 * @text: (nullable): plain text
 * @length: its bytes, or -1
 */
void
galley_writer_text (GalleyWriter *self,
                    const char *text,
                    gssize length)
{
  g_return_if_fail (self != NULL);

  if (text != NULL)
    append_escaped (self->out, text, length < 0 ? strlen (text) : (gsize) length, FALSE);
}

/**
 * galley_writer_comment:
 * @self: a writer
 * @comment: what stands between the marks; what would end the comment early is set apart
 */
void
galley_writer_comment (GalleyWriter *self,
                       const char *comment)
{
  char last = '\0';

  g_return_if_fail (self != NULL && comment != NULL);

  g_string_append (self->out, "<!--");
  if (comment[0] == '>' || g_str_has_prefix (comment, "->"))
    g_string_append_c (self->out, ' ');
  for (const char *at = comment; *at != '\0'; at++)
    {
      if (last == '-' && *at == '-')
        g_string_append_c (self->out, ' ');
      g_string_append_c (self->out, *at);
      last = *at;
    }
  if (last == '-')
    g_string_append_c (self->out, ' ');
  g_string_append (self->out, "-->");
}

void
galley_writer_markup (GalleyWriter *self,
                      const char *markup,
                      gssize length)
{
  g_return_if_fail (self != NULL);

  if (markup != NULL)
    g_string_append_len (self->out, markup, length);
}
