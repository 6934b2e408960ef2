/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The site's copy in the words of the issue: what both had in common is read back from what the site
 * had then, and so is what it has now. Between these two lies what was changed there, and that alone is
 * brought into the text both began with: so its own way to write, its comments and its line ends stay,
 * and what no service can hold is not lost. Then that, and ours, are merged.
 */

#include "galley-incoming.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-conflict.h"
#include "galley-content.h"
#include "galley-diff.h"
#include "galley-error.h"
#include "galley-field-merge.h"
#include "galley-gone.h"
#include "galley-lexical-reader.h"
#include "galley-merge.h"
#include "galley-publish-run.h"
#include "galley-versions.h"

static void
change_free (gpointer data)
{
  GalleyIncomingChange *change = data;

  g_free (change->key);
  g_free (change->label);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
incoming_clear (gpointer data)
{
  GalleyIncoming *self = data;

  g_clear_pointer (&self->post, galley_post_free);
  g_clear_pointer (&self->there, g_ptr_array_unref);
  g_clear_pointer (&self->here, g_ptr_array_unref);
  g_strfreev (self->missing);
  g_free (self->ours);
  g_free (self->theirs);
  g_free (self->text);
  g_free (self->seen);
}

GalleyIncoming *
galley_incoming_ref (GalleyIncoming *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
galley_incoming_unref (GalleyIncoming *self)
{
  g_atomic_rc_box_release_full (self, incoming_clear);
}

static GalleyIssue *
read_body (const GalleyPost *post, GHashTable *paths, GError **error)
{
  g_autoptr (GalleyLexicalIssue) body = NULL;
  g_autoptr (GError) local = NULL;

  if (post->body == NULL || post->body[0] == '\0')
    return galley_issue_new ("", 0);
  body = galley_lexical_read (post->body, paths, &local);
  if (body != NULL)
    return galley_issue_new (body->markdown, -1);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
               _ ("What the site has now could not be read: %s"), local->message);
  return NULL;
}

/* The body of @agreed with what the site has changed since; of nothing, what the site has. */
static GalleyIssue *
read_theirs (const GalleyAgreed *agreed,
             const GalleyPost *post,
             const char *site_url,
             GError **error)
{
  g_autoptr (GalleyIssue) before = NULL;
  g_autoptr (GalleyIssue) now = NULL;
  g_autoptr (GalleyMerged) merged = NULL;

  if (agreed != NULL)
    {
      g_autofree char *old = galley_content_dup_mark (NULL, agreed->post->body, site_url);
      g_autofree char *new = galley_content_dup_mark (NULL, post->body, site_url);

      if (strcmp (old, new) == 0)
        return galley_issue_ref (agreed->issue);
      before = read_body (agreed->post, agreed->paths, error);
    }
  now = before != NULL || agreed == NULL
            ? read_body (post, agreed != NULL ? agreed->paths : NULL, error)
            : NULL;
  if (now == NULL || agreed == NULL)
    return g_steal_pointer (&now);
  merged = galley_merge (before, agreed->issue, now, GALLEY_MERGE_THEIRS, error);
  return merged != NULL ? galley_issue_new (merged->body, -1) : NULL;
}

/* The head of @issue, with its closing line, when @use says what each key shall be. */
static char *
dup_head (GalleyIssue *issue,
          GPtrArray *fields,
          char **(*use) (const GalleyFieldMerge *field),
          GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (GalleyFrontMatterChange));
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_autoptr (GalleyEdit) edit = NULL;
  g_autoptr (GalleyIssue) edited = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  const char *old = galley_issue_get_text (issue, &length);

  for (guint i = 0; i < fields->len; i++)
    {
      const GalleyFieldMerge *field = fields->pdata[i];
      char **values = use (field);
      gboolean there = values != NULL && values[0] != NULL;
      GalleyFrontMatterChange change = { field->key, field->is_list || !there ? NULL : values[0],
                                         field->is_list && there ? (const char *const *)values
                                                                 : NULL };

      if (values != field->ours)
        g_array_append_val (changes, change);
    }
  if (changes->len == 0)
    return g_strndup (old, galley_front_matter_get_end (front));
  edit = galley_front_matter_edit (front, &g_array_index (changes, GalleyFrontMatterChange, 0),
                                   changes->len, error);
  if (edit == NULL)
    return NULL;
  text = galley_edit_apply (edit, old, length, &length);
  edited = galley_issue_new (text, (gssize)length);
  return g_strndup (text, galley_front_matter_get_end (galley_issue_get_front_matter (edited)));
}

