/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli-publish.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define DIFFERENT 3 /* as when the service refuses: it did not do what it was told */

#include "galley-cli-merge.h"
#include "galley-cli-json.h"
#include "galley-error.h"
#include "galley-folders.h"
#include "galley-plan-describe.h"

/* Somebody may write there again while we merge; who does so all the time is let win. */
#define MAX_MERGES 3

/* Identity goes into the file as it is now, never the copy that options changed. */
static gboolean
write_identity (const char *issue_id, const char *site, const char *post_id, gpointer user_data)
{
  GalleyIssueFile *file = user_data;
  gsize length = 0;
  gsize new_length = 0;
  const char *text = galley_issue_file_get_text (file, &length);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, (gssize) length);
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_autoptr (GalleyEdit) edit = NULL;
  g_autofree char *changed = NULL;

  if (galley_issue_file_is_read_only (file))
    return FALSE;
  if (post_id != NULL && g_strcmp0 (galley_front_matter_get_post (front, site), post_id) == 0)
    return TRUE;
  edit = post_id != NULL ? galley_front_matter_edit_post (front, site, post_id, NULL)
                         : galley_front_matter_edit_id (front, issue_id, NULL);
  if (edit == NULL)
    return FALSE;
  changed = galley_edit_apply (edit, text, length, &new_length);
  return galley_issue_file_save (file, changed, new_length, FALSE, NULL, NULL);
}

static void
print_progress (const GalleyProgress *progress, gpointer user_data)
{
  if (progress->total > 0)
    g_printerr ("%s (%u/%u)\n", progress->message, progress->done + 1, progress->total);
  else
    g_printerr ("%s\n", progress->message);
}

static void
add_email (JsonBuilder *builder, const GalleyPost *post)
{
  if (!galley_cli_begin_object (builder, "email", post != NULL && post->email_status != NULL))
    return;
  galley_cli_add_string (builder, "status", post->email_status);
  galley_cli_add_int (builder, "recipients", post->email_count);
  json_builder_end_object (builder);
}

static void
print_receipt (const GalleyReceipt *receipt)
{
  const GalleyPost *post = receipt->post;
  g_autofree char *uri = receipt->path != NULL ? g_filename_to_uri (receipt->path, NULL, NULL) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "service", receipt->service);
  galley_cli_add_string (builder, "id", post != NULL ? post->id : NULL);
  galley_cli_add_string (builder, "url", post != NULL ? post->url : uri);
  galley_cli_add_string (builder, "status", post != NULL ? post->status : "exported");
  galley_cli_add_string (builder, "updated_at", post != NULL ? post->updated_at : NULL);
  json_builder_set_member_name (builder, "created");
  json_builder_add_boolean_value (builder, receipt->created);
  json_builder_set_member_name (builder, "text_changed");
  json_builder_add_boolean_value (builder, receipt->text_changed);
  json_builder_set_member_name (builder, "images");
  json_builder_begin_array (builder);
  for (guint i = 0; i < receipt->pictures->len; i++)
    {
      const GalleyReceiptPicture *picture = g_ptr_array_index (receipt->pictures, i);

      json_builder_begin_object (builder);
      galley_cli_add_string (builder, "file", picture->src);
      galley_cli_add_string (builder, "url", picture->url);
      json_builder_set_member_name (builder, "uploaded");
      json_builder_add_boolean_value (builder, picture->uploaded);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; receipt->differences != NULL && i < receipt->differences->len; i++)
    json_builder_add_string_value (builder, receipt->differences->pdata[i]);
  json_builder_end_array (builder);
  add_email (builder, post);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

/* What came of it is not what was asked for: that is said in red, and to scripts by the exit status. */
static gboolean
print_differences (const GalleyReceipt *receipt)
{
  gboolean colored = isatty (STDERR_FILENO);
  guint n = receipt->differences != NULL ? receipt->differences->len : 0;

  for (guint i = 0; i < n; i++)
    g_printerr ("%s%s: %s%s\n", colored ? "\033[1;31m" : "", _("not as it was said"),
                (const char *) receipt->differences->pdata[i], colored ? "\033[0m" : "");
  return n > 0;
}

typedef GalleyReceipt *(*Way) (const GalleyPublishRequest *request, GCancellable *cancellable, GError **error);

