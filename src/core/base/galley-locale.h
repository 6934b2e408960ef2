/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes the language of the environment, and the words from Galley's installed catalogues, or from
 * the folder that GALLEY_LOCALEDIR names: so that a build folder speaks it too. The first thing in
 * main, before any thread. */
void galley_locale_init (void);

G_END_DECLS
