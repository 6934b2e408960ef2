/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-speller.h"

#include <enchant.h>
#include <pango/pango.h>
#include <string.h>

/* A text has some thousands of different words; what is forgotten is looked up again. */
#define MAX_KNOWN 20000
/* A dictionary was not made for longer ones. */
#define MAX_WORD 100

struct _GalleySpeller {
  GObject parent_instance;

  /* Owned */
  EnchantBroker *broker;
  GPtrArray *dicts;     /* (element-type EnchantDict), of the broker */
  char **languages;
  GHashTable *known;    /* word: whether it is right */
  GHashTable *ignored;  /* (element-type utf8): a set */
};

G_DEFINE_FINAL_TYPE (GalleySpeller, galley_speller, G_TYPE_OBJECT)

static void
free_dicts (GalleySpeller *self)
{
  for (guint i = 0; i < self->dicts->len; i++)
    enchant_broker_free_dict (self->broker, self->dicts->pdata[i]);
  g_ptr_array_set_size (self->dicts, 0);
}

static void
galley_speller_finalize (GObject *object)
{
  GalleySpeller *self = GALLEY_SPELLER (object);

  free_dicts (self);
  g_clear_pointer (&self->dicts, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_strfreev);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->ignored, g_hash_table_unref);
  g_clear_pointer (&self->broker, enchant_broker_free);
  G_OBJECT_CLASS (galley_speller_parent_class)->finalize (object);
}

static void
galley_speller_class_init (GalleySpellerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_speller_finalize;
}

static void
galley_speller_init (GalleySpeller *self)
{
  self->broker = enchant_broker_init ();
  self->dicts = g_ptr_array_new ();
  self->languages = g_new0 (char *, 1);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GalleySpeller *
galley_speller_new (void)
{
  return g_object_new (GALLEY_TYPE_SPELLER, NULL);
}

static void
list_cb (const char *tag, const char *name, const char *description, const char *file,
         void *user_data)
{
  GPtrArray *list = user_data;

  /* Several programs may have the same language. */
  if (!g_ptr_array_find_with_equal_func (list, tag, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (tag));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
galley_speller_list_available (GalleySpeller *self)
{
  GPtrArray *list;

  g_return_val_if_fail (GALLEY_IS_SPELLER (self), NULL);

  list = g_ptr_array_new ();
  enchant_broker_list_dicts (self->broker, list_cb, list);
  g_ptr_array_sort (list, compare_names);
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

/* As dictionaries are named: "en-us" is en_US. */
static char *
normalize (const char *language)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = g_strndup (language, strcspn (language, ".@"));
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  parts = g_strsplit_set (name, "-_", 2);
  if (parts[0] == NULL)
    return g_strdup ("");
  lower = g_ascii_strdown (parts[0], -1);
  upper = parts[1] ? g_ascii_strup (parts[1], -1) : NULL;
  return upper ? g_strconcat (lower, "_", upper, NULL) : g_strdup (lower);
}

static char *
get_base (const char *name)
{
  return g_strndup (name, strcspn (name, "_"));
}

char *
galley_speller_find (GalleySpeller *self, const char *language)
{
  g_auto (GStrv) available = NULL;
  g_autofree char *name = NULL;
  g_autofree char *base = NULL;
  const char *near = NULL;

  g_return_val_if_fail (GALLEY_IS_SPELLER (self) && language != NULL, NULL);

  available = galley_speller_list_available (self);
  name = normalize (language);
  base = get_base (name);
  if (g_strv_contains ((const char *const *) available, name))
    return g_steal_pointer (&name);
  /* Of English without a country, the one of this reader, else the one that most dictionaries have. */
  for (const char *const *own = g_get_language_names (); *own; own++)
    {
      g_autofree char *own_name = normalize (*own);
      g_autofree char *own_base = get_base (own_name);

      if (g_str_equal (own_base, base)
          && g_strv_contains ((const char *const *) available, own_name))
        return g_steal_pointer (&own_name);
    }
  for (guint i = 0; available[i]; i++)
    {
      g_autofree char *other = get_base (available[i]);

      if (g_str_equal (other, base) && (near == NULL || g_str_equal (available[i], "en_US")))
        near = available[i];
    }
  return g_strdup (near);
}

void
galley_speller_set_languages (GalleySpeller *self, const char *const *languages)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (GALLEY_IS_SPELLER (self) && languages != NULL);

  if (g_strv_equal (languages, (const char *const *) self->languages))
    return;
  free_dicts (self);
  g_hash_table_remove_all (self->known);
  for (guint i = 0; languages[i]; i++)
    {
      EnchantDict *dict = enchant_broker_request_dict (self->broker, languages[i]);

      if (dict == NULL)
        continue;
      g_ptr_array_add (self->dicts, dict);
      g_strv_builder_add (builder, languages[i]);
    }
  g_strfreev (self->languages);
  self->languages = g_strv_builder_end (builder);
}

GalleySpeller *
galley_speller_new_for (const char *const *wanted)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) languages = NULL;
  GalleySpeller *self;

  g_return_val_if_fail (wanted != NULL, NULL);

  self = galley_speller_new ();
  for (guint i = 0; wanted[i]; i++)
    {
      g_autofree char *name = galley_speller_find (self, wanted[i]);

      if (name)
        g_strv_builder_add (builder, name);
    }
  languages = g_strv_builder_end (builder);
  galley_speller_set_languages (self, (const char *const *) languages);
  return self;
}

