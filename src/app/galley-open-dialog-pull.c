/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows the choice of a post: the issue that is there already, or a file for a new one and the
 * pull into it. */

#include "galley-open-dialog.h"
#include "galley-open-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-job.h"
#include "galley-pull-known.h"
#include "galley-pull.h"
#include "galley-slug.h"

typedef struct {
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  GalleyAccount      *account;
  char               *state_dir;
  char               *post;
  char               *path;
  char              **paths; /* of issues that may be the post already */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->accounts);
  g_object_unref (order->http);
  galley_account_unref (order->account);
  g_free (order->state_dir);
  g_free (order->post);
  g_free (order->path);
  g_strfreev (order->paths);
  g_free (order);
}

static Order *
order_new (GalleyOpenDialog *self, const char *path)
{
  Order *order = g_new0 (Order, 1);

  order->accounts = g_object_ref (self->accounts);
  order->http = g_object_ref (galley_session_get_http (self->session));
  order->account = galley_account_ref (galley_open_dialog_get_account (self));
  order->state_dir = g_strdup (galley_session_get_state_dir (self->session));
  order->post = g_strdup (galley_post_item_get_entry (self->chosen)->id);
  order->path = g_strdup (path);
  order->paths = galley_session_list_recent (self->session);
  return order;
}

static gpointer
pull (gpointer data, GalleyProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
      GError **error)
{
  const Order *order = data;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (order->state_dir, error);
  GalleyConnection connection = { .http = order->http, .account = order->account };
  GalleyPullRequest request = {
    .service = galley_service_find (galley_account_get_service (order->account)),
    .connection = &connection,
    .post = order->post,
    .path = order->path,
    .ledger = ledger,
    .progress = progress,
    .progress_data = progress_data,
  };
  GalleyPullReceipt *receipt;
  char *key;

  if (ledger == NULL)
    return NULL;
  key = galley_account_store_load_key (order->accounts, order->account, cancellable, error);
  if (key == NULL)
    return NULL;
  connection.key = key;
  receipt = galley_pull (&request, cancellable, error);
  galley_key_free (key);
  return receipt;
}

static void
progress_cb (const GalleyProgress *progress, gpointer user_data)
{
  GalleyOpenDialog *self = user_data;
  g_autofree char *message = NULL;

  if (progress->total > 0)
    {
      /* Translators: what is done now, and how many of how many: "Picture “hall.jpg” (2 of 7)" */
      message = g_strdup_printf (_("%s (%u of %u)"), progress->message,
                                 MIN (progress->done + 1, progress->total), progress->total);
      gtk_progress_bar_set_fraction (self->progress_bar, (double) progress->done / progress->total);
    }
  else
    gtk_progress_bar_pulse (self->progress_bar);
  gtk_label_set_label (self->progress_label, message ? message : progress->message);
}

/* What the pull has to say, one line each. */
static char *
dup_findings (const GalleyPullReceipt *receipt)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < receipt->findings->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "",
                            galley_finding_get_message (receipt->findings->pdata[i]));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
pulled_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyOpenDialog *self = owner;
  const GalleyPullReceipt *receipt = result;
  gboolean is_cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || self->posts == NULL)
    return;
  if (receipt)
    {
      g_autofree char *message = dup_findings (receipt);

      galley_open_dialog_finish (self, receipt->path, message);
      return;
    }
  galley_open_dialog_update (self);
  galley_open_dialog_show_message (self, is_cancelled ? NULL : error->message);
}

void
galley_open_dialog_pull (GalleyOpenDialog *self, const char *path)
{
  g_return_if_fail (GALLEY_IS_OPEN_DIALOG (self) && self->chosen != NULL && path != NULL);

  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_label (self->progress_label, _("Reading the post"));
  galley_open_dialog_update (self);
  gtk_widget_grab_focus (self->cancel_button);
  galley_job_run (self, pull, order_new (self, path), order_free,
                  (GDestroyNotify) galley_pull_receipt_free, progress_cb, self->cancellable, pulled_cb);
}

static void
file_chosen_cb (GtkWidget *parent, const char *const *paths, gpointer user_data)
{
  g_autoptr (GalleyOpenDialog) self = user_data;

  if (paths && paths[0] && self->chosen && self->cancellable == NULL)
    galley_open_dialog_pull (self, paths[0]);
}

static void
ask_file (GalleyOpenDialog *self)
{
  const GalleyPostEntry *entry = galley_post_item_get_entry (self->chosen);
  const char *words = entry->slug && *entry->slug ? entry->slug : entry->title;
  g_autofree char *slug = galley_slug_new (words ? words : "", 80, "issue");
  g_autofree char *name = g_strconcat (slug, ".md", NULL);

  galley_compat_save_file (GTK_WIDGET (self), _("Where the Issue Goes"), NULL, name, file_chosen_cb,
                           g_object_ref (self));
}

typedef struct {
  GalleyOpenDialog *dialog; /* owned */
  char             *path;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_object_unref (known->dialog);
  g_free (known->path);
  g_free (known);
}

static gboolean
open_known_cb (gpointer user_data)
{
  Known *known = user_data;

  galley_open_dialog_finish (known->dialog, known->path, NULL);
  return G_SOURCE_REMOVE;
}

/* Not at once: the question is still over this window, and GTK 4.8 must find it there. */
static void
known_answered_cb (GtkWidget *parent, const char *answer, gpointer user_data)
{
  Known *known = user_data;

  if (g_str_equal (answer, "open"))
    {
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, open_known_cb, known, known_free);
      return;
    }
  if (g_str_equal (answer, "pull"))
    ask_file (known->dialog);
  known_free (known);
}

static void
offer_known (GalleyOpenDialog *self, const char *path)
{
  const char *const answers[] = { "cancel", _("_Cancel"),       "pull", _("Another _Copy…"),
                                  "open",   _("_Open the File"), NULL };
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *body = g_strdup_printf (_("“%s” is the issue of this post. Another copy would be a "
                                             "second file for the same post."),
                                           shown);
  Known *known = g_new0 (Known, 1);

  known->dialog = g_object_ref (self);
  known->path = g_strdup (path);
  galley_compat_ask (GTK_WIDGET (self), _("This Post Is on Your Computer"), body, answers,
                     known_answered_cb, known);
}

static gpointer
look (gpointer data, GalleyProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
      GError **error)
{
  const Order *order = data;

  return galley_pull_find_known ((const char *const *) order->paths,
                                 galley_account_get_site (order->account), order->post);
}

static void
looked_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyOpenDialog *self = owner;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || self->chosen == NULL)
    return;
  if (result)
    offer_known (self, result);
  else
    ask_file (self);
}

void
galley_open_dialog_choose (GalleyOpenDialog *self, GalleyPostItem *item)
{
  if (galley_open_dialog_get_account (self) == NULL)
    return;
  g_set_object (&self->chosen, item);
  galley_job_run (self, look, order_new (self, NULL), order_free, g_free, NULL, NULL, looked_cb);
}
