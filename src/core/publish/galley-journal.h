/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "galley-progress.h"

G_BEGIN_DECLS

typedef struct _GalleyJournal GalleyJournal;

/* The fold of the lines: how far the runs of an issue came. A plain value. Uploads are no steps: what
 * was sent twice is seen by its hash. */
typedef struct {
  gboolean    open;     /* it was started and has not ended */
  gboolean    newer;    /* a later Galley wrote it: nothing else here can be relied upon */
  JsonObject *start;    /* the last start line; NULL: never started */
  char       *step;     /* the last step that was meant, by whichever run */
  gboolean    pending;  /* it was meant and no result is known */
  gboolean    fresh;    /* it was meant by the last run */
  JsonObject *intent;   /* its line */
  gboolean    mail;     /* a mail was meant, and nobody said that it did not go out */
  gboolean    mail_unheard; /* one that was meant before the last intent got no answer */
  char       *mail_post; /* of this post; NULL: none was meant */
  char       *anew_post; /* in whose place a new post was last asked for; NULL: never */
  gboolean    mailed_before; /* by a post that is gone, or nobody could say that it was not */
  char       *post_id;  /* the post, once known */
  char       *moved;    /* where the file is, if not where the start says; NULL */
  GPtrArray  *births;   /* (element-type utf8) the words in the markers of all that was made here */
  gint64      time;     /* Unix seconds of the last line, of a clock that may jump */
  guint       n_lines;  /* how many it is the fold of */
} GalleyJournalState;

/* UNSUPPORTED when a later Galley wrote it; OFFLINE when another program does not let go of it. */
GalleyJournal *galley_journal_open        (const char          *state_dir,
                                           const char          *id,
                                           const char          *site,
                                           GalleyProgressFunc   progress,
                                           gpointer             progress_data,
                                           GCancellable        *cancellable,
                                           GError             **error);
void           galley_journal_free        (GalleyJournal       *self);
/* What is known from before this call; lines written later do not change it. */
const GalleyJournalState *
               galley_journal_get_state   (const GalleyJournal *self);
/* Names and values follow as pairs and end with NULL; a pair whose value is NULL is left out.
 * Durable when it returns. */
gboolean       galley_journal_write       (GalleyJournal       *self,
                                           GError             **error,
                                           const char          *what,
                                           ...) G_GNUC_NULL_TERMINATED;

/* The fold of the lines of a journal that is there. DISK when it cannot be read: what it holds may be a mail that
 * was sent. (transfer full) */
GalleyJournalState *galley_journal_load_state (const char         *path,
                                               GError            **error);
/* Without taking it from whoever writes it just now. NULL: there is none, or it cannot be read. (transfer full) */
GalleyJournalState *galley_journal_find_state (const char         *state_dir,
                                               const char         *id,
                                               const char         *site);
void                galley_journal_state_free (GalleyJournalState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJournal, galley_journal_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJournalState, galley_journal_state_free)

G_END_DECLS
