/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-document.h"

G_BEGIN_DECLS

/* Saves a document that has a file by itself, a pause after the last change, while the preferences
 * say so. Signal: "failed" (const char *message), once; then it waits until a save by hand worked. */
#define GALLEY_TYPE_AUTOSAVE (galley_autosave_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAutosave, galley_autosave, GALLEY, AUTOSAVE, GObject)

/* Keys "autosave" and "autosave-pause" (s) of @settings. */
GalleyAutosave *galley_autosave_new          (GSettings      *settings);
/* @document may be NULL. */
void            galley_autosave_set_document (GalleyAutosave *self,
                                              GalleyDocument *document);
/* Now, if there is anything to save: the writer looks elsewhere. */
void            galley_autosave_flush        (GalleyAutosave *self);

G_END_DECLS
