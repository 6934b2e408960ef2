/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The mail before readers get it: as the site makes it, and to one address. A key that cannot, or an
 * issue that is not there yet, is said and not hidden. */

#include "galley-publish-dialog.h"
#include "galley-publish-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "galley-job.h"
#include "galley-preview-proof.h"
#include "galley-proof-pictures.h"
#include "galley-rights.h"

static void
say (GalleyPublishDialog *self,
     const char          *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->proofs), markup);
}

static void
set_busy (GalleyPublishDialog *self,
          gboolean             is_busy)
{
  gtk_widget_set_sensitive (self->proof_row, !is_busy);
  gtk_widget_set_sensitive (self->test_row, !is_busy);
}

void
galley_publish_dialog_update_proofs (GalleyPublishDialog *self)
{
  const GalleyTarget *target = galley_publish_dialog_get_target (self);
  g_autofree char *why = self->site != NULL ? galley_rights_explain (self->site, GALLEY_RIGHT_PREVIEW) : NULL;

  gtk_widget_set_visible (self->proofs, self->site != NULL && target->service->proof != NULL
                                            && self->is_ready);
  set_busy (self, why != NULL || self->existing == NULL);
  if (why != NULL)
    say (self, why);
  else if (self->existing == NULL)
    say (self, _("The site makes its mail of what is saved there: save the issue as a draft first."));
  else
    say (self, _("As the issue is saved on the site; what was changed since then is not in it."));
}

static GPtrArray *
prove (GalleyPublishOrder  *order,
       GCancellable        *cancellable,
       GError             **error)
{
  g_autoptr (GPtrArray) proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mail_proof_free);
  g_autoptr (GHashTable) pictures = galley_publish_order_find_pictures (order, cancellable, error);

  if (pictures == NULL)
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      GalleyMailProof *proof;
      char *html;

      order->is_paid = i == 1;
      proof = galley_publish_order_prove (order, cancellable, error);
      if (proof == NULL)
        return NULL;
      html = galley_proof_pictures_place (proof->html != NULL ? proof->html : "", pictures);
      g_free (proof->html);
      proof->html = html;
      g_ptr_array_add (proofs, proof);
    }
  return g_steal_pointer (&proofs);
}

static gpointer
proof_func (gpointer             data,
            GalleyProgressFunc   progress,
            gpointer             progress_data,
            GCancellable        *cancellable,
            GError             **error)
{
  return prove (data, cancellable, error);
}

static void
proved_cb (gpointer      owner,
           gpointer      result,
           const GError *error,
           gpointer      data)
{
  GalleyPublishDialog *self = owner;
  GPtrArray *proofs = result;
  const GalleyMailProof *free_proof;
  const GalleyMailProof *paid_proof;
  GtkWidget *window;

  if (self->stack == NULL)
    return;
  galley_publish_dialog_update_proofs (self);
  if (proofs == NULL)
    {
      say (self, error->message);
      return;
    }
  free_proof = g_ptr_array_index (proofs, 0);
  paid_proof = g_ptr_array_index (proofs, 1);
  window = galley_preview_proof_new (galley_dialog_get_window (GALLEY_DIALOG (self)), self->site != NULL ? self->site->title : "",
                                     free_proof->subject, free_proof->html, paid_proof->html,
                                     galley_issue_file_get_folder (galley_document_get_file (self->document)));
  gtk_window_present (GTK_WINDOW (window));
}

static GalleyPublishOrder *
create_order (GalleyPublishDialog *self)
{
  g_autoptr (GalleyPlan) plan = galley_publish_choose_build_undated (self->choose);

  return galley_publish_dialog_create_order (self, galley_document_parse (self->document), plan);
}

void
galley_publish_dialog_prove (GalleyPublishDialog *self)
{
  set_busy (self, TRUE);
  say (self, _("The site is making its mail…"));
  galley_job_run (self, proof_func, create_order (self), (GDestroyNotify) galley_publish_order_free,
                  (GDestroyNotify) g_ptr_array_unref, NULL, self->looking, proved_cb);
}

static gpointer
test_func (gpointer             data,
           GalleyProgressFunc   progress,
           gpointer             progress_data,
           GCancellable        *cancellable,
           GError             **error)
{
  return galley_publish_order_prove (data, cancellable, error);
}

static void
tested_cb (gpointer      owner,
           gpointer      result,
           const GError *error,
           gpointer      data)
{
  GalleyPublishDialog *self = owner;
  const GalleyPublishOrder *order = data;
  g_autofree char *text = NULL;

  if (self->stack == NULL)
    return;
  galley_publish_dialog_update_proofs (self);
  text = error != NULL ? g_strdup (error->message)
                       : g_strdup_printf (_("A test mail went to %s."), order->address);
  say (self, text);
}

void
galley_publish_dialog_send_test (GalleyPublishDialog *self)
{
  GalleyPublishOrder *order = create_order (self);

  order->address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->test_row))));
  set_busy (self, TRUE);
  say (self, _("Sending a test mail…"));
  galley_job_run (self, test_func, order, (GDestroyNotify) galley_publish_order_free, NULL, NULL,
                  self->looking, tested_cb);
}
