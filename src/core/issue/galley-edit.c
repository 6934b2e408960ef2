/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-edit.h"

#include <string.h>

GalleyEdit *
galley_edit_new (gsize       start,
                 gsize       end,
                 const char *text)
{
  GalleyEdit *self;

  g_return_val_if_fail (start <= end, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (GalleyEdit, 1);
  self->start = start;
  self->end = end;
  self->text = g_strdup (text);
  return self;
}

GalleyEdit *
galley_edit_new_between (const char *before,
                         const char *after)
{
  gsize a = strlen (before);
  gsize b = strlen (after);
  gsize start = 0;
  g_autofree char *middle = NULL;

  while (start < a && start < b && before[start] == after[start])
    start++;
  /* Not in the middle of a character. */
  while (start > 0 && ((guchar) before[start] & 0xc0) == 0x80)
    start--;
  while (a > start && b > start && before[a - 1] == after[b - 1])
    {
      a--;
      b--;
    }
  while (before[a] != '\0' && ((guchar) before[a] & 0xc0) == 0x80)
    {
      a++;
      b++;
    }
  middle = g_strndup (after + start, b - start);
  return galley_edit_new (start, a, middle);
}

GalleyEdit *
galley_edit_copy (const GalleyEdit *self)
{
  return galley_edit_new (self->start, self->end, self->text);
}

void
galley_edit_free (GalleyEdit *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

/**
 * galley_edit_apply:
 * @self: an edit made for @text
 * @text: (array length=length): the text before
 * @length: its bytes
 * @new_length: (out) (optional): the bytes of the result
 *
 * Returns: (transfer full): the text after, with a NUL behind it; an edit that does not fit
 *   @text is cut to what does
 */
char *
galley_edit_apply (const GalleyEdit *self,
                   const char       *text,
                   gsize             length,
                   gsize            *new_length)
{
  gsize start = MIN (self->start, length);
  gsize end = CLAMP (self->end, start, length);
  GString *result = g_string_sized_new (length - (end - start) + strlen (self->text));

  g_string_append_len (result, text, start);
  g_string_append (result, self->text);
  g_string_append_len (result, text + end, length - end);
  if (new_length != NULL)
    *new_length = result->len;
  return g_string_free (result, FALSE);
}
