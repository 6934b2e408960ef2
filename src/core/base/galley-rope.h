/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text that changes at a key while others read a copy of it: it lies in pieces that never change,
 * an edit replaces the pieces it touches, and a copy shares them all. So a copy of ten megabytes
 * costs some hundred references, and any thread may read one. UTF-8; places are counted in
 * characters, as in a text buffer. */
typedef struct _GalleyRope GalleyRope;

GalleyRope *galley_rope_new        (void);
/* (transfer full) */
GalleyRope *galley_rope_copy       (const GalleyRope *self);
void        galley_rope_free       (GalleyRope       *self);
/* @at is at most the text's end. @length is in bytes. */
void        galley_rope_insert     (GalleyRope       *self,
                                    gsize             at,
                                    const char       *text,
                                    gsize             length);
void        galley_rope_delete     (GalleyRope       *self,
                                    gsize             from,
                                    gsize             to);
/* In bytes. */
gsize       galley_rope_get_length (const GalleyRope *self);
/* The whole text in one, terminated. (transfer full) */
char       *galley_rope_dup_text   (const GalleyRope *self,
                                    gsize            *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRope, galley_rope_free)

G_END_DECLS
