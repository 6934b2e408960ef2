/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What became of a post's mail, as far as the service knows and tells this key. A plain value; numbers
 * are -1 where nobody counted. */
typedef struct {
  char      *status;     /* pending submitting submitted failed; NULL: no mail of it */
  char      *error;      /* the service's words */
  char      *time;       /* ISO 8601: when it was handed over, or began to be */
  gint64     total;      /* recipients */
  gint64     submitted;  /* handed to the mail service so far */
  gint64     delivered;
  gint64     failed;
  gint64     opened;
  gint64     clicked;    /* people who followed a link */
  GPtrArray *failures;   /* (element-type utf8) "kim@example.com: mailbox full", the first of them */
} GalleyMailReport;

GalleyMailReport *galley_mail_report_new      (void);
void              galley_mail_report_free     (GalleyMailReport       *self);
/* TRUE while its numbers go on changing by themselves. */
gboolean          galley_mail_report_is_going (const GalleyMailReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMailReport, galley_mail_report_free)

/* A mail as the service would send it to one kind of reader. A plain value. */
typedef struct {
  char *subject;
  char *html;
  char *text;
} GalleyMailProof;

void galley_mail_proof_free (GalleyMailProof *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMailProof, galley_mail_proof_free)

G_END_DECLS
