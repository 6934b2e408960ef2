/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-post-list.h"

struct _GalleyPostList {
  GPtrArray *entries;
  guint      page;
  guint      pages;
  guint      total;
};

G_DEFINE_BOXED_TYPE (GalleyPostList, galley_post_list, galley_post_list_ref, galley_post_list_unref)

void
galley_post_entry_free (GalleyPostEntry *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->slug);
  g_free (self->status);
  g_free (self->visibility);
  g_free (self->updated_at);
  g_free (self->published_at);
  g_free (self->image);
  g_free (self->excerpt);
  g_free (self);
}

GalleyPostList *
galley_post_list_new (GPtrArray *entries,
                      guint      page,
                      guint      pages,
                      guint      total)
{
  GalleyPostList *self = g_atomic_rc_box_new0 (GalleyPostList);
  self->entries = entries;
  self->page = page;
  self->pages = pages;
  self->total = total;
  return self;
}

GalleyPostList *
galley_post_list_ref (GalleyPostList *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
list_clear (gpointer data)
{
  GalleyPostList *self = data;
  g_ptr_array_unref (self->entries);
}

void
galley_post_list_unref (GalleyPostList *self)
{
  g_atomic_rc_box_release_full (self, list_clear);
}

guint
galley_post_list_get_size (const GalleyPostList *self)
{
  return self->entries->len;
}

/**
 * galley_post_list_get_entry:
 * @self: a page
 * @position: below its size
 *
 * Returns: (transfer none): the entry; it lives as long as the page
 */
const GalleyPostEntry *
galley_post_list_get_entry (const GalleyPostList *self,
                            guint                 position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);
  return self->entries->pdata[position];
}

guint
galley_post_list_get_page (const GalleyPostList *self)
{
  return self->page;
}

guint
galley_post_list_get_pages (const GalleyPostList *self)
{
  return self->pages;
}

guint
galley_post_list_get_total (const GalleyPostList *self)
{
  return self->total;
}
