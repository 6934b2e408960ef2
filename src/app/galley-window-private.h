/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
#include "galley-autosave.h"
#include "galley-conflict-bar.h"
#include "galley-editor.h"
#include "galley-mail-meter.h"
#include "galley-outline-panel.h"
#include "galley-settings-panel.h"
#include "galley-tour.h"
#include "galley-word-count.h"

G_BEGIN_DECLS

/* Shared by galley-window.c and its concerns: -actions (the table of actions), -keys (theirs), -layout
 * (which pages are shown), -text (what works on the text), -insert (blocks and cards), -files (open,
 * save, close), -status (the bottom bar), -notices (the bar above it), -desk (where the writer was),
 * -preview, -apart (its own window), -publish. */
struct _GalleyWindow {
  AdwApplicationWindow parent_instance;

  /* Template children */
  GtkStack            *stack;
  AdwToastOverlay     *toasts;
  AdwWindowTitle      *window_title;
  GtkWidget           *recent_group;
  GtkListBox          *recent_list;
  GtkPaned            *paned;
  GtkWidget           *editor_box;
  GtkWidget           *preview_box;
  AdwSplitButton      *open_button;
  GtkMenuButton       *menu_button;
  GMenu               *main_menu;
  GMenu               *issue_menu;
  GMenu               *recent_menu;
  GtkWidget           *new_button;
  GtkWidget           *preview_button;
  GtkWidget           *settings_button;
  GtkWidget           *back_button;
  GtkWidget           *finish_button;
  GtkWidget           *picture_button;
  GtkWidget           *insert_button;
  GtkRevealer         *publish_bar;
  GtkWidget           *publish_box;
  GtkLabel            *publish_label;
  GtkButton           *publish_button;
  GtkRevealer         *changed_bar;
  GtkLabel            *changed_label;
  GtkWidget           *changed_button;
  GtkRevealer         *notice_bar;
  GtkLabel            *notice_label;
  GtkButton           *notice_button;
  GtkWidget           *header;
  GtkWidget           *status_box;
  GtkWidget           *outline_separator;
  GalleyOutlinePanel  *outline_panel;
  GalleyWordCount     *word_count;
  GtkMenuButton       *findings_button;
  GtkLabel            *findings_label;
  GtkListBox          *findings_list;
  GtkLabel            *message_label;
  GalleyMailMeter     *mail_meter;
  GalleyConflictBar   *conflict_bar;
  GalleyTour          *tour;
  AdwStatusPage       *start_page;
  GtkWidget           *start_new_button;
  GtkWidget           *start_sample_button;
  GtkDropDown         *reader_drop;
  GtkWidget           *preview_panes;
  GtkWidget           *beside_button;
  GtkWidget           *detach_button;
  GalleyEditor        *editor;
  GtkWidget           *settings_separator;
  GalleySettingsPanel *settings_panel;

  /* Owned */
  GalleySession       *session;
  GalleyDocument      *document;
  GalleyAutosave      *autosave;
  GalleyIssue         *findings_issue; /* the parse the list of findings is of */
  char                *desk_path;      /* as it was put on the desk last */
  char                *dismissed;      /* the ids of those that the writer put off */
  GPtrArray           *interrupted;    /* publishes, as the journals had them when asked last */
  GtkWidget           *preview;        /* NULL: none yet, as there was no issue */
  GtkWidget           *beside;         /* the paid reader's, beside it; NULL: none yet */
  GtkWindow           *apart;          /* the previews' own; NULL: they are beside the source */
  GtkWidget           *inserter;       /* a popover of the editor's box */

  GtkWidget           *focus_outside;  /* of menus, the last one; weak */
  AdwToast            *last_toast;     /* weak */

  guint                narrow_source;
  guint                leave_source;  /* a click may become a double click */
  int                  apart_width;    /* of the last one; 0: none yet */
  int                  apart_height;
  guint                desk_source;
  guint                found_line;     /* where a finding was shown last; 0: nowhere */
  guint                found_column;
  int                  asked_width;  /* less than the pages needed; 0: they had room */
  int                  narrow_width; /* below it there is one page, */
  int                  medium_width; /* below it there are two */
  int                  notice;         /* the one that is shown; -1: none */
  guint                hidden_notices; /* a bit each */

  guint                is_narrow : 1;  /* one page: source, preview or settings */
  guint                is_medium : 1;  /* two of them */
  guint                settings_shown : 1;
  guint                outline_shown : 1;
  guint                full_screen : 1; /* nothing but the text */
  guint                preview_page : 1; /* narrow: the page that is shown */
  guint                close_after_save : 1;
  guint                publish_after_save : 1;
  guint                may_close : 1;
  guint                busy : 1;
  guint                apart_wanted : 1;   /* as it was the last time, when there is a preview */
  guint                preview_behind : 1; /* it is still to be where the source is */
};

void galley_window_init_actions    (GalleyWindow   *self);
void galley_window_install_actions (GtkWidgetClass *widget_class);
void galley_window_update_actions  (GalleyWindow   *self);
/* The settings outlive the window, and GTK's menus may keep what they tell it by. */
void galley_window_clear_actions   (GalleyWindow   *self);
void galley_window_install_keys    (GtkWidgetClass *widget_class);
void galley_window_init_keys       (GalleyWindow   *self);

