/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-http.h"

G_BEGIN_DECLS

/* A picture that an issue takes from another site, for the writer to look at. It is kept below
 * CACHE_DIR, so that its site hears of it once in a while and not at every look. */

/* "https://host/…" of @address, which may leave out the scheme ("//host/…"). NULL: it is no address
 * of another site. (transfer full) */
char   *galley_remote_picture_dup_address (const char    *address);
/* Its site; NULL: it has none. (transfer full) */
char   *galley_remote_picture_dup_host    (const char    *address);
/* From the cache, else from its site. Slow. @timeout: seconds for the whole of it, 0: as usual.
 * @mime: (out) (transfer full). INVALID: not a picture that can be shown; LIMIT: too large; REJECTED:
 * the site does not give it; UNSUPPORTED: not over https; OFFLINE; DISK never: what cannot be kept is
 * still given. */
GBytes *galley_remote_picture_load        (const char    *cache_dir,
                                           GalleyHttp    *http,
                                           const char    *address,
                                           guint          timeout,
                                           char         **mime,
                                           GCancellable  *cancellable,
                                           GError       **error);

G_END_DECLS
