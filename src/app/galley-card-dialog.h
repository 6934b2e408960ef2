/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-card-form.h"
#include "galley-compat-dialog.h"

G_BEGIN_DECLS

/* The form of a card, made from its kind's description alone.
 *
 * Signal: "accepted" (GHashTable of the values, as galley-card-form.h has them). */
#define GALLEY_TYPE_CARD_DIALOG (galley_card_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCardDialog, galley_card_dialog, GALLEY, CARD_DIALOG, GalleyDialog)

/* @values: of a card that is written; NULL: for a new one. */
GalleyCardDialog *galley_card_dialog_new (GtkWindow            *parent,
                                          const GalleyCardKind *kind,
                                          GHashTable           *values);

G_END_DECLS
