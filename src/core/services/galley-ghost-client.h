/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-json.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* One call of Ghost's Admin API: signed, sent, understood. */
typedef struct {
  const char *method;
  const char *path;         /* below the root, with its last slash and query */
  GBytes     *body;         /* NULL: none */
  const char *content_type; /* NULL: JSON */
  guint       timeout;      /* seconds; 0: the usual */
  gboolean    may_miss;     /* Ghost's own "not found" is an answer: TRUE with @answer NULL */
  gboolean    may_forbid;   /* so is that a key is good and may not do this */
} GalleyGhostCall;

gboolean galley_ghost_call     (const GalleyConnection *connection,
                                const GalleyGhostCall  *call,
                                JsonNode              **answer,
                                GCancellable           *cancellable,
                                GError                **error);
/* A GET whose answer must be there; an object. (transfer full) */
JsonNode *galley_ghost_get     (const GalleyConnection *connection,
                                const char             *path,
                                GCancellable           *cancellable,
                                GError                **error);
/* 24 lower-case hex digits. Nothing else may become part of an address: posts// deletes them all. */
gboolean  galley_ghost_is_id   (const char             *id);
gboolean  galley_ghost_check_id (const GalleyConnection *connection,
                                 const char             *id,
                                 GError                **error);
/* What no caller expected to find in an answer. */
void      galley_ghost_set_odd (const GalleyConnection *connection,
                                GError                **error);

G_END_DECLS
