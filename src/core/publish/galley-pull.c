/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a post to an issue, in this order, so that it can stop anywhere and leave nothing that lies:
 * the post is read, its pictures are brought, what the site had is remembered, and the file comes
 * last.
 */

#include "galley-pull.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-agreed.h"
#include "galley-content.h"
#include "galley-error.h"
#include "galley-gone.h"
#include "galley-file.h"
#include "galley-html-reader.h"
#include "galley-issue-file.h"
#include "galley-originals.h"
#include "galley-pull-fields.h"
#include "galley-pull-pictures.h"
#include "galley-render.h"

typedef struct {
  const GalleyPullRequest *request;
  GCancellable            *cancellable;
  const char              *site;
  char                    *folder;    /* where the pictures go */
  char                    *id;        /* of the issue */
  GalleyPost              *post;
  GalleyPostFields        *fields;    /* what the site has */
  GalleyLexicalIssue      *body;
  GHashTable              *paths;     /* address -> path */
  GHashTable              *hashes;    /* address -> hash */
  GPtrArray               *findings;
  char                    *text;      /* of the issue */
  char                    *keys;
  gboolean                 there;     /* the file is, and may be replaced */
} Pull;

static void
pull_clear (Pull *self)
{
  g_free (self->folder);
  g_free (self->id);
  g_free (self->text);
  g_free (self->keys);
  g_clear_pointer (&self->post, galley_post_free);
  g_clear_pointer (&self->fields, galley_post_fields_free);
  g_clear_pointer (&self->body, galley_lexical_issue_free);
  g_clear_pointer (&self->paths, g_hash_table_unref);
  g_clear_pointer (&self->hashes, g_hash_table_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pull, pull_clear)

void
galley_pull_receipt_free (GalleyPullReceipt *self)
{
  g_clear_pointer (&self->post, galley_post_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static void
report (const Pull *self, const char *stage, const char *message)
{
  GalleyProgress progress = { stage, message, 0, 0 };

  if (self->request->progress != NULL)
    self->request->progress (&progress, self->request->progress_data);
}

static gboolean
is_id (const char *text)
{
  return strlen (text) == 24 && strspn (text, "0123456789abcdef") == 24;
}

static gboolean
find_post (Pull *self, GError **error)
{
  const GalleyPullRequest *request = self->request;
  g_autoptr (GError) local = NULL;

  report (self, "post", _("Reading the post"));
  if (is_id (request->post))
    self->post = request->service->find (request->connection, request->post, NULL, self->cancellable, &local);
  if (self->post == NULL && local == NULL)
    self->post = request->service->find (request->connection, NULL, request->post, self->cancellable, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->post != NULL)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("There is no post “%s” on %s."), request->post, self->site);
  return FALSE;
}

static char *
dup_hash (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* A file that holds just what the last pull put there may be replaced, and keeps its name. */
static gboolean
is_untouched (Pull *self, const char *text, gsize length)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, (gssize) length);
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  const char *id = galley_front_matter_get_id (front);
  g_autofree char *record = id != NULL ? galley_ledger_dup_pull (self->request->ledger, self->site, id) : NULL;
  g_autoptr (GalleyOriginals) originals = record != NULL ? galley_originals_new (record) : NULL;
  g_autofree char *hash = dup_hash (text);

  if (originals == NULL || g_strcmp0 (galley_originals_get_file (originals), hash) != 0
      || g_strcmp0 (galley_front_matter_get_post (front, self->site), self->post->id) != 0)
    return FALSE;
  self->id = g_strdup (id);
  return TRUE;
}

static gboolean
check_path (Pull *self, GError **error)
{
  const char *path = self->request->path;
  g_autoptr (GalleyIssueFile) file = NULL;
  const char *text;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      self->id = g_uuid_string_random ();
      return TRUE;
    }
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_str_has_suffix (path, ".textpack"))
    file = galley_issue_file_open (path, NULL, self->cancellable, NULL);
  text = file != NULL ? galley_issue_file_get_text (file, &length) : NULL;
  self->there = text != NULL && is_untouched (self, text, length);
  if (self->there)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("“%s” is there already, and pulling would replace what it holds. Choose another name."), path);
  return FALSE;
}

static void
add_finding (Pull *self, const char *id, const char *message)
{
  g_ptr_array_add (self->findings, galley_finding_new (id, GALLEY_SEVERITY_INFO, 0, 0, message, NULL, NULL));
}

