/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "galley-account-store.h"
#include "galley-error.h"
#include "galley-json.h"

/* The translation of nothing is the catalogue's head. */
static const char *
get_arguments (const GalleyCommand *command)
{
  return command->arguments[0] != '\0' ? _(command->arguments) : "";
}

gboolean
galley_cli_parse (const GalleyCommand *command, const GOptionEntry *entries, int *argc, char **argv, int min, int max)
{
  g_autoptr (GOptionContext) context = g_option_context_new (get_arguments (command));
  g_autofree char *program = g_strconcat ("galley-cli ", command->name, NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, &argv, &error))
    {
      galley_cli_usage (command, error->message);
      return FALSE;
    }
  /* "--" ends the options and is no operand. */
  if (*argc > 1 && g_strcmp0 (argv[1], "--") == 0)
    {
      for (int i = 1; i < *argc; i++)
        argv[i] = argv[i + 1];
      (*argc)--;
    }
  if (*argc - 1 < min || *argc - 1 > max)
    {
      galley_cli_usage (command, *argc - 1 < min ? _("An argument is missing.") : _("There are "
                                                                                    "too many "
                                                                                    "arguments."));
      return FALSE;
    }
  return TRUE;
}

int
galley_cli_usage (const GalleyCommand *command, const char *message)
{
  g_printerr ("%s\n", message);
  g_printerr (_("Usage: galley-cli %s [OPTION…] %s\n"), command->name, get_arguments (command));
  return GALLEY_CLI_USAGE;
}

void
galley_cli_print_json (JsonNode *node)
{
  g_autofree char *text = galley_json_to_string (node, FALSE);

  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

int
galley_cli_fail (const GError *error, gboolean json)
{
  g_printerr ("%s\n", error->message);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (JsonNode) root = NULL;

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "error");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, galley_error_get_name (error));
      json_builder_set_member_name (builder, "message");
      json_builder_add_string_value (builder, error->message);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      root = json_builder_get_root (builder);
      galley_cli_print_json (root);
    }
  return galley_error_get_exit_status (error);
}

char *
galley_cli_dup_state_dir (void)
{
  return g_build_filename (g_get_user_state_dir (), "galley", NULL);
}

char *
galley_cli_dup_config_dir (void)
{
  return g_build_filename (g_get_user_config_dir (), "galley", NULL);
}

/* A key is short; whatever is longer is some other file. */
static char *
read_key (const char *path, GError **error)
{
  char buffer[4096];
  gboolean standard = g_strcmp0 (path, "-") == 0;
  FILE *stream = standard ? stdin : g_fopen (path, "re");
  gsize length;
  char *key;

  if (stream == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK, _("The key file “%s” cannot be read: %s"), path,
                   g_strerror (errno));
      return NULL;
    }
  length = fread (buffer, 1, sizeof buffer - 1, stream);
  if (!standard)
    fclose (stream);
  buffer[length] = '\0';
  key = g_strdup (g_strstrip (buffer));
  explicit_bzero (buffer, sizeof buffer);
  if (*key == '\0' || length == sizeof buffer - 1)
    {
      galley_key_free (key);
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("There is no key in “%s”."), path);
      return NULL;
    }
  return key;
}

static gboolean
login_with_account (GalleyLogin *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *config = galley_cli_dup_config_dir ();
  g_autoptr (GalleyAccountStore) store = galley_account_store_new (config, error);

  if (store == NULL)
    return FALSE;
  self->connection.account = galley_account_store_find (store, name);
  if (self->connection.account == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("There is no account “%s”."), name);
      return FALSE;
    }
  self->connection.key = galley_account_store_load_key (store, self->connection.account, cancellable, error);
  self->source = g_strconcat ("account:", galley_account_get_name (self->connection.account), NULL);
  return self->connection.key != NULL;
}

static gboolean
login_with_key (GalleyLogin *self, const char *url, const char *key_file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;

  self->connection.key = read_key (key_file, error);
  if (self->connection.key == NULL)
    return FALSE;
  path = g_strcmp0 (key_file, "-") == 0 ? NULL : g_canonicalize_filename (key_file, NULL);
  self->source = path != NULL ? g_strconcat ("file:", path, NULL) : g_strdup ("stdin");
  self->connection.account = self->service->discover (self->connection.http, url, cancellable, error);
  return self->connection.account != NULL;
}

static gboolean
find_service (GalleyLogin *self, const char *name, GError **error)
{
  if (name == NULL)
    name = galley_account_get_service (self->connection.account);
  self->service = galley_service_find (name);
  if (self->service == NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("There is no service “%s”."), name);
  return self->service != NULL;
}

GalleyLogin *
galley_login_new (const char *service, const char *url, const char *key_file, const char *account_name,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyLogin) self = g_new0 (GalleyLogin, 1);

  self->connection.http = galley_http_new (NULL);
  if (account_name != NULL)
    {
      if (!login_with_account (self, account_name, cancellable, error))
        return NULL;
      service = NULL;
    }
  if (!find_service (self, service, error))
    return NULL;
  if (account_name == NULL && !login_with_key (self, url, key_file, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
galley_login_free (GalleyLogin *self)
{
  char *key = (char *) self->connection.key;

  g_clear_object (&self->connection.http);
  g_clear_pointer (&self->connection.account, galley_account_unref);
  g_clear_pointer (&key, galley_key_free);
  g_free (self->source);
  g_free (self);
}
