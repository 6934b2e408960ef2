/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-fake-service.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-error.h"

static FakeSite *
get_shared (void)
{
  static FakeSite *shared = NULL;

  if (shared == NULL)
    shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (shared != MAP_FAILED);
  return shared;
}

FakeSite *
fake_site_get (void)
{
  return get_shared ();
}

FakeSite *
fake_site_reset (void)
{
  FakeSite *self = get_shared ();

  memset (self, 0, sizeof *self);
  return self;
}

guint
fake_site_count (void)
{
  FakeSite *self = get_shared ();
  guint n = 0;

  for (guint i = 0; i < self->n_posts; i++)
    n += !self->posts[i].deleted;
  return n;
}

void
fake_site_disk (int fd, gboolean synced)
{
  FakeSite *self = get_shared ();
  struct stat info;

  if (self->fault != FAKE_KILL || ++self->point != self->fatal)
    return;
  if (!synced && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > 3)
    g_assert_cmpint (ftruncate (fd, info.st_size - 3), ==, 0);
  kill (getpid (), SIGKILL);
}

/* FALSE: the line is dead here. */
static gboolean
pass (GError **error)
{
  FakeSite *self = get_shared ();

  if (self->fault == FAKE_LIVE || ++self->point != self->fatal)
    return TRUE;
  if (self->fault == FAKE_KILL)
    kill (getpid (), SIGKILL);
  if (self->fault == FAKE_STOP)
    return raise (SIGSTOP) == 0;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE, "The fake site is gone.");
  return FALSE;
}

static gboolean
answer (GError **error)
{
  if (get_shared ()->oversize)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT, "The answer is too long.");
      return FALSE;
    }
  return pass (error);
}

