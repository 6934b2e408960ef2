/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a Ghost tells about itself. Some keys may not see all of it: what is closed to a key that was
 * accepted is left empty, and only the acceptance itself can fail for AUTH. */

#include "galley-ghost-site.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-ghost-client.h"
#include "galley-mail-design.h"

#define PAGE_SIZE 100 /* Ghost's largest */
#define MAX_PAGES 100

/* A GET of @name that a key may not be allowed to make: TRUE with @answer NULL then. What an answer
 * without it would leave empty looks like a site that cannot send. */
static gboolean
get_allowed (const GalleyConnection *connection,
             const char             *name,
             const char             *path,
             JsonNode              **answer,
             GCancellable           *cancellable,
             GError                **error)
{
  GalleyGhostCall call = { .method = "GET", .path = path, .may_forbid = TRUE };
  g_autoptr (JsonNode) node = NULL;
  if (!galley_ghost_call (connection, &call, &node, cancellable, error))
    return FALSE;
  JsonObject *object = node ? json_node_get_object (node) : NULL;
  gboolean there = g_str_equal (name, "config") ? galley_json_get_object (object, name) != NULL
                                                : galley_json_get_array (object, name) != NULL;
  if (object && !there)
    {
      galley_ghost_set_odd (connection, error);
      return FALSE;
    }
  *answer = g_steal_pointer (&node);
  return TRUE;
}

typedef struct {
  const char *resource;   /* also the name of the list in the answer */
  const char *query;
  const char *kind;       /* the member that becomes GalleySiteItem.kind */
  const char *count;      /* the member of "count" */
} Listing;

static const Listing newsletters = {
  "newsletters", "&include=count.active_members&order=sort_order%20asc", "visibility", "active_members"
};
static const Listing tiers = { "tiers", "", "type", NULL };
static const Listing tags = { "tags", "&include=count.posts", NULL, "posts" };
static const Listing authors = { "users", "", NULL, NULL };
static const Listing labels = { "labels", "", NULL, NULL };

/* The settings of a newsletter that say how its mails look. */
static char *
dup_design (JsonObject *newsletter)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *design = json_object_new ();
  for (guint i = 0; galley_mail_design_keys[i] != NULL; i++)
    {
      JsonNode *value = json_object_get_member (newsletter, galley_mail_design_keys[i]);
      if (value)
        json_object_set_member (design, galley_mail_design_keys[i], json_node_copy (value));
    }
  json_node_take_object (node, design);
  return galley_json_to_string (node, FALSE);
}

static GalleySiteItem *
new_item (const Listing *listing,
          JsonObject    *object)
{
  JsonObject *count = listing->count ? galley_json_get_object (object, "count") : NULL;
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);
  item->id = g_strdup (galley_json_get_string (object, "id"));
  item->name = g_strdup (galley_json_get_string (object, "name"));
  item->slug = g_strdup (galley_json_get_string (object, "slug"));
  item->kind = listing->kind ? g_strdup (galley_json_get_string (object, listing->kind)) : NULL;
  item->design = listing == &newsletters ? dup_design (object) : NULL;
  item->is_archived = g_strcmp0 (galley_json_get_string (object, "status"), "archived") == 0
                      || !galley_json_get_boolean (object, "active", TRUE);
  item->count = count ? galley_json_get_int (count, listing->count, -1) : -1;
  return item;
}

/* Returns whether there may be more. */
static gboolean
append_page (const Listing *listing,
             JsonObject    *answer,
             GPtrArray     *items)
{
  JsonArray *array = galley_json_get_array (answer, listing->resource);
  guint n = array ? json_array_get_length (array) : 0;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = galley_json_get_item (array, i);
      if (object && galley_ghost_is_id (galley_json_get_string (object, "id"))
          && galley_json_get_string (object, "name"))
        g_ptr_array_add (items, new_item (listing, object));
    }
  JsonObject *meta = galley_json_get_object (answer, "meta");
  JsonObject *pagination = meta ? galley_json_get_object (meta, "pagination") : NULL;
  return n > 0 && pagination && galley_json_get_int (pagination, "next", 0) > 0;
}

