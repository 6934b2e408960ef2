/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-content.h"
#include "galley-originals.h"

G_BEGIN_DECLS

/* Takes the body out of @self when @post holds the very same; TRUE when the rest is there as well and
 * nothing has to be sent. @originals: what @issue was pulled from; NULL, never: then all is sent. */
gboolean         galley_content_drop_same      (GalleyContent              *self,
                                                GalleyIssue                *issue,
                                                const GalleyOriginals      *originals,
                                                const GalleyService        *service,
                                                const GalleySite           *site,
                                                const GalleyPost           *post);
/* Equal for two looks at one post between which nothing was changed: its words and fields, whether it is
 * out, how and to whom. A picture that two machines sent is one, whichever of its two addresses is there;
 * dates and what becomes of its mail are left out. (transfer full) */
char            *galley_content_dup_look       (const GalleyPost           *post,
                                                const GalleyService        *service,
                                                const char                 *site_url);
/* TRUE when @post is what @self would make of it, picture for picture and field for field. */
gboolean         galley_content_is_there       (const GalleyContent        *self,
                                                const GalleyService        *service,
                                                const GalleySite           *site,
                                                const GalleyPost           *post);
/* Two ways to write the same, as what has no flag and one that is not set, are the same. */
gboolean         galley_content_is_same_field  (const char                 *name,
                                                const GalleyPostFields     *ours,
                                                const GalleyPostFields     *theirs,
                                                const GalleySite           *site);
/* INVALID when @issue holds a card that is kept as it is and did not come from @post; NULL: a new
 * one. */
gboolean         galley_content_check_kept     (GalleyIssue                *issue,
                                                const GalleyOriginals      *originals,
                                                const GalleyPost           *post,
                                                const char                 *place,
                                                GError                    **error);
/* FAILED when the site stored fewer blocks of a pulled issue than it was sent. */
gboolean         galley_content_check_whole    (const GalleyContent        *self,
                                                const GalleyPost           *post,
                                                GError                    **error);

G_END_DECLS
