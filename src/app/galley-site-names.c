/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-site-names.h"

#include "galley-job.h"
#include "galley-service.h"
#include "galley-site-memory.h"

typedef char Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, galley_key_free)

struct _GalleySiteNames {
  GObject        parent_instance;

  /* Owned */
  GalleySession *session;
  char         **tags;
  char         **authors;
  GCancellable  *cancellable;

  guint          is_asked : 1;
};

G_DEFINE_FINAL_TYPE (GalleySiteNames, galley_site_names, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct {
  GalleyIssue         *issue;
  char                *state_dir;
  GalleyHttp          *http;     /* NULL: only what is known */
  GalleyAccountStore  *accounts;
  GalleyAccount       *account;
  const GalleyService *service;
  char               **tags;
  char               **authors;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  galley_issue_unref (work->issue);
  g_free (work->state_dir);
  g_clear_object (&work->http);
  g_clear_object (&work->accounts);
  g_clear_pointer (&work->account, galley_account_unref);
  g_strfreev (work->tags);
  g_strfreev (work->authors);
  g_free (work);
}

static GalleySite *
ask_site (Work *work, GCancellable *cancellable, GError **error)
{
  GalleyConnection connection = { .http = work->http, .account = work->account };
  g_autoptr (Key) key
      = galley_account_store_load_key (work->accounts, work->account, cancellable, error);

  if (key == NULL)
    return NULL;
  connection.key = key;
  return work->service->load_site (&connection, cancellable, error);
}

/* What the site says is written down, and read as what is known. */
static gpointer
load (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
      GCancellable *cancellable, GError **error)
{
  Work *work = data;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (work->state_dir, error);
  g_autoptr (GalleySiteMemory) memory = NULL;

  if (ledger == NULL)
    return NULL;
  if (work->http)
    {
      g_autoptr (GalleySite) site = ask_site (work, cancellable, error);

      if (site == NULL)
        return NULL;
      galley_site_memory_keep (ledger, galley_account_get_site (work->account), site);
    }
  memory = galley_site_memory_load (ledger, work->issue);
  work->tags = galley_site_memory_list_names (memory, "tags");
  work->authors = galley_site_memory_list_names (memory, "authors");
  return work;
}

static void ask (GalleySiteNames *self, GalleyIssue *issue);

static void
loaded_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleySiteNames *self = owner;
  Work *work = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (result)
    {
      g_strfreev (self->tags);
      g_strfreev (self->authors);
      self->tags = g_steal_pointer (&work->tags);
      self->authors = g_steal_pointer (&work->authors);
      g_signal_emit (self, changed_signal, 0);
    }
  if (work->http == NULL)
    ask (self, work->issue);
}

static Work *
new_work (GalleySiteNames *self, GalleyIssue *issue)
{
  Work *work = g_new0 (Work, 1);

  work->issue = galley_issue_ref (issue);
  work->state_dir = g_strdup (galley_session_get_state_dir (self->session));
  return work;
}

static void
ask (GalleySiteNames *self, GalleyIssue *issue)
{
  const GalleyService *service;
  g_autoptr (GalleyAccount) account = galley_session_find_account (self->session, &service);
  Work *work;

  if (account == NULL)
    return;
  work = new_work (self, issue);
  work->http = g_object_ref (galley_session_get_http (self->session));
  work->accounts = g_object_ref (galley_session_get_accounts (self->session, NULL));
  work->account = g_steal_pointer (&account);
  work->service = service;
  galley_job_run (self, load, work, work_free, NULL, NULL, self->cancellable, loaded_cb);
}

static void
galley_site_names_finalize (GObject *object)
{
  GalleySiteNames *self = GALLEY_SITE_NAMES (object);

  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_strfreev (self->tags);
  g_strfreev (self->authors);
  G_OBJECT_CLASS (galley_site_names_parent_class)->finalize (object);
}

static void
galley_site_names_class_init (GalleySiteNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_site_names_finalize;
  changed_signal = g_signal_new ("changed", GALLEY_TYPE_SITE_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
galley_site_names_init (GalleySiteNames *self)
{
  self->cancellable = g_cancellable_new ();
  self->tags = g_new0 (char *, 1);
  self->authors = g_new0 (char *, 1);
}

GalleySiteNames *
galley_site_names_new (GalleySession *session)
{
  GalleySiteNames *self = g_object_new (GALLEY_TYPE_SITE_NAMES, NULL);

  self->session = g_object_ref (session);
  return self;
}

void
galley_site_names_load (GalleySiteNames *self, GalleyIssue *issue)
{
  g_return_if_fail (GALLEY_IS_SITE_NAMES (self) && issue != NULL);

  if (self->is_asked)
    return;
  self->is_asked = TRUE;
  galley_job_run (self, load, new_work (self, issue), work_free, NULL, NULL, self->cancellable,
                  loaded_cb);
}

const char *const *
galley_site_names_get (GalleySiteNames *self, const char *key)
{
  g_return_val_if_fail (GALLEY_IS_SITE_NAMES (self), NULL);

  return (const char *const *) (g_str_equal (key, "tags") ? self->tags : self->authors);
}

void
galley_site_names_cancel (GalleySiteNames *self)
{
  g_return_if_fail (GALLEY_IS_SITE_NAMES (self));
  g_cancellable_cancel (self->cancellable);
}
