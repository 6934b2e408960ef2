/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* How long the issue is, or what is selected of it, and against the issue's own goal: a button in the
 * bar that says it, and a page of numbers behind it. */
#define GALLEY_TYPE_WORD_COUNT (galley_word_count_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWordCount, galley_word_count, GALLEY, WORD_COUNT, GtkWidget)

void galley_word_count_set_document (GalleyWordCount *self,
                                     GalleyDocument  *document); /* may be NULL */
/* The words alone in the bar: for a bar with little room. */
void galley_word_count_set_short    (GalleyWordCount *self,
                                     gboolean         is_short);

G_END_DECLS
