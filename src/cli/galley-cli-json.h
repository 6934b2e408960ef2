/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "galley-finding.h"

G_BEGIN_DECLS

/* What the commands print with --json, piece by piece. */

/* @value NULL: null. */
void galley_cli_add_string  (JsonBuilder         *builder,
                             const char          *name,
                             const char          *value);
void galley_cli_add_int     (JsonBuilder         *builder,
                             const char          *name,
                             gint64               value);
/* @value below 0: not known, null. */
void galley_cli_add_count   (JsonBuilder         *builder,
                             const char          *name,
                             gint64               value);
/* FALSE: there is nothing to be told, and null stands there; else the object is to be filled and ended. */
gboolean galley_cli_begin_object (JsonBuilder    *builder,
                                  const char     *name,
                                  gboolean        is_there);
/* id, severity, line and message, into the object that was begun. */
void galley_cli_add_finding (JsonBuilder         *builder,
                             const GalleyFinding *finding);
/* On standard output, at once. */
void galley_cli_print_json  (JsonBuilder         *builder);

G_END_DECLS
