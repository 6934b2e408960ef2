/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In which line a block begins.
 */

#include "galley-parser-private.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* How many columns the line rules, in quotes or not; 0: it rules none. */
static guint
count_rules (const GalleyParser *self,
             guint               line)
{
  static const char blanks[] = " \t\v\f";
  gsize length;
  const char *p = galley_source_get_line (self->source, line, &length);
  const char *end = p + length;
  guint n = 0;

  while (p < end && (*p == '>' || strchr (blanks, *p) != NULL))
    p++;
  if (p < end && *p == '|')
    p++;
  while (p < end)
    {
      const char *dashes;

      while (p < end && strchr (blanks, *p) != NULL)
        p++;
      if (p == end && n > 0)
        break;
      p += p < end && *p == ':';
      for (dashes = p; p < end && *p == '-'; p++)
        ;
      if (p == dashes)
        return 0;
      p += p < end && *p == ':';
      while (p < end && strchr (blanks, *p) != NULL)
        p++;
      if (p < end && *p++ != '|')
        return 0;
      n++;
    }
  return n;
}

/* A table is for the library where the paragraph was whose last line is the table's head, and what is left of
 * that paragraph is nowhere. */
guint
galley_parser_get_line (const GalleyParser *self,
                        cmark_node         *node)
{
  cmark_node *before = cmark_node_previous (node);
  gboolean lost = cmark_node_get_start_line (node) == 0 && cmark_node_next (node) != NULL;
  guint line
    = CLAMP (cmark_node_get_start_line (lost ? cmark_node_next (node) : node), 1, G_MAXINT) + self->body_line - 1;

  if (strcmp (cmark_node_get_type_string (node), "table") != 0 || before == NULL || cmark_node_get_start_line (before) != 0)
    return line;
  for (guint i = line + 2; i <= self->source->n_lines; i++)
    if (count_rules (self, i) == cmark_gfm_extensions_get_table_columns (node))
      return i - 1;
  return line;
}
