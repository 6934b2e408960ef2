/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-account-store.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* One post in a list. Its entry never changes. */
#define GALLEY_TYPE_POST_ITEM (galley_post_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostItem, galley_post_item, GALLEY, POST_ITEM, GObject)

const GalleyPostEntry *galley_post_item_get_entry (GalleyPostItem *self);

/* The posts of a site, a page at a time: the next one is asked for when who shows them comes to the
 * end. Signal: "changed" (what the functions below say is new). */
#define GALLEY_TYPE_POST_MODEL (galley_post_model_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostModel, galley_post_model, GALLEY, POST_MODEL, GObject)

GalleyPostModel *galley_post_model_new         (GalleyAccountStore *accounts,
                                                GalleyHttp         *http);
/* Begins anew. @account NULL: an empty list. @search and @status as in GalleyPostQuery. */
void             galley_post_model_ask         (GalleyPostModel    *self,
                                                GalleyAccount      *account,
                                                const char         *search,
                                                const char         *status);
/* The next page, unless one is on its way or there is none. After an error: the same one again. */
void             galley_post_model_load_more   (GalleyPostModel    *self);
gboolean         galley_post_model_is_loading  (GalleyPostModel    *self);
/* What went wrong with the last page, NULL: nothing. */
const GError    *galley_post_model_get_error   (GalleyPostModel    *self);
/* No job of it goes on. */
void             galley_post_model_stop        (GalleyPostModel    *self);

G_END_DECLS
