/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ISO 8601 as people write it: a day alone is its beginning, and the seconds may be missing. What
 * has no offset is in @zone. NULL: no time. */
GDateTime *galley_time_parse (const char *text,
                              GTimeZone  *zone);

G_END_DECLS
