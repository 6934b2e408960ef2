/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-choose.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

#define MAX_SUGGESTIONS 8

struct _GalleyPublishChoose
{
  AdwBin               parent_instance;

  /* template children */
  GtkWidget           *directory_row;
  GtkWidget           *existing_row;
  GtkWidget           *act_row;
  GtkWidget           *newsletter_row;
  GtkWidget           *audience_row;
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
  char                *newsletter; /* what the issue says */
  char                *audience; /* likewise */
  char               **tiers; /* likewise */

  /* borrowed */
  const GalleyService *service;

  guint                filling : 1;
  guint                is_there : 1;
  guint                is_out : 1; /* readers have it: only the page can change */
  guint                can_retry : 1; /* its mail failed */
  guint                is_scheduled_there : 1;
};

G_DEFINE_FINAL_TYPE (GalleyPublishChoose, galley_publish_choose, ADW_TYPE_BIN)

static const char *const visibilities[] = { "", "public", "members", "paid", "tiers" };
static const char *const audiences[] = { NULL, "all", "free", "paid" };

static guint changed_signal;

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static GalleyAct
get_act (GalleyPublishChoose *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->act_row));

  if (self->is_out)
    return GALLEY_ACT_PUBLISH;
  return selected < self->acts->len ? g_array_index (self->acts, GalleyAct, selected)
                                    : GALLEY_ACT_DRAFT;
}

static gboolean
can (GalleyPublishChoose *self,
     GalleyCapabilities   capability)
{
  return self->service != NULL && (self->service->capabilities & capability) != 0;
}

static gboolean
is_scheduled (GalleyPublishChoose *self)
{
  return !self->is_out && can (self, GALLEY_CAN_SCHEDULE) && get_act (self) != GALLEY_ACT_DRAFT
         && gtk_switch_get_active (GTK_SWITCH (self->schedule_switch));
}

static GDateTime *
parse_time (GalleyPublishChoose  *self,
            GError              **error)
{
  g_autofree char *date = g_strstrip (g_strdup (get_text (self->date_row)));
  g_autofree char *time = g_strstrip (g_strdup (get_text (self->time_row)));

  return galley_choices_parse_time (date, time, self->site != NULL ? self->site->timezone : NULL,
                                    error);
}

/* The site's clock is the one that counts; the writer's own stands beside it. */
static void
update_local_time (GalleyPublishChoose *self)
{
  g_autoptr (GDateTime) there = is_scheduled (self) ? parse_time (self, NULL) : NULL;
  g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_local (there) : NULL;
  const char *zone = self->site != NULL && self->site->timezone != NULL ? self->site->timezone : "UTC";
  g_autofree char *local = here != NULL ? g_date_time_format (here, "%F %H:%M") : NULL;
  g_autofree char *text = local != NULL ? g_strdup_printf (_("%s; here %s"), zone, local)
                                        : g_strdup (zone);

  gtk_label_set_label (GTK_LABEL (self->local_label), text);
}

static void
update_rows (GalleyPublishChoose *self)
{
  GalleyAct act = get_act (self);
  gboolean exports = can (self, GALLEY_CAN_EXPORT);
  gboolean mails = !exports && !self->is_out && (act == GALLEY_ACT_EMAIL || act == GALLEY_ACT_EMAIL_ONLY);
  guint visibility = adw_combo_row_get_selected (ADW_COMBO_ROW (self->visibility_row));

  gtk_widget_set_visible (self->directory_row, exports);
  gtk_widget_set_visible (self->act_row, !exports && (self->can_retry || (!self->is_out && self->acts->len > 0)));
  gtk_widget_set_visible (self->newsletter_row, mails);
  gtk_widget_set_visible (self->audience_row, mails);
  gtk_widget_set_visible (self->schedule_row,
                          !exports && !self->is_out && can (self, GALLEY_CAN_SCHEDULE)
                              && act != GALLEY_ACT_DRAFT);
  gtk_widget_set_visible (self->date_row, !exports && is_scheduled (self));
  gtk_widget_set_visible (self->time_row, !exports && is_scheduled (self));
  gtk_widget_set_visible (self->issue_group, !exports && !galley_publish_choose_is_retry (self));
  gtk_widget_set_visible (self->tiers_row, can (self, GALLEY_CAN_TIERS) && visibility == 4);
  gtk_widget_set_visible (self->tags_row, can (self, GALLEY_CAN_TAGS));
  gtk_widget_set_visible (self->subject_row, mails);
  update_local_time (self);
}

