/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-link-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-job.h"
#include "galley-link.h"
#include "galley-narrow-words.h"
#include "galley-paste.h"
#include "galley-service.h"

#define SEARCH_PAUSE 350 /* ms after the last key */
#define MAX_ROWS 60

typedef char Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, galley_key_free)

struct _GalleyLinkDialog {
  GalleyDialog parent_instance;

  /* Owned */
  GalleyDocument *document;
  GalleySession *session;
  GalleyLink *link;
  GPtrArray *headings; /* (element-type GalleyLinkTarget) */
  GPtrArray *posts;    /* NULL: none came yet */
  GCancellable *cancellable;

  /* Borrowed: children */
  GtkEditable *words;
  GtkEditable *address;
  GtkListBox *list;
  GtkWidget *targets; /* the group of the list */
  GtkLabel *message;

  guint source;
  guint is_choosing : 1;
};

G_DEFINE_FINAL_TYPE (GalleyLinkDialog, galley_link_dialog, GALLEY_TYPE_DIALOG)

typedef struct {
  GalleyHttp *http;
  GalleyAccountStore *accounts;
  GalleyAccount *account;
  const GalleyService *service;
  char *search;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->http);
  g_object_unref (self->accounts);
  galley_account_unref (self->account);
  g_free (self->search);
  g_free (self);
}

static gpointer
list_posts (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
            GCancellable *cancellable, GError **error)
{
  Request *request = data;
  GalleyPostQuery query = { .search = request->search, .status = "published" };
  GalleyConnection connection = { .http = request->http, .account = request->account };
  g_autoptr (Key) key
      = galley_account_store_load_key (request->accounts, request->account, cancellable, error);

  if (key == NULL)
    return NULL;
  connection.key = key;
  return request->service->list_posts (&connection, &query, cancellable, error);
}

static GtkWidget *
make_row (const GalleyLinkTarget *target)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *address = galley_link_dup_readable (target->address);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), target->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), address);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
add_rows (GalleyLinkDialog *self, GPtrArray *targets, const char *search)
{
  guint n = 0;

  for (guint i = 0; targets && i < targets->len && n < MAX_ROWS; i++)
    if (galley_link_matches (targets->pdata[i], search))
      {
        gtk_list_box_append (self->list, make_row (targets->pdata[i]));
        n++;
      }
}

static void
fill_list (GalleyLinkDialog *self)
{
  const char *search = gtk_editable_get_text (self->address);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  add_rows (self, self->headings, search);
  add_rows (self, self->posts, search);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
  /* A heading of nothing, while an address is typed. */
  gtk_widget_set_visible (self->targets,
                          gtk_widget_get_visible (GTK_WIDGET (self->list))
                              || gtk_widget_get_visible (GTK_WIDGET (self->message)));
}

static void
listed_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyLinkDialog *self = owner;
  Request *request = data;

  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
  if (error)
    gtk_label_set_label (self->message, error->message);
  else
    {
      g_clear_pointer (&self->posts, g_ptr_array_unref);
      self->posts = galley_link_list_posts (result, galley_account_get_url (request->account));
    }
  fill_list (self);
}

static gboolean
search_cb (gpointer user_data)
{
  GalleyLinkDialog *self = user_data;
  GalleyAccountStore *accounts = galley_session_get_accounts (self->session, NULL);
  const GalleyService *service = NULL;
  g_autoptr (GalleyAccount) account = galley_session_find_account (self->session, &service);
  const char *search = gtk_editable_get_text (self->address);
  Request *request;

  self->source = 0;
  if (account == NULL)
    return G_SOURCE_REMOVE;
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  request = g_new0 (Request, 1);
  request->http = g_object_ref (galley_session_get_http (self->session));
  request->accounts = g_object_ref (accounts);
  request->account = g_steal_pointer (&account);
  request->service = service;
  request->search = *search && !galley_paste_is_address (search) ? g_strdup (search) : NULL;
  galley_job_run (self, list_posts, request, request_free, (GDestroyNotify) galley_post_list_unref,
                  NULL, self->cancellable, listed_cb);
  return G_SOURCE_REMOVE;
}

