/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-content.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-json.h"
#include "galley-pulled.h"
#include "galley-render.h"
#include "galley-upload.h"
#include "galley-time.h"
#include "galley-words.h"

void
galley_content_free (GalleyContent *self)
{
  g_clear_pointer (&self->fields, galley_post_fields_free);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->originals, galley_originals_free);
  g_free (self->body);
  g_free (self->hash);
  g_free (self->mark);
  g_free (self->keys);
  g_free (self);
}

/* A picture that two machines sent has our hash in both of its names, and a number in the second. */
static void
drop_numbers (GString *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(-[0-9a-f]{12})-[0-9]+(\\.[a-z0-9]+)", G_REGEX_OPTIMIZE, 0, NULL);
  char *plain = g_regex_replace (regex, text->str, (gssize) text->len, 0, "\\1\\2", 0, NULL);

  if (plain != NULL)
    g_string_assign (text, plain);
  g_free (plain);
}

/* A service fills the name of its site in where an address has none. */
static char *
dup_without_site (const char *text, const char *site_url)
{
  g_autoptr (GString) plain = g_string_new (text);

  if (site_url != NULL && g_str_has_suffix (site_url, "/") && strlen (site_url) > strlen ("https://"))
    g_string_replace (plain, site_url, "/", 0);
  drop_numbers (plain);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

char *
galley_content_dup_mark (const char *title, const char *body, const char *site_url)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (JsonNode) node = body != NULL && *body == '{' ? galley_json_parse (body, -1, NULL) : NULL;
  g_autofree char *canonical = node != NULL ? galley_json_to_string (node, FALSE) : g_strdup (body);
  g_autofree char *plain = canonical != NULL ? dup_without_site (canonical, site_url) : NULL;
  g_autofree char *name = g_strstrip (g_strdup (title != NULL ? title : ""));

  /* What a post without a title is called is the service's own affair. */
  if (g_strcmp0 (name, "(Untitled)") == 0 || g_strcmp0 (name, _("(Untitled)")) == 0)
    *name = '\0';
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
  if (plain != NULL)
    g_checksum_update (checksum, (const guchar *) plain, -1);
  return g_strdup (g_checksum_get_string (checksum));
}

typedef struct {
  const GalleyPublishRequest *request;
  GHashTable *bookmarks;
  GCancellable *cancellable;
} BookmarkWalk;

/* Without its metadata an address goes out as a plain link; that is no reason not to publish. */
static gboolean
fetch_bookmark (const GalleyNode *node, gpointer user_data)
{
  BookmarkWalk *walk = user_data;
  g_autofree char *json = NULL;

  if (node->type != GALLEY_NODE_BOOKMARK || g_hash_table_contains (walk->bookmarks, node->link.url))
    return TRUE;
  json = walk->request->service->bookmark (walk->request->connection, node->link.url, walk->cancellable, NULL);
  if (json != NULL)
    galley_ledger_add_bookmark (walk->request->ledger, node->link.url, json, NULL);
  return !g_cancellable_is_cancelled (walk->cancellable);
}

static GHashTable *
load_bookmarks (const GalleyPublishRequest *request, GCancellable *cancellable)
{
  g_autoptr (GHashTable) known = galley_ledger_load_bookmarks (request->ledger);
  BookmarkWalk walk = { request, known, cancellable };

  if ((request->service->capabilities & GALLEY_CAN_BOOKMARK) == 0)
    return g_steal_pointer (&known);
  galley_node_visit (galley_issue_get_root (request->issue), fetch_bookmark, &walk);
  return galley_ledger_load_bookmarks (request->ledger);
}

/* Under a feature picture there is one line: the caption, then who made it. */
static char *
dup_feature_caption (GalleyIssue *issue)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  const char *word = galley_words_get (issue, GALLEY_WORD_CREDIT);
  const char *caption = galley_front_matter_get_string (front, "image-caption");
  const char *credit = galley_front_matter_get_string (front, "image-credit");
  g_autofree char *text = NULL;
  gboolean has_caption = caption != NULL && *caption != '\0';
  gboolean has_credit = credit != NULL && *credit != '\0';

  if (!has_caption && !has_credit)
    return NULL;
  if (!has_credit)
    return galley_render_caption (caption);
  if (!has_caption)
    text = g_strconcat (word, credit, NULL);
  else if (strchr (".?!", caption[strlen (caption) - 1]) != NULL || g_str_has_suffix (caption, "…"))
    text = g_strconcat (caption, " ", word, credit, NULL);
  else
    text = g_strconcat (caption, ". ", word, credit, NULL);
  return galley_render_caption (text);
}

