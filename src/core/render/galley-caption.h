/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of inline Markdown as the HTML Ghost keeps in a caption field; "" for NULL. */
char *galley_caption_new (const char *markdown);

G_END_DECLS
