/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-account-store.h"
#include "galley-desk.h"
#include "galley-http.h"
#include "galley-remote.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* What all windows share: folders, the one HTTP session, the accounts, the preferences. Made by the
 * application (or a test) and handed to each window. */
#define GALLEY_TYPE_SESSION (galley_session_get_type ())
G_DECLARE_FINAL_TYPE (GalleySession, galley_session, GALLEY, SESSION, GObject)

/* The folders are made; what could not be made shows when something is written there. */
GalleySession      *galley_session_new            (const char    *state_dir,
                                                   const char    *cache_dir,
                                                   const char    *config_dir);
const char         *galley_session_get_state_dir  (GalleySession *self);
const char         *galley_session_get_cache_dir  (GalleySession *self);
GSettings          *galley_session_get_settings   (GalleySession *self);
GalleyHttp         *galley_session_get_http       (GalleySession *self);
/* Pictures of other sites. */
GalleyRemote       *galley_session_get_remote     (GalleySession *self);
/* NULL + @error when the account file cannot be read. */
GalleyAccountStore *galley_session_get_accounts   (GalleySession *self,
                                                   GError       **error);
/* The site that was published to last, else the first that can say what it has, (transfer full);
 * NULL: there is none. */
GalleyAccount      *galley_session_find_account   (GalleySession        *self,
                                                   const GalleyService **service);
/* What was open when Galley ended. */
GalleyDesk         *galley_session_get_desk       (GalleySession *self);
/* Writes it on a worker when it has changed. */
void                galley_session_save_desk      (GalleySession *self);
/* Writes it now: the program ends. */
void                galley_session_flush_desk     (GalleySession *self);
/* Paths of issues opened lately that are still there, newest first. NULL terminated. */
char              **galley_session_list_recent    (GalleySession *self);
void                galley_session_add_recent     (GalleySession *self,
                                                   const char    *path);

G_END_DECLS
