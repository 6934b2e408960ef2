/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
#include <adwaita.h>

G_BEGIN_DECLS

/* Shared by galley-publish-choose.c (the rows and what happens in them), -fill (what they offer) and
 * -read (what was chosen). */
struct _GalleyPublishChoose
{
  AdwBin               parent_instance;

  /* template children */
  GtkWidget           *directory_row;
  GtkWidget           *existing_row;
  GtkWidget           *act_row;
  GtkWidget           *newsletter_row;
  GtkWidget           *audience_row;
  GtkWidget           *groups_row;
  GtkWidget           *filter_row;
  GtkWidget           *schedule_row;
  GtkWidget           *schedule_switch;
  GtkWidget           *date_row;
  GtkWidget           *calendar_button;
  GtkWidget           *time_row;
  GtkWidget           *local_label;
  GtkWidget           *issue_group;
  GtkWidget           *visibility_row;
  GtkWidget           *tiers_row;
  GtkWidget           *tags_row;
  GtkWidget           *suggestions_row;
  GtkWidget           *suggestions;
  GtkWidget           *subtitle_row;
  GtkWidget           *slug_row;
  GtkWidget           *subject_row;

  /* owned */
  GalleySite          *site;
  GArray              *acts; /* (element-type GalleyAct), as in act_row */
  GPtrArray           *tier_rows; /* as in the site's tiers */
  GPtrArray           *group_rows; /* as in the site's labels, then its paid tiers */
  char                *newsletter; /* what the issue says */
  char                *audience; /* likewise */
  char               **tiers; /* likewise */
  char                *exact; /* the hour with its offset, when it was not typed */

  /* borrowed */
  const GalleyService *service;

  guint                filling : 1;
  guint                is_there : 1;
  guint                is_out : 1; /* readers have it: only the page can change */
  guint                can_retry : 1; /* its mail failed */
  guint                is_scheduled_there : 1;
};

/* What stands in an issue, in the order of the rows that offer it. */
#define GALLEY_N_VISIBILITIES 5
#define GALLEY_N_AUDIENCES 4
#define GALLEY_AUDIENCE_GROUPS GALLEY_N_AUDIENCES
#define GALLEY_AUDIENCE_FILTER (GALLEY_N_AUDIENCES + 1)
/* Of the act that sends a failed mail, where there is one. */
#define GALLEY_RETRY_INDEX 1
extern const char *const galley_publish_choose_visibilities[GALLEY_N_VISIBILITIES];
extern const char *const galley_publish_choose_audiences[GALLEY_N_AUDIENCES];

const char *galley_publish_choose_get_text     (GtkWidget            *row);
GalleyAct   galley_publish_choose_get_act      (GalleyPublishChoose  *self);
gboolean    galley_publish_choose_can          (GalleyPublishChoose  *self,
                                                GalleyCapabilities    capability);
gboolean    galley_publish_choose_is_scheduled (GalleyPublishChoose  *self);
GDateTime  *galley_publish_choose_parse_time   (GalleyPublishChoose  *self,
                                                GError              **error);
/* @segment: as in an issue or a plan; NULL: what the site takes by default. */
void        galley_publish_choose_set_segment  (GalleyPublishChoose  *self,
                                                const char           *segment);
void        galley_publish_choose_set_time     (GalleyPublishChoose  *self,
                                                GDateTime            *time);
/* Shows the rows that what is chosen asks for. */
void        galley_publish_choose_update_rows  (GalleyPublishChoose  *self);
void        galley_publish_choose_emit_changed (GalleyPublishChoose  *self);

G_END_DECLS
