/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The HTML of a card's field, read strictly: what does not nest, has a comment, or names an entity
 * nobody uses is not guessed at. */
typedef struct _GalleyHtmlTree GalleyHtmlTree;

struct _GalleyHtmlTree {
  char      *name;     /* lower case; NULL: text */
  char      *text;     /* entities undone; NULL: an element */
  char      *href;     /* of an A, NULL without one */
  char      *class;    /* NULL without one */
  char      *src;      /* NULL without one */
  char      *alt;      /* NULL without one */
  GPtrArray *children; /* (element-type GalleyHtmlTree); NULL: text */
};

/* The root has no name and no text. NULL when @html cannot be read. */
GalleyHtmlTree *galley_html_tree_parse (const char     *html);
void            galley_html_tree_free  (GalleyHtmlTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHtmlTree, galley_html_tree_free)

G_END_DECLS
