/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was chosen in the form: a plan, and what goes into the issue. */

#include "galley-publish-choose.h"
#include "galley-publish-choose-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-segment.h"

static char **
dup_tiers (GalleyPublishChoose *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->tier_rows->len; i++)
    {
      const GalleySiteItem *tier = g_ptr_array_index (self->site->tiers, i);
      GtkWidget *check = g_object_get_data (self->tier_rows->pdata[i], "galley-check");

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_strv_builder_add (builder, tier->slug);
    }
  return g_strv_builder_end (builder);
}

static const GalleySiteItem *
get_newsletter (GalleyPublishChoose *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->newsletter_row));

  if (!gtk_widget_get_visible (self->newsletter_row) || self->site == NULL
      || selected >= self->site->newsletters->len)
    return NULL;
  return g_ptr_array_index (self->site->newsletters, selected);
}

static char **
dup_groups (GalleyPublishChoose *self,
            gboolean             labels)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->group_rows->len; i++)
    {
      GObject *row = self->group_rows->pdata[i];

      if ((i < self->site->labels->len) == labels
          && gtk_check_button_get_active (GTK_CHECK_BUTTON (g_object_get_data (row, "galley-check"))))
        g_strv_builder_add (builder, g_object_get_data (row, "galley-slug"));
    }
  return g_strv_builder_end (builder);
}

/* Groups of which none is chosen are nobody, not everybody. */
static char *
dup_audience (GalleyPublishChoose *self)
{
  guint audience = adw_combo_row_get_selected (ADW_COMBO_ROW (self->audience_row));
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) tiers = NULL;
  char *segment = NULL;

  if (audience < GALLEY_N_AUDIENCES)
    return g_strdup (galley_publish_choose_audiences[audience]);
  if (audience == GALLEY_AUDIENCE_GROUPS && self->site != NULL)
    {
      labels = dup_groups (self, TRUE);
      tiers = dup_groups (self, FALSE);
      segment = galley_segment_join ((const char *const *) labels, (const char *const *) tiers);
    }
  else
    segment = g_strstrip (g_strdup (galley_publish_choose_get_text (self->filter_row)));
  if (segment != NULL && *segment != '\0')
    return segment;
  g_free (segment);
  return g_strdup ("none");
}

GalleyPlan *
galley_publish_choose_build_undated (GalleyPublishChoose *self)
{
  GalleyPlan *plan = galley_plan_new (galley_publish_choose_get_act (self));
  const GalleySiteItem *newsletter = get_newsletter (self);

  if (newsletter != NULL)
    plan->newsletter = g_strdup (newsletter->slug);
  if (gtk_widget_get_visible (self->audience_row))
    plan->audience = dup_audience (self);
  return plan;
}

/* As it is written, so that an hour that does not exist is known to be one; with the offset that was
 * chosen on the night when there are two of it. */
static char *
dup_time (GalleyPublishChoose *self)
{
  g_autofree char *date = g_strstrip (g_strdup (galley_publish_choose_get_text (self->date_row)));
  g_autofree char *time = g_strstrip (g_strdup (galley_publish_choose_get_text (self->time_row)));
  g_autofree char *text = g_strconcat (date, "T", time, NULL);

  if (self->exact != NULL && g_str_has_prefix (self->exact, text))
    return g_strdup (self->exact);
  return g_steal_pointer (&text);
}

GalleyPlan *
galley_publish_choose_build_plan (GalleyPublishChoose  *self,
                                  GError              **error)
{
  g_autoptr (GalleyPlan) plan = galley_publish_choose_build_undated (self);

  if (galley_publish_choose_can (self, GALLEY_CAN_EXPORT))
    {
      plan->directory = g_strstrip (g_strdup (galley_publish_choose_get_text (self->directory_row)));
      if (!g_path_is_absolute (plan->directory))
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, "%s",
                       _("Choose a folder for the files."));
          return NULL;
        }
    }
  else if (galley_publish_choose_is_scheduled (self))
    {
      g_autoptr (GDateTime) time = galley_publish_choose_parse_time (self, error);
      g_autofree char *text = NULL;

      if (time == NULL)
        return NULL;
      text = dup_time (self);
      galley_plan_set_time (plan, text, self->site);
    }
  return g_steal_pointer (&plan);
}

gboolean
galley_publish_choose_is_retry (GalleyPublishChoose *self)
{
  return self->can_retry && adw_combo_row_get_selected (ADW_COMBO_ROW (self->act_row)) == GALLEY_RETRY_INDEX;
}

