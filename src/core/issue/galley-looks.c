/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-looks.h"

#include <string.h>

/* What stands in for a description is no longer than this. */
#define MAX_LEAD 500

static const struct {
  const char *titles[4]; /* keys, the first that has a value */
  const char *texts[4];
  const char *pictures[4];
  guint title_max;
  guint text_max;
} looks[GALLEY_N_LOOKS] = {
  { { "meta-title", "title" }, { "meta-description", "subtitle" }, { NULL }, 60, 156 },
  { { "og-title", "meta-title", "title" },
    { "og-description", "subtitle", "meta-description" },
    { "og-image", "image" },
    70,
    110 },
  { { "email-subject", "title" }, { "subtitle" }, { NULL }, 60, 90 },
};

static const char *
find_value (const GalleyFrontMatter *matter, GHashTable *typed, const char *const *keys)
{
  for (guint i = 0; i < 4 && keys[i]; i++)
    {
      const char *value = typed ? g_hash_table_lookup (typed, keys[i]) : NULL;

      if (value == NULL)
        value = galley_front_matter_get_string (matter, keys[i]);
      if (value && value[strspn (value, " ")])
        return value;
    }
  return NULL;
}

static gboolean
find_lead_cb (const GalleyNode *node, gpointer user_data)
{
  GString *lead = user_data;

  if (node->type == GALLEY_NODE_PARAGRAPH && node->parent->type == GALLEY_NODE_DOCUMENT)
    {
      g_autofree char *text = galley_node_dup_text (node);

      g_string_append_printf (lead, "%s%s", lead->len ? " " : "", text);
    }
  return lead->len < MAX_LEAD && node->type != GALLEY_NODE_PAYWALL;
}

/* The first words that anybody may read. */
static char *
dup_lead (GalleyIssue *issue)
{
  g_autoptr (GString) lead = g_string_new (NULL);
  g_autofree char *text = NULL;

  galley_node_visit (galley_issue_get_root (issue), find_lead_cb, lead);
  text = g_string_free (g_steal_pointer (&lead), FALSE);
  g_strdelimit (text, "\r\n\t", ' ');
  return galley_look_cut (text, MAX_LEAD);
}

/* A line is cut where its room ends, and a letter of Korean, Chinese or Japanese takes as much of it as
 * two of the alphabet. A mark on a letter takes none. */
static guint
get_width (gunichar letter)
{
  return g_unichar_iszerowidth (letter) ? 0 : g_unichar_iswide (letter) ? 2 : 1;
}

static guint
measure (const char *text, gboolean *has_wide)
{
  guint length = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      guint width = get_width (g_utf8_get_char (at));

      length += width;
      *has_wide |= width > 1;
    }
  return length;
}

GalleyLook *
galley_look_new (GalleyIssue *issue, GalleyLookKind kind, GHashTable *typed)
{
  const GalleyFrontMatter *matter = galley_issue_get_front_matter (issue);
  GalleyLook *self = g_new0 (GalleyLook, 1);
  const char *title = find_value (matter, typed, looks[kind].titles);
  const char *text = find_value (matter, typed, looks[kind].texts);

  self->title = g_strstrip (g_strdup (title ? title : ""));
  self->text = text ? g_strstrip (g_strdup (text)) : dup_lead (issue);
  self->picture = g_strdup (find_value (matter, typed, looks[kind].pictures));
  self->title_max = looks[kind].title_max;
  self->text_max = looks[kind].text_max;
  self->title_length = measure (self->title, &self->has_wide);
  self->text_length = measure (self->text, &self->has_wide);
  return self;
}

void
galley_look_free (GalleyLook *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self->picture);
  g_free (self);
}

char *
galley_look_cut (const char *text, guint max)
{
  gboolean has_wide = FALSE;
  const char *end = text;
  guint length = 0;

  if (measure (text, &has_wide) <= max)
    return g_strdup (text);
  /* A place is left for the ellipsis. */
  while ((length += get_width (g_utf8_get_char (end))) < max)
    end = g_utf8_next_char (end);
  while (end > text && end[-1] == ' ')
    end--;
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}
