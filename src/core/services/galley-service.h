/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-account.h"
#include "galley-http.h"
#include "galley-issue.h"
#include "galley-mail-report.h"
#include "galley-picture-map.h"
#include "galley-post-list.h"
#include "galley-post.h"
#include "galley-progress.h"
#include "galley-site.h"

G_BEGIN_DECLS

/* A kind of place to publish to. One const struct a service; forms are built from the data. */

typedef enum {
  GALLEY_CAN_DRAFT      = 1 << 0,
  GALLEY_CAN_PUBLISH    = 1 << 1,
  GALLEY_CAN_EMAIL      = 1 << 2, /* publish and email */
  GALLEY_CAN_EMAIL_ONLY = 1 << 3,
  GALLEY_CAN_SCHEDULE   = 1 << 4,
  GALLEY_CAN_UPLOAD     = 1 << 5,
  GALLEY_CAN_TIERS      = 1 << 6,
  GALLEY_CAN_TAGS       = 1 << 7,
  GALLEY_CAN_COUNT      = 1 << 8, /* recipients before sending */
  GALLEY_CAN_BOOKMARK   = 1 << 9,
  GALLEY_CAN_EXPORT     = 1 << 10, /* writes files and needs no key */
} GalleyCapabilities;

typedef enum {
  GALLEY_FIELD_URL,    /* a site address as a person types it */
  GALLEY_FIELD_KEY,    /* secret; into the keyring only */
  GALLEY_FIELD_FOLDER,
} GalleyFieldKind;

typedef struct {
  const char      *id;    /* "url", "key" */
  GalleyFieldKind  kind;
  const char      *label; /* N_() */
  const char      *hint;  /* N_(): where a person finds it */
} GalleyServiceField;

/* An account ready to be talked to. Plain, borrowed by every call below. */
typedef struct {
  GalleyHttp    *http;
  GalleyAccount *account;
  const char    *key;
} GalleyConnection;

typedef struct _GalleyService GalleyService;

/* Every function may be NULL where the capabilities do not promise it; all are slow, run on any
 * thread, and name the site in their errors. */
struct _GalleyService {
  const char               *id;           /* "ghost" */
  const char               *name;         /* "Ghost" */
  const char               *description;  /* N_() */
  const GalleyServiceField *fields;       /* ends with an id of NULL */
  GalleyCapabilities        capabilities;
  const char               *format;       /* of GalleyPostFields' body: "lexical" */

