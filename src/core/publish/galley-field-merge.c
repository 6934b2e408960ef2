/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-field-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-content-same.h"
#include "galley-figure.h"
#include "galley-html-reader.h"

typedef enum
{
  WORDS,
  FLAG,
  LIST,
  PICTURE,
  CAPTION,
  CREDIT
} Kind;

/* A slug is never changed by publishing unless the issue asks for another one, so there is nothing of
 * it to merge. */
static const struct
{
  const char *key;
  const char *label;
  Kind kind;
} fields[] = {
  { "title", N_ ("Title"), WORDS },
  { "subtitle", N_ ("Subtitle"), WORDS },
  { "authors", N_ ("Authors"), LIST },
  { "tags", N_ ("Tags"), LIST },
  { "featured", N_ ("Featured"), FLAG },
  { "visibility", N_ ("Visibility"), WORDS },
  { "tiers", N_ ("Tiers"), LIST },
  { "email-subject", N_ ("Mail subject"), WORDS },
  { "image", N_ ("Picture"), PICTURE },
  { "image-alt", N_ ("Picture’s alt text"), WORDS },
  { "image-caption", N_ ("Picture’s caption"), CAPTION },
  { "image-credit", N_ ("Picture’s credit"), CREDIT },
  { "canonical", N_ ("Canonical address"), WORDS },
  { "meta-title", N_ ("Search title"), WORDS },
  { "meta-description", N_ ("Search description"), WORDS },
  { "og-image", N_ ("Facebook picture"), PICTURE },
  { "og-title", N_ ("Facebook title"), WORDS },
  { "og-description", N_ ("Facebook description"), WORDS },
  { "twitter-image", N_ ("X picture"), PICTURE },
  { "twitter-title", N_ ("X title"), WORDS },
  { "twitter-description", N_ ("X description"), WORDS },
};

static void
field_merge_free (gpointer data)
{
  GalleyFieldMerge *self = data;

  g_strfreev (self->before);
  g_strfreev (self->ours);
  g_strfreev (self->theirs);
  g_strfreev (self->merged);
  g_free (self);
}

char *
galley_field_merge_dup_text (char **values)
{
  return values != NULL ? g_strjoinv (", ", values) : g_strdup ("");
}

static char **
make_value (const char *text)
{
  const char *list[] = { text, NULL };

  return g_strdupv ((char **)list);
}

/* Half of the line below the picture. */
static char *
dup_caption (const char *html, gboolean credit)
{
  g_autofree char *line = html != NULL ? galley_html_reader_dup_line (html) : NULL;
  g_autofree char *caption = NULL;
  g_autofree char *maker = NULL;

  /* What Markdown has no words for stays as it is: nobody shall miss that it changed. */
  if (line == NULL)
    return credit || html == NULL ? NULL : g_strdup (html);
  galley_figure_split_caption (line, &caption, &maker);
  return g_strdup (credit ? maker : caption);
}

/* As the issue would say what the site has. */
static char **
read_site (const GalleyPostFields *there, guint field, GHashTable *paths)
{
  const char *key = fields[field].key;
  const char *value = galley_post_fields_get (there, key);

  if (fields[field].kind == LIST)
    return g_strdupv ((char **)galley_post_fields_get_list (there, key));
  if (fields[field].kind == CAPTION || fields[field].kind == CREDIT)
    {
      g_autofree char *half = dup_caption (galley_post_fields_get (there, "image-caption"),
                                           fields[field].kind == CREDIT);

      return half != NULL ? make_value (half) : NULL;
    }
  if (value != NULL && fields[field].kind == PICTURE && paths != NULL
      && g_hash_table_contains (paths, value))
    value = g_hash_table_lookup (paths, value);
  return value != NULL ? make_value (value) : NULL;
}

static char **
read_issue (GalleyIssue *issue, guint field)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  const char *key = fields[field].key;

  if (!galley_front_matter_has (front, key))
    return NULL;
  if (fields[field].kind == LIST)
    return g_strdupv ((char **)galley_front_matter_get_list (front, key));
  if (fields[field].kind == FLAG)
    return make_value (galley_front_matter_get_boolean (front, key, FALSE) ? "true" : "");
  return make_value (galley_front_matter_get_string (front, key) != NULL
                         ? galley_front_matter_get_string (front, key)
                         : "");
}

