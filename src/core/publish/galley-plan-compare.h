/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-plan.h"

G_BEGIN_DECLS

/* What the site says now, held against what was confirmed: act, time, newsletter, audience, count and
 * visibility. A sentence for each thing that is not as it was said; empty when all is.
 * @was_out: readers had it before, so that only its page could change. @post NULL (an export): nothing
 * to compare. (element-type utf8) (transfer full) */
GPtrArray *galley_plan_compare (const GalleyPlan *plan,
                                const GalleySite *site,
                                GalleyIssue      *issue,
                                const GalleyPost *post,
                                gboolean          was_out);

G_END_DECLS
