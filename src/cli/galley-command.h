/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One verb of the command line: `galley-cli NAME …`. */
typedef struct {
  const char *name;      /* "render" */
  const char *arguments; /* N_(): what stands after the options, as "ISSUE" */
  const char *summary;   /* N_(): one line for the list of commands */
  /* @argv without the program's name, argv[0] is the command's. Returns the exit status. Prints
   * results on standard output and everything else on standard error. */
  int       (*run) (int           argc,
                    char        **argv,
                    GCancellable *cancellable);
} GalleyCommand;

const GalleyCommand *const *galley_command_list (void);
const GalleyCommand        *galley_command_find (const char *name);

G_END_DECLS
