/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* The source of an issue in a comfortable measure, with find and replace.
 *
 * Properties: "document" (GalleyDocument), "spelling" (boolean),
 * "spelling-languages" (GStrv: of issues that do not say theirs), "focus-mode" ("off", "sentence",
 * "paragraph": the rest is dimmed), "typewriter" (boolean: the line that is written stays in the middle).
 * Signals: "scrolled-to-line" (double: the user scrolled, lines from 1), "files-dropped" (GStrv of
 * paths), "picture-pasted" (GBytes of its file), "pictures-lost" (guint: so many of a paste could not be
 * taken). */
#define GALLEY_TYPE_EDITOR (galley_editor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditor, galley_editor, GALLEY, EDITOR, GtkWidget)

/* How the text looks: once, before the first document. */
void       galley_editor_set_settings   (GalleyEditor   *self,
                                         GSettings      *settings);
void       galley_editor_set_document   (GalleyEditor   *self,
                                         GalleyDocument *document);
/* Puts the cursor at the line's start and shows it; lines count from 1. */
void       galley_editor_go_to          (GalleyEditor   *self,
                                         guint           line,
                                         guint           column);
/* @align: where in the view @line goes, from 0, its upper edge, to 1, the lower one; 1 is the text's
 * end. */
void       galley_editor_scroll_to_line (GalleyEditor   *self,
                                         double          line,
                                         double          align);
void       galley_editor_find           (GalleyEditor   *self,
                                         gboolean        with_replace);
void       galley_editor_find_next      (GalleyEditor   *self,
                                         gboolean        forward);
/* Marks their lines. (element-type GalleyFinding), sorted by line, of the text now. */
void       galley_editor_show_findings  (GalleyEditor   *self,
                                         GPtrArray      *findings);
/* Selects it; the menu of the text has what to do about it. FALSE: there is none. */
gboolean   galley_editor_next_misspelling (GalleyEditor *self);
/* The words of the clipboard and nothing of their form. */
void       galley_editor_paste_plain    (GalleyEditor   *self);
/* Of the cursor, from 1. */
guint      galley_editor_get_line       (GalleyEditor   *self);
guint      galley_editor_get_column     (GalleyEditor   *self);
/* Of the cursor and of what is at the upper edge, in characters from the beginning. */
void       galley_editor_get_place      (GalleyEditor   *self,
                                         guint          *cursor,
                                         guint          *top);
/* What the text no longer has is its end. */
void       galley_editor_set_place      (GalleyEditor   *self,
                                         guint           cursor,
                                         guint           top);
/* The line that the preview is to have at the same place, from 1, with what of it is above: at the
 * upper edge (@align 0), but over the last screenful more and more towards the lower one (@align 1), so
 * that both come to their end together. */
double     galley_editor_get_seen_line  (GalleyEditor   *self,
                                         double         *align);
gboolean   galley_editor_shows_cursor   (GalleyEditor   *self);
/* Whether the text was the last that was changed, and nobody moved in it since: what scrolls then is
 * on its way to the cursor. */
gboolean   galley_editor_is_written     (GalleyEditor   *self);
GtkWidget *galley_editor_get_view       (GalleyEditor   *self);

G_END_DECLS
