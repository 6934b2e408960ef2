/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post.h"
#include "galley-site.h"

G_BEGIN_DECLS

/* What the fields of a post were before they were changed, as a line of JSON for the journal. All but the body. */

/* @kept: of a run before this one, of which nobody knows what became; NULL: there is none. @now: what the site
 * has, @meant: what it is about to be told. (transfer full) */
char             *galley_fields_before_dup   (const char             *kept,
                                              const GalleyPostFields *now,
                                              const GalleyPostFields *meant,
                                              const GalleySite       *site);
/* What the site has to be told so that all is as it was: nothing where it is, and nothing where somebody else
 * has written since. @self may be NULL. @gone: (element-type utf8) (nullable): takes what cannot come back, because
 * the site has it no longer, as parts of a sentence. (transfer full) */
GalleyPostFields *galley_fields_before_list  (const char             *self,
                                              const GalleyPostFields *now,
                                              const GalleySite       *site,
                                              GPtrArray              *gone);

G_END_DECLS
