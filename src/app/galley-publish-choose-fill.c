/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the form offers: of the service, of its site, of the issue and of the post that is there. */

#include "galley-publish-choose.h"
#include "galley-publish-choose-private.h"

#include <glib/gi18n-lib.h>

#include "galley-rights.h"

/* The words for it, without changing what is chosen. */
static void
fill_visibilities (GalleyPublishChoose *self)
{
  gboolean has_tiers = self->service == NULL || galley_publish_choose_can (self, GALLEY_CAN_TIERS);
  const char *const labels[] = {
    self->is_there ? _("As it is on the site") : _("The site’s default"),
    _("Everybody"),
    _("Members"),
    _("Paying members"),
    has_tiers ? _("Members of some tiers") : NULL,
    NULL,
  };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->visibility_row));

  adw_combo_row_set_model (ADW_COMBO_ROW (self->visibility_row), G_LIST_MODEL (model));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (model)))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->visibility_row), selected);
}

static void
fill_audiences (GalleyPublishChoose *self)
{
  const char *const labels[] = { _("Who may read it"), _("All members"), _("Free members"),
                                 _("Paid members"), _("Some labels or tiers"), _("A filter"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  adw_combo_row_set_model (ADW_COMBO_ROW (self->audience_row), G_LIST_MODEL (model));
}

static void
set_string (GtkWidget               *row,
            const GalleyFrontMatter *front_matter,
            const char              *key)
{
  const char *value = galley_front_matter_get_string (front_matter, key);

  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
}

static void
set_list (GtkWidget               *row,
          const GalleyFrontMatter *front_matter,
          const char              *key)
{
  const char *const *list = galley_front_matter_get_list (front_matter, key);
  g_autofree char *joined = list != NULL ? g_strjoinv (", ", (char **) list) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), joined != NULL ? joined : "");
}

/* Beside the issue, under its name. */
static char *
dup_directory (const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL
                              ? g_strndup (path, dot - path) : g_strdup (path);

  return g_strconcat (stem, "-published", NULL);
}

void
galley_publish_choose_set_issue (GalleyPublishChoose *self,
                                 GalleyIssue         *issue,
                                 const char          *path)
{
  const GalleyFrontMatter *front_matter = galley_issue_get_front_matter (issue);
  const char *visibility = galley_front_matter_get_string (front_matter, "visibility");
  g_autofree char *directory = dup_directory (path);

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->directory_row), directory);
  set_string (self->subtitle_row, front_matter, "subtitle");
  set_string (self->slug_row, front_matter, "slug");
  set_string (self->subject_row, front_matter, "email-subject");
  set_list (self->tags_row, front_matter, "tags");
  g_strfreev (self->tiers);
  self->tiers = g_strdupv ((char **) galley_front_matter_get_list (front_matter, "tiers"));
  g_free (self->audience);
  self->audience = g_strdup (galley_front_matter_get_string (front_matter, "audience"));
  fill_audiences (self);
  galley_publish_choose_set_segment (self, self->audience);
  fill_visibilities (self);
  for (guint i = 1; i < GALLEY_N_VISIBILITIES; i++)
    if (g_strcmp0 (visibility, galley_publish_choose_visibilities[i]) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->visibility_row), i);
  g_free (self->newsletter);
  self->newsletter = g_strdup (galley_front_matter_get_string (front_matter, "newsletter"));
  self->filling = FALSE;
  galley_publish_choose_update_rows (self);
}

static void
add_act (GalleyPublishChoose *self,
         GtkStringList       *labels,
         GalleyAct            act,
         const char          *label)
{
  g_array_append_val (self->acts, act);
  gtk_string_list_append (labels, label);
}

