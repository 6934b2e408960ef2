/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-content.h"
#include "galley-journal.h"
#include "galley-publish-request.h"

G_BEGIN_DECLS

/* A request whose answer was lost may still be running over there. */
#define GALLEY_PUBLISH_LOST_WAIT (G_TIME_SPAN_SECOND)

/* One run of the publishing transaction: what it was given, what is known from before, and what the
 * server has now. Lives on the stack of galley_publish(). */
typedef struct {
  const GalleyPublishRequest *request;
  GCancellable *cancellable;
  char *id;
  const char *place;      /* the account's site */
  GalleySite *site;
  GalleyJournal *journal;
  JsonNode *sync;         /* what both sides agreed on when this run began; NULL: nothing yet */
  GalleyContent *content;
  GalleyPost *post;       /* NULL: there is none yet */
  char *birth;            /* the word in the marker of what this run made; NULL: nothing */
  char *slug_before;
  char *body_before;      /* what readers have until an update is compared; NULL: nothing to be put back */
  char *fields_before;    /* see galley-fields-before; NULL: nothing, or they cannot be read */
  gboolean created;
  gboolean slug_sent;     /* the address that the issue wants was asked for */
  gboolean changed;
  gboolean overtaken;     /* the last change stood there no longer when it was read */
  gboolean text_changed;  /* since the attempt that this run goes on with */
  gboolean was_out;       /* readers had it before this transaction */
  gboolean sent;          /* the site said yes to letting it out, or to its hour, in this transaction */
  gboolean mailed_before; /* readers may have it from a post that is gone */
  gboolean taken_back;    /* off its schedule, by this run */
  gboolean unheard;       /* the site was told something, and no answer came */
  gboolean unheard_mail;  /* a mail would go out by it */
  gboolean compared;      /* @post has what it should have */
  gboolean adopted;       /* @post was made by somebody else's run, for the same issue */
} GalleyPublishRun;

typedef gboolean (*GalleyPublishDone) (const GalleyPublishRun *self);

void        galley_publish_run_clear         (GalleyPublishRun       *self);
void        galley_publish_run_report        (const GalleyPublishRun *self,
                                              const char             *stage,
                                              const char             *message);
const char *galley_publish_run_get_title     (const GalleyPublishRun *self);
/* Of the post, which is there. */
gboolean    galley_publish_run_is_status     (const GalleyPublishRun *self,
                                              const char             *status);
gboolean    galley_publish_run_is_draft      (const GalleyPublishRun *self);
/* TRUE when the plan has a mail. */
gboolean    galley_publish_run_sends_mail    (const GalleyPublishRun *self);
/* The id is somewhere durable and the journal open when it returns. */
gboolean    galley_publish_run_start         (GalleyPublishRun       *self,
                                              GError                **error);
/* Of the last sync; NULL: not known. */
const char *galley_publish_run_get_synced    (const GalleyPublishRun *self,
                                              const char             *name);
gboolean    galley_publish_run_remember_post (GalleyPublishRun       *self,
                                              GError                **error);
/* What the server has now is what both sides agree on. @hash: of the content it has. */
gboolean    galley_publish_run_remember_sync (GalleyPublishRun       *self,
                                              const char             *hash,
                                              GError                **error);
/* Of the title and the text that the server has. (transfer full) */
char       *galley_publish_run_dup_mark      (const GalleyPublishRun *self);
/* @post, owned from here on, is what the server has now. FALSE: it is NULL, and nothing is changed. */
gboolean    galley_publish_run_take          (GalleyPublishRun       *self,
                                              GalleyPost             *post);
/* Somebody deleted the post while this ran. Always FALSE. */
gboolean    galley_publish_run_fail_deleted  (const GalleyPublishRun *self,
                                              GError                **error);
/* The post by its id, with html and body. */
gboolean    galley_publish_run_reload        (GalleyPublishRun       *self,
                                              GError                **error);
/* The post of the issue @id, without a run; NULL without error when there is none. */
GalleyPost *galley_publish_run_find_post     (GalleyIssue            *issue,
                                              const char             *id,
                                              const GalleyService    *service,
                                              const GalleyConnection *connection,
                                              GalleyLedger           *ledger,
                                              GCancellable           *cancellable,
                                              GError                **error);
/* Sets @post when the site has one. */
gboolean    galley_publish_run_find          (GalleyPublishRun       *self,
                                              GError                **error);
/* FALSE: its readers have a mail of it by another post, or may have one. */
gboolean    galley_publish_run_may_mail      (const GalleyPublishRun *self,
                                              GError                **error);
/* TRUE when @post was made by this machine, as far as its journal knows. */
gboolean    galley_publish_run_has_made      (const GalleyPublishRun *self,
                                              const GalleyPost       *post);
/* TRUE when the server has our title and our body. */
gboolean    galley_publish_run_has_text      (const GalleyPublishRun *self);
/* TRUE when nobody but us can have written what the server has. */
gboolean    galley_publish_run_is_ours       (const GalleyPublishRun *self);
/* The draft, with the slug and the marker that it is found by. */
gboolean    galley_publish_run_create        (GalleyPublishRun       *self,
                                              GError                **error);
/* One PUT with its intent before it. When its answer is lost the server is asked, and @is_done says
 * whether what it has is what was meant. The step stays open in the journal until it is said done. */
gboolean    galley_publish_run_put           (GalleyPublishRun       *self,
                                              const char             *step,
                                              const GalleyPostFields *fields,
                                              const char             *newsletter,
                                              const char             *segment,
                                              GalleyPublishDone       is_done,
                                              GError                **error);
gboolean    galley_publish_run_done          (GalleyPublishRun       *self,
                                              const char             *step,
                                              GError                **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyPublishRun, galley_publish_run_clear)

G_END_DECLS
