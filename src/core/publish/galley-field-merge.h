/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-agreed.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* One key of the front matter, merged three ways. Values are lists, of one where a key has one value;
 * NULL or empty: it has none. A plain value. */
typedef struct {
  const char *key;
  const char *label;    /* translated, as the settings call it */
  gboolean    is_list;
  gboolean    there;    /* the site changed it, and the issue speaks of it */
  gboolean    here;
  gboolean    conflict; /* both did, and differently */
  char      **before;
  char      **ours;
  char      **theirs;   /* as the issue would say it */
  char      **merged;   /* of what is no conflict */
} GalleyFieldMerge;

/* (element-type GalleyFieldMerge) (transfer full): those that changed on either side. @agreed NULL: not
 * known, then whatever differs is a conflict. @paths: of a picture's address; may be NULL. */
GPtrArray *galley_field_merge_list      (const GalleyAgreed     *agreed,
                                         GalleyIssue            *ours,
                                         const GalleyPost       *post,
                                         const GalleyService    *service);
/* Whether ours lacks what theirs says. */
gboolean   galley_field_merge_is_missing (const GalleyFieldMerge *self);
/* "A, B", "" without a value. */
char      *galley_field_merge_dup_text   (char                  **values);

G_END_DECLS
