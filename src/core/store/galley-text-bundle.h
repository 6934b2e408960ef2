/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

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

G_END_DECLS
