/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-version.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"

#define MAX_LOG (16 * 1024 * 1024)

static const struct
{
  const char *name;
  const char *label;
} reasons[GALLEY_N_VERSION_REASONS] = {
  [GALLEY_VERSION_SAVE] = { "save", N_ ("Saved") },
  [GALLEY_VERSION_HOUR] = { "hour", N_ ("While writing") },
  [GALLEY_VERSION_PUBLISH] = { "publish", N_ ("Published") },
  [GALLEY_VERSION_PULL] = { "pull", N_ ("Pulled") },
  [GALLEY_VERSION_THEIRS] = { "theirs", N_ ("What the site had") },
  [GALLEY_VERSION_MERGE] = { "merge", N_ ("Before a merge") },
  [GALLEY_VERSION_RESTORE] = { "restore", N_ ("Before going back") },
};

const char *
galley_version_reason_get_name (GalleyVersionReason reason)
{
  return reasons[reason].name;
}

const char *
galley_version_reason_get_label (GalleyVersionReason reason)
{
  return _ (reasons[reason].label);
}

void
galley_version_free (GalleyVersion *version)
{
  g_free (version->id);
  g_free (version->site);
  g_free (version);
}

static gboolean
fail (GError **error, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
               _ ("The version could not be kept in “%s”: %s."), name, g_strerror (errno));
  return FALSE;
}

static gboolean
find_reason (const char *name, GalleyVersionReason *reason)
{
  for (int i = 0; i < GALLEY_N_VERSION_REASONS; i++)
    if (g_strcmp0 (name, reasons[i].name) == 0)
      {
        *reason = (GalleyVersionReason)i;
        return TRUE;
      }
  return FALSE;
}

static void
read_line (GPtrArray *versions, const char *line, gsize length)
{
  g_autoptr (JsonNode) node = length > 0 ? galley_json_parse (line, (gssize)length, NULL) : NULL;
  JsonObject *object =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? galley_json_get_string (object, "text") : NULL;
  GalleyVersionReason reason;
  GalleyVersion *version;

  if (id == NULL || strlen (id) != 64 || strspn (id, "0123456789abcdef") != 64
      || !find_reason (galley_json_get_string (object, "reason"), &reason))
    return;
  version = g_new0 (GalleyVersion, 1);
  version->id = g_strdup (id);
  version->reason = reason;
  version->time = galley_json_get_int (object, "time", 0);
  version->size = (gsize)galley_json_get_int (object, "size", 0);
  version->site = g_strdup (galley_json_get_string (object, "site"));
  g_ptr_array_add (versions, version);
}

void
galley_version_log_read (GPtrArray *versions, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "log.jsonl", NULL);
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_LOG, NULL);
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  while (length > 0)
    {
      const char *newline = memchr (data, '\n', length);
      gsize size = newline != NULL ? (gsize)(newline - data) : length;

      read_line (versions, data, size);
      size += newline != NULL;
      data += size;
      length -= size;
    }
}

char *
galley_version_log_dup_line (const GalleyVersion *version)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "time", version->time);
  json_object_set_string_member (object, "reason", reasons[version->reason].name);
  json_object_set_string_member (object, "text", version->id);
  json_object_set_int_member (object, "size", (gint64)version->size);
  if (version->site != NULL)
    json_object_set_string_member (object, "site", version->site);
  json_node_set_object (node, object);
  text = galley_json_to_string (node, FALSE);
  return g_strconcat (text, "\n", NULL);
}

gboolean
galley_version_log_append (const char *folder, const GalleyVersion *version, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "log.jsonl", NULL);
  g_autofree char *line = galley_version_log_dup_line (version);
  int fd = open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  off_t size = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  gsize length = strlen (line);
  char last = '\n';
  gboolean good = size >= 0 && (size == 0 || pread (fd, &last, 1, size - 1) == 1);

  /* A line that was cut off must not swallow the next one. */
  good = good && (last == '\n' || write (fd, "\n", 1) == 1)
         && write (fd, line, length) == (gssize)length && fsync (fd) == 0;
  if (!good)
    fail (error, path);
  if (!good && size >= 0 && ftruncate (fd, size) != 0)
    g_debug ("The torn line stays and is skipped.");
  if (fd >= 0)
    close (fd);
  return good;
}
