/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be typed next on the first line of a card: its kind, an option, an option's value. */
typedef struct {
  char       *text;        /* takes the place of what is typed of it */
  const char *name;        /* as it is shown; not translated when it is part of the format */
  const char *description; /* translated */
} GalleyCardProposal;

/* @line up to the cursor, @rest the line behind it. @start: in bytes of @line, where what is typed of
 * it begins. NULL: nothing is to be proposed here. (element-type GalleyCardProposal) */
GPtrArray *galley_card_complete (const char *line,
                                 const char *rest,
                                 gsize      *start);

G_END_DECLS
