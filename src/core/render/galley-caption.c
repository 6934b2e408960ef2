/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-caption.h"

#include <galley-figure.h>

#include "galley-html.h"

/* The caption is read as the caption of a figure is, so that both always agree. */
char *
galley_caption_new (const char *markdown)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autofree char *figure = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyHtml) html = NULL;
  const GalleyNode *node;
  GalleyFace *face;

  if (markdown == NULL || markdown[0] == '\0')
    return g_strdup ("");
  figure = galley_figure_write ("x", "", markdown, NULL, NULL, GALLEY_WIDTH_REGULAR);
  issue = galley_issue_new (figure, -1);
  html = galley_html_new (issue, &options, FALSE);
  face = galley_html_get_face (html);
  node = galley_issue_get_root (issue)->first_child;
  if (node == NULL || node->type != GALLEY_NODE_FIGURE)
    {
      galley_writer_text (face->writer, markdown, -1);
      return galley_html_take (html);
    }
  return face->dup_inlines (face, node->first_child);
}
