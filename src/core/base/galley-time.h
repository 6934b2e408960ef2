/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ISO 8601 as people write it: a day alone is its beginning, and the seconds may be missing. What
 * has no offset is in @zone. NULL: no time. */
GDateTime *galley_time_parse (const char *text,
                              GTimeZone  *zone);
/* TRUE when @text has no offset and names a time that the clocks of @zone jump over; what
 * galley_time_parse() makes of it is the first moment after the gap. */
gboolean   galley_time_is_skipped (const char *text,
                                   GTimeZone  *zone);
/* The other moment that the clocks of @time's zone show as the same time, on the night when they are
 * set back. NULL: there is none. (transfer full) */
GDateTime *galley_time_find_twin  (GDateTime  *time);

G_END_DECLS
