/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GALLEY_ERROR (galley_error_quark ())

/**
 * GalleyErrorCode:
 * @GALLEY_ERROR_AUTH: the service did not accept the key; ask for another one
 * @GALLEY_ERROR_OFFLINE: no answer, or none that can be trusted; run again to resume
 * @GALLEY_ERROR_REJECTED: the service understood and said no
 * @GALLEY_ERROR_CONFLICT: somebody else changed the thing meanwhile
 * @GALLEY_ERROR_LIMIT: over a limit of the service, or of Galley
 * @GALLEY_ERROR_INVALID: the issue has an error that must be mended first
 * @GALLEY_ERROR_UNSUPPORTED: the issue asks for what cannot be done there
 * @GALLEY_ERROR_DISK: a file could not be read or written
 * @GALLEY_ERROR_FAILED: anything else; a defect, most likely
 *
 * What a caller can do about it. Cancellation stays %G_IO_ERROR_CANCELLED. Every message is a
 * finished, translated sentence that names the thing and never holds a secret.
 */
typedef enum {
  GALLEY_ERROR_AUTH,
  GALLEY_ERROR_OFFLINE,
  GALLEY_ERROR_REJECTED,
  GALLEY_ERROR_CONFLICT,
  GALLEY_ERROR_LIMIT,
  GALLEY_ERROR_INVALID,
  GALLEY_ERROR_UNSUPPORTED,
  GALLEY_ERROR_DISK,
  GALLEY_ERROR_FAILED,
} GalleyErrorCode;

GQuark      galley_error_quark           (void);
const char *galley_error_get_name        (const GError *error);
int         galley_error_get_exit_status (const GError *error);

G_END_DECLS