static void
set_date (GalleyContent *self, const GalleyPublishRequest *request, const GalleySite *site)
{
  const char *date = galley_front_matter_get_string (galley_issue_get_front_matter (request->issue), "date");
  g_autofree char *text = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (date == NULL || *date == '\0' || request->plan->at != NULL)
    return;
  zone = site != NULL && site->timezone != NULL ? g_time_zone_new_identifier (site->timezone) : NULL;
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  time = galley_time_parse (date, zone);
  /* It says when a post came out; a date to come would be a schedule, which front matter never is. */
  if (time == NULL || g_date_time_compare (time, now) > 0)
    return;
  utc = g_date_time_to_utc (time);
  text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z");
  galley_post_fields_set (self->fields, "published-at", text);
}

static void
set_fields (GalleyContent *self, const GalleyPublishRequest *request, GalleyPictureMap *map)
{
  static const char *const plain[] = { "title", "subtitle", "featured", "visibility", "email-subject", "image-alt",
                                       "canonical", "meta-title", "meta-description", "og-title", "og-description",
                                       "twitter-title", "twitter-description" };
  static const char *const lists[] = { "authors", "tags", "tiers" };
  static const char *const pictures[] = { "image", "og-image", "twitter-image" };
  const GalleyFrontMatter *front = galley_issue_get_front_matter (request->issue);

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (galley_front_matter_has (front, plain[i]))
      galley_post_fields_set (self->fields, plain[i], galley_front_matter_get_string (front, plain[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (galley_front_matter_has (front, lists[i]))
      {
        const char *const *list = galley_front_matter_get_list (front, lists[i]);

        /* A list without anything in it names nobody, and must not be taken for a wish to let nobody in. */
        galley_post_fields_set_list (self->fields, lists[i], list != NULL && list[0] != NULL ? list : NULL);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (galley_front_matter_has (front, pictures[i]))
      {
        const char *src = galley_front_matter_get_string (front, pictures[i]);
        const GalleyPicturePlace *place = src != NULL ? galley_picture_map_lookup (map, src) : NULL;

        galley_post_fields_set (self->fields, pictures[i], place != NULL ? place->url : src);
      }
  if (galley_front_matter_has (front, "image-caption") || galley_front_matter_has (front, "image-credit"))
    {
      g_autofree char *caption = dup_feature_caption (request->issue);

      galley_post_fields_set (self->fields, "image-caption", caption);
    }
}

/* What a post always has: gone from the issue it stays as it is. */
static const char *const lasting[] = { "title", "body", "email-only", "published-at", "visibility", "authors",
                                       "tiers", "slug", "status", NULL };

char **
galley_content_list_removed (GalleyIssue *issue, const char *known_keys)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_auto (GStrv) keys = g_strsplit (known_keys != NULL ? known_keys : "", " ", -1);
  g_autoptr (GStrvBuilder) removed = g_strv_builder_new ();

  for (gsize i = 0; keys[i] != NULL; i++)
    if (*keys[i] != '\0' && !g_strv_contains (lasting, keys[i]) && !galley_front_matter_has (front, keys[i]) &&
        !(g_str_equal (keys[i], "image-caption") && galley_front_matter_has (front, "image-credit")))
      g_strv_builder_add (removed, keys[i]);
  return g_strv_builder_end (removed);
}

/* A key that went out with the last sync and is gone from the issue is cleared there. */
static void
clear_removed (GalleyContent *self, const char *known_keys)
{
  g_auto (GStrv) keys = g_strsplit (known_keys != NULL ? known_keys : "", " ", -1);
  g_autofree const char **names = galley_post_fields_list_names (self->fields);

  self->keys = g_strjoinv (" ", (char **) names);
  for (gsize i = 0; keys[i] != NULL; i++)
    if (*keys[i] != '\0' && !g_strv_contains (lasting, keys[i]) && !galley_post_fields_has (self->fields, keys[i]))
      galley_post_fields_set (self->fields, keys[i], NULL);
}

static char *
dup_hash (const GalleyPostFields *fields)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree const char **names = galley_post_fields_list_names (fields);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *const *list = galley_post_fields_get_list (fields, names[i]);
      const char *value = galley_post_fields_get (fields, names[i]);

      g_checksum_update (checksum, (const guchar *) names[i], (gssize) strlen (names[i]) + 1);
      if (value != NULL)
        g_checksum_update (checksum, (const guchar *) value, (gssize) strlen (value) + 1);
      for (gsize j = 0; list != NULL && list[j] != NULL; j++)
        g_checksum_update (checksum, (const guchar *) list[j], (gssize) strlen (list[j]) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

GalleyContent *
galley_content_new (const GalleyPublishRequest *request, const GalleySite *site, const char *known_keys,
                    GalleyJournal *journal, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyContent) self = g_new0 (GalleyContent, 1);
  g_autoptr (GalleyPictureMap) map = NULL;
  g_autoptr (GHashTable) bookmarks = NULL;
  GalleyRenderOptions options = { .fragment = TRUE };

  self->fields = galley_post_fields_new ();
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_receipt_picture_free);
  map = galley_upload_all (request, journal, self->pictures, cancellable, error);
  if (map == NULL)
    return NULL;
  bookmarks = load_bookmarks (request, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self->originals = galley_pulled_load (request);
  options.originals = self->originals;
  options.pictures = map;
  options.bookmarks = bookmarks;
  options.site_url = site->url;
  options.site_title = site->title;
  options.accent_color = site->accent_color;
  self->body = galley_render (request->service->format, request->issue, &options, error);
  if (self->body == NULL)
    return NULL;
  set_fields (self, request, map);
  set_date (self, request, site);
  galley_post_fields_set (self->fields, "body", self->body);
  if (request->plan->act != GALLEY_ACT_DRAFT)
    galley_post_fields_set (self->fields, "email-only", request->plan->act == GALLEY_ACT_EMAIL_ONLY ? "true" : "false");
  clear_removed (self, known_keys);
  self->hash = dup_hash (self->fields);
  self->mark = galley_content_dup_mark (galley_issue_get_title (request->issue), self->body, site->url);
  return g_steal_pointer (&self);
}

/* The letters and digits of @text without tags and entities: what two renderings of it share. */
static char *
dup_letters (const char *text)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '<')
        p = strchr (p, '>') != NULL ? strchr (p, '>') : p;
      else if (*p == '&' && strchr (p, ';') != NULL && strchr (p, ';') - p < 10)
        p = strchr (p, ';');
      else if (g_ascii_isalnum (*p) || (guchar) *p >= 0x80)
        g_string_append_c (letters, *p);
    }
  return g_string_free (g_steal_pointer (&letters), FALSE);
}

