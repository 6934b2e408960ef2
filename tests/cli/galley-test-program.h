/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Runs the built program as a person does: arguments, standard input, and what came back. */
typedef struct {
  int   status;
  char *output;
  char *errors;
} ProgramResult;

static inline void
program_result_clear (ProgramResult *self)
{
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->errors, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProgramResult, program_result_clear)

static inline ProgramResult
program_run (const char *input, const char *const *arguments)
{
  g_autofree char *program = g_build_filename (g_getenv ("GALLEY_BUILD_ROOT"), "src", "cli", "galley-cli", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  ProgramResult result = { -1, NULL, NULL };

  g_ptr_array_add (argv, program);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &result.output, &result.errors, &error));
  g_assert_no_error (error);
  result.status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  return result;
}

#define PROGRAM_RUN(...) program_run (NULL, (const char *const[]) { __VA_ARGS__, NULL })

/* An issue in a folder of its own, which the test's isolated home takes with it. */
static inline char *
program_write_issue (const char *text)
{
  g_autofree char *template = g_build_filename (g_get_user_data_dir (), "issue-XXXXXX", NULL);
  char *path;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_nonnull (g_mkdtemp (template));
  path = g_build_filename (template, "issue.md", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}
