/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* What the document's issue was: a list by time, beside it what changed since, and the way back as one
 * undo step. */
#define GALLEY_TYPE_VERSIONS_WINDOW (galley_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyVersionsWindow, galley_versions_window, GALLEY, VERSIONS_WINDOW, AdwWindow)

GtkWidget *galley_versions_window_new (GtkWindow      *parent,
                                       GalleyDocument *document,
                                       const char     *state_dir);

G_END_DECLS