  /* What a person typed -> an account with the api address resolved; no key is sent. */
  GalleyAccount *(*discover)    (GalleyHttp               *http,
                                 const char               *typed,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* AUTH when the key is not accepted. Fills everything of GalleySite. */
  GalleySite    *(*load_site)   (const GalleyConnection   *connection,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* How many will really get a mail of @newsletter to @segment ("all" or a filter). */
  gboolean       (*count)       (const GalleyConnection   *connection,
                                 const char               *newsletter,
                                 const char               *segment,
                                 gint64                   *count,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* Returns the address of the stored picture. @name has an ASCII stem and the right suffix. */
  char          *(*upload)      (const GalleyConnection   *connection,
                                 GBytes                   *bytes,
                                 const char               *name,
                                 const char               *mime,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* By id or, with @id NULL, by @slug. NULL without error: there is none. With html and body. */
  GalleyPost    *(*find)        (const GalleyConnection   *connection,
                                 const char               *id,
                                 const char               *slug,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* One page of the posts there, the one changed last first. A page past the last is empty. May be
   * NULL. (transfer full) */
  GalleyPostList *(*list_posts) (const GalleyConnection   *connection,
                                 const GalleyPostQuery    *query,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* All that was ever made of the issue @issue_id, by whichever machine: with it in their marker, or
   * in the slug that they were made with. With html and body; empty when there is none. INVALID when
   * the id is none. (element-type GalleyPost) */
  GPtrArray     *(*find_twins)  (const GalleyConnection   *connection,
                                 const char               *issue_id,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* Deletes the draft @twin; CONFLICT when it, its marker included, is not as it was found. */
  gboolean       (*drop_twin)   (const GalleyConnection   *connection,
                                 const GalleyPost         *twin,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* A draft. After OFFLINE it may exist all the same: find it before creating again. */
  GalleyPost    *(*create)      (const GalleyConnection   *connection,
                                 const GalleySite         *site,
                                 const GalleyPostFields   *fields,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* CONFLICT when @updated_at is not the server's. @newsletter and @segment (both or none) make a
   * change of status send mail. */
  GalleyPost    *(*update)      (const GalleyConnection   *connection,
                                 const GalleySite         *site,
                                 const char               *id,
                                 const char               *updated_at,
                                 const GalleyPostFields   *fields,
                                 const char               *newsletter,
                                 const char               *segment,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* How many bytes the service's own HTML of @post's mail has, all and without what stands round the
   * body. FALSE without error: this key may not ask. May be NULL. */
  gboolean       (*measure_mail) (const GalleyConnection  *connection,
                                 const char               *id,
                                 const char               *newsletter,
                                 gsize                    *total,
                                 gsize                    *body,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* Sends what is left of a mail of @post that failed, only because a person said so. Never a second
   * one to those who have it. After OFFLINE the post may be a draft: publish it again. May be NULL. */
  gboolean       (*retry_mail)  (const GalleyConnection   *connection,
                                 const GalleySite         *site,
                                 const GalleyPost         *post,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* Posts that have the title, or a mail with the subject, or the
   * address. Some of their fields only. (element-type GalleyPost) (transfer full) May be NULL. */
  GPtrArray     *(*list_alike)  (const GalleyConnection   *connection,
                                 const char               *title,
                                 const char               *subject,
                                 const char               *slug,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* The posts that went out with a newsletter, or by mail alone, as far back as habits go, the newest
   * first. Some of their fields only. (element-type GalleyPost) (transfer full) May be NULL. */
  GPtrArray     *(*list_mailed) (const GalleyConnection   *connection,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* What became of the mail of the post @id. May be NULL, as the three after it. */
  GalleyMailReport *(*report)   (const GalleyConnection   *connection,
                                 const GalleySite         *site,
                                 const char               *id,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* Whether the service has made a mail of the post @id, which may have been deleted since. FALSE without
   * error: this key may not ask. */
  gboolean       (*was_mailed)  (const GalleyConnection   *connection,
                                 const char               *id,
                                 gboolean                 *mailed,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* The mail of the post @id as the service itself would make it now, for a reader who pays or not.
   * AUTH when the key lacks GALLEY_RIGHT_PREVIEW. */
  GalleyMailProof *(*proof)     (const GalleyConnection   *connection,
                                 const char               *id,
                                 const char               *newsletter,
                                 gboolean                  is_paid,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* The same to one address, marked as a test. LIMIT: too many in an hour. */
  gboolean       (*send_test)   (const GalleyConnection   *connection,
                                 const char               *id,
                                 const char               *newsletter,
                                 gboolean                  is_paid,
                                 const char               *address,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* The parts of @post under the front matter's names, as find() gave it; the caption is HTML.
   * (transfer full) */
  GalleyPostFields *(*read)     (const GalleyPost         *post);
  /* Title, description, icon … of an address, as JSON for the ledger. */
  char          *(*bookmark)    (const GalleyConnection   *connection,
                                 const char               *url,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  /* CAN_EXPORT: writes @issue, whose pictures lie below @folder, into @directory; returns the path
   * of the page to open. Everything or nothing. @placed (may be NULL) gets each picture with its
   * address relative to that page. */
  char          *(*export)      (GalleyIssue              *issue,
                                 const char               *folder,
                                 const char               *directory,
                                 GalleyPictureMap         *placed,
                                 GalleyProgressFunc        progress,
                                 gpointer                  progress_data,
                                 GCancellable             *cancellable,
                                 GError                  **error);
};

const GalleyService *const *galley_service_list (void);
const GalleyService        *galley_service_find (const char *id);

G_END_DECLS
