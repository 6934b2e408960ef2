/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @length bytes of HTML's text with the entities undone that people's programs write; one that is not
 * known stays as it is. No-break blanks become blanks: nobody typed them. Never NULL. */
char *galley_paste_entity_decode (const char *text,
                                  gsize       length);

G_END_DECLS
