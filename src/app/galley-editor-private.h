/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
#include "galley-caret.h"
#include "galley-focus.h"
#include "galley-speller.h"

G_BEGIN_DECLS

/* Shared by galley-editor.c and its concerns: -calm, -completion, -drop, -findings, -keys, -paste, -place,
 * -search, -spelling, -style, -words (the menu of a misspelled one). */
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
  int                      match_offset;  /* where the match begins that was selected last; -1: none */
  GalleyCaret             *caret;
  GSettings               *settings;
  GtkCssProvider          *font;

  GPtrArray               *finding_marks; /* (element-type GtkSourceMark), by line */

  GtkTextMark             *table_mark;    /* in the table that was typed in; NULL: none */
  guint                    table_source;

  GalleySpeller           *speller;       /* NULL: not loaded yet */
  char                   **asked_languages;    /* that it has, or is loaded with; NULL: none yet */
  char                   **chosen_languages;   /* by the writer, for this window; NULL: not */
  char                   **spelling_languages; /* the last choice in any window */
  char                    *wrong_word;    /* that the menu is of; NULL: none */
  int                      wrong_offset;
  guint                    spelling_source;

  GalleyFocus             *focus;
  char                    *focus_mode;
  guint                    center_source;

  GtkTextMark             *place_mark;    /* what is to be in sight; NULL: nothing is */
  double                   place_align;   /* how far down: 0 at the upper edge, 1 at the lower */
  gulong                   place_handler;
  guint                    place_source;
  guint                    place_idle;
  GtkTextMark             *width_mark;    /* the letter at the upper edge when the width changed last */
  int                      width;

  gint64                   scrolled_by_others;
  guint                    language_source;
  guint                    waiting_key;   /* one that the input method got first; 0: none */
  gboolean                 has_preedit;
  gboolean                 spelling;
  gboolean                 typewriter;
  gboolean                 is_typing;     /* the word at the cursor may not be finished */
  guint                    written : 1;    /* see galley_editor_is_written() */
  guint                    completing : 1; /* the list of completions is open */
};

void galley_editor_update_measure (GalleyEditor   *self,
                                   int             width);
/* In the font for it. */
void galley_editor_update_tables  (GalleyEditor   *self);
void galley_editor_install_search (GtkWidgetClass *widget_class);
void galley_editor_init_search    (GalleyEditor   *self);
void galley_editor_update_search  (GalleyEditor   *self);
void galley_editor_init_keys      (GalleyEditor   *self);
/* NULL: no longer. */
void galley_editor_watch_keys     (GalleyEditor   *self,
                                   GalleyDocument *document);
void galley_editor_init_place     (GalleyEditor   *self);
/* Keeps @iter in sight, @align of the height down, until the text has settled or the writer does something. */
void galley_editor_hold_place     (GalleyEditor      *self,
                                   const GtkTextIter *iter,
                                   double             align);
void galley_editor_leave_place    (GalleyEditor   *self);
/* Before the text gets @width: what is at its upper edge stays there. */
void galley_editor_keep_place     (GalleyEditor   *self,
                                   int             width);
void galley_editor_init_paste     (GalleyEditor   *self);
/* In place of the selection, as one undo step. */
void galley_editor_insert_text    (GalleyEditor   *self,
                                   const char     *text);
/* The same with a page, or a part of one, as Markdown. FALSE: there is nothing in it. */
gboolean galley_editor_insert_html (GalleyEditor        *self,
                                    GMemoryOutputStream *html);
/* FALSE: code and the front matter hold what comes in letter by letter. */
gboolean galley_editor_takes_markdown (GalleyEditor *self);
void galley_editor_init_drop      (GalleyEditor   *self);
/* FALSE: none of them is a file of this machine. */
gboolean galley_editor_take_files (GalleyEditor   *self,
                                   GdkFileList    *list);
void galley_editor_watch_calm     (GalleyEditor   *self,
                                   GalleyDocument *document);
void galley_editor_set_typewriter (GalleyEditor   *self,
                                   gboolean        typewriter);
void galley_editor_set_focus_mode (GalleyEditor   *self,
                                   const char     *mode);
void galley_editor_update_calm_margins (GalleyEditor *self,
                                        int           height);
void galley_editor_init_spelling  (GalleyEditor   *self);
void galley_editor_watch_spelling (GalleyEditor   *self,
                                   GalleyDocument *document);
/* When the text has its language: the dictionaries come after it. */
void galley_editor_update_spelling (GalleyEditor  *self);
void galley_editor_set_spelling   (GalleyEditor   *self,
                                   gboolean        spelling);
/* In the next pause of the writer's. */
void galley_editor_check_spelling (GalleyEditor   *self);
/* The wrong word that @at is in or at; FALSE: it is none. */
gboolean galley_editor_find_misspelling (GalleyEditor      *self,
                                         const GtkTextIter *at,
                                         GtkTextIter       *start,
                                         GtkTextIter       *end);
void galley_editor_init_word_menu (GalleyEditor   *self);
/* For the menu that is about to be shown. */
void galley_editor_update_word_menu (GalleyEditor      *self,
                                     const GtkTextIter *at);
void galley_editor_init_findings  (GalleyEditor   *self);
void galley_editor_init_completion (GalleyEditor   *self);
void galley_editor_cancel_completion (GalleyEditor *self);
void galley_editor_clear_findings (GalleyEditor   *self);

G_END_DECLS