static char **
use_merged (const GalleyFieldMerge *field)
{
  return field->conflict || !galley_field_merge_is_missing (field) ? field->ours : field->merged;
}

/* Theirs in the conflicts alone. */
static char **
use_other (const GalleyFieldMerge *field)
{
  return field->conflict ? field->theirs : use_merged (field);
}

/* As it would be had nobody changed it here. */
static char **
use_theirs (const GalleyFieldMerge *field)
{
  return field->there ? field->theirs : field->before;
}

static void
mark_lines (GString *head, GString *mine, GString *theirs, guint *n_conflicts)
{
  if (mine->len == 0 && theirs->len == 0)
    return;
  galley_conflict_write (head, mine->str, theirs->str);
  g_string_truncate (mine, 0);
  g_string_truncate (theirs, 0);
  (*n_conflicts)++;
}

/* One head of two: where they differ both lines stand with marks. */
static char *
mark_head (const char *mine, const char *theirs, guint *n_conflicts, GError **error)
{
  g_autoptr (GPtrArray) rows = galley_diff_new (mine, theirs, error);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) removed = g_string_new (NULL);
  g_autoptr (GString) added = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GalleyDiffRow *row = rows->pdata[i];

      if (row->change == GALLEY_SEQUENCE_SAME)
        {
          mark_lines (head, removed, added, n_conflicts);
          g_string_append (head, row->text);
        }
      else
        g_string_append (row->change == GALLEY_SEQUENCE_REMOVED ? removed : added, row->text);
    }
  mark_lines (head, removed, added, n_conflicts);
  return rows != NULL ? g_string_free (g_steal_pointer (&head), FALSE) : NULL;
}

/* The blank lines that @issue has between its head and its body. */
static char *
dup_lead (GalleyIssue *issue)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (issue, &length);
  gsize start = MIN (galley_front_matter_get_end (galley_issue_get_front_matter (issue)), length);
  gsize end = start;

  for (gsize i = start; i < length && strchr (" \t\r\n", text[i]) != NULL; i++)
    if (text[i] == '\n')
      end = i + 1;
  return g_strndup (text + start, end - start);
}

/* Line ends are those of ours, and so is the end of the last line. */
static char *
join (GalleyIssue *ours, const char *head, const char *body)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (ours, &length);
  g_autofree char *lead = dup_lead (ours);
  g_autofree char *all = g_strconcat (head, lead, body, NULL);
  g_autoptr (GString) joined = g_string_new (all);

  if (joined->len > 0 && joined->str[joined->len - 1] != '\n')
    g_string_append_c (joined, '\n');
  g_string_replace (joined, "\r\n", "\n", 0);
  if (memmem (text, length, "\r\n", 2) != NULL)
    g_string_replace (joined, "\n", "\r\n", 0);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static char *
dup_body (GalleyIssue *issue)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (issue, &length);
  gsize start = MIN (galley_front_matter_get_end (galley_issue_get_front_matter (issue)), length);

  while (start < length && strchr ("\r\n", text[start]) != NULL)
    start++;
  return g_strndup (text + start, length - start);
}

static void
add_body_change (GPtrArray *changes, GalleyIssue *before, GalleyIssue *after)
{
  g_autofree char *a = before != NULL ? dup_body (before) : g_strdup ("");
  g_autofree char *b = dup_body (after);
  g_autoptr (GPtrArray) diff = galley_diff_new (a, b, NULL);
  GalleyIncomingChange *change = g_new0 (GalleyIncomingChange, 1);

  change->key = g_strdup ("body");
  change->label = g_strdup (_ ("Text"));
  if (diff != NULL)
    galley_diff_count (diff, &change->added, &change->removed);
  if (change->added + change->removed > 0)
    g_ptr_array_add (changes, change);
  else
    change_free (change);
}

