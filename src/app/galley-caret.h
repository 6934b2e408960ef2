/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_CARET (galley_caret_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCaret, galley_caret, GALLEY, CARET, GObject)

/* For as long as @view lives; the reference is the caller's. */
GalleyCaret *galley_caret_new (GtkTextView *view);

G_END_DECLS