static void
tick (char *time)
{
  FakeSite *self = get_shared ();
  guint seconds = self->seconds += 10;

  g_snprintf (time, 32, "2026-01-01T%02u:%02u:%02u.000Z", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
}

static GalleyPost *
make_post (const FakePost *from)
{
  GalleyPost *post = g_new0 (GalleyPost, 1);
  gsize length = strlen (from->body);

  post->id = g_strdup (from->id);
  post->slug = g_strdup (from->slug);
  post->title = g_strdup (from->title);
  post->status = g_strdup (from->status);
  post->created_at = g_strdup (from->created_at);
  post->updated_at = g_strdup (from->updated_at);
  post->published_at = *from->published_at ? g_strdup (from->published_at) : NULL;
  post->html = g_strndup (from->body, get_shared ()->cut ? length / 2 : length);
  post->body = g_strdup (from->body);
  post->marker = *from->marker ? g_strdup (from->marker) : NULL;
  post->newsletter = *from->newsletter ? g_strdup (from->newsletter) : NULL;
  post->segment = g_strdup (*from->segment ? from->segment : "all");
  post->email_status = *from->email_status ? g_strdup (from->email_status) : NULL;
  post->email_only = from->email_only;
  post->email_count = *from->email_status ? 3 : -1;
  return post;
}

static FakePost *
look_up (const char *id, const char *slug)
{
  FakeSite *self = get_shared ();

  for (guint i = 0; i < self->n_posts; i++)
    if (!self->posts[i].deleted && g_strcmp0 (id != NULL ? self->posts[i].id : self->posts[i].slug,
                                              id != NULL ? id : slug) == 0)
      return &self->posts[i];
  return NULL;
}

/* Like a real one: a slug that is taken gets a number. */
static void
set_slug (FakePost *post, const char *slug)
{
  const FakePost *other = look_up (NULL, slug);

  g_snprintf (post->slug, sizeof post->slug, other != NULL && other != post ? "%s-2" : "%s", slug);
}

static void
set_text (char *place, gsize size, const GalleyPostFields *fields, const char *name)
{
  const char *value = galley_post_fields_get (fields, name);

  if (galley_post_fields_has (fields, name))
    g_strlcpy (place, value != NULL ? value : "", size);
}

static void
store (FakePost *post, const GalleyPostFields *fields)
{
  set_text (post->title, sizeof post->title, fields, "title");
  set_text (post->body, sizeof post->body, fields, "body");
  set_text (post->marker, sizeof post->marker, fields, "marker");
  set_text (post->published_at, sizeof post->published_at, fields, "published-at");
  if (galley_post_fields_has (fields, "email-only"))
    post->email_only = g_strcmp0 (galley_post_fields_get (fields, "email-only"), "true") == 0;
  if (galley_post_fields_get (fields, "slug") != NULL)
    set_slug (post, galley_post_fields_get (fields, "slug"));
  tick (post->updated_at);
}

static void
change_status (FakePost *post, const char *status, const char *newsletter, const char *segment)
{
  gboolean was_draft = g_strcmp0 (post->status, "draft") == 0;
  gboolean out = g_strcmp0 (status, "published") == 0;

  if (status == NULL)
    return;
  if (was_draft)
    {
      g_strlcpy (post->newsletter, newsletter != NULL ? newsletter : "", sizeof post->newsletter);
      g_strlcpy (post->segment, segment != NULL ? segment : "", sizeof post->segment);
    }
  if (g_strcmp0 (status, "draft") == 0)
    *post->newsletter = *post->segment = '\0';
  g_strlcpy (post->status, out && post->email_only ? "sent" : status, sizeof post->status);
  if (!out || *post->newsletter == '\0')
    return;
  get_shared ()->n_mails++;
  g_strlcpy (post->email_status, "submitting", sizeof post->email_status);
}

static GalleySite *
load_site (const GalleyConnection *connection, GCancellable *cancellable, GError **error)
{
  return fake_site_new ();
}

/* Like a real one: a name that is taken gets a number. */
static char *
make_address (const char *name)
{
  FakeSite *self = get_shared ();
  const char *dot = strrchr (name, '.');
  guint number = 0;

  for (guint i = 0; i < self->n_uploads; i++)
    number += strcmp (self->uploads[i], name) == 0;
  if (number == 0 || dot == NULL)
    return g_strconcat ("https://fake.example/", name, NULL);
  return g_strdup_printf ("https://fake.example/%.*s-%u%s", (int) (dot - name), name, number, dot);
}

static char *
upload (const GalleyConnection *connection, GBytes *bytes, const char *name, const char *mime,
        GCancellable *cancellable, GError **error)
{
  FakeSite *self = get_shared ();
  g_autofree char *url = NULL;

  if (!pass (error))
    return NULL;
  g_assert_cmpuint (self->n_uploads, <, G_N_ELEMENTS (self->uploads));
  url = make_address (name);
  g_strlcpy (self->uploads[self->n_uploads++], name, sizeof self->uploads[0]);
  return pass (error) ? g_steal_pointer (&url) : NULL;
}

static GalleyPost *
find (const GalleyConnection *connection, const char *id, const char *slug, GCancellable *cancellable,
      GError **error)
{
  FakePost *post;

  if (!pass (error))
    return NULL;
  post = look_up (id, slug);
  if (post != NULL && g_strcmp0 (post->email_status, "submitting") == 0)
    g_strlcpy (post->email_status, "submitted", sizeof post->email_status);
  return post != NULL ? make_post (post) : NULL;
}

static GPtrArray *
find_twins (const GalleyConnection *connection, const char *issue_id, GCancellable *cancellable, GError **error)
{
  FakeSite *self = get_shared ();
  g_autofree char *slug = g_strconcat ("nl-", issue_id, NULL);
  GPtrArray *twins;

  if (!pass (error))
    return NULL;
  twins = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);
  for (guint i = 0; i < self->n_posts; i++)
    if (!self->posts[i].deleted && (strstr (self->posts[i].marker, issue_id) != NULL ||
                                    g_str_has_prefix (self->posts[i].slug, slug)))
      g_ptr_array_add (twins, make_post (&self->posts[i]));
  return twins;
}

