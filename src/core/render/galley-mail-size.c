/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-size.h"

#include <string.h>

#include "galley-render.h"

/* As long as the address a site gives a picture. */
#define ADDRESS "https://storage.example.com/content/images/size/w1200/2026/01/a-picture-name.jpg"

/* A Ghost with a newsletter that nobody has changed. */
#define USUAL_FRAME 32300
#define USUAL_BODY 1.19
#define SHORT 2000

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const GalleyMailBlock *first = a;
  const GalleyMailBlock *second = b;

  if (first->bytes != second->bytes)
    return first->bytes > second->bytes ? -1 : 1;
  return first->start_line < second->start_line ? -1 : first->start_line > second->start_line;
}

/* The pictures of @issue where a site would have them. */
static GalleyPictureMap *
new_pictures (GalleyIssue *issue)
{
  g_autoptr (GalleyPictureMap) pictures = galley_picture_map_new ();
  g_auto (GStrv) sources = galley_issue_list_pictures (issue);

  for (guint i = 0; sources[i] != NULL; i++)
    if (g_uri_peek_scheme (sources[i]) == NULL)
      galley_picture_map_add (pictures, sources[i], ADDRESS, 1200, 800);
  return g_steal_pointer (&pictures);
}

/* (element-type GalleyRenderedBlock) */
static GPtrArray *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *look)
{
  g_autoptr (GalleyPictureMap) pictures = new_pictures (issue);
  GalleyRenderOptions options = look != NULL ? *look : (GalleyRenderOptions) { 0 };

  options.reader = GALLEY_READER_PAID;
  options.fragment = TRUE;
  if (options.pictures == NULL)
    options.pictures = pictures;
  return galley_render_find_format ("email")->render_blocks (issue, &options);
}

static gsize
add_up (GPtrArray *blocks)
{
  gsize bytes = 0;

  for (guint i = 0; i < blocks->len; i++)
    bytes += strlen (((GalleyRenderedBlock *) blocks->pdata[i])->html);
  return bytes;
}

GalleyMailOverhead
galley_mail_size_learn (GalleyIssue               *issue,
                        const GalleyRenderOptions *look,
                        gsize                      total,
                        gsize                      body)
{
  g_autoptr (GPtrArray) blocks = render (issue, look);
  gsize ours = add_up (blocks);
  GalleyMailOverhead learned = { total > body ? total - body : 0, USUAL_BODY };

  /* A short body says nothing of how others are. */
  if (ours > SHORT)
    learned.body = CLAMP (body / (double) ours, 0.5, 3);
  return learned;
}

GalleyMailSize *
galley_mail_size_new (GalleyIssue               *issue,
                      const GalleyRenderOptions *look,
                      const GalleyMailOverhead  *overhead)
{
  static const GalleyMailOverhead usual = { USUAL_FRAME, USUAL_BODY };
  GalleyMailSize *self = g_new0 (GalleyMailSize, 1);
  g_autoptr (GPtrArray) blocks = render (issue, look);

  if (overhead == NULL || overhead->frame == 0)
    overhead = &usual;
  self->total = overhead->frame + (gsize) (add_up (blocks) * overhead->body);
  self->blocks = g_array_sized_new (FALSE, FALSE, sizeof (GalleyMailBlock), blocks->len);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyRenderedBlock *block = blocks->pdata[i];
      gsize bytes = (gsize) (strlen (block->html) * overhead->body);
      GalleyMailBlock size = { block->start_line, block->end_line, bytes };

      if (size.bytes > 0)
        g_array_append_val (self->blocks, size);
    }
  g_array_sort (self->blocks, compare);
  return self;
}

void
galley_mail_size_free (GalleyMailSize *self)
{
  g_array_unref (self->blocks);
  g_free (self);
}
