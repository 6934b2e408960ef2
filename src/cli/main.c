/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "galley-cli.h"
#include "galley-locale.h"

static int caught; /* atomic: the signal that asked us to stop */

/* Signals are waited for here, so that a cancel runs as ordinary code and not inside a handler. */
static gpointer
wait_for_signal (gpointer data)
{
  sigset_t set;
  int number = 0;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  if (sigwait (&set, &number) == 0)
    {
      g_atomic_int_set (&caught, number);
      g_cancellable_cancel (data);
      /* Whoever asks twice does not want to wait. */
      if (sigwait (&set, &number) == 0)
        _exit (128 + number);
    }
  return NULL;
}

static void
watch_signals (GCancellable *cancellable)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cancellable));
}

static void
print_commands (gboolean as_error)
{
  const GalleyCommand *const *commands = galley_command_list ();
  g_autoptr (GString) text = g_string_new (_("Usage: galley-cli COMMAND …\n\n"));

  for (gsize i = 0; commands[i] != NULL; i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i]->name, _(commands[i]->summary));
  g_string_append (text, _("\ngalley-cli COMMAND --help says more.\n"));
  if (as_error)
    g_printerr ("%s", text->str);
  else
    g_print ("%s", text->str);
}

int
main (int argc, char **argv)
{
  /* Lives as long as the program: the thread that waits for signals holds it too. */
  GCancellable *cancellable = g_cancellable_new ();
  const GalleyCommand *command;
  int status;

  galley_locale_init ();
  if (argc < 2)
    {
      print_commands (TRUE);
      return GALLEY_CLI_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_commands (FALSE);
      return 0;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("galley-cli %s\n", GALLEY_VERSION);
      return 0;
    }
  command = galley_command_find (argv[1]);
  if (command == NULL)
    {
      g_printerr (_("There is no command “%s”.\n"), argv[1]);
      print_commands (TRUE);
      return GALLEY_CLI_USAGE;
    }
  watch_signals (cancellable);
  status = command->run (argc - 1, argv + 1, cancellable);
  if (g_atomic_int_get (&caught) == SIGTERM && status == 128 + SIGINT)
    status = 128 + SIGTERM;
  return status;
}
