/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-session.h"

#include <string.h>

#include "galley-file.h"
#include "galley-job.h"

#define MAX_RECENT 12

struct _GalleySession {
  GObject             parent_instance;

  /* Owned */
  char               *state_dir;
  char               *cache_dir;
  char               *config_dir;
  GSettings          *settings;
  GalleyHttp         *http;     /* made at the first use: most sessions only write */
  GalleyAccountStore *accounts; /* likewise */
  GalleyDesk         *desk;
  GalleyRemote       *remote;

  guint               saving_desk : 1;
  guint               desk_stale : 1; /* it changed while it was saved */
};

G_DEFINE_FINAL_TYPE (GalleySession, galley_session, G_TYPE_OBJECT)

static void
galley_session_finalize (GObject *object)
{
  GalleySession *self = GALLEY_SESSION (object);

  g_free (self->state_dir);
  g_free (self->cache_dir);
  g_free (self->config_dir);
  g_clear_object (&self->settings);
  g_clear_object (&self->http);
  g_clear_object (&self->accounts);
  g_clear_object (&self->desk);
  g_clear_object (&self->remote);
  G_OBJECT_CLASS (galley_session_parent_class)->finalize (object);
}

static void
galley_session_class_init (GalleySessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_session_finalize;
}

static void
galley_session_init (GalleySession *self)
{
}

GalleySession *
galley_session_new (const char *state_dir, const char *cache_dir, const char *config_dir)
{
  GalleySession *self = g_object_new (GALLEY_TYPE_SESSION, NULL);

  self->state_dir = g_strdup (state_dir);
  self->cache_dir = g_strdup (cache_dir);
  self->config_dir = g_strdup (config_dir);
  self->settings = g_settings_new ("io.github.galleyeditor.Galley");
  galley_file_make_folder (state_dir, NULL);
  galley_file_make_folder (cache_dir, NULL);
  galley_file_make_folder (config_dir, NULL);
  return self;
}

const char *
galley_session_get_state_dir (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  return self->state_dir;
}

const char *
galley_session_get_cache_dir (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  return self->cache_dir;
}

GSettings *
galley_session_get_settings (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  return self->settings;
}

GalleyHttp *
galley_session_get_http (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  if (self->http == NULL)
    self->http = galley_http_new (NULL);
  return self->http;
}

GalleyRemote *
galley_session_get_remote (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  if (self->remote == NULL)
    self->remote = galley_remote_new (self->settings, self->cache_dir,
                                      galley_session_get_http (self));
  return self->remote;
}

GalleyAccountStore *
galley_session_get_accounts (GalleySession *self, GError **error)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  if (self->accounts == NULL)
    self->accounts = galley_account_store_new (self->config_dir, error);
  return self->accounts;
}

GalleyAccount *
galley_session_find_account (GalleySession *self, const GalleyService **service)
{
  GalleyAccountStore *accounts = galley_session_get_accounts (self, NULL);
  g_autofree char *last = g_settings_get_string (self->settings, "last-account");
  g_autoptr (GPtrArray) all = accounts ? galley_account_store_list (accounts) : NULL;
  GalleyAccount *found = NULL;

  for (guint i = 0; all && i < all->len; i++)
    {
      const GalleyService *own = galley_service_find (galley_account_get_service (all->pdata[i]));

      if (own == NULL || own->list_posts == NULL
          || (found && !g_str_equal (galley_account_get_id (all->pdata[i]), last)))
        continue;
      found = all->pdata[i];
      *service = own;
    }
  return found ? galley_account_ref (found) : NULL;
}

GalleyDesk *
galley_session_get_desk (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  if (self->desk == NULL)
    self->desk = galley_desk_new (self->state_dir);
  return self->desk;
}

typedef struct {
  char *path;
  char *text;
} DeskWork;

static void
desk_work_free (gpointer data)
{
  DeskWork *work = data;

  g_free (work->path);
  g_free (work->text);
  g_free (work);
}

static gpointer
save_desk (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
           GCancellable *cancellable, GError **error)
{
  DeskWork *work = data;

  return GINT_TO_POINTER (galley_file_save (work->path, work->text, strlen (work->text), error));
}

static void
desk_saved_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleySession *self = owner;

  if (error)
    g_message ("What is open could not be written down. %s", error->message);
  self->saving_desk = FALSE;
  if (self->desk_stale)
    galley_session_save_desk (self);
}

/* One after the other: an older text must not come after a newer one. */
void
galley_session_save_desk (GalleySession *self)
{
  GalleyDesk *desk;
  DeskWork *work;
  char *text;

  g_return_if_fail (GALLEY_IS_SESSION (self));

  self->desk_stale = self->saving_desk;
  if (self->saving_desk)
    return;
  desk = galley_session_get_desk (self);
  text = galley_desk_take_unsaved (desk);
  if (text == NULL)
    return;
  work = g_new0 (DeskWork, 1);
  work->path = g_strdup (galley_desk_get_path (desk));
  work->text = text;
  self->saving_desk = TRUE;
  galley_job_run (self, save_desk, work, desk_work_free, NULL, NULL, NULL, desk_saved_cb);
}

void
galley_session_flush_desk (GalleySession *self)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));

  galley_session_save_desk (self);
  while (self->saving_desk)
    g_main_context_iteration (NULL, TRUE);
}

char **
galley_session_list_recent (GalleySession *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);

  paths = g_settings_get_strv (self->settings, "recent-issues");
  for (guint i = 0; paths[i] && i < MAX_RECENT; i++)
    if (g_file_test (paths[i], G_FILE_TEST_EXISTS))
      g_strv_builder_add (builder, paths[i]);
  return g_strv_builder_end (builder);
}

void
galley_session_add_recent (GalleySession *self, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) old = NULL;
  g_auto (GStrv) paths = NULL;

  g_return_if_fail (GALLEY_IS_SESSION (self) && path != NULL);

  old = g_settings_get_strv (self->settings, "recent-issues");
  g_strv_builder_add (builder, path);
  for (guint i = 0; old[i] && i < MAX_RECENT - 1; i++)
    if (g_strcmp0 (old[i], path) != 0)
      g_strv_builder_add (builder, old[i]);
  paths = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent-issues", (const char *const *) paths);
}
