/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form is built from the service's own list of fields, so a new service needs nothing here. */

#include "galley-account-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-connect.h"
#include "galley-error.h"
#include "galley-job.h"
#include "galley-narrow-words.h"

struct _GalleyAccountDialog
{
  GalleyDialog         parent_instance;

  /* template children */
  GtkWidget           *cancel_button;
  GtkWidget           *connect_button;
  GtkWidget           *spinner;
  GtkWidget           *service_row;
  GtkWidget           *page;
  GtkWidget           *message_label;

  /* owned */
  GalleyAccountStore  *accounts;
  GalleyHttp          *http;
  GalleyAccount       *account; /* NULL: a new one */
  GCancellable        *cancellable;
  GPtrArray           *services; /* (element-type GalleyService), those that have accounts */
  GPtrArray           *forms;    /* (element-type GtkWidget), a group for each field */

  /* borrowed */
  const GalleyService *service;
  GtkWidget           *url_row;
  GtkWidget           *key_row;

  guint                is_connected : 1;
};

G_DEFINE_FINAL_TYPE (GalleyAccountDialog, galley_account_dialog, GALLEY_TYPE_DIALOG)

enum {
  ACCOUNT_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_message (GalleyAccountDialog *self,
              const char          *message,
              const char          *css_class)
{
  gtk_label_set_label (GTK_LABEL (self->message_label), message != NULL ? message : "");
  gtk_widget_set_visible (self->message_label, message != NULL);
  gtk_widget_remove_css_class (self->message_label, "error");
  gtk_widget_remove_css_class (self->message_label, "success");
  if (message != NULL)
    gtk_widget_add_css_class (self->message_label, css_class);
}

static char *
dup_row (GtkWidget *row)
{
  return row != NULL ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)))) : NULL;
}

static void
update_sensitive (GalleyAccountDialog *self)
{
  g_autofree char *url = dup_row (self->url_row);
  gboolean has_key = self->key_row == NULL || self->account != NULL
                     || *gtk_editable_get_text (GTK_EDITABLE (self->key_row)) != '\0';
  gboolean is_busy = gtk_widget_get_visible (self->spinner);

  gtk_widget_set_sensitive (self->connect_button,
                            !is_busy && has_key && (url == NULL || *url != '\0'));
  for (guint i = 0; i < self->forms->len; i++)
    gtk_widget_set_sensitive (self->forms->pdata[i], !is_busy && !self->is_connected);
  gtk_widget_set_sensitive (self->service_row, !is_busy && self->account == NULL
                                                   && !self->is_connected);
}

static void
edited_cb (GalleyAccountDialog *self)
{
  show_message (self, NULL, NULL);
  update_sensitive (self);
}

static void
set_busy (GalleyAccountDialog *self,
          gboolean             is_busy)
{
  /* GtkText wants to know that it lost the focus before it becomes insensitive. */
  if (is_busy)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
  update_sensitive (self);
}

static gpointer
connect_work (gpointer             data,
              GalleyProgressFunc   progress,
              gpointer             progress_data,
              GCancellable        *cancellable,
              GError             **error)
{
  return galley_connect (data, cancellable, error);
}

/* What was typed could not be edited while it was tried, so nothing has the focus. */
static void
focus_culprit (GalleyAccountDialog *self,
               const GError        *error)
{
  gboolean is_key = g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_AUTH);
  GtkWidget *row = (is_key && self->key_row != NULL) || self->url_row == NULL ? self->key_row
                                                                               : self->url_row;

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
connected_cb (gpointer      owner,
              gpointer      result,
              const GError *error,
              gpointer      data)
{
  GalleyAccountDialog *self = owner;
  GalleyConnectResult *connected = result;
  g_autofree char *summary = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    {
      set_busy (self, FALSE);
      show_message (self, error->message, "error");
      focus_culprit (self, error);
      return;
    }
  self->is_connected = TRUE;
  set_busy (self, FALSE);
  summary = galley_connect_dup_summary (connected);
  show_message (self, summary, "success");
  /* What was found has its place: it is in the keyring. */
  if (self->key_row != NULL)
    gtk_widget_set_visible (gtk_widget_get_ancestor (self->key_row, ADW_TYPE_PREFERENCES_GROUP),
                            FALSE);
  gtk_button_set_label (GTK_BUTTON (self->connect_button), _("_Done"));
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_grab_focus (self->connect_button);
  g_signal_emit (self, signals[ACCOUNT_ADDED], 0, connected->account);
}