/* A post of before Lexical: only the page that was made of it is left to read. */
static GalleyLexicalIssue *
read_page (Pull *self)
{
  GalleyLexicalIssue *body = galley_lexical_issue_new ();
  g_autofree char *rough = galley_html_reader_dup_page (self->post->html != NULL ? self->post->html : "");
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autoptr (GalleyIssue) issue = galley_issue_new (rough, -1);
  g_autoptr (GalleyIssue) again = NULL;

  body->markdown = galley_render ("markdown", issue, &options, NULL);
  again = galley_issue_new (body->markdown, -1);
  for (const GalleyNode *node = galley_issue_get_root (again)->first_child; node != NULL; node = node->next)
    {
      g_autofree char *words = galley_originals_dup_words (again, node);

      galley_lexical_issue_add (body, words);
    }
  return body;
}

static gboolean
read_body (Pull *self, GError **error)
{
  g_clear_pointer (&self->body, galley_lexical_issue_free);
  if (self->post->body != NULL && self->post->body[0] != '\0')
    self->body = galley_lexical_read (self->post->body, self->paths, error);
  else
    self->body = read_page (self);
  return self->body != NULL;
}

static void
count_fences (Pull *self)
{
  guint n = 0;

  for (guint i = 0; i < self->body->blocks->len; i++)
    n += ((const GalleyLexicalBlock *) self->body->blocks->pdata[i])->fence;
  if (n > 0)
    {
      g_autofree char *message
        = g_strdup_printf (ngettext ("%u card has no Markdown and is kept as it is in a ghost-card block.",
                                     "%u cards have no Markdown and are kept as they are in ghost-card blocks.", n), n);

      add_finding (self, "pull-kept", message);
    }
}

static gboolean
bring_pictures (Pull *self, GError **error)
{
  static const char *const names[] = { "image", "og-image", "twitter-image" };
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (galley_post_fields_get (self->fields, names[i]) != NULL)
      g_ptr_array_add (addresses, (gpointer) galley_post_fields_get (self->fields, names[i]));
  for (guint i = 0; i < self->body->pictures->len; i++)
    g_ptr_array_add (addresses, self->body->pictures->pdata[i]);
  self->paths = galley_pull_pictures (self->request, self->folder, addresses, self->findings, self->hashes,
                                      self->cancellable, error);
  return self->paths != NULL;
}

static gboolean
apply (char **text, GalleyEdit *edit)
{
  char *changed = edit != NULL ? galley_edit_apply (edit, *text, strlen (*text), NULL) : NULL;

  g_clear_pointer (&edit, galley_edit_free);
  if (changed == NULL)
    return FALSE;
  g_free (*text);
  *text = changed;
  return TRUE;
}

/* One edit after another: each reads the text that the one before it left. */
static gboolean
add_identity (Pull *self, char **text, GError **error)
{
  g_autoptr (GalleyIssue) without = galley_issue_new (*text, -1);
  g_autoptr (GalleyIssue) with = NULL;

  if (!apply (text, galley_front_matter_edit_id (galley_issue_get_front_matter (without), self->id, error)))
    return FALSE;
  with = galley_issue_new (*text, -1);
  return apply (text, galley_front_matter_edit_post (galley_issue_get_front_matter (with), self->site,
                                                     self->post->id, error));
}

static gboolean
write_text (Pull *self, GError **error)
{
  g_autofree char *head
      = galley_pull_fields_write (self->post, self->fields, self->paths, self->findings, &self->keys, error);

  if (head == NULL || !add_identity (self, &head, error))
    return FALSE;
  self->text = g_strconcat (head, self->body->markdown[0] != '\0' ? "\n" : "", self->body->markdown, NULL);
  return TRUE;
}

/* What both sides agree on, as publishing remembers it. */
static gboolean
remember_sync (Pull *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mark = galley_content_dup_mark (self->post->title, self->post->body,
                                                   galley_account_get_url (self->request->connection->account));
  g_autofree char *before = galley_ledger_dup_sync (self->request->ledger, self->site, self->id);
  g_autoptr (JsonNode) known = before != NULL ? galley_json_parse (before, -1, NULL) : NULL;
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "updated_at", self->post->updated_at != NULL ? self->post->updated_at : "");
  json_object_set_string_member (object, "mark", mark);
  json_object_set_string_member (object, "content", "");
  json_object_set_string_member (object, "keys", self->keys);
  json_object_set_string_member (object, "slug", self->post->slug != NULL ? self->post->slug : "");
  json_object_set_string_member (object, "post", self->post->id);
  json_object_set_boolean_member (object, "mailed", self->post->email_status != NULL ||
                                                    galley_gone_was_mailed (known, NULL));
  json_node_set_object (node, object);
  text = galley_json_to_string (node, FALSE);
  return galley_ledger_set_sync (self->request->ledger, self->site, self->id, text, error);
}

