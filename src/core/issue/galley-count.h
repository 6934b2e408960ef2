/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-front-matter.h"
#include "galley-node.h"

G_BEGIN_DECLS

typedef struct {
  guint words;   /* CJK characters among them */
  guint minutes;
  guint characters; /* as readers see them, blanks among them */
  guint blanks;
} GalleyCount;

GalleyCount galley_count_read          (const GalleyNode        *root);
char      **galley_count_list_pictures (const GalleyNode        *root,
                                        const GalleyFrontMatter *front_matter);
char      **galley_count_list_files    (const GalleyNode        *root);

G_END_DECLS
