/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-upload.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-image.h"
#include "galley-media.h"
#include "galley-slug.h"

/* A film of an hour is for those who host films. */
#define MAX_FILE (256 * 1024 * 1024)
#define MAX_SUFFIX 10

typedef struct {
  const GalleyPublishRequest *request;
  GalleyJournal *journal;
  GPtrArray *pictures;
  GalleyPictureMap *map;
  GCancellable *cancellable;
} Upload;

/* What goes up, whatever it is. */
typedef struct {
  GBytes *bytes;
  const char *hash;
  const char *suffix;
  const char *mime;
  guint width;
  guint height;
} Thing;

void
galley_receipt_picture_free (GalleyReceiptPicture *self)
{
  g_free (self->src);
  g_free (self->url);
  g_free (self);
}

static gboolean
is_remote (const char *src)
{
  g_autofree char *scheme = g_uri_parse_scheme (src);

  return scheme != NULL;
}

static void
report (const Upload *self, const char *src, guint done, guint total)
{
  g_autofree char *message = g_strdup_printf (_("Picture “%s”"), src);
  const GalleyProgress progress = { "pictures", message, done, total };

  if (self->request->progress != NULL)
    self->request->progress (&progress, self->request->progress_data);
}

/* The hash makes a thing that was sent twice visible in the site's storage. */
static char *
make_name (const char *path, const Thing *thing)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *stem = NULL;
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  stem = galley_slug_new (base, 60, "picture");
  return g_strdup_printf ("%s-%.12s%s%s", stem, thing->hash, *thing->suffix != '\0' ? "." : "", thing->suffix);
}

static char *
send (const Upload *self, const char *path, const Thing *thing, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  const char *site = galley_account_get_site (request->connection->account);
  g_autofree char *name = make_name (path, thing);
  g_autofree char *url = NULL;

  if (!galley_journal_write (self->journal, error, "intent", "step", "upload", "hash", thing->hash, NULL))
    return NULL;
  url = request->service->upload (request->connection, thing->bytes, name, thing->mime, self->cancellable, error);
  if (url == NULL)
    return NULL;
  if (!galley_ledger_add_upload (request->ledger, site, thing->hash, url, error) ||
      !galley_journal_write (self->journal, error, "done", "step", "upload", "url", url, NULL))
    return NULL;
  return g_steal_pointer (&url);
}

static gboolean
place (const Upload *self, const char *src, const char *path, const Thing *thing, GError **error)
{
  const GalleyPublishRequest *request = self->request;
  GalleyReceiptPicture *picture = g_new0 (GalleyReceiptPicture, 1);

  picture->src = g_strdup (src);
  g_ptr_array_add (self->pictures, picture);
  picture->url = galley_ledger_dup_upload (request->ledger, galley_account_get_site (request->connection->account),
                                           thing->hash);
  if (picture->url == NULL)
    {
      picture->url = send (self, path, thing, error);
      picture->uploaded = picture->url != NULL;
    }
  if (picture->url == NULL)
    return FALSE;
  galley_picture_map_add (self->map, src, picture->url, thing->width, thing->height);
  return TRUE;
}

static gboolean
add_picture (const Upload *self, const char *src, GError **error)
{
  g_autofree char *path = galley_file_resolve_inside (self->request->folder, src, error);
  g_autoptr (GalleyImage) image = path != NULL ? galley_image_load (path, GALLEY_UPLOAD_WIDTH, self->cancellable, error) : NULL;
  Thing thing;

  if (image == NULL)
    return FALSE;
  thing = (Thing) { galley_image_get_bytes (image), galley_image_get_hash (image), galley_image_get_suffix (image),
                    galley_image_get_mime (image), galley_image_get_width (image), galley_image_get_height (image) };
  return place (self, src, path, &thing, error);
}

/* The letters behind the last dot; "" when that is no suffix. */
static char *
dup_suffix (const char *path)
{
  const char *dot = strrchr (path, '.');
  gsize length = dot != NULL ? strlen (dot + 1) : 0;

  if (length == 0 || length > MAX_SUFFIX)
    return g_strdup ("");
  for (const char *p = dot + 1; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return g_strdup ("");
  return g_ascii_strdown (dot + 1, -1);
}

static gboolean
add_file (const Upload *self, const char *src, GError **error)
{
  g_autofree char *path = galley_file_resolve_inside (self->request->folder, src, error);
  g_autoptr (GBytes) bytes = path != NULL ? galley_file_load (path, MAX_FILE, error) : NULL;
  g_autofree char *hash = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  g_autofree char *suffix = NULL;
  const char *mime;

  if (bytes == NULL)
    return FALSE;
  suffix = dup_suffix (path);
  mime = galley_media_guess_type (path);
  return place (self, src, path,
                &(Thing) { bytes, hash, suffix, *mime != '\0' ? mime : "application/octet-stream", 0, 0 }, error);
}

static gboolean
check_can (const Upload *self, const char *src, GError **error)
{
  const GalleyPublishRequest *request = self->request;

  if ((request->service->capabilities & GALLEY_CAN_UPLOAD) != 0 && request->folder != NULL)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("%s takes no pictures: “%s” cannot go there."),
               request->service->name, src);
  return FALSE;
}

static gboolean
add_each (const Upload *self, char **sources, gboolean (*add) (const Upload *self, const char *src, GError **error),
          GError **error)
{
  guint total = g_strv_length (sources);

  for (guint i = 0; i < total; i++)
    {
      if (is_remote (sources[i]))
        continue;
      report (self, sources[i], i, total);
      if (!check_can (self, sources[i], error) || !add (self, sources[i], error))
        return FALSE;
    }
  return TRUE;
}

GalleyPictureMap *
galley_upload_all (const GalleyPublishRequest *request, GalleyJournal *journal, GPtrArray *pictures,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyPictureMap) map = galley_picture_map_new ();
  g_auto (GStrv) images = galley_issue_list_pictures (request->issue);
  g_auto (GStrv) files = galley_issue_list_files (request->issue);
  const Upload self = { request, journal, pictures, map, cancellable };

  if (!add_each (&self, images, add_picture, error) || !add_each (&self, files, add_file, error))
    return NULL;
  return g_steal_pointer (&map);
}
