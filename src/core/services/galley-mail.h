/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture that travels inside a mail and is named there by cid:@content_id. */
typedef struct {
  char   *content_id;
  char   *name;   /* ASCII */
  char   *mime;
  GBytes *bytes;
} GalleyMailPart;

/* A mail as a file (RFC 5322) that mail programs open as one to be sent: text and HTML as
 * alternatives, the pictures with the HTML. (element-type GalleyMailPart) */
GBytes *galley_mail_new       (const char     *subject,
                               const char     *author,
                               const char     *text,
                               const char     *html,
                               GPtrArray      *parts);
void    galley_mail_part_free (GalleyMailPart *self);

G_END_DECLS
