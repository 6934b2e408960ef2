/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How much of the room that there is for it a text takes: a bar and the figures. */
#define GALLEY_TYPE_LENGTH_METER (galley_length_meter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLengthMeter, galley_length_meter, GALLEY, LENGTH_METER, GtkWidget)

/* @name: of the text, as it stands before the bar. */
GtkWidget *galley_length_meter_new (const char        *name);
/* In letters, a full-width one being two; @max: those that are shown. */
void       galley_length_meter_set (GalleyLengthMeter *self,
                                    guint              length,
                                    guint              max);

G_END_DECLS
