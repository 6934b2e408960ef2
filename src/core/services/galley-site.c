/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-site.h"

G_DEFINE_BOXED_TYPE (GalleySite, galley_site, galley_site_ref, galley_site_unref)

void
galley_site_item_free (GalleySiteItem *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->slug);
  g_free (self->kind);
  g_free (self->design);
  g_free (self);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_site_item_free);
}

GalleySite *
galley_site_new (void)
{
  GalleySite *self = g_atomic_rc_box_new0 (GalleySite);
  self->mail_max = -1;
  self->newsletters = new_items ();
  self->archived = new_items ();
  self->tiers = new_items ();
  self->archived_tiers = new_items ();
  self->tags = new_items ();
  self->authors = new_items ();
  self->labels = new_items ();
  return self;
}

GalleySite *
galley_site_ref (GalleySite *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
site_clear (gpointer data)
{
  GalleySite *self = data;
  g_free (self->title);
  g_free (self->url);
  g_free (self->version);
  g_free (self->timezone);
  g_free (self->accent_color);
  g_free (self->icon);
  g_free (self->locale);
  g_free (self->latest);
  g_free (self->key_kind);
  g_free (self->key_owner);
  g_free (self->key_owner_id);
  g_free (self->key_role);
  g_free (self->mail_limit);
  g_free (self->default_visibility);
  g_free (self->default_recipients);
  g_free (self->default_recipients_filter);
  g_ptr_array_unref (self->newsletters);
  g_ptr_array_unref (self->archived);
  g_ptr_array_unref (self->tiers);
  g_ptr_array_unref (self->archived_tiers);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->labels);
}

void
galley_site_unref (GalleySite *self)
{
  g_atomic_rc_box_release_full (self, site_clear);
}

/* Hangul typed on another system may come decomposed; it is the same word. */
static char *
fold (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *normal = g_utf8_normalize (trimmed, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return g_utf8_casefold (normal ? normal : "", -1);
}

static gboolean
is_same (const char *folded,
         const char *text)
{
  g_autofree char *other = text ? fold (text) : NULL;
  return other && g_str_equal (folded, other);
}

/**
 * galley_site_find_item:
 * @items: (element-type GalleySiteItem): one of the lists of a site
 * @which: a name, slug or id, in any case, blanks round it ignored
 *
 * A name goes before a slug, so that a tag "news" is never taken for another one's address.
 *
 * Returns: (transfer none) (nullable): the item
 */
const GalleySiteItem *
galley_site_find_item (GPtrArray  *items,
                       const char *which)
{
  g_autofree char *folded = fold (which);
  if (*folded == '\0')
    return NULL;
  for (guint i = 0; i < items->len; i++)
    if (is_same (folded, ((GalleySiteItem *) items->pdata[i])->name))
      return items->pdata[i];
  for (guint i = 0; i < items->len; i++)
    if (is_same (folded, ((GalleySiteItem *) items->pdata[i])->slug))
      return items->pdata[i];
  for (guint i = 0; i < items->len; i++)
    if (is_same (folded, ((GalleySiteItem *) items->pdata[i])->id))
      return items->pdata[i];
  return NULL;
}
