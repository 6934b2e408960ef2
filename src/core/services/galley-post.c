/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-post.h"

typedef struct {
  char  *value;
  char **list;
} Field;

struct _GalleyPostFields {
  GHashTable *fields; /* name -> Field */
};

static void
field_free (gpointer data)
{
  Field *field = data;
  g_free (field->value);
  g_strfreev (field->list);
  g_free (field);
}

GalleyPostFields *
galley_post_fields_new (void)
{
  GalleyPostFields *self = g_new0 (GalleyPostFields, 1);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, field_free);
  return self;
}

void
galley_post_fields_free (GalleyPostFields *self)
{
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_free (self);
}

static void
replace (GalleyPostFields  *self,
         const char        *name,
         const char        *value,
         const char *const *list)
{
  Field *field = g_new0 (Field, 1);
  field->value = g_strdup (value);
  field->list = g_strdupv ((char **) list);
  g_hash_table_replace (self->fields, g_strdup (name), field);
}

void
galley_post_fields_set (GalleyPostFields *self,
                        const char       *name,
                        const char       *value)
{
  replace (self, name, value, NULL);
}

void
galley_post_fields_set_list (GalleyPostFields  *self,
                             const char        *name,
                             const char *const *list)
{
  replace (self, name, NULL, list);
}

void
galley_post_fields_unset (GalleyPostFields *self,
                          const char       *name)
{
  g_hash_table_remove (self->fields, name);
}

gboolean
galley_post_fields_has (const GalleyPostFields *self,
                        const char             *name)
{
  return g_hash_table_contains (self->fields, name);
}

const char *
galley_post_fields_get (const GalleyPostFields *self,
                        const char             *name)
{
  const Field *field = g_hash_table_lookup (self->fields, name);
  return field ? field->value : NULL;
}

const char *const *
galley_post_fields_get_list (const GalleyPostFields *self,
                             const char             *name)
{
  const Field *field = g_hash_table_lookup (self->fields, name);
  return field ? (const char *const *) field->list : NULL;
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
galley_post_fields_list_names (const GalleyPostFields *self)
{
  guint n = 0;
  const char **names = (const char **) g_hash_table_get_keys_as_array (self->fields, &n);
  qsort (names, n, sizeof *names, compare_names);
  return names;
}

gboolean
galley_post_is_out (const GalleyPost *self)
{
  return self && (g_strcmp0 (self->status, "published") == 0 || g_strcmp0 (self->status, "sent") == 0);
}

gboolean
galley_post_has_failed_mail (const GalleyPost *self)
{
  g_return_val_if_fail (self, FALSE);
  return g_strcmp0 (self->email_status, "failed") == 0;
}

GalleyPost *
galley_post_copy (const GalleyPost *self)
{
  GalleyPost *copy = g_memdup2 (self, sizeof *self);
  if (!copy)
    return NULL;
  char **strings[] = { &copy->id, &copy->slug, &copy->title, &copy->url, &copy->edit_url, &copy->status,
                       &copy->created_at, &copy->updated_at, &copy->published_at, &copy->visibility,
                       &copy->subject, &copy->html, &copy->body, &copy->marker, &copy->newsletter,
                       &copy->segment, &copy->email_status, &copy->email_error, &copy->json };
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    *strings[i] = g_strdup (*strings[i]);
  copy->tiers = g_strdupv (self->tiers);
  return copy;
}

void
galley_post_free (GalleyPost *self)
{
  g_free (self->id);
  g_free (self->slug);
  g_free (self->title);
  g_free (self->url);
  g_free (self->edit_url);
  g_free (self->status);
  g_free (self->created_at);
  g_free (self->updated_at);
  g_free (self->published_at);
  g_free (self->visibility);
  g_strfreev (self->tiers);
  g_free (self->subject);
  g_free (self->html);
  g_free (self->body);
  g_free (self->marker);
  g_free (self->newsletter);
  g_free (self->segment);
  g_free (self->email_status);
  g_free (self->email_error);
  g_free (self->json);
  g_free (self);
}
