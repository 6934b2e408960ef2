/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-choose.h"
#include "galley-publish-choose-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-narrow-words.h"
#include "galley-suggestions.h"


G_DEFINE_FINAL_TYPE (GalleyPublishChoose, galley_publish_choose, ADW_TYPE_BIN)

const char *const galley_publish_choose_visibilities[GALLEY_N_VISIBILITIES]
    = { "", "public", "members", "paid", "tiers" };
const char *const galley_publish_choose_audiences[GALLEY_N_AUDIENCES]
    = { NULL, "all", "free", "paid" };

static guint changed_signal;

const char *
galley_publish_choose_get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

GalleyAct
galley_publish_choose_get_act (GalleyPublishChoose *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->act_row));

  return selected < self->acts->len ? g_array_index (self->acts, GalleyAct, selected)
                                    : GALLEY_ACT_DRAFT;
}

gboolean
galley_publish_choose_can (GalleyPublishChoose *self,
                           GalleyCapabilities   capability)
{
  return self->service != NULL && (self->service->capabilities & capability) != 0;
}

gboolean
galley_publish_choose_is_scheduled (GalleyPublishChoose *self)
{
  return !self->is_out && !galley_publish_choose_is_retry (self)
         && galley_publish_choose_can (self, GALLEY_CAN_SCHEDULE)
         && galley_publish_choose_get_act (self) >= GALLEY_ACT_PUBLISH
         && gtk_switch_get_active (GTK_SWITCH (self->schedule_switch));
}

GDateTime *
galley_publish_choose_parse_time (GalleyPublishChoose  *self,
                                  GError              **error)
{
  g_autofree char *date = g_strstrip (g_strdup (galley_publish_choose_get_text (self->date_row)));
  g_autofree char *time = g_strstrip (g_strdup (galley_publish_choose_get_text (self->time_row)));

  return galley_choices_parse_time (date, time, self->site != NULL ? self->site->timezone : NULL,
                                    error);
}

/* The site's clock is the one that counts; the writer's own stands beside it. */
static void
update_local_time (GalleyPublishChoose *self)
{
  g_autoptr (GDateTime) there = galley_publish_choose_is_scheduled (self)
                                    ? galley_publish_choose_parse_time (self, NULL) : NULL;
  g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_local (there) : NULL;
  const char *zone = self->site != NULL ? self->site->timezone : NULL;
  g_autofree char *local = here != NULL ? g_date_time_format (here, "%F %H:%M") : NULL;
  g_autofree char *offset = there != NULL ? g_date_time_format (there, "UTC%:z") : NULL;
  g_autofree char *text = NULL;

  if (zone == NULL)
    zone = "UTC";
  /* Translators: the site's time zone and its offset, then the writer's own time */
  text = local != NULL ? g_strdup_printf (_("%s, %s; here %s"), zone, offset, local) : g_strdup (zone);
  gtk_label_set_label (GTK_LABEL (self->local_label), text);
}

void
galley_publish_choose_update_rows (GalleyPublishChoose *self)
{
  GalleyAct act = galley_publish_choose_get_act (self);
  gboolean exports = galley_publish_choose_can (self, GALLEY_CAN_EXPORT);
  gboolean acts = !exports && self->acts->len > 0;
  gboolean mails = acts && !self->is_out && (act == GALLEY_ACT_EMAIL || act == GALLEY_ACT_EMAIL_ONLY);
  gboolean schedules = acts && !self->is_out && !galley_publish_choose_is_retry (self)
                       && galley_publish_choose_can (self, GALLEY_CAN_SCHEDULE);
  guint audience = adw_combo_row_get_selected (ADW_COMBO_ROW (self->audience_row));
  gboolean is_scheduled = acts && galley_publish_choose_is_scheduled (self);
  guint visibility = adw_combo_row_get_selected (ADW_COMBO_ROW (self->visibility_row));

  gtk_widget_set_visible (self->directory_row, exports);
  gtk_widget_set_visible (self->act_row, acts);
  gtk_widget_set_visible (self->newsletter_row, mails);
  gtk_widget_set_visible (self->audience_row, mails);
  gtk_widget_set_visible (self->groups_row, mails && audience == GALLEY_AUDIENCE_GROUPS);
  gtk_widget_set_visible (self->filter_row, mails && audience == GALLEY_AUDIENCE_FILTER);
  gtk_widget_set_visible (self->schedule_row, schedules && act >= GALLEY_ACT_PUBLISH);
  gtk_widget_set_visible (self->date_row, is_scheduled);
  gtk_widget_set_visible (self->time_row, is_scheduled);
  gtk_widget_set_visible (self->issue_group, !exports && act != GALLEY_ACT_UNPUBLISH
                                                 && !galley_publish_choose_is_retry (self));
  gtk_widget_set_visible (self->tiers_row, visibility == GALLEY_N_VISIBILITIES - 1
                                               && galley_publish_choose_can (self, GALLEY_CAN_TIERS));
  gtk_widget_set_visible (self->tags_row, galley_publish_choose_can (self, GALLEY_CAN_TAGS));
  gtk_widget_set_visible (self->subject_row, mails);
  update_local_time (self);
}