static void
address_changed_cb (GalleyLinkDialog *self)
{
  const char *text = gtk_editable_get_text (self->address);

  if (self->is_choosing)
    return;
  fill_list (self);
  g_clear_handle_id (&self->source, g_source_remove);
  if (!galley_paste_is_address (text) && *text != '#')
    self->source = g_timeout_add (SEARCH_PAUSE, search_cb, self);
}

static const char *
get_row_address (GtkListBoxRow *row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

/* What is chosen fills the form; its title are the words when there are none. */
static void
row_activated_cb (GalleyLinkDialog *self, GtkListBoxRow *row)
{
  self->is_choosing = TRUE;
  gtk_editable_set_text (self->address, get_row_address (row));
  if (gtk_editable_get_text (self->words)[0] == '\0')
    gtk_editable_set_text (self->words,
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  self->is_choosing = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static void
insert_cb (GalleyLinkDialog *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));

  if (galley_link_write (self->link, GTK_TEXT_BUFFER (self->document),
                         gtk_editable_get_text (self->words), address))
    galley_dialog_close (GALLEY_DIALOG (self));
}

static void
galley_link_dialog_dispose (GObject *object)
{
  GalleyLinkDialog *self = GALLEY_LINK_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_pointer (&self->link, galley_link_free);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->posts, g_ptr_array_unref);
  self->list = NULL;
  G_OBJECT_CLASS (galley_link_dialog_parent_class)->dispose (object);
}

static void
galley_link_dialog_class_init (GalleyLinkDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_link_dialog_dispose;
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group, GalleyLinkDialog *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static GtkWidget *
make_header (GalleyLinkDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *insert = gtk_button_new_with_mnemonic (_("_Insert"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "dialog.close");
  gtk_widget_add_css_class (insert, "suggested-action");
  g_signal_connect_object (insert, "clicked", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), insert);
  return header;
}

static void
galley_link_dialog_init (GalleyLinkDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *form = adw_preferences_group_new ();
  GtkWidget *targets = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  galley_dialog_set_title (GALLEY_DIALOG (self), _("Link"));
  galley_dialog_set_size (GALLEY_DIALOG (self), 480, 520);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), page);
  gtk_widget_set_vexpand (page, TRUE);
  galley_dialog_set_content (GALLEY_DIALOG (self), box);
  galley_narrow_words_yield (box);

  self->words = add_entry (ADW_PREFERENCES_GROUP (form), self, C_("of a link", "Words"));
  self->address = add_entry (ADW_PREFERENCES_GROUP (form), self,
                             _("Address, or what to look for"));
  g_signal_connect_object (self->address, "changed", G_CALLBACK (address_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (form));

  self->targets = targets;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (targets), _("Headings and Posts"));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (targets), GTK_WIDGET (self->message));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Headings and Posts"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (targets), GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (targets));
}

GtkWidget *
galley_link_dialog_new (GtkWindow *parent, GalleyDocument *document, GalleySession *session)
{
  GalleyLinkDialog *self = g_object_new (GALLEY_TYPE_LINK_DIALOG, NULL);

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->document = g_object_ref (document);
  self->session = g_object_ref (session);
  self->headings = galley_link_list_headings (galley_document_parse (document));
  self->link = galley_link_find (GTK_TEXT_BUFFER (document));
  self->is_choosing = TRUE;
  gtk_editable_set_text (self->words, self->link->words);
  gtk_editable_set_text (self->address, self->link->address);
  self->is_choosing = FALSE;
  fill_list (self);
  search_cb (self);
  galley_dialog_set_focus (GALLEY_DIALOG (self), GTK_WIDGET (self->link->words[0] ? self->address : self->words));
  return GTK_WIDGET (self);
}