GalleyChoices *
galley_publish_choose_build_choices (GalleyPublishChoose *self)
{
  GalleyChoices *choices = g_new0 (GalleyChoices, 1);
  guint visibility = adw_combo_row_get_selected (ADW_COMBO_ROW (self->visibility_row));
  const GalleySiteItem *newsletter = get_newsletter (self);

  if (galley_publish_choose_can (self, GALLEY_CAN_EXPORT))
    return choices;
  choices->subtitle = g_strstrip (g_strdup (galley_publish_choose_get_text (self->subtitle_row)));
  choices->slug = g_strstrip (g_strdup (galley_publish_choose_get_text (self->slug_row)));
  if (gtk_widget_get_visible (self->subject_row))
    choices->subject = g_strstrip (g_strdup (galley_publish_choose_get_text (self->subject_row)));
  if (visibility < GALLEY_N_VISIBILITIES)
    choices->visibility = g_strdup (galley_publish_choose_visibilities[visibility]);
  /* What is to be asked for anew must not stand in the issue. */
  if (gtk_widget_get_visible (self->audience_row)
      && adw_combo_row_get_selected (ADW_COMBO_ROW (self->audience_row)) == 0)
    choices->audience = g_strdup ("");
  if (newsletter != NULL && self->site->newsletters->len > 1)
    choices->newsletter = g_strdup (newsletter->slug);
  if (galley_publish_choose_can (self, GALLEY_CAN_TAGS))
    choices->tags = galley_choices_split_list (galley_publish_choose_get_text (self->tags_row));
  if (galley_publish_choose_can (self, GALLEY_CAN_TIERS) && visibility == 4)
    choices->tiers = dup_tiers (self);
  return choices;
}

/* What a plan says is chosen in the rows. */

void
galley_publish_choose_set_segment (GalleyPublishChoose *self,
                                   const char          *segment)
{
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) tiers = NULL;
  guint selected = segment != NULL && *segment != '\0' ? GALLEY_AUDIENCE_FILTER : 0;

  if (g_strcmp0 (segment, "status:free") == 0)
    segment = "free";
  else if (g_strcmp0 (segment, "status:-free") == 0)
    segment = "paid";
  for (guint i = 1; i < GALLEY_N_AUDIENCES; i++)
    if (g_strcmp0 (segment, galley_publish_choose_audiences[i]) == 0)
      selected = i;
  if (selected == GALLEY_AUDIENCE_FILTER)
    gtk_editable_set_text (GTK_EDITABLE (self->filter_row), segment);
  if (selected == GALLEY_AUDIENCE_FILTER && self->group_rows->len > 0
      && galley_segment_split (segment, &labels, &tiers))
    {
      selected = GALLEY_AUDIENCE_GROUPS;
      for (guint i = 0; i < self->group_rows->len; i++)
        {
          GObject *row = self->group_rows->pdata[i];
          char **slugs = i < self->site->labels->len ? labels : tiers;

          gtk_check_button_set_active (
              GTK_CHECK_BUTTON (g_object_get_data (row, "galley-check")),
              g_strv_contains ((const char *const *) slugs, g_object_get_data (row, "galley-slug")));
        }
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->audience_row), selected);
}

void
galley_publish_choose_set_time (GalleyPublishChoose *self,
                                GDateTime           *time)
{
  g_autoptr (GTimeZone) zone = galley_plan_load_zone (self->site);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (time, zone);
  g_autofree char *date = g_date_time_format (there, "%F");
  g_autofree char *clock = g_date_time_format (there, "%H:%M");

  g_free (self->exact);
  self->exact = g_date_time_format (there, "%FT%H:%M%:z");
  gtk_editable_set_text (GTK_EDITABLE (self->date_row), date);
  gtk_editable_set_text (GTK_EDITABLE (self->time_row), clock);
}

void
galley_publish_choose_set_plan (GalleyPublishChoose *self,
                                const GalleyPlan    *plan)
{
  const GalleySiteItem *newsletter = self->site != NULL && plan->newsletter != NULL
                                         ? galley_site_find_item (self->site->newsletters, plan->newsletter)
                                         : NULL;
  guint index = 0;

  self->filling = TRUE;
  for (guint i = 0; i < self->acts->len; i++)
    if (g_array_index (self->acts, GalleyAct, i) == plan->act && !(self->can_retry && i == GALLEY_RETRY_INDEX))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->act_row), i);
        break;
      }
  if (newsletter != NULL && g_ptr_array_find (self->site->newsletters, newsletter, &index))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->newsletter_row), index);
  galley_publish_choose_set_segment (self, plan->audience);
  if (plan->at != NULL)
    {
      gtk_switch_set_active (GTK_SWITCH (self->schedule_switch), TRUE);
      galley_publish_choose_set_time (self, plan->at);
    }
  self->filling = FALSE;
  galley_publish_choose_emit_changed (self);
}