static gboolean
remember (Pull *self, GError **error)
{
  GalleyLedger *ledger = self->request->ledger;
  g_autoptr (GalleyIssue) issue = galley_issue_new (self->text, -1);
  g_autofree char *hash = dup_hash (self->text);
  g_autofree char *record = galley_originals_write (self->post->id, self->post->body, self->body, self->hashes, hash);
  GHashTableIter iter;
  gpointer url, metadata;

  g_hash_table_iter_init (&iter, self->body->bookmarks);
  while (g_hash_table_iter_next (&iter, &url, &metadata))
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), metadata);
      g_autofree char *json = galley_json_to_string (node, FALSE);

      if (!galley_ledger_add_bookmark (ledger, url, json, error))
        return FALSE;
    }
  return galley_ledger_add_post (ledger, self->site, self->id, self->post->id, error)
         && galley_ledger_set_pull (ledger, self->site, self->id, record, error)
         && galley_agreed_save (galley_ledger_get_state_dir (ledger), self->id, NULL, self->site, TRUE, issue,
                                self->post, self->paths, error)
         && remember_sync (self, error);
}

static gboolean
is_bundle (const char *path)
{
  return g_str_has_suffix (path, ".textbundle") || g_str_has_suffix (path, ".textpack");
}

static gboolean
save (Pull *self, GError **error)
{
  const char *path = self->request->path;
  gsize length = strlen (self->text);
  g_autoptr (GError) local = NULL;

  if (is_bundle (path))
    {
      g_autoptr (GalleyIssueFile) file = galley_issue_file_new_untitled (self->folder);
      g_autoptr (GalleyIssue) issue = galley_issue_new (self->text, (gssize) length);
      g_auto (GStrv) pictures = galley_issue_list_pictures (issue);

      return galley_issue_file_save_as (file, path, self->text, length, (const char *const *) pictures,
                                        self->cancellable, error);
    }
  if (self->there)
    return galley_file_save (path, self->text, length, error);
  if (galley_file_create (path, self->text, length, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _("“%s” was created by somebody "
                                                               "else in the meantime."), path);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The pictures of a bundle wait in a folder of their own until it is written. */
static gboolean
choose_folder (Pull *self, GError **error)
{
  if (!is_bundle (self->request->path))
    {
      self->folder = g_path_get_dirname (self->request->path);
      return galley_file_make_folder (self->folder, error);
    }
  self->folder = g_dir_make_tmp ("galley-pull-XXXXXX", error);
  return self->folder != NULL;
}

static void
remove_folder (Pull *self)
{
  g_autofree char *assets = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (self->folder == NULL || !is_bundle (self->request->path))
    return;
  assets = g_build_filename (self->folder, "assets", NULL);
  dir = g_dir_open (assets, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (assets, name, NULL);

      g_remove (path);
    }
  g_rmdir (assets);
  g_rmdir (self->folder);
}

static gboolean
run (Pull *self, GError **error)
{
  gboolean old;

  if (!find_post (self, error) || !check_path (self, error) || !choose_folder (self, error))
    return FALSE;
  old = self->post->body == NULL || self->post->body[0] == '\0';
  self->fields = self->request->service->read (self->post);
  if (!read_body (self, error) || !bring_pictures (self, error) || !read_body (self, error))
    return FALSE;
  count_fences (self);
  if (old)
    add_finding (self, "pull-converted",
                 _("This post is from an older editor and was converted from its page: compare it before you "
                   "publish it again."));
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  return write_text (self, error) && remember (self, error) && save (self, error);
}

/**
 * galley_pull:
 * @request: which post, from where and into which file
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full): what came of it
 */
GalleyPullReceipt *
galley_pull (const GalleyPullRequest *request, GCancellable *cancellable, GError **error)
{
  g_auto (Pull) self = { .request = request, .cancellable = cancellable };
  GalleyPullReceipt *receipt;
  gboolean good;

  if (request->service->read == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("Nothing can be pulled from %s."),
                   request->service->name);
      return NULL;
    }
  self.site = galley_account_get_site (request->connection->account);
  self.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_unref);
  self.hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  good = run (&self, error);
  remove_folder (&self);
  if (!good)
    return NULL;
  receipt = g_new0 (GalleyPullReceipt, 1);
  receipt->post = g_steal_pointer (&self.post);
  receipt->path = g_strdup (request->path);
  receipt->n_pictures = g_hash_table_size (self.paths);
  receipt->findings = g_steal_pointer (&self.findings);
  return receipt;
}
