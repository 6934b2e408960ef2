/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-action.h"

G_BEGIN_DECLS

/* Snippets, templates, and a new issue from the last one; for the table of actions. */
void galley_window_show_snippets  (GalleyWindow *self); /* there is a document */
void galley_window_show_templates (GalleyWindow *self);
void galley_window_new_from_last  (GalleyWindow *self);

G_END_DECLS
