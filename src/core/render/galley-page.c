/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-page.h"

#include "galley-frame.h"
#include "galley-html.h"

static void
rendered_block_free (gpointer data)
{
  GalleyRenderedBlock *block = data;

  g_free (block->html);
  g_free (block);
}

char *
galley_page_render (GalleyIssue               *issue,
                    const GalleyRenderOptions *options,
                    gboolean                   mail)
{
  g_autoptr (GalleyHtml) html = galley_html_new (issue, options, mail);
  const GalleyNode *root = galley_issue_get_root (issue);
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *body = NULL;

  if (!options->fragment && !mail)
    galley_html_draw_cut (html);
  for (const GalleyNode *node = root->first_child; node != NULL; node = node->next)
    galley_html_add_block (html, node);
  body = galley_html_take (html);
  if (options->fragment)
    return g_steal_pointer (&body);
  if (mail)
    galley_frame_email (issue, options, &head, &tail);
  else
    galley_frame_web (issue, options, &head, &tail);
  return g_strconcat (head, body, tail, NULL);
}

GPtrArray *
galley_page_render_blocks (GalleyIssue               *issue,
                           const GalleyRenderOptions *options,
                           gboolean                   mail)
{
  static const GalleyRenderOptions everything = { 0 };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (rendered_block_free);
  g_autoptr (GalleyHtml) html
    = galley_html_new (issue, options != NULL ? options : &everything, mail);
  const GalleyNode *root = galley_issue_get_root (issue);

  for (const GalleyNode *node = root->first_child; node != NULL; node = node->next)
    {
      GalleyRenderedBlock *block = g_new0 (GalleyRenderedBlock, 1);

      galley_html_add_block (html, node);
      block->html = galley_html_take (html);
      block->start_line = node->start_line;
      block->end_line = node->end_line;
      g_ptr_array_add (blocks, block);
    }
  return g_steal_pointer (&blocks);
}
