/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

/* A button that says how large the mail is, and a list of what makes it so. Measured on a
 * worker at a pause, never in the way of typing.
 *
 * Signals: "line-activated" (guint line). */
#define GALLEY_TYPE_MAIL_METER (galley_mail_meter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyMailMeter, galley_mail_meter, GALLEY, MAIL_METER, GtkWidget)

/* Where it is remembered how large the site makes its mails. */
void galley_mail_meter_set_state_dir (GalleyMailMeter *self,
                                      const char      *state_dir);
void galley_mail_meter_set_document (GalleyMailMeter *self,
                                     GalleyDocument  *document); /* may be NULL */

G_END_DECLS
