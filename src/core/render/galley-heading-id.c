/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-heading-id.h"

#include <string.h>

#define DROPPED "[]!\"#$%&'()*+,./:;<=>?@\\^_{|}~"

static void
append_words (const GalleyNode *node,
              GString          *text)
{
  g_autofree char *words = NULL;

  if (node->type == GALLEY_NODE_FOOTNOTE_REFERENCE)
    g_string_append_printf (text, "%u", node->footnote.number);
  else if (node->first_child == NULL)
    g_string_append (text, words = galley_node_dup_text (node));
  for (const GalleyNode *child = node->first_child; child != NULL; child = child->next)
    append_words (child, text);
}

static GString *
join_words (const char *text)
{
  GString *joined = g_string_sized_new (strlen (text) + 16);
  /* Unicode's own way takes ten times as long. */
  g_autofree char *lower
    = g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_strdown (text, -1);
  gboolean blank = FALSE;

  g_strstrip (lower);
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isalnum (*p))
        {
          g_string_append_c (joined, *p);
          blank = FALSE;
          continue;
        }
      if (c < 0x80 && strchr (DROPPED, c) != NULL)
        continue;
      if (!g_unichar_isspace (c))
        {
          g_string_append_unichar (joined, c);
          blank = FALSE;
        }
      else if (!blank)
        {
          g_string_append_c (joined, '-');
          blank = TRUE;
        }
    }
  return joined;
}

/* One leading hyphen, one trailing one, and every run of several go away altogether. */
static void
drop_hyphens (GString *words)
{
  gsize from = 0;
  gsize to = 0;

  while (from < words->len)
    {
      gsize run = 0;

      while (from + run < words->len && words->str[from + run] == '-')
        run++;
      if (run == 0)
        words->str[to++] = words->str[from++];
      else if (run == 1 && from > 0 && from + 1 < words->len)
        words->str[to++] = words->str[from++];
      else
        from += run;
    }
  g_string_truncate (words, to);
}

static gboolean
is_plain (const char *words)
{
  while (g_ascii_isalnum (*words) || *words == '-')
    words++;
  return *words == '\0';
}

char *
galley_heading_id_new (const GalleyNode *heading,
                       GHashTable       *used)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) words = NULL;
  g_autofree char *id = NULL;
  guint count;

  append_words (heading, text);
  words = join_words (text->str);
  drop_hyphens (words);
  id = is_plain (words->str) ? g_strdup (words->str)
                             : g_uri_escape_string (words->str, "!'()*", FALSE);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (used, id));
  g_hash_table_insert (used, g_strdup (id), GUINT_TO_POINTER (count + 1));
  return count == 0 ? g_steal_pointer (&id) : g_strdup_printf ("%s-%u", id, count);
}
