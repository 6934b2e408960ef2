/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-account-store.h"
#include "galley-facts.h"
#include "galley-incoming.h"
#include "galley-publish.h"

G_BEGIN_DECLS

/* What the publish dialog asks workers to do. It knows no widget; each function is slow. */
typedef struct {
  GalleyHttp          *http;
  GalleyAccountStore  *accounts;
  GalleyAccount       *account;   /* NULL: an export */
  const GalleyService *service;
  GalleyIssue         *issue;
  GalleyPlan          *plan;
  GalleySite          *site;      /* NULL until it is known */
  gboolean             retry;     /* the mail that failed, and nothing else */
  char                *post_id;   /* of the post that is there already, with its slug; may be NULL */
  char                *slug;
  char                *address;   /* of a test mail */
  gboolean             is_paid;   /* the reader of a proof */
  char               **accepted;  /* what may be overwritten there, as GalleyPublishRequest has it */
  char                *path;
  char                *folder;
  char                *state_dir;
} GalleyPublishOrder;

typedef struct {
  GalleySite *site;
  GalleyPost *existing; /* NULL: the issue was never there */
  char      **removed;  /* keys that went out the last time and are gone from the issue */
} GalleyPublishDestination;

GalleyPublishOrder       *galley_publish_order_copy       (const GalleyPublishOrder  *self);
void                      galley_publish_order_free       (GalleyPublishOrder        *self);
/* What the site is, and whether the issue is already there. */
GalleyPublishDestination *galley_publish_order_look       (const GalleyPublishOrder  *self,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
void                      galley_publish_destination_free (GalleyPublishDestination  *self);
/* What the guards want to know, as how many get the mail. @existing may be NULL. */
GalleyFacts              *galley_publish_order_ask        (const GalleyPublishOrder  *self,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
/* What became of the mail of the post @existing. */
GalleyMailReport         *galley_publish_order_report     (const GalleyPublishOrder  *self,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
/* Its mail as the site makes it; to @address, when there is one, and then NULL is no failure. */
GalleyMailProof          *galley_publish_order_prove      (const GalleyPublishOrder  *self,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
/* The issue's pictures by their addresses on the site, for galley_proof_pictures_place(). */
GHashTable               *galley_publish_order_find_pictures (const GalleyPublishOrder *self,
                                                              GCancellable             *cancellable,
                                                              GError                  **error);
GalleyReceipt            *galley_publish_order_send       (const GalleyPublishOrder  *self,
                                                           GalleyProgressFunc         progress,
                                                           gpointer                   progress_data,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
/* Of its site: by the name it was begun with, or the site's. NULL: there is none any more. (transfer full) */
GalleyAccount            *galley_publish_order_find_account (GalleyAccountStore       *accounts,
                                                             const GalleyOpenPublish  *interrupted);
/* What the site has of an interrupted publish, in a sentence. Changes nothing. */
char                     *galley_publish_order_look_open  (const GalleyOpenPublish   *interrupted,
                                                           GalleyAccountStore        *accounts,
                                                           GalleyHttp                *http,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
/* What somebody else did to the post; NULL without error: it is not there any more. */
GalleyIncoming           *galley_publish_order_fetch      (const GalleyPublishOrder  *self,
                                                           GCancellable              *cancellable,
                                                           GError                   **error);
/* Keeps what both have as versions, and what was decided; @text is taken. Returns what may be missing
 * of theirs from now on. */
char                    **galley_publish_order_keep       (const GalleyPublishOrder  *self,
                                                           const GalleyIncoming      *incoming,
                                                           const char                *text,
                                                           GError                   **error);

G_END_DECLS