static void
connect_clicked_cb (GalleyAccountDialog *self)
{
  GalleyConnectRequest *request;
  g_autofree char *typed = NULL;

  if (self->is_connected)
    {
      galley_dialog_close (GALLEY_DIALOG (self));
      return;
    }
  if (!gtk_widget_get_sensitive (self->connect_button))
    return;
  show_message (self, NULL, NULL);
  typed = dup_row (self->url_row);
  request = g_new0 (GalleyConnectRequest, 1);
  request->http = g_object_ref (self->http);
  request->accounts = g_object_ref (self->accounts);
  request->service = self->service;
  request->account = self->account != NULL ? galley_account_ref (self->account) : NULL;
  request->typed = g_steal_pointer (&typed);
  request->key = dup_row (self->key_row);
  if (request->key != NULL && *request->key == '\0')
    g_clear_pointer (&request->key, g_free);
  set_busy (self, TRUE);
  galley_job_run (self, connect_work, request, (GDestroyNotify) galley_connect_request_free,
                  (GDestroyNotify) galley_connect_result_free, NULL, self->cancellable,
                  connected_cb);
}

static GtkWidget *
create_field (GalleyAccountDialog      *self,
              const GalleyServiceField *field)
{
  GtkWidget *row = field->kind == GALLEY_FIELD_KEY ? adw_password_entry_row_new ()
                                                   : adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(field->label));
  if (field->kind == GALLEY_FIELD_KEY)
    self->key_row = row;
  else
    self->url_row = row;
  g_signal_connect_object (row, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (connect_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* Each under its own hint. */
static void
add_field (GalleyAccountDialog      *self,
           const GalleyServiceField *field)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (field->hint != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (_(field->hint), -1);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), markup);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_field (self, field));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->forms, group);
}

static void
show_service (GalleyAccountDialog *self,
              const GalleyService *service)
{
  for (guint i = 0; i < self->forms->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page), self->forms->pdata[i]);
  g_ptr_array_set_size (self->forms, 0);
  self->service = service;
  self->url_row = NULL;
  self->key_row = NULL;
  for (const GalleyServiceField *field = service->fields; field->id != NULL; field++)
    add_field (self, field);
  show_message (self, NULL, NULL);
  update_sensitive (self);
}

static void
service_selected_cb (GalleyAccountDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->service_row));

  if (self->services != NULL && selected < self->services->len)
    show_service (self, g_ptr_array_index (self->services, selected));
}

static void
fill_services (GalleyAccountDialog *self)
{
  const GalleyService *const *all = galley_service_list ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; all[i] != NULL; i++)
    {
      if ((all[i]->capabilities & GALLEY_CAN_EXPORT) != 0)
        continue;
      if (self->account != NULL
          && g_strcmp0 (all[i]->id, galley_account_get_service (self->account)) == 0)
        selected = self->services->len;
      g_ptr_array_add (self->services, (gpointer) all[i]);
      gtk_string_list_append (names, all[i]->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->service_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->service_row), selected);
  service_selected_cb (self);
}

static void
galley_account_dialog_dispose (GObject *object)
{
  GalleyAccountDialog *self = GALLEY_ACCOUNT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_ACCOUNT_DIALOG);
  G_OBJECT_CLASS (galley_account_dialog_parent_class)->dispose (object);
}

static void
galley_account_dialog_finalize (GObject *object)
{
  GalleyAccountDialog *self = GALLEY_ACCOUNT_DIALOG (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->http);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->account, galley_account_unref);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_account_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyAccountDialog, name)

static void
galley_account_dialog_class_init (GalleyAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_account_dialog_dispose;
  object_class->finalize = galley_account_dialog_finalize;
  signals[ACCOUNT_ADDED] = g_signal_new ("account-added", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         GALLEY_TYPE_ACCOUNT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-account-dialog.ui");
  BIND (cancel_button);
  BIND (connect_button);
  BIND (spinner);
  BIND (service_row);
  BIND (page);
  BIND (message_label);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_selected_cb);
}

static void
galley_account_dialog_init (GalleyAccountDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_narrow_words_yield (GTK_WIDGET (self));
  self->services = g_ptr_array_new ();
  self->forms = g_ptr_array_new ();
}

GtkWidget *
galley_account_dialog_new (GtkWindow          *parent,
                           GalleyAccountStore *accounts,
                           GalleyHttp         *http,
                           GalleyAccount      *account)
{
  GalleyAccountDialog *self = g_object_new (GALLEY_TYPE_ACCOUNT_DIALOG, NULL);

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->accounts = g_object_ref (accounts);
  self->http = g_object_ref (http);
  self->account = account != NULL ? galley_account_ref (account) : NULL;
  galley_dialog_set_title (GALLEY_DIALOG (self), account != NULL ? _("Edit Account") : _("Add Account"));
  fill_services (self);
  if (account != NULL && self->url_row != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->url_row), galley_account_get_url (account));
  galley_dialog_set_focus (GALLEY_DIALOG (self), account != NULL && self->key_row != NULL ? self->key_row : self->url_row);
  return GTK_WIDGET (self);
}
