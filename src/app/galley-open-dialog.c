/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-open-dialog.h"
#include "galley-open-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-account-dialog.h"
#include "galley-compat.h"
#include "galley-narrow-words.h"

#define LOWEST_ROW 20 /* pixels */

enum {
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyOpenDialog, galley_open_dialog, GALLEY_TYPE_DIALOG)

GalleyAccount *
galley_open_dialog_get_account (GalleyOpenDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->account_drop);

  return selected < self->choices->len ? self->choices->pdata[selected] : NULL;
}

void
galley_open_dialog_show_message (GalleyOpenDialog *self, const char *message)
{
  gtk_label_set_label (self->message_label, message ? message : "");
  gtk_revealer_set_reveal_child (self->message_bar, message != NULL);
}

static const char *
get_status (GalleyOpenDialog *self)
{
  static const char *const statuses[] = { NULL, "draft", "scheduled", "published", "sent" };

  return statuses[MIN (gtk_drop_down_get_selected (self->status_drop), G_N_ELEMENTS (statuses) - 1)];
}

static void
ask (GalleyOpenDialog *self)
{
  if (!self->filling)
    galley_post_model_ask (self->posts, galley_open_dialog_get_account (self),
                           gtk_editable_get_text (self->search_entry), get_status (self));
}

static void
show_page (GalleyOpenDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
}

void
galley_open_dialog_update (GalleyOpenDialog *self)
{
  const GError *error = galley_post_model_get_error (self->posts);
  gboolean has_posts = g_list_model_get_n_items (G_LIST_MODEL (self->posts)) > 0;
  gboolean is_asking = *gtk_editable_get_text (self->search_entry) || get_status (self);

  gtk_widget_set_sensitive (self->controls, self->cancellable == NULL);
  gtk_widget_set_sensitive (self->open_button,
                            self->cancellable == NULL && has_posts
                                && gtk_single_selection_get_selected_item (self->selection));
  gtk_widget_set_visible (self->controls, self->choices->len > 0);
  galley_open_dialog_show_message (self, has_posts && error ? error->message : NULL);
  if (self->cancellable)
    show_page (self, "pull");
  else if (self->choices->len == 0)
    show_page (self, "accounts");
  else if (has_posts)
    show_page (self, "list");
  else if (galley_post_model_is_loading (self->posts))
    show_page (self, "loading");
  else if (error)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_title (self->error_page, _("The Posts Could Not Be Listed"));
      adw_status_page_set_description (self->error_page, markup);
      show_page (self, "error");
    }
  else
    {
      adw_status_page_set_description (self->empty_page,
                                       is_asking ? _("No post of this site is like that.")
                                                 : _("This site has no posts yet."));
      show_page (self, "empty");
    }
}

/* Two short lists in turn are as high as each other, and nothing is scrolled then: there is room for more
 * as long as the rows, none of them lower than that, do not fill it. */
static void
fill_room (GalleyOpenDialog *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint n_posts = g_list_model_get_n_items (G_LIST_MODEL (self->posts));

  if (n_posts > 0 && !galley_post_model_get_error (self->posts)
      && n_posts * LOWEST_ROW < 2 * gtk_adjustment_get_page_size (adjustment))
    galley_post_model_load_more (self->posts);
}

/* Before the end is seen; and again after an error, when somebody scrolls on. */
static void
scrolled_cb (GalleyOpenDialog *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (gtk_adjustment_get_value (adjustment) + 2 * page >= gtk_adjustment_get_upper (adjustment))
    galley_post_model_load_more (self->posts);
}

