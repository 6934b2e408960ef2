/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is typed and not yet saved, kept in STATE_DIR/drafts/ID/ (text, draft.json, pictures of an
 * untitled issue in assets/). One open document has one draft; it holds a lock while it lives, so
 * that another window or program does not take it for a crashed one. */
#define GALLEY_TYPE_DRAFT (galley_draft_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDraft, galley_draft, GALLEY, DRAFT, GObject)

GalleyDraft *galley_draft_new          (const char   *state_dir,
                                        GError      **error);
/* Drafts that no living program holds and that have a text that is not what the file holds;
 * newest first. (element-type GalleyDraft) (transfer full): each is locked for the caller. */
GPtrArray   *galley_draft_list_orphans (const char   *state_dir);
/* Durable when it returns. @path NULL: untitled. */
gboolean     galley_draft_write        (GalleyDraft  *self,
                                        const char   *path,
                                        const char   *text,
                                        gsize         length,
                                        guint         cursor_offset, /* characters */
                                        GError      **error);
/* The document is saved or thrown away; the folder stays while pictures of an untitled issue are
 * needed: galley_draft_discard removes everything. */
gboolean     galley_draft_clear        (GalleyDraft  *self,
                                        GError      **error);
gboolean     galley_draft_discard      (GalleyDraft  *self,
                                        GError      **error);
const char  *galley_draft_get_folder   (GalleyDraft  *self);
const char  *galley_draft_get_path     (GalleyDraft  *self); /* of orphans: the file, or NULL */
char        *galley_draft_load_text    (GalleyDraft  *self,
                                        gsize        *length,
                                        GError      **error);
guint        galley_draft_get_cursor   (GalleyDraft  *self);
gint64       galley_draft_get_time     (GalleyDraft  *self); /* Unix seconds of the last write */

G_END_DECLS
