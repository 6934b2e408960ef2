/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-service.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_ACT_DRAFT,
  GALLEY_ACT_UNPUBLISH,  /* off the site or its schedule: a draft again, as it stands there */
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
  char       *skipped;    /* the time that was asked for, where the site's clocks jump over it to @at */
  gint64      count;      /* how many people the mail was said to go to; -1: nobody knew */
  char       *directory;  /* of services that export */
  gboolean    begun;      /* it was, and may be done already: whether @at is over is asked last */
  gboolean    anew;       /* a post that was deleted there may be made once more */
  gboolean    fresh;      /* a person was told that it goes out by this plan, not that it was out */
  gboolean    retry;      /* all that is sent is what is left of a mail that failed */
} GalleyPlan;

GalleyPlan *galley_plan_new              (GalleyAct          act);
GalleyPlan *galley_plan_copy             (const GalleyPlan  *self);
void        galley_plan_free             (GalleyPlan        *self);
const char *galley_plan_get_act_name     (GalleyAct          act);
/* @text in ISO 8601; without an offset it is of @site's zone. FALSE: it is no time. */
gboolean    galley_plan_set_time         (GalleyPlan         *self,
                                          const char         *text,
                                          const GalleySite   *site);
/* The zone that readers' hours are of; UTC when @site (may be NULL) names none. */
GTimeZone  *galley_plan_load_zone        (const GalleySite   *site);
/* The day and the hour of @time in that zone, for a person; with the offset, for an hour can come twice. */
char       *galley_plan_dup_hour         (GDateTime          *time,
                                          const GalleySite   *site);
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
gboolean    galley_plan_sends_mail       (const GalleyPlan  *self);
/* Its hour was before @now, by more than what a slow hand makes of "now", which a service allows too. */
gboolean    galley_plan_is_over          (const GalleyPlan  *self,
                                          GDateTime         *now);
/* What readers will need: the issue's word, else the site's default. */
const char *galley_plan_get_visibility   (const GalleySite  *site,
                                          GalleyIssue       *issue);
/* A count of people as a person reads it. */
char       *galley_plan_dup_number       (gint64             number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPlan, galley_plan_free)

G_END_DECLS
