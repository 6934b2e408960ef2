/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

#include "galley-preview-engine.h"

G_BEGIN_DECLS

/* What the address "issue:" answers in the page: pictures, sounds and films below the folder,
 * and pictures of other sites that somebody else fetched. Part of the engine's module. */
void galley_preview_pictures_register   (WebKitWebContext        *context);
/* The two of a view, as GalleyPreviewEngine has them. */
void galley_preview_pictures_set_folder (GtkWidget               *view,
                                         const char              *folder);
void galley_preview_pictures_set_remote (GtkWidget               *view,
                                         GalleyPreviewRemoteFunc  func,
                                         GObject                 *object);

G_END_DECLS
