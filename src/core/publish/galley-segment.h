/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-site.h"

G_BEGIN_DECLS

/* An audience that is a choice of labels and tiers, as a service's filter and as words. */

/* "label:vip,tier:gold"; NULL when both lists are empty. Lists may be NULL. */
char    *galley_segment_join     (const char *const *labels,
                                  const char *const *tiers);
/* The slugs in it; FALSE: it is another kind of filter, and nothing is set. */
gboolean galley_segment_split    (const char        *segment,
                                  char            ***labels,
                                  char            ***tiers);
/* "the label “VIP” or the tier “Gold”" by the names that @site (may be NULL) has; NULL: it is another
 * kind of filter. */
char    *galley_segment_describe (const char        *segment,
                                  const GalleySite  *site);

G_END_DECLS
