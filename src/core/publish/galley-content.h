/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-journal.h"
#include "galley-publish-request.h"

G_BEGIN_DECLS

/* What of an issue goes out: its pictures uploaded, its body rendered, its front matter as fields. A
 * plain value. */
typedef struct {
  GalleyPostFields *fields;   /* without slug and status */
  char             *body;     /* the body, owned by @fields' maker too */
  char             *hash;     /* of all of it */
  char             *mark;     /* of title and body as a service would give them back */
  char             *keys;     /* the names in @fields, one blank between */
  GPtrArray        *pictures; /* (element-type GalleyReceiptPicture) */
  struct _GalleyOriginals *originals; /* owned: what it was pulled from; NULL: it never was */
} GalleyContent;

/* @known_keys: the keys of the last sync; those no longer there are cleared. NULL: none. */
GalleyContent *galley_content_new      (const GalleyPublishRequest  *request,
                                        const GalleySite            *site,
                                        const char                  *known_keys,
                                        GalleyJournal               *journal,
                                        GCancellable                *cancellable,
                                        GError                     **error);
/* Of @known_keys those that the issue no longer has. NULL terminated. */
char         **galley_content_list_removed (GalleyIssue             *issue,
                                            const char              *known_keys);
void           galley_content_free     (GalleyContent               *self);
/* Equal for two writings of the same document: JSON is compared without its blanks, and addresses of
 * the site with and without its name are the same. @site_url may be NULL. */
char          *galley_content_dup_mark (const char                  *title,
                                        const char                  *body,
                                        const char                  *site_url);
/* FALSE + FAILED when @post, as the service stored it, lacks a part of @issue. */
gboolean       galley_content_verify   (GalleyIssue                 *issue,
                                        const GalleyPost            *post,
                                        GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyContent, galley_content_free)

G_END_DECLS
