/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"
#include "galley-post.h"

G_BEGIN_DECLS

/* What an issue and its post on a site were when both last said the same: where a merge begins. Kept
 * among the issue's versions. A plain value. */
typedef struct {
  GalleyIssue *issue;
  GalleyPost  *post;   /* as far as a service reads it: id, title, body, updated_at, visibility, json */
  GHashTable  *paths;  /* of a picture's address on the site to the path in the issue */
} GalleyAgreed;

/* @issue_id may be NULL. NULL: nothing is known. */
GalleyAgreed *galley_agreed_load (const char        *state_dir,
                                  const char        *issue_id,
                                  const char        *path,
                                  const char        *site);
/* Durable when it returns. @paths may be NULL. The text is a version from now on: PUBLISH or PULL. */
gboolean      galley_agreed_save (const char        *state_dir,
                                  const char        *issue_id,
                                  const char        *path,
                                  const char        *site,
                                  gboolean           pulled,
                                  GalleyIssue       *issue,
                                  const GalleyPost  *post,
                                  GHashTable        *paths,
                                  GError           **error);
void          galley_agreed_free (GalleyAgreed      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyAgreed, galley_agreed_free)

G_END_DECLS
