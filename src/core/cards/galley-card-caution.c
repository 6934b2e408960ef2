/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-callout.h"

GALLEY_CALLOUT_ROW (galley_card_caution, "caution", N_ ("Caution"),
                    N_ ("What is dangerous"), "🛑", "red");
