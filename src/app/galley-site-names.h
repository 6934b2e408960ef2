/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"
#include "galley-session.h"

G_BEGIN_DECLS

/* What the site calls its tags and authors: first as it was known last, which needs no network, then
 * as the site says it. What cannot be learned is left out without a word. Signal: "changed". */
#define GALLEY_TYPE_SITE_NAMES (galley_site_names_get_type ())
G_DECLARE_FINAL_TYPE (GalleySiteNames, galley_site_names, GALLEY, SITE_NAMES, GObject)

GalleySiteNames   *galley_site_names_new    (GalleySession   *session);
/* Asks once; later calls do nothing. @issue: whose site it is. */
void               galley_site_names_load   (GalleySiteNames *self,
                                             GalleyIssue     *issue);
/* @key: "tags" or "authors". NULL terminated, (transfer none). */
const char *const *galley_site_names_get    (GalleySiteNames *self,
                                             const char      *key);
/* Nobody waits any more. */
void               galley_site_names_cancel (GalleySiteNames *self);

G_END_DECLS
