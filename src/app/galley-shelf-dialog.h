/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-compat-dialog.h"

G_BEGIN_DECLS

/* The files of a folder to choose from, a field that narrows them down, a button on each that
 * deletes it, with a way back, one that shows the folder
 * to other programs, and one that puts a new one there.
 *
 * Signals: "chosen" (const char *text: of the file). */
#define GALLEY_TYPE_SHELF_DIALOG (galley_shelf_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyShelfDialog, galley_shelf_dialog, GALLEY, SHELF_DIALOG, GalleyDialog)

GtkWidget *galley_shelf_dialog_new (GtkWindow  *parent,
                                    const char *title,
                                    const char *empty,  /* said when there is nothing yet */
                                    const char *folder,
                                    const char *text,   /* what can be kept there; NULL: nothing */
                                    const char *from);  /* where its pictures are; NULL: nowhere */

G_END_DECLS
