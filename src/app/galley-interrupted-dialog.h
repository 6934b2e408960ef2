/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-account-store.h"
#include "galley-compat-dialog.h"
#include "galley-http.h"
#include "galley-open-publish.h"

G_BEGIN_DECLS

/* Every publish that was interrupted, how far it came, and what can be done about it: finish it, say
 * where its file is now, ask the site what it has, forget it.
 *
 * Signal: "finish-chosen" (const GalleyOpenPublish *): its file is there. */
#define GALLEY_TYPE_INTERRUPTED_DIALOG (galley_interrupted_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyInterruptedDialog, galley_interrupted_dialog, GALLEY, INTERRUPTED_DIALOG, GalleyDialog)

GtkWidget *galley_interrupted_dialog_new    (GtkWindow               *parent,
                                             GalleyAccountStore      *accounts,
                                             GalleyHttp              *http,
                                             const char              *state_dir);
/* The file at @path is that of the @index-th publish, if it is. */
void       galley_interrupted_dialog_locate (GalleyInterruptedDialog *self,
                                             guint                    index,
                                             const char              *path);

G_END_DECLS
