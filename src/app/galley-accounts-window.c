/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-account-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-connect.h"
#include "galley-job.h"
#include "galley-narrow-words.h"

struct _GalleyAccountsWindow
{
  GalleyDialog        parent_instance;

  /* owned */
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  GCancellable       *cancellable;

  /* borrowed */
  GtkWidget          *stack;
  GtkWidget          *page;
  GtkWidget          *group;
};

G_DEFINE_FINAL_TYPE (GalleyAccountsWindow, galley_accounts_window, GALLEY_TYPE_DIALOG)

static void fill (GalleyAccountsWindow *self);

static GalleyAccount *
get_account (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "galley-account");
}

/* The row may be gone when the answer comes: it holds a reference of its own. */
typedef struct {
  GalleyConnectRequest *request;
  AdwActionRow         *row;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  galley_connect_request_free (trial->request);
  g_clear_object (&trial->row);
  g_free (trial);
}

static gpointer
try_work (gpointer             data,
          GalleyProgressFunc   progress,
          gpointer             progress_data,
          GCancellable        *cancellable,
          GError             **error)
{
  Trial *trial = data;

  return galley_connect (trial->request, cancellable, error);
}

static void
tried_cb (gpointer      owner,
          gpointer      result,
          const GError *error,
          gpointer      data)
{
  Trial *trial = data;
  g_autofree char *summary = result != NULL ? galley_connect_dup_summary (result) : NULL;

  adw_action_row_set_subtitle (trial->row, summary != NULL ? summary : error->message);
}

static void
test_clicked_cb (GtkWidget            *button,
                 GalleyAccountsWindow *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  GalleyAccount *account = get_account (row);
  Trial *trial = g_new0 (Trial, 1);

  trial->row = g_object_ref (ADW_ACTION_ROW (row));
  trial->request = g_new0 (GalleyConnectRequest, 1);
  trial->request->http = g_object_ref (self->http);
  trial->request->accounts = g_object_ref (self->accounts);
  trial->request->service = galley_service_find (galley_account_get_service (account));
  trial->request->account = galley_account_ref (account);
  adw_action_row_set_subtitle (trial->row, _("Contacting the site…"));
  galley_job_run (self, try_work, trial, trial_free, (GDestroyNotify) galley_connect_result_free,
                  NULL, self->cancellable, tried_cb);
}

static void
present_form (GalleyAccountsWindow *self,
              GalleyAccount        *account)
{
  GtkWidget *dialog
      = galley_account_dialog_new (galley_dialog_get_window (GALLEY_DIALOG (self)), self->accounts, self->http, account);

  g_signal_connect_object (dialog, "account-added", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

static void
add_clicked_cb (GalleyAccountsWindow *self)
{
  present_form (self, NULL);
}

static void
edit_clicked_cb (GtkWidget            *button,
                 GalleyAccountsWindow *self)
{
  present_form (self, get_account (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW)));
}

typedef struct {
  GalleyAccountStore *accounts;
  GalleyAccount      *account;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_clear_object (&removal->accounts);
  g_clear_pointer (&removal->account, galley_account_unref);
  g_free (removal);
}

static gpointer
remove_work (gpointer             data,
             GalleyProgressFunc   progress,
             gpointer             progress_data,
             GCancellable        *cancellable,
             GError             **error)
{
  Removal *removal = data;

  return GINT_TO_POINTER (
      galley_account_store_remove (removal->accounts, removal->account, cancellable, error));
}

static void
removed_cb (gpointer      owner,
            gpointer      result,
            const GError *error,
            gpointer      data)
{
  GalleyAccountsWindow *self = owner;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), markup);
    }
  else
    fill (self);
}

static void
remove_answered_cb (GtkWidget  *parent,
                    const char *answer,
                    gpointer    user_data)
{
  GalleyAccountsWindow *self = GALLEY_ACCOUNTS_WINDOW (parent);
  g_autoptr (GalleyAccount) account = user_data;
  Removal *removal;

  if (!g_str_equal (answer, "remove") || g_cancellable_is_cancelled (self->cancellable))
    return;
  removal = g_new0 (Removal, 1);
  removal->accounts = g_object_ref (self->accounts);
  removal->account = g_steal_pointer (&account);
  galley_job_run (self, remove_work, removal, removal_free, NULL, NULL, self->cancellable,
                  removed_cb);
}

