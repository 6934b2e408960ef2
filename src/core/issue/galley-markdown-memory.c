/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markdown-memory.h"

#include <string.h>

#define CHUNK (64 * 1024)
/* Larger pieces are few, and are their own. */
#define LARGE 1024
#define ALIGN 16
#define KEPT 32 /* chunks */

/* A piece is a multiple of sixteen bytes, of which the first eight are its size: close together,
 * because the library walks over all of them again and again. */
typedef struct {
  void  *previous;
  void  *next;
  gsize  padding;
  gsize  size; /* of what follows; where a small piece has only this */
} Large;

typedef struct {
  GPtrArray *chunks;
  guint      used;                     /* how many of them */
  char      *next;
  gsize      left;
  void      *spare[LARGE / ALIGN + 1]; /* by size, what was given back: each points to another */
  Large     *large;                    /* the first of a list */
} Memory;

static void
memory_delete (gpointer data)
{
  Memory *self = data;

  g_ptr_array_unref (self->chunks);
  g_free (self);
}

/* The library's functions for memory are given nothing that says for whom: it is the thread's. The
 * thread keeps a little for the next parse, because what the system gives anew it clears first. */
static GPrivate threads = G_PRIVATE_INIT (memory_delete);
static __thread Memory *current;

G_STATIC_ASSERT (sizeof (Large) % ALIGN == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (Large, size) + sizeof (gsize) == sizeof (Large));

static gsize *
get_size (void *memory)
{
  return (gsize *) memory - 1;
}

static void
unlink_large (Large *large)
{
  if (large->previous != NULL)
    ((Large *) large->previous)->next = large->next;
  else
    current->large = large->next;
  if (large->next != NULL)
    ((Large *) large->next)->previous = large->previous;
}

static void *
allocate_large (gsize size)
{
  Large *large = g_malloc (sizeof (Large) + size);

  large->size = size;
  large->previous = NULL;
  large->next = current->large;
  if (current->large != NULL)
    current->large->previous = large;
  current->large = large;
  return large + 1;
}

static void *
allocate_small (gsize size)
{
  gsize all = size + sizeof (gsize);
  void *memory = current->spare[all / ALIGN];

  if (memory != NULL)
    {
      current->spare[all / ALIGN] = *(void **) memory;
      return memory;
    }
  if (all > current->left)
    {
      if (current->used == current->chunks->len)
        g_ptr_array_add (current->chunks, g_malloc (CHUNK + ALIGN));
      /* What is handed out begins where the size of the first piece ends. */
      current->next = (char *) current->chunks->pdata[current->used++] + ALIGN - sizeof (gsize);
      current->left = CHUNK;
    }
  memory = current->next + sizeof (gsize);
  *get_size (memory) = size;
  current->next += all;
  current->left -= all;
  return memory;
}

static void *
allocate (gsize size)
{
  /* What is left of a multiple of sixteen beside the size. */
  gsize all = ((size + sizeof (gsize) + ALIGN - 1) & ~(gsize) (ALIGN - 1));

  if (size > G_MAXSIZE / 2)
    g_error ("The Markdown library wants %" G_GSIZE_FORMAT " bytes.", size);
  return all > LARGE ? allocate_large (size) : allocate_small (all - sizeof (gsize));
}

static void *
memory_calloc (size_t number,
               size_t size)
{
  gsize bytes;

  if (!g_size_checked_mul (&bytes, number, size))
    g_error ("The Markdown library wants too many bytes.");
  return memset (allocate (bytes), 0, bytes);
}

static gboolean
is_large (gsize size)
{
  return size + sizeof (gsize) > LARGE;
}

static void
memory_free (void *memory)
{
  gsize size;

  if (memory == NULL)
    return;
  size = *get_size (memory);
  if (is_large (size))
    {
      unlink_large ((Large *) memory - 1);
      g_free ((Large *) memory - 1);
      return;
    }
  size += sizeof (gsize);
  *(void **) memory = current->spare[size / ALIGN];
  current->spare[size / ALIGN] = memory;
}

static void *
memory_realloc (void  *memory,
                size_t size)
{
  gsize old = memory != NULL ? *get_size (memory) : 0;
  void *copy;

  if (memory != NULL && old >= size)
    return memory;
  copy = allocate (size);
  if (memory != NULL)
    {
      memcpy (copy, memory, old);
      memory_free (memory);
    }
  return copy;
}

void
galley_markdown_memory_begin (void)
{
  g_assert (current == NULL);
  current = g_private_get (&threads);
  if (current != NULL)
    return;
  current = g_new0 (Memory, 1);
  current->chunks = g_ptr_array_new_with_free_func (g_free);
  g_private_set (&threads, current);
}

void
galley_markdown_memory_end (void)
{
  g_assert (current != NULL);
  while (current->large != NULL)
    memory_free (current->large + 1);
  if (current->chunks->len > KEPT)
    g_ptr_array_set_size (current->chunks, KEPT);
  current->used = 0;
  current->left = 0;
  memset (current->spare, 0, sizeof current->spare);
  current = NULL;
}

cmark_mem *
galley_markdown_memory_get (void)
{
  static cmark_mem memory = { memory_calloc, memory_realloc, memory_free };

  g_assert (current != NULL);
  return &memory;
}
