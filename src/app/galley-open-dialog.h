/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-compat-dialog.h"
#include "galley-session.h"

G_BEGIN_DECLS

/* The posts of a site, to make an issue of one: account, search, status, then a file to pull it into
 * and the pull itself.
 *
 * Signal: "opened" (const char *path, const char *message: what to say of it, NULL: nothing). */
#define GALLEY_TYPE_OPEN_DIALOG (galley_open_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOpenDialog, galley_open_dialog, GALLEY, OPEN_DIALOG, GalleyDialog)

GalleyOpenDialog *galley_open_dialog_new  (GtkWindow        *parent,
                                           GalleySession    *session,
                                           GError          **error);
/* The post that is chosen, into @path: what follows the choice of a file. */
void              galley_open_dialog_pull (GalleyOpenDialog *self,
                                           const char       *path);

G_END_DECLS
