/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-source.h"

#include <string.h>

void
galley_source_init (GalleySource *self,
                    const char   *text,
                    gsize         length)
{
  g_autoptr(GArray) starts = g_array_sized_new (FALSE, FALSE, sizeof (gsize), length / 40 + 8);
  const char *end = text + length;
  const char *newline = memchr (text, '\n', length);
  const char *carriage = memchr (text, '\r', length);
  gsize start = 0;

  while (newline != NULL || carriage != NULL)
    {
      gboolean alone = carriage != NULL && (newline == NULL || carriage + 1 < newline);
      gsize next = (alone ? carriage : newline) + 1 - text;

      g_array_append_val (starts, start);
      start = next;
      if (newline != NULL && newline < text + next)
        newline = memchr (text + next, '\n', end - text - next);
      if (carriage != NULL && carriage < text + next)
        carriage = memchr (text + next, '\r', end - text - next);
    }
  if (start < length || starts->len == 0)
    g_array_append_val (starts, start);
  self->text = text;
  self->length = length;
  self->n_lines = starts->len;
  g_array_append_val (starts, length);
  self->starts = (gsize *) (gpointer) g_array_free (g_steal_pointer (&starts), FALSE);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_unref);
}

void
galley_source_clear (GalleySource *self)
{
  g_clear_pointer (&self->starts, g_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

const char *
galley_source_get_line (const GalleySource *self,
                        guint               line,
                        gsize              *length)
{
  gsize start, end;

  g_assert (line >= 1 && line <= self->n_lines);
  start = self->starts[line - 1];
  end = self->starts[line];
  if (end > start && self->text[end - 1] == '\n')
    end--;
  if (end > start && self->text[end - 1] == '\r')
    end--;
  *length = end - start;
  return self->text + start;
}

guint
galley_source_find_line (const GalleySource *self,
                         gsize               offset)
{
  guint low = 1, high = self->n_lines;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (self->starts[middle - 1] <= offset)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

gboolean
galley_source_is_blank (const GalleySource *self,
                        guint               line)
{
  gsize length;
  const char *text = galley_source_get_line (self, line, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != ' ' && text[i] != '\t')
        return FALSE;
    }
  return TRUE;
}

const char *
galley_source_get_end_of_line (const GalleySource *self)
{
  gsize end = self->starts[1];

  return end >= 2 && strncmp (self->text + end - 2, "\r\n", 2) == 0 ? "\r\n" : "\n";
}

void
galley_source_add (GalleySource   *self,
                   const char     *id,
                   GalleySeverity  severity,
                   gsize           offset,
                   const char     *message,
                   const char     *fix_label,
                   gsize           start,
                   gsize           end,
                   const char     *text)
{
  guint line = galley_source_find_line (self, offset);
  gsize line_start = self->starts[line - 1];
  g_autoptr(GalleyEdit) fix = NULL;

  /* A hostile issue must not make more findings than anybody could read. */
  if (self->findings->len >= 1000)
    return;
  if (fix_label != NULL && text != NULL)
    fix = galley_edit_new (start, end, text);
  g_ptr_array_add (self->findings,
                   galley_finding_new (id, severity, line,
                                       1 + g_utf8_strlen (self->text + line_start,
                                                          MIN (offset - line_start, 10000)),
                                       message, fix != NULL ? fix_label : NULL, fix));
}