static gboolean
load_items (const GalleyConnection *connection,
            const Listing          *listing,
            GPtrArray              *items,
            GCancellable           *cancellable,
            GError                **error)
{
  gboolean more = TRUE;
  for (guint page = 1; more && page <= MAX_PAGES; page++)
    {
      g_autofree char *path = g_strdup_printf ("%s/?limit=%d&page=%u%s", listing->resource, PAGE_SIZE, page,
                                               listing->query);
      g_autoptr (JsonNode) node = NULL;
      if (!get_allowed (connection, listing->resource, path, &node, cancellable, error))
        return FALSE;
      more = node && append_page (listing, json_node_get_object (node), items);
    }
  return TRUE;
}

/* One question for those that are in use and those that were. */
static gboolean
load_both (const GalleyConnection *connection,
           const Listing          *listing,
           GPtrArray              *active,
           GPtrArray              *archived,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_site_item_free);
  if (!load_items (connection, listing, all, cancellable, error))
    return FALSE;
  while (all->len > 0)
    {
      GalleySiteItem *item = g_ptr_array_steal_index (all, 0);
      g_ptr_array_add (item->is_archived ? archived : active, item);
    }
  return TRUE;
}

static gboolean
load_title (const GalleyConnection *connection,
            GalleySite             *self,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr (JsonNode) node = galley_ghost_get (connection, "site/", cancellable, error);
  if (!node)
    return FALSE;
  JsonObject *site = galley_json_get_object (json_node_get_object (node), "site");
  if (!site)
    {
      galley_ghost_set_odd (connection, error);
      return FALSE;
    }
  self->title = g_strdup (galley_json_get_string (site, "title"));
  self->url = g_strdup (galley_json_get_string (site, "url"));
  self->version = g_strdup (galley_json_get_string (site, "version"));
  self->timezone = g_strdup (galley_json_get_string (site, "timezone"));
  self->accent_color = g_strdup (galley_json_get_string (site, "accent_color"));
  self->icon = g_strdup (galley_json_get_string (site, "icon"));
  self->locale = g_strdup (galley_json_get_string (site, "locale"));
  return TRUE;
}

/* An integration is nobody; a staff token is somebody with a role. */
static gboolean
load_owner (const GalleyConnection *connection,
            GalleySite             *self,
            GCancellable           *cancellable,
            GError                **error)
{
  GalleyGhostCall call = { .method = "GET", .path = "users/me/?include=roles", .may_miss = TRUE };
  g_autoptr (JsonNode) node = NULL;
  if (!galley_ghost_call (connection, &call, &node, cancellable, error))
    return FALSE;
  self->key_kind = g_strdup (node ? "staff" : "integration");
  if (!node)
    self->lacks |= GALLEY_RIGHT_PREVIEW;
  JsonArray *users = node ? galley_json_get_array (json_node_get_object (node), "users") : NULL;
  JsonObject *user = users ? galley_json_get_item (users, 0) : NULL;
  const char *id = user ? galley_json_get_string (user, "id") : NULL;
  if (!node)
    return TRUE;
  if (!galley_ghost_is_id (id) && g_strcmp0 (id, "1") != 0)
    {
      galley_ghost_set_odd (connection, error);
      return FALSE;
    }
  self->key_owner_id = g_strdup (id);
  self->key_owner = g_strdup (galley_json_get_string (user, "name"));
  JsonArray *roles = galley_json_get_array (user, "roles");
  JsonObject *role = roles ? galley_json_get_item (roles, 0) : NULL;
  const char *name = role ? galley_json_get_string (role, "name") : NULL;
  self->key_role = g_strdup (name);
  self->key_owner_only_self = g_strcmp0 (name, "Author") == 0 || g_strcmp0 (name, "Contributor") == 0;
  if (self->key_owner_only_self)
    self->lacks |= GALLEY_RIGHT_OTHERS;
  if (g_strcmp0 (name, "Author") == 0)
    self->lacks |= GALLEY_RIGHT_VISIBILITY;
  if (g_strcmp0 (name, "Contributor") == 0)
    self->lacks |= GALLEY_RIGHT_PUBLISH | GALLEY_RIGHT_TAGS;
  return TRUE;
}

static const char *
find_setting (JsonArray  *settings,
              const char *key)
{
  guint n = settings ? json_array_get_length (settings) : 0;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *setting = galley_json_get_item (settings, i);
      if (setting && g_strcmp0 (galley_json_get_string (setting, "key"), key) == 0)
        return galley_json_get_string (setting, "value");
    }
  return NULL;
}

static gboolean
is_set (const char *value)
{
  return value && *value;
}

