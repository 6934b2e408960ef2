/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Widgets that newer runtimes have better ones for: the one room with #if (galley-compat*.c). */

/* Who asks is a window or a part of one, and is what gets the answer; it stays in memory until then.
 *
 * @paths: NULL terminated, or NULL when the writer closed the dialog. Called once in any case. */
typedef void (*GalleyFilesFunc) (GtkWidget         *asker,
                                 const char *const *paths,
                                 gpointer           user_data);
typedef void (*GalleyAnswerFunc) (GtkWidget  *asker,
                                  const char *answer,
                                  gpointer    user_data);

void galley_compat_open_files (GtkWidget       *asker,
                               const char      *title,
                               GalleyFilesFunc  done,
                               gpointer         user_data);
/* One picture. */
void galley_compat_open_picture (GtkWidget       *asker,
                                 const char      *title,
                                 GalleyFilesFunc  done,
                                 gpointer         user_data);
/* One or more. */
void galley_compat_open_pictures (GtkWidget       *asker,
                                  const char      *title,
                                  GalleyFilesFunc  done,
                                  gpointer         user_data);
/* A folder, which a sandbox may then read and write. */
void galley_compat_open_folder (GtkWidget       *asker,
                                const char      *title,
                                const char      *folder, /* to begin in, may be NULL */
                                GalleyFilesFunc  done,
                                gpointer         user_data);
void galley_compat_save_file  (GtkWidget       *asker,
                               const char      *title,
                               const char      *folder, /* may be NULL */
                               const char      *name,
                               GalleyFilesFunc  done,
                               gpointer         user_data);
/* From libadwaita 1.4 on a bar is part of the page below it, and rises when that scrolls. @content, which
 * has no parent, or what it became a part of. */
GtkWidget *galley_compat_raise_bar (GtkWidget *content);
/* Once, when @dialog has its content: over @parent and no wider than that, with the bar that the library
 * has for such a content. The parent stays in memory as long as @dialog: one that was closed and that a
 * job still holds lets go of its parent only then, which GTK 4.8 must find. */
void galley_compat_set_parent (GtkWindow       *dialog,
                               GtkWindow       *parent);
/* @answers: id, label, id, label, …, NULL; the first one cancels, the last one is suggested; a label
 * that begins with "!" destroys something. @done gets the id. */
void galley_compat_ask        (GtkWidget         *asker,
                               const char        *heading,
                               const char        *body,
                               const char *const *answers,
                               GalleyAnswerFunc   done,
                               gpointer           user_data);
/* Gives names to what the toolkit leaves without in a window of preferences: its search, and the
 * buttons inside of others, which are named as these are. */
void galley_compat_name_parts (GtkWidget *window);
/* A window of preferences asks for the whole width of a telephone, and its frame comes on top of that:
 * it asks for less instead. Newer libraries want some request there. */
void galley_compat_let_shrink (GtkWidget *window);
/* Takes @widget from the screen by its class's @unmap. The text @view inside, which may be on its way to a place,
 * gets there: GTK ends a movement by setting the place, and warns when the text, as it is laid out for
 * that, sets another. */
void galley_compat_unmap_text (GtkWidget   *widget,
                               GtkTextView *view,
                               void       (*unmap) (GtkWidget *));
void galley_compat_open_uri   (GtkWidget  *asker,
                               const char *uri);
void galley_compat_show_about (GtkWindow  *parent);

G_END_DECLS
