/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One book (galley-book) for each kind of memory; any thread may ask. */

#include "galley-ledger.h"

#include <stdlib.h>
#include <string.h>

#include "galley-book.h"
#include "galley-file.h"
#include "galley-json.h"

/* A file beyond it is not ours. */
#define MAX_PULL (256 * 1024 * 1024)

typedef enum {
  KIND_UPLOADS,
  KIND_POSTS,
  KIND_ISSUE_IDS,
  KIND_SYNCS,
  KIND_BOOKMARKS,
  KIND_SITES,
  KIND_RESOLUTIONS,
  KIND_SENDS,
  KIND_TESTS,
  N_KINDS,
} Kind;

static const char *const kind_files[N_KINDS] = {
  [KIND_UPLOADS] = "uploads.jsonl",
  [KIND_POSTS] = "posts.jsonl",
  [KIND_ISSUE_IDS] = "issues.jsonl",
  [KIND_SYNCS] = "syncs.jsonl",
  [KIND_BOOKMARKS] = "bookmarks.jsonl",
  [KIND_SITES] = "sites.jsonl",
  [KIND_RESOLUTIONS] = "resolutions.jsonl",
  [KIND_SENDS] = "sends.jsonl",
  [KIND_TESTS] = "tests.jsonl",
};

struct _GalleyLedger {
  GObject parent_instance;

  /* owned */
  char       *state_dir;
  GalleyBook *books[N_KINDS];
  GMutex      mutex;
};

G_DEFINE_FINAL_TYPE (GalleyLedger, galley_ledger, G_TYPE_OBJECT)

static char *
lookup (GalleyLedger *self,
        Kind          kind,
        const char   *site,
        const char   *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  /* Unreadable now: what was read before is still the best answer. */
  galley_book_refresh (self->books[kind], NULL);
  return g_strdup (galley_book_lookup (self->books[kind], site, name));
}

static gboolean
add (GalleyLedger  *self,
     Kind           kind,
     const char    *site,
     const char    *name,
     const char    *value,
     GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return galley_book_add (self->books[kind], site, name, value, error);
}

/* One name for one file, whatever bytes it has and by whichever way it was reached. */
static char *
canonical_name (const char *path)
{
  g_autofree char *real = NULL;
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (canonical, NULL);

  real = g_strdup (resolved ? resolved : canonical);
  free (resolved);
  return g_uri_escape_string (real, "/", TRUE);
}

static void
galley_ledger_finalize (GObject *object)
{
  GalleyLedger *self = GALLEY_LEDGER (object);

  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->books[i], galley_book_free);
  g_clear_pointer (&self->state_dir, g_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (galley_ledger_parent_class)->finalize (object);
}

static void
galley_ledger_class_init (GalleyLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_ledger_finalize;
}

static void
galley_ledger_init (GalleyLedger *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * galley_ledger_new:
 * @state_dir: made when it is not there
 *
 * Returns: (transfer full): the ledger with everything read; %NULL when a file is there and cannot
 *   be read, because publishing without its memory would upload and create things twice
 */
GalleyLedger *
galley_ledger_new (const char  *state_dir,
                   GError     **error)
{
  g_autoptr (GalleyLedger) self = g_object_new (GALLEY_TYPE_LEDGER, NULL);

  g_return_val_if_fail (state_dir != NULL, NULL);

  if (!galley_file_make_folder (state_dir, error))
    return NULL;
  self->state_dir = g_strdup (state_dir);
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *path = g_build_filename (state_dir, kind_files[i], NULL);

      self->books[i] = galley_book_new (path);
      if (!galley_book_refresh (self->books[i], error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
galley_ledger_get_state_dir (GalleyLedger *self)
{
  return self->state_dir;
}

char *
galley_ledger_dup_upload (GalleyLedger *self,
                          const char   *site,
                          const char   *hash)
{
  return lookup (self, KIND_UPLOADS, site, hash);
}

gboolean
galley_ledger_add_upload (GalleyLedger  *self,
                          const char    *site,
                          const char    *hash,
                          const char    *url,
                          GError       **error)
{
  return add (self, KIND_UPLOADS, site, hash, url, error);
}

char *
galley_ledger_dup_post (GalleyLedger *self,
                        const char   *site,
                        const char   *issue_id)
{
  return lookup (self, KIND_POSTS, site, issue_id);
}

gboolean
galley_ledger_add_post (GalleyLedger  *self,
                        const char    *site,
                        const char    *issue_id,
                        const char    *post_id,
                        GError       **error)
{
  return add (self, KIND_POSTS, site, issue_id, post_id, error);
}

char *
galley_ledger_dup_issue_id (GalleyLedger *self,
                            const char   *path)
{
  g_autofree char *name = canonical_name (path);

  return lookup (self, KIND_ISSUE_IDS, "", name);
}

gboolean
galley_ledger_add_issue_id (GalleyLedger  *self,
                            const char    *path,
                            const char    *issue_id,
                            GError       **error)
{
  g_autofree char *name = canonical_name (path);

  return add (self, KIND_ISSUE_IDS, "", name, issue_id, error);
}

char *
galley_ledger_dup_sync (GalleyLedger *self,
                        const char   *site,
                        const char   *issue_id)
{
  return lookup (self, KIND_SYNCS, site, issue_id);
}

gboolean
galley_ledger_set_sync (GalleyLedger  *self,
                        const char    *site,
                        const char    *issue_id,
                        const char    *json,
                        GError       **error)
{
  return add (self, KIND_SYNCS, site, issue_id, json, error);
}

/* A pulled post is as long as the post, and only the last pull counts: a file for each. */
static char *
make_pull_path (GalleyLedger *self,
                const char   *site,
                const char   *issue_id)
{
  g_autofree char *key = g_strconcat (site, "\n", issue_id, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (self->state_dir, "pulls", name, NULL);
}

char *
galley_ledger_dup_pull (GalleyLedger *self,
                        const char   *site,
                        const char   *issue_id)
{
  g_autofree char *path = make_pull_path (self, site, issue_id);
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_PULL, NULL);
  gsize size;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  return data && g_utf8_validate_len (data, size, NULL) ? g_strndup (data, size) : NULL;
}

gboolean
galley_ledger_set_pull (GalleyLedger  *self,
                        const char    *site,
                        const char    *issue_id,
                        const char    *json,
                        GError       **error)
{
  g_autofree char *path = make_pull_path (self, site, issue_id);
  g_autofree char *folder = g_path_get_dirname (path);

  return galley_file_make_folder (folder, error)
         && galley_file_save (path, json, strlen (json), error);
}

static GPtrArray *
list_values (GalleyLedger *self,
             Kind          kind,
             const char   *site)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GHashTable) known = NULL;
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *value;

  galley_book_refresh (self->books[kind], NULL);
  known = galley_book_dup_values (self->books[kind], site);
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &value))
    g_ptr_array_add (values, g_strdup (value));
  return values;
}