/* The services whose posts can be listed, and only they. */
static void
fill_accounts (GalleyOpenDialog *self, GalleyAccount *wanted)
{
  g_autoptr (GPtrArray) accounts = galley_account_store_list (self->accounts);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *last
      = g_settings_get_string (galley_session_get_settings (self->session), "last-account");
  const char *id = wanted ? galley_account_get_id (wanted) : last;
  guint selected = 0;

  g_ptr_array_set_size (self->choices, 0);
  for (guint i = 0; i < accounts->len; i++)
    {
      GalleyAccount *account = accounts->pdata[i];
      const GalleyService *service = galley_service_find (galley_account_get_service (account));

      if (service == NULL || service->list_posts == NULL)
        continue;
      if (g_strcmp0 (galley_account_get_id (account), id) == 0)
        selected = self->choices->len;
      g_ptr_array_add (self->choices, galley_account_ref (account));
      gtk_string_list_append (names, galley_account_get_name (account));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->account_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->account_drop, selected);
  self->filling = FALSE;
  ask (self);
  galley_open_dialog_update (self);
}

static void
account_added_cb (GalleyOpenDialog *self, GalleyAccount *account)
{
  fill_accounts (self, account);
}

static void
add_clicked_cb (GalleyOpenDialog *self)
{
  GtkWidget *dialog = galley_account_dialog_new (galley_dialog_get_window (GALLEY_DIALOG (self)), self->accounts,
                                                 galley_session_get_http (self->session), NULL);

  g_signal_connect_object (dialog, "account-added", G_CALLBACK (account_added_cb), self,
                           G_CONNECT_SWAPPED);
  galley_dialog_present (GALLEY_DIALOG (dialog));
}

static void
retry_clicked_cb (GalleyOpenDialog *self)
{
  galley_post_model_load_more (self->posts);
}

static void
activate_cb (GalleyOpenDialog *self, guint position)
{
  g_autoptr (GalleyPostItem) item = g_list_model_get_item (G_LIST_MODEL (self->posts), position);

  if (item && self->cancellable == NULL)
    galley_open_dialog_choose (self, item);
}

static void
open_clicked_cb (GalleyOpenDialog *self)
{
  GalleyPostItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item && self->cancellable == NULL)
    galley_open_dialog_choose (self, item);
}

/* Stops what goes on; with nothing to stop it closes. */
static void
cancel_clicked_cb (GalleyOpenDialog *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  else
    galley_dialog_close (GALLEY_DIALOG (self));
}

static const char *
name_status (const char *status)
{
  static const struct {
    const char *status;
    const char *name;
  } names[] = {
    { "draft", N_ ("Draft") },
    { "scheduled", N_ ("Scheduled") },
    { "published", N_ ("Published") },
    { "sent", N_ ("Sent") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].status, status) == 0)
      return _(names[i].name);
  return status;
}

static const char *
name_visibility (const char *visibility)
{
  static const struct {
    const char *visibility;
    const char *name;
  } names[] = {
    { "public", N_ ("for everybody") },
    { "members", N_ ("for subscribers") },
    { "paid", N_ ("for paying subscribers") },
    { "tiers", N_ ("for some tiers") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].visibility, visibility) == 0)
      return _(names[i].name);
  return visibility;
}

static char *
dup_date (const char *time)
{
  g_autoptr (GDateTime) utc = time ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%x") : NULL;
}

static char *
dup_details (const GalleyPostEntry *entry)
{
  g_autofree char *date = dup_date (entry->published_at ? entry->published_at : entry->updated_at);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (entry->status)
    parts[n++] = name_status (entry->status);
  if (date)
    parts[n++] = date;
  if (entry->visibility)
    parts[n++] = name_visibility (entry->visibility);
  return g_strjoinv (" · ", (char **) parts);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const GalleyPostEntry *entry = galley_post_item_get_entry (gtk_list_item_get_item (item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *details = dup_details (entry);

  gtk_label_set_label (GTK_LABEL (title), entry->title && *entry->title ? entry->title
                                                                         : _("Untitled"));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), details);
}

void
galley_open_dialog_finish (GalleyOpenDialog *self, const char *path, const char *message)
{
  g_signal_emit (self, signals[OPENED], 0, path, message);
  galley_dialog_force_close (GALLEY_DIALOG (self));
}

