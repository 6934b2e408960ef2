/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* After the public header, which this one does not include: a file includes both. */
#include "galley-incoming-page.h"
#include "galley-publish-check.h"
#include "galley-publish-choose.h"
#include "galley-publish-guards.h"
#include "galley-publish-progress.h"
#include "galley-publish-order.h"
#include "galley-publish-status.h"

G_BEGIN_DECLS

/* Shared by galley-publish-dialog.c (the way through the pages), -target (where to), -confirm (the
 * sentence), -send (saving, the worker, what came of it) and -merge (what somebody else did there). */

typedef enum {
  GALLEY_STEP_CHECK,
  GALLEY_STEP_CHOOSE,
  GALLEY_STEP_CONFIRM,
  GALLEY_STEP_PROGRESS,
  GALLEY_STEP_DONE,
  GALLEY_STEP_ERROR,
  GALLEY_STEP_INCOMING,
} GalleyStep;

/* One line of "Publish to". A plain value. */
typedef struct {
  GalleyAccount       *account; /* NULL: an export */
  const GalleyService *service;
} GalleyTarget;

struct _GalleyPublishDialog
{
  GalleyDialog           parent_instance;

  /* template children */
  AdwWindowTitle        *window_title;
  GtkWidget             *back_button;
  GtkWidget             *next_button;
  GtkWidget             *spinner;
  GtkStack              *stack;
  GalleyPublishCheck    *check;
  GtkWidget             *choose_error;
  GalleyPublishGuards   *guards;
  GalleyPublishStatus   *status;
  GtkWidget             *target_row;
  GtkWidget             *add_row;
  GtkStack              *target_stack;
  GalleyPublishChoose   *choose;
  GtkWidget             *proofs;
  GtkWidget             *proof_row;
  GtkWidget             *test_row;
  GtkWidget             *asking_label;
  GtkWidget             *failed_label;
  GtkWidget             *edit_account_button;
  GtkWidget             *sentence;
  GtkWidget             *facts;
  GtkWidget             *confirm_button;
  GtkWidget             *warning_label;
  GalleyPublishProgress *progress;
  GtkWidget             *done_page;
  GtkWidget             *differences_label;
  GalleyPublishStatus   *done_status;
  GtkWidget             *link_label;
  GtkWidget             *open_button;
  GtkWidget             *copy_button;
  GtkWidget             *error_page;
  GtkWidget             *retry_button;
  GtkWidget             *error_account_button;
  GalleyIncomingPage    *incoming_page;

  /* borrowed */
  gpointer               look_order;  /* of the newest question; what older ones bring is not wanted */
  gpointer               count_order; /* likewise */
  gpointer               report_order;

  /* owned */
  GalleyDocument        *document;
  GalleyAccountStore    *accounts;
  GalleyHttp            *http;
  char                  *state_dir;
  GPtrArray             *targets;     /* (element-type GalleyTarget), as in target_row */
  GCancellable          *looking;     /* the question to the site, and how many get the mail */
  GCancellable          *counting;
  GCancellable          *sending;
  GalleySite            *site;        /* NULL: not known, or an export */
  GalleyPost            *existing;    /* NULL: never there */
  char                 **removed;     /* keys of the issue that are cleared there; may be NULL */
  GalleyPost            *sent;        /* what came of it, for its status; NULL: nothing yet */
  char                  *counted;     /* the choices that the answer is of */
  GalleyFacts           *known;       /* NULL: not asked, or no answer */
  GCancellable          *reporting;
  char                  *account_id;  /* to be chosen when the accounts are listed again */
  GalleyPlan            *plan;        /* what is to be confirmed */
  GalleyChoices         *choices;     /* likewise; NULL: nothing goes into the issue */
  char                  *link;        /* what came of it */
  GalleyIncoming        *incoming;    /* what somebody else did there; NULL: nothing that is known */
  GError                *conflict;    /* how that was noticed */
  char                 **let_go;      /* of it, for this time; NULL: nothing */
  char                  *state;       /* how far an interrupted publish came */

