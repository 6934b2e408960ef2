/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-account.h"

G_BEGIN_DECLS

/* The accounts in CONFIG_DIR/accounts.json and their keys in the keyring (libsecret). A key that the
 * keyring would not take is kept in memory until the program ends, and that is said. */
#define GALLEY_TYPE_ACCOUNT_STORE (galley_account_store_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAccountStore, galley_account_store, GALLEY, ACCOUNT_STORE, GObject)

GalleyAccountStore *galley_account_store_new      (const char          *config_dir,
                                                   GError             **error);
/* In the order they were added. (element-type GalleyAccount) (transfer full) */
GPtrArray          *galley_account_store_list     (GalleyAccountStore  *self);
/* By id, name or site address. */
GalleyAccount      *galley_account_store_find     (GalleyAccountStore  *self,
                                                   const char          *which);
/* Replaces one with the same id. FALSE + @error: the account was not kept. @key_kept FALSE: the
 * account was, the key only in memory. @key NULL: unchanged. Slow: may ask to unlock. */
gboolean            galley_account_store_add      (GalleyAccountStore  *self,
                                                   GalleyAccount       *account,
                                                   const char          *key,
                                                   gboolean            *key_kept,
                                                   GCancellable        *cancellable,
                                                   GError             **error);
gboolean            galley_account_store_remove   (GalleyAccountStore  *self,
                                                   GalleyAccount       *account,
                                                   GCancellable        *cancellable,
                                                   GError             **error);
/* AUTH when no key is to be had. Free with galley_key_free. Slow. */
char               *galley_account_store_load_key (GalleyAccountStore  *self,
                                                   GalleyAccount       *account,
                                                   GCancellable        *cancellable,
                                                   GError             **error);
/* Overwrites the key before it frees it. */
void                galley_key_free               (char                *key);

G_END_DECLS
