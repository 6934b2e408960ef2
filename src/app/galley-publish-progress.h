/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-progress.h"

G_BEGIN_DECLS

/* The steps of a publish as they happen: those behind it with a check mark, the present one with a
 * spinner, pictures counted. */
#define GALLEY_TYPE_PUBLISH_PROGRESS (galley_publish_progress_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishProgress, galley_publish_progress, GALLEY, PUBLISH_PROGRESS,
                      AdwBin)

/* Forgets the last run. */
void galley_publish_progress_start  (GalleyPublishProgress *self);
void galley_publish_progress_report (GalleyPublishProgress *self,
                                     const GalleyProgress  *progress);
/* Nothing moves any more. */
void galley_publish_progress_stop   (GalleyPublishProgress *self);

G_END_DECLS