void
galley_publish_choose_emit_changed (GalleyPublishChoose *self)
{
  if (self->filling || self->acts == NULL)
    return;
  galley_publish_choose_update_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
galley_publish_choose_show_place (GalleyPublishChoose *self,
                                  const char          *place)
{
  const struct {
    const char *place;
    GtkWidget  *row;
  } rows[] = {
    { "audience", self->audience_row },
    { "slug", self->slug_row },
    { "email-subject", self->subject_row },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (place, rows[i].place) == 0 && gtk_widget_get_visible (rows[i].row))
      return gtk_widget_grab_focus (rows[i].row);
  return FALSE;
}

/* Tags that the site knows and that begin like the last word. */

static void
tags_changed_cb (GalleyPublishChoose *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; self->site != NULL && i < self->site->tags->len; i++)
    {
      const GalleySiteItem *tag = g_ptr_array_index (self->site->tags, i);

      if (tag->name != NULL)
        g_ptr_array_add (names, tag->name);
    }
  g_ptr_array_add (names, NULL);
  gtk_widget_set_visible (self->suggestions_row,
                          galley_suggestions_fill (GTK_FLOW_BOX (self->suggestions),
                                                   GTK_EDITABLE (self->tags_row),
                                                   (const char *const *) names->pdata));
  galley_publish_choose_emit_changed (self);
}

static void
day_selected_cb (GtkCalendar         *calendar,
                 GalleyPublishChoose *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%F");

  gtk_editable_set_text (GTK_EDITABLE (self->date_row), text);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->calendar_button));
}

static void
directory_chosen_cb (GtkWidget         *parent,
                     const char *const *paths,
                     gpointer           user_data)
{
  g_autoptr (GalleyPublishChoose) self = user_data;

  /* Its dialog may be gone by now. */
  if (paths != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->directory_row), paths[0]);
}

static void
directory_clicked_cb (GalleyPublishChoose *self)
{
  g_autofree char *beside = g_path_get_dirname (galley_publish_choose_get_text (self->directory_row));

  galley_compat_open_folder (GTK_WIDGET (self), _("Choose a Folder"),
                             g_path_is_absolute (beside) ? beside : NULL, directory_chosen_cb,
                             g_object_ref (self));
}

static void
galley_publish_choose_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_PUBLISH_CHOOSE);
  G_OBJECT_CLASS (galley_publish_choose_parent_class)->dispose (object);
}

static void
galley_publish_choose_finalize (GObject *object)
{
  GalleyPublishChoose *self = GALLEY_PUBLISH_CHOOSE (object);

  g_clear_pointer (&self->site, galley_site_unref);
  g_clear_pointer (&self->acts, g_array_unref);
  g_clear_pointer (&self->tier_rows, g_ptr_array_unref);
  g_clear_pointer (&self->group_rows, g_ptr_array_unref);
  g_clear_pointer (&self->newsletter, g_free);
  g_clear_pointer (&self->audience, g_free);
  g_clear_pointer (&self->tiers, g_strfreev);
  g_clear_pointer (&self->exact, g_free);
  G_OBJECT_CLASS (galley_publish_choose_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyPublishChoose, name)

static void
galley_publish_choose_class_init (GalleyPublishChooseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_publish_choose_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_publish_choose_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-publish-choose.ui");
  BIND (directory_row);
  BIND (existing_row);
  BIND (act_row);
  BIND (newsletter_row);
  BIND (audience_row);
  BIND (groups_row);
  BIND (filter_row);
  BIND (schedule_row);
  BIND (schedule_switch);
  BIND (date_row);
  BIND (calendar_button);
  BIND (time_row);
  BIND (local_label);
  BIND (issue_group);
  BIND (visibility_row);
  BIND (tiers_row);
  BIND (tags_row);
  BIND (suggestions_row);
  BIND (suggestions);
  BIND (subtitle_row);
  BIND (slug_row);
  BIND (subject_row);
  gtk_widget_class_bind_template_callback_full (widget_class, "changed_cb",
                                                G_CALLBACK (galley_publish_choose_emit_changed));
  gtk_widget_class_bind_template_callback (widget_class, tags_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, directory_clicked_cb);
}

static void
galley_publish_choose_init (GalleyPublishChoose *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autofree char *date = g_date_time_format (tomorrow, "%F");

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->acts = g_array_new (FALSE, FALSE, sizeof (GalleyAct));
  self->tier_rows = g_ptr_array_new ();
  self->group_rows = g_ptr_array_new ();
  galley_narrow_words_shorten (self->act_row);
  galley_narrow_words_shorten (self->newsletter_row);
  galley_narrow_words_shorten (self->audience_row);
  galley_narrow_words_shorten (self->visibility_row);
  gtk_editable_set_text (GTK_EDITABLE (self->date_row), date);
  gtk_editable_set_text (GTK_EDITABLE (self->time_row), "08:00");
  self->filling = FALSE;
}
