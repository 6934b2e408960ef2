/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-arena.h"

#include <string.h>

#define CHUNK (16 * 1024)

struct _GalleyArena {
  GPtrArray *chunks;
  char *next;
  gsize left;
};

GalleyArena *
galley_arena_new (void)
{
  GalleyArena *self = g_new0 (GalleyArena, 1);

  self->chunks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
galley_arena_free (GalleyArena *self)
{
  g_ptr_array_unref (self->chunks);
  g_free (self);
}

gpointer
galley_arena_alloc (GalleyArena *self,
                    gsize        size)
{
  gpointer result;

  size = (size + 15) & ~(gsize) 15;
  if (size > CHUNK / 4)
    {
      result = g_malloc0 (size);
      g_ptr_array_add (self->chunks, result);
      return result;
    }
  if (size > self->left)
    {
      self->next = g_malloc0 (CHUNK);
      self->left = CHUNK;
      g_ptr_array_add (self->chunks, self->next);
    }
  result = self->next;
  self->next += size;
  self->left -= size;
  return result;
}

char *
galley_arena_copy (GalleyArena *self,
                   const char  *text,
                   gssize       length)
{
  gsize n = length >= 0 ? (gsize) length : strlen (text);
  char *result = galley_arena_alloc (self, n + 1);

  memcpy (result, text, n);
  return result;
}
