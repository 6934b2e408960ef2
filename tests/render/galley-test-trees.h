/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>

/* Documents as Ghost's editor may leave them: any words in any format, each kind of block, and cards
 * with any values in their fields. The same @seed makes the same document. */
char *galley_test_trees_new (guint32     seed,
                             JsonObject *records); /* of ghost-nodes.json */
