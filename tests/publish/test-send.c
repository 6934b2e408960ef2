/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-error.h"
#include "galley-send.h"

static void
test_remember (void)
{
  g_autofree char *state = g_dir_make_tmp ("galley-send-XXXXXX", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("---\nemail-subject: News\n---\nText\n", -1);
  GalleyPost first = { .id = (char *) "1", .title = (char *) "One", .status = (char *) "published",
                       .newsletter = (char *) "weekly", .segment = (char *) "all",
                       .email_status = (char *) "submitted", .email_count = 6,
                       .published_at = (char *) "2026-11-19T03:00:00.000Z" };
  GalleyPost second = { .id = (char *) "2", .title = (char *) "Two", .status = (char *) "scheduled",
                        .newsletter = (char *) "weekly", .segment = (char *) "all", .email_count = -1,
                        .published_at = (char *) "2026-11-26T03:00:00.000Z" };
  GalleyPost page = { .id = (char *) "3", .status = (char *) "published", .email_count = -1 };
  g_autoptr (GPtrArray) sends = NULL;
  g_autoptr (GPtrArray) elsewhere = NULL;
  const GalleySend *send;

  plan->count = 7;
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &first, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &second, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &second, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &page, NULL));
  plan->act = GALLEY_ACT_PUBLISH;
  page.email_status = (char *) "submitted";
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &page, NULL));
  g_clear_object (&ledger);
  ledger = galley_ledger_new (state, NULL);
  sends = galley_send_list (ledger, "site");
  elsewhere = galley_send_list (ledger, "sit");
  g_assert_cmpuint (elsewhere->len, ==, 0);
  g_assert_cmpuint (sends->len, ==, 2);
  send = sends->pdata[0];
  g_assert_cmpstr (send->title, ==, "Two");
  g_assert_cmpint (send->count, ==, 7);
  send = sends->pdata[1];
  g_assert_cmpstr (send->subject, ==, "News");
  g_assert_cmpstr (send->newsletter, ==, "weekly");
  g_assert_cmpint (send->count, ==, 6);
  g_assert_cmpint (send->time, ==, 1795057200);
}

/* Off the schedule it is no send any more; a mail that went out stays one. What hour the clock of this machine
 * has says nothing of that. */
static void
test_forget (void)
{
  g_autofree char *state = g_dir_make_tmp ("galley-send-XXXXXX", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  g_autoptr (GalleyIssue) issue = galley_issue_new ("Text\n", -1);
  GalleyPost later = { .id = (char *) "1", .title = (char *) "Later", .status = (char *) "scheduled",
                       .newsletter = (char *) "weekly", .segment = (char *) "all", .email_count = -1,
                       .published_at = (char *) "2020-11-26T03:00:00.000Z" };
  GalleyPost out = { .id = (char *) "2", .title = (char *) "Out", .status = (char *) "published",
                     .newsletter = (char *) "weekly", .segment = (char *) "all",
                     .email_status = (char *) "submitted", .email_count = 6,
                     .published_at = (char *) "2099-11-19T03:00:00.000Z" };
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &later, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &out, NULL));
  both = galley_send_list (ledger, "site");
  g_assert_cmpuint (both->len, ==, 2);
  plan->act = GALLEY_ACT_UNPUBLISH;
  later.status = out.status = (char *) "draft";
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &later, NULL));
  g_assert_true (galley_send_remember (ledger, "site", plan, issue, &out, NULL));
  left = galley_send_list (ledger, "site");
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((GalleySend *) left->pdata[0])->title, ==, "Out");
}

/* A site in four lines: id, newsletter, whether it was mailed, what it says when it is asked for the post. */
typedef struct {
  const char *id, *newsletter;
  gboolean    mailed;
  int         code; /* -1: it is there */
} Mailed;

static const Mailed *there; /* ends with an id of NULL; NULL: the site does not say */
static guint n_asked;

static GalleyPost *
make_post (const Mailed *mailed)
{
  GalleyPost *post = g_new0 (GalleyPost, 1);

  post->id = g_strdup (mailed->id);
  post->title = g_strdup (mailed->id);
  post->newsletter = g_strdup (mailed->newsletter);
  post->segment = g_strdup ("status:free");
  post->email_status = mailed->mailed ? g_strdup ("submitted") : NULL;
  post->email_count = 40;
  post->published_at = g_strdup ("2026-11-19T03:00:00.000Z");
  return post;
}

static GPtrArray *
list_mailed (const GalleyConnection *connection, GCancellable *cancellable, GError **error)
{
  GPtrArray *posts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_free);

  for (guint i = 0; there != NULL && there[i].id != NULL; i++)
    g_ptr_array_add (posts, make_post (&there[i]));
  if (there != NULL)
    return posts;
  g_ptr_array_unref (posts);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE, "Closed.");
  return NULL;
}

