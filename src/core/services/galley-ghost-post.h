/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-json.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* From one of Ghost's own objects; NULL when it is none. (transfer full) */
GalleyPost *galley_ghost_post_new (const GalleyConnection *connection,
                                   JsonNode               *node);
GalleyPost *galley_ghost_find     (const GalleyConnection *connection,
                                   const char             *id,
                                   const char             *slug,
                                   GCancellable           *cancellable,
                                   GError                **error);
GalleyPost *galley_ghost_create   (const GalleyConnection *connection,
                                   const GalleySite       *site,
                                   const GalleyPostFields *fields,
                                   GCancellable           *cancellable,
                                   GError                **error);
GalleyPost *galley_ghost_update   (const GalleyConnection *connection,
                                   const GalleySite       *site,
                                   const char             *id,
                                   const char             *updated_at,
                                   const GalleyPostFields *fields,
                                   const char             *newsletter,
                                   const char             *segment,
                                   GCancellable           *cancellable,
                                   GError                **error);
gboolean    galley_ghost_measure  (const GalleyConnection *connection,
                                   const char             *id,
                                   const char             *newsletter,
                                   gsize                  *total,
                                   gsize                  *body,
                                   GCancellable           *cancellable,
                                   GError                **error);
GPtrArray  *galley_ghost_list_alike (const GalleyConnection *connection,
                                     const char             *title,
                                     const char             *subject,
                                     const char             *slug,
                                     GCancellable           *cancellable,
                                     GError                **error);
gboolean    galley_ghost_retry    (const GalleyConnection *connection,
                                   const GalleySite       *site,
                                   const GalleyPost       *post,
                                   GCancellable           *cancellable,
                                   GError                **error);

G_END_DECLS
