/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-agreed.h"
#include "galley-publish-request.h"

G_BEGIN_DECLS

/* What changed on one side since both last agreed. A plain value; strings may be NULL. */
typedef struct {
  char *key;    /* "title", "tags", …, "body": stable */
  char *label;  /* translated */
  char *before; /* of fields */
  char *after;
  guint added;  /* of the body: sentences and lines */
  guint removed;
} GalleyIncomingChange;

/* What the site has that the issue has not, and what both would be together. Immutable, counted
 * atomically. */
typedef struct {
  GalleyPost *post;         /* as it is there now */
  char       *ours;         /* the issue as it was given */
  char       *theirs;       /* the issue as the site would have it */
  char       *text;         /* the issue with both in it; conflicts stand in it with their marks */
  guint       n_conflicts;
  GPtrArray  *there;        /* (element-type GalleyIncomingChange) */
  GPtrArray  *here;
  char      **missing;      /* what publishing the issue as it is would undo there, one text for each */
  char       *seen;         /* names what the site has now */
} GalleyIncoming;

/* @agreed NULL: nothing is known of what both had. UNSUPPORTED when the service cannot be read or the
 * post has no body that can; INVALID when the issue's front matter does not parse. */
GalleyIncoming *galley_incoming_new        (const GalleyAgreed          *agreed,
                                            GalleyIssue                 *issue,
                                            const GalleyPost            *post,
                                            const GalleyService         *service,
                                            const char                  *site_url,
                                            GError                     **error);
/* The same for the post of @request, which is asked for. NULL without error: there is none. Slow. */
GalleyIncoming *galley_incoming_load       (const GalleyPublishRequest  *request,
                                            GCancellable                *cancellable,
                                            GError                     **error);
/* Nothing is missing, or a person has said of all of it that it may go. @accepted: of
 * GalleyIncoming.missing, or its .seen; may be NULL. */
gboolean        galley_incoming_is_settled (const GalleyIncoming        *self,
                                            const char *const           *accepted);
/* What @text, in place of the issue, still lacks: what a person who has it before him has accepted. */
char          **galley_incoming_list_missing (const GalleyPublishRequest *request,
                                              const GalleyIncoming       *self,
                                              const char                 *text);
/* What both have is a version from now on, whichever is taken. Durable when it returns. */
gboolean        galley_incoming_keep       (const GalleyIncoming        *self,
                                            const GalleyPublishRequest  *request,
                                            GError                     **error);
/* "Title, tags; text: 2 added, 1 taken out". */
char           *galley_incoming_dup_summary (GPtrArray                  *changes);
GalleyIncoming *galley_incoming_ref        (GalleyIncoming              *self);
void            galley_incoming_unref      (GalleyIncoming              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIncoming, galley_incoming_unref)

G_END_DECLS
