/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-service.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_ACT_DRAFT,
  GALLEY_ACT_PUBLISH,
  GALLEY_ACT_EMAIL,      /* publish and email */
  GALLEY_ACT_EMAIL_ONLY,
} GalleyAct;

/* What a person decided in the dialog or on the command line. A plain value, owned by the caller;
 * strings may be NULL: "not said, the issue's or the site's default". The issue's own fields (title,
 * tags, visibility, …) come from its front matter, never from here. */
typedef struct {
  GalleyAct   act;
  char       *newsletter; /* slug */
  char       *audience;   /* "all", "free", "paid" or the service's filter */
  GDateTime  *at;         /* NULL: now */
  char       *directory;  /* of services that export */
} GalleyPlan;

GalleyPlan *galley_plan_new              (GalleyAct          act);
GalleyPlan *galley_plan_copy             (const GalleyPlan  *self);
void        galley_plan_free             (GalleyPlan        *self);
const char *galley_plan_get_act_name     (GalleyAct          act);
/* "free" -> "status:free", "paid" -> "status:-free", NULL by @visibility and the site's settings. */
char       *galley_plan_dup_segment      (const GalleyPlan  *self,
                                          const GalleySite  *site,
                                          GalleyIssue       *issue);
/* The newsletter a mail would go by: the plan's, the issue's, the site's only one; else INVALID. */
const GalleySiteItem *
            galley_plan_find_newsletter  (const GalleyPlan  *self,
                                          const GalleySite  *site,
                                          GalleyIssue       *issue,
                                          GError           **error);
/* Guards that know the site (leak of paid text, mail not set up, unknown newsletter, …): findings
 * beside those of core/checks. (element-type GalleyFinding) (transfer full) */
GPtrArray  *galley_plan_check            (const GalleyPlan  *self,
                                          const GalleySite  *site,
                                          GalleyIssue       *issue);
/* "Send to 1,204 paid members of Focus on Korea now." @count -1: not known. @existing: the post on
 * the site, NULL when this is its first time. One finished, translated sentence (or a few). */
char       *galley_plan_describe         (const GalleyPlan  *self,
                                          const GalleySite  *site,
                                          GalleyIssue       *issue,
                                          const GalleyPost  *existing,
                                          gint64             count);
/* A count of people as a person reads it. */
char       *galley_plan_dup_number       (gint64             number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPlan, galley_plan_free)

G_END_DECLS