const char *const *
galley_speller_get_languages (GalleySpeller *self)
{
  g_return_val_if_fail (GALLEY_IS_SPELLER (self), NULL);
  return (const char *const *) self->languages;
}

/* The apostrophe of typographers is not in every dictionary. */
static char *
make_plain (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "’", -1);

  return g_strjoinv ("'", parts);
}

/* What the word is written in, whatever stands before its endings: "Ghost를". */
static GUnicodeScript
find_script (const char *word)
{
  GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = word; *p; p = g_utf8_next_char (p))
    {
      GUnicodeScript own = g_unichar_get_script (g_utf8_get_char (p));

      if (own == G_UNICODE_SCRIPT_HANGUL)
        return own;
      if (script == G_UNICODE_SCRIPT_COMMON && own != G_UNICODE_SCRIPT_INHERITED)
        script = own;
    }
  return script;
}

/* The dictionary of another script knows nothing of a word: it would only mix its letters. Pango, which
 * knows the scripts of languages, has both enumerations alike. */
static gboolean
is_for (GalleySpeller *self, guint dict, GUnicodeScript script)
{
  const char *tag = self->languages[dict];

  /* Not what its language is mostly written in: "sr_Latn", "be@latin". */
  if (strstr (tag, "Latn") || strstr (tag, "latin"))
    return script == G_UNICODE_SCRIPT_LATIN;
  return pango_language_includes_script (pango_language_from_string (tag), (PangoScript) script);
}

static gboolean
check (GalleySpeller *self, const char *word)
{
  GUnicodeScript script = find_script (word);
  g_autofree char *plain = make_plain (word);
  gboolean judged = FALSE;

  if (g_hash_table_contains (self->ignored, plain))
    return TRUE;
  for (guint i = 0; i < self->dicts->len; i++)
    {
      if (!is_for (self, i, script))
        continue;
      judged = TRUE;
      if (enchant_dict_check (self->dicts->pdata[i], plain, strlen (plain)) <= 0)
        return TRUE;
    }
  return !judged;
}

gboolean
galley_speller_is_right (GalleySpeller *self, const char *word)
{
  gpointer known;
  gboolean is_right;

  g_return_val_if_fail (GALLEY_IS_SPELLER (self) && word != NULL, TRUE);

  if (self->dicts->len == 0 || strlen (word) > MAX_WORD)
    return TRUE;
  if (g_hash_table_lookup_extended (self->known, word, NULL, &known))
    return GPOINTER_TO_INT (known);
  is_right = check (self, word);
  if (g_hash_table_size (self->known) >= MAX_KNOWN)
    g_hash_table_remove_all (self->known);
  g_hash_table_insert (self->known, g_strdup (word), GINT_TO_POINTER (is_right));
  return is_right;
}

char **
galley_speller_suggest (GalleySpeller *self, const char *word, guint max)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *plain = NULL;

  g_return_val_if_fail (GALLEY_IS_SPELLER (self) && word != NULL, NULL);

  plain = make_plain (word);
  for (guint i = 0; i < self->dicts->len && list->len < max; i++)
    {
      size_t n = 0;
      char **words = NULL;

      if (is_for (self, i, find_script (word)))
        words = enchant_dict_suggest (self->dicts->pdata[i], plain, strlen (plain), &n);

      for (size_t j = 0; words && j < n && list->len < max; j++)
        if (g_utf8_validate (words[j], -1, NULL) && !g_str_equal (words[j], plain)
            && !g_ptr_array_find_with_equal_func (list, words[j], g_str_equal, NULL))
          g_ptr_array_add (list, g_strdup (words[j]));
      if (words)
        enchant_dict_free_string_list (self->dicts->pdata[i], words);
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

void
galley_speller_add (GalleySpeller *self, const char *word)
{
  g_autofree char *plain = NULL;

  g_return_if_fail (GALLEY_IS_SPELLER (self) && word != NULL);

  plain = make_plain (word);
  for (guint i = 0; i < self->dicts->len; i++)
    if (is_for (self, i, find_script (word)))
      {
        enchant_dict_add (self->dicts->pdata[i], plain, strlen (plain));
        break;
      }
  g_hash_table_remove_all (self->known);
}

void
galley_speller_ignore (GalleySpeller *self, const char *word)
{
  g_return_if_fail (GALLEY_IS_SPELLER (self) && word != NULL);

  g_hash_table_add (self->ignored, make_plain (word));
  g_hash_table_remove_all (self->known);
}

void
galley_speller_ignore_as (GalleySpeller *self, GalleySpeller *other)
{
  GHashTableIter iter;
  gpointer word;

  g_return_if_fail (GALLEY_IS_SPELLER (self) && GALLEY_IS_SPELLER (other));

  g_hash_table_iter_init (&iter, other->ignored);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    galley_speller_ignore (self, word);
}
