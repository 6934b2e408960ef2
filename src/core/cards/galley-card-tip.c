/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-callout.h"

GALLEY_CALLOUT_ROW (galley_card_tip, "tip", N_ ("Tip"),
                    N_ ("Advice that helps"), "💡", "green");
