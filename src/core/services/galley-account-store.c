/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file holds what anybody may see, the keyring what nobody may. A keyring that is locked, away or
 * unwilling costs the writer the memory of the key, never the session's work. */

#include "galley-account-store.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-json.h"

#define MAX_LENGTH (1024 * 1024)

struct _GalleyAccountStore {
  GObject parent_instance;

  /* Owned */
  GMutex      mutex;
  char       *path;
  GPtrArray  *accounts;
  GHashTable *keys;    /* account id -> key that the keyring would not take */
};

G_DEFINE_FINAL_TYPE (GalleyAccountStore, galley_account_store, G_TYPE_OBJECT)

static const SecretSchema schema = {
  "io.github.galleyeditor.Galley.Account", SECRET_SCHEMA_NONE,
  { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

void
galley_key_free (char *key)
{
  if (key)
    explicit_bzero (key, strlen (key));
  g_free (key);
}

static void
galley_account_store_finalize (GObject *object)
{
  GalleyAccountStore *self = GALLEY_ACCOUNT_STORE (object);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (galley_account_store_parent_class)->finalize (object);
}

static void
galley_account_store_class_init (GalleyAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_account_store_finalize;
}

static void
galley_account_store_init (GalleyAccountStore *self)
{
  g_mutex_init (&self->mutex);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_account_unref);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) galley_key_free);
}

static gboolean
read_accounts (GalleyAccountStore *self,
               GBytes             *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node = galley_json_parse (text, length, NULL);
  JsonArray *array = node && JSON_NODE_HOLDS_OBJECT (node)
                     ? galley_json_get_array (json_node_get_object (node), "accounts") : NULL;
  if (!array)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = galley_json_get_item (array, i);
      const char *id = item ? galley_json_get_string (item, "id") : NULL;
      const char *service = item ? galley_json_get_string (item, "service") : NULL;
      const char *url = item ? galley_json_get_string (item, "url") : NULL;
      if (id && service && url)
        g_ptr_array_add (self->accounts,
                         galley_account_new (id, galley_json_get_string (item, "name"), service, url,
                                             galley_json_get_string (item, "api_url")));
    }
  return TRUE;
}

/**
 * galley_account_store_new:
 * @config_dir: the folder of accounts.json, which need not exist yet
 * @error: %GALLEY_ERROR_DISK when the file is there and cannot be read or understood; it is then
 *   not touched
 *
 * Returns: (transfer full) (nullable): the accounts
 */
GalleyAccountStore *
galley_account_store_new (const char  *config_dir,
                          GError     **error)
{
  g_autoptr (GalleyAccountStore) self = g_object_new (GALLEY_TYPE_ACCOUNT_STORE, NULL);
  self->path = g_build_filename (config_dir, "accounts.json", NULL);
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&self);
  g_autoptr (GBytes) bytes = galley_file_load (self->path, MAX_LENGTH, error);
  if (!bytes)
    return NULL;
  if (!read_accounts (self, bytes))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
                   _("The accounts file “%s” is damaged."), self->path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static void
set_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

static gboolean
write_accounts (GalleyAccountStore  *self,
                GPtrArray           *accounts,
                GError             **error)
{
  JsonArray *array = json_array_new ();
  for (guint i = 0; i < accounts->len; i++)
    {
      const GalleyAccount *account = accounts->pdata[i];
      JsonObject *item = json_object_new ();
      set_string (item, "id", galley_account_get_id (account));
      set_string (item, "name", galley_account_get_name (account));
      set_string (item, "service", galley_account_get_service (account));
      set_string (item, "url", galley_account_get_url (account));
      set_string (item, "api_url", galley_account_get_api_url (account));
      json_array_add_object_element (array, item);
    }
  g_autoptr (JsonObject) object = json_object_new ();
  json_object_set_array_member (object, "accounts", array);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = galley_json_to_string (node, TRUE);
  g_autofree char *folder = g_path_get_dirname (self->path);
  return galley_file_make_folder (folder, error)
         && galley_file_save (self->path, text, strlen (text), error);
}

static int
find_index (GPtrArray  *accounts,
            const char *id)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_str_equal (galley_account_get_id (accounts->pdata[i]), id))
      return i;
  return -1;
}

static gpointer
copy_account (gconstpointer account,
              gpointer      data)
{
  return galley_account_ref ((GalleyAccount *) account);
}

static GPtrArray *
copy_accounts (GalleyAccountStore *self)
{
  GPtrArray *copy = g_ptr_array_copy (self->accounts, copy_account, NULL);
  g_ptr_array_set_free_func (copy, (GDestroyNotify) galley_account_unref);
  return copy;
}

/* The file first: what could not be written is not shown either. */
static gboolean
take_accounts (GalleyAccountStore  *self,
               GPtrArray           *accounts,
               GError             **error)
{
  if (!write_accounts (self, accounts, error))
    return FALSE;
  g_ptr_array_unref (self->accounts);
  self->accounts = g_ptr_array_ref (accounts);
  return TRUE;
}

