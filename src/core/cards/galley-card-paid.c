/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-gate.h"

GALLEY_GATE_ROW (galley_card_paid, "paid", N_ ("Paying subscribers"),
                 N_ ("What only paying subscribers see"));
