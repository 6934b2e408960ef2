/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Replace the bytes [start, end) of an issue's text by @text. What the core wants changed in a
 * text it hands up as this, so that an editor can make it one undo step. */
typedef struct {
  gsize start;
  gsize end;
  char *text;
} GalleyEdit;

GalleyEdit *galley_edit_new   (gsize             start,
                               gsize             end,
                               const char       *text);
/* What makes @after of @before and touches no more than that, so that a cursor and marks elsewhere
 * stay. Both UTF-8. */
GalleyEdit *galley_edit_new_between (const char  *before,
                                     const char  *after);
GalleyEdit *galley_edit_copy  (const GalleyEdit *self);
void        galley_edit_free  (GalleyEdit       *self);
char       *galley_edit_apply (const GalleyEdit *self,
                               const char       *text,
                               gsize             length,
                               gsize            *new_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEdit, galley_edit_free)

G_END_DECLS
