/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_OUTLINE_SECTION,
  GALLEY_OUTLINE_PAYWALL,
  GALLEY_OUTLINE_MARK,    /* TK, TODO, FIXME */
  GALLEY_OUTLINE_COMMENT, /* private */
} GalleyOutlineKind;

typedef struct {
  GalleyOutlineKind kind;
  guint             level; /* of a section, from 1 */
  guint             line;  /* from 1 */
  char             *text;  /* plain */
  gsize             start; /* of a section: its bytes in the issue's text, heading and all below it */
  gsize             end;
} GalleyOutlineItem;

/* The sections and the paywall, in order, and then the marks and the private comments, in order.
 * (element-type GalleyOutlineItem), (transfer full). A paywall ends every section: nothing becomes
 * free or paid because a heading above it moved. */
GPtrArray  *galley_outline_read (GalleyIssue     *issue);
/* The section at @index, with all below it, before the item at @before (the number of sections and
 * paywalls: to the end). NULL: it is there already, or would go into itself. */
GalleyEdit *galley_outline_move (GalleyIssue     *issue,
                                 const GPtrArray *outline,
                                 guint            index,
                                 guint            before);
/* How many items are sections and paywalls. */
guint       galley_outline_count_sections (const GPtrArray *outline);

G_END_DECLS