static GalleyPost *
find_post (const GalleyConnection *connection, const char *id, const char *slug, GCancellable *cancellable,
           GError **error)
{
  n_asked++;
  for (guint i = 0; there[i].id != NULL; i++)
    if (g_str_equal (there[i].id, id) && there[i].code < 0)
      return make_post (&there[i]);
    else if (g_str_equal (there[i].id, id) && there[i].code != GALLEY_ERROR_INVALID)
      g_set_error (error, GALLEY_ERROR, there[i].code, "Lost.");
  return NULL;
}

typedef struct {
  const char *name;
  Mailed      there[4];
  const char *ids;     /* of what is known then, newest first; "-": it fails */
  guint       n_asked; /* for whole posts: this time, and never again */
} CatchUp;

static const CatchUp catch_ups[] = {
  { "nothing", { { NULL } }, "here", 0 },
  { "own", { { "here", "weekly", TRUE, -1 }, { NULL } }, "here", 0 },
  { "newer", { { "new", "weekly", TRUE, -1 }, { "here", "weekly", TRUE, -1 }, { NULL } }, "new here", 1 },
  { "of-both", { { "day", "daily", TRUE, -1 }, { "new", "weekly", TRUE, -1 }, { "old", "weekly", TRUE, -1 }, { NULL } },
    "day new here", 2 },
  { "other-only", { { "day", "daily", TRUE, -1 }, { "here", "weekly", TRUE, -1 }, { NULL } }, "day here", 1 },
  { "no-mail", { { "page", "weekly", FALSE, -1 }, { NULL } }, "here", 1 },
  { "gone", { { "gone", "weekly", TRUE, GALLEY_ERROR_INVALID }, { NULL } }, "here", 1 },
  { "lost", { { "lost", "weekly", TRUE, GALLEY_ERROR_OFFLINE }, { NULL } }, "-", 1 },
};

static char *
dup_ids (GPtrArray *sends)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < sends->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((GalleySend *) sends->pdata[i])->post_id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
catch_up (GalleyLedger *ledger, const char *expected)
{
  const GalleyService service = { .list_mailed = list_mailed, .find = find_post };
  g_autoptr (GalleyAccount) account = galley_account_new ("1", "Site", "ghost", "https://site/", "https://site/");
  const GalleyConnection connection = { NULL, account, NULL };
  g_autoptr (GPtrArray) sends = galley_send_list (ledger, galley_account_get_site (account));
  g_autoptr (GError) error = NULL;
  gboolean known = galley_send_catch_up (sends, ledger, &service, &connection, "weekly", NULL, &error);
  g_autofree char *ids = dup_ids (sends);

  g_assert_cmpint (known, ==, error == NULL);
  g_assert_cmpstr (known ? ids : "-", ==, expected);
  for (guint i = 0; i < sends->len; i++)
    if (g_strcmp0 (((GalleySend *) sends->pdata[i])->post_id, "new") == 0)
      {
        g_assert_cmpint (((GalleySend *) sends->pdata[i])->count, ==, 40);
        g_assert_cmpstr (((GalleySend *) sends->pdata[i])->segment, ==, "status:free");
      }
}

/* What another machine mailed is asked for once, and no more than the newest of a kind. */
static void
test_catch_up (gconstpointer data)
{
  const CatchUp *self = data;
  g_autofree char *state = g_dir_make_tmp ("galley-send-XXXXXX", NULL);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleyAccount) account = galley_account_new ("1", "Site", "ghost", "https://site/", "https://site/");
  const char *own = "{\"post\":\"here\",\"newsletter\":\"weekly\",\"time\":1700000000}";

  g_assert_true (galley_ledger_set_send (ledger, galley_account_get_site (account), "here", own, NULL));
  there = self->there;
  n_asked = 0;
  catch_up (ledger, self->ids);
  g_assert_cmpuint (n_asked, ==, self->n_asked);
  catch_up (ledger, self->ids);
  if (g_strcmp0 (self->ids, "here") != 0 && g_strcmp0 (self->ids, "-") != 0)
    g_assert_cmpuint (n_asked, ==, self->n_asked);
  there = NULL;
  catch_up (ledger, "-");
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/publish/send/remember", test_remember);
  g_test_add_func ("/publish/send/forget", test_forget);
  for (gsize i = 0; i < G_N_ELEMENTS (catch_ups); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/send/catch-up/", catch_ups[i].name, NULL);

      g_test_add_data_func (path, &catch_ups[i], test_catch_up);
    }
  return g_test_run ();
}
