/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A copy without the ids of what it was copied from. A block that parses is changed as everywhere
 * else; one that does not is judged by its lines, since the writer will mend it one day, and the copy
 * would then be published over the post of the first.
 */

#include "galley-front-matter-private.h"

#include <string.h>

/* `galley:`, in quotes or not, at the start of a line; with `? ` before it as a key of its own line. */
static gboolean
begins_entry (const char *line,
              gsize       length)
{
  const char *end = line + length;
  gboolean is_explicit = g_str_has_prefix (line, "? ");
  char quote;

  if (is_explicit)
    line += 2;
  while (line < end && is_explicit && *line == ' ')
    line++;
  quote = line < end && (*line == '"' || *line == '\'') ? *line++ : '\0';
  if (!g_str_has_prefix (line, "galley"))
    return FALSE;
  line += strlen ("galley");
  if (quote != '\0' && *line++ != quote)
    return FALSE;
  while (line < end && (*line == ' ' || *line == '\t'))
    line++;
  return is_explicit ? line >= end || *line == '#' : *line == ':';
}

/* What stands below it: whatever is indented, blank, or the value of an explicit key. */
static gboolean
continues_entry (const char *line,
                 gsize       length)
{
  return length == 0 || strchr (" \t:-}]", *line) != NULL;
}

/* The block's lines without those of the key. */
static char *
drop_lines (const GalleyFrontMatter *self)
{
  g_autofree char *block = g_strndup (self->text + self->first, self->last - self->first);
  g_autoptr(GString) rest = g_string_new (NULL);
  gboolean inside = FALSE;
  GalleySource source;

  galley_source_init (&source, block, strlen (block));
  for (guint i = 1; i <= source.n_lines; i++)
    {
      gsize length;
      const char *line = galley_source_get_line (&source, i, &length);

      inside = begins_entry (line, length) || (inside && continues_entry (line, length));
      if (!inside)
        g_string_append_len (rest, line, source.starts[i] - source.starts[i - 1]);
    }
  galley_source_clear (&source);
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

/* The same block still, and nothing of the key in it as far as it can be read. */
static gboolean
is_anonymous (const GalleyFrontMatter *self,
              const GalleyEdit        *edit)
{
  gsize length;
  g_autofree char *text = galley_edit_apply (edit, self->text, strlen (self->text), &length);
  g_autoptr(GalleyFrontMatter) after = NULL;
  GalleySource source;

  galley_source_init (&source, text, length);
  after = galley_front_matter_new (&source);
  galley_source_clear (&source);
  return after->present && after->end == length && !galley_front_matter_has (after, "galley");
}

GalleyEdit *
galley_front_matter_edit_anonymous (const GalleyFrontMatter *self)
{
  static const GalleyFrontMatterChange change = { "galley" };
  GalleyEdit *edit = galley_front_matter_edit (self, &change, 1, NULL);
  g_autofree char *rest = NULL;

  if (edit != NULL)
    return edit;
  rest = drop_lines (self);
  edit = galley_edit_new (self->first, self->last, rest);
  if (is_anonymous (self, edit))
    return edit;
  /* Written in a way that nobody writes: the copy goes without its front matter. */
  galley_edit_free (edit);
  return galley_edit_new (self->first, self->last, "");
}
