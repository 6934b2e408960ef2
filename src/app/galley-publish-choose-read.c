/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was chosen in the form: a plan, and what goes into the issue. */

#include "galley-publish-choose.h"
#include "galley-publish-choose-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

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

GalleyPlan *
galley_publish_choose_build_undated (GalleyPublishChoose *self)
{
  GalleyPlan *plan = galley_plan_new (galley_publish_choose_get_act (self));
  const GalleySiteItem *newsletter = get_newsletter (self);
  guint audience = adw_combo_row_get_selected (ADW_COMBO_ROW (self->audience_row));

  if (newsletter != NULL)
    plan->newsletter = g_strdup (newsletter->slug);
  if (gtk_widget_get_visible (self->audience_row) && audience < GALLEY_N_AUDIENCES)
    plan->audience = g_strdup (galley_publish_choose_audiences[audience]);
  return plan;
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
      plan->at = galley_publish_choose_parse_time (self, error);
      if (plan->at == NULL)
        return NULL;
    }
  return g_steal_pointer (&plan);
}

gboolean
galley_publish_choose_is_retry (GalleyPublishChoose *self)
{
  return self->can_retry && adw_combo_row_get_selected (ADW_COMBO_ROW (self->act_row)) == 1;
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
