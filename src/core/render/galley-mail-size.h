/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* Gmail shows no more of a mail than this. */
#define GALLEY_MAIL_LIMIT (102 * 1024)

typedef struct {
  guint start_line;
  guint end_line;
  gsize bytes;
} GalleyMailBlock;

/* How many bytes the HTML of an issue's mail has, and which blocks of the issue they are for. An
 * estimate: the server writes its own addresses and frame. */
typedef struct {
  gsize  total;
  GArray *blocks; /* (element-type GalleyMailBlock), the largest first */
} GalleyMailSize;

/* Of the mail that paying readers get, the longest there is. Any thread. Slow. */
GalleyMailSize *galley_mail_size_new  (GalleyIssue    *issue);
void            galley_mail_size_free (GalleyMailSize *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMailSize, galley_mail_size_free)

G_END_DECLS
