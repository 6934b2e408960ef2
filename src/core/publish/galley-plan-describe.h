/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-plan.h"

G_BEGIN_DECLS

/* "Send to 1,204 paid members of Focus on Korea now." @count -1: not known. @existing: the post on
 * the site, NULL when this is its first time. One finished, translated sentence (or a few). */
char       *galley_plan_describe       (const GalleyPlan  *self,
                                        const GalleySite  *site,
                                        GalleyIssue       *issue,
                                        const GalleyPost  *existing,
                                        gint64             count);
/* What is so of a post that is a draft on the site: who has it all the same, and who may get it. */
const char *galley_plan_describe_draft (const GalleyPost  *post);

G_END_DECLS
