/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post.h"

G_BEGIN_DECLS

/* The posts that were made of one issue, and how every machine chooses the same of them. */

/* The marker of the next post that is made of the issue @id. (transfer full) */
char       *galley_twins_make_marker (const char       *id,
                                      const char       *birth);
/* The word after the id; NULL: made before there were markers, or somebody took it away. */
char       *galley_twins_dup_birth   (const GalleyPost *post);
/* What is out already, or else the oldest; borrowed, NULL when there are none. Copies that a person
 * made over there leave @twins. */
GalleyPost *galley_twins_choose      (GPtrArray        *twins);

G_END_DECLS
