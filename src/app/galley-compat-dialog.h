/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A form over a window, which waits for it: from libadwaita 1.5 on an AdwDialog inside of that window, a
 * sheet from below where it is narrow; before that a modal window of its own. Its template has the
 * properties "title", "content", "default-width", "default-height" and "default-widget", its buttons
 * the action "dialog.close"; Escape closes it. Owned by what it is over, disposed when it is closed. */
#define GALLEY_TYPE_DIALOG (galley_dialog_get_type ())
#if ADW_CHECK_VERSION (1, 5, 0)
G_DECLARE_DERIVABLE_TYPE (GalleyDialog, galley_dialog, GALLEY, DIALOG, AdwDialog)
#else
G_DECLARE_DERIVABLE_TYPE (GalleyDialog, galley_dialog, GALLEY, DIALOG, AdwWindow)
#endif

struct _GalleyDialogClass
{
#if ADW_CHECK_VERSION (1, 5, 0)
  AdwDialogClass parent_class;
#else
  AdwWindowClass parent_class;
#endif

  /* Somebody wants it closed; TRUE: it stays. NULL: it never does. */
  gboolean (*close_request) (GalleyDialog *self);
};

/* Once, when it has its content: what it will be over, and no wider than that. */
void       galley_dialog_set_parent         (GalleyDialog *self,
                                             GtkWindow    *parent);
void       galley_dialog_set_content        (GalleyDialog *self,
                                             GtkWidget    *content);
void       galley_dialog_set_title          (GalleyDialog *self,
                                             const char   *title);
/* In pixels. */
void       galley_dialog_set_size           (GalleyDialog *self,
                                             int           width,
                                             int           height);
void       galley_dialog_set_default_widget (GalleyDialog *self,
                                             GtkWidget    *widget);
/* Also before it is on the screen. */
void       galley_dialog_set_focus          (GalleyDialog *self,
                                             GtkWidget    *widget);
/* Borrowed: the window that it is, or is in; before it is on the screen, the one it will be in. */
GtkWindow *galley_dialog_get_window         (GalleyDialog *self);
/* Borrowed: the dialog that is shown inside of @window, also one of the library's own; NULL: none, as
 * where dialogs are windows of their own. */
GtkWidget *galley_dialog_get_over           (GtkWindow    *window);
void       galley_dialog_present            (GalleyDialog *self);
void       galley_dialog_close              (GalleyDialog *self);
/* Asks nobody. Also one that was never presented. */
void       galley_dialog_force_close        (GalleyDialog *self);

G_END_DECLS
