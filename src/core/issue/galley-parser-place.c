/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In which line a block begins.
 */

#include "galley-parser-private.h"
#include "galley-table.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

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
    {
      gsize length;
      const char *words = galley_source_get_line (self->source, i, &length);

      if (galley_table_count_rules (words, length) == cmark_gfm_extensions_get_table_columns (node))
        return i - 1;
    }
  return line;
}
