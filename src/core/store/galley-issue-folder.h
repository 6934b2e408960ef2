/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is handed over to be opened: a file, or the folder it is in. Paths are absolute. */

/* By its name alone: Markdown, plain text, a TextBundle or a TextPack. */
gboolean  galley_issue_folder_is_issue (const char  *path);
/* The path of the issue in the folder @path: the folder itself when it is a TextBundle, else the only issue
 * in it, below which nothing is looked for. INVALID, in a sentence for whoever handed it over: there is none, or
 * more than one. DISK: it cannot be read. */
char     *galley_issue_folder_find     (const char  *path,
                                        GError     **error);

G_END_DECLS
