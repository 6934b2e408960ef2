/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A mail as the site makes it, for free and for paying readers, in the locked-down web view of the
 * preview: nothing of it comes from the network, and pictures only from the issue's own folder. It says
 * whose work it is. */
#define GALLEY_TYPE_PREVIEW_PROOF (galley_preview_proof_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewProof, galley_preview_proof, GALLEY, PREVIEW_PROOF, AdwWindow)

/* @place: the site's name; @folder: where the paths in the HTML begin. */
GtkWidget *galley_preview_proof_new (GtkWindow  *parent,
                                     const char *place,
                                     const char *subject,
                                     const char *free_html,
                                     const char *paid_html,
                                     const char *folder);

G_END_DECLS