/* The last block that has words on the page: what a cut-off post lacks. @is_end: nothing comes after. */
static char *
dup_last_words (GalleyIssue *issue, gboolean *is_end)
{
  const GalleyNode *node = galley_issue_get_root (issue)->last_child;

  for (; node != NULL; node = node->previous)
    if (node->type == GALLEY_NODE_PARAGRAPH || node->type == GALLEY_NODE_HEADING || node->type == GALLEY_NODE_LIST)
      {
        const GalleyNode *inner = node;
        g_autofree char *letters = NULL;

        while (inner->last_child != NULL)
          inner = inner->last_child;
        if (inner->type != GALLEY_NODE_TEXT)
          continue;
        *is_end = node->next == NULL;
        letters = galley_node_dup_text (inner);
        for (char *p = letters; *p != '\0'; p++)
          if (strchr ("<>&", *p) != NULL)
            *p = ' ';
        return dup_letters (letters);
      }
  return NULL;
}

static gboolean
is_not_paywall (const GalleyNode *node, gpointer user_data)
{
  return node->type != GALLEY_NODE_PAYWALL;
}

gboolean
galley_content_verify (GalleyIssue *issue, const GalleyPost *post, GError **error)
{
  gboolean is_end = FALSE;
  g_autofree char *words = dup_last_words (issue, &is_end);
  g_autofree char *html = post->html != NULL ? dup_letters (post->html) : NULL;
  gboolean paywall = !galley_node_visit (galley_issue_get_root (issue), is_not_paywall, NULL);
  gboolean there = post->html != NULL && strstr (post->html, "<!--members-only-->") != NULL;

  if (words != NULL && *words != '\0' &&
      (html == NULL || !(is_end ? g_str_has_suffix (html, words) : strstr (html, words) != NULL)))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                   _("The service cut “%s” off: its end is missing from what was stored."),
                   galley_issue_get_title (issue));
      return FALSE;
    }
  if (post->html != NULL && paywall != there)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
                   _("The paywall of “%s” is not where it should be in what the service stored."),
                   galley_issue_get_title (issue));
      return FALSE;
    }
  return TRUE;
}