static void
changed_cb (GalleyPublishChoose *self)
{
  if (self->filling || self->acts == NULL)
    return;
  update_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

/* Tags that the site knows and that begin like the last word. */

static void
suggestion_clicked_cb (GtkWidget           *button,
                       GalleyPublishChoose *self)
{
  const char *text = get_text (self->tags_row);
  const char *comma = strrchr (text, ',');
  g_autofree char *kept = comma != NULL ? g_strndup (text, comma - text) : NULL;
  g_autofree char *joined
      = kept != NULL
            ? g_strconcat (kept, ", ", gtk_button_get_label (GTK_BUTTON (button)), ", ", NULL)
            : g_strconcat (gtk_button_get_label (GTK_BUTTON (button)), ", ", NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->tags_row), joined);
  gtk_widget_grab_focus (self->tags_row);
  gtk_editable_set_position (GTK_EDITABLE (self->tags_row), -1);
}

static gboolean
begins_with (const char *name,
             const char *start)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded_start = g_utf8_casefold (start, -1);

  return g_str_has_prefix (folded_name, folded_start) && !g_str_equal (folded_name, folded_start);
}

static void
tags_changed_cb (GalleyPublishChoose *self)
{
  const char *text = get_text (self->tags_row);
  const char *comma = strrchr (text, ',');
  g_autofree char *last = g_strstrip (g_strdup (comma != NULL ? comma + 1 : text));
  GtkWidget *child;
  guint count = 0;

  while ((child = gtk_widget_get_first_child (self->suggestions)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->suggestions), child);
  for (guint i = 0; *last != '\0' && self->site != NULL && i < self->site->tags->len
                    && count < MAX_SUGGESTIONS; i++)
    {
      const GalleySiteItem *tag = g_ptr_array_index (self->site->tags, i);
      GtkWidget *button;

      if (tag->name == NULL || !begins_with (tag->name, last))
        continue;
      button = gtk_button_new_with_label (tag->name);
      g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self, 0);
      gtk_flow_box_append (GTK_FLOW_BOX (self->suggestions), button);
      count++;
    }
  gtk_widget_set_visible (self->suggestions_row, count > 0);
  changed_cb (self);
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
directory_chosen_cb (GtkNativeDialog     *chooser,
                     int                  response,
                     GalleyPublishChoose *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->directory_row), g_file_peek_path (file));
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
directory_clicked_cb (GalleyPublishChoose *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _("Choose a Folder"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Choose"),
      _("_Cancel"));
  g_autofree char *beside = g_path_get_dirname (get_text (self->directory_row));
  g_autoptr (GFile) folder = g_file_new_for_path (beside);

  if (g_path_is_absolute (beside))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (directory_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
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
  g_clear_pointer (&self->newsletter, g_free);
  g_clear_pointer (&self->audience, g_free);
  g_clear_pointer (&self->tiers, g_strfreev);
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
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
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
  gtk_editable_set_text (GTK_EDITABLE (self->date_row), date);
  gtk_editable_set_text (GTK_EDITABLE (self->time_row), "08:00");
  self->filling = FALSE;
}

GtkWidget *
galley_publish_choose_new (void)
{
  return g_object_new (GALLEY_TYPE_PUBLISH_CHOOSE, NULL);
}

/* The words for it, without changing what is chosen. */
static void
fill_visibilities (GalleyPublishChoose *self)
{
  const char *const labels[] = {
    self->is_there ? _("As it is on the site") : _("The site’s default"), _("Everybody"),
    _("Members"), _("Paying members"), self->service == NULL || can (self, GALLEY_CAN_TIERS) ? _("Members of some tiers") : NULL,
    NULL,
  };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->visibility_row));

  adw_combo_row_set_model (ADW_COMBO_ROW (self->visibility_row), G_LIST_MODEL (model));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (model)))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->visibility_row), selected);
}

