/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
#include "galley-post-model.h"

G_BEGIN_DECLS

/* Shared by galley-open-dialog.c (accounts and posts) and -pull (what follows the choice of one). */
struct _GalleyOpenDialog {
  GalleyDialog        parent_instance;

  /* Template children */
  GtkWidget          *cancel_button;
  GtkWidget          *open_button;
  GtkWidget          *controls;
  GtkDropDown        *account_drop;
  GtkWidget          *add_button;
  GtkWidget          *first_button;
  GtkWidget          *retry_button;
  GtkEditable        *search_entry;
  GtkDropDown        *status_drop;
  GtkStack           *stack;
  GtkScrolledWindow  *scroller;
  GtkListView        *list_view;
  AdwStatusPage      *empty_page;
  AdwStatusPage      *error_page;
  GtkProgressBar     *progress_bar;
  GtkLabel           *progress_label;
  GtkRevealer        *message_bar;
  GtkLabel           *message_label;

  /* Owned */
  GalleySession      *session;
  GalleyAccountStore *accounts;
  GPtrArray          *choices;     /* (element-type GalleyAccount): those that have posts to open */
  GalleyPostModel    *posts;
  GtkSingleSelection *selection;
  GalleyPostItem     *chosen;      /* the one that is asked about or pulled */
  GCancellable       *cancellable; /* of the pull; NULL: none is on its way */

  guint               filling : 1; /* the accounts are put into their list */
};

/* NULL: there is none yet. */
GalleyAccount *galley_open_dialog_get_account  (GalleyOpenDialog *self);
/* NULL: it goes away. */
void           galley_open_dialog_show_message (GalleyOpenDialog *self,
                                                const char       *message);
/* The page that says what the list is like now. */
void           galley_open_dialog_update       (GalleyOpenDialog *self);
/* Asks for a file, or offers the one that is there. */
void           galley_open_dialog_choose       (GalleyOpenDialog *self,
                                                GalleyPostItem   *item);
void           galley_open_dialog_finish       (GalleyOpenDialog *self,
                                                const char       *path,
                                                const char       *message);

G_END_DECLS
