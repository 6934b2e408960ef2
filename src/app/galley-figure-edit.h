/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* Where pictures go in an issue's text. It knows no widget. */

/* The figure at @line that can be rewritten: one that stands at the top level. NULL: none. */
const GalleyNode *galley_figure_edit_find    (GalleyIssue      *issue,
                                              guint             line);
/* @markdown as a paragraph of its own at the byte @offset: never inside another block, nor in the
 * front matter, with blank lines round it. */
GalleyEdit       *galley_figure_edit_insert  (GalleyIssue      *issue,
                                              gsize             offset,
                                              const char       *markdown);
GalleyEdit       *galley_figure_edit_replace (GalleyIssue      *issue,
                                              const GalleyNode *figure,
                                              const char       *markdown);

G_END_DECLS
