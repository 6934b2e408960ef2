/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  GALLEY_FOCUS_OFF,
  GALLEY_FOCUS_SENTENCE,
  GALLEY_FOCUS_PARAGRAPH,
} GalleyFocusMode;

/* Dims the text but for the sentence or paragraph of the cursor. What moves with the cursor is the
 * two of them, not the text: a key costs a paragraph. */
#define GALLEY_TYPE_FOCUS (galley_focus_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFocus, galley_focus, GALLEY, FOCUS, GObject)

GalleyFocus *galley_focus_new        (void);
/* NULL: none, and the last one is as it was. */
void         galley_focus_set_buffer (GalleyFocus       *self,
                                      GtkTextBuffer     *buffer);
void         galley_focus_set_mode   (GalleyFocus       *self,
                                      GalleyFocusMode    mode);
/* Of dark letters on light, or the reverse. */
void         galley_focus_set_dark   (GalleyFocus       *self,
                                      gboolean           dark);
/* What of the text round @at is not dimmed. */
void         galley_focus_find       (const GtkTextIter *at,
                                      GalleyFocusMode    mode,
                                      GtkTextIter       *start,
                                      GtkTextIter       *end);

G_END_DECLS
