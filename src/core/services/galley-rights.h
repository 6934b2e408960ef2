/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-site.h"

G_BEGIN_DECLS

/* Why the key of @site cannot do @right, and what would; NULL: it can. (transfer full) */
char *galley_rights_explain  (const GalleySite *site,
                              GalleyRights      right);
/* Whose key it is and all that it cannot do, a sentence a line. (transfer full) */
char *galley_rights_describe (const GalleySite *site);

G_END_DECLS
