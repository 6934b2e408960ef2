/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-twins.h"

#define MARK_BEFORE "<!-- galley "
#define MARK_AFTER " -->"

char *
galley_twins_make_marker (const char *id, const char *birth)
{
  return g_strconcat (MARK_BEFORE, id, " ", birth, MARK_AFTER, NULL);
}

/* The word after the id; NULL: made before there were markers, or somebody took it away. */
char *
galley_twins_dup_birth (const GalleyPost *post)
{
  const char *mark = post->marker != NULL ? strstr (post->marker, MARK_BEFORE) : NULL;
  const char *word = mark != NULL ? strchr (mark + strlen (MARK_BEFORE), ' ') : NULL;
  const char *end = word != NULL ? strstr (word, MARK_AFTER) : NULL;

  return end != NULL && end > word + 1 ? g_strndup (word + 1, (gsize) (end - word - 1)) : NULL;
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const GalleyPost *first = *(GalleyPost *const *) a;
  const GalleyPost *second = *(GalleyPost *const *) b;
  int order = g_strcmp0 (first->created_at, second->created_at);

  return order != 0 ? order : g_strcmp0 (first->id, second->id);
}

/* A copy that a person made over there has the marker of its original, word for word: it is a post
 * of its own. */
static void
drop_copies (GPtrArray *twins)
{
  g_autoptr (GHashTable) births = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < twins->len;)
    {
      char *birth = galley_twins_dup_birth (g_ptr_array_index (twins, i));

      if (birth != NULL && !g_hash_table_add (births, birth))
        g_ptr_array_remove_index (twins, i);
      else
        i++;
    }
}

GalleyPost *
galley_twins_choose (GPtrArray *twins)
{
  g_ptr_array_sort (twins, compare_age);
  drop_copies (twins);
  for (guint i = 0; i < twins->len; i++)
    {
      GalleyPost *post = g_ptr_array_index (twins, i);

      if (g_strcmp0 (post->status, "draft") != 0)
        return post;
    }
  return twins->len > 0 ? g_ptr_array_index (twins, 0) : NULL;
}
