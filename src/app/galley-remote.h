/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-http.h"

G_BEGIN_DECLS

/* Pictures of other sites: which of them the writer allows to be fetched, and the few at a time that
 * are. Signal: "changed" (more or fewer are allowed). */
#define GALLEY_TYPE_REMOTE (galley_remote_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRemote, galley_remote, GALLEY, REMOTE, GObject)

/* The answers are kept in @settings ("remote-sites", "remote-issues"), the pictures in @cache_dir. */
GalleyRemote *galley_remote_new         (GSettings            *settings,
                                         const char           *cache_dir,
                                         GalleyHttp           *http);
/* @issue: the path of its file or, without one, of its folder; @address as it is written there. */
gboolean      galley_remote_is_allowed  (GalleyRemote         *self,
                                         const char           *issue,
                                         const char           *address);
void          galley_remote_allow_issue (GalleyRemote         *self,
                                         const char           *issue);
void          galley_remote_allow_site  (GalleyRemote         *self,
                                         const char           *host);
/* For a page: "*", or the hosts with a line end after each. (transfer full) */
char         *galley_remote_dup_allowed (GalleyRemote         *self,
                                         const char           *issue);
/* Of what is not allowed it fetches nothing. */
void          galley_remote_load_async  (GalleyRemote         *self,
                                         const char           *issue,
                                         const char           *address,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* @mime: (out) (transfer full). */
GBytes       *galley_remote_load_finish (GalleyRemote         *self,
                                         GAsyncResult         *result,
                                         char                **mime,
                                         GError              **error);

G_END_DECLS
