/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Nobody means to open more than this as text; the issue format's limit. */
#define GALLEY_FILE_MAX_TEXT (64 * 1024 * 1024)

GBytes   *galley_file_load           (const char  *path,
                                      gsize        max_length,
                                      GError     **error);
/* Writes beside @path, fsyncs, renames, fsyncs the folder; keeps mode and symlink. */
gboolean  galley_file_save           (const char  *path,
                                      const char  *data,
                                      gsize        length,
                                      GError     **error);
/* Never overwrites: fails with G_IO_ERROR_EXISTS. */
gboolean  galley_file_create         (const char  *path,
                                      const char  *data,
                                      gsize        length,
                                      GError     **error);
gboolean  galley_file_make_folder    (const char  *path,
                                      GError     **error);
/* The names in @folder are on the disk when it returns. FALSE with errno where that failed, as on file
 * systems that cannot. */
gboolean  galley_file_sync_folder    (const char  *folder);
/* Removes @path and, if it is a folder, all below it. Follows no symlink: the link goes, what it
 * leads to stays. Whether @path is gone now; what could not be removed stays. */
gboolean  galley_file_remove_tree    (const char  *path);
/* The absolute path of @relative below @folder. INVALID when it leaves the folder, also through a
 * symlink, or is absolute or empty; percent escapes are decoded where no such file exists as written. */
char     *galley_file_resolve_inside (const char  *folder,
                                      const char  *relative,
                                      GError     **error);
/* Whether both paths lead to one file, also through links. FALSE when there is none. */
gboolean  galley_file_is_same        (const char  *path,
                                      const char  *other);

G_END_DECLS
