/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-pull-pictures.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-assets.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-image.h"

#define MAX_PICTURES 500
#define MAX_LENGTH (64 * 1024 * 1024)
#define MAX_TOTAL (512 * 1024 * 1024)
#define TIMEOUT 120 /* seconds */
/* As publishing makes it: the hash of what would be sent. */
#define MAX_WIDTH 2000

static gboolean
is_same_place (GUri       *uri,
               const char *place)
{
  g_autoptr (GUri) other = place != NULL ? g_uri_parse (place, G_URI_FLAGS_SCHEME_NORMALIZE, NULL) : NULL;

  return other != NULL && g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (other)) == 0
         && g_uri_get_port (uri) == g_uri_get_port (other) && g_uri_get_host (uri) != NULL
         && g_uri_get_host (other) != NULL
         && g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (other)) == 0;
}

/* Only what the site itself serves is fetched: a post can name any address there is. */
static gboolean
is_own (const GalleyPullRequest *request,
        const char              *address)
{
  GalleyAccount *account = request->connection->account;
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  return uri != NULL && g_uri_get_userinfo (uri) == NULL
         && (is_same_place (uri, galley_account_get_url (account))
             || is_same_place (uri, galley_account_get_api_url (account)));
}

static void
report (const GalleyPullRequest *request,
        const char              *address,
        guint                    done,
        guint                    total)
{
  g_autofree char *name = g_path_get_basename (address);
  g_autofree char *message = g_strdup_printf (_("Picture “%s”"), name);
  GalleyProgress progress = { "pictures", message, done, total };

  if (request->progress != NULL)
    request->progress (&progress, request->progress_data);
}

static GBytes *
fetch (const GalleyPullRequest *request,
       const char              *address,
       GCancellable            *cancellable,
       GError                 **error)
{
  GalleyRequest get = { .method = "GET", .url = address, .max_length = MAX_LENGTH, .timeout = TIMEOUT };
  g_autoptr (GalleyResponse) response = galley_http_send (request->connection->http, &get, cancellable, error);
  const char *body;
  gsize length;

  if (response == NULL)
    return NULL;
  if (galley_response_get_status (response) != 200)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED,
                   _("The site answered with status %u."), galley_response_get_status (response));
      return NULL;
    }
  body = galley_response_get_body (response, &length);
  return g_bytes_new (body, length);
}

/* The hash that publishing would know it by; NULL when it is no picture. */
static char *
dup_hash (GBytes        *bytes,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GalleyImage) image = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int fd = g_file_open_tmp ("galley-XXXXXX", &path, error);

  if (fd < 0)
    return NULL;
  g_close (fd, NULL);
  if (galley_file_save (path, data, length, error))
    image = galley_image_load (path, MAX_WIDTH, cancellable, error);
  g_unlink (path);
  if (image != NULL)
    hash = g_strdup (galley_image_get_hash (image));
  return g_steal_pointer (&hash);
}

static char *
dup_name (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *base = g_path_get_basename (uri != NULL ? g_uri_get_path (uri) : "picture");

  return g_utf8_make_valid (base, -1);
}

static char *
bring (const GalleyPullRequest *request,
       const char              *folder,
       const char              *address,
       gsize                   *total,
       GHashTable              *hashes,
       GCancellable            *cancellable,
       GError                 **error)
{
  const char *site = galley_account_get_site (request->connection->account);
  g_autofree char *name = dup_name (address);
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GBytes) bytes = fetch (request, address, cancellable, error);

  if (bytes == NULL)
    return NULL;
  *total += g_bytes_get_size (bytes);
  if (*total > MAX_TOTAL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
                           _("The pictures of the post are larger than 512 MB together."));
      return NULL;
    }
  hash = dup_hash (bytes, cancellable, error);
  path = hash != NULL ? galley_assets_import (folder, bytes, name, error) : NULL;
  if (path == NULL || !galley_ledger_add_upload (request->ledger, site, hash, address, error))
    return NULL;
  g_hash_table_insert (hashes, g_strdup (address), g_steal_pointer (&hash));
  return g_steal_pointer (&path);
}

/* Without these nothing more can be brought; anything else is the picture's own trouble. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE)
         || g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_DISK)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add_finding (GPtrArray    *findings,
             const char   *address,
             const GError *cause)
{
  g_autofree char *message = g_strdup_printf (_("The picture “%s” stays on the site: %s"), address, cause->message);

  g_ptr_array_add (findings, galley_finding_new ("pull-picture", GALLEY_SEVERITY_WARNING, 0, 0, message, NULL, NULL));
}

static gboolean
is_wanted (const GalleyPullRequest *request,
           GHashTable              *paths,
           const char              *address)
{
  return is_own (request, address) && !g_hash_table_contains (paths, address);
}

/* What was left when there were enough. */
static void
add_rest (const GalleyPullRequest *request,
          GHashTable              *paths,
          GPtrArray               *addresses,
          guint                    begin,
          GPtrArray               *findings)
{
  g_autofree char *message = NULL;
  guint n = 0;

  for (guint i = begin; i < addresses->len; i++)
    n += is_wanted (request, paths, addresses->pdata[i]);
  if (n == 0)
    return;
  message = g_strdup_printf (ngettext ("%u more picture stays on the site: an issue brings %u along.",
                                       "%u more pictures stay on the site: an issue brings %u along.", n),
                             n, MAX_PICTURES);
  g_ptr_array_add (findings, galley_finding_new ("pull-picture", GALLEY_SEVERITY_WARNING, 0, 0, message, NULL, NULL));
}

GHashTable *
galley_pull_pictures (const GalleyPullRequest *request,
                      const char              *folder,
                      GPtrArray               *addresses,
                      GPtrArray               *findings,
                      GHashTable              *hashes,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize total = 0;
  guint tried = 0;
  guint i;

  for (i = 0; i < addresses->len && tried < MAX_PICTURES; i++)
    {
      const char *address = addresses->pdata[i];
      g_autoptr (GError) local = NULL;
      char *path;

      if (!is_wanted (request, paths, address))
        continue;
      tried++;
      report (request, address, i, addresses->len);
      path = bring (request, folder, address, &total, hashes, cancellable, &local);
      if (path != NULL)
        g_hash_table_insert (paths, g_strdup (address), path);
      else if (is_fatal (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      else
        add_finding (findings, address, local);
    }
  add_rest (request, paths, addresses, i, findings);
  return g_steal_pointer (&paths);
}
