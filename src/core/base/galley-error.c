/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"

#include <gio/gio.h>

G_DEFINE_QUARK (galley_error, galley_error)

/* One row a code, in the order of the enum: the word of `--json` and the exit status. */
static const struct {
  const char *name;
  int exit_status;
} codes[] = {
  [GALLEY_ERROR_AUTH] = { "auth", 3 },
  [GALLEY_ERROR_OFFLINE] = { "offline", 4 },
  [GALLEY_ERROR_REJECTED] = { "rejected", 3 },
  [GALLEY_ERROR_CONFLICT] = { "conflict", 5 },
  [GALLEY_ERROR_LIMIT] = { "limit", 3 },
  [GALLEY_ERROR_INVALID] = { "invalid", 1 },
  [GALLEY_ERROR_UNSUPPORTED] = { "unsupported", 1 },
  [GALLEY_ERROR_DISK] = { "disk", 6 },
  [GALLEY_ERROR_FAILED] = { "failed", 6 },
};

/**
 * galley_error_get_name:
 * @error: any error
 *
 * Returns: the word that stands for the error in machine-readable output; an error of another
 *   domain is "failed", a cancellation "cancelled"
 */
const char *
galley_error_get_name (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  if (error->domain != GALLEY_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (codes))
    return codes[GALLEY_ERROR_FAILED].name;
  return codes[error->code].name;
}

/**
 * galley_error_get_exit_status:
 * @error: any error
 *
 * Returns: the exit status of the command line for it; a cancellation is 130, as SIGINT's
 */
int
galley_error_get_exit_status (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return 130;
  if (error->domain != GALLEY_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (codes))
    return codes[GALLEY_ERROR_FAILED].exit_status;
  return codes[error->code].exit_status;
}
