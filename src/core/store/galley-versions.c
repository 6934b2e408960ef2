/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * STATE_DIR/versions/KEY/ holds TEXT-HASH.md for each text, log.jsonl with one line for each version,
 * and base-SITE-HASH.json for each site.
 *
 * Invariants
 *  - A text is on the disk before the line that names it, so a line never names what is not there. A
 *    text without a line (a crash in between) is dropped when versions are thinned out.
 *  - Lines are only appended, under a lock, and fsync'd. A line that is not whole counts as not there.
 *  - Thinning out writes a whole new log in its place and removes texts afterwards.
 *
 * How many are kept: up to 400 versions and 64 MB an issue, everything. Past that, of those that were
 * saved or kept hourly: one an hour when they are older than a day, one a day when they are older than
 * 30 days, and if that is not enough the oldest go first, then the oldest of all. The newest five and
 * the text that a site has in common with the issue always stay.
 */

#include "galley-versions.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-issue.h"
#include "galley-json.h"

#define MAX_VERSIONS 400
#define MAX_BYTES (64 * 1024 * 1024)
/* Thinned out to less, so that the next one does not do it again. */
#define KEPT_VERSIONS 300
#define KEPT_BYTES (48 * 1024 * 1024)
#define KEPT_NEWEST 5
#define MAX_RECORD (256 * 1024 * 1024)
#define MIN_ID 4
#define HOUR 3600
#define DAY (24 * HOUR)

struct _GalleyVersions
{
  char *folders[3]; /* the first is written to; NULL terminated */
};

static char *
dup_canonical (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);
}

GalleyVersions *
galley_versions_new (const char *state_dir, const char *issue_id, const char *path)
{
  GalleyVersions *self = g_new0 (GalleyVersions, 1);
  int n = 0;

  /* Any other id is not ours, and could name another folder. */
  if (issue_id != NULL && g_uuid_string_is_valid (issue_id))
    self->folders[n++] = g_build_filename (state_dir, "versions", issue_id, NULL);
  if (path != NULL)
    {
      g_autofree char *canonical = dup_canonical (path);
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
      g_autofree char *name = g_strdup_printf ("path-%.32s", hash);

      self->folders[n++] = g_build_filename (state_dir, "versions", name, NULL);
    }
  return self;
}

GalleyVersions *
galley_versions_new_for_text (const char *state_dir,
                              const char *text,
                              gsize length,
                              const char *path)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, (gssize)length);

  return galley_versions_new (
      state_dir, galley_front_matter_get_id (galley_issue_get_front_matter (issue)), path);
}

void
galley_versions_free (GalleyVersions *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->folders); i++)
    g_free (self->folders[i]);
  g_free (self);
}

static gboolean
fail (GError **error, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _ ("The version could not be kept in “%s”: %s."), name, g_strerror (errno));
  return FALSE;
}

static int
lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int fd;

  if (!galley_file_make_folder (folder, error))
    return -1;
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (fd >= 0 && flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        close (fd);
        fd = -1;
      }
  if (fd < 0)
    fail (error, path);
  return fd;
}

static char *
make_text_path (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".md", NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
keep_text (const char *folder, const char *id, const char *text, gsize length, GError **error)
{
  g_autofree char *path = make_text_path (folder, id);
  GStatBuf status;

  /* One that a crash or a full disk has cut short is written anew. */
  if (g_stat (path, &status) == 0 && (gsize)status.st_size == length)
    return TRUE;
  return galley_file_save (path, text, length, error);
}

/* The ids of the texts that sites have in common with the issue. */
static GHashTable *
list_bases (const char *folder)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes =
          g_str_has_prefix (name, "base-") ? galley_file_load (path, MAX_RECORD, NULL) : NULL;
      g_autoptr (JsonNode) node = bytes != NULL
                                      ? galley_json_parse (g_bytes_get_data (bytes, NULL),
                                                           (gssize)g_bytes_get_size (bytes), NULL)
                                      : NULL;
      const char *id = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                           ? galley_json_get_string (json_node_get_object (node), "text")
                           : NULL;

      if (id != NULL)
        g_hash_table_add (ids, g_strdup (id));
    }
  return ids;
}

static gboolean
is_passing (const GalleyVersion *version)
{
  return version->reason == GALLEY_VERSION_SAVE || version->reason == GALLEY_VERSION_HOUR;
}

