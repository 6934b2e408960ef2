/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"
#include "galley-ledger.h"

G_BEGIN_DECLS

/* A service's own mail asks for its pictures over the network, which a proof never touches. Those that
 * went up from here lie here: they are shown from there, and every other one is its address. */

/* The address at @site of each picture of @issue that went up as it is now -> the path in the issue.
 * Slow: each is read. (element-type utf8 utf8) (transfer full) */
GHashTable *galley_proof_pictures_find  (GalleyIssue   *issue,
                                         const char    *folder,
                                         const char    *site,
                                         GalleyLedger  *ledger,
                                         GCancellable  *cancellable);
/* @html with these pictures by their paths, and the others by their addresses as text. Whatever @html
 * is. (transfer full) */
char       *galley_proof_pictures_place (const char    *html,
                                         GHashTable    *pictures);

G_END_DECLS