char *
galley_ledger_dup_resolution (GalleyLedger *self,
                              const char   *site,
                              const char   *issue_id)
{
  return lookup (self, KIND_RESOLUTIONS, site, issue_id);
}

gboolean
galley_ledger_set_resolution (GalleyLedger  *self,
                              const char    *site,
                              const char    *issue_id,
                              const char    *json,
                              GError       **error)
{
  return add (self, KIND_RESOLUTIONS, site, issue_id, json, error);
}

gboolean
galley_ledger_set_send (GalleyLedger  *self,
                        const char    *site,
                        const char    *post_id,
                        const char    *json,
                        GError       **error)
{
  return add (self, KIND_SENDS, site, post_id, json, error);
}

GPtrArray *
galley_ledger_list_sends (GalleyLedger *self,
                          const char   *site)
{
  return list_values (self, KIND_SENDS, site);
}

gboolean
galley_ledger_add_test (GalleyLedger  *self,
                        const char    *site,
                        gint64         time,
                        GError       **error)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, time);

  return add (self, KIND_TESTS, site, name, value, error);
}

GPtrArray *
galley_ledger_list_tests (GalleyLedger *self,
                          const char   *site)
{
  return list_values (self, KIND_TESTS, site);
}

/**
 * galley_ledger_load_bookmarks:
 *
 * Returns: (transfer full) (element-type utf8 JsonObject): what is known of addresses
 */
GHashTable *
galley_ledger_load_bookmarks (GalleyLedger *self)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) json_object_unref);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GHashTable) known = NULL;
  GHashTableIter iter;
  const char *url, *value;

  galley_book_refresh (self->books[KIND_BOOKMARKS], NULL);
  known = galley_book_dup_values (self->books[KIND_BOOKMARKS], "");
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &url, (gpointer *) &value))
    {
      g_autoptr (JsonNode) node = galley_json_parse (value, -1, NULL);

      if (node && JSON_NODE_HOLDS_OBJECT (node))
        g_hash_table_replace (found, g_strdup (url), json_node_dup_object (node));
    }
  return g_steal_pointer (&found);
}

JsonObject *
galley_ledger_load_bookmark (GalleyLedger *self,
                             const char   *url)
{
  g_autofree char *json = lookup (self, KIND_BOOKMARKS, "", url);
  g_autoptr (JsonNode) node = json ? galley_json_parse (json, -1, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

gboolean
galley_ledger_add_bookmark (GalleyLedger  *self,
                            const char    *url,
                            const char    *json,
                            GError       **error)
{
  return add (self, KIND_BOOKMARKS, "", url, json, error);
}

/* The newest site stands under a name of its own, so that a preview of an issue that was never
 * anywhere has one to look like. */
#define NEWEST "newest"

char *
galley_ledger_dup_site (GalleyLedger *self,
                        const char   *site,
                        const char   *name)
{
  g_autofree char *newest = site == NULL ? lookup (self, KIND_SITES, "", NEWEST) : NULL;

  if (site == NULL && newest == NULL)
    return NULL;
  return lookup (self, KIND_SITES, site != NULL ? site : newest, name);
}

gboolean
galley_ledger_set_site (GalleyLedger  *self,
                        const char    *site,
                        const char    *name,
                        const char    *json,
                        GError       **error)
{
  return add (self, KIND_SITES, site, name, json, error)
         && add (self, KIND_SITES, "", NEWEST, site, error);
}
