/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

GalleyMailReport *galley_ghost_report    (const GalleyConnection *connection,
                                          const GalleySite       *site,
                                          const char             *id,
                                          GCancellable           *cancellable,
                                          GError                **error);
/* Ghost keeps a post's mail when the post is deleted. */
GPtrArray        *galley_ghost_list_mailed (const GalleyConnection *connection,
                                            GCancellable           *cancellable,
                                            GError                **error);
gboolean          galley_ghost_was_mailed (const GalleyConnection *connection,
                                           const char             *id,
                                           gboolean               *mailed,
                                           GCancellable           *cancellable,
                                           GError                **error);
GalleyMailProof  *galley_ghost_proof     (const GalleyConnection *connection,
                                          const char             *id,
                                          const char             *newsletter,
                                          gboolean                is_paid,
                                          GCancellable           *cancellable,
                                          GError                **error);
gboolean          galley_ghost_send_test (const GalleyConnection *connection,
                                          const char             *id,
                                          const char             *newsletter,
                                          gboolean                is_paid,
                                          const char             *address,
                                          GCancellable           *cancellable,
                                          GError                **error);

G_END_DECLS
