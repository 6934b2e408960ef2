/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-remote.h"
#include "galley-render.h"

G_BEGIN_DECLS

/* The issue as its readers get it, in a locked-down web view that is patched block by block.
 *
 * Properties: "format" ("web" or "email"), "reader" (GalleyReader as int), "phone" (boolean), "zoom" (1: as the page has it).
 * Signals: "line-activated" (guint line: a click), "line-edited" (guint
 * line: a double click, where the block begins), "scrolled-to-line" (double line, double align:
 * the user scrolled),
 * "files-dropped" (const char *const *paths, guint line: of the block behind which they fell; 0: before
 * all of them), "painted" (the newest issue shown is on the screen), "link-activated" (const char *uri),
 * "remote-changed" (what galley_preview_get_remote_pictures says), "remote-activated" (const char
 * *address: a click where the picture of another site is not). */
#define GALLEY_PREVIEW_MIN_ZOOM 0.5
#define GALLEY_PREVIEW_MAX_ZOOM 3.0

#define GALLEY_TYPE_PREVIEW (galley_preview_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreview, galley_preview, GALLEY, PREVIEW, GtkWidget)

GtkWidget  *galley_preview_new            (void);
/* Where it is remembered what the site and its newsletters look like. */
void        galley_preview_set_state_dir  (GalleyPreview   *self,
                                           const char      *state_dir);
/* Once, before it is shown: without it no picture of another site is. */
void        galley_preview_set_remote     (GalleyPreview   *self,
                                           GalleyRemote    *remote);
/* As galley_remote_is_allowed has it. */
void        galley_preview_set_remote_issue (GalleyPreview *self,
                                           const char      *issue);
/* Addresses of the pictures of other sites, in the order of the issue, as of the newest rendering. */
const char *const *galley_preview_get_remote_pictures (GalleyPreview *self);
/* @folder: where the pictures lie; nothing outside it is ever read. The newest one wins. */
void        galley_preview_show           (GalleyPreview *self,
                                           GalleyIssue   *issue,
                                           const char    *folder);
/* @align: where in the view @line goes, from 0, its upper edge, to 1, the lower one; 1 is the page's
 * end. FALSE: there is no text yet to scroll in; it begins there then. */
gboolean    galley_preview_scroll_to_line (GalleyPreview *self,
                                           double         line,
                                           double         align);
/* The page on paper or into a file, as soon as it shows the newest issue. @settings NULL: the writer is
 * asked. FALSE: there will be no page. */
gboolean    galley_preview_print            (GalleyPreview    *self,
                                             GtkWindow        *parent,
                                             GtkPrintSettings *settings);
/* The writer is in @line: its block is marked, and shown when nothing of it can be seen. 0: nowhere. */
void        galley_preview_set_current_line (GalleyPreview  *self,
                                             guint           line);
/* That block, if nothing of it can be seen, as soon as there is a page. */
void        galley_preview_show_current     (GalleyPreview  *self);
/* For tests: the innerHTML of the body element, (transfer full), through a GAsyncResult. */
void        galley_preview_dump_async     (GalleyPreview       *self,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
char       *galley_preview_dump_finish    (GalleyPreview       *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
