/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * YAML can be written in more ways than anybody thinks of, and what is no block any more would go out
 * as text. So every edit is tried on a copy before it is handed out.
 */

#include "galley-front-matter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"

static gboolean
is_wished (const GalleyFrontMatterWish *wish,
           const char                  *key)
{
  if (strcmp (key, "galley") == 0 && (wish->id != NULL || wish->site != NULL))
    return TRUE;
  for (gsize i = 0; i < wish->n_changes; i++)
    if (strcmp (wish->changes[i].key, key) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_same_list (const char *const *a,
              const char *const *b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal (a, b);
}

static gboolean
has_wish (const GalleyFrontMatter       *self,
          const GalleyFrontMatterChange *change)
{
  const char *value = galley_front_matter_get_string (self, change->key);

  if (change->list != NULL)
    return is_same_list (galley_front_matter_get_list (self, change->key), change->list);
  if (change->value != NULL)
    return g_strcmp0 (value, change->value) == 0;
  return !galley_front_matter_has (self, change->key);
}

/* What nobody wished to change. */
static gboolean
has_rest (const GalleyFrontMatter     *self,
          const GalleyFrontMatter     *before,
          const GalleyFrontMatterWish *wish)
{
  for (guint i = 0; before->keys[i] != NULL; i++)
    {
      const char *key = before->keys[i];

      if (is_wished (wish, key))
        continue;
      if (!galley_front_matter_has (self, key)
          || g_strcmp0 (galley_front_matter_get_string (self, key),
                        galley_front_matter_get_string (before, key)) != 0
          || !is_same_list (galley_front_matter_get_list (self, key),
                            galley_front_matter_get_list (before, key)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_good (const GalleyFrontMatter     *self,
         const GalleyEdit            *edit,
         const GalleyFrontMatterWish *wish)
{
  gsize length;
  g_autofree char *text = galley_edit_apply (edit, self->text, strlen (self->text), &length);
  GalleySource source;
  g_autoptr(GalleyFrontMatter) after = NULL;
  gboolean good;

  galley_source_init (&source, text, length);
  after = galley_front_matter_new (&source);
  good = galley_front_matter_is_valid (after) && after->end == length
         && has_rest (after, self, wish);
  for (gsize i = 0; good && i < wish->n_changes; i++)
    good = has_wish (after, &wish->changes[i]);
  if (good && wish->id != NULL)
    good = g_strcmp0 (galley_front_matter_get_id (after), wish->id) == 0;
  if (good && wish->site != NULL)
    good = g_strcmp0 (galley_front_matter_get_post (after, wish->site), wish->post) == 0;
  galley_source_clear (&source);
  return good;
}

GalleyEdit *
galley_front_matter_guard (const GalleyFrontMatter     *self,
                           GalleyEdit                  *edit,
                           const GalleyFrontMatterWish *wish,
                           GError                     **error)
{
  if (is_good (self, edit, wish))
    return edit;
  galley_edit_free (edit);
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                       _("The front matter is written in a way that Galley cannot change; change it by "
                         "hand."));
  return NULL;
}
