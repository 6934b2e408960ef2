/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-compat-dialog.h"
#include "galley-document.h"

G_BEGIN_DECLS

/* Picture, alt text, caption, credit, width, "also the feature picture": inserts a figure at the
 * cursor, or edits the one the cursor stands in. */
#define GALLEY_TYPE_IMAGE_DIALOG (galley_image_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImageDialog, galley_image_dialog, GALLEY, IMAGE_DIALOG, GalleyDialog)

/* Asks for a file first. With the cursor in a figure: edits that one. */
void galley_image_dialog_present       (GtkWindow      *parent,
                                        GalleyDocument *document);
/* With files at hand (a drop, a paste): a list of paths. */
void galley_image_dialog_present_files (GtkWindow          *parent,
                                        GalleyDocument     *document,
                                        const char *const  *paths);
/* With a picture from the clipboard: the bytes of its file. */
void galley_image_dialog_present_bytes (GtkWindow      *parent,
                                        GalleyDocument *document,
                                        GBytes         *picture);

G_END_DECLS