static GPtrArray *
list_changes (GPtrArray *fields, gboolean there)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);

  for (guint i = 0; i < fields->len; i++)
    {
      const GalleyFieldMerge *field = fields->pdata[i];
      GalleyIncomingChange *change;

      if (!(there ? field->there : field->here))
        continue;
      change = g_new0 (GalleyIncomingChange, 1);
      change->key = g_strdup (field->key);
      change->label = g_strdup (field->label);
      change->before = galley_field_merge_dup_text (field->before);
      change->after = galley_field_merge_dup_text (there ? field->theirs : field->ours);
      g_ptr_array_add (changes, change);
    }
  return changes;
}

/* What the site has, fields and all: some of them change there without a new date. */
static char *
dup_seen (const GalleyPost *post, const GalleyService *service, const char *site_url)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GalleyPostFields) fields = service->read (post);
  g_autofree const char **names = galley_post_fields_list_names (fields);
  g_autofree char *mark = galley_content_dup_mark (post->title, post->body, site_url);

  g_checksum_update (checksum, (const guchar *)mark, -1);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *const *list = galley_post_fields_get_list (fields, names[i]);
      g_autofree char *value = list != NULL ? g_strjoinv ("\n", (char **)list)
                                            : g_strdup (galley_post_fields_get (fields, names[i]));
      g_autofree char *line = g_strconcat ("\n", names[i], "=", value != NULL ? value : "", NULL);

      g_checksum_update (checksum, (const guchar *)line, -1);
    }
  return g_strndup (g_checksum_get_string (checksum), 12);
}

static char **
list_missing (GPtrArray *fields,
              const GalleyAgreed *agreed,
              GalleyIssue *issue,
              GalleyIssue *theirs,
              GError **error)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) body =
      galley_merge_list_missing (agreed != NULL ? agreed->issue : NULL, issue, theirs, error);

  if (body == NULL)
    return NULL;
  for (guint i = 0; i < fields->len; i++)
    {
      const GalleyFieldMerge *field = fields->pdata[i];
      g_autofree char *text = galley_field_merge_dup_text (field->theirs);
      g_autofree char *name = g_strconcat ("field:", field->key, "=", text, NULL);

      if (galley_field_merge_is_missing (field))
        g_strv_builder_add (all, name);
    }
  for (gsize i = 0; body[i] != NULL; i++)
    g_strv_builder_add (all, body[i]);
  return g_strv_builder_end (all);
}

static gboolean
write_texts (GalleyIncoming *self,
             GPtrArray *fields,
             const GalleyAgreed *agreed,
             GalleyIssue *issue,
             GalleyIssue *theirs,
             GError **error)
{
  g_autofree char *mine = dup_head (issue, fields, use_merged, error);
  g_autofree char *other = mine != NULL ? dup_head (issue, fields, use_other, error) : NULL;
  g_autofree char *whole = other != NULL ? dup_head (issue, fields, use_theirs, error) : NULL;
  g_autofree char *head = whole != NULL ? mark_head (mine, other, &self->n_conflicts, error) : NULL;
  g_autofree char *their_body = dup_body (theirs);
  g_autoptr (GalleyMerged) merged = NULL;

  if (head == NULL)
    return FALSE;
  merged =
      galley_merge (agreed != NULL ? agreed->issue : NULL, issue, theirs, GALLEY_MERGE_MARK, error);
  if (merged == NULL)
    return FALSE;
  self->n_conflicts += merged->n_conflicts;
  self->text = join (issue, head, merged->body);
  self->theirs = join (issue, whole, their_body);
  return TRUE;
}