static gboolean
is_empty (char **values)
{
  return values == NULL || values[0] == NULL || (values[0][0] == '\0' && values[1] == NULL);
}

static gboolean
is_same (char **a, char **b)
{
  g_autofree char *x = galley_field_merge_dup_text (a);
  g_autofree char *y = galley_field_merge_dup_text (b);

  return strcmp (g_strstrip (x), g_strstrip (y)) == 0;
}

static gboolean
holds (char **list, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    {
      g_autofree char *here = g_utf8_casefold (list[i], -1);

      if (strcmp (g_strstrip (here), g_strstrip (wanted)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Ours without what they took out, with what they put in. */
static char **
merge_lists (char **base, char **ours, char **theirs)
{
  g_autoptr (GStrvBuilder) merged = g_strv_builder_new ();

  for (gsize i = 0; ours != NULL && ours[i] != NULL; i++)
    if (!holds (base, ours[i]) || holds (theirs, ours[i]))
      g_strv_builder_add (merged, ours[i]);
  for (gsize i = 0; theirs != NULL && theirs[i] != NULL; i++)
    if (!holds (base, theirs[i]) && !holds (ours, theirs[i]))
      g_strv_builder_add (merged, theirs[i]);
  return g_strv_builder_end (merged);
}

static void
decide (GalleyFieldMerge *self, char **base)
{
  if (!self->there || is_same (self->ours, self->theirs))
    self->merged = g_strdupv (self->ours);
  else if (!self->here)
    self->merged = g_strdupv (self->theirs);
  else if (self->is_list && base != NULL)
    self->merged = merge_lists (base, self->ours, self->theirs);
  else
    self->conflict = TRUE;
}

static GalleyFieldMerge *
merge_field (guint field,
             const GalleyAgreed *agreed,
             GalleyIssue *ours,
             const GalleyPostFields *before,
             const GalleyPostFields *now)
{
  GHashTable *paths = agreed != NULL ? agreed->paths : NULL;
  g_auto (GStrv) base = before != NULL ? read_site (before, field, paths) : NULL;
  GalleyFieldMerge *self = g_new0 (GalleyFieldMerge, 1);

  self->key = fields[field].key;
  self->label = _ (fields[field].label);
  self->is_list = fields[field].kind == LIST;
  self->before = agreed != NULL ? read_issue (agreed->issue, field) : NULL;
  self->ours = read_issue (ours, field);
  self->theirs = read_site (now, field, paths);
  if (agreed == NULL)
    self->there = self->here = self->ours != NULL && !is_same (self->ours, self->theirs);
  else
    {
      /* What the issue has never spoken of is the site's own, and publishing leaves it alone. */
      self->there = !is_same (base, self->theirs) && (self->ours != NULL || self->before != NULL);
      self->here = !is_same (self->before, self->ours);
    }
  if (self->there || self->here)
    decide (self, base);
  return self;
}

GPtrArray *
galley_field_merge_list (const GalleyAgreed *agreed,
                         GalleyIssue *ours,
                         const GalleyPost *post,
                         const GalleyService *service)
{
  g_autoptr (GalleyPostFields) before = agreed != NULL ? service->read (agreed->post) : NULL;
  g_autoptr (GalleyPostFields) now = service->read (post);
  GPtrArray *list = g_ptr_array_new_with_free_func (field_merge_free);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GalleyFieldMerge *field = merge_field (i, agreed, ours, before, now);

      if (field->there || field->here)
        g_ptr_array_add (list, field);
      else
        field_merge_free (field);
    }
  return list;
}

gboolean
galley_field_merge_is_missing (const GalleyFieldMerge *self)
{
  if (!self->there || (is_empty (self->ours) && is_empty (self->theirs)))
    return FALSE;
  return self->conflict || !is_same (self->merged, self->ours);
}
