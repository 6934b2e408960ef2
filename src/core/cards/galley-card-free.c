/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-gate.h"

GALLEY_GATE_ROW (galley_card_free, "free", N_ ("Free readers"),
                 N_ ("What paying subscribers do not see"));