static int
tell (const GalleyReceipt *receipt, const GalleyPlan *plan, gboolean json)
{
  if (plan->act == GALLEY_ACT_UNPUBLISH && receipt->post != NULL && g_strcmp0 (receipt->post->status, "draft") == 0)
    g_printerr ("%s\n", galley_plan_describe_draft (receipt->post));
  if (json)
    print_receipt (receipt);
  else
    g_print ("%s\n", receipt->post != NULL && receipt->post->url != NULL ? receipt->post->url
                     : receipt->path != NULL ? receipt->path : "");
  return print_differences (receipt) ? DIFFERENT : 0;
}

/* A run that takes a merge for its issue and goes on. */
typedef struct {
  GalleyPublishRequest     request;
  GalleyIssueFile         *file;
  const GalleyCliConflict *conflict; /* may be NULL */
  gboolean                 json;
  GalleyIssue             *issue;    /* owned: the merged one */
  char                   **accepted; /* owned */
  int                      status;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->accepted, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* The issue as it is in the file now, with the identity that this run may have written. */
static void
take_file (Run *self)
{
  gsize length = 0;
  const char *text = galley_issue_file_get_text (self->file, &length);
  GalleyIssue *issue = galley_issue_new (text, (gssize) length);

  g_clear_pointer (&self->issue, galley_issue_unref);
  self->request.issue = self->issue = issue;
}

/* What is to be done about @error, a conflict. FALSE: nothing more, with a status. */
static gboolean
merge (Run *self, const GError *error, GCancellable *cancellable)
{
  gboolean wanted = self->conflict != NULL && self->conflict->merge;
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleyIncoming) incoming = NULL;
  g_autofree char *beside = NULL;
  GalleyCliMergeResult result = GALLEY_CLI_UNDECIDED;

  if (wanted)
    take_file (self);
  incoming = galley_incoming_load (&self->request, cancellable, &local);
  /* Deleted, or unreadable: then there is no more to say than that. */
  if (incoming == NULL)
    {
      self->status = galley_cli_fail (error, self->json);
      return FALSE;
    }
  if (wanted)
    result = galley_cli_merge (incoming, &self->request, self->file, &beside, &local);
  if (result != GALLEY_CLI_MERGED)
    {
      self->status = local != NULL ? galley_cli_fail (local, self->json)
                                   : galley_cli_tell_conflict (incoming, error, beside, self->json);
      return FALSE;
    }
  g_clear_pointer (&self->accepted, g_strfreev);
  self->accepted = galley_incoming_list_missing (&self->request, incoming, incoming->text);
  self->request.accepted = (const char *const *) self->accepted;
  take_file (self);
  return TRUE;
}

static int
go (Way way, const GalleyService *service, const GalleyLogin *login, const GalleySite *site, const GalleyPlan *plan,
    GalleyIssueFile *file, GalleyIssue *issue, const GalleyCliConflict *conflict, gboolean json,
    GCancellable *cancellable)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);
  const char *const accepted[] = { conflict != NULL ? conflict->seen : NULL, NULL };
  g_auto (Run) run = { .file = file, .conflict = conflict, .json = json };

  if (ledger == NULL)
    return galley_cli_fail (error, json);
  run.request = (GalleyPublishRequest) {
    .issue = issue, .path = galley_issue_file_get_path (file), .folder = galley_issue_file_get_folder (file),
    .service = service, .connection = login != NULL ? &login->connection : NULL, .site = site, .plan = plan,
    .key_source = login != NULL ? login->source : NULL, .state_dir = state, .ledger = ledger,
    .identity = write_identity, .identity_data = file, .progress = print_progress, .accepted = accepted,
  };
  for (int merges = 0;; merges++)
    {
      g_autoptr (GalleyReceipt) receipt = way (&run.request, cancellable, &error);

      if (receipt != NULL)
        return tell (receipt, run.request.plan, json);
      if (!g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT) || login == NULL || merges >= MAX_MERGES)
        return galley_cli_fail (error, json);
      if (!merge (&run, error, cancellable))
        return run.status;
      g_clear_error (&error);
    }
}

int
galley_cli_publish (const GalleyService *service, const GalleyLogin *login, const GalleySite *site,
                    const GalleyPlan *plan, GalleyIssueFile *file, GalleyIssue *issue,
                    const GalleyCliConflict *conflict, gboolean json, GCancellable *cancellable)
{
  return go (galley_publish, service, login, site, plan, file, issue, conflict, json, cancellable);
}

int
galley_cli_retry_mail (const GalleyLogin *login, const GalleySite *site, const GalleyPlan *plan,
                       GalleyIssueFile *file, GalleyIssue *issue, gboolean json, GCancellable *cancellable)
{
  return go (galley_publish_retry_mail, login->service, login, site, plan, file, issue, NULL, json, cancellable);
}
