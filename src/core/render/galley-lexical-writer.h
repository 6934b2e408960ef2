/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>

G_BEGIN_DECLS

/* Lexical's nodes as JSON text, one behind the other: trees of objects for each word of a long issue
 * would cost more than all the rest. A node is begun, gets its members, and is ended. */

void galley_lexical_writer_begin    (GString    *out,
                                     const char *type);
/* An element, up to where its children stand. */
void galley_lexical_writer_open     (GString    *out,
                                     const char *type,
                                     guint       indent);
/* Behind the children; members may follow. */
void galley_lexical_writer_close    (GString    *out);
void galley_lexical_writer_end      (GString    *out);
/* @value: NULL writes null. */
void galley_lexical_writer_string   (GString    *out,
                                     const char *name,
                                     const char *value,
                                     gssize      length);
void galley_lexical_writer_number   (GString    *out,
                                     const char *name,
                                     guint       value);
void galley_lexical_writer_text     (GString    *out,
                                     GString    *text,
                                     guint       format);
/* A whole node that a card made; it is taken. */
void galley_lexical_writer_object   (GString    *out,
                                     JsonObject *node);

G_END_DECLS
