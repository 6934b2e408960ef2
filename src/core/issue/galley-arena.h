/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory that is given back all at once: the nodes of an issue and their strings. */
typedef struct _GalleyArena GalleyArena;

GalleyArena *galley_arena_new    (void);
void         galley_arena_free   (GalleyArena *self);
/* Zeroed, aligned for any type. */
gpointer     galley_arena_alloc  (GalleyArena *self,
                                  gsize        size);
char        *galley_arena_copy   (GalleyArena *self,
                                  const char  *text,
                                  gssize       length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyArena, galley_arena_free)

G_END_DECLS