/* A truth value, or the word for one. */
static gboolean
find_flag (JsonArray  *settings,
           const char *key)
{
  guint n = settings ? json_array_get_length (settings) : 0;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *setting = galley_json_get_item (settings, i);
      if (setting && g_strcmp0 (galley_json_get_string (setting, "key"), key) == 0)
        return galley_json_get_boolean (setting, "value", FALSE)
               || g_strcmp0 (galley_json_get_string (setting, "value"), "true") == 0;
    }
  return FALSE;
}

/* A managed host may forbid mail, or so many of it; it says so to whoever asks. */
static void
load_limits (GalleySite *self,
             JsonObject *config)
{
  JsonObject *host = config ? galley_json_get_object (config, "hostSettings") : NULL;
  JsonObject *limits = host ? galley_json_get_object (host, "limits") : NULL;
  JsonObject *emails = limits ? galley_json_get_object (limits, "emails") : NULL;
  const char *words = emails ? galley_json_get_string (emails, "error") : NULL;
  if (!emails)
    return;
  if (galley_json_get_boolean (emails, "disabled", FALSE))
    self->mail_limit = g_strdup (words ? words : _("Email sending is disabled."));
  self->mail_max = galley_json_get_int (emails, "max", galley_json_get_int (emails, "maxPeriodic", -1));
}

static gboolean
load_settings (const GalleyConnection *connection,
               GalleySite             *self,
               GCancellable           *cancellable,
               GError                **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) config_node = NULL;
  if (!get_allowed (connection, "settings", "settings/", &node, cancellable, error)
      || !get_allowed (connection, "config", "config/", &config_node, cancellable, error))
    return FALSE;
  JsonArray *settings = node ? galley_json_get_array (json_node_get_object (node), "settings") : NULL;
  JsonObject *config = config_node ? galley_json_get_object (json_node_get_object (config_node), "config") : NULL;
  self->default_visibility = g_strdup (find_setting (settings, "default_content_visibility"));
  self->default_recipients = g_strdup (find_setting (settings, "editor_default_email_recipients"));
  self->default_recipients_filter = g_strdup (find_setting (settings, "editor_default_email_recipients_filter"));
  self->can_email = (config && galley_json_get_boolean (config, "mailgunIsConfigured", FALSE))
                    || (is_set (find_setting (settings, "mailgun_domain"))
                        && is_set (find_setting (settings, "mailgun_api_key")));
  load_limits (self, config);
  self->must_verify = find_flag (settings, "email_verification_required");
  self->no_comments = g_strcmp0 (find_setting (settings, "comments_enabled"), "off") == 0;
  return TRUE;
}

static gboolean
shows_latest (const GalleySite *self)
{
  for (guint i = 0; i < self->newsletters->len; i++)
    {
      const GalleySiteItem *item = self->newsletters->pdata[i];
      g_autoptr (JsonNode) design = galley_json_parse (item->design, -1, NULL);
      if (design && galley_json_get_boolean (json_node_get_object (design), "show_latest_posts", FALSE))
        return TRUE;
    }
  return FALSE;
}

static JsonObject *
new_latest (JsonObject *post)
{
  static const char *const names[][2]
    = { { "id", "id" }, { "title", "title" }, { "url", "url" }, { "excerpt", "excerpt" },
        { "picture", "feature_image" } };
  JsonObject *object = json_object_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = galley_json_get_string (post, names[i][1]);
      if (value)
        json_object_set_string_member (object, names[i][0], value);
    }
  return object;
}

/* One more than a mail shows, because it does not show its own. */
static gboolean
load_latest (const GalleyConnection *connection,
             GalleySite             *self,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autoptr (JsonNode) node = NULL;
  if (!shows_latest (self))
    return TRUE;
  if (!get_allowed (connection, "posts",
                    "posts/?limit=4&filter=status%3Apublished&order=published_at%20desc&fields=id%2Ctitle"
                    "%2Curl%2Cexcerpt%2Ccustom_excerpt%2Cfeature_image",
                    &node, cancellable, error))
    return FALSE;
  JsonArray *posts = node ? galley_json_get_array (json_node_get_object (node), "posts") : NULL;
  JsonArray *latest = json_array_new ();
  for (guint i = 0; posts && i < json_array_get_length (posts); i++)
    if (galley_json_get_item (posts, i))
      json_array_add_object_element (latest, new_latest (galley_json_get_item (posts, i)));
  g_autoptr (JsonNode) result = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (result, latest);
  self->latest = galley_json_to_string (result, FALSE);
  return TRUE;
}