  gint64                 count;
  guint                  count_source;
  guint                  report_source;
  GalleyStep             step;

  guint                  has_findings : 1;
  guint                  has_errors : 1;
  guint                  is_checked : 1;
  guint                  is_ready : 1;    /* the form can be read */
  guint                  is_counting : 1;
  guint                  goes_on : 1;     /* to the sentence, as soon as the site has answered */
  guint                  is_resumed : 1;
  guint                  is_changed : 1;  /* since what is resumed was interrupted */
  guint                  is_anew : 1;     /* a post that was deleted there is to be made once more */
  guint                  is_retry : 1;    /* of a mail that failed */
  guint                  is_refused : 1;  /* the site said no: the same again would hear it again */
  guint                  is_running : 1;
  guint                  close_when_done : 1;
  guint                  filling : 1;
};

void                galley_publish_dialog_show_step    (GalleyPublishDialog *self,
                                                        GalleyStep           step);
void                galley_publish_dialog_update       (GalleyPublishDialog *self);

const GalleyTarget *galley_publish_dialog_get_target   (GalleyPublishDialog *self);
void                galley_publish_dialog_fill_targets (GalleyPublishDialog *self);
/* Asks the site that is chosen. */
void                galley_publish_dialog_look         (GalleyPublishDialog *self);
void                galley_publish_dialog_edit_account (GalleyPublishDialog *self,
                                                        GalleyAccount       *account);
/* Asks in a moment what the guards want to know, when that may have changed. */
void                galley_publish_dialog_count        (GalleyPublishDialog *self);
/* The same now. */
void                galley_publish_dialog_count_now    (GalleyPublishDialog *self);
/* The number is of other choices than the plan and @issue have now: there is none. */
void                galley_publish_dialog_drop_count   (GalleyPublishDialog *self,
                                                        GalleyIssue         *issue);
/* For a worker; with @issue and @plan. (transfer full) */
GalleyPublishOrder *galley_publish_dialog_create_order (GalleyPublishDialog *self,
                                                        GalleyIssue         *issue,
                                                        const GalleyPlan    *plan);

void                galley_publish_dialog_next         (GalleyPublishDialog *self);
/* Whether there can be a proof of the mail, or why not. */
void                galley_publish_dialog_update_proofs (GalleyPublishDialog *self);
void                galley_publish_dialog_prove        (GalleyPublishDialog *self);
void                galley_publish_dialog_send_test    (GalleyPublishDialog *self);
/* What the guards say of the choices as they are. */
void                galley_publish_dialog_show_guards  (GalleyPublishDialog *self);
/* Shows what became of @post in @status and goes on asking while that changes. */
void                galley_publish_dialog_follow       (GalleyPublishDialog *self,
                                                        const GalleyPost    *post,
                                                        GalleyPublishStatus *status);
/* Of the post that is followed. */
void                galley_publish_dialog_ask_report   (GalleyPublishDialog *self);
void                galley_publish_dialog_stop_follow  (GalleyPublishDialog *self);
/* FALSE: something is wrong with the choices, and it is said. */
gboolean            galley_publish_dialog_read_choices (GalleyPublishDialog *self);
void                galley_publish_dialog_show_choose_error (GalleyPublishDialog *self,
                                                             const char          *message);
void                galley_publish_dialog_fill_confirm (GalleyPublishDialog *self);
gboolean            galley_publish_dialog_is_mail      (GalleyPublishDialog *self);

void                galley_publish_dialog_send         (GalleyPublishDialog *self);
void                galley_publish_dialog_show_failure (GalleyPublishDialog *self,
                                                        const GError        *error);
/* Fetches what somebody else did; shows @error when there is no more to say. */
void                galley_publish_dialog_show_incoming (GalleyPublishDialog *self,
                                                         const GError        *error);
void                galley_publish_dialog_add_incoming_page (GalleyPublishDialog *self);
void                galley_publish_dialog_open_result  (GalleyPublishDialog *self);

G_END_DECLS
