/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a site has of a post beside its text, as front matter in the order of people.
 */

#include "galley-pull-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-figure.h"
#include "galley-finding.h"
#include "galley-front-matter.h"
#include "galley-html-reader.h"
#include "galley-issue.h"

typedef struct {
  const GalleyPost       *post;
  const GalleyPostFields *fields;
  GHashTable             *paths;
  GPtrArray              *findings;
} Source;

typedef struct {
  const char *key;
  char       *value;
  char      **list;
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->value);
  g_strfreev (entry->list);
}

static void
add_entry (GArray *entries, const char *key, const char *value)
{
  Entry entry = { key, g_strdup (value), NULL };

  if (value != NULL && value[0] != '\0')
    g_array_append_val (entries, entry);
}

/* Caption and credit stand apart in an issue; only if both together say again what the site has. */
static void
add_caption (const Source *self, GArray *entries)
{
  const char *html = galley_post_fields_get (self->fields, "image-caption");
  g_autofree char *markdown = html != NULL ? galley_html_reader_dup_line (html) : NULL;
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *joined = NULL;

  if (html == NULL)
    return;
  if (markdown == NULL)
    {
      g_ptr_array_add (self->findings, galley_finding_new (
          "pull-caption", GALLEY_SEVERITY_INFO, 0, 0,
          _("The feature picture’s caption has no Markdown: it stays on the site and is not in the issue."), NULL, NULL));
      return;
    }
  galley_figure_split_caption (markdown, &caption, &credit);
  if (credit != NULL)
    joined = g_strconcat (caption, caption[0] != '\0' ? " " : "", "Credit: ", credit, NULL);
  if (g_strcmp0 (joined, markdown) != 0)
    {
      add_entry (entries, "image-caption", markdown);
      return;
    }
  add_entry (entries, "image-caption", caption);
  add_entry (entries, "image-credit", credit);
}

static const char *
get_audience (const GalleyPost *post)
{
  if (post->newsletter == NULL || post->segment == NULL)
    return NULL;
  if (strcmp (post->segment, "status:free") == 0)
    return "free";
  return strcmp (post->segment, "status:-free") == 0 ? "paid" : post->segment;
}

static void
add_field (const Source *self, GArray *entries, const char *key)
{
  const char *const *list = galley_post_fields_get_list (self->fields, key);
  const char *value = galley_post_fields_get (self->fields, key);
  const char *path = value != NULL ? g_hash_table_lookup (self->paths, value) : NULL;
  Entry entry = { key, NULL, NULL };

  if (list == NULL)
    {
      add_entry (entries, key, path != NULL && g_str_has_suffix (key, "image") ? path : value);
      return;
    }
  entry.list = g_strdupv ((char **) list);
  g_array_append_val (entries, entry);
}

static void
add_entries (const Source *self, GArray *entries)
{
  static const char *const first[] = { "title", "subtitle", "slug", "authors", "tags", "featured", "visibility",
                                       "tiers" };
  static const char *const last[] = { "canonical", "meta-title", "meta-description", "og-image", "og-title",
                                      "og-description", "twitter-image", "twitter-title", "twitter-description" };
  const GalleyPost *post = self->post;
  gboolean out = galley_post_is_out (post);

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (strcmp (first[i], "slug") != 0 || !g_str_has_prefix (post->slug != NULL ? post->slug : "nl-", "nl-"))
      add_field (self, entries, first[i]);
  add_entry (entries, "newsletter", post->newsletter);
  add_entry (entries, "audience", get_audience (post));
  add_field (self, entries, "email-subject");
  add_field (self, entries, "email-only");
  add_field (self, entries, "image");
  add_field (self, entries, "image-alt");
  add_caption (self, entries);
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    add_field (self, entries, last[i]);
  if (out)
    add_entry (entries, "date", galley_post_fields_get (self->fields, "published-at"));
}

/* The keys that a post is made of, which a sync remembers. */
static gboolean
is_field (const char *key)
{
  static const char *const others[] = { "slug", "newsletter", "audience", "email-only", "image-credit", "date", NULL };

  return !g_strv_contains (others, key);
}

char *
galley_pull_fields_write (const GalleyPost *post, const GalleyPostFields *fields, GHashTable *paths,
                          GPtrArray *findings, char **keys, GError **error)
{
  const Source self = { post, fields, paths, findings };
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (GalleyFrontMatterChange));
  g_autoptr (GString) names = g_string_new ("body");
  g_autoptr (GalleyIssue) empty = galley_issue_new ("", 0);
  g_autoptr (GalleyEdit) edit = NULL;

  g_array_set_clear_func (entries, entry_clear);
  add_entries (&self, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      GalleyFrontMatterChange change = { entry->key, entry->value, (const char *const *) entry->list };

      g_array_append_val (changes, change);
      if (is_field (entry->key))
        g_string_append_printf (names, " %s", entry->key);
    }
  edit = galley_front_matter_edit (galley_issue_get_front_matter (empty),
                                   &g_array_index (changes, GalleyFrontMatterChange, 0), changes->len, error);
  if (edit == NULL)
    return NULL;
  *keys = g_strdup (names->str);
  return galley_edit_apply (edit, "", 0, NULL);
}
