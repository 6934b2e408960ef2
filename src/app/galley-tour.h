/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* A few words about what is to be seen in the sample issue, one place after the other. Hidden until it
 * is begun, and when it is closed or its document goes.
 *
 * Signal: "line-activated" (guint line): the place that is told about now. */
#define GALLEY_TYPE_TOUR (galley_tour_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTour, galley_tour, GALLEY, TOUR, AdwBin)

void galley_tour_set_document (GalleyTour     *self,
                               GalleyDocument *document);
void galley_tour_begin        (GalleyTour     *self);

G_END_DECLS
