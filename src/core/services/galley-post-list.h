/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One page of the posts a site has, without their text. Immutable, counted atomically. */
typedef struct _GalleyPostList GalleyPostList;

/* A plain value; any string but the id may be NULL. Times are ISO 8601 UTC. */
typedef struct {
  char *id;
  char *title;
  char *slug;
  char *status;       /* draft scheduled published sent */
  char *visibility;
  char *updated_at;
  char *published_at; /* of a scheduled one: when it will be */
  char *image;        /* the address of its picture */
  char *excerpt;      /* the writer's own */
} GalleyPostEntry;

/* What to list. Plain, borrowed by the call. */
typedef struct {
  const char *search; /* words that title or excerpt must all have; NULL: any post */
  const char *status; /* NULL: any */
  guint       page;   /* from 1; 0 is the first too */
} GalleyPostQuery;

#define GALLEY_TYPE_POST_LIST (galley_post_list_get_type ())
GType           galley_post_list_get_type  (void);
/* Takes @entries (element-type GalleyPostEntry). @page counts from 1, @pages is never 0. */
GalleyPostList *galley_post_list_new       (GPtrArray            *entries,
                                            guint                 page,
                                            guint                 pages,
                                            guint                 total);
GalleyPostList *galley_post_list_ref       (GalleyPostList       *self);
void            galley_post_list_unref     (GalleyPostList       *self);
guint           galley_post_list_get_size  (const GalleyPostList *self);
const GalleyPostEntry *
                galley_post_list_get_entry (const GalleyPostList *self,
                                            guint                 position);
guint           galley_post_list_get_page  (const GalleyPostList *self);
guint           galley_post_list_get_pages (const GalleyPostList *self);
/* Of posts on all pages. */
guint           galley_post_list_get_total (const GalleyPostList *self);
void            galley_post_entry_free     (GalleyPostEntry      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostList, galley_post_list_unref)

G_END_DECLS
