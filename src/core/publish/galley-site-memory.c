/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-site-memory.h"

#include "galley-json.h"
#include "galley-rights.h"

#define SITE "site"
#define N_LATEST 3
#define MAX_AUTHORS 100 /* whose names are kept */
#define MAX_TAGS 1000

struct _GalleySiteMemory {
  JsonNode           *site;      /* NULL: none is known */
  GHashTable         *bookmarks;
  GalleyMailDesign   *design;    /* NULL: not known */
  char               *newsletter;
  char               *author;    /* NULL: not known */
  JsonArray          *latest;    /* NULL: not known */
  GDateTime          *now;       /* in the zone of the site */
  GalleyMailOverhead  overhead;
};

static void
set (JsonObject *object,
     const char *name,
     const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static JsonObject *
write_newsletter (const GalleySiteItem *item)
{
  g_autoptr (JsonNode) design = item->design != NULL ? galley_json_parse (item->design, -1, NULL) : NULL;
  JsonObject *object = json_object_new ();

  set (object, "slug", item->slug);
  set (object, "name", item->name);
  if (design != NULL && JSON_NODE_HOLDS_OBJECT (design))
    json_object_set_member (object, "design", g_steal_pointer (&design));
  return object;
}

static JsonObject *
write_name (const GalleySiteItem *item)
{
  JsonObject *object = json_object_new ();

  set (object, "slug", item->slug);
  set (object, "name", item->name);
  return object;
}

void
galley_site_memory_keep (GalleyLedger     *ledger,
                         const char       *place,
                         const GalleySite *site)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *newsletters = json_array_new ();
  JsonArray *authors = json_array_new ();
  JsonArray *tags = json_array_new ();
  g_autoptr (JsonNode) latest = site->latest != NULL ? galley_json_parse (site->latest, -1, NULL) : NULL;
  g_autofree char *json = NULL;

  set (object, "title", site->title);
  set (object, "url", site->url);
  set (object, "icon", site->icon);
  set (object, "accent", site->accent_color);
  set (object, "locale", site->locale);
  set (object, "zone", site->timezone);
  set (object, "owner", site->key_owner);
  json_object_set_boolean_member (object, "no-comments", site->no_comments);
  if (latest != NULL)
    json_object_set_member (object, "latest", g_steal_pointer (&latest));
  for (guint i = 0; i < MIN (site->authors->len, MAX_AUTHORS); i++)
    json_array_add_object_element (authors, write_name (site->authors->pdata[i]));
  json_object_set_array_member (object, "authors", authors);
  /* A key that may not tag would only be refused. */
  for (guint i = 0; !(site->lacks & GALLEY_RIGHT_TAGS) && i < MIN (site->tags->len, MAX_TAGS); i++)
    json_array_add_object_element (tags, write_name (site->tags->pdata[i]));
  json_object_set_array_member (object, "tags", tags);
  for (guint i = 0; i < site->newsletters->len; i++)
    json_array_add_object_element (newsletters, write_newsletter (site->newsletters->pdata[i]));
  json_object_set_array_member (object, "newsletters", newsletters);
  json_node_take_object (node, object);
  json = galley_json_to_string (node, FALSE);
  galley_ledger_set_site (ledger, place, SITE, json, NULL);
}

static char *
dup_mail_name (const char *newsletter)
{
  return g_strconcat ("mail/", newsletter, NULL);
}

/* The newsletter of the plan, of the front matter, or the first. */
static const GalleySiteItem *
find_newsletter (const GalleyPublishRequest *request,
                 const GalleySite           *site)
{
  const GalleySiteItem *found = galley_plan_find_newsletter (request->plan, site, request->issue, NULL);

  if (found == NULL && site->newsletters->len > 0)
    found = site->newsletters->pdata[0];
  return found;
}

