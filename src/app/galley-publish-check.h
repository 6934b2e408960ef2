/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-finding.h"

G_BEGIN_DECLS

/* What an editor should know before an issue goes out: errors first, each with its line.
 *
 * Signals: "finding-activated" (guint line, guint column). */
#define GALLEY_TYPE_PUBLISH_CHECK (galley_publish_check_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishCheck, galley_publish_check, GALLEY, PUBLISH_CHECK, AdwBin)

/* (element-type GalleyFinding). FALSE: there is nothing worth a stop. */
gboolean galley_publish_check_show (GalleyPublishCheck *self,
                                    GPtrArray          *findings);

G_END_DECLS
