/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An issue that has nothing but the first lines of its front matter: title, subtitle, no text. */

/* Fills @buffer with it and puts the cursor where the title goes. That cannot be undone. */
void     galley_new_issue_begin    (GtkTextBuffer *buffer);
/* The same with the text of another issue. */
void     galley_new_issue_begin_with (GtkTextBuffer *buffer,
                                      const char    *text);
/* Return behind a value: on to the next one that is empty, and from the last to the text, where the
 * writer expects to come. FALSE: nothing was done, for there is text, or the cursor is elsewhere. */
gboolean galley_new_issue_continue (GtkTextBuffer *buffer);

G_END_DECLS
