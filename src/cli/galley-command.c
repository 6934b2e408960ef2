/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-command.h"

#include "galley-command-rows.h"

#define DECLARE(name) extern const GalleyCommand galley_command_##name;
#define ROW(name) DECLARE (name)
GALLEY_COMMAND_ROWS (ROW)
#undef ROW

#define ROW(name) &galley_command_##name,
static const GalleyCommand *const commands[] = { GALLEY_COMMAND_ROWS (ROW) NULL };
#undef ROW

const GalleyCommand *const *
galley_command_list (void)
{
  return commands;
}

const GalleyCommand *
galley_command_find (const char *name)
{
  for (gsize i = 0; commands[i] != NULL; i++)
    if (g_strcmp0 (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}
