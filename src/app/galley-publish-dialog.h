/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-account-store.h"
#include "galley-compat-dialog.h"
#include "galley-document.h"
#include "galley-http.h"
#include "galley-publish.h"

G_BEGIN_DECLS

/* Check, choose, confirm, progress, done. The document has a file.
 *
 * Signal: "finding-activated" (guint line, guint column): the writer wants to mend it. */
#define GALLEY_TYPE_PUBLISH_DIALOG (galley_publish_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishDialog, galley_publish_dialog, GALLEY, PUBLISH_DIALOG, GalleyDialog)

GtkWidget *galley_publish_dialog_new    (GtkWindow               *parent,
                                         GalleyDocument          *document,
                                         GalleyAccountStore      *accounts,
                                         GalleyHttp              *http,
                                         const char              *state_dir);
/* Goes on with what was decided then: all that is left is to confirm it. */
void       galley_publish_dialog_resume (GalleyPublishDialog     *self,
                                         const GalleyOpenPublish *interrupted);

G_END_DECLS
