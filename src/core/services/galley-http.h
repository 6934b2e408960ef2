/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The one SoupSession: configured at birth, then only sent from. TLS is always verified, plain http
 * goes only to loopback, redirects are not followed, cookies not kept, answers bounded in size and
 * time. Any thread. */
#define GALLEY_TYPE_HTTP (galley_http_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHttp, galley_http, GALLEY, HTTP, GObject)

typedef struct _GalleyResponse GalleyResponse;

typedef struct {
  const char        *method;        /* "GET" */
  const char        *url;
  const char *const *headers;       /* name, value, …, NULL; may be NULL */
  GBytes            *body;          /* NULL: none */
  const char        *content_type;  /* of the body */
  gsize              max_length;    /* of the answer; 0: 64 MB */
  guint              timeout;       /* seconds for the whole exchange; 0: 60 */
} GalleyRequest;

/* @tls_database: NULL for the system's. */
GalleyHttp     *galley_http_new             (GTlsDatabase         *tls_database);
/* Any status is an answer, not an error. OFFLINE: no complete answer (the message names the host and
 * why); LIMIT: longer than @max_length; G_IO_ERROR_CANCELLED. Never sends a second time by itself
 * except a GET on a kept-alive connection that the server had closed. */
GalleyResponse *galley_http_send            (GalleyHttp           *self,
                                             const GalleyRequest  *request,
                                             GCancellable         *cancellable,
                                             GError              **error);
void            galley_response_free        (GalleyResponse       *self);
guint           galley_response_get_status  (const GalleyResponse *self);
/* NUL terminated after @length bytes. */
const char     *galley_response_get_body    (const GalleyResponse *self,
                                             gsize                *length);
/* NULL when it has no such header. */
const char     *galley_response_get_header  (const GalleyResponse *self,
                                             const char           *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyResponse, galley_response_free)

G_END_DECLS
