/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-node.h"

gboolean
galley_node_is_block (const GalleyNode *self)
{
  return self->type < GALLEY_NODE_TEXT;
}

/**
 * galley_node_visit:
 * @root: where to begin; not visited itself
 * @visit: (scope call): called for each node below
 *
 * Returns: %FALSE when @visit stopped it
 */
gboolean
galley_node_visit (const GalleyNode    *root,
                   GalleyNodeVisitFunc  visit,
                   gpointer             user_data)
{
  if (root->type == GALLEY_NODE_CARD && root->card.title != NULL)
    {
      if (!visit (root->card.title, user_data)
          || !galley_node_visit (root->card.title, visit, user_data))
        return FALSE;
    }
  for (const GalleyNode *child = root->first_child; child != NULL; child = child->next)
    {
      if (!visit (child, user_data) || !galley_node_visit (child, visit, user_data))
        return FALSE;
    }
  return TRUE;
}

static void
append_break (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

static void
append_text (const GalleyNode *node,
             GString          *text)
{
  /* The parts of a block that are blocks stand on lines of their own. */
  if (galley_node_is_block (node) && node->type != GALLEY_NODE_CARD_TITLE)
    append_break (text);
  if (node->type == GALLEY_NODE_TEXT || node->type == GALLEY_NODE_CODE
      || node->type == GALLEY_NODE_CODE_BLOCK)
    g_string_append_len (text, node->literal, node->length);
  else if (node->type == GALLEY_NODE_SOFT_BREAK || node->type == GALLEY_NODE_LINE_BREAK)
    g_string_append_c (text, node->type == GALLEY_NODE_SOFT_BREAK ? ' ' : '\n');
  else if (node->type == GALLEY_NODE_IMAGE)
    g_string_append (text, node->picture.alt);
  else if (node->type == GALLEY_NODE_BOOKMARK)
    g_string_append (text, node->link.url);

  if (node->type == GALLEY_NODE_CARD && node->card.title != NULL)
    append_text (node->card.title, text);
  for (const GalleyNode *child = node->first_child; child != NULL; child = child->next)
    append_text (child, text);
}

char *
galley_node_dup_text (const GalleyNode *self)
{
  GString *text = g_string_new (NULL);

  append_text (self, text);
  return g_string_free (text, FALSE);
}

const char *
galley_node_get_option (const GalleyNode *self,
                        const char       *name)
{
  if (self->type != GALLEY_NODE_CARD || self->card.options == NULL)
    return NULL;
  for (gsize i = 0; self->card.options[i] != NULL; i += 2)
    {
      if (g_strcmp0 (self->card.options[i], name) == 0)
        return self->card.options[i + 1];
    }
  return NULL;
}
