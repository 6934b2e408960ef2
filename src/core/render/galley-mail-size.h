/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-format.h"

G_BEGIN_DECLS

/* Gmail shows no more of a mail than this. */
#define GALLEY_MAIL_LIMIT (102 * 1024)

typedef struct {
  guint start_line;
  guint end_line;
  gsize bytes;
} GalleyMailBlock;

/* What a server adds: the bytes round the body, and how many bytes of its own body stand for one of
 * ours, whose styles are not its. Both zero: nothing was learned yet, and it is taken for a Ghost
 * with a newsletter as it is when it is new. */
typedef struct {
  gsize  frame;
  double body;
} GalleyMailOverhead;

/* How many bytes the HTML of an issue's mail has, and which blocks of the issue they are for. */
typedef struct {
  gsize  total;
  GArray *blocks; /* (element-type GalleyMailBlock), the largest first */
} GalleyMailSize;

/* Of the mail that paying readers get, the longest there is. @look: the newsletter and the pictures;
 * NULL: not known, and pictures are taken to have addresses as a site gives them. @overhead: NULL:
 * nothing was learned. Any thread. Slow. */
GalleyMailSize *galley_mail_size_new         (GalleyIssue               *issue,
                                              const GalleyRenderOptions *look,
                                              const GalleyMailOverhead  *overhead);
void            galley_mail_size_free        (GalleyMailSize            *self);
/* What to expect of the next issue, where the server made @total bytes with a body of @body of
 * @issue. */
GalleyMailOverhead galley_mail_size_learn    (GalleyIssue               *issue,
                                              const GalleyRenderOptions *look,
                                              gsize                      total,
                                              gsize                      body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMailSize, galley_mail_size_free)

G_END_DECLS
