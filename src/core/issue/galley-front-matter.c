/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-front-matter-private.h"

#include <string.h>

/* `---`, or `...` where it closes, and blanks behind. */
static gboolean
is_fence (const char *line,
          gsize       length,
          gboolean    closing)
{
  while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
    length--;
  return length == 3
         && (strncmp (line, "---", 3) == 0 || (closing && strncmp (line, "...", 3) == 0));
}

static gboolean
looks_like_key (const char *line,
                gsize       length)
{
  const char *end = line + length;
  const char *p = line;
  char quote = length > 0 && (*p == '"' || *p == '\'') ? *p++ : '\0';

  if (p == end || !(g_ascii_isalnum (*p) || *p == '_' || (guchar) *p >= 0x80))
    return FALSE;
  while (p < end && (g_ascii_isalnum (*p) || strchr ("_-.", *p) != NULL || (guchar) *p >= 0x80))
    p++;
  if (quote != '\0' && (p == end || *p++ != quote))
    return FALSE;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p == end || *p++ != ':')
    return FALSE;
  return p == end || *p == ' ' || *p == '\t';
}

/* The block's closing line, or 0 when the issue has none: it may begin with a divider. */
static guint
find_closing_line (const GalleySource *source)
{
  gboolean begun = FALSE;
  gsize length;
  const char *line = galley_source_get_line (source, 1, &length);

  if (length >= 3 && strncmp (line, "\xef\xbb\xbf", 3) == 0)
    {
      line += 3;
      length -= 3;
    }
  if (!is_fence (line, length, FALSE))
    return 0;
  for (guint i = 2; i <= source->n_lines; i++)
    {
      line = galley_source_get_line (source, i, &length);
      if (is_fence (line, length, TRUE))
        return i;
      if (begun || *line == '#' || galley_source_is_blank (source, i))
        continue;
      if (!looks_like_key (line, length))
        return 0;
      begun = TRUE;
    }
  return 0;
}

static gsize
find_start (const GalleySource *source)
{
  return source->length >= 3 && strncmp (source->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

gsize
galley_front_matter_find_end (const char *text,
                              gsize       length)
{
  GalleySource source;
  guint closing;
  gsize end;

  g_return_val_if_fail (text != NULL, 0);

  galley_source_init (&source, text, length);
  closing = find_closing_line (&source);
  end = closing > 0 ? source.starts[closing] : find_start (&source);
  galley_source_clear (&source);
  return end;
}

GalleyFrontMatter *
galley_front_matter_new (GalleySource *source)
{
  GalleyFrontMatter *self = g_new0 (GalleyFrontMatter, 1);
  guint closing = find_closing_line (source);
  guint n = 0;

  self->start = find_start (source);
  self->end_of_line = galley_source_get_end_of_line (source);
  self->present = closing > 0;
  self->end = self->start;
  if (self->present)
    {
      self->first = source->starts[1];
      self->last = source->starts[closing - 1];
      self->end = source->starts[closing];
      self->root = galley_yaml_read (source, self->first, self->last);
    }
  self->text = g_strndup (source->text, self->end);
  if (self->root != NULL)
    n = self->root->children->len;
  self->keys = g_new0 (const char *, n + 1);
  self->lines = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const GalleyYaml *child = self->root->children->pdata[i];

      self->keys[i] = child->key;
      self->lines[i] = galley_source_find_line (source, child->key_start);
    }
  return self;
}

void
galley_front_matter_free (GalleyFrontMatter *self)
{
  g_free (self->text);
  g_free (self->keys);
  g_free (self->lines);
  galley_yaml_free (self->root);
  g_free (self);
}

gboolean
galley_front_matter_is_present (const GalleyFrontMatter *self)
{
  return self->present;
}

gboolean
galley_front_matter_is_valid (const GalleyFrontMatter *self)
{
  return !self->present || self->root != NULL;
}

gsize
galley_front_matter_get_end (const GalleyFrontMatter *self)
{
  return self->end;
}

guint
galley_front_matter_get_line (const GalleyFrontMatter *self,
                              const char              *key)
{
  for (guint i = 0; self->keys[i] != NULL; i++)
    {
      if (strcmp (self->keys[i], key) == 0)
        return self->lines[i];
    }
  return 0;
}

gboolean
galley_front_matter_has (const GalleyFrontMatter *self,
                         const char              *key)
{
  return galley_yaml_find (self->root, key) != NULL;
}

const char *
galley_front_matter_get_string (const GalleyFrontMatter *self,
                                const char              *key)
{
  const GalleyYaml *value = galley_yaml_find (self->root, key);

  return value != NULL ? value->value : NULL;
}

gboolean
galley_front_matter_get_boolean (const GalleyFrontMatter *self,
                                 const char              *key,
                                 gboolean                 fallback)
{
  static const char *const yes[] = { "true", "yes", "on", "1", NULL };
  static const char *const no[] = { "false", "no", "off", "0", NULL };
  const char *value = galley_front_matter_get_string (self, key);
  g_autofree char *lower = NULL;

  if (value == NULL)
    return fallback;
  lower = g_ascii_strdown (value, -1);
  if (g_strv_contains (yes, lower))
    return TRUE;
  return g_strv_contains (no, lower) ? FALSE : fallback;
}

const char *const *
galley_front_matter_get_list (const GalleyFrontMatter *self,
                              const char              *key)
{
  const GalleyYaml *value = galley_yaml_find (self->root, key);

  return value != NULL ? (const char *const *) value->list : NULL;
}

const char *const *
galley_front_matter_get_keys (const GalleyFrontMatter *self)
{
  return (const char *const *) self->keys;
}

const char *
galley_front_matter_get_id (const GalleyFrontMatter *self)
{
  const GalleyYaml *id = galley_yaml_find (galley_yaml_find (self->root, "galley"), "id");

  return id != NULL ? id->value : NULL;
}

const char *
galley_front_matter_get_site (const GalleyFrontMatter *self)
{
  const GalleyYaml *posts = galley_yaml_find (galley_yaml_find (self->root, "galley"), "posts");

  if (posts == NULL || posts->type != GALLEY_YAML_MAP || posts->children->len == 0)
    return NULL;
  return ((const GalleyYaml *) posts->children->pdata[posts->children->len - 1])->key;
}

const char *
galley_front_matter_get_post (const GalleyFrontMatter *self,
                              const char              *site)
{
  const GalleyYaml *galley = galley_yaml_find (self->root, "galley");
  const GalleyYaml *post = galley_yaml_find (galley_yaml_find (galley, "posts"), site);

  return post != NULL ? post->value : NULL;
}
