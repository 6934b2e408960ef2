/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-compat-dialog.h"
#include "galley-document.h"
#include "galley-session.h"

G_BEGIN_DECLS

/* The words and the address of a link, with the headings of the issue and the posts of the site to
 * choose from: what is typed as the address is looked for among them. */
#define GALLEY_TYPE_LINK_DIALOG (galley_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLinkDialog, galley_link_dialog, GALLEY, LINK_DIALOG, GalleyDialog)

GtkWidget *galley_link_dialog_new (GtkWindow      *parent,
                                   GalleyDocument *document,
                                   GalleySession  *session);

G_END_DECLS