static gboolean
galley_open_dialog_close_request (GalleyDialog *dialog)
{
  GalleyOpenDialog *self = GALLEY_OPEN_DIALOG (dialog);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  galley_post_model_stop (self->posts);
  return FALSE;
}

static void
galley_open_dialog_dispose (GObject *object)
{
  GalleyOpenDialog *self = GALLEY_OPEN_DIALOG (object);

  if (self->posts)
    {
      galley_post_model_stop (self->posts);
      g_signal_handlers_disconnect_by_data (self->posts, self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_OPEN_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->posts);
  g_clear_object (&self->chosen);
  g_clear_object (&self->accounts);
  g_clear_object (&self->session);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_open_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyOpenDialog, name)

static void
galley_open_dialog_class_init (GalleyOpenDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_open_dialog_dispose;
  GALLEY_DIALOG_CLASS (klass)->close_request = galley_open_dialog_close_request;
  signals[OPENED] = g_signal_new ("opened", GALLEY_TYPE_OPEN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-open-dialog.ui");
  BIND (cancel_button);
  BIND (open_button);
  BIND (controls);
  BIND (account_drop);
  BIND (add_button);
  BIND (first_button);
  BIND (retry_button);
  BIND (search_entry);
  BIND (status_drop);
  BIND (stack);
  BIND (scroller);
  BIND (list_view);
  BIND (empty_page);
  BIND (error_page);
  BIND (progress_bar);
  BIND (progress_label);
  BIND (message_bar);
  BIND (message_label);
}

static void
connect (GalleyOpenDialog *self, gpointer object, const char *signal, void (*callback) (GalleyOpenDialog *))
{
  g_signal_connect_object (object, signal, G_CALLBACK (callback), self, G_CONNECT_SWAPPED);
}

static void
galley_open_dialog_init (GalleyOpenDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  galley_narrow_words_yield (GTK_WIDGET (self));
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_account_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  connect (self, self->cancel_button, "clicked", cancel_clicked_cb);
  connect (self, self->open_button, "clicked", open_clicked_cb);
  connect (self, self->add_button, "clicked", add_clicked_cb);
  connect (self, self->first_button, "clicked", add_clicked_cb);
  connect (self, self->retry_button, "clicked", retry_clicked_cb);
  connect (self, self->search_entry, "search-changed", ask);
  /* It keeps Escape to itself. */
  g_signal_connect_object (self->search_entry, "stop-search", G_CALLBACK (galley_dialog_close), self,
                           G_CONNECT_SWAPPED);
  connect (self, self->status_drop, "notify::selected", ask);
  connect (self, self->account_drop, "notify::selected", ask);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  connect (self, gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed", scrolled_cb);
  connect (self, gtk_scrolled_window_get_vadjustment (self->scroller), "changed", scrolled_cb);
}

GalleyOpenDialog *
galley_open_dialog_new (GtkWindow *parent, GalleySession *session, GError **error)
{
  GalleyAccountStore *accounts = galley_session_get_accounts (session, error);
  GalleyOpenDialog *self;

  if (accounts == NULL)
    return NULL;
  self = g_object_new (GALLEY_TYPE_OPEN_DIALOG, NULL);
  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->session = g_object_ref (session);
  self->accounts = g_object_ref (accounts);
  self->posts = galley_post_model_new (accounts, galley_session_get_http (session));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->posts)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  connect (self, self->posts, "changed", galley_open_dialog_update);
  connect (self, self->posts, "changed", fill_room);
  connect (self, self->selection, "notify::selected", galley_open_dialog_update);
  fill_accounts (self, NULL);
  galley_dialog_set_focus (GALLEY_DIALOG (self), self->choices->len > 0 ? GTK_WIDGET (self->search_entry) : self->first_button);
  return self;
}
