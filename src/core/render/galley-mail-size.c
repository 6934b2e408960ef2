/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-size.h"

#include <string.h>

#include "galley-render.h"

/* As long as the address a site gives a picture. */
#define ADDRESS "https://storage.example.com/content/images/size/w1200/2026/01/a-picture-name.jpg"

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

GalleyMailSize *
galley_mail_size_new (GalleyIssue *issue)
{
  GalleyMailSize *self = g_new0 (GalleyMailSize, 1);
  g_autoptr (GalleyPictureMap) pictures = galley_picture_map_new ();
  g_auto (GStrv) sources = galley_issue_list_pictures (issue);
  GalleyRenderOptions options = { .reader = GALLEY_READER_PAID, .pictures = pictures };
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *mail = NULL;

  for (guint i = 0; sources[i] != NULL; i++)
    {
      if (g_uri_peek_scheme (sources[i]) == NULL)
        galley_picture_map_add (pictures, sources[i], ADDRESS, 1200, 800);
    }
  mail = galley_render ("email", issue, &options, NULL);
  blocks = galley_render_find_format ("email")->render_blocks (issue, &options);
  self->total = mail != NULL ? strlen (mail) : 0;
  self->blocks = g_array_sized_new (FALSE, FALSE, sizeof (GalleyMailBlock), blocks->len);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyRenderedBlock *block = blocks->pdata[i];
      GalleyMailBlock size = { block->start_line, block->end_line, strlen (block->html) };

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