/* A filter that the issue names is one more to choose. */
static void
fill_audiences (GalleyPublishChoose *self)
{
  const char *const labels[] = { _("Those who may read it"), _("All members"), _("Free members"),
                                 _("Paid members"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);
  guint selected = 0;

  if (self->audience != NULL && *self->audience != '\0')
    selected = G_N_ELEMENTS (audiences);
  for (guint i = 1; i < G_N_ELEMENTS (audiences); i++)
    if (g_strcmp0 (self->audience, audiences[i]) == 0)
      selected = i;
  if (selected == G_N_ELEMENTS (audiences))
    gtk_string_list_append (model, self->audience);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->audience_row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->audience_row), selected);
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
  fill_visibilities (self);
  for (guint i = 1; i < G_N_ELEMENTS (visibilities); i++)
    if (g_strcmp0 (visibility, visibilities[i]) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->visibility_row), i);
  g_free (self->newsletter);
  self->newsletter = g_strdup (galley_front_matter_get_string (front_matter, "newsletter"));
  self->filling = FALSE;
  update_rows (self);
}

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
  const char *draft = _("Draft");

  /* It does not go back to be a draft. */
  if (self->is_scheduled_there)
    draft = _("Keep the Schedule");
  g_array_set_size (self->acts, 0);
  if (self->can_retry)
    {
      gtk_string_list_append (labels, _("Update the Post"));
      gtk_string_list_append (labels, _("Send the Failed Mail"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (can (self, rows[i].capability) && !can (self, GALLEY_CAN_EXPORT) && !self->can_retry)
      {
        g_array_append_val (self->acts, rows[i].act);
        gtk_string_list_append (labels, rows[i].act == GALLEY_ACT_DRAFT ? draft : _(rows[i].label));
      }
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
      g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->tiers_row), row);
      g_ptr_array_add (self->tier_rows, row);
    }
}

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
  fill_tiers (self);
  galley_publish_choose_set_count (self, -1);
  self->filling = FALSE;
  update_rows (self);
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
  g_autofree char *markup = g_markup_escape_text (note, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->audience_row), markup);
}

/* What is out stays out and is mailed once: the form says so and asks for nothing more. */
static const char *
get_existing_note (GalleyPublishChoose *self,
                   const GalleyPost    *existing)
{
  if (self->can_retry)
    return _("Its mail failed. It can be sent to those who do not have it yet.");
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

void
galley_publish_choose_set_existing (GalleyPublishChoose *self,
                                    const GalleyPost    *existing)
{
  const char *status = existing != NULL ? existing->status : NULL;

  self->is_there = existing != NULL;
  self->is_out = g_strcmp0 (status, "published") == 0 || g_strcmp0 (status, "sent") == 0;
  self->can_retry = self->is_out && self->service != NULL && self->service->retry_mail != NULL
                    && g_strcmp0 (existing->email_status, "failed") == 0;
  self->is_scheduled_there = g_strcmp0 (status, "scheduled") == 0;
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
  self->filling = FALSE;
  update_rows (self);
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
  GalleyPlan *plan = galley_plan_new (get_act (self));
  const GalleySiteItem *newsletter = get_newsletter (self);
  guint audience = adw_combo_row_get_selected (ADW_COMBO_ROW (self->audience_row));

  if (newsletter != NULL)
    plan->newsletter = g_strdup (newsletter->slug);
  if (gtk_widget_get_visible (self->audience_row) && audience < G_N_ELEMENTS (audiences))
    plan->audience = g_strdup (audiences[audience]);
  return plan;
}

GalleyPlan *
galley_publish_choose_build_plan (GalleyPublishChoose  *self,
                                  GError              **error)
{
  g_autoptr (GalleyPlan) plan = galley_publish_choose_build_undated (self);

  if (can (self, GALLEY_CAN_EXPORT))
    {
      plan->directory = g_strstrip (g_strdup (get_text (self->directory_row)));
      if (!g_path_is_absolute (plan->directory))
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, "%s",
                       _("Please choose a folder for the files."));
          return NULL;
        }
    }
  else if (is_scheduled (self))
    {
      plan->at = parse_time (self, error);
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

  if (can (self, GALLEY_CAN_EXPORT))
    return choices;
  choices->subtitle = g_strstrip (g_strdup (get_text (self->subtitle_row)));
  choices->slug = g_strstrip (g_strdup (get_text (self->slug_row)));
  if (gtk_widget_get_visible (self->subject_row))
    choices->subject = g_strstrip (g_strdup (get_text (self->subject_row)));
  if (visibility < G_N_ELEMENTS (visibilities))
    choices->visibility = g_strdup (visibilities[visibility]);
  /* What is to be asked for anew must not stand in the issue. */
  if (gtk_widget_get_visible (self->audience_row)
      && adw_combo_row_get_selected (ADW_COMBO_ROW (self->audience_row)) == 0)
    choices->audience = g_strdup ("");
  if (newsletter != NULL && self->site->newsletters->len > 1)
    choices->newsletter = g_strdup (newsletter->slug);
  if (can (self, GALLEY_CAN_TAGS))
    choices->tags = galley_choices_split_list (get_text (self->tags_row));
  if (can (self, GALLEY_CAN_TIERS) && visibility == 4)
    choices->tiers = dup_tiers (self);
  return choices;
}
