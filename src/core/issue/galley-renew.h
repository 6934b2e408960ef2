/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* The text of an issue as the beginning of another one: without its identity, so that it becomes no
 * update of the old post. @is_template: every other value stays; otherwise what was that one issue's
 * own (title, address, pictures, dates, words for search engines) is emptied or goes, and tags,
 * readers and newsletter stay. (transfer full) */
char *galley_renew (GalleyIssue *issue,
                    gboolean     is_template);

G_END_DECLS
