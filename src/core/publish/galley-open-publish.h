/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-plan.h"

G_BEGIN_DECLS

/* An interrupted publish, as the journal has it, or a journal that cannot be read and may be one of any. A plain
 * value; strings may be NULL. */
typedef struct {
  char   *id;
  char   *issue_path;  /* where its file was seen last */
  char   *title;       /* the issue's; NULL: it has none */
  char   *service;
  char   *site;
  char   *url;         /* the site as readers know it */
  char   *account;     /* the key's source */
  char   *visibility;  /* another one than the issue's file says, or tiers with commas; NULL: the file's */
  char   *post_id;     /* on the site; NULL: none that is known */
  char   *state;       /* a finished sentence: how far it came */
  char   *fingerprint; /* of the text that was to go out; NULL: an older Galley began it */
  char   *kept;        /* why it cannot be forgotten at all; NULL: it can */
  gboolean unreadable; /* nothing is known of it but @id, or the name of the file, @title, as it was kept elsewhere,
                        * and @state, which says why */
  gboolean uncertain;  /* only the site knows what became of the last step */
  gboolean mails;      /* a mail is still to be sent, as far as is known here */
  gint64  time;        /* of its last step, or when what cannot be read was written last; 0: unknown */
  guint   n_lines;     /* of its journal, as it was seen */
  GalleyPlan *plan;
} GalleyOpenPublish;

/* (element-type GalleyOpenPublish) (transfer full), newest first; what cannot be read comes before all. */
GPtrArray  *galley_open_publish_list        (const char               *state_dir);
/* TRUE when @issue is not what was to go out then. */
gboolean    galley_open_publish_has_changed (const GalleyOpenPublish  *self,
                                             GalleyIssue              *issue);
/* A person says where its file is now. INVALID when that is another issue. Durable. */
gboolean    galley_open_publish_locate      (const GalleyOpenPublish  *self,
                                             const char               *path,
                                             GalleyLedger             *ledger,
                                             GCancellable             *cancellable,
                                             GError                  **error);
/* What the site has of it now; NULL without error: nothing. Changes nothing. Slow. */
GalleyPost *galley_open_publish_look        (const GalleyOpenPublish  *self,
                                             const GalleyService      *service,
                                             const GalleyConnection   *connection,
                                             GCancellable             *cancellable,
                                             GError                  **error);
/* What galley_open_publish_look() found, in a finished sentence. @post may be NULL. (transfer full) */
char       *galley_open_publish_describe    (const GalleyPost         *post);
/* No more of it, neither in the list nor at the next start. What the journal knows stays known: the
 * issue's next publish asks the site as this one would have. @looked: the site has been asked.
 * CONFLICT when it is not safe to do so. Durable. */
gboolean    galley_open_publish_forget      (const GalleyOpenPublish  *self,
                                             const char               *state_dir,
                                             gboolean                  looked,
                                             GCancellable             *cancellable,
                                             GError                  **error);

G_END_DECLS