GPtrArray *
galley_account_store_list (GalleyAccountStore *self)
{
  g_return_val_if_fail (GALLEY_IS_ACCOUNT_STORE (self), NULL);

  g_mutex_lock (&self->mutex);
  GPtrArray *copy = copy_accounts (self);
  g_mutex_unlock (&self->mutex);
  return copy;
}

/* As people write addresses: with or without a scheme or a last slash. */
static gboolean
is_named (const GalleyAccount *account,
          const char          *which)
{
  g_autoptr (GalleyAccount) asked = galley_account_new ("", NULL, "", which, NULL);
  g_autofree char *bare = g_ascii_strdown (which, -1);
  if (g_str_has_suffix (bare, "/"))
    bare[strlen (bare) - 1] = '\0';
  return g_str_equal (galley_account_get_name (account), which)
         || g_str_equal (galley_account_get_url (account), which)
         || g_str_equal (galley_account_get_site (account), galley_account_get_site (asked))
         || g_str_equal (galley_account_get_site (account), bare);
}

GalleyAccount *
galley_account_store_find (GalleyAccountStore *self,
                           const char         *which)
{
  g_return_val_if_fail (GALLEY_IS_ACCOUNT_STORE (self) && which, NULL);

  g_mutex_lock (&self->mutex);
  int found = find_index (self->accounts, which);
  for (guint i = 0; found < 0 && i < self->accounts->len; i++)
    if (is_named (self->accounts->pdata[i], which))
      found = i;
  GalleyAccount *account = found < 0 ? NULL : galley_account_ref (self->accounts->pdata[found]);
  g_mutex_unlock (&self->mutex);
  return account;
}

static gboolean
keep_key (GalleyAccountStore  *self,
          GalleyAccount       *account,
          const char          *key,
          gboolean            *kept,
          GCancellable        *cancellable,
          GError             **error)
{
  const char *id = galley_account_get_id (account);
  g_autofree char *label = g_strdup_printf (_("Galley’s key for %s"), galley_account_get_site (account));
  *kept = secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, key, cancellable, NULL,
                                      "account", id, NULL);
  if (!*kept && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  if (*kept)
    g_hash_table_remove (self->keys, id);
  else
    g_hash_table_replace (self->keys, g_strdup (id), g_strdup (key));
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

gboolean
galley_account_store_add (GalleyAccountStore  *self,
                          GalleyAccount       *account,
                          const char          *key,
                          gboolean            *key_kept,
                          GCancellable        *cancellable,
                          GError             **error)
{
  g_return_val_if_fail (GALLEY_IS_ACCOUNT_STORE (self) && account, FALSE);

  /* The key before the account: what is listed can be used. */
  gboolean kept = TRUE;
  if (key && !keep_key (self, account, key, &kept, cancellable, error))
    return FALSE;
  if (key_kept)
    *key_kept = kept;
  g_mutex_lock (&self->mutex);
  g_autoptr (GPtrArray) accounts = copy_accounts (self);
  int index = find_index (accounts, galley_account_get_id (account));
  if (index < 0)
    g_ptr_array_add (accounts, galley_account_ref (account));
  else
    {
      galley_account_unref (accounts->pdata[index]);
      accounts->pdata[index] = galley_account_ref (account);
    }
  gboolean done = take_accounts (self, accounts, error);
  g_mutex_unlock (&self->mutex);
  return done;
}

gboolean
galley_account_store_remove (GalleyAccountStore  *self,
                             GalleyAccount       *account,
                             GCancellable        *cancellable,
                             GError             **error)
{
  g_return_val_if_fail (GALLEY_IS_ACCOUNT_STORE (self) && account, FALSE);

  const char *id = galley_account_get_id (account);
  g_mutex_lock (&self->mutex);
  g_autoptr (GPtrArray) accounts = copy_accounts (self);
  int index = find_index (accounts, id);
  if (index >= 0)
    g_ptr_array_remove_index (accounts, index);
  gboolean done = take_accounts (self, accounts, error);
  if (done)
    g_hash_table_remove (self->keys, id);
  g_mutex_unlock (&self->mutex);
  /* A keyring that is away keeps a key that nothing names any more. */
  if (done)
    secret_password_clear_sync (&schema, cancellable, NULL, "account", id, NULL);
  return done;
}

char *
galley_account_store_load_key (GalleyAccountStore  *self,
                               GalleyAccount       *account,
                               GCancellable        *cancellable,
                               GError             **error)
{
  g_return_val_if_fail (GALLEY_IS_ACCOUNT_STORE (self) && account, NULL);

  const char *id = galley_account_get_id (account);
  g_mutex_lock (&self->mutex);
  char *key = g_strdup (g_hash_table_lookup (self->keys, id));
  g_mutex_unlock (&self->mutex);
  if (key)
    return key;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  /* Not cancellable itself: a cancellation in the middle makes libsecret set an error twice. */
  char *stored = secret_password_lookup_sync (&schema, NULL, NULL, "account", id, NULL);
  key = g_strdup (stored);
  if (stored)
    {
      explicit_bzero (stored, strlen (stored));
      secret_password_free (stored);
    }
  if (!key && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH,
                 _("The keyring has no key for “%s”, or is locked."), galley_account_get_site (account));
  return key;
}
