/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-remote-picture.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-image-head.h"

#define MAX_PICTURE (20 * 1024 * 1024)
#define MAX_PIXELS (64 * 1000 * 1000)
#define MAX_REDIRECTS 4
#define DEFAULT_TIMEOUT 20
/* After that its site is asked again; without an answer the old one is good enough. */
#define MAX_AGE (7 * 24 * 60 * 60)
#define MAX_CACHE (200 * 1024 * 1024)

char *
galley_remote_picture_dup_address (const char *address)
{
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  if (address == NULL)
    return NULL;
  whole = g_str_has_prefix (address, "//") ? g_strconcat ("https:", address, NULL)
                                           : g_strdup (address);
  g_strstrip (whole);
  uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  scheme = uri ? g_uri_get_scheme (uri) : NULL;
  if (scheme == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || !(g_str_equal (scheme, "http") || g_str_equal (scheme, "https")))
    return NULL;
  return g_steal_pointer (&whole);
}

char *
galley_remote_picture_dup_host (const char *address)
{
  g_autofree char *whole = galley_remote_picture_dup_address (address);
  g_autoptr (GUri) uri = whole ? g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  return uri ? g_ascii_strdown (g_uri_get_host (uri), -1) : NULL;
}

/* The cache: a file a picture, named by its address; its age is the file's. */

static char *
make_path (const char *folder, const char *address)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);

  return g_build_filename (folder, name, NULL);
}

typedef struct {
  char   *path;
  goffset size;
  gint64  time;
} Kept;

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const Kept *one = a, *other = b;

  return one->time < other->time ? 1 : one->time > other->time ? -1 : 0;
}

/* What was fetched last stays, as much of it as there is room for. */
static void
trim (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  goffset total = 0;
  const char *name;

  g_array_set_clear_func (kept, kept_clear);
  while (dir && (name = g_dir_read_name (dir)))
    {
      Kept one = { .path = g_build_filename (folder, name, NULL) };
      GStatBuf status;

      if (g_stat (one.path, &status) == 0)
        {
          one.size = status.st_size;
          one.time = status.st_mtime;
        }
      g_array_append_val (kept, one);
    }
  g_array_sort (kept, compare_ages);
  for (guint i = 0; i < kept->len; i++)
    {
      const Kept *one = &g_array_index (kept, Kept, i);

      total += one->size;
      if (total > MAX_CACHE)
        g_unlink (one->path);
    }
}

static gboolean
is_fresh (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0
         && g_get_real_time () / G_USEC_PER_SEC - status.st_mtime < MAX_AGE;
}

/* What it is, by its bytes: what its site says of it is not asked. */
static gboolean
check (GBytes *bytes, const char *address, char **mime, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GalleyImageHead head;

  if (length == 0 || !galley_image_head_read (&head, data, length)
      || head.kind == GALLEY_IMAGE_TIFF || head.kind == GALLEY_IMAGE_HEIC)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("What “%s” gives is not a picture."), address);
      return FALSE;
    }
  if ((guint64) head.width * head.height > MAX_PIXELS)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
                   _("The picture at “%s” has %u × %u pixels, which is too large."), address,
                   head.width, head.height);
      return FALSE;
    }
  *mime = g_strdup (galley_image_kind_get_mime (head.kind));
  return TRUE;
}

static GBytes *
load_kept (const char *path, char **mime)
{
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_PICTURE, NULL);

  return bytes && check (bytes, path, mime, NULL) ? g_steal_pointer (&bytes) : NULL;
}

/* Where the answer sends to; NULL + @error when nobody should go there. */
static char *
follow (const GalleyResponse *response, const char *address, GError **error)
{
  const char *location = galley_response_get_header (response, "Location");
  g_autofree char *next
      = location ? g_uri_resolve_relative (address, location, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  if (next && g_ascii_strncasecmp (next, "https://", strlen ("https://")) == 0)
    return g_steal_pointer (&next);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
               _("“%s” sends to a place that is not safe to go to."), address);
  return NULL;
}

/* It is the picture that is too large, not the answer: @error says so. */
static void
name_limit (const char *address, GError **error)
{
  g_autofree char *bound = NULL;

  if (!g_error_matches (*error, GALLEY_ERROR, GALLEY_ERROR_LIMIT))
    return;
  bound = g_format_size (MAX_PICTURE);
  g_clear_error (error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
               _("The picture at “%s” is larger than %s."), address, bound);
}

/* Asks as a stranger: no key, no cookie, no word of who refers to it. */
static GBytes *
fetch (GalleyHttp *http, const char *address, guint timeout, GCancellable *cancellable,
       GError **error)
{
  const char *const headers[] = { "Accept", "image/*", NULL };
  g_autofree char *place = g_strdup (address);
  gint64 end = g_get_monotonic_time () + timeout * G_USEC_PER_SEC;

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      gint64 left = (end - g_get_monotonic_time ()) / G_USEC_PER_SEC;
      GalleyRequest request = { .method = "GET", .url = place, .headers = headers,
                                .max_length = MAX_PICTURE, .timeout = (guint) MAX (left, 1) };
      g_autoptr (GError) own_error = NULL;
      g_autoptr (GalleyResponse) response
          = galley_http_send (http, &request, cancellable, &own_error);
      guint status = response ? galley_response_get_status (response) : 0;
      gsize length;

      if (response == NULL)
        {
          name_limit (address, &own_error);
          g_propagate_error (error, g_steal_pointer (&own_error));
          return NULL;
        }
      if (status == 200)
        {
          const char *body = galley_response_get_body (response, &length);

          return g_bytes_new (body, length);
        }
      if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)
        {
          g_autofree char *next = follow (response, place, error);

          if (next == NULL)
            return NULL;
          g_free (place);
          place = g_steal_pointer (&next);
          continue;
        }
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   status == 404 || status == 410
                       ? _("There is no picture at “%s” any more (%u).")
                       : _("“%s” does not give its picture (%u)."),
                   address, status);
      return NULL;
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
               _("“%s” sends from one place to the next without an end."), address);
  return NULL;
}

static gboolean
is_plain (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (GInetAddress) host = g_inet_address_new_from_string (g_uri_get_host (uri));

  return g_str_equal (g_uri_get_scheme (uri), "http")
         && !(host && g_inet_address_get_is_loopback (host));
}

GBytes *
galley_remote_picture_load (const char *cache_dir, GalleyHttp *http, const char *address,
                            guint timeout, char **mime, GCancellable *cancellable, GError **error)
{
  g_autofree char *whole = galley_remote_picture_dup_address (address);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) own_error = NULL;

  g_return_val_if_fail (cache_dir != NULL && GALLEY_IS_HTTP (http) && mime != NULL, NULL);

  if (whole == NULL || is_plain (whole))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _("“%s” does not begin with https, so that anybody on the way could read and change "
                     "it."),
                   address);
      return NULL;
    }
  folder = g_build_filename (cache_dir, "remote-pictures", NULL);
  path = make_path (folder, whole);
  if (is_fresh (path) && (bytes = load_kept (path, mime)))
    return g_steal_pointer (&bytes);
  bytes = fetch (http, whole, timeout > 0 ? timeout : DEFAULT_TIMEOUT, cancellable, &own_error);
  if (bytes == NULL && g_error_matches (own_error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE)
      && (bytes = load_kept (path, mime)))
    return g_steal_pointer (&bytes);
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  if (!check (bytes, whole, mime, error))
    return NULL;
  if (galley_file_make_folder (folder, NULL)
      && galley_file_save (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL))
    trim (folder);
  return g_steal_pointer (&bytes);
}