static gboolean
drop_twin (const GalleyConnection *connection, const GalleyPost *twin, GCancellable *cancellable, GError **error)
{
  FakePost *post;

  if (!pass (error))
    return FALSE;
  post = look_up (twin->id, NULL);
  g_assert_nonnull (twin->marker);
  if (post != NULL)
    {
      g_assert_cmpstr (post->status, ==, "draft");
      post->deleted = TRUE;
    }
  return pass (error);
}

static GalleyPost *
create (const GalleyConnection *connection, const GalleySite *site, const GalleyPostFields *fields,
        GCancellable *cancellable, GError **error)
{
  FakeSite *self = get_shared ();
  FakePost *post;

  if (!pass (error))
    return NULL;
  g_assert_cmpuint (self->n_posts, <, G_N_ELEMENTS (self->posts));
  g_assert_cmpstr (galley_post_fields_get (fields, "status"), ==, "draft");
  post = &self->posts[self->n_posts++];
  g_snprintf (post->id, sizeof post->id, "%024u", self->n_posts);
  g_strlcpy (post->status, "draft", sizeof post->status);
  store (post, fields);
  g_strlcpy (post->created_at, post->updated_at, sizeof post->created_at);
  return answer (error) ? make_post (self->lies ? &self->posts[0] : post) : NULL;
}

static GalleyPost *
update (const GalleyConnection *connection, const GalleySite *site, const char *id, const char *updated_at,
        const GalleyPostFields *fields, const char *newsletter, const char *segment, GCancellable *cancellable,
        GError **error)
{
  FakePost *post;

  if (!pass (error))
    return NULL;
  post = look_up (id, NULL);
  g_assert_nonnull (post);
  if (g_strcmp0 (post->updated_at, updated_at) != 0)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, "Somebody else has changed this post.");
      return NULL;
    }
  store (post, fields);
  change_status (post, galley_post_fields_get (fields, "status"), newsletter, segment);
  return answer (error) ? make_post (post) : NULL;
}

GalleySite *
fake_site_new (void)
{
  GalleySite *site = galley_site_new ();
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->id = g_strdup ("n1");
  item->name = g_strdup ("Focus on Korea");
  item->slug = g_strdup ("focus");
  item->count = 3;
  g_ptr_array_add (site->newsletters, item);
  site->title = g_strdup ("Focus on Korea");
  site->url = g_strdup ("https://fake.example/");
  site->timezone = g_strdup ("Asia/Seoul");
  site->default_visibility = g_strdup ("public");
  site->can_email = TRUE;
  return site;
}

/* A mail is known when its post is gone. */
static gboolean
fake_was_mailed (const GalleyConnection *connection, const char *id, gboolean *mailed, GCancellable *cancellable,
                 GError **error)
{
  const FakeSite *self = get_shared ();

  if (!self->tells_mails)
    return FALSE;
  *mailed = FALSE;
  for (guint i = 0; i < self->n_posts; i++)
    if (strcmp (self->posts[i].id, id) == 0)
      *mailed = *self->posts[i].email_status != '\0';
  return TRUE;
}

const GalleyService fake_service = {
  .was_mailed = fake_was_mailed,
  .id = "fake",
  .name = "Fake",
  .capabilities = GALLEY_CAN_DRAFT | GALLEY_CAN_PUBLISH | GALLEY_CAN_EMAIL | GALLEY_CAN_EMAIL_ONLY |
                  GALLEY_CAN_SCHEDULE | GALLEY_CAN_UPLOAD | GALLEY_CAN_TAGS,
  .format = "web",
  .load_site = load_site,
  .upload = upload,
  .find = find,
  .find_twins = find_twins,
  .drop_twin = drop_twin,
  .create = create,
  .update = update,
};