/* What is out changes its page, or comes off it; what is scheduled keeps its day, unless it is told. */
static void
fill_acts (GalleyPublishChoose *self)
{
  static const struct {
    GalleyCapabilities  capability;
    GalleyAct           act;
    const char         *label;
  } rows[] = {
    { GALLEY_CAN_DRAFT, GALLEY_ACT_DRAFT, N_("Draft") },
    { GALLEY_CAN_PUBLISH, GALLEY_ACT_PUBLISH, N_("Publish") },
    { GALLEY_CAN_EMAIL, GALLEY_ACT_EMAIL, N_("Publish and Email") },
    { GALLEY_CAN_EMAIL_ONLY, GALLEY_ACT_EMAIL_ONLY, N_("Email Only") },
  };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_array_set_size (self->acts, 0);
  if (self->is_out)
    add_act (self, labels, GALLEY_ACT_PUBLISH, _("Update the Post"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (self->can_retry && self->acts->len == GALLEY_RETRY_INDEX)
        add_act (self, labels, GALLEY_ACT_PUBLISH, _("Send the Failed Mail"));
      if (galley_publish_choose_can (self, rows[i].capability) && !self->is_out
          && !galley_publish_choose_can (self, GALLEY_CAN_EXPORT))
        add_act (self, labels, rows[i].act,
                 i == 0 && self->is_scheduled_there ? _("Keep the Schedule") : _(rows[i].label));
    }
  if (self->is_out)
    add_act (self, labels, GALLEY_ACT_UNPUBLISH, _("Make It a Draft Again"));
  else if (self->is_scheduled_there)
    add_act (self, labels, GALLEY_ACT_UNPUBLISH, _("Take It off the Schedule"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->act_row), G_LIST_MODEL (labels));
}

static gboolean
is_chosen_tier (GalleyPublishChoose  *self,
                const GalleySiteItem *tier)
{
  for (guint i = 0; self->tiers != NULL && self->tiers[i] != NULL; i++)
    if (galley_site_find_item (self->site->tiers, self->tiers[i]) == tier)
      return TRUE;
  return FALSE;
}

static void
fill_tiers (GalleyPublishChoose *self)
{
  for (guint i = 0; i < self->tier_rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self->tiers_row), self->tier_rows->pdata[i]);
  g_ptr_array_set_size (self->tier_rows, 0);
  for (guint i = 0; self->site != NULL && i < self->site->tiers->len; i++)
    {
      const GalleySiteItem *tier = g_ptr_array_index (self->site->tiers, i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     tier->name != NULL ? tier->name : tier->slug);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen_tier (self, tier));
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      g_object_set_data (G_OBJECT (row), "galley-check", check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (galley_publish_choose_emit_changed), self,
                               G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->tiers_row), row);
      g_ptr_array_add (self->tier_rows, row);
    }
}

static void
add_group (GalleyPublishChoose  *self,
           const GalleySiteItem *item,
           const char           *kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->name != NULL ? item->name : item->slug);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), kind);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "galley-check", check);
  g_object_set_data_full (G_OBJECT (row), "galley-slug", g_strdup (item->slug), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (galley_publish_choose_emit_changed), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->groups_row), row);
  g_ptr_array_add (self->group_rows, row);
}

/* A mail goes to members of a label or of a paid tier; everybody is in the free one. */
static void
fill_groups (GalleyPublishChoose *self)
{
  for (guint i = 0; i < self->group_rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self->groups_row), self->group_rows->pdata[i]);
  g_ptr_array_set_size (self->group_rows, 0);
  for (guint i = 0; self->site != NULL && i < self->site->labels->len; i++)
    add_group (self, self->site->labels->pdata[i], _("Label"));
  for (guint i = 0; self->site != NULL && i < self->site->tiers->len; i++)
    if (g_strcmp0 (((GalleySiteItem *) self->site->tiers->pdata[i])->kind, "free") != 0)
      add_group (self, self->site->tiers->pdata[i], _("Tier"));
  galley_publish_choose_set_segment (self, self->audience);
}

static void
fill_newsletters (GalleyPublishChoose *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const GalleySiteItem *wanted
      = self->site != NULL && self->newsletter != NULL
            ? galley_site_find_item (self->site->newsletters, self->newsletter)
            : NULL;
  guint selected = 0;

  for (guint i = 0; self->site != NULL && i < self->site->newsletters->len; i++)
    {
      const GalleySiteItem *item = g_ptr_array_index (self->site->newsletters, i);

      gtk_string_list_append (names, item->name != NULL ? item->name : item->slug);
      if (item == wanted)
        selected = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->newsletter_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->newsletter_row), selected);
}

/* What the key cannot do is there all the same, with the reason. */
static void
show_rights (GalleyPublishChoose *self)
{
  g_autofree char *visibility
      = self->site != NULL ? galley_rights_explain (self->site, GALLEY_RIGHT_VISIBILITY) : NULL;
  g_autofree char *tags = self->site != NULL ? galley_rights_explain (self->site, GALLEY_RIGHT_TAGS) : NULL;

  gtk_widget_set_sensitive (self->visibility_row, visibility == NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->visibility_row), visibility != NULL ? visibility : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->visibility_row), 0);
  gtk_widget_set_sensitive (self->tags_row, tags == NULL);
  gtk_widget_set_tooltip_text (self->tags_row, tags);
}

