/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-issue-file.h"

G_BEGIN_DECLS

/* A picture of an issue as it looks, loaded small and beside the window's work. Not visible as long as
 * there is none to show. Emits "changed" when there is one, or words that say why there is none. */
#define GALLEY_TYPE_ISSUE_PICTURE (galley_issue_picture_get_type ())
G_DECLARE_FINAL_TYPE (GalleyIssuePicture, galley_issue_picture, GALLEY, ISSUE_PICTURE, GtkWidget)

/* @ratio: width over height that it is cut to, 0: the whole of it, in the room that there is. @words:
 * what a screen reader says that it is. */
GtkWidget  *galley_issue_picture_new         (double              ratio,
                                              const char         *words);
/* As the issue in @file names it. Not loaded again as long as it is the same. @file and @source may
 * be NULL: none. */
void        galley_issue_picture_show        (GalleyIssuePicture *self,
                                              GalleyIssueFile    *file,
                                              const char         *source);
/* Why there is none; NULL: there is, or none is wanted. */
const char *galley_issue_picture_get_trouble (GalleyIssuePicture *self);

G_END_DECLS
