/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was written down of sites under names, in one file that several programs read and add to. */
typedef struct _GalleyBook GalleyBook;

/* Reads nothing yet, and makes no file. */
GalleyBook *galley_book_new        (const char        *path);
void        galley_book_free       (GalleyBook        *self);
/* Brings it up to what the file holds now. DISK; what was read before stays. */
gboolean    galley_book_refresh    (GalleyBook        *self,
                                    GError           **error);
/* Borrowed until it is refreshed; NULL: nothing is known. */
const char *galley_book_lookup     (const GalleyBook  *self,
                                    const char        *site,
                                    const char        *name);
/* Name -> value of all of @site. (transfer full) */
GHashTable *galley_book_dup_values (const GalleyBook  *self,
                                    const char        *site);
/* Durable when it returns. INVALID: no text. */
gboolean    galley_book_add        (GalleyBook        *self,
                                    const char        *site,
                                    const char        *name,
                                    const char        *value,
                                    GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBook, galley_book_free)

G_END_DECLS
