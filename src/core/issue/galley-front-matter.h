/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-edit.h"

G_BEGIN_DECLS

/* The YAML block at the head of an issue. Immutable; owned by its issue. Scalars are what was
 * written, never a number or a truth value. */
typedef struct _GalleyFrontMatter GalleyFrontMatter;

/* One wish for the block. With neither @value nor @list the key is removed. */
typedef struct {
  const char        *key;
  const char        *value;
  const char *const *list;
} GalleyFrontMatterChange;

gboolean           galley_front_matter_is_present  (const GalleyFrontMatter *self);
/* FALSE when it is there and does not parse; then nothing below finds a key. */
gboolean           galley_front_matter_is_valid    (const GalleyFrontMatter *self);
/* Past the newline of the closing line: where the body begins. */
gsize              galley_front_matter_get_end     (const GalleyFrontMatter *self);
/* The same of a text in UTF-8 that nobody has parsed, its beginning at least. */
gsize              galley_front_matter_find_end    (const char              *text,
                                                    gsize                    length);
/* The line of @key, from 1; 0 when it is not there. */
guint              galley_front_matter_get_line    (const GalleyFrontMatter *self,
                                                    const char              *key);
gboolean           galley_front_matter_has         (const GalleyFrontMatter *self,
                                                    const char              *key);
/* NULL when the key is absent or not a scalar; "" when it is empty. */
const char        *galley_front_matter_get_string  (const GalleyFrontMatter *self,
                                                    const char              *key);
gboolean           galley_front_matter_get_boolean (const GalleyFrontMatter *self,
                                                    const char              *key,
                                                    gboolean                 fallback);
/* A sequence, or a scalar as a list of one (split at commas). NULL when absent; NULL terminated. */
const char *const *galley_front_matter_get_list    (const GalleyFrontMatter *self,
                                                    const char              *key);
/* In the order of the file; NULL terminated. */
const char *const *galley_front_matter_get_keys    (const GalleyFrontMatter *self);
/* galley.id and galley.posts. */
const char        *galley_front_matter_get_id      (const GalleyFrontMatter *self);
/* The site of galley.posts that came last; NULL without. */
const char        *galley_front_matter_get_site    (const GalleyFrontMatter *self);
const char        *galley_front_matter_get_post    (const GalleyFrontMatter *self,
                                                    const char              *site);

/* Edits keep every byte they need not touch; a block is made where none was. Several changes are
 * one edit. INVALID when the block does not parse. */
GalleyEdit        *galley_front_matter_edit        (const GalleyFrontMatter       *self,
                                                    const GalleyFrontMatterChange *changes,
                                                    gsize                          n_changes,
                                                    GError                       **error);
GalleyEdit        *galley_front_matter_edit_id     (const GalleyFrontMatter       *self,
                                                    const char                    *id,
                                                    GError                       **error);
GalleyEdit        *galley_front_matter_edit_post   (const GalleyFrontMatter       *self,
                                                    const char                    *site,
                                                    const char                    *post_id,
                                                    GError                       **error);
/* Drops the map `galley`: Save a Copy, New from…. Never fails, since a copy that kept the ids would
 * be published over the other's post: the key goes where it stands twice, and where the block cannot
 * be read; what comes out has it no more. */
GalleyEdit        *galley_front_matter_edit_anonymous (const GalleyFrontMatter    *self);

G_END_DECLS
