/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post.h"

G_BEGIN_DECLS

/* The beginning of an issue: its front matter, without an identity. @paths: the pictures' addresses -> paths.
 * What has no words there is said in @findings (element-type GalleyFinding). @keys: of them those that a post is
 * made of, and "body", one blank between; (out) (transfer full). (transfer full) */
char *galley_pull_fields_write (const GalleyPost        *post,
                                const GalleyPostFields  *fields,
                                GHashTable              *paths,
                                GPtrArray               *findings,
                                char                   **keys,
                                GError                 **error);

G_END_DECLS
