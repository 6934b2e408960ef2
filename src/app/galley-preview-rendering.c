/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-rendering.h"

#include <glib/gi18n-lib.h>

#include "galley-card.h"
#include "galley-job.h"
#include "galley-remote-picture.h"

#define MANY_BLOCKS 1000

static void
add_note (GalleyRenderedBlock *block,
          const char          *token,
          const char          *kind,
          const char          *words)
{
  g_autofree char *html = block->html;
  g_autofree char *note = g_markup_printf_escaped (
      "<i hidden data-galley=\"%s\" data-kind=\"%s\">%s</i>", token, kind, words);

  block->html = g_strconcat (note, html, NULL);
}

/* What the paywall is to this reader: html is what the renderer made of it. */
static const char *
get_paywall (GalleyIssue *issue,
             const char  *html)
{
  const char *visibility
      = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "visibility");

  if (html[0] == '\0')
    return _("Paywall: this reader stops here");
  if (visibility == NULL || visibility[0] == '\0' || g_str_equal (visibility, "public"))
    return _("Paywall without effect: the issue is for everybody");
  if (g_str_equal (visibility, "members"))
    return _("Only subscribers see what follows");
  return _("Only paying readers see what follows");
}

static const char *
get_audience (const GalleyNode *node)
{
  const GalleyCardKind *kind
      = node->type == GALLEY_NODE_CARD ? galley_card_find_kind (node->card.kind) : NULL;

  return kind != NULL && kind->shown != NULL ? _(kind->name) : NULL;
}

/* The blocks run parallel to those of the issue. */
static void
add_notes (GPtrArray   *blocks,
           GalleyIssue *issue,
           const char  *token)
{
  const GalleyNode *node = galley_issue_get_root (issue)->first_child;
  gboolean any = FALSE;

  for (guint i = 0; node != NULL && i < blocks->len; i++, node = node->next)
    {
      GalleyRenderedBlock *block = g_ptr_array_index (blocks, i);

      any = any || block->html[0] != '\0';
      if (node->type == GALLEY_NODE_PAYWALL)
        add_note (block, token, "paywall", get_paywall (issue, block->html));
      else if (get_audience (node) != NULL && block->html[0] != '\0')
        add_note (block, token, "audience", get_audience (node));
    }
  if (!any && blocks->len > 0)
    {
      GalleyRenderedBlock *first = g_ptr_array_index (blocks, 0);

      if (first->html[0] == '\0' && galley_issue_count_words (issue) > 0)
        add_note (first, token, "paywall", _("This reader gets nothing of what follows"));
    }
}

static char **
list_remote (const char *const *sources)
{
  g_autoptr (GStrvBuilder) remote = g_strv_builder_new ();

  for (guint i = 0; sources[i] != NULL; i++)
    {
      g_autofree char *address = galley_remote_picture_dup_address (sources[i]);

      if (address != NULL)
        g_strv_builder_add (remote, address);
    }
  return g_strv_builder_end (remote);
}

GalleyPreviewRendering *
galley_preview_rendering_new (GalleyIssue  *issue,
                              const char   *folder,
                              const char   *format,
                              GalleyReader  reader,
                              const char   *marker,
                              const char   *token,
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
  self->reader = reader;
  self->remote = list_remote ((const char *const *) sources);
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
  add_notes (self->blocks, issue, token);
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
  g_clear_pointer (&self->remote, g_strfreev);
  g_clear_pointer (&self->frame, g_free);
}

void
galley_preview_rendering_unref (GalleyPreviewRendering *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* It has ten thousands of strings. */
void
galley_preview_rendering_release (GalleyPreviewRendering *self)
{
  if (self->blocks->len > MANY_BLOCKS)
    galley_job_free (self, (GDestroyNotify) galley_preview_rendering_unref);
  else
    galley_preview_rendering_unref (self);
}
