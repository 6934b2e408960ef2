/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-rendering.h"

GalleyPreviewRendering *
galley_preview_rendering_new (GalleyIssue  *issue,
                              const char   *folder,
                              const char   *format,
                              GalleyReader  reader,
                              const char   *marker,
                              const GalleySiteMemory *memory)
{
  GalleyPreviewRendering *self = g_atomic_rc_box_new0 (GalleyPreviewRendering);
  const GalleyFormat *row = galley_render_find_format (format);
  g_auto (GStrv) sources = galley_issue_list_pictures (issue);
  g_autoptr (GalleyPictureMap) pictures
      = folder != NULL
            ? galley_picture_map_new_for_folder ((const char *const *) sources, folder, "issue:///")
            : galley_picture_map_new ();
  GalleyRenderOptions options = { .reader = reader, .pictures = pictures };
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *frame = NULL;

  if (memory != NULL)
    galley_site_memory_fill (memory, &options);
  g_assert (row != NULL && row->render_blocks != NULL);
  self->blocks = row->render_blocks (issue, &options);
  galley_render_preview_frame (format, issue, &options, &head, &tail);
  frame = g_strconcat (head, "<!--", marker, "-->", tail, NULL);
  /* The web view takes valid UTF-8 alone; an issue may hold any bytes. */
  self->frame = g_utf8_make_valid (frame, -1);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GalleyRenderedBlock *block = g_ptr_array_index (self->blocks, i);

      if (!g_utf8_validate (block->html, -1, NULL))
        {
          g_autofree char *broken = block->html;
          block->html = g_utf8_make_valid (broken, -1);
        }
    }
  return self;
}

GalleyPreviewRendering *
galley_preview_rendering_ref (GalleyPreviewRendering *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GalleyPreviewRendering *self = data;

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->frame, g_free);
}

void
galley_preview_rendering_unref (GalleyPreviewRendering *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
