/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-draft.h"
#include "galley-issue.h"
#include "galley-issue-file.h"

G_BEGIN_DECLS

/* An open issue: the source buffer, its file, its draft, and the newest parse. It knows no widget.
 * Typing starts a parse on a worker at once; while one runs only the newest text waits.
 *
 * Properties: "title" (string, for a window's title), "subtitle" ("nuri.md · saved"), "modified" is
 * GtkTextBuffer's own, "busy" (boolean: loading or saving).
 * Signals: "shape-changed" (large or not, a line too long or not), "parsed" (a newer issue and findings are there), "file-changed" (on disk, by somebody
 * else; gboolean is_gone), "draft-failed" (const char *message), "rearranged" (const char *message: what
 * one undo brings back). */
#define GALLEY_TYPE_DOCUMENT (galley_document_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDocument, galley_document, GALLEY, DOCUMENT, GtkSourceBuffer)

/* Above this, highlighting and a parse at every key would be felt. */
#define GALLEY_LARGE_TEXT (2 * 1024 * 1024)
/* A view lays out whole paragraphs: the one makes typing slow, the other stops the window. */
#define GALLEY_LONG_LINE (20 * 1024)
#define GALLEY_ENDLESS_LINE (200 * 1024)

typedef void (*GalleyDocumentDoneFunc) (GalleyDocument *self,
                                        const GError   *error,   /* NULL: it worked */
                                        gpointer        user_data);

/* Untitled. @state_dir and @cache_dir as of the application. */
GalleyDocument  *galley_document_new            (const char              *state_dir,
                                                 const char              *cache_dir);
void             galley_document_open           (GalleyDocument          *self,
                                                 const char              *path,
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
void             galley_document_save           (GalleyDocument          *self,
                                                 gboolean                 overwrite,
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
void             galley_document_save_as        (GalleyDocument          *self,
                                                 const char              *path,
                                                 gboolean                 is_copy, /* drops galley: and stays here */
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
/* The same file under another path: the text and what is not saved of it stay. INVALID when the file
 * at @path is not the one that was read. */
void             galley_document_move           (GalleyDocument          *self,
                                                 const char              *path,
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
void             galley_document_reload         (GalleyDocument          *self,
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
GalleyIssueFile *galley_document_get_file       (GalleyDocument          *self);
const char      *galley_document_get_path       (GalleyDocument          *self); /* NULL: untitled */
/* The newest parse; of the text now when galley_document_is_current. Never NULL. */
GalleyIssue     *galley_document_get_issue      (GalleyDocument          *self);
gboolean         galley_document_is_current     (GalleyDocument          *self);
/* (transfer full) For whoever kept one: the last of a large text takes longer to free than a key may. */
void             galley_document_release_issue  (GalleyIssue             *issue);
/* Parses now, on this thread, when the newest parse is not of the text now. */
GalleyIssue     *galley_document_parse          (GalleyDocument          *self);
/* (element-type GalleyFinding), sorted by line. */
GPtrArray       *galley_document_get_findings   (GalleyDocument          *self);
/* One undo step. The edit is against the text of the issue it was made from; FALSE when the text has
 * changed since (@issue is not of the text now). */
gboolean         galley_document_apply          (GalleyDocument          *self,
                                                 GalleyIssue             *issue,
                                                 const GalleyEdit        *edit);
/* The same of the front matter: what is written becomes one undo step. */
gboolean         galley_document_change_front_matter (GalleyDocument                *self,
                                                      const GalleyFrontMatterChange *changes,
                                                      gsize                          n_changes,
                                                      GError                       **error);
/* Whoever took much away or moved it with one gesture says so, right after the one undo step. */
void             galley_document_tell_rearranged (GalleyDocument         *self,
                                                  const char             *message);
char            *galley_document_dup_text       (GalleyDocument          *self,
                                                 gsize                   *length);
/* What a crash left behind becomes this (new, empty) document: text, cursor and file. */
void             galley_document_recover        (GalleyDocument          *self,
                                                 GalleyDraft             *draft,
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
/* Emits "file-changed" when somebody else changed the file. For focus and file monitors. */
void             galley_document_check_file     (GalleyDocument          *self);
/* Writes the draft now instead of within the second. */
void             galley_document_flush_draft    (GalleyDocument          *self);
/* The writer does not want what is not saved: the draft goes with the document. */
void             galley_document_discard        (GalleyDocument          *self);
gboolean         galley_document_is_large       (GalleyDocument          *self);
/* In bytes; @line, from 1, may be NULL. Above GALLEY_ENDLESS_LINE the text is for no view. */
gsize            galley_document_get_longest_line (GalleyDocument        *self,
                                                   guint                 *line);
/* Wraps the lines over GALLEY_LONG_LINE as one undo step; readers see no difference. */
void             galley_document_reflow         (GalleyDocument          *self,
                                                 GalleyDocumentDoneFunc   done,
                                                 gpointer                 user_data);
const char      *galley_document_get_title      (GalleyDocument          *self);
const char      *galley_document_get_subtitle   (GalleyDocument          *self);
gboolean         galley_document_is_busy        (GalleyDocument          *self);
/* FALSE: another text is about to come, and what is typed now would be lost. A save is no reason. */
gboolean         galley_document_is_editable    (GalleyDocument          *self);
/* Untitled, empty and never touched: an open may take its place. */
gboolean         galley_document_is_pristine    (GalleyDocument          *self);

G_END_DECLS
