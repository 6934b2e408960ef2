/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

/* One line of what became of an issue. A plain value. */
typedef struct {
  char     *label;   /* "Opened" */
  char     *value;   /* "700 of 1,204 (58 %)" */
  gboolean  is_bad;
} GalleyStatusLine;

/* What became of @post and of its mail (@report may be NULL: not known), in words, for the window and
 * the command line alike; hours are those of the site's clock. (element-type GalleyStatusLine)
 * (transfer full) */
GPtrArray *galley_status_describe (const GalleyPost       *post,
                                   const GalleyMailReport *report,
                                   const GalleySite       *site);

G_END_DECLS