void
galley_site_memory_learn (const GalleyPublishRequest *request,
                          const GalleySite           *site,
                          const char                 *post_id,
                          GCancellable               *cancellable)
{
  const GalleySiteItem *newsletter = find_newsletter (request, site);
  const char *place = galley_account_get_site (request->connection->account);
  g_autoptr (GalleySiteMemory) memory = NULL;
  g_autofree char *name = NULL;
  g_autofree char *json = NULL;
  GalleyRenderOptions look = { 0 };
  GalleyMailOverhead learned;
  gsize total, body;

  if (newsletter == NULL || newsletter->slug == NULL || request->service->measure_mail == NULL
      || g_strcmp0 (site->key_kind, "staff") != 0
      || !request->service->measure_mail (request->connection, post_id, newsletter->slug, &total, &body,
                                          cancellable, NULL))
    return;
  memory = galley_site_memory_load (request->ledger, request->issue);
  galley_site_memory_fill (memory, &look);
  learned = galley_mail_size_learn (request->issue, &look, total, body);
  name = dup_mail_name (newsletter->slug);
  json = g_strdup_printf ("{\"frame\":%" G_GSIZE_FORMAT ",\"body\":%u}", learned.frame,
                          (guint) (learned.body * 1000));
  galley_ledger_set_site (request->ledger, place, name, json, NULL);
}

static JsonNode *
load_object (GalleyLedger *ledger,
             const char   *place,
             const char   *name)
{
  g_autofree char *json = galley_ledger_dup_site (ledger, place, name);
  g_autoptr (JsonNode) node = json != NULL ? galley_json_parse (json, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* The one of @list that @wanted names; NULL: none. */
static JsonObject *
find_named (JsonArray  *list,
            const char *wanted)
{
  guint n = list != NULL ? json_array_get_length (list) : 0;

  for (guint i = 0; i < n && wanted != NULL; i++)
    {
      JsonObject *item = galley_json_get_item (list, i);

      if (item != NULL && (g_strcmp0 (galley_json_get_string (item, "slug"), wanted) == 0
                           || g_strcmp0 (galley_json_get_string (item, "name"), wanted) == 0))
        return item;
    }
  return NULL;
}

/* The newsletter that @wanted names, or the first. */
static JsonObject *
find_saved (JsonObject *site,
            const char *wanted)
{
  JsonArray *newsletters = galley_json_get_array (site, "newsletters");
  JsonObject *found = find_named (newsletters, wanted);

  if (found != NULL || newsletters == NULL || json_array_get_length (newsletters) == 0)
    return found;
  return galley_json_get_item (newsletters, 0);
}

/* As Ghost joins them; who holds the key where the issue names nobody. */
static char *
dup_author (JsonObject              *site,
            const GalleyFrontMatter *front)
{
  const char *const *wanted = galley_front_matter_get_list (front, "authors");
  JsonArray *authors = galley_json_get_array (site, "authors");
  guint n = wanted != NULL ? g_strv_length ((char **) wanted) : 0;
  const char *names[2] = { NULL };

  if (n == 0)
    return g_strdup (galley_json_get_string (site, "owner"));
  for (guint i = 0; i < MIN (n, 2); i++)
    {
      JsonObject *author = find_named (authors, wanted[i]);

      names[i] = author != NULL ? galley_json_get_string (author, "name") : wanted[i];
    }
  if (n > 2)
    return g_strdup_printf ("%s & %u others", names[0], n - 1);
  return g_strjoin (" & ", names[0], names[1], NULL);
}

/* Those that a mail of @issue would show: not the post itself, if it is there already. */
static JsonArray *
read_latest (JsonObject *site,
             const char *post)
{
  JsonArray *saved = galley_json_get_array (site, "latest");
  JsonArray *latest = json_array_new ();

  for (guint i = 0; saved != NULL && i < json_array_get_length (saved); i++)
    {
      JsonObject *item = galley_json_get_item (saved, i);

      if (item != NULL && json_array_get_length (latest) < N_LATEST
          && (post == NULL || g_strcmp0 (galley_json_get_string (item, "id"), post) != 0))
        json_array_add_object_element (latest, json_object_ref (item));
    }
  return latest;
}

static void
read_site (GalleySiteMemory        *self,
           const GalleyFrontMatter *front,
           const char              *place)
{
  JsonObject *site = json_node_get_object (self->site);
  const char *name = galley_json_get_string (site, "zone");
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  self->author = dup_author (site, front);
  self->latest = read_latest (site, place != NULL ? galley_front_matter_get_post (front, place) : NULL);
  self->now = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_local ();
}

static void
read_newsletter (GalleySiteMemory *self,
                 GalleyLedger     *ledger,
                 const char       *place,
                 JsonObject       *newsletter)
{
  JsonObject *design = galley_json_get_object (newsletter, "design");
  const char *slug = galley_json_get_string (newsletter, "slug");
  g_autofree char *name = slug != NULL ? dup_mail_name (slug) : NULL;
  g_autoptr (JsonNode) mail = name != NULL ? load_object (ledger, place, name) : NULL;

  self->newsletter = g_strdup (galley_json_get_string (newsletter, "name"));
  if (design != NULL)
    self->design = galley_mail_design_new (design, galley_json_get_string (json_node_get_object (self->site),
                                                                           "accent"));
  if (mail == NULL)
    return;
  self->overhead.frame = MAX (0, galley_json_get_int (json_node_get_object (mail), "frame", 0));
  self->overhead.body = galley_json_get_int (json_node_get_object (mail), "body", 1000) / 1000.0;
}

typedef struct {
  GalleyLedger *ledger;
  GHashTable   *found;
  const GalleyNode *card; /* the one that was seen last */
} Search;

/* Only what the issue has: of a writer's every bookmark there are many. */
static gboolean
add_bookmark (const GalleyNode *node,
              gpointer          user_data)
{
  Search *search = user_data;
  JsonObject *metadata;

  if (galley_node_is_block (node) && node->parent != NULL && node->parent->type == GALLEY_NODE_DOCUMENT)
    search->card = node->type == GALLEY_NODE_CARD ? node : NULL;
  if (node->type != GALLEY_NODE_BOOKMARK && (node->type != GALLEY_NODE_LINK || search->card == NULL))
    return TRUE;
  metadata = galley_ledger_load_bookmark (search->ledger, node->link.url);
  if (metadata != NULL)
    g_hash_table_replace (search->found, g_strdup (node->link.url), metadata);
  return TRUE;
}

GalleySiteMemory *
galley_site_memory_load (GalleyLedger *ledger,
                         GalleyIssue  *issue)
{
  GalleySiteMemory *self = g_new0 (GalleySiteMemory, 1);
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  const char *place = galley_front_matter_get_site (front);
  JsonObject *newsletter;

  self->bookmarks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) json_object_unref);
  galley_node_visit (galley_issue_get_root (issue), add_bookmark,
                     &(Search) { ledger, self->bookmarks, NULL });
  self->site = load_object (ledger, place, SITE);
  if (self->site == NULL)
    return self;
  read_site (self, front, place);
  newsletter = find_saved (json_node_get_object (self->site),
                           galley_front_matter_get_string (front, "newsletter"));
  if (newsletter != NULL)
    read_newsletter (self, ledger, place, newsletter);
  return self;
}

