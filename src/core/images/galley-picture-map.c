/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-picture-map.h"

#include "galley-file.h"
#include "galley-image.h"

struct _GalleyPictureMap {
  GHashTable *places; /* from src to GalleyPicturePlace, which owns the src */
};

G_DEFINE_BOXED_TYPE (GalleyPictureMap,
                     galley_picture_map,
                     galley_picture_map_ref,
                     galley_picture_map_unref)

static void
place_free (gpointer data)
{
  GalleyPicturePlace *place = data;

  g_free ((char *) place->src);
  g_free ((char *) place->url);
  g_free (place);
}

static void
clear (gpointer data)
{
  GalleyPictureMap *self = data;

  g_hash_table_unref (self->places);
}

static gboolean
is_remote (const char *src)
{
  return g_str_has_prefix (src, "//") || g_uri_peek_scheme (src) != NULL;
}

/**
 * galley_picture_map_new:
 *
 * Returns: (transfer full): a map with no place in it
 */
GalleyPictureMap *
galley_picture_map_new (void)
{
  GalleyPictureMap *self = g_atomic_rc_box_new0 (GalleyPictureMap);

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, place_free);
  return self;
}

GalleyPictureMap *
galley_picture_map_new_for_folder (const char *const *sources,
                                   const char *folder,
                                   const char *prefix)
{
  GalleyPictureMap *self = galley_picture_map_new ();

  for (gsize i = 0; sources != NULL && folder != NULL && sources[i] != NULL; i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *url = NULL;
      guint width;
      guint height;

      if (is_remote (sources[i]))
        continue;
      path = galley_file_resolve_inside (folder, sources[i], NULL);
      if (path == NULL || !galley_image_probe (path, &width, &height, NULL, NULL))
        continue;
      if (prefix != NULL && prefix[0] != '\0')
        {
          /* An escape that was written is escaped again, so that decoding once gives back the path
           * exactly as the issue has it. */
          g_autofree char *escaped = g_uri_escape_string (sources[i], "/", FALSE);

          url = g_strconcat (prefix, escaped, NULL);
        }
      galley_picture_map_add (self, sources[i], url != NULL ? url : sources[i], width, height);
    }
  return self;
}

GalleyPictureMap *
galley_picture_map_ref (GalleyPictureMap *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
galley_picture_map_unref (GalleyPictureMap *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

/**
 * galley_picture_map_add:
 * @self: a map that no other thread sees yet
 * @src: the path as written in the issue; a place it already has is replaced
 * @url: the address to write out
 * @width: in pixels, or 0
 * @height: in pixels, or 0
 */
void
galley_picture_map_add (GalleyPictureMap *self,
                        const char *src,
                        const char *url,
                        guint width,
                        guint height)
{
  GalleyPicturePlace *place;

  g_return_if_fail (self != NULL && src != NULL && url != NULL);

  place = g_new0 (GalleyPicturePlace, 1);
  place->src = g_strdup (src);
  place->url = g_strdup (url);
  place->width = width;
  place->height = height;
  g_hash_table_replace (self->places, (char *) place->src, place);
}

/**
 * galley_picture_map_lookup:
 * @self: (nullable): a map
 * @src: (nullable): the path as written in the issue
 *
 * Returns: (transfer none) (nullable): where it is
 */
const GalleyPicturePlace *
galley_picture_map_lookup (const GalleyPictureMap *self,
                           const char *src)
{
  if (self == NULL || src == NULL)
    return NULL;
  return g_hash_table_lookup (self->places, src);
}
