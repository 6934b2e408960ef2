/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-action.h"
#include "galley-document.h"
#include "galley-draft.h"
#include "galley-session.h"

G_BEGIN_DECLS

/* One issue, or the start page. Signal: "painted" (the preview shows the newest text). */
#define GALLEY_TYPE_WINDOW (galley_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWindow, galley_window, GALLEY, WINDOW, AdwApplicationWindow)

/* @application may be NULL in tests. */
GalleyWindow   *galley_window_new          (GtkApplication *application,
                                            GalleySession  *session);
/* NULL: the start page is shown. */
GalleyDocument *galley_window_get_document (GalleyWindow   *self);
/* An empty issue of a new kind: front matter with a title to fill in. */
void            galley_window_new_issue    (GalleyWindow   *self);
/* In this window when it holds nothing worth keeping, else in another one. */
void            galley_window_open         (GalleyWindow   *self,
                                            const char     *path);
void            galley_window_open_sample  (GalleyWindow   *self);
/* Shows a bar when a publish was interrupted and can be finished. */
void            galley_window_offer_interrupted (GalleyWindow *self);
void            galley_window_recover      (GalleyWindow   *self,
                                            GalleyDraft    *draft);
/* Looks as it did when the issue was closed; before it is opened and presented. */
void            galley_window_take_place   (GalleyWindow   *self,
                                            const GalleyDeskPlace *place);
/* Puts its issue on the desk of the session: open, unless it is being closed. */
void            galley_window_remember     (GalleyWindow   *self,
                                            gboolean        is_open);
gboolean        galley_window_is_empty     (GalleyWindow   *self);
gboolean        galley_window_has_preview  (GalleyWindow   *self);
/* The table of the window's actions; ends with one without a name. */
const GalleyAction *galley_window_list_actions (void);
/* Gives @application's own actions the shortcuts of that table. */
void            galley_window_add_application_shortcuts (GtkApplication *application);
void            galley_window_toast        (GalleyWindow   *self,
                                            const char     *message);

G_END_DECLS
