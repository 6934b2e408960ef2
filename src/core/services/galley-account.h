/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Somewhere to publish to, without its key. Immutable, counted atomically. */
typedef struct _GalleyAccount GalleyAccount;

#define GALLEY_TYPE_ACCOUNT (galley_account_get_type ())
GType          galley_account_get_type    (void);
GalleyAccount *galley_account_new         (const char          *id,       /* NULL: a new UUID */
                                           const char          *name,     /* the site's title, or the writer's own */
                                           const char          *service,  /* "ghost" */
                                           const char          *url,      /* the site, as readers know it; of folder: the path */
                                           const char          *api_url); /* resolved at discovery; NULL: none */
GalleyAccount *galley_account_ref         (GalleyAccount       *self);
void           galley_account_unref       (GalleyAccount       *self);
const char    *galley_account_get_id      (const GalleyAccount *self);
const char    *galley_account_get_name    (const GalleyAccount *self);
const char    *galley_account_get_service (const GalleyAccount *self);
const char    *galley_account_get_url     (const GalleyAccount *self);
const char    *galley_account_get_api_url (const GalleyAccount *self);
/* What stands for the site in galley.posts, journals and ledgers: host, port and path. */
const char    *galley_account_get_site    (const GalleyAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyAccount, galley_account_unref)

G_END_DECLS
