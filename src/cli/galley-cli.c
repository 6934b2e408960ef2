/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli.h"

#include <glib/gi18n-lib.h>

#include <stdio.h>
#include <string.h>

#include "galley-cli-json.h"
#include "galley-error.h"

/* The translation of nothing is the catalogue's head. */
static const char *
get_arguments (const GalleyCommand *command)
{
  return command->arguments[0] != '\0' ? _(command->arguments) : "";
}

gboolean
galley_cli_parse (const GalleyCommand *command, const GOptionEntry *entries, GalleyLoginOptions *login, int *argc,
                  char **argv, int min, int max)
{
  g_autoptr (GOptionContext) context = g_option_context_new (get_arguments (command));
  g_autofree char *program = g_strconcat ("galley-cli ", command->name, NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (login != NULL)
    galley_login_options_add (login, context);
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

int
galley_cli_fail (const GError *error, gboolean json)
{
  g_printerr ("%s\n", error->message);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "error");
      json_builder_begin_object (builder);
      galley_cli_add_string (builder, "code", galley_error_get_name (error));
      galley_cli_add_string (builder, "message", error->message);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      galley_cli_print_json (builder);
    }
  return galley_error_get_exit_status (error);
}

