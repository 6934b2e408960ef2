/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of a Ghost's posts, newest change first, at a hundredth of what the posts themselves weigh. */

#include "galley-ghost-list.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"

#define PAGE_SIZE 50
#define MAX_PAGE  1000000
#define MAX_WORDS 8   /* each is a scan of every title there */
#define MAX_WORD  100 /* characters */
#define FIELDS \
  "id,uuid,title,slug,status,updated_at,published_at,visibility,custom_excerpt,feature_image"
/* Two saved within one second must not change places between two pages. */
#define ORDER "updated_at desc,id desc"

/* What would have to be escaped in a filter only parts two words: Ghost reads such escapes wrongly
 * now and then, and answers with everything. */
static void
part_words (char *text)
{
  for (char *p = text; *p; p++)
    if (strchr ("\\'\"", *p) || g_ascii_iscntrl (*p))
      *p = ' ';
}

static void
add_condition (GString    *filter,
               const char *condition)
{
  if (filter->len > 0)
    g_string_append_c (filter, '+');
  g_string_append (filter, condition);
}

/* Titles are stored composed, as every keyboard but a Mac's file names has them. */
static void
add_words (GString    *filter,
           const char *search)
{
  g_autofree char *valid = g_utf8_make_valid (search, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  part_words (normal);
  g_auto (GStrv) words = g_strsplit (normal, " ", -1);
  g_autofree char *first = NULL;
  guint n = 0;
  for (guint i = 0; words[i] && n < MAX_WORDS; i++)
    {
      if (*words[i] == '\0')
        continue;
      g_autofree char *word = g_utf8_substring (words[i], 0, MIN (g_utf8_strlen (words[i], -1), MAX_WORD));
      g_autofree char *either = g_strdup_printf ("(title:~'%s',custom_excerpt:~'%s')", word, word);
      add_condition (filter, either);
      if (n++ == 0)
        first = g_strdup (either);
    }
  /* Ghost passes over a group that stands alone, and answers with everything: so it is said twice. */
  if (n == 1)
    add_condition (filter, first);
}

static gboolean
add_status (const GalleyConnection *connection,
            GString                *filter,
            const char             *status,
            GError                **error)
{
  static const char *const words[] = { "draft", "scheduled", "published", "sent", NULL };
  if (!g_strv_contains (words, status))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("“%s” knows no status “%s”."),
                   galley_account_get_site (connection->account), status);
      return FALSE;
    }
  g_autofree char *condition = g_strconcat ("status:", status, NULL);
  add_condition (filter, condition);
  return TRUE;
}

static GalleyPostEntry *
new_entry (JsonObject *object)
{
  GalleyPostEntry *entry = g_new0 (GalleyPostEntry, 1);
  entry->id = g_strdup (galley_json_get_string (object, "id"));
  entry->title = g_strdup (galley_json_get_string (object, "title"));
  entry->slug = g_strdup (galley_json_get_string (object, "slug"));
  entry->status = g_strdup (galley_json_get_string (object, "status"));
  entry->visibility = g_strdup (galley_json_get_string (object, "visibility"));
  entry->updated_at = g_strdup (galley_json_get_string (object, "updated_at"));
  entry->published_at = g_strdup (galley_json_get_string (object, "published_at"));
  entry->image = g_strdup (galley_json_get_string (object, "feature_image"));
  entry->excerpt = g_strdup (galley_json_get_string (object, "custom_excerpt"));
  return entry;
}

/* An entry without a usable id cannot be opened, and is not shown. */
static GalleyPostList *
read_page (JsonObject *answer,
           JsonArray  *posts,
           guint       page)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_entry_free);
  guint n = MIN (json_array_get_length (posts), PAGE_SIZE);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = galley_json_get_item (posts, i);
      if (galley_ghost_is_id (galley_json_get_string (object, "id")))
        g_ptr_array_add (entries, new_entry (object));
    }
  JsonObject *meta = galley_json_get_object (answer, "meta");
  JsonObject *pagination = galley_json_get_object (meta, "pagination");
  gint64 pages = galley_json_get_int (pagination, "pages", page);
  gint64 total = galley_json_get_int (pagination, "total", entries->len);
  return galley_post_list_new (entries, page, CLAMP (pages, 1, MAX_PAGE),
                               CLAMP (total, 0, G_MAXUINT));
}

GalleyPostList *
galley_ghost_list_posts (const GalleyConnection *connection,
                         const GalleyPostQuery  *query,
                         GCancellable           *cancellable,
                         GError                **error)
{
  g_autoptr (GString) filter = g_string_new (NULL);
  if (query->status && !add_status (connection, filter, query->status, error))
    return NULL;
  if (query->search)
    add_words (filter, query->search);
  guint page = CLAMP (query->page, 1, MAX_PAGE);
  g_autofree char *escaped = g_uri_escape_string (filter->str, NULL, FALSE);
  g_autofree char *order = g_uri_escape_string (ORDER, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("posts/?fields=" FIELDS "&order=%s&limit=%d&page=%u%s%s", order,
                                           PAGE_SIZE, page, *escaped ? "&filter=" : "", escaped);
  g_autoptr (JsonNode) node = galley_ghost_get (connection, path, cancellable, error);
  if (!node)
    return NULL;
  JsonObject *answer = json_node_get_object (node);
  JsonArray *posts = galley_json_get_array (answer, "posts");
  if (posts)
    return read_page (answer, posts, page);
  galley_ghost_set_odd (connection, error);
  return NULL;
}
