/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-arena.h"
#include "galley-node.h"
#include "galley-source.h"

G_BEGIN_DECLS

/* The body of an issue, from @body_line on, as a tree in @arena; findings go to @source. */
const GalleyNode *galley_parser_parse (GalleySource *source,
                                       guint         body_line,
                                       GalleyArena  *arena);

G_END_DECLS
