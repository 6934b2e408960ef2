/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
#include "galley-caret.h"

G_BEGIN_DECLS

/* Shared by galley-editor.c and its concerns: -completion, -findings, -keys, -paste, -search,
 * -style. */
struct _GalleyEditor {
  GtkWidget                parent_instance;

  /* Template children */
  GtkWidget               *box;
  GtkStack                *pages;
  GtkTextView             *view;
  GtkSearchBar            *search_bar;
  GtkEditable             *search_entry;
  GtkEditable             *replace_entry;
  GtkWidget               *replace_box;
  GtkLabel                *count_label;

  /* Owned */
  GalleyDocument          *document;
  GtkSourceSearchSettings *search_settings;
  GtkSourceSearchContext  *search;
  GalleyCaret             *caret;
  GSettings               *settings;
  GtkCssProvider          *font;

  GPtrArray               *finding_marks; /* (element-type GtkSourceMark), by line */

  GtkTextMark             *table_mark;    /* in the table that was typed in; NULL: none */
  guint                    table_source;

  gint64                   scrolled_by_others;
  guint                    language_source;
  guint                    waiting_key;   /* one that the input method got first; 0: none */
  gboolean                 has_preedit;
  guint                    completing : 1; /* the list of completions is open */
};

void galley_editor_update_measure (GalleyEditor   *self,
                                   int             width);
void galley_editor_install_search (GtkWidgetClass *widget_class);
void galley_editor_init_search    (GalleyEditor   *self);
void galley_editor_update_search  (GalleyEditor   *self);
void galley_editor_init_keys      (GalleyEditor   *self);
/* NULL: no longer. */
void galley_editor_watch_keys     (GalleyEditor   *self,
                                   GalleyDocument *document);
void galley_editor_init_paste     (GalleyEditor   *self);
void galley_editor_init_findings  (GalleyEditor   *self);
void galley_editor_init_completion (GalleyEditor   *self);
void galley_editor_clear_findings (GalleyEditor   *self);

G_END_DECLS