void
galley_publish_choose_set_destination (GalleyPublishChoose *self,
                                       const GalleyService *service,
                                       GalleySite          *site)
{
  self->filling = TRUE;
  if (site != NULL)
    galley_site_ref (site);
  g_clear_pointer (&self->site, galley_site_unref);
  self->site = site;
  if (self->service != service)
    {
      self->service = service;
      fill_acts (self);
    }
  fill_newsletters (self);
  fill_groups (self);
  fill_tiers (self);
  show_rights (self);
  galley_publish_choose_set_count (self, -1);
  self->filling = FALSE;
  galley_publish_choose_update_rows (self);
}

void
galley_publish_choose_set_count (GalleyPublishChoose *self,
                                 gint64               count)
{
  g_autofree char *number = count >= 0 ? galley_plan_dup_number (count) : NULL;
  g_autofree char *text = NULL;

  if (number != NULL)
    text = g_strdup_printf (ngettext ("%s person gets the mail", "%s people get the mail",
                                      (gulong) MIN (count, G_MAXINT)),
                            number);
  galley_publish_choose_set_audience_note (self, text != NULL ? text : "");
}

void
galley_publish_choose_set_audience_note (GalleyPublishChoose *self,
                                         const char          *note)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->audience_row), note);
}

/* What is out stays out and is mailed once: the form says so and asks for nothing more. */
static const char *
get_existing_note (GalleyPublishChoose *self,
                   const GalleyPost    *existing)
{
  if (self->can_retry && self->is_out)
    return _("Its mail failed. It can be sent to those who do not have it yet.");
  if (self->can_retry)
    return _("It is a draft on the site, and its mail failed. Sending that to those who do not have it yet "
             "publishes the post again.");
  if (g_strcmp0 (existing->status, "sent") == 0)
    return _("It was sent by mail. What you change is changed in the archive; the mail that was "
             "sent does not change.");
  if (g_strcmp0 (existing->status, "published") == 0 && existing->email_status != NULL)
    return _("It is published and was sent by mail. The page changes; the mail that was sent does "
             "not.");
  if (g_strcmp0 (existing->status, "published") == 0)
    return _("It is published. The page changes, and nobody gets a mail.");
  if (g_strcmp0 (existing->status, "scheduled") == 0)
    return _("It is scheduled on the site. The scheduled post changes.");
  return _("It is a draft on the site. That draft changes; there will be no second post.");
}

/* As it stands there: what is chosen anew begins with it. */
static void
fill_schedule (GalleyPublishChoose *self,
               const GalleyPost    *existing)
{
  g_autoptr (GDateTime) time = existing->published_at != NULL
                                   ? g_date_time_new_from_iso8601 (existing->published_at, NULL) : NULL;

  if (existing->newsletter != NULL)
    {
      galley_publish_choose_set_segment (self, existing->segment);
      g_free (self->newsletter);
      self->newsletter = g_strdup (existing->newsletter);
      fill_newsletters (self);
    }
  if (time == NULL)
    return;
  gtk_switch_set_active (GTK_SWITCH (self->schedule_switch), TRUE);
  galley_publish_choose_set_time (self, time);
}

void
galley_publish_choose_set_existing (GalleyPublishChoose *self,
                                    const GalleyPost    *existing)
{
  const char *status = existing != NULL ? existing->status : NULL;

  self->is_there = existing != NULL;
  self->is_out = galley_post_is_out (existing);
  self->is_scheduled_there = g_strcmp0 (status, "scheduled") == 0;
  self->can_retry = existing != NULL && !self->is_scheduled_there && self->service != NULL
                    && self->service->retry_mail != NULL && galley_post_has_failed_mail (existing);
  gtk_widget_set_visible (self->existing_row, existing != NULL);
  if (existing != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->existing_row),
                                     _("This issue is already there"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->existing_row),
                                   get_existing_note (self, existing));
    }
  self->filling = TRUE;
  fill_acts (self);
  fill_visibilities (self);
  if (self->is_scheduled_there)
    fill_schedule (self, existing);
  self->filling = FALSE;
  galley_publish_choose_update_rows (self);
}
