/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "galley-account-store.h"
#include "galley-cli.h"
#include "galley-error.h"
#include "galley-folders.h"
#include "galley-rights.h"

extern const GalleyCommand galley_command_account;

typedef struct {
  char *service;
  char *url;
  char *name;
  char *key_file;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->service);
  g_free (self->url);
  g_free (self->name);
  g_free (self->key_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GalleyAccountStore *
open_store (GError **error)
{
  g_autofree char *config = galley_folders_dup_config ();

  return galley_account_store_new (config, error);
}

static int
list_accounts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccountStore) store = open_store (&error);
  g_autoptr (GPtrArray) accounts = NULL;

  if (store == NULL)
    return galley_cli_fail (error, FALSE);
  accounts = galley_account_store_list (store);
  for (guint i = 0; i < accounts->len; i++)
    {
      const GalleyAccount *account = g_ptr_array_index (accounts, i);

      printf ("%s\t%s\t%s\n", galley_account_get_name (account), galley_account_get_service (account),
              galley_account_get_url (account));
    }
  fflush (stdout);
  return 0;
}

/* The key is tried before it is kept: a wrong one would be noticed at the worst time. */
static int
add_account (const Options *options, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLogin) login = NULL;
  g_autoptr (GalleySite) site = NULL;
  g_autoptr (GalleyAccount) account = NULL;
  g_autoptr (GalleyAccountStore) store = NULL;
  const char *name = options->name;
  gboolean key_kept = FALSE;

  if (options->service == NULL || options->url == NULL)
    return galley_cli_usage (&galley_command_account, _("“add” needs --service and --url."));
  login = galley_login_new (options->service, options->url, options->key_file != NULL ? options->key_file : "-", NULL,
                            cancellable, &error);
  if (login == NULL)
    return galley_cli_fail (error, FALSE);
  site = login->service->load_site (&login->connection, cancellable, &error);
  if (site == NULL)
    return galley_cli_fail (error, FALSE);
  if (name == NULL)
    name = site->title != NULL ? site->title : galley_account_get_name (login->connection.account);
  account = galley_account_new (NULL, name, login->service->id, galley_account_get_url (login->connection.account),
                                galley_account_get_api_url (login->connection.account));
  store = open_store (&error);
  if (store == NULL ||
      !galley_account_store_add (store, account, login->connection.key, &key_kept, cancellable, &error))
    return galley_cli_fail (error, FALSE);
  g_printerr (_("Added “%s”.\n"), name);
  if (!key_kept)
    g_printerr (_("The keyring could not store the key: give it with --key-file.\n"));
  return 0;
}

/* "Connected to Focus on Korea, Ghost 6.65. The key belongs to an integration." */
static void
print_site (const GalleyService *service, const GalleySite *site, const char *name)
{
  const char *title = site->title != NULL ? site->title : name;
  g_autofree char *rights = NULL;

  if (site->version != NULL)
    g_print (_("Connected to %s, %s %s."), title, service->name, site->version);
  else
    g_print (_("Connected to %s, %s."), title, service->name);
  rights = galley_rights_describe (site);
  if (*rights != '\0')
    g_print (" %s", rights);
  g_print ("\n");
}

/* One that was added, or one that the options describe and nobody keeps. */
static int
test_account (const Options *options, const char *name, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLogin) login = NULL;
  g_autoptr (GalleySite) site = NULL;

  if (name == NULL && (options->service == NULL || options->url == NULL))
    return galley_cli_usage (&galley_command_account, _("“test” needs the name of an account, or "
                                                        "--service and --url."));
  login = name != NULL ? galley_login_new (NULL, NULL, NULL, name, cancellable, &error)
                       : galley_login_new (options->service, options->url,
                                           options->key_file != NULL ? options->key_file : "-", NULL, cancellable,
                                           &error);
  if (login == NULL)
    return galley_cli_fail (error, FALSE);
  site = login->service->load_site (&login->connection, cancellable, &error);
  if (site == NULL)
    return galley_cli_fail (error, FALSE);
  print_site (login->service, site, galley_account_get_name (login->connection.account));
  return 0;
}

static int
remove_account (const char *name, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAccountStore) store = open_store (&error);
  g_autoptr (GalleyAccount) account = store != NULL ? galley_account_store_find (store, name) : NULL;

  if (store != NULL && account == NULL)
    g_set_error (&error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("There is no account “%s”."), name);
  if (account == NULL || !galley_account_store_remove (store, account, cancellable, &error))
    return galley_cli_fail (error, FALSE);
  return 0;
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "service", 's', 0, G_OPTION_ARG_STRING, &options.service, N_("The kind of place, such as "
                                                                   "“ghost”"), N_("SERVICE") },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &options.url, N_("The site’s address"), N_("URL") },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &options.name, N_("Your name for it; without one, the "
                                                             "site’s title"), N_("NAME") },
    { "key-file", 'k', 0, G_OPTION_ARG_FILENAME, &options.key_file,
      N_("The file with the key; without one, or for “-”, standard input"), N_("FILE") },
    { NULL },
  };

  if (!galley_cli_parse (&galley_command_account, entries, NULL, &argc, argv, 1, 2))
    return GALLEY_CLI_USAGE;
  if (strcmp (argv[1], "list") == 0 && argc == 2)
    return list_accounts ();
  if (strcmp (argv[1], "add") == 0 && argc == 2)
    return add_account (&options, cancellable);
  if (strcmp (argv[1], "test") == 0)
    return test_account (&options, argc == 3 ? argv[2] : NULL, cancellable);
  if (strcmp (argv[1], "remove") == 0 && argc == 3)
    return remove_account (argv[2], cancellable);
  return galley_cli_usage (&galley_command_account, _("Expected add, list, test or remove NAME."));
}

const GalleyCommand galley_command_account = {
  .name = "account",
  .arguments = N_("add|list|test [NAME]|remove NAME"),
  .summary = N_("Manage the places to publish to"),
  .run = run,
};
