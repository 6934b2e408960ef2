/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-incoming.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_INCOMING_MERGE,
  GALLEY_INCOMING_THEIRS,
  GALLEY_INCOMING_MINE,
} GalleyIncomingChoice;

/* What somebody changed on the site and what changed here, what each choice would make of the issue,
 * and the choices. A choice that changes the issue shows how before it is made.
 *
 * Signal: "chosen" (guint: GalleyIncomingChoice). */
#define GALLEY_TYPE_INCOMING_PAGE (galley_incoming_page_get_type ())
G_DECLARE_FINAL_TYPE (GalleyIncomingPage, galley_incoming_page, GALLEY, INCOMING_PAGE, AdwBin)

GtkWidget *galley_incoming_page_new  (void);
/* @incoming is borrowed and must stay until the next one, or NULL. @read_only: the issue cannot be
 * changed, so there is nothing to choose but to keep it. */
void       galley_incoming_page_show (GalleyIncomingPage   *self,
                                      const GalleyIncoming *incoming,
                                      const char           *site,
                                      gboolean              read_only);
/* From the view of a choice back to the choices; FALSE: it shows them already. */
gboolean   galley_incoming_page_go_back (GalleyIncomingPage *self);

G_END_DECLS
