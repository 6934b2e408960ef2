/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A .textpack file: a zipped TextBundle. */

/* Unpacks into @folder, which is new and empty, and returns the bundle's folder in it. INVALID for
 * what is no such pack or is hostile, LIMIT over 512 MB or 10,000 entries. */
char     *galley_text_pack_unpack (const char    *path,
                                   const char    *folder,
                                   GCancellable  *cancellable,
                                   GError       **error);
/* Packs the bundle @folder over @path; durable, and all or nothing. Mode and symlink stay. */
gboolean  galley_text_pack_write  (const char    *folder,
                                   const char    *path,
                                   GCancellable  *cancellable,
                                   GError       **error);

G_END_DECLS