static void
remove_clicked_cb (GtkWidget            *button,
                   GalleyAccountsWindow *self)
{
  GalleyAccount *account = get_account (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));
  const char *const answers[] = { "cancel", _("_Cancel"), "remove", _("!_Remove"), NULL };
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), galley_account_get_name (account));

  galley_compat_ask (GTK_WIDGET (self), heading,
                     _("Galley will forget the key. Nothing changes on the site."), answers,
                     remove_answered_cb, galley_account_ref (account));
}

static void
add_button (GalleyAccountsWindow *self,
            GtkWidget            *row,
            const char           *icon,
            const char           *label,
            GCallback             callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (GalleyAccountsWindow *self,
            GalleyAccount        *account)
{
  const GalleyService *service = galley_service_find (galley_account_get_service (account));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle
      = g_strdup_printf ("%s, %s", service != NULL ? service->name : "?",
                         galley_account_get_url (account));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), galley_account_get_name (account));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "galley-account", galley_account_ref (account),
                          (GDestroyNotify) galley_account_unref);
  if (service != NULL)
    {
      add_button (self, row, "view-refresh-symbolic", _("Test the Account"),
                  G_CALLBACK (test_clicked_cb));
      add_button (self, row, "document-edit-symbolic", _("Edit the Account"),
                  G_CALLBACK (edit_clicked_cb));
    }
  add_button (self, row, "user-trash-symbolic", _("Remove the Account"),
              G_CALLBACK (remove_clicked_cb));
  return row;
}

static void
fill (GalleyAccountsWindow *self)
{
  g_autoptr (GPtrArray) accounts = galley_account_store_list (self->accounts);

  if (self->group != NULL)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page),
                                 ADW_PREFERENCES_GROUP (self->group));
  self->group = adw_preferences_group_new ();
  for (guint i = 0; i < accounts->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group),
                               create_row (self, g_ptr_array_index (accounts, i)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (self->group));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), accounts->len > 0 ? "list" : "none");
}

static void
galley_accounts_window_dispose (GObject *object)
{
  GalleyAccountsWindow *self = GALLEY_ACCOUNTS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (galley_accounts_window_parent_class)->dispose (object);
}

static void
galley_accounts_window_finalize (GObject *object)
{
  GalleyAccountsWindow *self = GALLEY_ACCOUNTS_WINDOW (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->http);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_accounts_window_parent_class)->finalize (object);
}

static void
galley_accounts_window_class_init (GalleyAccountsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_accounts_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_accounts_window_finalize;
}

static void
galley_accounts_window_init (GalleyAccountsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *none = adw_status_page_new ();
  GtkWidget *first = gtk_button_new_with_mnemonic (_("_Add an Account…"));

  self->cancellable = g_cancellable_new ();
  galley_dialog_set_title (GALLEY_DIALOG (self), _("Accounts"));
  galley_dialog_set_size (GALLEY_DIALOG (self), 520, 440);

  gtk_widget_set_tooltip_text (add, _("Add an Account"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add an Account"), -1);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), add);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "network-server-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("No Accounts Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none),
                                   _("Add the site that your newsletter goes out from."));
  gtk_widget_add_css_class (first, "pill");
  gtk_widget_add_css_class (first, "suggested-action");
  gtk_widget_set_halign (first, GTK_ALIGN_CENTER);
  g_signal_connect_object (first, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (none), first);
  self->stack = gtk_stack_new ();
  self->page = adw_preferences_page_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), self->page, "list");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->stack);
  galley_dialog_set_content (GALLEY_DIALOG (self), box);
  galley_narrow_words_yield (box);
}

GtkWidget *
galley_accounts_window_new (GtkWindow          *parent,
                            GalleyAccountStore *accounts,
                            GalleyHttp         *http)
{
  GalleyAccountsWindow *self = g_object_new (GALLEY_TYPE_ACCOUNTS_WINDOW, NULL);

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->accounts = g_object_ref (accounts);
  self->http = g_object_ref (http);
  fill (self);
  return GTK_WIDGET (self);
}