/* What can be tried without doing anything is tried, whatever the role should be able to do. */
static gboolean
probe (const GalleyConnection *connection,
       GalleySite             *self,
       GCancellable           *cancellable,
       GError                **error)
{
  g_autoptr (JsonNode) members = NULL;
  g_autoptr (JsonNode) emails = NULL;
  gboolean is_staff = g_strcmp0 (self->key_kind, "staff") == 0;
  if (!get_allowed (connection, "members", "members/?limit=1&fields=id", &members, cancellable, error)
      || (is_staff && !get_allowed (connection, "emails", "emails/?limit=1&fields=id", &emails, cancellable, error)))
    return FALSE;
  self->can_count = members != NULL;
  if (!members)
    self->lacks |= GALLEY_RIGHT_COUNT;
  if (!emails)
    self->lacks |= GALLEY_RIGHT_REPORT;
  return TRUE;
}

GalleySite *
galley_ghost_load_site (const GalleyConnection *connection,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr (GalleySite) self = galley_site_new ();
  if (!load_owner (connection, self, cancellable, error)
      || !load_title (connection, self, cancellable, error)
      || !load_settings (connection, self, cancellable, error)
      || !probe (connection, self, cancellable, error)
      || !load_both (connection, &newsletters, self->newsletters, self->archived, cancellable, error)
      || !load_latest (connection, self, cancellable, error)
      || !load_both (connection, &tiers, self->tiers, self->archived_tiers, cancellable, error)
      || !load_items (connection, &tags, self->tags, cancellable, error)
      || !load_items (connection, &authors, self->authors, cancellable, error)
      || !load_items (connection, &labels, self->labels, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Everything of a filter is escaped: a bare plus would be a blank. */
static char *
escape (const char *text)
{
  return g_uri_escape_string (text, NULL, FALSE);
}

static gboolean
is_slug (const char *slug)
{
  return slug && *slug && strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (slug);
}

/* A newsletter for paying members goes to nobody else, whatever the segment says. */
static gboolean
is_for_paying (const GalleyConnection *connection,
               const char             *newsletter,
               gboolean               *paying,
               GCancellable           *cancellable,
               GError                **error)
{
  g_autofree char *path = g_strdup_printf ("newsletters/?limit=1&filter=slug%%3A%s", newsletter);
  g_autoptr (JsonNode) node = galley_ghost_get (connection, path, cancellable, error);
  if (!node)
    return FALSE;
  JsonArray *array = galley_json_get_array (json_node_get_object (node), "newsletters");
  JsonObject *object = array && json_array_get_length (array) > 0 ? galley_json_get_item (array, 0) : NULL;
  if (!array)
    {
      galley_ghost_set_odd (connection, error);
      return FALSE;
    }
  if (!object)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("“%s” has no newsletter “%s”."),
                   galley_account_get_site (connection->account), newsletter);
      return FALSE;
    }
  *paying = g_strcmp0 (galley_json_get_string (object, "visibility"), "paid") == 0;
  return TRUE;
}

gboolean
galley_ghost_count (const GalleyConnection *connection,
                    const char             *newsletter,
                    const char             *segment,
                    gint64                 *count,
                    GCancellable           *cancellable,
                    GError                **error)
{
  if (!is_slug (newsletter))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_REJECTED, _("“%s” has no newsletter “%s”."),
                   galley_account_get_site (connection->account), newsletter ? newsletter : "");
      return FALSE;
    }
  gboolean paying = FALSE;
  if (!is_for_paying (connection, newsletter, &paying, cancellable, error))
    return FALSE;

  gboolean all = !segment || *segment == '\0' || g_str_equal (segment, "all");
  g_autofree char *filter = g_strconcat ("newsletters.slug:", newsletter, "+email_disabled:0",
                                         paying ? "+status:-free" : "",
                                         all ? "" : "+(", all ? "" : segment, all ? "" : ")", NULL);
  g_autofree char *escaped = escape (filter);
  g_autofree char *path = g_strconcat ("members/?limit=1&fields=id&filter=", escaped, NULL);
  g_autoptr (JsonNode) node = galley_ghost_get (connection, path, cancellable, error);
  if (!node)
    return FALSE;
  JsonObject *meta = galley_json_get_object (json_node_get_object (node), "meta");
  JsonObject *pagination = meta ? galley_json_get_object (meta, "pagination") : NULL;
  *count = pagination ? galley_json_get_int (pagination, "total", -1) : -1;
  if (*count >= 0)
    return TRUE;
  galley_ghost_set_odd (connection, error);
  return FALSE;
}
