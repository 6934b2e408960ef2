/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one line of source begins with: quote marks, blanks, a list marker, a task's box. A plain
 * value in bytes; it looks at nothing but the line. */
typedef struct {
  gsize    quote;     /* "> > ", with its blanks; 0: none */
  gsize    indent;    /* the blanks behind it */
  gsize    marker;    /* "- " or "12. ", with its blanks; 0: no item */
  gsize    task;      /* "[ ] "; 0: no task */
  guint64  number;    /* of an ordered item */
  char     delimiter; /* - * + . ) */
  gboolean checked;
} GalleyLine;

void     galley_line_read       (GalleyLine       *self,
                                 const char       *line);
gboolean galley_line_is_ordered (const GalleyLine *self);
/* All that stands before the words. */
gsize    galley_line_get_prefix (const GalleyLine *self);
/* Where the content of the item begins, behind the quote marks: what is indented as far is its own. */
gsize    galley_line_get_inner  (const GalleyLine *self);
/* What the next line of the same list and quote begins with; NULL when the line is neither. */
char    *galley_line_dup_next   (const GalleyLine *self,
                                 const char       *line,
                                 guint64           number);
/* Whether the line behind @before, which is all of the text above it, is in a fence of code or in the
 * front matter: there, what is written is no Markdown. */
gboolean galley_line_is_verbatim (const char      *before);

G_END_DECLS
