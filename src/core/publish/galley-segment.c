/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-segment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LABEL "label:"
#define TIER "tier:"
#define SLUG_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-_"

static void
append (GString *segment, const char *prefix, const char *const *slugs)
{
  for (gsize i = 0; slugs != NULL && slugs[i] != NULL; i++)
    g_string_append_printf (segment, "%s%s%s", segment->len > 0 ? "," : "", prefix, slugs[i]);
}

char *
galley_segment_join (const char *const *labels, const char *const *tiers)
{
  g_autoptr (GString) segment = g_string_new (NULL);

  append (segment, LABEL, labels);
  append (segment, TIER, tiers);
  return segment->len > 0 ? g_string_free (g_steal_pointer (&segment), FALSE) : NULL;
}

/* The slug when @part is @prefix and a slug, else NULL. */
static const char *
find_slug (const char *part, const char *prefix)
{
  const char *slug = g_str_has_prefix (part, prefix) ? part + strlen (prefix) : NULL;

  return slug != NULL && *slug != '\0' && strspn (slug, SLUG_LETTERS) == strlen (slug) ? slug : NULL;
}

gboolean
galley_segment_split (const char *segment, char ***labels, char ***tiers)
{
  g_auto (GStrv) parts = g_strsplit (segment != NULL ? segment : "", ",", -1);
  g_autoptr (GStrvBuilder) label_slugs = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) tier_slugs = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      const char *label = find_slug (part, LABEL);
      const char *tier = find_slug (part, TIER);

      if (label == NULL && tier == NULL)
        return FALSE;
      if (label != NULL)
        g_strv_builder_add (label_slugs, label);
      else
        g_strv_builder_add (tier_slugs, tier);
    }
  if (parts[0] == NULL)
    return FALSE;
  *labels = g_strv_builder_end (label_slugs);
  *tiers = g_strv_builder_end (tier_slugs);
  return TRUE;
}

static const char *
get_name (GPtrArray *items, const char *slug)
{
  const GalleySiteItem *item = items != NULL ? galley_site_find_item (items, slug) : NULL;

  return item != NULL && item->name != NULL ? item->name : slug;
}

static void
add_word (GString *text, char *word)
{
  g_autofree char *owned = word;

  if (text->len > 0)
    /* Translators: between two groups of people of whom each gets the mail */
    g_string_append (text, _(" or "));
  g_string_append (text, owned);
}

char *
galley_segment_describe (const char *segment, const GalleySite *site)
{
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) tiers = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!galley_segment_split (segment, &labels, &tiers))
    return NULL;
  for (gsize i = 0; labels[i] != NULL; i++)
    add_word (text, g_strdup_printf (_("the label “%s”"), get_name (site != NULL ? site->labels : NULL, labels[i])));
  for (gsize i = 0; tiers[i] != NULL; i++)
    add_word (text, g_strdup_printf (_("the tier “%s”"), get_name (site != NULL ? site->tiers : NULL, tiers[i])));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
