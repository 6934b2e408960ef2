/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A .textbundle folder (textbundle.org, version 2): info.json, text.md and assets/. */

/* The absolute path of its text. INVALID when @folder is no bundle. */
char     *galley_text_bundle_find_text (const char  *folder,
                                        GError     **error);
/* Writes the text and whatever of a bundle is not yet there. What is there of other programs'
 * keys and files stays. */
gboolean  galley_text_bundle_save      (const char  *folder,
                                        const char  *text,
                                        gsize        length,
                                        GError     **error);
/* Makes the bundle @path, which is not there yet, of the text and of @pictures (NULL terminated, as the
 * text names them) below the folder @from. It has its name only when all of it is there. */
gboolean  galley_text_bundle_create    (const char         *path,
                                        const char         *text,
                                        gsize               length,
                                        const char         *from,
                                        const char *const  *pictures,
                                        GCancellable       *cancellable,
                                        GError            **error);

G_END_DECLS
