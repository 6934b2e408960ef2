/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What changed from one text to another, to be read: what is gone struck out, what is new underlined,
 * each with a colour of its own besides. */
#define GALLEY_TYPE_DIFF_VIEW (galley_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDiffView, galley_diff_view, GALLEY, DIFF_VIEW, GtkWidget)

GtkWidget *galley_diff_view_new  (void);
/* @diff: (element-type GalleyDiffRow); shows it from the first change on. */
void       galley_diff_view_show (GalleyDiffView *self,
                                  GPtrArray      *diff);

G_END_DECLS
