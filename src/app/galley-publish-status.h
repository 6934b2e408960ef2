/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-status.h"

G_BEGIN_DECLS

/* What became of an issue and of its mail, a row a line. It talks to nobody. */
#define GALLEY_TYPE_PUBLISH_STATUS (galley_publish_status_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishStatus, galley_publish_status, GALLEY, PUBLISH_STATUS, AdwBin)

/* @post NULL: nothing is there, and nothing is shown. @report NULL: not known yet. */
void galley_publish_status_show (GalleyPublishStatus    *self,
                                 const GalleyPost       *post,
                                 const GalleyMailReport *report,
                                 const GalleySite       *site);

G_END_DECLS
