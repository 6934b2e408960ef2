/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-rope.h"

/* After the public header, which this one does not include: a file includes both. */
G_BEGIN_DECLS

typedef struct {
  gsize length;  /* of the text, in bytes */
  gsize longest; /* of its lines */
  guint line;    /* that one */
} GalleyShape;

/* Shared by galley-document.c (the text and its parses), galley-document-file.c (the file),
 * galley-document-draft.c (the draft), galley-document-shape.c (large texts and long lines) and
 * galley-document-redo.c (what is done again). */
struct _GalleyDocument {
  GtkSourceBuffer  parent_instance;

  /* Owned */
  char            *cache_dir;
  char            *state_dir;
  GalleyIssueFile *file;
  GalleyDraft     *draft;
  GalleyIssue     *issue;
  GPtrArray       *findings;
  GalleyRope      *rope; /* the text once more, for the workers */
  GFileMonitor    *monitor;
  char            *title;
  char            *subtitle;
  char            *spare_folder; /* stands in for the draft's when there is no draft */

  /* Every change of the text has a number; a parse and a draft are of one. */
  guint64          serial;
  guint64          issue_serial;
  guint64          findings_serial;

  GalleyShape      shape;
  gint64           version_time; /* monotonic: when it was last looked whether an hour is over */

  guint            parse_source;
  guint            draft_source;
  guint            check_source;

  guint            parsing : 1;
  guint            parse_again : 1;
  guint            writing_draft : 1;
  guint            draft_again : 1;
  guint            busy : 1;
  guint            is_writing : 1; /* busy with the file alone: the text may change meanwhile */
  guint            discarded : 1;
  guint            loading : 1;
};

void galley_document_update_titles  (GalleyDocument *self);
void galley_document_schedule_parse (GalleyDocument *self);
void galley_document_schedule_draft (GalleyDocument *self);
void galley_document_close_draft    (GalleyDocument *self);
void galley_document_emit_file_changed (GalleyDocument *self,
                                        gboolean        is_gone);
void galley_document_emit_draft_failed (GalleyDocument *self,
                                        const char     *message);
void galley_document_set_busy       (GalleyDocument *self,
                                     gboolean        busy);
void galley_shape_measure           (GalleyShape    *shape,
                                     const char     *text,
                                     gsize           length);
void galley_document_set_shape      (GalleyDocument    *self,
                                     const GalleyShape *shape);
void galley_document_redo           (GtkTextBuffer  *buffer);
/* Before the views hear of the text that is about to be inserted. */
void galley_document_watch_insert   (GalleyDocument *self,
                                     const char     *text,
                                     gsize           length);
/* Replaces the whole text without an undo step; FALSE when it cannot be edited as text. */
gboolean galley_document_take_text  (GalleyDocument *self,
                                     const char     *text,
                                     gsize           length);

G_END_DECLS
