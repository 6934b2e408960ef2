/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-choices.h"
#include "galley-plan.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* The form of the publish dialog: what a service can do decides which rows there are. It talks to
 * nobody.
 *
 * Signals: "changed". */
#define GALLEY_TYPE_PUBLISH_CHOOSE (galley_publish_choose_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishChoose, galley_publish_choose, GALLEY, PUBLISH_CHOOSE, AdwBin)

/* Fills the fields that belong to the issue, which lies at @path. */
void           galley_publish_choose_set_issue       (GalleyPublishChoose *self,
                                                      GalleyIssue         *issue,
                                                      const char          *path);
/* @site NULL: not known yet, or an export. */
void           galley_publish_choose_set_destination (GalleyPublishChoose *self,
                                                      const GalleyService *service,
                                                      GalleySite          *site);
/* The post on the site, NULL: the issue was never there. */
void           galley_publish_choose_set_existing    (GalleyPublishChoose *self,
                                                      const GalleyPost    *existing);
/* -1: not known. */
void           galley_publish_choose_set_count       (GalleyPublishChoose *self,
                                                      gint64               count);
void           galley_publish_choose_set_audience_note (GalleyPublishChoose *self,
                                                        const char          *note);
/* INVALID: something is missing or is no date. */
GalleyPlan    *galley_publish_choose_build_plan      (GalleyPublishChoose *self,
                                                      GError             **error);
/* Chooses what @plan says: another audience, newsletter, act or hour. */
void           galley_publish_choose_set_plan        (GalleyPublishChoose *self,
                                                      const GalleyPlan    *plan);
/* The focus goes to the row of @place: "audience", or a key of the front matter. FALSE: it has none here. */
gboolean       galley_publish_choose_show_place      (GalleyPublishChoose *self,
                                                      const char          *place);
/* What is known of it before its date is. */
GalleyPlan    *galley_publish_choose_build_undated   (GalleyPublishChoose *self);
/* The mail that failed is to be sent on, and nothing else. */
gboolean       galley_publish_choose_is_retry        (GalleyPublishChoose *self);
GalleyChoices *galley_publish_choose_build_choices   (GalleyPublishChoose *self);

G_END_DECLS
