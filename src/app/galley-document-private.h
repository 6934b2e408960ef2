/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
G_BEGIN_DECLS

/* Shared by galley-document.c (the text and its parses) and galley-document-file.c (the file and the
 * draft). */
struct _GalleyDocument {
  GtkSourceBuffer  parent_instance;

  /* Owned */
  char            *cache_dir;
  GalleyIssueFile *file;
  GalleyDraft     *draft;
  GalleyIssue     *issue;
  GPtrArray       *findings;
  GFileMonitor    *monitor;
  char            *title;
  char            *subtitle;
  char            *spare_folder; /* stands in for the draft's when there is no draft */

  /* Every change of the text has a number; a parse and a draft are of one. */
  guint64          serial;
  guint64          issue_serial;
  guint64          findings_serial;

  guint            parse_source;
  guint            draft_source;
  guint            check_source;

  guint            parsing : 1;
  guint            parse_again : 1;
  guint            writing_draft : 1;
  guint            draft_again : 1;
  guint            busy : 1;
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
/* Replaces the whole text without an undo step; FALSE when it cannot be edited as text. */
gboolean galley_document_take_text  (GalleyDocument *self,
                                     const char     *text,
                                     gsize           length);

G_END_DECLS
