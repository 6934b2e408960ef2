/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder of the writer's own Markdown files, each by its name without the suffix: snippets, issue
 * templates. What other programs put there counts as well. */

/* Sorted as people sort; NULL terminated, (transfer full). A folder that is not there is empty. */
char   **galley_shelf_list (const char  *folder);
/* The text, which is UTF-8 and no longer than anybody's snippet is. */
char    *galley_shelf_load (const char  *folder,
                            const char  *name,
                            GError     **error);
/* Never overwrites; makes the folder. The pictures and files that @text names come along from @from,
 * the folder its paths begin at, before the text; NULL: there are none. */
gboolean galley_shelf_add  (const char  *folder,
                            const char  *name,
                            const char  *text,
                            const char  *from,
                            GError     **error);
/* Never overwrites. */
gboolean galley_shelf_rename (const char  *folder,
                              const char  *name,
                              const char  *to,
                              GError     **error);
/* Its pictures stay: another one may show them. */
gboolean galley_shelf_remove (const char  *folder,
                              const char  *name,
                              GError     **error);

G_END_DECLS