void galley_window_init_focus      (GalleyWindow   *self);
void galley_window_set_document    (GalleyWindow   *self,
                                    GalleyDocument *document);
void galley_window_install_layout  (GtkWidgetClass *widget_class);
void galley_window_init_layout     (GalleyWindow   *self);
void galley_window_update_layout   (GalleyWindow   *self);
void galley_window_update_title    (GalleyWindow   *self);
void galley_window_init_recent     (GalleyWindow   *self);
void galley_window_set_preview_shown (GalleyWindow *self,
                                      gboolean      shown);
gboolean galley_window_is_preview_shown (GalleyWindow *self);
void galley_window_set_settings_shown (GalleyWindow *self,
                                       gboolean      shown);
/* Narrow: away from the page that hides the source. */
void galley_window_show_source     (GalleyWindow   *self);

/* With this text, and the cursor where the title is to be written. What it names in @folder comes
 * along. */
void galley_window_new_issue_from  (GalleyWindow   *self,
                                    const char     *text,
                                    const char     *folder);
void galley_window_init_calm       (GalleyWindow   *self);
/* Shows what the layout wants beside the pages: @outline, and the bars. */
void galley_window_update_calm     (GalleyWindow   *self,
                                    gboolean        outline);

/* Soon; galley-window-desk.c. */
void galley_window_schedule_desk   (GalleyWindow   *self);
/* The window closes, */
void galley_window_leave_desk      (GalleyWindow   *self);
/* or the writer does not want it to. */
void galley_window_stay            (GalleyWindow   *self);
/* Where the writer left the issue that was just opened. */
void galley_window_resume_place    (GalleyWindow   *self);

void galley_window_update_status   (GalleyWindow   *self);
/* How much of it a bar of this width has room for. */
void galley_window_fit_status      (GalleyWindow   *self);
void galley_window_init_status     (GalleyWindow   *self);
void galley_window_watch_cursor    (GalleyWindow   *self);
void galley_window_go_to_finding   (GalleyWindow   *self,
                                    gboolean        forward);

void galley_window_update_notice   (GalleyWindow   *self);
void galley_window_dismiss_notice  (GalleyWindow   *self);
/* For a new document. */
void galley_window_reset_notices   (GalleyWindow   *self);
void galley_window_shape_changed   (GalleyWindow   *self);
void galley_window_reflow          (GalleyWindow   *self);
void galley_window_allow_folder    (GalleyWindow   *self);

void galley_window_ask_open        (GalleyWindow   *self);
void galley_window_ask_open_folder (GalleyWindow   *self);
void galley_window_ask_open_site   (GalleyWindow   *self);
void galley_window_save            (GalleyWindow   *self,
                                    gboolean        overwrite);
void galley_window_ask_save_as     (GalleyWindow   *self,
                                    gboolean        is_copy);
void galley_window_reload          (GalleyWindow   *self);
/* Asks when there is something to lose; then closes the window. */
void galley_window_ask_close       (GalleyWindow   *self);

/* As galley_window_open; returns the window that shows it. */
GalleyWindow *galley_window_open_in (GalleyWindow   *self,
                                     const char     *path);
void galley_window_publish         (GalleyWindow   *self);
void galley_window_finish_publish  (GalleyWindow   *self);
void galley_window_show_interrupted (GalleyWindow *self);
void galley_window_dismiss_interrupted (GalleyWindow *self);

void galley_window_init_inserter   (GalleyWindow   *self);

gboolean galley_window_is_apart    (GalleyWindow   *self);
void galley_window_set_apart       (GalleyWindow   *self,
                                    gboolean        is_apart);
void galley_window_update_apart_title (GalleyWindow *self);
void galley_window_clear_apart     (GalleyWindow   *self);

gboolean galley_window_has_blocked_pictures (GalleyWindow *self);
/* For the bar above the text. (transfer full) */
char    *galley_window_make_blocked_words (GalleyWindow *self);
void galley_window_load_pictures   (GalleyWindow   *self);
void galley_window_watch_remote    (GalleyWindow   *self,
                                    GtkWidget      *preview);
void galley_window_name_remote_issue (GalleyWindow *self,
                                      GtkWidget    *preview);

void galley_window_init_preview    (GalleyWindow   *self);
void galley_window_update_preview  (GalleyWindow   *self);
void galley_window_follow_cursor   (GalleyWindow   *self);
/* To where the source is, as long as that is on the screen. */
void galley_window_bring_preview   (GalleyWindow   *self);
/* Of a drop: issues open, and the form of the pictures puts them at the cursor. */
void galley_window_take_files      (GalleyWindow       *self,
                                    const char *const  *paths);
/* Puts the cursor there: whether galley_window_edit_at would open a form. */
gboolean galley_window_go_to_form  (GalleyWindow   *self,
                                    guint           line);
void galley_window_edit_at         (GalleyWindow   *self,
                                    guint           line);
void galley_window_zoom_in         (GalleyWindow   *self);
void galley_window_zoom_out        (GalleyWindow   *self);
void galley_window_zoom_normal     (GalleyWindow   *self);
void galley_window_print           (GalleyWindow   *self);

G_END_DECLS
