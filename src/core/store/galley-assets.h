/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest picture that is copied; core/images reads no larger one. */
#define GALLEY_ASSETS_MAX_PICTURE (100 * 1024 * 1024)

/* Puts @bytes into @folder/assets/ under a clean name made of @name, never over another file; the
 * same bytes already there are reused. Returns the path relative to @folder. */
char     *galley_assets_import (const char         *folder,
                                GBytes             *bytes,
                                const char         *name,
                                GError            **error);
/* Copies those of @pictures that are files below @from to the same place below @to. CONFLICT, and
 * nothing is copied, when another picture has one of the names there. */
gboolean  galley_assets_copy   (const char         *from,
                                const char         *to,
                                const char *const  *pictures,
                                GCancellable       *cancellable,
                                GError            **error);

G_END_DECLS
