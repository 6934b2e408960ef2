/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

/* A site in memory that forked programs share, as forgetful and as strict as a real one: it knows a
 * post only by id, marker and slug, doubles a slug that is taken, refuses a stale date, and counts a mail for
 * each time it is told to send. Programs that talk to it die, or lose the answer, where they are told. */
typedef enum {
  FAKE_LIVE,
  FAKE_KILL,    /* SIGKILL at point @fatal: before or after a call, before or after an fsync; what was
                 * not synced yet is torn */
  FAKE_STOP,    /* SIGSTOP, before or after the call at point @fatal */
  FAKE_OFFLINE, /* the call at point @fatal says OFFLINE, before or after it was done */
} FakeFault;

typedef struct {
  char     id[25];
  char     slug[128];
  char     title[128];
  char     status[16];
  char     body[4096];
  char     marker[128];
  char     created_at[32];
  char     updated_at[32];
  char     published_at[32];
  char     newsletter[64];
  char     segment[64];
  char     email_status[16];
  gboolean email_only;
  gboolean deleted;
} FakePost;

typedef struct {
  FakeFault fault;
  guint     fatal;
  guint     point;
  gboolean  cut;          /* what it renders ends in the middle */
  gboolean  lies;         /* it says that what it has just made is its first post */
  gboolean  oversize;     /* it does what it is told, and its answer cannot be read */
  gboolean  tells_mails;  /* this key may ask what was mailed */
  guint     n_posts;
  FakePost  posts[8];
  guint     n_mails;
  guint     n_uploads;
  char      uploads[8][128];
  guint     seconds;      /* its clock */
} FakeSite;

extern const GalleyService fake_service;

/* Forgets everything. */
FakeSite   *fake_site_reset  (void);
FakeSite   *fake_site_get    (void);
GalleySite *fake_site_new    (void);
guint       fake_site_count  (void); /* posts that were not deleted */
/* A durable write is about to happen, or has happened, on @fd. */
void        fake_site_disk   (int      fd,
                              gboolean synced);

G_END_DECLS
