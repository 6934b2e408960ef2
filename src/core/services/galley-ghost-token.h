/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The signed token that Ghost's Admin API wants with every request. AUTH when @key is not of the
 * form id:secret. Free with galley_key_free: it is as good as the key for five minutes. */
char *galley_ghost_token_new (const char  *key,
                              gint64       now,
                              GError     **error);

G_END_DECLS