/* Whether a newer one of the same hour, or day, stands for @version as well. */
static gboolean
is_covered (const GalleyVersion *version, const GalleyVersion *newer, gint64 now)
{
  gint64 age = now - version->time;
  gint64 span = age > 30 * DAY ? DAY : age > DAY ? HOUR : 0;

  return is_passing (version) && span > 0 && version->time / span == newer->time / span;
}

static void
drop_oldest (GPtrArray *versions, GHashTable *bases, gboolean passing)
{
  gsize bytes = 0;
  guint kept = 0;

  for (guint i = 0; i < versions->len; i++)
    bytes += ((GalleyVersion *)versions->pdata[i])->size;
  while (kept + KEPT_NEWEST < versions->len
         && (versions->len > KEPT_VERSIONS || bytes > KEPT_BYTES))
    {
      const GalleyVersion *version = versions->pdata[kept];

      if (g_hash_table_contains (bases, version->id) || (passing && !is_passing (version)))
        {
          kept++;
          continue;
        }
      bytes -= version->size;
      g_ptr_array_remove_index (versions, kept);
    }
}

static void
remove_texts (const char *folder, GPtrArray *versions, GHashTable *bases)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < versions->len; i++)
    g_hash_table_add (named, ((GalleyVersion *)versions->pdata[i])->id);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *id =
          g_str_has_suffix (name, ".md") ? g_strndup (name, strlen (name) - 3) : NULL;
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (id != NULL && !g_hash_table_contains (named, id) && !g_hash_table_contains (bases, id))
        g_unlink (path);
    }
}

static gboolean
thin_out (const char *folder, GPtrArray *versions, GError **error)
{
  g_autoptr (GHashTable) bases = list_bases (folder);
  g_autofree char *path = g_build_filename (folder, "log.jsonl", NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = versions->len; i-- > 0;)
    if (i + KEPT_NEWEST < versions->len
        && is_covered (versions->pdata[i], versions->pdata[i + 1], now)
        && !g_hash_table_contains (bases, ((GalleyVersion *)versions->pdata[i])->id))
      g_ptr_array_remove_index (versions, i);
  drop_oldest (versions, bases, TRUE);
  drop_oldest (versions, bases, FALSE);
  for (guint i = 0; i < versions->len; i++)
    {
      g_autofree char *line = galley_version_log_dup_line (versions->pdata[i]);

      g_string_append (log, line);
    }
  if (!galley_file_save (path, log->str, log->len, error))
    return FALSE;
  remove_texts (folder, versions, bases);
  return TRUE;
}

static gboolean
is_too_much (GPtrArray *versions)
{
  gsize bytes = 0;

  for (guint i = 0; i < versions->len; i++)
    bytes += ((GalleyVersion *)versions->pdata[i])->size;
  return versions->len > MAX_VERSIONS || bytes > MAX_BYTES;
}

/* With the lock. */
static gboolean
add (const char *folder, GalleyVersion *version, const char *text, GError **error)
{
  g_autoptr (GPtrArray) versions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)galley_version_free);
  const GalleyVersion *newest;

  galley_version_log_read (versions, folder);
  newest = versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
  if (newest != NULL && strcmp (newest->id, version->id) == 0
      && (is_passing (version)
          || (newest->reason == version->reason && g_strcmp0 (newest->site, version->site) == 0)))
    {
      galley_version_free (version);
      return keep_text (folder, newest->id, text, newest->size, error);
    }
  g_ptr_array_add (versions, version);
  if (!keep_text (folder, version->id, text, version->size, error)
      || !galley_version_log_append (folder, version, error))
    return FALSE;
  return !is_too_much (versions) || thin_out (folder, versions, error);
}

gboolean
galley_versions_add (GalleyVersions *self,
                     GalleyVersionReason reason,
                     const char *site,
                     const char *text,
                     gsize length,
                     GError **error)
{
  GalleyVersion *version;
  gboolean good;
  int fd;

  if (self->folders[0] == NULL)
    return TRUE;
  fd = lock (self->folders[0], error);
  if (fd < 0)
    return FALSE;
  version = g_new0 (GalleyVersion, 1);
  version->id = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text, length);
  version->time = g_get_real_time () / G_USEC_PER_SEC;
  version->reason = reason;
  version->site = g_strdup (site);
  version->size = length;
  good = add (self->folders[0], version, text, error);
  close (fd);
  return good;
}

gboolean
galley_versions_add_hourly (GalleyVersions *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) versions = galley_versions_list (self);
  const GalleyVersion *newest = versions->len > 0 ? versions->pdata[0] : NULL;

  if (newest != NULL && g_get_real_time () / G_USEC_PER_SEC - newest->time < HOUR)
    return TRUE;
  return galley_versions_add (self, GALLEY_VERSION_HOUR, NULL, text, length, error);
}