GalleyIncoming *
galley_incoming_new (const GalleyAgreed *agreed,
                     GalleyIssue *issue,
                     const GalleyPost *post,
                     const GalleyService *service,
                     const char *site_url,
                     GError **error)
{
  g_autoptr (GalleyIncoming) self = g_atomic_rc_box_new0 (GalleyIncoming);
  g_autoptr (GalleyIssue) theirs = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (service->read == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _ ("Nothing can be read back from %s."), service->name);
      return NULL;
    }
  theirs = read_theirs (agreed, post, site_url, error);
  if (theirs == NULL)
    return NULL;
  fields = galley_field_merge_list (agreed, issue, post, service);
  self->ours = g_strdup (galley_issue_get_text (issue, NULL));
  self->seen = dup_seen (post, service, site_url);
  self->there = list_changes (fields, TRUE);
  self->here = list_changes (fields, FALSE);
  add_body_change (self->there, agreed != NULL ? agreed->issue : issue, theirs);
  if (agreed != NULL)
    add_body_change (self->here, agreed->issue, issue);
  self->missing = list_missing (fields, agreed, issue, theirs, error);
  if (self->missing == NULL || !write_texts (self, fields, agreed, issue, theirs, error))
    return NULL;
  return g_steal_pointer (&self);
}

static char *
dup_id (const GalleyPublishRequest *request)
{
  return galley_gone_dup_issue_id (request->issue, request->path, request->ledger);
}

GalleyIncoming *
galley_incoming_load (const GalleyPublishRequest *request,
                      GCancellable *cancellable,
                      GError **error)
{
  const GalleyAccount *account = request->connection->account;
  g_autofree char *id = dup_id (request);
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleyPost) post =
      galley_publish_run_find_post (request->issue, id, request->service, request->connection,
                                    request->ledger, cancellable, &local);
  g_autoptr (GalleyAgreed) agreed = NULL;
  GalleyIncoming *self;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (post == NULL)
    return NULL;
  agreed =
      galley_agreed_load (request->state_dir, id, request->path, galley_account_get_site (account));
  self = galley_incoming_new (agreed, request->issue, post, request->service,
                              galley_account_get_url (account), error);
  if (self != NULL)
    self->post = g_steal_pointer (&post);
  return self;
}

gboolean
galley_incoming_is_settled (const GalleyIncoming *self, const char *const *accepted)
{
  if (accepted != NULL && g_strv_contains (accepted, self->seen))
    return TRUE;
  for (gsize i = 0; self->missing[i] != NULL; i++)
    if (accepted == NULL || !g_strv_contains (accepted, self->missing[i]))
      return FALSE;
  return TRUE;
}

char **
galley_incoming_list_missing (const GalleyPublishRequest *request,
                              const GalleyIncoming *self,
                              const char *text)
{
  const GalleyAccount *account = request->connection->account;
  g_autofree char *id = dup_id (request);
  g_autoptr (GalleyAgreed) agreed =
      galley_agreed_load (request->state_dir, id, request->path, galley_account_get_site (account));
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GalleyIncoming) rest = galley_incoming_new (
      agreed, issue, self->post, request->service, galley_account_get_url (account), NULL);

  return rest != NULL ? g_strdupv (rest->missing) : NULL;
}

gboolean
galley_incoming_keep (const GalleyIncoming *self,
                      const GalleyPublishRequest *request,
                      GError **error)
{
  g_autofree char *id = dup_id (request);
  g_autoptr (GalleyVersions) versions = galley_versions_new (request->state_dir, id, request->path);

  return galley_versions_add (versions, GALLEY_VERSION_THEIRS,
                              galley_account_get_site (request->connection->account), self->theirs,
                              strlen (self->theirs), error)
         && galley_versions_add (versions, GALLEY_VERSION_MERGE, NULL, self->ours,
                                 strlen (self->ours), error);
}

char *
galley_incoming_dup_summary (GPtrArray *changes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const GalleyIncomingChange *change = changes->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", change->label);
      if (strcmp (change->key, "body") == 0)
        g_string_append_printf (text, _ (" (%u added, %u taken out)"), change->added,
                                change->removed);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