GalleySiteMemory *
galley_site_memory_open (const char    *state_dir,
                         GalleyLedger **ledger,
                         GalleyIssue   *issue)
{
  if (*ledger == NULL && state_dir != NULL && g_file_test (state_dir, G_FILE_TEST_IS_DIR))
    *ledger = galley_ledger_new (state_dir, NULL);
  return *ledger != NULL ? galley_site_memory_load (*ledger, issue) : NULL;
}

void
galley_site_memory_fill (const GalleySiteMemory *self,
                         GalleyRenderOptions    *options)
{
  JsonObject *site = self->site != NULL ? json_node_get_object (self->site) : NULL;

  options->bookmarks = self->bookmarks;
  options->design = self->design;
  options->newsletter_name = self->newsletter;
  if (site == NULL)
    return;
  options->site_title = galley_json_get_string (site, "title");
  options->site_icon = galley_json_get_string (site, "icon");
  options->site_url = galley_json_get_string (site, "url");
  options->site_locale = galley_json_get_string (site, "locale");
  options->no_comments = galley_json_get_boolean (site, "no-comments", FALSE);
  options->author = self->author;
  options->latest = self->latest;
  options->now = self->now;
  options->accent_color = galley_json_get_string (site, "accent");
}

char **
galley_site_memory_list_names (const GalleySiteMemory *self,
                               const char             *what)
{
  JsonArray *list = self->site != NULL ? galley_json_get_array (json_node_get_object (self->site), what)
                                       : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *name = galley_json_get_string (galley_json_get_item (list, i), "name");

      if (name != NULL)
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

const GalleyMailOverhead *
galley_site_memory_get_overhead (const GalleySiteMemory *self)
{
  return &self->overhead;
}

void
galley_site_memory_free (GalleySiteMemory *self)
{
  g_clear_pointer (&self->site, json_node_unref);
  g_clear_pointer (&self->bookmarks, g_hash_table_unref);
  g_clear_pointer (&self->design, galley_mail_design_unref);
  g_clear_pointer (&self->latest, json_array_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self->author);
  g_free (self->newsletter);
  g_free (self);
}