/* Newest first; of the same second, the one that was kept later. */
static gint
compare_time (gconstpointer a, gconstpointer b)
{
  const GalleyVersion *x = *(const GalleyVersion *const *)a;
  const GalleyVersion *y = *(const GalleyVersion *const *)b;

  return x->time > y->time ? -1 : x->time < y->time;
}

GPtrArray *
galley_versions_list (GalleyVersions *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_version_free);
  GPtrArray *newest = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_version_free);

  for (gsize i = G_N_ELEMENTS (self->folders); i-- > 0;)
    if (self->folders[i] != NULL)
      galley_version_log_read (all, self->folders[i]);
  while (all->len > 0)
    g_ptr_array_add (newest, g_ptr_array_steal_index (all, all->len - 1));
  g_ptr_array_sort (newest, compare_time);
  return newest;
}

static char *
dup_bytes (GBytes *bytes)
{
  gsize length = g_bytes_get_size (bytes);
  char *text = g_malloc (length + 1);

  memcpy (text, g_bytes_get_data (bytes, NULL), length);
  text[length] = '\0';
  return text;
}

static char *
load_text (GalleyVersions *self, const char *id, gsize *length, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->folders) && self->folders[i] != NULL; i++)
    {
      g_autofree char *path = make_text_path (self->folders[i], id);
      gboolean last = i + 1 == G_N_ELEMENTS (self->folders) || self->folders[i + 1] == NULL;
      g_autoptr (GBytes) bytes = galley_file_load (path, GALLEY_FILE_MAX_TEXT, last ? error : NULL);

      if (bytes == NULL)
        continue;
      if (length != NULL)
        *length = g_bytes_get_size (bytes);
      return dup_bytes (bytes);
    }
  return NULL;
}

char *
galley_versions_load (GalleyVersions *self, const char *id, gsize *length, GError **error)
{
  g_autoptr (GPtrArray) versions = galley_versions_list (self);
  const char *found = NULL;

  for (guint i = 0; i < versions->len && strlen (id) >= MIN_ID; i++)
    {
      const GalleyVersion *version = versions->pdata[i];

      if (!g_str_has_prefix (version->id, id) || g_strcmp0 (found, version->id) == 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                       _ ("More than one version begins with “%s”."), id);
          return NULL;
        }
      found = version->id;
    }
  if (found != NULL)
    return load_text (self, found, length, error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _ ("There is no version “%s”."), id);
  return NULL;
}

static char *
make_base_path (const char *folder, const char *site)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, site, -1);
  g_autofree char *name = g_strdup_printf ("base-%.16s.json", hash);

  return g_build_filename (folder, name, NULL);
}

gboolean
galley_versions_set_base (GalleyVersions *self,
                          const char *site,
                          const char *text,
                          gsize length,
                          const char *record,
                          GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *id =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text, length);
  g_autofree char *path = NULL;
  g_autofree char *json = NULL;
  gboolean good;
  int fd;

  if (self->folders[0] == NULL)
    return TRUE;
  fd = lock (self->folders[0], error);
  if (fd < 0)
    return FALSE;
  path = make_base_path (self->folders[0], site);
  json_object_set_string_member (object, "site", site);
  json_object_set_string_member (object, "text", id);
  json_object_set_string_member (object, "record", record);
  json_node_set_object (node, object);
  json = galley_json_to_string (node, FALSE);
  good = keep_text (self->folders[0], id, text, length, error)
         && galley_file_save (path, json, strlen (json), error);
  close (fd);
  return good;
}

char *
galley_versions_load_base (GalleyVersions *self, const char *site, char **record)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->folders) && self->folders[i] != NULL; i++)
    {
      g_autofree char *path = make_base_path (self->folders[i], site);
      g_autoptr (GBytes) bytes = galley_file_load (path, MAX_RECORD, NULL);
      g_autoptr (JsonNode) node = bytes != NULL
                                      ? galley_json_parse (g_bytes_get_data (bytes, NULL),
                                                           (gssize)g_bytes_get_size (bytes), NULL)
                                      : NULL;
      JsonObject *object =
          node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = object != NULL ? galley_json_get_string (object, "text") : NULL;
      char *text = id != NULL ? load_text (self, id, NULL, NULL) : NULL;

      if (text == NULL)
        continue;
      if (record != NULL)
        *record = g_strdup (galley_json_get_string (object, "record"));
      return text;
    }
  return NULL;
}
